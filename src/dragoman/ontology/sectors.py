"""The sectors of society that an actor may belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dragoman.ontology.plover import DATA, named
from dragoman.tables import read_table

COLUMNS = ("code", "name", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """Part of a society: GOV, MIL, REB and so on."""

    code: str
    name: str
    what: str


def load_sectors(path: Path) -> Mapping[str, Sector]:
    """Read the table of sectors.

    In:     a table with COLUMNS. Out: the sectors by code, in the file's order.
    Raises: DataFileError naming the line of every problem.
    """
    rows = [row.cells for row in read_table(path, COLUMNS, named(COLUMNS))]
    return MappingProxyType({row["code"]: Sector(**row) for row in rows})


@cache
def sectors() -> Mapping[str, Sector]:
    """The sectors by code. In: nothing. Raises: DataFileError for a broken table."""
    return load_sectors(DATA / "sectors.tsv")
