"""The records that Dragoman reads and writes: the one vocabulary that all rooms share.

Field names and meanings are those of the design; `start` and `end` count code points of the
decoded text. A record is immutable; lists in JSON are tuples here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SegmentKind = Literal["headline", "caption", "bullet", "paragraph", "boilerplate"]
Status = Literal["actual", "future", "hypothetical", "negated", "historical"]
Granularity = Literal["day", "week", "month", "quarter", "year", "range"]
How = Literal["text", "inferred", "dateline", "knowledge"]
Adoption = Literal["without a vote", "unanimous", "majority", "recorded vote"]
Stage = Literal[
    "tabled", "adopted by committee", "adopted", "rejected", "vetoed", "withdrawn", "deferred"
]


class Span(NamedTuple):
    """Code points `start` up to, not including, `end` of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input as decoded text; not itself written out.

    `text` has its newlines untranslated and no byte-order mark; `reader` names the reader and
    its version.
    """

    file: str
    text: str
    text_sha256: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a document and what it is on the page."""

    kind: SegmentKind
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"segment {self.kind} has span {self.start}–{self.end}; give it text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story of a document, with the page's own facts about it (dates as ISO 8601 days)."""

    id: str
    file: str
    index: int
    title: str | None
    source: str | None
    url: str | None
    language: str
    text_sha256: str
    reader: str
    published: str | None
    updated: str | None
    place: str | None
    segments: tuple[Segment, ...]
    record: Literal["article"] = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts, receives, or says so: a mention and who that is."""

    code: str | None
    sector: str | None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    name: str | None = None
    office: str | None = None
    entity_text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where an act took place (WGS 84 degrees; country as ISO 3166-1 alpha-3)."""

    text: str | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many persons, as the text tells."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    participants: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInfo:
    """Where an event is told: the sentence (its number in the article) and its trigger."""

    sequence: int
    start: int
    end: int
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The spans that a field was read from, and how; `source` names a table where one decided."""

    spans: tuple[Span, ...]
    how: How
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, with the sentence that says so."""

    id: str
    article: str
    file: str
    date: str | None
    enddate: str | None
    date_text: str | None
    granularity: Granularity | None
    planned_for: str | None
    event_type: str
    mode: str | None
    modes: tuple[str, ...]
    context: tuple[str, ...]
    cameo: str | None
    quad_code: int
    event_scale: float
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    status: Status
    said_by: tuple[Party, ...]
    event_loc: Location
    size: Size
    event_text: str
    text: str
    text_info: TextInfo
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    confidence: float
    coder: str
    record: Literal["event"] = "event"

    def __post_init__(self) -> None:
        _check_confidence(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What somebody of weight says about something, which is no event."""

    id: str
    article: str
    file: str
    speaker: tuple[Party, ...]
    addressee: tuple[Party, ...]
    about: tuple[Party, ...]
    words: str
    quoted: bool
    date: str | None
    start: int
    end: int
    confidence: float
    coder: str
    record: Literal["statement"] = "statement"

    def __post_init__(self) -> None:
        _check_confidence(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that a figure covers (days, ISO 8601)."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure's change against a base."""

    value: float
    unit: str
    base: str | None = None

    def __post_init__(self) -> None:
        _write_whole(self, "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that a reader would put in a table."""

    id: str
    article: str
    file: str
    text: str
    value: float | None
    unit: str | None
    what: str | None
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    period: Period | None = None
    change: Change | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    supersedes: str | None = None
    said_by: tuple[Party, ...] = ()
    start: int
    end: int
    confidence: float
    coder: str
    record: Literal["figure"] = "figure"

    def __post_init__(self) -> None:
        _check_confidence(self)
        _write_whole(self, "value", "low", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A text before an intergovernmental body, at one stage."""

    id: str
    article: str
    file: str
    title: str | None
    symbol: str | None
    body: str | None
    part: str | None = None
    sponsor: tuple[str, ...] = ()
    stage: Stage | None = None
    how: Adoption | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    cosponsors: tuple[str, ...] = ()
    votes: Mapping[str, str] = field(default_factory=dict)
    vetoed_by: tuple[str, ...] = ()
    next: str | None = None
    date: str | None = None
    session: int | None = None
    thread: str | None = None
    events: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    start: int
    end: int
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    confidence: float
    coder: str
    record: Literal["resolution"] = "resolution"

    def __post_init__(self) -> None:
        _check_confidence(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values that reports of a story give, with the events that give it.

    `latest`: told by the report, or one of several, of the latest day.
    """

    value: int | str
    reports: tuple[str, ...]
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One act, with all events that report it.

    Type, parties, days and place are those of the report that tells most of them, `event`;
    what others tell otherwise stands in `disagreements`. Nothing is averaged.
    """

    id: str
    event: str
    event_type: str
    modes: tuple[str, ...]
    status: Status
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    date: str | None
    enddate: str | None
    place: Location
    reports: tuple[str, ...]
    sources: int
    first_reported: str | None
    last_reported: str | None
    disagreements: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    confidence: float
    record: Literal["story"] = "story"

    def __post_init__(self) -> None:
        _check_confidence(self)
        if self.event not in self.reports:
            raise ValueError(
                f"story {self.id} stands on {self.event}, which is none of its reports"
            )


Record = Article | Event | Statement | Figure | Resolution


def _check_confidence(record: Event | Statement | Figure | Resolution | Story) -> None:
    if not 0 <= record.confidence <= 1:
        raise ValueError(
            f"{record.record} {record.id} has confidence {record.confidence}; use 0 to 1"
        )


def _write_whole(record: Figure | Change, *fields: str) -> None:
    """A whole number is written as one, however it came: 5440000000, never 5440000000.0."""
    for name in fields:
        value = getattr(record, name)
        if isinstance(value, float) and value.is_integer():
            object.__setattr__(record, name, int(value))


def text_sha256(text: str) -> str:
    """Hash a document's decoded text (SHA-256 of its UTF-8 form, hexadecimal)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """Make a record's id: the prefix and 80 bits of a hash over `parts`.

    In:     a prefix ("a", "e", …) and what identifies the record: the article's text, the
            trigger's span counted from the article's start, an ordinal. Never a path, a type or
            a confidence, so that the same page gives the same ids anywhere.
    Out:    for example "e-3f0c9ab2d41e7788aa10". Raises: nothing.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return f"{prefix}-{digest.hexdigest()[:20]}"
