"""What a mark's note may say: an act, a party with its roles, a date, a place."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args

from dragoman.errors import hint
from dragoman.ontology import event_types, modes, sectors
from dragoman.ontology.countries import countries
from dragoman.records import Status

STATUSES: tuple[str, ...] = get_args(Status)
INTERNATIONAL = ("UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM")
NO_COUNTRY = "-"
ROLES = {
    "a": "actor",
    "r": "recipient",
    "s": "said_by",
    "d": "date",
    "p": "planned_for",
    "l": "place",
}
PARTY_ROLES, DATE_ROLES, PLACE_ROLES = {"a", "r", "s"}, {"d", "p"}, {"l"}

_ACT = re.compile(
    r"e(?P<number>\d+)(?::(?P<type>[A-Z]+)(?:\.(?P<modes>[a-z+-]+))?)?"
    r"(?:=e(?P<same>\d+))?(?:~(?P<status>\w+))?"
)
_ROLED = re.compile(r"(?P<roles>(?:[arsdpl]\d+(?:,\s*[arsdpl]\d+)*)?):(?P<value>\S.*)")
_PARTY = re.compile(
    r"(?P<code>[A-Z]{3}|-)?(?:\.(?P<sectors>[A-Z]{3}(?:/[A-Z]{3})*))?(?:@(?P<name>[\w-]+))?"
)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Who(NamedTuple):
    """A party as noted: country or international code (None: no country), sectors, own name."""

    code: str | None
    sectors: tuple[str, ...]
    name: str | None

    @property
    def is_pointer(self) -> bool:
        """Whether it only points back (`@okoth`) at one told before. Raises: nothing."""
        return self.name is not None and self.code is None and not self.sectors


class Role(NamedTuple):
    """What a mention is to an act: `letter` is a key of ROLES, `act` the act's number."""

    letter: str
    act: int


class ActNote(NamedTuple):
    """`e3:ACCUSE.allege~negated`, or `e7=e3`: the same act told again."""

    number: int
    event_type: str | None
    modes: tuple[str, ...]
    status: str
    same_as: int | None


class RoleNote(NamedTuple):
    """`a1,r2:KEN.GOV@minister`: roles, and whom (`parties`), when or where (`value`)."""

    roles: tuple[Role, ...]
    parties: tuple[Who, ...]
    value: str | None


def read_note(note: str) -> tuple[ActNote | RoleNote | None, list[str]]:
    """Read one note; None and the reasons where it cannot be read. Raises: nothing."""
    if act := _ACT.fullmatch(note):
        return _read_act(act)
    if roled := _ROLED.fullmatch(note):
        return _read_roles(roled)
    return None, [
        f"note {note!r} is not understood; write e1:TYPE.mode~status, e2=e1, a1,r2:KEN.GOV@name, "
        "d1:2024-05-01 or l1:KEN"
    ]


def _read_act(found: re.Match[str]) -> tuple[ActNote | None, list[str]]:
    event_type, status = found["type"], found["status"] or "actual"
    told_modes = tuple(filter(None, (found["modes"] or "").split("+")))
    same_as = int(found["same"]) if found["same"] else None
    problems = [] if status in STATUSES else [f"status {status!r}. {hint(status, STATUSES)}"]
    if event_type is None and same_as is None:
        problems.append("an act needs its type, as in e1:CONSULT.visit")
    if event_type is not None:
        problems += _type_problems(event_type, told_modes)
    number = int(found["number"])
    return (
        None if problems else ActNote(number, event_type, told_modes, status, same_as)
    ), problems


def _type_problems(event_type: str, told_modes: tuple[str, ...]) -> list[str]:
    if event_type not in event_types():
        return [f"event type {event_type!r}. {hint(event_type, event_types())}"]
    known = modes()[event_type]
    return [
        f"mode {mode!r} is none of {event_type}'s: {', '.join(known) or 'it has no modes'}"
        for mode in told_modes
        if mode not in known
    ]


@cache
def country_codes() -> frozenset[str]:
    """The codes that records carry for countries, past ones too. Raises: nothing."""
    return frozenset(country.coded_as for country in countries())


def _read_roles(found: re.Match[str]) -> tuple[RoleNote | None, list[str]]:
    roles = tuple(
        Role(role.strip()[0], int(role.strip()[1:]))
        for role in found["roles"].split(",")
        if role.strip()
    )
    letters = {role.letter for role in roles}
    value = found["value"].strip()
    for group, read in ((DATE_ROLES, _read_date), (PLACE_ROLES, _read_place)):
        if letters and letters <= group:
            problems = read(value)
            return (None if problems else RoleNote(roles, (), value)), problems
    if letters <= PARTY_ROLES:
        parties, problems = _read_parties(value)
        return (None if problems else RoleNote(roles, parties, None)), problems
    return None, ["a date, a place and a party want marks of their own; nest them"]


def _read_date(value: str) -> list[str]:
    days = value.split("/")
    if len(days) <= 2 and all(_DAY.fullmatch(day) for day in days):
        return []
    return [f"date {value!r}; write 2024-05-01, 2024-05, 2024 or two of them with a / between"]


def _read_place(value: str) -> list[str]:
    if value in country_codes():
        return []
    return [f"place {value!r}; write the country's three letters, as in l1:KEN"]


def _read_parties(value: str) -> tuple[tuple[Who, ...], list[str]]:
    parties, problems = [], []
    for one in value.split("&"):
        found = _PARTY.fullmatch(one.strip())
        if not found or not one.strip():
            problems.append(f"party {one!r}; write KEN.GOV, KEN.GOV@name, @name or -.UAF")
            continue
        told = tuple(filter(None, (found["sectors"] or "").split("/")))
        problems += _party_problems(found["code"], told, found["name"])
        code = None if found["code"] in (None, NO_COUNTRY) else found["code"]
        parties.append(Who(code, told, found["name"]))
    return tuple(parties), problems


def _party_problems(code: str | None, told: tuple[str, ...], name: str | None) -> list[str]:
    if code is None:
        return (
            [] if name and not told else ["a party needs its country, as in KEN.GOV, or - for none"]
        )
    problems = []
    if code not in (*INTERNATIONAL, NO_COUNTRY) and code not in country_codes():
        problems.append(f"code {code!r} is no country's and none of {', '.join(INTERNATIONAL)}")
    problems += [f"sector {one!r}. {hint(one, sectors())}" for one in told if one not in sectors()]
    if not told and code not in INTERNATIONAL:
        problems.append(f"{code} needs a sector, as in {code}.GOV")
    return problems
