"""Votes counted: "by 110 votes to five", "182 in favour", "a 112-19 vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.figures.numbers import find_numbers
from dragoman.language import Sentence

VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|abst(?:ention|ain)\w*|in favou?r|ballot)\b|\bmargin of \d", re.I
)
VOTERS = (
    r"(?: (?:votes?|countries|nations|members?|member states|states|delegations|lawmakers|MPs"
    r"|senators|deputies))?"
)
SIDE = re.compile(
    rf"{VOTERS} (?P<side>in favou?r|for(?! (?:a|the|his|her|its|their)\b)|against|opposed"
    r"|abst(?:entions?|aining|ained))\b",
    re.IGNORECASE,
)
# A dash may be left over as the page's own entity.
JOINT = r"\s?(?:[-\u2010-\u2014]|&ndash;|to)\s?"
TALLY = re.compile(
    rf"(?<![\w.$€£,%-])(?P<yes>\d{{1,4}})(?: votes)?{JOINT}(?P<no>\d{{1,4}})"
    rf"(?:{JOINT}(?P<abstain>\d{{1,4}}))?(?![\w%]|[.,-]\d)"
)
NOT_A_TALLY = re.compile(r"\b(?:from|between|aged|ages)\s$", re.IGNORECASE)
SIDES = (("yes", "votes in favour"), ("no", "votes against"), ("abstain", "abstentions"))
NAMES = {"in": "votes in favour", "fo": "votes in favour", "ag": "votes against",
         "op": "votes against", "ab": "abstentions"}  # fmt: skip
MOST = 2000
NEAR = 10  # enough for the word before


class Votes(NamedTuple):
    """Votes on one side, at `start` to `end` of the document."""

    start: int
    end: int
    value: int
    what: str


def find_votes(sentence: Sentence) -> tuple[Votes, ...]:
    """Find the votes that a sentence counts.

    In:     a sentence. Out: votes for, against and abstaining, in order; none where nothing in
            the sentence tells of voting. Raises: nothing.
    """
    if not VOTING.search(sentence.text):
        return ()
    found = [*_tallies(sentence), *_sides(sentence)]
    kept: list[Votes] = []
    for each in sorted(found):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def _tallies(sentence: Sentence) -> Iterator[Votes]:
    for match in TALLY.finditer(sentence.text):
        yes, no = int(match["yes"]), int(match["no"])
        if (
            NOT_A_TALLY.search(sentence.text[max(0, match.start() - NEAR) : match.start()])
            or max(yes, no) > MOST
        ):
            continue
        # A range grows; "10 to 15" is no tally unless it is the vote itself.
        beside = sentence.text[max(0, match.start() - 12) : match.end() + 12]
        if yes <= no and "vote" not in beside:
            continue
        for name, what in SIDES:
            if match[name]:
                start, end = match.span(name)
                yield Votes(sentence.start + start, sentence.start + end, int(match[name]), what)


def _sides(sentence: Sentence) -> Iterator[Votes]:
    for number in find_numbers(sentence.text):
        match = SIDE.match(sentence.text, number.end)
        if not match or number.value is None or not 0 <= number.value <= MOST:
            continue
        what = NAMES[match["side"][:2].lower()]
        yield Votes(
            sentence.start + number.start, sentence.start + match.end(), int(number.value), what
        )
