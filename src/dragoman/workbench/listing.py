"""Lists of records out of the store, each record once, the newest day first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dragoman.jsonl import from_json
from dragoman.records import Article, Event
from dragoman.store.finding import match_expression
from dragoman.store.forms import Told
from dragoman.workbench.filters import (
    JOINERS,
    Filters,
    day_of,
    expression,
    facet,
    facet_value,
    facet_word,
    number_range,
)

COUNTED = 10_000
NEWEST = 1_000
_WHERE = """
 WHERE listed_words MATCH :words AND listed_words.rowid BETWEEN :first AND :last
   AND listed.confidence >= :least
"""
_JOINED = "listed_words JOIN listed ON listed.number = listed_words.rowid"
_ROWS = (
    f"SELECT listed.number, records.json FROM {_JOINED}"  # noqa: S608 - ours
    " JOIN records ON records.document = listed.document AND records.id = listed.record"
    f" {_WHERE} ORDER BY listed_words.rowid DESC LIMIT :limit"
)
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM {_JOINED} {_WHERE} LIMIT {COUNTED + 1})"  # noqa: S608 - ours
# Where every match counts, the index need not be left.
_COUNT_ALL = (
    "SELECT count(*) FROM (SELECT 1 FROM listed_words"  # noqa: S608 - ours
    " WHERE listed_words MATCH :words AND rowid BETWEEN :first AND :last"
    f" LIMIT {COUNTED + 1})"
)


class Row(NamedTuple):
    """A record of a list, with the day that it counts under and its place in the list."""

    record: Told
    day: date | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A part of a list: `total` is how many there are (COUNTED + 1: more); `next` where to go on,
    0 at the end."""

    rows: tuple[Row, ...]
    total: int
    next: int

    @property
    def counted(self) -> str:
        """How many, for a person."""
        return f"more than {COUNTED:,}" if self.total > COUNTED else f"{self.total:,}"


def find(connection: sqlite3.Connection, filters: Filters) -> Listing:
    """List the records that pass the filters, the newest first. Raises: nothing."""
    first, last = number_range(filters)
    given = {"words": expression(filters), "least": filters.confidence, "first": first}
    rows = _rows(connection, _ROWS, given | {"last": last, "limit": filters.limit + 1})
    _, whole = number_range(_from_the_top(filters))
    count = _COUNT if filters.confidence else _COUNT_ALL
    given = {k: v for k, v in given.items() if filters.confidence or k != "least"}
    (total,) = connection.execute(count, given | {"last": whole}).fetchone()
    more = len(rows) > filters.limit
    shown = rows[: filters.limit]
    return Listing(rows=shown, total=total, next=shown[-1].number if more else 0)


def _from_the_top(filters: Filters) -> Filters:
    return replace(filters, before=0)


def _rows(connection: sqlite3.Connection, query: str, given: dict[str, object]) -> tuple[Row, ...]:
    return tuple(
        Row(told(json), day_of(number), number) for number, json in connection.execute(query, given)
    )


def told(json: str) -> Told:
    """Read a record that is no article. Raises: RecordError, TypeError for an article."""
    record = from_json(json, where="stored record")
    if isinstance(record, Article):
        raise TypeError(f"{record.id} is an article among the records")
    return record


def planned(connection: sqlite3.Connection, after: date, limit: int = 10) -> tuple[Row, ...]:
    """What is planned for a day and those after it, the soonest first. Raises: nothing."""
    query = """
    SELECT listed.number, records.json FROM listed
      JOIN records ON records.document = listed.document AND records.id = listed.record
     WHERE listed.planned_for >= :after ORDER BY listed.planned_for, listed.number LIMIT :limit"""
    return _rows(connection, query, {"after": after.isoformat(), "limit": limit})


def with_next_step(connection: sqlite3.Connection, limit: int = 10) -> tuple[Row, ...]:
    """Resolutions that name a next step, the newest first. Raises: nothing."""
    query = """
    SELECT listed.number, records.json FROM listed
      JOIN records ON records.document = listed.document AND records.id = listed.record
     WHERE listed.next IS NOT NULL ORDER BY listed.number DESC LIMIT :limit"""
    return _rows(connection, query, {"limit": limit})


def by_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[Row, ...]:
    """The listed records of these ids, in their order; what is not listed is left out."""
    query = """
    SELECT listed.number, records.json FROM listed
      JOIN records ON records.document = listed.document AND records.id = listed.record
     WHERE listed.record = :id"""
    return tuple(row for each in ids for row in _rows(connection, query, {"id": each}))


def newest_day(connection: sqlite3.Connection, today: date) -> date:
    """The newest day, up to today, of which an event is told; today where there is none."""
    row = connection.execute(
        "SELECT rowid FROM listed_words WHERE listed_words MATCH ? AND rowid BETWEEN 1 AND ?"
        " ORDER BY rowid DESC LIMIT 1",
        (facet("k", "event"), number_range(Filters(until=today))[1]),
    ).fetchone()
    return (day_of(row[0]) if row else None) or today


def busy_dyads(connection: sqlite3.Connection, limit: int = 10) -> list[tuple[str, int]]:
    """The pairs of countries most often among the NEWEST events, as PAK-USA. Raises: nothing."""
    rows = connection.execute(
        "SELECT listed.facets FROM listed_words JOIN listed ON listed.number = listed_words.rowid"
        " WHERE listed_words MATCH ? ORDER BY listed_words.rowid DESC LIMIT ?",
        (facet("k", "event"), NEWEST),
    )
    found = Counter(
        facet_value(word).upper()
        for (facets,) in rows
        for word in set(facets.split())
        if word.startswith("xd")
    )
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:limit]


def counts_of(
    connection: sqlite3.Connection, letter: str, limit: int = 300
) -> list[tuple[str, int]]:
    """The values of a facet with how many records have each, the most first. Raises: nothing."""
    rows = connection.execute(
        "SELECT term, doc FROM listed_terms WHERE term >= ? AND term < ?"
        " ORDER BY doc DESC, term LIMIT ?",
        (f"x{letter}", f"x{letter}z", limit),
    )
    return [(facet_value(term), count) for term, count in rows]


def count_with(connection: sqlite3.Connection, letter: str, value: str) -> int:
    """How many records have one facet. Raises: nothing."""
    row = connection.execute(
        "SELECT doc FROM listed_terms WHERE term = ?", (facet_word(letter, value).lower(),)
    ).fetchone()
    return row[0] if row else 0


def articles(
    connection: sqlite3.Connection, words: str = "", *, limit: int = 20, before: int = 0
) -> list[tuple[int, Article]]:
    """Articles that hold all words, or any; those added last come first.

    Out: each with its place in the list. Raises: nothing.
    """
    wanted = match_expression(words.translate(JOINERS) if '"' not in words else words)
    if words.strip() and not wanted:
        return []
    last = before - 1 if before else 1 << 62
    if wanted:
        query = """
        SELECT passages.number, articles.json FROM passage_words
          JOIN passages ON passages.number = passage_words.rowid
          JOIN articles ON articles.document = passages.document AND articles.id = passages.record
         WHERE passage_words MATCH ? AND passage_words.rowid <= ? AND passages.kind = 'article'
         ORDER BY passage_words.rowid DESC LIMIT ?"""
        rows = connection.execute(query, (wanted, last, limit))
    else:
        query = "SELECT rowid, json FROM articles WHERE rowid <= ? ORDER BY rowid DESC LIMIT ?"
        rows = connection.execute(query, (last, limit))
    return [(number, _article(json)) for number, json in rows]


def _article(json: str) -> Article:
    article = from_json(json, where="stored article")
    if not isinstance(article, Article):
        raise TypeError(f"{article.id} is kept among the articles, but is a {article.record}")
    return article


def events_of(rows: Sequence[Row]) -> list[Event]:
    """The events among rows. Raises: nothing."""
    return [row.record for row in rows if isinstance(row.record, Event)]
