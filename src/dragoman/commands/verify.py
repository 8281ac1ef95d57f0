"""`dragoman verify`: prove records from their pages."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dragoman.commands.common import LEAST, PUBLISHED, STORE, WORKERS, day, visible
from dragoman.errors import DragomanError, InputError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.verify import Job

NOT_PROVEN = 1


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@STORE
@click.option(
    "--records", "listed", type=click.Path(path_type=str), metavar="FILE",
    help="Prove the records in this JSONL file (- for standard input), not a store's.",
)  # fmt: skip
@PUBLISHED
@LEAST
@WORKERS
def verify(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    store: Path | None,
    listed: str | None,
    published: datetime | None,
    least: float,
    workers: int,
) -> None:
    """Read the pages again and prove each record from its spans.

    Tells every page that is missing, moved or changed, every span that no longer holds its words,
    and every record that coding again does not give. PATHs limit it to these pages; with
    --records they are where to look for pages that have moved. --published and --min-confidence
    are for --records; a store knows what its pages were coded with. Exits 0 when all is proven.
    """
    from dragoman.verify import prove

    pages = records = proven = told = 0
    with _jobs(paths, store, listed, Settings(day(published), least)) as jobs:
        for proof in prove(jobs, workers):
            pages += 1
            records += proof.records
            proven += proof.proven
            for finding in proof.findings:
                told += 1
                click.echo(visible(finding.line()))
    click.echo(f"{pages} pages, {records} records: {proven} proven, {told} findings", err=True)
    sys.exit(NOT_PROVEN if told or proven < records else 0)


@contextmanager
def _jobs(
    paths: tuple[str, ...], store: Path | None, listed: str | None, settings: Settings
) -> Iterator[Iterable[Job | InputError]]:
    """What is to be proven: a file's records, or a store's, all or those of some paths."""
    from dragoman.store import Store, default_store
    from dragoman.verify import all_pages, pages_at, pages_listed

    if listed is None:
        with Store.open(store or default_store(), create=False) as opened:
            yield pages_at(opened, paths) if paths else all_pages(opened)
        return
    if store is not None:
        raise DragomanError("--records and --store: records of a file or of a store; name one")
    with _lines(listed) as lines:
        yield pages_listed(lines, listed, settings, paths)


@contextmanager
def _lines(file: str) -> Iterator[TextIO]:
    """The lines of a file, which may be big: not all at once."""
    if file == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
        return
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as opened:
            yield opened
    except OSError as error:
        raise DragomanError(f"{file}: can't be read ({error.strerror})") from error
