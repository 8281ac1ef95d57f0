"""Where an act was: its clause, the dateline, or what those who take part leave."""

from __future__ import annotations

import pytest

from dragoman.pipeline import code
from dragoman.reading import Input, read
from dragoman.records import Event


def coded(text: str) -> tuple[Event, ...]:
    return code([read(Input("page.txt", text.encode()))])[0].events


def place_of(text: str, kind: str) -> tuple[str | None, str | None, str | None]:
    """Name, country and how it is known of the place of the first event of a type."""
    event = next(each for each in coded(text) if each.event_type == kind)
    shown = event.evidence.get("event_loc.country")
    return event.event_loc.name, event.event_loc.country, shown.how if shown else None


class TestTheClause:
    @pytest.mark.parametrize(
        ("text", "kind", "name", "country"),
        [
            ("Norway's foreign minister met her Kenyan counterpart in Lima on Monday.",
             "CONSULT", "Lima", "PER"),
            ("Norway's foreign minister met her Kenyan counterpart at the ministry in Lima.",
             "CONSULT", "Lima", "PER"),
            ("Gunmen killed nine Kenyan soldiers near the border town of Garissa on Monday.",
             "ASSAULT", "Garissa", "KEN"),
            ("Ghana's president visited Lisbon on Monday.", "CONSULT", "Lisbon", "PRT"),
            ("Russian forces shelled Kharkiv overnight.", "ASSAULT", "Kharkiv", "UKR"),
            ("An Israeli air strike on Damascus killed two Syrian soldiers on Monday.",
             "ASSAULT", "Damascus", "SYR"),
            ("French troops withdrew from Mali on Monday.", "RETREAT", "Mali", "MLI"),
            ("In Dhaka, thousands of students marched against the government.",
             "PROTEST", "Dhaka", "BGD"),
        ],
    )  # fmt: skip
    def test_names_the_place(self, text, kind, name, country):
        assert place_of(text, kind) == (name, country, "knowledge")

    def test_its_words_are_those_of_the_page(self):
        text = "Gunmen killed nine Kenyan soldiers near N’Djamena on Monday."
        (event,) = [each for each in coded(text) if each.event_type == "ASSAULT"]
        place = event.event_loc
        assert place.start is not None
        assert place.text == text[place.start : place.end] == "N’Djamena"
        assert (round(place.lat or 0), round(place.lon or 0)) == (12, 15)
        fields = {name for name in event.evidence if name.startswith("event_loc.")}
        assert fields == {f"event_loc.{f}" for f in ("name", "country", "lat", "lon", "geonameid")}

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Kenya condemned Norway for its trade with Peru.", "ACCUSE"),
            ("Norway urged Peru to free the sailors.", "REQUEST"),
            ("Kenya and Norway agreed to share their fish.", "AGREE"),
            ("Kenya's president telephoned Norway's king on Monday.", "CONSULT"),
        ],
    )
    def test_whose_somebody_is_is_no_place(self, text, kind):
        assert place_of(text, kind) == (None, None, None)


class TestTheDateline:
    HEAD = "Ministers quarrel over fish\n\nOSLO, May 4 (Agency) -- "

    def test_is_the_place_of_fresh_news_of_its_country(self):
        text = self.HEAD + "Norway accused Iceland of overfishing on Monday."
        assert place_of(text, "ACCUSE") == ("Oslo", "NOR", "dateline")

    def test_its_evidence_points_at_its_words(self):
        text = self.HEAD + "Norway accused Iceland of overfishing on Monday."
        (event,) = [each for each in coded(text) if each.event_type == "ACCUSE"]
        (span,) = event.evidence["event_loc.country"].spans
        assert text[span.start : span.end] == "OSLO"
        assert (event.event_loc.text, event.event_loc.start) == (None, None)

    @pytest.mark.parametrize(
        "sentence",
        [
            "Norway had accused Iceland of overfishing.",
            "Peru accused Iceland of overfishing on Monday.",
        ],
    )
    def test_is_not_that_of_what_was_before_nor_of_others(self, sentence):
        assert place_of(self.HEAD + sentence, "ACCUSE") == (None, None, None)

    def test_is_not_that_of_deeds_in_a_story_of_other_places(self):
        text = self.HEAD + "Police arrested two Norwegian sailors on Monday."
        assert place_of(text, "COERCE") == ("Oslo", "NOR", "dateline")
        text += " The harbour of Bergen stays closed."
        assert place_of(text, "COERCE") == (None, "NOR", "inferred")

    def test_gives_way_to_the_clause(self):
        text = self.HEAD + "Norway's minister met his Kenyan counterpart in Lima on Monday."
        assert place_of(text, "CONSULT")[0] == "Lima"


class TestTheParties:
    @pytest.mark.parametrize(
        ("text", "kind", "country"),
        [
            ("Kenyan police arrested nine students.", "COERCE", "KEN"),
            ("A Kenyan court convicted two Norwegians.", "SANCTION", "KEN"),
            ("Rockets fired by Yemeni rebels killed three Saudi civilians.", "ASSAULT", "SAU"),
        ],
    )
    def test_leave_a_country_without_a_point(self, text, kind, country):
        event = next(each for each in coded(text) if each.event_type == kind)
        where = event.event_loc
        assert (where.country, where.name, where.lat) == (country, None, None)
        assert event.evidence["event_loc.country"].how == "inferred"
