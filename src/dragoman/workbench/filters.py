"""The filters of a list, as they stand in its address, and as the index understands them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import get_args
from urllib.parse import urlencode

from dragoman.errors import DragomanError, hint
from dragoman.ontology import event_types, modes
from dragoman.records import Status
from dragoman.store.finding import match_expression
from dragoman.store.positions import code_of

KINDS = ("event", "statement", "figure", "resolution")
STATUSES = get_args(Status)
MOST = 10_000
# A list of the same words in other clothes: "Rubio–Dar" asks for both, not for the one word.
JOINERS = str.maketrans(dict.fromkeys("-–—/·,;:", " "))
SIDES = ("actor", "recipient", "party")
BEFORE_DAYS = 1_721_424  # the Julian day of the last day before the year 1, at noon
TURNS = 1 << 32


class FilterError(DragomanError):
    """A filter that can't be used; the message begins with its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is to hold; what is empty leaves it open.

    `actor`, `recipient` and `party` (either) are a country's code or name, a code with a sector
    (PAK.GOV), an entity's key, or a whole name. `dyad` is two codes in the order of the alphabet.
    `since` and `until` are days, both included. `before` is where the page of the list begins.
    """

    q: str = ""
    kind: str = "event"
    actor: str = ""
    recipient: str = ""
    party: str = ""
    dyad: str = ""
    type: str = ""
    mode: str = ""
    status: str = ""
    place: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    confidence: float = 0.0
    before: int = 0
    limit: int = 50

    def address(self, **changed: object) -> str:
        """The query part of an address that stands for these filters. Raises: nothing."""
        told = {each.name: getattr(self, each.name) for each in fields(self)} | changed
        usual = {each.name: each.default for each in fields(self)}
        return urlencode({k: v for k, v in told.items() if v != usual[k] and k != "kind"})


NAMES = tuple(each.name for each in fields(Filters) if each.name != "kind")


def read_filters(query: Iterable[tuple[str, str]], kind: str = "event", **usual: int) -> Filters:
    """Read filters from an address.

    In:     names and values as they stand in the address; the kind of the list's records; what
            `limit` is when none is given.
    Out:    the filters. Empty values are left out.
    Raises: FilterError naming the filter that is unknown, given twice, or wrong.
    """
    told: dict[str, str] = {}
    for name, value in query:
        if name not in NAMES:
            raise FilterError(f"{name}: there is no such filter. {hint(name, NAMES)}")
        if name in told:
            raise FilterError(f"{name}: given twice; give it once")
        if value.strip():
            told[name] = value.strip()
    read = {name: _READERS.get(name, _text)(name, value) for name, value in told.items()}
    filters = Filters(**{"kind": kind, **usual, **read})  # type: ignore[arg-type]
    if filters.since and filters.until and filters.until < filters.since:
        raise FilterError(f"until: {filters.until} is before since {filters.since}; swap them")
    return filters


def expression(filters: Filters) -> str:
    """Write filters as an expression of the full-text index; nothing in them is an operator.

    Raises: nothing.
    """
    told = [facet("k", filters.kind)]
    for name, letter in _LETTERS.items():
        value = getattr(filters, name)
        if value:
            told.append(facet(letter, value))
    told += [_side(letter, getattr(filters, name)) for name, letter in
             (("actor", "a"), ("recipient", "r")) if getattr(filters, name)]  # fmt: skip
    if filters.party:
        told.append(f"({_side('a', filters.party)} OR {_side('r', filters.party)})")
    words = match_expression(filters.q.translate(JOINERS) if '"' not in filters.q else filters.q)
    if words:
        told.append(f"words : ({words})")
    elif filters.q:
        told.append(facet("k", "nothing"))
    return " AND ".join(told)


def number_range(filters: Filters) -> tuple[int, int]:
    """The least and the greatest number that records of these days have. Raises: nothing."""
    first = number_of(filters.since) if filters.since else 0
    last = number_of(filters.until) + TURNS - 1 if filters.until else (1 << 62)
    return first, min(last, filters.before - 1) if filters.before else last


def number_of(day: date) -> int:
    """The number from which the records of a day count. Raises: nothing."""
    return (day.toordinal() + BEFORE_DAYS) * TURNS


def day_of(number: int) -> date | None:
    """The day of a record's number, None for the undated. Raises: nothing."""
    ordinal = number // TURNS - BEFORE_DAYS
    return date.fromordinal(ordinal) if ordinal > 0 else None


def facet(letter: str, value: str) -> str:
    """Write one facet as an expression of the index. Raises: nothing."""
    return f"facets : {facet_word(letter, value)}"


def facet_word(letter: str, value: str) -> str:
    """Write a facet as the index holds it. Raises: nothing."""
    # SQLite's lower() knows the letters of ASCII only.
    small = "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in value)
    return f"x{letter}{small.encode('utf-8', 'replace').hex().upper()}z"


def facet_value(word: str) -> str:
    """Read a facet's value back, in small letters. Raises: ValueError for another word."""
    return bytes.fromhex(word[2:-1]).decode()


def _side(letter: str, value: str) -> str:
    wanted = dict.fromkeys((facet(letter, value), facet(letter, code_of(value))))
    return f"({' OR '.join(wanted)})" if len(wanted) > 1 else next(iter(wanted))


_LETTERS = {"type": "t", "mode": "m", "status": "s", "place": "l", "source": "o", "dyad": "d"}


def _text(_name: str, value: str) -> str:
    return value[:200]


def day_filter(name: str, value: str) -> date:
    """Read a day. Raises: FilterError naming the filter."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise FilterError(f"{name}: {value!r} is no day; write it as 2025-09-14") from error


def _one_of(known: Collection[str], name: str, value: str) -> str:
    for each in known:
        if each.lower() == value.lower():
            return each
    raise FilterError(f"{name}: {value!r} is none. {hint(value, known)}")


def _type(name: str, value: str) -> str:
    return _one_of(tuple(event_types()), name, value)


def _mode(name: str, value: str) -> str:
    return _one_of(sorted({mode for each in modes().values() for mode in each}), name, value)


def _status(name: str, value: str) -> str:
    return _one_of(STATUSES, name, value)


def _place(_name: str, value: str) -> str:
    code = code_of(value)
    return code if len(code) == 3 else value


def sure_filter(name: str, value: str) -> float:
    """Read a probability. Raises: FilterError naming the filter."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise FilterError(f"{name}: {value!r} is no probability; use 0 to 1")
    return number


def _whole(name: str, value: str) -> int:
    least, most = (1, MOST) if name == "limit" else (0, 1 << 62)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise FilterError(f"{name}: {value!r} can't be used; give a number from {least} to {most}")
    return int(value)


def _dyad(name: str, value: str) -> str:
    sides = value.split("-")
    if len(sides) != 2 or not all(side.isalpha() for side in sides):
        raise FilterError(f"{name}: {value!r} is no pair; write two codes as PAK-USA")
    return "-".join(sorted(side.upper() for side in sides))


_READERS: Mapping[str, Callable[[str, str], object]] = {
    "type": _type, "mode": _mode, "status": _status, "place": _place, "since": day_filter,
    "until": day_filter, "confidence": sure_filter, "before": _whole, "limit": _whole,
    "dyad": _dyad,
}  # fmt: skip
