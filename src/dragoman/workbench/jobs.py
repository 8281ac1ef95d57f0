"""Pages given from the browser, coded one after the other beside the server's answers."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from dragoman.adding import Totals, add_inputs
from dragoman.errors import DragomanError, InputError
from dragoman.reading import Input
from dragoman.settings import Settings
from dragoman.store.store import Store

KEPT = 50
LONGEST_NAME = 120
# What no file's name may hold on any system, and what would leave its folder.
FORBIDDEN = frozenset('/\\:*?"<>|') if os.name == "nt" else frozenset("/\\")


class Given(NamedTuple):
    """A page as it was given: its name, its bytes."""

    name: str
    data: bytes


class Told(NamedTuple):
    """One line of a job's progress: `kind` is working, skipped, done or failed."""

    kind: str
    number: int
    of: int
    text: str


@dataclass(slots=True)
class Job:
    """What was given at once, and how far it is. Lines are only added."""

    number: int
    pages: tuple[Given, ...]
    settings: Settings
    lines: list[Told] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def over(self) -> bool:
        """Whether nothing more will be told."""
        return bool(self.lines) and self.lines[-1].kind in ("done", "failed")

    def tell(self, kind: str, number: int, text: str) -> None:
        """Add a line and wake who waits for it. Raises: nothing."""
        with self.changed:
            self.lines.append(Told(kind, number, len(self.pages), text))
            self.changed.notify_all()

    def after(self, seen: int, wait: float) -> list[Told]:
        """The lines after the first `seen`; waits so many seconds for one. Raises: nothing."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.lines) > seen, wait)
            return self.lines[seen:]


class Jobs:
    """The jobs of one server: one thread codes, as the store has one writer."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._jobs: dict[int, Job] = {}
        self._queue: Queue[Job] = Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, pages: Sequence[Given], settings: Settings) -> Job:
        """Take pages to be coded. Raises: nothing."""
        with self._lock:
            job = Job(max(self._jobs, default=0) + 1, tuple(pages), settings)
            self._jobs[job.number] = job
            for number in sorted(self._jobs)[:-KEPT]:
                if self._jobs[number].over:
                    del self._jobs[number]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def find(self, number: int) -> Job | None:
        """A job by its number, None where it is gone. Raises: nothing."""
        return self._jobs.get(number)

    def recent(self) -> list[Job]:
        """The jobs that are remembered, the newest first. Raises: nothing."""
        return sorted(self._jobs.values(), key=lambda each: -each.number)

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            try:
                totals = code_pages(self.store, job.pages, job.settings, job.tell)
            except DragomanError as error:
                job.tell("failed", len(job.pages), said(error))
            except Exception as error:  # whatever it was: the next job must run
                job.tell("failed", len(job.pages), f"something went wrong ({type(error).__name__})")
            else:
                job.tell("done", len(job.pages), _summary(totals))
            job.pages = ()


Tell = Callable[[str, int, str], None]


def code_pages(store: Path, pages: Sequence[Given], settings: Settings, tell: Tell) -> Totals:
    """Code pages into a store; each is kept as a file beside it, so that receipts can be proved.

    In:     the store's file; the pages; settings; what to tell: kind, number of the page, text.
    Out:    the totals. Raises: StoreError.
    """

    def skipped(error: DragomanError) -> None:
        tell("skipped", 0, said(error))

    def working(number: int, path: str) -> None:
        tell("working", number, Path(path).name)

    with Store.open(store) as opened:
        totals = add_inputs(opened, _kept(store, pages), settings, skipped, working)
        opened.tell_stories()
    return totals


def _kept(store: Path, pages: Sequence[Given]) -> Iterator[Input | InputError]:
    for page in pages:
        digest = hashlib.sha256(page.data).hexdigest()[:16]
        path = pages_folder(store) / digest / safe_name(page.name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.data)
        except (OSError, ValueError):
            yield InputError(page.name, "can't be kept beside the store; check the disk")
            continue
        yield Input(str(path), page.data)


def pages_folder(store: Path) -> Path:
    """Where pages given from the browser are kept. Raises: nothing."""
    return store.with_name(f"{store.name}.pages")


def safe_name(name: str) -> str:
    """A file's name as it can be used on this machine; nothing in it leaves the folder.

    Raises: nothing.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in base if c.isprintable() and c not in FORBIDDEN).strip(". ")
    # Systems allow 255 bytes; a name in other letters takes up to four bytes for each.
    return kept.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore") or "page.txt"


def said(error: DragomanError) -> str:
    """An error without the folders of this machine. Raises: nothing."""
    if isinstance(error, InputError):
        return f"{Path(error.path).name}: {error.reason}"
    head, colon, reason = str(error).partition(": ")
    return f"{Path(head).name}: {reason}" if colon else str(error)


def _summary(totals: Totals) -> str:
    return (
        f"{totals.added} pages coded ({totals.articles} articles, {totals.records} records), "
        f"{totals.held} held already, {totals.skipped} skipped"
    )
