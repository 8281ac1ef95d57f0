"""The sentence around a stretch of a paragraph, without a parser."""

from __future__ import annotations

import re

from dragoman.language.boundaries import abbreviations

LONGEST = 400
_END = re.compile(r"(\S*[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(]*[A-Z0-9])")


def sentence_at(passage: str, start: int, end: int) -> str:
    """Cut out the sentence (or sentences) that hold `start` to `end` of a passage.

    In:     a paragraph, and a stretch of it. Out: its words as printed, at most LONGEST
            characters around the stretch, with "…" where more was cut. Raises: DataFileError if
            the table of abbreviations is broken.
    """
    first, last = 0, len(passage)
    for found in _END.finditer(passage):
        if _abbreviated(found[1]):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start(1) + len(found[1]) >= end:
            last = found.end()
            break
    return _cut(passage[first:last].strip(), start - first, end - first)


def _abbreviated(word: str) -> bool:
    """ "Gen.", "U.S.", "J." end no sentence."""
    bare = word.lstrip("(\"'“‘")
    return bare in abbreviations() or bool(re.fullmatch(r"(?:[A-Z]\.)+", bare))


def _cut(sentence: str, start: int, end: int) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    spare = max(0, LONGEST - (end - start)) // 2
    first, last = max(0, start - spare), min(len(sentence), end + spare)
    before, after = "…" if first else "", "…" if last < len(sentence) else ""
    return f"{before}{sentence[first:last].strip()}{after}"
