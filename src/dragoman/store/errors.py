"""What can go wrong with a store, said so that a user can act on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import DragomanError

_ADVICE = {
    sqlite3.SQLITE_BUSY: "another process is writing to this store; run again when it is done",
    sqlite3.SQLITE_LOCKED: "another process is writing to this store; run again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full and the page was not added; free some space, run again",
    sqlite3.SQLITE_READONLY: "this store can't be written; check the rights of file and folder",
    sqlite3.SQLITE_PERM: "this store can't be opened; check the rights of file and folder",
    sqlite3.SQLITE_CANTOPEN: "this store can't be opened; check the rights of file and folder",
    sqlite3.SQLITE_IOERR: "the disk gave an error; check it, then run again",
    sqlite3.SQLITE_NOTADB: "this is no SQLite database; name another file with --store",
    sqlite3.SQLITE_CORRUPT: "this store is damaged; restore a copy, or add the pages to a new one",
    sqlite3.SQLITE_TOOBIG: "a page is too big for the store; split it",
}


class StoreError(DragomanError):
    """The store can't do what was asked: what, where, what to do."""

    def __init__(self, path: Path | str, reason: str) -> None:
        # A path may hold anything: half surrogates and escape sequences print as \x1b and the like.
        shown = str(path) if str(path).isprintable() else ascii(str(path))
        super().__init__(f"{shown}: {reason}")


class PageNotStoredError(StoreError):
    """One page can't be kept; the store is sound, and others still can."""


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another connection holds the lock. Raises: nothing."""
    return _primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def telling(path: Path, page: str | None = None) -> Iterator[None]:
    """Turn SQLite's errors about the store at `path` into StoreErrors with advice.

    In: the store's file; the input being worked on, which is named when its text is at fault.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(path, _advice(error)) from error
    except UnicodeEncodeError as error:
        broken = ascii(error.object[error.start : error.end])
        reason = (
            f"not stored: {broken} in its text or name is no character that UTF-8 can hold; "
            "rename the file or repair the page"
        )
        raise PageNotStoredError(page or path, reason) from error


def _advice(error: sqlite3.Error) -> str:
    if "no such module: fts5" in str(error):
        return "this Python's SQLite has no full-text search (FTS5); use a Python that has it"
    if "Cannot operate on a closed database" in str(error):
        return "the store was closed; open it again"
    return _ADVICE.get(_primary_code(error), f"SQLite says: {error}")


def _primary_code(error: sqlite3.Error) -> int:
    # Extended codes keep the primary one in the low byte; errors of the Python module have none.
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
