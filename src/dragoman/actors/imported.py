"""Knowledge that a user brought: one table in his data folder, which wins over ours."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dragoman.tables import read_table

COLUMNS = ("alias", "kind", "code", "sector", "from", "to", "entity", "name", "plural", "source")
KINDS = ("actor", "agent")
# Where the table lies, for tests and for those who keep one for each project.
PLACE = "DRAGOMAN_ACTORS"
HEADER = "\t".join(COLUMNS)


class Imported(NamedTuple):
    """One row: what an alias stands for, from a day to a day."""

    alias: str
    kind: str
    code: str
    sector: str
    start: str
    end: str
    entity: str
    name: str
    plural: str
    source: str


def imported_path() -> Path:
    """Where imported knowledge lies: $DRAGOMAN_ACTORS, else the user's data folder.

    Raises: nothing.
    """
    from platformdirs import user_data_path

    told = os.environ.get(PLACE)
    return Path(told) if told else user_data_path("dragoman") / "actors.tsv"


def load_imported(path: Path) -> tuple[Imported, ...]:
    """Read the table; nothing where there is none. Raises: DataFileError; OSError."""
    if not path.is_file():
        return ()
    return tuple(Imported(*row.cells.values()) for row in read_table(path, COLUMNS))


def add_imported(rows: Iterable[Imported], path: Path) -> int:
    """Add rows that the table does not hold yet; say how many those are.

    Raises: DataFileError for a table that can't be read; OSError where it can't be written.
    """
    held = load_imported(path)
    known = {row._replace(source="") for row in held}
    fresh: list[Imported] = []
    for row in rows:
        if row._replace(source="") not in known:
            known.add(row._replace(source=""))
            fresh.append(row)
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [HEADER, *("\t".join(row) for row in (*held, *fresh))]
        # Whole or not at all: a table cut in two would stop every command.
        part = path.with_suffix(path.suffix + ".part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)
    return len(fresh)


def spellings(alias: str) -> tuple[str, ...]:
    """The ways in which an alias may be printed: dictionaries have capitals and underscores.

    Raises: nothing.
    """
    words = alias.replace("_", " ").split()
    joined = " ".join(words)
    if not joined.isupper():
        return (joined,)
    small = {"of", "the", "and", "for", "in", "on", "to", "a", "de", "la", "du", "al"}
    titled = " ".join(
        word.lower() if i and word.lower() in small else word.capitalize()
        for i, word in enumerate(words)
    )
    return tuple(dict.fromkeys((titled, joined)))


def by_alias(rows: Iterable[Imported]) -> Mapping[str, tuple[Imported, ...]]:
    """The rows of each printed alias, in the order of the table. Raises: nothing."""
    found: dict[str, list[Imported]] = {}
    for row in rows:
        for text in spellings(row.alias):
            found.setdefault(text, []).append(row)
    return {text: tuple(same) for text, same in found.items()}
