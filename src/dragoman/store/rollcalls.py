"""Recorded votes in the store: importing files of them, and what they tell of a title, a state."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.resolutions.ballotfile import BallotFile
from dragoman.resolutions.ballots import Ballot, Issue, Kind, RollCall, Row
from dragoman.resolutions.matching import Titles
from dragoman.resolutions.titles import title_words

AT_ONCE = 50_000


class Imported(NamedTuple):
    """What became of one file: `lines` 0 and `before` true where it was imported already."""

    file: str
    kind: Kind
    lines: int
    before: bool = False


class Scope(NamedTuple):
    """Which roll calls: the first and the last year, the issue's short name, each if wanted."""

    since: int | None = None
    until: int | None = None
    issue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One roll call with how it went; `yes`, `no`, `abstain` count the states' votes held."""

    id: str
    body: str
    session: int
    date: str
    symbol: str | None
    title: str
    part: str | None
    yes: int
    no: int
    abstain: int
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    of: str | None = None  # how the state that was asked for voted

    @property
    def counted(self) -> bool:
        """Whether votes of states are held for it (of old sessions often none are)."""
        return bool(self.yes or self.no or self.abstain)


@dataclass(slots=True)
class _Import:
    """Rows on their way into the database."""

    connection: sqlite3.Connection
    numbers: dict[str, int]
    own: set[str] = field(default_factory=set)
    waiting: list[tuple[int, str, str]] = field(default_factory=list)

    def use(self, found: tuple[Row, ...]) -> None:
        for row in found:
            match row:
                case RollCall():
                    self._roll_call(row)
                case Ballot():
                    number = self._known(row.roll_call)
                    self.waiting.append((number, row.state, row.cast))
                    if len(self.waiting) >= AT_ONCE:
                        self.flush()
                case Issue():
                    self.connection.execute(
                        "INSERT OR REPLACE INTO roll_call_issues VALUES (?, ?, ?)",
                        (self._known(row.roll_call), row.short, row.name),
                    )

    def _known(self, roll_call: str) -> int:
        number = self.numbers.get(roll_call)
        if number is None:
            raise ValueError(f"no roll call {roll_call}; import the file of roll calls first")
        return number

    def _roll_call(self, row: RollCall) -> None:
        if row.id in self.own:
            return
        self.own.add(row.id)
        (self.numbers[row.id],) = self.connection.execute(
            "INSERT INTO roll_calls (id, body, session, date, symbol, title, words, part)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " (body, session, date, symbol, title, words, part) = (excluded.body,"
            " excluded.session, excluded.date, excluded.symbol, excluded.title, excluded.words,"
            " excluded.part) RETURNING number",
            row,
        ).fetchone()

    def flush(self) -> None:
        self.connection.executemany(
            "INSERT OR REPLACE INTO country_votes VALUES (?, ?, ?)", self.waiting
        )
        self.waiting.clear()


def import_file(connection: sqlite3.Connection, file: BallotFile) -> Imported:
    """Import one file of votes.

    In:     a connection in a write transaction; the file.
    Out:    what was done. A file that is held already is passed over; a newer file's rows take
            the place of those held with the same ids.
    Raises: BallotFileError naming every bad line; the caller rolls back.
    """
    name = str(file.path)
    held = connection.execute("SELECT 1 FROM vote_files WHERE sha256 = ?", (file.sha256,))
    if held.fetchone():
        return Imported(name, file.kind, 0, before=True)
    numbers = dict(connection.execute("SELECT id, number FROM roll_calls").fetchall())
    taking = _Import(connection, numbers)
    lines = file.each(taking.use)
    taking.flush()
    connection.execute(
        "INSERT INTO vote_files (name, sha256, kind, lines) VALUES (?, ?, ?, ?)",
        (name.encode("utf-8", "replace").decode(), file.sha256, file.kind, lines),
    )
    return Imported(name, file.kind, lines)


def holds_votes(connection: sqlite3.Connection) -> bool:
    """Whether any roll call was imported."""
    return connection.execute("SELECT 1 FROM roll_calls LIMIT 1").fetchone() is not None


def titles_held(connection: sqlite3.Connection) -> Titles:
    """The titles of whole texts that were voted on."""
    rows = connection.execute("SELECT DISTINCT words FROM roll_calls WHERE part IS NULL")
    return Titles(row[0] for row in rows)


def votes_on(
    connection: sqlite3.Connection,
    title: str | None,
    symbols: Sequence[str] = (),
    state: str | None = None,
    titles: Titles | None = None,
) -> list[Vote]:
    """The recorded votes on a text, by title or symbol, from the oldest.

    In:     a title as printed; or symbols; a state whose own vote is wanted; the titles held, if
            they were read before. Out: votes on the whole text only. Raises: sqlite3.Error.
    """
    numbers: set[int] = set()
    for symbol in symbols:
        found = connection.execute(
            "SELECT number FROM roll_calls WHERE symbol = ? AND part IS NULL", (symbol,)
        )
        numbers.update(row[0] for row in found)
    if title:
        like = (titles or titles_held(connection)).like(" ".join(title_words(title)))
        for words in like:
            found = connection.execute(
                "SELECT number FROM roll_calls WHERE words = ? AND part IS NULL", (words,)
            )
            numbers.update(row[0] for row in found)
    return _votes(connection, sorted(numbers), state)


def _votes(connection: sqlite3.Connection, numbers: Sequence[int], state: str | None) -> list[Vote]:
    votes = []
    for number in numbers:
        row = connection.execute(
            "SELECT id, body, session, date, symbol, title, part FROM roll_calls WHERE number = ?",
            (number,),
        ).fetchone()
        cast: dict[str, list[str]] = defaultdict(list)
        for country, vote in connection.execute(
            "SELECT country, vote FROM country_votes WHERE roll_call = ? ORDER BY country",
            (number,),
        ):
            cast[vote].append(country)
        votes.append(
            Vote(
                id=row[0], body=row[1], session=row[2], date=row[3], symbol=row[4], title=row[5],
                part=row[6], yes=len(cast["yes"]), no=len(cast["no"]),
                abstain=len(cast["abstain"]), against=tuple(cast["no"]),
                abstaining=tuple(cast["abstain"]),
                of=next((vote for vote, who in cast.items() if state in who), None),
            )
        )  # fmt: skip
    return sorted(votes, key=lambda each: (each.session, each.date, each.id))


def common_votes(
    connection: sqlite3.Connection,
    first: str,
    second: str,
    scope: Scope,
) -> list[tuple[str, str]]:
    """How two states voted in each roll call in which both did.

    In:     codes; which roll calls.
    Out:    pairs of votes, on parts of texts too. Raises: sqlite3.Error.
    """
    rows: Iterable[tuple[str, str]] = connection.execute(
        "SELECT one.vote, other.vote FROM country_votes AS one JOIN country_votes AS other"
        " ON other.roll_call = one.roll_call AND other.country = :second"
        " JOIN roll_calls ON roll_calls.number = one.roll_call"
        " WHERE one.country = :first AND roll_calls.date BETWEEN :since AND :until"
        " AND (:issue IS NULL OR EXISTS (SELECT 1 FROM roll_call_issues WHERE"
        " roll_call_issues.roll_call = one.roll_call AND short = :issue))"
        " ORDER BY roll_calls.date, roll_calls.number",
        {
            "first": first, "second": second, "issue": scope.issue,
            "since": f"{scope.since or 0:04d}", "until": f"{scope.until or 9999:04d}-12-31",
        },
    )  # fmt: skip
    return [(one, other) for one, other in rows]


def issues_held(connection: sqlite3.Connection) -> dict[str, str]:
    """The issues by which roll calls are sorted: short name to name."""
    rows = connection.execute(
        "SELECT DISTINCT short, name FROM roll_call_issues ORDER BY short"
    ).fetchall()
    return dict(rows)


def voters_held(connection: sqlite3.Connection) -> list[str]:
    """The states of which votes are held."""
    rows = connection.execute("SELECT DISTINCT country FROM country_votes ORDER BY country")
    return [row[0] for row in rows]
