"""How sure it is that a quantity belongs into a table."""

from __future__ import annotations

import re

from dragoman.figures.measured import Measured
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
VAGUE = 0.35
FEW = 10
MANY = 100
PRISON = re.compile(r"\b(?:prison|jail|sentenc\w+|imprison\w*|behind bars|term)\b", re.IGNORECASE)
LEAST = 0.5


def worth(sentence: Sentence, quantity: Quantity, measured: Measured) -> float:
    """Judge by kind, size and measure how likely a reader wants a figure recorded.

    In:     a sentence, a quantity, and what it measures. Out: a probability. Raises: nothing.
    """
    value = quantity.number.value
    found = KINDS[quantity.kind]
    if measured.happening:
        found = BEFALLEN
    elif quantity.kind in ("persons", "things") and value is not None:
        found += _of_count(quantity, value)
    elif quantity.kind == "time" and PRISON.search(sentence.text):
        found += 0.4
    if measured.what is None:
        found -= NO_MEASURE
    if quantity.number.vague:
        found -= VAGUE
    if sentence.kind in ("headline", "caption"):
        found -= TOLD_WITHOUT_VERB
    return round(min(max(found, 0.01), 0.99), 3)


def _of_count(quantity: Quantity, value: float) -> float:
    """A large count is news, a small one an article: "three insurers"."""
    if value < FEW:
        return -0.2
    return 0.25 if value >= MANY else 0.2
