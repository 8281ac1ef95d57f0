"""Dates told in a sentence, relative to the article's own day (first form)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.language import Sentence
from dragoman.records import Granularity

MONTHS = {
    name: number
    for number, names in enumerate(
        """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|
        september sept sep|october oct|november nov|december dec""".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# Capitals only ("march 5 kilometres"); a full stop belongs to short forms alone ("Sept. 4").
_MONTH = (
    r"(?-i:(?=[A-Z]))(?P<month>"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\b(?:(?:(?<=\b\w{3})(?<!may)|(?<=\bsept))\.)?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
# A day this far ahead of the page is still this year's ("on 3 June" printed in May).
HALF_A_YEAR = timedelta(180)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}(?: of)? {_MONTH},?(?: {_YEAR})?",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b{_MONTH},? {_YEAR}",
        rf"\b(?P<next>next )?(?P<weekday>{'|'.join(WEEKDAYS)})\b"
        r"(?: (?:morning|afternoon|evening|night))?",
        rf"\b(?P<near>{'|'.join(NEAR_DAYS)})\b",
        rf"\b(?:in|since|last|this|during|by|early|late) {_MONTH}",
        rf"\b(?:in|since|during|by|early|late) {_YEAR}",
    )
)


class DateMention(NamedTuple):
    """A date as printed (`start`, `end` in the document) and as a calendar day or first day."""

    start: int
    end: int
    text: str
    day: date
    last_day: date | None
    granularity: Granularity


def find_dates(
    sentence: Sentence, anchor: date | None, *, ahead: bool = False
) -> tuple[DateMention, ...]:
    """Find the dates that a sentence tells.

    In:     a sentence and the day from which "Saturday" or "in May" count; without one only
            complete dates are read, the others are left out, never taken from today. `ahead`:
            what is told lies ahead of that day ("will meet in May"), not behind.
    Out:    the dates in order, none overlapping. Raises: nothing.
    """
    found: list[DateMention] = []
    # Also of dates that no calendar has: else "30 February 2020" would leave "February 2020".
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(sentence.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            told = _resolve(match, anchor, ahead=ahead)
            if told:
                start, end = sentence.start + match.start(), sentence.start + match.end()
                found.append(DateMention(start, end, match.group(), *told))
    return tuple(sorted(found))


Told = tuple[date, date | None, Granularity]


def _resolve(match: re.Match[str], anchor: date | None, *, ahead: bool) -> Told | None:
    told = match.groupdict()
    if told.get("weekday"):
        return _weekday(told["weekday"].lower(), anchor, ahead=ahead or bool(told["next"]))
    if told.get("near"):
        shift = timedelta(NEAR_DAYS[told["near"].lower()])
        return (anchor + shift, None, "day") if anchor else None
    month = MONTHS[told["month"].lower()] if told.get("month") else None
    year = int(told["year"]) if told.get("year") else None
    if month and told.get("day"):
        return _day(year, month, int(told["day"]), anchor, ahead=ahead)
    if month:
        return _month(year, month, anchor, ahead=ahead)
    return (date(year, 1, 1), date(year, 12, 31), "year") if year else None


def _weekday(name: str, anchor: date | None, *, ahead: bool) -> Told | None:
    if anchor is None:
        return None
    if ahead:
        following = (WEEKDAYS.index(name) - anchor.weekday() - 1) % 7 + 1
        return anchor + timedelta(following), None, "day"
    back = (anchor.weekday() - WEEKDAYS.index(name)) % 7
    return anchor - timedelta(back), None, "day"


def _day(
    year: int | None, month: int, day: int, anchor: date | None, *, ahead: bool
) -> Told | None:
    for guess in _years(year, anchor, ahead=ahead):
        try:
            found = date(guess, month, day)
        except ValueError:  # 29 February may still be the year before's
            continue
        if year or anchor is None or _on_its_side(found, anchor, ahead=ahead):
            return found, None, "day"
    return None


def _on_its_side(found: date, anchor: date, *, ahead: bool) -> bool:
    return found >= anchor if ahead else found <= anchor + HALF_A_YEAR


def _month(year: int | None, month: int, anchor: date | None, *, ahead: bool) -> Told | None:
    for guess in _years(year, anchor, ahead=ahead):
        first = date(guess, month, 1)
        last = date(guess + month // 12, month % 12 + 1, 1) - timedelta(1)
        if year or anchor is None or (last >= anchor if ahead else first <= anchor):
            return first, last, "month"
    return None


def _years(year: int | None, anchor: date | None, *, ahead: bool) -> Iterator[int]:
    """The year told; else the anchor's, then the one beside it."""
    if year:
        yield year
    elif anchor:
        yield from (anchor.year, anchor.year + 1 if ahead else anchor.year - 1)
