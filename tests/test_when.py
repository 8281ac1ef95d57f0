"""When an act took place: by its own clause, by who reports it, by the article's day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.test_drafting import coded

from dragoman.events.status import ReadStatus, read_status
from dragoman.events.when import Act, calendar_of, when_of
from dragoman.language import parse_articles
from dragoman.records import Article, Document, Segment

WEDNESDAY = date(2025, 9, 17)
LEAD = "Chad and Mali signed a pact on Tuesday."


def an_article(*paragraphs, anchor=WEDNESDAY, kind="paragraph"):
    """An article of these paragraphs: its document, itself, its parsed sentences, its calendar."""
    text = "\n\n".join(paragraphs)
    starts = [sum(len(each) + 2 for each in paragraphs[:at]) for at in range(len(paragraphs))]
    segments = tuple(
        Segment(kind=kind, start=start, end=start + len(each))
        for start, each in zip(starts, paragraphs, strict=True)
    )
    document = Document(file="page.txt", text=text, text_sha256="", reader="text 1")
    article = Article(
        id="a-1", file="page.txt", index=0, title=None, source=None, url=None, language="en",
        text_sha256="", reader="text 1", published=anchor.isoformat() if anchor else None,
        updated=None, place=None, segments=segments,
    )  # fmt: skip
    (sentences,) = parse_articles(document, [segments])
    return sentences, calendar_of(document, article, sentences, anchor)


def dated(word, *paragraphs, event_type="ASSAULT", status=None, **more):
    """When the act in a word took place ("day how"), and when it is due; "-" for neither."""
    sentences, calendar = an_article(*paragraphs, **more)
    sentence, token = next((s, t) for s in reversed(sentences) for t in s.tokens if t.text == word)
    read = read_status(sentence, token.i, WEDNESDAY.year)
    told = ReadStatus(status, None) if status else read
    when = when_of(Act(sentence, token.i, event_type, told), calendar)
    done = f"{when.done.told.day} {when.done.how}" if when.done else "-"
    return done, str(when.due.told.day) if when.due else "-"


class TestTheActsOwnClause:
    @pytest.mark.parametrize(
        ("text", "word", "expected"),
        [
            ("Rebels shelled the port on Monday.", "shelled", "2025-09-15 text"),
            ("On Monday, rebels shelled the port.", "shelled", "2025-09-15 text"),
            ("Kenya met Chad on Monday and Mali on Friday.", "met", "2025-09-15 text"),
            # Each verb has its own.
            ("Troops left on Monday and rebels shelled the port on Friday.",
             "left", "2025-09-15 text"),
            ("Troops left on Monday and rebels shelled the port on Friday.",
             "shelled", "2025-09-12 text"),
            # Verbs with one subject share it, whichever it stands with.
            ("Police arrested him on Friday and deported his wife.", "deported", "2025-09-12 text"),
            ("He was arrested and deported on Friday.", "arrested", "2025-09-12 text"),
            # What goes along with an act is of its time.
            ("Rebels shelled the port on Monday, killing nine.", "killing", "2025-09-15 text"),
            # A noun has the time of the verb that says it took place.
            ("The two sides held talks on Monday.", "talks", "2025-09-15 text"),
            ("An attack of 7 June 2024 left nine dead.", "attack", "2024-06-07 text"),
            # The time of a thing in the sentence is not the act's.
            ("Peru condemned the attack of 7 June 2024.", "attack", "2024-06-07 text"),
            ("Ties improved since May, when Peru brokered a truce.", "brokered",
             "2025-05-01 text"),
            ("Clashes killed five men in June.", "Clashes", "2025-06-01 text"),
            ("Mali raided two camps on Monday in a joint operation.", "operation",
             "2025-09-15 text"),
            ("Chad seized the islands in the 1967 war.", "seized", "1967-01-01 text"),
        ],
    )  # fmt: skip
    def test_dates_it(self, text, word, expected):
        assert dated(word, text)[0] == expected

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Peru condemned the attack of 7 June 2024.", "condemned"),
            ("Mali freed nine men held since August.", "freed"),
            ("Kenya expelled the envoy after the vote on Friday.", "expelled"),
            ("Kenya praised Chad for the first time since June.", "praised"),
        ],
    )
    def test_is_not_that_of_another_act(self, text, word):
        assert dated(word, text)[0] == "2025-09-17 dateline"

    @pytest.mark.parametrize(
        "text",
        [
            "Rebels shelled the port two days after the summit.",
            "Rebels shelled the port several weeks ago.",
            "Rebels recently shelled the port.",
            "For years rebels shelled the port.",
        ],
    )
    def test_that_no_calendar_has_leaves_the_act_without_a_day(self, text):
        assert dated("shelled", LEAD, text) == ("-", "-")


class TestNews:
    def test_has_the_day_of_the_report(self):
        text = "Police said on Monday that they had arrested nine men."
        assert dated("arrested", text) == ("2025-09-15 inferred", "-")

    def test_has_the_day_of_the_lead(self):
        assert dated("praised", LEAD, "Mali praised Chad.")[0] == "2025-09-16 inferred"

    def test_has_the_articles_day_where_the_lead_tells_none(self):
        text = "Mali praised Chad."
        assert dated("praised", text)[0] == "2025-09-17 dateline"

    def test_goes_on_from_the_sentence_before(self):
        paragraphs = (LEAD, "On Sunday, rebels shelled the port.", "Troops fired back.")
        assert dated("fired", *paragraphs)[0] == "2025-09-14 inferred"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The following day, rebels shelled the port.", "2025-09-17 inferred"),
            ("Rebels shelled the port that night.", "2025-09-16 inferred"),
            ("Rebels had shelled the port two days earlier.", "2025-09-14 inferred"),
        ],
    )
    def test_counts_from_the_day_told_before(self, text, expected):
        assert dated("shelled", LEAD, text)[0] == expected

    def test_counts_from_no_day_where_none_was_told(self):
        text = "Rebels shelled the port the following day."
        assert dated("shelled", "Mali praised Chad.", text) == ("-", "-")

    def test_a_paragraph_about_the_past_stays_there_and_the_next_returns(self):
        past = "In January, traders marched through the town. Police dispersed them."
        assert dated("dispersed", LEAD, past)[0] == "2025-01-01 inferred"
        assert dated("praised", LEAD, past, "Mali praised Chad.")[0] == "2025-09-16 inferred"

    def test_what_opens_a_sentence_holds_for_all_of_it(self):
        text = "In 2016 a court ruled for Peru; Chad rejected the ruling."
        assert dated("rejected", LEAD, text, status="actual")[0] == "2016-01-01 inferred"

    @pytest.mark.parametrize(
        ("text", "word", "event_type"),
        [
            ("Mali has freed nine men.", "freed", "RETREAT"),
            ("The two sides held talks.", "talks", "CONSULT"),
            ("The move sparked protests.", "protests", "PROTEST"),
            ("The minister said the raid was a crime.", "was", "ACCUSE"),
            ("Peru warned that it would close the border.", "close", "THREATEN"),
            ("Hours after rebels shelled the port, troops fired back.", "shelled", "ASSAULT"),
        ],
    )
    def test_is_told_in_the_past_or_said_now(self, text, word, event_type):
        assert dated(word, LEAD, text, event_type=event_type, status="actual")[0] == (
            "2025-09-16 inferred"
        )

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Rebels had shelled the port.", "shelled"),
            ("Mali, which has shelled the port, was silent.", "shelled"),
            ("Rebels often shelled the port.", "shelled"),
            ("The army shells the port.", "shells"),
            ("After rebels shelled the port, ships stayed away.", "shelled"),
            ("Residents recalled the attack.", "attack"),
        ],
    )
    def test_is_not_what_was_before_or_is_always_so(self, text, word):
        assert dated(word, LEAD, text, status="actual")[0] == "-"

    @pytest.mark.parametrize("status", ["historical", "negated", "hypothetical"])
    def test_is_only_what_happened(self, status):
        assert dated("praised", LEAD, "Mali praised Chad.", status=status) == ("-", "-")

    def test_a_headline_is_in_the_present(self):
        assert dated("shells", "Army shells port", kind="headline")[0] == "2025-09-17 dateline"


class TestWhatIsDue:
    @pytest.mark.parametrize(
        ("text", "word", "event_type", "expected"),
        [
            ("Kenya will send police on Friday.", "send", "AGREE", ("-", "2025-09-19")),
            ("Kenya agreed on Monday to send police on Friday.", "agreed", "AGREE",
             ("2025-09-15 text", "2025-09-19")),
            ("Kenya promised to send police by November.", "promised", "AGREE",
             ("2025-09-17 dateline", "2025-11-01")),
            ("A strike is planned for 28 September.", "strike", "PROTEST", ("-", "2025-09-28")),
            ("The court ordered the miners back by Friday.", "ordered", "REQUEST",
             ("2025-09-17 dateline", "2025-09-19")),
            ("The union called for a pay rise by December 2026.", "called", "REQUEST",
             ("2025-09-17 dateline", "2026-12-01")),
        ],
    )  # fmt: skip
    def test_is_planned_for_a_day_ahead(self, text, word, event_type, expected):
        assert dated(word, text, event_type=event_type) == expected


class TestWithoutAnAnchor:
    @pytest.mark.parametrize(
        "text",
        [
            "Rebels shelled the port.",
            "Rebels shelled the port on Monday.",
            "Rebels shelled the port yesterday.",
            "Rebels shelled the port in May.",
        ],
    )
    def test_no_day_is_made_up(self, text):
        assert dated("shelled", LEAD, text, anchor=None) == ("-", "-")

    def test_a_whole_date_is_read(self):
        text = "Rebels shelled the port on 3 May 2024."
        assert dated("shelled", text, anchor=None) == ("2024-05-03 text", "-")


class TestTheRecord:
    PAGE = (
        "Chad expels envoy\n\nPublished: 17 September 2025\n\n"
        "N'DJAMENA (Agency) -- Chad expelled the ambassador of Mali on Tuesday.\n\n"
        "Mali condemned the expulsion.\n"
    )

    def events(self, page=PAGE):
        return {event.event_type: event for event in coded(page, least=0.0).events}

    def test_shows_the_words_that_the_day_was_read_from(self):
        event = self.events()["SANCTION"]
        (span,) = event.evidence["date"].spans
        assert (event.date, event.date_text, event.granularity) == ("2025-09-16", "Tuesday", "day")
        assert self.PAGE[slice(*span)] == "Tuesday"
        assert event.evidence["date"].how == "text"

    def test_marks_a_day_that_was_inferred(self):
        event = self.events()["ACCUSE"]
        assert (event.date, event.date_text) == ("2025-09-16", "Tuesday")
        assert event.evidence["date"].how == "inferred"

    def test_shows_the_day_that_the_page_prints_of_itself(self):
        event = self.events(self.PAGE.replace(" on Tuesday", ""))["ACCUSE"]
        assert (event.date, event.date_text) == ("2025-09-17", "17 September 2025")
        assert event.evidence["date"].how == "dateline"
