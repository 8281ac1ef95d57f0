"""What people judged, for measuring (the form of the gold sets) and for training (the corpus)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from dragoman.jsonl import from_json
from dragoman.records import Article, Document, Event, Figure, Party, Resolution
from dragoman.store.forms import Told
from dragoman.workbench.correcting import Judgement, as_judged, newest
from dragoman.workbench.listing import told

_JUDGED_ARTICLES = """
SELECT DISTINCT listed.document, records.article
  FROM corrections
  JOIN listed ON listed.record = corrections.record
  JOIN records ON records.document = listed.document AND records.id = listed.record
 ORDER BY listed.document, records.article
"""


class Reviewed(NamedTuple):
    """An article with the records that people kept, put right; `open` events nobody judged."""

    article: Article
    document: Document
    records: tuple[Told, ...]
    open: int


def reviewed(connection: sqlite3.Connection) -> Iterator[Reviewed]:
    """Give every article of which a record was judged; rejected records are left out.

    Raises: nothing.
    """
    for number, article_id in connection.execute(_JUDGED_ARTICLES).fetchall():
        article, document = article_of(connection, number, article_id)
        held = records_of(connection, number, article_id)
        judgements = newest(connection, [each.id for each in held])
        kept = tuple(_kept(held, judgements))
        missing = sum(each.record == "event" and each.id not in judgements for each in held)
        yield Reviewed(article, document, kept, missing)


def _kept(held: Iterable[Told], judgements: dict[str, Judgement]) -> Iterator[Told]:
    for each in held:
        judgement = judgements.get(each.id)
        if judgement is not None and judgement.decision != "rejected":
            yield as_judged(each, judgement)


def article_of(
    connection: sqlite3.Connection, number: int, article_id: str
) -> tuple[Article, Document]:
    """An article with its document. Raises: TypeError where the store holds no article there."""
    (written,) = connection.execute(
        "SELECT json FROM articles WHERE document = ? AND id = ?", (number, article_id)
    ).fetchone()
    article = from_json(written, where=article_id)
    if not isinstance(article, Article):
        raise TypeError(f"{article_id} is kept among the articles, but is a {article.record}")
    file, text, sha, reader = connection.execute(
        "SELECT file, text, text_sha256, reader FROM documents WHERE number = ?", (number,)
    ).fetchone()
    return article, Document(file=file, text=text, text_sha256=sha, reader=reader)


def records_of(connection: sqlite3.Connection, number: int, article_id: str) -> tuple[Told, ...]:
    """An article's records in the order of the page. Raises: nothing."""
    rows = connection.execute(
        "SELECT json FROM records WHERE document = ? AND article = ? ORDER BY ordinal",
        (number, article_id),
    )
    return tuple(told(row[0]) for row in rows)


def gold_lines(articles: Iterable[Reviewed]) -> Iterator[str]:
    """Write reviewed articles as lines of JSON, in the form of the development gold.

    In:     reviewed articles. Out: one line each; `unreviewed` counts the machine's events that
            nobody judged: a set for measuring needs 0. Raises: nothing.
    """
    for each in articles:
        yield json.dumps(_gold(each), ensure_ascii=False)


def text_of(article: Article, document: Document) -> str:
    """An article's stretch of its document. Raises: nothing."""
    if not article.segments:
        return document.text
    return document.text[article.segments[0].start : article.segments[-1].end]


def _gold(each: Reviewed) -> dict[str, Any]:
    article, document = each.article, each.document
    return {
        "id": article.id,
        "kind": "story",
        "text": text_of(article, document),
        "articles": [
            {
                "title": article.title,
                "published": article.published or article.updated,
                "place": article.place,
                "first_words": " ".join(_body(article, document.text).split()[:5]),
                "is_news": True,
            }
        ],
        "events": [_gold_event(event) for event in each.records if isinstance(event, Event)],
        "figures": [
            _gold_figure(figure, article, document.text)
            for figure in each.records
            if isinstance(figure, Figure)
        ],
        "resolutions": [
            _gold_resolution(one) for one in each.records if isinstance(one, Resolution)
        ],
        "unreviewed": each.open,
    }


def _body(article: Article, text: str) -> str:
    for segment in article.segments:
        if segment.kind == "paragraph":
            return text[segment.start : segment.end]
    return ""


def _gold_event(event: Event) -> dict[str, Any]:
    said_by = event.said_by[0] if event.said_by else None
    return {
        "sentence": event.text,
        "event_text": event.event_text,
        "event_type": event.event_type,
        "mode": event.mode,
        "actor": _gold_parties(event.actor, event.text),
        "recipient": _gold_parties(event.recipient, event.text),
        "status": event.status,
        "said_by": {"text": said_by.entity_text, "code": said_by.code} if said_by else None,
        "date": event.date,
        "country": event.event_loc.country,
        "dead": event.size.dead,
        "injured": event.size.injured,
    }


def _gold_parties(parties: Sequence[Party], sentence: str) -> list[dict[str, Any]]:
    found = []
    for party in parties:
        told: dict[str, Any] = {
            "text": party.entity_text, "code": party.code, "sector": party.sector,
        }  # fmt: skip
        if party.entity_text and party.entity_text not in sentence:
            told["outside"] = True
        found.append(told)
    return found


def _gold_figure(figure: Figure, article: Article, text: str) -> dict[str, Any]:
    within = [each for each in article.segments if each.start <= figure.start < each.end]
    return {
        "sentence": text[within[0].start : within[0].end] if within else figure.text,
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "what": figure.what,
        "period": figure.period.text if figure.period else None,
        "change": figure.change.value if figure.change else None,
    }


def _gold_resolution(one: Resolution) -> dict[str, Any]:
    return {
        "title": one.title,
        "body": one.body,
        "sponsor": list(one.sponsor),
        "outcome": one.stage,
        "how": one.how,
        "yes": one.yes,
        "no": one.no,
        "abstain": one.abstain,
        "next": one.next,
        "symbol": one.symbol,
        "date": one.date,
    }


def file_name(file: str) -> str:
    """A file's name without the folders of this machine. Raises: nothing."""
    return PurePath(file.replace("\\", "/")).name or file
