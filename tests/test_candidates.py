"""Which words may tell an act, and who may be party to it."""

from __future__ import annotations

import pytest

from dragoman.actors import find_mentions
from dragoman.events.candidate import NEAR, find_candidates


@pytest.fixture(scope="session")
def candidates(parsed):
    """The candidates of a text, read as one article."""

    def find(text):
        sentences = parsed(text)
        return find_candidates(sentences, find_mentions(sentences))

    return find


def words(candidate):
    return candidate.sentence.tokens[candidate.trigger].text


def parties(candidate):
    return {
        (party.role, code, party.direct)
        for party in candidate.parties
        for code in party.mention.codes
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya expelled the envoy.", ["expelled verb"]),
        ("Kenya agreed to expel the envoy.", ["agreed verb", "expel verb"]),
        ("Kenya closed the border. Somalia protested.", ["closed verb", "protested verb"]),
        ("Kenya is a republic.", []),
        ("The visit ended.", ["visit noun", "ended verb"]),
        ("France held talks with Niger.", ["held verb", "talks noun"]),
    ],
)
def test_verbs_and_nouns_of_action_are_proposed_in_order(candidates, text, expected):
    assert [f"{words(each)} {each.kind}" for each in candidates(text)] == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        pytest.param(
            "Kenya expelled Somalia's envoy.", "expelled",
            {("subj", "KEN", True), ("obj", "SOM", True)},
            id="a description takes the country that owns it",
        ),
        pytest.param(
            "Peru condemned Iran's decision.", "condemned",
            {("subj", "PER", True), ("obj", "IRN", False)},
            id="a thing is nobody, whose it is may be",
        ),
        pytest.param(
            "Peru condemned the decision of Iran.", "condemned",
            {("subj", "PER", True), ("obj", "IRN", False)},
            id="also with of",
        ),
        pytest.param(
            "Ghana and Togo condemned Mali.", "condemned",
            {("subj", "GHA", True), ("subj", "TGO", True), ("obj", "MLI", True)},
            id="each of several",
        ),
        pytest.param(
            "Mali was condemned by Ghana.", "condemned",
            {("subj", "GHA", True), ("obj", "MLI", True)},
            id="passive",
        ),
        pytest.param(
            "Peru condemned the coup, while Chile stayed silent.", "condemned",
            {("subj", "PER", True), (NEAR, "CHL", False)},
            id="somebody else in the sentence stands near",
        ),
    ],
)  # fmt: skip
def test_who_may_be_party_to_an_act(candidates, text, trigger, expected):
    (candidate,) = (each for each in candidates(text) if words(each) == trigger)
    assert parties(candidate) >= expected
    told = {code for _, code, _ in expected}
    assert {code for role, code, direct in parties(candidate) if direct or role == NEAR} <= told


def test_nobody_is_both_in_a_slot_and_near(candidates):
    for candidate in candidates("Oman hosted talks between Iran and Yemen in Muscat on Sunday."):
        near = {party.mention.head for party in candidate.parties if party.role == NEAR}
        slotted = {party.mention.head for party in candidate.parties if party.role != NEAR}
        assert not near & slotted


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Kenya faced Somali sanctions.", "sanctions", {("on", "KEN", True), ("mod", "SOM", True)}),
        ("Kenya received threats from Peru.", "threats",
         {("on", "KEN", True), ("from", "PER", True)}),
        ("Kenya received a delegation.", "received", {("subj", "KEN", True)}),
    ],
)  # fmt: skip
def test_whoever_faces_or_receives_an_act_does_not_do_it(candidates, text, trigger, expected):
    found = next(each for each in candidates(text) if words(each) == trigger)
    assert expected <= parties(found)
    assert not {("subj", "KEN", True), ("outer", "KEN", True)} & (parties(found) - expected)
