"""Towns and countries by name, and what the table of towns may not hold."""

from __future__ import annotations

import re

import pytest

from dragoman.errors import DataFileError
from dragoman.places import COLUMNS, country_of, find_places, load_cities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Nairobi and flew to Addis Ababa.", ["Nairobi KEN", "Addis Ababa ETH"]),
        ("Clashes in Goma, Democratic Republic of the Congo, spread.",
         ["Goma COD", "Democratic Republic of the Congo COD"]),
        ("South Korea and South Sudan signed.", ["South Korea KOR", "South Sudan SSD"]),
        ("They met in Port-au-Prince.", ["Port-au-Prince HTI"]),
        ("Rio de Janeiro hosted it.", ["Rio de Janeiro BRA"]),
        ("Shots rang out in N'Djamena.", ["N'Djamena TCD"]),
        ("The case went to The Hague.", ["The Hague NLD"]),
        ("Kenya's army entered.", ["Kenya KEN"]),
        ("Kenya’s army entered.", ["Kenya KEN"]),
        ("Talks in Zürich and Sao Paulo.", ["Zürich CHE", "Sao Paulo BRA"]),
        ("Nice weather for the minister of Reading, Mobile phones and New Police.", []),
        ("nairobi in small letters, and nowhere else", []),
        ("", []),
    ],
)  # fmt: skip
def test_places_are_found_where_they_are_named(text, expected):
    found = find_places(text)
    assert [f"{text[each.start : each.end]} {each.country}" for each in found] == expected


def test_a_town_has_coordinates_and_a_country_has_none():
    town, country = find_places("Lusaka is the capital of Zambia.")
    assert (town.name, round(town.lat), round(town.lon)) == ("Lusaka", -15, 28)
    assert town.geonameid == 909137
    assert (country.lat, country.lon, country.geonameid) == (None, None, None)


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Lagos", "NGA"),
        ("Kyiv/Moscow", "UKR"),
        ("New York, USA", "USA"),
        ("Zurich", "CHE"),
        ("Zürich", "CHE"),
        ("Tarawa Town Hall, Kiribati", "KIR"),
        ("Erewhon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_country_of_a_dateline(place, country):
    assert country_of(place) == country


def a_table(path, *rows):
    table = path / "cities.tsv"
    table.write_text("\n".join(["\t".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return table


def test_of_two_towns_with_one_name_the_first_in_the_table_counts(tmp_path):
    table = a_table(
        tmp_path,
        "Valparaíso\tCHL\t-33.04\t-71.63\t282448\t3868626",
        "Valparaiso\tUSA\t41.47\t-87.06\t33000\t4927537",
    )
    towns = load_cities(table)
    assert (towns["Valparaíso"].country, towns["Valparaiso"].country) == ("CHL", "CHL")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Oslo\tNOR\tnorth\t10.7\t700000\t3143244",
         "lat, lon, population and geonameid must be numbers"),
        ("Oslo\tNOR\t59.9\t10.7\tmany\t3143244",
         "lat, lon, population and geonameid must be numbers"),
        ("Oslo\tNOR\t95\t10.7\t700000\t3143244", "95.0, 10.7 is no place on earth"),
        ("Oslo\tNOR\t59.9\t-181\t700000\t3143244", "59.9, -181.0 is no place on earth"),
        ("Oslo\tNOR\t59.9\t10.7\t700000", "5 cells; a row needs 6"),
    ],
)  # fmt: skip
def test_a_bad_town_is_reported_by_line(tmp_path, row, complaint):
    table = a_table(tmp_path, "Lima\tPER\t-12.04\t-77.03\t7737002\t3936456", row)
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load_cities(table)
