"""Times counted from another: "two days later", "the next morning", "that night"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.times.days import DAY
from dragoman.times.meanings import DAYS_OF, number_of
from dragoman.times.mention import Told

SHIFT = re.compile(
    r"(?P<number>\d+|[a-z]+|the) (?P<unit>day|week)s? (?P<way>after|before|earlier|later|prior)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?P<way>that|the (?:same|next|following|previous)) (?:day|night|morning|afternoon|evening)"
    r"|the (?:day|night) (?P<side>before|after)",
    re.IGNORECASE,
)
STEPS = {"that": 0, "the same": 0, "the next": 1, "the following": 1, "the previous": -1,
         "before": -1, "after": 1}  # fmt: skip


def days_off(text: str) -> int | None:
    """Read how many days an expression lies after (before: below 0) what it is counted from.

    In: "two days later", "a week before", "the next day", "that night". Out: the days; None for
    whatever else. Raises: nothing.
    """
    beside = BESIDE.fullmatch(text)
    if beside:
        return STEPS[(beside["way"] or beside["side"]).lower()]
    match = SHIFT.fullmatch(text)
    number = number_of({"number": match["number"].replace("the", "one")}) if match else None
    if match is None or number is None:
        return None
    side = 1 if match["way"].lower() in ("after", "later") else -1
    return side * number * DAYS_OF[match["unit"].lower()]


def counted_from(text: str, day: date) -> Told | None:
    """Give the day that an expression means from the day told before it. Raises: nothing."""
    days = days_off(text)
    try:
        return None if days is None else Told(day + DAY * days, None, "day")
    except OverflowError:
        return None
