"""What a site prints around its stories, found by the phrases of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.reading.words import Furniture, furniture

_SHORT = 40  # words: beyond it only notices about cookies are sought
_COUNT = re.compile(
    r"(?:\d[\d,.]*\s?[km]?\+?\s*)?(?:comments?|shares?|views?|likes?|reads?|retweets?|replies|"
    r"followers|reactions|votes)(?:\s*[(:]?\s*\d[\d,.]*\s?[km]?\+?\)?)?",
    re.IGNORECASE,
)
_READ_TIME = re.compile(
    r"(?:(?:reading|read) time:?\s*)?(?:\d{1,3}|a|one|two|three|four|five)[\s-]*"
    r"(?:min|mins|minute|minutes|m)\b\.?\s*(?:read|listen|watch)?(?:ing)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[|•·»/>›,]|\s{2,}|\t)\s*")
_CRUMBS = re.compile(r"\s(?:>|»|›|/|→|::|\\)\s")
_HANDLE = re.compile(r"@\w{2,30}|#\w{2,40}(?:\s+#\w{2,40})*")
_POST_CREDIT = re.compile(r"[—–-]\s?.{2,60}\(@\w{1,30}\)")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_MD_LINK = re.compile(r"!?\[[^\]\n]{0,400}\]\([^)\s]{1,600}[^)\n]{0,80}\)")
_US = re.compile(r"\bUS\b")


class Found(NamedTuple):
    """Why a unit is furniture, and what follows from it for the units after it."""

    reason: str
    effect: str = ""


@lru_cache(maxsize=4096)
def find_furniture(words: str) -> Found | None:
    """Tell whether a unit is furniture of the site.

    In: a unit's words without marker. Out: the reason, None for what may be story. Raises: nothing.
    """
    said = plain(words)
    count = said.count(" ") + 1
    if count <= _SHORT:
        found = _whole(said) or _shape(words, said)
        if found is not None:
            return found
    return _by_pattern(said, count)


def plain(words: str) -> str:
    """Write words as the table does: small letters, straight apostrophes, no outer marks.

    The country in capitals stays apart from the pronoun: "Follow us", "Send US troops".
    """
    if not words.isupper():
        words = _US.sub("U.S.", words)
    said = words.lower().replace("’", "'").replace("\u00a0", " ")
    return " ".join(said.split()).strip("*_#[]{}<>»«›‹→←▼▲▾▸►+|•· \u200b")


@cache
def _wholes() -> Mapping[str, Furniture]:
    found: dict[str, Furniture] = {}
    for row in furniture():
        if row.match == "whole":
            found.setdefault(row.phrase, row)
    return found


def _whole(said: str) -> Found | None:
    row = _wholes().get(said) or _wholes().get(said.rstrip(":….! "))
    return Found(row.reason, row.effect) if row else None


def is_button(said: str) -> bool:
    """Tell whether plain words are, as a whole, a link or button that sites print."""
    row = _wholes().get(said)
    return bool(row and row.effect == "") or bool(
        _COUNT.fullmatch(said) or _READ_TIME.fullmatch(said)
    )


def _shape(words: str, said: str) -> Found | None:
    if not any(letter.isalnum() for letter in said):
        return Found("marks without words")
    if _COUNT.fullmatch(said) or _READ_TIME.fullmatch(said):
        return Found("count or reading time")
    if _PAGE_NUMBER.fullmatch(said):
        return Found("number by itself")
    if _HANDLE.fullmatch(words.strip()):
        return Found("handle or hashtags")
    if _POST_CREDIT.match(words):
        return Found("credit of a quoted post")
    if len(_CRUMBS.findall(words)) >= 2 and not said.endswith("."):
        return Found("path to the page")
    if said.startswith(("home /", "home >", "home »", "home ›", "home |")):
        return Found("path to the page")
    link = _MD_LINK.match(words.strip())
    if link and len(words.strip()) - link.end() < 60:
        return Found("link")
    parts = [part for part in _SPLIT.split(said) if part]
    if len(parts) > 1 and sum(map(is_button, parts)) >= 0.6 * len(parts):
        return Found("row of buttons or links")
    tokens = said.split()
    if 1 < len(tokens) <= 20 and tokens[0] != "by" and all(map(is_button, tokens)):
        return Found("row of buttons or links")
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Mapping[str, Furniture]], ...]:
    made = []
    for match in ("start", "contains"):
        rows = {row.phrase: row for row in furniture() if row.match == match}
        names = "|".join(re.escape(phrase) for phrase in sorted(rows, key=len, reverse=True))
        made.append((match, re.compile(rf"(?<!\w)(?:{names})(?!\w)"), rows))
    return tuple(made)


def _by_pattern(said: str, count: int) -> Found | None:
    if count > 160:
        return None
    for match, pattern, rows in _patterns():
        hit = pattern.match(said) if match == "start" else pattern.search(said)
        row = rows.get(hit.group()) if hit else None
        if row and (not row.words or count <= row.words):
            return Found(row.reason, row.effect)
    return None
