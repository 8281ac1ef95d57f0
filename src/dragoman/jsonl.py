"""Records as JSON Lines, and back; the JSON Schema of every record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from dragoman.errors import DragomanError
from dragoman.records import (
    Article,
    Change,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Period,
    Record,
    Resolution,
    Segment,
    Size,
    Statement,
    Story,
    TextInfo,
    Value,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Kind = TypeVar("Kind")

FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind))
    for kind in (
        Article, Change, Event, Evidence, Figure, Location, Party, Period, Resolution, Segment,
        Size, Statement, Story, TextInfo, Value,
    )
}  # fmt: skip


# Characters that could steer a terminal or turn the reading order are written as escapes.
UNPRINTED = {
    code: f"\\u{code:04x}"
    for span in (
        range(0x7F, 0xA0),
        range(0x061C, 0x061D),
        range(0x200E, 0x2010),
        range(0x2028, 0x202F),
        range(0x2066, 0x206A),
    )
    for code in span
}


class RecordError(DragomanError):
    """A line that is no record of ours."""


def to_dict(record: Record | Story) -> dict[str, Any]:
    """Turn a record into plain JSON values, `record` first, then the fields in order.

    In: any record. Out: dicts, lists, strings, numbers, None only. Raises: nothing.
    """
    return {"record": record.record} | {
        name: _plain(getattr(record, name)) for name in _names(record) if name != "record"
    }


def to_json(record: Record | Story) -> str:
    """Write a record as one line of JSON (no newline at its end). Raises: nothing."""
    return escaped(json.dumps(to_dict(record), ensure_ascii=False, separators=(",", ":")))


def escaped(line: str) -> str:
    """Write what could steer a terminal as JSON escapes; the values stay what they are.

    In: a line of JSON. Out: the same values. Raises: nothing.
    """
    return line.translate(UNPRINTED)


def from_json(line: str, *, where: str = "record") -> Record:
    """Read back one line that `to_json` wrote; the result equals what was written.

    Raises: RecordError naming `where` and every field that is wrong; stories, which are of a
    store and of no page, have `story_from_json`.
    """
    return _read(_adapter(), line, where)


def story_from_json(line: str, *, where: str = "story") -> Story:
    """Read back a story that `to_json` wrote. Raises: as `from_json`."""
    return _read(_story_adapter(), line, where)


def _read(adapter: TypeAdapter[Kind], line: str, where: str) -> Kind:
    from pydantic import ValidationError

    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']) or 'line'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise RecordError(f"{where}: not a Dragoman record: {problems}") from error


def read_jsonl(lines: Iterable[str], *, file: str) -> Iterator[Record]:
    """Read records from the lines of a JSONL file; blank lines are passed over.

    Raises: RecordError naming the file and the line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from_json(line, where=f"{file} line {number}")


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a line: one of the records. Raises: nothing."""
    title = "One line of Dragoman's output"
    made = _line_adapter().json_schema(mode="serialization")
    for kind in made["$defs"].values():
        # Every field is always written, `null` where nothing was found.
        if "properties" in kind:
            kind["required"] = list(kind["properties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | made


@cache
def _adapter() -> TypeAdapter[Record]:
    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Record, Field(discriminator="record")])


@cache
def _story_adapter() -> TypeAdapter[Story]:
    from pydantic import TypeAdapter

    return TypeAdapter(Story)


@cache
def _line_adapter() -> TypeAdapter[Record | Story]:
    from pydantic import Field, TypeAdapter

    return TypeAdapter(Annotated[Record | Story, Field(discriminator="record")])


def _names(record: Any) -> tuple[str, ...]:
    return FIELDS[type(record)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if type(value) in FIELDS:
        return {name: _plain(getattr(value, name)) for name in _names(value)}
    raise TypeError(f"a record holds a {type(value).__name__}; use tuples and plain values")
