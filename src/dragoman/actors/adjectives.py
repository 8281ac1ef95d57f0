"""Adjectives and participles that name people: "the displaced", "Haiti's poor"."""

from __future__ import annotations

from dragoman.language import Sentence, Token

MODIFYING = frozenset({"compound", "nmod", "amod", "npadvmod"})
OWNERS = ("POS", "PRP$")
OWNING = frozenset({"NOUN", "PROPN", "PRON"})
# Adjectives that name people after "the".
PEOPLE_ADJECTIVES = frozenset(
    """displaced wounded injured poor unemployed homeless disabled elderly accused condemned
    faithful dispossessed oppressed bereaved stranded detained missing""".split()
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
