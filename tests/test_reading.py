"""Saved pages → articles: the sample, pages in the forms of many outlets, and the invariants."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.jsonl import from_json, to_json
from dragoman.reading import Input, article_text, audit, inputs, read

SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "two-news-pages.txt"
PAGES = Path(__file__).parent / "pages"


def reading_of(text, path="page.txt"):
    return read(Input(path, text.encode("utf-8", "surrogatepass")))


def page(name):
    (found,) = inputs([str(PAGES / f"{name}.txt")])
    return read(found)


def said(reading, article, kind):
    text = reading.document.text
    return [text[each.start : each.end] for each in article.segments if each.kind == kind]


@pytest.fixture(scope="module")
def sample():
    if not SAMPLE.exists():
        pytest.skip("the sample pages lie outside this checkout")
    (found,) = inputs([str(SAMPLE)])
    return read(found)


def test_the_sample_holds_two_articles_with_their_facts(sample):
    facts = [(each.title, each.published, each.updated, each.place) for each in sample.articles]
    assert facts == [
        (
            "Pakistan’s deputy PM, Rubio discuss global developments, strengthening bilateral ties",
            None,
            "2025-09-14",
            "Islamabad",
        ),
        (
            "UN disarmament panel passes Pakistan-led resolutions on arms control, "
            "nuclear security",
            None,
            "2025-11-08",
            "Islamabad",
        ),
    ]


def test_the_sample_is_labelled_part_by_part(sample):
    first, second = sample.articles
    assert len(said(sample, first, "headline")) == len(said(sample, second, "headline")) == 1
    assert [each[-9:] for each in said(sample, first, "caption")] == ["(AP/File)"]
    assert len(said(sample, first, "bullet")) == len(said(sample, second, "bullet")) == 2
    assert (len(said(sample, first, "paragraph")), len(said(sample, second, "paragraph"))) == (9, 9)
    assert said(sample, first, "paragraph")[0].startswith("US Secretary of State Marco Rubio and")
    assert said(sample, second, "paragraph")[0].startswith("The United Nations General Assembly’s")
    furniture = said(sample, first, "boilerplate")
    assert {"Short Url", "Updated 14 September 2025", "Follow", "ISLAMABAD:"} <= set(furniture)
    assert furniture.count(first.title) == 3


EXPECTED = {
    # page: (title, published, updated, place, source, first words, paragraphs) of each article
    "public-broadcaster": [
        ("Ferry ministers agree winter timetable after marathon talks", "2025-09-14", None, None,
         None, "Ministers from the two island", 5),
    ],
    "daily-standfirst": [
        ("Border villages vote to keep shared school open", "2025-11-07", "2025-11-08", None,
         None, "Two border villages have voted", 4),
    ],
    "state-agency": [
        ("Lagoon states sign fishing accord in Port Selam", "2025-05-28", None, "Port Selam",
         "Xinhua", "Three lagoon states signed", 3),
    ],
    "wire-ap": [
        (None, None, None, "Alder City", "AP", "The governor of Westland ordered", 3),
    ],
    "cable-network": [
        ("Gulf pipeline partners suspend talks after refinery blast", "2025-11-03", None, None,
         None, "The partners in the gulf", 4),
    ],
    "paper-of-record": [
        ("Envoys weigh reopening of salt road", "2025-11-08", "2025-11-08", "Kharan Pass",
         "DAWN.COM", "Envoys of the two neighbours", 3),
    ],
    "africa-digest": [
        ("Maravi: Parliament passes water bill after walkout", None, None, "Lilanga",
         None, "Maravi's parliament on Thursday", 2),
        ("Tembo: Striking nurses return to wards", None, None, "Port Amina",
         None, "Nurses in Tembo returned", 1),
        ("Sahelia: Army frees hostages near northern border", None, None, "Gourma",
         "allAfrica", "Soldiers freed nine hostages", 2),
    ],
    "un-release": [
        ("Security Council Extends Mandate of Observers on Coral Strait for Six Months",
         "2021-06-14", None, None, None, "The Security Council today extended", 8),
    ],
    "ministry-release": [
        ("Norland recalls ambassador for consultations over detained crew", "2025-10-12", None,
         "Haven", None, "The Government of Norland", 2),
    ],
    "spokesperson": [
        ("Foreign Ministry Spokesperson's Regular Press Conference on October 14, 2025", None,
         "2025-10-14", None, None, "Q: Will the foreign minister", 4),
    ],
    "metro-daily": [
        ("Trawler crew to be tried in Velden, says prosecutor", "2025-10-14", "2025-10-15",
         "Velden", None, "The crew of the trawler", 3),
    ],
    "tass": [
        ("Moscow ready to host talks on Coral Strait — deputy minister", None, None, "Moscow",
         "TASS", "Moscow is ready to host", 2),
    ],
    "yonhap-kyodo": [
        ("(2nd LD) Seoul, Haven agree to resume vice ministerial talks", "2025-05-28", None,
         "Seoul", "Yonhap", "South Korea and Norland", 2),
        ("FOCUS: Tokyo weighs rescue fund for island ferries", None, None, "Tokyo",
         "Kyodo", "Japan is weighing", 2),
    ],
    "reuters-wrapped": [
        ("UPDATE 2-Norland raises rates to defend crown", None, None, "London",
         "Reuters", "Norland's central bank raised", 4),
    ],
    "afp": [
        ("Rebels free 12 aid workers in hills above Gourma", "2024-06-02", None, "Gourma",
         "AFP", "Rebels on Sunday freed", 3),
    ],
    "mail-digest": [
        ("Norland and Velden swap detained fishermen at sea", "2025-11-08", None, None,
         None, "The two countries exchanged", 1),
        ("Lagoon states accuse trawlers of breaking new accord", "2025-11-08", None, None,
         None, "Fisheries ministers said", 1),
        ("Maravi opposition leader arrested at airport on return", "2025-11-08", None, None,
         None, "Police arrested the leader", 1),
    ],
    "ruled-stories": [
        ("COUNCIL BACKS HARBOUR PLAN", None, None, "Velden", None, "The town council", 2),
        ("FISHERMEN BLOCK HARBOUR ROAD", None, None, "Velden", None, "Fishermen blocked", 2),
    ],
    "world-briefs": [
        ("Storm kills nine", None, None, "Manila", None, "A storm killed nine", 1),
        ("Envoy expelled", None, None, "Prague", None, "The government expelled", 1),
        ("Talks in Doha", None, None, "Doha", None, "Delegations of the two", 1),
    ],
    "readout": [
        ("Secretary's Call with Foreign Minister Example", "2025-11-08", None, None,
         "U.S. Department of State", "The below is attributable", 3),
    ],
    "radio": [
        ("Aid convoy enters enclave after monthlong closure", "2025-11-08", None, "Tel Aviv",
         None, "An aid convoy entered", 2),
    ],
    "agency-capital": [
        ("Foreign ministers discuss ceasefire by phone", "2025-11-08", "2025-11-08", "Ankara",
         None, "The foreign ministers of the two", 2),
    ],
    "online-daily": [
        ("Ministers sign grain corridor protocol in Odesa", "2025-11-08", None, None,
         None, "Ministers from two countries", 3),
    ],
    "site-date": [
        ("Army chief visits forward posts", "2025-11-09", None, "Rawalpindi",
         None, "The army chief visited", 2),
    ],
    "furniture-only": [],
    "plain-prose": [(None, None, None, None, None, "The foreign ministers of Norland", 3)],
    "markdown": [
        ("Norland parliament rejects fishing treaty", "2025-11-08", None, None,
         None, "Norland's parliament on Saturday", 2),
    ],
    "live-blog": [
        ("LIVE: Coral Strait talks resume in Haven", None, None, None,
         None, "The delegations have entered", 3),
    ],
    "short-brief": [
        ("Velden frees Aurora crew", None, None, "Haven", "AP", "Velden freed the crew", 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_page_gives_its_articles(name):
    reading = page(name)
    found = []
    for article, expected in zip(reading.articles, EXPECTED[name], strict=True):
        body = said(reading, article, "paragraph")
        first = expected[5] if body[0].startswith(expected[5]) else body[0]
        found.append(
            (article.title, article.published, article.updated, article.place, article.source,
             first, len(body))
        )  # fmt: skip
    assert found == EXPECTED[name]


def test_every_page_of_ours_is_expected_to_give_something():
    assert {path.stem for path in PAGES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("public-broadcaster", "boilerplate", "What was agreed?"),
        ("public-broadcaster", "caption", "Image source, Getty Images"),
        ("daily-standfirst", "boilerplate", "Sign up to This Week in Europe"),
        ("cable-network", "boilerplate", "Pipeline deal in doubt"),
        ("metro-daily", "boilerplate", "Also read | Norland recalls envoy over detained crew"),
        ("reuters-wrapped", "boilerplate", "WIDER PRESSURE"),
        ("reuters-wrapped", "boilerplate", "LONDON, May 28 (Reuters) -"),
        ("state-agency", "boilerplate", "Enditem"),
        ("tass", "bullet", "The diplomat said invitations had been sent to both parties"),
        ("markdown", "boilerplate", "## Why it failed"),
    ],
)
def test_parts_of_pages_are_labelled(name, kind, words):
    reading = page(name)
    assert words in said(reading, reading.articles[0], kind)


def test_a_wrapped_paragraph_is_one_segment_over_its_lines():
    reading = page("reuters-wrapped")
    paragraphs = said(reading, reading.articles[0], "paragraph")
    assert paragraphs[1] == (
        "The decision surprised markets, which had expected no change before\nthe summer."
    )


def test_a_page_of_furniture_says_so():
    assert "  0 articles found: only furniture of the site, in 14 blocks" in audit(
        page("furniture-only")
    )


def test_the_audit_names_every_block_and_why():
    reading = page("paper-of-record")
    told = audit(reading)
    assert len(told) == 3 + len(reading.articles) + len(reading.blocks)
    assert any("kept    dateline" in line and "KHARAN PASS:" in line for line in told)
    assert any("dropped" in line and "[date line]" in line for line in told)


HEAD = "Envoys meet again in Haven over salt road"
BODY = "Envoys met on Monday in the old customs house.\n\nThey will meet again, officials said."


def test_a_crosshead_does_not_split_a_story():
    reading = reading_of(f"{HEAD}\n\n{BODY}\n\nWhat the traders want from both sides\n\n{BODY}")
    assert [each.title for each in reading.articles] == [HEAD]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("\n\n----------\n\n{}\n\n", id="rule and headline"),
        pytest.param("\f{}\n\n", id="form feed and headline"),
        pytest.param("\n\n{}\n\n{}\n\n", id="headline twice"),
        pytest.param("\n\n{}\n\nUpdated 8 November 2025\n\n", id="headline and date"),
        pytest.param("\n\n{}\n\nVELDEN: ", id="headline and dateline"),
        pytest.param("\n\n{}\nBy Ellen Marsh\n\n", id="headline and byline"),
    ],
)
def test_two_signs_split_stories(between):
    second = "Council of Velden votes to widen harbour"
    between = between.replace("{}", second)
    reading = reading_of(f"{HEAD}\n\nHAVEN: {BODY}{between}{BODY}")
    assert [each.title for each in reading.articles] == [HEAD, second]


def test_single_newlines_between_paragraphs_are_enough():
    reading = reading_of(f"{HEAD}\n" + BODY.replace("\n\n", "\n"))
    (article,) = reading.articles
    assert article.title == HEAD
    assert len(said(reading, article, "paragraph")) == 2


def test_the_site_is_cut_off_the_headline_and_named():
    (article,) = reading_of(f"{HEAD} - Xinhua\n\n{BODY}").articles
    assert (article.title, article.source) == (HEAD, "Xinhua")


def test_the_pages_own_address_is_kept():
    url = "https://www.theguardian.com/world/2025/11/08/envoys"
    (article,) = reading_of(f"{HEAD}\n{url}\n\n{BODY}").articles
    assert (article.url, article.source, article.published) == (url, "The Guardian", "2025-11-08")


def test_a_datelines_day_takes_its_year_from_the_page():
    (article,) = reading_of(
        f"{HEAD}\nUpdated 9 November 2025\n\nHAVEN, Nov 8 (AP) — {BODY}"
    ).articles
    assert (article.published, article.updated) == ("2025-11-08", "2025-11-09")
    (article,) = reading_of(f"{HEAD}\n\nHAVEN, Nov 8 (AP) — {BODY}").articles
    assert article.published is None


def test_entities_stay_as_they_are_so_that_offsets_hold():
    reading = reading_of("Talks &ndash; again\n\nEnvoys &amp; traders met on Monday in Haven.")
    assert said(reading, reading.articles[0], "paragraph") == [
        "Envoys &amp; traders met on Monday in Haven."
    ]


def test_a_lone_sentence_is_an_article():
    reading = reading_of("Norland recalls its envoy from Velden")
    (article,) = reading.articles
    assert said(reading, article, "paragraph") == ["Norland recalls its envoy from Velden"]


def test_identical_stories_in_a_file_have_different_ids():
    story = f"{HEAD}\n\nHAVEN: {BODY}\n\n==========\n\n"
    reading = reading_of(story + story)
    first, second = reading.articles
    assert article_text(reading.document, first) == article_text(reading.document, second)
    assert first.id != second.id


LINES = st.sampled_from(
    [
        HEAD, "HAVEN: Envoys met on Monday.", "LAGOS, May 28 (Xinhua) -- Police said so.", "Follow",
        "Updated 14 September 2025", "• Ties have improved since the thaw in May", "Related",
        "The minister said that talks would go on. (Reuters)", "By Ellen Marsh, 1 min", "\f", "",
        "Photo: The hall in Haven. (AP/File)", "* Home", "## Why", "more-in The police came today.",
        "By: Ann Bell The police came on Monday to the hall.", "Video", "Key points", "-----",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=30).map("\n".join),
    st.lists(LINES, max_size=30).map("\r\n".join),
)


def readable_or_none(text, encoding="utf-8", path="a.txt"):
    try:
        return read(Input(path, text.encode(encoding, "surrogatepass")))
    except InputError:
        return None


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_segments_and_blocks_point_into_the_text(text):
    reading = readable_or_none(text)
    if reading is None:
        return
    decoded = reading.document.text
    for article in reading.articles:
        at = 0
        assert article.segments
        for each in article.segments:
            piece = decoded[each.start : each.end]
            assert at <= each.start < each.end <= len(decoded)
            assert piece == piece.strip() != ""
            at = each.end
        assert from_json(to_json(article)) == article
    at = 0
    for block in reading.blocks:
        assert decoded[at : block.start].strip() == ""
        assert block.start < block.end
        at = block.end
    assert decoded[at:].strip() == ""


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_again_or_elsewhere_gives_the_same(text):
    first, again = readable_or_none(text), readable_or_none(text)
    assert first == again
    moved = readable_or_none(text, path="else/where.txt")
    if first is not None and moved is not None:
        assert [each.id for each in first.articles] == [each.id for each in moved.articles]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(LINES, min_size=1, max_size=30).map("\n".join), st.sampled_from(["utf-16", "cp1252"])
)
def test_the_encoding_does_not_change_what_is_read(text, encoding):
    first, other = readable_or_none(text), readable_or_none(text, encoding)
    if first is None or other is None:
        assert first is other
        return
    assert first.document == other.document
    assert first.articles == other.articles


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=20))
def test_no_paragraph_with_a_dateline_disappears(parts):
    text = "\n".join(parts)
    reading = readable_or_none(text)
    kept = (
        ""
        if reading is None
        else " ".join(
            piece for each in reading.articles for piece in said(reading, each, "paragraph")
        )
    )
    assert kept.count("Police said so.") == parts.count("LAGOS, May 28 (Xinhua) -- Police said so.")
