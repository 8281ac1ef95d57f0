"""A store of made events, as large as is asked for: the same for the same number."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.jsonl import to_json
from dragoman.ontology import cameo_of, event_scale, event_types, modes, quad_code
from dragoman.ontology.countries import countries
from dragoman.records import (
    Article,
    Event,
    Location,
    Party,
    Segment,
    Size,
    Span,
    TextInfo,
    content_id,
    text_sha256,
)
from dragoman.store import Store
from dragoman.store.relating import relate
from dragoman.workbench.filters import facet_word, number_of

PER_ARTICLE = 4
FIRST = date(2015, 1, 1)
DAYS = 3650
VERBS = "met praised warned accused asked rejected joined left helped pressed".split()
THINGS = "border river trade prisoners grain cables fisheries visas debt airspace harbour".split()
SOURCES = ("Northern Wire", "Harbour Daily", "Capital Gazette", "Delta Radio", "Plain News")
CODER = "made 1"


def make(path: Path, events: int, seed: int = 0) -> None:
    """Fill a new store with so many events, four to an article. Raises: StoreError."""
    Store.open(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA cache_size = -2000000")
    connection.execute("BEGIN")
    # Row by row the store's own triggers would take most of an hour over a million.
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for number, (document, article, told) in enumerate(_articles(events, seed), 1):
        _insert(connection, number, document, article, told)
        relate(connection, number, document, [article], told)
    for name in ("passage_words", "listed_words"):
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 - ours
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _listed(turn: int, document: int, source: str, each: Event) -> tuple[object, ...]:
    """What the store's view `listing` makes of an event; a test holds the two together."""
    facets = [("k", "event"), ("t", each.event_type), ("m", each.mode), ("s", each.status)]
    facets += [("o", source), ("l", each.event_loc.country)]
    for role, letter in (("actor", "a"), ("recipient", "r")):
        for party in getattr(each, role):
            codes = (party.code, party.entity, party.name, f"{party.code}.{party.sector}")
            facets += [(letter, code) for code in codes]
    one, other = each.actor[0].code or "", each.recipient[0].code or ""
    if one != other:
        facets.append(("d", "-".join(sorted((one, other)))))
    words = sorted({facet_word(letter, value) for letter, value in facets if value})
    names = [each.text, each.mode or "", each.actor[0].name, each.recipient[0].name]
    day = number_of(date.fromisoformat(each.date or ""))
    return (
        day + turn, turn, each.id, document, "event", each.event_type, each.status,
        each.quad_code, each.event_scale, each.confidence, None, None, " ".join(words),
        " ".join(name for name in names if name),
    )  # fmt: skip


def _insert(
    connection: sqlite3.Connection, number: int, text: str, article: Article, told: list[Event]
) -> None:
    connection.execute(
        "INSERT INTO documents (number, file, bytes_sha256, text_sha256, reader, coder, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, article.file, str(number), article.text_sha256, "text 1", CODER, text),
    )
    connection.execute("INSERT INTO paths VALUES (?, ?, ?)", (number, article.file, number))
    connection.execute(
        "INSERT INTO articles VALUES (?, ?, 0, ?, ?, ?, NULL, NULL, ?)",
        (number, article.id, article.title, article.source, article.published, to_json(article)),
    )
    connection.executemany(
        "INSERT INTO records (document, id, ordinal, kind, article, date, event_type, mode, status,"
        " quad_code, event_scale, confidence, json)"
        " VALUES (?, ?, ?, 'event', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, each.id, i, each.article, each.date, each.event_type, each.mode, each.status,
             each.quad_code, each.event_scale, each.confidence, to_json(each))
            for i, each in enumerate(told)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO passages (document, article, record, kind, title, text)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, article.id, article.id, "article", article.title, text),
            *((number, article.id, each.id, "event", "", each.text) for each in told),
        ],
    )
    connection.executemany(
        f"INSERT INTO listed VALUES ({', '.join('?' * 14)})",  # noqa: S608 - ours
        [
            _listed(number * PER_ARTICLE + i, number, article.source or "", each)
            for i, each in enumerate(told)
        ],
    )


def _articles(events: int, seed: int) -> Iterator[tuple[str, Article, list[Event]]]:
    draw = random.Random(seed)  # noqa: S311 - made data
    # Only those that stand for themselves: Aruba's acts are the Netherlands'.
    known = sorted(
        (each for each in countries() if each.coded_as == each.code), key=lambda each: each.code
    )
    # A few countries are in most news.
    weights = [1 / (place + 1) for place in range(len(known))]
    kinds = sorted(event_types())
    for number in range(events // PER_ARTICLE):
        day = (FIRST + timedelta(days=draw.randrange(DAYS))).isoformat()
        sides = draw.choices(known, weights, k=2 * PER_ARTICLE)
        pairs = list(zip(sides[::2], sides[1::2], strict=True))
        lines = [
            f"{one.name} {draw.choice(VERBS)} {other.name} over {draw.choice(THINGS)} and "
            f"{draw.choice(THINGS)} on day {draw.randrange(9999)}."
            for one, other in pairs
        ]
        text = "\n\n".join(lines)
        article = Article(
            id=content_id("a", number), file=f"/made/{number}.txt", index=0, title=lines[0],
            source=draw.choice(SOURCES), url=None, language="en", text_sha256=text_sha256(text),
            reader="text 1", published=day, updated=None, place=None,
            segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        )  # fmt: skip
        told = []
        at = 0
        for (one, other), line in zip(pairs, lines, strict=True):
            kind = draw.choice(kinds)
            mode = draw.choice([None, *sorted(modes()[kind])])
            verb = at + len(one.name) + 1
            told.append(Event(
                id=content_id("e", number, at), article=article.id, file=article.file, date=day,
                enddate=None, date_text=None, granularity="day", planned_for=None,
                event_type=kind, mode=mode, modes=(mode,) if mode else (), context=(),
                cameo=cameo_of(kind, mode), quad_code=quad_code(kind),
                event_scale=event_scale(kind, mode),
                actor=(Party(code=one.code, sector="GOV", sectors=("GOV",), name=one.name,
                             entity=f"{one.code.lower()}-gov", entity_text=one.name,
                             start=at, end=at + len(one.name)),),
                recipient=(Party(code=other.code, sector="GOV", sectors=("GOV",),
                                 entity=f"{other.code.lower()}-gov", name=other.name),),
                status=draw.choice(("actual", "actual", "actual", "future", "negated")),
                said_by=(), event_loc=Location(country=draw.choice((None, one.code))), size=Size(),
                event_text=line.split()[1], text=line,
                text_info=TextInfo(sequence=0, start=at, end=at + len(line),
                                   trigger=Span(verb, verb + 3)),
                confidence=round(draw.random(), 3), coder=CODER,
            ))  # fmt: skip
            at += len(line) + 2
        yield text, article, told
