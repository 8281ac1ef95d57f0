"""Parsed sentences as plain records, independent of the parser that made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.records import SegmentKind


class Token(NamedTuple):
    """One word: its place in the sentence, its forms, and its parse.

    `i` and `head` count tokens of the sentence (the root is its own head); `start` and `end`
    count code points of the document; `tag` is a Penn Treebank tag, `pos` a universal one, `dep`
    a ClearNLP dependency label.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, parsed; `sequence` is its number in the article.

    `text` is the page's text in print forms (straight quotes, no line breaks): other characters,
    the same length.
    """

    sequence: int
    kind: SegmentKind
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        object.__setattr__(self, "children", tuple(tuple(each) for each in below))

    def kids(self, i: int, *deps: str) -> list[Token]:
        """The tokens that depend on token `i`, in order; only those with one of `deps` if given."""
        # Asked for more than anything else, and most words have none.
        below = self.children[i]
        if not below:
            return []
        tokens = self.tokens
        if not deps:
            return [tokens[kid] for kid in below]
        return [tokens[kid] for kid in below if tokens[kid].dep in deps]

    def subtree(self, i: int, *without: str) -> list[int]:
        """Token `i` and all below it, sorted; branches whose label is in `without` are left out."""
        found, waiting = [], [i]
        while waiting:
            at = waiting.pop()
            found.append(at)
            below = self.children[at]
            if below:
                waiting += [kid for kid in below if self.tokens[kid].dep not in without]
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[Token]:
        """The tokens above token `i`, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def span_text(self, indices: Sequence[int]) -> str:
        """The words of these tokens with single blanks between (for tables and logs)."""
        return " ".join(self.tokens[i].text for i in indices)
