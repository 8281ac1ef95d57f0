"""Names of countries in other names, and what else only looks like an actor."""

from __future__ import annotations

import pytest

from dragoman.actors import find_mentions
from dragoman.actors.namesakes import COLUMNS, SHIP_COLUMNS, load_namesakes, load_ships
from dragoman.errors import DataFileError


def codes(parsed, text: str) -> set[str]:
    """The codes of all who are mentioned."""
    mentions = [m for each in find_mentions(parsed(text)) for m in each.values()]
    return set().union(*(each.codes for each in mentions)) if mentions else set()


def of(parsed, text: str, words: str):
    """Code, sector and name of the last mention of these words; None for nobody."""
    found = [m for each in find_mentions(parsed(text)) for m in each.values()]
    mention = [m for m in found if m.text.removeprefix("The ").removeprefix("the ") == words][-1]
    if not mention.parties:
        return None
    (party,) = mention.parties
    return party.code, party.sector, party.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Jordan closed its border with Syria.", {"JOR", "SYR"}, id="the country"),
        pytest.param("Michael Jordan scored. Jordan praised the crowd.", set(), id="a surname"),
        pytest.param("Chad closed its embassy.", {"TCD"}, id="the country, a given name"),
        pytest.param("Chad Smith sued a bank. Chad was tired.", set(), id="a given name"),
        pytest.param("Paris Hilton sued a magazine.", set(), id="a capital as a given name"),
        pytest.param("Israel Keyes was arrested.", set(), id="another"),
        pytest.param("Georgia accused Russia of shelling.", {"GEO", "RUS"}, id="the country"),
        pytest.param("Georgia passed a bill in Atlanta.", {"USA"}, id="the state"),
        pytest.param("Turkey recalled its envoy.", {"TUR"}, id="the country, a bird"),
        pytest.param("Turkey was served on Thanksgiving.", set(), id="the bird"),
        pytest.param("They ate turkey.", set(), id="the bird, small"),
        pytest.param("Pakistan beat India by 6 wickets.", set(), id="teams"),
        pytest.param("Pakistan beat back an attack by India.", {"PAK", "IND"}, id="no teams"),
        pytest.param("London Bridge reopened.", set(), id="a bridge"),
        pytest.param("A Boeing 737 crashed.", set(), id="an aircraft"),
        pytest.param("An F-16 was shot down.", set(), id="another aircraft"),
        pytest.param("Nike launched a new sneaker.", set(), id="a brand that we don't know"),
        pytest.param("Он сказал это.", set(), id="Cyrillic"),
        pytest.param("中国外交部发言人表示反对。", set(), id="Chinese"),
        pytest.param("وزير الخارجية قال", set(), id="Arabic"),
        pytest.param("Antarctica is cold.", set(), id="nobody's land"),
    ],
)
def test_whose_a_name_is(parsed, text, expected):
    assert codes(parsed, text) - {"MNC"} == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Washington Post reported it.", "Washington Post", ("USA", "JRN", "Washington Post")),
        ("The Indian Express reported it.", "Indian Express", ("IND", "JRN", "Indian Express")),
        ("The Boston Globe reported it.", "Boston Globe", ("USA", "JRN", "Boston Globe")),
        ("The USS Nimitz left port.", "USS Nimitz", ("USA", "MIL", "USS Nimitz")),
        ("The HMS Queen Elizabeth left.", "HMS Queen Elizabeth",
         ("GBR", "MIL", "HMS Queen Elizabeth")),
        ("The Tongan Red Cross left.", "Tongan Red Cross", ("TON", "SOC", "Tongan Red Cross")),
        ("London Bridge reopened.", "London Bridge", None),
        ("Pakistan beat India by 6 wickets.", "Pakistan", None),
    ],
)  # fmt: skip
def test_papers_ships_and_societies_are_themselves(parsed, text, words, expected):
    assert of(parsed, text, words) == expected


def test_a_person_named_like_a_country_keeps_the_whole_name(parsed):
    assert of(parsed, "Chad Smith sued. Chad was tired.", "Chad") == (None, None, "Chad Smith")


def test_the_country_stays_where_the_page_tells_of_it_by_another_word(parsed):
    text = "Chad Smith flew to Ndjamena. Chadian police held him. Chad closed its border."
    assert of(parsed, text, "Chad")[0] == "TCD"


@pytest.mark.parametrize(
    ("load", "columns", "row", "complaint"),
    [
        (load_namesakes, COLUMNS, "Chad\tXXX\tballot\t", "instead is 'XXX'"),
        (load_ships, SHIP_COLUMNS, "USS\tXXX", "code is 'XXX'"),
    ],
)
def test_a_bad_row_is_reported(tmp_path, load, columns, row, complaint):
    path = tmp_path / "table.tsv"
    path.write_text("\t".join(columns) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=f"line 2: {complaint}"):
        load(path)


# --- several at once, and the other of two ---


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Peru met Chile. Both countries signed.", "Both countries", ["PER", "CHL"]),
        ("Peru met Chile. The foreign ministers signed.", "foreign ministers", ["PER", "CHL"]),
        ("Peru, Chile and Bolivia met. The three countries signed.", "three countries",
         ["PER", "CHL", "BOL"]),
        ("Peru met Chile. Neither side signed.", "Neither side", ["PER", "CHL"]),
    ],
)  # fmt: skip
def test_words_for_several_mean_the_last_ones_told(parsed, text, words, expected):
    found = [m for each in find_mentions(parsed(text)) for m in each.values()]
    mention = [m for m in found if m.text.removeprefix("The ").removeprefix("the ") == words][-1]
    assert [party.code for party in mention.parties] == expected


def test_both_ministers_are_their_states_not_one_of_them_by_name(parsed):
    text = (
        "Peru's foreign minister Ana Roe met Chile's foreign minister Bo Poe. Both ministers left."
    )
    found = [m for each in find_mentions(parsed(text)) for m in each.values()]
    parties = next(m for m in found if m.text == "Both ministers").parties
    assert [(p.code, p.sector, p.name) for p in parties] == [
        ("PER", "GOV", None), ("CHL", "GOV", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Peru fined Chile. Peru warned its neighbour.", "its neighbour", ("CHL", "GOV")),
        ("A Togolese peacekeeper fell in Mali.", "A Togolese peacekeeper", ("UNO", "MIL")),
        ("The rebel army retreated to Peru.", "rebel army", ("PER", "REB")),
        ("Army engineers of Peru left.", "Army engineers", ("PER", "MIL")),
        ("The speaker of the Knesset spoke.", "speaker", ("ISR", "LEG")),
        ("The president of the Knesset spoke.", "president", ("ISR", "LEG")),
        ("The head of the Supreme Court of Spain spoke.", "head", ("ESP", "JUD")),
        ("Peru freed refugees.", "refugees", (None, "REF")),
        ("The US-led coalition struck.", "US-led coalition", ("USA", "MIL")),
        ("A retired vice president of Peru spoke.", "A retired vice president", ("PER", "ELI")),
    ],
)
def test_whose_and_of_which_sector(parsed, text, words, expected):
    assert of(parsed, text, words)[:2] == expected
