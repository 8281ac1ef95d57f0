"""The words of a text as names of places are sought in them, and what words beside a name say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.places.regions import DATA
from dragoman.tables import one_of, parts, read_table

WORDS = DATA / "place_words.tsv"
COLUMNS = ("use", "what", "words")
USES = (
    "in", "toward", "direction", "kind", "title", "body", "before", "extends", "of", "never",
    "person", "speech",
)  # fmt: skip
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w'’]*(?:[-–][^\W\d_][\w'’]*)*")
OWN = re.compile(r"['’]s?$")
ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad|ed|ez|es|ul|ud|i|Al|El)[-–](?=[^\W\d_a-z])")


def load_place_words(path: Path = WORDS) -> Mapping[str, frozenset[str]]:
    """Read what words beside a name say: the words by their use.

    Raises: DataFileError naming every bad line.
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["use"], "use", USES)
        problems += [f"use {cells['use']!r} stands twice"] if cells["use"] in seen else []
        seen.add(cells["use"])
        return problems

    rows = read_table(path, COLUMNS, check)
    found = {row.cells["use"]: frozenset(parts(row.cells["words"])) for row in rows}
    return {use: found.get(use, frozenset()) for use in USES}


@cache
def place_words() -> Mapping[str, frozenset[str]]:
    """Give the words that ship with Dragoman, read once. Raises: as `load_place_words`."""
    return load_place_words()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `end` and `text` are without a possessive's 's.

    `gap` is what stands between it and the word before; `own` tells that a possessive's 's
    follows, `full` is where that ends.
    """

    text: str
    start: int
    end: int
    full: int
    gap: str
    capital: bool

    @property
    def own(self) -> bool:
        return self.full > self.end


def words_of(text: str, known: Callable[[str], bool]) -> list[Word]:
    """Take a text apart into words; what is joined by hyphens is one only if it is `known`.

    Raises: nothing.
    """
    found: list[Word] = []
    last = 0
    for match in WORD.finditer(text):
        for start, end in _parts(match, known):
            own = OWN.search(text, start, end)
            core = own.start() if own and own.start() > start else end
            word = text[start:core]
            capital = word[0].isupper() or bool(ARTICLE.match(word))
            found.append(Word(word, start, core, end, text[last:start], capital))
            last = end
    return found


def _parts(match: re.Match[str], known: Callable[[str], bool]) -> list[tuple[int, int]]:
    text, start = match.group(), match.start()
    if ("-" not in text and "–" not in text) or ARTICLE.match(text) or known(text):
        return [match.span()]
    found, at = [], 0
    for part in re.split("[-–]", text):
        if part:
            found.append((start + at, start + at + len(part)))
        at += len(part) + 1
    return found
