"""Which state a name in a list of votes means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dragoman.ontology.countries import aliases, countries
from dragoman.tables import one_of, read_table

DATA = Path(__file__).parent / "data" / "states.tsv"
COLUMNS = ("name", "code")
BRACKET = re.compile(r"\s*\([^()]*\)?\s*$")


def load_states(path: Path = DATA) -> Mapping[str, str]:
    """Read the further names of states. Raises: DataFileError naming the line of every problem."""
    codes = {country.code for country in countries()}
    rows = read_table(path, COLUMNS, lambda cells: one_of(cells["code"], "code", codes))
    return {cells["name"]: cells["code"] for _, cells in rows}


@cache
def _by_name() -> Mapping[str, str]:
    known = {
        alias.text.casefold(): alias.country
        for alias in aliases(countries()).values()
        if alias.use in ("name", "capital")  # "with Moscow against"
    }
    return known | {name.casefold(): code for name, code in load_states().items()}


@cache
def state_code(name: str) -> str | None:
    """The code of the state that a list of votes calls so, or none.

    In: a name as printed ("the United States", "Iran (Islamic Republic of)", in capitals too).
    Out: its ISO 3166 code. Raises: nothing.
    """
    asked = " ".join(name.replace("’", "'").split()).strip(" .,;").casefold()
    for form in (asked, BRACKET.sub("", asked)):
        for bare in (form, form.removeprefix("the ")):
            if bare in _by_name():
                return _by_name()[bare]
    return None
