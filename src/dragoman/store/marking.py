"""Marking spans in a stretch of text: who acts, the act, who receives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.records import Article, Event, Figure, Party, Record, Resolution, Span, Statement
from dragoman.store.printable import printable


class Piece(NamedTuple):
    """A piece of printable text and what it is: a role that a mark names, or plain (None)."""

    text: str
    role: str | None = None


class Mark(NamedTuple):
    """A span of the document and the role that it has in a record."""

    role: str
    start: int
    end: int


_PARTY_MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "event": (("actor", "actor"), ("recipient", "recipient"), ("said_by", "said by")),
    "statement": (("speaker", "speaker"), ("addressee", "addressee"), ("about", "about")),
    "figure": (("said_by", "said by"),),
}


def marks_of(record: Record) -> tuple[Mark, ...]:
    """List what a record points at: its parties' mentions, then the act or words themselves."""
    marks: list[Mark] = []
    for field, role in _PARTY_MARKS.get(record.record, ()):
        parties: tuple[Party, ...] = getattr(record, field)
        marks += [
            Mark(role, party.start, party.end)
            for party in parties
            if party.start is not None and party.end is not None
        ]
    match record:
        case Event():
            marks.append(Mark("act", *record.text_info.trigger))
        case Statement():
            marks.append(Mark("words", record.start, record.end))
        case Figure():
            marks.append(Mark("figure", record.start, record.end))
        case Resolution():
            marks.append(Mark("resolution", record.start, record.end))
    return tuple(marks)


def passage_of(record: Record, article: Article) -> Span:
    """Give the stretch to print a record in: an event's sentence, else its segment of the page."""
    match record:
        case Event():
            return Span(record.text_info.start, record.text_info.end)
        case Article():
            return Span(record.segments[0].start, record.segments[-1].end)
    for segment in article.segments:
        if segment.start <= record.start and record.end <= segment.end:
            return Span(segment.start, segment.end)
    return Span(record.start, record.end)


def marked(text: str, within: Span, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut a stretch of text into pieces, each with the role of the innermost mark over it.

    In:     the document's text; the stretch; marks, which may nest, overlap, or lie outside.
    Out:    pieces in order, printable, on one line; two roles of the very same span are joined
            by "/"; blanks at a mark's edges stay outside it.
    Raises: nothing; what lies outside the text is cut off.
    """
    start, end = max(within.start, 0), min(within.end, len(text))
    inside = [mark for mark in marks if start < mark.end and mark.start < end]
    edges = {start, end}.union(*((mark.start, mark.end) for mark in inside))
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    pieces: list[Piece] = []
    for first, last in pairwise(cuts):
        role = _role(first, last, inside)
        if pieces and pieces[-1].role == role:
            pieces[-1] = Piece(pieces[-1].text + text[first:last], role)
        else:
            pieces.append(Piece(text[first:last], role))
    return tuple(trimmed for piece in pieces for trimmed in _trimmed(piece))


def _role(first: int, last: int, marks: Sequence[Mark]) -> str | None:
    over = [mark for mark in marks if mark.start <= first and last <= mark.end]
    shortest = min((mark.end - mark.start for mark in over), default=0)
    roles = dict.fromkeys(mark.role for mark in over if mark.end - mark.start == shortest)
    return "/".join(roles) or None


def _trimmed(piece: Piece) -> list[Piece]:
    shown = printable(piece.text)
    inner = shown.strip()
    if piece.role is None or not inner:
        return [Piece(shown)]
    before, _, after = shown.partition(inner)
    trimmed = [Piece(before), Piece(inner, piece.role), Piece(after)]
    return [each for each in trimmed if each.text]
