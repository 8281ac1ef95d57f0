"""What a user may settle about coding, the same for every page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

# Chosen on desk_dev: precision is no lower than recall from a little below it on.
LEAST_CONFIDENCE = 0.26


class Settings(NamedTuple):
    """How pages are to be coded.

    `published` is the day from which relative dates count on pages that print none;
    `least` the confidence below which no event is recorded; `rejected` whether candidates that
    were turned down are told, with the reason.
    """

    published: date | None = None
    least: float = LEAST_CONFIDENCE
    rejected: bool = False


USUAL = Settings()
