"""Documents as people write them: a header, lines with inline marks, one sentence a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DataFileError, hint
from dragoman.ontology import contexts
from dragoman.records import SegmentKind, Span
from training.corpus.marks import read_line
from training.corpus.notes import ActNote, Role, RoleNote, Who, country_codes, read_note

START = "==="
FIELDS = ("date", "place", "contexts")
KINDS: dict[str, SegmentKind] = {"# ": "headline", "- ": "bullet", "> ": "caption"}
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PLACE = re.compile(r"(?P<city>.+), (?P<country>[A-Z]{3})")
NONE = "none"


class Sentence(NamedTuple):
    """One sentence: its span in the document's text, the segment's kind, the line written."""

    span: Span
    kind: SegmentKind
    paragraph: int
    line: int


class Act(NamedTuple):
    """An act told: its words, its note, the sentence (index) that tells it."""

    span: Span
    note: ActNote
    sentence: int
    line: int
    column: int


class Mention(NamedTuple):
    """Words that name parties, a date or a place; parties are resolved (no bare @name)."""

    span: Span
    roles: tuple[Role, ...]
    parties: tuple[Who, ...]
    value: str | None
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One document of the corpus; spans count code points of `text`."""

    id: str
    voice: str
    file: str
    line: int
    date: str | None
    city: str | None
    country: str | None
    contexts: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...]
    acts: tuple[Act, ...]
    mentions: tuple[Mention, ...]

    def words(self, span: Span) -> str:
        """The words that a span covers. Raises: nothing."""
        return self.text[span.start : span.end]

    def act(self, number: int) -> Act:
        """The act with that number. Raises: StopIteration where none has it."""
        return next(act for act in self.acts if act.note.number == number)

    def told(self, number: int, letter: str) -> tuple[Mention, ...]:
        """The mentions that have a role (key of ROLES) in an act. Raises: nothing."""
        return tuple(one for one in self.mentions if Role(letter, number) in one.roles)

    def first_tellings(self) -> tuple[Act, ...]:
        """The acts, each once. Raises: nothing."""
        return tuple(act for act in self.acts if act.note.same_as is None)

    def tellings(self, act: Act) -> tuple[Act, ...]:
        """Every telling of an act, given its first one. Raises: nothing."""
        number = act.note.number
        return tuple(one for one in self.acts if number in (one.note.number, one.note.same_as))

    def event_type(self, act: Act) -> str:
        """An act's type, a retelling's being that of its first telling. Raises: nothing."""
        told = act if act.note.event_type else self.act(act.note.same_as or 0)
        return told.note.event_type or ""


class Fault(NamedTuple):
    """What is wrong with a document, where."""

    line: int
    column: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.what}"


class Block(NamedTuple):
    """The lines of one document as they stand in its file (numbered from `first`)."""

    id: str
    first: int
    lines: tuple[str, ...]


def read_file(path: Path) -> list[Written]:
    """Read the documents of one file; its folder's name is their voice.

    Raises: DataFileError naming line and column of every problem.
    """
    text = path.read_text(encoding="utf-8")
    documents, faults = read_documents(text, voice=path.parent.name, file=path.name)
    if faults:
        raise DataFileError(path, [str(fault) for fault in faults])
    return documents


def read_documents(text: str, *, voice: str, file: str) -> tuple[list[Written], list[Fault]]:
    """Read a file's text.

    Out:    the documents that can be read, and every fault by line and column (from 1).
    Raises: nothing.
    """
    blocks, faults = _blocks(text)
    documents = []
    seen: set[str] = set()
    for block in blocks:
        if block.id in seen:
            faults.append(Fault(block.first - 1, 1, f"document {block.id} stands twice"))
        seen.add(block.id)
        document, found = _Reader(block, voice, file).read()
        faults += found
        documents += [document] if not found else []
    return documents, sorted(faults)


def _blocks(text: str) -> tuple[list[Block], list[Fault]]:
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(START)]
    faults = [
        Fault(number + 1, 1, f"text before the first document; begin one with {START} its-id")
        for number, line in enumerate(lines[: starts[0] if starts else len(lines)])
        if line.strip()
    ][:1]
    blocks = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = lines[start].removeprefix(START).strip()
        if not re.fullmatch(r"[a-z0-9-]+", name):
            faults.append(Fault(start + 1, 1, f"document id {name!r}; write {START} voice-001"))
        blocks.append(Block(name, start + 2, tuple(lines[start + 1 : end])))
    return blocks, faults


class _Reader:
    """Reads one block; keeps what is found on the way and forgets it with the document."""

    def __init__(self, block: Block, voice: str, file: str) -> None:
        self.block, self.voice, self.file = block, voice, file
        self.faults: list[Fault] = []
        self.header: dict[str, str] = {}
        self.text = ""
        self.sentences: list[Sentence] = []
        self.acts: list[Act] = []
        self.mentions: list[Mention] = []
        self.known: dict[str, Who] = {}

    def read(self) -> tuple[Written, list[Fault]]:
        body = self._read_header()
        paragraph, separate = 0, True
        for number, line in enumerate(self.block.lines[body:], self.block.first + body):
            if not line.strip():
                separate = True
                continue
            kind = KINDS.get(line[:2], "paragraph")
            if separate or kind != "paragraph":
                paragraph += 1
            self._read_sentence(line, number, kind, paragraph)
            separate = kind != "paragraph"
        self._check_whole()
        return self._document(), self.faults

    def _fault(self, line: int, column: int, what: str) -> None:
        self.faults.append(Fault(line, column, what))

    def _read_header(self) -> int:
        """Read the header's lines; the number of the first line after them."""
        for index, line in enumerate(self.block.lines):
            name, colon, value = line.partition(":")
            if not colon or name not in FIELDS:
                if line.strip():
                    self._fault(self.block.first + index, 1, "the header ends with an empty line")
                break
            self.header[name] = value.strip()
        for name in FIELDS:
            if name not in self.header:
                self._fault(
                    self.block.first, 1, f"the header lacks {name}: (none, if there is none)"
                )
        self._check_header()
        return len(self.header)

    def _check_header(self) -> None:
        line = self.block.first
        date, place = self.header.get("date", NONE), self.header.get("place", NONE)
        if date != NONE and not _DAY.fullmatch(date):
            self._fault(line, 7, f"date {date!r}; write 2024-05-01 or {NONE}")
        found = _PLACE.fullmatch(place)
        if place != NONE and (not found or found["country"] not in country_codes()):
            self._fault(line, 8, f"place {place!r}; write Nairobi, KEN or {NONE}")
        for context in self._contexts():
            if context not in contexts():
                self._fault(line, 11, f"context {context!r}. {hint(context, contexts())}")

    def _contexts(self) -> tuple[str, ...]:
        told = self.header.get("contexts", NONE)
        return () if told == NONE else tuple(one.strip() for one in told.split(","))

    def _read_sentence(self, line: str, number: int, kind: SegmentKind, paragraph: int) -> None:
        skipped = 0 if kind == "paragraph" else 2
        if line != line.strip():
            self._fault(number, 1, "the line begins or ends with a blank")
        read = read_line(line[skipped:])
        for problem in read.problems:
            self._fault(number, problem.column + skipped, problem.what)
        same = bool(self.sentences) and self.sentences[-1].paragraph == paragraph
        self.text += (" " if same else "\n\n") if self.text else ""
        offset = len(self.text)
        self.text += read.text
        for mark in read.marks:
            note, problems = read_note(mark.note)
            column = mark.column + skipped
            for what in problems:
                self._fault(number, column, what)
            span = Span(mark.span.start + offset, mark.span.end + offset)
            if isinstance(note, ActNote):
                self.acts.append(Act(span, note, len(self.sentences), number, column))
            elif isinstance(note, RoleNote):
                self._add_mention(note, span, number, column)
        self.sentences.append(
            Sentence(Span(offset, offset + len(read.text)), kind, paragraph, number)
        )

    def _add_mention(self, note: RoleNote, span: Span, line: int, column: int) -> None:
        parties = []
        for who in note.parties:
            told_before = self.known.get(who.name or "")
            if who.is_pointer and told_before is None:
                self._fault(line, column, f"@{who.name} is not told yet; write KEN.GOV@{who.name}")
            elif who.is_pointer and told_before is not None:
                parties.append(told_before)
            elif told_before not in (None, who):
                self._fault(line, column, f"@{who.name} was another before; choose a new name")
            else:
                parties.append(who)
                if who.name:
                    self.known[who.name] = who
        self.mentions.append(
            Mention(span, note.roles, tuple(parties), note.value, len(self.sentences))
        )

    def _check_whole(self) -> None:
        if not self.sentences:
            self._fault(self.block.first - 1, 1, f"document {self.block.id} has no sentence")
        elif self.sentences[0].kind != "headline":
            self._fault(
                self.sentences[0].line, 1, "the first line is no headline; begin it with '# '"
            )
        first: dict[int, Act] = {}
        for act in self.acts:
            if act.note.number in first:
                self._fault(act.line, act.column, f"e{act.note.number} stands twice")
            first.setdefault(act.note.number, act)
        for act in self.acts:
            same = act.note.same_as
            if same is not None and (same not in first or first[same].note.same_as is not None):
                self._fault(act.line, act.column, f"=e{same} is no first telling of an act")
        for mention in self.mentions:
            for role in mention.roles:
                if role.act not in first:
                    line = self.sentences[mention.sentence].line
                    self._fault(line, 1, f"{role.letter}{role.act}: there is no act e{role.act}")

    def _document(self) -> Written:
        place = _PLACE.fullmatch(self.header.get("place", NONE))
        date = self.header.get("date", NONE)
        return Written(
            id=self.block.id, voice=self.voice, file=self.file, line=self.block.first - 1,
            date=None if date == NONE else date,
            city=place["city"] if place else None, country=place["country"] if place else None,
            contexts=self._contexts(), text=self.text, sentences=tuple(self.sentences),
            acts=tuple(self.acts), mentions=tuple(self.mentions),
        )  # fmt: skip


def read_corpus(folder: Path) -> list[Written]:
    """Read every `voice/*.txt` of a folder, in name order.

    Raises: DataFileError for the first file with faults, naming all of them.
    """
    return [document for path in corpus_files([folder]) for document in read_file(path)]


def corpus_files(paths: Iterable[Path]) -> Sequence[Path]:
    """The files to read: those named, and every .txt below the folders named."""
    return [
        file
        for path in paths
        for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])
    ]
