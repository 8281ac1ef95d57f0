"""On whose word: who is said to report an act, wherever the report stands."""

from __future__ import annotations

import pytest

from dragoman.actors import find_mentions
from dragoman.events.attribution import said_by

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
]  # fmt: skip


def reporters(parsed, token_of, text, act):
    sentences = parsed(text)
    (sentence,), (mentions,) = sentences, find_mentions(sentences)
    return [each.text for each in said_by(sentence, token_of(sentence, act), mentions)]


@pytest.mark.parametrize(("text", "act", "reporter"), REPORTED)
def test_who_reports_an_act(parsed, token_of, text, act, reporter):
    assert reporters(parsed, token_of, text, act) == [reporter]


@pytest.mark.parametrize(("text", "act"), UNREPORTED)
def test_nobody_is_named_as_a_source_who_did_not_report_the_act(parsed, token_of, text, act):
    assert reporters(parsed, token_of, text, act) == []
