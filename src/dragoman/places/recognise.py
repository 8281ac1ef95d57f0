"""Which words of a text name places: what the gazetteer knows, judged by the words beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.places.context import (
    Level,
    Line,
    is_dateline,
    is_given_name,
    is_surname,
    lacks_dash,
    level_of,
    line_of,
    stands_for_a_state,
)
from dragoman.places.distance import is_in
from dragoman.places.lookup import areas_named, is_known, towns_named
from dragoman.places.plain import plain
from dragoman.places.regions import Place, postal_areas
from dragoman.places.words import place_words, words_of
from dragoman.reading.words import agencies

LONGEST = 6
SAINTS = ("St", "Ste", "Saint")
INNER = frozenset(
    """de del della di do dos da du des la le les los las el of and the on upon sur am den in y
    e""".split()
)
POSTAL = re.compile(r",\s?([A-Z][A-Za-z]{1,2})\b\.?")
# A town is seldom told with its country if a namesake is so much larger: "Paris, Germany and …".
SHADOWED = 40
LEAST_TO_BIND = 20_000
# "Rawalpindi" is said of the army too, but "White House" of no town.
LARGE = 100_000
COUNTIES = ("County", "Co", "Parish", "Township")
AMERICAN = "USA"


@dataclass(frozen=True, slots=True)
class Named:
    """One occurrence of a name that the gazetteer knows.

    `fixed` where a comma tells which one is meant: "Nelson, New Zealand".
    """

    text: str
    key: str
    start: int
    end: int
    level: Level
    areas: tuple[Place, ...]
    towns: tuple[Place, ...]
    fixed: bool = False
    dateline: bool = False


class Names(NamedTuple):
    """What was found in one text: names, and how often each is a person's."""

    named: tuple[Named, ...]
    persons: Mapping[str, int]


def find_names(pieces: Sequence[tuple[int, str]]) -> Names:
    """Find the names in a text that may be places'.

    In:     its pieces (sentences or lines) with where each begins.
    Out:    the names in order, none overlapping; nothing is chosen yet.
    Raises: GazetteerError if a table can't be used.
    """
    named: list[Named] = []
    persons: Counter[str] = Counter()
    for offset, text in pieces:
        line = line_of(text, words_of(text, is_known))
        named += _bound(line, offset, list(_names(line, offset, persons)))
    return Names(tuple(named), persons)


def _names(line: Line, offset: int, persons: Counter[str]) -> Iterator[Named]:
    at = 0
    while at < len(line.words):
        last = _longest(line, at)
        if last is None:
            at += 1
            continue
        named = _judged(line, at, last, offset)
        of_person = is_surname(line, at, last) or is_given_name(line, at, last)
        if of_person and not (named and named.dateline):
            persons[plain(line.words[at].text)] += 1
        elif named:
            yield named
        at = last + 1


def _longest(line: Line, at: int) -> int | None:
    """The last word of the longest known name that begins at a word, or None."""
    words = line.words
    if not words[at].capital:
        return None
    alone = words[at].text not in place_words()["never"] or areas_named(_printed(line, at, at))
    best = None
    for last in range(at, min(at + LONGEST, len(words))):
        if last > at and not line.joined(last):
            break
        if words[last].capital:
            if (last > at or alone) and is_known(_printed(line, at, last)):
                best = last
        elif words[last].text not in INNER:
            break
    return best


def _printed(line: Line, first: int, last: int) -> str:
    """A name as printed, with what else belongs to it: "Ky.", "St. John's"."""
    start, end = line.words[first].start, line.words[last].end
    saint = line.words[first].text in SAINTS
    if saint and line.words[last].own and is_known(line.text[start : line.words[last].full]):
        return line.text[start : line.words[last].full]
    text = line.text[start:end]
    pointed = line.text[end : end + 1] == "." and not areas_named(text)
    return f"{text}." if pointed and areas_named(f"{text}.") else text


def _judged(line: Line, first: int, last: int, offset: int) -> Named | None:
    """The name at these words, unless they show that it is no place."""
    text = _printed(line, first, last)
    start = line.words[first].start
    end = start + len(text)
    areas, towns = areas_named(text), towns_named(text)
    dateline = is_dateline(line, first, start, end) or (
        _is_large(towns) and lacks_dash(line, first, start, end)
    )
    level = Level.SURE if dateline else level_of(line, first, last, bool(areas))
    if level is Level.NO or _is_a_church(line, first, last, end) or _is_a_palace(text, towns):
        return None
    if text in agencies() and not areas:
        return None
    if text.isupper() and not (areas or dateline or (line.title_case and len(text) > 3)):
        return None
    kind = line.words[last + 1] if last + 1 < len(line.words) and line.joined(last + 1) else None
    if kind is not None and kind.text.title() in place_words()["extends"]:
        whole = f"{text} {line.text[kind.start : kind.end]}"
        named = areas_named(whole) or tuple(each for each in areas if each.kind == "region")
        if areas_named(whole) or (kind.capital and (named or not areas)):
            text, end, areas, level = whole, kind.end, named, max(level, Level.IN)
            towns = () if areas else _seats(whole, kind.text.title(), towns)
    return Named(
        text, plain(text), offset + start, offset + end, level, areas, towns, dateline=dateline
    )


def _is_a_church(line: Line, first: int, last: int, end: int) -> bool:
    """ "St. Mark's", where no town is called so."""
    return line.words[first].text in SAINTS and end < line.words[last].full


def _is_a_palace(text: str, towns: Sequence[Place]) -> bool:
    return stands_for_a_state(text) and not _is_large(towns)


def _is_large(towns: Sequence[Place]) -> bool:
    return any(town.population >= LARGE and not town.alias for town in towns)


def _seats(whole: str, kind: str, towns: Sequence[Place]) -> tuple[Place, ...]:
    """For "Herat Province" the town that it is called after. An American county's seat is called
    otherwise, if it is no city: it is known to be somewhere in the country, no more."""
    if kind in COUNTIES and not _is_large(towns):
        return (Place(whole, "region", AMERICAN, "", None, None, LARGE, None),)
    return tuple(town._replace(name=whole, geonameid=None) for town in towns)


def _bound(line: Line, offset: int, found: Sequence[Named]) -> Iterator[Named]:
    """Bind a town to the region or country after its comma: "Nelson, New Zealand"."""
    narrowed: tuple[Place, ...] = ()
    for at, each in enumerate(found):
        named = replace(each, areas=narrowed, towns=(), fixed=True) if narrowed else each
        narrowed = ()
        following = found[at + 1] if at + 1 < len(found) else None
        end = named.end - offset
        gap = line.text[end : following.start - offset] if following else ""
        postal = POSTAL.match(line.text, end)
        region = postal_areas().get(postal.group(1).upper()) if postal else None
        if following and gap in (", ", " in "):
            within = (*following.areas, *areas_named(f"{following.text} state"))
        else:
            within = (region,) if region else ()
        towns = _towns_in(named, within)
        if towns:
            yield replace(named, level=Level.SURE, areas=(), towns=towns, fixed=True)
            narrowed = tuple(a for a in within if any(is_in(town, a) for town in towns))
            if postal and region and not (following and gap == ", "):
                yield _postal(postal, region, offset)
                narrowed = ()
        else:
            yield named


def _postal(match: re.Match[str], region: Place, offset: int) -> Named:
    start, end = match.span(1)
    text = match.group(1)
    return Named(
        text, plain(region.name), offset + start, offset + end, Level.SURE, (region,), (), True
    )


def _towns_in(named: Named, within: Sequence[Place]) -> tuple[Place, ...]:
    """The towns of a name that lie in one of these areas; none if that is only a list of places."""
    fits = tuple(town for town in named.towns if any(is_in(town, area) for area in within))
    fits = tuple(town for town in fits if not town.alias) or fits
    if not fits:
        return ()
    regions = any(area.kind == "region" for area in within)
    largest = max(town.population for town in named.towns)
    here = max(town.population for town in fits)
    if regions:
        return () if named.areas and named.areas[0].kind != "country" else fits
    shadowed = here * SHADOWED < largest and here < LEAST_TO_BIND
    return () if named.areas or shadowed else fits
