"""Photo captions, by their credits and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman.reading.datelines import agency_name
from dragoman.reading.words import caption_signs

LONGEST = 110  # words: captions that quote the whole story don't occur

_BRACKET = re.compile(r"\s*[(\[](?P<in>[^()\[\]]{2,120})[)\]]\W{0,3}$")
_SLASHED = re.compile(r"[\w .'’-]{3,40}/\s?[\w .'’-]{2,40}")
_PERSON_SLASH = re.compile(
    r"(?:\s|^)[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}\s?/\s?(?P<in>[A-Z][\w .-]{1,24})$"
)
_DASHED = re.compile(
    r"\s(?:[-–—|]{1,2}|/)\s?(?P<in>[A-Z@][\w@./ '’-]{1,40}(?:: ?[\w ./'’-]{2,40})?)$"
)
_GLUED = re.compile(
    r"[\w.!?\"”’)]\s?(?:©|(?:Image|Photo|Picture|IMAGE|PHOTO|PICTURE|Credit):)\s?"
    r"(?P<in>[A-Z@][\w@./ ,&'’-]{1,60})$"
)
_BARE = re.compile(r"(?:[A-Z][\w'’-]*|[.!?\"”])\s(?P<in>[A-Z][\w-]+(?:[ /-][A-Z][\w-]+){0,2})$")
_YEARED = re.compile(r"\b(?:19|20)\d{2}\b")
_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")


class Caption(NamedTuple):
    """How sure a unit is a caption, and where its credit begins."""

    sure: bool
    reason: str
    credit_at: int | None = None
    agency: str | None = None  # a lone agency in brackets, which may sign the story instead


def find_caption(words: str, count: int) -> Caption | None:
    """Tell whether a unit reads like a photo caption.

    In:     its words and how many they are. Out: None for no sign at all; not `sure` where only
            its place on the page can tell. Raises: nothing.
    """
    if count > LONGEST:
        return None
    low = words.lower()
    if _starts().match(low):
        return Caption(True, "caption by its first words")
    if _contains().search(low):
        return Caption(True, "caption by its words")
    found = _bracketed(words, count) or _open_credit(words, count)
    if found is not None:
        return found
    weak = len(_weak().findall(low))
    if not weak:
        return None
    sure = weak > 1 and bool(_YEARED.search(words)) and count < 60
    return Caption(sure, "caption by what it describes")


def _bracketed(words: str, count: int) -> Caption | None:
    match = _BRACKET.search(words)
    if match is None or match.start() == 0:
        return None
    inside = match["in"].strip()
    agency = agency_name(inside)
    parts = [part.strip() for part in re.split(r"[/,;]|\bvia\b|\s[-–—]\s", inside)]
    if agency is not None and all(part in _agency_forms() for part in parts):
        return Caption(False, "ends with an agency", match.start(), agency)
    credit = inside in _credits() or any(part.strip() in _credits() for part in parts)
    if credit or (_SLASHED.fullmatch(inside) and not any(char.isdigit() for char in inside)):
        return Caption(True, "caption by its credit", match.start())
    # An unknown name after a full stop credits the picture where the sentence dates it.
    named = inside[0].isupper() and len(inside.split()) <= 6 and not inside.isdigit()
    if named and _ENDED.search(words[: match.start()]) and _YEARED.search(words):
        return Caption(True, "caption by its date and credit", match.start())
    return None


def _open_credit(words: str, count: int) -> Caption | None:
    """Find a credit without brackets: "… in Gaza. — AFP/File", "… Timothy Weeks AP"."""
    glued = _GLUED.search(words)
    if glued and count >= 5:
        return Caption(True, "caption by its credit", glued.start() + 1)
    if _ENDED.search(words) or count < 6:
        return None
    person = _PERSON_SLASH.search(words)
    if person and _is_credit(person["in"]):
        return Caption(True, "caption by its credit", person.start())
    dashed = _DASHED.search(words)
    if dashed and _is_credit(dashed["in"]) and _ENDED.search(words[: dashed.start()]):
        return Caption(True, "caption by its credit", dashed.start())
    bare = _BARE.search(words)
    if bare and bare["in"] in _credits() and count >= 7:
        return Caption(True, "caption by its credit", bare.start("in"))
    return None


def _is_credit(text: str) -> bool:
    parts: Sequence[str] = re.split(r"\s*(?:/|:|\bvia\b|,)\s*", text.strip())
    return any(part in _credits() or part.lower() == "photo credit" for part in parts)


@cache
def _credits() -> frozenset[str]:
    return frozenset(caption_signs("credit"))


@cache
def _agency_forms() -> frozenset[str]:
    from dragoman.reading.words import agencies

    return frozenset(agencies())


def _any_of(kind: str) -> str:
    return "|".join(re.escape(each) for each in sorted(caption_signs(kind), key=len, reverse=True))


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('start')})(?!\w)")


@cache
def _contains() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('contains')})(?!\w)")


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of('weak')})(?!\w)")
