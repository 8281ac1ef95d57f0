"""Countries and the words that name them: which code a name, nationality or capital stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast, get_args

from dragoman.errors import DataFileError
from dragoman.tables import Row, one_of, parts, read_table

DEFAULT = Path(__file__).parent / "data" / "countries.tsv"

Kind = Literal["state", "territory", "past", "breakaway"]
Use = Literal["name", "adjective", "demonym", "capital", "metonym"]

COLUMNS = (
    "code",
    "kind",
    "coded_as",
    "sectors",
    "name",
    "names",
    "adjectives",
    "demonyms",
    "capitals",
    "metonyms",
)
LISTS = ("names", "adjectives", "demonyms", "capitals", "metonyms")
EXPECTED_OF_STATES = ("adjectives", "demonyms", "capitals")
# Told apart from an empty cell, which is a word forgotten: the Vatican has no people of its own,
# and Dominica's are called as those of the Dominican Republic.
NONE = "-"
CODE = re.compile(r"[A-Z]{3}|X-[A-Z]{3}")
SECTOR = re.compile(r"[A-Z]{3}")


class Metonym(NamedTuple):
    """A palace, a building or a street that stands for a part of the state."""

    text: str
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One row of the table: a country and every word that names it."""

    code: str
    kind: Kind
    coded_as: str  # the code that records carry
    sectors: tuple[str, ...]  # what each of its actors is besides: PRE
    name: str
    names: tuple[str, ...]  # its other names
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[Metonym, ...]


class Alias(NamedTuple):
    """What one word, or several, say about whose actor this is."""

    text: str
    country: str
    code: str
    use: Use
    sector: str | None
    sectors: tuple[str, ...]


def load_countries(path: Path = DEFAULT) -> tuple[Country, ...]:
    """Read the table of countries.

    In:     the file.
    Out:    the countries in its order.
    Raises: DataFileError naming the line of every problem; nothing is returned then.
    """
    rows = read_table(path, COLUMNS)
    # Short rows stop the reading; what is wrong in and between whole rows is told in one go.
    problems = [(row.line, problem) for row in rows for problem in row_problems(row.cells)]
    problems += [*code_problems(rows), *alias_problems(rows)]
    if problems:
        raise DataFileError(path, [f"line {line}: {text}" for line, text in sorted(problems)])
    return tuple(country(row.cells) for row in rows)


@cache
def countries() -> tuple[Country, ...]:
    """Give the countries that ship with Dragoman, read once. Raises: as `load_countries`."""
    return load_countries()


def aliases(of: Sequence[Country]) -> Mapping[str, Alias]:
    """Look up whose a word is.

    In:     countries, as loaded: no two share a word.
    Out:    each word or words that name one, in the table's case, with ' also printed as ’. A
            text in several columns of one country is what the first of them says: name,
            adjective, demonym, capital, metonym.
    Raises: nothing.
    """
    found: dict[str, Alias] = {}
    for one in of:
        for text, use, sector in uses(one):
            for spelling in (text, text.replace("'", "’")):
                alias = Alias(spelling, one.code, one.coded_as, use, sector, one.sectors)
                found.setdefault(spelling, alias)
    return MappingProxyType(found)


def uses(one: Country) -> Iterator[tuple[str, Use, str | None]]:
    """List a country's words with their use and the sector that they stand for."""
    yield one.name, "name", None
    yield from ((text, "name", None) for text in one.names)
    yield from ((text, "adjective", None) for text in one.adjectives)
    yield from ((text, "demonym", None) for text in one.demonyms)
    yield from ((text, "capital", "GOV") for text in one.capitals)
    yield from ((text, "metonym", sector) for text, sector in one.metonyms)


def country(cells: Mapping[str, str]) -> Country:
    """Build a country from a row that has no problems."""
    listed = {column: () if cells[column] == NONE else parts(cells[column]) for column in LISTS}
    return Country(
        code=cells["code"],
        kind=cast(Kind, cells["kind"]),
        coded_as=cells["coded_as"],
        sectors=parts(cells["sectors"]),
        name=cells["name"],
        names=listed["names"],
        adjectives=listed["adjectives"],
        demonyms=listed["demonyms"],
        capitals=listed["capitals"],
        metonyms=tuple(metonym(text) for text in listed["metonyms"]),
    )


def metonym(text: str) -> Metonym:
    """Split "Pentagon:MIL"; without a sector it is the government."""
    place, _, sector = text.partition(":")
    return Metonym(place, sector or "GOV")


def row_problems(row: Mapping[str, str]) -> list[str]:
    """Say what is wrong with one row by itself; an empty list means it is good."""
    checks = [
        (CODE.fullmatch(row["code"]), f"code is {row['code']!r}; use ABC, or X-ABC for our own"),
        (row["name"], "name is empty; write the usual English one"),
    ]
    problems = [problem for good, problem in checks if not good]
    problems += one_of(row["kind"], "kind", get_args(Kind))
    problems += sector_problems(row)
    for column in LISTS:
        problems += list_problems(column, row[column])
    if row["kind"] == "state":
        empty = [column for column in EXPECTED_OF_STATES if not row[column]]
        problems += [f"{column} is empty; a state has them (or write {NONE!r})" for column in empty]
    return problems


def sector_problems(row: Mapping[str, str]) -> list[str]:
    """Say which sectors of a row are no codes."""
    given = list(parts(row["sectors"]))
    given += [text.partition(":")[2] for text in parts(row["metonyms"]) if ":" in text]
    return [
        f"sector is {sector!r}; use three capitals, as GOV"
        for sector in given
        if not SECTOR.fullmatch(sector)
    ]


def list_problems(column: str, cell: str) -> list[str]:
    """Say what is wrong with the aliases of one cell."""
    if not cell or cell == NONE:
        return []
    texts = cell.split("|")
    problems = [f"{column} has an empty item; drop a '|'" for text in texts if not text.strip()]
    problems += [
        f"{column} has {text!r} with outer blanks; trim it"
        for text in texts
        if text.strip() and text != text.strip()
    ]
    repeated = [text for text, times in Counter(texts).items() if text.strip() and times > 1]
    return problems + [f"{column} has {text!r} twice; keep one" for text in repeated]


def code_problems(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Find codes listed twice, and codings that lead nowhere."""
    first: dict[str, Row] = {}
    for row in rows:
        known = first.setdefault(row.cells["code"], row)
        if known is not row:
            yield row.line, f"code {row.cells['code']!r} is on line {known.line} too; keep one"
    for line, cells in rows:
        coded_as = cells["coded_as"]
        if coded_as not in first:
            yield line, f"coded_as is {coded_as!r}, which no row has as its code"
        elif first[coded_as].cells["coded_as"] != coded_as:
            yield line, f"coded_as is {coded_as!r}, which is itself coded otherwise"


def alias_problems(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Find words that two countries claim: a reader could not tell whose they are."""
    owner: dict[str, Row] = {}
    for row in rows:
        for text in row_aliases(row.cells):
            known = owner.setdefault(text, row)
            if known is not row:
                yield (
                    row.line,
                    f"alias {text!r} is on line {known.line} ({known.cells['code']}) too; keep one",
                )


def row_aliases(row: Mapping[str, str]) -> list[str]:
    """List each alias of a row once, metonyms without their sectors."""
    texts = [row["name"]]
    for column in LISTS:
        texts += [metonym(text).text for text in parts(row[column]) if text != NONE]
    return list(dict.fromkeys(text for text in texts if text))
