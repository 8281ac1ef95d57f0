"""Which place a name means: what the article says of it, how large it is, what it is near to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2, log10

from dragoman.places.context import Level
from dragoman.places.distance import distance, is_in
from dragoman.places.lookup import is_capital
from dragoman.places.recognise import Named, Names
from dragoman.places.regions import Place
from dragoman.places.words import place_words

MOST_OPTIONS = 25
# Beside a region or country of its name only a large town is thought of.
LARGE, VERY_LARGE = 100_000, 1_000_000
# The fewest people of a town that is meant where the words beside tell no more.
LEAST = {Level.SURE: 0, Level.IN: 0, Level.TOWARD: 20_000, Level.BARE: 150_000}
LEAST_NEAR_BY = {Level.TOWARD: 500, Level.BARE: 5_000}
NEAR_BY = 60
ALIAS, ALIAS_BARE = 3, 10
# What a place weighs before the text is asked; a town weighs the logarithm of its population.
WEIGHT = {"country": 9.0, "continent": 8.5, "sea": 7.5, "region": 7.5, "area": 6.5, "river": 6.5}
UNUSUAL, CAPITAL = 2.0, 2.5
TOLD_COUNTRY, MOST_TOLD = 0.75, 2.0
IN_TOLD_REGION = 1.2
# "Georgia, Alabama and Ohio": a region among others of its country.
AMONG_REGIONS = 1.0
CLOSE, CLOSE_KM, NEARISH, NEARISH_KM, MOST_CLOSE = 2.0, 100, 0.7, 300, 3.5
ROUNDS = 2
# Of a text with more names than a story has, the first are enough to tell what it is about.
MOST_BESIDE = 100

Groups = Mapping[str, Sequence[Named]]
Options = Mapping[str, tuple[Place, ...]]


def choose_places(names: Names, told: Mapping[str, int]) -> list[tuple[Named, Place]]:
    """Choose one place for each name, the same all over the text.

    In:     the names found; how often each country is told by an adjective or a demonym.
    Out:    the occurrences that are places, with which; in order. Raises: nothing.
    """
    groups: dict[str, list[Named]] = {}
    for named in names.named:
        groups.setdefault(named.key, []).append(named)
    options: dict[str, tuple[Place, ...]] = {}
    perhaps: dict[str, tuple[Place, ...]] = {}
    for key, group in groups.items():
        found = _options(group, names.persons.get(key, 0))
        if found:
            options[key] = found
        else:
            perhaps[key] = _options_near_by(group, names.persons.get(key, 0))
    chosen = _settled(groups, options, told)
    known = [place for place in chosen.values() if place.kind == "town"][:MOST_BESIDE]
    for key, places in perhaps.items():
        near = [p for p in places if any(distance(p, other) < NEAR_BY for other in known)]
        if near:
            chosen[key] = near[0]
    return [(named, place) for named in names.named if (place := _one(named, chosen))]


def _one(named: Named, chosen: Mapping[str, Place]) -> Place | None:
    """The place of one occurrence: its own where a comma tells another than is meant elsewhere."""
    place = chosen.get(named.key)
    own = (*named.areas, *named.towns)
    if named.fixed and place not in own:
        return max(own, key=lambda each: each.population)
    return place


def _options(group: Sequence[Named], persons: int) -> tuple[Place, ...]:
    """The places that a name may mean in this text; none where it rather names no place."""
    fixed = [place for named in group if named.fixed for place in (*named.areas, *named.towns)]
    if fixed:
        return tuple(dict.fromkeys(fixed))[:MOST_OPTIONS]
    level = max(named.level for named in group)
    first, use = group[0], place_words()
    if _is_a_persons(group, persons) or (first.text in use["never"] and level < Level.IN):
        return ()
    towns = first.towns[:MOST_OPTIONS]
    if first.areas:
        return (*first.areas, *(t for t in towns if not t.alias and t.population >= LARGE))
    if first.text in use["person"] and level < Level.IN:
        least = LARGE if level is Level.TOWARD else VERY_LARGE
        towns = tuple(town for town in towns if town.population >= least)
    alias = ALIAS if level else ALIAS_BARE
    largest = max((t.population / (alias if t.alias else 1) for t in towns), default=-1)
    return towns if largest >= LEAST[level] else ()


def _is_a_persons(group: Sequence[Named], persons: int) -> bool:
    """Whether a name is a person's all over a text, who is so often named in full in it."""
    in_places = sum(named.level >= Level.IN for named in group)
    if not group[0].areas:
        return persons > 2 * in_places
    given = group[0].text in place_words()["person"] and persons > 0
    return (given and not in_places) or persons > len(group)


def _options_near_by(group: Sequence[Named], persons: int) -> tuple[Place, ...]:
    """The places that a name may mean if another of the text is near to it."""
    first, use = group[0], place_words()
    level = max(named.level for named in group)
    if first.areas or persons or first.text in use["never"] | use["person"] or level > Level.TOWARD:
        return ()
    return tuple(t for t in first.towns if t.population >= LEAST_NEAR_BY[level] and not t.alias)


def _settled(groups: Groups, options: Options, told: Mapping[str, int]) -> dict[str, Place]:
    """Choose for all names together: each again once the others are chosen."""
    support = Counter(told)
    for key, places in options.items():
        told_by = {place.country for place in places if place.kind != "town"}
        if len(told_by) == 1:
            support[told_by.pop()] += len(groups[key])
    regions = [
        (key, place)
        for key, places in options.items()
        for place in places
        if place.kind in ("region", "area")
    ][:MOST_BESIDE]
    chosen: dict[str, Place] = {}
    for _ in range(ROUNDS):
        before = dict(list(chosen.items())[:MOST_BESIDE])
        chosen = {
            key: places[0]
            if len(places) == 1
            else max(places, key=lambda p: _score(key, p, support, regions, before))
            for key, places in options.items()
        }
    return chosen


def _score(
    key: str,
    place: Place,
    support: Mapping[str, int],
    regions: Iterable[tuple[str, Place]],
    chosen: Mapping[str, Place],
) -> float:
    score = WEIGHT.get(place.kind) or log10(place.population + 100)
    score -= UNUSUAL if place.alias else 0.0
    score += CAPITAL if is_capital(place) else 0.0
    if place.country:
        score += TOLD_COUNTRY * min(MOST_TOLD, log2(1 + support.get(place.country, 0)))
    if place.kind == "town" and any(is_in(place, area) for name, area in regions if name != key):
        score += IN_TOLD_REGION
    if place.kind == "region" and any(
        name != key and area.country == place.country and area.kind == "region"
        for name, area in regions
    ):
        score += AMONG_REGIONS
    close = 0.0
    for name, other in chosen.items():
        if name != key and other.kind in ("town", "area", "region"):
            km = distance(place, other)
            close += CLOSE if km < CLOSE_KM else NEARISH if km < NEARISH_KM else 0.0
    return score + min(close, MOST_CLOSE)
