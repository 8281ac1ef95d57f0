"""Pages coded again, as many at a time as there are workers, and proven in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.engine import code_many
from dragoman.errors import InputError
from dragoman.reading import Input, read
from dragoman.settings import Settings
from dragoman.verify.page import Finding, Page, Proof, check_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to prove.

    `again` is the page's bytes under the name in its records, None where they are not to be had;
    `settings` are those it was coded with, None where another version coded it; `said` is what is
    found already.
    """

    page: Page
    again: Input | None
    settings: Settings | None
    said: tuple[str, ...] = ()


def prove(jobs: Iterable[Job | InputError], workers: int = 1) -> Iterator[Proof]:
    """Prove pages.

    In:     jobs, errors of pages that have no records among them, and the number of processes
            that code (0: one for each core).
    Out:    their proofs in order, lazily: only a few pages are held at a time.
    Raises: DragomanError if parser or model is missing.
    """
    for settings, group in groupby(jobs, key=_settings):
        if settings is None:
            yield from map(_read_again, group)
        else:
            same = (job for job in group if isinstance(job, Job))
            yield from _code_again(same, settings, workers)


def _settings(job: Job | InputError) -> Settings | None:
    return job.settings if isinstance(job, Job) else None


def _read_again(job: Job | InputError) -> Proof:
    if isinstance(job, InputError):
        return Proof((Finding(job.path, None, job.reason),), 0, 0)
    document = None
    said = job.said
    if job.again is not None:
        try:
            document = read(job.again).document
        except InputError as error:
            said = (*said, error.reason)
    return check_page(job.page, document, None, said)


def _code_again(jobs: Iterable[Job], settings: Settings, workers: int) -> Iterator[Proof]:
    waiting: deque[Job] = deque()

    def inputs() -> Iterator[Input | None]:
        for job in jobs:
            waiting.append(job)
            yield job.again

    for found in code_many(inputs(), settings, workers):
        job = waiting.popleft()
        if found is None:
            yield check_page(job.page, None, None, job.said)
        elif isinstance(found, InputError):
            yield check_page(job.page, None, None, (*job.said, found.reason))
        else:
            coded = found[1]
            again = (*coded.articles, *coded.events, *coded.further)
            yield check_page(job.page, coded.document, again, job.said)
