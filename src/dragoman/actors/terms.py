"""Who held which office when: the dated knowledge of persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.days import date_problems, first_day, last_day
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.persons import plain
from dragoman.ontology.countries import countries
from dragoman.ontology.sectors import sectors
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
TERMS = DATA / "terms.tsv"
OFFICES = DATA / "offices.tsv"
COLUMNS = ("name", "aliases", "code", "sector", "office", "from", "to", "as_of", "wikidata")
OFFICE_COLUMNS = ("office", "words", "single")


class Term(NamedTuple):
    """One row: a person in one office. `end` is empty while the term was open at `as_of`."""

    name: str
    aliases: tuple[str, ...]
    code: str
    sector: str | None
    office: str
    start: str
    end: str
    as_of: str
    wikidata: str
    line: int = 0

    def covers(self, day: str) -> bool:
        """Tell whether the term runs on a day (YYYY-MM-DD). Raises: nothing."""
        return first_day(self.start) <= day and (not self.end or day <= last_day(self.end))

    @property
    def entity(self) -> str | None:
        """The Wikidata id, if the table has one. Raises: nothing."""
        return self.wikidata or None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms by plain name and alias, and by country and class of office."""

    rows: tuple[Term, ...]
    by_name: Mapping[str, tuple[Term, ...]]
    by_office: Mapping[tuple[str, str], tuple[Term, ...]]


class Office(NamedTuple):
    """A class of offices: its name, the words for it, and whether it has one holder at a time."""

    name: str
    words: tuple[str, ...]
    single: bool


def load_offices(path: Path = OFFICES) -> tuple[Office, ...]:
    """Read the classes of offices.

    Raises: DataFileError naming the line of every problem (a word used twice, no yes or no).
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        twice = [word for word in parts(cells["words"]) if word in seen]
        seen.update(parts(cells["words"]))
        problems = [f"word {word!r} is listed twice; keep one" for word in twice]
        return problems + one_of(cells["single"], "single", ("yes", "no"))

    rows = read_table(path, OFFICE_COLUMNS, check)
    return tuple(
        Office(r.cells["office"], parts(r.cells["words"]), r.cells["single"] == "yes") for r in rows
    )


@cache
def offices() -> tuple[Office, ...]:
    """The classes that ship, read once. Raises: as `load_offices`."""
    return load_offices()


@cache
def _class_of_word() -> Mapping[str, str]:
    return {word: office.name for office in offices() for word in office.words}


def office_class(office: str) -> str:
    """The class of an office: "Foreign Secretary" is a foreign minister. Raises: nothing."""
    word = " ".join(office.lower().replace(" - ", "-").split())
    return _class_of_word().get(word, word)


def load_terms(path: Path = TERMS) -> Terms:
    """Read the table of terms.

    Raises: DataFileError naming the line of every problem (unknown code or sector, no date, an
    end before its start).
    """
    codes = tuple(sorted({country.coded_as for country in countries()} | INTERNATIONAL))

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["code"], "code", codes)
        if cells["sector"]:
            problems += one_of(cells["sector"], "sector", tuple(sectors()))
        problems += date_problems(cells)
        return problems

    rows = tuple(_term(row.cells, row.line) for row in read_table(path, COLUMNS, check))
    return indexed(rows)


def _term(cells: Mapping[str, str], line: int) -> Term:
    return Term(
        name=cells["name"],
        aliases=parts(cells["aliases"]),
        code=cells["code"],
        sector=cells["sector"] or None,
        office=cells["office"],
        start=cells["from"],
        end=cells["to"],
        as_of=cells["as_of"],
        wikidata=cells["wikidata"],
        line=line,
    )


def indexed(rows: tuple[Term, ...]) -> Terms:
    """Terms ready for look-up. Raises: nothing."""
    by_name: dict[str, list[Term]] = {}
    by_office: dict[tuple[str, str], list[Term]] = {}
    for row in rows:
        for name in dict.fromkeys(plain(each) for each in (row.name, *row.aliases)):
            by_name.setdefault(name, []).append(row)
        by_office.setdefault((row.code, office_class(row.office)), []).append(row)
    return Terms(
        rows,
        {name: tuple(found) for name, found in by_name.items()},
        {key: tuple(found) for key, found in by_office.items()},
    )


@cache
def terms() -> Terms:
    """The terms that ship, read once. Raises: as `load_terms`."""
    return load_terms(TERMS)


def holder(code: str, office: str, day: str) -> Term | None:
    """Who held an office of a country on a day; None if nobody is known, or several.

    In: a code, an office in any of its words, a day. Raises: nothing.
    """
    held = [t for t in terms().by_office.get((code, office_class(office)), ()) if t.covers(day)]
    if len({each.name for each in held}) > 1:
        # On the day of a change the new one counts.
        latest = max(held, key=lambda each: first_day(each.start))
        same = [t for t in held if first_day(t.start) == first_day(latest.start)]
        return latest if len({each.name for each in same}) == 1 else None
    return held[0] if held else None


def terms_of(
    words: Sequence[str], code: str | None = None, day: str | None = None
) -> tuple[Term, ...]:
    """The terms of the person who bears a full name, in time's order.

    In:     the words of the name as printed; his country where it is told; the day, which of two
            of one name tells the one then in office.
    Out:    empty if nobody bears it, or two whom nothing tells apart.
    Raises: nothing.
    """
    name = plain(" ".join(words))
    found = terms().by_name.get(name, ())
    if not found and len(words) > 2:
        found = terms().by_name.get(plain(f"{words[0]} {words[-1]}"), ())
    if code:
        found = tuple(each for each in found if each.code == code)
    if len({each.name for each in found}) > 1 and day:
        then = {each.name for each in found if each.covers(day)}
        found = tuple(each for each in found if each.name in then)
    if len({each.name for each in found}) > 1:
        return ()
    return tuple(sorted(found, key=lambda each: first_day(each.start)))
