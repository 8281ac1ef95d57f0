"""What commands print: records as lines, events as a table, finds of a search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import UnknownCode
from dragoman.export import csv_lines
from dragoman.jsonl import to_json
from dragoman.records import Event, Party

if TYPE_CHECKING:
    from dragoman.pipeline import Coded
    from dragoman.store import Hit

KINDS = ("article", "event", "statement", "figure", "resolution")
# What a terminal obeys and a spreadsheet has no use for; not a cell's own line ends and tabs.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
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
            for line in csv_lines(document.events, header=i == 0):
                yield harmless(line)
        return
    yield from table_lines(event for document in coded for event in document.events)


def table_lines(events: Iterable[Event]) -> Iterator[str]:
    """Events as a table for a person; characters that could steer a terminal are taken out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    # Plain, whatever standard output is: the lines may go to a file.
    console = Console(color_system=None, force_terminal=False)
    table = Table(*TABLE_COLUMNS, box=box.SIMPLE, pad_edge=False)
    for event in events:
        cells = (
            event.date or "",
            f"{event.event_type} {event.mode}" if event.mode else event.event_type,
            "; ".join(map(_party, event.actor)),
            "; ".join(map(_party, event.recipient)),
            event.status,
            f"{event.confidence:.2f}",
            event.event_text,
        )
        table.add_row(*map(_printable, cells))
    with console.capture() as captured:
        console.print(table, markup=False, emoji=False, highlight=False)
    yield from (line.rstrip() for line in captured.get().splitlines())


def harmless(text: str) -> str:
    """Put a blank for each character that could steer a terminal. Raises: nothing."""
    return CONTROLS.sub(" ", text)


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Finds of a search: id, what it is, where, and its words."""
    for hit in hits:
        what = " ".join(filter(None, (hit.event_type or hit.kind, hit.mode, hit.date)))
        yield f"{hit.record_id}  {what}  {hit.file}"
        yield f"    {hit.snippet}"


def _party(party: Party) -> str:
    return " ".join(filter(None, (party.code, party.sector, party.name or party.entity_text)))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
