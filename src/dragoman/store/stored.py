"""Going through the records of a store, some or all, each once, with its article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from dragoman.jsonl import from_json
from dragoman.records import Article, Record
from dragoman.store.telling import retold

KINDS = ("article", "event", "statement", "figure", "resolution")
BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records; what is empty leaves it open.

    `since` and `until` are days, both included, of the record, else of its article; `codes`: a
    party is one of these (ISO codes, or "IGO/Q7184"); `statuses`, `least`, `once` concern events:
    `once` leaves out those that only retell a story for which another event stands.
    """

    kinds: tuple[str, ...] = ("event",)
    since: date | None = None
    until: date | None = None
    codes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    least: float = 0.0
    once: bool = False


class Stored(NamedTuple):
    """A record with its article and how many pages of the store hold it."""

    record: Record
    article: Article
    pages: int


_DAY = "substr(coalesce({date}articles.published, articles.updated), 1, 10)"
_RECORDS = """
SELECT records.id, records.kind, records.json, articles.json,
       (SELECT count(*) FROM records AS other WHERE other.id = records.id)
  FROM records
  JOIN articles ON articles.document = records.document AND articles.id = records.article
 WHERE records.document = (SELECT min(document) FROM records AS other WHERE other.id = records.id)
"""
_ARTICLES = """
SELECT articles.id, 'article', articles.json, articles.json,
       (SELECT count(*) FROM articles AS other WHERE other.id = articles.id)
  FROM articles
 WHERE articles.document
       = (SELECT min(document) FROM articles AS other WHERE other.id = articles.id)
"""
_PARTY = """ AND EXISTS (SELECT 1 FROM parties
  WHERE parties.document = records.document AND parties.record = records.id
    AND parties.role <> 'said_by'
    AND (parties.code IN ({marks}) OR parties.code || '/' || parties.entity IN ({marks})))"""


def stored(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[Stored]:
    """Give the wanted records: articles first, then the others in the order of adding and of pages.

    In:     a connection from `Store.questions`. Out: each record once, also when several pages hold
            it. Raises: sqlite3.Error; RecordError for a record that is none of ours.
    """
    article_json, article = "", None
    for kind, record_json, its_article, pages in _rows(connection, wanted):
        if article is None or its_article != article_json:
            article_json, article = its_article, _article(its_article)
        record = article if kind == "article" else from_json(record_json, where="stored record")
        yield Stored(record, article, pages)


def stored_lines(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[str]:
    """Give the same records as lines of JSON, as they are kept. Raises: sqlite3.Error."""
    for _, record_json, _, _ in _rows(connection, wanted):
        yield record_json


def _article(json: str) -> Article:
    article = from_json(json, where="stored article")
    if not isinstance(article, Article):
        raise TypeError(f"{article.id} is kept among the articles, but is a {article.record}")
    return article


def _rows(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[tuple[str, str, str, int]]:
    for query, values in _queries(wanted):
        found = connection.execute(query, values)
        while batch := list(islice(found, BATCH)):
            gone = retold(connection, [row[0] for row in batch]) if wanted.once else frozenset()
            for key, kind, record_json, article_json, pages in batch:
                if key not in gone:
                    yield kind, record_json, article_json, pages


def _queries(wanted: Wanted) -> Iterator[tuple[str, list[object]]]:
    if "article" in wanted.kinds and not wanted.codes:
        days, values = _days(wanted, _DAY.format(date=""))
        yield f"{_ARTICLES}{days} ORDER BY articles.document, articles.ordinal", values
    kinds = [kind for kind in wanted.kinds if kind != "article"]
    if kinds:
        days, values = _days(wanted, _DAY.format(date="records.date, "))
        told, more = _chosen(wanted, kinds)
        order = " ORDER BY records.document, records.ordinal"
        yield f"{_RECORDS}{days}{told}{order}", [*values, *more]


def _days(wanted: Wanted, day: str) -> tuple[str, list[object]]:
    given = ((">=", wanted.since), ("<=", wanted.until))
    told = [(sign, limit.isoformat()) for sign, limit in given if limit]
    return "".join(f" AND {day} {sign} ?" for sign, _ in told), [limit for _, limit in told]


def _chosen(wanted: Wanted, kinds: list[str]) -> tuple[str, list[object]]:
    told, values = f" AND records.kind IN ({_marks(kinds)})", list[object](kinds)
    if wanted.statuses:
        told += f" AND (records.kind <> 'event' OR records.status IN ({_marks(wanted.statuses)}))"
        values += wanted.statuses
    if wanted.least:
        told += " AND records.confidence >= ?"
        values.append(wanted.least)
    if wanted.codes:
        told += _PARTY.format(marks=_marks(wanted.codes))
        values += [*wanted.codes, *wanted.codes]
    return told, values


def _marks(values: list[str] | tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
