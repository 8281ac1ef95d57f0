"""Which story an event belongs to: the one place where relations, briefs and exports learn it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

# The table of reports and its columns, which come with the stories.
TABLE, EVENT, STORY = "reports", "event", "story"
AT_ONCE = 500


def stories_of(connection: sqlite3.Connection, events: Sequence[str]) -> Mapping[str, str]:
    """Tell which story each event belongs to.

    In:     a connection in a transaction; ids of events.
    Out:    story by event, for those that have one; nothing where the store keeps no stories, so
            that each event is a story of its own.
    Raises: sqlite3.Error.
    """
    if not _kept(connection):
        return {}
    found: dict[str, str] = {}
    for first in range(0, len(events), AT_ONCE):
        some = events[first : first + AT_ONCE]
        marks = ", ".join("?" * len(some))
        found |= connection.execute(
            f"SELECT {EVENT}, {STORY} FROM {TABLE} WHERE {EVENT} IN ({marks})",  # noqa: S608 - ours
            some,
        ).fetchall()
    return found


def _kept(connection: sqlite3.Connection) -> bool:
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (TABLE,)).fetchall()
    return {(EVENT,), (STORY,)} <= set(columns)
