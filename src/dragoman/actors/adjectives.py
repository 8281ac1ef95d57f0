"""Adjectives, participles and numbers that name people: "the displaced", "hundreds"."""

from __future__ import annotations

from dragoman.actors.description import Description, evidence
from dragoman.language import Sentence, Token

PEOPLE_SECTOR = "CVL"
MODIFYING = frozenset({"compound", "nmod", "amod", "npadvmod"})
OWNERS = ("POS", "PRP$")
OWNING = frozenset({"NOUN", "PROPN", "PRON"})
# Adjectives that name people after "the".
PEOPLE_ADJECTIVES = frozenset(
    """displaced wounded injured poor unemployed homeless disabled elderly accused condemned
    faithful dispossessed oppressed bereaved stranded detained missing""".split()
)

# "Hundreds marched", "tens of thousands were arrested".
CROWDS = frozenset("tens dozens scores hundreds thousands millions".split())
DONE_BY_PEOPLE = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})


def counts_people(sentence: Sentence, head: int) -> bool:
    """A number without what it counts, as a party to an act. Raises: nothing."""
    token = sentence.tokens[head]
    if token.text.lower() not in CROWDS or token.dep not in DONE_BY_PEOPLE:
        return False
    counted = [kid for of in sentence.kids(head, "prep") for kid in sentence.kids(of.i, "pobj")]
    return all(each.text.lower() in CROWDS for each in counted)


def people(sentence: Sentence, head: int) -> Description:
    """What "hundreds" tells: people, of no country yet. Raises: nothing."""
    return Description(
        sector=PEOPLE_SECTOR,
        sectors=(PEOPLE_SECTOR,),
        noun="people",
        group=True,
        evidence={"sector": evidence(sentence, head, head, "text", "agents")},
    )


def names_people(sentence: Sentence, token: Token) -> bool:
    """ "the displaced", "Haiti's poor": those who are so. Raises: nothing."""
    above = sentence.tokens[token.head]
    of_a_thing = token.dep in MODIFYING and above.i > token.i and above.pos in ("NOUN", "PROPN")
    if token.text.lower() not in PEOPLE_ADJECTIVES or of_a_thing:
        return False
    before = sentence.tokens[token.i - 1] if token.i else None
    return before is not None and (before.text.lower() == "the" or before.tag in OWNERS)


def owner_before(sentence: Sentence, head: Token) -> int | None:
    """ "Haiti" in "Haiti's poor", which the parser may take for a clause. Raises: nothing."""
    owner = sentence.tokens[head.i - 2]
    owns = sentence.tokens[head.i - 1].tag == "POS" and owner.pos in OWNING
    return owner.i if owns else None
