"""PLOVER: event types, their modes, contexts, quads and conflict–cooperation scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import UnknownCode
from dragoman.tables import RowCheck, one_of, read_table

DATA = Path(__file__).parent / "data"
TYPE_COLUMNS = ("name", "quad_code", "score", "cameo", "what", "not_this", "example")
MODE_COLUMNS = ("type", "mode", "score", "cameo", "what")
CONTEXT_COLUMNS = ("name", "what")
CAMEO_COLUMNS = ("code", "label", "goldstein", "type", "mode", "context")
QUADS: Mapping[int, str] = MappingProxyType(
    {
        1: "verbal cooperation",
        2: "material cooperation",
        3: "verbal conflict",
        4: "material conflict",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A kind of act, and what stands for it when no mode is known."""

    name: str
    quad_code: int
    score: float
    cameo: str
    what: str
    not_this: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """The manner of an act; the same word may be a mode of several types."""

    event_type: str
    name: str
    score: float
    cameo: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A field of public life that an article is about."""

    name: str
    what: str


def load_types(path: Path, codes: Collection[str] | None = None) -> Mapping[str, EventType]:
    """Read the table of event types.

    In:     a table with TYPE_COLUMNS; the CAMEO codes that it may name (None: all of CAMEO's).
    Out:    the types by name, in the file's order.
    Raises: DataFileError naming the line of every problem.
    """
    known = cameo_names() if codes is None else tuple(codes)
    seen: set[str] = set()

    def check(row: dict[str, str]) -> list[str]:
        return [
            *filled(row, TYPE_COLUMNS),
            *first_time(row["name"], "name", seen),
            *one_of(row["quad_code"], "quad_code", [str(quad) for quad in QUADS]),
            *score_problems(row["score"], "score"),
            *one_of(row["cameo"], "cameo", known),
        ]

    rows = [row.cells for row in read_table(path, TYPE_COLUMNS, check)]
    return MappingProxyType(
        {
            row["name"]: EventType(
                name=row["name"],
                quad_code=int(row["quad_code"]),
                score=float(row["score"]),
                cameo=row["cameo"],
                what=row["what"],
                not_this=row["not_this"],
                example=row["example"],
            )
            for row in rows
        }
    )


def load_modes(
    path: Path, types: Collection[str], codes: Collection[str] | None = None
) -> Mapping[str, Mapping[str, Mode]]:
    """Read the table of modes.

    In:     a table with MODE_COLUMNS; the types' names; the CAMEO codes that it may name.
    Out:    for every type its modes by name, in the file's order; none is an empty mapping.
    Raises: DataFileError naming the line of every problem.
    """
    known = cameo_names() if codes is None else tuple(codes)
    seen: set[str] = set()

    def check(row: dict[str, str]) -> list[str]:
        return [
            *filled(row, MODE_COLUMNS),
            *one_of(row["type"], "type", tuple(types)),
            *first_time(f"{row['type']} {row['mode']}", "mode", seen),
            *score_problems(row["score"], "score"),
            *one_of(row["cameo"], "cameo", known),
        ]

    by_type: dict[str, dict[str, Mode]] = {name: {} for name in types}
    for row in (row.cells for row in read_table(path, MODE_COLUMNS, check)):
        by_type[row["type"]][row["mode"]] = Mode(
            event_type=row["type"],
            name=row["mode"],
            score=float(row["score"]),
            cameo=row["cameo"],
            what=row["what"],
        )
    return MappingProxyType({name: MappingProxyType(found) for name, found in by_type.items()})


def load_contexts(path: Path) -> Mapping[str, Context]:
    """Read the table of contexts.

    In:     a table with CONTEXT_COLUMNS. Out: the contexts by name, in the file's order.
    Raises: DataFileError naming the line of every problem.
    """
    rows = [row.cells for row in read_table(path, CONTEXT_COLUMNS, named(CONTEXT_COLUMNS))]
    return MappingProxyType({row["name"]: Context(**row) for row in rows})


@cache
def event_types() -> Mapping[str, EventType]:
    """PLOVER's sixteen types by name. In: nothing. Raises: DataFileError for a broken table."""
    return load_types(DATA / "types.tsv")


@cache
def modes() -> Mapping[str, Mapping[str, Mode]]:
    """The modes of every type. In: nothing. Raises: DataFileError for a broken table."""
    return load_modes(DATA / "modes.tsv", event_types())


@cache
def contexts() -> Mapping[str, Context]:
    """PLOVER's contexts by name. In: nothing. Raises: DataFileError for a broken table."""
    return load_contexts(DATA / "contexts.tsv")


def quad_code(event_type: str) -> int:
    """Tell an event type's quad: 1, 2 verbal, material cooperation; 3, 4 conflict.

    In: a type's name. Out: 1 to 4. Raises: UnknownCode.
    """
    return _type(event_type).quad_code


def event_scale(event_type: str, mode: str | None) -> float:
    """Score an act between conflict and cooperation.

    In:     a type's name and, where known, one of its modes.
    Out:    −10 (conflict) to 10 (cooperation), as PLOVER 2021 sets them.
    Raises: UnknownCode.
    """
    return _row(event_type, mode).score


def cameo_of(event_type: str, mode: str | None) -> str:
    """Name the CAMEO code that comes nearest.

    In:     a type's name and, where known, one of its modes.
    Out:    three or four digits for a mode, the two of the root for a bare type.
    Raises: UnknownCode.
    """
    return _row(event_type, mode).cameo


def cameo_names() -> tuple[str, ...]:
    """List CAMEO's codes by number alone; `cameo.py` reads the rest, which needs the types."""
    return tuple(row.cells["code"] for row in read_table(DATA / "cameo.tsv", CAMEO_COLUMNS))


def named(columns: tuple[str, ...]) -> RowCheck:
    """Make a check for tables of names: every cell filled, the first column's values distinct."""
    seen: set[str] = set()
    return lambda row: [*filled(row, columns), *first_time(row[columns[0]], columns[0], seen)]


def filled(row: Mapping[str, str], columns: Collection[str]) -> list[str]:
    """Complain of every empty cell among `columns` (for use in a row check)."""
    return [f"{column} is empty; fill it in" for column in columns if not row[column]]


def first_time(value: str, column: str, seen: set[str]) -> list[str]:
    """Complain of a value that an earlier row had; `seen` keeps count over the table."""
    twice = value in seen
    seen.add(value)
    return [f"{column} {value!r} is listed twice; keep one"] if twice else []


def score_problems(cell: str, column: str) -> list[str]:
    """Complain unless `cell` is a number from −10 to 10; an empty cell is `filled`'s to report."""
    if not cell:
        return []
    try:
        good = -10 <= float(cell) <= 10
    except ValueError:
        good = False
    return [] if good else [f"{column} is {cell!r}; use a number from -10 to 10"]


def _type(event_type: str) -> EventType:
    try:
        return event_types()[event_type]
    except KeyError:
        raise UnknownCode(event_type, what="event type", known=event_types()) from None


def _row(event_type: str, mode: str | None) -> EventType | Mode:
    row = _type(event_type)
    if mode is None:
        return row
    try:
        return modes()[event_type][mode]
    except KeyError:
        known = modes()[event_type] or ["no mode at all"]
        raise UnknownCode(mode, what=f"mode of {event_type}", known=known) from None
