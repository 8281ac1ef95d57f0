"""The stages composed: whatever the page, offsets hold and one page never costs another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman import pipeline
from dragoman.errors import DragomanError, InputError
from dragoman.events import CodedArticle, Told, code_events
from dragoman.jsonl import from_json, to_json
from dragoman.pipeline import Coded, code, code_inputs
from dragoman.reading import Input, Reading, read
from dragoman.records import Article, Event, Party
from dragoman.settings import Settings

EXPULSION = "OSLO (Agency) -- Norway expelled two Albanian diplomats on Saturday.\n"
TALKS = "CAIRO (Agency) -- Egypt hosted the Sudanese foreign minister for talks.\n"
PHRASES = (
    "OSLO, May 3, 2026 (Agency) -- ", "Norway", "expelled", "two Albanian diplomats", "said",
    "the prime minister of Peru", "“We", "will not”", "protesters", "killed", "seven", "on Monday",
    "and", "its", "both countries", ".", ".\n\n", "\n", "\r\n", "\u2028", "\x85", "• ", "’s ", "!",
    "Updated 14 September 2025\n", "Short Url\n", "(AP/File)", "\ufeff", "e\u0301", "🇳🇴", "\x1b[2J",
    "https://example.org/a?b", "=1+1", "\t", "\u00a0", "\u202e", "İstanbul", "ﬁ",
)  # fmt: skip
NEWS = st.lists(st.sampled_from(PHRASES), max_size=25).map(" ".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def a_reading(text: str, path: str = "page.txt") -> Reading:
    return read(Input(path, text.encode()))


def spans_of(event: Event) -> list[tuple[int, int, str | None]]:
    """Each span of an event with the text that the event claims for it, if it does."""
    info = event.text_info
    spans: list[tuple[int, int, str | None]] = [(info.start, info.end, event.text)]
    spans.append((*info.trigger, None))
    for party in (*event.actor, *event.recipient, *event.said_by):
        if party.start is not None and party.end is not None:
            spans.append((party.start, party.end, party.entity_text))
    place = event.event_loc
    if place.start is not None and place.end is not None:
        spans.append((place.start, place.end, place.text))
    spans += [(*span, None) for evidence in event.evidence.values() for span in evidence.spans]
    return spans


def check_offsets(coded: Coded) -> None:
    text = coded.document.text
    for event in coded.events:
        for start, end, claimed in spans_of(event):
            assert 0 <= start < end <= len(text)
            assert claimed is None or claimed == text[start:end]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(NEWS, ANYTHING, st.tuples(NEWS, ANYTHING, NEWS).map("".join)))
@example(text=EXPULSION)
@example(text="\ufeff" + EXPULSION.replace("\n", "\r\n"))
@example(text=EXPULSION.replace(" ", "\u00a0"))
@example(text="İİ " + EXPULSION + "\x00")
def test_any_text_is_coded_or_refused_and_every_span_holds(text: str) -> None:
    try:
        reading = a_reading(text)
    except InputError:
        return
    (coded,) = code([reading])
    check_offsets(coded)
    for record in coded.records:
        assert from_json(to_json(record)) == record
    ids = [record.id for record in coded.records]
    assert len(set(ids)) == len(ids)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages=st.lists(st.one_of(st.just(EXPULSION), st.just(TALKS), NEWS), max_size=4))
def test_a_page_is_coded_the_same_alone_and_among_others(pages: Sequence[str]) -> None:
    told = [text for text in pages if text.strip("\ufeff").strip()]
    readings = [a_reading(text, f"{i}.txt") for i, text in enumerate(told)]
    assert code(readings) == [code([reading])[0] for reading in readings]


def test_text_before_the_article_moves_the_offsets_and_not_the_ids() -> None:
    # Blank lines, for what is above an article may change how the page is read.
    (plain,), (moved,) = code([a_reading(EXPULSION)]), code([a_reading("\n\n\n" + EXPULSION)])
    assert [record.id for record in moved.records] == [record.id for record in plain.records]
    assert [event.text_info.start - 3 for event in moved.events] == [
        event.text_info.start for event in plain.events
    ]


def test_records_are_each_article_followed_by_what_was_read_in_it() -> None:
    page = Path(__file__).parents[1] / "examples" / "07-world-briefs.txt"
    (coded,) = code([a_reading(page.read_text(encoding="utf-8"))])
    assert len(coded.articles) > 1
    articles = [each.id if isinstance(each, Article) else each.article for each in coded.records]
    assert list(dict.fromkeys(articles)) == [article.id for article in coded.articles]
    assert articles == sorted(articles, key=[each.id for each in coded.articles].index)
    events = [each for each in coded.records if isinstance(each, Event)]
    assert tuple(events) == coded.events
    told = len(coded.events) + len(coded.further)
    assert len(coded.records) == len(coded.articles) + told
    told = [record for record in coded.records if isinstance(record, Article | Event)]
    expected: list[Article | Event] = []
    for article in coded.articles:
        expected += [article, *(event for event in coded.events if event.article == article.id)]
    assert told == expected
    assert len(coded.records) == len(expected) + len(coded.further)


def test_a_page_told_twice_in_a_file_gives_each_story_its_own_events() -> None:
    page = Path(__file__).parents[1] / "examples" / "02-lagos-wire.txt"
    story = page.read_text(encoding="utf-8")
    (once,) = code([a_reading(story)])
    (twice,) = code([a_reading(f"{story}\n\n\n{story}")])
    assert len(twice.articles) == 2 * len(once.articles)
    assert len(twice.events) == 2 * len(once.events)
    assert len({record.id for record in twice.records}) == len(twice.records)


def test_who_did_what_to_whom_in_a_plain_sentence() -> None:
    (coded,) = code([a_reading(EXPULSION)], Settings(date(2026, 5, 5)))
    (event,) = coded.events
    assert (event.event_type, event.mode, event.status) == ("SANCTION", "expel", "actual")
    assert [party.code for party in event.actor] == ["NOR"]
    assert [party.code for party in event.recipient] == ["ALB"]
    assert event.date == "2026-05-02"


def test_nobody_named_is_an_unknown_actor_and_nobody_is_made_up() -> None:
    (coded,) = code([a_reading("Two Albanian diplomats were expelled, it was learned.\n")])
    for event in coded.events:
        assert event.actor == (Party(code=None, sector="UNK", sectors=("UNK",)),)


def test_bad_inputs_are_passed_on_in_their_place() -> None:
    missing = InputError("gone.txt", "does not exist; check the path")
    found = list(
        code_inputs(
            [Input("a.txt", EXPULSION.encode()), missing, Input("b.txt", b"<html><p>Hello</html>")]
        )
    )
    assert isinstance(found[0], tuple)
    assert found[1] is missing
    assert isinstance(found[2], InputError)


@pytest.mark.parametrize(
    "fault",
    [ValueError, KeyError, AttributeError, AssertionError, RecursionError, MemoryError, OSError],
)
def test_a_fault_of_ours_on_one_page_costs_that_page_only(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def sometimes(told: Told, *rest: object) -> CodedArticle:
        if told.document.file == "bad.txt":
            raise fault("oh")
        return code_events(told, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "code_events", sometimes)
    pages = [Input(name, EXPULSION.encode()) for name in ("a.txt", "bad.txt", "c.txt")]
    before, error, after = code_inputs(pages)
    assert isinstance(error, InputError)
    assert error.path == "bad.txt"
    assert fault.__name__ in error.reason
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    moved = tuple(replace(event, file="c.txt") for event in before[1].events)
    assert after[1].events == moved != ()


def test_a_missing_parser_is_not_blamed_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_parser(*_: object) -> None:
        raise DragomanError("the parser is missing; install it")

    monkeypatch.setattr(pipeline, "parse_articles", no_parser)
    with pytest.raises(DragomanError, match="the parser is missing"):
        list(code_inputs([Input("a.txt", EXPULSION.encode())]))
