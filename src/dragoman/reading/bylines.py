"""Who signs a story: bylines, signatures, and lines that also carry a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.reading.dates import PageDate
from dragoman.reading.words import agencies, outlets

_BY = re.compile(r"(?:by|BY|By|from|From|FROM)\b\s*:?\s*(?P<who>[A-Z@À-Þ].*)")
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|staff|writers?|desk|analyst|bureau|columnist|anchor|"
    r"news agency|agencies|contributor|monitoring|special to)\b",
    re.IGNORECASE,
)
_SMALL = {
    "and",
    "in",
    "of",
    "the",
    "for",
    "at",
    "de",
    "van",
    "von",
    "bin",
    "al",
    "with",
    "by",
    "our",
    "el",
    "da",
    "on",
}
_PARTS = re.compile(r"\s*(?:[|•·,–—()]|\s-\s|\s{2,})\s*")
_SIGNS = re.compile(r"^(?:source|by|from)\s*:?\s*", re.IGNORECASE)
_OUTLET = re.compile(r"(?:The )?(?:[A-Z][\w.'’-]+ ?){2,5}")
LONGEST_PART = 5  # blanks: a sentence may well name an agency and a day
_WITH = re.compile(r"(?!By )(?:[A-ZÀ-Þ][\w.'’-]+ ){2,4}(?:with|and|/) (?=[A-Z])")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]*_ ]*(?:\[?\d{0,2}\]?)$")


def opens_with_by(words: str) -> bool:
    """Tell whether a line opens with "By …" and a name. Raises: nothing."""
    return _BY.match(words) is not None


def signer(said: str, dates: Sequence[PageDate]) -> str | None:
    """Find who signs a line that also has a date; "" for a person.

    In: the line, and the dates in it. Out: the outlet or agency; None where nobody signs.
    Raises: nothing.
    """
    parts = [
        part.strip(" :|-")
        for part in _PARTS.split(said[: dates[0].start] + "|" + said[dates[-1].end :])
    ]
    if any(part.count(" ") >= LONGEST_PART for part in parts):
        return None
    for part in parts:
        name = _SIGNS.sub("", part)
        if name in agencies() or name.lower() in outlets():
            return agencies().get(name) or outlets()[name.lower()]
    labelled = next((part for part in parts if part[:7].lower() == "source:"), None)
    if labelled is not None:
        return labelled[7:].strip()
    match = _BY.match(said)
    if match is None or not _few_small(match["who"][: max(0, dates[0].start - match.start("who"))]):
        return None
    # "By Our Reporter | The Lantern | Added …": what stands between strokes is the paper.
    named = [part for part in parts[1:] if _OUTLET.fullmatch(part)]
    return named[0] if named and "|" in said[: dates[0].start] else ""


def _few_small(text: str) -> bool:
    small = [word for word in text.split() if word[0].islower() and word.strip(".,:") not in _SMALL]
    return sum(not _ROLE.fullmatch(word.strip(".,")) for word in small) <= 1


def is_byline(words: str, count: int) -> bool:
    """Tell whether a line names a writer and little else. Raises: nothing."""
    if _STOPPED.search(words) and not words.endswith(("Jr.", "Sr.")):
        return False
    match = _BY.match(words)
    if _WITH.match(words) and count <= 12:
        return named_source(_WITH.sub("", words, count=1)) is not None
    if match is not None and count <= 18:
        first_small = words[0] in "fF" and words[4:5] != ":" and not _ROLE.search(words)
        return _few_small(match["who"]) and not first_small
    named = bool(re.match(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:,| \||$| in )", words))
    signed = _ROLE.search(words) is not None and count <= 9
    return signed and _few_small(words) and (named or count <= 3) and ":" not in words


def named_source(words: str) -> str | None:
    """Find the outlet or agency in a byline: "By Ann Bell | Fox News", "By REUTERS"."""
    who = re.sub(r"^(?:by|from)\b\s*:?\s*", "", words, flags=re.IGNORECASE)
    for part in re.split(r"\s*(?:[|•·,/()–—]|\s-\s|\bwith\b|\bfor\b|\bof\b|\bvia\b)\s*", who):
        name = part.strip()
        if name in agencies() or name.lower() in outlets():
            return agencies().get(name) or outlets()[name.lower()]
    return None
