"""From texts as read to resolution records: ids, threads, evidence, confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

from dragoman.events import Told
from dragoman.events.implied import with_implied
from dragoman.events.when import anchor_date
from dragoman.records import Adoption, Event, Evidence, Resolution, Span, Stage, content_id
from dragoman.resolutions.checks import flags_of
from dragoman.resolutions.draft import Draft
from dragoman.resolutions.gather import gather
from dragoman.resolutions.implied import events_of, implied_acts
from dragoman.resolutions.settle import settled
from dragoman.resolutions.titles import thread_key
from dragoman.settings import Settings

# How sure a record is: a text named by title or symbol, of which the page says what became of it.
SURE = 0.95
UNTITLED = 0.8
DOUBTED = {"inferred": 0.85, "knowledge": 0.9}
FLAGGED = 0.6
EVIDENCED = (
    "title", "symbol", "body", "stage", "how", "yes", "no", "abstain", "next", "date", "session",
)  # fmt: skip


def texts_of(told: Told, settings: Settings) -> list[Draft]:
    """Read the texts of an article, with what the bodies' rules tell of them. Raises: nothing."""
    anchor = anchor_date(told.article) or settings.published
    return [settled(draft) for draft in gather(told, anchor)]


def with_votes(
    told: Told, events: Sequence[Event], texts: Sequence[Draft], coder: str
) -> tuple[Event, ...]:
    """The events of an article, those put right that its texts before bodies imply.

    Raises: nothing.
    """
    return with_implied(told, events, implied_acts(told, texts), coder)


def resolutions_of(
    told: Told, texts: Sequence[Draft], events: Sequence[Event], coder: str
) -> tuple[Resolution, ...]:
    """Write down the texts before intergovernmental bodies that an article tells of.

    In:     the article; its texts as `texts_of` gives them; its events; the coder's name and
            version.
    Out:    one record for each text, in the order of the page, with the ids of the events that
            tell the same act. Raises: nothing.
    """
    seen: Counter[Span] = Counter()
    found = []
    for draft in texts:
        span = Span(draft.start, draft.end)
        found.append(_record(told, draft, events, coder, seen[span]))
        seen[span] += 1
    return tuple(found)


def _record(
    told: Told, draft: Draft, events: Sequence[Event], coder: str, ordinal: int
) -> Resolution:
    begin = told.article.segments[0].start
    flags = flags_of(draft)
    title = draft.text("title") or draft.words or None
    body = draft.text("body")
    return Resolution(
        id=content_id("r", told.article.id, draft.start - begin, draft.end - begin, ordinal),
        article=told.article.id,
        file=told.article.file,
        title=title,
        symbol=draft.text("symbol"),
        body=body,
        part=draft.part,
        sponsor=draft.sponsor.codes,
        stage=cast(Stage, draft.text("stage")),
        how=cast("Adoption | None", draft.text("how")),
        yes=draft.number("yes"),
        no=draft.number("no"),
        abstain=draft.number("abstain"),
        cosponsors=tuple(c for c in draft.cosponsor.codes if c not in draft.sponsor.codes),
        votes=dict(draft.votes),
        vetoed_by=draft.vetoed.codes,
        next=draft.text("next"),
        date=draft.text("date"),
        session=draft.number("session"),
        thread=content_id("h", thread_key(title, draft.text("symbol"), draft.part)),
        events=events_of(draft, events),
        flags=flags,
        start=draft.start,
        end=draft.end,
        evidence=_evidence(draft),
        confidence=_confidence(draft, flags),
        coder=coder,
    )


def _evidence(draft: Draft) -> dict[str, Evidence]:
    found = {name: draft.facts[name].evidence for name in EVIDENCED if name in draft.facts}
    for name, who in (
        ("sponsor", draft.sponsor), ("cosponsors", draft.cosponsor), ("vetoed_by", draft.vetoed),
    ):  # fmt: skip
        if who.spans:
            found[name] = Evidence(spans=tuple(Span(*each) for each in who.spans), how="text")
    if draft.votes:
        found["votes"] = Evidence(
            spans=tuple(dict.fromkeys(Span(each.start, each.end) for each in draft.ballots)),
            how="text",
        )
    return found


def _confidence(draft: Draft, flags: Sequence[str]) -> float:
    sure = SURE if draft.titled or draft.text("symbol") else UNTITLED
    stage = draft.facts.get("stage")
    sure *= DOUBTED.get(stage.how, 1.0) if stage else 1.0
    return round(sure * (FLAGGED if flags else 1.0), 3)
