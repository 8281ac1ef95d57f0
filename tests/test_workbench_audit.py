"""Audits: drawn with known probabilities, judged blind, measured with honest intervals."""

from __future__ import annotations

import json
import random
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.opening import connect
from dragoman.workbench.estimating import Answered, share, wilson
from dragoman.workbench.measuring import items_of
from dragoman.workbench.sampling import draw
from test_workbench import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def drawn(desk: Desk, events: int = 4, sentences: int = 4, seed: int = 1) -> str:
    """Draw an audit over HTTP; gives its address."""
    sent = desk.form("/audits") | {
        "events": str(events), "sentences": str(sentences), "seed": str(seed),
    }  # fmt: skip
    answer = desk.client.post("/audits", data=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def question(desk: Desk, path: str) -> tuple[str, str]:
    """The address of the next question, and its page; empty when all is answered."""
    page = desk.get(path)
    found = re.search(rf'action="({path}/\d+)"', page)
    return (found.group(1) if found else ""), page


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263.
    low, high = wilson(81 / 263, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_a_simple_random_sample_has_wilsons_interval() -> None:
    answers = [Answered("all", 10.0, float(each < 81)) for each in range(263)]
    found = share(answers)
    assert found.value == pytest.approx(81 / 263)
    assert found.low == pytest.approx(0.2553, abs=0.002)
    assert found.high == pytest.approx(0.3662, abs=0.002)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0.5, 50), st.booleans()), max_size=40))
def test_a_share_lies_within_its_interval(items: list[tuple[str, float, bool]]) -> None:
    found = share([Answered(stratum, weight, float(right)) for stratum, weight, right in items])
    assert 0 <= found.low <= found.high <= 1
    assert found.value is None or found.low - 1e-9 <= found.value <= found.high + 1e-9


def test_intervals_hold_the_truth_nineteen_times_in_twenty() -> None:
    chance = random.Random(5)  # noqa: S311 - made data
    strata = {"rare": (60, 0.4), "usual": (900, 0.8), "sure": (3000, 0.95)}
    population = {
        name: [chance.random() < right for _ in range(size)]
        for name, (size, right) in strata.items()
    }
    truth = sum(map(sum, population.values())) / sum(map(len, population.values()))
    held = 0
    for _ in range(600):
        answers = [
            Answered(name, len(all_of) / 30, float(each))
            for name, all_of in population.items()
            for each in chance.sample(all_of, 30)
        ]
        found = share(answers)
        held += found.low <= truth <= found.high
    assert held / 600 >= 0.93


def test_the_same_seed_draws_the_same_sample(desk: Desk) -> None:
    connection = connect(desk.store, create=False, wait=5)
    numbers = [
        draw(connection, events=3, sentences=3, seed=seed, made="2025-09-15") for seed in (7, 7, 8)
    ]
    samples = [[each[1:8] for each in items_of(connection, number)] for number in numbers]
    connection.close()
    assert samples[0] == samples[1]
    probabilities = {item.probability for item in items_of_kind(desk, numbers[0], "event")}
    assert all(0 < each <= 1 for each in probabilities)


def items_of_kind(desk: Desk, number: int, kind: str) -> list[object]:
    connection = connect(desk.store, create=False, wait=5)
    found = [each for each in items_of(connection, number) if each.kind == kind]
    connection.close()
    return list(found)


def test_a_question_does_not_show_what_the_machine_said(desk: Desk) -> None:
    path = drawn(desk, sentences=0)
    connection = connect(desk.store, create=False, wait=5)
    for item in items_of(connection, 1):
        address, page = question(desk, path)
        assert item.machine["id"] not in page and f"{item.machine['confidence']:.2f}" not in page
        asked = page[page.index('id="question"') : page.index('<datalist id="types">')]
        assert item.machine["event_type"] not in asked
        sent = desk.form(path) | {"event_type": "NONE", "status": "actual"}
        desk.client.post(address, data=sent)
    connection.close()
    assert "All is answered" in desk.get(path)


def test_right_answers_give_full_precision_and_a_paragraph(desk: Desk) -> None:
    path = drawn(desk, sentences=3)
    connection = connect(desk.store, create=False, wait=5)
    for item in items_of(connection, 1):
        address, _ = question(desk, path)
        if item.kind == "event":
            told = {
                "event_type": item.machine["event_type"], "status": item.machine["status"],
                "actor": " ".join(each["code"] for each in item.machine["actor"]),
                "recipient": " ".join(each["code"] for each in item.machine["recipient"]),
            }  # fmt: skip
        else:
            told = {"event_types": " ".join(each["event_type"] for each in item.machine) or "NONE"}
        answer = desk.client.post(address, data=desk.form(path) | told, follow_redirects=False)
        assert answer.status_code == 303, answer.text
    connection.close()
    told_now = json.loads(desk.get(path + ".json"))
    assert told_now["answered"] == told_now["items"]
    assert {each["value"] for each in told_now["precision"].values()} == {1.0}
    assert told_now["precision"]["type"]["high"] == pytest.approx(1)
    assert 0 < told_now["precision"]["type"]["low"] < 1
    assert re.search(r"stratified random sample of 4 events .*\(seed 1", told_now["methods"])
    rows = desk.get(path + ".csv").splitlines()
    assert len(rows) == 1 + told_now["items"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"event_type": "CONSLUT"}, "event_type: 'CONSLUT' is none"),
        ({"event_type": "CONSULT", "status": "maybe"}, "status: 'maybe' is none"),
        ({"event_type": "CONSULT", "status": "actual", "actor": "PAKX"}, "actor: 'PAKX' is none"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named(desk: Desk, answer: dict[str, str], said: str) -> None:
    path = drawn(desk, sentences=0)
    address, _ = question(desk, path)
    got = desk.client.post(address, data=desk.form(path) | answer)
    assert got.status_code == 400 and said in unescape(got.text)


def test_an_audit_without_events_cannot_be_drawn(desk: Desk) -> None:
    sent = desk.form("/audits") | {"events": "0", "sentences": "0", "seed": "1"}
    answer = desk.client.post("/audits", data=sent)
    assert answer.status_code == 400 and "not both 0" in answer.text
