"""Events as flat rows: for spreadsheets and for the eye."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from dragoman.records import Event, Party

COLUMNS = (
    "id", "date", "event_type", "mode", "quad_code", "event_scale", "cameo", "status",
    "actor_code", "actor_sector", "actor_name", "recipient_code", "recipient_sector",
    "recipient_name", "said_by", "country", "confidence", "file", "article", "start", "end",
    "event_text", "text",
)  # fmt: skip
# A spreadsheet runs a cell that begins so as a formula; pages are hostile input.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

LINE_END = "\r\n"


def event_rows(events: Iterable[Event]) -> Iterator[dict[str, object]]:
    """One flat row for each event; several parties stand in one cell with "; " between.

    In: events. Out: a value for each of COLUMNS. Raises: nothing.
    """
    for event in events:
        row: dict[str, object] = {
            "id": event.id,
            "date": event.date,
            "event_type": event.event_type,
            "mode": event.mode,
            "quad_code": event.quad_code,
            "event_scale": event.event_scale,
            "cameo": event.cameo,
            "status": event.status,
            "said_by": _cell(event.said_by, "entity_text"),
            "country": event.event_loc.country,
            "confidence": event.confidence,
            "file": event.file,
            "article": event.article,
            "start": event.text_info.start,
            "end": event.text_info.end,
            "event_text": event.event_text,
            "text": event.text,
        }
        for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
            row[f"{side}_code"] = _cell(parties, "code")
            row[f"{side}_sector"] = _cell(parties, "sector")
            row[f"{side}_name"] = "; ".join(p.name or p.entity_text or "" for p in parties)
        yield row


def csv_lines(events: Iterable[Event], *, header: bool = True) -> Iterator[str]:
    """Events as lines of CSV (RFC 4180 quoting; no line ends at the lines' ends).

    A cell of text that a spreadsheet would take for a formula gets a leading apostrophe.
    Raises: nothing.
    """
    if header:
        yield _line(COLUMNS)
    for row in event_rows(events):
        yield _line([harmless_cell(row[column]) for column in COLUMNS])


def _cell(parties: Sequence[Party], field: str) -> str:
    return "; ".join(getattr(party, field) or "" for party in parties)


def harmless_cell(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run. Raises: nothing."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def _line(cells: Sequence[object]) -> str:
    written = io.StringIO()
    # The writer quotes a line break only where it belongs to its own line end.
    csv.writer(written, lineterminator=LINE_END).writerow(cells)
    return written.getvalue().removesuffix(LINE_END)
