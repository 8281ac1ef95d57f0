"""Whom an event links: pairs of countries or bodies, each seen from both of its sides."""

from __future__ import annotations

from itertools import combinations, product
from typing import Literal, NamedTuple

from dragoman.records import Event, Party

Way = Literal["out", "in", "both"]
# Codes that many bodies share: the entity tells NATO from ASEAN.
SHARED = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM"})
# What parties do together when all of them stand as actors. "France and Kenya condemned" links
# nobody: they did not condemn each other.
TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE", "AID", "ASSAULT", "COERCE", "MOBILIZE"})


class Dyad(NamedTuple):
    """A pair as one of its sides sees it: who acts on whom is told by `way`."""

    here: str
    there: str
    way: Way
    here_sector: str
    there_sector: str


def place_of(party: Party) -> str | None:
    """Name the side that a party belongs to: "PAK", "UNO", "IGO/Q7184"; None where none is known.

    Raises: nothing.
    """
    if party.code in SHARED and party.entity:
        return f"{party.code}/{party.entity}"
    return party.code


def dyads(event: Event) -> tuple[Dyad, ...]:
    """List the pairs that an event links, each from both sides.

    In:     one event with n actors and r recipients.
    Out:    for each actor and recipient that we can place, the pair as `out` and as `in`. If r is
            0 and the type is one of TOGETHER, each pair of actors as `both`, twice. No pair twice;
            actors of one country and sector make no pair of it with itself.
    Raises: nothing. Source: PLOVER manual, "Compound and Reciprocal Actors"; codebook, on meetings.
    """
    found: dict[Dyad, None] = {}
    if event.recipient:
        for actor, recipient in product(_sides(event.actor), _sides(event.recipient)):
            found |= dict.fromkeys(_seen(actor, recipient, "out", "in"))
    elif event.event_type in TOGETHER:
        for one, other in combinations(_sides(event.actor), 2):
            found |= dict.fromkeys(_seen(one, other, "both", "both"))
    return tuple(found)


def _sides(parties: tuple[Party, ...]) -> tuple[tuple[str, str], ...]:
    placed = [(place_of(party), party.sector or "") for party in parties]
    return tuple(dict.fromkeys((code, sector) for code, sector in placed if code))


def _seen(one: tuple[str, str], other: tuple[str, str], way: Way, back: Way) -> tuple[Dyad, Dyad]:
    return (
        Dyad(one[0], other[0], way, one[1], other[1]),
        Dyad(other[0], one[0], back, other[1], one[1]),
    )
