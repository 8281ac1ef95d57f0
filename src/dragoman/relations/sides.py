"""Who a user means by a side: a country, a group of countries, a body, or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from dragoman.errors import UnknownCode
from dragoman.ontology.countries import aliases, countries
from dragoman.store.dyads import SHARED
from dragoman.tables import one_of, parts, read_table

GROUPS = Path(__file__).parent / "data" / "groups.tsv"
COLUMNS = ("name", "aliases", "body", "members")
Kind = Literal["country", "group", "body", "all"]
WORLD = ("UNO", "EUR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a relation.

    `label` is how it is printed; `places` are what its parties are kept under, empty for all;
    `countries` are those whose naming makes an article one about it.
    """

    label: str
    name: str
    kind: Kind
    places: tuple[str, ...]
    countries: tuple[str, ...]


ALL = Side(label="all", name="all others", kind="all", places=(), countries=())


def load_groups(path: Path = GROUPS) -> Mapping[str, Side]:
    """Read the table of groups: each under its name and its aliases, in small letters.

    Raises: DataFileError naming the line of every problem (unknown member, name used twice).
    """
    known = {country.code for country in countries()}
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        names = [name.lower() for name in (cells["name"], *parts(cells["aliases"]))]
        problems = [f"name {name!r} is listed twice; keep one" for name in names if name in seen]
        seen.update(names)
        if not cells["name"] or not cells["members"]:
            problems.append("name or members are empty; fill them in")
        for member in parts(cells["members"]):
            problems += one_of(member, "members", known)
        return problems

    found: dict[str, Side] = {}
    for row in read_table(path, COLUMNS, check):
        members = parts(row.cells["members"])
        name = row.cells["name"]
        longest = max((name, *parts(row.cells["aliases"])), key=len)
        side = Side(
            label=name,
            name=longest,
            kind="group",
            places=(*members, *parts(row.cells["body"])),
            countries=members,
        )
        for each in (name, *parts(row.cells["aliases"])):
            found[each.lower()] = side
    return MappingProxyType(found)


@cache
def groups() -> Mapping[str, Side]:
    """The groups that ship with Dragoman. Raises: DataFileError for a broken table."""
    return load_groups()


def group_names() -> tuple[str, ...]:
    """List the groups' names in the table's order. Raises: DataFileError."""
    return tuple(dict.fromkeys(side.label for side in groups().values()))


@cache
def side_of(words: str) -> Side:
    """Understand a side as a user writes it.

    In:     a country's code or any word that names it ("PAK", "pakistan", "Islamabad"), a group
            ("SAARC"), a body between states ("UNO", "United Nations", "World Bank"), or "all".
    Out:    the side. A past or dependent country is the code that its records carry.
    Raises: UnknownCode with what was probably meant.
    """
    asked = " ".join(words.split())
    if asked.lower() in ("all", "*", "all others", ""):
        return ALL
    if asked.lower() in groups():
        return groups()[asked.lower()]
    return _country(asked) or _body(asked) or _unknown(asked)


def _country(asked: str) -> Side | None:
    known = {country.code: country for country in countries()}
    words = aliases(countries())
    for word in (asked, asked.capitalize(), asked.title(), asked.upper()):
        code = known[word].coded_as if word in known else None
        if code is None and word in words:
            code = words[word].code
        if code is not None:
            name = known[code].name
            return Side(label=code, name=name, kind="country", places=(code,), countries=(code,))
    return None


def _body(asked: str) -> Side | None:
    from dragoman.actors.lexicon import load_bodies

    for body in load_bodies():
        place = f"{body.code}/{body.entity}" if body.code in SHARED else body.code
        whole = asked.lower() in (body.text.lower(), (place or "").lower())
        if whole and place and (body.code in SHARED or body.code in WORLD):
            label = place if body.code in WORLD else body.name
            return Side(label=label, name=body.name, kind="body", places=(place,), countries=())
    return None


def _unknown(asked: str) -> Side:
    names: Sequence[str] = [country.code for country in countries()]
    names = [*names, *(country.name for country in countries()), *group_names(), *WORLD]
    from difflib import get_close_matches

    close = get_close_matches(asked, names, n=3) or get_close_matches(asked.title(), names, n=3)
    # The list of all would drown the message.
    raise UnknownCode(asked, what="country or group", known=close or ["PAK", "Pakistan", "SAARC"])
