"""Opening a store: the file, its settings, its migrations."""

from __future__ import annotations

import sqlite3
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from dragoman.store.errors import StoreError, is_busy, telling

# "DRGM": tells our stores from other programs' SQLite files, which we must not touch.
APPLICATION_ID = 0x4452474D


def connect(path: Path, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open the store at `path`, made if `create`, brought to this version's form.

    In:     the file; whether to make it; how many seconds to wait for another writer.
    Out:    a connection in autocommit mode (transactions are begun by hand).
    Raises: StoreError when there is no store, or the file is another thing, or can't be used.
    """
    _check_place(path, create=create)
    mode = "rwc" if create else "rw"
    with telling(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait, isolation_level=None
        )
        try:
            _prepare(connection, path, create=create, wait=wait)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one writer's lock; all of the block is kept, or none of it."""
    with _transaction(connection, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the store throughout the block, whatever a writer does meanwhile."""
    with _transaction(connection, "BEGIN"):
        yield


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _check_place(path: Path, *, create: bool) -> None:
    try:
        # `stat`, for `exists` takes a loop of symbolic links for a free place.
        kind = path.stat().st_mode
    except FileNotFoundError:
        kind = None
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error
    if kind is None:
        _make_place(path, create=create)
    elif stat.S_ISDIR(kind):
        raise StoreError(path, f"is a folder; name a file, for example {path / 'news.db'}")
    elif not stat.S_ISREG(kind):
        raise StoreError(path, "is not a regular file; name another with --store")


def _make_place(path: Path, *, create: bool) -> None:
    if not create:
        raise StoreError(path, "there is no store here; make one with `dragoman add PATH…`")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError | ValueError) -> StoreError:
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(path, f"can't be used as a store ({reason}); name another file")


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool, wait: float) -> None:
    _check_ours(connection, path, create=create)
    _use_wal(connection, wait)
    connection.execute("PRAGMA foreign_keys = ON")
    # Enough beside WAL to survive a kill; only a power cut can cost the last pages, which the
    # next run then adds.
    connection.execute("PRAGMA synchronous = NORMAL")
    steps = _migrations()
    if _missing(connection, steps):
        with writing(connection):
            _migrate(connection, steps)
    version, known = _pragma(connection, "user_version"), max(steps)
    if version > known:
        reason = f"has form {version}, this Dragoman knows up to {known}; update Dragoman"
        raise StoreError(path, reason)


def _check_ours(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    if _pragma(connection, "application_id") == APPLICATION_ID:
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables:
        raise StoreError(path, "is another program's database; name another file with --store")
    if not create:
        raise StoreError(path, "this store is empty; fill it with `dragoman add PATH…`")


def _use_wal(connection: sqlite3.Connection, wait: float) -> None:
    # SQLite's own busy handler is not asked when two processes make the same store at once.
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _migrate(connection: sqlite3.Connection, steps: Mapping[int, str]) -> None:
    # Read again under the lock: another process may have migrated while we waited for it.
    missing = _missing(connection, steps)
    done = [number for number in steps if number not in missing]
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
    connection.executemany(
        "INSERT OR IGNORE INTO migrations (number) VALUES (?)",
        [(number,) for number in done],
    )
    for number in missing:
        for statement in _statements(steps[number]):
            connection.execute(statement)
        connection.execute("INSERT INTO migrations (number) VALUES (?)", (number,))
    newest = max(_pragma(connection, "user_version"), *steps)
    connection.execute(f"PRAGMA user_version = {newest:d}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")


def _missing(connection: sqlite3.Connection, steps: Mapping[int, str]) -> list[int]:
    """The steps that this store has not taken, in order.

    They are remembered one by one, for a step may come later than one with a higher number; a
    store from before that was so has taken all up to its form.
    """
    remembered = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
    ).fetchone()
    if remembered is None:
        version = _pragma(connection, "user_version")
        return [number for number in steps if number > version]
    taken = {row[0] for row in connection.execute("SELECT number FROM migrations")}
    return [number for number in steps if number not in taken]


def _migrations() -> Mapping[int, str]:
    """Give the steps by number, in order; the highest number names the form they lead to."""
    folder = files("dragoman.store") / "migrations"
    steps = {int(each.name[:4]): each for each in folder.iterdir() if each.name.endswith(".sql")}
    if 1 not in steps:
        raise StoreError(str(folder), "migration 0001 is missing; install Dragoman anew")
    return {number: steps[number].read_text(encoding="utf-8") for number in sorted(steps)}


def _statements(script: str) -> Iterator[str]:
    # Not `executescript`: it would commit our transaction first.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
