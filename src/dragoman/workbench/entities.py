"""The page of one person or body: offices, acts, statements, with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.ontology.countries import countries
from dragoman.records import Event, Party, Statement
from dragoman.store.printable import on_one_line
from dragoman.workbench import listing
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.correcting import newest
from dragoman.workbench.desk import MissingError, json_answer, party_name
from dragoman.workbench.filters import Filters
from dragoman.workbench.listing import Listing, Row
from dragoman.workbench.tables import plain

router = APIRouter()
# Of so many newest records the offices, names and counterparts are taken.
LOOKED_AT = 500
SHOWN = 40


class Office(NamedTuple):
    """An office that pages give somebody, with the first and the last day of those pages."""

    office: str
    first: str
    last: str
    records: int


class Known(NamedTuple):
    """What the newest records tell of somebody; `others` are keys, names and how often."""

    name: str
    codes: tuple[str, ...]
    offices: tuple[Office, ...]
    others: tuple[tuple[str, str, int], ...]


@router.get("/entities/{key}.json", response_class=Response)
def entity_as_json(desk: TheDesk, key: str) -> Response:
    """A person or body as JSON: names, offices, counterparts, the newest acts and statements."""
    with desk.opened() as connection:
        acts, statements = (_found(connection, key, kind) for kind in ("event", "statement"))
    known = known_of(key, (*acts.rows, *statements.rows))
    if known is None:
        raise _missing(key)
    return json_answer(
        {
            "key": key, "name": known.name, "codes": list(known.codes),
            "offices": [each._asdict() for each in known.offices],
            "with": [{"key": k, "name": name, "records": n} for k, name, n in known.others],
            "events": [plain(row.record) for row in acts.rows[:SHOWN]],
            "statements": [plain(row.record) for row in statements.rows[:SHOWN]],
        }
    )  # fmt: skip


@router.get("/entities/{key}", response_class=Response)
def entity(request: Request, desk: TheDesk, key: str) -> Response:
    """A person or body: offices as pages tell them, acts, statements, with whom."""
    with desk.opened() as connection:
        acts, statements = (_found(connection, key, kind) for kind in ("event", "statement"))
        shown = [*acts.rows[:SHOWN], *statements.rows[:SHOWN]]
        judged = newest(connection, [row.record.id for row in shown])
    known = known_of(key, (*acts.rows, *statements.rows))
    if known is None:
        raise _missing(key)
    return desk.page(
        request, "entity.html", key=key, known=known, acts=acts, statements=statements, most=SHOWN,
        judged={each: judgement.decision for each, judgement in judged.items()},
    )  # fmt: skip


def _found(connection: object, key: str, kind: str) -> Listing:
    return listing.find(connection, Filters(kind=kind, party=key, limit=LOOKED_AT))  # type: ignore[arg-type]


def _missing(key: str) -> MissingError:
    return MissingError(
        f"no record names {on_one_line(key)[:80]!r}; search for a name, "
        "or give a country's code, as /entities/PAK"
    )


def known_of(key: str, rows: Iterable[Row]) -> Known | None:
    """Put together what records tell of somebody.

    In:     an entity's key, a code or a whole name; records that name it, the newest first.
    Out:    the usual name, codes, offices with their days, counterparts; None where no record
            names it. Raises: nothing.
    """
    names: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    offices: dict[str, list[str]] = {}
    others: Counter[tuple[str, str]] = Counter()
    for row in rows:
        parties = list(_parties(row))
        own = [each for each in parties if _is(each, key)]
        for party in own:
            names[party_name(party)] += 1
            codes[".".join(filter(None, (party.code, party.sector)))] += 1
            if party.office:
                offices.setdefault(party.office, []).append(row.day.isoformat() if row.day else "")
        if own:
            others.update(
                {(_key(each), party_name(each)) for each in parties
                 if each not in own and _key(each)}
            )  # fmt: skip
    if not names:
        return None
    country = {each.code: each.name for each in countries()}.get(key.upper())
    return Known(
        country or names.most_common(1)[0][0],
        tuple(code for code, _ in codes.most_common(6) if code),
        tuple(
            Office(office, min(filter(None, days), default=""), max(days), len(days))
            for office, days in sorted(offices.items(), key=lambda each: -len(each[1]))
        ),
        tuple((k, name, count) for (k, name), count in others.most_common(12)),
    )


def _parties(row: Row) -> Iterator[Party]:
    match row.record:
        case Event() as event:
            yield from (*event.actor, *event.recipient)
        case Statement() as said:
            yield from (*said.speaker, *said.addressee, *said.about)


def _is(party: Party, key: str) -> bool:
    told = (party.entity, party.code, party.name, f"{party.code}.{party.sector}")
    return key.casefold() in {each.casefold() for each in told if each}


def _key(party: Party) -> str:
    return party.entity or party.code or ""
