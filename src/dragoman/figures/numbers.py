"""Numbers as text prints them: digits and words, scales, ranges, and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from dragoman.figures.tables import Sense, hedges, numerals

DIGITS = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
PIECE = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]|_)")
DASHES = frozenset("-\u2010\u2011\u2013\u2014")
SMALL = 100  # "and" joins what is below it to hundreds: "two hundred and fifty"
THOUSAND = 1000
LONGEST_HEDGE = 5
BESIDE_RANGE = frozenset({"%", "percent", "per", "cent", "$", "€", "£", "US", "us"})


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


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find the numbers of a text, each with the words that hedge it.

    In:     a sentence's text.
    Out:    numbers in order, none overlapping; ordinals, times of day and numbers that are part
            of a name ("F-16", "G7", "9am") are left out. What they count is not asked here.
    Raises: nothing.
    """
    if not _any_number().search(text):
        return ()
    pieces = split(text)
    found: list[Number] = []
    i = 0
    while i < len(pieces):
        number = _number(pieces, i)
        if number is None:
            i += 1
            continue
        number = _ranged(pieces, number)
        i = number.last
        if not _is_label(pieces, number):
            found.append(_hedged(pieces, number, found[-1].last if found else 0))
            i = found[-1].last
    return tuple(found)


@cache
def _any_number() -> re.Pattern[str]:
    words = "|".join(word for word, each in numerals().items() if each.kind not in ("short", "few"))
    return re.compile(rf"\d|\b(?:{words})\b", re.IGNORECASE)


def split(text: str) -> tuple[Piece, ...]:
    """Cut a text into words, numbers in digits and marks. Raises: nothing."""
    return tuple(
        Piece(m.group(), m.group().lower(), m.lastgroup == "digits", m.start(), m.end())
        for m in PIECE.finditer(text)
    )


def _number(pieces: Sequence[Piece], i: int) -> Number | None:
    """The number that begins at piece `i`, read as far as it goes."""
    if pieces[i].digits:
        return _in_digits(pieces, i)
    word = pieces[i].low
    if word not in _beginnings():
        return None
    return _part(pieces, i) or _in_words(pieces, i) or _vague(pieces, i)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset({"a", "an"} | {w for w, n in numerals().items() if n.kind != "short"})


def _made(pieces: Sequence[Piece], first: int, last: int, value: float | None) -> Number:
    start = pieces[first].start
    return Number(
        first=first, last=last, start=start, end=pieces[last - 1].end, core=start,
        value=_whole(value),
    )  # fmt: skip


def _whole(value: float | None) -> float | None:
    """A float that is a whole number is written as one; rounding undoes 1.1 * 10**9."""
    if value is None:
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
    return replace(_made(pieces, i, last, value * scale), scale=scale)


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
        if pieces[i].text in DASHES and _tight(pieces, i) and i + 1 < len(pieces):
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
    """ "20m" after money alone, for "20 m" is a length; "5.4 bn" after anything."""
    word, before = pieces[i], pieces[i - 1]
    if len(word.low) > 1:
        beside = before.end in (word.start, word.start - 1)
        return (beside and word.low != "cr") or _money(pieces, i)
    return before.end == word.start and _money(pieces, i)


def _money(pieces: Sequence[Piece], i: int) -> bool:
    before = pieces[i - 2] if i > 1 else None
    return bool(before and (before.text in "$€£¥₹" or before.low in ("rs", "usd", "eur", ".")))


def _tight(pieces: Sequence[Piece], i: int) -> bool:
    """A mark with no blank on either side."""
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
        return replace(_made(pieces, first, i, factor * total), words=True, scale=total)
    if known[pieces[i].low].kind not in ("unit", "ten"):
        return None
    total, last = _add_up(pieces, i)
    if [piece.low for piece in pieces[last : last + 3]] == ["and", "a", "half"]:
        scale, end = _scales(pieces, last + 3, after_digits=False)
        if scale > 1:
            total, last = (total + 0.5) * scale, end
    return replace(_made(pieces, first, last, total), words=True, scale=_last_scale(pieces, last))


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
        return _tight(pieces, i)
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
        _made(pieces, i, last, None), words=True, vague=True, approximate=True
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
    return replace(_made(pieces, i, at + 1, value), words=True, part=True)


def _ranged(pieces: Sequence[Piece], one: Number) -> Number:
    """Join "10-15", "10 to 15 million", "between 10 and 15", "two or three" into one number."""
    before = pieces[one.first - 1].low if one.first else ""
    at = one.last
    while at < len(pieces) and pieces[at].low in BESIDE_RANGE:
        at += 1
    if one.value is None or one.part or at + 1 >= len(pieces):
        return one
    joint = pieces[at]
    after = at + 1
    while after < len(pieces) - 1 and pieces[after].low in BESIDE_RANGE:
        after += 1
    tight = joint.text in DASHES and (_tight(pieces, at) or after > at + 1)
    if not (tight or (joint.low == "to" and before != "from") or (joint.low, before) == (
        "and", "between") or (joint.low == "or" and one.words)):  # fmt: skip
        return one
    other = _number(pieces, after)
    if other is None or other.value is None or other.part:
        return one
    low = one.value
    if one.scale == 1 and other.scale >= THOUSAND and low * other.scale < other.value:
        low *= other.scale
    if low >= other.value or (joint.low == "or" and other.value - low > low):
        return one
    made = _made(pieces, one.first, other.last, None)
    return replace(
        made, low=_whole(low), high=other.value, approximate=True, words=one.words,
        scale=other.scale,
    )  # fmt: skip


def _is_label(pieces: Sequence[Piece], number: Number) -> bool:
    """Ordinals, times of day, and numbers grown together with letters: parts of names."""
    first, last = pieces[number.first], pieces[number.last - 1]
    before = pieces[number.first - 1] if number.first else None
    after = pieces[number.last] if number.last < len(pieces) else None
    touching_before = before is not None and before.end == first.start
    touching_after = after is not None and after.start == last.end
    if not last.digits and not first.digits:
        return False
    if before and touching_before and first.digits:
        if before.text in ":/.#_\\@" or before.text[-1].isdigit():
            return before.text != "." or number.first < 2 or pieces[number.first - 2].low != "rs"
        if before.text[0].isalpha() and before.low not in ("rs", "us", "usd", "eur", "inr", "pkr"):
            return True
        if before.text in DASHES and _tight(pieces, number.first - 1):
            return True
    if after and touching_after and last.digits:
        if after.text[0].isalpha():
            return after.low not in _grown_units()
        if after.text in ":/\\@" or (after.text in DASHES and _dashed_on(pieces, number.last)):
            return True
    return False


def _dashed_on(pieces: Sequence[Piece], i: int) -> bool:
    """A dash between digits that made no range: a score, a phone number, a date."""
    return _tight(pieces, i) and pieces[i + 1].digits


@cache
def _grown_units() -> frozenset[str]:
    return frozenset("km kms kg kgs m mw gw kw kwh mwh gwh twh bpd ha ft mph kph pc pct".split())


def _hedged(pieces: Sequence[Piece], number: Number, free: int) -> Number:
    """Take in the words around a number that make it less exact."""
    found = _before(pieces, number, free)
    if found:
        first, sense = found
        number = replace(
            _sensed(number, sense), first=first, start=min(number.start, pieces[first].start)
        )
    for length in (2, 1):
        words = " ".join(piece.low for piece in pieces[number.last : number.last + length])
        sense_after = hedges().get((words.lstrip("- "), "after"))
        if sense_after:
            last = number.last + length
            return replace(_sensed(number, sense_after), last=last, end=pieces[last - 1].end)
    return number


def _before(pieces: Sequence[Piece], number: Number, free: int) -> tuple[int, Sense] | None:
    """The longest hedge that ends before the number, its currency mark between or not."""
    end = number.first
    while end > free and (not pieces[end - 1].text[0].isalpha() or pieces[end - 1].low in (
        "us", "rs", "usd")) and pieces[end - 1].text not in ",;:()\"'":  # fmt: skip
        end -= 1
    for first in range(max(free, end - LONGEST_HEDGE), end):
        words = " ".join(piece.low for piece in pieces[first:end])
        sense = hedges().get((words, "before"))
        if sense:
            return first, sense
    return None


def _sensed(number: Number, sense: Sense) -> Number:
    if sense == "exact" or number.value is None:
        return number
    low = number.value if sense == "low" else number.low
    high = number.value if sense in ("high", "below") else number.high
    return replace(number, low=low, high=high, approximate=True)
