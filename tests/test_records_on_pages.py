"""Every record that the example pages give can be checked against its page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.jsonl import from_json, to_json
from dragoman.ontology import (
    cameo_codes,
    cameo_of,
    contexts,
    event_scale,
    event_types,
    modes,
    quad_code,
    sectors,
)
from dragoman.ontology.countries import countries
from dragoman.reading import Input, read
from dragoman.records import Article, Event, Figure, Granularity, How, Party, Record, Status

ROOT = Path(__file__).parents[1]
PAGES = sorted(path.name for path in (ROOT / "examples").glob("*.txt"))
NOBODY_NAMED = Party(code=None, sector="UNK", sectors=("UNK",))
Check = Callable[[Event], None]


def coded_examples(hash_seed: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", "code", "examples"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def output() -> bytes:
    """What `dragoman code examples` prints."""
    ran = coded_examples("1")
    assert ran.stderr == b""
    assert ran.returncode == 0
    return ran.stdout


@pytest.fixture(scope="module")
def by_file(output: bytes) -> dict[str, list[Record]]:
    """Each example page's records, in the order of their lines."""
    found: dict[str, list[Record]] = {}
    for line in output.decode().splitlines():
        record = from_json(line)
        found.setdefault(Path(record.file).name, []).append(record)
    return found


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def text(page: str) -> str:
    """The page as the reader decodes it."""
    return read(Input(page, (ROOT / "examples" / page).read_bytes())).document.text


@pytest.fixture
def records(page: str, by_file: dict[str, list[Record]]) -> list[Record]:
    return by_file[page]


@pytest.fixture
def articles(records: list[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]


@pytest.fixture
def events(records: list[Record]) -> list[Event]:
    return [record for record in records if isinstance(record, Event)]


def parties_of(event: Event) -> Iterator[tuple[str, Party]]:
    """Each party of an event with its place among the fields: actor.0, said_by.1."""
    for side in ("actor", "recipient", "said_by"):
        for number, party in enumerate(getattr(event, side)):
            yield f"{side}.{number}", party


def test_there_are_eight_example_pages_or_more() -> None:
    assert len(PAGES) >= 8


def test_coding_twice_gives_the_same_bytes_whatever_the_hash_seed(output: bytes) -> None:
    assert coded_examples("2").stdout == output


def test_every_line_reads_back_as_the_record_that_wrote_it(output: bytes) -> None:
    for line in output.decode().splitlines():
        assert to_json(from_json(line)) == line


def test_every_page_has_an_article_and_an_event(
    articles: list[Article], events: list[Event]
) -> None:
    assert articles
    assert events


def test_articles_and_their_segments_point_into_the_page(
    articles: list[Article], text: str
) -> None:
    assert [article.index for article in articles] == list(range(len(articles)))
    at = 0
    for article in articles:
        for segment in article.segments:
            assert at <= segment.start < segment.end <= len(text)
            assert text[segment.start : segment.end].strip() != ""
            at = segment.end


def test_ids_are_unique_within_the_page(records: list[Record]) -> None:
    assert len({record.id for record in records}) == len(records)


def test_records_follow_their_article_in_the_order_of_the_page(records: list[Record]) -> None:
    article, at = None, -1
    for record in records:
        if isinstance(record, Article):
            article, at = record.id, -1
        else:
            start = record.text_info.start if isinstance(record, Event) else record.start
            assert record.article == article
            assert start >= at
            at = start
            assert record.article == article
            start = record.text_info.start if isinstance(record, Event) else record.start
            assert start >= at
            at = start


def test_figures_are_words_of_the_page(records: list[Record], text: str) -> None:
    for record in records:
        if isinstance(record, Figure):
            assert text[record.start : record.end] == record.text
            assert record.text.strip() == record.text != ""


def test_the_sentence_is_the_text_of_its_span(events: list[Event], text: str) -> None:
    for event in events:
        info = event.text_info
        assert event.text == text[info.start : info.end]
        assert event.text.strip() == event.text != ""


def test_the_sentence_lies_in_a_segment_that_is_not_furniture(
    articles: list[Article], events: list[Event]
) -> None:
    told = {
        article.id: [(s.start, s.end) for s in article.segments if s.kind != "boilerplate"]
        for article in articles
    }
    for event in events:
        info = event.text_info
        assert any(start <= info.start and info.end <= end for start, end in told[event.article])


def test_the_trigger_is_a_whole_word_of_the_sentence(events: list[Event], text: str) -> None:
    for event in events:
        info = event.text_info
        start, end = info.trigger
        assert info.start <= start < end <= info.end
        word = text[start:end]
        assert word[0].isalnum()
        assert word[-1].isalnum()
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


def test_the_words_of_the_act_hold_the_trigger(events: list[Event], text: str) -> None:
    for event in events:
        assert event.event_text in event.text
        assert text[slice(*event.text_info.trigger)] in event.event_text


def test_each_party_is_the_text_of_its_span(events: list[Event], text: str) -> None:
    for event in events:
        for _, party in parties_of(event):
            if party == NOBODY_NAMED:
                continue
            assert party.start is not None
            assert party.end is not None
            assert party.entity_text
            assert party.entity_text == text[party.start : party.end]


def test_actors_and_recipients_are_mentioned_in_the_sentence_of_the_act_or_inferred(
    events: list[Event],
) -> None:
    for event in events:
        for place, party in parties_of(event):
            shown = event.evidence.get(f"{place}.code")
            # A speech of several paragraphs names its speaker once.
            elsewhere = place.startswith("said_by") or (shown and shown.how == "inferred")
            if party.start is not None and party.end is not None and not elsewhere:
                assert event.text_info.start <= party.start < party.end <= event.text_info.end


def test_an_event_has_an_actor_and_no_party_on_both_sides(events: list[Event]) -> None:
    for event in events:
        assert event.actor
        assert len(set(event.actor)) == len(event.actor)
        assert len(set(event.recipient)) == len(event.recipient)
        spans = {(party.start, party.end) for party in event.recipient}
        assert all(
            (party.start, party.end) not in spans
            for party in event.actor
            if party.start is not None
        )


def test_evidence_points_into_the_page_and_says_how(events: list[Event], text: str) -> None:
    for event in events:
        for field, evidence in event.evidence.items():
            assert evidence.how in get_args(How), field
            assert evidence.spans, field
            for start, end in evidence.spans:
                assert 0 <= start < end <= len(text), field
                assert text[start:end].strip(), field


def test_evidence_is_of_fields_that_the_event_has(events: list[Event]) -> None:
    for event in events:
        for field in event.evidence:
            value: object = event
            for name in field.split("."):
                value = value[int(name)] if isinstance(value, tuple) else getattr(value, name)
            assert value not in (None, (), ""), f"{event.id} {field}"


def test_what_a_party_is_was_read_somewhere(events: list[Event]) -> None:
    for event in events:
        for place, party in parties_of(event):
            for field in ("code", "sector", "office"):
                value = getattr(party, field)
                if value and value != "UNK":
                    assert f"{place}.{field}" in event.evidence, f"{event.text!r} {party}"


def test_dates_and_places_were_read_somewhere(events: list[Event]) -> None:
    for event in events:
        assert (event.date is None) == ("date" not in event.evidence)
        assert (event.event_loc.country is None) == ("event_loc.country" not in event.evidence)


def check_type(event: Event) -> None:
    assert event.event_type in event_types()
    assert set(event.modes) <= set(modes()[event.event_type])
    assert event.mode == (event.modes[0] if event.modes else None)
    assert set(event.context) <= set(contexts())


def check_numbers(event: Event) -> None:
    assert event.quad_code == quad_code(event.event_type)
    assert event.event_scale == event_scale(event.event_type, event.mode)
    assert event.cameo == cameo_of(event.event_type, event.mode)
    assert event.cameo in cameo_codes()
    assert 0 <= event.confidence <= 1


def check_status(event: Event) -> None:
    assert event.status in get_args(Status)


def check_days(event: Event) -> None:
    assert (event.date is None) == (event.granularity is None)
    if event.date:
        day = date.fromisoformat(event.date)
        assert event.granularity in get_args(Granularity)
        assert event.enddate is None or day <= date.fromisoformat(event.enddate)


def check_codes(event: Event) -> None:
    codes = {country.coded_as for country in countries()} | INTERNATIONAL
    for _, party in parties_of(event):
        assert party.code is None or party.code in codes
        assert set(party.sectors) <= set(sectors())
        assert party.sector == (party.sectors[0] if party.sectors else None)
    place = event.event_loc.country
    assert place is None or place in {country.code for country in countries()}


@pytest.mark.parametrize(
    "check", [check_type, check_numbers, check_status, check_days, check_codes]
)
def test_codes_are_those_of_the_ontology(events: list[Event], check: Check) -> None:
    for event in events:
        check(event)


def test_no_record_names_a_day_on_a_page_that_prints_none(
    articles: list[Article], events: list[Event]
) -> None:
    undated = {a.id for a in articles if a.published is None and a.updated is None}
    for event in events:
        if event.article in undated and event.date_text and event.date:
            # Only what the page itself spells out, year and all.
            assert event.date[:4] in event.date_text
