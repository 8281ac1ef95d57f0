"""Whether every span of a record holds the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.records import (
    Article,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Record,
    Resolution,
    Span,
    Statement,
)

SHORT = 40


def wrong_spans(record: Record, text: str) -> Iterator[str]:
    """Say which spans of a record do not hold, in its document's text, what the record says.

    In:     a record, the text that its offsets count in.
    Out:    one complaint for each, naming the field; none when the record is proven.
    Raises: nothing.
    """
    match record:
        case Article():
            for number, segment in enumerate(record.segments):
                yield from _outside(f"segments.{number}", Span(segment.start, segment.end), text)
        case Event():
            yield from _of_event(record, text)
        case Statement():
            yield from _outside("start", Span(record.start, record.end), text)
            for side in ("speaker", "addressee", "about"):
                yield from _of_parties(side, getattr(record, side), text)
        case Figure():
            yield from _outside("start", Span(record.start, record.end), text)
            yield from _of_parties("said_by", record.said_by, text)
        case Resolution():
            yield from _outside("start", Span(record.start, record.end), text)


def _of_event(event: Event, text: str) -> Iterator[str]:
    info = event.text_info
    sentence = Span(info.start, info.end)
    yield from _unlike("text", event.text, sentence, text)
    if not info.start <= info.trigger.start < info.trigger.end <= info.end:
        trigger = f"{info.trigger.start}–{info.trigger.end}"
        yield f"text_info.trigger: {trigger} is not inside its sentence {info.start}–{info.end}"
    if event.event_text not in event.text:
        yield f"event_text: {_quoted(event.event_text)} is not in its sentence"
    for side in ("actor", "recipient", "said_by"):
        yield from _of_parties(side, getattr(event, side), text)
    yield from _of_place(event.event_loc, text)
    yield from _of_evidence(event.evidence, text)
    if event.date_text is not None:
        shown = event.evidence.get("date")
        if shown is None:
            yield f"date_text: {_quoted(event.date_text)} has no evidence"
        else:
            yield from _unlike("date_text", event.date_text, shown.spans[0], text)


def _of_parties(side: str, parties: tuple[Party, ...], text: str) -> Iterator[str]:
    for number, party in enumerate(parties):
        if party.start is not None and party.end is not None:
            span = Span(party.start, party.end)
            yield from _unlike(f"{side}.{number}.entity_text", party.entity_text, span, text)


def _of_place(place: Location, text: str) -> Iterator[str]:
    if place.start is not None and place.end is not None:
        yield from _unlike("event_loc.text", place.text, Span(place.start, place.end), text)


def _of_evidence(evidence: Mapping[str, Evidence], text: str) -> Iterator[str]:
    for field, shown in evidence.items():
        for span in shown.spans:
            yield from _outside(f"evidence.{field}", span, text)


def _outside(field: str, span: Span, text: str) -> Iterator[str]:
    if not 0 <= span.start < span.end <= len(text):
        yield f"{field}: {span.start}–{span.end} lies outside the text of {len(text)} characters"


def _unlike(field: str, words: str | None, span: Span, text: str) -> Iterator[str]:
    outside = list(_outside(field, span, text))
    if outside:
        yield from outside
    elif text[span.start : span.end] != words:
        there = _quoted(text[span.start : span.end])
        yield f"{field}: says {_quoted(words)}, at {span.start}–{span.end} stands {there}"


def _quoted(words: str | None) -> str:
    if words is None:
        return "nothing"
    return f"“{words if len(words) <= SHORT else words[: SHORT - 1] + '…'}”"
