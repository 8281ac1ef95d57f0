"""Reading files of recorded votes: CSV, gz allowed; each bad line is named."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.resolutions.ballots import (
    COLUMNS,
    Ballot,
    Issue,
    Kind,
    RollCall,
    Row,
    kind_of,
    reader_of,
)

GZIP = b"\x1f\x8b"
# Enough to see what is wrong; a file with other content has as many faults as lines.
MOST_TOLD = 20


class BallotFileError(DragomanError):
    """A file of votes that can't be imported: every problem with its line."""

    def __init__(self, file: str, problems: list[str], more: int = 0) -> None:
        told = [*problems, f"… and {more} more lines"] if more else problems
        super().__init__("\n  ".join([f"{file}: nothing imported; fix:", *told]))


class BallotFile:
    """One file of votes, opened: its kind, its hash, its rows."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises: BallotFileError if it can't be read or is of no known kind."""
        self.path = path
        data = self._bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._text = self._decoded(data)
        self.header = next(csv.reader(self._text[:65536].splitlines()), [])
        kind = kind_of(self.header)
        if kind is None:
            raise BallotFileError(str(path), [_wrong_header(self.header)])
        self.kind: Kind = kind
        self._names = [column.strip().lower() for column in self.header]

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise BallotFileError(str(self.path), [f"can't be read ({error.strerror})"]) from error

    def _decoded(self, data: bytes) -> str:
        if data.startswith(GZIP):
            data = self._unpacked(data)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problem = f"line {line}: is not UTF-8; save the file as UTF-8"
            raise BallotFileError(str(self.path), [problem]) from error

    def _unpacked(self, data: bytes) -> bytes:
        unpacked = bytearray()
        try:
            with gzip.open(io.BytesIO(data)) as file:
                while part := file.read(1 << 20):
                    unpacked += part
        except (OSError, EOFError, zlib.error) as error:
            line = unpacked.count(b"\n") + 1
            problem = f"line {line}: the gz file is broken from here on ({error}); fetch it anew"
            raise BallotFileError(str(self.path), [problem]) from error
        return bytes(unpacked)

    def each(self, use: Callable[[tuple[Row, ...]], None]) -> int:
        """Give the records of each line to `use`, which may raise ValueError for a line.

        Out:    how many lines were read.
        Raises: BallotFileError after the last line, naming each one that can't be used.
        """
        read = reader_of(self.kind)
        problems: list[str] = []
        bad = good = 0
        seen: set[tuple[str, ...]] = set()
        for number, cells in self._lines(problems):
            try:
                found = read(self._cells(cells))
                _check_new(found, seen)
                use(found)
            except ValueError as error:
                bad += 1
                if bad <= MOST_TOLD:
                    problems.append(f"line {number}: {error}")
            else:
                good += 1
        if problems:
            raise BallotFileError(str(self.path), problems, max(0, bad - MOST_TOLD))
        return good

    def _lines(self, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
        lines = csv.reader(io.StringIO(self._text, newline=""))
        next(lines, None)
        try:
            for cells in lines:
                if cells:
                    yield lines.line_num, cells
        except csv.Error as error:
            problems.append(f"line {lines.line_num}: {error}; nothing after it was read")

    def _cells(self, cells: list[str]) -> dict[str, str]:
        if len(cells) != len(self._names):
            raise ValueError(f"{len(cells)} cells; the header has {len(self._names)}")
        return dict(zip(self._names, cells, strict=True))


def _check_new(found: tuple[Row, ...], seen: set[tuple[str, ...]]) -> None:
    key = _key(found)
    if key in seen:
        raise ValueError(f"{' '.join(key)} stands on a line before; keep one")
    if key:
        seen.add(key)


def _key(found: tuple[Row, ...]) -> tuple[str, ...]:
    """What may stand once in a file: a roll call, a state's vote, an issue of a roll call."""
    if not found:
        return ()
    match found[-1]:
        case RollCall(id=number):
            return ("roll call", number)
        case Ballot(roll_call=number, state=state):
            return ("vote of", state, "in roll call", number)
        case Issue(roll_call=number, short=short):
            return ("issue", short, "of roll call", number)


def _wrong_header(header: list[str]) -> str:
    known = "; ".join(f"{kind}: {', '.join(columns)}" for kind, columns in COLUMNS.items())
    shown = ", ".join(header)[:200] or "empty"
    return f"line 1: the columns are {shown}; use those of {known}"
