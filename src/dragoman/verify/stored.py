"""The pages of a store, to be proven where they lie, or where they have gone to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.adding import lasting_name, settings_of
from dragoman.errors import InputError
from dragoman.jsonl import RecordError, from_json
from dragoman.pipeline import CODER
from dragoman.reading import Input, inputs
from dragoman.records import Record
from dragoman.store import Store
from dragoman.store.verifying import Held
from dragoman.verify.jobs import Job
from dragoman.verify.page import Page

STDIN = "stdin:"
MISSING = "missing: there is no such file any more"
CHANGED = "changed since it was added; add it again"


def all_pages(store: Store) -> Iterator[Job]:
    """Give every page of a store, those of one coder after the other. Raises: StoreError."""
    for coder in store.coders():
        held = store.held_after(0, coder)
        while held is not None:
            yield _job(held, held.paths, {})
            held = store.held_after(held.number, coder)


def pages_at(store: Store, paths: Iterable[str]) -> Iterator[Job | InputError]:
    """Give the pages that paths name, and those that the store holds below them.

    In:     an open store; files and folders.
    Out:    a job for each page found or missed there; an InputError for one that the store does
            not hold. A page whose content is held under a path that is gone has moved.
    Raises: StoreError.
    """
    named = list(paths)
    moved: set[str] = set()
    for each in inputs(named):
        path = lasting_name(each.path, "")
        held = store.held_at(path)
        if isinstance(each, InputError):
            if held is None and not _has_below(store, path):
                yield each
            continue
        digest = hashlib.sha256(each.data).hexdigest()
        if held is not None:
            yield _job(held, (path,), {path: each.data})
            continue
        held = store.held_with(digest)
        if held is None:
            yield InputError(each.path, "is not in the store; add it with `dragoman add`")
            continue
        gone = [old for old in held.paths if not Path(old).exists()]
        moved.update(gone)
        said = (
            f"moved: the store holds it as {gone[0]}"
            if gone
            else (f"is not in the store by this name; the same page is held as {held.paths[0]}")
        )
        yield _moved(held, path, each.data, said)
    for path in named:
        yield from _missed(store, lasting_name(path, ""), moved)


def _has_below(store: Store, path: str) -> bool:
    return store.path_after(f"{path.rstrip('/')}/", "") is not None


def _missed(store: Store, path: str, moved: set[str]) -> Iterator[Job]:
    """What is held at or below a path, but is not there."""
    below = f"{path.rstrip('/')}/"
    at: str | None = path
    while at is not None:
        if at not in moved and not Path(at).exists():
            held = store.held_at(at)
            if held is not None:
                yield _job(held, (at,), {})
        at = store.path_after(below, at)


def _moved(held: Held, path: str, data: bytes, said: str) -> Job:
    page, told = _page(held, path)
    again = Input(held.document.file, data)
    return Job(page=page, again=again, settings=settings_of(held.coder), said=(*told, said))


def _job(held: Held, paths: tuple[str, ...], known: dict[str, bytes]) -> Job:
    """Read a held page again at its paths; the first that is unchanged is coded again."""
    file = held.document.file
    page, told = _page(held, paths[0])
    said = list(told)
    again: Input | None = None
    if file.startswith(STDIN):
        again = Input(file, held.document.text.encode("utf-8", "surrogatepass"))
    for path in paths:
        if path.startswith(STDIN):
            continue
        data = known.get(path)
        if data is None:
            found = next(inputs([path]))
            if isinstance(found, InputError):
                why = MISSING if not Path(path).exists() else found.reason
                said.append(why if path == paths[0] else f"{path}: {why}")
                continue
            data = found.data
        if hashlib.sha256(data).hexdigest() == held.bytes_sha256:
            again = again or Input(file, data)
        else:
            said.append(CHANGED if path == paths[0] else f"{path}: {CHANGED}")
    settings = settings_of(held.coder)
    if settings is None:
        said.append(f"coded by {held.coder}, this is {CODER}: not coded again; add it again")
    return Job(page=page, again=again, settings=settings, said=tuple(said))


def _page(held: Held, path: str) -> tuple[Page, tuple[str, ...]]:
    """The held page, and which of its records can't be read."""
    records: list[Record] = []
    said = []
    for json in held.records:
        try:
            records.append(from_json(json, where="a record in the store"))
        except RecordError as error:
            said.append(str(error))
    document = held.document
    page = Page(
        file=path,
        records=tuple(records),
        text=document.text,
        text_sha256=document.text_sha256,
        reader=document.reader,
    )
    return page, tuple(said)
