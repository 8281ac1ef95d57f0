"""Acts of a body that it can only do by adopting a text: "extended the mandate of the force"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.language import Sentence, Token
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.printed import Named

DECIDES = frozenset({"decide", "vote", "agree", "approve"})
# What belongs to the act but not to what the text is: for how long, until when, on what condition.
DURING = frozenset({"until", "for", "by", "through", "to", "in", "on", "till", "with", "after"})
LONGEST = 24


class Decision(NamedTuple):
    """A decision: its verb, the body, the words that say what was decided (sentence offsets)."""

    verb: int
    body: Named
    start: int
    end: int
    words: str


def find_decisions(sentence: Sentence, bodies: Sequence[Named]) -> Iterator[Decision]:
    """The decisions of a body that a sentence tells as done. Raises: nothing."""
    for token in sentence.tokens:
        if token.tag not in ("VBD", "VBZ", "VBN", "VBP", "VB"):
            continue
        body = _subject(sentence, token, bodies)
        if body is None or _is_open(sentence, token):
            continue
        content = _content(sentence, token)
        if content is not None:
            start, end = _words(sentence, content)
            yield Decision(token.i, body, start, end, sentence.text[start:end])


def _subject(sentence: Sentence, token: Token, bodies: Sequence[Named]) -> Named | None:
    for subject in sentence.kids(token.i, "nsubj"):
        at = subject.start - sentence.start
        inside = [each for each in bodies if each.start <= at < each.end]
        members = [each for each in bodies if each.end <= at and subject.lemma == "member"]
        if inside or members:
            return (inside or members)[-1]
    return None


def _is_open(sentence: Sentence, token: Token) -> bool:
    """Not yet done, not done, or not told as an act of its own."""
    helpers = {kid.lemma for kid in sentence.kids(token.i, "aux")}
    return bool(helpers - {"have"}) or bool(sentence.kids(token.i, "neg", "mark"))


def _content(sentence: Sentence, token: Token) -> Token | None:
    if token.lemma in DECIDES:
        below = [
            kid for kid in sentence.kids(token.i, "xcomp", "pcomp") if kid.tag in ("VB", "VBG")
        ]
        return below[0] if below and sentence.kids(below[0].i, "dobj") else None
    particles = {kid.text.lower() for kid in sentence.kids(token.i, "prt")}
    decided = any((token.lemma, part) in lexicon().decisions for part in ("", *particles))
    return token if decided and sentence.kids(token.i, "dobj") else None


def _words(sentence: Sentence, verb: Token) -> tuple[int, int]:
    """From the verb to the end of its object."""
    target = sentence.kids(verb.i, "dobj")[0]
    inside = [i for i in sentence.subtree(target.i, "relcl", "advcl") if i >= verb.i]
    # The object may stand before its verb: "which text it adopted".
    last, furthest = verb.i, max(inside, default=verb.i)
    for i in [i for i in sentence.subtree(verb.i) if i > verb.i]:
        if i > furthest or i - verb.i > LONGEST:
            break
        last = i
    start, end = sentence.tokens[verb.i].start, sentence.tokens[last].end
    return start - sentence.start, end - sentence.start
