"""Paths → bytes, one file at a time; what can't be read is reported, never raised."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dragoman.errors import InputError
from dragoman.reading.decode import check_lines
from dragoman.reading.words import kinds

LARGEST = 64 << 20  # 64 MiB
STDIN = "<stdin>"


class Input(NamedTuple):
    """The bytes of one file; `path` is as it is to appear in records' `file`."""

    path: str
    data: bytes


def inputs(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Input | InputError]:
    """Read the files that paths name.

    In:     files, folders (read through, in name order, hidden files passed over), "-" for
            standard input (`stdin` replaces it).
    Out:    lazily, for each file its bytes, or an InputError that says what is wrong.
    Raises: nothing; every problem is yielded.
    """
    for each in _found(paths):
        if isinstance(each, InputError):
            yield each
        elif each == "-":
            yield _read_stream(stdin if stdin is not None else sys.stdin.buffer)
        else:
            yield _read_file(each)


def count_inputs(paths: Iterable[str]) -> int:
    """Count what `inputs` gives for the same paths, without opening a file. Raises: nothing."""
    return sum(1 for _ in _found(paths))


def _found(paths: Iterable[str]) -> Iterator[str | InputError]:
    """The paths of files to read, "-" among them, or why there is none."""
    for path in paths:
        if path == "-":
            yield path
            continue
        try:
            is_folder = stat.S_ISDIR(Path(path).stat().st_mode)
        except (OSError, ValueError) as error:
            yield InputError(path, _why(error))
            continue
        if is_folder:
            yield from _folder(path, ())
        else:
            yield path


def _folder(path: str, above: tuple[tuple[int, int], ...]) -> Iterator[str | InputError]:
    try:
        here = Path(path).stat()
        names = sorted(each.name for each in Path(path).iterdir() if each.name[0] != ".")
    except OSError as error:
        yield InputError(path, _why(error))
        return
    key = (here.st_dev, here.st_ino)
    if key in above:
        yield InputError(path, "is a link back to a folder above it; not followed")
        return
    if not names:
        yield InputError(path, "is an empty folder; nothing to read")
    for name in names:
        each = f"{path.rstrip('/') or '/'}/{name}" if path != "/" else f"/{name}"
        try:
            mode = Path(each).stat().st_mode
        except OSError as error:
            yield InputError(each, _why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(each, (*above, key))
        elif stat.S_ISREG(mode):
            yield each
        else:
            yield InputError(each, "is not a file (a pipe, socket or device); not read")


def _read_file(path: str) -> Input | InputError:
    what = kinds().get(Path(path).suffix.lower())
    if what is not None:
        return InputError(path, f"is of a kind that isn't read yet ({what}); save it as text")
    try:
        size = Path(path).stat().st_size
        if size > LARGEST:
            return _too_large(path, size)
        with open(path, "rb") as file:  # noqa: PTH123 - a Path would drop "./" and such
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return InputError(path, _why(error))
    return _checked(path, data)


def _read_stream(stream: BinaryIO) -> Input | InputError:
    try:
        data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return InputError(STDIN, _why(error))
    return _checked(STDIN, data)


def _checked(path: str, data: bytes) -> Input | InputError:
    if not data.strip():
        return InputError(path, "is empty; nothing to read")
    if len(data) > LARGEST:
        return _too_large(path, len(data))
    if b"\x00" not in data:
        try:
            check_lines(path, data)
        except InputError as error:
            return error
    return Input(path, data)


def _too_large(path: str, size: int) -> InputError:
    return InputError(
        path, f"is too large ({size / (1 << 20):.0f} MiB; the limit is 64 MiB): split it"
    )


def _why(error: OSError | ValueError) -> str:
    reasons: dict[type[Exception], str] = {
        FileNotFoundError: "does not exist; check the path",
        PermissionError: "can't be read: permission denied",
    }
    if isinstance(error, OSError) and error.errno == 40:
        return "is a link that leads back to itself"
    if type(error) in reasons:
        return reasons[type(error)]
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"can't be read: {detail.lower()}"
