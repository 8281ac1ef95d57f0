"""Choosing the sentences of a brief and their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from dragoman.records import Event, Figure, Party, Resolution, Statement
from dragoman.relations.briefs.sentences import sentence_at
from dragoman.relations.sides import Side
from dragoman.store.days import (
    Telling,
    dated_between,
    due_between,
    newest_day,
    newest_naming,
    told_between,
)
from dragoman.store.dyads import place_of
from dragoman.store.marking import passage_of
from dragoman.store.printable import on_one_line
from dragoman.store.telling import stories_of

# A page holds about so many lines.
MOST = {"happened": 10, "planned": 5, "said": 6, "figures": 6, "resolutions": 5}
TITLES = {
    "happened": "What happened", "planned": "What is planned", "said": "Who said what",
    "figures": "Figures", "resolutions": "Resolutions",
}  # fmt: skip
# What was promised is of interest as long before it is due.
AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: words of a page (`quoted`: a speaker's own), whose word it is, where it stands.

    `speaker`: who said these very words; `said_by`: on whose word the page tells it; `what`: the
    record in a few codes; `reports`: how many articles tell it.
    """

    words: str
    quoted: bool = False
    speaker: str = ""
    said_by: str = ""
    what: str
    record: str
    source: str
    title: str
    url: str | None
    day: str
    file: str
    reports: int = 1
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The weightiest lines on one matter; `more` that found no room."""

    name: str
    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A side's brief; days are both included, `None` where the store holds no dated article.

    `newest`: the day of the newest article that names the side, for who found nothing.
    """

    side: Side
    since: str | None
    until: str | None
    articles: int
    sections: tuple[Section, ...]
    newest: str | None = None


def brief(
    connection: sqlite3.Connection, side: Side, days: int = 7, until: date | None = None
) -> Brief:
    """Make a side's brief of the last days.

    In:     a connection from `Store.questions`; a country, group or body; how many days, up to
            `until`, else up to the store's newest article.
    Out:    what happened on these days (acts without a date by their article's), what is
            planned, statements, figures, resolutions, each by weight; see docs/how-it-works.md.
    Raises: sqlite3.Error; ValueError for fewer days than one.
    """
    if days < 1:
        raise ValueError(f"a brief of {days} days holds nothing; give 1 or more")
    last = until or _parsed(newest_day(connection))
    if last is None:
        return Brief(side=side, since=None, until=None, articles=0, sections=())
    first = last - timedelta(days=min(days - 1, (last - date.min).days))
    since, to = first.isoformat(), last.isoformat()
    told = [each for each in told_between(connection, since, to) if _touches(each, side)]
    dated = [each for each in dated_between(connection, since, to) if _touches(each, side)]
    end = (last + min(AHEAD, date.max - last)).isoformat()
    due = [each for each in due_between(connection, to, end) if _touches(each, side)]
    found = {
        "happened": _happened(connection, [*told, *dated], since, to),
        "planned": _planned(connection, [*told, *due], to),
        "said": _lines(told, _said),
        "figures": _lines(told, _figure),
        "resolutions": _lines(told, _resolution),
    }
    articles = {each.article.id for each in (*told, *dated, *due)}
    sections = tuple(_section(name, lines) for name, lines in found.items() if lines)
    return Brief(
        side=side,
        since=since,
        until=to,
        articles=len(articles),
        sections=sections,
        newest=None if sections else newest_naming(connection, side.countries),
    )


def _parsed(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _section(name: str, lines: Sequence[Line]) -> Section:
    ordered = sorted(lines, key=lambda line: (-line.weight, line.day, line.record))
    kept = list({line.words: line for line in reversed(ordered)}.values())[::-1]
    most = MOST[name]
    return Section(
        name=name, title=TITLES[name], lines=tuple(kept[:most]), more=max(0, len(kept) - most)
    )


# --- of whom ---


def _touches(telling: Telling, side: Side) -> bool:
    record, places = telling.record, set(side.places)
    match record:
        case Event():
            return _of(record.actor, places) or _of(record.recipient, places)
        case Statement():
            return _of(record.speaker, places) or _of(record.about, places)
        case Figure():
            return not places.isdisjoint((*record.of, *record.to))
        case Resolution():
            states = (*record.sponsor, *record.cosponsors, *record.vetoed_by, *record.votes)
            return not places.isdisjoint(states)


def _of(parties: Iterable[Party], places: set[str]) -> bool:
    return any(place_of(party) in places for party in parties)


# --- events ---


def _happened(
    connection: sqlite3.Connection, told: Iterable[Telling], since: str, until: str
) -> list[Line]:
    """Acts of these days; those without a date are of their article's."""

    def fits(event: Event) -> bool:
        return event.status == "actual" and (event.date is None or since <= event.date <= until)

    return _events(connection, told, fits)


def _planned(connection: sqlite3.Connection, told: Iterable[Telling], until: str) -> list[Line]:
    """What is to come: told in these days, or due soon."""

    def fits(event: Event) -> bool:
        due = event.planned_for or (event.date if event.status == "future" else None)
        ahead = event.status == "future" or event.planned_for is not None
        return ahead and event.status != "negated" and (due is None or due >= until)

    return _events(connection, told, fits)


def _events(
    connection: sqlite3.Connection, told: Iterable[Telling], fits: Callable[[Event], bool]
) -> list[Line]:
    """One line for each act, in the words of its fullest sentence."""
    events = [(each, each.record) for each in told if isinstance(each.record, Event)]
    events = [(telling, event) for telling, event in events if fits(event)]
    stories = stories_of(connection, [event.id for _, event in events])
    acts: dict[object, list[tuple[Telling, Event]]] = {}
    for telling, event in events:
        acts.setdefault(_act(event, telling, stories), []).append((telling, event))
    return [_event_line(reports) for reports in acts.values()]


def _act(event: Event, telling: Telling, stories: Mapping[str, str]) -> object:
    """What makes two reports one act: their story, else type, parties and day."""
    if event.id in stories:
        return stories[event.id]
    sides = [
        tuple(sorted(place_of(party) or party.entity_text or "" for party in parties))
        for parties in (event.actor, event.recipient)
    ]
    return event.event_type, *sides, event.date or telling.day, event.planned_for, event.status


def _event_line(reports: Sequence[tuple[Telling, Event]]) -> Line:
    # A headline says less than a sentence.
    telling, event = max(reports, key=lambda each: (_whole(each[1].text), each[1].confidence))
    articles = len({each.article.id for each, _ in reports})
    weight = event.confidence * (1 + abs(event.event_scale)) * (1 + log(articles))
    if event.date is None and event.planned_for is None:
        # What bears no date is often the background of the news.
        weight /= 2
    due = f"due {event.planned_for}" if event.planned_for else None
    return _line(
        telling,
        event.text,
        weight=weight,
        what=_joined(event.event_type, event.mode, event.date, due),
        said_by=_names(event.said_by),
        reports=articles,
    )


def _whole(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "”", '"', "’", "'"))


# --- the others ---


def _lines(told: Iterable[Telling], make: Callable[[Telling], Iterator[Line]]) -> list[Line]:
    return [line for each in told for line in make(each)]


def _said(telling: Telling) -> Iterator[Line]:
    record = telling.record
    if isinstance(record, Statement):
        yield _line(
            telling,
            record.words,
            quoted=record.quoted,
            speaker=_names(record.speaker),
            weight=record.confidence * (2 if record.quoted else 1) * len(record.words) ** 0.25,
            what=_joined("statement", record.date),
        )


def _figure(telling: Telling) -> Iterator[Line]:
    record = telling.record
    if isinstance(record, Figure):
        yield _line(
            telling,
            _sentence(telling),
            weight=record.confidence * (1 + (record.change is not None)),
            what=_joined(record.text, record.what),
            said_by=_names(record.said_by),
        )


def _resolution(telling: Telling) -> Iterator[Line]:
    record = telling.record
    if isinstance(record, Resolution):
        votes = (record.yes, record.no, record.abstain)
        ahead = f"next {record.next}" if record.next else None
        tally = "–".join("?" if n is None else str(n) for n in votes) if any(votes) else None
        yield _line(
            telling,
            _sentence(telling),
            weight=record.confidence * (1 + (record.stage is not None)),
            what=_joined(record.title, record.body, record.stage, tally, ahead),
        )


def _sentence(telling: Telling) -> str:
    record = telling.record
    assert isinstance(record, Figure | Resolution)
    start, end = passage_of(record, telling.article)
    return sentence_at(telling.text[start:end], record.start - start, record.end - start)


def _line(  # noqa: PLR0913 - one for each part that lines may lack
    telling: Telling,
    words: str,
    *,
    weight: float,
    what: str,
    quoted: bool = False,
    speaker: str = "",
    said_by: str = "",
    reports: int = 1,
) -> Line:
    article = telling.article
    return Line(
        words=on_one_line(words),
        quoted=quoted,
        speaker=speaker,
        said_by=said_by,
        what=on_one_line(what),
        record=telling.record.id,
        source=on_one_line(article.source or ""),
        title=on_one_line(article.title or ""),
        url=article.url,
        day=telling.day,
        file=on_one_line(article.file),
        reports=reports,
        weight=weight,
    )


def _names(parties: Iterable[Party]) -> str:
    told = (each.entity_text or each.name or each.office or each.code for each in parties)
    return on_one_line(", ".join(dict.fromkeys(name for name in told if name)))


def _joined(*words: str | None) -> str:
    return " · ".join(word for word in words if word)
