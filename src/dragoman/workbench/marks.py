"""A page's text cut into pieces, each with the records that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dragoman.records import Article, Record, Segment, SegmentKind, Span
from dragoman.store.forms import Told
from dragoman.store.marking import marks_of
from dragoman.store.printable import printable


class Mark(NamedTuple):
    """A span of the document, what it is in a record, and the record."""

    role: str
    start: int
    end: int
    record: str


class Piece(NamedTuple):
    """A piece of text: `role` of the innermost mark over it, and all records marked there.

    The innermost mark's record is the first. `start` tells where in the document the piece is.
    """

    text: str
    role: str | None
    records: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One segment of a page, ready to be shown."""

    kind: SegmentKind
    pieces: tuple[Piece, ...]


def blocks(article: Article, text: str, records: Sequence[Told]) -> tuple[Block, ...]:
    """Cut an article's segments at all marks of its records.

    In:     the article; its document's text; its records.
    Out:    one block for each segment, in order.
    Raises: nothing; spans outside the text are cut off.
    """
    marks = all_marks(records)
    return tuple(
        Block(kind=segment.kind, pieces=pieces(text, _inside(segment, text), marks))
        for segment in article.segments
    )


def all_marks(records: Iterable[Record]) -> list[Mark]:
    """List the marks of records. Raises: nothing."""
    return [
        Mark(mark.role, mark.start, mark.end, record.id)
        for record in records
        for mark in marks_of(record)
    ]


def pieces(text: str, within: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut a stretch of text at the edges of marks, which may nest and overlap. Raises: nothing."""
    inside = [mark for mark in marks if within.start < mark.end and mark.start < within.end]
    edges = {within.start, within.end}.union(*((mark.start, mark.end) for mark in inside))
    cuts = sorted(edge for edge in edges if within.start <= edge <= within.end)
    return tuple(_piece(text, first, last, inside) for first, last in pairwise(cuts))


def records_at(article: Article, records: Sequence[Told], at: int) -> Iterator[Told]:
    """The records with a mark over one place of a page, the innermost first. Raises: nothing."""
    over = sorted((mark for mark in all_marks(records) if mark.start <= at < mark.end), key=_length)
    by_id = {record.id: record for record in records}
    for record_id in dict.fromkeys(mark.record for mark in over):
        yield by_id[record_id]


def _piece(text: str, first: int, last: int, marks: Sequence[Mark]) -> Piece:
    over = sorted((mark for mark in marks if mark.start <= first and last <= mark.end), key=_length)
    records = tuple(dict.fromkeys(mark.record for mark in over))
    return Piece(shown(text[first:last]), over[0].role if over else None, records, first)


def _length(mark: Mark) -> tuple[int, bool]:
    return mark.end - mark.start, mark.role != "act"


def _inside(segment: Segment, text: str) -> Span:
    return Span(min(segment.start, len(text)), min(segment.end, len(text)))


def shown(text: str) -> str:
    """Text of a page without what would turn its reading order; its line breaks stay."""
    return "\n".join(printable(line) for line in text.split("\n"))
