"""What is told only to be called false: "the allegation that … is not true"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language import Sentence, Token

TELLINGS = frozenset(
    """accusation allegation assertion charge claim insinuation narrative news propaganda report
    rumour rumor speculation statement story suggestion talk""".split()
)
DENYING = frozenset("deny dismiss refute rebut disprove debunk".split())
FALSE = frozenset(
    """false untrue untruthful baseless groundless unfounded fabricated fake fictitious incorrect
    inaccurate wrong nonsense lie fabrication invention hoax""".split()
)
TRUE = frozenset("true correct accurate".split())
SUBJECTS = ("nsubj", "nsubjpass")
CONTENTS = ("acl", "relcl", "ccomp", "pobj", "pcomp")


def refuted_by(sentence: Sentence, token: Token) -> int | None:
    """Find the word that calls the telling of an act false.

    In:     a sentence, the act's token in it.
    Out:    the token that shows it; None where the act's telling stands.
    Raises: nothing.
    """
    telling = _telling_of(sentence, token)
    if telling is None:
        return None
    above = sentence.tokens[telling.head]
    if telling.dep in ("dobj", "nsubjpass", "conj") and above.lemma in DENYING:
        return above.i
    return next(_said_of(sentence, above), None) if telling.dep in SUBJECTS else None


def _telling_of(sentence: Sentence, token: Token) -> Token | None:
    """The report or claim whose content an act is, by "that" or "of"."""
    if token.dep not in CONTENTS or token.head == token.i:
        return None
    above = sentence.tokens[token.head]
    if above.dep == "prep" and above.lemma in ("of", "about"):
        above = sentence.tokens[above.head]
    elif not any(kid.lemma == "that" for kid in sentence.kids(token.i, "mark", "dobj", "advmod")):
        return None
    return above if above.lemma in TELLINGS else None


def _said_of(sentence: Sentence, verb: Token) -> Iterator[int]:
    """What "is false", "is not true", "was untrue" says of its subject."""
    denied = bool(sentence.kids(verb.i, "neg"))
    for kid in sentence.kids(verb.i, "acomp", "attr", "oprd"):
        if kid.lemma in (TRUE if denied else FALSE):
            yield kid.i
    if verb.lemma in ("fabricate", "invent") and not denied:
        yield verb.i
