"""Titles of texts: in a form that compares, and how alike two of them are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What is no part of a title: how it was adopted, by whom, which of several drafts.
TAIL = re.compile(
    r"\s*:?\s*(?::\s*|/\s*|\s+-\s+)?(?:draft )?(?:resolution|decision)\s*[IVXL]*\s*/?\s*"
    r"(?:adopted by the General Assembly.*|\[?adopted.*)?$",
    re.I,
)
ADOPTED = re.compile(r"\s*[:/]+\s*(?:draft )?(?:resolution|decision)s?\b.*$", re.I)
LEAD = re.compile(
    r"^(?:(?:the |a |an )?(?:draft )?(?:resolution|decision|text|draft)s?(?: [A-Z]{1,2}| [IVXL]+)?"
    r"\s+(?:entitled|titled|on|concerning|about|regarding)\s+)",
    re.I,
)
WORD = re.compile(r"[a-z0-9]+|:")
COLON = ":"
PREFIX = re.compile(r"\b(sub|non|anti|multi|inter|co|re|pre|post|trans|counter|twenty|thirty) ")
LETTERED = re.compile(r"\b(\d+) ([a-z])\b(?! )")
LITTLE = frozenset("the of a an and or to in on at for by with from as their its".split())
# Spellings and forms of one word.
SAME = {
    "organisation": "organization", "programme": "program", "programmes": "programs",
    "defence": "defense", "un": "united nations", "2nd": "second", "3rd": "third", "4th": "fourth",
    "1st": "first", "internatinal": "international", "behaviour": "behavior",
    "decolonisation": "decolonization", "usa": "united states america", "dprk": "korea",
    "icj": "international court justice", "24th": "twentyfourth",
    "fuelling": "fueling", "5th": "fifth", "6th": "sixth", "7th": "seventh", "8th": "eighth",
    "9th": "ninth", "10th": "tenth",
}  # fmt: skip


@lru_cache(maxsize=65536)
def title_words(title: str) -> tuple[str, ...]:
    """A title's words in a form that compares: small letters, one spelling, no little words.

    In:     a title as printed, or as a list of votes gives it (": resolution / adopted by …").
    Out:    its words in order, in the singular; a colon between two of them is a word too.
    Raises: nothing.
    """
    plain = unicodedata.normalize("NFKD", title).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['\u2019`]s?\b", "", plain)
    plain = re.sub(r"[\u2010-\u2015\u2212-]", " ", plain)
    # "sub-regional" and "subregional", "73 e" and "73e" are one word.
    plain = PREFIX.sub(r"\1", plain)
    plain = LETTERED.sub(r"\1\2", plain)
    plain = LEAD.sub("", ADOPTED.sub("", plain))
    words = " ".join(SAME.get(word, word) for word in WORD.findall(plain)).split()
    found = [_singular(word) for word in words if word not in LITTLE]
    while found and found[-1] == COLON:
        found.pop()
    return tuple(found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def thread_key(title: str | None, symbol: str | None, part: str | None = None) -> str:
    """What the same text's records share across pages and years: its title, else its symbol."""
    words = title_words(title) if title else ()
    key = " ".join(words) or (symbol or "")
    return f"{part or ''}|{key}"
