"""What commands print: records as lines, events as a table, finds of a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import UnknownCode
from dragoman.export import csv_lines, event_rows
from dragoman.jsonl import to_json
from dragoman.records import Event

if TYPE_CHECKING:
    from dragoman.pipeline import Coded
    from dragoman.store import Hit

KINDS = ("article", "event", "statement", "figure", "resolution")
TABLE_COLUMNS = ("date", "event", "actor", "recipient", "status", "sure", "words")


def check_kinds(records: str | None) -> frozenset[str]:
    """Read the list of record kinds that a user wants; nothing given means all.

    Raises: UnknownCode for a kind that does not exist.
    """
    if not records:
        return frozenset(KINDS)
    wanted = [kind.strip() for kind in records.split(",")]
    for kind in wanted:
        if kind not in KINDS:
            raise UnknownCode(kind, what="record kind", known=KINDS)
    return frozenset(wanted)


def record_lines(coded: Iterable[Coded], layout: str, kinds: frozenset[str]) -> Iterator[str]:
    """Coded documents as lines, document by document, in one of the layouts jsonl, csv, table.

    Raises: what `coded` raises.
    """
    if layout == "jsonl":
        for document in coded:
            for record in document.records:
                if record.record in kinds:
                    yield to_json(record)
        return
    if layout == "csv":
        for i, document in enumerate(coded):
            yield from csv_lines(document.events, header=i == 0)
        return
    yield from table_lines(event for document in coded for event in document.events)


def table_lines(events: Iterable[Event]) -> Iterator[str]:
    """Events as a table for a person; characters that could steer a terminal are taken out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=False)
    table = Table(*TABLE_COLUMNS, box=box.SIMPLE, pad_edge=False)
    for event, row in zip(*_twice(events), strict=True):
        kind = f"{event.event_type} {event.mode}" if event.mode else event.event_type
        table.add_row(
            *(
                _printable(cell)
                for cell in (
                    event.date or "",
                    kind,
                    _party(row["actor_code"], row["actor_sector"], row["actor_name"]),
                    _party(row["recipient_code"], row["recipient_sector"], row["recipient_name"]),
                    event.status,
                    f"{event.confidence:.2f}",
                    event.event_text,
                )
            )
        )
    with console.capture() as captured:
        console.print(table, markup=False)
    yield from captured.get().splitlines()


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Finds of a search: id, what it is, where, and its words."""
    for hit in hits:
        what = " ".join(filter(None, (hit.event_type or hit.kind, hit.mode, hit.date)))
        yield f"{hit.record_id}  {what}  {hit.file}"
        yield f"    {hit.snippet}"


def _twice(events: Iterable[Event]) -> tuple[list[Event], list[dict[str, object]]]:
    kept = list(events)
    return kept, list(event_rows(kept))


def _party(code: object, sector: object, name: object) -> str:
    return " ".join(str(part) for part in (code, sector, name) if part)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
