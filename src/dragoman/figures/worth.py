"""How sure it is that a quantity belongs into a table."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.figures.measured import PRISON, Measured
from dragoman.figures.quantities import Quantity
from dragoman.figures.tables import UnitKind
from dragoman.language import Sentence

# A reader's table has money, shares, votes and what befell persons; a length or a span of time
# is told for its own sake only now and then.
KINDS: dict[UnitKind, float] = {
    "money": 0.8, "share": 0.75, "points": 0.7, "votes": 0.85, "seats": 0.75, "rate": 0.7,
    "weight": 0.6, "volume": 0.65, "area": 0.6, "energy": 0.65, "length": 0.35, "time": 0.15,
    "weather": 0.1, "persons": 0.5, "things": 0.3,
}  # fmt: skip
BEFALLEN = 0.85
TOLD_WITHOUT_VERB = 0.1
NO_MEASURE = 0.3
TOLD_BEFORE = 0.4
VAGUE = 0.35
FEW = 10
# Of arms even a few are counted; of lengths only these.
ARMS = frozenset(
    """missile rocket drone shell bomb mine warhead warplane aircraft jet fighter helicopter ship
    warship vessel submarine boat tank vehicle gun howitzer rifle weapon""".split()
)
LENGTHS = frozenset("range distance border frontier length depth radius reach altitude".split())
# "arrested two" is an act; "arrested 20", or two beside others counted, is a count.
GRAVE = frozenset({"deaths", "injuries", "casualties", "missing", "displaced"})
FEW_OF_LIGHT = 0.4
PUNISHMENT = 0.4
LIKELIER = 0.2
MANY = 100
LEAST = 0.5


def worth(
    sentence: Sentence, quantity: Quantity, measured: Measured, beside: Sequence[Measured]
) -> float:
    """Judge by kind, size and measure how likely a reader wants a figure recorded.

    In:     a sentence, a quantity, what it measures, and what the sentence's other quantities
            measure. Out: a probability. Raises: nothing.
    """
    value = quantity.number.value
    found = KINDS[quantity.kind]
    if measured.happening:
        found = BEFALLEN
        listed = any(each.happening for each in beside)
        few = value is not None and value < FEW and not listed
        if measured.key not in GRAVE and (few or quantity.number.vague):
            found -= FEW_OF_LIGHT
    elif quantity.kind in ("persons", "things") and value is not None:
        found += _of_count(quantity, value)
    elif quantity.kind == "time" and PRISON.search(sentence.text):
        found += PUNISHMENT
    if quantity.kind == "things" and measured.key in ARMS:
        found = max(found, LEAST)
    if quantity.kind == "length" and measured.key in LENGTHS:
        found += LIKELIER
    if measured.what is None:
        found -= NO_MEASURE
    if quantity.known:
        found -= TOLD_BEFORE
    if quantity.number.vague:
        found -= VAGUE
    if sentence.kind in ("headline", "caption"):
        found -= TOLD_WITHOUT_VERB
    return round(min(max(found, 0.01), 0.99), 3)


def _of_count(quantity: Quantity, value: float) -> float:
    """A large count is news, a small one an article: "three insurers"."""
    if value < FEW:
        return -0.2
    # "fell to 58.2": of nobody knows what.
    if quantity.kind == "things" and (quantity.number.words or quantity.noun is None):
        return 0.0
    return 0.25 if value >= MANY else 0.2
