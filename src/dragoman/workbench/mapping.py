"""The map of acts: where they took place, as far as the pages tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.ontology import event_types
from dragoman.places.regions import Middle, load_middles
from dragoman.records import Event, Location
from dragoman.workbench import listing
from dragoman.workbench.asking import TheDesk
from dragoman.workbench.desk import csv_answer, json_answer
from dragoman.workbench.filters import STATUSES, read_filters
from dragoman.workbench.outline import shapes

router = APIRouter()
LOOKED_AT = 2_000
LEAST_RADIUS, MOST_RADIUS = 1.1, 7.0
COLUMNS = ("place", "country", "lat", "lon", "events", "conflict", "whole_country")


class Point(NamedTuple):
    """A place with its acts: degrees (WGS 84), how many, how many of them conflict; `whole`: only
    the country is known, and the point its middle. `radius` is in degrees on the map."""

    name: str
    country: str
    lat: float
    lon: float
    events: int
    conflict: int
    whole: bool
    radius: float


def points_of(events: Sequence[Event]) -> tuple[Point, ...]:
    """Put acts together by place, the most first. Raises: nothing; unplaced acts are left out."""
    found: dict[tuple[str, str, float, float, bool], list[Event]] = {}
    for event in events:
        spot = _spot(event.event_loc)
        if spot:
            found.setdefault(spot, []).append(event)
    most = max(map(len, found.values()), default=1)
    points = (
        Point(*spot[:4], len(told), sum(each.quad_code > 2 for each in told), spot[4],
              round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(len(told) / most), 2))
        for spot, told in found.items()
    )  # fmt: skip
    return tuple(sorted(points, key=lambda each: (-each.events, each.name)))


def _spot(place: Location) -> tuple[str, str, float, float, bool] | None:
    if place.lat is not None and place.lon is not None:
        name = place.name or place.text or place.country or ""
        return name, place.country or "", place.lat, place.lon, False
    middle = _middles().get(place.country or "")
    return (middle.code, middle.code, middle.lat, middle.lon, True) if middle else None


@cache
def _middles() -> Mapping[str, Middle]:
    return load_middles()


def _found(request: Request, desk: TheDesk) -> tuple[tuple[Point, ...], object, int, int]:
    filters = read_filters(request.query_params.multi_items(), "event", limit=LOOKED_AT)
    with desk.opened() as connection:
        found = listing.find(connection, filters)
    events = listing.events_of(found.rows)
    points = points_of(events)
    return points, filters, len(events), len(events) - sum(each.events for each in points)


@router.get("/map", response_class=Response)
def acts_on_a_map(request: Request, desk: TheDesk) -> Response:
    """Acts by place: on an outline of the countries, and in a table."""
    points, filters, looked, unplaced = _found(request, desk)
    return desk.page(
        request, "map.html", points=points, filters=filters, looked=looked, unplaced=unplaced,
        shapes=shapes(), most=LOOKED_AT, types=event_types(), statuses=STATUSES,
    )  # fmt: skip


@router.get("/map.json", response_class=Response)
def map_as_json(request: Request, desk: TheDesk) -> Response:
    """Acts by place as JSON."""
    points, _, looked, unplaced = _found(request, desk)
    items = [dict(zip(COLUMNS, each[:7], strict=True)) for each in points]
    return json_answer({"events": looked, "unplaced": unplaced, "items": items})


@router.get("/map.csv", response_class=Response)
def map_as_csv(request: Request, desk: TheDesk) -> Response:
    """Acts by place as CSV."""
    points, *_ = _found(request, desk)
    return csv_answer("map", COLUMNS, [each[:7] for each in points])
