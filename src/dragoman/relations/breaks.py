"""Where a relation's mean score changed, marked only where chance does not explain it.

The place of a change is the border between two periods at which the means before and after differ
most, for their numbers of events. It is marked when reshuffling hardly ever gives as much: the
articles are dealt out anew over the same places in time (so that more coverage alone changes
nothing), and, as a second test, the days with all their articles, for what papers print on one day
tells of the same events. Both must agree. What lies before and behind a mark is searched again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEED = 20251201
SHUFFLES = 399
# Of series without a change, one in a hundred is marked.
LEVEL = 0.01
# A change needs so many units and periods on either side, lest a single page make one.
LEAST_UNITS = 5
LEAST_PERIODS = 2
MOST_CELLS = 2_000_000
# With more units, what reshuffling gives is as good as normal, and drawn by period.
MANY = 20_000
Array = NDArray[np.float64]
Ints = NDArray[np.int64]


class Unit(NamedTuple):
    """What is reshuffled as one: the events of an article, or of a day, in one period."""

    period: int
    events: int
    score: float


class Found(NamedTuple):
    """A change: the period that it begins with, the means before and after, its p-value."""

    period: int
    before: float
    after: float
    p: float


def find_breaks(articles: Sequence[Unit], days: Sequence[Unit]) -> tuple[Found, ...]:
    """Find the changes of a series.

    In:     the same events as articles and as days, each ordered by period; periods are numbered
            in order, those without events may be missing.
    Out:    the changes in order; the means are those of the stretches between changes. The same
            in, the same out. Raises: nothing.
    """
    units = _packed(articles)
    marks = sorted(_search(units, _packed(days)))
    if not marks:
        return ()
    edges = [0, *(period for period, _ in marks), int(units.period[-1]) + 1]
    means = [_mean(units, first, last) for first, last in pairwise(edges)]
    return tuple(Found(period, means[at], means[at + 1], p) for at, (period, p) in enumerate(marks))


class _Units(NamedTuple):
    period: Ints
    events: Array
    score: Array


def _packed(units: Sequence[Unit]) -> _Units:
    return _Units(
        np.array([unit.period for unit in units], dtype=np.int64),
        np.array([unit.events for unit in units], dtype=np.float64),
        np.array([unit.score for unit in units], dtype=np.float64),
    )


def _mean(units: _Units, first: int, last: int) -> float:
    within = (units.period >= first) & (units.period < last)
    return float(units.score[within].sum() / units.events[within].sum())


def _search(articles: _Units, days: _Units) -> Iterator[tuple[int, float]]:
    """Search a stretch, then both sides of what is found in it."""
    found = _test(articles)
    if found is None:
        return
    period, p = found
    by_day = _test(days, at=period)
    if by_day is None:
        return
    yield period, max(p, by_day[1])
    for side in (_before, _behind):
        yield from _search(side(articles, period), side(days, period))


def _before(units: _Units, period: int) -> _Units:
    return _taken(units, units.period < period)


def _behind(units: _Units, period: int) -> _Units:
    return _taken(units, units.period >= period)


def _taken(units: _Units, which: NDArray[np.bool_]) -> _Units:
    return _Units(units.period[which], units.events[which], units.score[which])


def _test(units: _Units, at: int | None = None) -> tuple[int, float] | None:
    """The border with the greatest difference and its p-value, None where chance explains it.

    `at`: a border that was found otherwise, to be tested as the greatest of all.
    """
    borders = _borders(units)
    if not len(borders):
        return None
    scores = units.score - units.score.sum() / units.events.sum() * units.events
    seen = _differences(scores[None], units.events[None], borders)[0]
    best = int(seen.argmax())
    if at is not None:
        places = np.flatnonzero(units.period[borders] == at)
        if not len(places):
            return None
        best = int(places[0])
    p = _chance(scores, units.events, borders, float(seen[best]))
    return (int(units.period[borders[best]]), p) if p <= LEVEL else None


def _borders(units: _Units) -> Ints:
    """Where a stretch may be cut: indices of the first unit of a period."""
    firsts = np.flatnonzero(np.diff(units.period, prepend=-1))
    inner = firsts[LEAST_PERIODS : 1 - LEAST_PERIODS or None]
    size = len(units.period)
    return inner[(inner >= LEAST_UNITS) & (inner <= size - LEAST_UNITS)]


def _differences(scores: Array, events: Array, borders: Ints) -> Array:
    """For each row and border, how far the means before and after lie apart, for their numbers."""
    before = np.cumsum(scores, axis=1)[:, borders - 1]
    n = np.cumsum(events, axis=1)[:, borders - 1]
    total, size = scores.sum(axis=1, keepdims=True), events.sum(axis=1, keepdims=True)
    apart = before / n - (total - before) / (size - n)
    result: Array = np.abs(apart) * np.sqrt(n * (size - n) / size)
    return result


def _chance(scores: Array, events: Array, borders: Ints, seen: float) -> float:
    """How often reshuffling gives a difference as great; rounding is given the benefit."""
    least = seen * (1 - 1e-9)
    as_great = done = 0
    source = np.random.Generator(np.random.PCG64(SEED))
    most = LEVEL * (SHUFFLES + 1)
    while done < SHUFFLES and as_great < most:
        rows = max(1, min(SHUFFLES - done, 40 if done == 0 else MOST_CELLS // len(scores)))
        shuffled = _shuffled(source, scores, events, borders, rows)
        as_great += int((shuffled.max(axis=1) >= least).sum())
        done += rows
    return (as_great + 1) / (done + 1)


def _shuffled(
    source: np.random.Generator, scores: Array, events: Array, borders: Ints, rows: int
) -> Array:
    if len(scores) > MANY:
        return _as_normal(source, events, scores, borders, rows)
    orders = source.random((rows, len(scores)), dtype=np.float32).argsort(axis=1)
    return _differences(scores[orders], events[orders], borders)


def _as_normal(
    source: np.random.Generator, events: Array, scores: Array, borders: Ints, rows: int
) -> Array:
    """What reshuffling very many gives: normal sums between the borders that add up to none."""
    starts = np.concatenate([[0], borders])
    n = np.add.reduceat(events, starts)
    sums = source.standard_normal((rows, len(n))) * np.sqrt(n)
    sums -= sums.sum(axis=1, keepdims=True) * n / n.sum()
    # The score of a unit, for its events, spreads so far.
    spread = np.sqrt((scores**2).sum() / events.sum())
    return _differences(sums * spread, np.broadcast_to(n, sums.shape), np.arange(1, len(n)))
