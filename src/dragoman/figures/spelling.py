"""How a number is spelt: digits and words, scales, shares of one, "dozens"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from dragoman.figures.tables import numerals

DIGITS = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
PIECE = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]|_)")
DASHES = frozenset("-\u2010\u2011\u2013\u2014")
MOST = 1e18
SMALL = 100  # "and" joins what is below it to hundreds: "two hundred and fifty"
THOUSAND = 1000


class Piece(NamedTuple):
    """A word, a number in digits, or a mark, at `start` to `end` of the text."""

    text: str
    low: str
    digits: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number found in a text: pieces `first` up to, not including, `last`.

    `value` is null for a range and for "dozens"; `scale` is what its last word multiplies by;
    `core` is where the number itself begins, after "more than". `words`: written in words.
    """

    first: int
    last: int
    start: int
    end: int
    core: int
    value: float | None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    scale: float = 1
    words: bool = False
    vague: bool = False
    part: bool = False


def split(text: str) -> tuple[Piece, ...]:
    """Cut a text into words, numbers in digits and marks. Raises: nothing."""
    return tuple(
        Piece(m.group(), m.group().lower(), m.lastgroup == "digits", m.start(), m.end())
        for m in PIECE.finditer(text)
    )


def number_at(pieces: Sequence[Piece], i: int) -> Number | None:
    """Read the number that begins at piece `i`, as far as it goes. Raises: nothing."""
    if pieces[i].digits:
        found: Number | None = _in_digits(pieces, i)
    elif pieces[i].low in _beginnings():
        found = _part(pieces, i) or _in_words(pieces, i) or _vague(pieces, i)
    else:
        return None
    return None if found and found.value is None and not found.vague else found


@cache
def _beginnings() -> frozenset[str]:
    return frozenset({"a", "an"} | {w for w, n in numerals().items() if n.kind != "short"})


def made(pieces: Sequence[Piece], first: int, last: int, value: float | None) -> Number:
    """Make a number of pieces `first` to `last`. Raises: nothing."""
    start = pieces[first].start
    return Number(
        first=first, last=last, start=start, end=pieces[last - 1].end, core=start,
        value=whole(value),
    )  # fmt: skip


def whole(value: float | None) -> float | None:
    """Write a whole number as one; rounding undoes 1.1 * 10**9.

    Out: None for what no page counts (400 digits, a trillion trillions). Raises: nothing.
    """
    if value is None or not value < MOST:
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _in_digits(pieces: Sequence[Piece], i: int) -> Number | None:
    value = float(pieces[i].text.replace(",", ""))
    last = i + 1
    if _grouped_by_blanks(pieces, i):
        while last < len(pieces) and _is_group(pieces, last):
            value = value * THOUSAND + float(pieces[last].text)
            last += 1
    scale, last = _scales(pieces, last, after_digits=True)
    return replace(made(pieces, i, last, value * scale), scale=scale)


def _grouped_by_blanks(pieces: Sequence[Piece], i: int) -> bool:
    """ "10 000" is one number, but not in "May 10 300 people", nor "12 345 678 rows 9"."""
    before = pieces[i - 1] if i else None
    return len(pieces[i].text) <= 3 and not (before and before.text[0].isupper())


def _is_group(pieces: Sequence[Piece], i: int) -> bool:
    one_blank = pieces[i].start == pieces[i - 1].end + 1
    return one_blank and re.fullmatch(r"\d{3}", pieces[i].text) is not None


def _scales(pieces: Sequence[Piece], i: int, *, after_digits: bool) -> tuple[float, int]:
    """Multiply the scale words from piece `i` on: "million", "lakh crore", "bn"."""
    scale = 1.0
    while i < len(pieces):
        at = i
        if pieces[i].text in DASHES and tight(pieces, i) and i + 1 < len(pieces):
            at = i + 1
        word = numerals().get(pieces[at].low)
        if word and word.kind == "scale":
            scale, i = scale * word.value, at + 1
        elif word and word.kind == "short" and after_digits and _is_short(pieces, at):
            return scale * word.value, at + 1
        else:
            break
    return scale, i


def _is_short(pieces: Sequence[Piece], i: int) -> bool:
    """ "$20m", "20m people", for "20 m" is a length; "5.4 bn" after anything."""
    word, before = pieces[i], pieces[i - 1]
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if len(word.low) > 1:
        beside = before.end in (word.start, word.start - 1)
        return (beside and word.low != "cr") or _money(pieces, i)
    counts = after.text.islower() and after.text.endswith(("s", "people")) if after else False
    return before.end == word.start and (_money(pieces, i) or counts)


def _money(pieces: Sequence[Piece], i: int) -> bool:
    before = pieces[i - 2] if i > 1 else None
    return bool(before and (before.text in "$€£¥₹" or before.low in ("rs", "usd", "eur", ".")))


def tight(pieces: Sequence[Piece], i: int) -> bool:
    """Tell whether a mark has no blank on either side. Raises: nothing."""
    return (
        0 < i < len(pieces) - 1
        and pieces[i - 1].end == pieces[i].start
        and pieces[i].end == pieces[i + 1].start
    )


def _in_words(pieces: Sequence[Piece], i: int) -> Number | None:
    """ "two hundred and fifty thousand", "a dozen", "half a million", "one and a half million"."""
    first, factor = i, 1.0
    low = [piece.low for piece in pieces[i : i + 3]]
    if low[:2] in (["half", "a"], ["a", "half"]) or low[:2] == ["half", "-"]:
        factor, i = 0.5, i + 2
    elif low[0] in ("a", "an"):
        i += 1
    known = numerals()
    if i > first:
        begins = known.get(pieces[i].low) if i < len(pieces) else None
        if not begins or begins.kind != "scale" or (low[1:2] == ["half"] and low[0] == "half"):
            return None
        total, i = _add_up(pieces, i)
        return replace(made(pieces, first, i, factor * total), words=True, scale=total)
    if known[pieces[i].low].kind not in ("unit", "ten"):
        return None
    total, last = _add_up(pieces, i)
    if [piece.low for piece in pieces[last : last + 3]] == ["and", "a", "half"]:
        scale, end = _scales(pieces, last + 3, after_digits=False)
        if scale > 1:
            total, last = (total + 0.5) * scale, end
    return replace(made(pieces, first, last, total), words=True, scale=_last_scale(pieces, last))


def _last_scale(pieces: Sequence[Piece], last: int) -> float:
    word = numerals().get(pieces[last - 1].low)
    return word.value if word and word.kind == "scale" else 1


def _add_up(pieces: Sequence[Piece], i: int) -> tuple[float, int]:
    """Add and multiply number words from piece `i` on; give the sum and where they end."""
    total = current = 0.0
    size = float("inf")  # the value of the last part, which the next must not exceed
    last = i
    while i < len(pieces):
        word = numerals().get(pieces[i].low)
        if word and word.kind in ("unit", "ten") and word.value < size:
            current += word.value
            # After "five" nothing can be added, after "fifty" a unit can.
            size = 10 if word.kind == "ten" else 0
        elif word and word.kind == "scale":
            if word.value <= SMALL:
                current = max(current, 1) * word.value
            else:
                total, current = total + max(current, 1) * word.value, 0
            size = SMALL if word.value <= SMALL else THOUSAND
        elif not _joins(pieces, i, size):
            break
        else:
            i += 1
            continue
        i += 1
        last = i
    return total + current, last


def _joins(pieces: Sequence[Piece], i: int, size: float) -> bool:
    """The hyphen of "twenty-five", the "and" of "two hundred and five"."""
    if i + 1 >= len(pieces):
        return False
    after = numerals().get(pieces[i + 1].low)
    if after is None or after.kind not in ("unit", "ten", "scale"):
        return False
    if pieces[i].text in DASHES:
        return tight(pieces, i)
    return pieces[i].low == "and" and size >= SMALL and after.kind != "scale"


def _vague(pieces: Sequence[Piece], i: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "several hundred": words without a value."""
    known = numerals()
    start = i + 1 if pieces[i].low == "a" else i
    word = known.get(pieces[start].low) if start < len(pieces) else None
    last = start + 1
    if word and word.kind == "few":
        after = [piece.low for piece in pieces[last : last + 2]]
        last += after[:1] == ["of"]
        scale = known.get(pieces[last].low) if last < len(pieces) else None
        if not scale or scale.kind not in ("scale", "vague"):
            return None
        last += 1
    elif not word or word.kind != "vague" or start > i:
        return None
    while (
        last + 1 < len(pieces)
        and pieces[last].low == "of"
        and (more := known.get(pieces[last + 1].low))
        and more.kind == "vague"
    ):
        last += 2
    return None if pieces[last - 1].low == "tens" else replace(
        made(pieces, i, last, None), words=True, vague=True, approximate=True
    )  # fmt: skip


def _part(pieces: Sequence[Piece], i: int) -> Number | None:
    """ "two-thirds of", "a quarter of", "half of": shares of one."""
    known = numerals()
    count = known.get(pieces[i].low)
    at, times = i, 1.0
    if pieces[i].low == "a" or (count and count.kind == "unit"):
        times = count.value if count else 1.0
        at += 1
        if at < len(pieces) and pieces[at].text in DASHES:
            at += 1
    word = known.get(pieces[at].low) if at < len(pieces) else None
    followed = at + 1 < len(pieces) and pieces[at + 1].low == "of"
    if not word or word.kind != "part" or not followed:
        return None
    value = round(100 * times * word.value, 1)
    return replace(made(pieces, i, at + 1, value), words=True, part=True)
