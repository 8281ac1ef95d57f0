"""Compile the outline of the countries that the workbench's map is drawn on.

Natural Earth's countries at 1:110 million (public domain), as the wheel of geopandas 0.14.4 carries
them. Run by hand: `pip download --no-deps geopandas==0.14.4`, then
`python -m training.compile_outline geopandas-0.14.4-*.whl`.
"""

from __future__ import annotations

import struct
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

INSIDE = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "workbench" / "data" / "outline.tsv"
HEAD, POLYGON = 100, 5


def main(wheel: Path, target: Path = TARGET) -> None:
    """Write one line for each country: its code, and its outline as an SVG path (degrees)."""
    with zipfile.ZipFile(wheel) as packed:
        shapes, table = packed.read(f"{INSIDE}.shp"), packed.read(f"{INSIDE}.dbf")
    lines = sorted(
        f"{code}\t{''.join(map(path, rings))}"
        for code, rings in zip(codes(table), outlines(shapes), strict=True)
    )
    target.parent.mkdir(exist_ok=True)
    target.write_text("code\tpath\n" + "\n".join(lines) + "\n", encoding="utf-8")


def codes(table: bytes) -> Iterator[str]:
    """The codes of a dBASE table's rows, "" where it has none. Raises: nothing."""
    count, head, width = struct.unpack("<IHH", table[4:12])
    at, start, fields = 32, 1, {}
    while table[at] != 0x0D:
        name = table[at : at + 11].split(b"\0")[0].decode()
        fields[name] = slice(start, start + table[at + 16])
        start += table[at + 16]
        at += 32
    for row in range(count):
        told = table[head + row * width : head + (row + 1) * width]
        code = told[fields["iso_a3"]].decode().strip()
        yield code if code != "-99" else ""


def outlines(shapes: bytes) -> Iterator[list[list[tuple[float, float]]]]:
    """The rings of each shape of a shapefile, as longitude and latitude. Raises: ValueError."""
    at = HEAD
    while at < len(shapes):
        (words,) = struct.unpack(">I", shapes[at + 4 : at + 8])
        shape = shapes[at + 8 : at + 8 + 2 * words]
        kind, parts, points = struct.unpack("<I", shape[:4])[0], *struct.unpack("<II", shape[36:44])
        if kind != POLYGON:
            raise ValueError(f"shape of kind {kind} at byte {at}: only polygons are read")
        starts = [*struct.unpack(f"<{parts}I", shape[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", shape[44 + 4 * parts :][: 16 * points])
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [pairs[one:other] for one, other in pairwise(starts)]
        at += 8 + 2 * words


def path(ring: list[tuple[float, float]]) -> str:
    """A ring as an SVG path, north up, in tenths of a degree. Raises: nothing."""
    told = [f"{lon:.1f} {-lat:.1f}".replace(".0", "") for lon, lat in ring[:-1]]
    return "M" + "L".join(dict.fromkeys(told)) + "Z"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
