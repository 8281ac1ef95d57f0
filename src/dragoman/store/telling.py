"""Which story an event belongs to: the one place where relations, briefs and exports learn it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# The table of stories' reports, and of its columns the event, its story, and whether the event is
# the one that stands for the story. A store without it, or without rows, keeps no stories.
TABLE, EVENT, STORY, CHOSEN = "tellings", "event", "story", "chosen"
AT_ONCE = 500


def stories_of(connection: sqlite3.Connection, events: Sequence[str]) -> Mapping[str, str]:
    """Tell which story each event belongs to.

    In:     a connection in a transaction; ids of events.
    Out:    story by event, for those that have one; nothing where the store keeps no stories, so
            that each event is a story of its own.
    Raises: sqlite3.Error.
    """
    if not _kept(connection, EVENT, STORY):
        return {}
    return dict(_asked(connection, f"{EVENT}, {STORY}", f"{STORY} IS NOT NULL", events))


def retold(connection: sqlite3.Connection, events: Sequence[str]) -> frozenset[str]:
    """Of some events, those for whose story another event stands.

    In, Raises: as above. Out: their ids; none where the store keeps no stories.
    """
    if not _kept(connection, EVENT, STORY, CHOSEN):
        return frozenset()
    rows = _asked(connection, EVENT, f"{STORY} IS NOT NULL AND NOT {CHOSEN}", events)
    return frozenset(row[0] for row in rows)


def _asked(
    connection: sqlite3.Connection, columns: str, condition: str, events: Sequence[str]
) -> Iterator[Any]:
    for first in range(0, len(events), AT_ONCE):
        some = events[first : first + AT_ONCE]
        among = f"{EVENT} IN ({', '.join('?' * len(some))})"
        yield from connection.execute(
            f"SELECT {columns} FROM {TABLE} WHERE {condition} AND {among}",  # noqa: S608 - ours
            some,
        )


def _kept(connection: sqlite3.Connection, *columns: str) -> bool:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (TABLE,))
    return set(columns) <= {name for (name,) in rows}
