"""Places in texts: which words name one, and which one that is."""

from __future__ import annotations

import re

import pytest

from dragoman.errors import DataFileError
from dragoman.places import (
    country_of,
    dateline_country,
    dateline_place,
    find_places,
    place_named,
)
from dragoman.places.words import COLUMNS, load_place_words


def found_in(text: str) -> list[str]:
    return [f"{text[each.start : each.end]} {each.country}" for each in find_places(text)]


class TestNames:
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
            ("A ferry sank off St. John's in fog.", ["St. John's CAN"]),
            ("U.S.-led patrols left Kiev.", ["U.S. USA", "Kiev UKR"]),
            ("The Russia-Turkey talks ended.", ["Russia RUS", "Turkey TUR"]),
            ("Rebels shelled al-Bab again, from al-Bab to Idlib.",
             ["al-Bab SYR", "al-Bab SYR", "Idlib SYR"]),
            ("Bosnia and Herzegovina voted.", ["Bosnia and Herzegovina BIH"]),
            ("nairobi in small letters, and nowhere else", []),
            ("", []),
        ],
    )  # fmt: skip
    def test_are_found_as_they_are_printed(self, text, expected):
        assert found_in(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Floods hit Punjab in Pakistan.", ["Punjab PAK", "Pakistan PAK"]),
            ("Farmers from Punjab marched on New Delhi, India.",
             ["Punjab IND", "New Delhi IND", "India IND"]),
            ("Shells fell in Gaza and the West Bank.", ["Gaza PSE", "West Bank PSE"]),
            ("Troops left Darfur and Tigray.", ["Darfur SDN", "Tigray ETH"]),
            ("Ships crossed the South China Sea.", ["South China Sea None"]),
            ("Votes in England, Wales and Ohio.", ["England GBR", "Wales GBR", "Ohio USA"]),
            ("Donors from Europe and Africa met.", ["Europe None", "Africa None"]),
        ],
    )  # fmt: skip
    def test_of_regions_seas_and_continents(self, text, expected):
        assert found_in(text) == expected

    def test_each_has_a_point_and_a_number(self):
        town, country = find_places("Lusaka is the capital of Zambia.")
        assert (town.name, round(town.lat), round(town.lon)) == ("Lusaka", -15, 28)
        assert town.geonameid == 909137
        assert (round(country.lat), round(country.lon), country.geonameid) == (-14, 28, 895949)


class TestWhatIsNoPlace:
    @pytest.mark.parametrize(
        "text",
        [
            "Nice weather for the minister of Reading, Mobile phones and New Police.",
            "Jack London wrote it.",
            "Mayor Nelson said no.",
            "The Washington Post asked the Bank of England.",
            "Georgia Stevens skates; Georgia is nine.",
            "Russian and Turkish officials spoke to Germans.",
            "The White House and the Kremlin spoke.",
            "She studied at the University of Vienna.",
            "In March the Congress met us.",
            "EU and NATO chiefs met.",
            "He prays in St. Mark's.",
        ],
    )
    def test_persons_bodies_peoples_and_palaces(self, text):
        assert found_in(text) == []

    def test_a_small_town_needs_a_word_that_shows_a_place(self):
        assert found_in("Hooper won again.") == []
        assert found_in("Two men were hurt in Hooper, Utah.") == ["Hooper USA", "Utah USA"]

    def test_a_persons_name_is_none_all_over_the_text(self):
        assert found_in("Kamala Harris spoke.\nCrowds cheered for Harris.") == []


class TestWhichOne:
    @pytest.mark.parametrize(
        ("text", "name", "place"),
        [
            ("He flew to Paris.", "Paris", (49, 2)),
            ("A fire broke out in Paris, Texas, on Monday.", "Paris", (34, -96)),
            ("EDMONTON, Ky. (AP) -- Deputies came.", "EDMONTON", (37, -86)),
            ("GLASGOW, KY -- Deputies came to Glasgow.", "Glasgow", (37, -86)),
            ("Police of London said St. Thomas, Ontario, was hit too.", "London", (43, -81)),
            ("Talks in Tripoli, Lebanon, failed. In Tripoli they go on.", "Tripoli", (34, 36)),
            ("Talks in Tripoli failed, Libyan officials said.", "Tripoli", (33, 13)),
            ("Voters in Georgia, Alabama and Florida.", "Georgia", (33, -84)),
            ("Georgia and Russia fought over South Ossetia.", "Georgia", (42, 44)),
            ("Leaders met in Washington.", "Washington", (39, -77)),
        ],
    )  # fmt: skip
    def test_is_told_by_the_words_around(self, text, name, place):
        told = [each for each in find_places(text) if text[each.start : each.end] == name]
        assert {(round(each.lat), round(each.lon)) for each in told} == {place}

    def test_places_of_a_list_are_not_within_each_other(self):
        assert found_in("He saw Paris, Germany and Rome.") == [
            "Paris FRA",
            "Germany DEU",
            "Rome ITA",
        ]


def test_a_dateline_is_found_in_capitals():
    text = "OUAGADOUGOU, May 3 (Agency) -- Soldiers left NATO and ISAF."
    assert found_in(text) == ["OUAGADOUGOU BFA"]


def test_spans_point_into_a_text_of_many_lines():
    text = "One line.\n\nTalks in Kyiv\r\nand in\tMinsk.\u2028In Oslo too."
    assert [text[each.start : each.end] for each in find_places(text)] == ["Kyiv", "Minsk", "Oslo"]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Lagos", "NGA"),
        ("Kyiv/Moscow", "UKR"),
        ("Washington, USA", "USA"),
        ("Zurich", "CHE"),
        ("Zürich", "CHE"),
        ("Rawalpindi", "PAK"),
        ("Tarawa Town Hall, Kiribati", "KIR"),
        ("Hooper", None),
        ("Erewhon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_country_of_a_well_known_place(place, country):
    assert country_of(place) == country


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("London", "GBR"),
        ("London, Ontario", "CAN"),
        ("Hooper, Utah", "USA"),
        ("Kyiv/Moscow", "UKR"),
        ("Srinagar, Kashmir", "IND"),
        ("Geneva", None),
        ("Erewhon", None),
        (None, None),
    ],
)
def test_a_dateline_tells_a_country_but_not_at_a_seat_of_many_states(place, country):
    assert dateline_country(place) == country


def test_a_dateline_has_a_place_even_at_a_seat_of_many_states():
    assert dateline_place("Geneva").country == "CHE"


def test_a_whole_name_may_have_its_article():
    assert place_named("the Netherlands").country == "NLD"
    assert place_named("Hooper") is None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("inside\twhy\tin", "use is 'inside'"),
        ("in\twhy\tin", "use 'in' stands twice"),
        ("in\twhy", "2 cells; a row needs 3"),
    ],
)
def test_a_bad_row_of_words_is_reported_by_line(tmp_path, row, complaint):
    table = tmp_path / "place_words.tsv"
    table.write_text("\n".join(["\t".join(COLUMNS), "in\twhy\tin|at", row, ""]), encoding="utf-8")
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load_place_words(table)
