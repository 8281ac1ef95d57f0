"""`dragoman actors`: asking, explaining, importing. The dictionaries here are invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import find_mentions
from dragoman.actors.codes import read_code
from dragoman.actors.dictionaries import BadLine, read_dictionary
from dragoman.actors.imported import Imported, add_imported, load_imported, spellings
from dragoman.actors.lexicon import lexicon
from dragoman.cli import main
from dragoman.language import parse_articles
from dragoman.records import Document, Segment

PETRARCH = """\
# persons of an invented state
DORA_LILLO_  ; president, then not
+LILLO_
+DORA_MARIA_LILLO_
\t[CHLGOV 20060311-20100310]
\t[CHLELI >20100310]
NORTHERN_COLUMN [SOMREBXYZ <950101] ; comment
+THE_COLUMN_OF_THE_NORTH
UNITED_RIVER_STATES [IGOUNO]
"""
AGENTS = """\
!MINER! = MINER, PITMAN
RAFT_PILOT {RAFT_PILOTS} [~LAB]
!MINER!_CHIEF [~LAB]
MEDIA_FOLK [~MED]
"""
CSV = """\
alias,code,sector,from,to,wikidata
Quilla Front,PER,REB,1990,1999-12,Q12345
Quilla Front,PER,PTY,2000,,Q12345
"Lillo, Ana",CHL,GOV,,,
"""
WIKIDATA_CSV = """\
person,personLabel,positionLabel,countryLabel,start,end
http://www.wikidata.org/entity/Q77,Ana Lillo,treasurer,Chile,2001-02-03T00:00:00Z,2004-01-01
http://www.wikidata.org/entity/Q78,Bo Lillo,President of Peru,,2001-02-03T00:00:00Z,
http://www.wikidata.org/entity/Q79,Q79,minister,Chile,,
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty table of imported knowledge, for the time of one test."""
    path = tmp_path / "data" / "actors.tsv"
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(path))
    lexicon.cache_clear()
    yield path
    monkeypatch.undo()
    lexicon.cache_clear()


def dragoman(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["actors", *map(str, args)])


def rows(text: str) -> list[Imported]:
    return [each for each in read_dictionary(text, "x") if isinstance(each, Imported)]


def faults(text: str) -> list[BadLine]:
    return [each for each in read_dictionary(text, "x") if isinstance(each, BadLine)]


def party(text: str, day: str | None = None):
    document = Document(file="page.txt", text=text, text_sha256="", reader="text 1")
    (sentences,) = parse_articles(document, [[Segment(kind="paragraph", start=0, end=len(text))]])
    lexicon.cache_clear()
    (mentions,) = find_mentions(sentences, None, day)
    first = next(m for m in mentions.values() if m.parties and m.kind != "modifier")
    return first.parties[0], first.evidence[0]


# --- asking ---


def test_a_file_is_answered_line_by_line_at_each_lines_date(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "mention": "the Polish army", "date": "2011-05-01"}\n')
    answer = json.loads(dragoman(file).stdout)
    assert answer == {"id": 1, "code": "POL", "sector": "MIL", "name": ""}


def test_neither_file_nor_mention_and_both_are_wrong_usage(tmp_path):
    assert dragoman("-o", tmp_path / "out").exit_code == 2
    assert dragoman("x.jsonl", "--explain", "Peru").exit_code == 2


def test_explain_tells_every_rule_that_fired():
    said = dragoman("--explain", "the Polish army's spokesman", "--date", "2011-05-01").stdout
    for line in (
        "day         2011-05-01",
        "known       “Polish” is Poland: POL (adjective, table countries)",
        "noun        “army” (body): MIL (table agents)",
        "sector      MIL — read in the text, table agents: “army”",
        "owner       “army”",
        "code        POL — read in the text, table countries: “Polish”",
    ):
        assert line in said.splitlines()


def test_explain_says_what_it_does_not_know():
    said = dragoman("--explain", "a Zorblaxian").stdout
    assert "day         none given: the undated tables count" in said
    assert "mention     none" in said or "means       nobody" in said
    assert "code        none: nothing tells whose" in dragoman("--explain", "two nurses").stdout


def test_stale_and_check_are_told_a_day_and_say_how_many():
    result = dragoman("stale", "--on", "2031-01-01")
    assert result.exit_code == 0
    assert f"{len(result.stdout.splitlines())} open terms" in result.stderr
    assert dragoman("stale", "--on", "2025-11-30").stdout == ""


# --- others' dictionaries ---


def test_petrarch_actors_have_synonyms_and_dated_codes():
    told = [(r.alias, r.code, r.sector, r.start, r.end) for r in rows(PETRARCH)]
    assert told == [
        (alias, "CHL", sector, start, end)
        for sector, start, end in (
            ("GOV", "2006-03-11", "2010-03-10"), ("ELI", "2010-03-10", ""),
        )
        for alias in ("DORA LILLO", "LILLO", "DORA MARIA LILLO")
    ] + [
        ("NORTHERN COLUMN", "SOM", "REB", "", "1995-01-01"),
        ("UNITED RIVER STATES", "UNO", "", "", ""),
    ]  # fmt: skip


def test_petrarch_agents_have_plurals_and_macros():
    told = [(r.kind, r.alias, r.plural, r.sector) for r in rows(AGENTS)]
    assert told == [
        ("agent", "raft pilot", "raft pilots", "LAB"),
        ("agent", "miner chief", "", "LAB"),
        ("agent", "pitman chief", "", "LAB"),
        ("agent", "media folk", "", "JRN"),
    ]


def test_a_csv_has_our_columns():
    told = [(r.alias, r.code, r.sector, r.start, r.end, r.entity) for r in rows(CSV)]
    assert told == [
        ("Quilla Front", "PER", "REB", "1990", "1999-12", "Q12345"),
        ("Quilla Front", "PER", "PTY", "2000", "", "Q12345"),
        ("Lillo, Ana", "CHL", "GOV", "", "", "lillo-ana"),
    ]


@pytest.mark.parametrize("form", ["csv", "bindings", "list"])
def test_a_wikidata_query_tells_positions_held(form):
    text = WIKIDATA_CSV
    if form != "csv":
        header, *lines = [line.split(",") for line in WIKIDATA_CSV.splitlines()]
        found = [dict(zip(header, line, strict=True)) for line in lines]
        if form == "bindings":
            wrapped = [{k: {"value": v} for k, v in row.items() if v} for row in found]
            text = json.dumps({"results": {"bindings": wrapped}})
        else:
            text = json.dumps(found)
    told = [(r.alias, r.code, r.sector, r.start, r.end, r.entity) for r in rows(text)]
    assert told == [
        ("Ana Lillo", "CHL", "GOV", "2001-02-03", "2004-01-01", "Q77"),
        ("Bo Lillo", "PER", "GOV", "2001-02-03", "", "Q78"),
    ]
    (bad,) = faults(text)
    assert bad.why.startswith("names nobody")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("ROE [CHLGOV 2006-2010]\nPOE [PER]", 1, "date '2006' is not YYMMDD"),
        ("POE [PER]\nROE [XQZGOV]", 2, "begins with no country"),
        ("POE [PER]\n+ROE [CHLGOV", 2, "bracket is not closed"),
        ("[CHLGOV]\nPOE [PER]", 1, "no actor"),
        ("GUARD [~QQQ]\nPOE [PER]", 1, "no sector of ours"),
        ("alias,code,sector\nPoe,PER,\n,CHL,GOV", 3, "alias is empty"),
        ("alias,code,sector\nPoe,PER,\nRoe,CHL,GVO", 3, "sector is 'GVO'"),
        ("alias,code,from\nPoe,PER,\nRoe,CHL,soon", 3, "from is 'soon'"),
        ("alias,code\nPoe,PER\nRoe,C-L", 3, "other than letters"),
        ("alias,code,wikidata\nPoe,PER,\nRoe,CHL,77", 3, "wikidata is '77'"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_costs_no_other(text, line, why):
    (bad,) = faults(text)
    assert bad.line == line
    assert why in bad.why
    assert [r.alias.lower() for r in rows(text)] == ["poe"]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("USAGOV", ("USA", "GOV")), ("IGOEUREEC", ("EUR", "")), ("IGOUNO", ("UNO", "")),
     ("NGOHRI", ("NGO", "SOC")), ("IRQ", ("IRQ", "")), ("UAF", ("", "UAF")), ("---", ("", "")),
     ("~MED", ("", "JRN")), ("SYRINSISI", ("SYR", "REB")), ("usagov", ("USA", "GOV"))],
)  # fmt: skip
def test_codes_of_others_become_ours(theirs, ours):
    assert read_code(theirs) == ours


def test_capitals_of_a_dictionary_are_read_as_a_page_prints_them():
    assert spellings("DORA_LILLO_") == ("Dora Lillo", "DORA LILLO")
    assert spellings("LEAGUE_OF_THE_NORTH") == ("League of the North", "LEAGUE OF THE NORTH")
    assert spellings("de la Roe") == ("de la Roe",)


def test_what_was_imported_decides_by_the_day_and_is_named_in_the_record(table, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text(PETRARCH)
    assert dragoman("import", file).exit_code == 0
    found, evidence = party("Dora Lillo criticised Peru.", "2008-01-01")
    assert (found.code, found.sector, found.entity) == ("CHL", "GOV", "dora-lillo")
    assert evidence["code"].source == "user:mine.txt"
    found, _ = party("President Dora Lillo criticised Peru.", "2012-01-01")
    assert (found.sector, found.office) == ("ELI", "President")


def test_it_wins_over_what_we_know(table):
    add_imported([Imported("Poland", "actor", "POL", "MIL", "", "", "x", "Poland", "", "m")], table)
    found, evidence = party("Poland criticised Peru.")
    assert (found.sector, evidence["sector"].source) == ("MIL", "user:m")


def test_an_imported_noun_names_a_role(table):
    add_imported(rows(AGENTS), table)
    found, evidence = party("Peruvian raft pilots criticised it.")
    assert (found.code, found.sector) == ("PER", "LAB")
    assert evidence["sector"].source == "user:x"


def test_importing_twice_adds_nothing_twice(table, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    assert "3 read, 3 new" in dragoman("import", file).stderr
    before = table.read_bytes()
    assert "3 read, 0 new" in dragoman("import", file).stderr
    assert table.read_bytes() == before
    assert len(load_imported(table)) == 3


def test_bad_lines_are_reported_and_the_exit_tells_so(table, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("POE [PER]\nROE [XQZGOV]\n")
    result = dragoman("import", file)
    assert result.exit_code == 1
    assert f"dragoman: {file} line 2: " in result.stderr
    assert [row.alias for row in load_imported(table)] == ["POE"]


def test_the_table_may_be_named_and_a_missing_file_is_one_line(tmp_path):
    file, into = tmp_path / "mine.csv", tmp_path / "own.tsv"
    file.write_text(CSV)
    assert dragoman("import", file, "--into", into).exit_code == 0
    assert len(load_imported(into)) == 3
    result = dragoman("import", tmp_path / "gone.csv", "--into", into)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('[]~<>!+{};#,= \n\tABCUSAGOV_0129-"alias,code'), max_size=80)
)
def test_no_text_stops_the_import(text):
    for each in read_dictionary(text, "x"):
        assert isinstance(each, BadLine) or "\t" not in "".join(each)
