"""Where a sentence is set: the country of people of whom nothing nearer tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.actors.mention import Mention
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence, Token
from dragoman.places import place_named
from dragoman.records import Evidence, Span

WHERE = frozenset("in at near outside around from to".split())
INSIDE_A_NAME = frozenset({"compound", "nmod", "amod"})


class Town(NamedTuple):
    """A place told after a preposition, its country, and the word that it belongs to."""

    prep: str
    code: str
    of: int


class Setting(NamedTuple):
    """A country and the words that tell it."""

    code: str
    evidence: Evidence


def setting_of(sentence: Sentence, phrase: Phrase, history: Sequence[Mention]) -> Setting | None:
    """The country that a sentence is set in: "In Indonesia, 500 people marched", "in Sydney".

    In:     the sentence, the phrase of those whose country is sought (a place inside it is
            its own), and the mentions before it.
    Out:    the country of the first phrase after "in" that names one, else of the first town; of
            several towns of a name that in a country spoken of before.
    Raises: nothing.
    """
    for mention in history:
        if mention.sentence == phrase.sentence and mention.place and mention.codes:
            head = sentence.tokens[mention.head]
            if head.dep == "appos":  # "in the Indian capital New Delhi"
                head = sentence.tokens[head.head]
            if head.dep == "pobj" and sentence.tokens[head.head].lemma == "in":
                where = Span(mention.start, mention.end)
                code = next(party.code for party in mention.parties if party.code)
                return Setting(code, Evidence(spans=(where,), how="inferred"))
    spoken_of = frozenset(code for mention in history for code in mention.codes)
    return next(_towns(sentence, spoken_of), None)


def _towns(sentence: Sentence, spoken_of: frozenset[str]) -> Iterator[Setting]:
    for token in sentence.tokens:
        if token.dep == "pobj" and token.tag == "NNP" and _is_where(sentence, token):
            first = _first_of_name(sentence, token)
            start, end = sentence.tokens[first].start, token.end
            name = sentence.text[start - sentence.start : end - sentence.start]
            found = place_named(name, spoken_of=spoken_of)
            if found and found.country:
                shown = Evidence(spans=(Span(start, end),), how="inferred", source="cities")
                yield Setting(found.country, shown)


def towns_in(sentence: Sentence, named: Mapping[int, str], spoken_of: frozenset[str]) -> list[Town]:
    """The places that a sentence tells of after a preposition: "near Goma", "flew to Lomé".

    In:     a sentence, the codes of the words that name a country by themselves, and all codes
            spoken of in the article.
    Raises: nothing.
    """
    found = []
    for token in sentence.tokens:
        prep = sentence.tokens[token.head].lemma
        if token.dep == "pobj" and token.tag == "NNP" and prep in WHERE:
            first = _first_of_name(sentence, token)
            start, end = sentence.tokens[first].start, token.end
            name = sentence.text[start - sentence.start : end - sentence.start]
            town = None if token.i in named else place_named(name, spoken_of=spoken_of)
            code = named.get(token.i) or (town.country if town else None)
            if code:
                found.append(Town(prep, code, sentence.tokens[token.head].head))
    return found


def _is_where(sentence: Sentence, token: Token) -> bool:
    """ "in Sydney", but not "the embassy in Ankara", which need not be of the town's country."""
    prep = sentence.tokens[token.head]
    above = sentence.tokens[prep.head]
    return prep.lemma == "in" and (above.pos in ("VERB", "AUX") or above.i == prep.i)


def _first_of_name(sentence: Sentence, token: Token) -> int:
    first = token.i
    while (
        first
        and sentence.tokens[first - 1].dep in INSIDE_A_NAME
        and sentence.tokens[first - 1].tag == "NNP"
    ):
        first -= 1
    return first
