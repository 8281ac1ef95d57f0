"""Bytes → text: UTF-8, UTF-16, Windows-1252; everything else is refused by name."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.errors import InputError

LONGEST_LINE = 1 << 20  # 1 MiB
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a packed file (or a Word document)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a packed file (zstd)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "Rich Text"),
)
_MARKUP = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")


class Decoded(NamedTuple):
    """A text and the encoding that it was in."""

    text: str
    encoding: str


def decode(path: str, data: bytes) -> Decoded:
    """Decode one file's bytes.

    In:     the path (for the message) and the bytes.
    Out:    the text, newlines untranslated, without byte-order mark.
    Raises: InputError for an empty, binary or HTML file, and for a line over 1 MiB.
    """
    found = _decode(path, data)
    if not found.text.strip():
        raise InputError(path, "is empty; nothing to read")
    if _MARKUP.match(found.text):
        raise InputError(path, "is an HTML page, which isn't read yet; save the page as text")
    check_lines(path, found.text)
    return found


def check_lines(path: str, text: str | bytes) -> None:
    """Refuse a text with a line over 1 MiB. Raises: InputError saying how long it is."""
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LONGEST_LINE:
        raise InputError(
            path,
            f"has a line of {longest / LONGEST_LINE:.1f} MiB; the limit is 1 MiB: "
            "break it into paragraphs",
        )


def _decode(path: str, data: bytes) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by_mark(path, data[len(mark) :], encoding)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(path, f"is {what}, which isn't read yet; save it as text")
    if b"\x00" in data:
        return _wide(path, data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mended(data) or _single_byte(path, data)


def _by_mark(path: str, data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        mended = _mended(data) if encoding == "utf-8" else None
        if mended is not None:
            return mended
        raise InputError(
            path,
            f"begins as {encoding} but is broken at byte {error.start}; save it again as UTF-8",
        ) from error


def _wide(path: str, data: bytes) -> Decoded:
    """Read UTF-16 without a mark: every other byte of an English text is zero."""
    pairs = max(1, len(data) // 2)
    zeros = {"utf-16-be": data[0::2].count(0), "utf-16-le": data[1::2].count(0)}
    encoding = max(zeros, key=lambda name: zeros[name])
    other = min(zeros.values())
    if len(data) % 2 == 0 and zeros[encoding] > 0.4 * pairs and other < 0.02 * pairs:
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            pass
    raise InputError(path, "is binary, not text; give the text of the page")


def _mended(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few broken bytes, as a page cut off in the middle of a letter has."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    if whole < 4 * broken:
        return None
    return Decoded(text, f"utf-8 with {broken} broken bytes replaced")


def _single_byte(path: str, data: bytes) -> Decoded:
    if len(data.translate(None, _CONTROLS)) < len(data):
        raise InputError(path, "is binary, not text; give the text of the page")
    # Imported here: it is slow to load, and nearly every page is UTF-8.
    from charset_normalizer import from_bytes

    # Other code pages are left out: a short English page fits dozens of them equally well.
    best = from_bytes(data, cp_isolation=["cp1252", "latin_1"], threshold=0.6).best()
    encoding = best.encoding if best is not None else "cp1252"
    for name in ("cp1252", encoding) if encoding in ("cp1252", "latin_1") else ("cp1252",):
        try:
            return Decoded(data.decode(name), "windows-1252" if name == "cp1252" else name)
        except UnicodeDecodeError:
            continue
    raise InputError(path, "is in no encoding that is read; save it as UTF-8")
