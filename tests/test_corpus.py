"""The corpus as a whole: it keeps its bounds, its records point at their words, its splits hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from training.corpus.agreement import Differing, compare, kappa
from training.corpus.commands import GOLD, SECOND, VOICES, main
from training.corpus.convert import as_records, days_of
from training.corpus.form import Written, read_corpus, read_documents
from training.corpus.likeness import (
    Words,
    from_gold,
    gold_texts,
    likeness,
    sentences_of,
    shape_pairs,
    word_pairs,
)
from training.corpus.parsed import Parsed, parse
from training.corpus.splits import is_read_twice, split_of, voices
from training.corpus.stats import Figure, figures

from dragoman.jsonl import from_json, to_json
from dragoman.records import Article, Event

HEADER = "=== made-001\ndate: 2024-03-11\nplace: none\ncontexts: legal\n\n"


@pytest.fixture(scope="module")
def corpus() -> list[Written]:
    return read_corpus(VOICES)


@pytest.fixture(scope="module")
def parsed(corpus: list[Written]) -> list[Parsed]:
    return parse(corpus)


@pytest.fixture(scope="module")
def sentences(parsed: list[Parsed]) -> list[Words]:
    return sentences_of(parsed)


def made(body: str) -> Written:
    documents, faults = read_documents(HEADER + body + "\n", voice="wire", file="made.txt")
    assert [str(fault) for fault in faults] == []
    return documents[0]


def out_of_bounds(found: list[Figure]) -> list[Figure]:
    return [figure for figure in found if not figure.good]


def test_the_corpus_is_as_large_and_as_varied_as_it_should_be(parsed: list[Parsed]):
    assert out_of_bounds(figures(parsed)) == []


def test_the_corpus_does_not_repeat_itself(sentences: list[Words]):
    assert out_of_bounds(likeness(sentences)) == []


def test_no_sentence_of_the_corpus_comes_from_a_measuring_set(sentences: list[Words]):
    if not GOLD.is_dir():
        pytest.skip(f"{GOLD} is not here; the measuring sets are not part of the project")
    assert from_gold(sentences, gold_texts(GOLD)) == []


def test_every_voice_is_in_the_table_and_the_table_names_no_other(corpus: list[Written]):
    assert {written.voice for written in corpus} == set(voices())


def test_no_document_stands_twice(corpus: list[Written]):
    assert [name for name, count in Counter(each.id for each in corpus).items() if count > 1] == []


def test_two_voices_are_never_trained_on_and_calibration_is_as_news_is(corpus: list[Written]):
    kept = {name for name, voice in voices().items() if voice.held_out}
    assert len(kept) == 2
    for written in corpus:
        split = split_of(written)
        assert split == "test" or written.voice not in kept
        assert split != "calibration" or voices()[written.voice].natural


def test_each_split_has_its_share(corpus: list[Written]):
    counts = Counter(map(split_of, corpus))
    assert counts["train"] / len(corpus) > 0.6
    # What confidence is fitted on, and what figures rest on, is a matter of number, not of share.
    assert min(counts["calibration"], counts["test"]) >= 190
    assert counts["test"] / len(corpus) > 0.08


def test_a_split_does_not_depend_on_what_else_there_is(corpus: list[Written]):
    assert [split_of(each) for each in corpus[::-1]] == [split_of(each) for each in corpus][::-1]


def test_every_record_points_at_its_words(corpus: list[Written]):
    for written in corpus:
        article, *events = as_records(written)
        assert isinstance(article, Article)
        assert len(events) == len(written.first_tellings())
        for event in events:
            assert isinstance(event, Event)
            assert written.text[slice(*event.text_info.trigger)] == event.event_text
            assert written.text[event.text_info.start : event.text_info.end] == event.text
            for party in (*event.actor, *event.recipient, *event.said_by):
                if party.start is not None:
                    assert written.text[party.start : party.end] == party.entity_text


def test_records_are_read_back_as_they_were_written(corpus: list[Written]):
    for written in corpus[:50]:
        for record in as_records(written):
            assert from_json(to_json(record)) == record


def test_an_act_told_twice_is_one_record_at_its_fullest_telling():
    written = made(
        "# Court [jails|e1:COERCE.arrest] editor\n\n"
        "[A Lusaka court|a2:ZMB.JUD] [sent|e2=e1] [editor Moses Lungu|r2:ZMB.JRN] to prison on "
        "[Monday|d2:2024-03-11]."
    )
    _, event = as_records(written)
    assert isinstance(event, Event)
    assert (event.event_text, event.event_type, event.mode) == ("sent", "COERCE", "arrest")
    assert [party.code for party in event.actor] == ["ZMB"]
    assert (event.date, event.date_text, event.granularity) == ("2024-03-11", "Monday", "day")


def test_an_act_by_nobody_named_has_an_unknown_actor():
    _, event = as_records(made("# [Car bomb|e1:ASSAULT.explosives] kills [ten|r1:IRQ.CVL]"))
    assert isinstance(event, Event)
    assert [(party.code, party.sector) for party in event.actor] == [(None, "UNK")]


@pytest.mark.parametrize(
    ("noted", "first", "last", "granularity"),
    [
        ("2024-02-29", "2024-02-29", None, "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-03-04/2024-03-10", "2024-03-04", "2024-03-10", "range"),
        ("2013/2014-02", "2013-01-01", "2014-02-28", "range"),
    ],
)
def test_a_noted_date_is_its_first_and_last_day(noted, first, last, granularity):
    assert days_of(noted) == (first, last, granularity)


def test_sentences_with_the_same_words_are_found_alike():
    near = made(
        "# Envoys arrive\n\nThe Chilean envoy opened a small clinic beside the northern railway.\n"
        "A small clinic beside the northern railway was opened by the Chilean envoy.\n"
        "Rain fell on the capital for a third day and schools stayed shut."
    )
    (pair,) = word_pairs(sentences_of(parse([near])))
    assert (pair.first.line, pair.second.line) == (8, 9)


def test_sentences_from_one_mould_are_found_alike():
    moulded = made(
        "# Envoys arrive\n\nThe Chilean envoy opened a small clinic in the northern valley.\n"
        "The Kenyan judge closed a large market in the western district.\n"
        "Rain fell on the capital for a third day and schools stayed shut."
    )
    (pair,) = shape_pairs(sentences_of(parse([moulded])))
    assert (pair.first.line, pair.second.line) == (8, 9)


def test_a_sentence_that_shares_eight_words_with_a_text_is_found():
    taken = made("# Envoys, it was said, arrive at dawn in the northern port of Arica")
    found = from_gold(
        sentences_of(parse([taken])),
        ["It was said: arrive at dawn in the northern port!"],
    )
    assert [place.document for place in found] == ["made-001"]


def test_a_tenth_is_annotated_twice_and_of_the_same_text(corpus: list[Written]):
    second = read_corpus(SECOND)
    assert {each.id for each in second} == {each.id for each in corpus if is_read_twice(each)}
    assert len(compare(corpus, second)) == len(second)


def test_a_second_annotation_of_another_text_is_refused():
    with pytest.raises(Differing, match="made-001"):
        compare([made("# One")], [made("# Another")])


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")], 0.5),
    ],
)
def test_kappa_is_agreement_beyond_chance(pairs, expected):
    assert kappa(pairs) == pytest.approx(expected)


def test_the_corpus_is_converted_to_pages_and_records(tmp_path: Path):
    folder = tmp_path / "out"
    result = CliRunner().invoke(main, ["convert", str(folder), str(VOICES / "wire")])
    assert result.exit_code == 0, result.output
    pages = sorted((folder / "pages").iterdir())
    lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert {page.name for page in pages} == {from_json(line).file for line in lines}
    assert len((folder / "splits.tsv").read_text(encoding="utf-8").splitlines()) == len(pages) + 1
