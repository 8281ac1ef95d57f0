"""CAMEO: its codes, their Goldstein scores, and the PLOVER act that each stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dragoman.errors import UnknownCode
from dragoman.ontology.plover import (
    CAMEO_COLUMNS,
    DATA,
    contexts,
    event_types,
    filled,
    first_time,
    modes,
    score_problems,
)
from dragoman.tables import one_of, read_table

ModeNames = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """One code of CAMEO; no `event_type` means that PLOVER has no such event."""

    code: str
    label: str
    goldstein: float
    event_type: str | None
    mode: str | None
    context: str | None


class PloverAct(NamedTuple):
    """What a CAMEO code says in PLOVER's words."""

    event_type: str | None
    mode: str | None
    context: str | None


def load_cameo(
    path: Path, mode_names: ModeNames, context_names: Collection[str]
) -> Mapping[str, CameoCode]:
    """Read the table of CAMEO codes.

    In:     a table with CAMEO_COLUMNS; the modes of every event type; the contexts' names.
    Out:    the codes, as text with their leading zeros, in the file's order.
    Raises: DataFileError naming the line of every problem.
    """
    seen: set[str] = set()

    def check(row: dict[str, str]) -> list[str]:
        return [
            *filled(row, ("code", "label", "goldstein")),
            *_code_problems(row["code"]),
            *first_time(row["code"], "code", seen),
            *score_problems(row["goldstein"], "goldstein"),
            *_act_problems(row, mode_names, context_names),
        ]

    rows = [row.cells for row in read_table(path, CAMEO_COLUMNS, check)]
    return MappingProxyType({row["code"]: _cameo_code(row) for row in rows})


@cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """CAMEO's 312 codes. In: nothing. Raises: DataFileError for a broken table."""
    names = {name: tuple(modes()[name]) for name in event_types()}
    return load_cameo(DATA / "cameo.tsv", names, contexts())


def plover_of(code: str) -> PloverAct:
    """Translate a CAMEO code.

    In:     a code with its leading zero.
    Out:    type, mode and main context; None for what the code does not tell.
    Raises: UnknownCode, also for a finer code than CAMEO has.
    """
    found = _code(code)
    return PloverAct(found.event_type, found.mode, found.context)


def goldstein(code: str) -> float:
    """Give a code's Goldstein score, as ICEWS and GDELT use it.

    In: a code with its leading zero. Out: −10 (conflict) to 10 (cooperation).
    Raises: UnknownCode.
    """
    return _code(code).goldstein


def _code(code: str) -> CameoCode:
    try:
        return cameo_codes()[code]
    except KeyError:
        raise UnknownCode(code, what="CAMEO code", known=_near(code)) from None


def _near(code: str) -> Collection[str]:
    # All 312 would drown the message when nothing resembles what was typed.
    under = [known for known in cameo_codes() if known[:2] == code[:2]]
    return under or [known for known in cameo_codes() if len(known) == 2]


def _code_problems(code: str) -> list[str]:
    if not code or re.fullmatch(r"[0-9]{2,4}", code):
        return []
    return [f"code is {code!r}; write two to four digits"]


def _act_problems(
    row: Mapping[str, str], mode_names: ModeNames, context_names: Collection[str]
) -> list[str]:
    event_type, mode, context = row["type"], row["mode"], row["context"]
    problems = one_of(event_type, "type", tuple(mode_names)) if event_type else []
    if mode and not event_type:
        problems.append(f"mode is {mode!r} without a type; give it too")
    elif mode and not problems:
        problems += one_of(mode, f"mode of {event_type}", tuple(mode_names[event_type]))
    if context:
        problems += one_of(context, "context", tuple(context_names))
    return problems


def _cameo_code(row: Mapping[str, str]) -> CameoCode:
    return CameoCode(
        code=row["code"],
        label=row["label"],
        goldstein=float(row["goldstein"]),
        event_type=row["type"] or None,
        mode=row["mode"] or None,
        context=row["context"] or None,
    )
