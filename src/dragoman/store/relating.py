"""Keeping, beside the records, who dealt with whom and which countries each article names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from dragoman.actors.lexicon import NO_COUNTRY, load_regions
from dragoman.jsonl import from_json
from dragoman.ontology.countries import aliases, countries
from dragoman.records import Article, Event, Record
from dragoman.store.dyads import dyads

Row = tuple[object, ...]


def relate(
    connection: sqlite3.Connection,
    number: int,
    text: str,
    articles: Sequence[Article],
    records: Iterable[Record],
) -> None:
    """Write a document's pairs and named countries, in the caller's transaction.

    In:     a connection in a write transaction; the document's number and text; its articles in
            order; its records, as they are kept.
    Raises: sqlite3.Error; the caller rolls back.
    """
    connection.execute("DELETE FROM dyads WHERE document = ?", (number,))
    connection.execute("DELETE FROM namings WHERE document = ?", (number,))
    place = {article.id: (ordinal, article) for ordinal, article in enumerate(articles)}
    events = (record for record in records if isinstance(record, Event))
    connection.executemany(
        f"INSERT OR IGNORE INTO dyads VALUES ({', '.join('?' * 16)})",  # noqa: S608 - ours
        [row for event in events for row in _dyad_rows(number, event, *place[event.article])],
    )
    connection.executemany(
        "INSERT INTO namings VALUES (?, ?, ?, ?, ?)",
        [
            (code, number, article.id, _day(article), article.source or "")
            for article in articles
            for code in named_countries(told_text(article, text))
        ],
    )
    connection.execute("UPDATE documents SET related = 1 WHERE number = ?", (number,))


def unrelated(connection: sqlite3.Connection) -> int:
    """Count documents that an older version added and that are still to be read for relations."""
    (count,) = connection.execute("SELECT count(*) FROM documents WHERE related = 0").fetchone()
    return int(count)


def relate_next(connection: sqlite3.Connection) -> bool:
    """Read one more of them, in the caller's transaction; False when none is left.

    Raises: sqlite3.Error, RecordError for a record that is none of ours.
    """
    row = connection.execute(
        "SELECT number, text FROM documents WHERE related = 0 LIMIT 1"
    ).fetchone()
    if row is None:
        return False
    number, text = row
    articles = [each for each in _kept(connection, "articles", number) if isinstance(each, Article)]
    relate(connection, number, text, articles, _kept(connection, "records", number))
    return True


def _kept(connection: sqlite3.Connection, table: str, number: int) -> list[Record]:
    rows = connection.execute(
        f"SELECT json FROM {table} WHERE document = ? ORDER BY ordinal",  # noqa: S608 - ours
        (number,),
    )
    return [from_json(json, where=f"document {number}") for (json,) in rows]


def _dyad_rows(number: int, event: Event, ordinal: int, article: Article) -> Iterator[Row]:
    day = event.date or _day(article)
    last = (event.enddate if event.date else None) or day
    for pair in dyads(event):
        yield (
            pair.here, pair.there, day, number, event.id, pair.way, pair.here_sector,
            pair.there_sector, last, int(event.date is not None), ordinal, event.event_type,
            event.quad_code, event.event_scale, event.status, event.confidence,
        )  # fmt: skip


def _day(article: Article) -> str:
    return (article.published or article.updated or "")[:10]


def told_text(article: Article, text: str) -> str:
    """Give what the article itself says, its segments one below the other, without furniture."""
    return "\n".join(
        text[segment.start : segment.end]
        for segment in article.segments
        if segment.kind != "boilerplate"
    )


def named_countries(text: str) -> tuple[str, ...]:
    """List the countries that a text names, by name, people, adjective, capital, palace or region.

    In:     any text. Out: their codes, sorted. A longer name goes before one that it holds: "New
            Mexico" is not Mexico. Raises: DataFileError for a broken table.
    """
    found: set[str] = set()
    ends = 0
    for start, end, code in sorted(_matches(text), key=lambda match: (match[0], -match[1])):
        if start >= ends:
            ends = end
            found.add(code)
    return tuple(sorted(found - {NO_COUNTRY}))


def _matches(text: str) -> Iterator[tuple[int, int, str]]:
    size = len(text)
    for last, (length, code) in _automaton().iter(text):
        start, end = last + 1 - length, last + 1
        if (start == 0 or not text[start - 1].isalnum()) and (
            end == size or not text[end].isalnum()
        ):
            yield start, end, code


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for region in load_regions():
        automaton.add_word(region.text, (len(region.text), region.code or NO_COUNTRY))
    for alias in aliases(countries()).values():
        automaton.add_word(alias.text, (len(alias.text), alias.code))
    automaton.make_automaton()
    return automaton
