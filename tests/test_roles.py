"""Who of those near an act is chosen for actor and recipient."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.actors import find_mentions
from dragoman.events.candidate import find_candidates
from dragoman.events.roles import choose_parties


@pytest.fixture(scope="session")
def chosen(parsed):
    """The actors and recipients of an act, given (actor, recipient) shares by a head's word."""

    def choose(text, act, likely):
        trigger, event_type = act
        sentences = parsed(text)
        candidates = find_candidates(sentences, find_mentions(sentences))
        candidate = next(c for c in candidates if word(c.sentence, c.trigger) == trigger)
        heads = {party.mention.head for party in candidate.parties}
        shares = {
            head: np.array((*likely.get(word(candidate.sentence, head), (0, 0)), 0), np.float32)
            for head in sorted(heads)
        }
        return tuple(
            [word(candidate.sentence, head) for head in side]
            for side in choose_parties(candidate, event_type, shares)
        )

    return choose


def word(sentence, i):
    return sentence.tokens[i].text


@pytest.mark.parametrize(
    ("text", "act", "likely", "expected"),
    [
        pytest.param(
            "Kenya condemned Somalia.", ("condemned", "ACCUSE"),
            {"Kenya": (0.9, 0.0), "Somalia": (0.1, 0.8)},
            (["Kenya"], ["Somalia"]),
            id="the likely",
        ),
        pytest.param(
            "Kenya condemned Somalia.", ("condemned", "ACCUSE"),
            {"Kenya": (0.3, 0.0), "Somalia": (0.0, 0.1)},
            (["Kenya"], ["Somalia"]),
            id="a side that would be empty takes the likeliest",
        ),
        pytest.param(
            "Kenya condemned Somalia.", ("condemned", "ACCUSE"),
            {"Kenya": (0.1, 0.0), "Somalia": (0.0, 0.005)},
            ([], []),
            id="but nobody unlikely",
        ),
        pytest.param(
            "Kenyan police warned Kenyan students as Kenyan judges spoke.", ("warned", "THREATEN"),
            {"police": (0.9, 0.0), "students": (0.0, 0.1), "judges": (0.0, 0.15)},
            (["police"], ["students"]),
            id="sooner who stands in a slot of the act",
        ),
        pytest.param(
            "Kenya criticised the judges after Somalia spoke.", ("criticised", "ACCUSE"),
            {"Kenya": (0.9, 0.0), "judges": (0.0, 0.09), "Somalia": (0.0, 0.2)},
            (["Kenya"], ["Somalia"]),
            id="sooner who is of another country",
        ),
        pytest.param(
            "The Kenyan minister told Somalia that Kenya would answer.", ("told", "THREATEN"),
            {"minister": (0.9, 0.0), "Kenya": (0.1, 0.8), "Somalia": (0.0, 0.2)},
            (["minister"], ["Somalia"]),
            id="a government's voice does nothing to its own country",
        ),
        pytest.param(
            "The Kenyan minister said his country would answer.", ("said", "THREATEN"),
            {"minister": (0.9, 0.0), "country": (0.1, 0.8)},
            (["minister"], []),
            id="nor to what it calls its own",
        ),
        pytest.param(
            "Kenyan students accused Kenya.", ("accused", "ACCUSE"),
            {"students": (0.9, 0.0), "Kenya": (0.1, 0.8)},
            (["students"], ["Kenya"]),
            id="its people may",
        ),
        pytest.param(
            "Kenya and Peru held talks.", ("talks", "CONSULT"),
            {"Kenya": (0.9, 0.3), "Peru": (0.8, 0.3)},
            (["Kenya", "Peru"], []),
            id="those who talk with each other need nobody else",
        ),
        pytest.param(
            "Kenya expelled envoys of Peru, Chile and Bolivia.", ("expelled", "SANCTION"),
            {"Kenya": (0.9, 0.0), "Peru": (0.0, 0.7), "Chile": (0.0, 0.2), "Bolivia": (0.0, 0.0)},
            (["Kenya"], ["Peru", "Chile"]),
            id="the others of a list, if they may be meant",
        ),
        pytest.param(
            "Peruvian officials condemned Kenya.", ("condemned", "ACCUSE"),
            {"Peruvian": (0.7, 0.0), "officials": (0.3, 0.0), "Kenya": (0.0, 0.9)},
            (["officials"], ["Kenya"]),
            id="the officials, not the word that says whose they are",
        ),
        pytest.param(
            "The envoy of Peru rejected the text.", ("rejected", "REJECT"),
            {"envoy": (0.9, 0.0), "Peru": (0.0, 0.6)},
            (["envoy"], []),
            id="whose the actor is, nobody acts on",
        ),
        pytest.param(
            "Peru's envoy rejected the text.", ("rejected", "REJECT"),
            {"envoy": (0.9, 0.0), "Peru": (0.0, 0.2)},
            (["envoy"], []),
            id="nor on his owner",
        ),
    ],
)  # fmt: skip
def test_the_parties_of_an_act(chosen, text, act, likely, expected):
    assert chosen(text, act, likely) == expected
