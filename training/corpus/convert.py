"""The corpus as Dragoman's own records: one article each, one event for each act."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, cast, get_args

from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.records import (
    Article,
    Event,
    Evidence,
    Granularity,
    Location,
    Party,
    Record,
    Segment,
    Size,
    Span,
    Status,
    TextInfo,
    content_id,
)
from training.corpus.form import Act, Mention, Sentence, Written
from training.corpus.parsed import READER, as_document

CODER = "corpus 1"
NOBODY_NAMED = Party(code=None, sector="UNK", sectors=("UNK",))


class Days(NamedTuple):
    """A date as records tell it."""

    first: str
    last: str | None
    granularity: Granularity


def as_records(written: Written) -> list[Record]:
    """Turn a document into records.

    In:     one document; the text that its offsets count in is `written.text`.
    Out:    its article, then an event for each act, in the order of their fullest tellings.
    Raises: nothing.
    """
    article = _article(written)
    tellings = sorted((fullest(written, act) for act in written.first_tellings()), key=_place)
    return [article, *(_event(written, article, telling) for telling in tellings)]


def fullest(written: Written, act: Act) -> Act:
    """The telling of an act that names most of its parties, dates and places. Raises: nothing.

    Of equals the one outside the headline, then the earliest.
    """

    def fullness(one: Act) -> tuple[int, bool, int]:
        named = sum(
            role.act == one.note.number for mention in written.mentions for role in mention.roles
        )
        return named, written.sentences[one.sentence].kind != "headline", -one.span.start

    return max(written.tellings(act), key=fullness)


def days_of(value: str) -> Days:
    """Read a date as noted: `2024`, `2024-05`, `2024-05-01`, or two with a `/` between.

    Raises: ValueError where there is no such day.
    """
    first, _, last = value.partition("/")
    if last:
        return Days(_first_day(first), _last_day(last), "range")
    if len(value) == len("2024-05-01"):
        return Days(date.fromisoformat(value).isoformat(), None, "day")
    kind: Granularity = "year" if len(value) == len("2024") else "month"
    return Days(_first_day(value), _last_day(value), kind)


def _first_day(value: str) -> str:
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :]).isoformat()


def _last_day(value: str) -> str:
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()


def _place(act: Act) -> Span:
    return act.span


def _article(written: Written) -> Article:
    document = as_document(written)
    headline = written.sentences[0]
    return Article(
        id=content_id("a", written.text, 0), file=document.file, index=0,
        title=written.words(headline.span), source=None, url=None, language="en",
        text_sha256=document.text_sha256, reader=READER, published=written.date, updated=None,
        place=written.city, segments=tuple(_segments(written.sentences)),
    )  # fmt: skip


def _segments(sentences: Sequence[Sentence]) -> Iterator[Segment]:
    for number in sorted({one.paragraph for one in sentences}):
        within = [one for one in sentences if one.paragraph == number]
        yield Segment(kind=within[0].kind, start=within[0].span.start, end=within[-1].span.end)


def _event(written: Written, article: Article, act: Act) -> Event:
    number, note = act.note.number, act.note
    first = act if note.same_as is None else written.act(note.same_as)
    sentence = written.sentences[act.sentence]
    event_type = written.event_type(act)
    all_modes = note.modes or first.note.modes
    mode = all_modes[0] if all_modes else None
    when, due = _told(written, number, "d"), _told(written, number, "p")
    days = days_of(when.value or "") if when else None
    return Event(
        id=content_id("e", article.id, act.span.start, act.span.end, 0),
        article=article.id, file=article.file,
        date=days.first if days else None, enddate=days.last if days else None,
        date_text=written.words(when.span) if when else None,
        granularity=days.granularity if days else None,
        planned_for=days_of(due.value or "").first if due else None,
        event_type=event_type, mode=mode, modes=all_modes, context=written.contexts,
        cameo=cameo_of(event_type, mode), quad_code=quad_code(event_type),
        event_scale=event_scale(event_type, mode),
        actor=_parties(written, number, "a") or (NOBODY_NAMED,),
        recipient=_parties(written, number, "r"), status=_status(first),
        said_by=_parties(written, number, "s"), event_loc=_location(written, number), size=Size(),
        event_text=written.words(act.span), text=written.words(sentence.span),
        text_info=TextInfo(
            sequence=act.sentence, start=sentence.span.start, end=sentence.span.end,
            trigger=act.span,
        ),
        evidence=_evidence(when, "date") | _evidence(due, "planned_for"),
        confidence=1.0, coder=CODER,
    )  # fmt: skip


def _status(act: Act) -> Status:
    assert act.note.status in get_args(Status)
    return cast(Status, act.note.status)


def _told(written: Written, number: int, letter: str) -> Mention | None:
    return next(iter(written.told(number, letter)), None)


def _evidence(mention: Mention | None, field: str) -> dict[str, Evidence]:
    return {field: Evidence(spans=(mention.span,), how="text")} if mention else {}


def _location(written: Written, number: int) -> Location:
    told = _told(written, number, "l")
    if told is None:
        return Location()
    words = written.words(told.span)
    return Location(
        text=words, name=words, country=told.value, start=told.span[0], end=told.span[1]
    )


def _parties(written: Written, number: int, letter: str) -> tuple[Party, ...]:
    return tuple(
        Party(
            code=who.code, sector=who.sectors[0] if who.sectors else None, sectors=who.sectors,
            entity=who.name, entity_text=written.words(mention.span),
            start=mention.span.start, end=mention.span.end,
        )
        for mention in written.told(number, letter)
        for who in mention.parties
    )  # fmt: skip
