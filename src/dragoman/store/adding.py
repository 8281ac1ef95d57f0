"""Putting one coded document into the store, within a transaction that the caller holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from dragoman.jsonl import from_json, to_json
from dragoman.records import Article, Event, Figure, Party, Record, Resolution, Statement
from dragoman.store.forms import Added, CodedDocument, Outcome, Told
from dragoman.store.printable import on_one_line
from dragoman.store.relating import relate

Row = tuple[object, ...]
Identified = TypeVar("Identified", bound=Record)

# Which fields of a record name parties.
PARTY_ROLES: dict[str, tuple[str, ...]] = {
    "event": ("actor", "recipient", "said_by"),
    "statement": ("speaker", "addressee", "about"),
    "figure": ("said_by",),
    "resolution": (),
}


class _Held(NamedTuple):
    number: int
    file: str
    version: tuple[str, str]


def is_held(connection: sqlite3.Connection, file: str, bytes_sha256: str, coder: str) -> bool:
    """Tell whether `file` is held with this very content, coded by this coder."""
    found = connection.execute(
        "SELECT 1 FROM paths JOIN documents ON documents.number = paths.document"
        " WHERE path = ? AND bytes_sha256 = ? AND coder = ?",
        (file, bytes_sha256, coder),
    ).fetchone()
    return found is not None


def add(connection: sqlite3.Connection, coded: CodedDocument) -> Added:
    """Add one document: its path, and what is not yet held of its content.

    In:     a connection in a write transaction; the document with its articles and records.
    Out:    what was done. A path whose content changed leaves its older document, which goes with
            everything read from it when no other path holds it.
    Raises: sqlite3.Error, UnicodeEncodeError; the caller rolls back.
    """
    file = coded.document.file
    before = _at_path(connection, file)
    held = _with_content(connection, coded)
    unique = replace(coded, articles=_once(coded.articles), records=_once(coded.records))
    number = held.number if held else _insert_document(connection, coded)
    written = held is None or held.version != (coded.document.reader, coded.coder)
    if held and written:
        _forget_records(connection, unique, held)
        unique = _moved(unique, held.file)
    if written:
        _insert_records(connection, number, unique)
    if before != number:
        # REPLACE gives the path a new number: it is the newest holder of this content.
        connection.execute("REPLACE INTO paths (path, document) VALUES (?, ?)", (file, number))
    if before not in (None, number):
        _leave(connection, before, file)
    outcome = _outcome(before, held, number, written=written)
    if not written:
        return Added(outcome=outcome)
    articles, records = len(unique.articles), len(unique.records)
    repeated = len(coded.articles) + len(coded.records) - articles - records
    return Added(outcome=outcome, articles=articles, records=records, repeated=repeated)


def _outcome(before: int | None, held: _Held | None, number: int, *, written: bool) -> Outcome:
    if before not in (None, number):
        return "changed"
    if held is None:
        return "new"
    if before is None:
        return "copy"
    return "recoded" if written else "unchanged"


def _at_path(connection: sqlite3.Connection, file: str) -> int | None:
    row = connection.execute("SELECT document FROM paths WHERE path = ?", (file,)).fetchone()
    return row[0] if row else None


def _with_content(connection: sqlite3.Connection, coded: CodedDocument) -> _Held | None:
    # By text too: another reader may take another text from the same bytes.
    row = connection.execute(
        "SELECT number, file, reader, coder FROM documents"
        " WHERE bytes_sha256 = ? AND text_sha256 = ?",
        (coded.bytes_sha256, coded.document.text_sha256),
    ).fetchone()
    return _Held(row[0], row[1], (row[2], row[3])) if row else None


def _once(records: Iterable[Identified]) -> tuple[Identified, ...]:
    first: dict[str, Identified] = {}
    for record in records:
        first.setdefault(record.id, record)
    return tuple(first.values())


def _insert_document(connection: sqlite3.Connection, coded: CodedDocument) -> int:
    document = coded.document
    (number,) = connection.execute(
        "INSERT INTO documents (file, bytes_sha256, text_sha256, reader, coder, text)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
        (
            document.file,
            coded.bytes_sha256,
            document.text_sha256,
            document.reader,
            coded.coder,
            document.text,
        ),
    ).fetchone()
    return int(number)


def _forget_records(connection: sqlite3.Connection, coded: CodedDocument, held: _Held) -> None:
    connection.execute(
        "UPDATE documents SET reader = ?, coder = ? WHERE number = ?",
        (coded.document.reader, coded.coder, held.number),
    )
    connection.execute("DELETE FROM articles WHERE document = ?", (held.number,))
    connection.execute("DELETE FROM passages WHERE document = ?", (held.number,))


def _moved(coded: CodedDocument, file: str) -> CodedDocument:
    return replace(
        coded,
        articles=tuple(replace(article, file=file) for article in coded.articles),
        records=tuple(replace(record, file=file) for record in coded.records),
    )


def _leave(connection: sqlite3.Connection, document: int | None, file: str) -> None:
    """Let `document` go from the path `file`: it takes another path's name, or is deleted."""
    other = connection.execute(
        "SELECT path FROM paths WHERE document = ? ORDER BY number LIMIT 1", (document,)
    ).fetchone()
    if other is None:
        connection.execute("DELETE FROM documents WHERE number = ?", (document,))
        return
    renamed = connection.execute(
        "UPDATE documents SET file = ? WHERE number = ? AND file = ? RETURNING number",
        (other[0], document, file),
    ).fetchall()
    if renamed:
        _rename_records(connection, document, other[0])


def _rename_records(connection: sqlite3.Connection, document: int | None, file: str) -> None:
    articles = connection.execute(
        "SELECT id, json FROM articles WHERE document = ?", (document,)
    ).fetchall()
    connection.executemany(
        "UPDATE articles SET json = ? WHERE document = ? AND id = ?",
        [(_renamed(json, file), document, each) for each, json in articles],
    )
    records = connection.execute(
        "SELECT id, json FROM records WHERE document = ?", (document,)
    ).fetchall()
    connection.executemany(
        "UPDATE records SET json = ? WHERE document = ? AND id = ?",
        [(_renamed(json, file), document, each) for each, json in records],
    )


def _renamed(json: str, file: str) -> str:
    return to_json(replace(from_json(json, where="stored record"), file=file))


def _insert_records(connection: sqlite3.Connection, number: int, coded: CodedDocument) -> None:
    told = [record for record in coded.records if not isinstance(record, Article)]
    connection.executemany(
        "INSERT INTO articles (document, id, ordinal, title, source, published, updated, place,"
        " json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_article_row(number, ordinal, each) for ordinal, each in enumerate(coded.articles)],
    )
    connection.executemany(
        "INSERT INTO records (document, id, ordinal, kind, article, date, enddate, event_type,"
        " mode, status, quad_code, event_scale, confidence, json)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_record_row(number, ordinal, each) for ordinal, each in enumerate(told)],
    )
    connection.executemany(
        "INSERT INTO parties (document, record, role, ordinal, code, sector, entity, name)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [row for each in told for row in _party_rows(number, each)],
    )
    text = coded.document.text
    passages = [_article_passage(article, text) for article in coded.articles]
    passages += [(each.article, each.id, each.record, "", _words(each)) for each in told]
    connection.executemany(
        "INSERT INTO passages (document, article, record, kind, title, text)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *passage) for passage in passages if any(passage[3:])],
    )
    relate(connection, number, text, coded.articles, told)


def _article_row(document: int, ordinal: int, article: Article) -> Row:
    return (
        document,
        article.id,
        ordinal,
        article.title,
        article.source,
        article.published,
        article.updated,
        article.place,
        to_json(article),
    )


def _record_row(document: int, ordinal: int, record: Told) -> Row:
    names = ("date", "enddate", "event_type", "mode", "status", "quad_code", "event_scale")
    return (
        document,
        record.id,
        ordinal,
        record.record,
        record.article,
        *(getattr(record, name, None) for name in names),
        record.confidence,
        to_json(record),
    )


def _party_rows(document: int, record: Told) -> Iterator[Row]:
    for role in PARTY_ROLES[record.record]:
        parties: tuple[Party, ...] = getattr(record, role)
        for ordinal, party in enumerate(parties):
            who = (party.code, party.sector, party.entity, party.name)
            yield (document, record.id, role, ordinal, *who)


def _article_passage(article: Article, text: str) -> tuple[str, str, str, str, str]:
    title = on_one_line(article.title or "")
    told = [
        on_one_line(text[segment.start : segment.end])
        for segment in article.segments
        if segment.kind != "boilerplate"
    ]
    # Saved pages repeat their headline; a word counts once.
    words = "\n".join(dict.fromkeys(each for each in told if each != title))
    return article.id, article.id, "article", title, words


def _words(record: Told) -> str:
    """Give the words by which a record is found: of an event, its sentence."""
    match record:
        case Event():
            said = [record.text]
        case Statement():
            said = [record.words]
        case Figure():
            said = [record.text, record.what or ""]
        case Resolution():
            said = [record.title or "", record.symbol or "", record.body or ""]
    return on_one_line(" ".join(said))
