"""The page of a record, also when a form came back with a fault, or too late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from fastapi import Request
from fastapi.responses import Response

from dragoman.ontology import event_types, modes, sectors
from dragoman.records import Adoption, Event, Stage, Status
from dragoman.workbench.correcting import (
    ROLES,
    Judgement,
    as_judged,
    history,
    values_of,
)
from dragoman.workbench.desk import Desk
from dragoman.workbench.forms import MOST_PARTIES
from dragoman.workbench.reports import reports_of
from dragoman.workbench.shown import fields_of, open_record, sentence_of


def record_sheet(  # noqa: PLR0913 - what a form may come back with
    request: Request,
    desk: Desk,
    record_id: str,
    *,
    status: int = 200,
    fault: str = "",
    earlier: Judgement | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """Show a record with the form to judge it.

    In:     the record's id; what was wrong with the form, or who was earlier, and what was typed.
    Out:    the page. Raises: MissingError.
    """
    with desk.opened() as connection:
        opened = open_record(connection, record_id)
        made = history(connection, record_id)
        reports = reports_of(connection, opened.record)
    newest = made[0] if made else None
    now = as_judged(opened.record, newest)
    values = values_of(now)
    if typed:
        values |= _typed(values, typed)
    return desk.page(
        request, "record.html", status, record=opened.record, now=now, article=opened.article,
        sentence=sentence_of(opened), fields=fields_of(opened), history=made, values=values,
        roles=ROLES if isinstance(opened.record, Event) else (), fault=fault, earlier=earlier,
        seen=newest.number if newest else 0, reports=reports, choices=_choices(),
        note=(typed or {}).get("note", ""),
        queue=request.query_params.get("from", "") or (typed or {}).get("from", ""),
    )  # fmt: skip


def _choices() -> dict[str, Any]:
    return {
        "event_type": tuple(event_types()),
        "status": get_args(Status),
        "stage": ("", *get_args(Stage)),
        "how": ("", *get_args(Adoption)),
        "modes": {name: tuple(known) for name, known in modes().items() if known},
        "sectors": tuple(sectors()),
    }


def _typed(values: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, so that nobody types twice."""
    kept: dict[str, Any] = {
        name: typed[name] for name in values if name not in ROLES and name in typed
    }
    for role in ROLES:
        if role in values:
            rows = [
                {part: typed.get(f"{role}.{number}.{part}", "") for part in
                 ("text", "code", "sector")}
                for number in range(MOST_PARTIES)
            ]  # fmt: skip
            kept[role] = [row for row in rows if any(row.values())]
    return kept
