"""The audit queue: a random sample, judged blind, that tells how good the records are."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.errors import hint
from dragoman.ontology import event_types
from dragoman.records import Status
from dragoman.store.opening import writing
from dragoman.workbench.asking import Posted, TheDesk
from dragoman.workbench.desk import BadFormError, MissingError, csv_answer, json_answer
from dragoman.workbench.forms import codes
from dragoman.workbench.judging import author_of, keep_author
from dragoman.workbench.measuring import NONE, ROLES, Asked, Measured, items_of, measured
from dragoman.workbench.sampling import MOST, check_numbers, draw

router = APIRouter()
STATUSES = Status.__args__  # type: ignore[attr-defined]
COLUMNS = ("ordinal", "kind", "stratum", "probability", "article", "sentence", "act", "machine",
           "answer")  # fmt: skip
MOST_ACTS = 12


@router.get("/audits", response_class=Response)
def audits(request: Request, desk: TheDesk) -> Response:
    """All audits with their results, and the form to draw one."""
    with desk.opened() as connection:
        numbers = connection.execute("SELECT number FROM audits ORDER BY number DESC").fetchall()
        found = [measured(connection, number) for (number,) in numbers]
    return desk.page(request, "audits.html", found=found, most=MOST)


@router.post("/audits", response_class=Response)
def draw_audit(desk: TheDesk, form: Posted) -> Response:
    """Draw an audit: so many events, so many sentences."""
    events, sentences, seed = (_whole(form, name) for name in ("events", "sentences", "seed"))
    check_numbers((events, sentences))
    with desk.opened() as connection:
        number = draw(connection, events=events, sentences=sentences, seed=seed, made=desk.now())
    return RedirectResponse(f"/audits/{number}", 303)


def _whole(form: dict[str, str], name: str) -> int:
    value = form.get(name, "").strip()
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadFormError(f"{name}: {value!r} is no whole number")
    return int(value)


def _measured(connection: sqlite3.Connection, number: int) -> Measured:
    found = measured(connection, number)
    if found is None:
        raise MissingError(f"there is no audit {number}; see /audits for those that were drawn")
    return found


@router.get("/audits/{number}.json", response_class=Response)
def audit_as_json(desk: TheDesk, number: int) -> Response:
    """An audit's result as JSON; what the machine said is not in it."""
    with desk.opened() as connection:
        found = _measured(connection, number)
    told = {name: value._asdict() for name, value in found.precision.items()}
    return json_answer(
        {
            "number": found.number, "seed": found.seed, "made": found.made, "coder": found.coder,
            "items": found.items, "answered": found.answered, "precision": told,
            "recall": found.recall._asdict(), "methods": found.paragraph,
        }
    )  # fmt: skip


@router.get("/audits/{number}.csv", response_class=Response)
def audit_as_csv(desk: TheDesk, number: int) -> Response:
    """An audit's answered items, each with its stratum and probability, for other programs."""
    with desk.opened() as connection:
        _measured(connection, number)
        items = [each for each in items_of(connection, number) if each.answer is not None]
    rows = [
        (*each[:7], json.dumps(_said(each), ensure_ascii=False),
         json.dumps(each.answer, ensure_ascii=False))
        for each in items
    ]  # fmt: skip
    return csv_answer(f"audit-{number}", COLUMNS, rows)


def _said(each: Asked) -> Any:
    names = ("id", "event_type", "mode", "status", "confidence")
    events = [each.machine] if each.kind == "event" else each.machine
    return [
        {name: event[name] for name in names}
        | {role: [party["code"] for party in event[role]] for role in ROLES}
        for event in events
    ]


@router.get("/audits/{number}", response_class=Response)
def audit(request: Request, desk: TheDesk, number: int) -> Response:
    """An audit: its result so far, the methods paragraph, the next question."""
    with desk.opened() as connection:
        found = _measured(connection, number)
        items = items_of(connection, number)
    open_items = [each for each in items if each.answer is None]
    return desk.page(
        request, "audit.html", found=found, item=open_items[0] if open_items else None,
        types=event_types(), statuses=STATUSES, fault="", typed={},
    )  # fmt: skip


@router.post("/audits/{number}/{ordinal}", response_class=Response)
def answer(request: Request, desk: TheDesk, form: Posted, number: int, ordinal: int) -> Response:
    """Answer a question of an audit; an answer stays as it was given first."""
    with desk.opened() as connection:
        found = _measured(connection, number)
        items = {each.ordinal: each for each in items_of(connection, number)}
        if ordinal not in items:
            raise MissingError(f"audit {number} has no item {ordinal}; go on at /audits/{number}")
        item = items[ordinal]
        try:
            given = _sentence_answer(form) if item.kind == "sentence" else _event_answer(form)
        except BadFormError as error:
            return desk.page(
                request, "audit.html", 400, found=found, item=item, types=event_types(),
                statuses=STATUSES, fault=str(error), typed=form,
            )  # fmt: skip
        with writing(connection):
            connection.execute(
                "UPDATE audit_items SET answer = ?, author = ?, made = ?"
                " WHERE audit = ? AND ordinal = ? AND answer IS NULL",
                (json.dumps(given), author_of(form, desk.author), desk.now(), number, ordinal),
            )
    return keep_author(RedirectResponse(f"/audits/{number}", 303), form, desk.author)


def _event_answer(form: dict[str, str]) -> dict[str, Any]:
    kind = form.get("event_type", "").strip().upper()
    if kind == NONE.upper():
        return {"event_type": NONE}
    _check("event_type", kind, tuple(event_types()))
    status = form.get("status", "")
    _check("status", status, STATUSES)
    told: dict[str, Any] = {"event_type": kind, "status": status}
    for role in ROLES:
        given = form.get(role, "").upper().replace(",", " ").split()
        for code in given:
            _check(role, code, tuple(codes()))
        told[role] = sorted(set(given))
    return told


def _sentence_answer(form: dict[str, str]) -> dict[str, Any]:
    given = form.get("event_types", "").upper().replace(",", " ").split()[:MOST_ACTS]
    if given == [NONE.upper()]:
        given = []
    elif not given:
        raise BadFormError("event_types: write each act's type, or NONE where there is no act")
    for kind in given:
        _check("event_types", kind, tuple(event_types()))
    return {"event_types": sorted(given)}


def _check(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        advice = hint(value, known)
        raise BadFormError(
            f"{name}: {value[:40]!r} is none. {advice if len(advice) < 300 else 'Use PAK, USA …'}"
        )
