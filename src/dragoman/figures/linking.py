"""Figures of one article brought together: each told once, corrections linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.figures.measured import BY_VERB
from dragoman.records import Figure, SegmentKind

FULLEST_KIND: dict[SegmentKind, int] = {"paragraph": 2, "bullet": 1}
# A headline tells again what the body tells.
HEADING = frozenset({"headline", "bullet", "caption"})
LOOK_BACK = 50  # figures on a measure among which the corrected one is looked for
NEAR = 3  # sentences over which "exports" are still those just told of
# Measures of which a later, higher count takes the place of an earlier one.
RUNNING = frozenset({"deaths", "injuries", "casualties", "missing", "arrests", "displaced",
                     "infections"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A figure with what linking asks: its measure's key, and where it stands.

    `befallen`: it tells what happened to persons; `total`: as a running total.
    """

    figure: Figure
    key: str | None
    kind: SegmentKind
    sequence: int
    befallen: bool
    total: bool


def link(read: Sequence[Read]) -> tuple[Figure, ...]:
    """Leave out what is told twice, and say which figure supersedes which.

    In:     the figures of an article, in the order of the page.
    Out:    each figure once, where it is told fullest; `of` and `to` taken over from a figure on
            the same measure shortly before; `supersedes` the id of the earlier figure on the same
            measure, parties and period. Raises: nothing.
    """
    linked: list[Figure] = []
    before: dict[str | None, list[Read]] = {}
    for each in _once(_inherited(read)):
        alike = before.setdefault(each.key, [])
        earlier = next((one for one in alike[-1:-LOOK_BACK:-1] if _supersedes(each, one)), None)
        superseded = earlier.figure.id if earlier else None
        linked.append(replace(each.figure, supersedes=superseded))
        alike.append(each)
    return tuple(linked)


def _inherited(read: Sequence[Read]) -> list[Read]:
    """ "Pakistan's exports to the US totaled … Exports rose 10 percent": the same exports."""
    found: list[Read] = []
    for each in read:
        figure = each.figure
        if not (figure.of or figure.to) and each.key not in RUNNING and each.key:
            before = next(
                (one for one in reversed(found)
                 if one.key == each.key and each.sequence - one.sequence <= NEAR
                 and (one.figure.of or one.figure.to)), None,
            )  # fmt: skip
            if before:
                figure = replace(figure, of=before.figure.of, to=before.figure.to)
        found.append(replace(each, figure=figure))
    return found


def _once(read: Sequence[Read]) -> list[Read]:
    kept: list[Read] = []
    places: dict[object, list[int]] = {}  # of those kept, by their numbers
    for each in read:
        alike = places.setdefault(_numbers(each.figure), [])
        twin = next((at for at in alike if _same(kept[at], each)), None)
        if twin is None:
            alike.append(len(kept))
            kept.append(each)
        elif _fullness(each) > _fullness(kept[twin]):
            kept[twin] = each
    return sorted(kept, key=lambda each: each.figure.start)


def _numbers(figure: Figure) -> tuple[object, ...]:
    change = figure.change and (figure.change.value, figure.change.unit)
    ends = (figure.low, figure.high) if figure.value is None else None
    return figure.value, figure.unit, change, ends


def _same(one: Read, other: Read) -> bool:
    """Two tellings of one number: of the same measure, no other party or period."""
    first, second = one.figure, other.figure
    if first.value is None and first.change is None and first.low is None:
        return False
    return _same_measure(one, other) and _agree(first.of, second.of) and _same_time(first, second)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _same_time(one: Figure, other: Figure) -> bool:
    """A figure without a period may be that of any."""
    if one.period is None or other.period is None:
        return True
    return one.period.start == other.period.start and one.period.end == other.period.end


def _same_measure(one: Read, other: Read) -> bool:
    """The same happening; of others, what one telling says must not go against the other's."""
    first, second = one.figure.what, other.figure.what
    if (one.kind in HEADING) != (other.kind in HEADING):
        return True
    # "the 18 suspects" after "18 people were arrested".
    if one.figure.unit == "persons" and not (one.befallen and other.befallen):
        return True
    if one.key in RUNNING or first is None or second is None:
        return one.key == other.key
    # A sum of which only the verb says what it is may be any ("stole $14 million").
    if first.startswith(BY_VERB) or second.startswith(BY_VERB):
        return one.figure.unit not in (None, "%")
    short, long = sorted((first.lower(), second.lower()), key=len)
    return one.key == other.key and long.startswith(short)


def _fullness(each: Read) -> tuple[int, int]:
    figure = each.figure
    told = sum(map(bool, (figure.period, figure.of, figure.to, figure.what, figure.said_by)))
    return FULLEST_KIND.get(each.kind, 0), told


def _supersedes(later: Read, earlier: Read) -> bool:
    """The same measure of the same parties and period, with another number."""
    now, before = later.figure, earlier.figure
    if later.key is None or later.key != earlier.key or now.unit != before.unit:
        return False
    if (now.change is None) != (before.change is None) or now.value == before.value:
        return False
    if now.value is None or before.value is None:
        return False
    if later.key in RUNNING:
        # Two blasts of one day have each their dead: only a told total takes another's place.
        return later.total and _agree(now.of, before.of) and now.value > before.value
    known = now.period is not None and before.period is not None
    same_parties = now.of == before.of and now.to == before.to
    return known and same_parties and now.what == before.what and _same_time(now, before)
