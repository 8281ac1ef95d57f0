"""What one marked party does to another: the likeliest event type between two spans of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.actors import Mention, find_mentions
from dragoman.events.candidate import NEAR, Candidate, find_candidates
from dragoman.events.classify import NO_EVENT, Judgement, classify_by_table
from dragoman.events.encoding import MODES, TYPES, SentenceInput, batch_of, encode
from dragoman.events.model import MODES_OF, Model, Outputs, load_model, run
from dragoman.events.status import read_status
from dragoman.language import Sentence, Token
from dragoman.records import Span

# How much each witness counts: the network between the two words, its view of the acts that they
# are party to, the table's view of the act that suits them best.
DYAD_SHARE, ACTS_SHARE, TABLE_SHARE = 0.5, 0.3, 0.2
# An act counts by how probably it binds both; less if it binds one, stands between them, is there.
BINDS_ONE, BETWEEN, THERE = 0.1, 0.1, 0.02
# An act that is only promised, demanded or denied gives way to the promise, the demand, the denial.
EMBEDDED = 1.5
# When nothing tells, the commonest kind of news between two parties.
COMMONEST = "ACCUSE"
LEAST = 0.1

Floats = NDArray[np.float32]


class Answer(NamedTuple):
    """An event type, its mode if the text tells one, and how probable the type is."""

    event_type: str
    mode: str | None
    probability: float


class Act(NamedTuple):
    """An act that the marked two may be party to.

    `types` and `modes` are the network's (modes are logits); `actor` and `recipient` tell how
    probably the marked ones have these roles; `fit` how well the table's parties suit them.
    """

    types: Floats
    modes: Floats
    table: Judgement
    actor: float
    recipient: float
    between: bool
    fit: float


class Evidence(NamedTuple):
    """All that tells of a marked pair: by type what passes between its words, and the acts."""

    dyad: Floats | None
    acts: tuple[Act, ...]


def judge_dyad(sentences: Sequence[Sentence], actor: Span, recipient: Span) -> Answer:
    """Say what passes between a marked actor and recipient; never abstains.

    In:     the sentences of a text, the spans of the two in it.
    Out:    the likeliest event type of the codebook with its probability, and a mode of it.
    Raises: DragomanError if the model can't be loaded.
    """
    evidence = gather(sentences, actor, recipient)
    types = weigh(evidence)
    if not types.any():
        return Answer(COMMONEST, None, LEAST)
    best = TYPES[int(types.argmax())]
    return Answer(best, _mode(best, evidence), float(types.max()))


def gather(sentences: Sequence[Sentence], actor: Span, recipient: Span) -> Evidence:
    """Ask network and table about a marked pair, in one run for its sentences alone.

    In:     the sentences of a text, two spans in it.
    Out:    what is told between them; nothing where no word stands in the spans.
    Raises: DragomanError if the model can't be loaded.
    """
    near = _near(sentences, actor, recipient)
    candidates = _candidates(near, actor, recipient)
    table = classify_by_table(candidates)
    model = load_model()
    inputs: list[SentenceInput] = []
    order: list[int] = []
    for sentence in near:
        own = [i for i, each in enumerate(candidates) if each.sentence is sentence]
        if own:
            told = encode(model.tokenizer, [candidates[i] for i in own], [table[i] for i in own])
            inputs.append(told)
            order += [own[i] for i in told.judged]
    dyad = _dyad(model, near, actor, recipient)
    if dyad:
        stretch, one, other = dyad
        inputs.append(stretch)
        dyads = [(len(inputs) - 1, one, other)]
    else:
        dyads = []
    if not inputs:
        return Evidence(None, ())
    outputs = run(model, batch_of(inputs, dyads))
    acts = _acts(candidates, table, order, inputs, outputs, actor, recipient)
    return Evidence(outputs.dyads[0] if dyads else None, acts)
