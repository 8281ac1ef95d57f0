"""Whether what a page tells of a vote can be true: its numbers against its lists and the body."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.resolutions.draft import Draft
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.tallies import SIDES


def flags_of(draft: Draft) -> tuple[str, ...]:
    """Say what can't be so; the record is kept as the page has it.

    In:     a text as read and settled. Out: short sentences, none where all agrees, for example
            "no: 4 counted, 5 named" or "205 votes, UNGA has 193 members". Raises: nothing.
    """
    return (*_lists(draft), *_totals(draft), *_outcome(draft))


def _lists(draft: Draft) -> Iterator[str]:
    for side in SIDES:
        counted = draft.number(side)
        named = sum(cast == side for cast in draft.votes.values())
        if counted is not None and named > counted:
            yield f"{side}: {counted} counted, {named} named"


def _totals(draft: Draft) -> Iterator[str]:
    body = lexicon().bodies.get(draft.text("body") or "")
    total = sum(draft.number(side) or 0 for side in SIDES)
    if body and body.members and total > body.members:
        yield f"{total} votes, {body.code} has {body.members} members"


def _outcome(draft: Draft) -> Iterator[str]:
    yes, no, stage = draft.number("yes"), draft.number("no"), draft.text("stage")
    if yes is None or no is None or draft.vetoed:
        return
    body = lexicon().bodies.get(draft.text("body") or "")
    if stage in ("adopted", "adopted by committee") and yes <= no:
        yield f"adopted, but {yes} for and {no} against"
    if stage == "rejected" and yes > no and not (body and body.needed):
        yield f"rejected, but {yes} for and {no} against"
    unopposed = draft.text("how") == "unanimous"
    if unopposed and no:
        yield f"unanimous, but {no} against"
