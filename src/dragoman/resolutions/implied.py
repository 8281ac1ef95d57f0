"""The events that a text implies, and those of the article that tell them.

A body that adopts is actor of one SUPPORT (ACCUSE, REQUEST by what the text does); states that
vote no or veto are actors of one REJECT, the sponsor its recipient (codebook, "Votes"). This room
names such acts and never makes events.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Event
from dragoman.resolutions.draft import Draft

OF_ADOPTING = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "AGREE", "SANCTION", "CONCEDE"})


def events_of(draft: Draft, events: Sequence[Event]) -> tuple[str, ...]:
    """The events whose trigger is a word that tells what became of the text. Raises: nothing."""
    words = {(deed.start, deed.end) for deed in draft.deeds}
    return tuple(
        event.id
        for event in events
        if tuple(event.text_info.trigger) in words and event.event_type in OF_ADOPTING
    )
