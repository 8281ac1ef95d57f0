"""A relation as lines: a table for a person, CSV for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from dragoman.export.tabular import LINE_END, harmless_cell
from dragoman.relations.forms import Band, Break, Point, Series
from dragoman.store.printable import on_one_line

COLUMNS = (
    "first", "second", "day", "last", "events", "articles", "out", "back", "mutual",
    "quad_1", "quad_2", "quad_3", "quad_4", "mean", "mean_low", "mean_high", "sum", "sum_low",
    "sum_high", "share", "share_low", "share_high", "coverage", "sources", "change_from",
    "change_to", "change_p", "choice",
)  # fmt: skip
TEXT_COLUMNS = frozenset({"first", "second", "day", "last", "sources", "choice"})
COUNT_COLUMNS = frozenset(
    """events articles out back mutual quad_1 quad_2 quad_3 quad_4 coverage""".split()
)
# Empty periods in a row from which on the table tells them in one line.
LONG_GAP = 3
MOST_SOURCES = 3


def series_rows(series: Series) -> Iterator[dict[str, object]]:
    """One flat row for each period; a value for each of COLUMNS, None where there is none.

    `change_from` and `change_to` are the means before and after a change that begins with the
    period. Raises: nothing.
    """
    changes = {each.day: each for each in series.breaks}
    choice = series.choice.told()
    for point in series.points:
        change = changes.get(point.day)
        row: dict[str, object] = {
            "first": series.first.label,
            "second": series.second.label,
            "day": point.day,
            "last": point.last,
            "events": point.events,
            "articles": point.articles,
            "out": point.out,
            "back": point.back,
            "mutual": point.mutual,
        }
        row |= {f"quad_{quad}": count for quad, count in enumerate(point.quads, 1)}
        for name, value, band in _measures(point):
            row |= {name: _rounded(value)}
            row |= {f"{name}_low": _rounded(band.low if band else None)}
            row |= {f"{name}_high": _rounded(band.high if band else None)}
        row |= {
            "coverage": point.coverage,
            "sources": "; ".join(f"{on_one_line(source)}: {n}" for source, n in point.sources),
            "change_from": _rounded(change.before if change else None),
            "change_to": _rounded(change.after if change else None),
            "change_p": change.p if change else None,
            "choice": choice,
        }
        yield row


def _measures(point: Point) -> tuple[tuple[str, float | None, Band | None], ...]:
    return (
        ("mean", point.mean, point.mean_band),
        ("sum", point.sum, point.sum_band),
        ("share", point.share, point.share_band),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def csv_lines(series: Series) -> Iterator[str]:
    """A relation as lines of CSV, header first, without line ends; a gap has empty cells.

    A source's name that a spreadsheet would take for a formula gets a leading apostrophe.
    Raises: nothing.
    """
    yield _line(COLUMNS)
    for row in series_rows(series):
        yield _line([harmless_cell(row[column]) for column in COLUMNS])


def _line(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator=LINE_END).writerow(cells)
    return written.getvalue().removesuffix(LINE_END)


def title_of(series: Series) -> str:
    """Name the two sides and the time in one line. Raises: nothing."""
    among = series.first == series.second
    sides = f"{series.first.name}, among themselves" if among else _both(series)
    days = f", {series.since} to {series.until}" if series.since else ""
    return f"{sides}, by {series.by}{days}"


def _both(series: Series) -> str:
    return f"{series.first.name} and {series.second.name}"


def table_lines(series: Series) -> Iterator[str]:
    """A relation as a table for a person: what was asked, the periods, the changes, the notes.

    Raises: nothing.
    """
    yield title_of(series)
    yield series.choice.told()
    if any(point.events or point.coverage for point in series.points):
        yield ""
        yield from _head(series)
        for empty, points in groupby(series.points, lambda point: not point.events):
            told = list(points)
            yield from _gap(series, told) if empty else map(_row, told)
        yield ""
        yield from _changes(series.breaks)
    yield from note_lines(series)


def _head(series: Series) -> Iterator[str]:
    first, second = series.first.label[:8], series.second.label[:8]
    yield (
        f"{series.by:<10} {'events':>6} {'by ' + first:>11} {'by ' + second:>11} {'both':>5}"
        f" {'quad 1':>6} {'2':>4} {'3':>4} {'4':>4} {'mean':>6} {'band':>14} {'sum':>7}"
        f" {'share':>5} {'named':>6}"
    )


def _row(point: Point) -> str:
    quads = " ".join(f"{count:>4}" for count in point.quads[1:])
    assert point.mean is not None and point.sum is not None and point.share is not None
    return (
        f"{point.day:<10} {point.events:>6} {point.out:>11} {point.back:>11} {point.mutual:>5}"
        f" {point.quads[0]:>6} {quads} {signed(point.mean):>6} {_band(point.mean_band):>14}"
        f" {signed(point.sum, 1):>7} {point.share:>5.0%} {_named(point.coverage):>6}"
        f"{_sources(point)}"
    )


def signed(value: float, places: int = 2) -> str:
    """A score with its sign, as typography has it: "−1.50", "+2.00". Raises: nothing."""
    return f"{value:+.{places}f}".replace("-", "−")


def _band(band: Band | None) -> str:
    return f"{signed(band.low)} … {signed(band.high)}" if band else ""


def _named(coverage: int | None) -> str:
    return "" if coverage is None else str(coverage)


def _sources(point: Point) -> str:
    told = [f"{on_one_line(name) or 'unnamed'} {n}" for name, n in point.sources[:MOST_SOURCES]]
    if len(point.sources) > MOST_SOURCES:
        told.append(f"{len(point.sources) - MOST_SOURCES} more")
    return f"  {', '.join(told)}" if told else ""


def _gap(series: Series, points: Sequence[Point]) -> Iterator[str]:
    """Periods without events: never a row of zeros."""
    if len(points) < LONG_GAP:
        for point in points:
            yield f"{point.day:<10} no events{_named_in(series, [point])}"
        return
    span = f"{len(points)} {series.by}s up to {points[-1].last}"
    yield f"{points[0].day:<10} no events in {span}{_named_in(series, points)}"


def _named_in(series: Series, points: Sequence[Point]) -> str:
    count = sum(point.coverage or 0 for point in points)
    how = "named" if series.second.kind == "all" else "named together"
    return f", {how} in {count} article{'s' * (count != 1)}" if count else ""


def _changes(breaks: Sequence[Break]) -> Iterator[str]:
    for each in breaks:
        yield (
            f"change from {each.day} on: mean {signed(each.before)} before,"
            f" {signed(each.after)} after (p = {each.p:.3f})"
        )


def note_lines(series: Series) -> Iterator[str]:
    """What a reader of the numbers has to know beside them. Raises: nothing."""
    events = sum(point.events for point in series.points)
    if not events:
        yield "no events of these two in this time: a gap, which is no zero"
    elif not series.breaks:
        yield "no change that a test supports"
    notes = (
        (series.by_article, "without a date of their own, counted on their article's day"),
        (series.undated, "left out, without a day of their own or their article's"),
        (series.vague, f"left out, with a time longer than one {series.by}"),
        (series.left_out, "left out by status, sector or confidence, or as reports of the same"),
    )
    for count, what in notes:
        if count:
            yield f"{count} {what}"
    if series.draws:
        yield f"band: nine in ten of {series.draws} draws of articles, events by their confidence"
