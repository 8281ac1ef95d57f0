"""What somebody of weight says about something, beside the events, and a side's positions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_cli import dragoman

from dragoman.errors import DataFileError
from dragoman.pipeline import code
from dragoman.reading import Input, read
from dragoman.settings import Settings
from dragoman.statements.views import load_views, views, voicing
from dragoman.store import Asked, Store
from dragoman.store.positions import code_of

# Text, codes of the speaker, of those spoken about, the words, whether they are quoted.
STATED = [
    # Reported: views, warnings, denials.
    ("Kenya maintained that the road to Somalia was open.", "KEN", "SOM",
     "the road to Somalia was open", False),
    ("Kenya's president believes that the truce is fragile.", "KEN", "",
     "the truce is fragile", False),
    ("The Kenyan army warned that the drought had made the border unsafe.", "KEN", "",
     "the drought had made the border unsafe", False),
    ("Kenya denied that its road was closed.", "KEN", "",
     "denied that its road was closed", False),
    ("Kenya considers the Ugandan road a danger.", "KEN", "UGA",
     "the Ugandan road a danger", False),
    # Quoted.
    ('"The road to Uganda is too narrow," the Kenyan foreign minister said.', "KEN", "UGA",
     "The road to Uganda is too narrow", True),
    ('The Kenyan foreign minister said: "The road is too narrow."', "KEN", "",
     "The road is too narrow", True),
    ('The Kenyan minister said the road was "too narrow".', "KEN", "",
     'the road was "too narrow"', False),
    # What the parser takes for a part of the words.
    ("The Kenyan army said earlier that the road was narrow.", "KEN", "",
     "the road was narrow", False),
    ("Kenya views the Ugandan road as a danger.", "KEN", "UGA",
     "the Ugandan road as a danger", False),
    # A view or a feeling put into words by a noun.
    ("Kenya's president voiced concern about the drought in Somalia.", "KEN", "SOM",
     "concern about the drought in Somalia", False),
    ("Kenya's position is that the lake belongs to Uganda.", "KEN", "UGA",
     "the lake belongs to Uganda", False),
]  # fmt: skip

UNSTATED = [
    pytest.param("The road to Uganda is too narrow.", id="the writer's own words"),
    pytest.param("Villagers said the road was too narrow.", id="nobody of weight"),
    pytest.param("Analysts believe that the truce is fragile.", id="an analyst's opinion"),
    pytest.param("Kenya did not say whether the road was safe.", id="nothing was said"),
    pytest.param('"Is the road narrow?" the Kenyan army asked.', id="a question"),
    pytest.param("The report said the road was too narrow.", id="nobody known"),
    pytest.param('The Kenyan army spoke of a "narrow road".', id="a word in quotation marks"),
]


def coded(text):
    (found,) = code([read(Input("page.txt", text.encode()))], Settings())
    return found


def statements(text):
    return [each for each in coded(f"{text}\n").further if each.record == "statement"]


def codes(parties):
    return " ".join(dict.fromkeys(each.code for each in parties if each.code))


@pytest.mark.parametrize("told", STATED, ids=lambda told: told[0])
def test_who_says_what_about_whom(told):
    text, speaker, about, words, quoted = told
    (found,) = statements(text)
    assert (codes(found.speaker), codes(found.about)) == (speaker, about)
    assert (found.words, found.quoted) == (words, quoted)


@pytest.mark.parametrize("told", STATED, ids=lambda told: told[0])
def test_every_offset_points_at_the_words_that_it_names(told):
    text = told[0]
    (found,) = statements(text)
    assert text[found.start : found.end] == found.words
    for party in (*found.speaker, *found.addressee, *found.about):
        assert text[party.start : party.end] == party.entity_text


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            ['"', "“", "”", "Kenya said that", "the road to Uganda is", ",", ";", ".", "\n",
             "while", "as", "the army said", "that", "(", "concern about", "voiced", "—", ":", "We"]
        ),
        min_size=1, max_size=14,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_the_marks_words_are_those_at_their_offsets(text):
    for found in statements(f"Kenya {text}"):
        assert f"Kenya {text}\n"[found.start : found.end] == found.words
        assert found.words == found.words.strip()
        assert any(party.code or party.sector for party in found.speaker)


@pytest.mark.parametrize("text", UNSTATED)
def test_what_is_no_statement(text):
    assert statements(text) == []


class TestNothingIsCountedTwice:
    @pytest.mark.parametrize(
        "text",
        [
            # The saying is the event.
            "Kenya accused Somalia of closing the road.",
            "Kenya demanded that Somalia reopen the road.",
            "Kenya condemned the attack.",
            # What is said is the event.
            "The Kenyan army said that rebels attacked a village.",
            "Kenya's president said his country had expelled the Somali ambassador.",
        ],
    )
    def test_an_event_is_no_statement(self, text):
        assert coded(f"{text}\n").events
        assert statements(text) == []

    def test_who_passes_on_what_another_says_states_nothing(self):
        text = "Ugandan officials said that Kenya believes that the truce is fragile."
        (found,) = statements(text)
        assert codes(found.speaker) == "KEN"
        assert found.words == "the truce is fragile"

    def test_a_view_is_no_event(self):
        text = "Kenya maintained that the matter lay between Somalia and Uganda."
        assert coded(f"{text}\n").events == ()
        assert codes(statements(text)[0].about) == "SOM UGA"


class TestContext:
    def test_a_quotation_goes_on_in_the_next_sentence(self):
        text = '"The road is narrow," the Kenyan army said. "It will stay so for years."'
        first, second = statements(text)
        assert first.speaker == second.speaker
        assert second.words == "It will stay so for years"

    def test_whoever_was_told_is_the_addressee(self):
        text = "The Kenyan president told Uganda that the road was too narrow."
        (found,) = statements(text)
        assert codes(found.addressee) == "UGA"

    def test_a_reporter_is_no_addressee(self):
        (found,) = statements("The Kenyan army told Reuters that the road was too narrow.")
        assert found.addressee == ()

    def test_the_day_is_that_of_the_saying_not_one_in_the_words(self):
        page = (
            "Road\n\nPublished 14 March 2025\n\nNAIROBI: The Kenyan army said on Monday that the"
            " road had been too narrow since 3 January.\n"
        )
        (found,) = statements(page)
        assert found.date == "2025-03-10"

    def test_without_a_day_the_date_is_null(self):
        (found,) = statements("The Kenyan army said the road was too narrow.")
        assert found.date is None

    def test_the_same_page_gives_the_same_ids_and_each_id_once(self):
        text = "\n\n".join(told[0] for told in STATED)
        ids = [each.id for each in statements(text)]
        assert ids == [each.id for each in statements(text)]
        assert len(set(ids)) == len(ids) == len(STATED)


PAGES = {
    "b.txt": "Talks\n\nUpdated 20 May 2024\n\nNAIROBI: Kenya maintained that the road"
    " to Somalia was open. Uganda insisted that the lake was safe.\n",
    "a.txt": "Road\n\nUpdated 2 June 2024\n\nNAIROBI: Kenya maintained that the lake of Somalia"
    " was drying up.\n",
    "c.txt": "Kenya maintained that Somalia was a good neighbour.\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store of three pages, one of them without a date."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "news.db"
    assert dragoman("add", *(folder / name for name in PAGES), "--store", path).exit_code == 0
    return path


def listed(result):
    """The words of each statement printed: the second line of three."""
    return [line.strip() for line in result.stdout.splitlines()[1::3]]


class TestSearch:
    def test_a_side_s_positions_are_listed_by_date_undated_last(self, store):
        result = dragoman("search", "--speaker", "KEN", "--about", "SOM", "--store", store)
        assert listed(result) == [
            "the road to Somalia was open",
            "the lake of Somalia was drying up",
            "Somalia was a good neighbour",
        ]
        assert result.stdout.startswith("2024-05-20  Kenya (KEN GOV) · about SOM\n")
        assert "no date" in result.stdout

    def test_each_says_where_its_words_stand(self, store):
        result = dragoman("search", "--statements", "open", "--store", store)
        where = result.stdout.splitlines()[2].split()[-1]
        file, _, span = where.rpartition(":")
        start, end = map(int, span.split("-"))
        assert PAGES["b.txt"][start:end] == "the road to Somalia was open"
        assert file.endswith("b.txt")

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            (("--statements",), 4),
            (("--speaker", "Uganda"), 1),
            (("--speaker", "kenya"), 3),
            (("--speaker", "Ugandan", "lake"), 1),
            (("--about", "SOM", "lake"), 1),
            (("--statements", "--from", "2024-06-01"), 1),
            (("--statements", "--to", "2024-05-31"), 2),
            (("--statements", "--from", "2024-05-20", "--to", "2024-05-20"), 2),
            (("--speaker", "CHL"), 0),
            (("--statements", "?!"), 0),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
    )
    def test_what_is_left_open_is_left_open(self, store, asked, count):
        result = dragoman("search", *asked, "--store", store)
        assert result.exit_code == 0
        assert len(listed(result)) == count
        assert ("nothing found" in result.stderr) == (count == 0)

    def test_more_than_the_limit_is_said(self, store):
        result = dragoman("search", "--statements", "--limit", "1", "--store", store)
        assert len(listed(result)) == 1
        assert "3 more; raise --limit" in result.stderr

    @pytest.mark.parametrize(
        ("asked", "complaint"),
        [
            ((), "only --statements does without"),
            (("--from", "2024-06-01", "--to", "2024-05-01"), "is before --from"),
            (("--from", "June"), "does not match"),
        ],
    )
    def test_wrong_usage_is_explained(self, store, asked, complaint):
        result = dragoman("search", *asked, "--store", store)
        assert result.exit_code == 2
        assert complaint in result.stderr

    def test_no_wish_of_a_user_reaches_the_query(self, store):
        with Store.open(store, create=False) as opened:
            for wish in ("' OR 1=1 --", "%", '"', "KEN'", "\x00", "\ud800"):
                assert opened.positions(Asked(speaker=wish)).total in (0, 4)
                assert opened.positions(Asked(words=wish)).total in (0, 4)
                assert opened.positions(Asked(about=wish)).total in (0, 4)

    @pytest.mark.parametrize(
        ("side", "code"),
        [("KEN", "KEN"), ("ken", "KEN"), ("Kenya", "KEN"), ("kenya", "KEN"), ("Kenyan", "KEN"),
         ("south korea", "KOR"), ("UNO", "UNO"), ("uno", "UNO")],
    )  # fmt: skip
    def test_a_side_is_named_by_code_or_country(self, side, code):
        assert code_of(side) == code


class TestTables:
    def test_the_shipped_tables_load(self):
        assert views()["concern"] == "both"
        assert "voice" in voicing()

    @pytest.mark.parametrize(
        ("rows", "complaint"),
        [("concern\tshout\n", "line 2: how is 'shout'"),
         ("hope\tboth\nhope\thold\n", "line 3: 'hope' is listed twice")],
    )  # fmt: skip
    def test_a_bad_row_is_named(self, tmp_path, rows, complaint):
        path = tmp_path / "views.tsv"
        path.write_text(f"noun\thow\n{rows}", encoding="utf-8")
        with pytest.raises(DataFileError, match=complaint):
            load_views(path)
