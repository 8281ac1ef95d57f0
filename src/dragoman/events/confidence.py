"""How probable it is that an act's type, actors and recipients are all right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.records import Evidence

FEATURES = (
    "bias", "type", "table", "chosen", "others", "unknown", "inferred", "noun", "parties",
    "heading", "whose",
    "filled",
)  # fmt: skip
SHIFT = ("slope", "offset")
LEAST, MOST = 1e-4, 1 - 1e-4
TOLD = Evidence(spans=(), how="text")
# The product of the network's probabilities as they are, until a model says better.
UNFITTED = {"type": 1.0, "chosen": 0.5, "others": 0.5}

Features = tuple[float, ...]


class Certainty(NamedTuple):
    """How sure the parts of a judgement are, as probabilities.

    `type`: by network and table together; `table`: by the table alone; `chosen`: that all actors
    and recipients are such; `others`: that nobody else is.
    """

    type: float
    table: float
    chosen: float
    others: float


def features_of(
    certainty: Certainty, parties: Iterable[Mention], *, noun: bool, heading: bool
) -> Features:
    """What confidence is computed from, in the order of FEATURES; "filled" comes last and later.

    In:     how sure type and roles are; who actors and recipients are; whether a noun tells the
            act; whether a headline or caption does.
    Raises: nothing.
    """
    chosen = list(parties)
    unknown = sum(not mention.codes for mention in chosen)
    inferred = sum(
        any(shown.get("code", TOLD).how == "inferred" for shown in mention.evidence)
        for mention in chosen
    )
    likely = min(max(certainty.type, LEAST), MOST)
    return (
        1.0,
        log(likely / (1 - likely)),
        certainty.table,
        log(max(certainty.chosen, LEAST)),
        log(max(certainty.others, LEAST)),
        float(unknown),
        float(inferred),
        float(noun),
        float(min(len(chosen), 4)),
        float(heading),
        sum(log(max(mention.likely, LEAST)) for mention in chosen),
        0.0,
    )


def confidence_of(features: Features, weights: Mapping[str, float]) -> float:
    """The logistic of the weighted sum of features; weights are fitted by `training.coder`.

    `weights` may hold SHIFT too, by which confidence fitted on our own corpus is brought down to
    what is true of real pages. Raises: nothing.
    """
    total = sum(
        value * weights.get(name, 0.0) for name, value in zip(FEATURES, features, strict=True)
    )
    slope, offset = SHIFT
    total = total * weights.get(slope, 1.0) + weights.get(offset, 0.0)
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
