"""Where sentences begin: decided by print conventions before the parser, which keeps to it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.tables import one_of, read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ABBREVIATIONS = Path(__file__).parent / "data" / "abbreviations.tsv"
COLUMNS = ("word", "kind")
KINDS = ("title", "plain")
FINAL = frozenset({".", "!", "?", "…", "...", "?!", "!!", "!?"})
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


def mark_boundaries(doc: Doc) -> Doc:
    """Set where each sentence of `doc` begins (a spaCy pipe, to run before the parser)."""
    for token in doc[1:]:
        token.is_sent_start = begins_sentence(doc, token.i)
    return doc


def begins_sentence(doc: Any, i: int) -> bool:
    """Tell whether token `i` begins a sentence, from the characters around it alone."""
    token = doc[i]
    if token.is_space or _closes(doc, i) or not _looks_like_a_start(doc, i):
        return False
    last = i - 1
    while last > 0 and (doc[last].is_space or _closes(doc, last)):
        last -= 1
    word = doc[last].text
    if last < i - 1 and word[-1] in "!?" and _names_the_speaker(doc, i):
        return False
    if word in FINAL:
        return not _is_abbreviated(doc, last, token)
    return word.endswith(".") and len(word) > 1 and not _goes_on(word, token.text)


def _closes(doc: Any, i: int) -> bool:
    return doc[i].text in CLOSING and i > 0 and not doc[i - 1].whitespace_


def _names_the_speaker(doc: Any, i: int) -> bool:
    """ "“Will they sign?” President Tavo asked": a name and a verb of speech after a quotation."""
    if doc[i].text in STARTERS or not doc[i].text[0].isalpha():
        return False
    for token in doc[i : i + SPEAKER_LENGTH]:
        if token.text in SPEECH:
            return True
        if token.text in FINAL or token.text in CLOSING or token.text in OPENING:
            return False
    return False


def _looks_like_a_start(doc: Any, i: int) -> bool:
    text = doc[i].text
    if text in OPENING and i + 1 < len(doc):
        return True
    first = text[0]
    return first.isupper() or first.isdigit() or not (first.isalpha() or first in ",;:.!?%)]'\"/")


def _is_abbreviated(doc: Any, stop: int, following: Token) -> bool:
    """A lone "." after an abbreviation that the tokenizer split off, as in "Gov ." or "J ."."""
    if stop == 0 or doc[stop].text != "." or doc[stop - 1].whitespace_:
        return False
    word = doc[stop - 1].text
    if re.fullmatch(r"[A-Z]", word) and following.text not in STARTERS:
        return True
    return _goes_on(word + ".", following.text)


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
