"""Threads and recorded votes as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.ontology.countries import countries
from dragoman.printing import harmless
from dragoman.resolutions.threads import Step, Thread

if TYPE_CHECKING:
    from dragoman.store.rollcalls import Vote

# More states than these are counted, not named.
MOST_NAMED = 12


def country_name(code: str) -> str:
    """The usual name of a state, or its code. Raises: nothing."""
    return {country.code: country.name for country in countries()}.get(code, code)


def thread_lines(found: Sequence[Thread]) -> Iterator[str]:
    """A list of threads: two lines for each, what it is and where it stands. Raises: nothing."""
    for thread in found:
        yield harmless(f"{thread.id}  {_headed(thread)}")
        last = thread.last
        stands = " ".join(filter(None, (last.stage, _where(last), last.date and f"on {last.date}")))
        goes_on = f" → {thread.next}" if thread.next else ""
        sponsors = f" · by {', '.join(thread.sponsors)}" if thread.sponsors else ""
        pages = f"{thread.pages} page{'s' * (thread.pages != 1)}"
        yield harmless(f"    {stands}{goes_on}{sponsors} · {pages}")


def _headed(thread: Thread) -> str:
    part = f"[{thread.part}] " if thread.part else ""
    symbols = f" ({', '.join(thread.symbols)})" if thread.symbols else ""
    return f"{part}{thread.title or 'untitled'}{symbols}"


def _where(step: Step) -> str:
    return f"in {step.body}" if step.body else ""


def history_lines(thread: Thread) -> Iterator[str]:
    """A thread's history: each step with how it went and the pages that tell it."""
    yield harmless(_headed(thread))
    yield f"thread      {thread.id}"
    if thread.sponsors:
        yield f"sponsor     {', '.join(map(country_name, thread.sponsors))}"
    if thread.next:
        yield f"next        {thread.next}"
    for step in thread.steps:
        best = step.best
        told = (step.date or "no date", step.body, step.stage, best.how, _tally(best.yes, best.no,
                best.abstain))  # fmt: skip
        yield ""
        yield harmless("  ".join(filter(None, told)))
        yield from _details(step)
        for telling in step.tellings:
            yield harmless(
                f"    {telling.resolution.id}  {telling.headline or '(no title)'} · {telling.file}"
            )


def _details(step: Step) -> Iterator[str]:
    best = step.best
    for label, side in (("for", "yes"), ("against", "no"), ("abstaining", "abstain")):
        named = [code for code, cast in best.votes.items() if cast == side]
        if named:
            yield f"    {label}: {named_states(named)}"
    if best.vetoed_by:
        yield f"    vetoed by {named_states(best.vetoed_by)}"
    if best.cosponsors:
        yield f"    co-sponsors: {named_states(best.cosponsors)}"
    for flag in best.flags:
        yield harmless(f"    ! {flag}")


def _tally(yes: int | None, no: int | None, abstain: int | None) -> str:
    told = [
        f"{count} {what}"
        for count, what in ((yes, "for"), (no, "against"), (abstain, "abstaining"))
        if count is not None
    ]
    return ", ".join(told)


def named_states(codes: Sequence[str]) -> str:
    """States by name, or how many where they are too many to name. Raises: nothing."""
    if len(codes) > MOST_NAMED:
        return f"{len(codes)} states"
    return ", ".join(country_name(code) for code in codes)


def vote_lines(votes: Sequence[Vote], state: str | None = None) -> Iterator[str]:
    """Recorded votes from the oldest: when, which text, how it went, who was not for it.

    In:     votes; the state whose own votes are wanted, and how it moved. Raises: nothing.
    """
    before = None
    for vote in votes:
        head = f"{vote.date}  {vote.symbol or vote.id}  "
        if not vote.counted:
            yield harmless(f"{head}recorded vote; no states' votes imported")
            continue
        line = f"{head}{_tally(vote.yes, vote.no, vote.abstain)}"
        if vote.against:
            line += f" · against: {named_states(vote.against)}"
        if vote.abstaining:
            line += f" · abstaining: {named_states(vote.abstaining)}"
        yield harmless(line)
        if state:
            cast = vote.of or "did not vote"
            moved = f" (before: {before})" if before and vote.of and before != vote.of else ""
            yield f"    {country_name(state)}: {cast}{moved}"
            before = vote.of or before


def measure(value: float | None) -> str:
    """A measure with three decimals, or a dash where it is not defined. Raises: nothing."""
    return "–" if value is None else f"{value:.3f}"
