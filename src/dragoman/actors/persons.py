"""Persons of the news whom our tables know: whose they are when no page says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.lexicon import INTERNATIONAL, listed_twice
from dragoman.ontology.countries import countries
from dragoman.ontology.sectors import sectors
from dragoman.tables import one_of, parts, read_table

PERSONS = Path(__file__).parent / "data" / "people.tsv"
COLUMNS = ("name", "aliases", "code", "sector", "alone")
# Where the family name comes first.
FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM"})
# "President Roe": of so few that the surname alone tells who.
HEADS = frozenset(
    {"president", "vice president", "prime minister", "premier", "chancellor", "king", "emperor"}
    | {"secretary-general", "foreign minister", "foreign secretary", "secretary of state"}
)


class KnownPerson(NamedTuple):
    """A person of the news: whom he is known for acting for."""

    name: str
    code: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class Persons:
    """The table by plain name, by what tells alone, by surname if all of one code bear it."""

    by_name: Mapping[str, KnownPerson]
    alone: Mapping[str, KnownPerson]
    by_surname: Mapping[str, KnownPerson]


def load_persons(path: Path = PERSONS) -> Persons:
    """Read the table of persons.

    Raises: DataFileError naming the line of every problem (unknown code or sector, a name twice).
    """
    codes = {country.coded_as for country in countries()} | INTERNATIONAL
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        names = (cells["name"], *parts(cells["aliases"]), *parts(cells["alone"]))
        problems = listed_twice(names, seen)
        problems += one_of(cells["code"], "code", tuple(sorted(codes)))
        if cells["sector"]:
            problems += one_of(cells["sector"], "sector", tuple(sectors()))
        return problems

    by_name: dict[str, KnownPerson] = {}
    famous: dict[str, KnownPerson] = {}
    surnames: dict[str, list[KnownPerson]] = {}
    for row in read_table(path, COLUMNS, check):
        cells = row.cells
        person = KnownPerson(cells["name"], cells["code"], cells["sector"] or None)
        for name in (cells["name"], *parts(cells["aliases"]), *parts(cells["alone"])):
            by_name.setdefault(plain(name), person)
        famous |= dict.fromkeys(parts(cells["alone"]), person)
        words = plain(cells["name"]).split()
        surnames.setdefault(words[0 if person.code in FAMILY_FIRST else -1], []).append(person)
    one = {name: same[0] for name, same in surnames.items() if len({p.code for p in same}) == 1}
    return Persons(by_name, famous, one)


def plain(name: str) -> str:
    """A name without accents, hyphens and capitals, to compare it by. Raises: nothing."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9']+", " ", bare.replace("`", "'")).split())


@cache
def _persons() -> Persons:
    return load_persons()


def famous() -> Mapping[str, KnownPerson]:
    """Persons by the name that tells them by itself, as printed. Raises: as `load_persons`."""
    return _persons().alone


@cache
def given_names() -> frozenset[str]:
    """First names of persons that the table knows. Raises: as `load_persons`."""
    names = {person.name: person for person in _persons().by_name.values()}
    western = (name for name, person in names.items() if person.code not in FAMILY_FIRST)
    return frozenset(
        name.split()[0] for name in western if " " in name and len(name.split()[0]) > 2
    )


def person_named(words: Sequence[str], office: str | None = None) -> KnownPerson | None:
    """The person of the news who bears a name, or None.

    In:     the words of the name as printed, and the title before it if there is one: with a
            title like "President" a surname is enough, if all who bear it are of one country.
    Out:    the person; of a name of three words or more also by its first and last.
    Raises: nothing.
    """
    known = _persons()
    name = plain(" ".join(words))
    found = known.by_name.get(name)
    if found is None and len(words) > 2:
        found = known.by_name.get(plain(f"{words[0]} {words[-1]}"))
    if found is None and office and " " not in name and office.lower() in HEADS:
        found = known.by_surname.get(name)
    return found
