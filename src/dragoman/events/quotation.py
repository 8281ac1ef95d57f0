"""Quotation marks that run over sentences and paragraphs: which words stand in which quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.language import Sentence

MARKS = frozenset({'"', "``", "''"})
# A mark that nobody closes must not make the rest of a page somebody's words.
LONGEST = 12  # sentences

Quoted = Mapping[int, int]


def find_quotations(sentences: Sequence[Sentence]) -> tuple[Quoted, ...]:
    """Find the words in quotation marks.

    In:     the sentences of an article, in order.
    Out:    for each, token → number of the quotation that it stands in. A quotation may run over
            sentences, and opens anew with each paragraph; one that is not closed within LONGEST
            sentences ends with the sentence that it began in.
    Raises: nothing.
    """
    found: list[dict[int, int]] = []
    number, since = 0, None
    for at, sentence in enumerate(sentences):
        here: dict[int, int] = {}
        if since is not None and at - since > LONGEST:
            _forget(found, since, number)
            since = None
        if since is not None and sentence.kind != sentences[at - 1].kind:
            since = None
        for token in sentence.tokens:
            if token.text not in MARKS:
                if since is not None:
                    here[token.i] = number
            elif since is None and _opens(sentence, token.i):
                number, since = number + 1, at
            elif since is not None and not _opens(sentence, token.i):
                since = None
        found.append(here)
    if since is not None:
        _forget(found, since, number)
    return tuple(found)


def _forget(found: list[dict[int, int]], since: int, number: int) -> None:
    for here in found[since + 1 :]:
        for i in [i for i, run in here.items() if run == number]:
            del here[i]


def _opens(sentence: Sentence, i: int) -> bool:
    """A mark opens that has no word close before it, and one close after it."""
    tokens = sentence.tokens
    before = i > 0 and tokens[i - 1].end == tokens[i].start
    # One that stands alone at a sentence's end is the next one's.
    after = i + 1 == len(tokens) or tokens[i + 1].start == tokens[i].end
    if before and tokens[i - 1].text in ("(", "[", "-", "–", "—"):
        before = False
    return after and not before
