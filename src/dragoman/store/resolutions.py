"""The resolution records of a store, with the pages that tell them."""

from __future__ import annotations

import sqlite3

from dragoman.jsonl import from_json
from dragoman.records import Resolution
from dragoman.resolutions.threads import Telling


def tellings(connection: sqlite3.Connection) -> list[Telling]:
    """Every resolution record with its page's headline, day and path, in the order of adding."""
    rows = connection.execute(
        "SELECT records.json, articles.title, coalesce(articles.published, articles.updated),"
        " documents.file FROM records"
        " JOIN articles ON articles.document = records.document AND articles.id = records.article"
        " JOIN documents ON documents.number = records.document"
        " WHERE records.kind = 'resolution' ORDER BY records.document, records.ordinal"
    )
    found = []
    for json, headline, day, file in rows:
        record = from_json(json, where=f"{file} in the store")
        if isinstance(record, Resolution):
            found.append(Telling(record, headline, day, file))
    return found


def of_event(connection: sqlite3.Connection, event: str) -> tuple[str, ...]:
    """The ids of the resolution records that tell the same act as an event."""
    rows = connection.execute(
        "SELECT DISTINCT records.id FROM records, json_each(records.json, '$.events') AS linked"
        " WHERE records.kind = 'resolution' AND linked.value = ? AND (records.document,"
        " records.article) IN (SELECT document, article FROM records WHERE id = ?)"
        " ORDER BY records.document, records.ordinal",
        (event, event),
    )
    return tuple(row[0] for row in rows)
