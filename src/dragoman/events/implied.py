"""Acts that a text before a body implies, put right among the events of its article.

Other rooms name such acts (a body adopts, states vote no); the events are made and mended here
alone, so that an act is never counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.events.assemble import Told
from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.records import (
    Event,
    Evidence,
    Location,
    Party,
    Size,
    Span,
    TextInfo,
    content_id,
)

# What the coder may take an adoption for, and what of it stands: a text that condemns is ACCUSE.
STANDS = {"SUPPORT": frozenset({"SUPPORT", "ACCUSE"}), "REJECT": frozenset({"REJECT"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedAct:
    """An act that must stand once among the events.

    `words` are all words of the article that tell it (spans of single words), the fullest telling
    first; `first` to `last` the words that state it there. With no `event_type` the words tell no
    act at all: whoever abstains neither supports nor rejects. `told` is false where words that
    the coder passed over are not to be made an event.
    """

    event_type: str | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    words: tuple[Span, ...]
    sentence: int
    act: Span
    date: str | None
    evidence: Mapping[str, Evidence]
    confidence: float


def with_implied(
    told: Told, events: Sequence[Event], acts: Iterable[ImpliedAct], coder: str
) -> tuple[Event, ...]:
    """Put the implied acts right.

    In:     the article; its events; the acts; the coder's name and version.
    Out:    the events in the order of the page, where for each act one event stands: that which
            the coder found in one of its words, with the act's own parties; else a new one.
            Others in the same words are left out. Raises: nothing.
    """
    found = list(events)
    for act in acts:
        words = set(act.words)
        here = [each for each in found if each.text_info.trigger in words]
        if act.event_type is None:
            found = [each for each in found if each not in here]
            continue
        stands = [each for each in here if each.event_type in STANDS[act.event_type]]
        first = min(stands or here, key=lambda each: act.words.index(each.text_info.trigger),
                    default=None)  # fmt: skip
        if first is not None:
            mended = _marked(_mended(first, act))
            found = [mended if each is first else each for each in found
                     if each is first or each not in here]  # fmt: skip
        else:
            found.append(_marked(_made(told, act, coder, found)))
    return tuple(sorted(found, key=lambda each: each.text_info.trigger))


def _mended(event: Event, act: ImpliedAct) -> Event:
    """The coder's event with the act's parties; of recipients the coder knew none but these.

    A vote tells that a text is refused, not what of it: it has no mode.
    """
    typed = event
    voted = act.event_type == "REJECT"
    if act.event_type and (voted or event.event_type not in STANDS[act.event_type]):
        typed = replace(
            event,
            event_type=act.event_type,
            mode=None,
            modes=(),
            cameo=cameo_of(act.event_type, None),
            quad_code=quad_code(act.event_type),
            event_scale=event_scale(act.event_type, None),
        )
    if typed.event_type == "ACCUSE":
        return typed
    kept = {
        name: seen
        for name, seen in typed.evidence.items()
        if not name.startswith("recipient." if not act.actor else ("actor.", "recipient."))
    }
    return replace(
        typed,
        actor=act.actor or typed.actor,
        recipient=act.recipient,
        evidence=kept | dict(act.evidence),
    )


def _marked(event: Event) -> Event:
    """The event, with "inferred" on the codes of parties that another sentence names."""
    here = range(event.text_info.start, event.text_info.end)
    shown = dict(event.evidence)
    for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
        for at, party in enumerate(parties):
            if party.start is not None and party.end is not None and party.start not in here:
                named = (Span(party.start, party.end),)
                shown[f"{side}.{at}.code"] = Evidence(spans=named, how="inferred")
    return replace(event, evidence=shown)


def _made(told: Told, act: ImpliedAct, coder: str, others: Sequence[Event]) -> Event:
    sentence = told.sentences[act.sentence]
    trigger = act.words[0]
    begin = told.article.segments[0].start
    ordinal = Counter(each.text_info.trigger for each in others)[trigger]
    event_type = act.event_type or ""
    source = told.document.text
    return Event(
        id=content_id("e", told.article.id, trigger.start - begin, trigger.end - begin, ordinal),
        article=told.article.id,
        file=told.article.file,
        date=act.date,
        enddate=None,
        date_text=_date_text(act, source),
        granularity="day" if act.date else None,
        planned_for=None,
        event_type=event_type,
        mode=None,
        modes=(),
        context=others[0].context if others else (),
        cameo=cameo_of(event_type, None),
        quad_code=quad_code(event_type),
        event_scale=event_scale(event_type, None),
        actor=act.actor,
        recipient=act.recipient,
        status="actual",
        said_by=(),
        event_loc=Location(),
        size=Size(),
        event_text=source[act.act.start : act.act.end],
        text=source[sentence.start : sentence.end],
        text_info=TextInfo(
            sequence=sentence.sequence, start=sentence.start, end=sentence.end, trigger=trigger
        ),
        evidence=dict(act.evidence),
        confidence=act.confidence,
        coder=coder,
    )


def _date_text(act: ImpliedAct, source: str) -> str | None:
    spans = act.evidence["date"].spans if "date" in act.evidence else ()
    return source[spans[0].start : spans[0].end] if spans else None
