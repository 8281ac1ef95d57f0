"""What a quantity measures, of whom and to whom, read from the parse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.figures.governing import LEVELS, subject_of, told_of, verb_above
from dragoman.figures.happening import Happening, happening_of
from dragoman.figures.naming import phrase, with_purpose
from dragoman.figures.quantities import Quantity
from dragoman.figures.tables import measures
from dragoman.figures.ties import ties
from dragoman.language import Sentence, Token

# A span of time belongs into a table only as a punishment.
PRISON = re.compile(r"\b(?:prison|jail\w*|sentenc\w+|imprison\w*|behind bars)\b", re.IGNORECASE)
# Of verbs that money and goods are objects of, those whose past is another word.
PARTICIPLES = {"gave": "given", "took": "taken", "stole": "stolen", "withdrew": "withdrawn",
               "drew": "drawn", "flew": "flown", "showed": "shown", "chose": "chosen"}  # fmt: skip
PRONOUNS = frozenset({"them", "whom", "us", "you", "these", "those", "it", "they", "this", "that"})
BY_VERB = "amount "  # begins a measure of which only the verb is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured: in words, its key (what two reports of the same share), and the ties.

    `word` is the token that tells it; `noun` the token that names it, if one does; `happening`
    what befell persons that are counted.
    """

    what: str | None
    key: str | None
    word: int
    noun: int | None = None
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    happening: Happening | None = None


def measured_by(
    sentence: Sentence, quantity: Quantity, mentions: Mapping[int, Mention]
) -> Measured:
    """Say what a quantity measures.

    In:     a sentence, a quantity in it, its mentions by head.
    Out:    the measure in the page's words, and the codes of those whose it is (`of`: owner,
            subject, "of …") and to whom it goes ("to …", "on …"). Raises: nothing.
    """
    if quantity.kind == "persons" or (quantity.kind == "things" and quantity.noun is None):
        happening = happening_of(sentence, quantity.head, quantity.noun)
        if happening:
            return _of_persons(sentence, quantity, happening, mentions)
    if quantity.noun is not None:
        return _of_things(sentence, quantity, quantity.noun, mentions)
    if quantity.kind == "time" and PRISON.search(sentence.text):
        return Measured(what="prison term", key="prison term", word=quantity.head)
    noun, verb = told_of(sentence, quantity)
    taken = _tokens_of(sentence, quantity)
    what = phrase(sentence, noun, taken, mentions) if noun is not None else None
    if what is not None and noun is not None and quantity.kind == "money":
        what = with_purpose(sentence, what, noun, [quantity.head, verb], mentions)
    if what is None and quantity.kind in ("votes", "seats"):
        what = quantity.unit
    elif what is None and verb is not None:
        what = _by_verb(sentence, sentence.tokens[verb], mentions)
        if what and quantity.kind == "share":
            what = f"share {what.removeprefix(BY_VERB)}"
    of, to = ties(sentence, [i for i in (noun, quantity.head) if i is not None], verb, mentions)
    word = verb if verb is not None else quantity.head
    key = sentence.tokens[noun].lemma if noun is not None else what
    return Measured(what=what, key=key, word=word, noun=noun, of=of, to=to)


def _of_persons(
    sentence: Sentence, quantity: Quantity, told: Happening, mentions: Mapping[int, Mention]
) -> Measured:
    noun = quantity.noun
    named = phrase(sentence, noun, _tokens_of(sentence, quantity), {}, alone=True) if (
        noun is not None and sentence.tokens[noun].pos in ("NOUN", "PROPN")) else None  # fmt: skip
    label = told.measure.label
    if named and (named.lower() in PRONOUNS or named.startswith(f"{label} ")):
        named = "people" if named.lower() in PRONOUNS else named.removeprefix(f"{label} ")
    word = sentence.tokens[told.word]
    if f"{word.lemma}/noun" in measures() and word.pos in ("NOUN", "PROPN"):
        what = label if named is None or told.word == noun else f"{label} of {named}"
    elif named in (None, "others", "lives", label):
        what = f"people {label}"
    else:
        what = f"{named} {label}"
    of, on = ties(sentence, [noun] if noun is not None else [quantity.head], None, mentions)
    # "killed 70 people on both sides": whose they were.
    return Measured(
        what=what, key=told.measure.key, word=told.word, noun=noun, of=of or on, happening=told
    )


def _of_things(
    sentence: Sentence, quantity: Quantity, noun: int, mentions: Mapping[int, Mention]
) -> Measured:
    """A count names itself: "58 countries", "600,000 Israelis"."""
    verb = verb_above(sentence, quantity.head)
    done = sentence.tokens[verb] if verb is not None else None
    suffered = done is not None and _suffers(sentence.tokens[quantity.head], done)
    taken = _tokens_of(sentence, quantity)
    what = phrase(sentence, noun, taken, mentions, alone=suffered)
    if what and what.lower() in PRONOUNS:
        what = "people"
    if what and done and suffered:
        what = f"{what} {_participle(done)}"
    of, to = ties(sentence, [noun], verb, mentions)
    return Measured(
        what=what, key=sentence.tokens[noun].lemma, word=quantity.head, noun=noun, of=of, to=to
    )


def _suffers(token: Token, verb: Token) -> bool:
    """ "approved 24 texts", "24 texts were approved"."""
    past = verb.tag in ("VBD", "VBN") and _done(verb) is not None
    return past and token.head == verb.i and token.dep in ("dobj", "nsubjpass")


def _tokens_of(sentence: Sentence, quantity: Quantity) -> frozenset[int]:
    """The tokens of the quantity itself, which its measure doesn't repeat."""
    end = sentence.start + quantity.number.end
    if quantity.noun is None:
        end = max(end, quantity.end)
    return frozenset(
        token.i for token in sentence.tokens if token.start < end and quantity.start < token.end
    )


def _by_verb(sentence: Sentence, verb: Token, mentions: Mapping[int, Mention]) -> str | None:
    """ "cost of embargo", "amount paid"."""
    if verb.lemma != "cost":
        return _done(verb)
    dear = phrase(sentence, subject_of(sentence, verb), (), mentions, alone=True)
    return f"cost of {dear}" if dear and dear.lower() not in PRONOUNS else "cost"


def _participle(verb: Token) -> str:
    return PARTICIPLES.get(verb.text.lower(), verb.text.lower())


def _done(verb: Token) -> str | None:
    """ "defrauded", "cost": where only the verb tells what the money is."""
    if verb.lemma in LEVELS or verb.pos == "AUX":
        return None
    past = verb.tag in ("VBD", "VBN")
    return f"{BY_VERB}{_participle(verb)}" if past else f"{BY_VERB}to {verb.lemma}"
