"""What an audit's answers say: precision and recall with intervals, and a paragraph on how."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dragoman.workbench.estimating import Answered, Share, share

NONE = "none"
ROLES = ("actor", "recipient")


class Asked(NamedTuple):
    """One item of an audit as the store holds it; `answer` is None before it is answered."""

    ordinal: int
    kind: str
    stratum: str
    probability: float
    article: str
    sentence: str
    act: str
    machine: Any
    answer: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An audit's result so far; `precision` maps what was compared to its share."""

    number: int
    seed: int
    made: str
    coder: str
    events: int
    items: int
    answered: int
    authors: tuple[str, ...]
    precision: Mapping[str, Share]
    recall: Share
    paragraph: str


def items_of(connection: sqlite3.Connection, number: int) -> list[Asked]:
    """All items of an audit in their order. Raises: nothing."""
    rows = connection.execute(
        "SELECT ordinal, kind, stratum, probability, article, sentence, act, machine, answer"
        " FROM audit_items WHERE audit = ? ORDER BY ordinal",
        (number,),
    )
    return [
        Asked._make((*row[:7], json.loads(row[7]), json.loads(row[8]) if row[8] else None))
        for row in rows
    ]


def measured(connection: sqlite3.Connection, number: int) -> Measured | None:
    """Measure an audit from its answers alone; None where there is no such audit.

    Raises: nothing.
    """
    head = connection.execute(
        "SELECT number, seed, made, coder, events FROM audits WHERE number = ?", (number,)
    ).fetchone()
    if head is None:
        return None
    items = items_of(connection, number)
    authors = connection.execute(
        "SELECT DISTINCT author FROM audit_items WHERE audit = ? AND author IS NOT NULL"
        " ORDER BY author",
        (number,),
    )
    events = [each for each in items if each.kind == "event"]
    sentences = [each for each in items if each.kind == "sentence"]
    weights = _weights(events)
    precision = {
        name: share(
            [
                Answered(each.stratum, weights[each.stratum], float(test(each)))
                for each in events
                if each.answer is not None
            ]
        )
        for name, test in _TESTS.items()
    }
    recall = share([_recalled(each) for each in sentences if each.answer is not None])
    told = Measured(
        number=head[0], seed=head[1], made=head[2], coder=head[3], events=head[4],
        items=len(items), answered=sum(each.answer is not None for each in items),
        authors=tuple(row[0] for row in authors), precision=precision, recall=recall, paragraph="",
    )  # fmt: skip
    return _with_paragraph(told, events, sentences)


def _weights(events: Iterable[Asked]) -> dict[str, float]:
    """What one answered event of each stratum stands for: events in it / answered of it."""
    drawn: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    probability = {}
    for each in events:
        drawn[each.stratum] += 1
        answered[each.stratum] += each.answer is not None
        probability[each.stratum] = each.probability
    return {
        name: count / probability[name] / answered[name]
        for name, count in drawn.items()
        if answered[name]
    }


def _codes(parties: Iterable[Mapping[str, Any]]) -> set[str]:
    return {each["code"] for each in parties if each.get("code")}


def _same_codes(each: Asked) -> bool:
    assert each.answer is not None
    answer = each.answer
    return all(_codes(each.machine[role]) == set(answer.get(role, ())) for role in ROLES)


def _is_act(each: Asked) -> bool:
    assert each.answer is not None
    return bool(each.answer["event_type"] != NONE)


def _same_type(each: Asked) -> bool:
    assert each.answer is not None
    return bool(each.answer["event_type"] == each.machine["event_type"])


def _whole(each: Asked) -> bool:
    assert each.answer is not None
    same_status = each.answer.get("status") == each.machine["status"]
    return _same_type(each) and same_status and _same_codes(each)


_TESTS = {
    "an act at all": _is_act,
    "type": _same_type,
    "type and parties": lambda each: _same_type(each) and _same_codes(each),
    "type, parties and status": _whole,
}


def _recalled(each: Asked) -> Answered:
    """Of a sentence: how many acts it tells, and how many of them the machine has by type."""
    assert each.answer is not None
    told = Counter(each.answer["event_types"])
    found = told & Counter(event["event_type"] for event in each.machine)
    return Answered(each.stratum, 1 / each.probability, found.total(), told.total())


def _with_paragraph(told: Measured, events: list[Asked], sentences: list[Asked]) -> Measured:
    strata = len({each.stratum for each in events})
    lines = (
        f"We audited {told.events:,} events coded by {told.coder}. A stratified random sample of "
        f"{len(events)} events was drawn (seed {told.seed}, {told.made[:10]}; {strata} strata by "
        "PLOVER quad class and band of the coder's probability, equal allocation, known "
        f"probabilities), and {len(sentences)} sentences (an article at random, then a sentence "
        "of it). Whoever judged them saw the sentence and, for events, the words of the act, but "
        "not what the coder had said.",
        f"{told.answered} of {told.items} items were judged, by {_people(told.authors)}.",
        f"Weighted by the inverse of these probabilities, precision was "
        f"{_told(told.precision['type'])} for the event type and "
        f"{_told(told.precision['type, parties and status'])} for type, countries and status "
        f"together; recall of acts by type was {_told(told.recall)}.",
        "Intervals are Wilson's 95 % intervals at the effective sample size.",
    )
    return replace(told, paragraph=" ".join(lines))


def _people(authors: tuple[str, ...]) -> str:
    count = len(authors)
    return f"{count} {'person' if count == 1 else 'persons'}" if count else "nobody yet"


def _told(each: Share) -> str:
    if each.value is None or not each.items:
        return "not measured yet"
    return f"{each.value:.2f} [{each.low:.2f}, {each.high:.2f}] (n = {each.items})"
