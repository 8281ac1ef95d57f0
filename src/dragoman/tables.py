"""Tab-separated data tables, checked as they load."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DataFileError, hint


class Row(NamedTuple):
    """One row of a table: its line in the file, and its cells by column."""

    line: int
    cells: dict[str, str]


RowCheck = Callable[[dict[str, str]], list[str]]


def read_table(path: Path, columns: Sequence[str], check: RowCheck | None = None) -> list[Row]:
    """Read one table: UTF-8, tab-separated, header = `columns`, `#` starts a comment line.

    In:     the file, its columns, and a check that says what is wrong with a row's cells.
    Out:    the rows in the file's order, cells stripped of outer blanks.
    Raises: DataFileError naming the line of every problem; nothing is returned then.
    """
    rows: list[Row] = []
    problems: list[str] = []
    header_seen = False
    with path.open(encoding="utf-8", newline="") as file:
        # QUOTE_NONE: a stray quotation mark would otherwise swallow the rows after it.
        for line, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            if not cells or cells[0].startswith("#"):
                continue
            if not header_seen:
                header_seen = True
                if cells != list(columns):
                    raise DataFileError(
                        path, [f"line {line}: header is {cells}; use {list(columns)}"]
                    )
                continue
            if len(cells) != len(columns):
                problems.append(f"line {line}: {len(cells)} cells; a row needs {len(columns)}")
                continue
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
            found = check(row) if check else []
            problems += [f"line {line}: {problem}" for problem in found]
            rows.append(Row(line, row))
    if not header_seen:
        problems.append(f"line 1: the table is empty; begin with the header {list(columns)}")
    if problems:
        raise DataFileError(path, problems)
    return rows


def one_of(cell: str, column: str, known: Collection[str]) -> list[str]:
    """Complain unless `cell` is among `known` (for use in a row check)."""
    return [] if cell in known else [f"{column} is {cell!r}. {hint(cell, known)}"]


def parts(cell: str, separator: str = "|") -> tuple[str, ...]:
    """Split a cell that holds a list; an empty cell is an empty list. Raises: nothing."""
    if separator not in cell:
        return (cell.strip(),) if cell.strip() else ()
    return tuple(part.strip() for part in cell.split(separator) if part.strip())
