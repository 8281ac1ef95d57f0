"""Places: which words of a text name one, which one that is, and where it lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.ontology.countries import Alias, aliases, countries
from dragoman.places.choose import choose_places
from dragoman.places.lookup import areas_named, towns_named
from dragoman.places.recognise import find_names
from dragoman.places.regions import Kind, Place
from dragoman.places.words import place_words

# Where no other word tells that a name is a town's, it is one that many know.
WELL_KNOWN = 50_000
CAPITALISED = re.compile(r"[A-Z][a-z]+")
# From these is written what bodies of many states do; a story's people are not of its country.
SEATS = frozenset({"New York City", "Geneva", "Brussels", "Strasbourg", "The Hague", "Vienna"})
PEOPLES = ("adjective", "demonym")


class FoundPlace(NamedTuple):
    """A place named in a text, `start` and `end` counting code points.

    `country` is None at sea and of what lies in several; coordinates (WGS 84) are of a point in
    the middle; `geonameid` is None where GeoNames' number is not in our tables.
    """

    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    kind: Kind


def find_places(text: str) -> tuple[FoundPlace, ...]:
    """Find the places that a text names.

    In:     a text, its paragraphs or sentences on lines of their own.
    Out:    places in order, none overlapping, a name the same place all over the text. Words for
            peoples, and palaces that stand for governments, are no places.
    Raises: GazetteerError if the user's own table can't be used.
    """
    pieces, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            pieces.append((at, line))
        at += len(line)
    return places_in(pieces)


def places_in(pieces: Sequence[tuple[int, str]]) -> tuple[FoundPlace, ...]:
    """As `find_places`, for a text in pieces (sentences, lines), each with where it begins."""
    told = Counter(code for _, text in pieces for code in _peoples(text))
    chosen = choose_places(find_names(pieces), told)
    return tuple(_found(named.start, named.end, place) for named, place in chosen)


def _found(start: int, end: int, place: Place) -> FoundPlace:
    return FoundPlace(
        start,
        end,
        place.name,
        place.country or None,
        place.lat,
        place.lon,
        place.geonameid,
        place.kind,
    )


@cache
def _aliases() -> dict[str, Alias]:
    return dict(aliases(countries()))


def _peoples(text: str) -> Iterable[str]:
    """The countries that adjectives and demonyms of a text tell."""
    words = CAPITALISED.findall(text)
    for name in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
        alias = _aliases().get(name)
        if alias and alias.use in PEOPLES:
            yield alias.code


def place_named(
    name: str, least: int = WELL_KNOWN, spoken_of: Collection[str] = ()
) -> FoundPlace | None:
    """The place that a name as a whole names ("the Netherlands", "Hodeidah"), or None.

    In:     a name; the fewest people of a town that is meant; the countries spoken of, whose towns
            come before others of that name. `start` and `end` of the answer count in the name
            without its article. Raises: as `find_places`.
    """
    bare = name.removeprefix("the ")
    found = _whole(bare, least, spoken_of)
    return _found(0, len(bare), found) if found else None


def _whole(name: str, least: int, spoken_of: Collection[str] = ()) -> Place | None:
    alias = _aliases().get(name)
    areas, towns = areas_named(name), towns_named(name)
    if areas or (least and name in place_words()["never"]):
        return areas[0] if areas else None
    # A capital is better known than larger towns of its name.
    home = alias.code if alias and alias.use == "capital" else None
    known = [t for t in towns if t.population >= least and not (least and t.alias)]
    near = next((town for town in known if town.country in spoken_of), None)
    return near or next((town for town in known if town.country == home), next(iter(known), None))


def country_of(name: str | None) -> str | None:
    """The country of a place that is well known by a name: ISO alpha-3, or None.

    In:     a name as printed; of "Kyiv/Moscow" the first counts. Raises: as `find_places`.
    """
    for part in re.split(r"\s*[/,]\s*", name or ""):
        found = _whole(part, WELL_KNOWN) if part else None
        if found and found.country:
            return found.country
    return None


def dateline_place(dateline: str | None) -> FoundPlace | None:
    """The place that a dateline names, however small; of "Kyiv/Moscow" the first.

    In:     a dateline's place as an article prints it ("Oxford, Miss."), or None.
    Out:    the place, or None if it is not known. `start` and `end` count in the dateline.
    Raises: as `find_places`.
    """
    first = (dateline or "").split("/")[0].strip()
    if "," in first:
        found = places_in([(0, first)])
        if found:
            return found[0]
    for part in first.split(","):
        named = place_named(part.strip(), least=0) if part.strip() else None
        if named:
            return named
    return None


def dateline_country(dateline: str | None) -> str | None:
    """The country whose people a story is about by its dateline, or None.

    In:     a dateline's place, or None. Out: its country; None for a place that is not known, and
            for a seat of international bodies. Raises: as `find_places`.
    """
    found = dateline_place(dateline)
    return found.country if found and found.name not in SEATS else None
