"""`dragoman relations`: how two sides deal with each other over time."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands.common import OUTPUT, STORE, day, opened, opened_bytes
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.relations import By, Series

DAY = click.DateTime(["%Y-%m-%d"])
ANY = "any"


@click.command()
@click.argument("first", metavar="SIDE")
@click.argument("second", metavar="[SIDE]", default="all")
@STORE
@click.option("--from", "since", type=DAY, help="From this day on (YYYY-MM-DD).")
@click.option("--to", "until", type=DAY, help="Up to this day.")
@click.option(
    "--by", type=click.Choice(["week", "month"]), default="month", show_default=True,
    help="How long a period is.",
)  # fmt: skip
@click.option(
    "--format", "layout", type=click.Choice(["table", "csv", "png"]), default="table",
    show_default=True, help="How to print; png is a chart.",
)  # fmt: skip
@click.option("--status", default="actual", show_default=True, help="Which, with commas, or any.")
@click.option(
    "--sector", default="GOV,MIL,LEG,SPY", show_default=True,
    help="Of both sides' parties, with commas, or any.",
)  # fmt: skip
@click.option("--type", "types", default=ANY, show_default=True, help="Event types, with commas.")
@click.option(
    "--min-confidence", "least", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    metavar="P", help="Count no event less probable than this.",
)  # fmt: skip
@click.option(
    "--once/--reports", default=True, help="Count an event once (default), or each report."
)
@OUTPUT
def relations(  # noqa: PLR0913, PLR0917 - one for each option
    first: str,
    second: str,
    store: Path | None,
    since: datetime | None,
    until: datetime | None,
    by: By,
    layout: str,
    status: str,
    sector: str,
    types: str,
    least: float,
    once: bool,
    output: Path | None,
) -> None:
    """Show how two sides dealt with each other, week by week or month by month.

    Counted from the store's events. A SIDE is a country (PAK, Pakistan), a group (SAARC), or a
    body (UNO); without a second one, or with all, everybody else; the same group twice: among its
    members. Conflict–cooperation scores run from −10 to +10. Quads: 1 verbal, 2 material
    cooperation, 3 verbal, 4 material conflict. "named": articles that name both sides.
    """
    from dragoman.relations import Choice, series, side_of
    from dragoman.store import Store, default_store

    if since and until and until < since:
        raise click.UsageError(f"--to {day(until)} is before --from {day(since)}; swap them.")
    if layout == "png" and output is None and sys.stdout.isatty():
        raise click.UsageError("A chart is no text for a terminal; name a file with -o.")
    choice = Choice(
        statuses=_listed(status), sectors=_listed(sector), types=_listed(types), least=least,
        once=once,
    )  # fmt: skip
    one, other = side_of(first), side_of(second)
    if not one.places:
        raise DragomanError("the first SIDE can't be all; name a country or a group")
    with (
        Store.open(store or default_store(), create=False) as held,
        held.questions(stories=once) as asked,
    ):
        found = series(asked, one, other, day(since), day(until), by=by, choice=choice)
    _write(found, layout, output, held.path)


def _listed(told: str) -> tuple[str, ...]:
    """The words of an option; none for any."""
    words = tuple(dict.fromkeys(word.strip() for word in told.split(",") if word.strip()))
    return () if words in ((ANY,), ()) else words


def _write(found: Series, layout: str, output: Path | None, store: Path) -> None:
    if layout == "png":
        from dragoman.relations.chart import png

        with opened_bytes(output, [str(store)]) as out:
            out.write(png(found))
        return
    from dragoman.relations.printed import csv_lines, table_lines

    with opened(output, [str(store)]) as lines:
        for line in csv_lines(found) if layout == "csv" else table_lines(found):
            print(line, file=lines)
