"""What commands share: options, inputs, outputs, messages, the progress bar."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from dragoman.errors import DataFileError, DragomanError, InputError
from dragoman.settings import LEAST_CONFIDENCE

if TYPE_CHECKING:
    from dragoman.reading import Input

SKIPPED = 1
WRONG_USAGE = 2
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
PUBLISHED = click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day (YYYY-MM-DD) for pages that print none.",
)
LEAST = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=LEAST_CONFIDENCE,
    show_default=True,
    metavar="P",
    help="Record no event less probable than this.",
)
STORE = click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="The store's file (default: news.db in your data folder).",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Code in N processes; 0: one for each core.",
)


def inputs_of(paths: Iterable[str], *outputs: Path | None) -> Iterator[Input | InputError]:
    """The inputs that paths name, without the outputs, should they lie in a folder among them."""
    from dragoman.reading import inputs

    own = {os.path.realpath(output) for output in outputs if output}
    for each in inputs(paths, stdin=sys.stdin.buffer):
        if own and os.path.realpath(each.path) in own:
            continue
        # A name that is no UTF-8 could stand in no record.
        bad_name = any("\ud800" <= char <= "\udfff" for char in each.path)
        yield InputError(each.path, "its name is not UTF-8; rename the file") if bad_name else each


def day(published: datetime | None) -> date | None:
    return published.date() if published else None


def run_on_lines(stage: str, file: str, output: Path | None) -> None:
    """Run a single stage over the lines of a file, and exit: SKIPPED if some could not be run."""
    from dragoman.stages import run_stage

    skipped = 0
    with opened(output, [file]) as out, rows_of(file) as lines:
        for each in run_stage(stage, lines, file):
            if isinstance(each, DragomanError):
                skipped += skip(each)
            else:
                print(each, file=out)
    sys.exit(SKIPPED if skipped else 0)


def skip(error: DragomanError) -> int:
    tell(error)
    return 1


def tell(error: DragomanError) -> None:
    """Report an error on one line, a bad table's on several; names of files may be hostile."""
    lines = str(error).split("\n") if isinstance(error, DataFileError) else [str(error)]
    # Not click's echo, which would write into the progress bar and not above it.
    sys.stderr.write("dragoman: " + "\n".join(map(visible, lines)) + "\n")


def visible(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def drop_output() -> None:
    """Let what standard output still holds go nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def opened(path: Path | None, paths: Iterable[str]) -> Iterator[TextIO]:
    """The output file, which must be none of the inputs, or standard output; in UTF-8."""
    if path is None or str(path) == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    _check_other(path, paths)
    try:
        out = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise DragomanError(f"{path}: can't be written ({error.strerror})") from error
    with out:
        yield out


@contextmanager
def opened_bytes(path: Path | None, paths: Iterable[str]) -> Iterator[BinaryIO]:
    """The same for what is no text."""
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    _check_other(path, paths)
    try:
        out = path.open("wb")
    except OSError as error:
        raise DragomanError(f"{path}: can't be written ({error.strerror})") from error
    with out:
        yield out


def _check_other(path: Path, paths: Iterable[str]) -> None:
    if os.path.realpath(path) in {os.path.realpath(each) for each in paths if each != "-"}:
        raise DragomanError(f"{path}: is to be read and can't be the output too; name another")


@contextmanager
def rows_of(file: str) -> Iterator[Iterable[str]]:
    """The lines of a JSONL file, or of standard input; bytes that are no UTF-8 become U+FFFD."""
    if file == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
        return
    try:
        lines = Path(file).read_bytes()
    except OSError as error:
        raise DragomanError(f"{file}: can't be read ({error.strerror})") from error
    yield io.StringIO(lines.decode("utf-8-sig", "replace"))


@contextmanager
def progress_bar(paths: Iterable[str]) -> Iterator[Callable[[int, str], None]]:
    """A bar on a terminal, silence elsewhere; to be told each input's number and path."""
    if not sys.stderr.isatty():
        yield lambda _done, _path: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from dragoman.reading.inputs import count_inputs

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count_inputs(paths), name="")

        def show(done: int, path: str) -> None:
            name = visible(path if len(path) <= 40 else "…" + path[-39:])
            bar.update(task, completed=done - 1, name=name)

        yield show
