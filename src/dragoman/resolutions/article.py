"""What is known of an article's texts while it is read from its top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.events import Told
from dragoman.language import Sentence
from dragoman.records import Span
from dragoman.resolutions.acts import Act
from dragoman.resolutions.draft import Draft, Seen
from dragoman.resolutions.naming import Naming
from dragoman.resolutions.printed import Named
from dragoman.resolutions.tallies import Tally

HEADLINES = frozenset({"headline", "bullet", "caption"})
# "The draft" and votes without a name speak of a text that was named so many sentences before.
REACH = 6
LONG_AGO = -100


@dataclass(frozen=True, slots=True)
class Group:
    """Several texts told of together ("adopted four resolutions"), and what held for them all."""

    draft: Draft
    count: int


@dataclass(slots=True)
class Reading:
    """What is known so far: the texts, those spoken of last, the body that acts.

    `shorts` says which body "the Council" is here; `council`, whether a number alone
    ("resolution 1546") is the Security Council's.
    """

    told: Told
    anchor: date | None
    drafts: list[Draft] = field(default_factory=list)
    current: list[int] = field(default_factory=list)
    group: Group | None = None
    body: Seen | None = None
    shorts: dict[str, str] = field(default_factory=dict)
    touched: int = LONG_AGO
    council: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One sentence with what was found in it; `meant` are the texts that each naming means."""

    sentence: Sentence
    namings: Sequence[Naming]
    acts: Sequence[Act]
    tallies: Sequence[Tally]
    meant: Sequence[list[int]] = ()


def span_in(sentence: Sentence, start: int, end: int) -> Span:
    """A stretch of a sentence as one of the document. Raises: nothing."""
    return Span(sentence.start + start, sentence.start + end)


def code_of(reading: Reading, named: Named | None) -> str | None:
    """The body that a name, or "the Council" on this page, means. Raises: nothing."""
    if named is None:
        return None
    return named.code or reading.shorts.get(named.short or "")


def spoken_of(
    before: Sequence[int], namings: Sequence[Naming], meant: Sequence[list[int]], at: int
) -> list[int]:
    """The texts that "it" at a place means: named last in the sentence, else spoken of before.

    Raises: nothing.
    """
    named = [drafts for naming, drafts in zip(namings, meant, strict=True)
             if naming.start < at and drafts]  # fmt: skip
    return list(named[-1] if named else before)


def belongs(reading: Reading, heard: Heard, at: int) -> list[int]:
    """The texts that words at a place of a sentence speak of.

    Out: those named last before; else next after; else those spoken of before the sentence.
    Raises: nothing.
    """
    held = list(zip(heard.namings, heard.meant, strict=True))
    before = [pair for pair in held if pair[0].start <= at]
    if before:
        naming, drafts = before[-1]
        if drafts:
            return drafts
        # Votes on what is no record of ours must not fall to another.
        if naming.part or naming.count != 1:
            return []
    after = [drafts for naming, drafts in held if naming.start > at and drafts]
    if after:
        return after[0]
    if any(not drafts and not naming.definite for naming, drafts in held):
        return []
    near = heard.sentence.sequence - reading.touched <= REACH
    return list(reading.current) if near else []
