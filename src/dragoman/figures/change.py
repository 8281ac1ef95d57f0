"""Growth and decline: by how much something changed, and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.figures.governing import COMPARED
from dragoman.figures.quantities import Quantity
from dragoman.figures.tables import Direction, changes
from dragoman.language import Sentence, Token
from dragoman.records import Change, Span

MULTIPLIED = {"double": 100.0, "triple": 200.0, "treble": 200.0, "quadruple": 300.0, "halve": -50.0}
SPAN_OF_TIME = r"(?:years?|months?|quarters?|weeks?|decades?|period)"
BASE = re.compile(
    r"\b(?:from|over|on|than in|than|compared (?:with|to)|against|versus)\s+(?P<base>"
    rf"(?:(?:a|an|one|two|three|five|ten|the|last|previous|same|corresponding) )+{SPAN_OF_TIME}"
    r"(?: (?:earlier|before|ago|of last year|last year|of the previous year))?(?! of)"
    r"|(?:last|the previous) (?:year|month|quarter)|(?:19|20)\d\d)\b"
    r"|\b(?P<rate>(?:year|month|quarter)[- ]o(?:n|ver)[- ](?:year|month|quarter))\b",
    re.IGNORECASE,
)
NEAR = 10  # enough for the words before
COMPARISON = re.compile(rf" ({'|'.join(COMPARED)}) than\b", re.IGNORECASE)
UP_OR_DOWN = re.compile(r"\b(up|down)(?: by)? $", re.IGNORECASE)


class Told(NamedTuple):
    """What part a quantity has in a change: its size, the level reached, or the level left.

    `base_span` is where the base of comparison is told, in the document.
    """

    part: str
    change: Change | None = None
    base_span: Span | None = None


def change_told(sentence: Sentence, quantity: Quantity, others: Sequence[Quantity]) -> Told | None:
    """Read a quantity's part in a change.

    In:     a sentence, one of its quantities, and those near it.
    Out:    "amount" with the change ("rose 10 percent from a year earlier": 10 %, a decline
            negative); "level" ("fell to 5 percent from 7 percent": with the difference to the
            level left); "left" for that one; None for a quantity of no change. Raises: nothing.
    """
    direction = _direction(sentence, quantity)
    moved = _moved(sentence, quantity)
    if direction and quantity.number.value is not None and quantity.unit:
        base = _base(sentence, quantity)
        change = Change(
            value=direction * quantity.number.value, unit=quantity.unit,
            base=base[0] if base else None,
        )  # fmt: skip
        return Told("amount", change, base[1] if base else None)
    if moved is None:
        return None
    verb, preposition = moved
    other = "to" if preposition == "from" else "from"
    pair = next((each for each in others if _moved(sentence, each) == (verb, other)), None)
    if preposition == "from":
        return Told("left") if pair else None
    return _level(sentence, quantity, verb, pair)


def _level(sentence: Sentence, quantity: Quantity, verb: int, left: Quantity | None) -> Told | None:
    lemma = sentence.tokens[verb].lemma
    if left and left.unit == quantity.unit and left.number.value is not None:
        if quantity.number.value is None:
            return None
        unit = "percentage points" if quantity.unit == "%" else quantity.unit or ""
        gap = round(quantity.number.value - left.number.value, 6)
        start, end = left.start, left.end
        base = sentence.text[start - sentence.start : end - sentence.start]
        return Told("level", Change(value=_plain(gap), unit=unit, base=base), Span(start, end))
    if lemma in MULTIPLIED:
        return Told("level", Change(value=MULTIPLIED[lemma], unit="%", base=None))
    return None


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _moved(sentence: Sentence, quantity: Quantity) -> tuple[int, str] | None:
    """The verb of change that a quantity hangs on by "to" or "from"."""
    head = sentence.tokens[quantity.head]
    if head.dep != "pobj":
        return None
    preposition = sentence.tokens[head.head]
    if preposition.lemma not in ("to", "from"):
        return None
    for above in sentence.ancestors(preposition.i):
        if above.pos in ("VERB", "AUX"):
            known = f"{above.lemma}/verb" in changes() or above.lemma in MULTIPLIED
            return (above.i, preposition.lemma) if known else None
        # "from 7 percent" may hang on "to 5 percent".
        if above.pos not in ("NOUN", "ADP", "NUM", "SYM"):
            return None
    return None


def _direction(sentence: Sentence, quantity: Quantity) -> Direction | None:
    """Whether a quantity is by how much something rose (1) or fell (-1)."""
    head = sentence.tokens[quantity.head]
    above = sentence.tokens[head.head]
    share = quantity.kind in ("share", "points")
    at = quantity.start - sentence.start
    before = sentence.text[max(0, at - NEAR) : at]
    if before.endswith(" to "):
        return None
    told = UP_OR_DOWN.search(before)
    if told and (share or quantity.kind == "money"):
        return 1 if told[1].lower() == "up" else -1
    end = quantity.end - sentence.start
    word = COMPARISON.match(sentence.text, end) if share else None
    if word:
        return COMPARED[word[1].lower()]
    if head.dep == "pobj" and above.lemma in ("by", "of"):
        return _of_word(sentence.tokens[above.head], by=above.lemma == "by")
    if share and head.dep in ("dobj", "npadvmod", "attr", "advmod"):
        return _of_word(above, by=True)
    if head.dep in ("nmod", "compound", "amod", "nummod", "npadvmod"):
        return changes().get(f"{above.lemma}/noun") if share else None
    return None


def _of_word(word: Token, *, by: bool) -> Direction | None:
    if word.pos == "VERB" and by:
        return changes().get(f"{word.lemma}/verb")
    return changes().get(f"{word.lemma}/noun") if word.pos == "NOUN" else None


def _base(sentence: Sentence, quantity: Quantity) -> tuple[str, Span] | None:
    """The base told nearest behind the quantity, else before it."""
    at = quantity.end - sentence.start
    found = list(BASE.finditer(sentence.text))
    if not found:
        return None
    match = min(found, key=lambda each: (each.start() < at, abs(each.start() - at)))
    name = "base" if match["base"] else "rate"
    start, end = match.span(name)
    return match[name], Span(sentence.start + start, sentence.start + end)
