"""Texts before bodies: which one is meant, where it stands, who stood behind it, how votes fell."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import find_mentions
from dragoman.errors import DataFileError
from dragoman.events import Told
from dragoman.language import parse_articles
from dragoman.pipeline import code
from dragoman.reading import Input, read
from dragoman.resolutions import lexicon
from dragoman.resolutions.assemble import resolutions_of, texts_of
from dragoman.resolutions.printed import find_symbols, find_titles
from dragoman.resolutions.settle import session_of
from dragoman.resolutions.states import load_states, state_code
from dragoman.resolutions.tallies import find_manners, find_tallies, listed
from dragoman.settings import USUAL

HEAD = "Talks go on\n\nNEW YORK, 14 November 2023 (Agency) -- "


@cache
def texts(body, head=HEAD):
    """The resolution records of a story with this body."""
    reading = read(Input("page.txt", (head + body + "\n").encode()))
    found = []
    parsed = parse_articles(reading.document, [each.segments for each in reading.articles])
    for article, sentences in zip(reading.articles, parsed, strict=True):
        told = Told(reading.document, article, sentences, find_mentions(sentences, None))
        found += resolutions_of(told, texts_of(told, USUAL), (), "test")
    return tuple(found)


def only(body, head=HEAD):
    (found,) = texts(body, head)
    return found


# --- what became of a text ---


@pytest.mark.parametrize(
    ("sentence", "stage", "how"),
    [
        pytest.param(
            "The UN Security Council adopted a resolution on Tuesday extending its mission.",
            "adopted", None, id="adopted, nobody says how",
        ),
        pytest.param(
            "The UN Human Rights Council adopted by consensus a resolution on prisons in Lurn.",
            "adopted", "without a vote", id="by consensus",
        ),
        pytest.param(
            "The UN General Assembly unanimously approved a resolution on the ports of Lurn.",
            "adopted", "unanimous", id="unanimously",
        ),
        pytest.param(
            "The UN General Assembly overwhelmingly passed a resolution on the ports of Lurn.",
            "adopted", "majority", id="overwhelmingly",
        ),
        pytest.param(
            "The Third Committee approved a draft resolution on child labour.",
            "adopted by committee", None, id="a committee's text is not yet the Assembly's",
        ),
        pytest.param(
            "Russia vetoed a UN Security Council draft resolution on Lurn.",
            "vetoed", "recorded vote", id="a veto",
        ),
        pytest.param(
            "A Security Council draft resolution on Lurn failed after only seven voted for it.",
            "rejected", "recorded vote", id="too few votes",
        ),
        pytest.param(
            "The UN General Assembly rejected a draft resolution on Lurn by 40 votes to 61.",
            "rejected", "recorded vote", id="voted down",
        ),
        pytest.param(
            "Chad withdrew its draft resolution on Lake Orun from the UN General Assembly.",
            "withdrawn", None, id="withdrawn",
        ),
        pytest.param(
            "The Second Committee postponed action on a draft resolution on remittances.",
            "deferred", None, id="deferred",
        ),
        pytest.param(
            "Chad tabled a draft resolution on Lake Orun at the UN General Assembly.",
            "tabled", None, id="tabled",
        ),
        pytest.param(
            "The UN Security Council is expected to vote on Friday on a draft resolution on Lurn.",
            "tabled", None, id="yet to be voted on",
        ),
    ],
)  # fmt: skip
def test_the_stage_of_a_text_is_read(sentence, stage, how):
    found = only(sentence)
    assert (found.stage, found.how) == (stage, how)


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides hoped for a peaceful resolution of the dispute over Lurn.",
        "Shareholders of Norvex rejected a climate resolution by a wide margin.",
        "Parliament passed the draft budget by 60 votes to 12.",
        "Lawyers had the treaty in draft by March.",
        "The Security Council condemned the attack in a press statement.",
        "Bolivia urged the Security Council to adopt a resolution on Lurn.",
        "Past UN resolutions bar such tests.",
        "It was the third draft on Lurn to fail in the Security Council.",
    ],
)
def test_what_is_no_text_before_a_body_makes_no_record(sentence):
    assert texts(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The mandate that the Security Council renewed on Monday ends in May.",
        "The mission, which the Security Council extended on Monday, has 900 men.",
        "What the Security Council decided to extend is unclear.",
    ],
)
def test_what_a_body_decided_may_stand_before_its_verb(sentence):
    for each in texts(sentence):
        assert each.start < each.end


def test_a_verb_tells_that_the_body_adopted_a_text():
    found = only("The Security Council on Monday extended the mandate of its observers in Lurn.")
    assert found.title == "extended the mandate of its observers in Lurn"
    assert (found.body, found.stage, found.date) == ("UNSC", "adopted", "2023-11-13")


# --- which text ---


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ('The First Committee approved the draft resolution "Lights at sea".', "Lights at sea"),
        ('The First Committee approved a draft entitled "Lights at sea."', "Lights at sea"),
        ("The First Committee approved a draft titled *Lights at sea*.", "Lights at sea"),
        ("The First Committee approved the draft “Lights at sea” (document A/C.1/78/L.4).",
         "Lights at sea"),
        ("The First Committee adopted a resolution on lights.", "resolution on lights"),
        ("The General Assembly passed a resolution on Friday urging states to light their ports.",
         "resolution urging states to light their ports"),
    ],
)  # fmt: skip
def test_the_title_is_the_printed_one_else_the_words_that_tell_the_text(sentence, title):
    assert only(sentence).title == title


def test_several_texts_share_what_is_said_of_them_together():
    found = texts(
        "The First Committee adopted four resolutions sponsored by Ghana on Tuesday.\n\n"
        "It unanimously adopted two of them, entitled “Lights at sea” and “Bells at sea”.\n\n"
        "The other two, entitled “Horns at sea” and “Flags at sea”, were adopted with an "
        "overwhelming majority."
    )
    assert [each.title for each in found] == [
        "Lights at sea", "Bells at sea", "Horns at sea", "Flags at sea",
    ]  # fmt: skip
    assert [each.how for each in found] == ["unanimous", "unanimous", "majority", "majority"]
    assert {(each.body, each.sponsor, each.date, each.next) for each in found} == {
        ("UNGA-C1", ("GHA",), "2023-11-14", "UNGA")
    }


def test_later_sentences_add_to_the_same_text():
    found = only(
        "The UN General Assembly adopted a resolution on the ports of Lurn on Monday.\n\n"
        "The resolution passed 120-4 with 30 abstentions. Chad and Togo voted against.\n\n"
        "Ghana had introduced the text."
    )
    assert (found.yes, found.no, found.abstain) == (120, 4, 30)
    assert dict(found.votes) == {"TCD": "no", "TGO": "no"}
    assert found.sponsor == ("GHA",)


def test_rival_drafts_are_told_apart():
    first, second = texts(
        "The Security Council voted down two rival drafts on Lurn on Monday.\n\n"
        "The first draft, tabled by Ghana, won 10 votes but was vetoed by China.\n\n"
        "The second, put forward by Ecuador, got only five votes; France and Malta abstained."
    )
    assert (first.sponsor, first.stage, first.vetoed_by, first.yes) == (
        ("GHA",), "vetoed", ("CHN",), 10,
    )  # fmt: skip
    assert (second.sponsor, second.stage, second.yes, second.abstain) == (
        ("ECU",), "rejected", 5, 2,
    )  # fmt: skip
    assert (first.date, second.date) == ("2023-11-13", "2023-11-13")


def test_a_headline_and_its_story_tell_one_text():
    page = (
        "UN Council backs monitors for Lurn\n\n"
        "NEW YORK, 14 November 2023 (Agency) -- The UN Security Council adopted a resolution on "
        "Monday sending monitors to Lurn.\n"
    )
    assert len(texts("The vote was unanimous.", page)) == 1


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("It rejected an amendment by Togo by 20 votes to 90, with 30 abstentions.", "amendment"),
        ("It retained paragraph 4 by 90 votes to 3, with 40 abstentions.", "paragraph"),
    ],
)
def test_a_vote_on_a_part_is_never_that_on_the_whole(words, part):
    whole, piece = sorted(
        texts(f"The Third Committee approved a draft on prisons without a vote. {words}"),
        key=lambda each: each.part or "",
    )
    assert (whole.part, whole.how, whole.yes) == (None, "without a vote", None)
    assert piece.part == part
    assert piece.yes is not None


# --- who ---


@pytest.mark.parametrize(
    ("words", "sponsors"),
    [
        ("a Ghanaian draft resolution", ("GHA",)),
        ("a Ghana-led draft resolution", ("GHA",)),
        ("a U.S.-drafted resolution", ("USA",)),
        ("a draft resolution tabled by Ghana and Togo", ("GHA", "TGO")),
        ("a draft resolution, submitted by Ghana,", ("GHA",)),
        ("a Lurn draft resolution", ()),
        ("a Chad human rights resolution", ()),
    ],
)
def test_sponsors_are_those_who_put_a_text_forward(words, sponsors):
    assert only(f"The UN General Assembly adopted {words} on Monday.").sponsor == sponsors


def test_cosponsors_stand_apart():
    found = only(
        "The UN General Assembly adopted a resolution on Lake Orun. Ghana had tabled the text, "
        "which was co-sponsored by Togo and Benin."
    )
    assert (found.sponsor, found.cosponsors) == (("GHA",), ("TGO", "BEN"))


# --- what follows by rule ---


def test_a_committees_text_goes_to_the_plenary_and_the_session_is_that_of_its_day():
    found = only("The First Committee approved a draft on “Lights at sea” on 2 November 2023.")
    assert (found.next, found.session) == ("UNGA", 78)


@given(st.dates())
def test_a_session_begins_in_september_and_lasts_a_year(day):
    session = session_of(day)
    assert session == (day.year - 1945 if day.month >= 9 else day.year - 1946)


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("The Security Council adopted a resolution on Lurn by 14 votes to 5.",
         "19 votes, UNSC has 15 members"),
        ("The General Assembly adopted a resolution by 100 votes to 1 against (Chad, Togo), "
         "with 9 abstentions.", "no: 1 counted, 2 named"),
        ("The General Assembly adopted a resolution on Lurn by 10 votes to 90.",
         "adopted, but 10 for and 90 against"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_flagged_and_kept(sentence, flag):
    found = only(sentence)
    assert flag in found.flags
    assert found.yes is not None
    assert found.confidence < 0.6


def test_sound_votes_bear_no_flag():
    assert only("The General Assembly adopted a resolution on Lurn by 100 votes to 1.").flags == ()


def test_evidence_points_at_the_words():
    page = (
        HEAD
        + "The First Committee approved “Lights at sea” (document A/C.1/78/L.4) by 90 votes to 2."
    )
    found = only(page.removeprefix(HEAD))
    shown = {name: page[s.start : s.end] for name, e in found.evidence.items() for s in e.spans}
    assert shown["title"] == "Lights at sea"
    assert shown["symbol"] == found.symbol == "A/C.1/78/L.4"
    assert shown["stage"] == "approved"
    assert shown["yes"] == "by 90 votes to 2"


# --- symbols, titles, numbers ---


@pytest.mark.parametrize(
    ("text", "symbol", "body"),
    [
        ("draft A/C.1/80/L.22/Rev.1 was", "A/C.1/80/L.22/Rev.1", "UNGA-C1"),
        ("resolution A/RES/74/38 of", "A/RES/74/38", "UNGA"),
        ("General Assembly resolution 74/38 says", "A/RES/74/38", "UNGA"),
        ("resolution ES-11/1 on", "A/RES/ES-11/1", "UNGA"),
        ("S/RES/2231(2015) lifted", "S/RES/2231 (2015)", "UNSC"),
        ("resolution 2231 (2015) lifted", "S/RES/2231 (2015)", "UNSC"),
        ("UNSCR 1325 says", "S/RES/1325", "UNSC"),
        ("document S/2024/119 asks", "S/2024/119", "UNSC"),
        ("draft A/HRC/52/L.7 asks", "A/HRC/52/L.7", "HRC"),
        ("Human Rights Council resolution 46/1 asks", "A/HRC/RES/46/1", "HRC"),
        ("draft E/2019/L.9 asks", "E/2019/L.9", "ECOSOC"),
    ],
)
def test_symbols_tell_the_body(text, symbol, body):
    (found,) = find_symbols(text, council=True)
    assert (found.symbol, found.body) == (symbol, body)


@pytest.mark.parametrize("text", ["on 3/4 of the land", "A/B testing", "resolution of 1080 lines"])
def test_other_numbers_are_no_symbols(text):
    assert find_symbols(text, council=True) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("by a recorded vote of 131 in favour to 4 against, with 29 abstentions", (131, 4, 29)),
        ("by 174 votes to 2, with 5 abstentions", (174, 2, 5)),
        ("by 120 votes to none, with 46 abstentions", (120, 0, 46)),
        ("The council voted 14-0 with one abstention", (14, 0, 1)),
        ("adopts, by a 112&ndash;19 vote (with 50 abstentions), a resolution", (112, 19, 50)),
        ("141 countries voted in favour, five against and 35 abstained", (141, 5, 35)),
        ("with thirteen votes in favor, one against and no abstentions", (13, 1, 0)),
        ("by a vote of 30 in favour, 3 against (China, Cuba and Viet Nam) and 14 abstentions",
         (30, 3, 14)),
        ("the motion to spend 30 million passed on 4 May", (None, None, None)),
    ],
)  # fmt: skip
def test_votes_are_counted(text, counts):
    found = {}
    for tally in find_tallies(text):
        for side, count in tally.counts:
            found.setdefault(side, count)
    assert tuple(found.get(side) for side in ("yes", "no", "abstain")) == counts


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Israel and the United States voted no.", {"ISR": "no", "USA": "no"}),
        ("Chad, Togo and Benin abstained.", dict.fromkeys(("TCD", "TGO", "BEN"), "abstain")),
        ("It passed with Moscow against and China abstaining in the vote.",
         {"RUS": "no", "CHN": "abstain"}),
        ("The vote was 9 to 2 against (Iran (Islamic Republic of), Bosnia and Herzegovina), "
         "with 1 abstention.", {"IRN": "no", "BIH": "no"}),
        ("Several countries, including Chad, voted against.", {}),
    ],
)  # fmt: skip
def test_states_named_for_a_side_are_read(text, votes):
    assert {code: side for tally in find_tallies(text) for code, side in tally.states} == votes


@given(st.lists(st.sampled_from(["Chad", "Togo", "Trinidad and Tobago", "France"]), min_size=1,
                max_size=4, unique=True))  # fmt: skip
def test_a_list_of_states_holds_each_once_in_order(names):
    text = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    assert listed(text) == [state_code(name) for name in names]


@given(st.text(max_size=300))
def test_no_text_makes_the_readers_of_words_fail(text):
    for found in (find_tallies(text), find_manners(text), find_titles(text)):
        assert all(0 <= each.start <= each.end <= len(text) for each in found)
    find_symbols(text, council=True)


def test_long_rows_of_marks_are_read_in_a_moment():
    # Nested repeats in a pattern would take ages.
    hostile = "resolution " + '"A, ' * 3000 + "(document " * 500 + " vote 1-1" * 500
    find_tallies(hostile)
    find_titles(hostile)


# --- events ---


@cache
def coded(body):
    (document,) = code([read(Input("page.txt", (HEAD + body + "\n").encode()))])
    return document


def test_adoption_and_votes_against_are_one_event_each_and_linked():
    document = coded(
        "The UN General Assembly on Monday adopted a resolution on Lake Orun sponsored by Ghana. "
        "The resolution passed by 120 votes to 2. Chad and Togo voted against it; Benin abstained."
    )
    (resolution,) = document.further
    linked = {each.id: each for each in document.events if each.id in resolution.events}
    told = sorted(
        (event.event_type, tuple(party.code for party in event.actor),
         tuple(party.code for party in event.recipient))
        for event in linked.values()
    )  # fmt: skip
    assert told == [("REJECT", ("TCD", "TGO"), ("GHA",)), ("SUPPORT", ("UNO",), ("GHA",))]
    assert not any(event.event_type == "REJECT" and "BEN" in str(event.actor)
                   for event in document.events)  # fmt: skip


def test_the_same_page_gives_the_same_bytes():
    body = "The UN General Assembly adopted a resolution on Lake Orun by 120 votes to 2."
    assert texts.__wrapped__(body) == texts.__wrapped__(body)


# --- tables ---


@pytest.mark.parametrize(
    ("load", "row", "complaint"),
    [
        (lexicon.load_texts, "memo\tsure\t", "strength is 'sure'"),
        (lexicon.load_stages, "sing\t\tobj\tchoir\t", "agent is 'choir'"),
        (lexicon.load_stages, "sing\t\tobj\tbody\tsung", "stage is 'sung'"),
        (lexicon.load_manners, "unanimous\t(", "no regular expression"),
        (lexicon.load_symbols, "UNGA\tmade\tx", "form is 'made'"),
        (lexicon.load_bodies, "UNGA\ta\t\t\tmany\t\t\t", "members is 'many'"),
        (load_states, "Lurn\tLRN", "code is 'LRN'"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path, load, row, complaint):
    columns = {
        lexicon.load_texts: lexicon.TEXT_COLUMNS,
        lexicon.load_stages: lexicon.STAGE_COLUMNS,
        lexicon.load_manners: lexicon.MANNER_COLUMNS,
        lexicon.load_symbols: lexicon.SYMBOL_COLUMNS,
        lexicon.load_bodies: lexicon.BODY_COLUMNS,
        load_states: ("name", "code"),
    }[load]
    table = tmp_path / "table.tsv"
    table.write_text("\t".join(columns) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=f"line 2: .*{re.escape(complaint)}"):
        load(table)
