"""Sentences, candidates and their possible parties as the numbers that the model reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.actors import Mention
from dragoman.events.attribution import said_by
from dragoman.events.candidate import NEAR, Candidate
from dragoman.events.classify import NO_EVENT, Judgement
from dragoman.language import Sentence
from dragoman.ontology import contexts, event_types, modes, sectors
from dragoman.records import Status

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 160  # word pieces; an act beyond them is judged by the table alone
NONE_OF_THESE = "other"
TYPES = (NO_EVENT, *event_types())
# With None where a text does not tell the mode of a type that has some.
MODES: tuple[tuple[str, str | None], ...] = tuple(
    (name, mode) for name in event_types() if modes()[name] for mode in (*modes()[name], None)
)
STATUSES: tuple[Status, ...] = get_args(Status)
CONTEXTS = tuple(contexts())
ROLES = ("actor", "recipient", "said_by")
SLOTS = (
    NONE_OF_THESE, NEAR, "subj", "obj", "dative", "outer", "that", "below", "objmod", "poss", "mod",
    "of", "by", "to", "on", "with", "from", "for", "in", "at", "into", "between", "against", "over",
    "after", "among", "about", "as", "toward", "towards", "acomp", "xcomp", "ccomp", "light",
)  # fmt: skip
DEPENDENCIES = (
    NONE_OF_THESE, "nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "compound",
    "amod", "dative", "attr", "npadvmod", "nmod", "agent", "dep", "ROOT", "oprd",
)  # fmt: skip
SECTORS = ("nobody known", "", *sectors())
TAGS = (NONE_OF_THESE, "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "NNPS")
STANDINGS = (
    NONE_OF_THESE, "ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pobj", "dobj",
    "nsubj", "nsubjpass", "compound", "pcomp", "amod", "attr", "appos", "csubj", "nmod",
    "parataxis",
)  # fmt: skip
KINDS = ("paragraph", "headline", "bullet")  # others are read as paragraphs
DISTANCES = (-20, -10, -5, -2, 0, 2, 5, 10, 20)  # upper bounds, in words from the trigger


class PairInput(NamedTuple):
    """A candidate and a mention of its sentence: who may be party to what.

    `candidate` counts the sentence's candidates, `piece` is the mention's head among the word
    pieces; the rest index the tuples of this module (`slot` twice over: direct or not).
    """

    candidate: int
    head: int
    piece: int
    slot: int
    table: int
    source: int
    dependency: int
    distance: int
    sector: int


class SentenceInput(NamedTuple):
    """One sentence: its word pieces, its candidates (their pieces, what the table says), pairs.

    `judged` tells which candidates of the sentence these are; those whose word lies beyond
    LONGEST pieces are missing. `traits` are each one's tag, its place in the parse and the kind of
    text it stands in, as indices of TAGS, STANDINGS and KINDS.
    """

    pieces: tuple[int, ...]
    judged: tuple[int, ...]
    triggers: tuple[int, ...]
    priors: tuple[tuple[float, ...], ...]
    traits: tuple[tuple[int, int, int], ...]
    pairs: tuple[PairInput, ...]


class Batch(NamedTuple):
    """Sentences as arrays of whole numbers (`priors`: of 32-bit floats), padded with nought.

    Shapes: pieces and mask (sentences, pieces); triggers (candidates, 2): sentence, piece; priors
    (candidates, types); traits (candidates, 3); pairs (pairs, 9): sentence, candidate (counted
    through the batch), then a PairInput from `piece` on; dyads (dyads, 3): sentence, piece of the
    actor, of the recipient.
    """

    pieces: NDArray[np.int64]
    mask: NDArray[np.int64]
    triggers: NDArray[np.int64]
    priors: NDArray[np.float32]
    traits: NDArray[np.int64]
    pairs: NDArray[np.int64]
    dyads: NDArray[np.int64]


def batch_of(inputs: Sequence[SentenceInput], dyads: Sequence[tuple[int, int, int]] = ()) -> Batch:
    """Pad sentences into one batch.

    In:     at least one sentence; pairs of words of theirs between which an act is sought.
    Raises: nothing.
    """
    longest = max(len(each.pieces) for each in inputs)
    pieces = np.zeros((len(inputs), longest), np.int64)
    mask = np.zeros((len(inputs), longest), np.int64)
    triggers: list[tuple[int, int]] = []
    pairs: list[tuple[int, ...]] = []
    for place, each in enumerate(inputs):
        pieces[place, : len(each.pieces)] = each.pieces
        mask[place, : len(each.pieces)] = 1
        before = len(triggers)
        triggers += [(place, piece) for piece in each.triggers]
        pairs += [(place, before + pair.candidate, *pair[2:]) for pair in each.pairs]
    return Batch(
        pieces,
        mask,
        np.array(triggers, np.int64).reshape(-1, 2),
        np.array([prior for each in inputs for prior in each.priors], np.float32).reshape(
            -1, len(TYPES)
        ),
        np.array([each for one in inputs for each in one.traits], np.int64).reshape(-1, 3),
        np.array(pairs, np.int64).reshape(-1, len(PairInput._fields)),
        np.array(dyads, np.int64).reshape(-1, 3),
    )


def encode(
    tokenizer: Tokenizer, candidates: Sequence[Candidate], table: Sequence[Judgement]
) -> SentenceInput:
    """Turn the candidates of one sentence into numbers.

    In:     a tokenizer that cuts at LONGEST pieces, the candidates of one sentence (at least
            one), and what the table says of each.
    Raises: nothing.
    """
    sentence = candidates[0].sentence
    encoding = tokenizer.encode(sentence.text)
    piece_of = first_pieces(sentence, encoding.offsets)
    judged = [i for i, each in enumerate(candidates) if each.trigger in piece_of]
    return SentenceInput(
        pieces=tuple(encoding.ids),
        judged=tuple(judged),
        triggers=tuple(piece_of[candidates[i].trigger] for i in judged),
        priors=tuple(_prior(table[i]) for i in judged),
        traits=tuple(_traits(candidates[i]) for i in judged),
        pairs=tuple(
            pair
            for place, i in enumerate(judged)
            for pair in _pairs(place, candidates[i], table[i], piece_of)
        ),
    )


def first_pieces(sentence: Sentence, offsets: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The first word piece of each token that has one.

    In: a sentence and its pieces' spans in its text (0, 0 for markers). Raises: nothing.
    """
    found: dict[int, int] = {}
    place = 0
    for token in sentence.tokens:
        start, end = token.start - sentence.start, token.end - sentence.start
        while place < len(offsets) and offsets[place][1] <= start:
            place += 1
        if place < len(offsets) and offsets[place][0] < end:
            found[token.i] = place
    return found


def _traits(candidate: Candidate) -> tuple[int, int, int]:
    token = candidate.sentence.tokens[candidate.trigger]
    return (
        _index(TAGS, token.tag),
        _index(STANDINGS, token.dep),
        _index(KINDS, candidate.sentence.kind),
    )


def _prior(judgement: Judgement) -> tuple[float, ...]:
    return tuple(judgement.types.get(name, 0.0) for name in TYPES)


def _pairs(
    place: int, candidate: Candidate, table: Judgement, piece_of: Mapping[int, int]
) -> list[PairInput]:
    sentence = candidate.sentence
    slots: dict[int, tuple[str, bool]] = {}
    mentions: dict[int, Mention] = {}
    for party in candidate.parties:
        slots.setdefault(party.mention.head, (party.role, party.direct))
        mentions.setdefault(party.mention.head, party.mention)
    chosen = [
        {candidate.parties[i].mention.head for i in side} for side in (table.actor, table.recipient)
    ]
    sources = {mention.head for mention in said_by(sentence, candidate.trigger, mentions)}
    return [
        PairInput(
            candidate=place,
            head=head,
            piece=piece_of[head],
            slot=2 * _index(SLOTS, slots[head][0]) + slots[head][1],
            table=(head in chosen[0]) + 2 * (head in chosen[1]),
            source=int(head in sources),
            dependency=_index(DEPENDENCIES, sentence.tokens[head].dep),
            distance=sum(head - candidate.trigger > bound for bound in DISTANCES),
            sector=_sector(mention),
        )
        for head, mention in sorted(mentions.items())
        if head in piece_of and head != candidate.trigger
    ]


def _sector(mention: Mention) -> int:
    return _index(SECTORS, mention.parties[0].sector or "") if mention.parties else 0


def _index(known: Sequence[str], name: str) -> int:
    return known.index(name) if name in known else 0
