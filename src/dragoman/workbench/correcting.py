"""People's judgements of records: kept beside what the machine wrote, never over it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast, get_args

from dragoman.jsonl import to_json
from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.records import Event, Figure, Party, Resolution, Size, Statement
from dragoman.store.forms import Told
from dragoman.store.opening import writing

Decision = Literal["accepted", "corrected", "rejected"]
DECISIONS = get_args(Decision)
ROLES = ("actor", "recipient", "said_by")
SIZES = ("dead", "injured")
# What a person may put right; the parties of an event come beside these.
EDITED: Mapping[str, tuple[str, ...]] = {
    "event": ("event_type", "mode", "status", "date", "planned_for", "country", *SIZES),
    "statement": ("date",),
    "figure": ("value", "unit", "what"),
    "resolution": ("title", "symbol", "body", "stage", "how", "date", "next"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody decided about a record; `fields` are those that differ from the machine's."""

    number: int
    record: str
    decision: Decision
    fields: Mapping[str, Any]
    author: str
    made: str
    note: str


class EarlierJudgement(Exception):
    """Somebody judged the record since the page was opened; `judgement` is theirs."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.number)
        self.judgement = judgement


def judge(  # noqa: PLR0913 - what a judgement is made of
    connection: sqlite3.Connection,
    record: Told,
    decision: Decision,
    changed: Mapping[str, Any],
    *,
    author: str,
    note: str,
    made: str,
    seen: int,
) -> Judgement:
    """Add a judgement.

    In:     the machine's record; the decision with the fields that it changes; who, when (UTC);
            `seen`, the number of the newest judgement that the person saw, 0 for none.
    Out:    the judgement as it is kept.
    Raises: EarlierJudgement when there is a newer one than `seen`; nothing is written then.
    """
    with writing(connection):
        held = newest(connection, [record.id]).get(record.id)
        if held is not None and held.number != seen:
            raise EarlierJudgement(held)
        (number,) = connection.execute(
            "INSERT INTO corrections (record, decision, fields, machine, author, made, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (
                record.id,
                decision,
                json.dumps(dict(changed), ensure_ascii=False, sort_keys=True),
                to_json(record),
                author,
                made,
                note,
            ),
        ).fetchone()
    return Judgement(
        number=number, record=record.id, decision=decision, fields=changed, author=author,
        made=made, note=note,
    )  # fmt: skip


_COLUMNS = "number, record, decision, fields, author, made, note"


def newest(connection: sqlite3.Connection, records: Iterable[str]) -> dict[str, Judgement]:
    """The newest judgement of each record that has one. Raises: nothing."""
    found = {}
    for each in records:
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM corrections WHERE record = ? ORDER BY number DESC LIMIT 1",  # noqa: S608 - ours
            (each,),
        ).fetchone()
        if row:
            found[each] = _judgement(row)
    return found


def history(connection: sqlite3.Connection, record: str) -> list[Judgement]:
    """All judgements of a record, the newest first. Raises: nothing."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM corrections WHERE record = ? ORDER BY number DESC",  # noqa: S608 - ours
        (record,),
    )
    return [_judgement(row) for row in rows]


def judged(
    connection: sqlite3.Connection, *, limit: int = -1, before: int = 0
) -> list[tuple[Judgement, str]]:
    """The newest judgement of each judged record with the machine's record as JSON, the newest
    first. Raises: nothing."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, machine FROM corrections WHERE number IN"  # noqa: S608 - ours
        " (SELECT max(number) FROM corrections GROUP BY record) AND (:before = 0 OR"
        " number < :before) ORDER BY number DESC LIMIT :limit",
        {"before": before, "limit": limit},
    )
    return [(_judgement(row[:7]), row[7]) for row in rows]


def _judgement(row: tuple[Any, ...]) -> Judgement:
    number, record, decision, changed, author, made, note = row
    return Judgement(
        number=number, record=record, decision=decision, fields=json.loads(changed),
        author=author, made=made, note=note,
    )  # fmt: skip


def plain_parties(parties: Sequence[Party]) -> list[dict[str, str | None]]:
    """Parties as a form shows them: words, code, sector. Raises: nothing."""
    return [
        {"text": each.entity_text, "code": each.code, "sector": each.sector} for each in parties
    ]


def values_of(record: Told) -> dict[str, Any]:
    """The fields of a record that a person may put right, with their values. Raises: nothing."""
    values: dict[str, Any] = {}
    for name in EDITED[record.record]:
        if isinstance(record, Event) and name == "country":
            values[name] = record.event_loc.country
        elif isinstance(record, Event) and name in SIZES:
            values[name] = getattr(record.size, name)
        else:
            values[name] = getattr(record, name)
    if isinstance(record, Event):
        values |= {role: plain_parties(getattr(record, role)) for role in ROLES}
    return values


def as_judged(record: Told, judgement: Judgement | None) -> Told:
    """A record as a person put it right; the machine's own where nobody did. Raises: nothing."""
    changed = dict(judgement.fields) if judgement else {}
    if not changed:
        return record
    match record:
        case Event():
            return _event(record, changed)
        case Statement() | Figure() | Resolution():
            known = {each.name for each in fields(record)}
            kept = {name: value for name, value in changed.items() if name in known}
            return cast(Told, replace(record, **kept))


def _event(event: Event, changed: dict[str, Any]) -> Event:
    told: dict[str, Any] = {
        name: changed[name] for name in ("status", "date", "planned_for") if name in changed
    }
    kind = changed.get("event_type", event.event_type)
    mode = changed.get("mode", event.mode)
    if (kind, mode) != (event.event_type, event.mode):
        told |= {
            "event_type": kind, "mode": mode, "modes": (mode,) if mode else (),
            "cameo": cameo_of(kind, mode), "quad_code": quad_code(kind),
            "event_scale": event_scale(kind, mode),
        }  # fmt: skip
    if "country" in changed:
        told["event_loc"] = replace(event.event_loc, country=changed["country"])
    sizes = {name: changed[name] for name in SIZES if name in changed}
    if sizes:
        told["size"] = Size(
            **{"arrested": event.size.arrested, "participants": event.size.participants,
               "dead": event.size.dead, "injured": event.size.injured} | sizes
        )  # fmt: skip
    for role in ROLES:
        if role in changed:
            told[role] = tuple(_party(each, getattr(event, role)) for each in changed[role])
    return replace(event, **told)


def _party(told: Mapping[str, str | None], machine: Sequence[Party]) -> Party:
    sector = told["sector"]
    sectors = (sector,) if sector else ()
    for party in machine:
        if party.entity_text == told["text"]:
            if (party.code, party.sector) == (told["code"], sector):
                return party
            return replace(party, code=told["code"], sector=sector, sectors=sectors)
    return Party(code=told["code"], sector=sector, sectors=sectors, entity_text=told["text"])
