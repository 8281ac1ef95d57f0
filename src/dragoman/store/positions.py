"""A side's positions over time: statements in the store by who speaks, of whom, and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dragoman.jsonl import from_json
from dragoman.ontology.countries import aliases, countries
from dragoman.records import Statement
from dragoman.store.finding import match_expression
from dragoman.store.printable import printable


class Asked(NamedTuple):
    """Which statements are wanted; what is None or empty leaves it open.

    `speaker` and `about` are a country's code or name, another code ("UNO"), or a part of the name
    of a person or body; `since` and `until` are days, both included.
    """

    words: str = ""
    speaker: str | None = None
    about: str | None = None
    since: date | None = None
    until: date | None = None


class Stated(NamedTuple):
    """A statement with its day: its own, else its article's; `None` where neither is dated."""

    statement: Statement
    day: str | None


class Positions(NamedTuple):
    """The statements found, the oldest first, and how many there are in all."""

    found: tuple[Stated, ...]
    total: int


_DAY = "substr(coalesce(records.date, articles.published, articles.updated), 1, 10)"
_FROM = """
  FROM records
  JOIN articles ON articles.document = records.document AND articles.id = records.article
  JOIN documents ON documents.number = records.document
 WHERE records.kind = 'statement'
   -- The same story in two files is told once, by the file that was added first.
   AND NOT EXISTS (SELECT 1 FROM records AS other
                    WHERE other.id = records.id AND other.document < records.document)
"""
_ORDER = " ORDER BY day IS NULL, day, documents.file, records.ordinal, records.id LIMIT ?"
_PARTY = """
   AND EXISTS (SELECT 1 FROM parties
                WHERE parties.document = records.document AND parties.record = records.id
                  AND parties.role = ?
                  AND (parties.code = ? OR parties.entity = ? OR instr(lower(parties.name), ?)))
"""
_WORDS = """
   AND EXISTS (SELECT 1 FROM passage_words JOIN passages ON passages.number = passage_words.rowid
                WHERE passage_words MATCH ? AND passages.document = records.document
                  AND passages.record = records.id)
"""


def find_positions(connection: sqlite3.Connection, asked: Asked, limit: int) -> Positions:
    """Find statements, ordered by day (undated ones last), then by file and place.

    In:     an open store; what is asked for; at most so many.
    Out:    each statement once. With `since` or `until`, only dated ones. Raises: nothing for what
            a user may ask.
    """
    conditions, values = _conditions(asked)
    total = connection.execute(f"SELECT count(*) {_FROM}{conditions}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT records.json, {_DAY} AS day {_FROM}{conditions}{_ORDER}", [*values, limit]
    )
    return Positions(tuple(_stated(*row) for row in rows), total)


def _conditions(asked: Asked) -> tuple[str, list[str]]:
    """The rest of the query and its values; no word of the user's stands in the query itself."""
    told = list(_parties(asked))
    expression = match_expression(asked.words)
    if expression:
        told.append((_WORDS, [expression]))
    elif asked.words.strip():
        told.append((" AND 0", []))
    if asked.since:
        told.append((f" AND {_DAY} >= ?", [asked.since.isoformat()]))
    if asked.until:
        told.append((f" AND {_DAY} <= ?", [asked.until.isoformat()]))
    return "".join(text for text, _ in told), [each for _, values in told for each in values]


def _parties(asked: Asked) -> Iterator[tuple[str, list[str]]]:
    for role, side in (("speaker", asked.speaker), ("about", asked.about)):
        name = printable(side or "").strip()
        if name:
            yield _PARTY, [role, code_of(name), name, name.lower()]


def code_of(side: str) -> str:
    """The code that a user's word for a side means: "India", "indian" and "ind" are IND.

    In: anything. Out: a country's code where the word is a country's, else the word in capitals
    (another code, or nobody's). Raises: nothing.
    """
    known = aliases(countries())
    codes = {country.code: country.coded_as for country in countries()}
    for word in (side, side.capitalize(), side.title(), side.upper()):
        if word in codes:
            return codes[word]
        if word in known:
            return known[word].code
    return side.upper()


def _stated(json: str, day: str | None) -> Stated:
    statement = from_json(json, where="stored statement")
    if not isinstance(statement, Statement):
        raise TypeError(f"{statement.id} is kept as a statement, but is a {statement.record}")
    return Stated(statement, day)
