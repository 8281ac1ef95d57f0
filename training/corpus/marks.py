"""Inline marks: `[words|what]` in a line of text, nested where words carry two marks."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.records import Span

OPENING, BAR, CLOSING, ESCAPE = "[", "|", "]", "\\"


class Mark(NamedTuple):
    """Marked words of one line: their span in the plain line, what is said of them, and where.

    `column` is where the note begins in the line as written, from 1.
    """

    span: Span
    note: str
    column: int


class Problem(NamedTuple):
    """What is wrong with a line, at which column of it (from 1)."""

    column: int
    what: str


class Line(NamedTuple):
    """A line without its marks, the marks in the order of their words, and what is wrong."""

    text: str
    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...]


def read_line(written: str) -> Line:
    r"""Take the marks out of one written line.

    In:     a line; `\[`, `\]`, `\|` and `\\` stand for the characters themselves.
    Out:    the plain text and its marks, outer before inner; problems by column.
    Raises: nothing; a line that cannot be read says so in `problems`.
    """
    plain: list[str] = []
    open_marks: list[tuple[int, int]] = []
    marks: list[Mark] = []
    problems: list[Problem] = []
    position = 0
    while position < len(written):
        character = written[position]
        if character == ESCAPE and position + 1 < len(written):
            plain.append(written[position + 1])
            position += 2
            continue
        if character == OPENING:
            open_marks.append((len(plain), position + 1))
        elif character == BAR and open_marks:
            start, column = open_marks.pop()
            end_of_note = written.find(CLOSING, position)
            if end_of_note < 0:
                problems.append(Problem(column, "the mark is not closed; end it with ]"))
                break
            note = written[position + 1 : end_of_note]
            found = _span_problems("".join(plain[start:]), note, column)
            if not found:
                marks.append(Mark(Span(start, len(plain)), note.strip(), position + 2))
            problems += found
            position = end_of_note
        elif character in (BAR, CLOSING):
            problems.append(Problem(position + 1, f"{character} stands alone; write \\{character}"))
        else:
            plain.append(character)
        position += 1
    problems += [
        Problem(column, "the mark has no |note; write [words|note], or \\[ for a bracket")
        for _, column in open_marks
    ]
    marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    return Line("".join(plain), tuple(marks), tuple(problems))


def _span_problems(words: str, note: str, column: int) -> list[Problem]:
    if not words:
        return [Problem(column, "the mark has no words")]
    found = []
    if words != words.strip():
        found.append(Problem(column, f"{words!r} begins or ends with a blank; mark the words only"))
    if not note.strip():
        found.append(Problem(column, f"{words!r} is marked with nothing; write what it is"))
    if OPENING in note:
        found.append(Problem(column, f"the note {note!r} holds a [; was a mark left open?"))
    return found
