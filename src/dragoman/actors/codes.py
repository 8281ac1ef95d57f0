"""Actor codes of other coders (CAMEO's strings of three letters) as ours: a code and a sector."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.ontology.countries import countries
from dragoman.ontology.sectors import sectors
from dragoman.tables import one_of, read_table

PART = 3
TABLE = Path(__file__).parent / "data" / "their_sectors.tsv"
COLUMNS = ("theirs", "ours")
UNIONS = {"UNO": "UNO", "EEC": "EUR", "EUR": "EUR", "UIS": "IGO"}
PLAIN_SECTORS = frozenset({"UAF", "CRM", "REB", "GOV", "MIL", "COP", "OPP", "BUS", "CVL", "REF"})
NOBODY = frozenset({"", "---", "***", "NULL", "NULL_ACTOR"})


class Coded(NamedTuple):
    """Whom a code names; both empty for nobody."""

    code: str
    sector: str


def read_code(text: str) -> Coded:
    """Read "USAGOV", "IGOUNO", "PSEREBHMS", "~COP", "IRQ".

    In:     a code of an actor or (with ~) of an agent.
    Out:    our code and the main sector, each "" where it tells none.
    Raises: ValueError saying what is wrong with it.
    """
    cleaned = text.strip().upper().replace(" ", "")
    if cleaned in NOBODY:
        return Coded("", "")
    if cleaned.startswith("~"):
        sector = sector_of(_parts(cleaned[1:]))
        if not sector:
            raise ValueError(f"no sector of ours in {text!r}; write one like ~GOV")
        return Coded("", sector)
    first, *rest = _parts(cleaned)
    if first == "IGO" and rest and rest[0] in UNIONS:
        return Coded(UNIONS[rest[0]], sector_of(rest[1:]))
    if first in PLAIN_SECTORS:
        return Coded("", sector_of([first]))
    if first not in INTERNATIONAL | {country.coded_as for country in countries()}:
        raise ValueError(f"code {text!r} begins with no country or body that we know")
    return Coded(first, sector_of(rest))


def load_theirs(path: Path = TABLE) -> Mapping[str, str]:
    """Read which sector of ours another coder's role code means.

    Raises: DataFileError naming the line of every unknown sector.
    """
    rows = read_table(path, COLUMNS, lambda cells: one_of(cells["ours"], "ours", tuple(sectors())))
    return {row.cells["theirs"]: row.cells["ours"] for row in rows}


@cache
def theirs() -> Mapping[str, str]:
    """The table that ships, read once. Raises: as `load_theirs`."""
    return load_theirs()


def sector_of(told: list[str]) -> str:
    """The first of the three-letter parts that is a sector, in ours. Raises: nothing."""
    for part in told:
        sector = theirs().get(part, part)
        if sector in sectors():
            return sector
    return ""


def _parts(code: str) -> list[str]:
    if not code.isascii() or not code.isalnum():
        raise ValueError(f"code {code!r} holds other than letters and digits")
    return [code[i : i + PART] for i in range(0, len(code), PART)]
