"""What the pages of the workbench share: the store, the forms' token, the look of answers."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.export.tabular import FORMULA
from dragoman.jsonl import escaped
from dragoman.records import Event, Location, Party
from dragoman.store.opening import connect
from dragoman.store.printable import on_one_line
from dragoman.workbench.exporting import file_name
from dragoman.workbench.marks import shown

WAIT = 10.0
AUTHOR = "dragoman_author"
Clock = Callable[[], datetime]


class MissingError(DragomanError):
    """There is no such thing; the message says what to do."""


class BadFormError(DragomanError):
    """A form that can't be used; the message says which part of it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One workbench: its store, its clock, and the word that its forms carry."""

    store: Path
    token: str
    clock: Clock
    author: str
    templates: Environment

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """A connection for one request. Raises: StoreError."""
        connection = connect(self.store, create=True, wait=WAIT)
        try:
            yield connection
        finally:
            connection.close()

    def page(self, request: Request, name: str, code: int = 200, /, **told: Any) -> Response:
        """Fill a template. Raises: UndefinedError for what it lacks."""
        author = unquote(request.cookies.get(AUTHOR, "")) or self.author
        html = self.templates.get_template(name).render(
            token=self.token, author=author, path=request.url.path, version=__version__, **told
        )
        return HTMLResponse(html, status_code=code)

    def now(self) -> str:
        """The time of a judgement, UTC. Raises: nothing."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self) -> date:
        """The day on this machine. Raises: nothing."""
        return self.clock().date()


def environment() -> Environment:
    """The templates, with everything escaped and everything asked for defined."""
    made = Environment(
        loader=PackageLoader("dragoman.workbench"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "name": party_name,
        "names": party_names,
        "codes": party_codes,
        "place": place_name,
        "line": on_one_line,
        "shown": shown,
        "file": file_name,
        "percent": lambda share: f"{100 * share:.0f} %",
        "entity": entity_key,
        "who": who,
    }
    return made


def party_name(party: Party) -> str:
    """What a party is called. Raises: nothing."""
    words = party.name or party.entity_text or party.office or party.code or "unknown"
    return on_one_line(words)


def party_names(parties: Sequence[Party]) -> str:
    """What several are called. Raises: nothing."""
    return ", ".join(map(party_name, parties))


def party_codes(party: Party) -> str:
    """A party's code with its sector, as the filters read it. Raises: nothing."""
    return ".".join(each for each in (party.code, party.sector) if each)


def entity_key(party: Party) -> str:
    """Under what a party's page is found. Raises: nothing."""
    return party.entity or party.code or party.name or ""


def place_name(place: Location) -> str:
    """A place for a person. Raises: nothing."""
    return on_one_line(", ".join(each for each in (place.name, place.country) if each))


def who(event: Event) -> str:
    """Who did it to whom, on one line. Raises: nothing."""
    actors, recipients = party_names(event.actor), party_names(event.recipient)
    return f"{actors} → {recipients}" if recipients else actors or "nobody named"


def json_answer(value: Mapping[str, Any]) -> Response:
    """An answer in JSON; nothing in it steers a terminal. Raises: nothing."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(escaped(written), media_type="application/json")


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """An answer in CSV (RFC 4180); no cell runs as a formula. Raises: nothing."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return download(written.getvalue(), f"{name}.csv", "text/csv")


def download(text: str, name: str, media: str) -> Response:
    """An answer that a browser saves under a name. Raises: nothing."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type=media, headers=headers)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
