"""Finding in the store: by words, by id."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from dragoman.jsonl import from_json
from dragoman.records import Article, Document, Event, Span
from dragoman.store.copies import root_of
from dragoman.store.errors import StoreError
from dragoman.store.forms import Counts, Hit, Shown, Told
from dragoman.store.printable import on_one_line, printable
from dragoman.store.resolutions import of_event

# No passage holds these two: `printable` took them out.
_MARKS = ("\x02", "\x03")
_PREFIX = 6

_SEARCH = """
SELECT passages.record, passages.kind, passages.article, articles.title, documents.file,
       snippet(passage_words, -1, ?, ?, '…', 32),
       records.event_type, records.mode, records.status,
       CASE passages.kind WHEN 'article' THEN coalesce(articles.published, articles.updated)
                          ELSE records.date END
  FROM passage_words
  JOIN passages ON passages.number = passage_words.rowid
  JOIN documents ON documents.number = passages.document
  JOIN articles ON articles.document = passages.document AND articles.id = passages.article
  LEFT JOIN records ON records.document = passages.document AND records.id = passages.record
 WHERE passage_words MATCH ?
 ORDER BY passage_words.rank
"""


def match_expression(words: str) -> str:
    """Write a user's words as an FTS5 expression: all must occur; words in "…" are one phrase.

    In: anything. Out: only quoted strings, so that nothing in `words` is an operator; empty when
    there is no word. Raises: nothing.
    """
    found = re.findall(r'"([^"]*)"|([^\s"]+)', printable(words))
    terms = [phrase or word for phrase, word in found]
    return " ".join(f'"{term}"' for term in dict.fromkeys(terms) if re.search(r"\w", term))


def search(
    connection: sqlite3.Connection, words: str, limit: int, *, once: bool = False
) -> list[Hit]:
    """Find the passages that hold all `words`, the best match first, each record id once.

    With `once`, each act and each page once: of reports and copies the best match stands.
    """
    expression = match_expression(words)
    hits: dict[str, Hit] = {}
    if not expression or limit < 1:
        return []
    for row in connection.execute(_SEARCH, (*_MARKS, expression)):
        known, reports = _known_as(connection, row[0], row[1]) if once else (row[0], 1)
        if known not in hits:
            hits[known] = replace(_hit(row), reports=reports)
        if len(hits) == limit:
            break
    return list(hits.values())


def _known_as(connection: sqlite3.Connection, record_id: str, kind: str) -> tuple[str, int]:
    """The story of an event, the first version of an article; and how many reports there are."""
    if kind == "article":
        return root_of(connection, record_id), 1
    row = connection.execute(
        "SELECT stories.id, stories.reports FROM tellings JOIN stories ON stories.id = story"
        " WHERE tellings.event = ?",
        (record_id,),
    ).fetchone()
    return (row[0], row[1]) if row else (record_id, 1)


def _hit(row: tuple[str, str, str, str | None, str, str, str, str, str, str]) -> Hit:
    record_id, kind, article, title, file, marked, event_type, mode, status, date = row
    snippet, found = _unmarked(marked)
    return Hit(
        record_id=record_id,
        kind=kind,
        article=article,
        title=on_one_line(title or ""),
        file=printable(file),
        snippet=snippet,
        found=found,
        event_type=event_type,
        mode=mode,
        status=status,
        date=date,
    )


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    opening, closing = _MARKS
    text, found = "", []
    for piece in marked.replace("\n", " ").split(opening):
        inner, mark, after = piece.rpartition(closing)
        if mark:
            found.append(Span(len(text), len(text) + len(inner)))
        text += inner + after
    return text, tuple(found)


def show(connection: sqlite3.Connection, path: Path, asked: str) -> Shown:
    """Give the record of an id, or of the one id that begins with `asked`, and its source.

    Raises: StoreError when no id, or more than one, begins so.
    """
    record_id = _whole_id(connection, path, printable(asked).strip())
    number, article_id, json = connection.execute(
        "SELECT document, article, json FROM records WHERE id = :id UNION ALL"
        " SELECT document, id, json FROM articles WHERE id = :id ORDER BY document LIMIT 1",
        {"id": record_id},
    ).fetchone()
    record = from_json(json, where=f"{path} {record_id}")
    article = record if isinstance(record, Article) else _article(connection, number, article_id)
    return Shown(
        record=record,
        article=article,
        document=_document(connection, number),
        files=_files(connection, record_id, number),
        records=_told_in(connection, number, article_id) if record is article else (),
        resolutions=of_event(connection, record_id) if isinstance(record, Event) else (),
    )


def _whole_id(connection: sqlite3.Connection, path: Path, asked: str) -> str:
    known = _ids_from(connection, asked, asked, 1)
    if known:
        return known[0]
    if len(asked) < _PREFIX:
        reason = f"no record {asked!r}; give the id, or its first {_PREFIX} characters or more"
        raise StoreError(path, reason)
    known = _ids_from(connection, asked, asked + "\U0010ffff", 4)
    if len(known) == 1:
        return known[0]
    if known:
        reason = f"{asked!r} begins several ids ({', '.join(known)}…); give more of it"
        raise StoreError(path, reason)
    raise StoreError(path, f"no record {asked!r}; {_hint(connection, asked)}")


def _ids_from(connection: sqlite3.Connection, first: str, last: str, limit: int) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM records WHERE id BETWEEN :first AND :last UNION"
        " SELECT id FROM articles WHERE id BETWEEN :first AND :last ORDER BY id LIMIT :limit",
        {"first": first, "last": last, "limit": limit},
    )
    return [row[0] for row in rows]


def _hint(connection: sqlite3.Connection, asked: str) -> str:
    # Only the neighbours in the order of ids: a store may hold millions.
    after = connection.execute(
        "SELECT id FROM records WHERE id > ? ORDER BY id LIMIT 20", (asked,)
    ).fetchall()
    before = connection.execute(
        "SELECT id FROM records WHERE id < ? ORDER BY id DESC LIMIT 20", (asked,)
    ).fetchall()
    close = get_close_matches(asked, {row[0] for row in after + before}, n=3, cutoff=0.8)
    if close:
        return f"did you mean {' or '.join(sorted(close))}?"
    return "find ids with `dragoman search WORDS`"


def _article(connection: sqlite3.Connection, document: int, article_id: str) -> Article:
    (json,) = connection.execute(
        "SELECT json FROM articles WHERE document = ? AND id = ?", (document, article_id)
    ).fetchone()
    article = from_json(json, where=article_id)
    if not isinstance(article, Article):
        raise TypeError(f"{article_id} is kept among the articles, but is a {article.record}")
    return article


def _document(connection: sqlite3.Connection, number: int) -> Document:
    file, text, text_sha256, reader = connection.execute(
        "SELECT file, text, text_sha256, reader FROM documents WHERE number = ?", (number,)
    ).fetchone()
    return Document(file=file, text=text, text_sha256=text_sha256, reader=reader)


def _files(connection: sqlite3.Connection, record_id: str, own: int) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT path FROM paths WHERE document IN (SELECT document FROM records WHERE id = :id"
        " UNION SELECT document FROM articles WHERE id = :id)"
        " ORDER BY document <> :own, document, number",
        {"id": record_id, "own": own},
    )
    return tuple(row[0] for row in rows)


def _told_in(connection: sqlite3.Connection, document: int, article_id: str) -> tuple[Told, ...]:
    rows = connection.execute(
        "SELECT id, json FROM records WHERE document = ? AND article = ? ORDER BY ordinal",
        (document, article_id),
    )
    told = (from_json(json, where=each) for each, json in rows)
    return tuple(record for record in told if not isinstance(record, Article))


def counts(connection: sqlite3.Connection) -> Counts:
    """Count what the store holds."""
    documents, paths, articles = connection.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM paths),"
        " (SELECT count(*) FROM articles)"
    ).fetchone()
    records = connection.execute("SELECT kind, count(*) FROM records GROUP BY kind ORDER BY kind")
    return Counts(documents=documents, files=paths, articles=articles, records=dict(records))
