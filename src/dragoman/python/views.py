"""Records as short text for a prompt, and as tables for a notebook; pages' words never run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from dragoman.records import Article, Event, Figure, Party, Record, Resolution, Statement
from dragoman.store.printable import on_one_line

MOST = 20
LONGEST = 90
STYLE = "text-align:left;vertical-align:top"
HEAD = ("record", "when", "who", "to whom", "words", "sure")


def records_text(records: Sequence[Record]) -> str:
    """A line that counts, then one for each of the first records. Raises: nothing."""
    lines = [f"<{counted(records)}>"]
    lines += [f"  {' '.join(filter(None, _cells(each)))}" for each in records[:MOST]]
    if len(records) > MOST:
        lines.append(f"  … {len(records) - MOST} more")
    return "\n".join(lines)


def counted(records: Iterable[Record]) -> str:
    """ "1 article, 2 events"; "no records". Raises: nothing."""
    counts = Counter(record.record for record in records)
    told = (f"{n} {kind}{'s' * (n != 1)}" for kind, n in counts.items())
    return ", ".join(told) or "no records"


def records_html(records: Sequence[Record]) -> str:
    """A table of all records; what comes from pages is escaped. Raises: nothing."""
    return table_html(HEAD, map(_cells, records), caption=counted(records))


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> str:
    """A table for a notebook; every cell is text. Raises: nothing."""
    heads = "".join(f'<th style="{STYLE}">{escape(cell)}</th>' for cell in head)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(_row(cells) for cells in rows)}</tbody></table>"
    )


def _row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td style={STYLE!r}>{escape(each)}</td>' for each in cells)}</tr>"


def _cells(record: Record) -> tuple[str, ...]:
    return tuple(map(on_one_line, _told(record)))


def _told(record: Record) -> Iterator[str]:
    """The cells of HEAD."""
    match record:
        case Article():
            when = record.published or record.updated or ""
            yield from ("article", when, record.source or "", "", record.title or "", "")
        case Event():
            what = "/".join(filter(None, (record.event_type, record.mode)))
            status = "" if record.status == "actual" else f" ({record.status})"
            yield from (what + status, record.date or "", _names(record.actor))
            yield _names(record.recipient)
            yield from (_cut(record.event_text), f"{record.confidence:.2f}")
        case Statement():
            yield from ("statement", record.date or "", _names(record.speaker))
            yield from (_names(record.addressee), _cut(record.words), f"{record.confidence:.2f}")
        case Figure():
            when = record.period.text if record.period else ""
            yield from ("figure", when, ", ".join(record.of), ", ".join(record.to))
            words = " ".join(filter(None, (record.text, record.what)))
            yield from (_cut(words), f"{record.confidence:.2f}")
        case Resolution():
            what = " ".join(filter(None, ("resolution", record.stage)))
            yield from (what, record.date or "", ", ".join(record.sponsor), record.body or "")
            words = record.title or record.symbol or ""
            yield from (_cut(words), f"{record.confidence:.2f}")


def _names(parties: Iterable[Party]) -> str:
    return "; ".join(_name(party) for party in parties)


def _name(party: Party) -> str:
    codes = " ".join(filter(None, (party.code, party.sector)))
    name = party.name or party.entity_text or party.office or ""
    return f"{name} ({codes})" if name and codes else name or codes or "somebody"


def _cut(words: str) -> str:
    line = on_one_line(words)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
