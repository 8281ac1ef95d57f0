"""The stories of a store: listing them, showing one with its reports, a page with its copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dragoman.jsonl import from_json, story_from_json
from dragoman.records import Article, Event, Story
from dragoman.store.copies import Link, links_of, root_of
from dragoman.store.errors import StoreError
from dragoman.store.finding import match_expression
from dragoman.store.positions import code_of
from dragoman.stories.changes import Changes, changes
from dragoman.stories.facts import facts_of
from dragoman.stories.pairs import Reason, compare

PREFIX = 6


class StoriesAsked(NamedTuple):
    """Which stories are wanted; what is None, empty or zero leaves it open.

    `sides`: each is an actor or recipient in some report (a code, or a country's name);
    `words`: of a report's sentence; `sources`: how many at least; days are both included.
    """

    sides: Sequence[str] = ()
    event_type: str | None = None
    status: str | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None
    sources: int = 0
    disagreeing: bool = False


class Stories(NamedTuple):
    """The stories found, the oldest first, and how many there are in all."""

    found: tuple[Story, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShown:
    """One report of a story: the event, its page, why it is taken for the same act.

    `copy_of` is the page that its page goes back to; `reasons` are empty for the report that
    stands for the story.
    """

    event: Event
    article: Article
    file: str
    copy_of: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryShown:
    """A story with its reports, the first first."""

    story: Story
    reports: tuple[ReportShown, ...]


class CopyShown(NamedTuple):
    """A page that is a copy of the one asked for, or the other way round."""

    link: Link
    article: Article
    file: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShown:
    """A page with its copies: earlier ones, later ones, and what changed."""

    article: Article
    file: str
    root: str
    copies: tuple[CopyShown, ...]


def find_stories(connection: sqlite3.Connection, asked: StoriesAsked, limit: int) -> Stories:
    """Find stories, ordered by the day of the act, then of its first report.

    In: an open store; what is asked for; at most so many. Raises: nothing for what users ask.
    """
    conditions = list(_conditions(asked))
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    values = [value for _, own in conditions for value in own]
    (total,) = connection.execute(
        f"SELECT count(*) FROM stories WHERE 1{where}",  # noqa: S608 - conditions are ours
        values,
    ).fetchone()
    rows = connection.execute(
        f"SELECT id, json FROM stories WHERE 1{where}"  # noqa: S608
        " ORDER BY day IS NULL, day, id LIMIT ?",
        [*values, limit],
    )
    return Stories(tuple(story_from_json(json, where=each) for each, json in rows), total)


def _conditions(asked: StoriesAsked) -> Iterator[tuple[str, list[str | int]]]:
    for side in asked.sides:
        yield (
            "EXISTS (SELECT 1 FROM tellings JOIN parties ON parties.record = tellings.event"
            " WHERE tellings.story = stories.id AND parties.role IN ('actor', 'recipient')"
            " AND parties.code = ?)",
            [code_of(side)],
        )
    expression = match_expression(asked.words)
    if expression:
        yield (
            "EXISTS (SELECT 1 FROM tellings JOIN passages ON passages.record = tellings.event"
            " WHERE tellings.story = stories.id AND passages.number IN"
            " (SELECT rowid FROM passage_words WHERE passage_words MATCH ?))",
            [expression],
        )
    elif asked.words.strip():
        yield "0", []
    plain: tuple[tuple[str, str | int | None], ...] = (
        ("event_type = ?", asked.event_type and asked.event_type.upper()),
        ("status = ?", asked.status),
        ("substr(day, 1, 10) >= ?", asked.since.isoformat() if asked.since else None),
        ("substr(day, 1, 10) <= ?", asked.until.isoformat() if asked.until else None),
        ("sources >= ?", asked.sources or None),
        ("disagree >= ?", 1 if asked.disagreeing else None),
    )
    yield from ((condition, [value]) for condition, value in plain if value is not None)


def show_story(connection: sqlite3.Connection, path: Path, asked: str) -> StoryShown | PageShown:
    """Show the story of an id: its own, that of one of its events; or an article with its copies.

    In:     an open store, its file, an id or the first characters of one.
    Raises: StoreError when there is none, or more than one.
    """
    kind, known = _known(connection, path, asked.strip())
    return _page(connection, known) if kind == "article" else _story(connection, known)


def _known(connection: sqlite3.Connection, path: Path, asked: str) -> tuple[str, str]:
    rows = connection.execute(
        "SELECT 'story', id FROM stories WHERE id BETWEEN :first AND :last"
        " UNION SELECT 'story', story FROM tellings WHERE event BETWEEN :first AND :last"
        " UNION SELECT 'article', id FROM articles WHERE id BETWEEN :first AND :last LIMIT 2",
        {"first": asked, "last": asked + "\U0010ffff" if len(asked) >= PREFIX else asked},
    ).fetchall()
    if len(rows) == 1:
        return rows[0][0], rows[0][1]
    if rows:
        raise StoreError(path, f"{asked!r} begins several ids; give more of it")
    raise StoreError(path, f"no story, event or article {asked!r}; `dragoman stories` lists them")


def _story(connection: sqlite3.Connection, story_id: str) -> StoryShown:
    (json,) = connection.execute("SELECT json FROM stories WHERE id = ?", (story_id,)).fetchone()
    story = story_from_json(json, where=story_id)
    told = [_told(connection, event) for event in story.reports]
    chosen = next(facts_of(event, _day(page)) for event, page, _ in told if event.id == story.event)
    reports = []
    for event, article, file in told:
        root = root_of(connection, article.id)
        same = event.id == story.event
        reports.append(
            ReportShown(
                event=event,
                article=article,
                file=file,
                copy_of=None if root == article.id else root,
                reasons=() if same else compare(chosen, facts_of(event, _day(article))).reasons,
            )
        )
    return StoryShown(story=story, reports=tuple(reports))


def _day(article: Article) -> str | None:
    return article.published or article.updated


def _told(connection: sqlite3.Connection, event: str) -> tuple[Event, Article, str]:
    json, page, file = connection.execute(
        "SELECT records.json, articles.json, documents.file FROM records"
        " JOIN articles ON articles.document = records.document AND articles.id = records.article"
        " JOIN documents ON documents.number = records.document"
        " WHERE records.id = ? ORDER BY records.document LIMIT 1",
        (event,),
    ).fetchone()
    record, article = from_json(json, where=event), from_json(page, where=event)
    if not (isinstance(record, Event) and isinstance(article, Article)):
        raise TypeError(f"{event} is kept as an event of an article, but is none")
    return record, article, file


def _page(connection: sqlite3.Connection, article_id: str) -> PageShown:
    article, text, file = _article(connection, article_id)
    copies = []
    for link in links_of(connection, article_id):
        other, other_text, other_file = _article(
            connection, link.later if link.earlier == article_id else link.earlier
        )
        versions = ((article, text), (other, other_text))
        first, second = versions if link.earlier == article_id else versions[::-1]
        copies.append(CopyShown(link, other, other_file, changes(*first, *second)))
    return PageShown(
        article=article, file=file, root=root_of(connection, article_id), copies=tuple(copies)
    )


def _article(connection: sqlite3.Connection, article_id: str) -> tuple[Article, str, str]:
    json, text, file = connection.execute(
        "SELECT articles.json, documents.text, documents.file FROM articles"
        " JOIN documents ON documents.number = articles.document"
        " WHERE articles.id = ? ORDER BY articles.document LIMIT 1",
        (article_id,),
    ).fetchone()
    article = from_json(json, where=article_id)
    if not isinstance(article, Article):
        raise TypeError(f"{article_id} is kept among the articles, but is a {article.record}")
    return article, text, file
