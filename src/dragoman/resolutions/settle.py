"""What follows from what was read of a text: counts from lists, stage from counts, what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.records import Span, Stage
from dragoman.resolutions.draft import Draft, Seen, at_stage, said_how
from dragoman.resolutions.lexicon import Body, lexicon
from dragoman.resolutions.tallies import SIDES

# The General Assembly's 1st session was in 1946; since then one begins each September.
FIRST_SESSION = 1945
SESSION_BEGINS = 9
MOST_OF_SMALL = 60


def settled(draft: Draft) -> Draft:
    """Add what the body's rules tell.

    In:     a text as read. Out: with counts, stage, manner, next stage and session where they
            follow from the rest; what follows so says `inferred` or `knowledge`. Raises: nothing.
    """
    body = lexicon().bodies.get(draft.text("body") or "")
    draft = _counted(draft, body)
    draft = _staged(draft, body)
    draft = _how(draft)
    return _with_session(_with_next(draft, body), body)


def _counted(draft: Draft, body: Body | None) -> Draft:
    """Count the states named for a side whose number is not told.

    A list that may be of some only ("Israel and others") is not counted; that of a small body is
    taken for whole, for pages name everybody there.
    """
    small = body is not None and body.members is not None and body.members <= MOST_OF_SMALL
    known = any(side in draft.facts for side in SIDES)
    for side in SIDES:
        named = sum(cast == side for cast in draft.votes.values())
        whole = side in draft.only or (side != "yes" and small)
        if named and side not in draft.facts and whole and (known or small or draft.only):
            draft = draft.told(side, Seen(named, _told_in(draft, side), "inferred"))
    return draft


def _told_in(draft: Draft, side: str) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.end) for each in draft.ballots if each.side == side)


def _span(draft: Draft) -> Span:
    return Span(draft.start, draft.end)


def _staged(draft: Draft, body: Body | None) -> Draft:
    yes, no = draft.number("yes"), draft.number("no")
    stage = draft.get("stage")
    if draft.vetoed and stage != "adopted":
        draft = at_stage(draft, "vetoed", Span(*draft.vetoed.spans[0]))
    elif stage in (None, "tabled", "rejected") and yes is not None:
        decided = _decided(draft, body, yes, no)
        if decided:
            span = draft.facts["yes"].spans[0]
            draft = at_stage(draft, decided, span, "inferred")
    elif stage is None and draft.final:
        draft = at_stage(draft, "adopted", _span(draft), "knowledge")
    elif stage is None and not (draft.part and draft.text("how") is None):
        draft = _presumed(draft)
    if draft.get("stage") == "adopted" and body and body.next:
        seen = draft.facts["stage"]
        draft = draft.told("stage", Seen("adopted by committee", seen.spans, seen.how), again=True)
    return draft


def _presumed(draft: Draft) -> Draft:
    """A text of which a manner of adoption is told was adopted; else it lies before the body."""
    stage: Stage = "adopted" if draft.text("how") else "tabled"
    return at_stage(draft, stage, _span(draft), "inferred")


def _decided(draft: Draft, body: Body | None, yes: int, no: int | None) -> Stage | None:
    if body and body.permanent:
        against = {code for code, side in draft.votes.items() if side == "no"}
        if yes < (body.needed or 0):
            return "rejected"
        return "vetoed" if against & body.permanent else "adopted"
    if no is None:
        return None
    return "adopted" if yes > no else "rejected"


def _how(draft: Draft) -> Draft:
    yes, no = draft.number("yes"), draft.number("no")
    if yes is not None and draft.text("how") != "unanimous":
        if no == 0 and not draft.number("abstain") and draft.text("how") is None:
            return draft.told("how", Seen("recorded vote", draft.facts["yes"].spans, "inferred"))
        span = draft.facts["yes"].spans[0]
        return said_how(draft, "recorded vote", span)
    if draft.get("stage") == "vetoed" and draft.text("how") is None:
        seen = draft.facts["stage"]
        return draft.told("how", Seen("recorded vote", seen.spans, "inferred"))
    return draft


def _with_next(draft: Draft, body: Body | None) -> Draft:
    stage = draft.get("stage")
    if stage in ("adopted", "rejected", "vetoed", "withdrawn"):
        return replace(draft, facts={k: v for k, v in draft.facts.items() if k != "next"})
    if "next" in draft.facts or body is None:
        return draft
    goes_to = body.next if stage == "adopted by committee" else body.code
    if not goes_to or draft.part:
        return draft
    return draft.told("next", Seen(goes_to, draft.facts["body"].spans, "knowledge"))


def _with_session(draft: Draft, body: Body | None) -> Draft:
    day = draft.text("date")
    if not (day and body and body.sessions):
        return draft
    session = session_of(date.fromisoformat(day))
    return draft.told("session", Seen(session, draft.facts["date"].spans, "inferred"))


def session_of(day: date) -> int:
    """The session of the General Assembly in which a day lies. Raises: nothing."""
    return day.year - FIRST_SESSION - (day.month < SESSION_BEGINS)
