"""A state that strikes or moves weapons acts by its forces: "Israel shelled the camp" is MIL."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors import Mention
from dragoman.events.consistent import Draft
from dragoman.records import Evidence, Party, Span

GOVERNMENT, FORCES = "GOV", "MIL"
BY_FORCE = frozenset({"ASSAULT", "MOBILIZE"})
# Of these the police are as likely to be meant as the army.
NOT_ALWAYS = frozenset({"police", "militia", "crowd-control", "beat", "torture", "firearms"})


def with_forces(draft: Draft) -> Draft:
    """Give the states that act by force the sector of their forces.

    In:     a draft. Out: the same, with states named by their mere name as MIL where the act is
            one of their armed forces; ministers, police and bodies stay what they are.
    Raises: nothing.
    """
    if draft.event_type not in BY_FORCE or draft.mode in NOT_ALWAYS:
        return draft
    return replace(draft, actor=tuple(_by_force(mention) for mention in draft.actor))


def _by_force(mention: Mention) -> Mention:
    if not any(_is_a_state(party) for party in mention.parties):
        return mention
    told = Evidence(spans=(Span(mention.start, mention.end),), how="inferred")
    parties = tuple(_forces(party) if _is_a_state(party) else party for party in mention.parties)
    shown = tuple(
        dict(each) | ({"sector": told} if _is_a_state(party) else {})
        for party, each in zip(mention.parties, mention.evidence, strict=True)
    )
    return replace(mention, parties=parties, evidence=shown)


def _is_a_state(party: Party) -> bool:
    entity = f"{party.code}-{GOVERNMENT}".lower()
    return party.sector == GOVERNMENT and party.office is None and party.entity == entity


def _forces(party: Party) -> Party:
    others = tuple(each for each in party.sectors if each != GOVERNMENT)
    entity = f"{party.code}-{FORCES}".lower()
    return replace(party, sector=FORCES, sectors=(FORCES, *others), entity=entity)
