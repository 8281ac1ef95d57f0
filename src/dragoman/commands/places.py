"""`dragoman places`: places in texts, and GeoNames' dumps for those who want more of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.commands.common import OUTPUT, SKIPPED, run_on_lines, skip
from dragoman.errors import DragomanError

FIND = "find"


class _Finding(click.Group):
    """Takes what is no command of its own for the file to find places in."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            args = [FIND, *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # An option before the file ("-o out.jsonl texts.jsonl") is the finder's too.
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [FIND, *args]
        return super().parse_args(ctx, args)


@click.group("places", cls=_Finding, subcommand_metavar="FILE | import DUMP")
def places() -> None:
    """Find places in texts: {"id","text"} a line.

    FILE holds JSON Lines (- for standard input); `dragoman places import DUMP` takes in a file of
    GeoNames, for more places than those that ship.
    """


@places.command(FIND, hidden=True)
@click.argument("file", type=click.Path(path_type=str))
@OUTPUT
def find(file: str, output: Path | None) -> None:
    """Find places in texts: {"id","text"} a line."""
    run_on_lines("places", file, output)


@places.command("import")
@click.argument("dump", type=click.Path(path_type=Path))
@click.option(
    "--features",
    default="PA",
    show_default=True,
    metavar="CLASSES",
    help="GeoNames' feature classes to take in: P towns, A regions, H waters, T mountains, …",
)
@click.option(
    "--table",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the table here (default: in your data folder, or where DRAGOMAN_GAZETTEER says).",
)
def import_(dump: Path, features: str, table: Path | None) -> None:
    """Take in places from a dump of GeoNames.

    DUMP is allCountries.txt, cities500.txt or one country's file, unpacked. The places are used by
    all commands from then on, beside those that ship; importing again replaces them. A table that
    is not in your data folder is used where the variable DRAGOMAN_GAZETTEER names it.
    """
    from dragoman.places.dump import BadLine, dump_lines, import_dump
    from dragoman.places.lookup import own_table

    target = table or own_table()

    def report(bad: BadLine) -> None:
        skip(DragomanError(f"{dump} line {bad.line}: {bad.problem}"))

    try:
        done = import_dump(dump_lines(dump), target, report, frozenset(features.upper()))
    except OSError as error:
        raise DragomanError(f"{target}: can't be written ({error.strerror})") from error
    click.echo(
        f"{done.places} places in {target}; {done.passed} lines of other features, {done.bad} bad",
        err=True,
    )
    sys.exit(SKIPPED if done.bad else 0)
