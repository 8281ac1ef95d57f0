"""A relation as a chart (PNG): score with its band and changes, events by quad, coverage."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.relations.forms import Point, Series
from dragoman.relations.printed import note_lines, title_of
from dragoman.store.printable import on_one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE, DOTS = (10.0, 7.5), 120
# Of Okabe and Ito (2008), which colour-blind readers tell apart.
QUADS = (("verbal cooperation", "#56b4e9"), ("material cooperation", "#0072b2"),
         ("verbal conflict", "#e69f00"), ("material conflict", "#d55e00"))  # fmt: skip
SOURCES = ("#009e73", "#56b4e9", "#e69f00", "#cc79a7", "#999999")
INK, FAINT, MARK = "#222222", "#cfe3f1", "#d55e00"
MOST_SOURCES = 4
WIDTH = 155
MOST_PERIODS = 1500


def png(series: Series) -> bytes:
    """Draw a relation.

    In:     a relation. Out: a PNG of 1,200 by 900 dots; periods without events are gaps in the
            line. The same relation gives the same bytes with one version of matplotlib.
    Raises: DragomanError if matplotlib is not installed, or for more periods than fit.
    """
    written = io.BytesIO()
    with warnings.catch_warnings():
        # An outlet's name in a script that the font lacks gets boxes; the chart is sound.
        warnings.filterwarnings("ignore", message="Glyph")
        # Without the version of matplotlib, which would make the bytes differ.
        drawn(series).savefig(written, format="png", dpi=DOTS, metadata={"Software": "dragoman"})
    return written.getvalue()


def drawn(series: Series) -> Figure:
    """Draw a relation as matplotlib's figure, to be changed or saved otherwise.

    Raises: DragomanError if matplotlib is not installed, or for more periods than fit.
    """
    if len(series.points) > MOST_PERIODS:
        raise DragomanError(
            f"{len(series.points)} {series.by}s are too many for a chart ({MOST_PERIODS} at most);"
            " ask for fewer with --from and --to, or by month"
        )
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DragomanError("charts need matplotlib; pip install matplotlib") from error
    figure = Figure(figsize=SIZE, layout="constrained", facecolor="white")
    scores, counts, naming = figure.subplots(
        3, 1, sharex=True, gridspec_kw={"height_ratios": [3, 2, 1.4]}
    )
    figure.suptitle(_plain(title_of(series)), fontsize=12, color=INK)
    days = [_middle(point) for point in series.points]
    _draw_scores(scores, series, days)
    _draw_counts(counts, series, days)
    _draw_coverage(naming, series, days)
    if series.points:
        bounds: Any = (_day(series.points[0].day), _day(series.points[-1].last) + timedelta(days=1))
        naming.set_xlim(bounds)
    figure.supxlabel(_plain(_below(series)), fontsize=7.5, color=INK, x=0.01, ha="left")
    return figure


def _below(series: Series) -> str:
    from textwrap import wrap

    told = f"{series.choice.told()}. {'; '.join(note_lines(series))}."
    return "\n".join(wrap(told, WIDTH))


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _middle(point: Point) -> date:
    first = _day(point.day)
    return first + (_day(point.last) - first) / 2


def _plain(text: str) -> str:
    """Matplotlib reads what stands between two dollar signs as mathematics."""
    return text.replace("$", r"\$")


def _draw_scores(axes: Axes, series: Series, days: Sequence[date]) -> None:
    nan = float("nan")
    means = [nan if point.mean is None else point.mean for point in series.points]
    low = [point.mean_band.low if point.mean_band else nan for point in series.points]
    high = [point.mean_band.high if point.mean_band else nan for point in series.points]
    when: Any = days
    axes.fill_between(when, low, high, color=FAINT, label="band: 9 in 10 of the draws", linewidth=0)
    # A period between two gaps has no line to it, and a band without neighbours no area.
    axes.vlines(when, low, high, color="#9ec9e2", linewidth=2)
    axes.plot(when, means, color="#0072b2", marker="o", markersize=4, label="mean score")
    axes.axhline(0, color=INK, linewidth=0.6)
    for change in series.breaks:
        at: Any = _day(change.day)
        axes.axvline(at, color=MARK, linestyle="--", linewidth=1.2)
        axes.annotate(
            f" p = {change.p:.3f}", xy=(at, 1), xycoords=("data", "axes fraction"), va="top",
            fontsize=8, color=MARK,
        )  # fmt: skip
    axes.set_ylabel("conflict – cooperation\nmean score")
    if series.points:
        _legend(axes, 2)


def _draw_counts(axes: Axes, series: Series, days: Sequence[date]) -> None:
    widths = _widths(series.points)
    when: Any = days
    up, down = [0.0] * len(days), [0.0] * len(days)
    for quad, (name, colour) in enumerate(QUADS):
        counts = [float(point.quads[quad]) for point in series.points]
        # Cooperation stands above the line, conflict below.
        base, sign = (up, 1.0) if quad < 2 else (down, -1.0)
        heights = [sign * count for count in counts]
        axes.bar(when, heights, width=widths, bottom=list(base), color=colour, label=name)
        base[:] = [total + height for total, height in zip(base, heights, strict=True)]
    axes.axhline(0, color=INK, linewidth=0.6)
    axes.set_ylabel("events\nby quad")
    axes.yaxis.set_major_formatter(lambda value, _at: f"{abs(value):g}")
    _whole(axes)
    if series.points:
        _legend(axes, 4)


def _draw_coverage(axes: Axes, series: Series, days: Sequence[date]) -> None:
    among = series.second.kind == "all"
    axes.set_ylabel(f"articles that\nname {'the first' if among else 'both'}")
    if any(point.coverage is None for point in series.points):
        axes.text(0.5, 0.5, "not known for bodies", transform=axes.transAxes, ha="center")
        return
    total: Counter[str] = Counter()
    for point in series.points:
        total.update(dict(point.sources))
    most = [name for name, _ in total.most_common(MOST_SOURCES)]
    base = [0.0] * len(days)
    when: Any = days
    for name, colour in zip([*most, None], SOURCES, strict=False):
        heights = [float(_told_by(point, name, most)) for point in series.points]
        if not any(heights):
            continue
        label = "others" if name is None else on_one_line(name) or "source not printed"
        axes.bar(
            when, heights, width=_widths(series.points), bottom=list(base), color=colour,
            label=_plain(label),
        )  # fmt: skip
        base = [total + height for total, height in zip(base, heights, strict=True)]
    _whole(axes)
    if total:
        _legend(axes, 5)


def _told_by(point: Point, name: str | None, most: Sequence[str]) -> int:
    if name is None:
        return sum(count for source, count in point.sources if source not in most)
    return dict(point.sources).get(name, 0)


def _legend(axes: Axes, columns: int) -> None:
    """Above the plot, where it hides nothing."""
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 0.98), fontsize=7.5, frameon=False, ncols=columns
    )


def _widths(points: Sequence[Point]) -> list[float]:
    return [0.85 * ((_day(each.last) - _day(each.day)).days + 1) for each in points]


def _whole(axes: Axes) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
