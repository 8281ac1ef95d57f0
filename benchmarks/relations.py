"""Relations: false marks on series without a change, and answers from a store of a million events.

`python -m benchmarks.relations marks` or `… million`; prints lines for `benchmarks/results.md`.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from dragoman.ontology.countries import countries
from dragoman.relations import USUAL, Asked, events_of, most_active, series, side_of
from dragoman.relations.breaks import Unit, find_breaks
from dragoman.store import Store

SERIES = 1000
# Scores of events and how often they are news, roughly.
SCORES = (1.0, 1.5, 2.5, 3.0, 7.0, -1.0, -2.0, -4.0, -5.0, -9.0)
WEIGHTS = np.array([20, 25, 10, 8, 4, 6, 14, 4, 3, 6], dtype=float)
# How the made series come about; in none of them does what happens change.
KINDS = ("steady", "doubled", "twice told", "moody", "gaps")
DAYS = 28


def made_series(
    number: int, kind: str, *, periods: int = 24, step: float = 0.0, until: int | None = None
) -> tuple[list[Unit], list[Unit]]:
    """Make a series of reports.

    In:     its number, from which all chance comes; its kind: `steady` coverage; coverage
            `doubled` half way; from half way each report `twice told` on the same day; `moody`:
            the events of a day are alike; most periods `gaps`. `step`: by how much the score
            rises half way, `until` another period.
    Out:    its events by article and by day. Raises: nothing.
    """
    source = np.random.default_rng([number, KINDS.index(kind)])
    half = periods // 2
    articles: list[Unit] = []
    days: dict[tuple[int, int], Unit] = {}
    for period in range(periods):
        late = period >= half
        rate = 3.0 if kind == "gaps" else 8.0
        if kind == "gaps" and source.random() < 0.7:
            continue
        if kind == "doubled" and late:
            rate *= 2
        moods = source.choice(SCORES, size=DAYS, p=WEIGHTS / WEIGHTS.sum())
        shift = step if late and (until is None or period < until) else 0.0
        for _ in range(source.poisson(rate)):
            day, events = int(source.integers(DAYS)), 1 + int(source.poisson(0.8))
            scores = source.choice(SCORES, size=events, p=WEIGHTS / WEIGHTS.sum())
            if kind == "moody":
                scores = np.full(events, moods[day])
            unit = Unit(period, events, float(scores.sum()) + shift * events)
            for _ in range(2 if kind == "twice told" and late else 1):
                articles.append(unit)
                known = days.get((period, day), Unit(period, 0, 0.0))
                days[period, day] = Unit(period, known.events + events, known.score + unit.score)
    return articles, list(days.values())


def marked(made: tuple[list[Unit], list[Unit]]) -> bool:
    """Tell whether a series gets a mark."""
    return bool(find_breaks(*made))


def marks() -> Iterator[str]:
    """Count the series without a change that get a mark, and those with one that do."""
    for kind in KINDS:
        started = time.perf_counter()
        false = sum(marked(made_series(number, kind)) for number in range(SERIES))
        took = time.perf_counter() - started
        yield f"{kind}: {false} of {SERIES} series without a change marked ({took:.1f} s)"
    for step in (1.0, 2.0, 3.0):
        found = [find_breaks(*made_series(n, "steady", step=step)) for n in range(200)]
        right = sum(any(abs(each.period - 12) <= 1 for each in one) for one in found)
        yield f"a step of {step:g}: marked within a month in {right} of 200"


EVENTS, TOLD_IN_ONE = 1_000_000, 4
FIRST = date(2015, 1, 1)
SPAN = 3650


def million(path: Path) -> Iterator[str]:
    """Time the questions of the command and of the workbench on a store of a million events."""
    Store.open(path).close()
    started = time.perf_counter()
    _fill(path)
    yield f"store made in {time.perf_counter() - started:.0f} s, {path.stat().st_size >> 20} MiB"
    with Store.open(path, create=False) as store, store.questions() as asked:
        for name, ask in _questions(asked):
            times = []
            for _ in range(5):
                started = time.perf_counter()
                told = ask()
                times.append(time.perf_counter() - started)
            yield f"{name}: {1000 * statistics.median(times):.0f} ms ({told})"


def _questions(asked: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], object]]]:
    def count(first: str, second: str) -> Callable[[], object]:
        def ask() -> object:
            points = series(asked, side_of(first), side_of(second)).points
            return f"{sum(point.events for point in points)} events"

        return ask

    for first, second in (("USA", "CHN"), ("FRA", "BRA"), ("PAK", "all"), ("SAARC", "USA")):
        yield f"series {first} {second}", count(first, second)
    week = Asked(side_of("USA"), side_of("CHN"), date(2024, 5, 6), date(2024, 5, 12))
    yield "events of a week", lambda: events_of(asked, week, USUAL)[1]
    since = FIRST + timedelta(days=SPAN - 7)
    yield "most active of the last week", lambda: len(most_active(asked, USUAL, since))


def _fill(path: Path) -> None:
    """Articles of four events each, over ten years, countries as unevenly named as in news."""
    source = np.random.default_rng(0)
    codes = [country.code for country in countries() if country.coded_as == country.code]
    for code in ("PAK", "FRA", "BRA", "IND", "CHN", "USA"):
        codes.insert(0, codes.pop(codes.index(code)))
    chance = 1 / np.arange(1, len(codes) + 1)
    chance /= chance.sum()
    articles = EVENTS // TOLD_IN_ONE
    days = np.sort(source.integers(0, SPAN, articles))
    pairs = source.choice(len(codes), size=(articles, 2), p=chance)
    scores = source.choice(SCORES, size=EVENTS, p=WEIGHTS / WEIGHTS.sum())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        connection.executemany(
            "INSERT INTO documents (number, file, bytes_sha256, text_sha256, reader, coder, text,"
            " related) VALUES (?, ?, ?, '', '', '', '', 1)",
            ((n, f"{n}.txt", str(n)) for n in range(articles)),
        )
        rows = sorted(_dyads(codes, days.tolist(), pairs.tolist(), scores.tolist()))
        marks = ", ".join("?" * 16)
        connection.executemany(f"INSERT OR IGNORE INTO dyads VALUES ({marks})", rows)  # noqa: S608
        connection.executemany(
            "INSERT OR IGNORE INTO namings VALUES (?, ?, ?, ?, ?)",
            sorted(
                (codes[place], n, f"a-{n}", _day(days[n]), f"Paper {n % 40}")
                for n in range(articles)
                for place in pairs[n]
            ),
        )
    connection.close()


def _day(number: int) -> str:
    return (FIRST + timedelta(days=int(number))).isoformat()


def _dyads(
    codes: Sequence[str], days: Sequence[int], pairs: Sequence[Sequence[int]], scores: list[float]
) -> Iterator[tuple[object, ...]]:
    for event, score in enumerate(scores):
        article = event // TOLD_IN_ONE
        one, other = (codes[place] for place in pairs[article])
        day = _day(days[article])
        quad = (1 if score < 5 else 2) if score > 0 else (3 if score > -5 else 4)
        for here, there, way in ((one, other, "out"), (other, one, "in")):
            yield (
                here, there, day, article, f"e-{event}", way, "GOV", "GOV", day, 1, 0, "CONSULT",
                quad, score, "actual", 0.8,
            )  # fmt: skip


def main() -> int:
    """Run one of the two."""
    what = sys.argv[1] if len(sys.argv) > 1 else "marks"
    with tempfile.TemporaryDirectory() as folder:
        lines = million(Path(folder) / "news.db") if what == "million" else marks()
        for line in lines:
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
