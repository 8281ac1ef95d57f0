"""The tables of the reading room, loaded once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dragoman.tables import Row, one_of, parts, read_table

DATA = Path(__file__).parent / "data"
MATCHES = ("whole", "start", "contains")
EFFECTS = ("", "rest", "summary", "media", "inside", "notes")
CAPTION_SIGNS = ("credit", "start", "contains", "weak")


class Furniture(NamedTuple):
    """A phrase that sites print around their stories."""

    phrase: str
    match: str
    words: int  # holds for units of at most so many words; 0: of any length
    effect: str
    reason: str


@cache
def months() -> Mapping[str, int]:
    """Give the number of a month by its name in small letters."""
    rows = read_table(DATA / "months.tsv", ["name", "month", "language"], _check_month)
    return MappingProxyType({row.cells["name"]: int(row.cells["month"]) for row in rows})


@cache
def date_labels() -> Mapping[str, str]:
    """Give what a label before a date means: published or updated."""

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["meaning"], "meaning", ("published", "updated"))

    rows = read_table(DATA / "date_labels.tsv", ["label", "meaning"], check)
    return MappingProxyType({row.cells["label"]: row.cells["meaning"] for row in rows})


@cache
def agencies() -> Mapping[str, str]:
    """Give an agency's name by each of its forms, as printed."""
    rows = read_table(DATA / "agencies.tsv", ["agency", "forms"])
    return MappingProxyType(
        {
            form: row.cells["agency"]
            for row in rows
            for form in (row.cells["agency"], *parts(row.cells["forms"]))
        }
    )


@cache
def outlets() -> Mapping[str, str]:
    """Give an outlet's name as printed by that name in small letters."""
    return MappingProxyType({row.cells["outlet"].lower(): row.cells["outlet"] for row in _sites()})


@cache
def domains() -> Mapping[str, str]:
    """Give an outlet's name by its domain."""
    return MappingProxyType(
        {name: row.cells["outlet"] for row in _sites() for name in parts(row.cells["domains"])}
    )


@cache
def _sites() -> tuple[Row, ...]:
    return tuple(read_table(DATA / "outlets.tsv", ["outlet", "domains"]))


@cache
def cities() -> Mapping[str, str]:
    """Give a dateline's place in readable form by that place in small letters."""
    rows = read_table(DATA / "cities.tsv", ["city"])
    return MappingProxyType({row.cells["city"].lower(): row.cells["city"] for row in rows})


@cache
def not_places() -> Mapping[str, str]:
    """Give the kind (word, title) of what can stand where a dateline does and is none."""

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["kind"], "kind", ("word", "title"))

    rows = read_table(DATA / "not_places.tsv", ["word", "kind"], check)
    return MappingProxyType({row.cells["word"]: row.cells["kind"] for row in rows})


@cache
def kinds() -> Mapping[str, str]:
    """Give what a file is by a suffix that is not read."""
    rows = read_table(DATA / "kinds.tsv", ["suffix", "what"])
    return MappingProxyType({f".{row.cells['suffix']}": row.cells["what"] for row in rows})


@cache
def furniture() -> tuple[Furniture, ...]:
    """List the phrases of the sites' furniture."""

    def check(cells: dict[str, str]) -> list[str]:
        number = [] if cells["words"].isdigit() else [f"words is {cells['words']!r}; use a number"]
        return [
            *one_of(cells["match"], "match", MATCHES),
            *one_of(cells["effect"], "effect", EFFECTS),
            *number,
        ]

    columns = ["phrase", "match", "words", "effect", "reason"]
    return tuple(
        Furniture(
            row.cells["phrase"],
            row.cells["match"],
            int(row.cells["words"]),
            row.cells["effect"],
            row.cells["reason"],
        )
        for row in read_table(DATA / "furniture.tsv", columns, check)
    )


@cache
def caption_signs(kind: str) -> tuple[str, ...]:
    """List the signs of a caption of one kind: credit, start, contains, weak."""

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["kind"], "kind", CAPTION_SIGNS)

    rows = read_table(DATA / "captions.tsv", ["phrase", "kind"], check)
    return tuple(row.cells["phrase"] for row in rows if row.cells["kind"] == kind)


def _check_month(cells: dict[str, str]) -> list[str]:
    good = cells["month"].isdigit() and 1 <= int(cells["month"]) <= 12
    return [] if good else [f"month is {cells['month']!r}; use 1 to 12"]
