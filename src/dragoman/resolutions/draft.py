"""A text as an article tells of it, on its way to a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dragoman.records import Adoption, Evidence, How, Span, Stage
from dragoman.resolutions.whose import NOBODY, Whose, joined

STOP = frozenset(
    "the of a an and or to in on at for by with from as that this its his her their is was are were"
    " be been has have had will would it s un u.n united nations draft resolution text council"
    " assembly committee security general decision measure motion".split()
)
WORD = re.compile(r"\w+")
# How much of their words two titles, two descriptions, a text and its headline share.
SAME_TITLE = 0.75
SAME_WORDS = 0.5
KIN = 0.34


def stems(words: str | None) -> frozenset[str]:
    """The words that tell what a text is about, each by its first letters. Raises: nothing."""
    found = (word for word in WORD.findall((words or "").casefold()) if word not in STOP)
    return frozenset(word[:5] for word in found if len(word) > 1)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of stems share (Jaccard's index: shared to all). Raises: nothing."""
    return len(one & other) / len(one | other) if one or other else 0.0


class Seen(NamedTuple):
    """A value with where it was read and how."""

    value: object
    spans: tuple[Span, ...]
    how: How = "text"

    @property
    def evidence(self) -> Evidence:
        """As records tell it."""
        source = "bodies" if self.how == "knowledge" else None
        return Evidence(spans=self.spans, how=self.how, source=source)


class Deed(NamedTuple):
    """A verb that does something with the text: its sentence and its word's offsets."""

    sentence: int
    start: int
    end: int
    role: str
    stage: Stage | None


class Ballots(NamedTuple):
    """Words that say how states voted: their sentence, their place, the side, the states."""

    sentence: int
    start: int
    end: int
    side: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text: where it is named, and each fact with its spans (offsets of the document).

    `facts` holds title, symbol, body, stage, how, yes, no, abstain, next, date, session; `titled`
    tells a printed title from words that only describe the text.
    """

    sentence: int
    start: int
    end: int
    words: str
    titled: bool
    part: str | None
    final: bool = False
    ordinal: int | None = None
    past: bool = False
    headline: bool = False
    decision: bool = False
    facts: Mapping[str, Seen] = field(default_factory=dict)
    sponsor: Whose = NOBODY
    cosponsor: Whose = NOBODY
    vetoed: Whose = NOBODY
    votes: Mapping[str, str] = field(default_factory=dict)
    ballots: tuple[Ballots, ...] = ()
    only: frozenset[str] = frozenset()
    deeds: tuple[Deed, ...] = ()

    def get(self, name: str) -> object:
        """A fact's value, or none. Raises: nothing."""
        seen = self.facts.get(name)
        return seen.value if seen else None

    def text(self, name: str) -> str | None:
        """A fact that is text. Raises: nothing."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """A fact that is a number. Raises: nothing."""
        value = self.get(name)
        return value if isinstance(value, int) else None

    def told(self, name: str, seen: Seen, *, again: bool = False) -> Draft:
        """The draft with one fact more; what is known stays, unless `again`. Raises: nothing."""
        known = self.facts.get(name)
        # What the page says outright outweighs what was carried over from elsewhere on it.
        if known and not again and not (known.how == "inferred" and seen.how == "text"):
            return self
        return replace(self, facts={**self.facts, name: seen})

    def by(self, sponsor: Whose) -> Draft:
        """The draft with sponsors, if it has none yet. Raises: nothing."""
        return self if self.sponsor or not sponsor else replace(self, sponsor=sponsor)

    def voted(self, states: Iterable[tuple[str, str]], sentence: int, span: Span) -> Draft:
        """The draft with how states voted; the first telling of each counts. Raises: nothing."""
        votes = dict(self.votes)
        sides: dict[str, list[str]] = {}
        for code, side in states:
            votes.setdefault(code, side)
            sides.setdefault(side, []).append(code)
        told = [Ballots(sentence, *span, side, tuple(codes)) for side, codes in sides.items()]
        return replace(self, votes=votes, ballots=(*self.ballots, *told))

    @property
    def about(self) -> frozenset[str]:
        """What it is about: the stems of its title or description."""
        return stems(self.text("title") or self.words)


COMMITTEE = "UNGA-C"
# A later stage outweighs an earlier one; a veto tells more than a rejection.
RANK: Mapping[str | None, int] = {
    None: 0, "tabled": 1, "deferred": 2, "withdrawn": 3, "rejected": 4, "adopted by committee": 4,
    "adopted": 4, "vetoed": 5,
}  # fmt: skip


def at_stage(draft: Draft, stage: Stage, span: Span, how: How = "text") -> Draft:
    """The draft at a stage, unless it is known to have come further. Raises: nothing."""
    known = draft.text("stage")
    if known and RANK[known] >= RANK[stage]:
        return draft
    return draft.told("stage", Seen(stage, (span,), how), again=True)


def said_how(draft: Draft, how: Adoption, span: Span) -> Draft:
    """The draft adopted so, unless a surer word was read. Raises: nothing."""
    order = ("unanimous", "without a vote", "recorded vote", "majority")
    known = draft.text("how")
    if known and order.index(known) <= order.index(how):
        return draft
    return draft.told("how", Seen(how, (span,)), again=True)


def merged(first: Draft, second: Draft) -> Draft:
    """Two tellings of one text as one: the first's facts, filled up by the second's."""
    facts = {**second.facts, **first.facts}
    finer = second.text("body") or ""
    if finer.startswith(COMMITTEE) and (first.text("body") or "").endswith(" committee"):
        facts["body"] = second.facts["body"]
    stage = max((first, second), key=lambda each: RANK[each.text("stage")])
    if "stage" in stage.facts:
        facts["stage"] = stage.facts["stage"]
    votes = {**second.votes, **first.votes}
    better = second if _describes_better(second, first) else first
    return replace(
        first,
        facts=facts,
        words=better.words,
        titled=better.titled,
        final=first.final or second.final,
        sponsor=first.sponsor or second.sponsor,
        cosponsor=joined((first.cosponsor, second.cosponsor)),
        vetoed=joined((first.vetoed, second.vetoed)),
        votes=votes,
        ballots=(*first.ballots, *second.ballots),
        only=first.only | second.only,
        deeds=(*first.deeds, *second.deeds),
    )


def _describes_better(one: Draft, other: Draft) -> bool:
    if one.titled != other.titled:
        return one.titled
    return not other.titled and len(stems(one.words)) > len(stems(other.words))
