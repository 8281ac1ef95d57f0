"""A relation over time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from dragoman.relations.breaks import Found, Unit, find_breaks
from dragoman.relations.draws import Bands, bands, draws_for
from dragoman.relations.forms import USUAL, Asked, Break, By, Choice, Point, Series
from dragoman.relations.gather import Covered, Row, coverage, left_out, rows_of
from dragoman.relations.periods import period_of, periods
from dragoman.relations.sides import Side

COOPERATION = (1, 2)


def series(  # noqa: PLR0913 - what a user may ask
    connection: sqlite3.Connection,
    first: Side,
    second: Side,
    since: date | None = None,
    until: date | None = None,
    *,
    by: By = "month",
    choice: Choice = USUAL,
) -> Series:
    """Count how two sides dealt with each other, period by period.

    In:     a connection from `Store.questions`; the two sides (`side_of`; the second may be ALL,
            or the first again: a group among itself); the days to look at, both included; the
            periods' length; which events count.
    Out:    every period from the first to the last day asked for, else from the first event or
            article that names both to the last; see `Series`.
    Raises: sqlite3.Error.
    """
    asked = Asked(first, second, since, until)
    rows = rows_of(connection, asked, choice)
    covered = coverage(connection, asked, by)
    dated = [row for row in rows if row.day]
    counted = [row for row in dated if period_of(row.day, by) == period_of(row.last, by)]
    days = [*(row.day for row in counted), *(covered or ())]
    start = since or (date.fromisoformat(min(days)) if days else None)
    end = until or (date.fromisoformat(max(days)) if days else None)
    points: tuple[Point, ...] = ()
    if start and end:
        points = _points(counted, covered, list(periods(start, end, by)), by)
    return Series(
        first=first,
        second=second,
        by=by,
        since=start.isoformat() if start else None,
        until=end.isoformat() if end else None,
        choice=choice,
        points=points,
        breaks=_breaks(counted, points, by),
        by_article=sum(not row.dated for row in counted),
        undated=len(rows) - len(dated),
        vague=len(dated) - len(counted),
        left_out=left_out(connection, asked, len(rows)),
        draws=draws_for(len(counted)) if counted else 0,
    )


def _points(
    rows: Sequence[Row],
    covered: Mapping[str, Covered] | None,
    every: Sequence[tuple[str, str]],
    by: By,
) -> tuple[Point, ...]:
    told = {
        period: list(within) for period, within in groupby(rows, lambda row: period_of(row.day, by))
    }
    drawn = dict(zip(told, _bands(rows, by), strict=True)) if rows else {}
    found = []
    for day, last in every:
        here = None if covered is None else covered.get(day, Covered(0, ()))
        found.append(_point(day, last, told.get(day, []), drawn.get(day), here))
    return tuple(found)


def _point(
    day: str, last: str, rows: Sequence[Row], drawn: Bands | None, covered: Covered | None
) -> Point:
    total = sum(row.event_scale for row in rows)
    quads = [sum(row.quad_code == quad for row in rows) for quad in (1, 2, 3, 4)]
    ways = [sum(row.way == way for row in rows) for way in ("out", "in", "both")]
    n = len(rows)
    return Point(
        day=day,
        last=last,
        events=n,
        articles=len({(row.document, row.article) for row in rows}),
        out=ways[0],
        back=ways[1],
        mutual=ways[2],
        quads=(quads[0], quads[1], quads[2], quads[3]),
        mean=total / n if n else None,
        mean_band=drawn.mean if drawn else None,
        sum=total if n else None,
        sum_band=drawn.sum if drawn else None,
        share=(quads[0] + quads[1]) / n if n else None,
        share_band=drawn.share if drawn else None,
        coverage=covered.articles if covered else None,
        sources=covered.sources if covered else (),
    )


def _bands(rows: Sequence[Row], by: By) -> list[Bands]:
    return bands(
        _numbered(period_of(row.day, by) for row in rows),
        _numbered((row.document, row.article) for row in rows),
        np.array([row.event_scale for row in rows], dtype=np.float32),
        np.array([row.quad_code in COOPERATION for row in rows], dtype=np.bool_),
        np.array([row.confidence for row in rows], dtype=np.float32),
    )


def _numbered(things: Iterable[object]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(each, len(numbers)) for each in things], dtype=np.int64)


def _breaks(rows: Sequence[Row], points: Sequence[Point], by: By) -> tuple[Break, ...]:
    numbers = {point.day: number for number, point in enumerate(points)}
    periods_of_rows = [numbers[period_of(row.day, by)] for row in rows]
    found = find_breaks(
        _units(rows, periods_of_rows, [(row.document, row.article) for row in rows]),
        _units(rows, periods_of_rows, [row.day for row in rows]),
    )
    return tuple(_break(each, points) for each in found)


def _units(
    rows: Sequence[Row], periods_of_rows: Sequence[int], keys: Sequence[object]
) -> list[Unit]:
    """What is reshuffled as one, in the order of time."""
    counts: dict[tuple[int, object], int] = {}
    scores: dict[tuple[int, object], float] = {}
    for row, period, key in zip(rows, periods_of_rows, keys, strict=True):
        place = (period, key)
        counts[place] = counts.get(place, 0) + 1
        scores[place] = scores.get(place, 0.0) + row.event_scale
    return [Unit(place[0], count, scores[place]) for place, count in counts.items()]


def _break(found: Found, points: Sequence[Point]) -> Break:
    return Break(points[found.period].day, found.before, found.after, found.p)
