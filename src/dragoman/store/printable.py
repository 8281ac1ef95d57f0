"""Text from pages, made safe to print on a terminal."""

from __future__ import annotations

import re

# Terminals obey C0 and C1 controls; bidirectional overrides make a line read as what it is not;
# half a surrogate pair can't be written as UTF-8 at all.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Put a blank for each character that a terminal would obey instead of show.

    In: any text. Out: text of the same length, on one line. Raises: nothing.
    """
    return _OBEYED.sub(" ", text)


def on_one_line(text: str) -> str:
    """Make text printable and its runs of blanks single. Raises: nothing."""
    return " ".join(printable(text).split())
