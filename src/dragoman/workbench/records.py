"""The pages of one article and of one record."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.records import Event
from dragoman.store.errors import StoreError
from dragoman.workbench import marks
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.correcting import newest
from dragoman.workbench.desk import MissingError, json_answer
from dragoman.workbench.filters import FilterError
from dragoman.workbench.sheet import record_sheet
from dragoman.workbench.shown import open_article, open_record
from dragoman.workbench.tables import plain

router = APIRouter()


@router.get("/articles/{article_id}.json", response_class=Response)
def article_as_json(desk: TheDesk, article_id: str) -> Response:
    """An article with its records as JSON."""
    with desk.opened() as connection:
        article, _, told = open_article(connection, article_id)
    return json_answer({"article": plain(article), "records": [plain(each) for each in told]})


@router.get("/articles/{article_id}", response_class=Response)
def article(request: Request, desk: TheDesk, article_id: str) -> Response:
    """An article with its actors, acts and recipients marked."""
    at = request.query_params.get("at", "")
    if at and not (at.isascii() and at.isdigit() and len(at) < 12):
        raise FilterError(f"at: {at!r} is no place in a page; give a whole number")
    with desk.opened() as connection:
        found, text, told = open_article(connection, article_id)
        judged = newest(connection, [each.id for each in told])
    here = list(marks.records_at(found, told, int(at))) if at else []
    return desk.page(
        request, "article.html", article=found, blocks=marks.blocks(found, text, told),
        records=told, judged=judged, here=here,
    )  # fmt: skip


@router.get("/records/{record_id}.json", response_class=Response)
def record_as_json(desk: TheDesk, record_id: str) -> Response:
    """A record as JSON, with the newest judgement of it."""
    with desk.opened() as connection:
        opened = open_record(connection, record_id)
        judgement = newest(connection, [record_id]).get(record_id)
    told = {
        "decision": judgement.decision, "fields": dict(judgement.fields), "made": judgement.made,
        "author": judgement.author, "note": judgement.note,
    } if judgement else None  # fmt: skip
    return json_answer({"record": plain(opened.record), "judgement": told})


@router.get("/records/{record_id}", response_class=Response)
def record(request: Request, desk: TheDesk, record_id: str) -> Response:
    """A record: every field with the words that it came from, and the form to judge it."""
    if record_id.startswith("a-"):
        return RedirectResponse(f"/articles/{record_id}", 307)
    return record_sheet(request, desk, record_id)


@router.get("/records/{record_id}/why", response_class=Response)
def why(request: Request, desk: TheDesk, record_id: str) -> Response:
    """Why an event was coded: the likeliest types, and the words that carried them."""
    from dragoman.store.store import Store
    from dragoman.store.why import why_lines

    with Store.open(desk.store, create=False) as store:
        try:
            shown = store.show(record_id)
        except StoreError as error:
            raise MissingError(f"there is no record {record_id!r}") from error
        if not isinstance(shown.record, Event):
            raise MissingError("only events are explained; go back to the record")
        lines = why_lines(shown, desk.store)
    told = [(line.label, "".join(piece.text for piece in line.pieces)) for line in lines]
    return desk.page(request, "why.html", lines=told, record=shown.record)
