"""What of an event is compared: its facts, in a form that compares fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from dragoman.records import Event, Party, Size
from dragoman.stories.tables import country_names, plain_words, stages
from dragoman.stories.words import stem, words_in

Dated = Literal["text", "loose", "article", "none"]
# An act without a day of its own is told on its day or on one of the two after it.
LOOSE = 2
_UNTOLD = frozenset({"UNK"})


class Days(NamedTuple):
    """From the first to the last day on which an act can have been, as ordinals of `date`.

    `dated`: its own words give the day; the days are loose (a week, an inferred day); only the
    article is dated; nothing is.
    """

    first: int
    last: int
    dated: Dated


class Side(NamedTuple):
    """Who stands on one side of an act."""

    codes: frozenset[str]
    sectors: frozenset[str]
    names: frozenset[tuple[str, str]]  # each with its code

    @property
    def told(self) -> bool:
        """Whether anything at all tells who it is."""
        return bool(self.codes or self.names)

    def __or__(self, other: Side) -> Side:
        return Side(
            self.codes | other.codes, self.sectors | other.sectors, self.names | other.names
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An event as stories compare it; all but `id` tells the act."""

    id: str
    event_type: str
    modes: frozenset[str]
    stage: str | None
    status: str
    actor: Side
    recipient: Side
    both: Side
    days: Days
    place: str | None
    country: str | None
    words: frozenset[str]
    act: frozenset[str]
    size: tuple[int | None, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """All that is compared: two events of one shape tell the same."""
        return (
            self.event_type, self.modes, self.stage, self.status, self.actor, self.recipient,
            self.days, self.place, self.country, self.words, self.act, self.size,
        )  # fmt: skip


def facts_of(event: Event, article_day: str | None = None) -> Facts:
    """Take from an event what is compared.

    In:     an event; the day of its article (published, else updated), if it has one.
    Out:    its facts; an act without a day has its article's, and up to two days before.
    Raises: nothing.
    """
    place = event.event_loc
    trigger = _trigger(event)
    actor, recipient = _side(event.actor), _side(event.recipient)
    return Facts(
        id=event.id,
        event_type=event.event_type,
        modes=frozenset(event.modes),
        stage=next((stages()[each] for each in trigger if each in stages()), None),
        status="actual" if event.status == "historical" else event.status,
        actor=actor,
        recipient=recipient,
        both=actor | recipient,
        days=days_of(event, article_day),
        place=_town(event),
        country=place.country,
        words=frozenset(_telling(event)),
        act=frozenset(trigger),
        size=size_of(event.size),
    )


def size_of(size: Size) -> tuple[int | None, ...]:
    """Dead, injured, arrested, participants. Raises: nothing."""
    return size.dead, size.injured, size.arrested, size.participants


def days_of(event: Event, article_day: str | None) -> Days:
    """The days on which the act can have been. Raises: nothing; what is no day counts as none."""
    first = _ordinal(event.date)
    if first is None:
        told = _ordinal(article_day)
        return Days(0, 0, "none") if told is None else Days(told - LOOSE, told, "article")
    last = max(_ordinal(event.enddate) or first, first)
    evidence = event.evidence.get("date")
    if event.date_text is None or (evidence and evidence.how != "text"):
        # The page's own day, or the day of another sentence.
        return Days(first - LOOSE, last, "article")
    words = event.date_text.lower()
    if "night" in words:
        # A night has two days; "overnight" is told of the later one.
        return Days(first - ("overnight" in words), last + 1, "loose")
    return Days(first, last, "text" if first == last else "loose")


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _town(event: Event) -> str | None:
    """The town; "Kenya" as the place is a country told twice."""
    name = (event.event_loc.name or "").casefold()
    return name if name and name not in country_names() else None


def _side(parties: Sequence[Party]) -> Side:
    return Side(
        frozenset(party.code for party in parties if party.code),
        frozenset(s for party in parties for s in (party.sectors or (party.sector,)) if s)
        - _UNTOLD,
        frozenset((party.code or "", name) for party in parties for name in _names(party)),
    )


def _names(party: Party) -> Iterator[str]:
    """A person's last name, or the entity of a body with a name; not of a country's government."""
    name = (party.name or "").casefold()
    if not name or name in country_names() or (party.entity and party.entity.endswith("-gov")):
        return
    yield name.split()[-1] if party.office else name


def _trigger(event: Event) -> list[str]:
    start, end = event.text_info.trigger
    offset = event.text_info.start
    words = words_in(event.text[start - offset : end - offset]) or words_in(event.event_text)[:1]
    told = list(map(stem, words))
    # "reached an agreement", "held talks": the noun tells what the verb does not.
    return told + [stem(word) for word in words_in(event.event_text) if stem(word) in stages()]


def _telling(event: Event) -> Iterator[str]:
    """The words of the sentence that tell what the act was, less those that name its parties."""
    named = (*event.actor, *event.recipient, *event.said_by)
    known = {stem(word) for party in named for word in _party_words(party)}
    known.update(map(stem, words_in(event.event_loc.text or "")))
    known.update(map(stem, words_in(event.date_text or "")))
    for word in words_in(event.text):
        short = stem(word)
        if short not in known and short not in plain_words() and len(short) > 1:
            yield short


def _party_words(party: Party) -> list[str]:
    # "a police station" names whom the attack hit: its words tell the act, a person's do not.
    return words_in(" ".join(filter(None, (party.name, party.office)))) if party.name else []
