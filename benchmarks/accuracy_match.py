"""Which coded event answers which gold one: by the scorer's judgement, or by a plain one of ours.

The scorer prints totals. To tell which acts they come from, its judgement of two events (`level`)
is asked here for every two, and the pairs are chosen as it chooses them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]
# 0: another act; 1: the same type; 2: and the same actors; 3: and the same recipients.
Level = Callable[[Row, Row], int]
WHOLE = 3
SURE = 0.9
# The scorer's, so that ties fall as they do there.
STOP = frozenset(
    "the of a an and or to in on at for by with from as that this its his her their is was are "
    "were be been has have had will would s it he she they".split()
)


class Pair(NamedTuple):
    """A gold event of a document with the coded one that answers it; one of the two may lack."""

    document: str
    gold: Row | None
    coded: Row | None
    level: int

    @property
    def is_whole(self) -> bool:
        """Whether type, actors and recipients are right. Raises: nothing."""
        return self.level >= WHOLE


class Rate(NamedTuple):
    """Right ones among those coded and those in the gold."""

    right: int
    coded: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was coded; 0 where nothing was. Raises: nothing."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold; 0 where there is none. Raises: nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both. Raises: nothing."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def document_of(record: Row) -> str:
    """The id of the document that a record's file is named after. Raises: nothing."""
    return re.sub(r"\.\w+$", "", str(record.get("file") or "").rsplit("/", 1)[-1])


def pair_up(documents: Iterable[Row], records: Iterable[Row], level: Level) -> list[Pair]:
    """Pair the gold events of each document with coded ones: one to one, best first.

    In:     gold documents (`id`, `events`), coded records of any kind, the judgement of two events.
    Out:    every gold and every coded event of these documents once, alone (level 0) or in a pair.
    Raises: nothing.
    """
    coded: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        if record.get("record") == "event":
            coded[document_of(record)].append(record)
    return [
        pair
        for document in documents
        for pair in _pair_one(document["id"], document["events"], coded[document["id"]], level)
    ]


def _pair_one(name: str, gold: Sequence[Row], coded: Sequence[Row], level: Level) -> list[Pair]:
    possible = []
    for i, wanted in enumerate(gold):
        for j, told in enumerate(coded):
            found = level(wanted, told)
            if found:
                possible.append((-found, not _is_exact(wanted, told), _apart(wanted, told), i, j))
    gold_left, coded_left = set(range(len(gold))), set(range(len(coded)))
    pairs = []
    for found, _, _, i, j in sorted(possible):
        if i in gold_left and j in coded_left:
            gold_left.remove(i)
            coded_left.remove(j)
            pairs.append(Pair(name, gold[i], coded[j], -found))
    missed = [Pair(name, gold[i], None, 0) for i in sorted(gold_left)]
    return [*pairs, *missed, *(Pair(name, None, coded[j], 0) for j in sorted(coded_left))]


def _is_exact(gold: Row, coded: Row) -> bool:
    act = gold.get("event_text")
    return plain(act) in plain(coded.get("text")) and bool(
        _stems(act) & _stems(coded.get("event_text"))
    )


def _apart(gold: Row, coded: Row) -> int:
    told, wanted = (len(each["actor"]) + len(each["recipient"]) for each in (coded, gold))
    return abs(wanted - told)


def plain(text: str | None) -> str:
    """The words of a text, lower case, single blanks between. Raises: nothing."""
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def _stems(text: str | None) -> set[str]:
    return {word[:5] for word in plain(text).split() if word not in STOP}


def exact_level(gold: Row, coded: Row) -> int:
    """Judge two events without the scorer: type, actors and recipients as sets of codes.

    The coded one's sentence must hold the words of the gold act. In a meeting, and where the gold
    has several actors and no recipient, all parties are compared together.
    In: a gold event, a coded one. Out: 0 to 3 (`Level`). Raises: nothing.
    """
    if gold["event_type"] != coded["event_type"]:
        return 0
    if plain(gold["event_text"]) not in plain(coded["text"]):
        return 0
    if gold["event_type"] == "CONSULT" or (len(gold["actor"]) > 1 and not gold["recipient"]):
        return 3 if _codes(gold, "actor", "recipient") == _codes(coded, "actor", "recipient") else 1
    if _codes(gold, "actor") != _codes(coded, "actor"):
        return 1
    return 3 if _codes(gold, "recipient") == _codes(coded, "recipient") else 2


def _codes(event: Row, *roles: str) -> set[str]:
    return {party.get("code") or "" for role in roles for party in event[role]} - {""}


def rate(pairs: Iterable[Pair], least: int = WHOLE, event_type: str | None = None) -> Rate:
    """Count the right ones (pairs of at least that level), all or those of one type.

    Raises: nothing.
    """
    right = coded = gold = 0
    for pair in pairs:
        if event_type in (None, (pair.gold or pair.coded or {}).get("event_type")):
            right += pair.level >= least
            coded += pair.coded is not None
            gold += pair.gold is not None
    return Rate(right, coded, gold)


def exact_figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Score pairs without the scorer, in the scorer's form. Raises: nothing."""
    whole = rate(pairs)
    modes = [
        pair.gold.get("mode") == pair.coded.get("mode")
        for pair in pairs
        if pair.is_whole and pair.gold and pair.coded
    ]
    sure = [pair for pair in pairs if pair.coded and pair.coded["confidence"] >= SURE]
    precision = rate(sure).precision if sure else None
    return {
        "gold": whole.gold,
        "coded": whole.coded,
        "coded_per_gold": whole.coded / max(1, whole.gold),
        "type": _prf(rate(pairs, 1)),
        "type_actor": _prf(rate(pairs, 2)),
        "full": _prf(whole),
        "attributes": {"mode": {"accuracy": sum(modes) / len(modes)}} if modes else {},
        "calibration_error": calibration_error(pairs),
        "precision_at_0.9": {"precision": precision, "n": len(sure)},
    }


def _prf(found: Rate) -> dict[str, float]:
    return {"precision": found.precision, "recall": found.recall, "f1": found.f1}


def calibration_error(pairs: Iterable[Pair]) -> float | None:
    """The mean distance of confidence from the share of whole records, in tenths of confidence.

    Out: 0 to 1; None where nothing was coded. Raises: nothing.
    """
    tenths: dict[int, list[float]] = defaultdict(list)
    for pair in pairs:
        if pair.coded:
            sure = pair.coded["confidence"]
            tenths[min(9, int(sure * 10))].append(sure - pair.is_whole)
    coded = sum(map(len, tenths.values()))
    return sum(abs(sum(each)) for each in tenths.values()) / coded if coded else None
