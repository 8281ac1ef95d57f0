"""On whose word: who is said to report an act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.actors import Mention
from dragoman.language import Sentence, Token

REPORTS = frozenset(
    """say tell report announce state confirm claim allege add declare inform disclose reveal note
    assert maintain acknowledge admit insist contend write tweet post quote estimate believe find
    indicate testify explain describe recount observe argue suggest""".split()
)
SOURCES = frozenset({"accord", "according", "per"})


def said_by(
    sentence: Sentence, trigger: int, mentions: Mapping[int, Mention]
) -> tuple[Mention, ...]:
    """Find who reports an act in its sentence: the subject of "said", or "according to …".

    In:     a sentence, the act's token, the sentence's mentions by head.
    Out:    the mentions of the source, nearest verb first; empty where the writer reports.
    Raises: nothing.
    """
    for head in _speakers(sentence, trigger):
        mention = mentions.get(head)
        if mention and mention.parties:
            return (mention,)
    return ()


def _speakers(sentence: Sentence, trigger: int) -> Iterator[int]:
    below = sentence.tokens[trigger]
    for above in sentence.ancestors(trigger):
        if _reports(above, below):
            yield from (kid.i for kid in sentence.kids(above.i, "nsubj"))
        below = above
    for verb in sentence.tokens:
        if _reports(verb, verb) and _encloses(sentence, verb, trigger):
            yield from (kid.i for kid in sentence.kids(verb.i, "nsubj"))
    yield from _according_to(sentence)


def _reports(verb: Token, below: Token) -> bool:
    return verb.lemma in REPORTS and verb.pos == "VERB" and below.dep in (
        "ccomp", "parataxis", "advcl", "dep",
    )  # fmt: skip


def _encloses(sentence: Sentence, verb: Token, trigger: int) -> bool:
    """ "…, the ministry said, …": the report is hung into the act's own clause."""
    return verb.dep == "parataxis" and trigger not in sentence.subtree(verb.i)


def _according_to(sentence: Sentence) -> Iterator[int]:
    for token in sentence.tokens:
        if token.lemma in SOURCES:
            for below in sentence.kids(token.i, "prep", "pobj"):
                if below.dep == "pobj":
                    yield below.i
                yield from (kid.i for kid in sentence.kids(below.i, "pobj"))
