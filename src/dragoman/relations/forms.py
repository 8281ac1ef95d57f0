"""What is asked about a relation, and what the answer holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from dragoman.errors import UnknownCode
from dragoman.ontology.plover import event_types
from dragoman.ontology.sectors import sectors
from dragoman.records import Status
from dragoman.relations.sides import Side
from dragoman.store.dyads import Way

By = Literal["week", "month"]
OFFICIAL = ("GOV", "MIL", "LEG", "SPY")
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which events count. Both sides' parties must be of `sectors`; empty: of any, or of none.

    A body between states has no sector and is always official. `once`: an event told on several
    pages counts once. `least`: no event less probable than this.
    """

    statuses: tuple[str, ...] = ("actual",)
    sectors: tuple[str, ...] = OFFICIAL
    types: tuple[str, ...] = ()
    least: float = 0.0
    once: bool = True

    def __post_init__(self) -> None:
        _check(self.statuses, "status", STATUSES)
        _check(self.sectors, "sector", tuple(sectors()))
        _check(self.types, "event type", tuple(event_types()))

    def told(self) -> str:
        """Say the choice in one line, for every output. Raises: nothing."""
        said = [
            f"status {', '.join(self.statuses) or 'any'}",
            f"sectors {', '.join(self.sectors) or 'any'}",
        ]
        if self.types:
            said.append(f"types {', '.join(self.types)}")
        if self.least:
            said.append(f"confidence {self.least:g} or more")
        said.append("each event once" if self.once else "every report")
        return " · ".join(said)


def _check(given: tuple[str, ...], what: str, known: tuple[str, ...]) -> None:
    for each in given:
        if each not in known:
            raise UnknownCode(each, what=what, known=known)


USUAL = Choice()


class Band(NamedTuple):
    """Where nine in ten of the draws lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One week or month of a relation.

    `day` to `last`: its first and last day. `out`, `back`, `mutual`: events in which the first side
    acts, the second acts, both act together; `quads`: events of quad 1 to 4. `mean` and `sum` of
    the conflict–cooperation score and the `share` of cooperation (quads 1 and 2) with their bands
    are None where there are no events: a gap is no zero. `coverage`: articles of the period that
    name both sides, None where naming can't be told (a body); `sources`: the same by outlet, the
    most first, "" for articles that print none.
    """

    day: str
    last: str
    events: int
    articles: int
    out: int
    back: int
    mutual: int
    quads: tuple[int, int, int, int]
    mean: float | None
    mean_band: Band | None
    sum: float | None
    sum_band: Band | None
    share: float | None
    share_band: Band | None
    coverage: int | None
    sources: tuple[tuple[str, int], ...]


class Break(NamedTuple):
    """A change of the mean score that a test supports: from the period that begins on `day` on."""

    day: str
    before: float
    after: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A relation over time: every period from `since` to `until`, those without events too.

    `by_article`: events without a date of their own, counted on their article's day; `undated`:
    left out, as neither is dated; `vague`: left out, as their time is longer than one period;
    `left_out`: events of the two sides that the choice leaves out. `draws`: how many draws the
    bands rest on.
    """

    first: Side
    second: Side
    by: By
    since: str | None
    until: str | None
    choice: Choice
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    by_article: int
    undated: int
    vague: int
    left_out: int
    draws: int


class Seen(NamedTuple):
    """One event of a relation, for stepping from a point to its sentence."""

    record: str
    document: int
    day: str
    last: str
    way: Way
    event_type: str
    quad_code: int
    event_scale: float
    status: str
    confidence: float


class Active(NamedTuple):
    """A pair of sides and how much there was between them."""

    here: str
    there: str
    events: int
    mean: float


class Asked(NamedTuple):
    """A relation and its time, as a user asks for it; days are included."""

    first: Side
    second: Side
    since: date | None = None
    until: date | None = None
