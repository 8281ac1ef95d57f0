"""The tables of likeness: near types, stages, weights, words that tell nothing apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dragoman.errors import DataFileError
from dragoman.ontology.countries import aliases, countries
from dragoman.ontology.plover import event_types, modes
from dragoman.stories.words import stem
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
REASONS = (
    "bias", "same type", "same mode", "near mode", "other mode", "same person", "other person",
    "same code", "other code", "other sector", "side not told", "same day", "same days",
    "next day", "far day", "no day", "same place", "same country", "words", "same act", "no word",
    "same number", "near number", "other number",
)  # fmt: skip


class Near(NamedTuple):
    """What it weighs that two types are not the same, and whether both must tell one stage."""

    weight: float
    staged: bool


@cache
def near_types(path: Path = DATA / "near_types.tsv") -> Mapping[tuple[str, str], Near]:
    """Pairs of types, in the order of the alphabet, that one act may be given.

    Raises: DataFileError naming every bad row.
    """
    known = event_types()

    def check(cells: dict[str, str]) -> list[str]:
        found = one_of(cells["first"], "first", known) + one_of(cells["second"], "second", known)
        if cells["first"] >= cells["second"]:
            found.append("write the two types in the order of the alphabet")
        return found + _number(cells["weight"]) + one_of(cells["stage"], "stage", ("yes", "no"))

    rows = read_table(path, ["first", "second", "weight", "stage", "why"], check)
    pairs = {
        (row.cells["first"], row.cells["second"]): Near(
            float(row.cells["weight"]), row.cells["stage"] == "yes"
        )
        for row in rows
    }
    if len(pairs) < len(rows):
        raise DataFileError(path, ["a pair of types is listed twice; keep one"])
    return MappingProxyType(pairs)


@cache
def near_modes(path: Path = DATA / "near_modes.tsv") -> Mapping[str, frozenset[str]]:
    """For a type, the modes that one act may be given. Raises: DataFileError."""

    def check(cells: dict[str, str]) -> list[str]:
        found = one_of(cells["type"], "type", modes())
        if found:
            return found
        known = modes()[cells["type"]]
        return [each for mode in parts(cells["modes"]) for each in one_of(mode, "modes", known)]

    rows = read_table(path, ["type", "modes"], check)
    found = {row.cells["type"]: frozenset(parts(row.cells["modes"])) for row in rows}
    return MappingProxyType(found)


@cache
def country_names() -> frozenset[str]:
    """Every name of a country, in small letters: as a place, or as who acts, it tells no more
    than the code does. Raises: DataFileError."""
    known = aliases(countries()).values()
    return frozenset(each.text.casefold() for each in known if each.use == "name")


@cache
def stages(path: Path = DATA / "stages.tsv") -> Mapping[str, str]:
    """The stem of each word that tells a stage, with the stage. Raises: DataFileError."""
    found: dict[str, str] = {}
    for row in read_table(path, ["stage", "words"]):
        for word in parts(row.cells["words"]):
            if found.setdefault(stem(word), row.cells["stage"]) != row.cells["stage"]:
                raise DataFileError(path, [f"line {row.line}: {word!r} has a stage already"])
    return MappingProxyType(found)


@cache
def weights(path: Path = DATA / "weights.tsv") -> Mapping[str, float]:
    """What each reason weighs; every reason has its row. Raises: DataFileError."""

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["reason"], "reason", REASONS) + _number(cells["weight"])

    rows = read_table(path, ["reason", "weight", "what"], check)
    found = {row.cells["reason"]: float(row.cells["weight"]) for row in rows}
    missing = [reason for reason in REASONS if reason not in found]
    if missing:
        raise DataFileError(path, [f"no weight for {reason!r}; add a row" for reason in missing])
    return MappingProxyType(found)


@cache
def plain_words(path: Path = DATA / "plain_words.tsv") -> frozenset[str]:
    """Stems of the words that tell no act from another. Raises: DataFileError."""
    rows = read_table(path, ["words"])
    return frozenset(stem(word) for row in rows for word in parts(row.cells["words"]))


def _number(cell: str) -> list[str]:
    try:
        float(cell)
    except ValueError:
        return [f"weight is {cell!r}; use a number"]
    return []
