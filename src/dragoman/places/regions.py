"""Places that are no towns: countries, their regions, continents, seas, rivers, landmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from dragoman.ontology.countries import aliases, countries
from dragoman.places.plain import plain
from dragoman.tables import Row, one_of, parts, read_table

DATA = Path(__file__).parents[1] / "data"
AREAS = DATA / "areas.tsv"
MIDDLES = DATA / "countries.tsv"
AREA_COLUMNS = ("name", "aliases", "kind", "country", "admin1", "postal", "lat", "lon", "geonameid")
MIDDLE_COLUMNS = ("code", "alpha2", "lat", "lon", "geonameid")

Kind = Literal["town", "country", "region", "area", "continent", "sea", "river"]


class Place(NamedTuple):
    """A place that a name may mean; degrees in WGS 84, country as ISO alpha-3 ("" at sea).

    `lat` and `lon` are of a point in its middle, None for a country of the past.
    """

    name: str
    kind: Kind
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    geonameid: int | None
    alias: bool = False


class Middle(NamedTuple):
    """Where a country lies."""

    code: str
    alpha2: str
    lat: float
    lon: float
    geonameid: int | None


def load_middles(path: Path = MIDDLES) -> Mapping[str, Middle]:
    """Read where each country lies, by its code. Raises: DataFileError naming every bad line."""
    codes = {country.code for country in countries()}

    def check(cells: dict[str, str]) -> list[str]:
        return [*one_of(cells["code"], "code", codes), *point_problems(cells)]

    return {
        cells["code"]: Middle(
            cells["code"],
            cells["alpha2"],
            float(cells["lat"]),
            float(cells["lon"]),
            int(cells["geonameid"]) if cells["geonameid"] else None,
        )
        for _, cells in read_table(path, MIDDLE_COLUMNS, check)
    }


def load_areas(path: Path = AREAS) -> tuple[tuple[str, Place], ...]:
    """Read the areas: each name and alias with what it names.

    Raises: DataFileError naming every bad line.
    """
    codes = {"", *(country.code for country in countries())}

    def check(cells: dict[str, str]) -> list[str]:
        problems = [] if cells["name"] else ["name is empty"]
        problems += one_of(cells["kind"], "kind", get_args(Kind))
        problems += one_of(cells["country"], "country", codes)
        return problems + point_problems(cells)

    return tuple(
        (name, place)
        for row in read_table(path, AREA_COLUMNS, check)
        for place in [_area(row)]
        for name in (place.name, *parts(row.cells["aliases"]))
    )


def _area(row: Row) -> Place:
    cells = row.cells
    return Place(
        cells["name"],
        cast(Kind, cells["kind"]),
        cells["country"],
        cells["admin1"],
        float(cells["lat"]),
        float(cells["lon"]),
        0,
        int(cells["geonameid"]) if cells["geonameid"] else None,
    )


def point_problems(cells: Mapping[str, str]) -> list[str]:
    """Say what is wrong with a row's degrees and its number at GeoNames. Raises: nothing."""
    try:
        lat, lon = float(cells["lat"]), float(cells["lon"])
        int(cells["geonameid"] or 0)
    except ValueError:
        return ["lat, lon and geonameid must be numbers"]
    good = -90 <= lat <= 90 and -180 <= lon <= 180
    return [] if good else [f"{lat}, {lon} is no place on earth"]


@cache
def middles() -> Mapping[str, Middle]:
    """Give where each country lies, read once. Raises: as `load_middles`."""
    return load_middles()


@cache
def alpha3() -> Mapping[str, str]:
    """Give a country's code by its two letters, as GeoNames writes it. Raises: nothing."""
    return {middle.alpha2: middle.code for middle in middles().values() if middle.alpha2}


@cache
def postal_areas() -> Mapping[str, Place]:
    """Give a first-level region by what addresses write for it: "Edmonton, KY". Raises: nothing."""
    return {
        row.cells["postal"]: _area(row)
        for row in read_table(AREAS, AREA_COLUMNS)
        if row.cells["postal"]
    }


@cache
def named_areas() -> Mapping[str, tuple[Place, ...]]:
    """Give what a plain name names besides towns, countries first, read once. Raises: nothing."""
    found: dict[str, list[Place]] = {}
    areas = load_areas()
    ours = {name for name, _ in areas}
    # England is a name of the United Kingdom to who asks whose actor that is; here it is a part.
    whole = [
        (text, place) for text, place in _countries() if text == place.name or text not in ours
    ]
    for name, place in (*whole, *areas):
        here = found.setdefault(plain(name), [])
        if place not in here:
            here.append(place)
    return {name: tuple(places) for name, places in found.items()}


def _countries() -> Iterator[tuple[str, Place]]:
    """Countries under their names; what a breakaway region is called counts with the areas."""
    kinds = {country.code: country.kind for country in countries()}
    names = {country.code: country.name for country in countries()}
    for text, alias in aliases(countries()).items():
        if alias.use == "name" and kinds[alias.country] != "breakaway":
            middle = middles().get(alias.country) or middles().get(alias.code)
            lat, lon = (middle.lat, middle.lon) if middle else (None, None)
            number = middle.geonameid if middle and middle.code == alias.country else None
            yield (
                text,
                Place(names[alias.country], "country", alias.code, "", lat, lon, 0, number),
            )
