"""The corpus's mentions whose country their own words leave open, with the right one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.actors import find_mentions
from dragoman.actors.complete import candidates_of
from dragoman.actors.mention import Mention
from dragoman.actors.page import read_page
from dragoman.actors.whose import NOBODY, Candidate
from dragoman.language import Sentence, parse_articles
from dragoman.records import Segment
from training.coder.examples import head_of, tokens_of
from training.corpus.form import Written
from training.corpus.parsed import as_document
from training.corpus.splits import Split, split_of


class Case(NamedTuple):
    """A mention: the codes that it may have, the marked one, and the one that rules would give."""

    split: Split
    candidates: tuple[Candidate, ...]
    right: str
    ruled: str


def cases_of(documents: Iterable[Written]) -> list[Case]:
    """The open mentions of marked parties; of those that stand for several none.

    Raises: DragomanError if the parser's package is missing.
    """
    return [case for written in documents for case in _of_document(written)]


def _of_document(written: Written) -> Iterator[Case]:
    segments = [
        Segment(
            kind="paragraph" if one.kind == "caption" else one.kind,
            start=one.span.start,
            end=one.span.end,
        )
        for one in written.sentences
    ]
    (sentences,) = parse_articles(as_document(written), [segments])
    marked = _marked(written, sentences)
    page = read_page(sentences, written.country, written.date)
    history: list[Mention] = []
    for here in find_mentions(sentences, written.country, written.date):
        for mention in here.values():
            right = marked.get((mention.sentence, mention.head))
            found = candidates_of(page, mention, history) if right else None
            if right and found:
                ruled, candidates = found
                yield Case(split_of(written), tuple(candidates), right, ruled or NOBODY)
            history.append(mention)


def _marked(written: Written, sentences: Iterable[Sentence]) -> dict[tuple[int, int], str]:
    """The code of each marked party of one code, by its sentence and head."""
    found = {}
    for sentence in sentences:
        for mention in written.mentions:
            codes = {party.code or NOBODY for party in mention.parties}
            if sentence.start <= mention.span.start < sentence.end and len(codes) == 1:
                words = tokens_of(sentence, mention.span)
                if words:
                    found[sentence.sequence, head_of(words)] = codes.pop()
    return found
