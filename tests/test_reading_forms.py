"""Forms of pages, one to a test: what must be in the story, and what must stay out of it."""

from pathlib import Path

import pytest

from dragoman.reading import Input, count_inputs, inputs, read
from dragoman.reading.datelines import parse_dateline
from dragoman.reading.dates import numeric_order
from dragoman.reading.slugs import is_slug, wire_days

HEAD = "Envoys meet again in Haven over salt road"
BODY = "Envoys met on Monday in the old customs house.\n\nThey will meet again, officials said."
FIRST = "Envoys met on Monday in the old customs house."
LAST = "They will meet again, officials said."


def reading_of(text):
    return read(Input("page.txt", text.encode("utf-8")))


def paragraphs(text):
    reading = reading_of(text)
    return [
        reading.document.text[each.start : each.end]
        for article in reading.articles
        for each in article.segments
        if each.kind == "paragraph"
    ]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("BC-Lagoon-Fish, 1st Ld-Writethru,0291", True),
        ("AM-Norland-Strike, Bjt,0310", True),
        ("a0412", True),
        ("AP-NY-09-17-25 0412EDT", True),
        ("US-Velden talks resume in Haven", False),
        ("UN-backed plan fails, 9 dead", False),
    ],
)
def test_slugs_of_the_wires(words, slug):
    assert is_slug(words, len(words.split()), dated=False) is slug


def test_a_wires_line_of_transmission_tells_the_day():
    assert [each.day for each in wire_days("AP-NY-09-17-25 0412EDT")] == ["2025-09-17"]
    assert [each.day for each in wire_days("AP-NY-09-17-86 0412EDT")] == ["1986-09-17"]
    assert wire_days("BC-Lagoon-Fish, 1st Ld-Writethru,0291") == ()


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("HONIARA, Solomon Islands _ The", "Honiara", "The"),
        ("HAVEN, Norland (AP) _ The", "Haven", "The"),
        ("Riyadh, Jumada I 12, 1447, November 3, 2025, SPA -- The", "Riyadh", "The"),
    ],
)
def test_datelines_with_an_underscore_or_an_islamic_date(text, place, first):
    found = parse_dateline(text)
    assert found is not None
    assert found.place == place
    assert text[found.end :].startswith(first)


def test_a_wrapped_wire_with_slugs_has_its_headline_place_and_day():
    (article,) = reading_of(
        "BC-Norland-Salt, 1st Ld-Writethru,0291\nEnvoys reopen salt road after two years of snow"
        "\nEds: UPDATES with quotes. ADDS numbers.\nBy ELLEN MARSH\nHarbour Wire Writer\n\n"
        "   HAVEN, Norland _ Envoys of both neighbours on Wednesday opened\nthe road that snow "
        "and mistrust had kept closed since the last\nharvest.\n\n"
        "   They had met for nine days in the old customs house, and the\nkey was lost twice.\n\n"
        "   AP-NY-09-17-25 0412EDT\n"
    ).articles
    assert article.title == "Envoys reopen salt road after two years of snow"
    assert (article.published, article.place) == ("2025-09-17", "Haven")


def test_paragraphs_that_begin_with_a_tab_are_joined_over_their_lines():
    found = paragraphs(
        "\tRebels Sign Truce In Maravi\r\n"
        "\tGOURMA, Maravi (AP) _ The government and the rebels of the hills on\r\n"
        "Thursday signed a truce of thirty days.\r\n"
        "\tThe army had withdrawn two battalions from the market town of\r\n"
        "Port Amina at their demand.\r\n"
        "\tNobody was hurt.\r\n"
    )
    assert [each.split()[0] for each in found] == ["The", "The", "Nobody"]
    assert found[1].endswith("Port Amina at their demand.")


def test_indented_paragraphs_of_one_line_stay_apart():
    text = f"{HEAD}\n\nHAVEN, Nov 3 (KUNA) -- {FIRST}\n    {LAST}\n    It rained. (end)\n nas.mb\n"
    assert paragraphs(text) == [FIRST, LAST, "It rained."]


def test_a_small_towns_dateline_is_read_where_the_page_uses_it_as_a_place():
    text = f"{HEAD}\n\nBellmoor: A magistrate sent the envoy home.\n\nHe had slept in Bellmoor."
    (article,) = reading_of(text).articles
    assert article.place == "Bellmoor"
    assert paragraphs(text)[0] == "A magistrate sent the envoy home."


def test_a_speaker_before_a_colon_is_no_town():
    (article,) = reading_of(f"{HEAD}\n\nMarsh: We will not go home today.\n\n{BODY}").articles
    assert article.place is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Steppe Agency | 2025-11-03 21:44:10 | Editor: huo", "Steppe Agency"),
        ("By Our Reporter | The Haven Lantern | Added 3rd November 2025 04:12 PM",
         "The Haven Lantern"),
        ("By Ellen Marsh | 3 November 2025", None),
    ],
)  # fmt: skip
def test_a_line_of_credits_gives_its_day_and_its_outlet(line, source):
    (article,) = reading_of(f"{HEAD}\n{line}\n\n{BODY}").articles
    assert (article.published, article.source) == ("2025-11-03", source)


def test_a_sentence_that_names_an_agency_and_a_day_is_no_byline():
    last = "The News Agency of Nigeria (NAN) reports that the traders left on 2 October. (NAN)"
    assert paragraphs(f"{HEAD}\n\n{BODY}\n\n{last}")[-1] == last.removesuffix(" (NAN)")


def test_a_signature_gives_the_source():
    (article,) = reading_of(f"{HEAD}\n\n{BODY}\n-- SPA\n").articles
    assert article.source == "SPA"


def test_a_newsletters_ruled_items_are_stories_with_short_headlines():
    items = "".join(
        f"\n------------\n\n{head}\nThe council of {town} met and voted. It rained.\n"
        for head, town in [
            ("HAVEN VOTES AGAIN", "Haven"), ("VELDEN RECALLS ENVOY", "Velden"),
            ("TEMBO FREES CREW", "Tembo"),
        ]
    )  # fmt: skip
    reading = reading_of(f"THE COAST MEMO\nYour note on the coast\nJuly 10, 2025\n{items}")
    found = [(each.title, each.published) for each in reading.articles]
    assert found == [
        ("HAVEN VOTES AGAIN", "2025-07-10"),
        ("VELDEN RECALLS ENVOY", "2025-07-10"),
        ("TEMBO FREES CREW", "2025-07-10"),
    ]


def test_run_in_headings_of_a_newsletter_are_no_datelines():
    text = (
        "Your note on the coast, every day\n\nSANCTIONS BLOCKED: The council vetoed the list.\n\n"
        "TIN WARS: Haven raised its duties again.\n\nNEW FACE: Velden has a new envoy.\n"
    )
    assert paragraphs(text)[0] == "The council vetoed the list."
    assert {each.place for each in reading_of(text).articles} == {None}


@pytest.mark.parametrize(
    "tail",
    [
        "Notes to editors:\nThe full list is on the ministry's pages.\nA freeze binds all banks.",
        "About the League\n\nThe League is an association of 12 lagoon states.",
        "Note from the author:\n\nHi, this is Ellen. I walked the road for nine days.",
        "Ellen Marsh is a reporter in Haven. She covered the salt road for years.",
        "Media enquiries\n\nCall the press office before noon.",
    ],
)
def test_notes_after_the_text_stay_out_of_it(tail):
    assert paragraphs(f"{HEAD}\nBy Ellen Marsh\n\n{BODY}\n\n{tail}") == [FIRST, LAST]


def test_a_story_after_the_notes_of_another_is_found():
    second = "Council of Velden votes to widen harbour"
    text = f"{HEAD}\n\n{BODY}\n\nAbout the author\n\nShe lives in Haven, by the sea.\n\n"
    reading = reading_of(f"{text}------\n\n{second}\nBy Ann Bell\n\n{BODY}")
    assert [each.title for each in reading.articles] == [HEAD, second]


def test_other_stories_in_the_middle_are_no_part_of_it():
    between = "RELATED NEWS\n\nVelden: judges free the crew\n\nCourt orders release of writer"
    last = "The salt road stayed closed all winter."
    text = f"{HEAD}\n\n{BODY}\n\n{between}\n\n“We waited for nine days,” he said.\n\n{last}"
    assert paragraphs(text) == [FIRST, LAST, "“We waited for nine days,” he said.", last]
    assert len(reading_of(text).articles) == 1


def test_points_under_what_you_need_to_know_are_bullets():
    points = "What you need to know:\n\nPatrols begin in May.\nHaven hosts them."
    assert paragraphs(f"{HEAD}\n\n{points}\n\n{BODY}") == [FIRST, LAST]


@pytest.mark.parametrize(
    "caption",
    [
        "Ferry passengers walk past the customs house in Haven. © Reuters",
        "Soldiers stand guard before the customs house\nThe envoys had askedImage: Ann Bell/AFP",
    ],
)
def test_captions_with_their_credit_run_on(caption):
    assert paragraphs(f"{HEAD}\n\n{caption}\n\n{BODY}") == [FIRST, LAST]


def test_a_sentence_between_byline_and_dateline_is_a_caption():
    above = "Traders hold flags before the customs house on November 2."
    text = f"{HEAD}\n\nBy Ellen Marsh\n\n{above}\n\nHAVEN -- {BODY}"
    (article,) = reading_of(text).articles
    kinds = {text[each.start : each.end]: each.kind for each in article.segments}
    assert kinds[above] == "caption"


def test_a_menu_named_videos_does_not_swallow_the_headline():
    text = f"Latest videos\nLive TV\n\nPolitics | Norland\n\n{HEAD}\nEllen Marsh with AFP, dpa\n\n"
    (article,) = reading_of(text + BODY).articles
    assert (article.title, article.source) == (HEAD, "AFP")


def test_a_labelled_date_may_be_followed_by_a_link():
    (article,) = reading_of(
        f"{HEAD}\nPublished\n3 March 2025\nLast updated\n4 March 2025 — See all updates\n\n{BODY}"
    ).articles
    assert (article.published, article.updated) == ("2025-03-03", "2025-03-04")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("03/11/2025\n\nHAVEN, Nov 3 (KUNA) -- It rained.", "dmy"),
        ("11/03/2025\n\nHAVEN, Nov 3 (AP) -- It rained.", "mdy"),
        ("03/11/2025\n\nIt rained.", None),
        ("03/11/2025\n\nFrom March 11 to November 3.", None),
    ],
)
def test_a_date_in_words_tells_how_the_page_writes_numbers(text, order):
    assert numeric_order(text) == order


def test_the_place_before_a_date_is_read():
    text = f"{HEAD}\n\nISTANBUL Nov 03, 2025 - 2:05 pm GMT+3\n\n{BODY}"
    assert reading_of(text).articles[0].place == "Istanbul"


def test_words_that_announce_a_quotation_are_text():
    text = f"{HEAD}\n\n{FIRST}\n\nMinister Ann Bell said:\n\nThe road is ours.\n\n{LAST}"
    assert paragraphs(text) == [FIRST, "Minister Ann Bell said:", "The road is ours.", LAST]


def test_a_notice_about_privacy_alone_is_no_article():
    reading = reading_of(
        "Menu\nWe value your privacy. We and our 9 partners keep data.\nReject all"
    )
    assert reading.articles == ()


def test_a_speaker_in_a_report_of_parliament_is_not_its_headline():
    (article,) = reading_of(
        "Hansard\nVolume 412: debated on Monday 3 November 2025\n\nSalt Road: Statement\n\n3.32pm"
        f"\n\nThe Secretary of State for the Coast (Jane Ashdown)\n\n{BODY}"
    ).articles
    assert (article.title, article.published) == ("Salt Road: Statement", "2025-11-03")


def test_counting_inputs_opens_nothing(tmp_path: Path):
    for name in ("a.txt", "b.txt", ".hidden"):
        (tmp_path / name).write_text("It rained.")
    paths = [str(tmp_path), str(tmp_path / "none.txt"), "-"]
    assert count_inputs(paths) == 4
    assert len(list(inputs(paths[:2]))) == 3
