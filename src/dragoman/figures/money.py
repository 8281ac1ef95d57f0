"""Money: which currency a sum is in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.figures.spelling import Number
from dragoman.figures.tables import Currency, currencies
from dragoman.language import Sentence
from dragoman.ontology.countries import aliases, countries

PER = re.compile(
    r" ?(?:an?|per|/) ?(barrel|tonne|ton|ounce|litre|liter|gallon|kg|kilogram|hour|day|week|month"
    r"|year|person|head|share|unit|MWh|bushel)\b"
)


class Money(NamedTuple):
    """A sum's unit ("USD", "USD per barrel"), and where it begins and ends in its sentence."""

    unit: str
    start: int
    end: int


def find_money(
    sentence: Sentence, number: Number, mentions: Mapping[int, Mention], at: Sequence[str]
) -> Money | None:
    """Tell whether a number is a sum of money, by the mark before it or the code or name behind it.

    In:     a sentence, a number of it, its mentions by head, and codes of the countries that the
            article is about, the likeliest first.
    Out:    the sum's unit and place; None for what is no money. Raises: nothing.
    """
    text = sentence.text
    start, end = number.core, number.end
    code = None
    mark = _mark_before(text, start)
    if mark:
        code, start = _whose(mark[0], currencies().marks[mark[0]], mentions, at), mark[1]
    else:
        match = _money_words().match(text, end)
        if match:
            code = _currency_named(sentence, match, mentions, at)
            end = match.end()
    if code is None:
        return None
    per = PER.match(text, end)
    if per and per[1] not in ("year", "month", "week", "day", "hour"):
        code, end = f"{code} per {per[1]}", per.end()
    return Money(code, start, end)


def _mark_before(text: str, start: int) -> tuple[str, int] | None:
    before = text[max(0, start - 8) : start].rstrip()
    if not before or before[-1] not in _last_of_marks():
        return None
    dotted = before.removesuffix(".")
    for mark in _marks():
        for printed in (before, dotted):
            left = printed.removesuffix(mark)
            if left != printed and not (mark[0].isalpha() and left[-1:].isalpha()):
                return mark, start - (len(text[max(0, start - 8) : start]) - len(left))
    return None


@cache
def _marks() -> tuple[str, ...]:
    return tuple(sorted(currencies().marks, key=len, reverse=True))


@cache
def _last_of_marks() -> frozenset[str]:
    return frozenset(mark[-1] for mark in currencies().marks) | {"."}


@cache
def _money_words() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, currencies().names), key=len, reverse=True))
    codes = "|".join(mark for mark in _marks() if re.fullmatch(r"[A-Z]{3}|[€£]", mark))
    whose = r"(?:(?P<whose>(?:[A-Z][\w.'-]+ ){1,2}|US |U\.S\. ))?"
    return re.compile(rf"[ -]?(?:{whose}(?P<name>(?i:{names}))|(?P<code>{codes}))(?!\w)")


def _currency_named(
    sentence: Sentence, match: re.Match[str], mentions: Mapping[int, Mention], at: Sequence[str]
) -> str | None:
    """The currency of "euros", "600 EUR", "Canadian dollars"."""
    if match["code"]:
        return _whose(match["code"], currencies().marks[match["code"]], mentions, at)
    meant = currencies().names[match["name"].lower()]
    if match["whose"]:
        named = aliases(countries()).get(match["whose"].strip())
        ours = [one.code for one in meant if named and named.code in one.countries]
        if ours:
            return ours[0]
    return _whose(match["name"].lower(), meant, mentions, at)


def _whose(
    printed: str, meant: Sequence[Currency], mentions: Mapping[int, Mention], at: Sequence[str]
) -> str:
    """Whose rupees: of a country of the sentence, else of the article's; else as printed."""
    always = [one.code for one in meant if one.usual == "always" or len(meant) == 1]
    if always:
        return always[0]
    here = [code for mention in mentions.values() for code in sorted(mention.codes)]
    for code in (*here, *at):
        for one in meant:
            if code in one.countries:
                return one.code
    return next((one.code for one in meant if one.usual), printed)
