"""Dates and times that a sentence tells, relative to the article's own day."""

from dragoman.times.counted import counted_from
from dragoman.times.find import find_dates, find_times
from dragoman.times.mention import DateMention, TimeMention
from dragoman.times.words import MONTHS, WEEKDAYS

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "DateMention",
    "TimeMention",
    "counted_from",
    "find_dates",
    "find_times",
]
