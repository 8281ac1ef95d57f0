"""What the words of each form mean: resolvers from the groups of a pattern to days.

A resolver gets the words of its groups and what they count from. It gives the days, or None where
the words tell a time that no calendar day can be given to. It may raise ValueError or
OverflowError for what no calendar has.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman.times.days import (
    DAY,
    day_by_weekday,
    day_without_year,
    month_without_year,
    months_told,
    shifted,
    week_told,
    weekday_beyond,
    weekday_near,
    year_told,
)
from dragoman.times.mention import Ground, Told
from dragoman.times.words import DAY_ORDINALS, FEASTS, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

Words = Mapping[str, str]
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
DAYS_OF = {"hour": 0, "day": 1, "week": 7}
NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0,
        "last night": -1, "the day before yesterday": -2, "the day after tomorrow": 2}  # fmt: skip
SIDE = {"last": -1, "past": -1, "this past": -1, "this": 0, "next": 1, "coming": 1,
        "this coming": 1, "upcoming": 1}  # fmt: skip


def number_of(words: Words) -> int | None:
    """Read the number of an expression; None for "a few" and where there is none."""
    told = words.get("number", "").lower()
    return int(told) if told.isdigit() else NUMBERS.get(told)


def _year(words: Words, ground: Ground) -> int | None:
    """The year told: printed, or as "last year"."""
    if "year" in words:
        return int(words["year"])
    if ground.anchor and ("which" in words or "the" in words):
        return ground.anchor.year + SIDE[words.get("which", "this").lower()]
    return None


def iso_meant(words: Words, _: Ground) -> Told:
    return Told(date(int(words["year"]), int(words["n"]), int(words["day"])), None, "day")


def strokes_meant(words: Words, ground: Ground) -> Told | None:
    """05/06/2024 by the page's habit; by itself only where one reading is no date."""
    first, second, year = int(words["a"]), int(words["b"]), int(words["y"])
    year += 2000 if year < 100 else 0
    order = "dmy" if words["sep"] == "." else ground.order
    if order is None and first != second and max(first, second) <= 12:
        return None
    swap = order == "mdy" or (order is None and second > 12)
    return Told(date(year, *((first, second) if swap else (second, first))), None, "day")


def day_meant(words: Words, ground: Ground) -> Told | None:
    number = MONTHS[words["month"].lower()]
    day = DAY_ORDINALS.get(words["day"].lower()) or int(words["day"])
    year = _year(words, ground)
    if year:
        return Told(date(year, number, day), None, "day")
    if ground.anchor is None:
        return None
    found = None
    if "weekday" in words:
        found = day_by_weekday(number, day, WEEKDAYS.index(words["weekday"].lower()), ground.anchor)
    found = found or day_without_year(number, day, ground.anchor, ahead=ground.ahead)
    return Told(found, None, "day") if found else None


def days_meant(words: Words, ground: Ground) -> Told | None:
    first = day_meant(words, ground)
    if first is None:
        return None
    last = first.day.replace(day=int(words["last"]))
    return Told(first.day, last, "range") if last > first.day else None


def the_day_meant(words: Words, ground: Ground) -> Told | None:
    """ "On the 28th": of this month, or the next or last where that lies on its side."""
    if ground.anchor is None:
        return None
    named = {"of last month": -1, "of next month": 1, "of this month": 0, "of the month": 0}
    told = named.get(words.get("whose", "").lower())
    found = shifted(ground.anchor.replace(day=1), told or 0).replace(day=int(words["day"]))
    if told is None and not ground.ahead and found > ground.anchor:
        found = shifted(ground.anchor.replace(day=1), -1).replace(day=int(words["day"]))
    if told is None and ground.ahead and found < ground.anchor:
        found = shifted(ground.anchor.replace(day=1), 1).replace(day=int(words["day"]))
    return Told(found, None, "day")


def month_meant(words: Words, ground: Ground) -> Told | None:
    number = MONTHS[words["month"].lower()]
    year = _year(words, ground) or _year_of_month(words, ground, number)
    return months_told(year, number) if year else None


def _year_of_month(words: Words, ground: Ground, number: int) -> int | None:
    if ground.anchor is None:
        return None
    side = SIDE[words["side"].lower()] if "side" in words else None
    if side is None:
        return month_without_year(number, ground.anchor, ahead=ground.ahead)
    if side == 0:
        return ground.anchor.year
    beside = shifted(ground.anchor, side)
    return month_without_year(number, beside, ahead=side > 0)


def months_meant(words: Words, ground: Ground) -> Told | None:
    """ "From July 2024 to February 2025": a year told once holds for both."""
    first, last = MONTHS[words["month"].lower()], MONTHS[words["month2"].lower()]
    end = (
        int(words["year2"]) if "year2" in words else _year(words, ground) if first < last else None
    )
    if end is None and ground.anchor:
        end = month_without_year(last, ground.anchor, ahead=ground.ahead)
    if end is None:
        return None
    start = _year(words, ground) if "year" in words else end - (first > last)
    if not start or (start, first) > (end, last):
        return None
    return Told(date(start, first, 1), months_told(end, last).last_day, "range")


def whole_year_meant(words: Words, _: Ground) -> Told:
    return year_told(int(words["year"]))


def years_meant(words: Words, _: Ground) -> Told | None:
    first, told = int(words["year"]), words["year2"]
    last = int(words["year"][: 4 - len(told)] + told)
    if not first < last <= first + 150:
        return None
    return Told(date(first, 1, 1), date(last, 12, 31), "range")


def decade_meant(words: Words, _: Ground) -> Told:
    printed = int(words["decade"])
    first = printed if printed > 99 else 1900 + printed if printed >= 30 else 2000 + printed
    return Told(date(first, 1, 1), date(first + 9, 12, 31), "range")


def quarter_meant(words: Words, ground: Ground) -> Told | None:
    number = int(words["q"]) if "q" in words else ORDINALS[words["ordinal"].lower()]
    year = _year(words, ground)
    if year is None and ground.anchor:
        # The latest that has begun, or the next to end.
        year = month_without_year(3 * number - 2, ground.anchor, ahead=False)
        if ground.ahead:
            year = month_without_year(3 * number, ground.anchor, ahead=True)
    return months_told(year, 3 * number - 2, 3) if year else None


def half_meant(words: Words, ground: Ground) -> Told | None:
    year = _year(words, ground)
    return months_told(year, 1 if words["half"].lower() == "first" else 7, 6) if year else None


def first_months_meant(words: Words, ground: Ground) -> Told | None:
    year, number = _year(words, ground), number_of(words)
    if year is None or number is None or number > 12:
        return None
    told = months_told(year, 1 if words["end"].lower() == "first" else 13 - number, number)
    return told._replace(granularity="range")


def season_meant(words: Words, ground: Ground) -> Told | None:
    number, year = SEASONS[words["season"].lower()], _year(words, ground)
    if year is None and ground.anchor:
        if "side" not in words:
            return _nearest_season(number, ground.anchor, ahead=ground.ahead)
        side = SIDE[words["side"].lower()]
        # The winter that began last December is this one until spring.
        at = shifted(ground.anchor, -2) if number == 12 else ground.anchor
        year = at.year if side == 0 else _season_year(number, at, side)
    return months_told(year, number, 3)._replace(granularity="range") if year else None


def _nearest_season(number: int, anchor: date, *, ahead: bool) -> Told:
    """The latest that has begun, or the next to end."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    seasons = [months_told(year, number, 3)._replace(granularity="range") for year in years]
    if ahead:
        return next(each for each in seasons if (each.last_day or each.day) >= anchor)
    return next(each for each in reversed(seasons) if each.day <= anchor)


def year_end_meant(_: Words, ground: Ground) -> Told | None:
    """ "By the year's end": what it closes is as fine as it gets."""
    return year_told(ground.anchor.year) if ground.anchor else None


def feast_meant(words: Words, ground: Ground) -> Told | None:
    """A feast on one day of the calendar, on its side of the anchor."""
    if ground.anchor is None:
        return None
    month, day = FEASTS[words["feast"].lower()]
    found = day_without_year(month, day, ground.anchor, ahead=ground.ahead)
    return Told(found, None, "day") if found else None


def _season_year(number: int, at: date, side: int) -> int:
    """ "Last summer" is over, "next summer" has not begun."""
    if side < 0:
        return at.year if at.month >= min(number + 3, 13) else at.year - 1
    return at.year if at.month < number else at.year + 1


def weekday_meant(words: Words, ground: Ground) -> Told | None:
    if ground.anchor is None or "named" in words:
        return None
    number = WEEKDAYS.index(words["weekday"].lower())
    if "week" in words:
        monday = week_told(ground.anchor + 7 * DAY * SIDE[words["week"].lower()]).day
        return Told(monday + number * DAY, None, "day")
    side = words.get("side", "").lower()
    if side in ("last", "next"):
        return Told(weekday_beyond(number, ground.anchor, SIDE[side]), None, "day")
    if side == "this":
        return Told(_this_weekday(number, ground.anchor, ahead=ground.ahead), None, "day")
    ahead = SIDE[side] > 0 if SIDE.get(side) else ground.ahead
    return Told(weekday_near(number, ground.anchor, ahead=ahead), None, "day")


def _this_weekday(number: int, anchor: date, *, ahead: bool) -> date:
    """The day in the anchor's own week, or the next where that is over."""
    there = week_told(anchor).day + number * DAY
    return there + 7 * DAY if ahead and there < anchor else there


def near_meant(words: Words, ground: Ground) -> Told | None:
    shift = NEAR.get(words["near"].lower(), 0)  # "this morning" is today
    return Told(ground.anchor + shift * DAY, None, "day") if ground.anchor else None


def unit_meant(words: Words, ground: Ground) -> Told | None:
    """ "Last week", "earlier this month", "later in the year"."""
    if ground.anchor is None:
        return None
    unit, side = words["unit"].lower(), SIDE[words.get("side", "this").lower()]
    match unit:
        case "day":
            return Told(ground.anchor, None, "day") if side == 0 else None
        case "week":
            return week_told(ground.anchor + 7 * DAY * side)
        case "weekend":
            return _weekend(ground.anchor, side, ahead=ground.ahead)
        case "quarter":
            first = ground.anchor.replace(day=1, month=(ground.anchor.month - 1) // 3 * 3 + 1)
            first = shifted(first, 3 * side)
            return months_told(first.year, first.month, 3)
        case "month":
            first = shifted(ground.anchor.replace(day=1), side)
            return months_told(first.year, first.month)
        case _:
            return year_told(ground.anchor.year + side)


def _weekend(anchor: date, side: int, *, ahead: bool) -> Told:
    saturday = week_told(anchor).day + 5 * DAY
    if side:
        # On a Sunday "last weekend" is the one before.
        saturday += (side if side > 0 or anchor >= saturday else -1) * 7 * DAY
    elif not ahead and saturday > anchor:
        saturday -= 7 * DAY
    return Told(saturday, saturday + DAY, "range")


def this_weekend_meant(words: Words, ground: Ground) -> Told | None:
    return _weekend(ground.anchor, 0, ahead=ground.ahead) if ground.anchor else None


def span_meant(words: Words, ground: Ground) -> Told | None:
    """ "The past three days", "the next two weeks", "the past year"."""
    side, number = SIDE.get(words["side"].lower()), number_of(words)
    if ground.anchor is None or side is None or (side > 0 and number is None):
        return None
    number = 1 if number is None and "number" not in words else number
    unit = words["unit"].lower()
    if number is None or unit == "hour":
        return None
    there = moved(ground.anchor, unit, side * number)
    return Told(min(there, ground.anchor), max(there, ground.anchor), "range")


def moved(day: date, unit: str, number: int) -> date:
    if unit in DAYS_OF:
        return day + DAY * DAYS_OF[unit] * number
    return shifted(day, MONTHS_OF[unit] * number)


def from_now_meant(words: Words, ground: Ground) -> Told | None:
    """ "Two days ago", "three weeks from now": as fine as the unit."""
    number, unit = number_of(words), words["unit"].lower()
    if ground.anchor is None or number is None or "about" in words:
        return None
    ago = words["way"].lower() == "ago"
    if unit == "hour" or unit not in ("day", "week", "month", "quarter", "year"):
        return None
    there = moved(ground.anchor, unit, -number if ago else number)
    match unit:
        case "day":
            return Told(there, None, "day")
        case "week":
            return week_told(there)
        case "year":
            return year_told(there.year)
        case _:
            return months_told(there.year, there.month)


def vague_meant(_: Words, __: Ground) -> None:
    """A time that no day can be given to."""
    return
