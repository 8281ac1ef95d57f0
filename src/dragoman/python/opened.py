"""A store from Python: records as polars frames, relations, briefs, search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self
from warnings import warn

from dragoman.errors import DragomanError, UnknownCode
from dragoman.python.coding import Records, day_of
from dragoman.python.views import table_html
from dragoman.relations import OFFICIAL, Choice, Series, series, side_of
from dragoman.relations.briefs import Brief, brief
from dragoman.relations.briefs.written import as_html, as_markdown, html_body
from dragoman.relations.printed import (
    COLUMNS,
    COUNT_COLUMNS,
    TEXT_COLUMNS,
    series_rows,
    signed,
    table_lines,
    title_of,
)
from dragoman.store import Hit, Store, default_store, render
from dragoman.store.stored import KINDS, Wanted, stored

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from polars import DataFrame

    from dragoman.adding import Totals

Day = str | date | None


def open(path: str | PathLike[str] | None = None, *, create: bool = False) -> Opened:
    """Open a store.

    In:     its file; None: the one in your data folder; whether to make it where there is none.
    Out:    the store; close it, or use it in a `with` block.
    Raises: StoreError if there is none, or it is another thing.
    """
    return Opened(Store.open(Path(path) if path is not None else default_store(), create=create))


def known_kind(kind: str) -> None:
    """Check a record kind. Raises: UnknownCode."""
    if kind not in KINDS:
        raise UnknownCode(kind, what="record kind", known=KINDS)


class Opened:
    """An open store; every method raises StoreError when the file can't be read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *paths: str | PathLike[str], published: Day = None) -> Totals:
        """Code pages into the store; what it holds already is passed over.

        In:     files and folders; the day for pages that print none.
        Out:    how many were added, held already, skipped. Each page that was skipped is a
                warning that says why.
        Raises: StoreError if the store can't be written; DragomanError for a wrong day.
        """
        from dragoman.adding import add_inputs
        from dragoman.reading import inputs
        from dragoman.settings import Settings

        return add_inputs(
            self._store,
            inputs([fspath(path) for path in paths]),
            Settings(day_of(published, "published")),
            lambda error: warn(str(error), stacklevel=2),
            lambda _done, _path: None,
        )

    # --- records ---

    def frame(  # noqa: PLR0913 - what a user may ask
        self,
        kind: str = "event",
        *,
        side: str | None = None,
        since: Day = None,
        until: Day = None,
        status: str | Sequence[str] | None = None,
        least: float = 0.0,
        once: bool = False,
    ) -> DataFrame:
        """Records of one kind as a polars frame, one row each.

        In:     article, event, statement, figure or resolution; a country, group or body that
                must be a party; days of the record, else of its article, both included; of
                events: statuses, and whether only one stands for each story; the least confidence.
        Out:    a frame with the columns of docs/records.md, the same ones when nothing is found.
        Raises: UnknownCode for a kind, side or status that does not exist; DragomanError for a
                day that is none, or if polars is not installed.
        """
        from dragoman.export.frames import frame

        known_kind(kind)
        statuses = (status,) if isinstance(status, str) else tuple(status or ())
        Choice(statuses=statuses)
        wanted = Wanted(
            kinds=(kind,),
            since=day_of(since, "since"),
            until=day_of(until, "until"),
            codes=side_of(side).places if side else (),
            statuses=statuses,
            least=least,
            once=once,
        )
        with self._store.questions(stories=once) as asked:
            return frame(kind, (each.record for each in stored(asked, wanted)))

    def articles(self, *, since: Day = None, until: Day = None) -> DataFrame:
        """The articles. In, Raises: as `frame`."""
        return self.frame("article", since=since, until=until)

    def events(  # noqa: PLR0913 - what a user may ask
        self,
        *,
        side: str | None = None,
        since: Day = None,
        until: Day = None,
        status: str | Sequence[str] | None = None,
        least: float = 0.0,
        once: bool = False,
    ) -> DataFrame:
        """The events. In, Raises: as `frame`."""
        return self.frame(
            side=side, since=since, until=until, status=status, least=least, once=once
        )

    def statements(
        self, *, side: str | None = None, since: Day = None, until: Day = None
    ) -> DataFrame:
        """The statements. In, Raises: as `frame`."""
        return self.frame("statement", side=side, since=since, until=until)

    def figures(self, *, since: Day = None, until: Day = None) -> DataFrame:
        """The figures. In, Raises: as `frame`."""
        return self.frame("figure", since=since, until=until)

    def resolutions(self, *, since: Day = None, until: Day = None) -> DataFrame:
        """The texts before intergovernmental bodies. In, Raises: as `frame`."""
        return self.frame("resolution", since=since, until=until)

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Records and articles that hold all words, the best match first. Raises: nothing more."""
        return self._store.search(words, limit=limit)

    def show(self, record_id: str) -> Shown:
        """A record in its sentence, by its id or the beginning of it. Raises: StoreError."""
        shown = self._store.show(record_id)
        return Shown(Records([shown.record], shown.document.text), render(shown))

    # --- relations ---

    def relations(  # noqa: PLR0913 - what a user may ask
        self,
        first: str,
        second: str = "all",
        *,
        since: Day = None,
        until: Day = None,
        by: Literal["week", "month"] = "month",
        statuses: Sequence[str] = ("actual",),
        sectors: Sequence[str] = OFFICIAL,
        types: Sequence[str] = (),
        least: float = 0.0,
        once: bool = True,
    ) -> Related:
        """How two sides dealt with each other, period by period.

        In:     sides as `dragoman relations` takes them; days; empty statuses, sectors, types: any.
        Raises: UnknownCode for a side or code that does not exist; DragomanError otherwise wrong.
        """
        if by not in ("week", "month"):
            raise UnknownCode(by, what="period", known=("week", "month"))
        choice = Choice(
            statuses=tuple(statuses), sectors=tuple(sectors), types=tuple(types), least=least,
            once=once,
        )  # fmt: skip
        one, other = side_of(first), side_of(second)
        if not one.places:
            raise DragomanError("the first side can't be all; name a country or a group")
        with self._store.questions(stories=once) as asked:
            days = day_of(since, "since"), day_of(until, "until")
            return Related(series(asked, one, other, *days, by=by, choice=choice))

    def brief(self, side: str, days: int = 7, until: Day = None) -> Briefed:
        """One page on a side's last days. Raises: UnknownCode, DragomanError for a wrong day."""
        with self._store.questions(stories=True) as asked:
            return Briefed(brief(asked, side_of(side), days, day_of(until, "until")))

    # --- the store itself ---

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Dragoman store {self._store.path.name}: {', '.join(self._counts())}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self))}</p>"

    def _counts(self) -> Iterator[str]:
        counts = self._store.counts()
        for what, count in (("article", counts.articles), *counts.records.items()):
            yield f"{count} {what}{'s' * (count != 1)}"


@dataclass(frozen=True)
class Shown:
    """A record with its sentence and the receipts of its fields."""

    records: Records
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text)}</pre>"


@dataclass(frozen=True)
class Related:
    """A relation over time; `series` holds all of it."""

    series: Series

    def frame(self) -> DataFrame:
        """One row for each period, gaps too (their scores null). Raises: DragomanError if polars
        is not installed."""
        from dragoman.export.frames import loaded

        polars = loaded()
        schema = dict.fromkeys(COLUMNS, polars.Float64)
        schema |= dict.fromkeys(TEXT_COLUMNS, polars.String)
        schema |= dict.fromkeys(COUNT_COLUMNS, polars.Int64)
        frame: DataFrame = polars.DataFrame(list(series_rows(self.series)), schema=schema)
        return frame

    def chart(self) -> Figure:
        """A matplotlib figure. Raises: DragomanError if matplotlib is not installed."""
        from dragoman.relations.chart import drawn

        return drawn(self.series)

    def __repr__(self) -> str:
        return "\n".join(table_lines(self.series))

    def _repr_html_(self) -> str:
        head = ("from", "events", "mean score", "band", "share of cooperation", "articles")
        rows = [
            (
                point.day,
                str(point.events or "none"),
                "" if point.mean is None else signed(point.mean),
                f"{signed(point.mean_band.low)} … {signed(point.mean_band.high)}"
                if point.mean_band
                else "",
                "" if point.share is None else f"{point.share:.0%}",
                "" if point.coverage is None else str(point.coverage),
            )
            for point in self.series.points
        ]
        caption = f"{title_of(self.series)} ({self.series.choice.told()})"
        return table_html(head, rows, caption=caption)


@dataclass(frozen=True)
class Briefed:
    """A brief; `told` holds its lines."""

    told: Brief

    def markdown(self) -> str:
        """The brief as Markdown. Raises: nothing."""
        return as_markdown(self.told)

    def html(self) -> str:
        """The brief as a whole HTML page. Raises: nothing."""
        return as_html(self.told)

    def __repr__(self) -> str:
        return as_markdown(self.told)

    def _repr_html_(self) -> str:
        return html_body(self.told)
