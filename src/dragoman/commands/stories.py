"""`dragoman stories`: each act once, with all its reports."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dragoman.commands.common import STORE, day
from dragoman.errors import DragomanError, hint

DAY = click.DateTime(["%Y-%m-%d"])
STATUSES = ["actual", "future", "hypothetical", "negated", "historical"]


@click.group(invoke_without_command=True)
@click.option("--side", "sides", multiple=True, metavar="CODE",
              help="Only acts by or on this side, as PAK; give it twice for two.")  # fmt: skip
@click.option("--type", "event_type", metavar="TYPE", help="Only this event type, as CONSULT.")
@click.option("--status", type=click.Choice(STATUSES), help="Only acts of this status.")
@click.option("--words", default="", metavar="WORDS", help="Only acts told in these words.")
@click.option("--from", "since", type=DAY, help="Only acts of this day or later.")
@click.option("--to", "until", type=DAY, help="Only acts of this day or earlier.")
@click.option("--sources", default=0, type=click.IntRange(min=0), metavar="N",
              help="Only acts that N sources tell; copies of one page are one source.")  # fmt: skip
@click.option("--disagreeing", is_flag=True, help="Only acts whose reports disagree.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--json", "as_json", is_flag=True, help="Print story records, one a line.")
@STORE
@click.pass_context
def stories(  # noqa: PLR0913, PLR0917 - one for each option
    context: click.Context,
    sides: tuple[str, ...],
    event_type: str | None,
    status: str | None,
    words: str,
    since: datetime | None,
    until: datetime | None,
    sources: int,
    disagreeing: bool,
    limit: int,
    as_json: bool,
    store: Path | None,
) -> None:
    """List the acts that the store tells of, each once, whatever number of pages report it.

    Reports of one act are one story; what they disagree on is kept. Nothing is averaged.
    """
    if context.invoked_subcommand:
        context.obj = store
        return
    from dragoman.jsonl import to_json
    from dragoman.store import Store, StoriesAsked, default_store
    from dragoman.stories.show import story_lines

    asked = StoriesAsked(
        sides, _known_type(event_type), status, words, day(since), day(until), sources, disagreeing
    )
    if asked.since and asked.until and asked.until < asked.since:
        raise click.UsageError(f"--to {asked.until} is before --from {asked.since}; swap them.")
    with Store.open(store or default_store(), create=False) as opened:
        stories = opened.stories(asked, limit=limit)
    if not stories.found:
        click.echo("nothing found", err=True)
    lines = map(to_json, stories.found) if as_json else story_lines(stories.found)
    for line in lines:
        click.echo(line)
    if stories.total > len(stories.found):
        click.echo(f"{stories.total - len(stories.found)} more; raise --limit", err=True)


def _known_type(event_type: str | None) -> str | None:
    from dragoman.ontology.plover import event_types

    if event_type and event_type.upper() not in event_types():
        known = hint(event_type.upper(), event_types())
        raise DragomanError(f"unknown event type {event_type!r}. {known}")
    return event_type


@stories.command("show")
@click.argument("asked", metavar="ID")
@STORE
@click.pass_context
def show(context: click.Context, asked: str, store: Path | None) -> None:
    """Show a story with its reports and why they are one; or the copies of a page.

    ID is a story's or an event's: the story is shown with what its reports disagree on. Or an
    article's: its copies are shown, with what changed between one version and the next.
    """
    from dragoman.store import Store, StoryShown, default_store
    from dragoman.stories.show import page_lines, shown_lines

    with Store.open(store or context.obj or default_store(), create=False) as opened:
        shown = opened.show_story(asked)
    lines = shown_lines(shown) if isinstance(shown, StoryShown) else page_lines(shown)
    for line in lines:
        click.echo(line)
