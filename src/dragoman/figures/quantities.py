"""Quantities of a sentence: its numbers with what they count or measure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dragoman.actors import Mention
from dragoman.figures.money import find_money
from dragoman.figures.numbers import find_numbers
from dragoman.figures.spelling import Number
from dragoman.figures.tables import Unit, UnitKind, units
from dragoman.language import Sentence, Token
from dragoman.times import DateMention, find_dates

# A number before or after these is part of a name: "Article 370", "Resolution 2231".
LABELS = frozenset(
    """article section resolution chapter clause paragraph para page room flight channel highway
    route phase stage tier level grade class category type number no vol volume part act rule
    protocol appendix annex item amendment order decree directive law bill case file form figure
    table day week round group gate platform terminal sector zone ward district unit brigade
    division battalion regiment corps apartment building street avenue road version model season
    episode title schedule convention""".split()
)
REFERRING = frozenset({"the", "these", "those", "both", "this", "that", "which"})
ENOUGH_TO_BE_TOLD = 12
YEARS = range(1000, 2200)
INSIDE = ("nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det", "predet")
# Words right behind the number that turn it into something else.
AGE = re.compile(r"[- ](?:years?|months?|weeks?|days?)[- ]olds?\b")
CLOCK = re.compile(r" ?(?:[ap]\.?m\b|o'clock|GMT|UTC|hours? GMT|EST|IST|PKT)", re.IGNORECASE)
# Only where dates stand is asked here, so any day will do to count from.
ANY_DAY = date(2000, 1, 1)
# Agents that are no persons.
BODIES = frozenset(
    """state country nation government group team party organization organisation company bank
    firm union ministry court parliament council committee delegation agency body
    faction force army militia number majority handful lot series rest crowd""".split()
)
GROWN = re.compile(r"-[a-z]")
PERSONAL = frozenset({"them", "whom", "us", "you", "who"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number and its unit in a sentence.

    `head` is the token by which it hangs in the parse: the counted noun, else the unit or the
    number; `noun` the counted noun if there is one. `start`, `end` count code points of the
    document; `kind` tells what sort of unit it is. `known`: "the two leaders", told before.
    """

    number: Number
    unit: str | None
    kind: UnitKind
    head: int
    noun: int | None
    start: int
    end: int
    known: bool = False


def find_quantities(
    sentence: Sentence,
    mentions: Mapping[int, Mention],
    at: Sequence[str] = (),
    dates: Sequence[DateMention] | None = None,
) -> tuple[Quantity, ...]:
    """Find what a sentence counts and measures.

    In:     a sentence, its mentions by head, codes of the countries that the article is about,
            the likeliest first (whose rupees are meant), and its dates if they are known.
    Out:    quantities in order; dates, ages, times, labels and numbers of nothing are left out.
    Raises: nothing.
    """
    numbers = find_numbers(sentence.text)
    if not numbers:
        return ()
    told = find_dates(sentence, ANY_DAY) if dates is None else dates
    taken = [(each.start - sentence.start, each.end - sentence.start) for each in told]
    found = (
        _quantity(sentence, number, mentions, at)
        for number in numbers
        if not any(number.core < end and start < number.end for start, end in taken)
    )
    kept: list[Quantity] = []
    for each in found:
        # "Seven of the 22 convictions" is one quantity.
        if each and not (kept and each.start < kept[-1].end):
            kept.append(each)
    return tuple(kept)


def _quantity(
    sentence: Sentence, number: Number, mentions: Mapping[int, Mention], at: Sequence[str]
) -> Quantity | None:
    number = _without_particle(sentence, number)
    after = sentence.text[number.end : number.end + 40]
    if AGE.match(after) or CLOCK.match(after):
        return None
    money = find_money(sentence, number, mentions, at)
    if money:
        unit_of = Unit(money.unit, "money")
        return _spanned(sentence, number, unit_of, money.end, start=money.start)
    unit = _unit_after(sentence.text, number)
    if number.part:
        return _spanned(sentence, number, Unit("%", "share"), number.end)
    if unit and unit[0].kind != "persons":
        return _spanned(sentence, number, *unit)
    return _counted(sentence, number, mentions)


def _without_particle(sentence: Sentence, number: Number) -> Number:
    """ "handed over 20 rifles": the verb's own "over" says nothing of the number."""
    first = _tokens(sentence, number.start, number.end)[:1]
    if number.start == number.core or not first or sentence.tokens[first[0]].dep != "prt":
        return number
    return replace(number, start=number.core, low=None, high=None, approximate=False)


def _spanned(
    sentence: Sentence, number: Number, unit: Unit, end: int, start: int | None = None
) -> Quantity | None:
    """A quantity whose unit stands beside its number."""
    start = number.core if start is None else start
    inside = _tokens(sentence, start, end)
    if not inside:
        return None
    return Quantity(
        number=number, unit=unit.name, kind=unit.kind, head=_top(sentence, inside), noun=None,
        start=sentence.start + min(number.start, start), end=sentence.start + end,
    )  # fmt: skip


def _tokens(sentence: Sentence, start: int, end: int) -> list[int]:
    """The tokens that lie at these code points of the sentence's text."""
    low, high = sentence.start + start, sentence.start + end
    return [token.i for token in sentence.tokens if token.start < high and low < token.end]


def _top(sentence: Sentence, inside: Collection[int]) -> int:
    """The token of a span by which the span hangs in the parse."""
    out = [i for i in inside if sentence.tokens[i].head not in inside or _is_root(sentence, i)]
    return min(out, key=lambda i: (len(list(sentence.ancestors(i))), -i))


def _is_root(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].head == i


def _unit_after(text: str, number: Number) -> tuple[Unit, int] | None:
    match = _unit_words().match(text, number.end)
    if not match:
        return None
    word = match["unit"]
    return units().get(word) or units()[word.lower()], match.end()


@cache
def _unit_words() -> re.Pattern[str]:
    words = [w for w, unit in units().items() if unit.kind != "persons"]
    # Words may begin a sentence or stand in a headline; short signs are as they are printed.
    plain = [re.escape(w) if len(w) < 4 else f"(?i:{re.escape(w)})" for w in words]
    listed = "|".join(sorted(plain, key=len, reverse=True))
    return re.compile(rf"[ -]?(?P<unit>{listed})(?![\w])")


def _counted(
    sentence: Sentence, number: Number, mentions: Mapping[int, Mention]
) -> Quantity | None:
    """A number of persons or things: of the noun that it modifies, or of what is told of."""
    inside = _tokens(sentence, number.core, number.end)
    if not inside:
        return None
    top = _top(sentence, inside)
    token = sentence.tokens[top]
    # "a 27-nation bloc", "a three-storey house": of what kind, not how many.
    if GROWN.match(sentence.text, number.end):
        return None
    noun = _whole_word(sentence, _noun_of(sentence, top, inside))
    if _is_name(sentence, number, token, noun):
        return None
    if noun is None and not _stands_alone(sentence, token):
        return None
    unit = _counted_unit(sentence, noun, mentions)
    displaced = _hangs_on_a_date(sentence, token)
    last = sentence.tokens[noun].end if noun is not None else None
    end = max(sentence.start + number.end, last or 0)
    return Quantity(
        number=number, unit=unit.name or None, kind=unit.kind,
        head=noun if noun is not None and (displaced or noun == token.head) else top, noun=noun,
        start=sentence.start + number.start, end=end,
        known=noun is not None and _refers_back(sentence, number),
    )  # fmt: skip


def _refers_back(sentence: Sentence, number: Number) -> bool:
    """ "the two leaders" are those told of before; "the 300 prisoners" still tells how many."""
    inside = _tokens(sentence, number.start, number.end)
    small = number.value is not None and number.value < ENOUGH_TO_BE_TOLD
    return small and inside[0] > 0 and sentence.tokens[inside[0] - 1].lemma in REFERRING


def _noun_of(sentence: Sentence, top: int, inside: Collection[int]) -> int | None:
    """ "20" → "activists"; "14 of them", "seven of the convictions" → what "of" names."""
    token = sentence.tokens[top]
    above = sentence.tokens[token.head]
    if token.dep in INSIDE and above.i > top and above.pos in ("NOUN", "PROPN", "ADJ", "VERB"):
        return above.i if above.pos in ("NOUN", "PROPN") or above.dep != "ROOT" else None
    if _hangs_on_a_date(sentence, token):
        return top + 1
    for prep in sentence.kids(top, "prep"):
        if prep.lemma == "of":
            for kid in sentence.kids(prep.i, "pobj"):
                return kid.i
    numbered = _numbered(sentence, token)
    if numbered is not None:
        return numbered
    after = sentence.tokens[max(inside) + 1 : max(inside) + 2]
    if after and after[0].text in ("dead", "injured", "wounded", "missing", "others"):
        return after[0].i if after[0].dep != "oprd" else None
    return None


def _hangs_on_a_date(sentence: Sentence, token: Token) -> bool:
    """ "By late Monday 88 bodies …": the parser takes the number for Monday's."""
    after = sentence.tokens[token.i + 1 : token.i + 2]
    backwards = token.dep == "nummod" and token.head < token.i
    return backwards and bool(after) and after[0].tag in ("NNS", "NNPS")


def _numbered(sentence: Sentence, token: Token) -> int | None:
    """ "The number of refugees has reached 795,322"."""
    verb = sentence.tokens[token.head]
    if token.dep == "pobj" and verb.lemma in ("to", "at"):
        verb = sentence.tokens[verb.head]
    elif token.dep not in ("dobj", "attr"):
        return None
    for subject in sentence.kids(verb.i, "nsubj", "nsubjpass", "dobj"):
        if subject.lemma in ("number", "total"):
            # "troop numbers"
            for kid in sentence.kids(subject.i, "compound"):
                return kid.i
            for prep in sentence.kids(subject.i, "prep"):
                found = sentence.kids(prep.i, "pobj")
                if prep.lemma == "of" and found and found[0].pos == "NOUN":
                    return found[0].i
    return None


def _whole_word(sentence: Sentence, noun: int | None) -> int | None:
    """ "co-sponsors": the word ends behind its hyphen."""
    while noun is not None and noun + 2 < len(sentence.tokens):
        hyphen, after = sentence.tokens[noun + 1 : noun + 3]
        grown = hyphen.start == sentence.tokens[noun].end and hyphen.end == after.start
        if not (hyphen.text == "-" and grown and after.pos in ("NOUN", "PROPN")):
            break
        noun = after.i
    return noun


def _is_name(sentence: Sentence, number: Number, token: Token, noun: int | None) -> bool:
    """Numbers that name, date or refer back, and count nothing."""
    value = number.value
    before = sentence.tokens[token.i - 1] if token.i else None
    above = sentence.tokens[token.head]
    if above.text.lower() in ("age", "aged", "ages"):
        return True
    behind = sentence.tokens[max(0, token.i - 2)]
    if before and before.lemma == "of" and behind.lemma == "group":
        return True
    if before and (before.lemma in LABELS or before.text in ("No.", "Nos.", "#")):
        return True
    if above.i < token.i and token.dep in ("nummod", "appos", "npadvmod") and noun is None:
        return True
    printed = sentence.text[number.core : number.end]
    year = value in YEARS and printed.isdigit()
    if year and value and value > 1900 and (noun is None or not _plural(sentence, noun)):
        return True
    # "one of them", "no one": a pronoun.
    return value == 1 and (noun is None or noun != token.head)


def _plural(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].tag in ("NNS", "NNPS") or sentence.tokens[i].lemma == "people"


def _stands_alone(sentence: Sentence, token: Token) -> bool:
    """ "killed 14", "the toll rose to 165", "three were freed", "12 dead", "12 killed"."""
    if token.dep == "nummod" and sentence.tokens[token.head].pos in ("ADJ", "VERB"):
        return True
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        return True
    if token.dep == "pobj":
        return sentence.tokens[token.head].lemma in ("to", "at", "of", "by", "from")
    return token.dep == "conj" and token.tag == "CD"


def _counted_unit(sentence: Sentence, noun: int | None, mentions: Mapping[int, Mention]) -> Unit:
    if noun is None:
        return Unit("", "things")
    token = sentence.tokens[noun]
    if is_person(sentence, noun, mentions):
        return Unit("persons", "persons")
    known = units().get(token.text.lower())
    if known and known.kind in ("votes", "seats"):
        return known
    return Unit(token.text.lower(), "things")


def is_person(sentence: Sentence, noun: int, mentions: Mapping[int, Mention]) -> bool:
    """Tell whether a noun counts persons: by the table, the actors' nouns, or its people's name.

    Raises: nothing.
    """
    token = sentence.tokens[noun]
    for word in (token.lemma, token.text.lower()):
        unit = units().get(word)
        if unit:
            return unit.kind == "persons"
    mention = mentions.get(noun)
    if token.text.lower() in PERSONAL or (token.lemma == "other" and token.tag == "NNS"):
        return True
    if mention is None or {token.lemma, token.text.lower().removesuffix("s")} & BODIES:
        return False
    return bool(mention.person or _people_of(token, mention))


def _people_of(token: Token, mention: Mention) -> bool:
    """ "600,000 Israelis", "Palestinians"."""
    return bool(mention.kind == "name" and mention.plural and mention.codes) and (
        token.tag == "NNPS" or token.text.endswith("s")
    )
