"""Candidates that were turned down, as lines for a person to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from dragoman.events.draft import Rejected
from dragoman.jsonl import escaped
from dragoman.records import Article

LIKELIEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A word that might have told an act: where it stands, why it does not, how likely.

    `types` are the three likeliest, "none" among them, by probability; `start` and `end` are the
    word's offsets, `text` is its sentence.
    """

    article: str
    file: str
    word: str
    reason: str
    types: Mapping[str, float]
    confidence: float
    start: int
    end: int
    text: str
    record: Literal["rejected"] = "rejected"


def rejection(article: Article, rejected: Rejected) -> Rejection:
    """Tell of a candidate of an article that was turned down. Raises: nothing."""
    sentence = rejected.candidate.sentence
    token = sentence.tokens[rejected.candidate.trigger]
    types = rejected.judgement.types
    likeliest = sorted(types, key=lambda name: (-types[name], name))[:LIKELIEST]
    return Rejection(
        article=article.id,
        file=article.file,
        word=token.text,
        reason=rejected.reason,
        types={name: round(types[name], 3) for name in likeliest},
        confidence=round(rejected.judgement.confidence, 3),
        start=token.start,
        end=token.end,
        text=sentence.text,
    )


def rejection_line(told: Rejection) -> str:
    """One line of JSON. Raises: nothing."""
    return escaped(json.dumps(asdict(told), ensure_ascii=False))
