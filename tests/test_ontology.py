"""PLOVER's types, modes, contexts, quads and scores, and the sectors."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import DataFileError, UnknownCode
from dragoman.ontology import (
    cameo_codes,
    cameo_of,
    contexts,
    describe,
    event_scale,
    event_types,
    modes,
    quad_code,
    sectors,
)
from dragoman.ontology.plover import (
    CONTEXT_COLUMNS,
    MODE_COLUMNS,
    TYPE_COLUMNS,
    load_contexts,
    load_modes,
    load_types,
)

QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN",
    4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
SCORES = """
AGREE 2.5
CONSULT 2.5 visit 4 third-party 1 multilateral 4 phone 1.5
SUPPORT 5
CONCEDE 4.5
COOPERATE 9.5
AID 10
RETREAT 6.5 withdraw 8 release 6.5 disarm 10 ceasefire 7.5 access 6.5 resign 4.5
REQUEST 0 assist 0.5 change -1 yield -1 meet 0
ACCUSE -3 disapprove -2 investigate -3.5 allege -3.5
REJECT -2 assist -1.5 change -2 yield -2 meet -2
THREATEN -3.5 restrict -3 arrest -3.5 relations -3.5 expel -3.5 territory -4 violence -3.5
PROTEST -5 demo -5 riot -7 strike -5 hunger -4.5 boycott -4.5 obstruct -4.5 vandalize -5
SANCTION -6 convict -6 expel -5.5 withdraw -6 discontinue -6
MOBILIZE -5.5 troops -6.5 weapons -6.5 police -5.5 militia -6
COERCE -7 seize -7 restrict -7 censor -6.5 curfew -6.5 martial-law -7.5 arrest -7 deport -7 \
withhold -7 misinformation -6.5 cyber -7
ASSAULT -9 abduct -8.5 beat -7.5 torture -8.5 sexual -8.5 targeted -9.5 destroy -8.5 \
primitive -8 firearms -9 explosives -9 suicide-attack -9.5 aerial -9.5 drone -9.5 \
heavy-weapons -9.5 crowd-control -7.5 unconventional -10
"""
CONTEXTS = """military intelligence executive legislative election political_institutions
pro_democracy pro_autocracy economic legal reparations human_rights rights_freedoms repression
human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health
asylum migration disasters natural_resource environment technology terrorism cbrn cyber
misinformation crime corruption illegal_drugs trafficking"""
SECTORS = """GOV MIL COP JUD LEG SPY PRM PTY OPP REB UAF CRM BUS LAB AGR CVL SOC EDU JRN MED REL
REF ELI PRE UNK"""


def test_the_types_stand_in_the_codebooks_order_with_its_quads() -> None:
    assert list(event_types()) == " ".join(QUADS.values()).split()
    for quad, names in QUADS.items():
        assert {quad_code(name) for name in names.split()} == {quad}


@pytest.mark.parametrize("line", SCORES.strip().split("\n"), ids=lambda line: line.split()[0])
def test_types_and_modes_score_as_plover_says(line: str) -> None:
    event_type, score, *rest = line.split()
    expected = dict(zip(rest[::2], map(float, rest[1::2]), strict=True))
    assert event_scale(event_type, None) == float(score)
    assert {mode: event_scale(event_type, mode) for mode in modes()[event_type]} == expected


def test_conflict_scores_below_cooperation() -> None:
    by_quad = {
        quad: [event_scale(name, None) for name in names.split()] for quad, names in QUADS.items()
    }
    assert min(by_quad[1] + by_quad[2]) > max(by_quad[3] + by_quad[4])


def test_every_type_has_a_row_of_modes_though_it_be_empty() -> None:
    assert list(modes()) == list(event_types())
    without = [name for name, of_type in modes().items() if not of_type]
    assert without == ["AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"]


def test_contexts_and_sectors_are_the_codebooks() -> None:
    assert list(contexts()) == CONTEXTS.split()
    assert list(sectors()) == SECTORS.split()
    assert all(one.what for one in contexts().values())
    assert all(one.what for one in sectors().values())


def test_a_type_without_a_mode_has_a_root_of_cameo() -> None:
    assert cameo_of("SANCTION", None) == "16"
    assert cameo_of("CONSULT", "phone") == "041"
    assert all(len(one.cameo) == 2 for one in event_types().values())
    assert all(one.cameo in cameo_codes() for one in event_types().values())


def test_an_unknown_name_is_answered_with_the_one_meant() -> None:
    with pytest.raises(UnknownCode, match=r"event type 'SANCTON'. Did you mean 'SANCTION'\?"):
        quad_code("SANCTON")
    with pytest.raises(UnknownCode, match=r"mode of CONSULT 'vist'. Did you mean 'visit'\?"):
        event_scale("CONSULT", "vist")
    with pytest.raises(UnknownCode, match=r"mode of AID 'visit'\. Use one of: no mode at all"):
        cameo_of("AID", "visit")


def test_importing_the_room_reads_no_table() -> None:
    script = (
        "import pathlib; pathlib.Path.open = None\n"
        "import dragoman.ontology\n"
        "print(dragoman.ontology.event_types.cache_info().currsize)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def table(path: Path, columns: tuple[str, ...], *rows: str) -> Path:
    lines = ["\t".join(columns), *(row.replace("|", "\t") for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("bad_row", "complaint"),
    [
        pytest.param("AID|5|10|07|a|b|c", "quad_code is '5'. Use one of: 1, 2, 3, 4.", id="quad"),
        pytest.param("AID|2||07|a|b|c", "score is empty; fill it in", id="no score"),
        pytest.param("AID|2|11|07|a|b|c", "score is '11'; use a number from -10 to 10", id="high"),
        pytest.param("AID|2|nan|07|a|b|c", "score is 'nan'; use a number", id="not a number"),
        pytest.param("AID|2|ten|07|a|b|c", "score is 'ten'; use a number", id="a word"),
        pytest.param("AID|2|10|99|a|b|c", "cameo is '99'.", id="no such CAMEO code"),
        pytest.param("AGREE|1|2.5|03|a|b|c", "name 'AGREE' is listed twice; keep one", id="twice"),
        pytest.param("AID|2|10|07|a|b|", "example is empty; fill it in", id="no example"),
        pytest.param("AID|2|10|07|a|b", "6 cells; a row needs 7", id="short row"),
    ],
)
def test_a_bad_type_is_reported_by_line(tmp_path: Path, bad_row: str, complaint: str) -> None:
    path = table(tmp_path / "types.tsv", TYPE_COLUMNS, "AGREE|1|2.5|03|a|b|c", bad_row)
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load_types(path)


@pytest.mark.parametrize(
    ("bad_row", "complaint"),
    [
        pytest.param("AIDE|visit|4|042|a", "type is 'AIDE'. Did you mean 'AID'?", id="type"),
        pytest.param("CONSULT|phone|1|041|a", "mode 'CONSULT phone' is listed twice", id="twice"),
        pytest.param("CONSULT|visit||042|a", "score is empty; fill it in", id="no score"),
        pytest.param("CONSULT||4|042|a", "mode is empty; fill it in", id="no mode"),
        pytest.param("CONSULT|visit|4|0429|a", "cameo is '0429'.", id="no such CAMEO code"),
    ],
)
def test_a_bad_mode_is_reported_by_line(tmp_path: Path, bad_row: str, complaint: str) -> None:
    path = table(tmp_path / "modes.tsv", MODE_COLUMNS, "CONSULT|phone|1.5|041|a", bad_row)
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load_modes(path, ("AID", "CONSULT"))


def test_every_problem_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    rows = ("AID|5||07|a|b|c", "AID|2|10|07|a|b|c", "ASK|3|0|1O|a|b|c")
    with pytest.raises(DataFileError) as caught:
        load_types(table(tmp_path / "types.tsv", TYPE_COLUMNS, *rows), codes=("07", "10"))
    lines = re.findall(r"line (\d): (\w+)", str(caught.value))
    assert lines == [("2", "score"), ("2", "quad_code"), ("3", "name"), ("4", "cameo")]
    assert "types.tsv" in str(caught.value)


def test_a_context_listed_twice_is_reported(tmp_path: Path) -> None:
    path = table(tmp_path / "contexts.tsv", CONTEXT_COLUMNS, "health|care", "health|care")
    with pytest.raises(DataFileError, match="line 3: name 'health' is listed twice"):
        load_contexts(path)


def test_the_overview_names_each_type_with_its_score_and_says_what_to_ask_next() -> None:
    text = describe(None)
    for one in event_types().values():
        assert re.search(rf"^{one.name} +{one.quad_code} +−?[\d.]+ +\S", text, re.MULTILINE)
    assert "cameo, contexts, countries, sectors" in text


def test_a_type_is_described_with_limits_example_modes_and_cameo_codes() -> None:
    text = describe("sanction")
    one = event_types()["SANCTION"]
    assert one.not_this in text
    assert one.example in text
    assert re.search(r"^expel +−5\.5 +166 ", text, re.MULTILINE)
    assert re.search(r"^163 +−8 +Place under sanctions", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("1721", "Curb political liberties"),
        ("mil", "Sector MIL: military"),
        ("phone", "CONSULT phone"),
        ("Cyber", "COERCE cyber"),
        ("Cyber", "Context cyber:"),
        ("ken", "Kenya"),
        ("countries", "Nairobi"),
        ("cameo", "2042"),
        ("sectors", "farmers"),
        ("contexts", "cbrn"),
    ],
)
def test_any_name_of_the_ontology_can_be_looked_up(name: str, part: str) -> None:
    assert part in describe(name)


def test_a_misspelt_look_up_is_answered_with_the_name_meant() -> None:
    with pytest.raises(UnknownCode, match=r"Did you mean 'SANCTION'\?"):
        describe("sanctoin")
    with pytest.raises(UnknownCode, match="Use one of: ACCUSE, AGREE"):
        describe("qqq")
