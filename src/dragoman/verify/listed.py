"""The pages that a file of records names, to be proven where they lie, or have gone to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from dragoman.errors import InputError
from dragoman.jsonl import read_jsonl
from dragoman.pipeline import CODER
from dragoman.reading import Input, inputs, read
from dragoman.records import Article, Record
from dragoman.settings import Settings
from dragoman.verify.jobs import Job
from dragoman.verify.page import Page

MISSING = "missing: the page can't be read again"


def pages_listed(
    lines: Iterable[str], file: str, settings: Settings, elsewhere: Iterable[str] = ()
) -> Iterator[Job]:
    """Give the pages of a JSONL file of records, as `dragoman code` writes it.

    In:     its lines, its name for complaints, the settings that the pages were coded with, and
            files or folders where pages that are not where they were may be now.
    Out:    a job for each run of records of one file.
    Raises: RecordError naming the line that is no record.
    """
    found = _Elsewhere(tuple(elsewhere))
    for path, run in groupby(read_jsonl(lines, file=file), key=lambda record: record.file):
        yield _job(path, tuple(run), settings, found)


class _Elsewhere:
    """Where else pages may be: their texts' hashes with their paths, read when first asked for."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._known: dict[str, str] | None = None

    def with_text(self, text_sha256: str) -> str | None:
        """Find the path of a page with this text. Raises: nothing."""
        if self._known is None:
            self._known = dict(_texts(self._paths))
        return self._known.get(text_sha256)


def _texts(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in inputs(paths):
        if isinstance(each, Input):
            try:
                yield read(each).document.text_sha256, each.path
            except InputError:
                continue


def _job(path: str, records: tuple[Record, ...], settings: Settings, elsewhere: _Elsewhere) -> Job:
    articles = [each for each in records if isinstance(each, Article)]
    coder = next((each.coder for each in records if not isinstance(each, Article)), CODER)
    page = Page(
        file=path,
        records=records,
        text=None,
        text_sha256=articles[0].text_sha256 if articles else None,
        reader=articles[0].reader if articles else None,
    )
    said = []
    if len({each.text_sha256 for each in articles}) > 1:
        said.append("its articles name different texts; code it again")
    again = _bytes_at(path)
    if again is None:
        now = elsewhere.with_text(page.text_sha256) if page.text_sha256 else None
        again = _bytes_at(now) if now else None
        said.append(f"moved: it is now {now}" if again else MISSING)
    if coder != CODER:
        said.append(f"coded by {coder}, this is {CODER}: not coded again; code it anew")
    return Job(
        page=page,
        again=Input(path, again) if again is not None else None,
        settings=settings if coder == CODER else None,
        said=tuple(said),
    )


def _bytes_at(path: str) -> bytes | None:
    if path == "-":
        return None
    found = next(inputs([path]))
    return found.data if isinstance(found, Input) else None
