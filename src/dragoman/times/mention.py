"""What is found: a stretch of a sentence that tells a time, and the days that it means."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dragoman.reading.dates import Order
from dragoman.records import Granularity, Span


class Told(NamedTuple):
    """The days that words mean: the first, the last of a longer time, and how fine that is."""

    day: date
    last_day: date | None
    granularity: Granularity


class DateMention(NamedTuple):
    """A time as printed (`start`, `end` in the document) and as days of the calendar.

    `last_day` is None for a single day and for a time without end ("since 2013").
    """

    start: int
    end: int
    text: str
    day: date
    last_day: date | None
    granularity: Granularity

    @property
    def span(self) -> Span:
        """Where its words stand in the document. Raises: nothing."""
        return Span(self.start, self.end)


class TimeMention(NamedTuple):
    """Words that tell a time; `told` is None where no calendar day can be given to them.

    "Two days after the summit" and "recently" are such: whoever looks for an act's day must know
    that it has one, and that it is not the article's.
    """

    start: int
    end: int
    text: str
    told: Told | None


class Ground(NamedTuple):
    """What an expression counts from.

    `anchor` is the article's day; `ahead` whether what is told lies after it; `order` the page's
    habit for 05/06/2024; `countries` those whose fiscal year may be meant, the likeliest first.
    """

    anchor: date | None
    ahead: bool
    order: Order | None
    countries: tuple[str, ...]
