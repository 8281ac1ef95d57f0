"""A mention: the words that name somebody, and who that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.actors.phrases import PhraseKind
from dragoman.records import Evidence, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a sentence (tokens `first` to `last`, head `head`) that name somebody.

    `parties` is empty where nobody of the codebook is meant, and holds several for "the two
    leaders". `evidence` says for each party, by field, where that was read.
    """

    sentence: int
    head: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: PhraseKind
    subject: bool
    plural: bool
    person: bool
    place: bool
    group: bool
    noun: str | None
    parties: tuple[Party, ...] = ()
    evidence: tuple[Mapping[str, Evidence], ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all parties meant."""
        return frozenset(party.code for party in self.parties if party.code)
