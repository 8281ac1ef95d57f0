"""States in the plural: those of a union are the union's."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.description import Description, evidence
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence

UNIONS = frozenset({"UNO", "EUR", "IGO"})
MEMBERS = frozenset("country nation state member ally capital government".split())


def one_of_a_union(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """ "EU countries", "NATO allies": those of a body are the body's, though no one else's.

    Raises: nothing.
    """
    if described.noun or sentence.tokens[phrase.head].lemma not in MEMBERS:
        return described
    unions = (m for m in phrase.known if m.known.use == "body" and m.known.code in UNIONS)
    union = next(unions, None)
    if union is None:
        return described
    told = evidence(sentence, union.first, union.last, "text", union.known.table)
    return replace(
        described,
        code=union.known.code,
        noun="member",
        evidence={"code": told},
    )
