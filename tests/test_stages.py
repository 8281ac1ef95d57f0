"""One stage over JSON Lines: an answer or an error for each line, in their order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman import stages
from dragoman.cli import main
from dragoman.ontology import event_types, modes
from dragoman.stages import RowError, run_stage

TEXT = "Norway expelled two Albanian diplomats on Saturday."
PAIR: dict[str, Any] = {"id": "x1", "text": TEXT, "actor": [0, 6], "recipient": [20, 38]}
GOOD: dict[str, dict[str, Any]] = {
    "classify": PAIR,
    "actors": {"id": "x1", "mention": "Norwegian police"},
    "places": {"id": "x1", "text": "The talks in Lagos and Norway ended."},
}
STAGES = sorted(GOOD)


def answer(stage: str, row: dict[str, Any]) -> dict[str, Any]:
    (found,) = run_stage(stage, [json.dumps(row)], "rows.jsonl")
    assert isinstance(found, str), found
    told: dict[str, Any] = json.loads(found)
    return told


def complaint(stage: str, line: str) -> str:
    (found,) = run_stage(stage, [line], "rows.jsonl")
    assert isinstance(found, RowError)
    return str(found)


def dragoman(*args: str | Path, stdin: bytes = b"") -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class TestClassify:
    def test_the_act_between_the_marked_pair(self) -> None:
        told = answer("classify", PAIR)
        assert list(told) == ["id", "event_type", "mode", "probability"]
        assert (told["id"], told["event_type"], told["mode"]) == ("x1", "SANCTION", "expel")
        assert 0 <= told["probability"] <= 1

    @pytest.mark.parametrize("text", ["Norway Albania", "Norway is larger than Albania.", "é" * 14])
    def test_it_never_abstains(self, text: str) -> None:
        told = answer("classify", PAIR | {"text": text, "actor": [0, 6], "recipient": [7, 14]})
        assert told["event_type"] in event_types()
        assert told["mode"] is None or told["mode"] in modes()[told["event_type"]]

    def test_of_two_acts_in_a_sentence_it_takes_the_pair_s(self) -> None:
        text = "Norway expelled two Albanian diplomats, and Kenya thanked Peru for its help."
        kenya, peru = text.index("Kenya"), text.index("Peru")
        told = answer(
            "classify",
            PAIR | {"text": text, "actor": [kenya, kenya + 5], "recipient": [peru, peru + 4]},
        )
        assert told["event_type"] == "SUPPORT"

    def test_a_pair_in_two_sentences_gets_an_answer(self) -> None:
        text = "Norway was angry on Saturday. It expelled two Albanian diplomats."
        at = text.index("Albanian")
        told = answer("classify", PAIR | {"text": text, "recipient": [at, at + 18]})
        assert told["event_type"] in event_types()

    def test_other_lines_of_the_file_change_nothing(self) -> None:
        other = PAIR | {"id": "x2", "text": "Kenya and Peru held talks in Lima on Monday."}
        lines = [json.dumps(each) for each in (other, PAIR, other)]
        told = [json.loads(str(each)) for each in run_stage("classify", lines, "rows.jsonl")]
        assert told[1] == answer("classify", PAIR)
        assert told[0] == told[2]


class TestActors:
    @pytest.mark.parametrize(
        ("mention", "code", "sector"),
        [
            # Whether its government is meant, only a sentence tells.
            pytest.param("Norway", "NOR", "", id="a country"),
            pytest.param("the Norwegians", "NOR", "", id="a people"),
            pytest.param("Norwegian police", "NOR", "COP", id="a nationality and an agent"),
            pytest.param("the foreign minister of Japan", "JPN", "GOV", id="an office"),
            pytest.param("Beijing", "CHN", "GOV", id="a capital"),
            pytest.param("the United Nations", "UNO", "", id="a body"),
            pytest.param("the table", "", "", id="nobody"),
            pytest.param("", "", "", id="nothing"),
        ],
    )
    def test_who_a_mention_means(self, mention: str, code: str, sector: str) -> None:
        told = answer("actors", {"id": 7, "mention": mention})
        assert list(told) == ["id", "code", "sector", "name"]
        assert (told["id"], told["code"]) == (7, code)
        assert told["sector"] == sector

    def test_the_context_tells_what_the_mention_does_not(self) -> None:
        context = "Norway sent its foreign minister to Lima. There the minister spoke."
        row = {"id": 1, "mention": "the minister", "context": context, "date": "2026-05-03"}
        assert answer("actors", row)["code"] == "NOR"

    def test_context_and_date_may_be_null(self) -> None:
        row = {"id": 1, "mention": "Norway", "context": None, "date": None}
        assert answer("actors", row)["code"] == "NOR"

    def test_keys_of_another_stage_are_let_be(self) -> None:
        assert answer("actors", {"id": 1, "mention": "Norway", "actor": "?"})["code"] == "NOR"


class TestPlaces:
    def test_towns_and_countries_with_their_spans(self) -> None:
        told = answer("places", GOOD["places"])
        text = GOOD["places"]["text"]
        assert [text[p["start"] : p["end"]] for p in told["places"]] == ["Lagos", "Norway"]
        assert [p["country"] for p in told["places"]] == ["NGA", "NOR"]
        lagos = told["places"][0]
        assert list(lagos) == ["start", "end", "name", "country", "lat", "lon", "geonameid"]
        assert (round(lagos["lat"]), round(lagos["lon"])) == (6, 3)

    def test_no_place_is_an_empty_list(self) -> None:
        assert answer("places", {"id": 1, "text": ""}) == {"id": 1, "places": []}


class TestBadLines:
    @pytest.mark.parametrize(
        ("stage", "line", "problem"),
        [
            pytest.param("places", "nope", "not JSON", id="not JSON"),
            pytest.param("places", '{"id": 1', "not JSON", id="cut off"),
            pytest.param("places", '{"id": NaN, "text": ""}', "not JSON", id="NaN"),
            pytest.param("places", "[" * 100_000, "not JSON", id="nested without end"),
            pytest.param("places", "[1]", "is no JSON object", id="a list"),
            pytest.param("places", '{"id": 1}', "lacks text", id="no text"),
            pytest.param(
                "classify",
                '{"id":1,"text":5,"actor":[0,1],"recipient":[0,1]}',
                "text is 5",
                id="text is no text",
            ),
            pytest.param("places", r'{"id":["\ud800"],"text":""}', "id holds half", id="bad id"),
            pytest.param("actors", '{"context": ""}', "lacks id, mention", id="no mention"),
            pytest.param(
                "classify", '{"id": 1, "text": ""}', "lacks actor, recipient", id="no pair"
            ),
            pytest.param("places", '{"id": 1, "text": 5}', "text is 5; give text", id="a number"),
            pytest.param("places", '{"id": 1, "text": null}', "text is null", id="null"),
            pytest.param(
                "actors", '{"id": 1, "mention": ["a"]}', "mention is [", id="no mention text"
            ),
            pytest.param(
                "actors", '{"id": 1, "mention": "a", "context": 5}', "context is 5", id="context"
            ),
            pytest.param(
                "places", '{"id": 1, "text": "\\ud800"}', "half a character", id="surrogate"
            ),
            pytest.param(
                "places", '{"id": "\\ud800", "text": ""}', "half a character", id="such an id"
            ),
        ],
    )
    def test_it_says_what_is_wrong_and_where(self, stage: str, line: str, problem: str) -> None:
        told = complaint(stage, line)
        assert told.startswith("rows.jsonl line 1: ")
        assert problem in told

    @pytest.mark.parametrize(
        "span", [None, 3, [0], [0, 1, 2], [0, 0], [6, 0], [-1, 3], [0, 99], ["0", "6"], [0.0, 6.0]]
    )
    @pytest.mark.parametrize("side", ["actor", "recipient"])
    def test_a_span_must_lie_within_the_text(self, side: str, span: Any) -> None:
        told = complaint("classify", json.dumps(PAIR | {side: span}))
        assert f"{side} is {json.dumps(span)}; give [start, end] within the text" in told

    @pytest.mark.parametrize("stage", STAGES)
    def test_the_good_lines_around_it_are_answered(self, tmp_path: Path, stage: str) -> None:
        good = json.dumps(GOOD[stage])
        rows = tmp_path / "rows.jsonl"
        rows.write_text(f"{good}\nnope\n\n{{}}\r\n{good}", encoding="utf-8")
        result = dragoman(stage, rows)
        assert result.exit_code == 1
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert answers == [answer(stage, GOOD[stage])] * 2
        complaints = result.stderr.splitlines()
        assert [line.split(": ")[:2] for line in complaints] == [
            ["dragoman", f"{rows} line 2"],
            ["dragoman", f"{rows} line 4"],
        ]

    @pytest.mark.parametrize("stage", STAGES)
    def test_a_fault_of_ours_costs_that_line_only(
        self, monkeypatch: pytest.MonkeyPatch, stage: str
    ) -> None:
        def oh(_: object) -> dict[str, Any]:
            raise IndexError("oh")

        monkeypatch.setattr(stages, "STAGES", {stage: oh})
        assert "IndexError: oh" in complaint(stage, json.dumps(GOOD[stage]))


class TestTheCommand:
    @pytest.mark.parametrize("stage", STAGES)
    def test_all_lines_answered_is_success(self, tmp_path: Path, stage: str) -> None:
        rows = tmp_path / "rows.jsonl"
        # With the mark that some editors put at the head of a file.
        rows.write_text(json.dumps(GOOD[stage]) + "\n", encoding="utf-8-sig")
        result = dragoman(stage, rows)
        assert (result.exit_code, result.stderr) == (0, "")
        assert json.loads(result.stdout) == answer(stage, GOOD[stage])

    def test_a_dash_is_standard_input(self) -> None:
        result = dragoman("places", "-", stdin=json.dumps(GOOD["places"]).encode())
        assert json.loads(result.stdout)["places"]

    def test_an_output_file_may_be_named(self, tmp_path: Path) -> None:
        rows, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
        rows.write_text(json.dumps(GOOD["places"]), encoding="utf-8")
        assert dragoman("places", rows, "-o", out).stdout == ""
        assert out.read_text(encoding="utf-8") == dragoman("places", rows).stdout

    @pytest.mark.parametrize("stage", STAGES)
    def test_a_missing_file_is_one_line(self, tmp_path: Path, stage: str) -> None:
        result = dragoman(stage, tmp_path / "gone.jsonl")
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=80), ends=st.tuples(st.integers(0, 80), st.integers(0, 80)))
@example(text=TEXT, ends=(0, 6))
def test_any_text_gets_an_answer_or_a_complaint(text: str, ends: tuple[int, int]) -> None:
    row = {"id": 1, "text": text, "mention": text, "actor": sorted(ends), "recipient": sorted(ends)}
    for stage in STAGES:
        (found,) = run_stage(stage, [json.dumps(row)], "rows.jsonl")
        assert isinstance(found, str) or "please report" not in str(found)
