"""Where sentences begin, and that every token stands where it says on the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import a_document, paragraph, words_of
from dragoman.errors import DragomanError
from dragoman.language import boundaries, parse_articles, parser
from dragoman.records import Segment

WHOLE = [
    pytest.param("Gen. Sahir Shamshad Mirza met the emir.", id="rank"),
    pytest.param("The deal was signed by Lt. Col. Musa Koroma.", id="two ranks"),
    pytest.param("U.S. Secretary of State Marta Quill landed in Lima.", id="country before office"),
    pytest.param("The U.N. Security Council met on Haiti.", id="body"),
    pytest.param("Mr. J. K. Oduya spoke for an hour.", id="initials"),
    pytest.param("It was the rebels' No. 2 commander who surrendered.", id="number two"),
    pytest.param("The talks began at 5 p.m. Monday in Accra.", id="hour before weekday"),
    pytest.param("The minister arrived on Jan. 4 in Kigali.", id="month"),
    pytest.param("Exports of tin fell 4.5 percent.", id="decimal"),
    pytest.param("The court fined Balkan Steel Co. of Skopje.", id="company"),
    pytest.param("Envoys from St. Kitts and St. Lucia met.", id="saints"),
    pytest.param("The army said it was ready... and then it withdrew.", id="dots amid a sentence"),
    pytest.param("Talks stalled … the envoys went home.", id="ellipsis amid a sentence"),
    pytest.param('"Leave now!" the general shouted.', id="speaker in small letters"),
    pytest.param('"Will they sign?" President Tavo asked.', id="speaker by name"),
    pytest.param('"We won!" Mr. Tavo told supporters.', id="speaker with a title"),
    pytest.param('Protesters chanted "Out!" and burned tyres.', id="shout amid a sentence"),
    pytest.param("Premier Lam said on Oct. 3: 'We agree.'", id="quotation after a colon"),
]

SPLIT = [
    pytest.param("Oman agreed.|Yemen did not.", id="plain"),
    pytest.param("Who will pay?|Bolivia asked.|The bank did not say!", id="other full stops"),
    pytest.param("He was born in the U.S.|The family moved to Haiti.", id="country ends it"),
    pytest.param("They ended at 9 p.m.|The envoys left.", id="hour ends it"),
    pytest.param("Its owner is Zoran Ilic Jr.|He denied it.", id="Jr. ends it"),
    pytest.param("Envoys from Laos, Nepal, etc. met.|They agreed.", id="etc. does not"),
    pytest.param("Would the army leave?|No.|The general refused.", id="No. as an answer"),
    pytest.param('"We stay," the mayor said.|"This is our town."|He left.', id="straight quotes"),
    pytest.param("'We are done,' he said.|'Go home.'", id="single quotes"),
    pytest.param('He asked: "Who fired first?"|Nobody said a word.', id="no speaker follows"),
    pytest.param('He asked: "Who fired?"|The general said nothing.', id="a new subject"),
    pytest.param("Talks stalled...|The envoys went home.", id="dots end it"),
    pytest.param("(The ministry did not reply.)|The embassy did.", id="brackets"),
    pytest.param("The vote was 12-3.|15 members were absent.", id="a figure begins it"),
]


def paragraph_words(text):
    return words_of(parse_articles(a_document(text), [[paragraph(text)]])[0])


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence):
    assert paragraph_words(sentence) == [sentence]
    assert paragraph_words(f"{sentence} They left.") == [sentence, "They left."]


def test_a_headline_needs_no_full_stop():
    headline = "Kenya 'ready to sign' U.S. pact: No. 2 minister"
    assert paragraph_words(headline) == [headline]


@pytest.mark.parametrize("told", SPLIT)
def test_a_sentence_ends_where_print_ends_it(told):
    assert paragraph_words(told.replace("|", " ")) == told.split("|")


def test_curly_quotes_split_like_straight_ones():
    text = "“We stay,” the mayor said. “This is our town.” He left."
    straight = text.replace("“", '"').replace("”", '"')
    assert (
        paragraph_words(text)
        == paragraph_words(straight)
        == ['"We stay," the mayor said.', '"This is our town."', "He left."]
    )


def test_a_line_break_inside_a_paragraph_is_a_blank():
    assert paragraph_words("Police arrested\r\nfour men in Oran.\r\nThey were charged.") == [
        "Police arrested  four men in Oran.",
        "They were charged.",
    ]


def a_page():
    """A page with its segments: what the parser reads and what it leaves."""
    rows = [
        ("headline", "Chad closes border"),
        ("caption", "Trucks wait near Adre. (Photo)"),
        ("bullet", "Sudan protests"),
        ("paragraph", "Chad closed its border with Sudan. Khartoum protested."),
        ("boilerplate", "Subscribe to our newsletter."),
    ]
    text = "\n".join(words for _, words in rows)
    segments = [
        Segment(kind=kind, start=text.index(words), end=text.index(words) + len(words))
        for kind, words in rows
    ]
    return text, segments


def test_each_segment_is_read_for_itself_and_sentences_are_numbered_through():
    text, segments = a_page()
    (sentences,) = parse_articles(a_document(text), [segments])
    assert [(each.sequence, each.kind, each.text) for each in sentences] == [
        (0, "headline", "Chad closes border"),
        (1, "bullet", "Sudan protests"),
        (2, "paragraph", "Chad closed its border with Sudan."),
        (3, "paragraph", "Khartoum protested."),
    ]


def test_an_article_without_words_to_read_has_no_sentences():
    text, segments = a_page()
    assert parse_articles(a_document(text), [[], [segments[1]], [segments[4]]]) == [(), (), ()]


def test_an_article_is_parsed_the_same_alone_and_among_others():
    first = "Kenya recalled its envoy to Somalia on Monday, citing a dispute over the sea border."
    second = "Peru and Chile signed a pact. The two presidents praised it."
    text = f"{first}\n{second}"
    one, two = [paragraph(text, first)], [paragraph(text, second)]
    page = a_document(text)
    both = parse_articles(page, [one, two])
    assert both == [parse_articles(page, [one])[0], parse_articles(page, [two])[0]]
    assert both == list(reversed(parse_articles(page, [two, one])))


def test_a_sentence_is_parsed_the_same_whatever_segments_stand_beside_it():
    text, segments = a_page()
    page = a_document(text)
    (beside_others,) = parse_articles(page, [segments])
    ((alone, _),) = parse_articles(page, [[segments[3]]])
    assert alone.tokens == beside_others[2].tokens


PRINTED = st.sampled_from(
    ["Kenya", "U.S.", "“We", "stay”", "‘Go’", "minister’s", "can’t", "5", "p.m.", "Gen.", "left.",
     "said", "—", "…", "N’Djamena", "São", "Tomé", "$3.5m", "(Oslo)", "12-3", "?", "No.", "co-op"]
)  # fmt: skip
GAPS = st.sampled_from([" ", "  ", "\r\n", "\n", "\u00a0", "\u2009", "\t", "\u200b"])


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.tuples(PRINTED, GAPS), min_size=1, max_size=25))
def test_every_token_stands_where_it_says_on_the_page(words):
    text = "Masthead\r\n\r\n" + "".join(word + gap for word, gap in words)
    start = len("Masthead\r\n\r\n")
    segment = Segment(kind="paragraph", start=start, end=len(text))
    (sentences,) = parse_articles(a_document(text), [[segment]])
    tokens = [token for sentence in sentences for token in sentence.tokens]
    for token in tokens:
        assert token.text == text[token.start : token.end].translate(parser.PRINT_FORMS)
    letters = "".join(text[token.start : token.end] for token in tokens)
    assert letters == "".join(word for word, _ in words)
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end].translate(parser.PRINT_FORMS)


def test_print_forms_never_change_the_length_of_a_text():
    assert all(len(form) == 1 for form in parser.PRINT_FORMS.values())


def test_a_sentence_knows_what_hangs_on_each_word(parsed, token_of):
    (sentence,) = parsed("Kenya expelled two Somali diplomats.")
    diplomats = token_of(sentence, "diplomats")
    assert [kid.text for kid in sentence.kids(token_of(sentence, "expelled"), "nsubj")] == ["Kenya"]
    assert sentence.span_text(sentence.subtree(diplomats)) == "two Somali diplomats"
    assert sentence.span_text(sentence.subtree(diplomats, "nummod")) == "Somali diplomats"
    above = sentence.ancestors(token_of(sentence, "Somali"))
    assert [token.text for token in above] == ["diplomats", "expelled"]


def test_a_parser_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setenv("DRAGOMAN_PARSER", "en_core_web_absent")
    parser.shared_parser.cache_clear()
    try:
        with pytest.raises(DragomanError, match="'en_core_web_absent' is not installed"):
            parse_articles(a_document("Oman agreed."), [[paragraph("Oman agreed.")]])
    finally:
        parser.shared_parser.cache_clear()


def test_abbreviations_of_an_unknown_kind_are_refused(tmp_path):
    table = tmp_path / "abbreviations.tsv"
    table.write_text("word\tkind\nGen.\ttitle\nInc.\tfirm\n", encoding="utf-8")
    with pytest.raises(DragomanError, match=r"abbreviations\.tsv.*\n.*line 3: kind is 'firm'"):
        boundaries.abbreviations(table)


def test_a_stretch_too_long_for_the_parser_is_cut_after_sentences() -> None:
    text = "Kenya met Uganda. " * 3_000
    spans = list(parser._pieces(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= parser.LONGEST_PARSED for start, end in spans)
    assert all(text[:end].endswith(".") for _, end in spans[:-1])
