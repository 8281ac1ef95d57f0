"""Which noun a quantity measures, and the verb above it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from dragoman.figures.naming import is_number, is_time
from dragoman.figures.quantities import Quantity
from dragoman.figures.tables import changes, units
from dragoman.language import Sentence, Token

# These say no more than that their subject is so much.
LEVELS = frozenset(
    """be total reach hit amount stand exceed remain average account represent surpass cross top
    touch equal come run number comprise constitute make set double triple quadruple value estimate
    put project forecast expect see worth climb range weigh measure""".split()
)
# Of these the subject is as much as a share tells, whatever it is a share of.
STANDING = frozenset("be stand reach hit remain total equal exceed average".split())
NO_OBJECTS = frozenset({"favour", "favor", "total", "all", "addition", "case", "fact"})
# How what is behind a share compares with its base: more (1) or less (-1).
COMPARED: dict[str, Literal[1, -1]] = {
    "more": 1, "higher": 1, "greater": 1, "larger": 1, "bigger": 1,
    "less": -1, "lower": -1, "fewer": -1, "smaller": -1,
}  # fmt: skip
NOMINAL = ("NOUN", "PROPN", "PRON")


def told_of(sentence: Sentence, quantity: Quantity) -> tuple[int | None, int | None]:
    """Find the noun that a quantity measures, and the verb above it.

    In:     a sentence and a quantity of it. Out: their tokens, None where there is none.
    Raises: nothing.
    """
    head = sentence.tokens[quantity.head]
    verb = verb_above(sentence, head.i)
    told = verb is not None and sentence.tokens[verb].lemma in STANDING and quantity.kind == "share"
    for noun in (
        _modified(sentence, head),
        # "debt stands at 34 percent of output" is about debt.
        _subject(sentence, head, verb) if told else None,
        _worth(sentence, head),
        _own_object(sentence, head),
        _governing(sentence, head),
        _subject(sentence, head, verb),
    ):
        if noun is not None and not is_number(sentence.tokens[noun]):
            return _changed(sentence, noun), verb
    return None, verb


def _changed(sentence: Sentence, noun: int) -> int:
    """ "a 10 percent rise in exports" and "5 billion euros worth of arms" are about these."""
    token = sentence.tokens[noun]
    if f"{token.lemma}/noun" in changes() or token.lemma == "worth":
        inside = _objects(sentence, token, ("in",) if token.lemma != "worth" else ("of",))
        found = inside if inside is not None else _objects(sentence, token, ("of",))
        if found is not None and not is_number(sentence.tokens[found]):
            return found
    return noun


def _modified(sentence: Sentence, head: Token) -> int | None:
    """ "25% tariffs", "a US$1 million fine", "a $5 billion arms deal"."""
    above = sentence.tokens[head.head]
    if head.dep in ("compound", "nmod", "amod", "nummod", "npadvmod", "quantmod", "poss"):
        while above.dep in ("compound", "amod", "nmod") and above.head > above.i:
            above = sentence.tokens[above.head]
        if above.i > head.i and above.pos in NOMINAL:
            return above.i
    return None


def _own_object(sentence: Sentence, head: Token) -> int | None:
    """ "10 percent of voters", "$14 million in losses", "$5 billion worth of goods"."""
    for kid in sentence.kids(head.i):
        if kid.i < head.i:
            continue
        if kid.lemma == "worth" or kid.text == "worth":
            return _objects(sentence, kid, ("of",))
        if kid.dep == "prep" and kid.lemma == "of":
            return next((each.i for each in sentence.kids(kid.i, "pobj")), None)
        if kid.dep == "prep" and kid.lemma == "in":
            found = next((each for each in sentence.kids(kid.i, "pobj")), None)
            told = found and found.pos == "NOUN" and found.lemma not in NO_OBJECTS
            if found and told and not is_time(found):
                return found.i
    return None


def _worth(sentence: Sentence, head: Token) -> int | None:
    """ "eight drones, worth $5 million", wherever the parser hangs it."""
    first = min(sentence.subtree(head.i))
    before = [
        token for token in sentence.tokens[max(0, first - 2) : head.i] if token.text == "worth"
    ]
    above = sentence.tokens[head.head]
    worth = before[-1] if before else above
    if worth.text != "worth" or worth.i > head.i:
        return None
    nouns = [token.i for token in sentence.tokens[: worth.i] if token.pos in NOMINAL
             and token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "conj")]  # fmt: skip
    last = nouns[-1] if nouns else None
    if last is not None and sentence.tokens[last].text.lower() in units():
        # "1.2 million tonnes of cotton worth …"
        return _objects(sentence, sentence.tokens[last], ("of",)) or last
    return last


def _objects(sentence: Sentence, above: Token, words: Collection[str]) -> int | None:
    for prep in sentence.kids(above.i, "prep"):
        if prep.lemma in words:
            for kid in sentence.kids(prep.i, "pobj"):
                return kid.i
    return None


def _governing(sentence: Sentence, head: Token) -> int | None:
    """ "a fine of up to 30,000 euros", "the surplus with Mexico of $6.9 billion"."""
    above = sentence.tokens[head.head]
    while head.dep in ("conj", "appos") and above.i != head.i and above.tag in ("CD", "NN", "NNS"):
        head, above = above, sentence.tokens[above.head]
        if head.pos == "NOUN" and not is_number(head):
            return head.i
    if head.dep == "pobj" and above.dep in ("prep", "quantmod"):
        ruler = sentence.tokens[above.head]
        if ruler.dep == "prep":
            ruler = sentence.tokens[ruler.head]
        if ruler.pos in NOMINAL and ruler.i < head.i and not is_number(ruler):
            return ruler.i
    if head.dep in ("npadvmod", "dobj", "attr") and above.pos == "ADJ":
        ruler = sentence.tokens[above.head]
        return ruler.i if ruler.pos in NOMINAL else None
    return None


def verb_above(sentence: Sentence, i: int) -> int | None:
    """Find the nearest verb above a token. Raises: nothing."""
    return next((token.i for token in sentence.ancestors(i) if token.pos in ("VERB", "AUX")), None)


def _subject(sentence: Sentence, head: Token, verb: int | None) -> int | None:
    """What reached, totalled, rose or fell; what was raised or cut."""
    if verb is None:
        return None
    token = sentence.tokens[verb]
    moved = f"{token.lemma}/verb" in changes() or _up_or_down(sentence, head)
    if not moved and token.lemma not in LEVELS:
        if head.dep in ("nsubj", "nsubjpass") or head.head != verb:
            return None
        return _prep_object(sentence, token, head)
    objects = [
        kid.i
        for kid in sentence.kids(verb, "dobj", "nsubjpass")
        if kid.i != head.i and not is_number(kid)
    ]
    if (moved or token.lemma in ("double", "put", "set", "estimate", "value")) and objects:
        return objects[0]
    found = subject_of(sentence, token)
    return None if found == head.i else found


def _up_or_down(sentence: Sentence, head: Token) -> bool:
    """ "sent prices up 60 percent", "sold rice worth $2 billion, 4 percent less than in 2022"."""
    first = min(sentence.subtree(head.i))
    before = sentence.tokens[max(0, first - 1) : head.i]
    after = sentence.tokens[head.i + 1 : head.i + 2]
    return any(token.lemma in ("up", "down") for token in before) or any(
        token.text.lower() in COMPARED for token in after
    )


def _prep_object(sentence: Sentence, verb: Token, head: Token) -> int | None:
    """ "spent $5 billion on weapons", "provided $5 billion in aid"."""
    found = _objects(sentence, verb, ("on", "for", "in"))
    if found is None or found < head.i or is_time(sentence.tokens[found]):
        return None
    return found if sentence.tokens[found].pos == "NOUN" else None


def subject_of(sentence: Sentence, verb: Token) -> int | None:
    """Find the subject of a verb; for "exports totalling" and "that reached" the noun before.

    Raises: nothing.
    """
    for kid in sentence.kids(verb.i, "nsubj", "nsubjpass"):
        if kid.tag in ("WDT", "WP") and verb.dep == "relcl":
            return verb.head
        return kid.i
    above = sentence.tokens[verb.head]
    if verb.dep in ("acl", "relcl") and above.pos in NOMINAL:
        return above.i
    if verb.dep in ("xcomp", "conj", "advcl") and above.i != verb.i and above.pos in (
        "VERB", "AUX"):  # fmt: skip
        return subject_of(sentence, above)
    return None
