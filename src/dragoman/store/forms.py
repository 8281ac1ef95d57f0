"""What goes into the store and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.records import Article, Document, Event, Figure, Record, Resolution, Span, Statement

Outcome = Literal["new", "copy", "changed", "recoded", "unchanged"]
Told = Event | Statement | Figure | Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDocument:
    """One input with everything that one coder read from it; `records` are all but the articles."""

    document: Document
    bytes_sha256: str
    coder: str
    articles: tuple[Article, ...]
    records: tuple[Record, ...]

    def __post_init__(self) -> None:
        articles = {article.id for article in self.articles}
        for record in self.records:
            if isinstance(record, Article):
                raise ValueError(f"article {record.id} is among the records; put it in `articles`")
            if record.article not in articles:
                raise ValueError(
                    f"{record.record} {record.id} is of article {record.article}, "
                    "which is not among `articles`; add that too"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `add` did.

    `outcome`: "new" content; a "copy" (content held already, now under one more path); the path's
    content has "changed"; the same content "recoded" by another coder; "unchanged".
    `articles` and `records` count what was written, `repeated` what was left out because the same
    document tells it twice under the same id.
    """

    outcome: Outcome
    articles: int = 0
    records: int = 0
    repeated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find of a search, safe to print; `found` marks the searched words in `snippet`.

    `reports`: where each act is wanted once, how many reports of it the store holds.
    """

    record_id: str
    kind: str
    article: str
    title: str
    file: str
    snippet: str
    found: tuple[Span, ...]
    event_type: str | None
    mode: str | None
    status: str | None
    date: str | None
    reports: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record with what it was read from.

    `files` are all paths under which the record is held, the document's own first; `records` are
    those of the article when the article itself was asked for, else empty. `resolutions` are the
    ids of the resolution records that tell the same act as an event.
    """

    record: Record
    article: Article
    document: Document
    files: tuple[str, ...]
    records: tuple[Told, ...] = ()
    resolutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds; `records` by kind, without the articles."""

    documents: int
    files: int
    articles: int
    records: Mapping[str, int]
