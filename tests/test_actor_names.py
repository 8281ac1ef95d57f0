"""Names and groups by the tables that ship: who somebody is at a day, and in other letters."""

from __future__ import annotations

import pytest

from dragoman.actors import find_mentions


def of(parsed, text: str, words: str, day: str | None = None):
    """Code and sector of the last mention of these words."""
    found = [m for each in find_mentions(parsed(text), None, day) for m in each.values()]
    mention = [m for m in found if m.text.removeprefix("The ").removeprefix("the ") == words][-1]
    (party,) = mention.parties
    return party.code, party.sector


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        pytest.param("Ana Brnabic", "2023-02-01", ("SRB", "GOV"), id="a head of government"),
        pytest.param("Ana Brnabic", "2025-02-01", ("SRB", "LEG"), id="then a speaker"),
        pytest.param("Keir Starmer", "2022-02-01", ("GBR", "OPP"), id="first in opposition"),
        pytest.param("Keir Starmer", "2025-02-01", ("GBR", "GOV"), id="then in government"),
        pytest.param("Donald Tusk", "2022-02-01", ("POL", "PTY"), id="between two terms"),
        pytest.param("Angela Merkel", "2023-02-01", ("DEU", "ELI"), id="after the last"),
        pytest.param("Lloyd Austin", "2014-02-01", ("USA", "MIL"), id="a general before"),
        pytest.param("Mike Pompeo", "2017-06-01", ("USA", "SPY"), id="a spy chief before"),
        pytest.param("Heiko Maas", None, ("DEU", "GOV"), id="without a day as he is known"),
    ],
)
def test_who_somebody_is_depends_on_the_day(parsed, name, day, expected):
    assert of(parsed, f"{name} spoke.", name, day) == expected


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        pytest.param("Deputy Secretary Sherman", None, ("USA", "GOV"), id="a narrow title"),
        pytest.param("Defence Minister Crosetto", "2024-05-01", ("ITA", "GOV"), id="a minister"),
        pytest.param("Speaker Quillfeather", None, (None, "LEG"), id="of whom no table knows"),
    ],
)
def test_a_title_and_a_surname_are_who_held_that_office(parsed, words, day, expected):
    assert of(parsed, f"{words} spoke.", words, day) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("HEZBOLLAH fired rockets.", "HEZBOLLAH", ("LBN", "REB"), id="capitals"),
        pytest.param("Boko-Haram burned a farm.", "Boko-Haram", ("NGA", "REB"), id="a hyphen"),
        pytest.param("Police held three men.", "three men", (None, "UNK"), id="men of any kind"),
        pytest.param("Haiti helped its wounded.", "its wounded", ("HTI", "CVL"), id="an adjective"),
        pytest.param("Sudan's displaced fled.", "Sudan's displaced", ("SDN", "REF"), id="owned"),
        pytest.param(
            "Nurses Association Zambia went on strike.",
            "Nurses Association Zambia",
            ("ZMB", "MED"),
            id="a body before its place",
        ),
        pytest.param("EU countries met.", "EU countries", ("EUR", None), id="a union's states"),
        pytest.param(
            "The Chilean Refugee Council met.",
            "Chilean Refugee Council",
            ("CHL", "GOV"),
            id="cared for",
        ),
        pytest.param(
            "Qatar left the Saudi-led coalition fighting in Yemen.",
            "Saudi-led coalition",
            ("SAU", "MIL"),
            id="an alliance that only modifies",
        ),
        pytest.param("The Oath Keepers met.", "Oath Keepers", ("USA", "UAF"), id="a militia"),
    ],
)
def test_who_somebody_is_by_his_words(parsed, text, words, expected):
    assert of(parsed, text, words) == expected
