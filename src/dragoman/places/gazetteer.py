"""The compiled table of towns: a file that is mapped into memory and searched by plain name.

All numbers are little-endian. The file is a header and these columns, one after another, each
filled up to 8 bytes; a town is a row of the first seven.

| column | of each | holds |
|---|---|---|
| key | 4 bytes | the low half of the plain name's key, ascending; the largest town first |
| lat, lon | 4 bytes each | hundred-thousandths of a degree, WGS 84 |
| population, geonameid | 4 bytes each | as GeoNames tells |
| region | 2 bytes | a line of the table of regions |
| name | 4 bytes | where the name begins in the names |
| other key | 8 bytes | the key of another plain name, ascending |
| other town | 4 bytes | the row of the town that it names |
| regions | text | country, a tab, GeoNames' code of the first-level region; a line each |
| names | text | the names, each after the other |
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.errors import DragomanError
from dragoman.places.plain import key_of, plain

MAGIC = b"DRGTOWN1"
HEADER = struct.Struct("<8s4I")  # magic, towns, other names, bytes of regions, bytes of names
COLUMNS: tuple[Literal["I", "i", "H"], ...] = ("I", "i", "i", "I", "I", "H", "I")
DEGREE = 100_000
HALF = 0xFFFFFFFF


class Town(NamedTuple):
    """A populated place of GeoNames; degrees in WGS 84, country as ISO alpha-3.

    `admin1` is GeoNames' code of its first-level region; `alias` tells that it was found by
    another name than its first.
    """

    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonameid: int
    alias: bool = False


class GazetteerError(DragomanError):
    """A compiled table that can't be used."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A compiled table, open for reading."""

    keys: Sequence[int]
    columns: tuple[Sequence[int], ...]  # lat, lon, population, geonameid, region, name
    other_keys: Sequence[int]
    other_towns: Sequence[int]
    regions: tuple[tuple[str, str], ...]
    names: memoryview

    def __len__(self) -> int:
        return len(self.keys)

    def named(self, name: str) -> tuple[Town, ...]:
        """The towns of a name, however accented; the largest first, other names last.

        Raises: nothing.
        """
        return self.with_plain_name(plain(name))

    def with_plain_name(self, name: str) -> tuple[Town, ...]:
        """As `named`, for a name that is plain already. Raises: nothing."""
        key = key_of(name)
        found = [town for row in _equal(self.keys, key & HALF) if (town := self._own(row, name))]
        rows = sorted(self.other_towns[at] for at in _equal(self.other_keys, key))
        found += [self._town(row, alias=True) for row in rows]
        return tuple(found)

    def _own(self, row: int, name: str) -> Town | None:
        town = self._town(row)
        return town if plain(town.name) == name else None

    def _town(self, row: int, alias: bool = False) -> Town:
        lat, lon, population, geonameid, region, start = (each[row] for each in self.columns)
        starts = self.columns[-1]
        end = starts[row + 1] if row + 1 < len(starts) else len(self.names)
        country, admin1 = self.regions[region]
        name = bytes(self.names[start:end]).decode()
        return Town(name, country, admin1, lat / DEGREE, lon / DEGREE, population, geonameid, alias)


def _equal(keys: Sequence[int], key: int) -> Iterator[int]:
    at = bisect_left(keys, key)
    while at < len(keys) and keys[at] == key:
        yield at
        at += 1


def open_gazetteer(path: Path) -> Gazetteer:
    """Map a compiled table into memory; nothing is read before it is asked for.

    Raises: GazetteerError if the file can't be read or is no such table.
    """
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path}: can't be read ({error})") from error
    if len(data) < HEADER.size or HEADER.unpack_from(data)[0] != MAGIC:
        raise GazetteerError(f"{path}: is no compiled gazetteer; import it again")
    _, towns, others, regions_size, names_size = HEADER.unpack_from(data)
    widths = [towns * struct.calcsize(code) for code in COLUMNS]
    sizes = [*widths, 8 * others, 4 * others, regions_size, names_size]
    starts = [_even(HEADER.size)]
    for size in sizes:
        starts.append(_even(starts[-1] + size))
    if starts[-1] != len(data):
        raise GazetteerError(f"{path}: is cut short; import it again")
    parts = [data[start : start + size] for start, size in zip(starts, sizes, strict=False)]
    columns = [part.cast(code) for part, code in zip(parts, COLUMNS, strict=False)]
    lines = bytes(parts[-2]).decode().splitlines()
    regions = tuple((country, code) for country, _, code in (x.partition("\t") for x in lines))
    return Gazetteer(
        columns[0], tuple(columns[1:]), parts[7].cast("Q"), parts[8].cast("I"), regions, parts[-1]
    )


def _even(size: int) -> int:
    return -(-size // 8) * 8


def write_gazetteer(path: Path, towns: Iterable[Town], others: Iterable[tuple[str, int]]) -> int:
    """Compile towns into a table; the same towns give the same bytes, whatever their order.

    In:     the file to write; towns; other names, plain, with the geonameid that they name.
    Out:    the number of towns. Raises: OSError if the file can't be written.
    """
    rows = sorted(
        (
            (key_of(plain(town.name)) & HALF, -town.population, town.geonameid, town)
            for town in towns
        ),
        key=lambda row: row[:3],
    )
    regions = sorted({(town.country, town.admin1) for *_, town in rows})
    region_at = {region: at for at, region in enumerate(regions)}
    row_of = {geonameid: at for at, (_, _, geonameid, _) in enumerate(rows)}
    names = [town.name.encode() for *_, town in rows]
    starts, end = [], 0
    for name in names:
        starts.append(end)
        end += len(name)
    other = sorted((key_of(name), row_of[geonameid]) for name, geonameid in set(others))
    columns = [
        _packed("I", [row[0] for row in rows]),
        _packed("i", [round(town.lat * DEGREE) for *_, town in rows]),
        _packed("i", [round(town.lon * DEGREE) for *_, town in rows]),
        _packed("I", [town.population for *_, town in rows]),
        _packed("I", [town.geonameid for *_, town in rows]),
        _packed("H", [region_at[town.country, town.admin1] for *_, town in rows]),
        _packed("I", starts),
        _packed("Q", [key for key, _ in other]),
        _packed("I", [row for _, row in other]),
        "".join(f"{country}\t{code}\n" for country, code in regions).encode(),
        b"".join(names),
    ]
    header = HEADER.pack(MAGIC, len(rows), len(other), len(columns[-2]), len(columns[-1]))
    with path.open("wb") as file:
        for part in (header, *columns):
            file.write(part.ljust(_even(len(part)), b"\0"))
    return len(rows)


def _packed(code: str, numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}{code}", *numbers)
