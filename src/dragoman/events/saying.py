"""Tables: words by which somebody says something, and nouns for those who do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
SAYING_COLUMNS = ("lemma", "pos", "kind", "words")
TELLER_COLUMNS = ("noun", "kind")
HEARSAY_COLUMNS = ("word", "pos")
POS = ("VERB", "NOUN")
KINDS = ("say", "hold", "warn", "deny", "ask", "blame")
PLACES = ("clause", "to", "object", "as", "of", "with", "for", "on")
TELLER_KINDS = ("person", "text")
HEARSAY_POS = ("ADV", "ADJ")
PLAIN = frozenset({"say", "hold"})
Kind = Literal["say", "hold", "warn", "deny", "ask", "blame"]
TellerKind = Literal["person", "text"]


class Saying(NamedTuple):
    """How a word reports: as fact, view, warning …, and where what is said stands around it."""

    kind: Kind
    words: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether it only tells that something is so: "say", "maintain". Raises: nothing."""
        return self.kind in PLAIN


def load_sayings(path: Path = DATA / "reports.tsv") -> Mapping[tuple[str, str], Saying]:
    """Read the words of saying: (lemma, part of speech) → how they report.

    Raises: DataFileError naming every bad line (unknown kind or place, word listed twice).
    """
    seen: set[tuple[str, str]] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = [*one_of(cells["pos"], "pos", POS), *one_of(cells["kind"], "kind", KINDS)]
        for place in parts(cells["words"]):
            problems += one_of(place, "words", PLACES)
        return problems + _twice((cells["lemma"], cells["pos"]), seen)

    return {
        (row.cells["lemma"], row.cells["pos"]): Saying(
            row.cells["kind"],  # type: ignore[arg-type]  # the check knows it
            parts(row.cells["words"]),
        )
        for row in read_table(path, SAYING_COLUMNS, check)
    }


def _twice(key: tuple[str, ...], seen: set[tuple[str, str]]) -> list[str]:
    one, other = key[0], key[-1]
    problems = [f"{one!r} is listed twice; keep one"] if (one, other) in seen else []
    seen.add((one, other))
    return problems


@cache
def sayings() -> Mapping[tuple[str, str], Saying]:
    """The shipped words of saying."""
    return load_sayings()


def load_tellers(path: Path = DATA / "tellers.tsv") -> Mapping[str, TellerKind]:
    """Read the nouns that may be a source though they are nobody of the codebook.

    Raises: DataFileError naming every bad line.
    """
    seen: set[tuple[str, str]] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["kind"], "kind", TELLER_KINDS)
        return problems + _twice((cells["noun"],), seen)

    rows = read_table(path, TELLER_COLUMNS, check)
    return {row.cells["noun"]: row.cells["kind"] for row in rows}  # type: ignore[misc]


@cache
def tellers() -> Mapping[str, TellerKind]:
    """The shipped nouns for tellers."""
    return load_tellers()


def load_hearsay(path: Path = DATA / "hearsay.tsv") -> Mapping[str, str]:
    """Read the words that tell an act on nobody's word in particular: word → part of speech.

    Raises: DataFileError naming every bad line.
    """
    seen: set[tuple[str, str]] = set()

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["pos"], "pos", HEARSAY_POS) + _twice((cells["word"],), seen)

    rows = read_table(path, HEARSAY_COLUMNS, check)
    return {row.cells["word"]: row.cells["pos"] for row in rows}


@cache
def hearsay() -> Mapping[str, str]:
    """The shipped words of hearsay."""
    return load_hearsay()
