"""The store as the other rooms use it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_data_path

from dragoman.resolutions.ballotfile import BallotFile
from dragoman.resolutions.threads import Thread, threads
from dragoman.store import adding, finding, resolutions, rollcalls, stories, told, verifying
from dragoman.store.errors import telling
from dragoman.store.forms import Added, CodedDocument, Counts, Hit, Shown
from dragoman.store.opening import connect, reading, writing
from dragoman.store.positions import Asked, Positions, find_positions
from dragoman.store.relating import relate_next, unrelated
from dragoman.store.rollcalls import Imported, Scope, Vote
from dragoman.store.told import PageShown, Stories, StoriesAsked, StoryShown
from dragoman.store.verifying import Held

WAIT = 30.0


def default_store() -> Path:
    """Say where the store lies when none is named. Raises: nothing."""
    return user_data_path("dragoman") / "news.db"


class Store:
    """One store, open: a context manager over one connection, for one thread.

    Many may read beside one writer; a second writer waits for the first. Every method raises
    StoreError when the file can't be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, create: bool = True, wait: float = WAIT) -> Self:
        """Open the store at `path`.

        In:     the file; whether to make it, and its folder, when missing; how many seconds to
                wait for another writer.
        Out:    the open store, brought to this version's form.
        Raises: StoreError: no store there, another thing, a newer version's, or unusable.
        """
        return cls(path, connect(path, create=create, wait=wait))

    def holds(self, file: str, bytes_sha256: str, coder: str) -> bool:
        """Tell whether this very input was already coded by this coder.

        In:     the path as it was added; the SHA-256 of its bytes; the coder with its version.
        Raises: StoreError.
        """
        with telling(self.path, file):
            return adding.is_held(self._connection, file, bytes_sha256, coder)

    def add(self, coded: CodedDocument) -> Added:
        """Add one coded document in one transaction: all of it, or nothing.

        In:     the document, its articles, its records.
        Out:    what was done. The same input again: nothing. The same content under another path:
                that path only. A path with changed content: the new in place of the old. The same
                content from another coder or reader: the new records in place of the old.
        Raises: StoreError; nothing was added then.
        """
        with telling(self.path, coded.document.file), writing(self._connection):
            return adding.add(self._connection, coded)

    def search(self, words: str, *, limit: int = 20, once: bool = False) -> list[Hit]:
        """Find articles and records that hold all `words`, the best match first.

        In:     words as a user types them, in any form of the word; "two words" in double quotes
                are a phrase; no other character is an operator. At most `limit` hits. Whether of
                the reports of one act, and of the copies of one page, only the best is wanted.
        Out:    each record once, also when several files tell it; texts safe to print.
        Raises: StoreError, never for what is in `words`.
        """
        if once:
            self.tell_stories()
        with telling(self.path), reading(self._connection):
            return finding.search(self._connection, words, limit, once=once)

    def tell_stories(self) -> None:
        """Bring the stories up to date with the records; what is up to date costs nothing.

        Interrupted, it goes on where it stopped; a writer beside us waits for one step at most.
        Raises: StoreError.
        """
        with telling(self.path):
            more = stories.is_due(self._connection)
            while more:
                with writing(self._connection):
                    more = stories.update_step(self._connection)

    def stories(self, asked: StoriesAsked, *, limit: int = 20) -> Stories:
        """List stories: each act once, with all its reports, the oldest first.

        In:     what is asked for, each part of which may be left open; at most `limit` stories.
        Raises: StoreError, never for what is asked.
        """
        self.tell_stories()
        with telling(self.path), reading(self._connection):
            return told.find_stories(self._connection, asked, limit)

    def show_story(self, asked: str) -> StoryShown | PageShown:
        """Give the story of an id (its own, or of one of its events), or a page with its copies.

        In:     an id, or at least 6 characters that only one id begins with.
        Raises: StoreError when there is none, or more than one.
        """
        self.tell_stories()
        with telling(self.path), reading(self._connection):
            return told.show_story(self._connection, self.path, asked)

    def positions(self, asked: Asked, *, limit: int = 20) -> Positions:
        """List statements: what a side says of another, the oldest first.

        In:     who speaks, of whom, from when until when, and words, each of which may be left
                open; at most `limit` statements.
        Out:    each statement once, also when several files tell it, and how many there are.
        Raises: StoreError, never for what is asked.
        """
        with telling(self.path), reading(self._connection):
            return find_positions(self._connection, asked, limit)

    def show(self, record_id: str) -> Shown:
        """Give a record, an article among them, with the text that it was read from.

        In:     an id, or at least 6 characters that only one id begins with.
        Raises: StoreError when there is none, or more than one, with close ids.
        """
        with telling(self.path), reading(self._connection):
            return finding.show(self._connection, self.path, record_id)

    def threads(self) -> tuple[Thread, ...]:
        """Give the texts before intergovernmental bodies, each through its stages.

        Raises: StoreError.
        """
        with telling(self.path), reading(self._connection):
            return threads(resolutions.tellings(self._connection))

    def import_votes(self, file: BallotFile) -> Imported:
        """Import a file of recorded votes in one transaction: all of it, or nothing.

        Raises: BallotFileError naming every bad line; StoreError.
        """
        with telling(self.path), writing(self._connection):
            return rollcalls.import_file(self._connection, file)

    def holds_votes(self) -> bool:
        """Tell whether recorded votes were imported. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return rollcalls.holds_votes(self._connection)

    def votes_on(
        self, title: str | None, symbols: Sequence[str] = (), state: str | None = None
    ) -> list[Vote]:
        """Give the recorded votes on a whole text, from the oldest.

        In:     its title as printed, or its symbols, or both; a state whose vote is wanted too.
        Raises: StoreError.
        """
        with telling(self.path), reading(self._connection):
            return rollcalls.votes_on(self._connection, title, symbols, state)

    def common_votes(self, first: str, second: str, scope: Scope) -> list[tuple[str, str]]:
        """How two states voted wherever both did. In: codes, which roll calls.

        Raises: StoreError.
        """
        with telling(self.path), reading(self._connection):
            return rollcalls.common_votes(self._connection, first, second, scope)

    def issues(self) -> dict[str, str]:
        """The issues of the imported roll calls: short name to name. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return rollcalls.issues_held(self._connection)

    def voters(self) -> list[str]:
        """The states whose votes were imported, by code. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return rollcalls.voters_held(self._connection)

    def counts(self) -> Counts:
        """Count documents, files, articles, and records by kind. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return finding.counts(self._connection)

    def coders(self) -> tuple[str, ...]:
        """Name every coder that coded a document of the store. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return verifying.coders(self._connection)

    def held_after(self, number: int, coder: str) -> Held | None:
        """Give a coder's next document after a number, None behind the last: for going through
        a store without holding it. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return verifying.held_after(self._connection, number, coder)

    def held_at(self, path: str) -> Held | None:
        """Give the document held under a path, None where there is none. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return verifying.held_at(self._connection, path)

    def held_with(self, bytes_sha256: str) -> Held | None:
        """Give the document with this content, None where there is none. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return verifying.held_with(self._connection, bytes_sha256)

    def path_after(self, folder: str, path: str) -> str | None:
        """Give the next path that begins with `folder`, by name, after `path`; None behind the
        last. Raises: StoreError."""
        with telling(self.path), reading(self._connection):
            return verifying.path_after(self._connection, folder, path)

    @contextmanager
    def questions(self, *, stories: bool = False) -> Iterator[sqlite3.Connection]:
        """See one state of the store, for the questions of other rooms (relations, export).

        In:     whether the stories are to be up to date, for who counts an act once.
        Out:    the connection, to be read only within the block. Documents that an older version
                added are read for relations first, and stories are brought up to date.
        Raises: StoreError.
        """
        if stories:
            self.tell_stories()
        with telling(self.path):
            self._relate_all()
            with reading(self._connection):
                yield self._connection

    def _relate_all(self) -> None:
        more = unrelated(self._connection) > 0
        while more:
            # One document a transaction: a writer beside us waits for no more than that.
            with writing(self._connection):
                more = relate_next(self._connection)

    def close(self) -> None:
        """Close the file; a second call does nothing. Raises: StoreError."""
        with telling(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
