"""Text in, records out, in a form that reads well in a prompt and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar, overload

from dragoman.errors import DragomanError
from dragoman.python.views import records_html, records_text
from dragoman.records import Article, Event, Figure, Record, Resolution, Statement

if TYPE_CHECKING:
    from polars import DataFrame

NAME = "<text>"
Kind = TypeVar("Kind", Article, Event, Statement, Figure, Resolution)


class Records(Sequence[Record]):
    """Records in the order of the page; prints as a short list, in a notebook as a table."""

    def __init__(self, records: Sequence[Record], text: str = "") -> None:
        self._records = tuple(records)
        self.text = text

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> Record | Records:
        if isinstance(index, slice):
            return Records(self._records[index], self.text)
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self._records == other._records

    def __hash__(self) -> int:
        return hash(tuple(record.id for record in self._records))

    def __repr__(self) -> str:
        return records_text(self._records)

    def _repr_html_(self) -> str:
        return records_html(self._records)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The stories of the text."""
        return self._of(Article)

    @property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom."""
        return self._of(Event)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What somebody of weight says about something."""
        return self._of(Statement)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Quantities."""
        return self._of(Figure)

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """Texts before intergovernmental bodies."""
        return self._of(Resolution)

    def _of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(record for record in self._records if isinstance(record, kind))

    def jsonl(self) -> str:
        """The records as JSON Lines, each ended by a newline. Raises: nothing."""
        from dragoman.jsonl import to_json

        return "".join(to_json(record) + "\n" for record in self._records)

    def frame(self, kind: str = "event") -> DataFrame:
        """One kind of record as a polars frame, one row each.

        Raises: DragomanError if polars is not installed; UnknownCode for another kind.
        """
        from dragoman.export.frames import frame
        from dragoman.python.opened import known_kind

        known_kind(kind)
        return frame(kind, [record for record in self._records if record.record == kind])


def code(text: str, published: str | date | None = None, *, least: float | None = None) -> Records:
    """Code a text: a page with one story or several, or a few sentences.

    In:     the text; the day ("2025-09-14" or a date) from which relative dates count where the
            text prints none; the least confidence that an event needs (usually 0.26).
    Out:    its records. The same text gives the same records.
    Raises: TypeError if `text` is no text; DragomanError for a day that is none, a confidence
            beyond 0 to 1, an empty text, or where the model is missing.
    """
    if not isinstance(text, str):
        raise TypeError(f"text is a {type(text).__name__}; give a str")
    from dragoman.pipeline import code as code_readings
    from dragoman.reading import Input, read
    from dragoman.settings import LEAST_CONFIDENCE, Settings

    bound = LEAST_CONFIDENCE if least is None else least
    if not 0 <= bound <= 1:
        raise DragomanError(f"least is {least}; give a confidence from 0 to 1")
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise DragomanError(
            f"{NAME}: holds half a character at {error.start}; repair it"
        ) from error
    settings = Settings(day_of(published, "published"), bound)
    (coded,) = code_readings([read(Input(NAME, data))], settings)
    return Records(coded.records, coded.document.text)


def day_of(told: str | date | None, name: str) -> date | None:
    """Read a day. Raises: DragomanError naming the argument."""
    if told is None or isinstance(told, date):
        return told
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise DragomanError(f"{name} is {told!r}; give a day as YYYY-MM-DD") from error
