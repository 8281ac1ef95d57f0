"""Bodies whose names are written otherwise than in our table: "HAMAS", "al Shabaab"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.actors.lexicon import Known, Match, lexicon, on_day
from dragoman.actors.persons import plain
from dragoman.language import Token

# Shorter names in other letters may be anybody's.
LEAST_LETTERS = 7


def loosely_written(tokens: Sequence[Token], day: str | None = None) -> Match | None:
    """The body of this name but for hyphens, blanks, accents and capitals.

    In: the tokens of a noun phrase, the article's day. Out: None where it is no name, or that of
    two. Raises: DataFileError as `lexicon`.
    """
    words = tokens[1:] if tokens and tokens[0].text.lower() == "the" else tokens
    if not words or not words[0].text[:1].isupper() or not words[-1].text[:1].isupper():
        return None
    printed = " ".join(word.text for word in words)
    known = _by_letters().get(_letters(printed)) if len(printed) >= LEAST_LETTERS else None
    return Match(words[0].i, words[-1].i, on_day(known, day)) if known else None


@cache
def _by_letters() -> Mapping[str, Known]:
    """Bodies by the letters of their names; without acronyms, and names that two share so."""
    found: dict[str, Known] = {}
    twice: set[str] = set()
    for body in lexicon().automaton.values():
        letters = _letters(body.text)
        if body.use != "body" or body.text.isupper() or len(letters) < LEAST_LETTERS:
            continue
        if found.setdefault(letters, body).entity != body.entity:
            twice.add(letters)
    return {letters: body for letters, body in found.items() if letters not in twice}


def _letters(name: str) -> str:
    return plain(name).replace(" ", "").replace("'", "")
