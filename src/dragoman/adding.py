"""Code pages into the store: resumable, each input once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.engine import code_many
from dragoman.errors import DragomanError, InputError
from dragoman.pipeline import CODER, Coded, code_inputs
from dragoman.reading import Input
from dragoman.settings import USUAL, Settings
from dragoman.store import Added, CodedDocument, Store
from dragoman.store.errors import PageNotStoredError

SETTLED = re.compile(r"(?: published (?P<day>\d{4}-\d\d-\d\d))?(?: least (?P<least>[\d.e-]+))?")
OnError = Callable[[DragomanError], object]
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Totals:
    """What an `add` did."""

    added: int = 0
    held: int = 0
    skipped: int = 0
    articles: int = 0
    records: int = 0

    def summary(self, store: Path) -> str:
        """One line for a person."""
        return (
            f"{store}: {self.added} inputs coded "
            f"({self.articles} articles, {self.records} records), "
            f"{self.held} held already, {self.skipped} skipped"
        )


def add_inputs(  # noqa: PLR0913 - what a command is given
    store: Store,
    found: Iterable[Input | InputError],
    settings: Settings,
    on_error: OnError,
    progress: Progress,
    *,
    workers: int = 1,
) -> Totals:
    """Code all inputs that the store does not hold yet and add them, one transaction each.

    In:     an open store, inputs, the user's settings, what to do with each bad input, a
            progress call (number of the input, its path), and how many processes code (0: one for
            each core); what is added, and in which order, is the same with any number.
    Out:    the totals; the store's stories are up to date. Interrupted and run again, it goes on
            where it stopped.
    Raises: StoreError if the store can't be written.
    """
    coder = coder_named(settings)
    added = held = skipped = articles = records = 0
    wanted = _wanted(store, found, coder, progress)
    coded = (
        (_code(each, settings) for each in wanted)
        if workers == 1
        else code_many(wanted, settings, workers)
    )
    for result in coded:
        outcome = _add(store, result, coder) if isinstance(result, tuple) else result
        if isinstance(outcome, DragomanError):
            on_error(outcome)
            skipped += 1
        elif outcome is None:
            held += 1
        else:
            added += 1
            articles += outcome.articles
            records += outcome.records
    store.tell_stories()
    return Totals(added, held, skipped, articles, records)


def coder_named(settings: Settings) -> str:
    """The coder's name with all that makes it code otherwise than usual."""
    day = f" published {settings.published}" if settings.published else ""
    least = f" least {settings.least}" if settings.least != USUAL.least else ""
    return f"{CODER}{day}{least}"


def settings_of(coder: str) -> Settings | None:
    """Read back the settings from a coder's name; None for another version's. Raises: nothing."""
    told = SETTLED.fullmatch(coder.removeprefix(CODER)) if coder.startswith(CODER) else None
    if told is None:
        return None
    day = date.fromisoformat(told["day"]) if told["day"] else None
    return Settings(day, float(told["least"]) if told["least"] else USUAL.least)


def _wanted(
    store: Store, found: Iterable[Input | InputError], coder: str, progress: Progress
) -> Iterator[Input | DragomanError | None]:
    """The inputs under names that last; None in place of one that the store holds already."""
    for done, each in enumerate(found, 1):
        progress(done, each.path)
        if isinstance(each, InputError):
            yield each
            continue
        digest = _digest(each)
        lasting = Input(lasting_name(each.path, digest), each.data)
        try:
            yield None if store.holds(lasting.path, digest, coder) else lasting
        except PageNotStoredError as error:
            yield error


def _digest(each: Input) -> str:
    return hashlib.sha256(each.data).hexdigest()


def lasting_name(path: str, digest: str) -> str:
    """A name that means the same input tomorrow and from another folder."""
    return f"stdin:{digest[:12]}" if path == "<stdin>" else str(Path(path).absolute())


def _code(
    each: Input | DragomanError | None, settings: Settings
) -> tuple[Input, Coded] | DragomanError | None:
    if not isinstance(each, Input):
        return each
    (result,) = code_inputs([each], settings)
    return result


def _add(store: Store, result: tuple[Input, Coded], coder: str) -> Added | DragomanError | None:
    """Add one coded input; None if the store holds it by now, as it does what is named twice."""
    each, coded = result
    digest = _digest(each)
    try:
        if store.holds(each.path, digest, coder):
            return None
        return store.add(
            CodedDocument(
                document=coded.document,
                bytes_sha256=digest,
                coder=coder,
                articles=coded.articles,
                records=(*coded.events, *coded.further),
            )
        )
    except PageNotStoredError as error:
        return error
