"""From judged candidates to acts: which stay, which go and why, and on whom they fall."""

from __future__ import annotations

import json

import pytest
from tests.test_cli import dragoman

from dragoman.events.confidence import FEATURES, UNFITTED, Certainty, confidence_of, features_of
from dragoman.jsonl import to_json
from dragoman.pipeline import code
from dragoman.reading import Input, read
from dragoman.settings import Settings

STRIKE = (
    "KHARTOUM (Agency) -- Sudan's army shelled the Chadian town of Adre on Monday, killing nine "
    "villagers.\n\nChad's president condemned the attack.\n"
)


def coded(text, least=0.05, rejected=True):
    (found,) = code([read(Input("page.txt", text.encode()))], Settings(None, least, rejected))
    return found


def codes(parties):
    return [party.code for party in parties]


class TestOnWhomAnActFalls:
    @pytest.mark.parametrize(
        ("text", "event_type", "actor", "recipient"),
        [
            # Whose deed "the move" is: the actor of the act told before.
            (
                "Kenya expelled three Somali diplomats on Monday. Somalia condemned the move.\n",
                "ACCUSE", "SOM", "KEN",
            ),
            # Where an attack falls is whom it falls on.
            ("Israel launched an air strike in Lebanon on Monday.\n", "ASSAULT", "ISR", "LBN"),
        ],
    )  # fmt: skip
    def test_is_read_from_the_rest_of_the_article(self, text, event_type, actor, recipient):
        events = [each for each in coded(text).events if each.event_type == event_type]
        assert [(codes(each.actor), codes(each.recipient)) for each in events] == [
            ([actor], [recipient])
        ]

    def test_who_comes_from_elsewhere_is_marked_as_inferred(self):
        text = "Kenya expelled three Somali diplomats on Monday. Somalia condemned the move.\n"
        (accusing,) = [each for each in coded(text).events if each.event_type == "ACCUSE"]
        assert accusing.evidence["recipient.0.code"].how == "inferred"

    def test_nobody_is_made_up_where_the_article_names_nobody_else(self):
        (found,) = [
            each for each in coded("Somalia condemned the move.\n").events
            if each.event_type == "ACCUSE"
        ]  # fmt: skip
        assert found.recipient == ()


class TestRejected:
    def test_every_candidate_is_an_event_or_is_rejected(self):
        found = coded(STRIKE)
        triggers = {each.text_info.trigger.start for each in found.events}
        refused = {each.start for each in found.rejected}
        assert triggers
        assert refused
        assert not triggers & refused

    def test_each_has_a_reason_and_its_likeliest_types(self):
        text = STRIKE
        for each in coded(text).rejected:
            assert each.reason
            assert text[each.start : each.end] == each.word
            assert 1 <= len(each.types) <= 3
            assert list(each.types.values()) == sorted(each.types.values(), reverse=True)

    def test_what_is_told_beside_an_attack_is_the_same_act(self):
        reasons = {each.word: each.reason for each in coded(STRIKE, least=0.0).rejected}
        assert reasons["killing"] == 'same act as "shelled"'

    def test_they_are_not_told_unless_asked_for(self):
        assert coded(STRIKE, rejected=False).rejected == ()

    def test_the_floor_says_who_is_below_confidence(self):
        high, low = coded(STRIKE, least=0.999), coded(STRIKE, least=0.01)
        assert not high.events
        assert low.events
        assert "below confidence" in {each.reason for each in high.rejected}

    def test_the_command_writes_them_beside_the_records(self, tmp_path):
        page = tmp_path / "page.txt"
        page.write_text(STRIKE, encoding="utf-8")
        refused = tmp_path / "refused.jsonl"
        plain = dragoman("code", page)
        with_them = dragoman("code", page, "--rejected", refused)
        assert with_them.stdout == plain.stdout
        lines = [json.loads(line) for line in refused.read_text(encoding="utf-8").splitlines()]
        assert lines
        assert all(line["record"] == "rejected" and line["reason"] for line in lines)

    def test_they_cannot_go_where_the_records_go(self, tmp_path):
        page = tmp_path / "page.txt"
        page.write_text(STRIKE, encoding="utf-8")
        result = dragoman("code", page, "-o", tmp_path / "o", "--rejected", tmp_path / "o")
        assert result.exit_code == 2
        assert "name two" in result.stderr


class TestConfidence:
    def test_no_record_is_below_the_floor(self):
        for least in (0.1, 0.4, 0.7):
            assert all(each.confidence >= least - 0.001 for each in coded(STRIKE, least).events)

    def test_a_floor_only_takes_records_away(self):
        every = {to_json(each) for each in coded(STRIKE, 0.02).events}
        some = {to_json(each) for each in coded(STRIKE, 0.5).events}
        assert some <= every

    def test_it_grows_with_every_certainty(self):
        low = Certainty(type=0.5, table=0.0, chosen=0.5, others=0.5)
        base = confidence_of(features_of(low, (), noun=False, heading=False), UNFITTED)
        for field in ("type", "chosen", "others"):
            surer = low._replace(**{field: 0.9})
            features = features_of(surer, (), noun=False, heading=False)
            assert len(features) == len(FEATURES)
            assert confidence_of(features, UNFITTED) > base


class TestWhoSignTogether:
    def test_nobody_else_of_the_sentence_is_their_recipient(self):
        text = (
            "Peru and Chile signed a trade deal on Monday while Kenya imposed tariffs on Ghana.\n"
        )
        (signed,) = [each for each in coded(text).events if each.event_type == "SUPPORT"]
        assert (sorted(codes(signed.actor)), codes(signed.recipient)) == (["CHL", "PER"], [])


class TestToldOnce:
    @pytest.mark.parametrize(
        ("first", "later", "told"),
        [
            ("Kenyan police arrested two editors", "The editors' detention by Kenyan police", 1),
            ("Kenyan forces shelled Somalia", "The Kenyan attack on Somalia", 1),
            ("Kenyan forces shelled Somalia", "Another Kenyan attack on Somalia", 2),
            ("Kenyan forces attacked Somalia", "Another Kenyan attack on Somalia", 2),
        ],
    )
    def test_a_noun_that_names_nobody_else_tells_an_act_again_unless_it_says_another(
        self, first, later, told
    ):
        text = f"{first} on Monday.\n\n{later} on Friday was in the papers.\n"
        assert len(coded(text, least=0.2).events) == told
