"""Whose a measured quantity is, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.actors import Mention
from dragoman.language import Sentence, Token

OF = frozenset({"of", "by", "from"})
TO = frozenset({"to", "for", "on", "against", "with", "into", "upon", "toward", "towards"})


def ties(
    sentence: Sentence, nouns: list[int], verb: int | None, mentions: Mapping[int, Mention]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say whose a measure is, and to whom it goes.

    In:     a sentence, the nouns that name the measure, the verb above, mentions by head.
    Out:    codes of both sides, each once, nobody on both. Raises: nothing.
    """
    of: list[str] = []
    to: list[str] = []
    for noun in nouns:
        own = mentions.get(noun)
        # Persons told of "in Chad" are not Chad's; only a people's own name says whose they are.
        of += sorted(own.codes) if own and own.kind == "name" else []
        for kid in sentence.kids(noun, "poss", "compound", "amod", "nmod"):
            of += _codes(kid.i, mentions)
        for word, objects in _around(sentence, noun):
            (of if word in OF else to).extend(c for i in objects for c in _codes(i, mentions))
    if verb is not None:
        told = [c for kid in sentence.kids(verb, "nsubj", "agent") for c in _subject_codes(
            sentence, kid, mentions)]  # fmt: skip
        of = of or told
        for kid in sentence.kids(verb, "dative", "dobj"):
            if kid.i not in nouns:
                to += _codes(kid.i, mentions)
        for word, objects in _around(sentence, verb):
            if word in TO:
                to += [c for i in objects for c in _codes(i, mentions)]
    kept = tuple(dict.fromkeys(of))
    return kept, tuple(code for code in dict.fromkeys(to) if code not in kept)


def _around(sentence: Sentence, i: int) -> Iterator[tuple[str, list[int]]]:
    for prep in sentence.kids(i, "prep", "dative"):
        if prep.lemma in OF or prep.lemma in TO:
            found = [kid.i for kid in sentence.kids(prep.i, "pobj")]
            yield (
                prep.lemma,
                found + [each.i for kid in found for each in sentence.kids(kid, "conj")],
            )


def _codes(i: int, mentions: Mapping[int, Mention]) -> list[str]:
    mention = mentions.get(i)
    return sorted(mention.codes) if mention else []


def _subject_codes(
    sentence: Sentence, subject: Token, mentions: Mapping[int, Mention]
) -> list[str]:
    heads = [kid.i for kid in sentence.kids(subject.i, "pobj")] or [subject.i]
    return [code for head in heads for code in _codes(head, mentions)]
