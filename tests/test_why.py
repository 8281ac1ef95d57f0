"""Why an event was coded: told from the store alone, the same each time, safe to print."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import Parsed
from dragoman.actors import find_mentions
from dragoman.cli import main
from dragoman.events.candidate import Candidate, find_candidates
from dragoman.events.classify import classify_by_table
from dragoman.events.model import TABLE_SHARE, classify_by_model
from dragoman.events.why import LIKELIEST, MOST_WORDS, Why, explain
from dragoman.pipeline import code_inputs
from dragoman.reading import inputs
from dragoman.records import Event

ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PAGE = (
    "Norway expels two Albanian diplomats\n\n"
    "OSLO, May 3, 2026 (Agency) -- Norway expelled two Albanian diplomats on Saturday, the foreign "
    "ministry said. Albania condemned the decision.\n"
)
EXPELLED = "Norway expelled two Albanian diplomats on Saturday, the foreign ministry said."
SENTENCES = [
    EXPELLED,
    "France and Germany signed an agreement with Kenya, according to the French foreign ministry.",
    "Talks between Iran and the United States were held in Muscat.",
    "Protesters in Lagos clashed with police after Nigeria’s president rejected their demands.",
]


def dragoman(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def why(record_id: str, store: Path) -> Result:
    return dragoman("show", record_id, "--why", "--store", store)


def lines_of(shown: str) -> list[tuple[str, str]]:
    return [(line[:12].strip(), line[12:]) for line in shown.splitlines()]


def events_of(path: Path) -> list[Event]:
    (coded,) = code_inputs(inputs([str(path)]))
    assert isinstance(coded, tuple)
    return list(coded[1].events)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, page: Path) -> Path:
    path = tmp_path / "news.db"
    dragoman("add", page, "--store", path)
    return path


@pytest.fixture
def expelled(page: Path) -> Event:
    (event,) = (e for e in events_of(page) if e.text.startswith("Norway expelled"))
    return event


def all_explained(parsed: Parsed, text: str) -> list[tuple[Candidate, Why]]:
    sentences = parsed(text)
    candidates = find_candidates(sentences, find_mentions(sentences, None))
    judgements = classify_by_model(candidates)
    return [(each, explain(candidates, judgements, i)) for i, each in enumerate(candidates)]


class TestShowWhy:
    def test_it_tells_the_act_its_type_its_parties_and_the_words(
        self, store: Path, expelled: Event
    ) -> None:
        told = lines_of(why(expelled.id, store).stdout)
        told_once = dict(told)
        parties = [words for label, words in told if label == "party"]
        assert told_once["why"] == "verb “expelled” (expel)"
        assert "subj: “Norway”" in told_once["slots"]
        assert told_once["types"].startswith(f"{expelled.event_type} ")
        (norway,) = (each for each in parties if "“Norway”" in each)
        assert norway.endswith("→ actor")
        assert "without “" in told_once["words"]

    def test_it_is_what_show_prints_and_more(self, store: Path, expelled: Event) -> None:
        plain = dragoman("show", expelled.id, "--store", store).stdout
        explained = why(expelled.id, store).stdout
        assert explained.startswith(plain.rstrip("\n"))
        assert len(explained.splitlines()) > len(plain.splitlines())

    def test_asked_twice_it_says_the_same(self, store: Path, expelled: Event) -> None:
        assert why(expelled.id, store).stdout == why(expelled.id, store).stdout

    def test_the_page_itself_is_not_needed(self, page: Path, store: Path, expelled: Event) -> None:
        before = why(expelled.id, store).stdout
        page.unlink()
        assert why(expelled.id, store).stdout == before

    def test_an_article_is_not_explained(self, store: Path, expelled: Event) -> None:
        result = why(expelled.article, store)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert "is an article, and only events are explained" in line

    def test_a_word_that_is_no_candidate_now_is_said_to_be_none(
        self, store: Path, expelled: Event
    ) -> None:
        moved = ("dragoman 0.0.1", *expelled.text_info.trigger)
        with closing(sqlite3.connect(store)) as connection, connection:
            (body,) = connection.execute(
                "SELECT json FROM records WHERE id = ?", (expelled.id,)
            ).fetchone()
            other = body.replace(f"[{moved[1]},{moved[2]}]", f"[{moved[1]},{moved[2] - 1}]")
            other = other.replace(f"[{moved[1]}, {moved[2]}]", f"[{moved[1]}, {moved[2] - 1}]")
            other = other.replace(expelled.coder, moved[0])
            assert other != body
            connection.execute("UPDATE records SET json = ? WHERE id = ?", (other, expelled.id))
        result = why(expelled.id, store)
        assert result.exit_code == 0
        told = dict(lines_of(result.stdout))
        assert told["why"].startswith("“expelle” is no act that this version would look at")
        assert "dragoman 0.0.1" in told["why"]
        assert "types" not in told

    def test_a_hostile_page_is_explained_without_its_escapes(self, tmp_path: Path) -> None:
        page, store = tmp_path / "a\x1b[2J.txt", tmp_path / "hostile.db"
        hostile = PAGE.replace("expelled", "\x1b[31mexpelled\x1b[0m").replace("two", "two\x9b2J")
        page.write_text(hostile.replace("Norway", "\u202eNorway"), encoding="utf-8")
        dragoman("add", page, "--store", store)
        events = events_of(page)
        assert events
        for event in events:
            result = why(event.id, store)
            assert result.exit_code == 0
            assert ESCAPES.search(result.stdout) is None


@pytest.mark.parametrize("text", SENTENCES)
class TestExplain:
    def test_the_likeliest_types_come_first(self, parsed: Parsed, text: str) -> None:
        for _, told in all_explained(parsed, text):
            chances = [chance for _, chance in told.types]
            assert chances == sorted(chances, reverse=True)
            assert 1 <= len(chances) <= LIKELIEST
            assert sum(chances) <= 1 + 1e-6

    def test_words_stand_in_the_sentence_where_they_are_said_to(
        self, parsed: Parsed, text: str
    ) -> None:
        for candidate, told in all_explained(parsed, text):
            tokens = {(token.start, token.end): token.text for token in candidate.sentence.tokens}
            assert len(told.carriers) <= MOST_WORDS
            for carrier in told.carriers:
                assert tokens[carrier.start, carrier.end] == carrier.word
            for words in (each for slot in told.slots for each in slot.words):
                assert words in candidate.sentence.text

    def test_the_words_that_carry_most_come_first(self, parsed: Parsed, text: str) -> None:
        for _, told in all_explained(parsed, text):
            drops = [carrier.drop for carrier in told.carriers]
            assert drops == sorted(drops, reverse=True)
            assert all(0 < drop <= 1 for drop in drops)

    def test_chances_are_chances_and_everybody_stands_once(self, parsed: Parsed, text: str) -> None:
        for candidate, told in all_explained(parsed, text):
            heads = {party.mention.head for party in candidate.parties}
            assert len(told.parties) == len(heads)
            for party in told.parties:
                for chance in (party.actor, party.recipient, party.source):
                    assert chance is None or 0 <= chance <= 1


@pytest.mark.parametrize("text", SENTENCES)
def test_the_networks_chances_are_those_it_coded_by(parsed: Parsed, text: str) -> None:
    sentences = parsed(text)
    candidates = find_candidates(sentences, find_mentions(sentences, None))
    judgements = classify_by_model(candidates)
    for i, (judgement, table) in enumerate(
        zip(judgements, classify_by_table(candidates), strict=True)
    ):
        told = explain(candidates, judgements, i)
        if told.network is not None:
            share = TABLE_SHARE * table.types.get(told.chosen, 0.0)
            mixed = (1 - TABLE_SHARE) * told.network + share
            assert mixed == pytest.approx(judgement.types[told.chosen])


def test_what_carries_an_act_are_words_of_its_sentence_the_weightiest_first(
    parsed: Parsed,
) -> None:
    (told,) = (why for _, why in all_explained(parsed, EXPELLED) if why.word == "expelled")
    drops = [each.drop for each in told.carriers]
    assert drops == sorted(drops, reverse=True)
    assert drops[0] > 0
    assert {each.word for each in told.carriers} <= set(EXPELLED.replace(".", " ").split())


def test_what_the_table_alone_judged_has_no_words_that_carry_it(parsed: Parsed) -> None:
    sentences = parsed(EXPELLED)
    candidates = find_candidates(sentences, find_mentions(sentences, None))
    told = explain(candidates, classify_by_table(candidates), 0)
    assert told.network is None
    assert told.carriers == ()
    assert all(party.actor is None for party in told.parties)


def test_help_loads_no_network() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from dragoman.cli import main\n"
        "CliRunner().invoke(main, ['show', '--help'])\n"
        "print({'onnxruntime', 'numpy', 'spacy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
