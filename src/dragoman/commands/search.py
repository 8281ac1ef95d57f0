"""`dragoman search`: records by their words, and what sides say over time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dragoman.commands.common import STORE, day

DAY = click.DateTime(["%Y-%m-%d"])
SIDE = "A country (IND, India), another code (UNO), or part of a name."


@click.command()
@click.argument("words", nargs=-1)
@STORE
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option(
    "--once", is_flag=True, help="Each act and each page once, not every report and copy of it."
)
@click.option("--statements", is_flag=True, help="List statements by date; WORDS may be left out.")
@click.option("--speaker", metavar="SIDE", help=f"Only statements of this side. {SIDE}")
@click.option("--about", metavar="SIDE", help="Only statements whose words name this side.")
@click.option("--from", "since", type=DAY, help="Only statements of this day or later.")
@click.option("--to", "until", type=DAY, help="Only statements of this day or earlier.")
def search(  # noqa: PLR0913, PLR0917 - one for each option
    words: tuple[str, ...],
    store: Path | None,
    limit: int,
    once: bool,
    statements: bool,
    speaker: str | None,
    about: str | None,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """Find records in the store by their words, or a side's statements over time.

    With --statements, or any option that belongs to it, statements are listed, the oldest first,
    each with its speaker, its words, its file and where in the file they stand.
    """
    from dragoman.printing import hit_lines, statement_lines
    from dragoman.store import Asked, Store, default_store

    asked = Asked(" ".join(words), speaker, about, day(since), day(until))
    listing = statements or asked[1:] != Asked()[1:]
    if not words and not listing:
        raise click.UsageError("Missing argument 'WORDS...'; only --statements does without.")
    if asked.since and asked.until and asked.until < asked.since:
        raise click.UsageError(f"--to {asked.until} is before --from {asked.since}; swap them.")
    with Store.open(store or default_store(), create=False) as opened:
        if listing:
            positions = opened.positions(asked, limit=limit)
            found, lines = len(positions.found), statement_lines(positions.found)
            more = positions.total - found
        else:
            hits = opened.search(asked.words, limit=limit, once=once)
            found, lines, more = len(hits), hit_lines(hits), 0
    if not found:
        click.echo("nothing found", err=True)
    for line in lines:
        click.echo(line)
    if more:
        click.echo(f"{more} more; raise --limit", err=True)
