"""Shares and their intervals out of a sample with known probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

Z95 = 1.959964


class Answered(NamedTuple):
    """One answered item: its stratum, its weight (1 / probability), how many were there to be
    right (`of`; of a record 1), and how many were (`right`)."""

    stratum: str
    weight: float
    right: float
    of: float = 1.0


class Share(NamedTuple):
    """An estimated share with its 95 % interval, and on how many items it rests; `value` is None
    where nothing was there to be right."""

    value: float | None
    low: float
    high: float
    items: int


def share(answers: Sequence[Answered]) -> Share:
    """Estimate which share is right.

    In:     answered items of a stratified sample.
    Out:    the weighted ratio sum(w right) / sum(w of), with Wilson's interval (1927) at the
            effective size of the sample: p(1-p) / v, v the ratio's linearised variance within
            strata (Korn and Graubard 1998 do so with another interval); where v is 0, Kish's
            (sum w)^2 / sum w^2.
    Raises: nothing.
    """
    whole = sum(each.weight * each.of for each in answers)
    if not whole:
        return Share(None, 0.0, 1.0, len(answers))
    value = sum(each.weight * each.right for each in answers) / whole
    value = min(1.0, max(0.0, value))
    size = _effective(answers, value, whole)
    return Share(value, *wilson(value, size), len(answers))


def wilson(value: float, size: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share from so many items. Raises: nothing."""
    if size <= 0:
        return 0.0, 1.0
    square = Z95 * Z95
    middle = (value + square / (2 * size)) / (1 + square / size)
    half = Z95 / (1 + square / size) * sqrt(value * (1 - value) / size + square / (4 * size * size))
    return max(0.0, middle - half), min(1.0, middle + half)


def _effective(answers: Sequence[Answered], value: float, whole: float) -> float:
    told = [each for each in answers if each.of]
    kish = sum(each.weight for each in told) ** 2 / sum(each.weight**2 for each in told)
    variance = _variance(answers, value, whole)
    if variance <= 0 or not 0 < value < 1:
        return kish
    # Never surer than the same number of items drawn at random.
    return min(value * (1 - value) / variance, float(len(told)))


def _variance(answers: Sequence[Answered], value: float, whole: float) -> float:
    """The ratio's variance by its linearised residuals, strata apart, drawn with replacement."""
    found = 0.0
    for stratum in {each.stratum for each in answers}:
        residuals = [
            each.weight * (each.right - value * each.of)
            for each in answers
            if each.stratum == stratum
        ]
        count = len(residuals)
        if count > 1:
            mean = sum(residuals) / count
            found += count / (count - 1) * sum((each - mean) ** 2 for each in residuals)
    return found / (whole * whole)
