"""`dragoman export`: records of the store as files for other programs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands.common import OUTPUT, STORE, day, opened, opened_bytes
from dragoman.errors import DragomanError, UnknownCode

if TYPE_CHECKING:
    import sqlite3

    from dragoman.store.stored import Wanted

DAY = click.DateTime(["%Y-%m-%d"])
FORMATS = ("jsonl", "csv", "parquet", "gdelt", "icews", "polecat", "petrarch")
ONE_KIND = ("csv", "parquet")


@click.command()
@STORE
@click.option(
    "--format", "layout", type=click.Choice(FORMATS), default="jsonl", show_default=True,
    help="The last four are layouts of other event data sets, tab-separated.",
)  # fmt: skip
@click.option(
    "--records", default="event", show_default=True,
    help="Which kinds, with commas; one kind only for csv and parquet; events for the layouts.",
)  # fmt: skip
@click.option("--from", "since", type=DAY, help="Of this day or later (else the article's day).")
@click.option("--to", "until", type=DAY, help="Of this day or earlier.")
@click.option("--side", metavar="SIDE", help="Only with this country, group or body as a party.")
@click.option("--status", default="any", show_default=True, help="Of events, with commas.")
@click.option(
    "--min-confidence", "least", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    metavar="P", help="No record less probable than this.",
)  # fmt: skip
@click.option("--once", is_flag=True, help="One event for each story, not each report of it.")
@OUTPUT
def export(  # noqa: PLR0913, PLR0917 - one for each option
    store: Path | None,
    layout: str,
    records: str,
    since: datetime | None,
    until: datetime | None,
    side: str | None,
    status: str,
    least: float,
    once: bool,
    output: Path | None,
) -> None:
    """Write the store's records for other programs: JSONL, CSV, Parquet, GDELT…

    A record that several pages hold is written once. gdelt: GDELT 2.0 events; icews, polecat: as on
    Dataverse; petrarch: as PETRARCH's own output. These hold only what happened, on a day.
    """
    from dragoman.store import Store, default_store
    from dragoman.store.stored import Wanted

    if since and until and until < since:
        raise click.UsageError(f"--to {day(until)} is before --from {day(since)}; swap them.")
    wanted = Wanted(
        kinds=_kinds(records, layout), since=day(since), until=day(until), codes=_codes(side),
        statuses=_statuses(status), least=least, once=once,
    )  # fmt: skip
    if layout == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text for a terminal; name a file with -o.")
    with (
        Store.open(store or default_store(), create=False) as held,
        held.questions(stories=once) as asked,
    ):
        _write(asked, wanted, layout, output, held.path)


def _kinds(records: str, layout: str) -> tuple[str, ...]:
    from dragoman.store.stored import KINDS

    kinds = tuple(dict.fromkeys(kind.strip() for kind in records.split(",")))
    for kind in kinds:
        if kind not in KINDS:
            raise UnknownCode(kind, what="record kind", known=KINDS)
    if layout in ONE_KIND and len(kinds) > 1:
        raise DragomanError(f"{layout} holds one kind of record; run once for each kind")
    if layout not in ("jsonl", *ONE_KIND) and kinds != ("event",):
        raise DragomanError(f"{layout} holds events only; leave --records out")
    return kinds


def _codes(side: str | None) -> tuple[str, ...]:
    if side is None:
        return ()
    from dragoman.relations.sides import side_of

    return side_of(side).places


def _statuses(told: str) -> tuple[str, ...]:
    from dragoman.relations.forms import STATUSES

    statuses = tuple(word.strip() for word in told.split(",") if word.strip() not in ("", "any"))
    for each in statuses:
        if each not in STATUSES:
            raise UnknownCode(each, what="status", known=STATUSES)
    return statuses


def _write(
    asked: sqlite3.Connection, wanted: Wanted, layout: str, output: Path | None, store: Path
) -> None:
    if layout == "parquet":
        _write_parquet(asked, wanted, output, store)
        return
    left: Counter[str] = Counter()
    with opened(output, [str(store)]) as out:
        for line in _lines(asked, wanted, layout, left):
            print(line, file=out)
    for reason, count in left.items():
        click.echo(f"{count} events left out: {reason}", err=True)


def _lines(
    asked: sqlite3.Connection, wanted: Wanted, layout: str, left: Counter[str]
) -> Iterator[str]:
    from dragoman.printing import harmless
    from dragoman.records import Event
    from dragoman.store.stored import stored, stored_lines

    if layout == "jsonl":
        yield from stored_lines(asked, wanted)
    elif layout == "csv":
        from dragoman.export.flat import flat_lines

        records = (each.record for each in stored(asked, wanted))
        yield from map(harmless, flat_lines(wanted.kinds[0], records))
    else:
        from dragoman.export.layouts import layout_lines

        told = (
            (each.record, each.article, each.pages)
            for each in stored(asked, wanted)
            if isinstance(each.record, Event)
        )
        yield from layout_lines(layout, told, left)


def _write_parquet(
    asked: sqlite3.Connection, wanted: Wanted, output: Path | None, store: Path
) -> None:
    from dragoman.export.frames import write_parquet
    from dragoman.store.stored import stored

    records = (each.record for each in stored(asked, wanted))
    with opened_bytes(output, [str(store)]) as out:
        write_parquet(wanted.kinds[0], records, out)
