"""Which line of a story's head is its headline."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from dragoman.reading.datelines import agency_name
from dragoman.reading.furniture import plain
from dragoman.reading.page import Page
from dragoman.reading.words import agencies, outlets

LEAST = 1.0  # a lone kicker over a story stays below it
_FUNCTION = re.compile(
    r"\b(?:to|of|in|on|for|at|as|by|with|after|over|from|and|is|are|be|will|says|amid|against|"
    r"the|an?|his|its|not|no|than|into|under|between|but|if|how|why|who|what|vs)\b",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+(?:[|–—-]|::|»)\s+(?P<site>[^|–—]{2,60})$")
_SPEAKER = re.compile(r"\([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}\)$")
_FACTS = ("date", "byline", "dateline")
_LEADS = re.compile(r"^(?:\d{1,3}[.)]\s+)")


def site_suffix(words: str) -> tuple[int, str] | None:
    """Find the site's name at a headline's end: "… near Mosul - Xinhua".

    In: a headline. Out: where the headline itself ends, and the name; None without one.
    Raises: nothing.
    """
    match = _SITE.search(words)
    if match is None:
        return None
    site = match["site"].strip()
    known = outlets().get(site.lower()) or agencies().get(site) or agency_name(site)
    # After a stroke even an unknown name is a site's, where a whole headline stands before it.
    if known is None and "|" in match.group() and words[: match.start()].count(" ") >= 4:
        known = site if len(site.split()) <= 4 and not site.isupper() else None
    return (match.start(), known) if known else None


@cache
def title_key(words: str) -> str:
    """Write a headline so that its repeats compare equal. Raises: nothing."""
    suffix = site_suffix(words)
    bare = words[: suffix[0]] if suffix else words
    return _LEADS.sub("", plain(bare)).rstrip(" .…")


def key_at(page: Page, k: int) -> str:
    """Give the key of one unit's words."""
    return title_key(page.units[k].text[page.labels[k].lead :])


def repeats(page: Page, low: int, high: int) -> Counter[str]:
    """Count how often each line stands in a stretch of a page."""
    return Counter(
        key_at(page, k)
        for k in range(low, high)
        if page.labels[k].role in ("short", "fragment", "other", "furniture", "bullet")
        and len(page.units[k].text) < 400
    )


def find_title(page: Page, low: int, high: int) -> int | None:
    """Choose the headline among the units of a story's head.

    In:     the page; `low` up to `high`, where the body begins.
    Out:    the unit's number, the first of its repeats; None where nothing looks like one.
    Raises: nothing.
    """
    told = repeats(page, low, high)
    head = _Head(low, high, _first_fact(page, low, high), _first_good(page, low, high))
    scored = [
        (score, -k)
        for k in range(low, high)
        if page.labels[k].role in ("short", "fragment")
        and (score := _score(page, k, head, told)) >= LEAST
    ]
    if not scored:
        return _listed_title(page, low, high)
    return -max(scored)[1]


def _listed_title(page: Page, low: int, high: int) -> int | None:
    """Fall back on a headline that a list above it seemed to hold: the one next to the story."""
    for k in range(high - 1, low - 1, -1):
        after = page.labels[k + 1].role if k + 1 < len(page.labels) else ""
        near = after in ("prose", *_FACTS)
        if page.labels[k].role == "other" and page.labels[k].words >= 4 and near:
            return k
    return None


class _Head(NamedTuple):
    """A story's head: its units, and where its first byline or date and first likely line are."""

    low: int
    high: int
    fact: int
    good: int


def _first_fact(page: Page, low: int, high: int) -> int:
    found = (
        k
        for k in range(low, high)
        if page.labels[k].role == "byline"
        or (page.labels[k].role == "date" and page.labels[k].dates)
    )
    return next(found, high)


def _first_good(page: Page, low: int, high: int) -> int:
    return next((k for k in range(low, high) if _good(page, k)), high)


def _score(page: Page, k: int, head: _Head, told: Counter[str]) -> float:
    unit, count = page.units[k], page.labels[k].words
    words = unit.words
    score = -2.0 if count <= 2 else 1.0 if count == 3 else 2.0 if count <= 25 else 0.5
    score += 1.0 if count >= 6 else 0.0
    score += 3.0 if told[key_at(page, k)] > 1 and count >= 3 else 0.0
    score += 2.0 if unit.marker == "#" else -1.0 if unit.marker.startswith("##") else 0.0
    score -= 3.0 if unit.marker and not unit.marker.startswith("#") else 0.0
    flowing = _FUNCTION.search(words) or any(word[0].islower() for word in words.split())
    score += 1.0 if flowing else 0.0
    score -= 3.0 if words.endswith(":") or _parted(words) else 0.0
    score -= 1.0 if words.isupper() and count <= 8 else 0.0
    score -= 4.0 if _SPEAKER.search(words) else 0.0
    return score + _place_score(page, k, head)


def _place_score(page: Page, k: int, head: _Head) -> float:
    unit = page.units[k]
    after = page.units[k + 1] if k + 1 < len(page.units) else None
    score = 1.0 if unit.blanks and (after is None or after.blanks) else 0.0
    score += 1.0 if k == head.low else 0.0
    following = page.labels[k + 1 : min(k + 7, head.high + 1)]
    score += 1.5 if any(x.role in _FACTS for x in following) or k + 1 == head.high else 0.0
    score -= 2.0 if _beside(page, k) == 2 else 0.0
    score -= 2.0 if k > head.fact and head.good < k else 0.0
    # The deck below a headline is also a line without a full stop: the first one is the headline.
    return score - 0.6 * sum(_good(page, x) for x in range(max(head.low, k - 3), k))


def _beside(page: Page, k: int) -> int:
    """Count the short lines right above and below, without a blank line between."""
    return sum(
        0 <= x < len(page.labels)
        and page.labels[x].role in ("short", "fragment", "bullet")
        and not page.units[max(x, k)].blanks
        and key_at(page, x) != key_at(page, k)
        for x in (k - 1, k + 1)
    )


def _good(page: Page, k: int) -> bool:
    label = page.labels[k]
    return label.role == "short" and label.words >= 5 and not _parted(page.units[k].words)


def _parted(words: str) -> bool:
    return (" | " in words or " > " in words) and not site_suffix(words)
