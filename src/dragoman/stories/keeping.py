"""Facts as text, for keeping them beside the events."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from typing import Any

from dragoman.stories.cluster import shape_of
from dragoman.stories.facts import Days, Facts, Side
from dragoman.stories.tables import DATA

# To be raised when the same events would be compared, or put together, otherwise.
FORM = 1


@cache
def version() -> str:
    """What stories depend on beside the events: the form of the comparing, and its tables.

    Raises: OSError.
    """
    digest = blake2b(digest_size=8)
    for path in sorted(DATA.glob("*.tsv")):
        digest.update(path.read_bytes())
    return f"{FORM} {digest.hexdigest()}"


def packed(facts: Facts) -> str:
    """Write facts, all but the id, as one line; equal facts give equal lines. Raises: nothing."""
    told = [
        facts.event_type, sorted(facts.modes), facts.stage, facts.status, _side(facts.actor),
        _side(facts.recipient), list(facts.days), facts.place, facts.country, sorted(facts.words),
        sorted(facts.act), list(facts.size),
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(line: str, event: str) -> Facts:
    """Read back what `packed` wrote. In: the line; the id. Raises: ValueError for another line."""
    kind, modes, stage, status, one, other, days, place, country, words, act, size = json.loads(
        line
    )
    actor, recipient = _side_again(one), _side_again(other)
    return Facts(
        id=event, event_type=kind, modes=frozenset(modes), stage=stage, status=status, actor=actor,
        recipient=recipient, both=actor | recipient, days=Days(*days), place=place,
        country=country, words=frozenset(words), act=frozenset(act), size=tuple(size),
    )  # fmt: skip


def shape_key(facts: Facts) -> bytes:
    """Sixteen bytes that tell one shape from another. Raises: nothing."""
    own = facts.id if len(shape_of(facts)) > len(facts.shape) else ""
    return blake2b(
        f"{packed(facts)}\n{own}".encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _side(side: Side) -> list[Any]:
    return [sorted(side.codes), sorted(side.sectors), sorted(map(list, side.names))]


def _side_again(told: list[Any]) -> Side:
    codes, sectors, names = told
    return Side(
        frozenset(codes), frozenset(sectors), frozenset((code, name) for code, name in names)
    )
