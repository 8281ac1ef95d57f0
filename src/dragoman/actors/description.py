"""What is told of somebody: the form in which phrases, pages and tables pass it on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.language import Sentence
from dragoman.records import Evidence, How, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Who a phrase speaks of, as far as its own words tell; empty fields are not told.

    `person_name` are the words of a proper name that no table knows; `noun` the agent noun that
    names the role ("foreign minister"); `group` is true of people without a name;
    `perhaps_place` of a name that may be a town's ("in Kaduna"). `likely` is how probable the code
    is, 1 where it is told.
    """

    code: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    name: str | None = None
    office: str | None = None
    noun: str | None = None
    person_name: tuple[str, ...] = ()
    person: bool = False
    body: bool = False
    place: bool = False
    perhaps_place: bool = False
    group: bool = False
    likely: float = 1.0
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def evidence(sentence: Sentence, first: int, last: int, how: How, source: str | None) -> Evidence:
    """Evidence that points at tokens `first` to `last` of a sentence."""
    span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
    return Evidence(spans=(span,), how=how, source=source)


def slug(words: str) -> str:
    """A name as an id: lower case, ASCII letters and digits, hyphens between."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "-".join(f"{ord(c):x}" for c in words)
