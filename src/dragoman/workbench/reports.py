"""Other reports of the same event, where the store knows which pages tell the same."""

from __future__ import annotations

import sqlite3

from dragoman.store.forms import Told
from dragoman.workbench.listing import Row, by_ids


def reports_of(connection: sqlite3.Connection, record: Told) -> tuple[Row, ...]:
    """List other reports of what a record tells. Raises: nothing."""
    return by_ids(connection, [])
