"""Sizes of events: which counts of a sentence are of which act."""

from __future__ import annotations

import dataclasses

import pytest

from dragoman.actors import find_mentions
from dragoman.events.size import read_size
from dragoman.pipeline import code
from dragoman.reading import Input, read


@pytest.fixture
def size_of(parsed, token_of):
    """The size of the act that a word of a sentence tells, without what is null."""

    def find(text, trigger, event_type):
        (sentence,) = parsed(text)
        (mentions,) = find_mentions([sentence])
        size, _ = read_size(sentence, token_of(sentence, trigger), event_type, mentions)
        return {k: v for k, v in dataclasses.asdict(size).items() if v is not None}

    return find


SIZES = [
    ("Gunmen killed 12 people and wounded 30 near the market.", "killed", "ASSAULT",
     {"dead": 12, "injured": 30}),
    ("An attack on the base killed 14 soldiers.", "attack", "ASSAULT", {"dead": 14}),
    ("The air strike left around 70 dead.", "strike", "ASSAULT", {"dead": 70}),
    ("Soldiers clashed with rebels, killing at least five and injuring 20 others.", "clashed",
     "ASSAULT", {"dead": 5, "injured": 20}),
    ("The two states fought a brief war in May that killed around 70 people.", "fought",
     "ASSAULT", {"dead": 70}),
    ("The minister condemned the attack on a bus that killed four women.", "attack", "ASSAULT",
     {"dead": 4}),
    ("Three soldiers were killed when rebels attacked the post.", "attacked", "ASSAULT",
     {"dead": 3}),
    ("A civilian was killed and 70 others injured during clashes with police.", "clashes",
     "ASSAULT", {"dead": 1, "injured": 70}),
    ("The insurgency has claimed nearly 10,000 lives.", "insurgency", "ASSAULT", {"dead": 10000}),
    # One by one, and added up.
    ("Gunmen killed a policeman in Quetta.", "killed", "ASSAULT", {"dead": 1}),
    ("Gunmen killed a policeman and two civilians.", "killed", "ASSAULT", {"dead": 3}),
    ("The general was assassinated by a gunman.", "assassinated", "ASSAULT", {"dead": 1}),
    ("The shell killed his wife and their three children.", "killed", "ASSAULT", {"dead": 4}),
    ("A soldier was shot dead by rebels.", "shot", "ASSAULT", {"dead": 1}),
    ("The rocket wounded four farmers, one of them critically.", "wounded", "ASSAULT",
     {"injured": 4}),
    # Arrests and marches.
    ("Police arrested 20 activists.", "arrested", "COERCE", {"arrested": 20}),
    ("Police arrested the opposition leader and 14 of his supporters.", "arrested", "COERCE",
     {"arrested": 15}),
    ("About 3,000 people marched through the capital.", "marched", "PROTEST",
     {"participants": 3000}),
    ("Some 500 miners took part in a protest.", "protest", "PROTEST", {"participants": 500}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "event_type", "size"), SIZES)
def test_counts_tied_to_the_act_are_its_size(size_of, text, trigger, event_type, size):
    assert size_of(text, trigger, event_type) == size


NOTHING = [
    # Words without a number, and ranges.
    ("Thousands marched through the capital.", "marched", "PROTEST"),
    ("The strike killed dozens of people.", "killed", "ASSAULT"),
    ("The strike killed between 20 and 30 people.", "killed", "ASSAULT"),
    ("The strike killed no civilians.", "killed", "ASSAULT"),
    # A running total is of many acts.
    ("Rebels attacked the town, bringing the death toll to 45.", "attacked", "ASSAULT"),
    # Another's doing, or another kind of act.
    ("Police arrested a man who killed 12 people.", "killed", "CONSULT"),
    ("Kenya accused Somalia of an attack that killed 12.", "accused", "ACCUSE"),
    ("Police said that 12 people were killed.", "said", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "trigger", "event_type"), NOTHING)
def test_what_is_not_tied_to_the_act_or_not_told_exactly_is_null(
    size_of, text, trigger, event_type
):
    assert size_of(text, trigger, event_type) == {}


def test_who_arrested_a_killer_killed_nobody(size_of):
    text = "Police arrested a man who had killed 12 people."
    assert size_of(text, "arrested", "COERCE") == {"arrested": 1}


def test_a_war_has_the_running_total(size_of):
    text = "As the campaign went on, the death toll rose to 165 with more than 1,000 injured."
    assert size_of(text, "campaign", "ASSAULT") == {"dead": 165, "injured": 1000}


def test_a_size_has_the_span_that_it_was_read_from():
    text = "Kenyan soldiers killed 12 rebels on Monday.\n"
    (coded,) = code([read(Input("page.txt", text.encode()))])
    (event,) = (each for each in coded.events if each.size.dead)
    (span,) = event.evidence["size.dead"].spans
    assert text[span.start : span.end] == "12 rebels"
