"""What passes between two marked spans: of acts, of distance, and of texts that tell nothing."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.events.classify import NOTHING, Judgement
from dragoman.events.dyad import COMMONEST, Act, Evidence, gather, judge_dyad, weigh
from dragoman.events.encoding import LONGEST, MODES, TYPES
from dragoman.language import Sentence, parse_articles
from dragoman.ontology import event_types
from dragoman.records import Document, Segment, Span, text_sha256


def parsed(text: str) -> tuple[Sentence, ...]:
    document = Document(file="", text=text, text_sha256=text_sha256(text), reader="text 1")
    segment = Segment(kind="paragraph", start=0, end=len(text))
    (sentences,) = parse_articles(document, [[segment]])
    return sentences


def of(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def between(text: str, actor: str, recipient: str) -> str:
    return judge_dyad(parsed(text), of(text, actor), of(text, recipient)).event_type


def an_act(event_type: str, *, actor: float, recipient: float, table: Judgement = NOTHING) -> Act:
    types = np.zeros(len(TYPES), np.float32)
    types[TYPES.index(event_type)] = 1
    modes = np.zeros(len(MODES), np.float32)
    return Act(types, modes, table, actor, recipient, between=False, fit=0.0)


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "event_type"),
    [
        pytest.param(
            "Kenya thanked Peru for its help.", "Kenya", "Peru", "SUPPORT", id="known parties"
        ),
        pytest.param(
            "The fishers' league condemned the harbour trust's decision to close the pier.",
            "The fishers' league", "the harbour trust's decision", "ACCUSE", id="nobody known",
        ),
        pytest.param(
            "Oslo will meet envoys of Quito next week.", "Oslo", "envoys of Quito", "AGREE",
            id="future cooperation",
        ),
    ],
)  # fmt: skip
def test_the_act_between_two(text: str, actor: str, recipient: str, event_type: str) -> None:
    assert between(text, actor, recipient) == event_type


def test_each_pair_of_a_sentence_has_its_own_act() -> None:
    text = "Norway expelled two Albanian diplomats, and Kenya thanked Peru for its help."
    assert between(text, "Norway", "two Albanian diplomats") == "SANCTION"
    assert between(text, "Kenya", "Peru") == "SUPPORT"


def test_sentences_that_tell_of_neither_do_not_count() -> None:
    text = "Norway expelled two Albanian diplomats. Kenya thanked Peru for its help."
    evidence = gather(parsed(text), of(text, "Kenya"), of(text, "Peru"))
    alone = gather(parsed("Kenya thanked Peru for its help."), Span(0, 5), Span(14, 18))
    assert weigh(evidence) == pytest.approx(weigh(alone), abs=0.02)


def test_beyond_what_the_network_reads_the_acts_tell() -> None:
    text = "Kenya thanked Peru, " + "and the rain fell, " * LONGEST + "and Norway slept."
    assert gather(parsed(text), of(text, "Kenya"), of(text, "Norway")).dyad is None
    assert between(text, "Kenya", "Norway") in event_types()


def test_a_pair_without_words_gets_the_commonest_type() -> None:
    assert judge_dyad((), Span(0, 1), Span(0, 1)).event_type == COMMONEST
    answer = judge_dyad(parsed("Kenya thanked  Peru."), Span(13, 14), Span(14, 15))
    assert (answer.event_type, answer.mode) == (COMMONEST, None)


def test_none_is_never_the_answer() -> None:
    told = weigh(Evidence(None, (an_act("none", actor=1, recipient=1),)))
    assert not told.any()
    certain = np.zeros(len(TYPES), np.float32)
    certain[TYPES.index("none")], certain[TYPES.index("AID")] = 0.99, 0.01
    assert TYPES[int(weigh(Evidence(certain, ())).argmax())] == "AID"


def test_the_act_that_binds_both_counts_most() -> None:
    acts = (
        an_act("AID", actor=0.9, recipient=0.9),
        an_act("ACCUSE", actor=0.9, recipient=0.0),
        an_act("REJECT", actor=0.0, recipient=0.9),
    )
    told = weigh(Evidence(None, acts))
    assert TYPES[int(told.argmax())] == "AID"
    assert told.sum() == pytest.approx(1)
