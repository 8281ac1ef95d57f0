"""Days of the calendar: months, weeks, quarters, and which year or week is meant.

Every function raises ValueError or OverflowError for what no calendar has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.times.mention import Told

# A day this far ahead of the page is still this year's ("on 3 June" printed in May).
HALF_A_YEAR = timedelta(180)
# "On 7 December", printed on the 8th, is no day of next year whatever the verb says.
A_WHILE = timedelta(60)
DAY = timedelta(1)


def months_told(year: int, month: int, count: int = 1) -> Told:
    """Give `count` months from one on: a month, a quarter, a year, or a range of months."""
    last = shifted(date(year, month, 1), count) - DAY
    names = {1: "month", 3: "quarter", 12: "year"}
    return Told(date(year, month, 1), last, names.get(count, "range"))  # type: ignore[arg-type]


def year_told(year: int) -> Told:
    """Give a whole year."""
    return Told(date(year, 1, 1), date(year, 12, 31), "year")


def week_told(day: date) -> Told:
    """Give the week of a day, Monday to Sunday."""
    monday = day - DAY * day.weekday()
    return Told(monday, monday + 6 * DAY, "week")


def shifted(day: date, months: int) -> date:
    """Give the day so many months later (earlier if below 0), the month's last where it must be."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            if day.day - back < 29:
                raise
    raise ValueError(day)


def likely_years(anchor: date, *, ahead: bool) -> Iterator[int]:
    """List the years that a day without one may be of, the likeliest first."""
    yield from (anchor.year, anchor.year + 1 if ahead else anchor.year - 1)


def day_without_year(month: int, day: int, anchor: date, *, ahead: bool) -> date | None:
    """Give a day and month the year that puts it on its side of the anchor."""
    for year in likely_years(anchor, ahead=ahead):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February may still be the year before's
            continue
        if found >= anchor - A_WHILE if ahead else found <= anchor + HALF_A_YEAR:
            return found
    return None


def day_by_weekday(month: int, day: int, weekday: int, anchor: date) -> date | None:
    """Give a day and month the year near the anchor in which it falls on its weekday."""
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found.weekday() == weekday:
            return found
    return None


def month_without_year(month: int, anchor: date, *, ahead: bool) -> int:
    """Give a month the year that puts it on its side of the anchor, the anchor's own on both."""
    if ahead:
        return anchor.year if month >= anchor.month else anchor.year + 1
    return anchor.year if month <= anchor.month else anchor.year - 1


def weekday_near(weekday: int, anchor: date, *, ahead: bool) -> date:
    """Give the weekday on its side of the anchor; the anchor itself where that is its name.

    Papers name the day of publication like any other ("will meet on Wednesday"): a week off
    would be told by its date.
    """
    if ahead:
        return anchor + DAY * ((weekday - anchor.weekday()) % 7)
    return anchor - DAY * ((anchor.weekday() - weekday) % 7)


def weekday_beyond(weekday: int, anchor: date, side: int) -> date:
    """Give "last Monday" (side -1) or "next Monday" (1): never the day beside the anchor.

    On a Tuesday nobody calls yesterday "last Monday".
    """
    start = anchor + side * 2 * DAY
    return weekday_near(weekday, start, ahead=side > 0)
