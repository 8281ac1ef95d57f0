"""Judging records, and what was judged, to be taken away."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.workbench.asking import Posted, TheDesk
from dragoman.workbench.correcting import (
    DECISIONS,
    Decision,
    EarlierJudgement,
    Judgement,
    judge,
    judged,
)
from dragoman.workbench.desk import AUTHOR, BadFormError, csv_answer, download, json_answer
from dragoman.workbench.exporting import gold_lines, reviewed
from dragoman.workbench.forms import FieldError, changed_fields
from dragoman.workbench.listing import told
from dragoman.workbench.sheet import record_sheet
from dragoman.workbench.shown import open_record
from dragoman.workbench.tables import plain

router = APIRouter()
LONGEST_NAME, LONGEST_NOTE = 80, 2_000
A_YEAR = 365 * 24 * 3600
COLUMNS = ("record", "decision", "author", "made", "fields", "note")


@router.post("/records/{record_id}", response_class=Response)
def judge_record(request: Request, desk: TheDesk, form: Posted, record_id: str) -> Response:
    """Accept, correct or reject a record."""
    decision = form.get("decision", "")
    if decision not in DECISIONS:
        raise BadFormError(f"decision: {decision!r} is none; use {', '.join(DECISIONS)}")
    try:
        _judge(desk, form, record_id, cast(Decision, decision))
    except FieldError as error:
        return record_sheet(request, desk, record_id, status=400, fault=str(error), typed=form)
    except EarlierJudgement as news:
        return record_sheet(
            request, desk, record_id, status=409, earlier=news.judgement, typed=form
        )
    onward = "/review/next" if form.get("from") == "review" else f"/records/{quote(record_id)}"
    return keep_author(RedirectResponse(onward, 303), form, desk.author)


def keep_author(answer: Response, form: dict[str, str], usual: str) -> Response:
    """Let the browser remember who judges. Raises: nothing."""
    name = quote(author_of(form, usual))
    answer.set_cookie(AUTHOR, name, max_age=A_YEAR, httponly=True, samesite="strict")
    return answer


def author_of(form: dict[str, str], usual: str) -> str:
    """Who judges, as the form says. Raises: nothing."""
    return " ".join(form.get("author", "").split())[:LONGEST_NAME] or usual


def _judge(desk: TheDesk, form: dict[str, str], record_id: str, decision: Decision) -> Judgement:
    seen = form.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 18):
        raise BadFormError("seen: the form is broken; open the record's page again")
    with desk.opened() as connection:
        opened = open_record(connection, record_id)
        changed = (
            changed_fields(opened.record, form, opened.text) if decision == "corrected" else {}
        )
        if decision == "corrected" and not changed:
            raise FieldError("nothing differs from the machine's record; accept it instead")
        return judge(
            connection, opened.record, decision, changed, author=author_of(form, desk.author),
            note=form.get("note", "").strip()[:LONGEST_NOTE], made=desk.now(), seen=int(seen),
        )  # fmt: skip


@router.get("/corrections", response_class=Response)
def corrections(request: Request, desk: TheDesk) -> Response:
    """What was judged, the newest first, and the ways to take it away."""
    with desk.opened() as connection:
        found = [(each, told(machine)) for each, machine in judged(connection, limit=200)]
        (total,) = connection.execute("SELECT count(DISTINCT record) FROM corrections").fetchone()
    return desk.page(request, "corrections.html", found=found, total=total)


@router.get("/corrections.json", response_class=Response)
def corrections_as_json(desk: TheDesk) -> Response:
    """The newest judgement of each judged record, with the machine's record beside it."""
    with desk.opened() as connection:
        found = judged(connection)
    items = [
        {
            "record": each.record, "decision": each.decision, "fields": dict(each.fields),
            "author": each.author, "made": each.made, "note": each.note,
            "machine": plain(told(machine)),
        }
        for each, machine in found
    ]  # fmt: skip
    return json_answer({"total": len(items), "items": items})


@router.get("/corrections.csv", response_class=Response)
def corrections_as_csv(desk: TheDesk) -> Response:
    """The newest judgement of each judged record."""
    with desk.opened() as connection:
        found = judged(connection)
    rows = (
        (each.record, each.decision, each.author, each.made,
         "; ".join(f"{name}: {value}" for name, value in each.fields.items()), each.note)
        for each, _ in found
    )  # fmt: skip
    return csv_answer("corrections", COLUMNS, rows)


@router.get("/export/gold.jsonl", response_class=Response)
def gold(desk: TheDesk) -> Response:
    """Reviewed articles in the form of the gold sets, one a line."""
    with desk.opened() as connection:
        lines = "".join(f"{line}\n" for line in gold_lines(reviewed(connection)))
    return download(lines, "gold.jsonl", "application/x-ndjson")


@router.get("/export/corpus.txt", response_class=Response)
def corpus(desk: TheDesk) -> Response:
    """Reviewed articles as documents of the training corpus."""
    from dragoman.workbench.corpus import corpus_lines

    with desk.opened() as connection:
        lines = "".join(f"{line}\n" for line in corpus_lines(reviewed(connection)))
    return download(lines, "desk.txt", "text/plain; charset=utf-8")
