"""Texts before intergovernmental bodies, each through its stages, with the recorded votes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.ontology.countries import countries
from dragoman.resolutions.show import country_name
from dragoman.resolutions.threads import Thread
from dragoman.store.printable import on_one_line
from dragoman.store.store import Store
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.desk import Desk, MissingError, csv_answer, json_answer
from dragoman.workbench.filters import FilterError
from dragoman.workbench.tables import plain

router = APIRouter()
COLUMNS = ("thread", "title", "symbols", "sponsors", "body", "stage", "how", "yes", "no",
           "abstain", "date", "next", "pages")  # fmt: skip
NAMES = ("body", "sponsor", "open")


def _threads(request: Request, desk: Desk) -> tuple[list[Thread], dict[str, str]]:
    asked = {}
    for name, value in request.query_params.multi_items():
        if name not in NAMES:
            raise FilterError(f"{name}: there is no such filter; use {', '.join(NAMES)}")
        asked[name] = value.strip()
    with Store.open(desk.store) as store:
        found = store.threads()
    body, sponsor = asked.get("body", "").casefold(), asked.get("sponsor", "").upper()
    chosen = [
        each
        for each in found
        if (not body or any((step.body or "").casefold() == body for step in each.steps))
        and (not sponsor or sponsor in each.sponsors)
        and (not asked.get("open") or each.is_open)
    ]
    return chosen, asked


def _row(each: Thread) -> tuple[object, ...]:
    last = each.last.best
    return (
        each.id, each.title, "; ".join(each.symbols), "; ".join(each.sponsors), each.last.body,
        each.last.stage, last.how, last.yes, last.no, last.abstain, each.last.date, each.next,
        each.pages,
    )  # fmt: skip


@router.get("/threads", response_class=Response)
def all_threads(request: Request, desk: TheDesk) -> Response:
    """Texts before intergovernmental bodies: where each stands, and what comes next."""
    found, asked = _threads(request, desk)
    bodies = sorted({step.body for each in found for step in each.steps if step.body})
    return desk.page(request, "threads.html", found=found, asked=asked, bodies=bodies)


@router.get("/threads.json", response_class=Response)
def threads_as_json(request: Request, desk: TheDesk) -> Response:
    """The texts as JSON."""
    found, _ = _threads(request, desk)
    return json_answer({"items": [dict(zip(COLUMNS, _row(each), strict=True)) for each in found]})


@router.get("/threads.csv", response_class=Response)
def threads_as_csv(request: Request, desk: TheDesk) -> Response:
    """The texts as CSV."""
    found, _ = _threads(request, desk)
    return csv_answer("threads", COLUMNS, map(_row, found))


def _one(found: Sequence[Thread], asked: str) -> Thread:
    for each in found:
        held = {telling.resolution.id for step in each.steps for telling in step.tellings}
        if asked == each.id or asked in held:
            return each
    raise MissingError(
        f"there is no text {on_one_line(asked)[:60]!r}; see /threads for all that pages tell"
    )


def _opened(desk: Desk, asked: str, state: str) -> dict[str, Any]:
    if state and state not in {each.code for each in countries()}:
        raise FilterError(f"country: {state!r} is no country's code; write it as PAK")
    with Store.open(desk.store) as store:
        thread = _one(store.threads(), asked)
        votes = [] if thread.part else store.votes_on(thread.title, thread.symbols, state or None)
        imported = store.holds_votes()
    return {"thread": thread, "votes": votes, "imported": imported, "state": state}


@router.get("/threads/{thread_id}.json", response_class=Response)
def thread_as_json(desk: TheDesk, thread_id: str) -> Response:
    """One text through its stages as JSON."""
    thread = _opened(desk, thread_id, "")["thread"]
    steps = [
        {"body": step.body, "stage": step.stage, "date": step.date,
         "records": [plain(telling.resolution) for telling in step.tellings]}
        for step in thread.steps
    ]  # fmt: skip
    return json_answer(dict(zip(COLUMNS, _row(thread), strict=True)) | {"steps": steps})


@router.get("/threads/{thread_id}", response_class=Response)
def thread(request: Request, desk: TheDesk, thread_id: str) -> Response:
    """One text through its stages, and the recorded votes on it through the years."""
    state = request.query_params.get("country", "").strip().upper()
    told = _opened(desk, thread_id, state)
    return desk.page(request, "thread.html", country=country_name, **told)
