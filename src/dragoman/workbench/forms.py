"""What a person wrote into the form of a record, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, get_args

from dragoman.errors import DragomanError, hint
from dragoman.ontology import event_types, modes, sectors
from dragoman.ontology.countries import countries
from dragoman.records import Adoption, Event, Stage, Status
from dragoman.store.forms import Told
from dragoman.workbench.correcting import ROLES, values_of

ORGANISATIONS = ("UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM")
MOST_PARTIES = 30
LONGEST = 500


class FieldError(DragomanError):
    """A field that can't be used; the message begins with its name."""


def changed_fields(record: Told, form: Mapping[str, str], text: str) -> dict[str, Any]:
    """Read the fields that a person changed.

    In:     the machine's record; names and values of the form (a party's are actor.0.code and so
            on); the text of its page, in which a party's words must stand.
    Out:    the fields that differ from the machine's, checked, as JSON holds them.
    Raises: FieldError naming the field that is wrong.
    """
    values = values_of(record)
    read: dict[str, Any] = {}
    for name in values:
        if name in ROLES and isinstance(record, Event):
            if any(key.startswith(f"{name}.") for key in form):
                read[name] = _parties(name, form, text, values[name])
        elif name in form:
            read[name] = _READERS.get(name, _text)(name, form[name].strip()[:LONGEST])
    if isinstance(record, Event):
        kind, mode = (read.get(name, values[name]) for name in ("event_type", "mode"))
        if mode is not None and mode not in modes()[kind]:
            known = modes()[kind]
            raise FieldError(f"mode: {kind} has no mode {mode!r}. {hint(mode, known)}")
    return {name: value for name, value in read.items() if value != values[name]}


def codes() -> frozenset[str]:
    """Every code that a party may have. Raises: nothing."""
    return frozenset(each.code for each in countries()) | frozenset(ORGANISATIONS)


def _parties(
    role: str, form: Mapping[str, str], text: str, machine: Sequence[Mapping[str, str | None]]
) -> list[dict[str, str | None]]:
    # A form's fields hold no line breaks, which words on a page may have.
    as_printed = {_flat(each["text"]): each["text"] for each in machine if each["text"]}
    found = []
    for number in range(MOST_PARTIES):
        words, code, sector = (
            form.get(f"{role}.{number}.{part}", "").strip() for part in ("text", "code", "sector")
        )
        if not (words or code or sector):
            continue
        words = as_printed.get(_flat(words)) or words
        if words and _flat(words) not in _flat(text):
            raise FieldError(f"{role}: “{words}” doesn't stand in the page; copy its words")
        own = {each["code"] for each in machine if each["code"]}
        found.append(
            {
                "text": words or None,
                "code": _known(f"{role} code", code.upper(), codes() | own),
                "sector": _known(f"{role} sector", sector.upper(), sectors()),
            }
        )
    return found


def _flat(words: str | None) -> str:
    return " ".join((words or "").split())


def _known(name: str, value: str, known: Collection[str]) -> str | None:
    if value and value not in known:
        raise FieldError(f"{name}: {value!r} is none. {_short_hint(value, known)}")
    return value or None


def _short_hint(value: str, known: Collection[str]) -> str:
    advice = hint(value, known)
    return advice if len(advice) < 300 else "See `dragoman ontology`."


def _text(_name: str, value: str) -> str | None:
    return value or None


def _choice(known: Collection[str], *, empty: bool) -> Callable[[str, str], str | None]:
    def read(name: str, value: str) -> str | None:
        if not value and not empty:
            raise FieldError(f"{name}: can't be empty. {hint(value, known)}")
        return _known(name, value, known)

    return read


def _type(name: str, value: str) -> str | None:
    return _choice(tuple(event_types()), empty=False)(name, value)


def _day(name: str, value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise FieldError(f"{name}: {value!r} is no day; write it as 2025-09-14") from error


def _country(name: str, value: str) -> str | None:
    return _known(name, value.upper(), {each.code for each in countries()})


def _whole(name: str, value: str) -> int | None:
    if value and not (value.isascii() and value.isdigit() and len(value) < 12):
        raise FieldError(f"{name}: {value!r} is no whole number")
    return int(value) if value else None


def _number(name: str, value: str) -> float | None:
    try:
        number = float(value.replace(",", "")) if value else None
    except ValueError as error:
        raise FieldError(f"{name}: {value!r} is no number") from error
    if number is None:
        return None
    if not abs(number) < 1e18:  # nor is "nan" a number
        raise FieldError(f"{name}: {value!r} is beyond what a figure can be")
    return int(number) if number.is_integer() else number


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "event_type": _type,
    "status": _choice(get_args(Status), empty=False),
    "date": _day,
    "planned_for": _day,
    "country": _country,
    "dead": _whole,
    "injured": _whole,
    "value": _number,
    "stage": _choice(get_args(Stage), empty=True),
    "how": _choice(get_args(Adoption), empty=True),
}
