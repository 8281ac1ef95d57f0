"""The lists: events, statements, figures, resolutions, articles; as pages, JSON, CSV."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.ontology import event_types
from dragoman.workbench import listing
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.correcting import newest
from dragoman.workbench.desk import json_answer
from dragoman.workbench.filters import KINDS, NAMES, STATUSES, read_filters
from dragoman.workbench.tables import articles_csv, listing_csv, listing_json, plain

router = APIRouter()
SHOWN, SENT = 50, 1_000
# For the description of the interface: the filters are read from the address by hand, so that a
# wrong one is named.
PARAMETERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
        for name in NAMES
    ]
}


def _found(request: Request, desk: TheDesk, kind: str, limit: int) -> tuple[Any, Any, Any]:
    filters = read_filters(request.query_params.multi_items(), kind, limit=limit)
    with desk.opened() as connection:
        found = listing.find(connection, filters)
        judged = newest(connection, [row.record.id for row in found.rows])
    return found, filters, {each: judgement.decision for each, judgement in judged.items()}


def _page(kind: str) -> Callable[[Request, TheDesk], Response]:
    def page(request: Request, desk: TheDesk) -> Response:
        found, filters, judged = _found(request, desk, kind, SHOWN)
        with desk.opened() as connection:
            articles = listing.articles(connection, filters.q, limit=5) if filters.q else []
        return desk.page(
            request, "list.html", found=found, filters=filters, judged=judged, kind=kind,
            articles=articles, types=event_types(), statuses=STATUSES,
        )  # fmt: skip

    return page


def _json(kind: str) -> Callable[[Request, TheDesk], Response]:
    def answer(request: Request, desk: TheDesk) -> Response:
        found, filters, judged = _found(request, desk, kind, SENT)
        return listing_json(found, filters, judged)

    return answer


def _csv(kind: str) -> Callable[[Request, TheDesk], Response]:
    def answer(request: Request, desk: TheDesk) -> Response:
        found, _, judged = _found(request, desk, kind, SENT)
        return listing_csv(found, kind, judged)

    return answer


for _kind in KINDS:
    for _suffix, _make in (("", _page), (".json", _json), (".csv", _csv)):
        router.add_api_route(
            f"/{_kind}s{_suffix}", _make(_kind), methods=["GET"], openapi_extra=PARAMETERS,
            summary=f"{_kind.capitalize()}s{_suffix and f' as {_suffix[1:].upper()}'}",
            name=f"{_kind}s{_suffix}", response_class=Response, response_model=None,
        )  # fmt: skip


@router.get("/articles", response_class=Response)
def articles(request: Request, desk: TheDesk) -> Response:
    """Articles, those added last first."""
    filters = read_filters(request.query_params.multi_items(), "article", limit=SHOWN)
    with desk.opened() as connection:
        found = listing.articles(
            connection, filters.q, limit=filters.limit + 1, before=filters.before
        )
    following = found[filters.limit - 1][0] if len(found) > filters.limit else 0
    return desk.page(
        request, "articles.html", found=[each for _, each in found[: filters.limit]],
        filters=filters, following=following,
    )  # fmt: skip


@router.get("/articles.json", response_class=Response)
def articles_as_json(request: Request, desk: TheDesk) -> Response:
    """Articles as JSON."""
    filters = read_filters(request.query_params.multi_items(), "article", limit=SENT)
    with desk.opened() as connection:
        found = listing.articles(connection, filters.q, limit=filters.limit, before=filters.before)
    following = found[-1][0] if len(found) == filters.limit else 0
    return json_answer(
        {
            "next": f"?{filters.address(before=following)}" if following else None,
            "items": [plain(each) for _, each in found],
        }
    )


@router.get("/articles.csv", response_class=Response)
def articles_as_csv(request: Request, desk: TheDesk) -> Response:
    """Articles as CSV."""
    filters = read_filters(request.query_params.multi_items(), "article", limit=SENT)
    with desk.opened() as connection:
        found = listing.articles(connection, filters.q, limit=filters.limit, before=filters.before)
    return articles_csv([each for _, each in found])
