"""Units → labels: what each stretch of a page looks like by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dragoman.reading.bylines import is_byline, named_source, opens_with_by, signer
from dragoman.reading.captions import Caption, find_caption
from dragoman.reading.datelines import Dateline, agency_name, parse_dateline
from dragoman.reading.dates import LONGEST, Order, PageDate, find_dates, is_date_line
from dragoman.reading.furniture import find_furniture
from dragoman.reading.lines import Unit
from dragoman.reading.slugs import is_slug, wire_days
from dragoman.reading.words import agencies, cities, outlets

Role = Literal[
    "rule", "end", "furniture", "other", "date", "byline", "dateline", "slug", "url",
    "caption", "bullet", "prose", "short", "fragment", "pretext", "summary",
]  # fmt: skip

_RULE = re.compile(
    r"(?P<sign>[-=_*~#—–•.+·])(?:\s?(?P=sign)){2,}|(?:\*\s*){3,}|[-=_*~#—–•.+·\s]{5,}"
)
_END = re.compile(
    r"[-–—(*\[#~\s]*(?:ends?|the end|30|/ends|"
    r"end of (?:story|text|report|article|item|statement))[-–—)*\]#~/.\s]*",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:(?P<label>[A-Za-z ]{2,24}?)\s*[:–-]?\s+)?(?P<url>(?:https?://|www\.)\S{4,600})",
    re.IGNORECASE,
)
_INLINE_BY = re.compile(r"[Bb][Yy]:\s+(?:[A-ZÀ-Þ][\w.'’-]+\s+){2}(?=[A-Z\"“])")
# What may stand after a paragraph's last full stop: a credit, a link, a mark of the end.
_SIGNED = re.compile(
    r"(?<=[.!?…\"”’])\s*(?:[(\[][A-Za-z][^()\[\]]{1,60}[)\]]"
    r"|\[?(?:Read|Learn|See|Find out) more(?: here)?\]?"
    r"|\[?(?:Continue reading|Keep reading|Full story|Read (?:the )?full (?:story|article))\]?"
    r"|Enditem|Endit|ENDS?"
    r"|\[(?:…|\.\.\.)\]|[-–—]{1,2}\s?[A-Z][\w/.]{1,14}(?:\s[A-Z]\w{1,12})?|/?[A-Z]{2,}(?:/[A-Z]{2,})+)"
    r"\s*[.»>→■#/]{0,3}$"
)
_LABELLED = re.compile(r"(?:Headline|Title|HEADLINE|TITLE)\s?:\s+(?=\S)")
_MORE_IN = re.compile(r"more-in\b\s*", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:Q|A|Question|Answer|Asked)\b\s*[:.]|[A-Z][\w .'’-]{1,40}:\s")
_TELLS_DAY = re.compile(r"copyright|credit")
_REPEATED = 60  # code points: longer lines rarely come twice
_DAYS_AGO = {"today", "yesterday"}
_SAID = re.compile(r"\w (?:said|says|added|told \w+|stated|continued|concluded|wrote|replied):$")
LONG_LINE = 13  # words: a line without a full stop is a paragraph all the same from here on
_CLOSERS = "\"'”’»)]*_ "
_OPENERS = "`\"“‘«'"
_MD_TARGET = re.compile(r"\]\([^)\s]{0,400}\)")
_ENDS_IN_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+$")
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]*_ ]*(?:\[?\d{0,2}\]?)$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a unit was taken for, and what was read from it."""

    role: Role
    reason: str
    words: int
    effect: str = ""
    lead: int = 0  # code points of the unit before its own words: marker, dateline
    tail: int | None = None  # where a credit or a link at its end begins
    dates: tuple[PageDate, ...] = ()
    dateline: Dateline | None = None
    caption: Caption | None = None
    source: str | None = None
    opening: str = ""  # "byline" or "more-in": what stood at its head besides a dateline


def label(unit: Unit, order: Order | None) -> Label:
    """Label one unit by its own looks; its neighbours are looked at later.

    In: a unit, and the page's habit for numeric dates. Out: its label. Raises: nothing.
    """
    # Nothing but its words, its mark and the order decides, and sites repeat themselves.
    if len(unit.text) <= _REPEATED and unit.lines == 1:
        return _label_again(unit.text, unit.marker, unit.inner, order)
    return _label(unit, order)


@lru_cache(maxsize=8192)
def _label_again(text: str, marker: str, inner: int, order: Order | None) -> Label:
    return _label(Unit(0, len(text), text, marker, inner, 0, False, 1), order)


def _label(unit: Unit, order: Order | None) -> Label:
    words = unit.words
    count = words.count(" ") + 1 if "  " not in words else len(words.split())
    for test in (_mark, _printed_fact, _furniture, _credit_line):
        found = test(unit, words, count, order)
        if found is not None:
            return replace(found, lead=unit.inner) if unit.inner > found.lead == 0 else found
    return _story(unit, words, count)


def _mark(unit: Unit, words: str, count: int, order: Order | None) -> Label | None:
    if len(unit.text) < 200 and _RULE.fullmatch(unit.text):
        return Label("rule", "rule between parts", count)
    if (
        len(words) < 40
        and _END.fullmatch(words)
        and (words.isupper() if words.isalpha() else not words.isdigit())
    ):
        return Label("end", "mark of the end", count)
    return None


def _printed_fact(unit: Unit, words: str, count: int, order: Order | None) -> Label | None:
    """Find lines that say where the page is from: URL, symbol, date."""
    if len(words) > LONGEST * 3 or (words.isalpha() and words.lower() not in _DAYS_AGO):
        return None
    url = _URL.fullmatch(words)
    if url is not None:
        return Label("url", "address", count, source=url["url"])
    if len(words) > LONGEST or (words[0] in "—–" and "(@" in words):
        return None
    said = _MD_TARGET.sub("]", words) if "](" in words else words
    dates = tuple(find_dates(said, order)) if count <= 40 else ()
    if count <= 8 and is_slug(words, count, bool(dates)):
        dates = (*dates, *wire_days(words))
        return Label("slug", "symbol or slug of the document", count, dates=dates)
    filed = parse_dateline(words, first=False) if dates and words[0].isalpha() else None
    if filed and filed.end >= len(words) and (filed.place or "").lower() in cities():
        return Label("dateline", "dateline", count, dateline=filed, source=filed.agency)
    who = signer(said, dates) if dates and count <= 24 and not _TERMINAL.search(words) else None
    if count <= 24 and not who and is_date_line(said, dates):
        return Label("date", "date line" if dates else "time", count, dates=dates)
    if who is not None:
        return Label("byline", "byline with date", count, dates=dates, source=who or None)
    return None


def _furniture(unit: Unit, words: str, count: int, order: Order | None) -> Label | None:
    found = find_furniture(words)
    if found is None:
        return None
    outlet = outlets().get(words.lower().strip(" |"))
    if outlet is None and words[:7].lower() == "source:" and count <= 6:
        outlet = named_source(words[7:].strip()) or words[7:].strip()
    told = count < 40 and _TELLS_DAY.search(found.reason)
    dates = tuple(find_dates(words, order)) if told else ()
    return Label("furniture", found.reason, count, found.effect, dates=dates, source=outlet)


def _credit_line(unit: Unit, words: str, count: int, order: Order | None) -> Label | None:
    """Find bylines, names of outlets, and datelines on a line of their own."""
    if count > 22:
        return None
    outlet = outlets().get(words.lower().strip(" |•"))
    if outlet is not None:
        return Label("furniture", "name of the site", count, source=outlet)
    if all(part.strip("()[] .-–—") in agencies() for part in words.split("/")):
        return Label("byline", "agency", count, source=agency_name(words.strip("()[] -–—")))
    if count <= 6 and "/" in words and agency_name(words.rsplit("/", 1)[-1]):
        return Label("caption", "credit of a picture", count)
    if is_byline(words, count):
        reason = "byline" if opens_with_by(words) else "signature"
        return Label("byline", reason, count, source=named_source(words))
    found = parse_dateline(words, first=False)
    if found and found.sure and found.end >= len(words) and not unit.marker:
        return Label("dateline", "dateline", count, dateline=found, source=found.agency)
    return None


def _story(unit: Unit, words: str, count: int) -> Label:
    """Label what may be story: captions, bullets, headlines, paragraphs."""
    lead, opening = unit.inner, ""
    for pattern, name in ((_MORE_IN, "more-in"), (_INLINE_BY, "byline")):
        match = pattern.match(words)
        if match and match.end() < len(words):
            lead, opening = lead + match.end(), name
    said = unit.text[lead:]
    found = None if unit.marker and unit.marker[0] not in "(1234567890" else parse_dateline(said)
    if found is not None and found.end < len(said):
        inner = _shape(said[found.end :], count)
        if inner == "prose" or (found.sure and count >= LONG_LINE):
            signed = _SIGNED.search(said)
            caption = find_caption(words, count)
            return Label(
                "prose",
                "dateline and text",
                count,
                lead=lead + found.end,
                dateline=found,
                tail=lead + signed.start() if signed else None,
                caption=caption if caption and caption.agency else None,
                source=found.agency,
                opening=opening,
            )
    signed = _SIGNED.search(said)
    body = said[: signed.start()] if signed else said
    caption = find_caption(words, count)
    if caption and caption.sure and not unit.marker.startswith("#"):
        return Label("caption", caption.reason, count, lead=lead, caption=caption)
    shape = _shape(body, count)
    if unit.marker.startswith("#"):
        shape = "short"
    elif unit.marker and unit.marker[0] not in "(1234567890":
        shape = "bullet"
    if shape == "short":
        named = _LABELLED.match(said)
        lead += named.end() if named else _foreign_lead(said)
    reasons = {"bullet": "bullet", "prose": "text", "short": "no sentence", "fragment": "few words"}
    return Label(
        shape,
        reasons[shape],
        count,
        lead=lead,
        tail=lead + signed.start() if signed and shape == "prose" else None,
        caption=caption,
        opening=opening,
    )


def _shape(said: str, count: int) -> Role:
    text = said.strip()
    bare = text.rstrip(_CLOSERS) or text
    last = bare[-1]
    if count >= 30 or (count >= 6 and _ENDS_IN_LINK.search(text)):
        return "prose"
    if text[0] in _OPENERS and text[-1] in "\"”’»'" and count >= 3 and last not in ":":
        return "prose" if count >= 5 or last in ".!?," else "short"
    if last in ".!":
        if bare.endswith(("...", "…")) and count <= 20:
            return "short"
        return "prose" if count >= 3 else "fragment"
    if last == "…":
        return "short" if count <= 20 else "prose"
    if last == "?":
        return "prose" if count > 12 or _SPEAKER.match(text) or text[0] in _OPENERS else "short"
    if last in ",;":
        return "prose" if count >= 3 else "fragment"
    if last == ":" and (count >= 6 or _SAID.search(text)):
        return "prose"
    return "short" if count >= 3 else "fragment"


def _foreign_lead(said: str) -> int:
    """Measure a label in another script before an English headline."""
    match = re.match(r"(?:[^\x00-\u024f\u2000-\u22ff]+[ |:–-]+)+(?=[A-Z0-9\"“‘'])", said)
    return match.end() if match and said.count(" ", match.end()) >= 3 else 0
