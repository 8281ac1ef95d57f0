"""How sides deal with each other over time, counted from the store's events.

Plain functions over a connection that `Store.questions` lends; nothing here prints or serves.
"""

from dragoman.relations.forms import (
    OFFICIAL,
    USUAL,
    Active,
    Asked,
    Band,
    Break,
    By,
    Choice,
    Point,
    Seen,
    Series,
)
from dragoman.relations.gather import events_of, most_active, pairs_side
from dragoman.relations.series import series
from dragoman.relations.sides import ALL, Side, group_names, side_of

__all__ = [
    "ALL",
    "OFFICIAL",
    "USUAL",
    "Active",
    "Asked",
    "Band",
    "Break",
    "By",
    "Choice",
    "Point",
    "Seen",
    "Series",
    "Side",
    "events_of",
    "group_names",
    "most_active",
    "pairs_side",
    "series",
    "side_of",
]
