"""Dragoman: who did what to whom, when, where, and on whose word.

import dragoman
dragoman.code("Dar met Rubio in Islamabad on Monday.", published="2025-09-14")
dragoman.open("news.db").events(side="PAK")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.python import code, open

__version__ = "0.1.0"
__all__ = ["__version__", "code", "open"]


def __getattr__(name: str) -> object:
    """Load what is asked for only then: `import dragoman` alone loads no parser and no table."""
    if name in ("code", "open"):
        from dragoman import python

        return getattr(python, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
