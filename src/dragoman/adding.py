"""Code pages into the store: resumable, each input once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DragomanError, InputError
from dragoman.pipeline import CODER, code_inputs
from dragoman.reading import Input, inputs
from dragoman.store import CodedDocument, Store

OnError = Callable[[DragomanError], object]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Totals:
    """What an `add` did."""

    added: int = 0
    held: int = 0
    skipped: int = 0
    articles: int = 0
    events: int = 0

    def summary(self, store: Path) -> str:
        """One line for a person."""
        return (
            f"{store}: {self.added} inputs coded ({self.articles} articles, {self.events} events), "
            f"{self.held} held already, {self.skipped} skipped"
        )


def add_paths(
    store: Store,
    paths: Iterable[str],
    published: date | None,
    *,
    stdin: BinaryIO | None,
    on_error: OnError,
    progress: Progress,
) -> Totals:
    """Code all inputs that the store does not hold yet and add them, one transaction each.

    In:     an open store, paths, the day for undated pages, what to do with each bad input, and
            a progress call (done, total so far known, file).
    Out:    the totals. Interrupted and run again, it goes on where it stopped.
    Raises: StoreError if the store can't be written.
    """
    added = held = skipped = articles = events = 0
    for done, each in enumerate(inputs(paths, stdin=stdin), 1):
        if isinstance(each, InputError):
            on_error(each)
            skipped += 1
            continue
        progress(done, done, each.path)
        digest = hashlib.sha256(each.data).hexdigest()
        if store.holds(each.path, digest, CODER):
            held += 1
            continue
        problem = _add(store, each, digest, published)
        if isinstance(problem, InputError):
            on_error(problem)
            skipped += 1
        else:
            added += 1
            articles += problem[0]
            events += problem[1]
    return Totals(added, held, skipped, articles, events)


def _add(
    store: Store, each: Input, digest: str, published: date | None
) -> tuple[int, int] | InputError:
    (result,) = code_inputs([each], published)
    if isinstance(result, InputError):
        return result
    coded = result[1]
    store.add(
        CodedDocument(
            document=coded.document,
            bytes_sha256=digest,
            coder=CODER,
            articles=coded.articles,
            records=coded.events,
        )
    )
    return len(coded.articles), len(coded.events)
