"""Other reports of the same event, as the store last put stories together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from dragoman.store.forms import Told
from dragoman.workbench.listing import Row, by_ids

MOST = 50


def reports_of(connection: sqlite3.Connection, record: Told) -> tuple[Row, ...]:
    """List other reports of what a record tells, at most MOST. Raises: nothing."""
    rows = connection.execute(
        "SELECT other.event FROM tellings AS own JOIN tellings AS other ON other.story = own.story"
        " WHERE own.event = ? AND other.event <> own.event ORDER BY other.event LIMIT ?",
        (record.id, MOST),
    )
    return by_ids(connection, [row[0] for row in rows])


def disagreeing(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Events that stand for a story whose reports tell different things. Raises: nothing."""
    rows = connection.execute(
        "SELECT event FROM stories WHERE disagree AND NOT EXISTS"
        " (SELECT 1 FROM corrections WHERE corrections.record = stories.event)"
        " ORDER BY reports DESC, event LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def in_dispute(connection: sqlite3.Connection, events: Iterable[str]) -> set[str]:
    """Of some events, those of which other reports tell something else. Raises: nothing."""
    query = (
        "SELECT 1 FROM tellings JOIN stories ON stories.id = tellings.story"
        " WHERE tellings.event = ? AND stories.disagree"
    )
    return {each for each in events if connection.execute(query, (each,)).fetchone()}
