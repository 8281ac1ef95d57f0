"""What happened to persons that are counted, or what they did: killed, injured, marched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.figures.tables import Measure, Side, measures
from dragoman.language import Sentence, Token

TOLLS = frozenset({"toll", "number", "total", "tally", "count", "figure", "estimate"})
STREETS = frozenset({"street", "road", "square"})
REPORTED = frozenset({"report", "confirm", "leave", "find", "say", "believe", "presume", "fear"})


class Happening(NamedTuple):
    """A measure, the token that tells it, and whether the number is a running total."""

    measure: Measure
    word: int
    total: bool = False


def happening_of(sentence: Sentence, head: int, noun: int | None = None) -> Happening | None:
    """Find what is counted by a number of persons.

    In:     a sentence, the token by which the number hangs (the noun, or the number itself), and
            the counted noun where it is another ("70 dead", "14 of them").
    Out:    "killed" of "killed 12 soldiers", "12 were killed", "left 12 dead", "the death toll
            rose to 12"; nothing for persons that are just told of. Raises: nothing.
    """
    if noun is not None and noun != head:
        for told in _itself(sentence, sentence.tokens[noun]):
            return told
    return next(_found(sentence, sentence.tokens[head]), None)


def _found(sentence: Sentence, token: Token) -> Iterator[Happening]:
    yield from _itself(sentence, token)
    yield from _below(sentence, token, "acl", "amod", "acomp", "advcl")
    at = token
    while at.dep in ("conj", "appos") and at.head != at.i and not _verbal(sentence.tokens[at.head]):
        at = sentence.tokens[at.head]
    yield from _above(sentence, at)
    # "arrested 11 people, who have been released since" are arrested first of all.
    yield from _below(sentence, token, "relcl")
    if at.i != token.i:
        yield from _below(sentence, at, "acl", "acomp", "relcl")


def _measure(word: Token, pos: str, *sides: Side) -> Iterator[Happening]:
    # "missing" and "wounded" are forms of verbs to the parser.
    form = word.text.lower() if pos == "adj" else word.lemma
    for one in measures().get(f"{form}/{pos}", ()):
        if not sides or one.side in sides:
            yield Happening(one, word.i)


def _verbal(token: Token) -> bool:
    return token.pos in ("VERB", "AUX")


def _itself(sentence: Sentence, token: Token) -> Iterator[Happening]:
    """ "12 deaths", "the 11 dead"; "lives" only by its verb."""
    if token.pos in ("NOUN", "PROPN"):
        yield from _measure(token, "noun")
    yield from _measure(token, "adj")
    if token.tag == "VBN":
        yield from _measure(token, "verb", "obj")
    if token.lemma == "life" and token.dep == "dobj":
        yield from _measure(sentence.tokens[token.head], "verb", "lives")


def _below(sentence: Sentence, token: Token, *deps: str) -> Iterator[Happening]:
    """ "12 people killed in …", "12 people who died", "12 injured"."""
    for kid in sentence.kids(token.i, *deps):
        if kid.dep == "acl" and kid.tag == "VBN":
            yield from _measure(kid, "verb", "obj")
        elif kid.dep == "acl" and kid.tag == "VBG":
            yield from _measure(kid, "verb", "subj")
        elif kid.dep == "relcl" and _verbal(kid):
            passive = bool(sentence.kids(kid.i, "auxpass", "nsubjpass"))
            yield from _measure(kid, "verb", "obj" if passive else "subj")
        else:
            yield from _measure(kid, "adj")


def _above(sentence: Sentence, token: Token) -> Iterator[Happening]:
    above = sentence.tokens[token.head]
    if above.i == token.i:
        return
    if above.dep == "aux":
        # "nine are missing": the parser hangs the subject on the auxiliary.
        above = sentence.tokens[above.head]
    if token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        yield from _of_verb(sentence, token, above)
    elif token.dep == "pobj":
        yield from _behind(sentence, above)
    elif token.dep in ("nummod", "amod", "compound") or above.pos == "ADJ":
        yield from _measure(above, "adj")
        if token.dep == "nummod":
            yield from _measure(above, "verb", "obj")


def _of_verb(sentence: Sentence, token: Token, verb: Token) -> Iterator[Happening]:
    # "12 were reported killed", "left 12 dead"; whoever "said that 12 were killed" is not.
    for kid in sentence.kids(verb.i, "oprd", "acomp", "ccomp", "xcomp"):
        if verb.lemma == "be" or (verb.lemma in REPORTED and token.dep != "nsubj"):
            yield from _measure(kid, "adj")
            yield from _measure(kid, "verb", "obj")
    yield from _measure(verb, "adj")
    if verb.lemma == "be":
        yield from _among(sentence, verb)
    if token.dep != "nsubj":
        if _to_death(sentence, verb):
            yield Happening(measures()["kill/verb"][0], verb.i)
        yield from _measure(verb, "verb", "obj")
        return
    yield from _measure(verb, "verb", "subj")
    if not sentence.kids(verb.i, "dobj", "dative"):
        # "12 killed in blast": the parser takes a headline's participle for a past tense.
        yield from _measure(verb, "verb", "obj")
    if verb.lemma in ("take", "turn", "walk"):
        yield from _taking_part(sentence, verb)


def _to_death(sentence: Sentence, verb: Token) -> bool:
    """ "stabbed to death", "shot dead"."""
    if any(kid.lemma == "dead" for kid in sentence.kids(verb.i)):
        return True
    return any(
        kid.lemma == "death"
        for prep in sentence.kids(verb.i, "prep")
        if prep.lemma == "to"
        for kid in sentence.kids(prep.i, "pobj")
    )


def _among(sentence: Sentence, verb: Token) -> Iterator[Happening]:
    """ "Among the dead were five children"."""
    for prep in sentence.kids(verb.i, "prep"):
        if prep.lemma == "among":
            for kid in sentence.kids(prep.i, "pobj"):
                yield from _measure(kid, "adj")


def _taking_part(sentence: Sentence, verb: Token) -> Iterator[Happening]:
    """ "took part in", "took to the streets", "turned out"."""
    if any(kid.lemma == "part" for kid in sentence.kids(verb.i, "dobj")):
        yield from _measure(verb, "verb", "part")
    for prep in sentence.kids(verb.i, "prep"):
        if any(kid.lemma in STREETS for kid in sentence.kids(prep.i, "pobj")):
            yield from _measure(verb, "verb", "streets")
    if any(kid.lemma == "out" for kid in sentence.kids(verb.i, "prt", "advmod")):
        yield from _measure(verb, "verb", "out")


def _behind(sentence: Sentence, prep: Token) -> Iterator[Happening]:
    """ "the death of 12", "a toll of 12", "the toll rose to 12", "attended by 500", "asylum to"."""
    above = sentence.tokens[prep.head]
    if prep.dep == "agent":
        yield from _measure(above, "verb", "subj")
    elif prep.lemma == "of" and above.pos == "NOUN":
        yield from _measure(above, "noun")
        yield from _of_toll(sentence, above)
        if above.lemma in ("killing", "murder", "assassination", "arrest", "detention"):
            word = {"killing": "kill", "murder": "murder", "assassination": "assassinate"}
            known = measures().get(f"{word.get(above.lemma, above.lemma)}/verb", ())
            yield from (Happening(one, above.i) for one in known[:1])
    elif prep.lemma in ("to", "at", "past", "above"):
        # "the injured at more than 900"
        yield from _measure(above, "adj")
        for node in (above, sentence.tokens[above.head]):
            yield from _of_toll(sentence, node)
            for kid in sentence.kids(node.i, "nsubj", "dobj", "nsubjpass"):
                yield from _of_toll(sentence, kid)
        if prep.lemma == "to":
            yield from _measure(above, "verb", "to")


def _of_toll(sentence: Sentence, token: Token) -> Iterator[Happening]:
    """ "death toll", "the number arrested", "the number of dead"."""
    if token.lemma not in TOLLS:
        return
    own = _measure(token, "noun") if token.lemma == "toll" else ()
    for each in (*own, *_counted_by(sentence, token)):
        yield each._replace(total=True)


def _counted_by(sentence: Sentence, toll: Token) -> Iterator[Happening]:
    """ "number arrested", "number of dead", "death count"."""
    for kid in sentence.kids(toll.i, "acl"):
        yield from _measure(kid, "verb", "obj")
    for prep in sentence.kids(toll.i, "prep"):
        for kid in sentence.kids(prep.i, "pobj"):
            yield from _itself(sentence, kid)
            yield from _below(sentence, kid, "acl", "amod", "relcl")
    for kid in sentence.kids(toll.i, "compound", "amod"):
        yield from _measure(kid, "noun")
