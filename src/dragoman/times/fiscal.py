"""Fiscal years: whose it is decides which months it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.ontology.countries import Alias, aliases, countries
from dragoman.tables import one_of, read_table
from dragoman.times.days import DAY, shifted
from dragoman.times.mention import Ground, Told

TABLE = Path(__file__).parent / "data" / "fiscal_years.tsv"
COLUMNS = ("code", "month", "named_by")
NAMES = re.compile(r"[A-Z][\w.]*(?:['’]s\b)?(?: (?:of |and )?[A-Z]\w*){0,3}")
RELATIVE = {"current": 0, "ongoing": 0, "this": 0, "last": -1, "previous": -1, "next": 1}


class FiscalYear(NamedTuple):
    """The month in which it begins; whether one number names its last or its first year."""

    month: int
    named_by_last: bool


def load_fiscal_years(path: Path = TABLE) -> Mapping[str, FiscalYear]:
    """Read the table of fiscal years, by country.

    Raises: DataFileError naming the line of every problem; nothing is returned then.
    """
    codes = {one.code for one in countries()}

    def check(cells: dict[str, str]) -> list[str]:
        months = [str(number) for number in range(1, 13)]
        return [
            *one_of(cells["code"], "code", codes),
            *one_of(cells["month"], "month", months),
            *one_of(cells["named_by"], "named_by", ("first", "last")),
        ]

    return {
        row.cells["code"]: FiscalYear(int(row.cells["month"]), row.cells["named_by"] == "last")
        for row in read_table(path, COLUMNS, check)
    }


@cache
def _fiscal_years() -> Mapping[str, FiscalYear]:
    return load_fiscal_years()


@cache
def _aliases() -> Mapping[str, Alias]:
    return aliases(countries())


def countries_named(text: str) -> tuple[str, ...]:
    """List the countries that a sentence names, in order: the first is whose year is meant.

    Raises: DataFileError if the table of countries is broken.
    """
    found: list[str] = []
    for match in NAMES.finditer(text):
        words = re.sub(r"['’]s\b.*", "", match.group()).split()
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                alias = _aliases().get(" ".join(words[start:end]))
                if alias:
                    found.append(alias.code)
                    break
    return tuple(dict.fromkeys(found))


def fiscal_told(words: Mapping[str, str], ground: Ground) -> Told | None:
    """Give the months of "fiscal year 2023-2024", "FY24", "the current fiscal year".

    In:     the words, and the ground with the countries whose year may be meant.
    Out:    the months, by the first country that the table has; else, of printed years, the
            calendar years that they name. Raises: ValueError for what no calendar has.
    """
    known = [_fiscal_years()[code] for code in ground.countries if code in _fiscal_years()]
    year = known[0] if known else None
    if "side" in words:
        return _beside(year, ground.anchor, RELATIVE[words["side"].lower()])
    first = _whole(words["year"])
    if "year2" in words:
        last = _whole(words["year2"], first // 100)
        if last != first + 1:
            return None
    elif year is None:
        return Told(date(first, 1, 1), date(first, 12, 31), "year")
    else:
        first -= year.named_by_last
    if year is None:
        return Told(date(first, 1, 1), date(first + 1, 12, 31), "range")
    return _of(first, year)


def _whole(printed: str, century: int = 20) -> int:
    return int(printed) if len(printed) == 4 else century * 100 + int(printed)


def _beside(year: FiscalYear | None, anchor: date | None, shift: int) -> Told | None:
    if year is None or anchor is None:
        return None
    return _of(anchor.year - (anchor.month < year.month) + shift, year)


def _of(first: int, year: FiscalYear) -> Told:
    begin = date(first, year.month, 1)
    return Told(begin, shifted(begin, 12) - DAY, "range")
