"""`dragoman resolutions`: texts before intergovernmental bodies, through their stages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.commands.common import STORE
from dragoman.errors import DragomanError, hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.resolutions.threads import Thread


@click.group(invoke_without_command=True)
@click.option("--body", metavar="BODY", help="Only texts that were before it, as UNGA-C1, UNSC.")
@click.option("--sponsor", metavar="CODE", help="Only texts tabled by it, as PAK.")
@click.option("--open", "unfinished", is_flag=True, help="Only texts with a step still to come.")
@STORE
@click.pass_context
def resolutions(
    context: click.Context,
    body: str | None,
    sponsor: str | None,
    unfinished: bool,
    store: Path | None,
) -> None:
    """List texts before intergovernmental bodies: their stage, and what comes next.

    The same text on several pages, and in several years, is one thread.
    """
    if context.invoked_subcommand:
        context.obj = store
        return
    from dragoman.resolutions.show import thread_lines
    from dragoman.store import Store, default_store

    with Store.open(store or default_store(), create=False) as opened:
        found = opened.threads()
    chosen = [
        thread
        for thread in found
        if (body is None or any(_is(step.body, body) for step in thread.steps))
        and (sponsor is None or sponsor.upper() in thread.sponsors)
        and (thread.is_open or not unfinished)
    ]
    if not chosen:
        click.echo("nothing found" + _known_bodies(found, body), err=True)
    for line in thread_lines(chosen):
        click.echo(line)


def _is(known: str | None, asked: str) -> bool:
    return known is not None and known.casefold() == asked.casefold()


def _known_bodies(found: Sequence[Thread], body: str | None) -> str:
    known = {step.body for thread in found for step in thread.steps if step.body}
    if body is None or not known or any(_is(each, body) for each in known):
        return ""
    return f"; no text before {body!r}. {hint(body, known)}"


@resolutions.command("show")
@click.argument("asked", metavar="ID")
@click.option("--country", metavar="CODE", help="How this country voted, from year to year.")
@STORE
@click.pass_context
def show(context: click.Context, asked: str, country: str | None, store: Path | None) -> None:
    """Show a text's history and its earlier votes; ID is its thread's, or that of a record."""
    from dragoman.commands.votes import country_code
    from dragoman.resolutions.show import history_lines, vote_lines
    from dragoman.store import Store, default_store

    state = country_code(country) if country else None
    with Store.open(store or context.obj or default_store(), create=False) as opened:
        thread = _thread(opened.threads(), asked)
        earlier = opened.votes_on(thread.title, thread.symbols, state) if not thread.part else []
        imported = opened.holds_votes()
    for line in history_lines(thread):
        click.echo(line)
    click.echo("")
    if thread.part:
        click.echo("votes on parts of texts are not followed from year to year")
    elif not imported:
        click.echo("no recorded votes imported; get them with `dragoman votes import FILE…`")
    elif not earlier:
        click.echo("no recorded vote on this title: it was adopted without one, or is new")
    else:
        click.echo("recorded votes in the plenary")
        for line in vote_lines(earlier, state):
            click.echo(line)


def _thread(found: Sequence[Thread], asked: str) -> Thread:
    """The thread of an id, or of the beginning of one."""
    ids = {
        each: thread
        for thread in found
        for step in thread.steps
        for telling in step.tellings
        for each in (telling.resolution.id, telling.resolution.thread or "", thread.id)
    }
    fewest = 6
    matches = {id(thread): thread for each, thread in ids.items()
               if each == asked or (len(asked) >= fewest and each.startswith(asked))}  # fmt: skip
    if len(matches) == 1:
        return next(iter(matches.values()))
    if matches:
        raise DragomanError(f"{asked!r} begins several ids; give more of it")
    raise DragomanError(f"no resolution {asked!r}; `dragoman resolutions` lists them")
