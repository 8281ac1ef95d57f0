"""`dragoman actors`: whom mentions mean, why, and the knowledge behind it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from dragoman.commands.common import (
    OUTPUT,
    SKIPPED,
    run_on_lines,
    skip,
    visible,
)
from dragoman.errors import DragomanError

ASKED = "ask"


class FileOrCommand(click.Group):
    """A group whose first word may be a file: `dragoman actors FILE.jsonl`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        helping = args and args[0] in ctx.help_option_names
        if args and args[0] not in self.commands and not helping:
            args = [ASKED, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["FILE | COMMAND [ARGS]..."]


@click.group(cls=FileOrCommand)
def actors() -> None:
    """Say who a mention means: {"id","mention","context","date"} a line of FILE.

    Or, instead of a FILE: --explain "MENTION" with --date, --context and --country tells every
    rule that made somebody of it.
    """


@actors.command(ASKED, hidden=True)
@click.argument("file", required=False, type=click.Path(path_type=str))
@click.option("--explain", "mention", metavar="MENTION", help="Tell every rule that fired.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The text's day, for --explain."
)
@click.option("--country", metavar="CODE", help="Country of the dateline, for --explain.")
@OUTPUT
def ask(
    file: str | None,
    mention: str | None,
    day: datetime | None,
    country: str | None,
    output: Path | None,
) -> None:
    """Say who a mention means: {"id","mention","context","date"} a line."""
    if (file is None) == (mention is None):
        raise click.UsageError("Give a FILE of mentions, or --explain with one mention.")
    if mention is not None:
        from dragoman.stages import explain_mention

        for line in explain_mention(mention, country, day.date().isoformat() if day else None):
            click.echo(visible(line))
        return
    assert file is not None
    run_on_lines("actors", file, output)


@actors.command()
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Count from this day, not today."
)
def stale(day: datetime | None) -> None:
    """List terms of office without an end that were last looked at over a year ago."""
    from datetime import date

    from dragoman.actors.curation import stale_terms

    on = day.date() if day else date.today()
    old = stale_terms(on)
    for term in old:
        click.echo(
            f"{term.name}\t{term.code}\t{term.office}\tfrom {term.start}\tas of {term.as_of}"
        )
    click.echo(f"{len(old)} open terms older than a year on {on.isoformat()}", err=True)


@actors.command()
def check() -> None:
    """Look for faults in the dated tables: overlaps, dead and ambiguous aliases."""
    from dragoman.actors.curation import check_tables

    problems = check_tables()
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(SKIPPED)
    click.echo("no faults", err=True)


@actors.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path),
    help="The table to add to (default: $DRAGOMAN_ACTORS, else actors.tsv in your data folder).",
)  # fmt: skip
def import_(files: tuple[Path, ...], into: Path | None) -> None:
    """Take in actors from dictionaries of PETRARCH or TABARI, CSV, or a Wikidata query.

    A CSV has the columns alias,code,sector,from,to,wikidata. What you import wins over what
    Dragoman knows, and records name it as their source. Bad lines are reported, the rest is taken.
    """
    from dragoman.actors.dictionaries import BadLine, read_dictionary
    from dragoman.actors.imported import Imported, add_imported, imported_path

    table = into or imported_path()
    skipped = 0
    for file in files:
        try:
            text = file.read_bytes().decode("utf-8-sig", "replace")
        except OSError as error:
            raise DragomanError(f"{file}: can't be read ({error.strerror})") from error
        rows: list[Imported] = []
        for each in read_dictionary(text, file.name):
            if isinstance(each, BadLine):
                skipped += skip(DragomanError(f"{file} line {each.line}: {each.why}"))
            else:
                rows.append(each)
        added = add_imported(rows, table)
        click.echo(f"{file}: {len(rows)} read, {added} new in {table}", err=True)
    sys.exit(SKIPPED if skipped else 0)
