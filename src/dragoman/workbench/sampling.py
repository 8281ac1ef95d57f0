"""Drawing an audit: events by strata, and sentences at random, with known probabilities."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dragoman.errors import DragomanError
from dragoman.jsonl import to_dict
from dragoman.records import Event
from dragoman.store.opening import writing
from dragoman.workbench.exporting import article_of, records_of
from dragoman.workbench.listing import by_ids
from dragoman.workbench.marks import shown

BANDS = (0.5, 0.8)
BAND_NAMES = ("below 0.5", "0.5 to 0.8", "0.8 or more")
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict",
         4: "material conflict"}  # fmt: skip
MOST = 2_000
LEAST_PER_STRATUM = 2


class EmptyAuditError(DragomanError):
    """There is nothing to draw from."""


class Item(NamedTuple):
    """One question of an audit; `machine` is what the machine said, as JSON values."""

    kind: str
    stratum: str
    probability: float
    article: str
    sentence: str
    act: str
    machine: Any


def draw(
    connection: sqlite3.Connection, *, events: int, sentences: int, seed: int, made: str
) -> int:
    """Draw an audit and keep it.

    In:     how many events and sentences; the seed that makes it repeatable; the time.
    Out:    the audit's number. Items stand in random order, so that those answered first are a
            sample too. Events: strata by quad class and band of confidence, equal parts of each,
            at least LEAST_PER_STRATUM; probability = drawn / in the stratum. Sentences: an article
            at random, then a sentence at random in it, with replacement; probability = expected
            number of times that the sentence is drawn.
    Raises: EmptyAuditError when the store holds no events.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    items = list(_events(connection, events, chance))
    if not items:
        raise EmptyAuditError("the store holds no events; add pages first")
    items += _sentences(connection, sentences, chance)
    chance.shuffle(items)
    (held,) = connection.execute("SELECT count(*) FROM listed WHERE kind = 'event'").fetchone()
    (coder,) = connection.execute("SELECT coder FROM documents ORDER BY number DESC").fetchone()
    with writing(connection):
        (number,) = connection.execute(
            "INSERT INTO audits (seed, made, coder, events) VALUES (?, ?, ?, ?) RETURNING number",
            (seed, made, coder, held),
        ).fetchone()
        connection.executemany(
            "INSERT INTO audit_items (audit, ordinal, kind, stratum, probability, article,"
            " sentence, act, machine) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, i, *item[:-1], json.dumps(item.machine, ensure_ascii=False))
                for i, item in enumerate(items, 1)
            ],
        )
    return int(number)


def _events(connection: sqlite3.Connection, wanted: int, chance: random.Random) -> Iterator[Item]:
    strata: dict[tuple[int, int], list[str]] = {}
    for record, quad, confidence in connection.execute(
        "SELECT record, quad_code, confidence FROM listed WHERE kind = 'event' ORDER BY record"
    ):
        band = sum(confidence >= bound for bound in BANDS)
        strata.setdefault((quad, band), []).append(record)
    for (quad, band), sizes in _allotted(strata, wanted).items():
        held = strata[quad, band]
        for row in by_ids(connection, chance.sample(held, sizes)):
            event = row.record
            if isinstance(event, Event):
                yield Item(
                    "event", f"{QUADS.get(quad, quad)}, {BAND_NAMES[band]}", sizes / len(held),
                    event.article, shown(event.text), shown(event.event_text), to_dict(event),
                )  # fmt: skip


def _allotted(strata: dict[tuple[int, int], list[str]], wanted: int) -> dict[tuple[int, int], int]:
    """Equal parts of each stratum; what a small one can't give goes to the others."""
    left, sizes = wanted, {}
    order = sorted(strata, key=lambda each: (len(strata[each]), each))
    for done, each in enumerate(order):
        part = max(LEAST_PER_STRATUM, round(left / (len(order) - done)))
        sizes[each] = min(len(strata[each]), part)
        left -= sizes[each]
    return sizes


def _sentences(
    connection: sqlite3.Connection, wanted: int, chance: random.Random
) -> Iterator[Item]:
    from dragoman.language import parse_articles

    # Each article once, whatever number of files tell it.
    held = connection.execute(
        "SELECT min(document), id FROM articles GROUP BY id ORDER BY id"
    ).fetchall()
    for number, article_id in chance.choices(held, k=wanted):
        article, document = article_of(connection, number, article_id)
        told = [segment for segment in article.segments if segment.kind != "boilerplate"]
        (sentences,) = parse_articles(document, [told])
        if not sentences:
            continue
        sentence = chance.choice(sentences)
        first, last = sentence.start, sentence.start + len(sentence.text)
        events = [
            to_dict(each)
            for each in records_of(connection, number, article_id)
            if isinstance(each, Event) and first <= each.text_info.trigger.start < last
        ]
        yield Item(
            "sentence", "sentences", wanted / len(held) / len(sentences), article_id,
            shown(sentence.text), "", events,
        )  # fmt: skip


def check_numbers(numbers: Sequence[int]) -> None:
    """Refuse a sample that can't be drawn. Raises: EmptyAuditError."""
    if not all(0 <= each <= MOST for each in numbers) or not sum(numbers):
        raise EmptyAuditError(f"events, sentences: give numbers from 0 to {MOST}, not both 0")
