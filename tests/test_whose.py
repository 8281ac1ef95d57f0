"""Whose somebody is, where his own words leave it open: weighed, not ruled."""

from __future__ import annotations

import pytest
from training.coder.source import corpus_hash
from training.corpus.commands import VOICES
from training.corpus.form import read_documents
from training.whose.cases import cases_of

from dragoman.actors import Mention, find_mentions
from dragoman.actors.whose import LEAST_SHARE, NOBODY, TABLE, Candidate, chosen, shares_of, weights
from dragoman.errors import DataFileError
from dragoman.language import parse_articles
from dragoman.records import Document, Segment


def mentions(*sentences: str, dateline: str | None = None) -> list[Mention]:
    text = " ".join(sentences)
    starts = [text.index(each) for each in sentences]
    segments = [
        Segment(kind="paragraph", start=start, end=start + len(each))
        for start, each in zip(starts, sentences, strict=True)
    ]
    document = Document(file="page.txt", text=text, text_sha256="0" * 64, reader="test")
    (parsed,) = parse_articles(document, [segments])
    return [each for here in find_mentions(parsed, dateline) for each in here.values()]


def code_of(words: str, *sentences: str, dateline: str | None = None) -> str | None:
    (found,) = (each for each in mentions(*sentences, dateline=dateline) if each.text == words)
    return found.parties[0].code if found.parties else None


@pytest.mark.parametrize(
    ("sentences", "words", "code"),
    [
        # The story is Zambia's, but its neighbour's soldiers and their minister are at work here.
        (
            (
                "Zambia said two of its fishermen were shot dead on Lake Mweru.",
                "Congolese marines had boarded the boat, Zambian police said.",
                "The marines opened fire when the boat turned away.",
            ),
            "The marines",
            "COD",
        ),
        (
            (
                "Kenya freed 12 sailors on Monday.",
                "Tanzania had asked for them for a year.",
                "In Dodoma, the foreign minister thanked the court.",
            ),
            "the foreign minister",
            "TZA",
        ),
        (
            (
                "The United Nations opened an inquiry into the raid in Chad.",
                "The United Nations will publish what it finds.",
                "Investigators from the United Nations met the army chief.",
            ),
            "Investigators",
            "UNO",
        ),
    ],
)
def test_the_country_told_nearest_by_outweighs_that_of_the_story(sentences, words, code):
    assert code_of(words, *sentences) == code


def test_a_code_points_at_the_words_that_tell_it():
    page = (
        "Kenya freed 12 sailors on Monday.",
        "Tanzania had asked for them for a year.",
        "In Dodoma, the foreign minister thanked the court.",
    )
    text = " ".join(page)
    (minister,) = (each for each in mentions(*page) if each.text == "the foreign minister")
    shown = minister.evidence[0]["code"]
    assert shown.how in ("inferred", "dateline")
    assert all(text[span.start : span.end].strip() for span in shown.spans)


def test_a_page_read_twice_gives_the_same_codes():
    page = ("Peru and Chile talked.", "Police held two men.", "Their lawyers went to court.")
    assert mentions(*page) == mentions(*page)


def test_shares_are_probabilities_and_what_is_no_likelier_than_the_rest_is_not_said():
    even = shares_of([Candidate(code, ()) for code in ("PER", "CHL", NOBODY)])
    assert sum(even.values()) == pytest.approx(1)
    assert max(even.values()) < LEAST_SHARE
    assert chosen(even, NOBODY) == NOBODY


def test_the_heaviest_signs_win():
    heavy = max(weights(), key=lambda sign: weights()[sign])
    shares = shares_of([Candidate("PER", ()), Candidate("CHL", (heavy,) * 3)])
    assert chosen(shares, "PER") == "CHL"


def test_what_is_weighed_is_less_sure_than_what_is_told():
    found = mentions("Kenyan police met Peru's envoy.", "The soldiers then left Chile.")
    likely = {each.text: each.likely for each in found}
    assert likely["Kenyan police"] == 1 > likely["The soldiers"] >= LEAST_SHARE


def test_a_faulty_weight_is_told_with_its_line(tmp_path, monkeypatch):
    table = tmp_path / "whose.tsv"
    table.write_text("sign\tweight\nruled\tmuch\n", encoding="utf-8")
    monkeypatch.setattr("dragoman.actors.whose.TABLE", table)
    with pytest.raises(DataFileError, match=r"line 2: weight is 'much'"):
        weights()


MARKED = """=== made-001
date: 2024-03-11
place: none
contexts: legal

# Row

[Kenya|a1:KEN.GOV] [accused|e1:ACCUSE.allege] [Uganda|r1:UGA.GOV] of arming raiders.
[The army|a2:UGA.MIL] [denied|e2:REJECT] entry to [both sides|r2:KEN.GOV&UGA.GOV].
"""


def test_the_corpus_teaches_whose_its_open_mentions_are():
    documents, faults = read_documents(MARKED, voice="wire", file="made.txt")
    assert not faults
    (case,) = cases_of(documents)
    assert case.right == "UGA"
    assert {"KEN", "UGA", NOBODY} <= {each.code for each in case.candidates}


def test_the_weights_come_from_the_corpus_that_is_here():
    assert f"the corpus {corpus_hash(VOICES)[:12]}." in TABLE.read_text(encoding="utf-8")
