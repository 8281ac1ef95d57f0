"""Why an event was coded: its article coded once more from the text that the store keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.actors import find_mentions
from dragoman.events.candidate import find_candidates
from dragoman.events.draft import PROMISED
from dragoman.events.model import classify_by_model
from dragoman.events.why import PartyChance, Why, explain
from dragoman.language import parse_articles
from dragoman.pipeline import CODER
from dragoman.places import dateline_country
from dragoman.records import Event, Span
from dragoman.store.errors import StoreError
from dragoman.store.forms import Shown
from dragoman.store.marking import Piece
from dragoman.store.printable import on_one_line
from dragoman.store.show import Line


def why_lines(shown: Shown, path: Path) -> tuple[Line, ...]:
    """Explain why an event was coded, as lines to print below it.

    In:     what `Store.show` gave, and the store's path for complaints.
    Out:    printable lines; a single one where this version sees no act in the event's word.
    Raises: StoreError if the record is no event; DragomanError if parser or model is missing.
    """
    event = shown.record
    if not isinstance(event, Event):
        raise StoreError(path, _no_event(shown))
    why = _explained(shown, event)
    told = _facts(why, event) if why else [("why", _unexplained(shown, event))]
    return tuple(Line(label, (Piece(on_one_line(words)),)) for label, words in told)


def _no_event(shown: Shown) -> str:
    kind = shown.record.record
    article = "an" if kind == "article" else "a"
    return (
        f"{on_one_line(shown.record.id)} is {article} {kind}, and only events are explained; "
        "leave --why out, or name an event"
    )


def _explained(shown: Shown, event: Event) -> Why | None:
    article = shown.article
    (sentences,) = parse_articles(shown.document, [article.segments])
    day = article.published or article.updated
    mentions = find_mentions(sentences, dateline_country(article.place), day)
    candidates = find_candidates(sentences, mentions)
    for i, candidate in enumerate(candidates):
        token = candidate.sentence.tokens[candidate.trigger]
        if Span(token.start, token.end) == event.text_info.trigger:
            return explain(candidates, classify_by_model(candidates), i)
    return None


def _unexplained(shown: Shown, event: Event) -> str:
    start, end = event.text_info.trigger
    word = shown.document.text[start:end]
    by = f"it was coded by {event.coder}, this is {CODER}"
    return f"“{word}” is no act that this version would look at ({by}); add the page again"


def _facts(why: Why, event: Event) -> Iterator[tuple[str, str]]:
    yield "why", f"{why.kind} “{why.word}” ({why.lemma})"
    yield "table", why.because
    slots = (f"{slot.role}: {', '.join(f'“{each}”' for each in slot.words)}" for slot in why.slots)
    yield "slots", " · ".join(slots) or "(none)"
    yield "types", " · ".join(f"{name} {chance:.2f}" for name, chance in why.types)
    if event.event_type != why.chosen:
        yield "recorded as", _recorded_as(why, event)
    for party in why.parties:
        yield "party", _party(party)
    if why.network is None:
        yield "words", "the table alone judged it: the network did not read it"
        return
    without = " · ".join(f"“{each.word}” −{each.drop:.2f}" for each in why.carriers)
    alone = f"{why.chosen} {why.network:.2f} by the network alone"
    yield "words", f"{alone}; without {without}" if without else f"{alone}; no one word carries it"


def _recorded_as(why: Why, event: Event) -> str:
    if PROMISED.get(why.chosen) == event.event_type:
        return f"{event.event_type}: {why.chosen} that is only planned"
    if event.coder != CODER:
        return f"{event.event_type} by {event.coder}; this is {CODER}"
    return f"{event.event_type} by a rule that came after"


def _party(party: PartyChance) -> str:
    roles = f" → {', '.join(party.roles)}" if party.roles else ""
    if party.actor is None or party.recipient is None or party.source is None:
        return f"“{party.words}” ({party.slot}){roles}"
    chances = (
        f"actor {party.actor:.2f} · recipient {party.recipient:.2f} · source {party.source:.2f}"
    )
    return f"“{party.words}” ({party.slot}): {chances}{roles}"
