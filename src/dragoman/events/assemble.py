"""From acts to event records: spans, dates, evidence, ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.attribution import Attribution
from dragoman.events.candidate import find_candidates
from dragoman.events.classify import Classifier
from dragoman.events.confidence import Features
from dragoman.events.consistent import Draft
from dragoman.events.draft import Around, draft_events
from dragoman.events.forces import with_forces
from dragoman.events.history import latest_year
from dragoman.events.model import classify_by_model, contexts_of
from dragoman.events.rejection import Rejection, rejection
from dragoman.events.size import with_sizes
from dragoman.events.slots import fillers
from dragoman.events.when import Act, Calendar, anchor_date, calendar_of, when_of
from dragoman.events.where import Setting, read_setting, where_of
from dragoman.language import Sentence
from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.records import (
    Article,
    Document,
    Event,
    Evidence,
    Party,
    Size,
    Span,
    TextInfo,
    content_id,
)
from dragoman.settings import USUAL, Settings

NOBODY_NAMED = Party(code=None, sector="UNK", sectors=("UNK",))
LONGEST_EVENT_TEXT = 14
PLACE_PREPOSITIONS = ("in", "at", "near", "inside", "across", "outside")


class Told(NamedTuple):
    """What the stages before found in one article."""

    document: Document
    article: Article
    sentences: Sequence[Sentence]
    mentions: Sequence[Mapping[int, Mention]]


class Surroundings(NamedTuple):
    """What of an article tells when and where its acts took place."""

    calendar: Calendar
    setting: Setting


class CodedArticle(NamedTuple):
    """The events of one article, and the candidates that are none (if they are wanted).

    `features` has for each event what its confidence was computed from (see `confidence`).
    """

    events: tuple[Event, ...]
    rejected: tuple[Rejection, ...]
    features: tuple[Features, ...]


def code_events(
    told: Told,
    coder: str,
    settings: Settings = USUAL,
    classifier: Classifier = classify_by_model,
) -> CodedArticle:
    """Code the events of one article.

    In:     an article with its sentences and mentions, the coder's name and version, the user's
            settings, and the classifier.
    Out:    event records in the order of the page, ids unique within the article.
    Raises: DragomanError if the model can't be loaded.
    """
    candidates = find_candidates(told.sentences, told.mentions)
    judgements = classifier(candidates)
    anchor = anchor_date(told.article) or settings.published
    around = Around(
        told.mentions,
        Attribution(told.sentences, told.mentions),
        anchor.year if anchor else latest_year(told.sentences),
    )
    drafted = draft_events(candidates, judgements, around, settings.least)
    contexts = contexts_of(candidates, judgements)
    surroundings = Surroundings(
        calendar_of(told.document, told.article, told.sentences, anchor),
        read_setting(*told, anchor),
    )
    seen: Counter[Span] = Counter()
    events = []
    for draft in map(with_forces, drafted.kept):
        trigger = _trigger(draft)
        event = _event(told, draft, coder, surroundings, ordinal=seen[trigger])
        events.append(replace(event, context=contexts))
        seen[trigger] += 1
    rejected = drafted.rejected if settings.rejected else ()
    return CodedArticle(
        with_sizes(events, drafted.kept, told.mentions),
        tuple(rejection(told.article, each) for each in rejected),
        tuple(draft.features for draft in drafted.kept),
    )


def _trigger(draft: Draft) -> Span:
    token = draft.candidate.sentence.tokens[draft.candidate.trigger]
    return Span(token.start, token.end)


def _event(told: Told, draft: Draft, coder: str, surroundings: Surroundings, ordinal: int) -> Event:
    sentence = draft.candidate.sentence
    trigger = _trigger(draft)
    begin = told.article.segments[0].start
    act = _act_span(draft)
    act_told = Act(sentence, draft.candidate.trigger, draft.event_type, draft.status)
    when = when_of(act_told, surroundings.calendar)
    done, due = when
    where, where_evidence = where_of(draft, surroundings.setting, done.told if done else None)
    actor = _parties(draft.actor) or (NOBODY_NAMED,)
    source = told.document.text
    return Event(
        id=content_id("e", told.article.id, trigger.start - begin, trigger.end - begin, ordinal),
        article=told.article.id,
        file=told.article.file,
        date=done.told.day.isoformat() if done else None,
        enddate=done.told.last_day.isoformat() if done and done.told.last_day else None,
        date_text=source[slice(*done.words)] if done and done.words else None,
        granularity=done.told.granularity if done else None,
        planned_for=due.told.day.isoformat() if due else None,
        event_type=draft.event_type,
        mode=draft.mode,
        modes=(draft.mode,) if draft.mode else (),
        context=(),
        cameo=cameo_of(draft.event_type, draft.mode),
        quad_code=quad_code(draft.event_type),
        event_scale=event_scale(draft.event_type, draft.mode),
        actor=_in_source(actor, source),
        recipient=_in_source(_parties(draft.recipient), source),
        status=draft.status.status,
        said_by=_in_source(_parties(draft.said_by), source),
        event_loc=where,
        size=Size(),
        event_text=source[act.start : act.end],
        text=source[sentence.start : sentence.end],
        text_info=TextInfo(
            sequence=sentence.sequence, start=sentence.start, end=sentence.end, trigger=trigger
        ),
        evidence={**when.evidence(trigger), **_evidence(draft), **where_evidence},
        confidence=round(draft.confidence, 3),
        coder=coder,
    )


def _parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """Everybody once, under the first words that name him on this side of the act."""
    found: dict[tuple[str | None, str | int | None], Party] = {}
    for mention in mentions:
        for party in mention.parties or (_unknown(mention),):
            entity = party.entity or (None if party.code else party.start)
            # A person is one, whatever country a second mention may seem to be of.
            code = None if mention.person and party.entity else party.code
            found.setdefault((code, entity), party)
    return tuple(found.values())


def _unknown(mention: Mention) -> Party:
    """Somebody whom neither the page nor the tables make known: his words alone."""
    return Party(
        code=None, sector=None, entity_text=mention.text, start=mention.start, end=mention.end
    )


def _in_source(parties: Iterable[Party], text: str) -> tuple[Party, ...]:
    """The mention's words as the page prints them."""
    return tuple(
        party if party.start is None else replace(party, entity_text=text[party.start : party.end])
        for party in parties
    )


def _act_span(draft: Draft) -> Span:
    """The words that state the act: the trigger with its helpers, particle and object."""
    candidate = draft.candidate
    tokens = candidate.sentence.tokens
    helpers = [kid.i for kid in candidate.sentence.kids(candidate.trigger, "auxpass", "prt", "neg")]
    light = fillers(candidate.slots, "light")
    objects = fillers(candidate.slots, "obj")[:1] if candidate.kind == "verb" else []
    inside = [candidate.trigger, *helpers, *light, *objects]
    near = [i for i in inside if abs(i - candidate.trigger) <= LONGEST_EVENT_TEXT]
    return Span(tokens[min(near)].start, tokens[max(near)].end)


def _evidence(draft: Draft) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    if draft.status.shown_by is not None:
        token = draft.candidate.sentence.tokens[draft.status.shown_by]
        found["status"] = Evidence(spans=(Span(token.start, token.end),), how="text")
    for side, mentions in (
        ("actor", draft.actor),
        ("recipient", draft.recipient),
        ("said_by", draft.said_by),
    ):
        pairs = [pair for m in mentions for pair in zip(m.parties, m.evidence, strict=True)]
        first = dict(reversed(pairs))
        for at, party in enumerate(_parties(mentions)):
            for field, shown in first.get(party, {}).items():
                if getattr(party, field):
                    found[f"{side}.{at}.{field}"] = shown
    return found
