"""Weeks and months: which one a day lies in, and all of them between two days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dragoman.relations.forms import By


@lru_cache(maxsize=65536)
def period_of(day: str, by: By) -> str:
    """Give the first day of the week (a Monday) or month that a day lies in.

    In: a day, ISO 8601. Raises: ValueError for what is no day.
    """
    return first_of(date.fromisoformat(day), by).isoformat()


def first_of(day: date, by: By) -> date:
    """The same for a `date`. Raises: nothing."""
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(days=min(day.weekday(), (day - date.min).days))


def last_of(first: date, by: By) -> date:
    """The last day of the period that begins on `first`. Raises: nothing."""
    if by == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first + timedelta(days=min(6, (date.max - first).days))


def periods(since: date, until: date, by: By) -> Iterator[tuple[str, str]]:
    """List every period from the one that holds `since` to the one that holds `until`.

    Out: first and last day of each, in order. Raises: nothing.
    """
    first = first_of(since, by)
    while True:
        last = last_of(first, by)
        yield first.isoformat(), last.isoformat()
        if last >= until:
            return
        first = last + timedelta(days=1)
