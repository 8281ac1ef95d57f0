"""`dragoman brief`: one page on a country's last days."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dragoman.commands.common import OUTPUT, STORE, day, opened
from dragoman.errors import DragomanError


@click.command()
@click.argument("side", metavar="SIDE")
@STORE
@click.option(
    "--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="How many days."
)
@click.option(
    "--to", "until", type=click.DateTime(["%Y-%m-%d"]),
    help="The last day (default: that of the newest article in the store).",
)  # fmt: skip
@click.option(
    "--format", "layout", type=click.Choice(["markdown", "html"]), default="markdown",
    show_default=True,
)  # fmt: skip
@OUTPUT
def brief(  # noqa: PLR0913, PLR0917 - one for each option
    side: str,
    store: Path | None,
    days: int,
    until: datetime | None,
    layout: str,
    output: Path | None,
) -> None:
    """Write one page on a side's last days, in sentences of the pages.

    SIDE is a country (PAK, Pakistan), a group (SAARC) or a body (UNO). What happened, what is
    planned, who said what, figures and resolutions, each by weight. Every line is a sentence of a
    page, with its source and on whose word it is; nothing is reworded.
    """
    from dragoman.relations import side_of
    from dragoman.relations.briefs import as_html, as_markdown
    from dragoman.relations.briefs import brief as made
    from dragoman.store import Store, default_store

    asked = side_of(side)
    if not asked.places:
        raise DragomanError("a brief of all would be no page; name a country or a group")
    with (
        Store.open(store or default_store(), create=False) as held,
        held.questions(stories=True) as asking,
    ):
        told = made(asking, asked, days, day(until))
    with opened(output, [str(held.path)]) as out:
        out.write(as_html(told) if layout == "html" else as_markdown(told))
