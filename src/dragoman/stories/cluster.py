"""Clusters of events that tell one act: pairs joined, the likeliest first, without chains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.stories.blocks import keys_of, pairs_in
from dragoman.stories.facts import Facts
from dragoman.stories.pairs import NEVER, score

# Each two reports of a story may be this much likelier to be two acts than one, if on the whole
# they are one: "the attack" and "the bombing that killed 12" share few words.
LEAST = -2.0
# More reports than this are parted by a higher bar before they are compared each with each.
MOST_TOGETHER = 400
HIGHEST_BAR = 8.0

Edge = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ids of events that tell one act, sorted.

    `component` is the least id of all events that are tied to these by likely pairs: what a new
    report changes never reaches beyond it.
    """

    ids: tuple[str, ...]
    component: str


def clusters_of(told: Iterable[Facts]) -> list[Cluster]:
    """Put events that tell one act together.

    In:     facts of events, each id once.
    Out:    every event in one cluster, alone if need be; sorted by first id. The same clusters in
            any order of input; those of one component depend on nothing outside it.
    Raises: nothing.
    """
    nodes = _nodes(told)
    facts = [node[0] for node in nodes]
    found = []
    for group, first in grouped(facts, likely_pairs(facts)):
        ids = sorted(each.id for index in group for each in nodes[index])
        found.append(Cluster(tuple(ids), facts[first].id))
    return sorted(found, key=lambda each: each.ids)


def grouped(facts: Sequence[Facts], edges: Sequence[Edge]) -> Iterator[tuple[list[int], int]]:
    """Put facts together that tell one act, as indices.

    In:     facts, no two of one shape, sorted by id; the likely pairs among them.
    Out:    each group with the first index of its component. Raises: nothing.
    """
    for part, own in _components(range(len(facts)), edges):
        for group in _parted(facts, part, own, 0.0):
            yield group, min(part)


def likely_pairs(facts: Sequence[Facts], new: frozenset[int] | None = None) -> list[Edge]:
    """The pairs that are likelier one act than two, with their score, as indices.

    In:     facts; if given, the indices of which each pair must hold one. Raises: nothing.
    """
    keys = [keys_of(each) for each in facts]
    edges = []
    for one, other in pairs_in(facts, keys, new):
        likely = score(facts[one], facts[other])
        if likely >= 0:
            edges.append((likely, one, other))
    return edges


def _nodes(told: Iterable[Facts]) -> list[list[Facts]]:
    """Events of one shape, as copies of one page have them, are one node."""
    shapes: dict[object, list[Facts]] = defaultdict(list)
    for facts in sorted(told, key=lambda each: each.id):
        shapes[shape_of(facts)].append(facts)
    return list(shapes.values())


def shape_of(facts: Facts) -> tuple[object, ...]:
    """All that is compared of an event, and its id if that is too little to know it again.

    Raises: nothing.
    """
    # What tells too little of itself may be another act in the same words.
    return facts.shape if score(facts, facts) >= 0 else (*facts.shape, facts.id)


def _components(
    nodes: Iterable[int], edges: Sequence[Edge]
) -> Iterator[tuple[list[int], list[Edge]]]:
    """The nodes that edges tie together, with those edges."""
    root = {node: node for node in nodes}

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for _, one, other in edges:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    parts: dict[int, tuple[list[int], list[Edge]]] = {}
    for node in root:
        parts.setdefault(find(node), ([], []))[0].append(node)
    for edge in edges:
        parts[find(edge[1])][1].append(edge)
    yield from parts.values()


def _parted(
    facts: Sequence[Facts], part: list[int], edges: list[Edge], bar: float
) -> Iterator[list[int]]:
    """The clusters of one component; of a very large one, those of its denser parts."""
    if len(part) <= MOST_TOGETHER or bar > HIGHEST_BAR:
        yield from _joined(facts, part, edges)
        return
    higher = [edge for edge in edges if edge[0] >= bar + 1]
    for smaller, own in _components(part, higher):
        yield from _parted(facts, smaller, own, bar + 1)


def _joined(facts: Sequence[Facts], part: list[int], edges: list[Edge]) -> Iterator[list[int]]:
    """Join the likeliest pair first; two groups only if every two of their reports go together."""
    groups = {node: [node] for node in part}
    group_of = {node: node for node in part}
    scores = {(one, other): likely for likely, one, other in edges}
    refused: set[tuple[int, int, int, int]] = set()
    for _, one, other in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        low, high = sorted((group_of[one], group_of[other]))
        if low == high:
            continue
        state = (low, len(groups[low]), high, len(groups[high]))
        if state in refused:
            continue
        if not _together(facts, groups[low], groups[high], scores):
            refused.add(state)
            continue
        for node in groups[high]:
            group_of[node] = low
        groups[low] += groups.pop(high)
    yield from groups.values()


def _together(
    facts: Sequence[Facts],
    ours: list[int],
    theirs: list[int],
    scores: dict[tuple[int, int], float],
) -> bool:
    total = 0.0
    for one in ours:
        for other in theirs:
            pair = (one, other) if one < other else (other, one)
            likely = scores.get(pair)
            if likely is None:
                likely = scores[pair] = score(facts[one], facts[other])
            if likely < LEAST or likely == NEVER:
                return False
            total += likely
    return total >= 0
