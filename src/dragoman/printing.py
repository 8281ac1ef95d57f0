"""What commands print: records as lines, events as a table, finds of a search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from dragoman.errors import UnknownCode
from dragoman.export import csv_lines
from dragoman.jsonl import to_json
from dragoman.records import Event, Party

if TYPE_CHECKING:
    from dragoman.pipeline import Coded
    from dragoman.store import Hit, Stated

KINDS = ("article", "event", "statement", "figure", "resolution")
# What a terminal obeys and a spreadsheet has no use for; not a cell's own line ends and tabs.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HEAD = (("date", "status"), ("event", "mode"), ("actor", ""), ("recipient", ""), ("sure", ""),
        ("words", ""))  # fmt: skip
# Of the longest status, mode and confidence; what is left of the line goes to the other three.
DATE_WIDTH, EVENT_WIDTH, SURE_WIDTH = 12, 13, 4
GAP = "  "
PIPED_WIDTH = 120
LEAST_WIDTH = 72


def check_kinds(records: str | None) -> frozenset[str]:
    """Read the list of record kinds that a user wants; nothing given means all.

    Raises: UnknownCode for a kind that does not exist.
    """
    if not records:
        return frozenset(KINDS)
    wanted = [kind.strip() for kind in records.split(",")]
    for kind in wanted:
        if kind not in KINDS:
            raise UnknownCode(kind, what="record kind", known=KINDS)
    return frozenset(wanted)


def record_lines(coded: Iterable[Coded], layout: str, kinds: frozenset[str]) -> Iterator[str]:
    """Coded documents as lines, document by document, in one of the layouts jsonl, csv, table.

    Raises: what `coded` raises.
    """
    if layout == "jsonl":
        for document in coded:
            for record in document.records:
                if record.record in kinds:
                    yield to_json(record)
    elif layout == "csv":
        yield from csv_lines(())
        for document in coded:
            yield from map(harmless, csv_lines(document.events, header=False))
    else:
        yield from table_lines(coded)


def table_lines(coded: Iterable[Coded]) -> Iterator[str]:
    """Events as a table for a person: two lines for each, under the title of their article.

    In:     coded documents; the table is as wide as COLUMNS says, else the terminal, else 120.
    Out:    lines that are no longer than that; characters that could steer a terminal are blanks.
    Raises: what `coded` raises.
    """
    width = max(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, LEAST_WIDTH)
    widths = _widths(width)
    yield from _row(HEAD, widths)
    yield "─" * width
    pages = articles = events = 0
    for document in coded:
        pages += 1
        for article, told in document.by_article:
            articles += 1
            events += len(told)
            yield _fitted(f"{article.title or '(no title)'} · {article.file}", width).rstrip()
            for event in told:
                yield from _row(_cells(event, widths[-1]), widths)
            if not told:
                yield "(no events)"
            yield ""
    counts = ((events, "event"), (articles, "article"), (pages, "page"))
    yield "{} in {} of {}".format(*(f"{n} {what}{'s' * (n != 1)}" for n, what in counts))


def _widths(width: int) -> tuple[int, ...]:
    left = width - DATE_WIDTH - EVENT_WIDTH - SURE_WIDTH - len(GAP) * (len(HEAD) - 1)
    party = left // 3
    return DATE_WIDTH, EVENT_WIDTH, party, party, SURE_WIDTH, left - 2 * party


def _cells(event: Event, words_width: int) -> Sequence[Sequence[str]]:
    words = wrap(_printable(event.event_text), words_width, max_lines=2, placeholder=" …")
    return (
        (event.date or "no date", event.status),
        (event.event_type, event.mode or ""),
        _parties(event.actor),
        _parties(event.recipient),
        (f"{event.confidence:.2f}", ""),
        (*words, "", "")[:2],
    )


def _parties(parties: Sequence[Party]) -> tuple[str, str]:
    """Codes above, names below."""
    codes = (" ".join(filter(None, (each.code, each.sector))) for each in parties)
    names = (each.name or each.entity_text or "" for each in parties)
    return "; ".join(codes), "; ".join(names)


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for line in zip(*cells, strict=True):
        fitted = (_fitted(text, width) for text, width in zip(line, widths, strict=True))
        yield GAP.join(fitted).rstrip()


def _fitted(text: str, width: int) -> str:
    """Cut or fill a text to so many columns of a terminal, where an ideograph takes two."""
    from rich.cells import cell_len, set_cell_size

    shown = _printable(text)
    if cell_len(shown) > width:
        return set_cell_size(shown, width - 1) + "…"
    return set_cell_size(shown, width)


def harmless(text: str) -> str:
    """Put a blank for each character that could steer a terminal. Raises: nothing."""
    return CONTROLS.sub(" ", text)


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Finds of a search: id, what it is, where, and its words."""
    for hit in hits:
        what = " ".join(filter(None, (hit.event_type or hit.kind, hit.mode, hit.date)))
        more = f"  ({hit.reports} reports)" if hit.reports > 1 else ""
        yield f"{hit.record_id}  {what}  {hit.file}{more}"
        yield f"    {hit.snippet}"


def statement_lines(found: Iterable[Stated]) -> Iterator[str]:
    """A side's positions: day, who speaks, to and of whom, where it stands, and the words."""
    for statement, day in found:
        who = ", ".join(map(_who, statement.speaker))
        to = ", ".join(map(_who, statement.addressee))
        about = " ".join(dict.fromkeys(each.code for each in statement.about if each.code))
        told = [who, f"to {to}" if to else "", f"about {about}" if about else ""]
        where = f"{statement.file}:{statement.start}-{statement.end}"
        head = f"{day or 'no date':<10}  {' · '.join(filter(None, told))}"
        yield _printable(head)
        words = " ".join(statement.words.split())
        yield _printable(f"    “{words}”" if statement.quoted else f"    {words}")
        yield _printable(f"    {statement.id}  {where}")


def _who(party: Party) -> str:
    """ "Ishaq Dar (PAK GOV)"."""
    code = " ".join(filter(None, (party.code, party.sector)))
    name = " ".join((party.name or party.entity_text or "").split())
    return f"{name} ({code})" if name and code else name or code


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
