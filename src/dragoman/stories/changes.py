"""What an update changed against the page's earlier version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.records import Article
from dragoman.stories.words import words_in

# Good enough to show what is new: no sentence is coded from it.
_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")


class Changes(NamedTuple):
    """Sentences that only the later page has, and those that only the earlier one had."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes(earlier: Article, earlier_text: str, later: Article, later_text: str) -> Changes:
    """Compare two versions of a page by their sentences.

    In:     both articles, each with its document's text.
    Out:    sentences in the order of their page, as printed but on one line; one that moved, or
            that differs in stops and capitals alone, is no change. Raises: nothing.
    """
    before, after = _sentences(earlier, earlier_text), _sentences(later, later_text)
    return Changes(
        tuple(told for key, told in after.items() if key not in before),
        tuple(told for key, told in before.items() if key not in after),
    )


def _sentences(article: Article, text: str) -> dict[str, str]:
    """Each sentence once, under the words that compare."""
    return {key: told for told in _told(article, text) if (key := " ".join(words_in(told)))}


def _told(article: Article, text: str) -> Iterator[str]:
    for segment in article.segments:
        if segment.kind != "boilerplate":
            for sentence in _ENDS.split(text[segment.start : segment.end]):
                yield " ".join(sentence.split())
