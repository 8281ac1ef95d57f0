"""Whose act a strike is: a state's forces, not its government (`dragoman.events.forces`)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dragoman.actors import find_mentions
from dragoman.events.forces import with_forces


@dataclass(frozen=True)
class Act:
    """As much of a draft as its parties need."""

    event_type: str
    mode: str | None
    actor: tuple


def sectors(parsed, text: str, event_type: str, mode: str | None) -> list[str | None]:
    (mentions, *_) = find_mentions(parsed(text))
    act = with_forces(Act(event_type, mode, (next(iter(mentions.values())),)))  # type: ignore[arg-type]
    (mention,) = act.actor
    assert [set(shown) >= {"sector"} for shown in mention.evidence] == [True]
    return [party.sector for party in mention.parties]


@pytest.mark.parametrize(
    ("text", "event_type", "mode", "sector"),
    [
        ("Israel shelled it.", "ASSAULT", "heavy-weapons", "MIL"),
        ("Seoul moved tanks.", "MOBILIZE", "weapons", "MIL"),
        ("Seoul sent riot police.", "MOBILIZE", "police", "GOV"),
        ("Peru banned it.", "COERCE", "restrict", "GOV"),
        ("The Peruvian president bombed it.", "ASSAULT", "aerial", "GOV"),
    ],
)
def test_a_state_strikes_by_its_forces(parsed, text, event_type, mode, sector):
    if text.startswith("The Peruvian"):
        mentions = find_mentions(parsed(text))[0].values()
        mention = next(m for m in mentions if m.noun == "president")
        act = with_forces(Act(event_type, mode, (mention,)))  # type: ignore[arg-type]
        assert [party.sector for party in act.actor[0].parties] == [sector]
    else:
        assert sectors(parsed, text, event_type, mode) == [sector]
