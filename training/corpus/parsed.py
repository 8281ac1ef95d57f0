"""The corpus's documents with the words of each sentence, as the parser reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.language import Sentence as ParsedSentence
from dragoman.language import Token, parse_articles
from dragoman.records import Document, Segment, Span
from training.corpus.form import Written

READER = "corpus 1"


class Parsed(NamedTuple):
    """A document, and for each of its sentences what the parser makes of it.

    The parser may see several sentences in what was written as one, so each has a list.
    """

    written: Written
    sentences: tuple[tuple[ParsedSentence, ...], ...]

    def tokens(self, sentence: int, span: Span) -> list[tuple[Token, ParsedSentence]]:
        """The tokens that a span of that sentence touches, each with its parse. Raises: nothing."""
        return [
            (token, parsed)
            for parsed in self.sentences[sentence]
            for token in parsed.tokens
            if token.start < span.end and token.end > span.start
        ]


def as_document(written: Written) -> Document:
    """The written document's plain text as the coder would take it in. Raises: nothing."""
    digest = hashlib.sha256(written.text.encode()).hexdigest()
    return Document(file=f"{written.id}.txt", text=written.text, text_sha256=digest, reader=READER)


def parse(documents: Iterable[Written]) -> list[Parsed]:
    """Parse documents, each written sentence by itself.

    Raises: DragomanError if the parser's package is missing.
    """
    return [_parse_one(written) for written in documents]


def _parse_one(written: Written) -> Parsed:
    segments = [
        Segment(kind="paragraph", start=one.span.start, end=one.span.end)
        for one in written.sentences
    ]
    (found,) = parse_articles(as_document(written), [segments])
    within: list[list[ParsedSentence]] = [[] for _ in segments]
    place = 0
    for parsed in found:
        while parsed.start >= segments[place].end:
            place += 1
        within[place].append(parsed)
    return Parsed(written, tuple(tuple(each) for each in within))
