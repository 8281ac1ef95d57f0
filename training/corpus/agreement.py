"""How far two blind annotations of the same texts agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from training.corpus.form import Act, Written
from training.corpus.stats import Figure

NO_ACT = "none"
Pair = tuple[Act | None, Act | None]


class Differing(Exception):
    """Two annotations are not of the same text."""


class Compared(NamedTuple):
    """Two annotations of one document with their acts paired by overlapping words."""

    first: Written
    second: Written
    pairs: tuple[Pair, ...]


def compare(first: Sequence[Written], second: Sequence[Written]) -> list[Compared]:
    """Pair the acts of every document that was annotated twice.

    In:     the corpus, and the second annotation of some of its documents.
    Raises: Differing where a document's text is not the same in both.
    """
    by_id = {written.id: written for written in first}
    for again in second:
        if again.id not in by_id or by_id[again.id].text != again.text:
            raise Differing(f"{again.id}: the second annotation's text is not the corpus's")
    return [
        Compared(by_id[again.id], again, tuple(_pairs(by_id[again.id].acts, again.acts)))
        for again in second
    ]


def _pairs(first: Sequence[Act], second: Sequence[Act]) -> Iterable[Pair]:
    """Acts with the most characters in common belong together, each with one other."""
    overlaps = sorted(
        (
            (_overlap(one, other), i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if _overlap(one, other) > 0
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    left, right = set(range(len(first))), set(range(len(second)))
    for _, i, j in overlaps:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield first[i], second[j]
    yield from ((first[i], None) for i in sorted(left))
    yield from ((None, second[j]) for j in sorted(right))


def _overlap(one: Act, other: Act) -> int:
    return min(one.span.end, other.span.end) - max(one.span.start, other.span.start)


def agreement(compared: Sequence[Compared]) -> list[Figure]:
    """Figures of agreement over acts (retellings too) of documents annotated twice.

    Out:    F1 of acts by what must agree, and Cohen's kappa (Cohen 1960) of type (an act that one
            annotator alone marked has the other's `none`), of mode and status (of acts whose type
            both gave).
    Raises: nothing.
    """
    pairs = [(each, *pair) for each in compared for pair in each.pairs]
    both = [(each, one, other) for each, one, other in pairs if one and other]
    typed = [pair for pair in both if _type(*pair[:2]) == _type(pair[0], pair[2], second=True)]
    acted = [pair for pair in typed if _same_parties(*pair, "a")]
    whole = [pair for pair in acted if _same_parties(*pair, "r")]
    total = sum(1 for _, one, _ in pairs if one) + sum(1 for _, _, other in pairs if other)
    types = [(_type(each, one), _type(each, other, second=True)) for each, one, other in pairs]
    return [
        Figure("documents", len(compared)),
        Figure("acts of the first", sum(1 for _, one, _ in pairs if one)),
        Figure("acts of the second", sum(1 for _, _, other in pairs if other)),
        Figure("F1 act", 2 * len(both) / max(total, 1)),
        Figure("F1 act + type", 2 * len(typed) / max(total, 1)),
        Figure("F1 act + type + actor", 2 * len(acted) / max(total, 1)),
        Figure("F1 act + type + actor + recipient", 2 * len(whole) / max(total, 1)),
        Figure("kappa type", kappa(types)),
        Figure("kappa mode", kappa(_both(typed, _mode))),
        Figure("kappa status", kappa(_both(typed, _status))),
        *_by_type(types),
    ]


def _both(
    pairs: Sequence[tuple[Compared, Act, Act]], of: Callable[[Written, Act], str | None]
) -> list[tuple[Hashable, Hashable]]:
    return [(of(each.first, one), of(each.second, other)) for each, one, other in pairs]


def _by_type(types: Sequence[tuple[str, str]]) -> list[Figure]:
    ones, others = Counter(one for one, _ in types), Counter(other for _, other in types)
    same = Counter(one for one, other in types if one == other)
    return [
        Figure(f"F1 of {name}", 2 * same[name] / (ones[name] + others[name]))
        for name in sorted((ones | others).keys() - {NO_ACT})
    ]


def disagreements(compared: Sequence[Compared]) -> Mapping[tuple[str, str], int]:
    """How often one annotator's type met another of the second's, the commonest first."""
    found = Counter(
        (_type(each, one), _type(each, other, second=True))
        for each in compared
        for one, other in each.pairs
    )
    return {pair: count for pair, count in found.most_common() if pair[0] != pair[1]}


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa: agreement beyond chance (1 all, 0 as chance would). Raises: nothing."""
    if not pairs:
        return 0.0
    seen = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _type(each: Compared, act: Act | None, *, second: bool = False) -> str:
    return (each.second if second else each.first).event_type(act) if act else NO_ACT


def _first_telling(written: Written, act: Act) -> Act:
    return act if act.note.same_as is None else written.act(act.note.same_as)


def _mode(written: Written, act: Act) -> str | None:
    told = act.note.modes or _first_telling(written, act).note.modes
    return told[0] if told else None


def _status(written: Written, act: Act) -> str:
    return _first_telling(written, act).note.status


def _same_parties(each: Compared, one: Act, other: Act, letter: str) -> bool:
    return _who(each.first, one, letter) == _who(each.second, other, letter)


def _who(written: Written, act: Act, letter: str) -> set[tuple[str | None, str | None]]:
    return {
        (who.code, who.sectors[0] if who.sectors else None)
        for mention in written.told(act.note.number, letter)
        for who in mention.parties
    }
