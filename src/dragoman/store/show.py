"""A record for a person to read: what it says, and the words of the page that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rich.text import Text

from dragoman.records import (
    Article,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Resolution,
    Size,
    Statement,
)
from dragoman.store.forms import Shown, Told
from dragoman.store.marking import Piece, marked, marks_of, passage_of
from dragoman.store.printable import on_one_line

_LABEL_WIDTH = 12
_QUOTE_LENGTH = 80

STYLES = {
    "label": "dim",
    "actor": "bold cyan",
    "speaker": "bold cyan",
    "act": "bold yellow",
    "words": "bold yellow",
    "figure": "bold yellow",
    "resolution": "bold yellow",
    "recipient": "bold magenta",
    "addressee": "bold magenta",
    "about": "bold magenta",
    "said by": "green",
}


class Line(NamedTuple):
    """One line of a shown record: its label and its pieces."""

    label: str
    pieces: tuple[Piece, ...]


def render(shown: Shown, more: Sequence[Line] = ()) -> str:
    """Write a record as plain text: marked words stand as `[actor: Dar]`.

    In:     what `Store.show` gives; lines to write below it.
    Out:    lines, each ended by a newline, with no character that a terminal obeys.
    Raises: nothing.
    """
    written = []
    for line in (*lines(shown), *more):
        words = "".join(f"[{role}: {text}]" if role else text for text, role in line.pieces)
        written.append(f"{line.label:<{_LABEL_WIDTH}}{words}".rstrip() + "\n")
    return "".join(written)


def styled(shown: Shown, more: Sequence[Line] = ()) -> Text:
    """Write it as rich text: marked words are coloured by role. In, Raises: as `render`."""
    text = Text()
    for line in (*lines(shown), *more):
        text.append(f"{line.label:<{_LABEL_WIDTH}}", STYLES["label"])
        for words, role in line.pieces:
            # Two roles of the same words have the first one's colour.
            text.append(words, STYLES.get((role or "").partition("/")[0]))
        text.append("\n")
    return text


def lines(shown: Shown) -> tuple[Line, ...]:
    """List the lines of a shown record; which ones depends on its kind. Raises: nothing."""
    record = shown.record
    match record:
        case Article():
            facts = _article_facts(record, shown.records)
        case Event():
            facts = chain(_event_facts(record), (("resolution", _joined(*shown.resolutions)),))
        case Statement():
            facts = _statement_facts(record)
        case Figure():
            facts = _figure_facts(record)
        case Resolution():
            facts = _resolution_facts(record)
    told = [Line(label, (Piece(on_one_line(words)),)) for label, words in facts if words]
    if isinstance(record, Article):
        return (*told, *_places(shown))
    return (*told, _passage(shown), *_places(shown), *_receipts(shown))


def _event_facts(event: Event) -> Iterator[tuple[str, str]]:
    yield "event", event.id
    when = _when(event)
    what = " / ".join([event.event_type, *event.modes] if event.modes else [event.event_type])
    yield "type", _joined(what, event.status, when, _sure(event), sign=" · ")
    yield "who", _parties(event.actor)
    yield "to whom", _parties(event.recipient)
    yield "said by", _parties(event.said_by)
    yield "where", _location(event.event_loc)
    yield "size", _size(event.size)
    yield "context", ", ".join(event.context)
    yield "due", event.planned_for or ""


def _statement_facts(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "statement", statement.id
    manner = "quoted" if statement.quoted else "reported"
    yield "how", _joined(manner, statement.date, _sure(statement), sign=" · ")
    yield "speaker", _parties(statement.speaker)
    yield "to whom", _parties(statement.addressee)
    yield "about", _parties(statement.about)
    yield "words", f"“{statement.words}”"


def _figure_facts(figure: Figure) -> Iterator[tuple[str, str]]:
    yield "figure", figure.id
    value = None if figure.value is None else f"{figure.value:,.10g}"
    about = "about" if figure.approximate else None
    yield "value", _joined(about, value or figure.text, figure.unit, sign=" ")
    yield "what", figure.what or ""
    yield "of", _joined(*figure.of)
    yield "to", _joined(*figure.to)
    yield "period", figure.period.text if figure.period else ""
    yield "said by", _parties(figure.said_by)
    yield "sure", _sure(figure)


def _resolution_facts(resolution: Resolution) -> Iterator[tuple[str, str]]:
    yield "resolution", resolution.id
    yield "title", _joined(resolution.title, resolution.symbol)
    yield "body", resolution.body or ""
    dated = _joined(resolution.stage, resolution.how, resolution.date, _sure(resolution))
    yield "stage", dated
    yield "part", resolution.part or ""
    yield "sponsor", _joined(*resolution.sponsor)
    yield "co-sponsors", _joined(*resolution.cosponsors)
    votes = (("yes", resolution.yes), ("no", resolution.no), ("abstaining", resolution.abstain))
    yield "vote", _joined(*(f"{number} {side}" for side, number in votes if number is not None))
    for side in ("yes", "no", "abstain"):
        yield side, _joined(*(code for code, cast in resolution.votes.items() if cast == side))
    yield "vetoed by", _joined(*resolution.vetoed_by)
    yield "next", resolution.next or ""
    yield "thread", resolution.thread or ""
    yield "events", _joined(*resolution.events)
    for flag in resolution.flags:
        yield "flag", flag


def _article_facts(article: Article, told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    yield "article", article.id
    yield "title", article.title or "(none)"
    published = article.published and f"published {article.published}"
    yield "date", _joined(published, article.updated and f"updated {article.updated}") or "(none)"
    yield "place", article.place or "(none)"
    yield "source", _joined(article.source, article.url)
    yield "segments", str(len(article.segments))
    yield "records", str(len(told))
    for record in told:
        yield f" {record.record}", _summary(record)


def _summary(record: Told) -> str:
    match record:
        case Event():
            who = ", ".join(map(_name, record.actor)) or "nobody named"
            whom = ", ".join(map(_name, record.recipient))
            dyad = f"{who} → {whom}" if whom else who
            return f"{record.id}  {record.event_type}, {record.status}: {dyad}: {record.event_text}"
        case Statement():
            who = ", ".join(map(_name, record.speaker)) or "nobody named"
            return f"{record.id}  {who}: {_cut(record.words)}"
        case Figure():
            return f"{record.id}  {_joined(record.text, record.what)}"
        case Resolution():
            return f"{record.id}  {_joined(record.title, record.stage)}"


def _passage(shown: Shown) -> Line:
    within = passage_of(shown.record, shown.article)
    pieces = marked(shown.document.text, within, marks_of(shown.record))
    label = "sentence" if isinstance(shown.record, Event) else "passage"
    return Line(label, tuple(Piece(_single_blanks(text), role) for text, role in pieces))


def _places(shown: Shown) -> Iterator[Line]:
    article = shown.article
    first, *others = shown.files or (shown.document.file,)
    start, end = passage_of(shown.record, article) if _has_place(shown) else (0, 0)
    yield _line("file", f"{first}, characters {start}–{end}")
    for other in others:
        yield _line("also in", other)
    if not isinstance(shown.record, Article):
        yield _line("article", f"{article.id} “{article.title}”" if article.title else article.id)


def _has_place(shown: Shown) -> bool:
    return not isinstance(shown.record, Article) or bool(shown.record.segments)


def _receipts(shown: Shown) -> Iterator[Line]:
    if isinstance(shown.record, Event):
        for field, evidence in shown.record.evidence.items():
            yield _line("evidence", f"{field}: {_evidence(evidence, shown.document.text)}")
    if not isinstance(shown.record, Article):
        yield _line("coder", shown.record.coder)


def _evidence(evidence: Evidence, text: str) -> str:
    spans = [f"“{_cut(text[start:end])}” {start}–{end}" for start, end in evidence.spans]
    return _joined(_joined(*spans), evidence.how, evidence.source, sign=" · ")


def _parties(parties: Sequence[Party]) -> str:
    return "; ".join(map(_party, parties))


def _party(party: Party) -> str:
    codes = _joined(party.code, *(party.sectors or (party.sector,)), sign=" ")
    who = _joined(_name(party), party.office if party.office != _name(party) else None)
    place = "" if party.start is None else f"{party.start}–{party.end}"
    mention = f"“{party.entity_text}”" if party.entity_text else ""
    return _joined(who, f"[{codes}]" if codes else "", _joined(mention, place, sign=" "), sign=" ")


def _name(party: Party) -> str:
    return party.name or party.entity_text or party.office or party.code or "unknown"


def _location(place: Location) -> str:
    name = place.name or place.text
    degrees = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None else None
    if place.lon is None:
        degrees = None
    return _joined(name, place.country, degrees and f"({degrees})", sign=" ")


def _size(size: Size) -> str:
    numbers = (
        ("dead", size.dead),
        ("injured", size.injured),
        ("arrested", size.arrested),
        ("participants", size.participants),
    )
    return _joined(*(f"{number} {what}" for what, number in numbers if number is not None))


def _when(event: Event) -> str:
    days = event.date or "no date"
    if event.enddate and event.enddate != event.date:
        days = f"{days} to {event.enddate}"
    said = f"(“{event.date_text}”)" if event.date_text else ""
    return _joined(days, said, sign=" ")


def _sure(record: Told) -> str:
    return f"confidence {record.confidence:.2f}"


def _joined(*words: str | None, sign: str = ", ") -> str:
    return sign.join(word for word in words if word)


def _cut(text: str) -> str:
    whole = on_one_line(text)
    return whole if len(whole) <= _QUOTE_LENGTH else whole[: _QUOTE_LENGTH - 1] + "…"


def _single_blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _line(label: str, words: str) -> Line:
    return Line(label, (Piece(on_one_line(words)),))
