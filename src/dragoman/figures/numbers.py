"""Numbers as text prints them, with ranges and with the words that make them less exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.figures.spelling import (
    DASHES,
    THOUSAND,
    Number,
    Piece,
    made,
    number_at,
    split,
    tight,
    whole,
)
from dragoman.figures.tables import Sense, hedges, numerals

WIDEST = 10
LONGEST_HEDGE = 5
SHARE = frozenset({"%", "percent", "per"})
BESIDE_RANGE = SHARE | {"cent", "$", "€", "£", "us"}


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find the numbers of a text, each with the words that hedge it.

    In:     a sentence's text.
    Out:    numbers in order, none overlapping; ordinals, times of day and numbers that are part
            of a name ("F-16", "G7", "9am") are left out. What they count is not asked here.
    Raises: nothing.
    """
    if not has_numbers(text):
        return ()
    pieces = split(text)
    found: list[Number] = []
    i = 0
    while i < len(pieces):
        number = number_at(pieces, i)
        if number is None:
            i += 1
            continue
        number = _out_of(pieces, _ranged(pieces, number))
        i = number.last
        if not _is_label(pieces, number):
            found.append(_hedged(pieces, number, found[-1].last if found else 0))
            i = found[-1].last
    return tuple(found)


def has_numbers(text: str) -> bool:
    """Tell whether a text can hold a number: most sentences hold none. Raises: nothing."""
    return _any_number().search(text) is not None


@cache
def _any_number() -> re.Pattern[str]:
    words = "|".join(word for word, each in numerals().items() if each.kind not in ("short", "few"))
    return re.compile(rf"\d|\b(?:{words})\b", re.IGNORECASE)


def _ranged(pieces: Sequence[Piece], one: Number) -> Number:
    """Join "10-15", "10 to 15 million", "between 10 and 15", "two or three" into one number."""
    joint = _past(pieces, one.last, 1)
    if one.value is None or one.part or joint + 1 >= len(pieces):
        return one
    begins = _past(pieces, joint + 1, 1)
    if not _joins(pieces, one, joint, begins) or begins >= len(pieces):
        return one
    other = number_at(pieces, begins)
    if other is None or other.value is None or other.part:
        return one
    between = (pieces[one.last : joint], pieces[joint + 1 : begins])
    if not _of_one_unit(pieces, one, other, between):
        return one
    low = one.value
    if one.scale == 1 and other.scale >= THOUSAND and low * other.scale < other.value:
        low *= other.scale
    # "rose $12 to $2,045" is no range, nor "one or 50".
    widest = low * (2 if pieces[joint].low == "or" else WIDEST)
    if not low < other.value <= widest:
        return one
    joined = made(pieces, one.first, other.last, None)
    return replace(
        joined, low=whole(low), high=other.value, approximate=True, words=one.words,
        scale=other.scale,
    )  # fmt: skip


def _out_of(pieces: Sequence[Piece], one: Number) -> Number:
    """ "58 of 101 seats", "five of the seven judges": the first counts, the second says of what."""
    at = one.last
    if at + 1 >= len(pieces) or pieces[at].low != "of" or one.value is None:
        return one
    at += 2 if pieces[at + 1].low == "the" else 1
    other = number_at(pieces, at) if at < len(pieces) else None
    if other is None or other.value is None or other.value < one.value:
        return one
    return replace(one, last=other.last, end=other.end)


def _past(pieces: Sequence[Piece], at: int, step: int) -> int:
    """The next piece from `at` on that is no unit or currency mark."""
    while 0 <= at < len(pieces) and pieces[at].low in BESIDE_RANGE:
        at += step
    return at


def _joins(pieces: Sequence[Piece], one: Number, joint: int, begins: int) -> bool:
    """Whether what stands between two numbers can make a range of them."""
    word = pieces[joint]
    at = _past(pieces, one.first - 1, -1)
    before = pieces[at].low if at >= 0 else ""
    dashed = word.text in DASHES and (tight(pieces, joint) or begins > joint + 1)
    upward = word.low == "to" and before != "from"
    either = word.low == "or" and one.words
    return dashed or upward or either or (word.low, before) == ("and", "between")


def _of_one_unit(
    pieces: Sequence[Piece],
    one: Number,
    other: Number,
    between: tuple[Sequence[Piece], Sequence[Piece]],
) -> bool:
    """ "10% to 15%" and "$10 to $15" are ranges; "rose 7 percent to $5 billion" is none."""
    unit, mark = between
    follows = pieces[other.last].low if other.last < len(pieces) else ""
    leads = pieces[one.first - 1].low if one.first else ""
    same_unit = not unit or (follows in SHARE and unit[0].low in SHARE)
    return same_unit and (not mark or leads == mark[-1].low)


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
        if before.text in ":/.#_\\@+" or before.text[-1].isdigit():
            return before.text != "." or number.first < 2 or pieces[number.first - 2].low != "rs"
        if before.text[0].isalpha() and before.low not in ("rs", "us", "usd", "eur", "inr", "pkr"):
            return True
        if before.text in DASHES and tight(pieces, number.first - 1):
            return True
    if after and touching_after and last.digits:
        if after.text[0].isalpha():
            return after.low not in _grown_units()
        if after.text in ":/\\@" or (
            (after.text in DASHES or after.text == ".") and _goes_on(pieces, number.last)
        ):
            return True
    return False


def _goes_on(pieces: Sequence[Piece], i: int) -> bool:
    """Digits behind the dash or dot: a score, a phone number, a section."""
    return tight(pieces, i) and pieces[i + 1].digits


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
