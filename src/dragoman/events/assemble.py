"""From acts to event records: spans, dates, evidence, ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.candidate import find_candidates
from dragoman.events.classify import Classifier
from dragoman.events.confidence import Features
from dragoman.events.consistent import Draft
from dragoman.events.draft import draft_events
from dragoman.events.forces import with_forces
from dragoman.events.model import classify_by_model, contexts_of
from dragoman.events.rejection import Rejection, rejection
from dragoman.events.slots import fillers
from dragoman.language import Sentence
from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.places import place_named
from dragoman.records import (
    Article,
    Document,
    Event,
    Evidence,
    Location,
    Party,
    Size,
    Span,
    TextInfo,
    content_id,
)
from dragoman.settings import USUAL, Settings
from dragoman.times import DateMention, find_dates

NOBODY_NAMED = Party(code=None, sector="UNK", sectors=("UNK",))
# Of these types a date may be that of the act promised, asked for or threatened.
AHEAD = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST"})
DEADLINE = frozenset({"by", "until", "till", "before", "from", "beyond", "through"})
LONGEST_EVENT_TEXT = 14
PLACE_PREPOSITIONS = ("in", "at", "near", "inside", "across", "outside")


class Told(NamedTuple):
    """What the stages before found in one article."""

    document: Document
    article: Article
    sentences: Sequence[Sentence]
    mentions: Sequence[Mapping[int, Mention]]


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
    year = anchor.year if anchor else None
    drafted = draft_events(candidates, judgements, told.mentions, year, settings.least)
    contexts = contexts_of(candidates, judgements)
    seen: Counter[Span] = Counter()
    events = []
    for draft in map(with_forces, drafted.kept):
        trigger = _trigger(draft)
        event = _event(told, draft, coder, anchor, ordinal=seen[trigger])
        events.append(replace(event, context=contexts))
        seen[trigger] += 1
    rejected = drafted.rejected if settings.rejected else ()
    return CodedArticle(
        tuple(events),
        tuple(rejection(told.article, each) for each in rejected),
        tuple(draft.features for draft in drafted.kept),
    )


def anchor_date(article: Article) -> date | None:
    """The day from which an article's relative dates count: published, else updated."""
    told = article.published or article.updated
    return date.fromisoformat(told[:10]) if told else None


def _trigger(draft: Draft) -> Span:
    token = draft.candidate.sentence.tokens[draft.candidate.trigger]
    return Span(token.start, token.end)


def _event(told: Told, draft: Draft, coder: str, anchor: date | None, ordinal: int) -> Event:
    sentence = draft.candidate.sentence
    trigger = _trigger(draft)
    begin = told.article.segments[0].start
    act = _act_span(draft)
    when, due = _when(draft, anchor)
    where, where_evidence = _place(draft, told.mentions[sentence.sequence])
    actor = _parties(draft.actor) or (NOBODY_NAMED,)
    source = told.document.text
    return Event(
        id=content_id("e", told.article.id, trigger.start - begin, trigger.end - begin, ordinal),
        article=told.article.id,
        file=told.article.file,
        date=when.day.isoformat() if when else None,
        enddate=when.last_day.isoformat() if when and when.last_day else None,
        date_text=source[when.start : when.end] if when else None,
        granularity=when.granularity if when else None,
        planned_for=due.day.isoformat() if due else None,
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
        evidence=_evidence(draft, _When(when, due)) | where_evidence,
        confidence=round(draft.confidence, 3),
        coder=coder,
    )


def _parties(mentions: Iterable[Mention]) -> tuple[Party, ...]:
    """Everybody once, under the first words that name him on this side of the act."""
    found: dict[tuple[str | None, str | int | None], Party] = {}
    for mention in mentions:
        for party in mention.parties or (_unknown(mention),):
            entity = party.entity or (None if party.code else party.start)
            found.setdefault((party.code, entity), party)
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


class _When(NamedTuple):
    """When an act took place, and when what it promises is due."""

    done: DateMention | None
    due: DateMention | None


def _when(draft: Draft, anchor: date | None) -> _When:
    """Read an act's dates: a deadline ("by June"), or a day of what is only planned, is when it
    is due; else the date in the act's own clause, the nearest first, or the sentence's only one."""
    sentence = draft.candidate.sentence
    planned = draft.status.shown_by is not None and draft.event_type in AHEAD
    if planned or draft.status.status == "future":
        return _When(None, _nearest(draft, find_dates(sentence, anchor, ahead=True)))
    dates = find_dates(sentence, anchor)
    deadlines = [each for each in dates if _is_deadline(sentence, each)]
    done = [each for each in dates if each not in deadlines]
    due = None
    if deadlines and draft.event_type in AHEAD:
        ahead = find_dates(sentence, anchor, ahead=True)
        due = _nearest(draft, [d for d in ahead if d.start in {each.start for each in deadlines}])
    lone = done[0] if len(dates) == 1 and done and draft.status.status == "actual" else None
    return _When(_nearest(draft, done) or lone, due)


def _nearest(draft: Draft, dates: Iterable[DateMention]) -> DateMention | None:
    """The date in the act's own clause that stands nearest to its trigger."""
    sentence, trigger = draft.candidate.sentence, _trigger(draft)
    clause = sentence.subtree(draft.candidate.trigger, "relcl", "conj", "ccomp")
    spans = [(sentence.tokens[i].start, sentence.tokens[i].end) for i in clause]
    own = [each for each in dates if any(each.start < e and s < each.end for s, e in spans)]
    return min(own, key=lambda each: abs(each.start - trigger.start), default=None)


def _is_deadline(sentence: Sentence, told: DateMention) -> bool:
    first = next(token for token in sentence.tokens if token.end > told.start)
    before = sentence.tokens[first.i - 1] if first.i else first
    return first.lemma in DEADLINE or before.lemma in DEADLINE


def _place(draft: Draft, mentions: Mapping[int, Mention]) -> tuple[Location, dict[str, Evidence]]:
    """The town or country that the act's own "in …" names."""
    for preposition in PLACE_PREPOSITIONS:
        for head in fillers(draft.candidate.slots, preposition):
            mention = mentions.get(head)
            found = place_named(mention.text) if mention and mention.kind == "name" else None
            if mention and found:
                span = Span(mention.start, mention.end)
                source = "countries" if found.geonameid is None else "cities"
                where = Location(
                    text=mention.text,
                    name=found.name,
                    country=found.country,
                    lat=found.lat,
                    lon=found.lon,
                    geonameid=found.geonameid,
                    start=mention.start,
                    end=mention.end,
                )
                read = Evidence(spans=(span,), how="knowledge", source=source)
                return where, {"event_loc.country": read}
    return Location(), {}


def _evidence(draft: Draft, when: _When) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for field, told in (("date", when.done), ("planned_for", when.due)):
        if told:
            found[field] = Evidence(spans=(Span(told.start, told.end),), how="text")
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
