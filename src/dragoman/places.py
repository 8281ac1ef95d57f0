"""Towns and countries by name (first form): where a dateline is, places in free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DataFileError
from dragoman.ontology.countries import Alias, aliases, countries
from dragoman.tables import read_table

CITIES = Path(__file__).parent / "data" / "cities.tsv"
COLUMNS = ("name", "country", "lat", "lon", "population", "geonameid")
LONGEST_NAME = 4
CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’.-]*(?<![.'’-])")
PLACE_USES = ("name", "capital")
# Names of towns that are first of all something else at the head of a sentence or in a name.
NOT_TOWNS = frozenset(
    """The Of Most Reading Mobile Date Nice Bath Union Many Split March Male Same Best Orange
    Central North South East West New Police Security Council General Army Santa Santiago Victoria
    Vice Independence Liberal Democrat Senate Deal Enterprise Commerce Hope Opportunity""".split()
)


class Town(NamedTuple):
    """A town of 50,000 people or more (GeoNames); degrees in WGS 84, country as ISO alpha-3."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    geonameid: int


class FoundPlace(NamedTuple):
    """A place named in a text; coordinates are None for countries."""

    start: int
    end: int
    name: str
    country: str
    lat: float | None
    lon: float | None
    geonameid: int | None


def load_cities(path: Path = CITIES) -> Mapping[str, Town]:
    """Read the table of towns: name, also without accents → the most populous of that name.

    Raises: DataFileError naming every bad line.
    """
    found: dict[str, Town] = {}
    problems: list[str] = []
    for row in read_table(path, COLUMNS):
        town = _town(row.cells)
        if isinstance(town, str):
            problems.append(f"line {row.line}: {town}")
            continue
        found.setdefault(town.name, town)
        if not town.name.isascii():
            found.setdefault(_plain(town.name), town)
    if problems:
        raise DataFileError(path, problems)
    return found


def _town(cells: Mapping[str, str]) -> Town | str:
    """A row as a town, or what is wrong with it."""
    try:
        lat, lon = float(cells["lat"]), float(cells["lon"])
        population, geonameid = int(cells["population"]), int(cells["geonameid"])
    except ValueError:
        return "lat, lon, population and geonameid must be numbers"
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return f"{lat}, {lon} is no place on earth"
    return Town(cells["name"], cells["country"], lat, lon, population, geonameid)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name


@cache
def _cities() -> Mapping[str, Town]:
    return load_cities()


@cache
def _country_names() -> Mapping[str, Alias]:
    return {text: alias for text, alias in aliases(countries()).items() if alias.use in PLACE_USES}


def country_of(place: str | None) -> str | None:
    """The country of a dateline's place: ISO alpha-3, or None if it is not known.

    In: a place as an article prints it; of "Kyiv/Moscow" the first counts. Raises: nothing.
    """
    if not place:
        return None
    for part in re.split(r"\s*[/,]\s*", place):
        if part in _country_names():
            return _country_names()[part].code
        if part in _cities():
            return _cities()[part].country
    return None


def place_named(name: str) -> FoundPlace | None:
    """The place that a name as a whole names ("the Netherlands", "Hodeidah"), or None.

    `start` and `end` count in `name`. Raises: nothing.
    """
    plain = name.removeprefix("the ")
    return _known(plain, 0, len(plain))


def find_places(text: str) -> tuple[FoundPlace, ...]:
    """Find towns and countries named in a text, in order, none overlapping. Raises: nothing."""
    return tuple(_find(text))


def _find(text: str) -> Iterator[FoundPlace]:
    words = list(CAPITALISED.finditer(text))
    at = 0
    while at < len(words):
        for last in range(min(at + LONGEST_NAME, len(words)) - 1, at - 1, -1):
            start, end = words[at].start(), words[last].end()
            found = _known(text[start:end], start, end)
            if found:
                yield found
                at = last
                break
        at += 1


def _known(name: str, start: int, end: int) -> FoundPlace | None:
    name = re.sub(r"['’]s?$", "", name)
    end = start + len(name)
    alias = _country_names().get(name)
    if alias and alias.use == "name":
        return FoundPlace(start, end, name, alias.code, None, None, None)
    town = _cities().get(name) if name not in NOT_TOWNS else None
    if town:
        return FoundPlace(start, end, town.name, town.country, town.lat, town.lon, town.geonameid)
    if alias:
        return FoundPlace(start, end, name, alias.code, None, None, None)
    return None
