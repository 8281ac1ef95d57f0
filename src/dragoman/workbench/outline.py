"""The outline of the countries, and where on it a country lies."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.tables import read_table

OUTLINE = Path(__file__).parent / "data" / "outline.tsv"
COLUMNS = ("code", "path")


class Shape(NamedTuple):
    """A country's code ("" for none) and its outline: an SVG path in degrees, north up."""

    code: str
    path: str


@cache
def shapes() -> tuple[Shape, ...]:
    """The countries' outlines (Natural Earth, public domain). Raises: DataFileError."""
    return tuple(
        Shape(cells["code"], cells["path"])
        for _, cells in read_table(OUTLINE, COLUMNS, lambda _cells: [])
    )
