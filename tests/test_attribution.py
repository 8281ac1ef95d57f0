"""On whose word: who is said to report an act, wherever the report stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import a_document

from dragoman.actors import find_mentions
from dragoman.errors import DataFileError
from dragoman.events.attribution import Attribution, said_by
from dragoman.events.quotation import LONGEST, find_quotations
from dragoman.events.saying import load_hearsay, load_sayings, load_tellers
from dragoman.language import parse_articles
from dragoman.records import Segment

REPORTED = [
    ("The Kenyan foreign minister said Somalia had closed the border.", "closed",
     "The Kenyan foreign minister"),
    ("The Kenyan army reported that rebels had attacked a village.", "attacked",
     "The Kenyan army"),
    ("Iraqi police say gunmen abducted two engineers.", "abducted", "Iraqi police"),
    ("A Libyan diplomat told reporters that Chad expelled the envoy.", "expelled",
     "A Libyan diplomat"),
    # The report behind or amid what it reports, in either order of words.
    ("Somalia has closed the border, the Kenyan foreign minister said.", "closed",
     "the Kenyan foreign minister"),
    ("Somalia closed the border, said the Kenyan foreign minister.", "closed",
     "the Kenyan foreign minister"),
    ("Somalia, the Kenyan foreign minister said, closed the border.", "closed",
     "the Kenyan foreign minister"),
    ("\"Our forces captured the town,\" the Malian army said.", "captured", "the Malian army"),
    # An act that a noun tells.
    ("The talks between Chad and Sudan failed, a Libyan diplomat told reporters.", "talks",
     "a Libyan diplomat"),
    # Sources that are no subject of a verb.
    ("According to the Kenyan army, Somalia closed the border.", "closed", "the Kenyan army"),
    ("Somalia closed the border, according to the Kenyan army.", "closed", "the Kenyan army"),
    ("Kenya, according to the UN, expelled refugees.", "expelled", "the UN"),
    ("Per the Kenyan army, rebels attacked a village.", "attacked", "the Kenyan army"),
    ("By the Kenyan army's account, rebels attacked a village.", "attacked", "the Kenyan army"),
    # Verbs that take the act with a preposition or in the passive.
    ("Kenya accused Somalia of shelling a village.", "shelling", "Kenya"),
    ("The raid was seen by Kenyan officials as an attack on the port.", "attack",
     "Kenyan officials"),
    ("The minister was quoted as saying that Somalia closed the border.", "closed",
     "The minister"),
    # Nouns that hold what is said, and texts for whoever wrote them.
    ("The minister produced evidence that Somalia closed the border.", "closed",
     "The minister"),
    ("Somalia rejected Kenya's claim that its army shelled a village.", "shelled", "Kenya"),
    ("A statement from the Kenyan army said rebels attacked a village.", "attacked",
     "the Kenyan army"),
    # Whoever is told of it is no source.
    ("The minister told Reuters that Somalia closed the border.", "closed", "The minister"),
    # Sources that are nobody of the codebook.
    ("Witnesses said gunmen attacked the village.", "attacked", "Witnesses"),
    ("Somalia closed the border, according to an official statement.", "closed",
     "an official statement"),
    ("Reports said Somalia closed the border.", "closed", "Reports"),
    # The last words of a long sentence, however it is parsed.
    ("Chad expelled the envoy and closed the border, state media reported on Friday.",
     "expelled", "state media"),
]  # fmt: skip

UNREPORTED = [
    pytest.param("Somalia closed the border.", "closed", id="the writer reports"),
    pytest.param("Turkey said it would withdraw, and Syria closed the border.", "closed",
                 id="outside what was said"),
    pytest.param("Chile recalled its envoy after Bolivia said it would sue.", "recalled",
                 id="a report below the act"),
    pytest.param("The Kenyan army said Somalia closed the border.", "said",
                 id="the report itself"),
    pytest.param("The book says Somalia closed the border.", "closed", id="a thing says it"),
    pytest.param("Kenya urged Somalia to close the border.", "close", id="no verb of report"),
    pytest.param("Somalia closed the border; two men were held, police said.", "closed",
                 id="beyond a semicolon"),
    pytest.param("Rebels took the town, the army said, after Somalia closed the border.",
                 "closed", id="the writer goes on after the report"),
    pytest.param("Kenya stressed that the road was safe, while Somalia closed the border.",
                 "closed", id="beside what was said"),
    pytest.param("The elders signed an accord in Kenya.", "signed", id="an accord is no source"),
    pytest.param("The ministry paid $5 million, which Kenya has promised.", "paid",
                 id="a promise beside the act"),
]  # fmt: skip


def sources(parsed_text, act):
    """Who tells of the one act that reads so, in all of an article."""
    mentions = find_mentions(parsed_text)
    found = Attribution(parsed_text, mentions)
    ((sentence, token),) = [
        (sentence, token.i)
        for sentence in parsed_text
        for token in sentence.tokens
        if token.text == act
    ]
    return [each.text for each in found.of(sentence, token)]


@pytest.mark.parametrize(("text", "act", "reporter"), REPORTED)
def test_who_reports_an_act(parsed, text, act, reporter):
    assert sources(parsed(text), act) == [reporter]


@pytest.mark.parametrize(("text", "act"), UNREPORTED)
def test_nobody_is_named_as_a_source_who_did_not_report_the_act(parsed, text, act):
    assert sources(parsed(text), act) == []


class TestSeveralSources:
    def test_the_nearest_comes_first(self, parsed):
        text = "The spokesman said that Kenyan officials believe that Somalia closed the border."
        assert sources(parsed(text), "closed") == ["Kenyan officials", "The spokesman"]

    def test_joined_sources_are_all_named(self, parsed):
        text = "Japan lodged a protest in Beijing, the army and the navy said."
        assert sources(parsed(text), "lodged") == ["the army", "the navy"]


class TestHearsay:
    @pytest.mark.parametrize(
        ("text", "act", "word"),
        [
            ("Rebels allegedly shelled the village.", "shelled", "allegedly"),
            ("Rebels reportedly shelled the village.", "shelled", "reportedly"),
            ("The alleged shelling killed nine.", "shelling", "alleged"),
            ("Rebels are believed to have shelled the village.", "shelled", "believed"),
        ],
    )
    def test_a_source_without_a_name_is_unknown_and_keeps_its_word(self, parsed, text, act, word):
        (sentence,) = parsed(text)
        (token,) = (each.i for each in sentence.tokens if each.text == act)
        (source,) = Attribution((sentence,), find_mentions((sentence,))).of(sentence, token)
        (party,) = source.parties
        assert (party.code, party.sector, party.entity_text) == (None, "UNK", word)
        assert text[party.start : party.end] == word

    def test_a_named_source_stands_alone(self, parsed):
        text = "Kenyan police said rebels allegedly shelled the village."
        assert sources(parsed(text), "shelled") == ["Kenyan police"]


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "act"),
        [
            # The speaker stands in another sentence of the quotation.
            ('"We did all we could. Rebels shelled the port," the Malian army said.', "shelled"),
            ('"Rebels shelled the port," the Malian army said. "They burned it."', "burned"),
            # Each paragraph opens anew, the last one closes.
            (
                '"We did all we could," the Malian army said. "It was hard.\n\n'
                '"Then rebels shelled the port."',
                "shelled",
            ),
            # What stands before the marks: "said:".
            ('The Malian army said: "Rebels shelled the port."', "shelled"),
        ],
    )
    def test_the_speaker_of_a_quotation_is_the_source_of_all_of_it(self, parsed, text, act):
        assert [each.lower() for each in sources(parsed(text), act)] == ["the malian army"]

    def test_words_outside_the_marks_are_the_writers(self, parsed):
        text = '"Rebels lied," the Malian army said. Chad closed the border.'
        assert sources(parsed(text), "closed") == []

    def test_a_word_in_marks_makes_no_speaker(self, parsed):
        text = 'The army spoke of "traitors". Rebels closed the border.'
        assert sources(parsed(text), "closed") == []

    def test_a_mark_that_nobody_closes_does_not_swallow_the_page(self, parsed):
        text = '"Rebels lied, the army said. ' + "Chad closed it. " * (LONGEST + 2)
        last = find_quotations(parsed(text))[-1]
        assert last == {}

    @given(st.text(alphabet='ab ."\n', max_size=60))
    def test_any_marks_are_read_and_only_words_are_quoted(self, parsed, text):
        if not text.strip():
            return
        sentences = parsed(text.strip())
        for sentence, quoted in zip(sentences, find_quotations(sentences), strict=True):
            assert all(sentence.tokens[i].text != '"' for i in quoted)


class TestTextsThatPointBack:
    def test_the_statement_is_whose_it_was(self, parsed):
        text = (
            "The Malian army said in a statement that it was ready. "
            '"Rebels shelled the port," the statement said.'
        )
        sentences = parsed(text)
        found = Attribution(sentences, find_mentions(sentences))
        (token,) = (each.i for each in sentences[1].tokens if each.text == "shelled")
        (source,) = found.of(sentences[1], token)
        assert (source.text, source.parties[0].code) == ("the statement", "MLI")


class TestHeadlines:
    @pytest.mark.parametrize(
        ("text", "act", "speaker"),
        [
            ("Malian army: Rebels shelled port", "shelled", ["Malian army"]),
            ("Russia: Israeli jets bombed Syrian port", "bombed", ["Russia"]),
            ("Rebels shelled Malian port: police", "shelled", ["police"]),
            ("Rebels shelled port - police", "shelled", ["police"]),
            # A topic says nothing.
            ("Mali: Rebels shelled Malian port", "shelled", []),
        ],
    )
    def test_who_stands_beside_the_colon_speaks(self, text, act, speaker):
        (sentence,) = parse_articles(
            a_document(text), [[Segment(kind="headline", start=0, end=len(text))]]
        )[0]
        assert sources((sentence,), act) == speaker


def test_the_network_is_told_what_it_was_trained_with(parsed, token_of):
    (sentence,) = parsed("Iraqi police say gunmen abducted two engineers.")
    (mentions,) = find_mentions((sentence,))
    (source,) = said_by(sentence, token_of(sentence, "abducted"), mentions)
    assert source.text == "Iraqi police"


@pytest.mark.parametrize(
    ("load", "header", "row", "complaint"),
    [
        (load_sayings, "lemma\tpos\tkind\twords", "say\tVERB\tshout\tclause", "kind is 'shout'"),
        (load_sayings, "lemma\tpos\tkind\twords", "say\tVERB\tsay\tbeside", "words is 'beside'"),
        (load_tellers, "noun\tkind", "witness\tghost", "kind is 'ghost'"),
        (load_hearsay, "word\tpos", "allegedly\tNOUN", "pos is 'NOUN'"),
    ],
)
def test_a_bad_row_is_named(tmp_path, load, header, row, complaint):
    path = tmp_path / "table.tsv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=f"line 2: {complaint}"):
        load(path)


@pytest.mark.parametrize(
    ("load", "header", "row"),
    [
        (load_sayings, "lemma\tpos\tkind\twords", "say\tVERB\tsay\tclause"),
        (load_tellers, "noun\tkind", "witness\tperson"),
        (load_hearsay, "word\tpos", "allegedly\tADV"),
    ],
)
def test_a_word_stands_once(tmp_path, load, header, row):
    path = tmp_path / "table.tsv"
    path.write_text(f"{header}\n{row}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"line 3: .* is listed twice"):
        load(path)
