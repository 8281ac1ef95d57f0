"""Bands: how far a relation's figures move when other articles had been printed, or read otherwise.

Each draw takes the articles anew, each as often as a Poisson number of mean 1 says, and of their
events each with the probability that it is right. Articles of one draw keep their weight over all
periods. A band holds the middle nine tenths of the draws. Sums of draws are divided by the period's
mean confidence, so that they lie around the sum of all events, which counts each of them whole.
"""

from __future__ import annotations

from math import exp
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.relations.forms import Band

SEED = 20251130
MOST_DRAWS, LEAST_DRAWS = 400, 100
# So many weights at once: enough for numpy to be quick, few enough for a small machine.
AT_ONCE = 2_000_000
MOST_WEIGHTS = 4_000_000
LEAST_ARTICLES = 2
EDGES = (5.0, 95.0)
Floats = NDArray[np.float32]


class Bands(NamedTuple):
    """The bands of one period; None where one article tells all: nothing says how others differ."""

    mean: Band | None
    sum: Band | None
    share: Band | None


def draws_for(events: int) -> int:
    """How many draws so many events get: fewer for many, whose bands settle sooner."""
    return max(LEAST_DRAWS, min(MOST_DRAWS, MOST_WEIGHTS // max(events, 1)))


def bands(
    periods: NDArray[np.int64],
    articles: NDArray[np.int64],
    scores: Floats,
    friendly: NDArray[np.bool_],
    confidence: Floats,
) -> list[Bands]:
    """Draw the bands of every period that has events.

    In:     for each event, ordered by period: the period's number (0, 1, …, none left out), the
            article's number (the same), its score, whether it is cooperation, its confidence.
    Out:    the bands by period; the same in, the same out.
    Raises: nothing.
    """
    starts = np.flatnonzero(np.diff(periods, prepend=-1))
    draws = draws_for(len(periods))
    sums = [_empty(draws, len(starts)) for _ in range(3)]
    source = np.random.PCG64(SEED)
    chosen = np.stack([np.ones_like(scores), scores, friendly.astype(np.float32)])
    step = max(1, AT_ONCE // max(len(periods), 1))
    limits = np.minimum(confidence * 65536, 65535).astype(np.uint16)
    for first in range(0, draws, step):
        rows = min(step, draws - first)
        weights = _poisson(_uniform(source, rows, int(articles.max()) + 1))[:, articles]
        weights *= _uniform(source, rows, len(periods)) < limits
        for kept, values in zip(sums, chosen, strict=True):
            kept[first : first + rows] = np.add.reduceat(weights * values, starts, axis=1)
    sizes = np.diff(starts, append=len(periods))
    sure: Floats = (np.add.reduceat(confidence, starts) / sizes).astype(np.float32)
    alone = [len(np.unique(each)) < LEAST_ARTICLES for each in np.split(articles, starts[1:])]
    return _banded((sums[0], sums[1], sums[2]), sure, alone)


def _banded(sums: tuple[Floats, Floats, Floats], sure: Floats, alone: list[bool]) -> list[Bands]:
    events, scores, friendly = sums
    found = []
    for period in range(events.shape[1]):
        drawn = events[:, period] > 0
        if alone[period] or not drawn.any():
            found.append(Bands(None, None, None))
            continue
        n, total, good = (each[drawn, period] for each in (events, scores, friendly))
        all_of_it = scores[:, period] / sure[period]
        found.append(Bands(_band(total / n), _band(all_of_it), _band(good / n)))
    return found


def _band(values: Floats) -> Band:
    low, high = np.percentile(values, EDGES)
    return Band(float(low), float(high))


def _empty(draws: int, periods: int) -> Floats:
    return np.zeros((draws, periods), dtype=np.float32)


def _uniform(source: Any, rows: int, columns: int) -> NDArray[np.uint16]:
    """Even numbers from 0 to 65535; raw bits, which numpy promises to keep as they are."""
    size = rows * columns
    raw: NDArray[np.uint64] = source.random_raw(size // 4 + 1)
    return raw.astype("<u8").view("<u2")[:size].reshape(rows, columns)


def _poisson(uniform: NDArray[np.uint16]) -> Floats:
    """Numbers with a Poisson distribution of mean 1, by its table in steps of 1/65536."""
    return _TABLE[uniform]


def _table() -> Floats:
    edges, total, term = [], 0.0, exp(-1)
    for count in range(9):
        total += term
        term /= count + 1
        edges.append(round(total * 65536))
    return np.searchsorted(np.array(edges), np.arange(65536), side="right").astype(np.float32)


_TABLE = _table()
