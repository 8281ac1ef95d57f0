"""Errors that a user can act on: what was wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path


class DragomanError(Exception):
    """A mistake that the command line reports in one line, without a traceback."""


class DataFileError(DragomanError):
    """A table is wrong. Lists every problem, so one edit can fix them all."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        super().__init__("\n  ".join([f"{path}: nothing loaded; fix:", *problems]))


class InputError(DragomanError):
    """One input can't be read; the others still can."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownCode(DragomanError):
    """A name that the ontology does not hold."""

    def __init__(self, name: str, *, what: str, known: Collection[str]) -> None:
        super().__init__(f"unknown {what} {name!r}. {hint(name, known)}")


def hint(name: str, known: Collection[str]) -> str:
    """Say which known name was probably meant.

    In: a name that is not among `known`. Out: one sentence. Raises: nothing.
    """
    close = get_close_matches(name, known, n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
    if not known:
        return "Leave it empty: there is none to choose from."
    return f"Use one of: {', '.join(sorted(known))}."
