"""The dates that a page prints about itself: published, updated, in the forms of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from dragoman.reading.words import date_labels, months

Order = Literal["dmy", "mdy"]
FRONT = 4000  # code points: the head of a page and its first paragraphs
LONGEST = 250  # a longer line tells a story, not a date

_TIME = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b\d{4}\s?(?:gmt|utc|hrs|hours)\b|T\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three|few|a few|several)\s*"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)\s+ago\b"
    r"|\b(?:just now|yesterday|today)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:gmt|utc|bst|[ecmp][sd]?t|cest|eet|eest|msk|ist|pkt|npt|sgt|hkt|jst|kst|aest|aedt|wib|wat|eat|cat|"
    r"sast|trt|ast|gst|pht|local time|on|at|by|the|and|of|from|hrs|hours|time|min|mins|"
    r"minutes?|read|reading|see all updates|"
    r"mon|tues?|wed|wednes|thur?s?|fri|sat|satur|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d{1,2}\s*min|th|st|nd|rd|am|pm|a\.m|p\.m)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


class PageDate(NamedTuple):
    """A date on a page: its span, its day where the year is printed, what it is the date of."""

    start: int
    end: int
    day: str | None
    month_day: tuple[int, int]
    meaning: str  # "published", "updated", or "" where no label says


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<M{{n}}>{names})(?![^\W\d_])\.?"
    day = r"(?P<D{n}>\d{{1,2}})"
    ordinal = r"(?:\s?(?:st|nd|rd|th|er|º|°)\b)?\.?"
    year = r"(?P<Y{n}>(?:19|20)\d{{2}})(?!\d)"
    forms = (
        rf"(?<!\d){year}\s?[-/.]\s?(?P<N{{n}}>\d{{{{1,2}}}})\s?[-/.]\s?{day}(?!\d)",
        rf"{year}\s?年\s?(?P<N{{n}}>\d{{{{1,2}}}})\s?月\s?{day}\s?日",
        rf"(?<![\d.,]){day}{ordinal}[\s\-/]*(?:de\s|of\s|day of\s)?{month}"
        rf"(?:(?:,?[\s\-/]*|\sde\s|\sdel\s){year})",
        rf"(?<![^\W\d_]){month}[\s\-/]*{day}{ordinal}(?!\d|[:.]\d)(?:,?[\s\-/]*{year})",
        r"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<Y{n}>(?:19|20)\d{{2}}|(?<=/)\d{{2}})(?![\d/-])",
        rf"(?<![\d.,]){day}{ordinal}[\s\-]*(?:de\s|of\s)?{month}",
        rf"(?<![^\W\d_]){month}[\s\-]*{day}{ordinal}(?!\d|[:.]\d)",
    )
    return re.compile("|".join(f"(?:{form.format(n=n)})" for n, form in enumerate(forms)))


@cache
def _labels() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, date_labels()), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?P<label>{names})(?![^\W_])", re.IGNORECASE)


def find_dates(text: str, order: Order | None = None) -> list[PageDate]:
    """Find the dates in a short text.

    In:     the text, and the page's habit for 08/11/2025 (None: unknown, and then such a date
            is passed over where both readings are possible).
    Out:    dates in order; relative ones ("3 hours ago") give nothing. Raises: nothing.
    """
    if not _DIGIT.search(text):
        return []
    found: list[PageDate] = []
    before = 0
    for match in _pattern().finditer(_lowered(text)):
        day, month_day = _read(match, order)
        if month_day is None:
            continue
        labels = _labels().finditer(text, before, match.start() + 1)
        meaning = [date_labels()[each["label"].lower()] for each in labels]
        found.append(
            PageDate(match.start(), match.end(), day, month_day, meaning[-1] if meaning else "")
        )
        before = match.end()
    return found


def date_at(text: str, at: int) -> PageDate | None:
    """Read the date that begins right at an offset; None where none does. Raises: nothing."""
    piece = text[at : at + 40]
    match = _pattern().match(_lowered(piece)) if _DIGIT.search(piece) else None
    if match is None:
        return None
    day, month_day = _read(match, None)
    return PageDate(at, at + match.end(), day, month_day, "") if month_day else None


def _lowered(text: str) -> str:
    # A search that ignores case is five times slower; İ is longer in small letters.
    low = text.lower()
    return low if len(low) == len(text) else text


def _read(match: re.Match[str], order: Order | None) -> tuple[str | None, tuple[int, int] | None]:
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    if "sep" in got:
        return _numeric(got, order)
    parts = {name[0]: value for name, value in got.items()}
    month = months()[parts["M"].lower()] if "M" in parts else int(parts["N"])
    day = int(parts["D"])
    year = int(parts["Y"]) if "Y" in parts else None
    if not _valid(year or 2000, month, day):
        return None, None
    return (date(year, month, day).isoformat() if year else None), (month, day)


def _numeric(got: dict[str, str], order: Order | None) -> tuple[str | None, tuple[int, int] | None]:
    first, second = int(got["a"]), int(got["b"])
    printed = next(value for name, value in got.items() if name.startswith("Y"))
    year = int(printed) if len(printed) == 4 else 2000 + int(printed)
    # Points are day-first wherever they are used; strokes and hyphens are anybody's.
    chosen = "dmy" if got["sep"] == "." else order
    readings = {"dmy": (second, first), "mdy": (first, second)}
    good = {name: each for name, each in readings.items() if _valid(year, *each)}
    if chosen in good:
        good = {chosen: good[chosen]}
    if len(set(good.values())) != 1:
        return None, None
    month_day = next(iter(good.values()))
    return date(year, *month_day).isoformat(), month_day


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_STROKES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:(?:19|20)\d{2})(?![\d/.-])")


def numeric_order(text: str) -> Order | None:
    """Find whether a page writes 8/11/2025 for 8 November or August 11, from its other dates."""
    orders: set[Order] = set()
    for match in _STROKES.finditer(text):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            orders.add("dmy")
        elif second > 12 >= first:
            orders.add("mdy")
    return orders.pop() if len(orders) == 1 else _order_by_words(text) if not orders else None


def _order_by_words(text: str) -> Order | None:
    """Read 03/11/2025 as the page's other dates do: beside "Nov 3" it is day first."""
    match = _STROKES.search(text, 0, FRONT)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    worded = {each.month_day for each in find_dates(text[:FRONT])}
    if ((second, first) in worded) == ((first, second) in worded):
        return None
    return "dmy" if (second, first) in worded else "mdy"


def is_date_line(text: str, dates: Sequence[PageDate]) -> bool:
    """Tell whether a line says when the page is from, and next to nothing else.

    In: a unit's words and the dates found in them. Out: true also for "3 hours ago" and for a
    bare time. Raises: nothing.
    """
    if len(text) > LONGEST:
        return False
    rest = "".join(_outside(text, [(each.start, each.end) for each in dates]))
    timed = bool(_TIME.search(rest) or _AGO.search(rest))
    if not dates and not timed:
        return False
    labelled = _labels().match(text.lstrip("([|* "))
    rest = _SMALL.sub(" ", _AGO.sub(" ", _TIME.sub(" ", _labels().sub(" ", rest))))
    left = len(_LETTERS.findall(rest))
    if labelled:
        return left <= (6 if dates else 2)
    if any(each.meaning for each in dates):
        return left <= 5
    return left == 0 or (left <= 2 and bool(dates) and dates[0].start <= 12 and len(text) < 60)


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield text[at:start] + " "
        at = end
    yield text[at:]


def nearest_year(month_day: tuple[int, int], anchors: Sequence[str]) -> str | None:
    """Give a day without year the year that brings it next to the page's own dates.

    In:     month and day, and full dates on the page, best first.
    Out:    the ISO day; None without anchors, or when it would lie over half a year away.
    """
    for anchor in anchors:
        at = date.fromisoformat(anchor)
        near = [
            date(year, *month_day)
            for year in (at.year - 1, at.year, at.year + 1)
            if _valid(year, *month_day)
        ]
        best = min(near, key=lambda each: abs((each - at).days), default=None)
        if best is not None and abs((best - at).days) <= 150:
            return best.isoformat()
    return None
