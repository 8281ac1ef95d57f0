"""The pages of a relation: its series as a drawing, from each point to its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.store.store import Store
from dragoman.workbench import chart
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.correcting import newest
from dragoman.workbench.desk import Desk, csv_answer, json_answer
from dragoman.workbench.filters import FilterError, day_filter, sure_filter
from dragoman.workbench.listing import busy_dyads, by_ids
from dragoman.workbench.tables import plain

if TYPE_CHECKING:
    from dragoman.relations import Asked, Choice, Series

router = APIRouter()
NAMES = ("first", "second", "since", "until", "by", "measure", "status", "sector", "type",
         "confidence", "reports")  # fmt: skip
BY = ("month", "week")
LISTED = 200
COLUMNS = ("day", "last", "events", "articles", "out", "back", "mutual", "quad_1", "quad_2",
           "quad_3", "quad_4", "mean", "mean_low", "mean_high", "sum", "sum_low", "sum_high",
           "share", "share_low", "share_high", "coverage")  # fmt: skip
PARAMETERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in NAMES[2:]
    ]
}


class Wanted(NamedTuple):
    """What the address asks: the sides and the time, what counts, how it is shown.

    `query` is the part of the address that says so, without the days.
    """

    asked: Asked
    choice: Choice
    by: str
    measure: str
    query: str
    given: Mapping[str, str]


def wanted(request: Request, first: str, second: str) -> Wanted:
    """Read what a relation's address asks. Raises: FilterError, UnknownCode naming the fault."""
    from dragoman.relations import USUAL, Asked, Choice, side_of

    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in NAMES:
            raise FilterError(f"{name}: there is no such filter; use {', '.join(NAMES)}")
        given[name] = value.strip()
    by, measure = given.get("by") or BY[0], given.get("measure") or "mean"
    for name, value, known in (("by", by, BY), ("measure", measure, tuple(chart.MEASURES))):
        if value not in known:
            raise FilterError(f"{name}: {value!r} is none; use {', '.join(known)}")
    since, until = _days(given)
    choice = Choice(
        statuses=_several(given, "status", USUAL.statuses, str.lower),
        sectors=_several(given, "sector", USUAL.sectors, str.upper),
        types=_several(given, "type", USUAL.types, str.upper),
        least=sure_filter("confidence", given.get("confidence") or "0"),
        once=given.get("reports") not in ("1", "yes", "on"),
    )
    kept = {name: value for name, value in given.items()
            if value and name not in ("first", "second", "since", "until")}  # fmt: skip
    asked = Asked(side_of(first), side_of(second), since, until)
    return Wanted(asked, choice, by, measure, urlencode(kept), given)


def _days(given: Mapping[str, str]) -> tuple[date | None, date | None]:
    since, until = (
        day_filter(name, given[name]) if given.get(name) else None for name in ("since", "until")
    )
    if since and until and until < since:
        raise FilterError(f"until: {until} is before since {since}; swap them")
    return since, until


def _several(
    given: Mapping[str, str], name: str, usual: tuple[str, ...], form: Any
) -> tuple[str, ...]:
    """Several values with commas between; "any" leaves it open; empty is the usual."""
    told = given.get(name, "")
    if not told:
        return usual
    return () if told.lower() == "any" else tuple(form(each.strip()) for each in told.split(","))


def _here(first: str, second: str) -> str:
    return f"/relations/{quote(first, safe='')}/{quote(second, safe='')}"


def _series(desk: Desk, asked: Wanted) -> Series:
    from dragoman.relations import series

    with Store.open(desk.store) as store, store.questions() as connection:
        return series(
            connection, *asked.asked, by=asked.by, choice=asked.choice  # type: ignore[arg-type]
        )  # fmt: skip


@router.get("/relations", response_class=Response)
def relations(request: Request, desk: TheDesk) -> Response:
    """The form that asks for a relation, and the busiest pairs."""
    first = request.query_params.get("first", "").strip()
    second = request.query_params.get("second", "").strip()
    if first:
        others = [(k, v) for k, v in request.query_params.multi_items()
                  if k not in ("first", "second") and v.strip()]  # fmt: skip
        to = f"/relations/{quote(first, safe='')}/{quote(second or 'all', safe='')}"
        return RedirectResponse(f"{to}?{urlencode(others)}" if others else to, 303)
    with desk.opened() as connection:
        dyads = busy_dyads(connection, 30)
    return desk.page(request, "relations.html", dyads=dyads)


@router.get("/relations/{first}/{second}.json", response_class=Response, openapi_extra=PARAMETERS)
def relation_as_json(request: Request, desk: TheDesk, first: str, second: str) -> Response:
    """A relation's series as JSON."""
    return json_answer(asdict(_series(desk, wanted(request, first, second))))


@router.get("/relations/{first}/{second}.csv", response_class=Response, openapi_extra=PARAMETERS)
def relation_as_csv(request: Request, desk: TheDesk, first: str, second: str) -> Response:
    """A relation's series as CSV."""
    found = _series(desk, wanted(request, first, second))
    rows = [
        (p.day, p.last, p.events, p.articles, p.out, p.back, p.mutual, *p.quads,
         p.mean, *(p.mean_band or (None, None)), p.sum, *(p.sum_band or (None, None)),
         p.share, *(p.share_band or (None, None)), p.coverage)
        for p in found.points
    ]  # fmt: skip
    return csv_answer("relation", COLUMNS, rows)


@router.get("/relations/{first}/{second}", response_class=Response, openapi_extra=PARAMETERS)
def relation(request: Request, desk: TheDesk, first: str, second: str) -> Response:
    """A relation over time; each point leads to its events."""
    asked = wanted(request, first, second)
    found = _series(desk, asked)
    return desk.page(
        request, "relation.html", series=found, chart=chart.chart_of(found, asked.measure),
        size=chart, wanted=asked, here=_here(first, second), measures=chart.MEASURES,
    )  # fmt: skip


@router.get("/relations/{first}/{second}/events", response_class=Response, openapi_extra=PARAMETERS)
def relation_events(request: Request, desk: TheDesk, first: str, second: str) -> Response:
    """The events of a relation in a time, the newest first."""
    rows, total, asked = _events(request, desk, first, second)
    with desk.opened() as connection:
        judged = newest(connection, [row.record.id for row in rows])
    return desk.page(
        request, "relation_events.html", rows=rows, total=total, wanted=asked,
        here=_here(first, second),
        judged={each: judgement.decision for each, judgement in judged.items()},
    )  # fmt: skip


@router.get(
    "/relations/{first}/{second}/events.json", response_class=Response, openapi_extra=PARAMETERS
)
def relation_events_as_json(request: Request, desk: TheDesk, first: str, second: str) -> Response:
    """The events of a relation in a time as JSON."""
    rows, total, _ = _events(request, desk, first, second)
    return json_answer({"total": total, "items": [plain(row.record) for row in rows]})


def _events(request: Request, desk: Desk, first: str, second: str) -> tuple[Any, int, Wanted]:
    from dragoman.relations import events_of

    asked = wanted(request, first, second)
    with Store.open(desk.store) as store, store.questions() as connection:
        seen, total = events_of(connection, asked.asked, asked.choice, limit=LISTED)
        rows = by_ids(connection, [each.record for each in seen])
    return rows, total, asked
