"""Which pages of a store are copies of one another: kept up to date page by page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.jsonl import from_json
from dragoman.records import Article
from dragoman.stories.pages import Page, copied, keys_of, page_of

# A lead that so many pages have ("Here is the news at eight") tells no copies: the other keys do.
MOST_ALIKE = 300


class Link(NamedTuple):
    """A page that is a copy of an earlier one; `likeness` as in `stories.pages`."""

    earlier: str
    later: str
    kind: str
    likeness: float


def update_pages(connection: sqlite3.Connection, articles: Iterable[str]) -> set[str]:
    """Look for the copies of pages that came, and forget those that went.

    In:     a connection in a write transaction; ids of articles.
    Out:    these and all pages whose links changed with them.
    Raises: sqlite3.Error, RecordError for an article that is none of ours.
    """
    touched: set[str] = set()
    for each in articles:
        touched |= {each, *_neighbours(connection, each)}
        connection.execute("DELETE FROM page_links WHERE ? IN (earlier, later)", (each,))
        connection.execute("DELETE FROM page_keys WHERE article = ?", (each,))
        connection.execute("DELETE FROM pages WHERE article = ?", (each,))
        page = _page(connection, each)
        if page is not None:
            _insert(connection, page)
            touched |= set(_neighbours(connection, each))
    for each in touched:
        _settle(connection, each)
    return touched


def root_of(connection: sqlite3.Connection, article: str) -> str:
    """The page that an article goes back to: itself, if it is no copy."""
    seen = {article}
    while True:
        row = connection.execute(
            "SELECT previous FROM pages WHERE article = ?", (article,)
        ).fetchone()
        if row is None or row[0] is None or row[0] in seen:
            return article
        article = row[0]
        seen.add(article)


def day_of_copies(connection: sqlite3.Connection, article: str) -> str | None:
    """The day of a page that prints none: that of its first copy which prints one."""
    row = connection.execute(
        "SELECT min(pages.day) FROM page_links JOIN pages ON pages.article = earlier"
        " WHERE later = ?",
        (article,),
    ).fetchone()
    return row[0] if row else None


def links_of(connection: sqlite3.Connection, article: str) -> list[Link]:
    """The links of a page to its copies, earlier and later ones, the likest first."""
    rows = connection.execute(
        "SELECT earlier, later, kind, likeness FROM page_links WHERE ? IN (earlier, later)"
        " ORDER BY likeness DESC, earlier, later",
        (article,),
    )
    return [Link(*row) for row in rows]


def _neighbours(connection: sqlite3.Connection, article: str) -> list[str]:
    rows = connection.execute(
        "SELECT earlier FROM page_links WHERE later = ?1"
        " UNION SELECT later FROM page_links WHERE earlier = ?1",
        (article,),
    )
    return [row[0] for row in rows]


def _page(connection: sqlite3.Connection, article: str) -> Page | None:
    row = connection.execute(
        "SELECT articles.json, documents.text FROM articles"
        " JOIN documents ON documents.number = articles.document"
        " WHERE articles.id = ? ORDER BY articles.document LIMIT 1",
        (article,),
    ).fetchone()
    if row is None:
        return None
    record = from_json(row[0], where=f"stored article {article}")
    return page_of(record, row[1]) if isinstance(record, Article) else None


def _insert(connection: sqlite3.Connection, page: Page) -> None:
    keys = keys_of(page)
    connection.execute(
        "INSERT INTO pages (article, day, outlet) VALUES (?, ?, ?)",
        (page.article, page.day, page.outlet),
    )
    for each in sorted(_alike(connection, keys)):
        other = _page(connection, each)
        if other is None:
            continue
        earlier, later = sorted((page, other), key=lambda known: known.order)
        link = copied(earlier, later)
        if link:
            connection.execute(
                "INSERT INTO page_links (earlier, later, kind, likeness) VALUES (?, ?, ?, ?)",
                (earlier.article, later.article, link.kind, link.likeness),
            )
    connection.executemany(
        "INSERT INTO page_keys (key, article) VALUES (?, ?)", [(key, page.article) for key in keys]
    )


def _alike(connection: sqlite3.Connection, keys: Sequence[int]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        rows = connection.execute(
            "SELECT article FROM page_keys WHERE key = ? LIMIT ?", (key, MOST_ALIKE + 1)
        ).fetchall()
        if len(rows) <= MOST_ALIKE:
            found.update(row[0] for row in rows)
    return found


def _settle(connection: sqlite3.Connection, article: str) -> None:
    """Name the earliest page that this one is a copy of."""
    connection.execute(
        "UPDATE pages SET previous = (SELECT earlier FROM page_links"
        " JOIN pages AS known ON known.article = earlier WHERE later = ?1"
        " ORDER BY known.day IS NULL, known.day, earlier LIMIT 1) WHERE article = ?1",
        (article,),
    )
