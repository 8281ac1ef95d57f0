"""`python -m benchmarks.mentions`: the share of marked spans that are among the mentions found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dragoman.actors import find_mentions
from dragoman.language import parse_articles
from dragoman.records import Document, Segment

GOLD = Path(__file__).parents[1].parent / "shared" / "gold" / "spans_dev.jsonl"
ROLES = ("actor", "recipient")
ENOUGH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many spans were marked, found as mentions, and resolved to somebody."""

    spans: int
    found: int
    resolved: int


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=GOLD)
def main(gold: Path) -> None:
    """Count in GOLD the spans of actors and recipients that are mentions for us."""
    with gold.open(encoding="utf-8") as lines:
        told = measure(json.loads(line) for line in lines if line.strip())
    click.echo(f"{told.spans} spans of actors and recipients")
    click.echo(f"{told.found / max(1, told.spans):.3f} are among the mentions found")
    click.echo(f"{told.resolved / max(1, told.spans):.3f} are resolved to somebody")


def measure(rows: Iterator[Mapping[str, Any]]) -> Found:
    """Count the spans.

    In:     rows of `text`, `actor` and `recipient`, the two as lists of [start, end].
    Out:    a span is found where half of it and of a mention is the same, or where a mention lies
            inside it (as the scorer of spans counts).
    Raises: KeyError for a row without these.
    """
    spans = found = resolved = 0
    for row in rows:
        mentions = list(_mentions(row["text"]))
        for start, end in (span for role in ROLES for span in row[role]):
            fitting = [named for a, b, named in mentions if _fits(start, end, a, b)]
            spans += 1
            found += bool(fitting)
            resolved += any(fitting)
    return Found(spans=spans, found=found, resolved=resolved)


def _mentions(text: str) -> Iterator[tuple[int, int, bool]]:
    document = Document(file="", text=text, text_sha256="", reader="text 1")
    (sentences,) = parse_articles(document, [[Segment(kind="paragraph", start=0, end=len(text))]])
    for here in find_mentions(sentences):
        yield from ((each.start, each.end, bool(each.parties)) for each in here.values())


def _fits(start: int, end: int, first: int, last: int) -> bool:
    shared = max(0, min(end, last) - max(start, first))
    whole = max(end, last) - min(start, first)
    return shared >= ENOUGH * whole or (start <= first and last <= end)


if __name__ == "__main__":
    main()
