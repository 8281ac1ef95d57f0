"""The review queue: one after the other, the records that teach most."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.workbench.asking import TheDesk
from dragoman.workbench.desk import json_answer
from dragoman.workbench.tables import plain
from dragoman.workbench.teaching import worth_asking

router = APIRouter()
SHOWN = 30


@router.get("/review", response_class=Response)
def queue(request: Request, desk: TheDesk) -> Response:
    """The events whose judgement teaches most, with the reasons."""
    with desk.opened() as connection:
        found = worth_asking(connection, SHOWN)
        (done,) = connection.execute("SELECT count(DISTINCT record) FROM corrections").fetchone()
    return desk.page(request, "review.html", found=found, done=done)


@router.get("/review.json", response_class=Response)
def queue_as_json(desk: TheDesk) -> Response:
    """The review queue as JSON."""
    with desk.opened() as connection:
        found = worth_asking(connection, SHOWN)
    items = [
        plain(each.row.record) | {"weight": round(each.weight, 4), "reasons": list(each.reasons)}
        for each in found
    ]
    return json_answer({"items": items})


@router.get("/review/next", response_class=Response)
def following(desk: TheDesk) -> Response:
    """The next record of the queue; the queue itself when it is empty."""
    with desk.opened() as connection:
        found = worth_asking(connection, 1)
    if not found:
        return RedirectResponse("/review", 303)
    return RedirectResponse(f"/records/{quote(found[0].row.record.id)}?from=review", 303)
