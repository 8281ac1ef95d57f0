"""The vocabulary of events: PLOVER and CAMEO, sectors and countries.

The tables are read on first use, never on import.
"""

from dragoman.ontology.cameo import CameoCode, PloverAct, cameo_codes, goldstein, plover_of
from dragoman.ontology.describe import describe
from dragoman.ontology.plover import (
    Context,
    EventType,
    Mode,
    cameo_of,
    contexts,
    event_scale,
    event_types,
    modes,
    quad_code,
)
from dragoman.ontology.sectors import Sector, sectors

__all__ = [
    "CameoCode",
    "Context",
    "EventType",
    "Mode",
    "PloverAct",
    "Sector",
    "cameo_codes",
    "cameo_of",
    "contexts",
    "describe",
    "event_scale",
    "event_types",
    "goldstein",
    "modes",
    "plover_of",
    "quad_code",
    "sectors",
]
