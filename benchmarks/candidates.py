"""What is proposed at all: the share of gold acts that some candidate's trigger names.

For what is not proposed can't be coded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dragoman.actors import find_mentions
from dragoman.events.candidate import NEAR, Candidate, find_candidates
from dragoman.language import parse_articles
from dragoman.places import dateline_country
from dragoman.reading import Input, read

Gold = Mapping[str, Any]


class Coverage(NamedTuple):
    """Of `events` gold events: how many stand in text that reading keeps (`read`; links to other
    stories are furniture); whose act's words hold a candidate's trigger; and of those, for whom
    all parties named in the sentence are possible parties of one such candidate: at all
    (`parties`), and in one of its slots (`in_slots`)."""

    events: int
    read: int
    triggers: int
    parties: int
    in_slots: int


def coverage(documents: Iterable[Gold]) -> Coverage:
    """Count over gold documents with `text` and `events`. Raises: InputError for bad text."""
    total = Coverage(0, 0, 0, 0, 0)
    for document in documents:
        candidates, kept = _candidates(document)
        for event in document["events"]:
            here = [each for each in candidates if _names(each, event)]
            found = (
                1,
                _is_kept(event, kept),
                bool(here),
                any(_holds_all(each, event, near=True) for each in here),
                any(_holds_all(each, event, near=False) for each in here),
            )
            total = Coverage(*(a + b for a, b in zip(total, found, strict=True)))
    return total


def _is_kept(event: Gold, kept: Sequence[str]) -> bool:
    said, act = _plain(event["sentence"]), _plain(event["event_text"])
    return any(said in text or text in said or act in text for text in kept)


def _candidates(document: Gold) -> tuple[list[Candidate], list[str]]:
    reading = read(Input(f"{document['id']}.txt", document["text"].encode()))
    parsed = parse_articles(reading.document, [each.segments for each in reading.articles])
    found: list[Candidate] = []
    kept = [_plain(each.text) for sentences in parsed for each in sentences]
    for article, sentences in zip(reading.articles, parsed, strict=True):
        mentions = find_mentions(sentences, dateline_country(article.place))
        found += find_candidates(sentences, mentions)
    return found, kept


def _names(candidate: Candidate, event: Gold) -> bool:
    """The candidate stands in the gold sentence, and its trigger among the act's words."""
    said, gold = _plain(candidate.sentence.text), _plain(event["sentence"])
    act = _plain(event["event_text"])
    trigger = _plain(candidate.sentence.tokens[candidate.trigger].text)
    return (said in gold or gold in said or act in said) and trigger in act.split()


def _holds_all(candidate: Candidate, event: Gold, *, near: bool) -> bool:
    named = [
        party
        for party in (*event["actor"], *event["recipient"])
        if party.get("text") and not party.get("outside")
    ]
    possible = [each for each in candidate.parties if near or each.role != NEAR]
    return all(any(_is_same(party, each.mention) for each in possible) for party in named)


def _is_same(party: Gold, mention: Any) -> bool:
    if not mention.parties:
        return False
    gold, said = _plain(party["text"]), _plain(mention.text)
    return gold in said or said in gold or party.get("code") in mention.codes


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def as_lines(found: Coverage) -> Sequence[str]:
    """The coverage as shares of all gold events."""
    shares = {
        "gold events": found.events,
        "in text that reading keeps": found.read / found.events,
        "trigger proposed": found.triggers / found.events,
        "trigger proposed, of kept": found.triggers / found.read,
        "all named parties possible": found.parties / found.events,
        "all named parties in slots": found.in_slots / found.events,
    }
    return [
        f"{name:28} {value:.3f}" if value <= 1 else f"{name:28} {value}"
        for name, value in shares.items()
    ]
