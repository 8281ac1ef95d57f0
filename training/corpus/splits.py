"""Which documents train, which calibrate, which test: fixed by voice and by hash of the id."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.tables import one_of, read_table
from training.corpus.form import Written

VOICES = Path(__file__).parent / "voices.tsv"
COLUMNS = ("voice", "proportions", "train", "what")
Split = Literal["train", "calibration", "test"]
SECOND_READING = 10


class Voice(NamedTuple):
    """A voice of the corpus.

    `natural`: it keeps the proportions of real news. `held_out`: it is never trained on.
    """

    natural: bool
    held_out: bool
    what: str


@cache
def voices(path: Path = VOICES) -> Mapping[str, Voice]:
    """Read the table of voices. Raises: DataFileError naming the line of every problem."""

    def check(row: dict[str, str]) -> list[str]:
        return [
            *one_of(row["proportions"], "proportions", ("natural", "spread")),
            *one_of(row["train"], "train", ("any", "never")),
        ]

    return {
        row.cells["voice"]: Voice(
            row.cells["proportions"] == "natural", row.cells["train"] == "never", row.cells["what"]
        )
        for row in read_table(path, COLUMNS, check)
    }


def split_of(document: Written) -> Split:
    """The split of a document.

    Out:    `test` for held-out voices and a tenth of the others, `calibration` for half of the
            documents that keep natural proportions, else `train`.
    Raises: KeyError for a voice that the table lacks.
    """
    voice = voices()[document.voice]
    tenth = _hash(document.id, "split") % 10
    if voice.held_out or tenth == 0:
        return "test"
    return "calibration" if voice.natural and tenth <= 5 else "train"


def is_read_twice(document: Written) -> bool:
    """Whether the document belongs to the tenth that is annotated twice. Raises: nothing."""
    return _hash(document.id, "second reading") % SECOND_READING == 0


def _hash(name: str, purpose: str) -> int:
    return int(hashlib.sha256(f"{purpose} {name}".encode()).hexdigest()[:8], 16)
