"""CAMEO's codes, Goldstein's scores, and the crosswalk with PLOVER both ways."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dragoman.errors import DataFileError, UnknownCode
from dragoman.ontology import (
    cameo_codes,
    cameo_of,
    contexts,
    event_types,
    goldstein,
    modes,
    plover_of,
)
from dragoman.ontology.cameo import load_cameo
from dragoman.ontology.plover import CAMEO_COLUMNS

SHARED = Path(__file__).parents[2] / "shared"
# CAMEO's yielding is PLOVER's CONCEDE and RETREAT in one: by itself it is told as the first.
SHARED_ROOT = {"08", "080"}


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, str]]:
    path = SHARED / "tables" / "cameo-goldstein.csv"
    if not path.exists():
        pytest.skip(f"the published table to compare with is not at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_there_are_312_codes_under_20_roots() -> None:
    assert len(cameo_codes()) == 312
    roots = [code for code in cameo_codes() if len(code) == 2]
    assert roots == [f"{number:02}" for number in range(1, 21)]
    assert {code[:-1] for code in cameo_codes() if len(code) > 2} <= set(cameo_codes())


def test_codes_and_goldstein_scores_are_those_published(
    published: dict[str, dict[str, str]],
) -> None:
    assert {code: goldstein(code) for code in cameo_codes()} == {
        code: float(row["goldstein"]) for code, row in published.items()
    }


@pytest.mark.parametrize(
    ("code", "score"), [("010", 0.0), ("057", 8.0), ("0874", 10.0), ("163", -8.0), ("204", -10.0)]
)
def test_a_goldstein_score_is_kept_with_the_code(code: str, score: float) -> None:
    assert goldstein(code) == score


def test_labels_are_our_own_words_and_each_says_something_else(
    published: dict[str, dict[str, str]],
) -> None:
    labels = {code: one.label.casefold() for code, one in cameo_codes().items()}
    same = [code for code, label in labels.items() if label == published[code]["name"].casefold()]
    assert len(same) <= len(labels) // 10
    assert len(set(labels.values())) == len(labels)


def test_every_target_of_the_crosswalk_exists() -> None:
    for one in cameo_codes().values():
        assert one.event_type is None or one.event_type in event_types()
        assert one.mode is None or one.mode in modes()[one.event_type or ""]
        assert one.context is None or one.context in contexts()


@pytest.mark.parametrize(
    ("root", "event_type"),
    [
        ("01", None),
        ("02", "REQUEST"),
        ("03", "AGREE"),
        ("04", "CONSULT"),
        ("05", "SUPPORT"),
        ("06", "COOPERATE"),
        ("07", "AID"),
        ("08", "CONCEDE"),
        ("09", "ACCUSE"),
        ("10", "REQUEST"),
        ("11", "ACCUSE"),
        ("12", "REJECT"),
        ("13", "THREATEN"),
        ("14", "PROTEST"),
        ("15", "MOBILIZE"),
        ("16", "SANCTION"),
        ("17", "COERCE"),
        ("18", "ASSAULT"),
        ("19", "ASSAULT"),
        ("20", "ASSAULT"),
    ],
)
def test_each_root_stands_for_a_type(root: str, event_type: str | None) -> None:
    assert plover_of(root).event_type == event_type


def test_only_mere_statements_are_no_events() -> None:
    silent = {code for code, one in cameo_codes().items() if one.event_type is None}
    assert silent == {code for code in cameo_codes() if code.startswith("01")}


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("0813", ("CONCEDE", None, "legal")),
        ("0831", ("CONCEDE", None, "political_institutions")),
        ("0841", ("RETREAT", "release", "legal")),
        ("085", ("RETREAT", None, "economic")),
        ("0871", ("RETREAT", "ceasefire", "military")),
        ("090", ("ACCUSE", "investigate", None)),
        ("1012", ("REQUEST", "assist", "military")),
        ("0256", ("REQUEST", "yield", "military")),
        ("055", ("CONCEDE", None, "diplomatic")),
        ("116", ("SANCTION", "convict", "legal")),
        ("163", ("SANCTION", "discontinue", "diplomatic")),
        ("1712", ("ASSAULT", "destroy", "human_security")),
        ("1722", ("COERCE", "restrict", "pro_autocracy")),
        ("204", ("ASSAULT", "unconventional", "cbrn")),
    ],
)
def test_finer_codes_follow_the_codebook(code: str, act: tuple[str | None, ...]) -> None:
    assert plover_of(code) == act


def test_appeals_and_demands_ask_for_the_same_things() -> None:
    for code in cameo_codes():
        if code.startswith("02") and len(code) > 2:
            assert plover_of(code).mode == plover_of(f"10{code[2:]}").mode


def test_a_mode_taken_to_cameo_and_back_is_of_the_same_type() -> None:
    strayed = {
        (one.event_type, one.name)
        for of_type in modes().values()
        for one in of_type.values()
        if plover_of(one.cameo).event_type != one.event_type
    }
    assert strayed == {("RETREAT", "resign")}
    assert cameo_of("RETREAT", "resign") in SHARED_ROOT


def test_a_type_taken_to_cameo_and_back_is_itself() -> None:
    strayed = {
        name for name, one in event_types().items() if plover_of(one.cameo).event_type != name
    }
    assert strayed == {"RETREAT"}
    assert cameo_of("RETREAT", None) in SHARED_ROOT


def test_the_code_for_a_mode_tells_of_no_other_mode_unless_a_broader_one() -> None:
    for of_type in modes().values():
        for one in of_type.values():
            back = plover_of(one.cameo).mode
            assert back in {None, one.name} or one.cameo.startswith(of_type[back].cameo)


@pytest.mark.parametrize("code", ["1726", "17211", "", "4", "999"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCode, match="unknown CAMEO code"):
        plover_of(code)
    with pytest.raises(UnknownCode):
        goldstein(code)


@pytest.mark.parametrize(
    ("bad_row", "complaint"),
    [
        pytest.param("042|a|1|CONSALT||", "type is 'CONSALT'. Did you mean 'CONSULT'?", id="type"),
        pytest.param("042|a|1|CONSULT|vist|", "mode of CONSULT is 'vist'. Did you", id="mode"),
        pytest.param(
            "042|a|1||visit|", "mode is 'visit' without a type; give it too", id="no type"
        ),
        pytest.param("042|a|1|CONSULT||helth", "context is 'helth'. Did you mean", id="context"),
        pytest.param("042|a||CONSULT||", "goldstein is empty; fill it in", id="no score"),
        pytest.param("042|a|-10.5|CONSULT||", "goldstein is '-10.5'; use a number", id="low"),
        pytest.param("04|a|1|CONSULT||", "code '04' is listed twice; keep one", id="twice"),
        pytest.param("4|a|1|CONSULT||", "code is '4'; write two to four digits", id="no zero"),
        pytest.param("042||1|CONSULT||", "label is empty; fill it in", id="no label"),
        pytest.param("042|a|1|CONSULT|", "5 cells; a row needs 6", id="short row"),
    ],
)
def test_a_bad_code_is_reported_by_line(tmp_path: Path, bad_row: str, complaint: str) -> None:
    path = tmp_path / "cameo.tsv"
    rows = ["\t".join(CAMEO_COLUMNS), "04|a|1|CONSULT||".replace("|", "\t")]
    path.write_text("\n".join([*rows, bad_row.replace("|", "\t")]) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load_cameo(path, {"CONSULT": ("visit",)}, ("health",))
