"""Datelines of the trade: where and when a story was filed, and by which agency."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.reading.dates import PageDate, date_at
from dragoman.reading.words import agencies, cities, not_places

LONGEST = 150  # code points: three cities, a region, a date and an agency fit

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’`\-]+"
_TITLED = r"[A-ZÀ-ÖØ-Þ][\w.'’`\-]*"
_LINK = r"(?:de|da|do|la|el|es|al|le|du|of|on|and|DE|DA|LA|EL|OF|ON|AND|&)"
_CITY = re.compile(
    rf"(?P<city>(?:{_CAPS}(?:[ ]?/[ ]?{_CAPS}|[ ](?:{_LINK}[ ])?{_CAPS}){{0,5}}"
    rf"|{_TITLED}(?:[ ]?/[ ]?{_TITLED}|[ ](?:{_LINK}[ ])?{_TITLED}"
    rf"|[ -](?:es|el|ez|au)[ -]{_TITLED}){{0,4}}))"
)
_REGION = re.compile(
    r",[ ](?:the[ ])?[A-Z][\w.'’\- ]{1,38}?(?=\s*(?:[,:(\[/|–—]|[-_]{1,2}[ ]|$)|[ ]-)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ ])?"
_DATE_LEAD = re.compile(rf"(?:[ ]?[,.|][ ]?|[ ])\(?(?:on[ ])?{_WEEKDAY}", re.IGNORECASE)
_AFTER_DATE = re.compile(
    r"\)?(?:,?[ ]\d{1,2}[:.]\d{2}(?:[ ]?[ap]\.?m\.?)?(?:[ ][A-Z]{2,4})?)?", re.IGNORECASE
)
_BRACKET = re.compile(r"(?:[ ]?[,.])?[ ]?[(\[](?P<in>[^()\[\]]{2,40})[)\]]")
_STROKED = re.compile(r"(?:[ ]?[.,])?[ ]?/(?P<in>[A-Z][\w .\-]{1,24})/\.?")
_BARE = re.compile(
    r"(?:,|[ ]–|[ ]-|[ ]—|[ ]\|)?[ ](?P<in>[A-Z][\w/.]*(?:[ ][A-Z][\w/.]*){0,2})"
    r"(?=[ ]?(?:[:–—|]|-))"
)
_MARK = re.compile(
    r"[ ]?(?P<mark>:|-{2,3}|_{1,2}(?=[ ])|[–—]|-(?=[ ])|\|(?=[ ])|\.(?=[ ][A-Z“\"]))[ ]*"
    r"(?:[–—-]{1,2}[ ])?"
)
_OPENS = re.compile(r"[\"'“‘«(\[]?[A-ZÀ-ÖØ-ÞА-Я\d$€£]|[\"'“‘«][a-z]|al-|el-")
_TOWN = re.compile(
    rf"(?P<city>{_TITLED}(?:[ -]{_TITLED}){{0,2}})(?:,[ ][A-Z][\w.’' ]{{1,30}})?"
    r"[ ]?(?::|[-–—]{1,2}(?=[ ]))[ ]+(?=[\"“‘]?[A-ZÀ-Þ\d])"
)
_HIJRI = re.compile(
    r",?[ ](?:Muharram|Safar|Rabi|Jumada|Rajab|Sha['’]?ban|Ramadan|Shawwal|Dhu[ '’-]?a?l-?[ ]?\w+)"
    r"(?:[ ](?:al-)?(?:Awwal|Thani|Akhir|II?|[12]))?[ ]\d{1,2},?[ ]14\d{2}(?:[ ]?A?H)?",
    re.IGNORECASE,
)
_GATE = re.compile(r"[:([/|–—_-]|\d")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]")
_SMALL = {"and", "of", "on", "de", "da", "do", "la", "el", "es", "al", "le", "du", "au", "sur"}


class Dateline(NamedTuple):
    """The head of a story's first sentence; `end` is where its own words begin."""

    end: int
    place: str | None
    date: PageDate | None
    agency: str | None
    sure: bool  # has a date, an agency, or a place in capitals or in our table


class _Head(NamedTuple):
    at: int
    city: str | None = None
    date: PageDate | None = None
    agency: str | None = None
    bracket: str | None = None


def parse_dateline(text: str, *, first: bool = True) -> Dateline | None:
    """Read the dateline that a paragraph begins with.

    In:     the paragraph; `first`: it may open a story, so that an unknown place in small
            letters before a dash will do.
    Out:    None where there is none. A region ("Indonesia" after "JAKARTA") is passed over.
    Raises: nothing.
    """
    head = text[:LONGEST]
    if not _GATE.search(head) and (len(text) > 40 or not _CAPITALS.search(head)):
        return None
    for start in (_with_city(head), _without_city(head)):
        if start is None:
            continue
        found = _tail(head, start)
        mark = _MARK.match(head, found.at)
        after = mark.end() if mark else found.at + (text[found.at : found.at + 1] == " ")
        alone = after >= len(text.rstrip())
        if not (alone or _OPENS.match(text, after)):
            continue
        sure = _sure(found, mark["mark"] if mark else "", head[after:])
        if alone and not sure:
            continue
        if sure or (first and _plausible(found, mark["mark"] if mark else "", head[after:])):
            return Dateline(after, readable(found.city), found.date, found.agency, sure)
    return None


def town_dateline(text: str, page: str) -> Dateline | None:
    """Read "Kagadi: A magistrate …" of a town that no table has.

    In:     a story's first paragraph, and the whole page.
    Out:    a dateline that is not `sure`, where the page elsewhere says "in Kagadi", "near
            Kagadi"; else None, for a name before a colon is mostly a speaker's. Raises: nothing.
    """
    match = _TOWN.match(text)
    if match is None or not _can_be_place(match["city"]):
        return None
    used = re.search(rf"\b(?:in|at|near|outside|around|from)\s{re.escape(match['city'])}\b", page)
    return Dateline(match.end(), match["city"], None, None, False) if used else None


def _with_city(head: str) -> _Head | None:
    match = _CITY.match(head)
    if match is None:
        return None
    city, at = match["city"], match.end()
    # "MOSCOW. May 28": the stop ends the name unless it is an abbreviation's ("D.C.").
    if city.endswith(".") and not city.endswith((".C.", "St.", "Ft.")):
        city, at = city[:-1], at - 1
    known = _agency_after(city)
    if known is not None:
        city = city[: -len(known)].rstrip()
        return _Head(at, city or None, agency=agencies()[known])
    for _ in range(2):
        region = _REGION.match(head, at)
        if (
            region is None
            or _HIJRI.match(head, at)
            or _is_date(head, at)
            or region[0][2:] in agencies()
        ):
            break
        at = region.end()
    islamic = _HIJRI.match(head, at)
    return _Head(islamic.end() if islamic else at, city)


def _agency_after(city: str) -> str | None:
    """Find an agency printed right after the city: "Hong Kong CNN", "AP"."""
    words = city.split(" ")
    for count in (2, 1):
        last = " ".join(words[-count:])
        if last in agencies() and last.lower() not in cities() and not last[1:].islower():
            return last
    return None


def _without_city(head: str) -> _Head | None:
    if head[:1] in "([":
        return _Head(0)
    found = date_at(head, 0)
    return _Head(found.end, date=found) if found else None


def _tail(head: str, start: _Head) -> _Head:
    """Read what may follow the city: a date, then an agency, or the other way round."""
    at, found, agency, bracket = start.at, start.date, start.agency, start.bracket
    for _ in range(3):
        lead = _DATE_LEAD.match(head, at)
        dated = date_at(head, lead.end()) if lead and found is None else None
        if dated is not None:
            found = dated
            closed = _AFTER_DATE.match(head, dated.end)
            at = closed.end() if closed else dated.end
            continue
        match = _BRACKET.match(head, at) or _STROKED.match(head, at)
        if match is None and agency is None:
            match = _BARE.match(head, at)
            match = match if match and match["in"] in agencies() else None
        if match is None:
            break
        inside = match["in"].strip()
        agency = agency or agency_name(inside)
        bracket, at = bracket or inside, match.end()
    return _Head(at, start.city, found, agency, bracket)


def _is_date(head: str, at: int) -> bool:
    lead = _DATE_LEAD.match(head, at)
    return lead is not None and date_at(head, lead.end()) is not None


def agency_name(text: str) -> str | None:
    """Give the agency that a bracket names: "Reuters", "AFP/File". Raises: nothing."""
    for part in re.split(r"\s*(?:/|,|;|\bvia\b|\band\b|\||—|–)\s*", text):
        name = part.strip(" .")
        if name in agencies():
            return agencies()[name]
    return None


def _sure(found: _Head, mark: str, after: str) -> bool:
    if found.city is None:
        return bool(found.agency and (mark or found.bracket))
    if not _can_be_place(found.city):
        return False
    if found.agency or (found.date and (mark or found.bracket)):
        return True
    if found.date is not None and not after.strip():
        return True
    capitals = found.city.upper() == found.city
    if capitals and found.bracket and mark:
        return True
    known = is_known_city(found.city)
    if not mark:
        return known and capitals and not after.strip()
    if mark in (".", "|"):
        return False
    return known or (capitals and len(found.city) >= 5 and _not_a_headline(after))


def _not_a_headline(after: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", after)[:4]
    return any(not word.isupper() for word in words)


def _plausible(found: _Head, mark: str, after: str) -> bool:
    """Allow "Gaborone — The …" at a story's head, but not "Hamas — which … — said"."""
    if found.city is None or not _can_be_place(found.city) or len(found.city.split()) > 3:
        return False
    return mark in ("—", "–", "--") and not re.search(r"[—–]|--", after[:90])


def is_known_city(city: str) -> bool:
    """Tell whether a dateline's place, or each of "KYIV/MOSCOW", is in the table."""
    return all(
        part.strip().lower().replace("’", "'").rstrip(".") in cities()
        or part.strip().lower() in cities()
        for part in city.split("/")
    )


@cache
def _can_be_place(city: str) -> bool:
    low = city.lower().strip(".")
    if low in cities():
        return True
    words = [word.strip(".") for word in low.split()]
    if low in not_places() or city in agencies() or any(char.isdigit() for char in city):
        return False
    if len(words) > 6 or any(not_places().get(word) == "title" for word in words[:2]):
        return False
    return not (len(words) > 1 and not_places().get(words[0]) == "word")


def readable(city: str | None) -> str | None:
    """Write a dateline's place in readable case: KYIV/MOSCOW → Kyiv/Moscow. Raises: nothing."""
    if city is None:
        return None
    return "/".join(_readable(part.strip()) for part in city.split("/"))


def _readable(place: str) -> str:
    low = place.lower()
    for suffix in ("", " d.c", " d.c.", " dc"):
        if suffix and low.endswith(suffix):
            return _readable(place[: -len(suffix)].rstrip(" ,"))
    if low.replace("’", "'") in cities():
        return cities()[low.replace("’", "'")]
    if place != place.upper():
        return place
    words = re.split(r"([ \-])", low)
    return "".join(
        word if index and word in _SMALL else _capital(word) for index, word in enumerate(words)
    )


def _capital(word: str) -> str:
    # str.title would make N'Djamena of N'DJAMENA but also Cox'S of COX'S.
    parts = re.split(r"(['’])", word[:1].upper() + word[1:])
    return "".join(part[:1].upper() + part[1:] if len(part) > 1 else part for part in parts)
