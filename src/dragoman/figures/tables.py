"""The tables of the room: numerals, hedges, units, currencies, measures, changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
NumeralKind = Literal["unit", "ten", "scale", "short", "vague", "few", "part"]
Sense = Literal["about", "below", "low", "high", "exact"]
UnitKind = Literal[
    "share", "points", "weight", "volume", "rate", "length", "area", "energy", "votes", "seats",
    "time", "weather", "persons", "money", "things",
]  # fmt: skip
Side = Literal["obj", "subj", "lives", "to", "part", "streets", "out", ""]
Direction = Literal[1, -1]
USUAL = ("always", "yes", "")


class Numeral(NamedTuple):
    """A number word; `value` is 0 where it has none of its own."""

    kind: NumeralKind
    value: float


class Unit(NamedTuple):
    """What a number counts or measures."""

    name: str
    kind: UnitKind


class Currency(NamedTuple):
    """A currency: ISO 4217 code, and the countries that use it.

    `usual`: its name alone means it, "always" or ("yes") where no other country is told of.
    """

    code: str
    countries: tuple[str, ...]
    usual: str


class Measure(NamedTuple):
    """What is counted of persons: the key that two reports share, and the words for it."""

    key: str
    label: str
    side: Side


def load_numerals(path: Path = DATA / "numerals.tsv") -> Mapping[str, Numeral]:
    """Read the number words. Raises: DataFileError naming every bad line."""

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["kind"], "kind", get_args(NumeralKind))
        if cells["value"] and not re.fullmatch(r"\d+(\.\d+)?", cells["value"]):
            problems.append(f"value is {cells['value']!r}; write a number in digits")
        return problems

    rows = read_table(path, ("word", "kind", "value"), check)
    return {
        row.cells["word"]: Numeral(
            cast(NumeralKind, row.cells["kind"]), float(row.cells["value"] or 0)
        )
        for row in rows
    }


def load_hedges(path: Path = DATA / "hedges.tsv") -> Mapping[tuple[str, str], Sense]:
    """Read the words that make a number less exact: (words, before or after) → sense.

    Raises: DataFileError naming every bad line.
    """

    def check(cells: dict[str, str]) -> list[str]:
        return [
            *one_of(cells["stands"], "stands", ("before", "after")),
            *one_of(cells["sense"], "sense", get_args(Sense)),
        ]

    rows = read_table(path, ("words", "stands", "sense"), check)
    return {
        (row.cells["words"], row.cells["stands"]): cast(Sense, row.cells["sense"]) for row in rows
    }


def load_units(path: Path = DATA / "units.tsv") -> Mapping[str, Unit]:
    """Read the units: words as printed (lemmas of persons) → unit.

    Raises: DataFileError naming every bad line, and words that two units claim.
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["kind"], "kind", get_args(UnitKind))
        for word in parts(cells["words"]):
            if word in seen:
                problems.append(f"{word!r} is listed twice; keep one")
            seen.add(word)
        return problems

    return {
        word: Unit(row.cells["unit"], cast(UnitKind, row.cells["kind"]))
        for row in read_table(path, ("unit", "kind", "words"), check)
        for word in parts(row.cells["words"])
    }


class Currencies(NamedTuple):
    """Currencies by mark ("US$", "Rs") and by name ("rupees"); several may share one."""

    marks: Mapping[str, tuple[Currency, ...]]
    names: Mapping[str, tuple[Currency, ...]]


def load_currencies(path: Path = DATA / "currencies.tsv") -> Currencies:
    """Read the currencies.

    Raises: DataFileError naming every bad line, and codes listed twice.
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["usual"], "usual", USUAL)
        if not re.fullmatch(r"[A-Z]{3}", cells["code"]):
            problems.append(f"code is {cells['code']!r}; use three capitals")
        if cells["code"] in seen:
            problems.append(f"code {cells['code']!r} is listed twice; keep one")
        seen.add(cells["code"])
        return problems

    marks: dict[str, tuple[Currency, ...]] = {}
    names: dict[str, tuple[Currency, ...]] = {}
    for row in read_table(path, ("code", "marks", "names", "countries", "usual"), check):
        one = Currency(row.cells["code"], parts(row.cells["countries"]), row.cells["usual"])
        for mark in parts(row.cells["marks"]):
            marks[mark] = (*marks.get(mark, ()), one)
        for name in parts(row.cells["names"]):
            names[name] = (*names.get(name, ()), one)
    return Currencies(marks, names)


def load_measures(path: Path = DATA / "measures.tsv") -> Mapping[str, tuple[Measure, ...]]:
    """Read what happens to persons that are counted: "lemma/pos" → measures.

    Raises: DataFileError naming every bad line.
    """

    def check(cells: dict[str, str]) -> list[str]:
        return [
            *one_of(cells["pos"], "pos", ("verb", "noun", "adj")),
            *one_of(cells["side"], "side", get_args(Side)),
        ]

    found: dict[str, tuple[Measure, ...]] = {}
    for row in read_table(path, ("word", "pos", "side", "measure", "label"), check):
        key = f"{row.cells['word']}/{row.cells['pos']}"
        side = cast(Side, row.cells["side"])
        one = Measure(row.cells["measure"], row.cells["label"], side)
        found[key] = (*found.get(key, ()), one)
    return found


def load_changes(path: Path = DATA / "changes.tsv") -> Mapping[str, Direction]:
    """Read the words of growth and decline: "lemma/pos" → 1 or -1.

    Raises: DataFileError naming every bad line.
    """

    def check(cells: dict[str, str]) -> list[str]:
        return [
            *one_of(cells["pos"], "pos", ("verb", "noun", "adv")),
            *one_of(cells["direction"], "direction", ("1", "-1")),
        ]

    return {
        f"{row.cells['word']}/{row.cells['pos']}": 1 if row.cells["direction"] == "1" else -1
        for row in read_table(path, ("word", "pos", "direction"), check)
    }


numerals = cache(load_numerals)
hedges = cache(load_hedges)
units = cache(load_units)
currencies = cache(load_currencies)
measures = cache(load_measures)
changes = cache(load_changes)
