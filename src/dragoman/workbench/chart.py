"""A relation's series as the shapes of a drawing: a line with its band, bars, coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.relations import Band, Point, Series

WIDTH, LEFT, RIGHT = 900, 46, 10
LINE_TOP, LINE_HEIGHT = 20, 184
BARS_TOP, BARS_HEIGHT = 226, 90
COVER_TOP, COVER_HEIGHT = 340, 44
HEIGHT = 410
MOST_TICKS = 12
MEASURES = {
    "mean": "mean conflict–cooperation score (−10 to 10)",
    "sum": "sum of the conflict–cooperation score",
    "share": "share of cooperation",
}


class Tick(NamedTuple):
    """A mark of an axis: where, and what stands at it."""

    at: float
    label: str


class Dot(NamedTuple):
    """A period with events, on the line: where, its days, what it says in words."""

    x: float
    y: float
    day: str
    last: str
    title: str


class Bar(NamedTuple):
    """A stretch of a bar: `kind` is quad-1 to quad-4, or coverage."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


class Cut(NamedTuple):
    """A change that a test supports: where, and what it says in words."""

    x: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing; `lines` and `areas` are SVG paths, broken at gaps."""

    label: str
    lines: tuple[str, ...]
    areas: tuple[str, ...]
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    cover: tuple[Bar, ...]
    cuts: tuple[Cut, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    zero: float | None
    most_events: int
    most_articles: int


def chart_of(series: Series, measure: str) -> Chart:
    """Draw a series.

    In:     the series; which measure the line shows (a key of MEASURES).
    Out:    shapes in a drawing of WIDTH by HEIGHT. A period without events is a gap in the line.
    Raises: KeyError for an unknown measure.
    """
    points = series.points
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points))
    low, high = _range(points, measure)

    def across(number: int) -> float:
        return round(LEFT + (number + 0.5) * step, 2)

    def up(value: float) -> float:
        return round(LINE_TOP + (high - value) / (high - low) * LINE_HEIGHT, 2)

    runs = list(_runs(points, measure))
    numbers = {point.day: number for number, point in enumerate(points)}
    return Chart(
        label=MEASURES[measure],
        lines=tuple(_line(run, points, measure, across, up) for run in runs if len(run) > 1),
        areas=tuple(filter(None, (_area(run, points, measure, across, up) for run in runs))),
        dots=tuple(
            Dot(across(n), up(_value(points[n], measure)), points[n].day, points[n].last,
                _title(points[n], measure))
            for run in runs for n in run
        ),
        bars=tuple(_bars(points, across, step)),
        cover=tuple(_cover(points, across, step)),
        cuts=tuple(
            Cut(round(across(numbers[each.day]) - step / 2, 2),
                f"change from {each.day}: mean {each.before:.1f} before, {each.after:.1f} after "
                f"(p = {each.p:.3f})")
            for each in series.breaks if each.day in numbers
        ),
        across=tuple(_ticks(points, across)),
        up=tuple(Tick(up(value), f"{value:g}") for value in _steps(low, high)),
        zero=up(0) if low < 0 < high else None,
        most_events=max((point.events for point in points), default=0),
        most_articles=max((point.coverage or 0 for point in points), default=0),
    )  # fmt: skip


def _value(point: Point, measure: str) -> float:
    value: float | None = getattr(point, measure)
    assert value is not None
    return value


def _band(point: Point, measure: str) -> Band | None:
    band: Band | None = getattr(point, f"{measure}_band")
    return band


def _range(points: Sequence[Point], measure: str) -> tuple[float, float]:
    if measure == "share":
        return 0.0, 1.0
    if measure == "mean":
        return -10.0, 10.0
    told = [0.0]
    for point in points:
        if point.sum is not None:
            told += [point.sum, *(point.sum_band or ())]
    low, high = min(told), max(told)
    return (low, high) if high > low else (low - 1, high + 1)


def _runs(points: Sequence[Point], measure: str) -> Iterator[list[int]]:
    """The numbers of neighbouring periods that have a value."""
    run: list[int] = []
    for number, point in enumerate(points):
        if getattr(point, measure) is not None:
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


Place = Callable[[int], float]
Scale = Callable[[float], float]


def _line(run: list[int], points: Sequence[Point], measure: str, across: Place, up: Scale) -> str:
    return "M" + "L".join(f"{across(n)} {up(_value(points[n], measure))}" for n in run)


def _area(run: list[int], points: Sequence[Point], measure: str, across: Place, up: Scale) -> str:
    there = [(n, band) for n in run if (band := _band(points[n], measure)) is not None]
    if not there:
        return ""
    above = [f"{across(n)} {up(band.high)}" for n, band in there]
    below = [f"{across(n)} {up(band.low)}" for n, band in reversed(there)]
    return "M" + "L".join(above + below) + "Z"


def _title(point: Point, measure: str) -> str:
    band = _band(point, measure)
    between = f", band {band.low:.2f} to {band.high:.2f}" if band else ""
    return (
        f"{point.day} to {point.last}: {point.events} events, {measure} "
        f"{_value(point, measure):.2f}{between}; open the events"
    )


QUADS: Mapping[int, str] = {
    0: "verbal cooperation", 1: "material cooperation", 2: "verbal conflict",
    3: "material conflict",
}  # fmt: skip


def _bars(points: Sequence[Point], across: Place, step: float) -> Iterator[Bar]:
    most = max((point.events for point in points), default=0) or 1
    width = round(step * 0.8, 2)
    for number, point in enumerate(points):
        base = float(BARS_TOP + BARS_HEIGHT)
        for quad, count in enumerate(point.quads):
            if count:
                height = round(count / most * BARS_HEIGHT, 2)
                base = round(base - height, 2)
                x = round(across(number) - width / 2, 2)
                title = f"{point.day}: {count} {QUADS[quad]}"
                yield Bar(x, base, width, height, f"quad-{quad + 1}", title)


def _cover(points: Sequence[Point], across: Place, step: float) -> Iterator[Bar]:
    most = max((point.coverage or 0 for point in points), default=0) or 1
    width = round(step * 0.8, 2)
    for number, point in enumerate(points):
        if point.coverage:
            height = round(point.coverage / most * COVER_HEIGHT, 2)
            told = ", ".join(f"{source or 'no source'} {n}" for source, n in point.sources[:5])
            yield Bar(
                round(across(number) - width / 2, 2), round(COVER_TOP + COVER_HEIGHT - height, 2),
                width, height, "coverage", f"{point.day}: {point.coverage} articles ({told})",
            )  # fmt: skip


def _ticks(points: Sequence[Point], across: Place) -> Iterator[Tick]:
    every = max(1, -(-len(points) // MOST_TICKS))
    for number in range(0, len(points), every):
        yield Tick(across(number), points[number].day[:7])


def _steps(low: float, high: float) -> list[float]:
    return [low, (low + high) / 2, high]
