"""Records of every kind as flat rows: one row a record, several parties in one cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from dragoman.export.tabular import COLUMNS as EVENT_COLUMNS
from dragoman.export.tabular import LINE_END, event_rows, harmless_cell
from dragoman.records import Article, Event, Figure, Party, Record, Resolution, Statement

Kind = Literal["text", "whole", "number", "yes or no"]
Row = dict[str, object]
# Columns of the flat tables by record kind. A column holds text unless it is named below.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "article": (
        "id", "title", "source", "url", "language", "published", "updated", "place", "file",
        "text_sha256", "reader",
    ),
    "event": (
        *EVENT_COLUMNS, "enddate", "granularity", "planned_for", "modes", "context",
        "actor_entity", "recipient_entity", "said_by_code", "place", "latitude", "longitude",
        "geonameid", "dead", "injured", "arrested", "participants", "coder",
    ),
    "statement": (
        "id", "date", "speaker_code", "speaker_sector", "speaker_name", "addressee_code", "about",
        "words", "quoted", "confidence", "file", "article", "start", "end", "coder",
    ),
    "figure": (
        "id", "text", "value", "unit", "what", "of", "to", "period", "period_start", "period_end",
        "change", "change_unit", "change_base", "low", "high", "approximate", "supersedes",
        "said_by", "confidence", "file", "article", "start", "end", "coder",
    ),
    "resolution": (
        "id", "title", "symbol", "body", "part", "stage", "how", "yes", "no", "abstain",
        "sponsors", "cosponsors", "voted_yes", "voted_no", "abstained", "vetoed_by", "next",
        "date", "session", "thread", "events", "flags", "confidence", "file", "article", "start",
        "end", "coder",
    ),
}  # fmt: skip
_NUMBERS = frozenset("event_scale confidence latitude longitude value change low high".split())
_WHOLES = frozenset(
    """quad_code start end geonameid dead injured arrested participants yes no abstain
    session""".split()
)
_YES_NO = frozenset({"quoted", "approximate"})


def kind_of(column: str) -> Kind:
    """What a column of the flat tables holds. Raises: nothing."""
    if column in _NUMBERS:
        return "number"
    if column in _WHOLES:
        return "whole"
    return "yes or no" if column in _YES_NO else "text"


def flat(record: Record) -> Row:
    """Make a record's row: a value for each of its kind's COLUMNS, None where nothing was found.

    Raises: nothing.
    """
    return _MAKERS[record.record](record)


def flat_lines(kind: str, records: Iterable[Record], *, header: bool = True) -> Iterator[str]:
    """Records of one kind as lines of CSV (RFC 4180 quoting; no line ends at the lines' ends).

    A cell of text that a spreadsheet would take for a formula gets a leading apostrophe.
    Raises: nothing.
    """
    if header:
        yield line(COLUMNS[kind])
    for record in records:
        row = flat(record)
        yield line([harmless_cell(row[column]) for column in COLUMNS[kind]])


def line(cells: Sequence[object], separator: str = ",") -> str:
    """One line of CSV without its line end. Raises: nothing."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=LINE_END).writerow(cells)
    return written.getvalue().removesuffix(LINE_END)


def _same(record: Record, kind: str) -> Row:
    """The columns that are fields of the record, by the same name."""
    return {name: getattr(record, name, None) for name in COLUMNS[kind]}


def _article(record: Record) -> Row:
    assert isinstance(record, Article)
    return _same(record, "article")


def _event(record: Record) -> Row:
    assert isinstance(record, Event)
    (row,) = event_rows([record])
    more: Row = {
        "enddate": record.enddate,
        "granularity": record.granularity,
        "planned_for": record.planned_for,
        "modes": _listed(record.modes),
        "context": _listed(record.context),
        "actor_entity": _cell(record.actor, "entity"),
        "recipient_entity": _cell(record.recipient, "entity"),
        "said_by_code": _cell(record.said_by, "code"),
        "place": record.event_loc.name or record.event_loc.text,
        "latitude": record.event_loc.lat,
        "longitude": record.event_loc.lon,
        "geonameid": record.event_loc.geonameid,
        "dead": record.size.dead,
        "injured": record.size.injured,
        "arrested": record.size.arrested,
        "participants": record.size.participants,
        "coder": record.coder,
    }
    return row | more


def _statement(record: Record) -> Row:
    assert isinstance(record, Statement)
    return _same(record, "statement") | {
        "speaker_code": _cell(record.speaker, "code"),
        "speaker_sector": _cell(record.speaker, "sector"),
        "speaker_name": "; ".join(p.name or p.entity_text or "" for p in record.speaker),
        "addressee_code": _cell(record.addressee, "code"),
        "about": _listed(dict.fromkeys(p.code for p in record.about if p.code)),
    }


def _figure(record: Record) -> Row:
    assert isinstance(record, Figure)
    period, change = record.period, record.change
    return _same(record, "figure") | {
        "of": _listed(record.of),
        "to": _listed(record.to),
        "period": period.text if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "change": change.value if change else None,
        "change_unit": change.unit if change else None,
        "change_base": change.base if change else None,
        "said_by": _cell(record.said_by, "entity_text"),
    }


def _resolution(record: Record) -> Row:
    assert isinstance(record, Resolution)

    def voted(vote: str) -> str:
        return _listed(code for code, cast in record.votes.items() if cast == vote)

    return _same(record, "resolution") | {
        "sponsors": _listed(record.sponsor),
        "cosponsors": _listed(record.cosponsors),
        "voted_yes": voted("yes"),
        "voted_no": voted("no"),
        "abstained": voted("abstain"),
        "vetoed_by": _listed(record.vetoed_by),
        "events": _listed(record.events),
        "flags": _listed(record.flags),
    }


_MAKERS: Mapping[str, Callable[[Record], Row]] = {
    "article": _article,
    "event": _event,
    "statement": _statement,
    "figure": _figure,
    "resolution": _resolution,
}


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)


def _cell(parties: Sequence[Party], field: str) -> str:
    return "; ".join(getattr(party, field) or "" for party in parties)
