"""Names of places in the form that they are compared by."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

# What Unicode does not take apart into a letter and its mark.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
NOTHING = re.compile(r"['’‘ʻʼ`.]")
BLANK = re.compile(r"[\s\-–]+")
SHORT = {"saint": "st", "sainte": "ste", "mt": "mount", "ft": "fort"}


def plain(name: str) -> str:
    """A name without capitals, accents, apostrophes and hyphens: "Port-au-Prince", "N'Djamena".

    In:     a name as printed. Out: what names that differ in these only have in common; may be
            empty. Raises: nothing.
    """
    low = name.lower()
    if not low.isascii():
        marks = unicodedata.normalize("NFKD", low.translate(LETTERS))
        low = "".join(char for char in marks if not unicodedata.combining(char))
    words = BLANK.split(NOTHING.sub("", low))
    return " ".join(SHORT.get(word, word) for word in words if word)


def key_of(plain_name: str) -> int:
    """64 bits that stand for a plain name in the compiled tables. Raises: nothing."""
    digest = blake2b(plain_name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
