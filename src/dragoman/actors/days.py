"""Days told to the year, the month or the day, as the tables of dated knowledge have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def first_day(told: str) -> str:
    """The first day of "2009", "2009-01" or of a day. Raises: nothing."""
    return told + "-01-01"[len(told) - len("2009") :]


def last_day(told: str) -> str:
    """The last day of "2009"; of a month its 31st, which no day of it exceeds. Raises: nothing."""
    return told + ("-12-31" if len(told) == len("2009") else "-31")[: len("2009-01-01") - len(told)]


def date_problems(cells: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the dates of a row. Raises: nothing."""
    problems = [
        f"{column} is {cells[column]!r}; use YYYY, YYYY-MM or YYYY-MM-DD"
        for column in ("from", "to", "as_of")
        if column in cells
        and not DAY.fullmatch(cells[column])
        and (cells[column] or column != "to")
    ]
    if not problems and cells["to"] and last_day(cells["to"]) < first_day(cells["from"]):
        problems.append(f"to is {cells['to']!r}, before from {cells['from']!r}")
    return problems
