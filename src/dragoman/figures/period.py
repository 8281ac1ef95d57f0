"""The time that a figure covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.figures.quantities import Quantity
from dragoman.language import Sentence
from dragoman.records import Period, Span
from dragoman.times import DateMention

FROM = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
NEAR = 10  # enough for the word before
UNTIL = re.compile(r"\s*(?:to|until|till|through|and|[-\u2013\u2014])\s*", re.IGNORECASE)
# Branches that tell of something else than the figure.
OTHERS = ("relcl", "ccomp", "advcl", "parataxis")


def period_of(
    sentence: Sentence,
    quantity: Quantity,
    word: int,
    dates: Sequence[DateMention],
    base: Span | None,
) -> Period | None:
    """Find the time that a figure covers.

    In:     a sentence, a quantity, the token that tells its measure, the sentence's dates, and
            the span of the base of comparison, which is no period.
    Out:    the period told in the figure's own clause, the nearest first, else the only one of
            the sentence; None if none is told. Raises: nothing.
    """
    dates = [each for each in dates if not _within(each, base)]
    if not dates:
        return None
    clause = sentence.subtree(_clause(sentence, word), *OTHERS)
    spans = [(sentence.tokens[i].start, sentence.tokens[i].end) for i in clause]
    own = [each for each in dates if any(each.start < e and s < each.end for s, e in spans)]
    if not own and len(dates) > 1 and not _joined(sentence, dates, dates[0]):
        return None
    nearest = min(own or dates, key=lambda each: abs(each.start - quantity.start))
    return _joined(sentence, dates, nearest) or _period(nearest, nearest, nearest.text)


def _within(told: DateMention, base: Span | None) -> bool:
    """Told as the base, or as its time: "from $15 billion in 2014 to …"."""
    return base is not None and told.start < base.end + NEAR and base.start < told.end


def _clause(sentence: Sentence, word: int) -> int:
    """The verb of the clause in which a token stands."""
    token = sentence.tokens[word]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = sentence.tokens[token.head]
    while token.dep in ("conj", "xcomp", "advcl") and token.head != token.i:
        token = sentence.tokens[token.head]
    # "fought a war in May that killed 70": the relative clause shares its noun's time.
    if token.dep in ("relcl", "acl"):
        return _clause(sentence, token.head)
    return token.i


def _joined(sentence: Sentence, dates: Sequence[DateMention], one: DateMention) -> Period | None:
    """ "from July 2024 to February 2025": two dates that are the ends of one period."""
    text, at = sentence.text, sentence.start
    for first, last in pairwise(dates):
        between = text[first.end - at : last.start - at]
        if (
            one in (first, last)
            and UNTIL.fullmatch(between)
            and FROM.search(text[max(0, first.start - at - NEAR) : first.start - at])
        ):
            return _period(first, last, text[first.start - at : last.end - at])
    return None


def _period(first: DateMention, last: DateMention, text: str) -> Period:
    # A day is its own end; "since 2013" has none.
    end = last.last_day or (last.day if last.granularity == "day" else None)
    ended = end.isoformat() if end else None
    return Period(text=text, start=first.day.isoformat(), end=ended)
