"""Records as rows of JSON and CSV for the lists' `.json` and `.csv`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi.responses import Response

from dragoman.jsonl import to_dict
from dragoman.records import Article, Event, Figure, Record, Resolution, Statement
from dragoman.workbench.desk import csv_answer, json_answer, party_names
from dragoman.workbench.exporting import file_name
from dragoman.workbench.filters import Filters
from dragoman.workbench.listing import Listing

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "event": ("id", "date", "event_type", "mode", "status", "quad_code", "event_scale", "cameo",
              "actor_code", "actor_name", "recipient_code", "recipient_name", "said_by",
              "country", "planned_for", "confidence", "judgement", "file", "article", "start",
              "end", "event_text", "text"),
    "statement": ("id", "date", "speaker", "addressee", "about", "words", "quoted", "confidence",
                  "judgement", "file", "article", "start", "end"),
    "figure": ("id", "text", "value", "unit", "what", "of", "to", "period", "confidence",
               "judgement", "file", "article", "start", "end"),
    "resolution": ("id", "date", "title", "symbol", "body", "stage", "how", "sponsor", "yes", "no",
                   "abstain", "next", "session", "thread", "confidence", "judgement", "file",
                   "article", "start", "end"),
}  # fmt: skip
ARTICLE = ("id", "title", "source", "published", "updated", "place", "language", "file")


def plain(record: Record) -> dict[str, Any]:
    """A record as JSON values, its file without the folders of this machine. Raises: nothing."""
    return to_dict(record) | {"file": file_name(record.file)}


def listing_json(found: Listing, filters: Filters, judged: Mapping[str, str]) -> Response:
    """A list in JSON: how many, where to go on, the records. Raises: nothing."""
    going_on = filters.address(before=found.next) if found.next else None
    return json_answer(
        {
            "total": found.total,
            "next": going_on and f"?{going_on}",
            "items": [
                plain(row.record)
                | {"day": row.day and row.day.isoformat(), "judgement": judged.get(row.record.id)}
                for row in found.rows
            ],
        }
    )


def listing_csv(found: Listing, kind: str, judged: Mapping[str, str]) -> Response:
    """A list in CSV. Raises: nothing."""
    columns = COLUMNS[kind]
    rows = (
        [_CELLS.get(name, _field(name))(row.record, judged) for name in columns]
        for row in found.rows
    )
    return csv_answer(f"{kind}s", columns, rows)


def articles_csv(found: Sequence[Article]) -> Response:
    """A list of articles in CSV. Raises: nothing."""
    return csv_answer(
        "articles", ARTICLE, ([plain(each)[name] for name in ARTICLE] for each in found)
    )


Cell = Callable[[Any, Mapping[str, str]], object]


def _field(name: str) -> Cell:
    def cell(record: Event | Statement | Figure | Resolution, _judged: object) -> object:
        value = getattr(record, name)
        return "; ".join(map(str, value)) if isinstance(value, tuple) else value

    return cell


def _codes(role: str) -> Cell:
    return lambda record, _: "; ".join(each.code or "" for each in getattr(record, role))


def _names(role: str) -> Cell:
    return lambda record, _: party_names(getattr(record, role))


def _start(record: Any, _judged: object) -> object:
    return record.text_info.start if isinstance(record, Event) else record.start


def _end(record: Any, _judged: object) -> object:
    return record.text_info.end if isinstance(record, Event) else record.end


_CELLS: Mapping[str, Cell] = {
    "actor_code": _codes("actor"),
    "actor_name": _names("actor"),
    "recipient_code": _codes("recipient"),
    "recipient_name": _names("recipient"),
    "said_by": _names("said_by"),
    "speaker": _names("speaker"),
    "addressee": _names("addressee"),
    "about": _names("about"),
    "country": lambda record, _: record.event_loc.country,
    "period": lambda record, _: record.period and record.period.text,
    "judgement": lambda record, judged: judged.get(record.id),
    "file": lambda record, _: file_name(record.file),
    "start": _start,
    "end": _end,
}
