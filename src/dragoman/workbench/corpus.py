"""Reviewed articles as documents of the training corpus: one sentence a line, marks in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.language import Sentence, parse_articles
from dragoman.places import country_of
from dragoman.records import Article, Document, Event, Party, Segment, Span
from dragoman.store.printable import printable
from dragoman.workbench.exporting import Reviewed

VOICE = "desk"
SIGNS = {"headline": "# ", "caption": "> ", "bullet": "- "}
SECTORLESS = ("UNO", "EUR", "IGO", "NGO", "MNC", "ISM")
LETTERS = (("actor", "a"), ("recipient", "r"), ("said_by", "s"))


class Marked(NamedTuple):
    """A span of the document and the note on it."""

    span: Span
    note: str


def corpus_lines(articles: Iterable[Reviewed]) -> Iterator[str]:
    """Write reviewed articles in the form of the corpus (`training/guidelines.md`).

    In:     reviewed articles. Out: lines; documents that have no headline or no event are left
            out. What can't be marked, as spans that cross, is unmarked: read each before use.
    Raises: DragomanError if the parser is missing.
    """
    for number, each in enumerate(articles, 1):
        events = [record for record in each.records if isinstance(record, Event)]
        told = [segment for segment in each.article.segments if segment.kind != "boilerplate"]
        if events and each.article.title:
            yield from _document(number, each.article, each.document, told, events)


def _document(
    number: int,
    article: Article,
    document: Document,
    segments: Sequence[Segment],
    events: Sequence[Event],
) -> Iterator[str]:
    (sentences,) = parse_articles(document, [segments])
    notes = list(_notes(events))
    country = country_of(article.place)
    yield f"=== {VOICE}-{number:03d}"
    yield f"date: {article.published or article.updated or 'none'}"
    yield f"place: {article.place}, {country}" if article.place and country else "place: none"
    yield "contexts: none"
    yield ""
    headline = next((each for each in segments if each.kind == "headline"), None)
    if headline is None:
        yield f"# {_plain(article.title or '')}"
        yield ""
    for i, segment in enumerate(segments):
        within = [each for each in sentences if segment.start <= each.start < segment.end]
        if not within:
            continue
        if i and segment is not headline:
            yield ""
        yield from _paragraph(segment, within, document.text, notes)
    yield ""


def _paragraph(
    segment: Segment, sentences: Sequence[Sentence], text: str, notes: Sequence[Marked]
) -> Iterator[str]:
    sign = SIGNS.get(segment.kind, "")
    for sentence in sentences:
        within = Span(sentence.start, sentence.start + len(sentence.text))
        yield sign + " ".join(_bracketed(text, within, notes).split())


def _notes(events: Sequence[Event]) -> Iterator[Marked]:
    """The notes of all events, those on the very same words together."""
    roles: dict[tuple[Span, str], list[str]] = {}
    for number, event in enumerate(events, 1):
        mode = f".{event.mode}" if event.mode else ""
        status = f"~{event.status}" if event.status != "actual" else ""
        yield Marked(_act(event), f"e{number}:{event.event_type}{mode}{status}")
        for field, letter in LETTERS:
            for party in getattr(event, field):
                span = _span(party, event)
                if span is not None:
                    roles.setdefault((span, _who(party)), []).append(f"{letter}{number}")
    for (span, who), told in roles.items():
        yield Marked(span, f"{','.join(dict.fromkeys(told))}:{who}")


def _act(event: Event) -> Span:
    first, last = event.text_info.trigger
    at = event.text.find(event.event_text)
    start = event.text_info.start + at
    if at >= 0 and start <= first and last <= start + len(event.event_text):
        return Span(start, start + len(event.event_text))
    return event.text_info.trigger


def _span(party: Party, event: Event) -> Span | None:
    """Where in the act's sentence a party is named; None outside it."""
    info = event.text_info
    if party.start is not None and party.end is not None:
        inside = info.start <= party.start and party.end <= info.end
        return Span(party.start, party.end) if inside else None
    at = event.text.find(party.entity_text) if party.entity_text else -1
    if at < 0 or party.entity_text is None:
        return None
    return Span(info.start + at, info.start + at + len(party.entity_text))


def _who(party: Party) -> str:
    if party.code in SECTORLESS and not (party.code == "UNO" and party.sector == "MIL"):
        return party.code
    sector = party.sector or "UNK"
    if party.code is None and sector not in ("UAF", "UNK"):
        sector = "UNK"
    return f"{party.code or '-'}.{sector}"


def _bracketed(text: str, within: Span, notes: Sequence[Marked]) -> str:
    """A sentence with its marks; of two that cross, the one that begins later is left out."""
    kept: list[Marked] = []
    for one in sorted(notes, key=lambda each: (each.span.start, -each.span.end)):
        inside = within.start <= one.span.start < one.span.end <= within.end
        if inside and not any(_cross(one.span, other.span) for other in kept):
            kept.append(one)
    opening: dict[int, int] = {}
    closing: dict[int, list[str]] = {}
    for one in kept:
        opening[one.span.start] = opening.get(one.span.start, 0) + 1
        # The later mark is the inner one: it closes first.
        closing.setdefault(one.span.end, []).insert(0, f"|{one.note}]")
    written = []
    for at in range(within.start, within.end + 1):
        written.append("".join(closing.get(at, ())))
        written.append("[" * opening.get(at, 0))
        if at < within.end:
            written.append(_plain(text[at]))
    return "".join(written)


def _cross(one: Span, other: Span) -> bool:
    return (
        one.start < other.start < one.end < other.end
        or other.start < one.start < other.end < one.end
    )


def _plain(words: str) -> str:
    shown = printable(words)
    for character in "\\[]|":
        shown = shown.replace(character, "\\" + character)
    return shown
