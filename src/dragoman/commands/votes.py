"""`dragoman votes`: recorded votes, and how much states agree in them."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.commands.common import STORE, skip
from dragoman.errors import DragomanError, UnknownCode, hint


@click.group()
def votes() -> None:
    """Import recorded votes, follow a title through the years, compare two countries."""


@votes.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(path_type=Path),
)
@STORE
@click.pass_context
def import_(context: click.Context, files: tuple[Path, ...], store: Path | None) -> None:
    """Import recorded votes: CSV files, gz allowed.

    Read are the three tables of unvotes (roll calls, issues, countries' votes) and the UN Digital
    Library's voting data. Each file is imported as a whole or not at all; what is held already is
    passed over, so that a broken run can be repeated.
    """
    from dragoman.resolutions.ballotfile import BallotFile, BallotFileError
    from dragoman.resolutions.ballots import ORDER
    from dragoman.store import Store, default_store

    skipped = 0
    opened_files = []
    for path in files:
        try:
            opened_files.append(BallotFile(path))
        except BallotFileError as error:
            skipped += skip(error)
    with Store.open(store or default_store()) as opened:
        for file in sorted(opened_files, key=lambda each: ORDER.index(each.kind)):
            try:
                done = opened.import_votes(file)
            except BallotFileError as error:
                skipped += skip(error)
                continue
            what = "imported already" if done.before else f"{done.lines} lines of {done.kind}"
            click.echo(f"{done.file}: {what}", err=True)
    context.exit(1 if skipped else 0)


@votes.command("show")
@click.argument("title")
@click.option("--country", metavar="CODE", help="How this country voted, from year to year.")
@STORE
def show(title: str, country: str | None, store: Path | None) -> None:
    """Show the recorded votes on a text by its TITLE or symbol, from the oldest.

    Votes on paragraphs and amendments are left out.
    """
    from dragoman.resolutions.printed import find_symbols
    from dragoman.resolutions.show import vote_lines
    from dragoman.store import Store, default_store

    state = country_code(country) if country else None
    symbols = tuple(each.symbol for each in find_symbols(title, council=False))
    with Store.open(store or default_store(), create=False) as opened:
        found = opened.votes_on(None if symbols else title, symbols, state)
        imported = opened.holds_votes()
    if not found:
        click.echo(_none_found(imported), err=True)
    for line in vote_lines(found, state):
        click.echo(line)


def _none_found(imported: bool) -> str:
    if not imported:
        return "no recorded votes imported; get them with `dragoman votes import FILE…`"
    return "no recorded vote on this title"


@votes.command("agreement")
@click.argument("first", metavar="CODE")
@click.argument("second", metavar="CODE")
@click.option("--from", "since", type=click.IntRange(1900, 2999), metavar="YEAR")
@click.option("--to", "until", type=click.IntRange(1900, 2999), metavar="YEAR")
@click.option("--issue", metavar="NAME", help="Only roll calls on it, as me, nu, di, hr, co, ec.")
@STORE
def agreement(  # noqa: PLR0913, PLR0917 - one for each option
    first: str,
    second: str,
    since: int | None,
    until: int | None,
    issue: str | None,
    store: Path | None,
) -> None:
    """Measure how much two countries agree in recorded votes, in all and by issue.

    same: share of equal votes; S: Signorino and Ritter 1999; pi: Scott 1955; kappa: Cohen 1960.
    Only roll calls in which both voted count; absence is no abstention.
    """
    from dragoman.resolutions.agreement import agreement as measured
    from dragoman.resolutions.show import country_name, measure
    from dragoman.store import Store, default_store
    from dragoman.store.rollcalls import Scope

    one, other = country_code(first), country_code(second)
    if since and until and since > until:
        raise DragomanError(f"--from {since} lies after --to {until}; swap them")
    with Store.open(store or default_store(), create=False) as opened:
        if not opened.holds_votes():
            raise DragomanError(_none_found(imported=False))
        issues = opened.issues()
        if issue and issue not in issues:
            raise UnknownCode(issue, what="issue", known=issues)
        known = opened.voters()
        for code in (one, other):
            if code not in known:
                raise DragomanError(f"no votes of {code} are held. {hint(code, known)}")
        chosen = [issue] if issue else [None, *issues]
        rows = [
            (each, opened.common_votes(one, other, Scope(since, until, each))) for each in chosen
        ]
    click.echo(f"{country_name(one)} and {country_name(other)}, {_span(since, until)}")
    click.echo(f"{'issue':<38} {'votes':>6} {'same':>7} {'S':>7} {'pi':>7} {'kappa':>7}")
    for each, pairs in rows:
        name = issues[each] if each else "all"
        found = measured(pairs)
        cells = [measure(v) for v in (found.same, found.s, found.pi, found.kappa)]
        click.echo(f"{name:<38.38} {found.votes:>6} " + " ".join(f"{cell:>7}" for cell in cells))


def _span(since: int | None, until: int | None) -> str:
    if since and until:
        return f"{since}–{until}"
    if since:
        return f"since {since}"
    return f"until {until}" if until else "all years"


def country_code(asked: str) -> str:
    """The code of a country given by code or name. Raises: UnknownCode."""
    from dragoman.ontology.countries import countries
    from dragoman.resolutions.states import state_code

    codes = {country.code for country in countries()}
    if asked.upper() in codes:
        return asked.upper()
    found = state_code(asked)
    if found is None:
        raise UnknownCode(asked, what="country", known=codes)
    return found
