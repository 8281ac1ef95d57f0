"""Records as polars frames, and Parquet through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import DragomanError
from dragoman.export.flat import COLUMNS, flat, kind_of
from dragoman.records import Record

if TYPE_CHECKING:
    from polars import DataFrame

BATCH = 10_000


def frame(kind: str, records: Iterable[Record]) -> DataFrame:
    """Put records of one kind into a frame, one row each.

    In:     article, event, statement, figure or resolution; records of that kind.
    Out:    a polars frame with that kind's columns (docs/records.md), days as text, empty cells
            null; the same columns and types when there are no records.
    Raises: DragomanError if polars is not installed.
    """
    polars = loaded()
    types = {
        "text": polars.String, "whole": polars.Int64, "number": polars.Float64,
        "yes or no": polars.Boolean,
    }  # fmt: skip
    schema = {column: types[kind_of(column)] for column in COLUMNS[kind]}
    # Batch by batch: rows of Python take ten times a frame's memory.
    parts = [
        polars.DataFrame([_values(kind, each) for each in batch], schema=schema, orient="row")
        for batch in _batches(records)
    ]
    empty: DataFrame = polars.DataFrame(schema=schema)
    return polars.concat(parts) if parts else empty


def write_parquet(kind: str, records: Iterable[Record], out: BinaryIO) -> None:
    """Write records of one kind as Parquet. Raises: DragomanError if polars is not installed."""
    frame(kind, records).write_parquet(out)


def loaded() -> Any:
    """Polars, loaded only where it is used. Raises: DragomanError if it is not installed."""
    try:
        import polars
    except ImportError as error:
        raise DragomanError("frames and Parquet need polars; pip install polars") from error
    return polars


def _values(kind: str, record: Record) -> list[object]:
    row = flat(record)
    return [_typed(column, row[column]) for column in COLUMNS[kind]]


def _typed(column: str, value: object) -> object:
    if isinstance(value, int) and kind_of(column) == "number":
        return float(value)
    # A list that is empty is a cell without a value, as in CSV.
    return None if value == "" else value


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    every = iter(records)
    while batch := list(islice(every, BATCH)):
        yield batch
