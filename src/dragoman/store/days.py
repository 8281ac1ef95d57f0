"""Records of some days with the page that tells them: what briefs are made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.jsonl import from_json
from dragoman.records import Article
from dragoman.store.forms import Told


class Telling(NamedTuple):
    """A record with its article, the article's day ("" if it has none), and the page's text."""

    record: Told
    article: Article
    day: str
    text: str


_DAY = "substr(coalesce(articles.published, articles.updated), 1, 10)"
_TOLD = """
SELECT records.json, articles.json,
       substr(coalesce(articles.published, articles.updated, ''), 1, 10), documents.text
  FROM records
  JOIN articles ON articles.document = records.document AND articles.id = records.article
  JOIN documents ON documents.number = records.document
"""
_ORDER = " ORDER BY records.document, records.ordinal"
# `+`: by the articles' days, not through all records.
_OF_ARTICLES = f"{_TOLD} WHERE {_DAY} BETWEEN ? AND ? AND +records.kind <> 'article' {_ORDER}"
_DATED = f"{_TOLD} WHERE records.kind = 'event' AND records.date BETWEEN ? AND ? {_ORDER}"
_DUE = f"""{_TOLD} WHERE records.kind = 'event'
   AND json_extract(records.json, '$.planned_for') BETWEEN ? AND ? {_ORDER}"""


def newest_day(connection: sqlite3.Connection) -> str | None:
    """The day of the newest article; None where none is dated. Raises: sqlite3.Error."""
    day = "substr(coalesce(published, updated), 1, 10)"
    row = connection.execute(f"SELECT max({day}) FROM articles").fetchone()  # noqa: S608 - ours
    return row[0] if row[0] else None


def newest_naming(connection: sqlite3.Connection, countries: Sequence[str]) -> str | None:
    """The day of the newest article that names one of some countries, None without any.

    Raises: sqlite3.Error.
    """
    marks = ", ".join("?" * len(countries))
    query = f"SELECT max(day) FROM namings WHERE country IN ({marks})"  # noqa: S608 - ours
    (day,) = connection.execute(query, tuple(countries)).fetchone()
    return day or None


def told_between(connection: sqlite3.Connection, since: str, until: str) -> Iterator[Telling]:
    """Give all records of the articles of some days (both included), in the order of the pages.

    Raises: sqlite3.Error; RecordError for a record that is none of ours.
    """
    yield from _tellings(connection, _OF_ARTICLES, since, until)


def dated_between(connection: sqlite3.Connection, since: str, until: str) -> Iterator[Telling]:
    """Give the events whose own date lies in some days, whenever told. Raises: as above."""
    yield from _tellings(connection, _DATED, since, until)


def due_between(connection: sqlite3.Connection, since: str, until: str) -> Iterator[Telling]:
    """Give the events that promise something for some days. Raises: as above."""
    yield from _tellings(connection, _DUE, since, until)


def _tellings(
    connection: sqlite3.Connection, query: str, since: str, until: str
) -> Iterator[Telling]:
    for record_json, article_json, day, text in connection.execute(query, (since, until)):
        record = from_json(record_json, where="stored record")
        article = from_json(article_json, where="stored article")
        if isinstance(article, Article) and not isinstance(record, Article):
            yield Telling(record, article, day, text)
