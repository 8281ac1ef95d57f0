"""Builders that several tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest

from dragoman.language import Sentence, parse_articles
from dragoman.records import Document, Segment, text_sha256

Parsed = Callable[[str], tuple[Sentence, ...]]
TokenOf = Callable[[Sentence, str], int]


def a_document(text: str) -> Document:
    """A page with this text."""
    return Document(file="page.txt", text=text, text_sha256=text_sha256(text), reader="text 1")


def paragraph(text: str, words: str | None = None) -> Segment:
    """The paragraph of `text` that these words make up; all of it if none are given."""
    start = text.index(words) if words else 0
    return Segment(kind="paragraph", start=start, end=start + len(words or text))


def words_of(sentences: Sequence[Sentence]) -> list[str]:
    """The text of each sentence."""
    return [sentence.text for sentence in sentences]


@pytest.fixture(scope="session", autouse=True)
def no_imported_knowledge(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the one who runs the tests has imported for himself must not decide them."""
    os.environ["DRAGOMAN_ACTORS"] = str(tmp_path_factory.mktemp("none") / "actors.tsv")


@pytest.fixture(scope="session")
def parsed() -> Parsed:
    """Parse a text as one article of one paragraph."""

    def parse(text: str) -> tuple[Sentence, ...]:
        return parse_articles(a_document(text), [[paragraph(text)]])[0]

    return parse


@pytest.fixture(scope="session")
def token_of() -> TokenOf:
    """Find the one token of a sentence that reads so."""

    def find(sentence: Sentence, word: str) -> int:
        (found,) = (token.i for token in sentence.tokens if token.text == word)
        return found

    return find
