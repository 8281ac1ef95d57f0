"""Whether coding a page again gives the same records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.jsonl import to_dict
from dragoman.records import Event, Record

# Processor families differ by as much in the last digits of a network (design, promise 6).
CONFIDENCE = 0.01
MOST = 3  # fields named of one record
LONGEST = 60


def differences(stored: Iterable[Record], again: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Say where records and those coded again from the same page differ.

    In:     the records that stand, those that coding gives now.
    Out:    pairs of a record's id and what is different: gone, other in some fields, or more than
            stood. A record more is only told of kinds that stand at all, and confidence may
            differ by 0.01. Raises: nothing.
    """
    held = {record.id: record for record in stored}
    found = {record.id: record for record in reversed(list(again))}
    kinds = {record.record for record in held.values()}
    for each, record in held.items():
        if each not in found:
            yield each, f"{_named(record)} is not coded any more"
            continue
        fields = list(_changes("", to_dict(record), to_dict(found[each])))
        if fields:
            more = f" and {len(fields) - MOST} fields more" if len(fields) > MOST else ""
            yield each, "coded again it has " + "; ".join(fields[:MOST]) + more
    for each, record in sorted(found.items()):
        if each not in held and record.record in kinds:
            yield each, f"coding again gives {_named(record)} besides"


def _named(record: Record) -> str:
    if isinstance(record, Event):
        return f"the event {record.event_type} “{_cut(record.event_text)}”"
    return f"the {record.record}"


def _changes(path: str, one: Any, two: Any) -> Iterator[str]:
    """Each leaf in which two plain JSON values differ, as "field NEW (was OLD)"."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        for key in dict.fromkeys((*one, *two)):
            below = f"{path}.{key}" if path else str(key)
            yield from _changes(below, one.get(key), two.get(key))
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for number, pair in enumerate(zip(one, two, strict=True)):
            yield from _changes(f"{path}.{number}", *pair)
    elif one != two and not (path == "confidence" and abs(one - two) <= CONFIDENCE + 1e-9):
        yield f"{path} {_short(two)} (was {_short(one)})"


def _short(value: Any) -> str:
    if isinstance(value, (list, Mapping)):
        return f"{len(value)} of them" if value else "none"
    return "null" if value is None else _cut(str(value))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
