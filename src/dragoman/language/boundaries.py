"""Where sentences begin: decided by print conventions before the parser, which keeps to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.tables import one_of, read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc

ABBREVIATIONS = Path(__file__).parent / "data" / "abbreviations.tsv"
COLUMNS = ("word", "kind")
KINDS = ("title", "plain")
FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!!", "!?"})
LAST = frozenset(word[-1] for word in FINAL)
CLOSING = frozenset({'"', "'", ")", "]", "''", "”", "’", "»"})
OPENING = frozenset({'"', "'", "(", "[", "``", "“", "‘", "«", "-", "–", "—", "•", "*"})
# After "U.S." or "Corp." only such a word shows that a new sentence begins.
STARTERS = frozenset(
    """The A An He She It They We I You This That These Those In On At But And However Meanwhile
    His Her Their Its There When While After Before If As For Earlier Later Since Some Many Most
    Officials Police Both Last Asked Speaking Under During Nobody None Everyone""".split()
)
NUMBERS = frozenset({"No.", "Nos."})
SPEECH = frozenset("said asked told says asks added shouted wrote replied cried".split())
SPEAKER_LENGTH = 6


@cache
def abbreviations(path: Path = ABBREVIATIONS) -> dict[str, str]:
    """Words that end in a full stop without ending a sentence → "title" or "plain".

    "title": always followed by more ("Gen."). "plain": may also end a sentence ("Inc.").
    Raises: DataFileError naming the lines that are wrong.
    """
    rows = read_table(path, COLUMNS, lambda row: one_of(row["kind"], "kind", KINDS))
    return {row.cells["word"]: row.cells["kind"] for row in rows}


class Words(NamedTuple):
    """The words of a text, and whether a blank follows each."""

    texts: Sequence[str]
    spaced: Sequence[bool]


def mark_boundaries(doc: Doc) -> Doc:
    """Set where each sentence of `doc` begins (a spaCy pipe, to run before the parser)."""
    tokens = list(doc)
    words = Words([each.text for each in tokens], [bool(each.whitespace_) for each in tokens])
    ended = False
    for i, token in enumerate(tokens[1:], 1):
        before = words.texts[i - 1]
        if i == 1 or not (before.isspace() or _closes(words, i - 1)):
            ended = before[-1] in LAST
        token.is_sent_start = ended and begins_sentence(words, i)
    return doc


def begins_sentence(words: Words, i: int) -> bool:
    """Tell whether word `i` begins a sentence, from the characters around it alone."""
    texts = words.texts
    if texts[i].isspace() or _closes(words, i) or not _looks_like_a_start(words, i):
        return False
    last = i - 1
    while last > 0 and (texts[last].isspace() or _closes(words, last)):
        last -= 1
    word = texts[last]
    if last < i - 1 and word[-1] in "!?" and _names_the_speaker(words, i):
        return False
    if word in FINAL:
        return not _is_abbreviated(words, last, texts[i])
    return word.endswith(".") and len(word) > 1 and not _goes_on(word, texts[i])


def _closes(words: Words, i: int) -> bool:
    return words.texts[i] in CLOSING and i > 0 and not words.spaced[i - 1]


def _names_the_speaker(words: Words, i: int) -> bool:
    """ "“Will they sign?” President Tavo asked": a name and a verb of speech after a quotation."""
    if words.texts[i] in STARTERS or not words.texts[i][0].isalpha():
        return False
    for text in words.texts[i : i + SPEAKER_LENGTH]:
        if text in SPEECH:
            return True
        if text in FINAL or text in CLOSING or text in OPENING:
            return False
    return False


def _looks_like_a_start(words: Words, i: int) -> bool:
    text = words.texts[i]
    if text in OPENING and i + 1 < len(words.texts):
        return True
    first = text[0]
    return first.isupper() or first.isdigit() or not (first.isalpha() or first in ",;:.!?%)]'\"/")


def _is_abbreviated(words: Words, stop: int, following: str) -> bool:
    """A lone "." after an abbreviation that the tokenizer split off, as in "Gov ." or "J ."."""
    if stop == 0 or words.texts[stop] != "." or words.spaced[stop - 1]:
        return False
    word = words.texts[stop - 1]
    if re.fullmatch(r"[A-Z]", word) and following not in STARTERS:
        return True
    return _goes_on(word + ".", following)


def _goes_on(word: str, following: str) -> bool:
    """Tell whether a word with a full stop is followed by more of its own sentence."""
    kind = abbreviations().get(word)
    if word in NUMBERS and following[0].isalpha():
        return False
    if kind == "title":
        return True
    if kind == "plain" or re.fullmatch(r"(?:[A-Za-z]\.)+", word):
        return following not in STARTERS
    return False
