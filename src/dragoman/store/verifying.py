"""The store read page by page, for proving it: never more of it in memory than one page."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from dragoman.records import Document


class Held(NamedTuple):
    """One document as it is held: what it was read from, its paths, its records as JSON lines."""

    number: int
    document: Document
    bytes_sha256: str
    coder: str
    paths: tuple[str, ...]
    records: tuple[str, ...]


_WANTED = "number, file, text, text_sha256, reader, bytes_sha256, coder"
_AFTER = (
    f"SELECT {_WANTED} FROM documents WHERE number > ? AND coder = ?"  # noqa: S608 - our own words
    " ORDER BY number LIMIT 1"
)
_AT = (
    f"SELECT {_WANTED} FROM documents"  # noqa: S608
    " WHERE number = (SELECT document FROM paths WHERE path = ?)"
)
_WITH = (
    f"SELECT {_WANTED} FROM documents WHERE bytes_sha256 = ?"  # noqa: S608
    " ORDER BY number LIMIT 1"
)


def coders(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name every coder that coded a document, in order of its name."""
    rows = connection.execute("SELECT DISTINCT coder FROM documents ORDER BY coder")
    return tuple(row[0] for row in rows)


def held_after(connection: sqlite3.Connection, number: int, coder: str) -> Held | None:
    """Give the next document of a coder after a number; None behind the last."""
    row = connection.execute(_AFTER, (number, coder)).fetchone()
    return _held(connection, row) if row else None


def held_at(connection: sqlite3.Connection, path: str) -> Held | None:
    """Give the document that a path holds."""
    row = connection.execute(_AT, (path,)).fetchone()
    return _held(connection, row) if row else None


def held_with(connection: sqlite3.Connection, bytes_sha256: str) -> Held | None:
    """Give the document with this very content."""
    row = connection.execute(_WITH, (bytes_sha256,)).fetchone()
    return _held(connection, row) if row else None


def path_after(connection: sqlite3.Connection, folder: str, path: str) -> str | None:
    """Give the next path below a folder ("…/"), in order of its name, after the path named."""
    # "0" is the character behind "/": what lies between begins with the folder's name.
    row = connection.execute(
        "SELECT path FROM paths WHERE path > ? AND path < ? ORDER BY path LIMIT 1",
        (max(path, folder), f"{folder[:-1]}0"),
    ).fetchone()
    return str(row[0]) if row else None


def _held(connection: sqlite3.Connection, row: tuple[int, str, str, str, str, str, str]) -> Held:
    number, file, text, text_sha256, reader, bytes_sha256, coder = row
    paths = connection.execute(
        "SELECT path FROM paths WHERE document = ? ORDER BY path <> ?, number", (number, file)
    )
    records = connection.execute(
        "SELECT json FROM (SELECT 0 AS kind, ordinal, json FROM articles WHERE document = :number"
        " UNION ALL SELECT 1, ordinal, json FROM records WHERE document = :number)"
        " ORDER BY kind, ordinal",
        {"number": number},
    )
    return Held(
        number=number,
        document=Document(file=file, text=text, text_sha256=text_sha256, reader=reader),
        bytes_sha256=bytes_sha256,
        coder=coder,
        paths=tuple(path for (path,) in paths),
        records=tuple(json for (json,) in records),
    )
