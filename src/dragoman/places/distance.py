"""How far places are from each other, and what lies in what."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from dragoman.places.regions import Place

FAR = 20_000.0
DIAMETER = 12_742
# A region of which only the middle is known reaches about so far.
REACH = 250


def distance(one: Place, other: Place) -> float:
    """Kilometres between two places on a sphere; `FAR` where one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return FAR
    south, west, north, east = map(radians, (one.lat, one.lon, other.lat, other.lon))
    h = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return DIAMETER * asin(sqrt(min(1.0, h)))


def is_in(place: Place, area: Place) -> bool:
    """Whether a place lies in an area: in its country, in its region by GeoNames' code, else not
    far from its middle. Raises: nothing."""
    if area.kind == "country":
        return place.country == area.country
    if area.country and place.country != area.country:
        return False
    if area.admin1 and place.kind == "town":
        return place.admin1 == area.admin1
    return distance(place, area) <= REACH
