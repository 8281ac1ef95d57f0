"""The same text on different pages: its way from draft to vote, and from year to year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.records import Resolution
from dragoman.resolutions.draft import RANK, stems
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.matching import Titles
from dragoman.resolutions.settle import session_of
from dragoman.resolutions.titles import title_words

OPEN = frozenset({"tabled", "deferred", "adopted by committee"})
# Words that only describe a text are those of one text if it came before one body within a year.
FEWEST_WORDS = 2
A_YEAR = 1


class Telling(NamedTuple):
    """One page's record of a text, with the page: its headline, its day, its path."""

    resolution: Resolution
    headline: str | None
    day: str | None
    file: str

    @property
    def when(self) -> str:
        """The day of the stage, else the page's; empty where neither is known."""
        return self.resolution.date or self.day or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage of a text before one body in one year, with every page that tells it."""

    body: str | None
    stage: str | None
    date: str | None
    tellings: tuple[Telling, ...]

    @property
    def best(self) -> Resolution:
        """The record that tells most of it: votes and manner, then confidence."""
        return max(
            (each.resolution for each in self.tellings),
            key=lambda each: (
                sum(value is not None for value in (each.yes, each.no, each.abstain, each.how)),
                each.confidence,
                each.id,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One text through its stages, across pages and years; steps from the oldest."""

    id: str
    title: str | None
    symbols: tuple[str, ...]
    sponsors: tuple[str, ...]
    part: str | None
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """Where the text stands."""
        return self.steps[-1]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.last.stage in OPEN

    @property
    def next(self) -> str | None:
        """Where it goes from here."""
        return self.last.best.next if self.is_open else None

    @property
    def pages(self) -> int:
        """How many pages tell of it."""
        return len({telling.file for step in self.steps for telling in step.tellings})


def threads(tellings: Iterable[Telling]) -> tuple[Thread, ...]:
    """Put the records of many pages together, text by text.

    In:     records with their pages, in any order.
    Out:    threads, the one with the latest step first. Records are of one text when they bear
            the same symbol; or the same printed title, in any year; or, where only words describe
            the text, the same words before the same body within a year. A thread has the id of
            its earliest record's `thread`. Raises: nothing.
    """
    told = sorted(tellings, key=lambda each: (each.when, each.resolution.id, each.file))
    groups = _Groups(len(told))
    _join_symbols(told, groups)
    _join_titles(told, groups)
    made = [_thread([told[at] for at in group]) for group in groups.members()]
    return tuple(sorted(made, key=lambda each: (each.last.date or "", each.id), reverse=True))


class _Groups:
    """Which of many are the same (disjoint sets; the first one stands for each)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def first(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.first(one), self.first(other)))
        self._parent[other] = one

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._parent)):
            found[self.first(at)].append(at)
        return list(found.values())


def _join_symbols(told: Sequence[Telling], groups: _Groups) -> None:
    first: dict[tuple[str | None, str], int] = {}
    for at, (resolution, *_) in enumerate(told):
        if resolution.symbol:
            serial = resolution.symbol.partition(" (")[0].partition("/Rev.")[0]
            groups.join(first.setdefault((resolution.part, serial), at), at)


def _join_titles(told: Sequence[Telling], groups: _Groups) -> None:
    having: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for at, (resolution, *_) in enumerate(told):
        words = title_words(resolution.title or "")
        if is_titled(resolution) or len(stems(resolution.title)) >= FEWEST_WORDS:
            having[resolution.part, " ".join(words)].append(at)
    for part in {part for part, _ in having}:
        keys = [key for each, key in having if each == part]
        titles = Titles(keys)
        for key in keys:
            one = having[part, key]
            for like in titles.like(key):
                for other in having[part, like]:
                    if _may_be_one(told[one[0]], told[other]):
                        groups.join(one[0], other)


def is_titled(resolution: Resolution) -> bool:
    """Whether a record's title is printed as one; else words of the page stand for it."""
    return "title" in resolution.evidence


def _may_be_one(one: Telling, other: Telling) -> bool:
    if is_titled(one.resolution) and is_titled(other.resolution):
        return True
    bodies = {_family(each.resolution.body) for each in (one, other)}
    years = [int(each.when[:4]) for each in (one, other) if each.when]
    near = len(years) < 2 or abs(years[0] - years[1]) <= A_YEAR
    return len(bodies) == 1 and near


def _family(body: str | None) -> str | None:
    """The body that has the last word: a committee's plenary."""
    known = lexicon().bodies.get(body or "")
    return known.next or body if known else body


def _thread(told: Sequence[Telling]) -> Thread:
    steps: dict[tuple[str, str | None, str | None], list[Telling]] = defaultdict(list)
    for telling in told:
        resolution = telling.resolution
        steps[_round(telling), resolution.body, resolution.stage].append(telling)
    made = [_step(body, stage, group) for (_, body, stage), group in steps.items()]
    titles = [each.resolution.title for each in told if is_titled(each.resolution)]
    described = [each.resolution.title for each in told if each.resolution.title]
    each = [telling.resolution for telling in told]
    return Thread(
        id=each[0].thread or each[0].id,
        title=(titles or described or [None])[-1],
        symbols=tuple(dict.fromkeys(r.symbol for r in each if r.symbol)),
        sponsors=tuple(dict.fromkeys(code for r in each for code in r.sponsor)),
        part=each[0].part,
        steps=tuple(sorted(made, key=_order)),
    )


def _round(telling: Telling) -> str:
    """The session, else the year, in which a text was dealt with."""
    if telling.resolution.session:
        return f"session {telling.resolution.session}"
    known = lexicon().bodies.get(telling.resolution.body or "")
    if known and known.sessions and telling.when:
        return f"session {session_of(date.fromisoformat(telling.when[:10]))}"
    return telling.when[:4]


def _step(body: str | None, stage: str | None, told: Sequence[Telling]) -> Step:
    days = [each.resolution.date for each in told if each.resolution.date]
    days = days or [each.day for each in told if each.day]
    return Step(body=body, stage=stage, date=min(days, default=None), tellings=tuple(told))


def _order(step: Step) -> tuple[str, int, int]:
    body = lexicon().bodies.get(step.body or "")
    plenary = not (body and body.next)
    return step.date or "", RANK.get(step.stage, 0), int(plenary)
