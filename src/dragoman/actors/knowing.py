"""Who a named person is at a day: from the terms of office, else from the undated table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.actors.days import last_day
from dragoman.actors.persons import FAMILY_FIRST, KnownPerson, person_named, plain
from dragoman.actors.terms import Term, office_class, terms, terms_of

ELITE = "ELI"
# Whom a surname alone means: "President Bush" in 1991 is another than in 2005.
HEADS = frozenset({"president", "prime minister", "foreign minister", "defence minister"})


class Knowledge(NamedTuple):
    """What the tables know of a person at a day; `rule` tells how, for people."""

    name: str
    code: str
    sector: str | None
    office: str | None
    entity: str | None
    source: str
    rule: str


def known_as(
    words: Sequence[str], office: str | None, code: str | None, day: str | None
) -> Knowledge | None:
    """What is known of the one who bears a name.

    In:     the name's words as printed; the title beside it and the country, where the page tells
            them; the article's day (YYYY-MM-DD), if there is one.
    Out:    None if the tables know nobody of that name and country. On a day within a term its
            office; after the last one ended, one who held office before (ELI); without a day what
            the undated table says.
    Raises: nothing.
    """
    told = _by_surname(words, office, code, day)
    if told:
        return _in_office(told)
    person = person_named(words, office)
    if person and code and person.code != code:
        person = None
    held = terms_of(words, code, day)
    if not held and person:
        held = terms_of(person.name.split(), code, day)
    if held and day:
        return _on(day, held, office, person)
    if person:
        return _undated(person)
    return _latest(held[-1]) if held else None


def _by_surname(
    words: Sequence[str], office: str | None, code: str | None, day: str | None
) -> Term | None:
    """The one holder of that surname and office on that day; without a day, of a longer title."""
    name = plain(" ".join(words))
    if not office or " " in name or not (_is_head(office) if day else _is_narrow(office)):
        return None
    fits = [
        term
        for term in _surnames().get(name, ())
        if _same_office(term.office, office)
        and (day is None or term.covers(day))
        and code in (None, term.code)
    ]
    return fits[0] if len({term.name for term in fits}) == 1 else None


def _is_head(office: str) -> bool:
    return office_class(office) in HEADS or _is_narrow(office)


def _is_narrow(office: str) -> bool:
    """ "Deputy Secretary", "energy minister": few enough that a surname tells which of them."""
    return " " in office.strip() and office_class(office) not in HEADS | {"vice president"}


def _same_office(one: str, title: str) -> bool:
    """ "Deputy Secretary" is short for the deputy secretary of defence."""
    same, short = office_class(one), office_class(title)
    return same == short or same.startswith((f"{short} of ", f"{short} for "))


@cache
def _surnames() -> Mapping[str, Sequence[Term]]:
    found: dict[str, list[Term]] = {}
    for term in terms().rows:
        words = plain(term.name).split()
        found.setdefault(words[0 if term.code in FAMILY_FIRST else -1], []).append(term)
    return found


def _on(
    day: str, held: Sequence[Term], office: str | None, person: KnownPerson | None
) -> Knowledge:
    now = [term for term in held if term.covers(day)]
    if now:
        same = [t for t in now if office and office_class(t.office) == office_class(office)]
        return _in_office((same or now)[-1])
    ended = [term for term in held if term.end and last_day(term.end) < day]
    if ended:
        last = ended[-1]
        rule = f"{last.office} until {last.end}; no term on {day}"
        return _of_term(last, ELITE, None, rule)
    first = held[0]
    sector = person.sector if person and person.sector != "GOV" else None
    return _of_term(first, sector, None, f"{first.office} only from {first.start}")


def _in_office(term: Term) -> Knowledge:
    until = f"to {term.end}" if term.end else f"on, as of {term.as_of}"
    rule = f"{term.office} from {term.start} {until}"
    return _of_term(term, term.sector, term.office, rule)


def _latest(term: Term) -> Knowledge:
    return _of_term(term, term.sector, None, f"no day given; last known as {term.office}")


def _of_term(term: Term, sector: str | None, office: str | None, rule: str) -> Knowledge:
    return Knowledge(term.name, term.code, sector, office, term.entity, "terms", rule)


def _undated(person: KnownPerson) -> Knowledge:
    return Knowledge(
        person.name, person.code, person.sector, None, None, "people", "known, without a day"
    )
