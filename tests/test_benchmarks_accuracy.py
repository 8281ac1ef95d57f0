"""The accuracy benchmark: it finds what is right, what is wrong, and how it was put."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks import accuracy
from benchmarks.accuracy import Where, run
from benchmarks.accuracy_constructions import Told, constructions, is_quoted, parse_all
from benchmarks.accuracy_match import (
    Pair,
    calibration_error,
    exact_figures,
    exact_level,
    pair_up,
    rate,
)
from benchmarks.accuracy_measures import Line, Measure, lines
from benchmarks.accuracy_own import as_gold
from benchmarks.accuracy_report import describe, worst
from benchmarks.accuracy_sets import Measured
from click.testing import CliRunner
from training.corpus.form import Written, read_documents

MADE = """=== made-001
date: 2024-03-11
place: Accra, GHA
contexts: diplomatic

# Coast quiet after storm

[Kenya|a1:KEN.GOV] [condemned|e1:ACCUSE.disapprove] [Chad|r1:TCD.GOV] on Monday.
[Ghana|a2:GHA.GOV] [expelled|e2:SANCTION.expel~historical] [two Chadian diplomats|r2:TCD.GOV].
[Shots were fired|e3:ASSAULT.firearms] at [a depot|r3:GHA.BUS].
"""
# As a scorer that gives what it is asked for, and an opinion of its own.
SCORER = """
def level(gold, coded, one_sentence):
    assert one_sentence is False
    return 3 if gold["event_type"] == coded["event_type"] else 0

def events(gold, out):
    return {"full": {"f1": 0.4}, "coded_per_gold": 1.0, "precision_at_0.9": {"precision": None}}

def articles(gold, out):
    return {"documents": len(gold), "number_one": {"accuracy": 1.0, "n": len(gold)}}

def figures(gold, out):
    return {"value_and_unit": {"f1": 0.0}}

def resolutions(gold, out):
    return {"found": {"f1": 0.0}}

def spans(gold, out):
    return {"both_recall": sum(row["record"] == "event" for row in out), "swapped": 0.0}

def relations(gold, out):
    wanted = {row["id"]: row["event_type"] for row in gold}
    return {"macro_f1": sum(row["event_type"] == wanted[row["id"]] for row in out) / len(gold)}
"""
PAGE = "Accuser speaks\n\nACCRA, March 11 -- Kenya condemned Chad on Monday.\n"


def party(code: str | None, text: str | None = None, sector: str = "GOV") -> dict[str, Any]:
    return {"code": code, "sector": sector, "text": text or code, "entity_text": text or code}


def act(
    event_type: str, actors: str, recipients: str = "", words: str = "condemned", **others: Any
) -> dict[str, Any]:
    """A gold act; codes stand with blanks between."""
    return {
        "event_type": event_type, "mode": None, "event_text": words, "status": "actual",
        "sentence": f"Then one {words} another.",
        "actor": [party(each) for each in actors.split()],
        "recipient": [party(each) for each in recipients.split()],
    } | others  # fmt: skip


def coded(*told: Any, confidence: float = 0.9, document: str = "D1", **others: Any) -> Any:
    """The same act as a record of the coder."""
    made = act(*told, **others)
    text = made.pop("sentence")
    about = {"record": "event", "file": f"{document}.txt", "text": text, "confidence": confidence}
    return made | about


def gold(*acts: Mapping[str, Any], document: str = "D1") -> list[dict[str, Any]]:
    return [{"id": document, "text": "", "events": list(acts)}]


def made_document(text: str = MADE, voice: str = "westafrica") -> Written:
    (document,), faults = read_documents(text, voice=voice, file="01.txt")
    assert faults == []
    return document


def somewhere(folder: Path) -> Where:
    """A corpus of one document (whose voice is only tested on), no gold, no scorer."""
    voice = folder / "voices" / "westafrica"
    voice.mkdir(parents=True)
    (voice / "01.txt").write_text(MADE, encoding="utf-8")
    (folder / "results.md").write_text("# Measured\n", encoding="utf-8")
    return Where(
        gold=folder / "gold", scorer=folder / "score.py", corpus=folder / "voices",
        report=folder / "build" / "report.md", results=folder / "results.md",
    )  # fmt: skip


def with_shared(where: Where, sets: Mapping[str, Sequence[Mapping[str, Any]]]) -> Where:
    where.scorer.write_text(SCORER, encoding="utf-8")
    where.gold.mkdir()
    for name, documents in sets.items():
        written = "".join(json.dumps(each) + "\n" for each in documents)
        (where.gold / f"{name}_dev.jsonl").write_text(written, encoding="utf-8")
    return where


def desk() -> list[dict[str, Any]]:
    sentence = "Kenya condemned Chad on Monday."
    acts = [act(each, "KEN", "TCD", sentence=sentence) for each in ("ACCUSE", "THREATEN")]
    return [{"id": "D1", "text": PAGE, "articles": [], "events": acts}]


@pytest.mark.parametrize(("wanted", "told", "level"), [
    pytest.param(act("ACCUSE", "KEN", "TCD"), coded("ACCUSE", "KEN", "TCD"), 3, id="all right"),
    pytest.param(act("ACCUSE", "KEN", "TCD"), coded("REJECT", "KEN", "TCD"), 0, id="other type"),
    pytest.param(act("ACCUSE", "KEN", "TCD"), coded("ACCUSE", "TCD", "KEN"), 1, id="swapped"),
    pytest.param(act("ACCUSE", "KEN", "TCD"), coded("ACCUSE", "KEN"), 2, id="no recipient"),
    pytest.param(act("ACCUSE", "KEN GHA"), coded("ACCUSE", "GHA KEN"), 3, id="any order"),
    pytest.param(act("CONSULT", "KEN TCD"), coded("CONSULT", "TCD", "KEN"), 3, id="a meeting"),
    pytest.param(act("ASSAULT", "KEN TCD"), coded("ASSAULT", "KEN", "TCD"), 3, id="both fight"),
    pytest.param(act("ASSAULT", "", "TCD"), coded("ASSAULT", "KEN", "TCD"), 1, id="invented"),
    pytest.param(
        act("ACCUSE", "KEN", "TCD"), coded("ACCUSE", "KEN", "TCD", "lashed out at"), 0,
        id="elsewhere",
    ),
])  # fmt: skip
def test_without_a_scorer_type_and_codes_decide(wanted: Any, told: Any, level: int) -> None:
    assert exact_level(wanted, told) == level


def test_each_act_is_answered_once_and_by_the_best() -> None:
    half, whole = coded("ACCUSE", "KEN"), coded("ACCUSE", "KEN", "TCD")
    pairs = pair_up(gold(act("ACCUSE", "KEN", "TCD")), [half, whole], exact_level)
    assert [(pair.gold is not None, pair.coded, pair.level) for pair in pairs] == [
        (True, whole, 3),
        (False, half, 0),
    ]


def test_acts_of_another_document_answer_nothing() -> None:
    elsewhere = coded("ACCUSE", "KEN", "TCD", document="D2")
    pairs = pair_up(gold(act("ACCUSE", "KEN", "TCD")), [elsewhere], exact_level)
    assert [(pair.coded, pair.level) for pair in pairs] == [(None, 0)]


def test_rates_by_type_count_what_is_missed_and_what_is_too_much() -> None:
    wanted = gold(act("ACCUSE", "KEN", "TCD"), act("REJECT", "GHA", words="refused"))
    told = [coded("ACCUSE", "KEN", "TCD"), coded("ACCUSE", "GHA")]
    pairs = pair_up(wanted, told, exact_level)
    assert rate(pairs, event_type="ACCUSE") == (1, 2, 1)
    assert rate(pairs, event_type="REJECT") == (0, 0, 1)
    assert rate(pairs).precision == rate(pairs).recall == rate(pairs).f1 == 0.5


def test_calibration_error_is_the_distance_of_confidence_from_what_is_right() -> None:
    right = Pair("D1", act("ACCUSE", "KEN"), coded("ACCUSE", "KEN", confidence=0.9), 3)
    wrong = Pair("D1", None, coded("ACCUSE", "KEN", confidence=0.4), 0)
    assert calibration_error([right]) == pytest.approx(0.1)
    assert calibration_error([right, wrong]) == pytest.approx((0.1 + 0.4) / 2)
    assert calibration_error([]) is None


def test_without_a_scorer_precision_is_taken_over_confident_records_only() -> None:
    pairs = [
        Pair("D1", act("ACCUSE", "KEN"), coded("ACCUSE", "KEN", confidence=0.95), 3),
        Pair("D1", None, coded("ACCUSE", "KEN", confidence=0.92), 0),
        Pair("D1", None, coded("ACCUSE", "KEN", confidence=0.5), 0),
    ]
    assert exact_figures(pairs)["precision_at_0.9"] == {"precision": 0.5, "n": 2}
    assert exact_figures([])["precision_at_0.9"] == {"precision": None, "n": 0}


def told(sentence: str, words: str, actor: str = "", kind: str | None = "paragraph") -> Told:
    start = sentence.index(words)
    actors = (actor,) if actor else ()
    return Told(sentence, start, start + len(words), actors, kind, sentence[:start], 1)


@pytest.mark.parametrize(("at", "expected"), [
    (told("Kenya condemned Chad on Monday.", "condemned", "Kenya"), "none of these"),
    (told("Two editors were arrested in Accra.", "were arrested"), "passive"),
    (told("Two editors were questioned and arrested.", "arrested"), "passive"),
    (told("The arrest of two editors angered Accra.", "arrest of two editors"), "nominal"),
    (told("Kenya condemned Chad on Monday.", "condemned", kind="headline"), "headline"),
    (told("Kenya condemned Chad on Monday.", "condemned", kind="bullet"), "bullet or caption"),
    (told("Kenya condemned Chad on Monday.", "condemned", kind=None), "not read"),
    (told("“Kenya condemned Chad,” he said.", "condemned"), "quoted speech"),
    (told("“It is over,” he said, and condemned Chad.", "condemned"), "none of these"),
    (
        told(
            "Kenya, whose harvest failed last year for the third time in a row while prices rose, "
            "condemned Chad.", "condemned", "Kenya",
        ),
        "far apart",
    ),
    (told("Kenya condemned Chad.", "condemned")._replace(beside=2), "several acts"),
])  # fmt: skip
def test_how_an_act_is_put(at: Told, expected: str) -> None:
    assert constructions(at, parse_all([at.sentence])) == {expected}


@pytest.mark.parametrize(("before", "open_"), [
    ('He said: "We ', True), ('"We go," he said, and ', False), ("“We go” and “they ", True),
    ("", False), ("” he ended, and ", False),
])  # fmt: skip
def test_quotation_marks_open_and_close(before: str, open_: bool) -> None:
    assert is_quoted(before) is open_


def test_marks_of_the_corpus_become_gold_as_the_desks() -> None:
    document = as_gold(made_document())
    accused, expelled, fired = document["events"]
    assert (accused["event_type"], accused["mode"]) == ("ACCUSE", "disapprove")
    assert accused["actor"] == [{"text": "Kenya", "code": "KEN", "sector": "GOV"}]
    assert accused["sentence"] == "Kenya condemned Chad on Monday."
    assert expelled["status"] == "historical"
    assert fired["actor"] == []
    assert document["articles"][0]["published"] == "2024-03-11"
    assert [each["kind"] for each in document["segments"]] == ["headline", "paragraph"]


def test_the_most_confident_error_is_read_first_and_the_shortest_missed_one() -> None:
    wrong = coded("REJECT", "KEN", confidence=0.8, sentence="Kenya refused.")
    worse = coded("ACCUSE", "KEN", confidence=0.9, sentence="Then one condemned another.")
    long = act("THREATEN", "GHA", words="warned", sentence="Ghana, as it often does, warned.")
    short = act("ACCUSE", "KEN", "TCD")
    pairs = pair_up(gold(long, short), [wrong, worse], lambda *_: 0)
    assert [line for line in worst(pairs) if line[:2] in ("1.", "2.")] == [
        "1. D1, 0.90, an act too many: Then one condemned another.",
        "2. D1, 0.80, an act too many: Kenya refused.",
        "1. D1: Then one condemned another.",
        "2. D1: Ghana, as it often does, warned.",
    ]
    assert f"   - gold: {describe(short)}" in worst(pairs)[3:5]
    assert "   - gold: no act in this sentence" in worst(pairs)


@pytest.mark.parametrize(("measure", "figure", "shown"), [
    (Measure("desk", "", "events", "full/f1", least=0.5), 0.5, "0.500"),
    (Measure("desk", "", "events", "full/f1", least=0.5), 0.499, "0.499 <"),
    (Measure("desk", "", "events", "full/f1", least=0.5), None, "none <"),
    (Measure("desk", "", "events", "full/f1", most=1.1), 1.2, "1.200 <"),
    (Measure("desk", "", "events", "full/f1"), 0.1, "0.100"),
])  # fmt: skip
def test_a_missed_target_is_marked(measure: Measure, figure: float | None, shown: str) -> None:
    assert Line(measure, figure, None).shown == shown


def test_a_name_with_a_point_in_it_is_found_in_the_scorers_figures() -> None:
    figures = {"precision_at_0.9": {"precision": 0.81, "n": 7}}
    found = lines([Measured(name="desk", figures={"events": figures})])
    (sure,) = (line for line in found if line.measure.what == "precision at confidence 0.9")
    assert sure.shown == "0.810 (of 7)"


def test_without_shared_our_own_split_is_run_and_the_rest_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = somewhere(tmp_path)
    (own,) = run(where, accuracy.SETS, "made", append=False)
    printed = capsys.readouterr()
    assert "the scorer is not here" in printed.err
    assert "desk: not run" in printed.err
    assert "not to be compared" in printed.out
    whole = rate(own.pairs, event_type="ACCUSE")
    assert (whole.right, whole.gold) == (1, 1)
    assert whole.gold < rate(own.pairs).gold == 3
    assert own.coders[0].startswith("dragoman ")
    assert where.report.read_text(encoding="utf-8") == printed.out
    assert where.results.read_text(encoding="utf-8") == "# Measured\n"


def test_a_wrong_gold_is_not_met(tmp_path: Path) -> None:
    where = somewhere(tmp_path)
    page = where.corpus / "westafrica" / "01.txt"
    page.write_text(MADE.replace("ACCUSE.disapprove", "COOPERATE"), encoding="utf-8")
    (own,) = run(where, ["own"], "made", append=False)
    assert rate(own.pairs, event_type="COOPERATE") == (0, 0, 1)
    assert rate(own.pairs, event_type="ACCUSE").precision == 0


def test_the_sets_that_are_here_go_to_the_scorer_and_into_the_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spans = [{"id": "s1", "text": "Kenya condemned Chad on Monday."}]
    pair = {"id": "r1", "text": "Kenya condemned Chad.", "actor": [0, 5], "recipient": [16, 20]}
    relations = [pair | {"event_type": "ACCUSE", "quad": 3}]
    sets = {"desk": desk(), "spans": spans, "relations": relations}
    where = with_shared(somewhere(tmp_path), sets)
    found = run(where, ["relations", "desk", "spans", "places"], "made --now", append=True)
    printed = capsys.readouterr()
    assert [each.name for each in found] == ["desk", "spans", "relations"]
    assert "places not run" in printed.err
    results = where.results.read_text(encoding="utf-8")
    assert "| desk | whole events, F1 | 0.400 < | ≥ 0.50 |" in results
    assert "| spans | actor and recipient both found | 1.000 | ≥ 0.55 |" in results
    assert "| relations | types, macro-F1 | 1.000 | ≥ 0.75 |" in results
    assert "Command: `made --now`. Machine: " in results
    assert f"accuracy (`{found[0].coders[0]}`)" in results
    assert "1. D1: Kenya condemned Chad on Monday.\n   - gold: THREATEN" in printed.out
    assert "Kenya condemned" not in results


def test_the_command_takes_sets_by_name_and_can_leave_the_results_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(accuracy, "run", lambda *told, **more: asked.append((*told[1:], more)))
    CliRunner().invoke(accuracy.main, ["--set", "desk", "--set", "own", "--no-append"])
    command = "python -m benchmarks.accuracy --set desk --set own"
    assert asked == [(("desk", "own"), command, {"append": False})]
    assert CliRunner().invoke(accuracy.main, ["--set", "moon"]).exit_code == 2
