"""How likely two records tell one act, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.stories.facts import Facts, Side
from dragoman.stories.tables import near_modes, near_types, weights

NEVER = -math.inf
# Acts that both sides do: who is named first says nothing.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
# "Bangladesh received boats from Australia" has the same giver, whoever is named first.
EITHER_WAY = MUTUAL | {"AID"}
ENOUGH_WORDS = 4


class Reason(NamedTuple):
    """One likeness or difference, and what it weighs."""

    name: str
    weight: float


class Likeness(NamedTuple):
    """Log-odds that two records tell one act; `NEVER` where something forbids it."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Whether it is likelier than not that they do."""
        return self.score >= 0

    @property
    def probability(self) -> float:
        """From 0 to 1; of hand-set weights, so an order and no frequency."""
        return 0.0 if self.score == NEVER else 1 / (1 + math.exp(-self.score))


def compare(one: Facts, other: Facts) -> Likeness:
    """Compare two events.

    In:     their facts, in either order.
    Out:    the score with each reason that went into it; the same for both orders.
    Raises: nothing.
    """
    against = forbidden(one, other)
    if against:
        return Likeness(NEVER, (Reason(against, NEVER),))
    weighing = weights()
    reasons = [Reason(name, weighing[name]) for name in _told(one, other)]
    if one.event_type != other.event_type:
        pair = _ordered(one.event_type, other.event_type)
        reasons.append(Reason(" or ".join(pair), near_types()[pair].weight))
    reasons.append(Reason("words", round(weighing["words"] * likeness(one.words, other.words), 2)))
    return Likeness(round(sum(reason.weight for reason in reasons), 4), tuple(reasons))


def score(one: Facts, other: Facts) -> float:
    """The score alone, for many pairs. In, Raises: as `compare`."""
    if forbidden(one, other):
        return NEVER
    weighing = weights()
    total = sum(weighing[name] for name in _told(one, other))
    if one.event_type != other.event_type:
        total += near_types()[_ordered(one.event_type, other.event_type)].weight
    return round(total + round(weighing["words"] * likeness(one.words, other.words), 2), 4)


def _told(one: Facts, other: Facts) -> list[str]:
    """The reasons that two events are one, or are not, but for their types and words."""
    return [
        "bias",
        *_types(one, other),
        *_sides(one, other),
        _days(one, other),
        *_place(one, other),
        *_act(one, other),
        *_size(one, other),
    ]


def forbidden(one: Facts, other: Facts) -> str | None:
    """Say what makes it impossible that two records tell one act; None if nothing does.

    In, Raises: as `compare`.
    """
    if one.event_type != other.event_type:
        near = near_types().get(_ordered(one.event_type, other.event_type))
        if near is None or (near.staged and (one.stage is None or one.stage != other.stage)):
            return "types far apart"
    if _gap(one, other) > (3 if _loosely(one, other) else 1):
        return "days far apart"
    if one.status != other.status:
        return f"{min(one.status, other.status)} is not {max(one.status, other.status)}"
    if one.stage and other.stage and one.stage != other.stage:
        return f"{min(one.stage, other.stage)} is not {max(one.stage, other.stage)}"
    if one.country and other.country and one.country != other.country:
        return "other country"
    if one.place and other.place and not _one_place(one.place, other.place):
        return "other place"
    return _parties_forbid(one, other)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sets of words are, from 0 to 1 (the cosine of the sets). Raises: nothing."""
    if not one or not other:
        return 0.0
    return len(one & other) / math.sqrt(len(one) * len(other))


def _one_place(one: str, other: str) -> bool:
    """Whether they can be the same: "Kano" lies in "Kano State"."""
    if one == other:
        return True
    first, second = set(one.split()), set(other.split())
    return first < second or second < first


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _gap(one: Facts, other: Facts) -> int:
    if "none" in (one.days.dated, other.days.dated):
        return 0
    return max(one.days.first - other.days.last, other.days.first - one.days.last, 0)


def _loosely(one: Facts, other: Facts) -> bool:
    return "article" in (one.days.dated, other.days.dated)


def _mutual(one: Facts, other: Facts) -> bool:
    return one.event_type in EITHER_WAY and other.event_type in EITHER_WAY


def _parties_forbid(one: Facts, other: Facts) -> str | None:
    shared = one.both.codes & other.both.codes
    few = min(len(one.both.codes), len(other.both.codes))
    if few and len(shared) < min(few, 2):
        return "other parties"
    if _mutual(one, other) or not (one.recipient.codes and other.recipient.codes):
        return None
    if one.actor.codes == one.recipient.codes or other.actor.codes == other.recipient.codes:
        return None
    if (
        one.actor.codes
        and not one.actor.codes & other.actor.codes & shared
        and (one.actor.codes & other.recipient.codes)
    ):
        return "sides exchanged"
    return None


def _types(one: Facts, other: Facts) -> list[str]:
    if one.event_type != other.event_type:
        return []
    told = ["same type"]
    if one.modes and other.modes:
        told.append(_modes(one, other))
    return told


def _modes(one: Facts, other: Facts) -> str:
    if one.modes & other.modes:
        return "same mode"
    near = near_modes().get(one.event_type, frozenset())
    return "near mode" if one.modes & near and other.modes & near else "other mode"


def _sides(one: Facts, other: Facts) -> list[str]:
    if _mutual(one, other):
        told = _side(one.both, other.both)
        few = min(len(one.both.codes), len(other.both.codes))
        # Two states in common are as much as one on either side.
        return told + (["same code"] if few > 1 else ["side not told"])
    return [
        *_side(one.actor, other.actor),
        *_side(one.recipient, other.recipient),
    ]


def _side(one: Side, other: Side) -> list[str]:
    if not one.told or not other.told:
        return ["side not told"]
    told = []
    if one.names and other.names:
        told += _named(one, other)
    if one.codes and other.codes:
        if not one.codes & other.codes:
            return [*told, "other code"]
        told.append("same code")
        if one.sectors and other.sectors and not one.sectors & other.sectors:
            told.append("other sector")
    return told or ["side not told"]


def _named(one: Side, other: Side) -> list[str]:
    if any(_one_name(name, known) for _, name in one.names for _, known in other.names):
        return ["same person"]
    # One report names the host, the other the guest: that is no contradiction.
    codes = {code for code, _ in one.names} & {code for code, _ in other.names}
    return ["other person"] if codes else []


def _one_name(one: str, other: str) -> bool:
    """Whether they can name one: "Luc Vidal" is "Vidal", the Security Council is the Council."""
    if one == other:
        return True
    first, second = one.split(), other.split()
    return first[-1] == second[-1] and 1 in (len(first), len(second))


def _days(one: Facts, other: Facts) -> str:
    dated = (one.days.dated, other.days.dated)
    if "none" in dated:
        return "no day"
    gap = _gap(one, other)
    if gap == 0:
        return "same day" if dated == ("text", "text") else "same days"
    return "next day" if gap == 1 else "far day"


def _place(one: Facts, other: Facts) -> list[str]:
    if one.place and other.place:
        return ["same place"]
    return ["same country"] if one.country and one.country == other.country else []


def _act(one: Facts, other: Facts) -> list[str]:
    told = ["same act"] if one.act & other.act else []
    if min(len(one.words), len(other.words)) >= ENOUGH_WORDS and not one.words & other.words:
        told.append("no word")
    return told


def _size(one: Facts, other: Facts) -> list[str]:
    told = []
    for first, second in zip(one.size, other.size, strict=True):
        if first is None or second is None:
            continue
        low, high = sorted((first, second))
        told.append(
            "same number" if low == high else "near number" if high < 2 * low else "other number"
        )
    return told


def reasons_line(reasons: Sequence[Reason]) -> str:
    """The reasons as one line for a person, the weightiest first. Raises: nothing."""
    ranked = sorted(reasons, key=lambda each: (-abs(each.weight), each.name))
    told = (each for each in ranked if each.name != "bias" and each.weight)
    return " · ".join(
        each.name if each.weight == NEVER else f"{each.name} {each.weight:+.1f}" for each in told
    )
