"""Which country a word stands for, and what a table of countries may not hold."""

from __future__ import annotations

import re

import pytest

from dragoman.errors import DataFileError
from dragoman.ontology.countries import COLUMNS, Metonym, aliases, countries, load_countries
from dragoman.ontology.sectors import sectors

MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN
BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM
ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN
ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE
LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL
NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON
TTO TUN TUR TKM TUV UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
UN_MEMBERS = MEMBERS.split()

BREAKAWAY = {
    "Abkhazia": "GEO",
    "South Ossetia": "GEO",
    "Luhansk People's Republic": "UKR",
    "Donetsk People's Republic": "UKR",
    "Nagorno-Karabakh": "AZE",
    "Northern Cyprus": "CYP",
    "Transnistria": "MDA",
    "Somaliland": "SOM",
    "Western Sahara": "MAR",
}

KENYA = "KEN\tstate\tKEN\t\tKenya\t\tKenyan\tKenyans\tNairobi\t"


@pytest.fixture(scope="module")
def by_code():
    return {country.code: country for country in countries()}


@pytest.fixture(scope="module")
def alias():
    return aliases(countries())


@pytest.fixture
def table(tmp_path):
    def written(*rows):
        path = tmp_path / "countries.tsv"
        path.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_each_member_of_the_united_nations_is_a_state_with_adjective_and_capital(by_code, code):
    member = by_code[code]
    assert (member.kind, member.coded_as, member.sectors) == ("state", code, ())
    assert member.adjectives and member.capitals


def test_the_table_holds_the_249_iso_entities_and_kosovo_besides_past_and_breakaway_ones(by_code):
    assert len(set(UN_MEMBERS)) == 193
    today = {code for code, country in by_code.items() if country.kind != "past"}
    assert len([code for code in today if not code.startswith("X-")]) == 249 + 1


@pytest.mark.parametrize(
    ("text", "code", "use", "sector"),
    [
        ("Pakistan", "PAK", "name", None),
        ("Pakistani", "PAK", "adjective", None),
        ("Pakistanis", "PAK", "demonym", None),
        ("Islamabad", "PAK", "capital", "GOV"),
        ("Rawalpindi", "PAK", "metonym", "MIL"),
        ("US", "USA", "name", None),
        ("U.S.", "USA", "name", None),
        ("Washington", "USA", "capital", "GOV"),
        ("Pentagon", "USA", "metonym", "MIL"),
        ("Capitol Hill", "USA", "metonym", "LEG"),
        ("Kremlin", "RUS", "metonym", "GOV"),
        ("Scotland Yard", "GBR", "metonym", "COP"),
        ("Scottish", "GBR", "adjective", None),
        ("Britons", "GBR", "demonym", None),
        ("Spaniard", "ESP", "demonym", None),
        ("Quai d'Orsay", "FRA", "metonym", "GOV"),
        ("Knesset", "ISR", "metonym", "LEG"),
        ("Lubyanka", "RUS", "metonym", "SPY"),
        ("Türkiye", "TUR", "name", None),
        ("Burma", "MMR", "name", None),
        ("N. Korea", "PRK", "name", None),
        ("DRC", "COD", "name", None),
        ("Kiev", "UKR", "capital", "GOV"),
    ],
)
def test_a_word_names_a_country_in_one_use(alias, text, code, use, sector):
    assert alias[text][2:5] == (code, use, sector)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Congo", "COD"),
        ("Congolese", "COD"),
        ("Republic of Congo", "COG"),
        ("Korea", "KOR"),
        ("Guinean", "GIN"),
        ("Dominican", "DOM"),
        ("Nigerian", "NGA"),
        ("Nigerien", "NER"),
        ("Samoan", "WSM"),
        ("Irish", "IRL"),
        ("Northern Irish", "GBR"),
        ("Soviet", "SUN"),
        ("Yugoslav", "YUG"),
        ("East German", "DDR"),
        ("German", "DEU"),
        ("Republic of China", "TWN"),
    ],
)
def test_a_word_that_two_countries_could_claim_goes_to_the_commoner_in_news(alias, text, code):
    assert alias[text].code == code


@pytest.mark.parametrize("text", ["mainland", "Crimea", "Kashmir", "Geneva", "Victoria", "Male"])
def test_words_that_mostly_mean_something_else_name_no_country(alias, text):
    assert text not in alias


@pytest.mark.parametrize(
    ("text", "code"),
    [("Puerto Rico", "USA"), ("Macau", "CHN"), ("Greenlandic", "DNK"), ("New Caledonia", "FRA")],
)
def test_a_dependency_is_coded_as_the_state_that_controls_it(alias, text, code):
    assert (alias[text].code, alias[text].sectors) == (code, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [("Taiwanese", "TWN"), ("Hong Kong", "HKG"), ("Gaza", "PSE"), ("Kosovar", "KOS")],
)
def test_four_that_the_codebook_names_stand_on_their_own(alias, text, code):
    assert (alias[text].code, alias[text].sectors) == (code, ())


@pytest.mark.parametrize(("text", "code"), BREAKAWAY.items())
def test_a_breakaway_region_is_coded_as_the_state_that_claims_it(alias, text, code):
    assert (alias[text].code, alias[text].sectors) == (code, ("PRE",))


def test_no_other_region_counts_as_breakaway(by_code):
    breakaway = {country.name for country in by_code.values() if country.kind == "breakaway"}
    assert breakaway == set(BREAKAWAY)


def test_past_states_keep_their_old_codes(by_code):
    past = {code for code in ("SUN", "YUG", "CSK", "DDR", "SCG") if by_code[code].kind == "past"}
    assert past == {"SUN", "YUG", "CSK", "DDR", "SCG"}
    assert all(by_code[code].coded_as == code for code in past)


def test_the_curly_apostrophe_names_the_same_country(alias):
    assert alias["Côte d’Ivoire"]._replace(text="Côte d'Ivoire") == alias["Côte d'Ivoire"]


def test_metonyms_and_regions_stand_for_sectors_that_exist(alias):
    used = {one.sector for one in alias.values() if one.sector}
    assert used | {"PRE"} <= set(sectors())


def test_a_text_in_two_columns_of_a_country_is_what_the_first_says(table):
    path = table("SGP\tstate\tSGP\t\tSingapore\t\tSingaporean\tSingaporeans\tSingapore\tIstana")
    assert aliases(load_countries(path))["Singapore"].use == "name"


def test_a_metonym_without_a_sector_is_the_government(table):
    (kenya,) = load_countries(table(KENYA + "Harambee House|Vigilance House:COP"))
    assert kenya.metonyms == (Metonym("Harambee House", "GOV"), Metonym("Vigilance House", "COP"))


def test_a_state_may_say_that_it_has_no_word_of_its_own(table):
    (vatican,) = load_countries(table("VAT\tstate\tVAT\t\tVatican\t\tPapal\t-\tVatican City\t"))
    assert vatican.demonyms == ()
    assert "-" not in aliases([vatican])


@pytest.mark.parametrize(
    ("bad_row", "complaint"),
    [
        pytest.param(
            "KE\tterritory\tKE\t\tKe\t\t\t\t\t", "code is 'KE'; use ABC, or X-ABC", id="code shape"
        ),
        pytest.param("KEN\tterritory\tKEN\t\tK\t\t\t\t\t", "code 'KEN' is on line 2", id="code"),
        pytest.param("TGO\tnation\tTGO\t\tTogo\t\t\t\t\t", "kind is 'nation'", id="kind"),
        pytest.param(
            "PRI\tterritory\tUSA\t\tPuerto Rico\t\t\t\t\t", "coded_as is 'USA', which no", id="to"
        ),
        pytest.param(
            "TGO\tstate\tTGO\t\tTogo\t\tKenyan\tTogolese\tLomé\t",
            "alias 'Kenyan' is on line 2 (KEN) too; keep one",
            id="alias of two countries",
        ),
        pytest.param(
            "TGO\tstate\tTGO\t\tTogo\t\tTogolese\tTogolese\t\t", "capitals is empty", id="capital"
        ),
        pytest.param(
            "TGO\tstate\tTGO\t\tTogo\t\t\tTogolese\tLomé\t", "adjectives is empty", id="adjective"
        ),
        pytest.param("TGO\tpast\tTGO\t\t\tTogo\t\t\t\t", "name is empty", id="name"),
        pytest.param(
            "TGO\tpast\tTGO\t\tTogo\tTogoland |French Togo\t\t\t\t",
            "names has 'Togoland ' with outer blanks",
            id="blanks",
        ),
        pytest.param(
            "TGO\tpast\tTGO\t\tTogo\tTogoland||T.\t\t\t\t", "names has an empty item", id="item"
        ),
        pytest.param(
            "TGO\tpast\tTGO\t\tTogo\tA1|A1\t\t\t\t", "names has 'A1' twice", id="repeated"
        ),
        pytest.param("TGO\tpast\tTGO\t\tTogo\t\t\t\t\tPalace:gov", "sector is 'gov'", id="sector"),
        pytest.param("TGO\tstate\tTGO", "3 cells; a row needs 10", id="short row"),
    ],
)
def test_a_bad_row_is_reported_by_file_and_line(table, bad_row, complaint):
    path = table(KENYA, bad_row)
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")) as caught:
        load_countries(path)
    assert str(path) in str(caught.value)


def test_a_dependency_of_a_dependency_is_refused(table):
    path = table(
        KENYA,
        "ABC\tterritory\tKEN\t\tAbeland\t\t\t\t\t",
        "DEF\tterritory\tABC\t\tDefland\t\t\t\t\t",
    )
    with pytest.raises(DataFileError, match="line 4: coded_as is 'ABC', which is itself coded"):
        load_countries(path)


def test_all_problems_are_told_at_once_in_the_order_of_the_file(table):
    path = table(
        KENYA, "T\tstate\tT\t\tKenya\t\t\tTogolese\tLomé\t", "TGO\tpast\tXXX\t\t\t\t\t\t\t"
    )
    with pytest.raises(DataFileError) as caught:
        load_countries(path)
    lines = [int(line) for line in re.findall(r"line (\d+): ", str(caught.value))]
    assert lines == [3, 3, 3, 4, 4]
