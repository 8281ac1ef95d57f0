"""GeoNames' own dumps (allCountries.txt, cities500.txt, one country's), for those who want all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DragomanError
from dragoman.places.gazetteer import Town, write_gazetteer
from dragoman.places.plain import plain
from dragoman.places.regions import alpha3

CELLS = 19
MAX_NUMBER = 2**32 - 1
# Of the feature classes only these have names that news use without saying what they are.
USUAL_CLASSES = frozenset("PA")
# First-level regions and countries: ours have the names that news use for them.
OURS = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL", "PCLH", "ADM1"})
SHORTEST_OTHER_NAME = 4
LEAST_FOR_OTHER_NAMES = 1000


class BadLine(NamedTuple):
    """A line of a dump that can't be used, and why."""

    line: int
    problem: str


class Imported(NamedTuple):
    """What an import did: towns and places compiled, lines of no use here, bad lines."""

    places: int
    passed: int
    bad: int


def other_names(name: str, alternates: Iterable[str]) -> tuple[str, ...]:
    """Of a town's other names those that English print may use, plain, in order.

    In:     its name, and the other names that GeoNames gives in any language and script.
    Out:    names in Latin letters that begin with a capital, without codes of airports.
            Raises: nothing.
    """
    own = plain(name)
    found: dict[str, None] = {}
    for other in alternates:
        bare = plain(other)
        latin = bare.isascii() and bare.replace(" ", "").isalpha()
        if (
            latin
            and other[:1].isupper()
            and not other.isupper()
            and len(bare) >= SHORTEST_OTHER_NAME
        ):
            found[bare] = None
    found.pop(own, None)
    return tuple(found)


def import_dump(
    lines: Iterable[str],
    target: Path,
    report: Callable[[BadLine], None],
    classes: frozenset[str] = USUAL_CLASSES,
) -> Imported:
    """Compile a dump into the user's own table.

    In:     the lines of the dump; the file to write, which is replaced only once all is read; whom
            to tell of each bad line; the feature classes to keep.
    Out:    how much was compiled. Raises: DragomanError if no line can be used; OSError if the
            file can't be written.
    """
    towns: dict[int, Town] = {}
    others: list[tuple[str, int]] = []
    passed = bad = 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == CELLS and (cells[6] not in classes or cells[7] in OURS):
            passed += 1
            continue
        town = _town(cells)
        if isinstance(town, str):
            bad += 1
            report(BadLine(number, town))
            continue
        towns[town.geonameid] = town
        if town.population >= LEAST_FOR_OTHER_NAMES:
            named = other_names(town.name, cells[3].split(","))
            others += ((name, town.geonameid) for name in named)
    if not towns:
        raise DragomanError("nothing to take in: no line names a place; give a dump of GeoNames")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        write_gazetteer(unfinished, towns.values(), others)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return Imported(len(towns), passed, bad)


def _town(cells: Sequence[str]) -> Town | str:
    """A line's town, or what is wrong with it."""
    if len(cells) != CELLS:
        return f"{len(cells)} cells; a line of GeoNames has {CELLS}"
    try:
        geonameid, lat, lon = int(cells[0]), float(cells[4]), float(cells[5])
        population = int(cells[14] or 0)
    except ValueError:
        return "geonameid, latitude, longitude and population must be numbers"
    if not (0 <= geonameid <= MAX_NUMBER and 0 <= population <= MAX_NUMBER):
        return "geonameid and population must be between 0 and 4294967295"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"{lat}, {lon} is no place on earth"
    country = alpha3().get(cells[8])
    if country is None:
        return f"country is {cells[8]!r}; use one of ISO 3166's two letters"
    if not plain(cells[1]):
        return "it has no name"
    return Town(cells[1], country, cells[10], lat, lon, population, geonameid)


def dump_lines(path: Path) -> Iterator[str]:
    """The lines of a dump; bytes that are no UTF-8 become U+FFFD.

    Raises: DragomanError if the file can't be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            yield from file
    except OSError as error:
        raise DragomanError(f"{path}: can't be read ({error.strerror})") from error
