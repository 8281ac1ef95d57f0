"""A record's fields for its page: what it says, and the words that say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.records import Article, Event, Evidence, Figure, Party, Resolution, Statement
from dragoman.store.forms import Told
from dragoman.store.marking import passage_of
from dragoman.store.printable import on_one_line
from dragoman.workbench.desk import MissingError, party_name, place_name
from dragoman.workbench.exporting import article_of, records_of
from dragoman.workbench.listing import told
from dragoman.workbench.marks import Piece, all_marks, pieces

LONGEST = 120


class Field(NamedTuple):
    """One field: its label, its value, the words of the page that it came from, and how.

    `link` is where the value leads, if anywhere.
    """

    label: str
    value: str
    words: tuple[str, ...] = ()
    how: str = ""
    link: str = ""


class Opened(NamedTuple):
    """A record with its article and the text of its document."""

    record: Told
    article: Article
    text: str
    number: int


def open_record(connection: sqlite3.Connection, record_id: str) -> Opened:
    """Give a record with what it was read from. Raises: MissingError with close ids."""
    row = connection.execute(
        "SELECT document, article, json FROM records WHERE id = ? ORDER BY document LIMIT 1",
        (record_id,),
    ).fetchone()
    if row is None:
        raise MissingError(f"there is no record {record_id!r}. {_close(connection, record_id)}")
    article, document = article_of(connection, row[0], row[1])
    return Opened(told(row[2]), article, document.text, row[0])


def open_article(
    connection: sqlite3.Connection, article_id: str
) -> tuple[Article, str, tuple[Told, ...]]:
    """Give an article with its document's text and its records. Raises: MissingError."""
    row = connection.execute(
        "SELECT document FROM articles WHERE id = ? ORDER BY document LIMIT 1", (article_id,)
    ).fetchone()
    if row is None:
        raise MissingError(f"there is no article {article_id!r}. {_close(connection, article_id)}")
    article, document = article_of(connection, row[0], article_id)
    return article, document.text, records_of(connection, row[0], article_id)


def _close(connection: sqlite3.Connection, asked: str) -> str:
    rows = connection.execute(
        "SELECT id FROM records WHERE id >= :start AND id < :stop UNION"
        " SELECT id FROM articles WHERE id >= :start AND id < :stop LIMIT 3",
        {"start": asked[:6], "stop": asked[:6] + "\U0010ffff"},
    ).fetchall()
    if rows and len(asked) >= 6:
        return f"Did you mean {' or '.join(row[0] for row in rows)}?"
    return "Its page may have been changed or taken out; find it by its words."


def sentence_of(opened: Opened) -> tuple[Piece, ...]:
    """The record's sentence, or its passage, with its marks. Raises: nothing."""
    within = passage_of(opened.record, opened.article)
    return pieces(opened.text, within, all_marks([opened.record]))


def fields_of(opened: Opened) -> tuple[Field, ...]:
    """List a record's fields; those that are empty are left out. Raises: nothing."""
    record = opened.record
    match record:
        case Event():
            found = _event(record, opened.text)
        case Statement():
            found = _statement(record)
        case Figure():
            found = _figure(record)
        case Resolution():
            found = _resolution(record, opened.text)
    return tuple(each for each in found if each.value)


def _event(event: Event, text: str) -> Iterator[Field]:
    first, last = event.text_info.trigger
    act = (on_one_line(text[first:last]),)
    yield Field("event_type", event.event_type, act, "", f"/events?type={event.event_type}")
    yield Field("mode", ", ".join(event.modes) or event.mode or "", act)
    yield Field("status", event.status, *_evidence(event.evidence.get("status"), text))
    for role, parties in (
        ("actor", event.actor), ("recipient", event.recipient), ("said_by", event.said_by),
    ):  # fmt: skip
        yield from _parties(role, parties, event, text)
    dated = event.evidence.get("date")
    days = f"{event.date} to {event.enddate}" if event.enddate else event.date or ""
    yield Field("date", days, *_evidence(dated, text))
    yield Field("planned_for", event.planned_for or "",
                *_evidence(event.evidence.get("planned_for"), text))  # fmt: skip
    place = event.evidence.get("event_loc.country") or event.evidence.get("event_loc")
    yield Field("event_loc", place_name(event.event_loc), *_evidence(place, text))
    for name in ("dead", "injured", "arrested", "participants"):
        number = getattr(event.size, name)
        yield Field(f"size.{name}", "" if number is None else f"{number:,}",
                    *_evidence(event.evidence.get(f"size.{name}"), text))  # fmt: skip
    yield Field("context", ", ".join(event.context))
    yield Field("event_text", event.event_text)
    yield Field("cameo", event.cameo or "")
    yield Field("event_scale", f"{event.event_scale:g}")


def _parties(role: str, parties: Sequence[Party], event: Event, text: str) -> Iterator[Field]:
    for number, party in enumerate(parties):
        codes = " ".join(each for each in (party.code, *(party.sectors or (party.sector,))) if each)
        value = " · ".join(each for each in (party_name(party), party.office, codes) if each)
        how = ""
        words = [party.entity_text or ""]
        for name in ("code", "name", "office", "entity", "sector"):
            evidence = event.evidence.get(f"{role}.{number}.{name}")
            told_words, told_how = _evidence(evidence, text)
            words += told_words
            how = how or told_how
        unique = tuple(dict.fromkeys(on_one_line(each) for each in words if each))
        key = party.entity or party.code
        yield Field(role, value, unique, how, f"/entities/{key}" if key else "")


def _statement(record: Statement) -> Iterator[Field]:
    for role in ("speaker", "addressee", "about"):
        for party in getattr(record, role):
            key = party.entity or party.code
            value = " · ".join(each for each in (party_name(party), party.code) if each)
            words = (party.entity_text,) if party.entity_text else ()
            yield Field(role, value, words, "", f"/entities/{key}" if key else "")
    yield Field("words", on_one_line(record.words))
    yield Field("quoted", "yes" if record.quoted else "no")
    yield Field("date", record.date or "")


def _figure(record: Figure) -> Iterator[Field]:
    yield Field("text", on_one_line(record.text))
    yield Field("value", "" if record.value is None else f"{record.value:,.10g}")
    yield Field("unit", record.unit or "")
    yield Field("what", record.what or "")
    yield Field("of", ", ".join(record.of))
    yield Field("to", ", ".join(record.to))
    yield Field("period", record.period.text if record.period else "")
    change = record.change
    yield Field("change", f"{change.value:g} {change.unit}" if change else "")
    for party in record.said_by:
        yield Field("said_by", party_name(party), (party.entity_text or "",))


def _resolution(record: Resolution, text: str) -> Iterator[Field]:
    for name in ("title", "symbol", "body", "stage", "how", "date", "next", "thread"):
        yield Field(name, str(getattr(record, name) or ""),
                    *_evidence(record.evidence.get(name), text))  # fmt: skip
    yield Field("sponsor", ", ".join((*record.sponsor, *record.cosponsors)))
    for name in ("yes", "no", "abstain"):
        number = getattr(record, name)
        yield Field(name, "" if number is None else str(number))
    votes = ", ".join(f"{state} {vote}" for state, vote in record.votes.items())
    yield Field("votes", votes)
    yield Field("vetoed_by", ", ".join(record.vetoed_by))


def _evidence(evidence: Evidence | None, text: str) -> tuple[tuple[str, ...], str]:
    if evidence is None:
        return (), ""
    words = tuple(on_one_line(text[start:end])[:LONGEST] for start, end in evidence.spans)
    how = f"{evidence.how}: {evidence.source}" if evidence.source else evidence.how
    return words, how
