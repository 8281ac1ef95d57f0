"""The tables of bodies and agent nouns: they load, mistakes are named, the longest match wins."""

from __future__ import annotations

import pytest

from dragoman.actors.lexicon import (
    AGENT_COLUMNS,
    BODY_COLUMNS,
    INTERNATIONAL,
    REGION_COLUMNS,
    TAKES_FROM_BODY,
    find_agents,
    find_known,
    lexicon,
    load_agents,
    load_bodies,
    load_regions,
)
from dragoman.actors.persons import COLUMNS as PERSON_COLUMNS
from dragoman.actors.persons import load_persons, person_named
from dragoman.errors import DataFileError
from dragoman.language import Sentence, parse_articles
from dragoman.ontology.countries import countries
from dragoman.ontology.sectors import sectors
from dragoman.records import Document, Segment


def sentence_of(text: str) -> Sentence:
    document = Document(file="page.txt", text=text, text_sha256="", reader="text 1")
    ((sentence,),) = parse_articles(document, [[Segment(kind="paragraph", start=0, end=len(text))]])
    return sentence


@pytest.fixture
def table(tmp_path):
    def written(columns, *rows):
        path = tmp_path / "table.tsv"
        path.write_text("\n".join(["\t".join(columns), *rows]) + "\n", encoding="utf-8")
        return path

    return written


# --- the shipped tables ---


def test_every_body_has_a_code_of_the_codebook_and_known_sectors():
    codes = {country.coded_as for country in countries()} | INTERNATIONAL
    for body in load_bodies():
        assert body.code in codes, body
        assert set(body.sectors) <= set(sectors()), body
        assert body.sector is None or body.sector in body.sectors, body


def test_bodies_of_one_entity_agree_who_it_is():
    seen = {}
    for body in load_bodies():
        first = seen.setdefault(body.entity, body)
        assert (body.code, body.sector, body.name) == (first.code, first.sector, first.name)


@pytest.mark.parametrize(
    ("alias", "code", "sector"),
    [
        ("United Nations", "UNO", None),
        ("Security Council", "UNO", None),
        ("World Health Organization", "UNO", None),
        ("European Union", "EUR", None),
        ("NATO", "IGO", None),
        ("ASEAN", "IGO", None),
        ("African Union", "IGO", None),
        ("Amnesty International", "NGO", "SOC"),
        ("Islamic State", "IMG", "REB"),
        ("Al-Qaeda", "IMG", "REB"),
        ("Hamas", "PSE", "REB"),
        ("Hezbollah", "LBN", "REB"),
        ("PKK", "TUR", "REB"),
        ("Knesset", "ISR", "LEG"),
        ("Bundestag", "DEU", "LEG"),
    ],
)
def test_well_known_bodies_are_coded_as_the_codebook_says(alias, code, sector):
    known = {body.text: body for body in load_bodies()}[alias]
    assert (known.code, known.sector) == (code, sector)


@pytest.mark.parametrize(
    ("noun", "kind", "sector"),
    [
        ("foreign minister", "office", "GOV"),
        ("foreign ministers", "office", "GOV"),
        ("police", "body", "COP"),
        ("troops", "person", "MIL"),
        ("gunmen", "person", "UAF"),
        ("lawmakers", "person", "LEG"),
        ("journalists", "person", "JRN"),
        ("farmers", "person", "AGR"),
        ("refugees", "person", "REF"),
        ("protesters", "person", "CVL"),
        ("parliament", "body", "LEG"),
        ("court", "body", "JUD"),
        ("opposition leader", "office", "OPP"),
        ("spokesperson", "person", TAKES_FROM_BODY),
    ],
)
def test_agent_nouns_in_singular_and_plural(noun, kind, sector):
    (match,) = find_agents(sentence_of(f"Yesterday the {noun} left.").tokens)
    assert (match.agent.kind, match.agent.sector) == (kind, sector)


def test_the_tables_are_loaded_once():
    assert lexicon() is lexicon()


# --- mistakes ---

TOGO = "togo-grain-board\tTogo Grain Board\tTGB\tTGO\tGOV\tGOV"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param(
            "x\tBenin Grain Board\tTGB\tBEN\tGOV\tGOV",
            "line 3: alias 'TGB' is listed twice; keep one",
            id="alias of another body",
        ),
        pytest.param(
            "x\tTogo Grain Board\t\tTGO\tGOV\tGOV",
            "line 3: alias 'Togo Grain Board' is listed twice; keep one",
            id="name of another body",
        ),
        pytest.param(
            "x\tBenin Navy\t\tBEN\tMLI\tMIL",
            "line 3: sector is 'MLI'. Did you mean 'MIL'?",
            id="unknown sector",
        ),
        pytest.param(
            "x\tBenin Navy\t\tBEN\tMIL\tMIL|QQQ",
            "line 3: sector is 'QQQ'. Use one of: ",
            id="unknown sector among several",
        ),
        pytest.param(
            "\tBenin Navy\t\tBEN\tMIL\tMIL",
            "line 3: entity is empty; give a Wikidata id or a slug",
            id="no entity",
        ),
        pytest.param("x\tBenin Navy\tBEN", "line 3: 3 cells; a row needs 6", id="short row"),
    ],
)
def test_a_bad_row_of_bodies_is_named_by_file_and_line(table, row, complaint):
    path = table(BODY_COLUMNS, TOGO, row)
    with pytest.raises(DataFileError) as told:
        load_bodies(path)
    assert str(path) in str(told.value)
    assert complaint in str(told.value)


def test_a_body_is_known_by_its_name_and_each_alias(table):
    bodies = load_bodies(table(BODY_COLUMNS, TOGO))
    assert [body.text for body in bodies] == ["Togo Grain Board", "TGB"]
    assert {body.name for body in bodies} == {"Togo Grain Board"}
    assert {(body.code, body.sector, body.sectors) for body in bodies} == {("TGO", "GOV", ("GOV",))}


def test_an_international_body_needs_no_sector(table):
    (body,) = load_bodies(table(BODY_COLUMNS, "lake-pact\tLake Pact\t\tIGO\t\t"))
    assert (body.code, body.sector, body.sectors) == ("IGO", None, ())


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param("envoy\toffice\tGOV\t", "line 3: noun 'envoy' is listed twice", id="twice"),
        pytest.param(
            "consul\toffise\tGOV\t", "line 3: kind is 'offise'. Did you mean 'office'?", id="kind"
        ),
        pytest.param(
            "consul\toffice\tGVO\t", "line 3: sector is 'GVO'. Did you mean 'GOV'?", id="sector"
        ),
        pytest.param("consul\toffice\t\t", "line 3: sector is ''", id="no sector"),
        pytest.param("consul\toffice", "line 3: 2 cells; a row needs 4", id="short row"),
    ],
)
def test_a_bad_row_of_agents_is_named_by_file_and_line(table, row, complaint):
    path = table(AGENT_COLUMNS, "envoy\toffice\tGOV\tenvoys", row)
    with pytest.raises(DataFileError) as told:
        load_agents(path)
    assert str(path) in str(told.value)
    assert complaint in str(told.value)


def test_an_agent_is_found_under_its_plurals_whatever_the_hyphen(table):
    agents = load_agents(
        table(AGENT_COLUMNS, "attorney-general\toffice\tJUD\tattorneys-general|attorney-generals")
    )
    assert set(agents) == {"attorney general", "attorneys general", "attorney generals"}
    assert len(set(agents.values())) == 1


# --- matching ---


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "The United Nations Security Council met.",
            ["United Nations Security Council"],
            id="an organ, not its parent",
        ),
        pytest.param("South Korean ships sailed.", ["South Korean"], id="South Korea is not Korea"),
        pytest.param("Papua New Guinea voted.", ["Papua New Guinea"], id="one of three Guineas"),
        pytest.param("The DR Congo army left.", ["DR Congo"], id="which Congo"),
        pytest.param("Nigerians left Niger.", ["Nigerians", "Niger"], id="whole words only"),
        pytest.param("The Romanian and Omani envoys met.", ["Romanian", "Omani"], id="no Oman"),
        pytest.param("He ate turkey in a china shop.", [], id="small letters are other words"),
        pytest.param("Chad, Mali and Togo met.", ["Chad", "Mali", "Togo"], id="a list"),
    ],
)
def test_the_longest_alias_wins_and_only_whole_words_count(text, found):
    sentence = sentence_of(text)
    assert [match.known.text for match in find_known(sentence.text, sentence)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The deputy foreign minister left.", ["deputy foreign minister"]),
        ("Police officers and protesters met.", ["police officer", "protester"]),
        ("The army chief resigned.", ["army chief"]),
        ("Rain and wind are coming.", []),
    ],
)
def test_the_longest_agent_noun_wins(text, found):
    agents = find_agents(sentence_of(text).tokens)
    assert [match.agent.noun for match in agents] == found


def test_matches_tell_their_tokens():
    sentence = sentence_of("Yesterday the Security Council met.")
    (match,) = find_known(sentence.text, sentence)
    assert sentence.span_text(range(match.first, match.last + 1)) == "Security Council"


# --- persons and regions ---


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Jane Roe\t\tXYZ\tGOV\t", "line 2: code is 'XYZ'"),
        ("Jane Roe\t\tKEN\tKING\t", "line 2: sector is 'KING'"),
        ("Jane Roe\tJane Roe\tKEN\tGOV\t", "line 2: 'Jane Roe' is listed twice"),
    ],
)
def test_a_bad_row_of_persons_is_named(table, row, complaint):
    with pytest.raises(DataFileError, match=complaint):
        load_persons(table(PERSON_COLUMNS, row))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("XYZ\tTarvo\t", "line 2: code is 'XYZ'"),
        ("KEN\tTarvo|Tarvo\t", "line 2: 'Tarvo' is listed twice"),
    ],
)
def test_a_bad_row_of_regions_is_named(table, row, complaint):
    with pytest.raises(DataFileError, match=complaint):
        load_regions(table(REGION_COLUMNS, row))


@pytest.mark.parametrize(
    ("words", "office", "code"),
    [
        (("Recep", "Tayyip", "Erdoğan"), None, "TUR"),
        (("Ban", "Ki", "-", "moon"), None, "UNO"),
        (("Putin",), None, "RUS"),
        (("Howard",), "Prime Minister", "AUS"),
        (("Howard",), "coach", None),
        (("Kim",), "President", None),
        (("Jane", "Roe"), "President", None),
    ],
)
def test_a_person_is_found_by_full_name_or_by_title_and_rare_surname(words, office, code):
    found = person_named(words, office)
    assert (found.code if found else None) == code
