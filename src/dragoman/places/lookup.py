"""What a name may mean: the areas, the towns that ship, and the user's own table."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path

from dragoman.places.gazetteer import Gazetteer, Town, open_gazetteer
from dragoman.places.plain import plain
from dragoman.places.regions import DATA, Place, load_areas, named_areas

TOWNS = DATA / "towns.bin"
OWN_TABLE = "gazetteer.bin"
ENVIRONMENT = "DRAGOMAN_GAZETTEER"
# "us", "man", "ill" are words; what names a place must be printed as the table has it.
SHORT = 4


def own_table() -> Path:
    """Where the user's own table lies, if there is one: by the environment, else by the system's
    custom. Raises: nothing."""
    told = os.environ.get(ENVIRONMENT)
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_data_dir("dragoman", appauthor=False)) / OWN_TABLE


@cache
def _tables() -> tuple[Gazetteer, ...]:
    """The user's own table, then that which ships."""
    own = own_table()
    return tuple(open_gazetteer(path) for path in (own, TOWNS) if path is TOWNS or path.is_file())


@cache
def _printed() -> frozenset[str]:
    """Short names of areas and countries, as they are printed."""
    from dragoman.ontology.countries import aliases, countries

    names = [name for name, _ in load_areas()]
    names += [text for text, alias in aliases(countries()).items() if alias.use == "name"]
    return frozenset(name for name in names if len(plain(name)) <= SHORT or name.endswith("."))


@lru_cache(maxsize=20_000)
def areas_named(text: str) -> tuple[Place, ...]:
    """The countries, regions and other areas of a name as printed. Raises: nothing."""
    name = plain(text)
    found = named_areas().get(name, ())
    if found and (len(name) <= SHORT) and text not in _printed():
        return ()
    return found


@lru_cache(maxsize=20_000)
def towns_named(text: str) -> tuple[Place, ...]:
    """The towns of a name, the largest first, those that bear it as another name last.

    Raises: GazetteerError if a table can't be used.
    """
    name = plain(text)
    found: dict[int, Town] = {}
    for table in _tables():
        for town in table.with_plain_name(name):
            found.setdefault(town.geonameid, town)
    towns = sorted(found.values(), key=lambda town: (town.alias, -town.population, town.geonameid))
    return tuple(
        Place(
            town.name,
            "town",
            town.country,
            town.admin1,
            town.lat,
            town.lon,
            town.population,
            town.geonameid,
            town.alias,
        )
        for town in towns
    )


def is_known(text: str) -> bool:
    """Whether a text as a whole names a place. Raises: as `towns_named`."""
    return bool(areas_named(text) or towns_named(text))


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    from dragoman.ontology.countries import aliases, countries

    told = aliases(countries()).values()
    return frozenset((plain(a.text), a.country) for a in told if a.use == "capital")


def is_capital(place: Place) -> bool:
    """Whether a town is its country's capital. Raises: nothing."""
    return place.kind == "town" and (plain(place.name), place.country) in _capitals()
