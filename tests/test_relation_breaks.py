"""Change points: hardly ever found where there is no change, found where there is one."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.relations import KINDS, made_series, marked

from dragoman.relations.breaks import find_breaks


@pytest.mark.parametrize("kind", KINDS)
def test_of_series_without_a_change_at_most_one_in_twenty_is_marked(kind):
    marks = sum(marked(made_series(number, kind)) for number in range(120))
    assert marks <= 6


def test_a_change_is_found_where_it_is():
    found = find_breaks(*made_series(1, "steady", step=3.0))
    assert [each.period for each in found] == [12]
    assert found[0].after - found[0].before == pytest.approx(3.0, abs=1.5)


def test_there_and_back_are_two_changes():
    articles, days = made_series(3, "steady", step=4.0, until=18)
    found = [each.period for each in find_breaks(articles, days)]
    assert found == [pytest.approx(12, abs=1), pytest.approx(18, abs=1)]


def test_a_single_page_full_of_events_makes_no_change():
    articles, days = made_series(5, "steady", periods=12)
    last = articles[-1]
    loud = last._replace(events=30, score=-270.0)
    assert find_breaks([*articles, loud], [*days, loud]) == ()


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_what_is_too_short_has_no_changes(n):
    articles, days = made_series(1, "steady")
    assert find_breaks(articles[:n], days[:n]) == ()


def test_very_long_series_are_judged_as_short_ones():
    source = np.random.default_rng(1)
    from dragoman.relations.breaks import Unit

    still = [Unit(n // 1000, 1, float(x)) for n, x in enumerate(source.normal(0, 3, 24_000))]
    moved = [each._replace(score=each.score + 0.5 * (each.period >= 12)) for each in still]
    assert find_breaks(still, still) == ()
    assert [each.period for each in find_breaks(moved, moved)] == [12]
