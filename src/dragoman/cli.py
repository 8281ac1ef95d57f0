"""The command line: parses arguments, calls the rooms, prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import __version__
from dragoman.commands.actors import actors
from dragoman.commands.brief import brief
from dragoman.commands.common import (
    LEAST,
    OUTPUT,
    PATHS,
    PUBLISHED,
    SKIPPED,
    STORE,
    WORKERS,
    WRONG_USAGE,
    day,
    drop_output,
    inputs_of,
    opened,
    progress_bar,
    run_on_lines,
    skip,
    tell,
)
from dragoman.commands.export import export
from dragoman.commands.places import places
from dragoman.commands.relations import relations
from dragoman.commands.resolutions import resolutions
from dragoman.commands.search import search
from dragoman.commands.serve import serve
from dragoman.commands.stories import stories
from dragoman.commands.verify import verify
from dragoman.commands.votes import votes
from dragoman.errors import DragomanError, InputError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.pipeline import Coded
    from dragoman.store.show import Line


class Commands(click.Group):
    """Turns a user's mistake into one line on standard error."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            tell(error)
        except BrokenPipeError:
            # The reader (head, less) has seen enough; Python would complain as it flushes.
            drop_output()
            sys.exit(0)
        except OSError as error:
            # Inputs report their own; what is left is the output, on a full disk for example.
            drop_output()
            where = error.filename or "output"
            tell(DragomanError(f"{where}: can't be written ({error.strerror or error})"))
        sys.exit(WRONG_USAGE)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Write down who did what to whom, when, where, and on whose word.

    Reads saved news pages and prints records that point back into the page. A PATH is a file, a
    folder (read through, in name order) or - for standard input.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


@main.command()
@PATHS
@click.option("--audit", is_flag=True, help="Tell what was found, kept and dropped, and why.")
@OUTPUT
def read(paths: tuple[str, ...], audit: bool, output: Path | None) -> None:
    """Split pages into articles; print them as records."""
    from dragoman.jsonl import to_json
    from dragoman.printing import harmless
    from dragoman.reading import audit as audit_page
    from dragoman.reading import read as read_input

    skipped = 0
    with opened(output, paths) as out:
        for each in inputs_of(paths, output):
            try:
                if isinstance(each, InputError):
                    raise each
                reading = read_input(each)
            except InputError as error:
                skipped += skip(error)
                continue
            lines = map(harmless, audit_page(reading)) if audit else map(to_json, reading.articles)
            for line in lines:
                print(line, file=out)
    sys.exit(SKIPPED if skipped else 0)


@main.command()
@PATHS
@click.option(
    "--format", "layout", type=click.Choice(["jsonl", "csv", "table"]), default="jsonl",
    show_default=True, help="How to print; csv and table hold the events only.",
)  # fmt: skip
@click.option("--records", help="Only these kinds, for example: event,article (jsonl).")
@PUBLISHED
@LEAST
@WORKERS
@click.option(
    "--rejected", "refusals", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write every candidate that was turned down to this file, with the reason.",
)  # fmt: skip
@OUTPUT
def code(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    layout: str,
    records: str | None,
    published: datetime | None,
    least: float,
    workers: int,
    refusals: Path | None,
    output: Path | None,
) -> None:
    """Code pages: print every record found in them."""
    from dragoman.engine import code_many
    from dragoman.events.rejection import rejection_line
    from dragoman.printing import check_kinds, record_lines

    kinds = check_kinds(records)
    settings = Settings(day(published), least, refusals is not None)
    skipped = 0

    def coded() -> Iterator[Coded]:
        nonlocal skipped
        for each in code_many(inputs_of(paths, output, refusals), settings, workers):
            if isinstance(each, InputError):
                skipped += skip(each)
                continue
            if refused:
                for candidate in each[1].rejected:
                    print(rejection_line(candidate), file=refused)
            yield each[1]

    if refusals and output and os.path.realpath(refusals) == os.path.realpath(output):
        raise DragomanError(f"{output}: can't be the output and hold the rejected too; name two")
    with ExitStack() as files:
        out = files.enter_context(opened(output, paths))
        refused = files.enter_context(opened(refusals, paths)) if refusals else None
        for line in record_lines(coded(), layout, kinds):
            print(line, file=out)
    sys.exit(SKIPPED if skipped else 0)


@main.command()
@PATHS
@STORE
@PUBLISHED
@LEAST
@WORKERS
def add(
    paths: tuple[str, ...],
    store: Path | None,
    published: datetime | None,
    least: float,
    workers: int,
) -> None:
    """Code pages into a store; what it holds already is passed over."""
    from dragoman.adding import add_inputs
    from dragoman.store import Store, default_store

    settings = Settings(day(published), least)
    with Store.open(store or default_store()) as opened:
        with progress_bar(paths) as progress:
            totals = add_inputs(opened, inputs_of(paths), settings, skip, progress, workers=workers)
        click.echo(totals.summary(opened.path), err=True)
    sys.exit(SKIPPED if totals.skipped else 0)


@main.command()
@click.argument("record_id", metavar="ID")
@STORE
@click.option("--why", is_flag=True, help="Tell too why an event was coded: what was likely.")
def show(record_id: str, store: Path | None, why: bool) -> None:
    """Show a record with its sentence, its file and where each field was read."""
    from dragoman.store import Store, default_store, render, styled

    with Store.open(store or default_store(), create=False) as opened:
        shown = opened.show(record_id)
    more: tuple[Line, ...] = ()
    if why:
        from dragoman.store.why import why_lines

        more = why_lines(shown, opened.path)
    if sys.stdout.isatty():
        from rich.console import Console

        Console().print(styled(shown, more))
    else:
        click.echo(render(shown, more))


@main.command()
@click.argument("name", required=False)
def ontology(name: str | None) -> None:
    """Print event types, modes, sectors, countries and CAMEO codes for a person."""
    from dragoman.ontology.describe import describe

    click.echo(describe(name))


@main.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    import json

    from dragoman.jsonl import schema as json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _stage_command(stage: str, text: str) -> None:
    @main.command(stage, help=text)
    @click.argument("file", type=click.Path(path_type=str))
    @OUTPUT
    def run(file: str, output: Path | None) -> None:
        run_on_lines(stage, file, output)


_stage_command(
    "classify",
    'Give the event type between a marked pair: {"id","text","actor":[start,end],'
    '"recipient":[start,end]} a line.',
)
for command in (
    actors, brief, export, places, relations, resolutions, search, serve, stories, verify, votes,
):  # fmt: skip
    main.add_command(command)
