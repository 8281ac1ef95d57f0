"""A mention: the words that name somebody, and who that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.actors.phrases import PhraseKind
from dragoman.records import Evidence, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a sentence (tokens `first` to `last`, head `head`) that name somebody.

    `parties` is empty where nobody of the codebook is meant, and holds several for "the two
    leaders"; `likely` is how probable their codes are, 1 where they are told. `evidence` says for
    each party, by field, where that was read; `codes` are those of all parties meant.
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
    likely: float = 1.0
    parties: tuple[Party, ...] = ()
    evidence: tuple[Mapping[str, Evidence], ...] = ()
    codes: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for more often than anything else of a mention.
        codes = frozenset(party.code for party in self.parties if party.code)
        object.__setattr__(self, "codes", codes)
