"""Which events are compared at all: only those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations

from dragoman.stories.facts import Facts
from dragoman.stories.tables import near_types

# Days of one bucket: with a day's play on both ends, an event lies in one or two of them.
BUCKET = 4
MOST_CODES = 6
MOST_BUCKETS = 12
MOST_RANKED = 4
OPEN = "?"


def keys_of(facts: Facts) -> tuple[int, ...]:
    """The keys under which an event is looked up, sorted: type, parties, days.

    In:     an event's facts.
    Out:    numbers of 63 bits. Two events that may tell one act share at least one, unless one of
            them spans more than about a month, or has no day and its article none either: such
            events are compared with one another where they share some word.
    Raises: nothing.
    """
    found = {
        _number(kind, who, when)
        for kind in _kinds(facts.event_type)
        for who in _who(facts)
        for when in _buckets(facts)
    }
    return tuple(sorted(found))


def is_open(facts: Facts) -> bool:
    """Whether it names less than two countries or bodies: it is compared with all that name one.

    Raises: nothing.
    """
    return len(facts.both.codes) < 2


@cache
def _kinds(event_type: str) -> tuple[str, ...]:
    """A type's own key, and one for each pair of near types that it is in."""
    pairs = (f"{one}+{other}" for one, other in near_types() if event_type in (one, other))
    return (event_type, *pairs)


def _who(facts: Facts) -> Iterator[str]:
    codes = sorted(facts.both.codes)[:MOST_CODES]
    if codes:
        yield from (f"{OPEN}{code}" for code in codes)
        yield from ("-".join(pair) for pair in combinations(codes, 2))
    if facts.country:
        yield f"{OPEN}@{facts.country}"
    elif not codes:
        yield from (f"{OPEN}{name}" for name in _open_names(facts))


def _open_names(facts: Facts) -> list[str]:
    return sorted({name for _, name in facts.both.names}) or [""]


def _buckets(facts: Facts) -> Iterator[str]:
    days = facts.days
    if days.dated == "none":
        # Without days all of a store would be one bucket: some words of the act part it.
        ranked = sorted(facts.words, key=_rank)[:MOST_RANKED]
        yield from (f"none {word}" for word in ranked or ("",))
        return
    play = 2 if days.dated == "article" else 1
    first, last = (days.first - play) // BUCKET, (days.last + play) // BUCKET
    if last - first > MOST_BUCKETS:
        # A year's act is compared with those of that very year alone.
        yield f"{days.first}+{days.last}"
        return
    yield from map(str, range(first, last + 1))


@lru_cache(maxsize=200_000)
def _number(kind: str, who: str, when: str) -> int:
    """The last bit tells keys of open events from keys of two sides."""
    digest = blake2b(f"{kind}|{who}|{when}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2 << 1 | who.startswith(OPEN)


@lru_cache(maxsize=200_000)
def _rank(word: str) -> bytes:
    """An order of words that has nothing to do with how common they are, as MinHash has it."""
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def pairs_in(
    told: Sequence[Facts], keys: Sequence[Sequence[int]], new: frozenset[int] | None = None
) -> Iterator[tuple[int, int]]:
    """List the pairs that share a key, each once, as indices.

    In:     events; the keys of each, sorted; if given, the indices of which each pair holds one.
    Out:    pairs (lower, higher). Raises: nothing.
    """
    opened = [is_open(facts) for facts in told]
    blocks: dict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        for key in own:
            blocks[key].append(index)
    seen: set[int] = set()
    for key, block in blocks.items():
        if len(block) < 2:
            continue
        for one, other in _of_block(block, opened, new, open_key=bool(key & 1)):
            low, high = (one, other) if one < other else (other, one)
            pair = low * len(told) + high
            if pair not in seen:
                seen.add(pair)
                yield low, high


def _of_block(
    block: list[int], opened: Sequence[bool], new: frozenset[int] | None, *, open_key: bool
) -> Iterator[tuple[int, int]]:
    """The pairs of one block: under an open key only those with an open event."""
    first = [each for each in block if opened[each]] if open_key else block
    rest = [each for each in block if not opened[each]] if open_key else []
    for at, one in enumerate(first):
        for other in (*first[at + 1 :], *rest):
            if new is None or one in new or other in new:
                yield one, other
