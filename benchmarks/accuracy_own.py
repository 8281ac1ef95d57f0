"""Our own test split as a gold set: the corpus's marks in the form of the desk's annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.corpus.convert import as_records
from training.corpus.form import Written, read_corpus
from training.corpus.splits import split_of

from benchmarks.accuracy_match import Row
from dragoman.records import Article, Event, Party


def own_test(corpus: Path) -> list[Row]:
    """Read the corpus's test split as gold documents.

    In:     the corpus's folder of voices.
    Out:    for each document its text, its article's facts and its events, as in the desk's set,
            and the segments as they are marked.
    Raises: DataFileError for a document with faults.
    """
    return [as_gold(each) for each in read_corpus(corpus) if split_of(each) == "test"]


def as_gold(written: Written) -> Row:
    """One document of the corpus as a gold document. Raises: nothing."""
    records = as_records(written)
    articles = [each for each in records if isinstance(each, Article)]
    return {
        "id": written.id,
        "kind": "story",
        "text": written.text,
        "articles": [
            {"title": each.title, "published": each.published, "place": each.place}
            for each in articles
        ],
        "segments": [
            {"kind": segment.kind, "start": segment.start, "end": segment.end}
            for each in articles
            for segment in each.segments
        ],
        "events": [_event(each) for each in records if isinstance(each, Event)],
        "figures": [],
        "resolutions": [],
    }


def _event(event: Event) -> dict[str, Any]:
    said_by = [_party(each) for each in event.said_by]
    return {
        "sentence": event.text,
        "event_text": event.event_text,
        "event_type": event.event_type,
        "mode": event.mode,
        # Who stands for nobody named has no words, and in a gold set no place.
        "actor": [_party(each) for each in event.actor if each.entity_text],
        "recipient": [_party(each) for each in event.recipient],
        "status": event.status,
        "said_by": said_by[0] if said_by else None,
        "date": event.date,
        "country": event.event_loc.country,
        "dead": event.size.dead,
        "injured": event.size.injured,
    }


def _party(party: Party) -> dict[str, Any]:
    return {"text": party.entity_text, "code": party.code, "sector": party.sector}
