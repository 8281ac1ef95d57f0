"""What machines print on a story: symbols of documents, slugs of the wires, reference numbers."""

from __future__ import annotations

import re

from dragoman.reading.dates import PageDate, find_dates

_SYMBOL = re.compile(r"[A-Z]{1,5}/(?:[A-Z0-9.()]+/){0,4}[A-Z0-9.()]+(?=[\s–—-]|$)")
_SLUG = re.compile(r"[A-Z]{2,}[A-Z0-9]*(?:[-/][A-Z0-9]{2,}){1,6}(?:\s\([A-Z0-9 ,]+\))?")
_WIRE_SLUG = re.compile(
    r"(?:[A-Z]{2}|[a-z]\d{4})[-–]{1,2}[A-Z][\w.&'’–-]*(?:,\s?[\w.&' -]{1,30}){0,4}"
    r",\s?\d{2,4}\w?|[a-z]\d{4}\s*[A-Z\d ,:-]{0,30}"
    r"|(?:[A-Z]{2,3}[- ]){1,2}(?P<day>\d{2}-\d{2}-\d{2})\s+\d{4}\s?[A-Z]{3}"
)
_REFERENCE = re.compile(
    r"(?:ref(?:erence)?|press release|release|doc(?:ument)?|file|pr|statement)\s*"
    r"(?:no\.?|number|n°|#|:)\s*[\w/.:-]{1,24}",
    re.IGNORECASE,
)


def is_slug(words: str, count: int, dated: bool) -> bool:
    """Tell whether a short line is a symbol, a slug or a reference number.

    In:     the line, how many words it has, whether it has a date (beside which a symbol of a
            document may have words). Out: as said. Raises: nothing.
    """
    if _WIRE_SLUG.fullmatch(words) or _SLUG.fullmatch(words) or _REFERENCE.match(words):
        return True
    return _SYMBOL.match(words) is not None and (count == 1 or dated)


def wire_days(words: str) -> tuple[PageDate, ...]:
    """Read the day from a wire's line of transmission: "AP-NY-09-17-25 0412EDT".

    In: the line. Out: one date, or none. Raises: nothing.
    """
    match = _WIRE_SLUG.fullmatch(words)
    filed = match["day"] if match else None
    if match is None or filed is None:
        return ()
    month, day, year = filed.split("-")
    # Two digits of a year: the wires with such lines began in the seventies.
    century = "19" if int(year) >= 70 else "20"
    found = find_dates(f"{century}{year}-{month}-{day}")
    return tuple(each._replace(start=match.start("day"), end=match.end("day")) for each in found)
