"""What is wrong with the tables of dated knowledge, and what in them grows old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from dragoman.actors.days import first_day, last_day
from dragoman.actors.lexicon import load_bodies, load_standings
from dragoman.actors.persons import plain
from dragoman.actors.terms import Term, Terms, office_class, offices, terms

OPEN_END = "9999-12-31"
# A handing-over takes time, and months are told without days: so much is no overlap.
MONTH = 7


def stale_terms(on: date, of: Terms | None = None) -> tuple[Term, ...]:
    """The open terms that were last looked at more than a year before a day.

    In: the day; the terms (ours if none are given). Out: in the table's order. Raises: nothing.
    """
    known = of or terms()
    try:
        year_before = on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        year_before = on.replace(year=on.year - 1, day=28)
    limit = year_before.isoformat()
    return tuple(row for row in known.rows if not row.end and last_day(row.as_of) < limit)


def check_tables(of: Terms | None = None) -> tuple[str, ...]:
    """Everything that is wrong in the dated tables, a line each; empty if nothing is.

    In: the terms (ours if none are given). Raises: DataFileError where a table can't be loaded.
    """
    known = of or terms()
    return (
        *_overlaps(known),
        *_dead_aliases(known.rows),
        *_ambiguous(known),
        *_lost_standings(),
    )


def _overlaps(known: Terms) -> Iterator[str]:
    """Two holders at a time of an office that has one."""
    single = {office.name for office in offices() if office.single}
    for (code, office), rows in known.by_office.items():
        if office not in single:
            continue
        ordered = sorted(rows, key=lambda row: first_day(row.start))
        for one, other in pairwise(ordered):
            if one.name != other.name and _ends(one)[:MONTH] > first_day(other.start)[:MONTH]:
                # Of terms told to the year, the same year is no overlap.
                if len(one.end) == len("2009") and one.end == other.start[:4]:
                    continue
                if one.end and len(other.start) == len("2009") and other.start == one.end[:4]:
                    continue
                yield (
                    f"terms line {other.line}: {other.name} is {office} of {code} from "
                    f"{other.start}, while {one.name} (line {one.line}) is until "
                    f"{one.end or 'now'}; mend one"
                )


def _ends(term: Term) -> str:
    return last_day(term.end) if term.end else OPEN_END


def _dead_aliases(rows: Sequence[Term]) -> Iterator[str]:
    """Aliases that say what the name or another alias says already."""
    for row in rows:
        seen = {plain(row.name)}
        for alias in row.aliases:
            if plain(alias) in seen or not plain(alias):
                yield (
                    f"terms line {row.line}: alias {alias!r} of {row.name} finds nothing that the "
                    "name doesn't; drop it"
                )
            seen.add(plain(alias))


def _ambiguous(known: Terms) -> Iterator[str]:
    """Names of two persons whom neither the day nor the country tells apart."""
    for name, rows in known.by_name.items():
        by_person = {row.name: row for row in rows}
        if len(by_person) == 1:
            continue
        for one in rows:
            for other in rows:
                together = one.line < other.line and one.name != other.name
                if together and one.code == other.code and _same_time(one, other):
                    yield (
                        f"terms line {other.line}: {name!r} is {other.name} as well as {one.name} "
                        f"(line {one.line}) at the same time; drop the alias of one"
                    )


def _same_time(one: Term, other: Term) -> bool:
    same_office = office_class(one.office) == office_class(other.office)
    overlap = first_day(one.start) <= _ends(other) and first_day(other.start) <= _ends(one)
    return overlap and same_office


def _lost_standings() -> Iterator[str]:
    entities = {body.entity for body in load_bodies()}
    for entity in load_standings():
        if entity not in entities:
            yield f"standings: entity {entity!r} is in no row of bodies; add the body or drop it"
