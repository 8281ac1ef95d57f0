"""Code pages into the store: resumable, each input once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import DragomanError, InputError
from dragoman.pipeline import CODER, code_inputs
from dragoman.reading import Input
from dragoman.store import Added, CodedDocument, Store
from dragoman.store.errors import PageNotStoredError

OnError = Callable[[DragomanError], object]
Progress = Callable[[int, str], None]


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


def add_inputs(
    store: Store,
    found: Iterable[Input | InputError],
    published: date | None,
    on_error: OnError,
    progress: Progress,
) -> Totals:
    """Code all inputs that the store does not hold yet and add them, one transaction each.

    In:     an open store, inputs, the day for undated pages, what to do with each bad input, and
            a progress call (number of the input, its path).
    Out:    the totals. Interrupted and run again, it goes on where it stopped.
    Raises: StoreError if the store can't be written.
    """
    added = held = skipped = articles = events = 0
    for done, each in enumerate(found, 1):
        progress(done, each.path)
        if isinstance(each, InputError):
            on_error(each)
            skipped += 1
            continue
        digest = hashlib.sha256(each.data).hexdigest()
        lasting = Input(_lasting_name(each.path, digest), each.data)
        outcome = _add(store, lasting, digest, published)
        if isinstance(outcome, DragomanError):
            on_error(outcome)
            skipped += 1
        elif outcome is None:
            held += 1
        else:
            added += 1
            articles += outcome.articles
            events += outcome.records
    return Totals(added, held, skipped, articles, events)


def _lasting_name(path: str, digest: str) -> str:
    """A name that means the same input tomorrow and from another folder."""
    return f"stdin:{digest[:12]}" if path == "<stdin>" else str(Path(path).absolute())


def _add(
    store: Store, each: Input, digest: str, published: date | None
) -> Added | DragomanError | None:
    """Code one input and add it; None if the store holds it already."""
    coder = f"{CODER} published {published}" if published else CODER
    try:
        if store.holds(each.path, digest, coder):
            return None
        (result,) = code_inputs([each], published)
        if isinstance(result, InputError):
            return result
        coded = result[1]
        return store.add(
            CodedDocument(
                document=coded.document,
                bytes_sha256=digest,
                coder=coder,
                articles=coded.articles,
                records=coded.events,
            )
        )
    except PageNotStoredError as error:
        return error
