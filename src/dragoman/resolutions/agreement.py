"""How much two states agree in recorded votes, by the field's four measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

# Places on the scale from against to for; absence is none of them.
PLACE = {"no": -1, "abstain": 0, "yes": 1}


class Agreement(NamedTuple):
    """Agreement over `votes` roll calls in which both voted; a measure that is not defined is none
    (no common vote; pi and kappa also where both always voted the same one way)."""

    votes: int
    same: float | None
    s: float | None
    pi: float | None
    kappa: float | None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Measure how much two states agree.

    In:     for each roll call in which both voted, how: "yes", "no" or "abstain".
    Out:    the share of equal votes, and
            S, Signorino and Ritter's similarity with unit weights and absolute distances, for
            against, abstention and for as three equally spaced points: 1 - 2 * (sum of distances)
            / (votes * greatest distance), from -1 to 1. Source: Curtis S. Signorino and Jeffrey M.
            Ritter, "Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions",
            International Studies Quarterly 43 (1999), 115-144.
            pi: the share of equal votes above what chance gives if both voted as the two of them
            together do. Source: William A. Scott, "Reliability of Content Analysis: The Case of
            Nominal Scale Coding", Public Opinion Quarterly 19 (1955), 321-325.
            kappa: the same if each voted by chance as often each way as it does. Source: Jacob
            Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
            Measurement 20 (1960), 37-46. Why chance must be taken out: Frank M. Häge, "Choice or
            Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement",
            Political Analysis 19 (2011), 287-305.
    Raises: KeyError for another word.
    """
    count = len(pairs)
    if not count:
        return Agreement(0, None, None, None, None)
    same = sum(one == other for one, other in pairs) / count
    distance = sum(abs(PLACE[one] - PLACE[other]) for one, other in pairs)
    greatest = PLACE["yes"] - PLACE["no"]
    ones = Counter(one for one, _ in pairs)
    others = Counter(other for _, other in pairs)
    pooled = sum(((ones[way] + others[way]) / (2 * count)) ** 2 for way in PLACE)
    crossed = sum(ones[way] * others[way] / count**2 for way in PLACE)
    return Agreement(
        votes=count,
        same=same,
        s=1 - 2 * distance / (count * greatest),
        pi=_above(same, pooled),
        kappa=_above(same, crossed),
    )


def _above(observed: float, chance: float) -> float | None:
    return None if chance > 1 - 1e-12 else (observed - chance) / (1 - chance)
