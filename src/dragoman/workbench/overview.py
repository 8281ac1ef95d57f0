"""The first page: what is new, what is planned, who deals with whom; and the interface told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.workbench import listing
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.filters import KINDS, Filters

router = APIRouter()
SHOWN, BESIDE = 20, 8


class Endpoint(NamedTuple):
    """One address of the interface; `filters` are what it takes after the question mark."""

    method: str
    path: str
    summary: str
    filters: tuple[str, ...]


@router.get("/", response_class=Response)
def today(request: Request, desk: TheDesk) -> Response:
    """What is new, what is planned, the busiest pairs, resolutions with a next step, figures."""
    with desk.opened() as connection:
        day = listing.newest_day(connection, desk.today())
        told = {
            "events": listing.find(connection, Filters(until=day, limit=SHOWN)),
            "planned": listing.planned(connection, min(day, desk.today()), BESIDE),
            "dyads": listing.busy_dyads(connection, BESIDE),
            "steps": listing.with_next_step(connection, BESIDE),
            "figures": listing.find(connection, Filters(kind="figure", limit=BESIDE)).rows,
            "articles": listing.articles(connection, limit=BESIDE),
            "counts": {kind: listing.count_with(connection, "k", kind) for kind in KINDS},
        }
    return desk.page(request, "today.html", day=day, today=desk.today(), **told)


@router.get("/search", response_class=Response)
def search(request: Request) -> Response:
    """The search of older links: the list of events takes the same filters."""
    query = request.url.query
    return RedirectResponse(f"/events?{query}" if query else "/events", 307)


@router.get("/docs", response_class=Response, include_in_schema=False)
def interface(request: Request, desk: TheDesk) -> Response:
    """The interface told on a page that needs nothing from elsewhere."""
    return desk.page(request, "docs.html", endpoints=list(_endpoints(request.app.openapi())))


def _endpoints(schema: dict[str, Any]) -> Iterator[Endpoint]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            names = (each["name"] for each in told.get("parameters", ()) if each["in"] == "query")
            summary = told.get("description") or told.get("summary") or ""
            yield Endpoint(method.upper(), path, summary, tuple(names))
