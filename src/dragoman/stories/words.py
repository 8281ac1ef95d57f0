"""Words in the form in which stories compare them."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
# The longest first; what is left must still be a word.
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ies", "ied", "ion",
            "ions", "ers", "er", "ed", "es", "ly", "s", "e", "y")  # fmt: skip
_SHORTEST = 3


def words_in(text: str) -> list[str]:
    """The words and numbers of a text, in small letters, in order. Raises: nothing."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: "signed" and "signing" are "sign".

    In: a word. Out: the same for most forms of one word; seldom a word by itself. Raises: nothing.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    # "stopped", "signing off": a doubled last letter belongs to the ending.
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word
