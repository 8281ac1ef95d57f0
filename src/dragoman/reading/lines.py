"""Text → lines → units: the stretches of a page that are labelled as one thing.

A unit is a line, or the lines of one paragraph where the page is hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.reading.datelines import parse_dateline

WIDEST_WRAP = 132  # nobody wraps by hand beyond a wide terminal
NARROWEST_WRAP = 45
_PAGE_BREAKS = ("\f", "\x1c", "\x1d")
_MARKER = re.compile(r"(?:[•‣▪●◦∙·■►▶➤*+–-]|\(?\d{1,2}[.)])(?=[ \t\u00a0])[ \t\u00a0]*")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_NOTE = re.compile(r"(?:Eds\.?|EDS\.?|Editors?|EDITORS?): ")
_WORD = re.compile(r"\S+")


class Line(NamedTuple):
    """A line that is not blank: its stripped span, and what stands before it."""

    start: int
    end: int
    text: str
    blanks: int  # blank lines before it
    indent: int
    page_break: bool


class Unit(NamedTuple):
    """One or more lines that make one block of the page."""

    start: int
    end: int
    text: str  # of one line: the newlines of a wrapped paragraph are blanks, offsets stay
    marker: str  # a bullet, a list number or a heading's hashes, "" for none
    inner: int  # where the words begin in `text`, after the marker
    blanks: int
    page_break: bool
    lines: int

    @property
    def words(self) -> str:
        """What the unit says, without its marker."""
        return self.text[self.inner :]


def lines(text: str) -> list[Line]:
    """List the lines of a text that are not blank, with their offsets. Raises: nothing."""
    found: list[Line] = []
    offset = blanks = 0
    page_break = False
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            found.append(Line(start, start + len(stripped), stripped, blanks, indent, page_break))
            blanks, page_break = 0, False
        else:
            blanks += 1
        page_break = page_break or raw[-1] in _PAGE_BREAKS
        offset += len(raw)
    return found


def units(text: str) -> list[Unit]:
    """Cut a text into units: hard-wrapped lines are joined, all else stays a line each.

    In:     the decoded text. Out: units in order, which together cover all that is not blank.
    Raises: nothing.
    """
    every = lines(text)
    width = _wrap_width(every)
    found: list[Unit] = []
    groups = _by_indent(every) if _indents_paragraphs(every) else _joined(every, width)
    for group in groups:
        found.append(_unit(text, group))
    return found


def _unit(text: str, group: Sequence[Line]) -> Unit:
    first = group[0]
    end = group[-1].end
    # Each newline becomes one blank, so that offsets within the unit stay true.
    said = first.text if len(group) == 1 else re.sub(r"\s", " ", text[first.start : end])
    marked = _HEADING.match(said) or _MARKER.match(said)
    inner = marked.end() if marked else 0
    if marked and not said[inner:].strip():
        inner = 0
    marker = said[:inner].strip()
    return Unit(first.start, end, said, marker, inner, first.blanks, first.page_break, len(group))


def _runs(every: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in every:
        if run and (line.blanks or line.page_break):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wrap_width(every: Sequence[Line]) -> int:
    """Find the column at which a page is wrapped; 0 when it is not.

    There, a line that breaks off in mid-sentence is full, and many go on in small letters.
    """
    open_lines = [
        (line, after)
        for run in _runs(every)
        for line, after in pairwise(run)
        if not _ENDS.search(line.text) and not _MARKER.match(after.text)
    ]
    inner = [line.indent + len(line.text) for line, _ in open_lines]
    if inner and max(inner) > WIDEST_WRAP:
        inner = [each for each in inner if each <= WIDEST_WRAP] if len(inner) > 200 else []
    if not inner:
        return 0
    width = max(inner)
    if len(inner) == 1 and len(every) > 4:
        return 0  # a lone line without a full stop shows no habit
    full = sum(each >= 0.75 * width for each in inner)
    continued = sum(after.text[0].islower() for _, after in open_lines)
    wrapped = full >= 0.6 * len(inner) and continued >= 0.25 * len(inner)
    return width if width >= NARROWEST_WRAP and wrapped else 0


def _indents_paragraphs(every: Sequence[Line]) -> bool:
    """Tell whether each paragraph begins with an indent and its other lines don't."""
    wrapped = sum(
        before.indent > 0 == line.indent
        and not line.blanks
        and NARROWEST_WRAP <= len(before.text) <= WIDEST_WRAP
        and not _ENDS.search(before.text)
        for before, line in pairwise(every)
    )
    return wrapped >= 2 and wrapped >= 0.3 * sum(line.indent > 0 for line in every)


def _by_indent(every: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in every:
        if group and (line.indent or line.blanks or line.page_break or not group[0].indent):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def starts_anew(line: Line) -> bool:
    """Tell whether a line can't go on the one before it: a bullet, a heading, a dateline."""
    if _MARKER.match(line.text) or _HEADING.match(line.text) or _NOTE.match(line.text):
        return True
    found = parse_dateline(line.text, first=False)
    return found is not None and found.sure


def _joined(every: Sequence[Line], width: int) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in every:
        if group and not (width and _goes_on(group, line, width)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], line: Line, width: int) -> bool:
    before = group[-1]
    if line.blanks or line.page_break or starts_anew(line):
        return False
    if line.indent > before.indent + 1 and _ENDS.search(before.text):
        return False
    if not any(letter.isalnum() for letter in before.text):
        return False
    first_word = _WORD.match(line.text)
    # The test of a typesetter: a line is full when the next word no longer fits on it.
    indent = max(before.indent, line.indent)
    room = width - indent - len(before.text) - 1
    fits = first_word is not None and len(first_word.group()) <= room
    if line.text[0].islower() and len(before.text) > 0.6 * width:
        return not _ENDS.search(before.text) or not fits
    ragged = indent + len(before.text) > 0.75 * width and not _ENDS.search(before.text)
    return ragged or not fits
