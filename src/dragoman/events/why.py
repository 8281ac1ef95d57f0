"""Why a candidate was judged as it was: what it is, what was likely, which words carried it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.actors import Mention
from dragoman.events.candidate import Candidate
from dragoman.events.classify import Judgement, classify_by_table
from dragoman.events.encoding import TYPES, SentenceInput, batch_of, encode
from dragoman.events.model import Floats, Outputs, batches, load_model, run
from dragoman.language import Sentence, Token

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MASK = "[MASK]"
LIKELIEST = 3
MOST_WORDS = 5
LEAST_DROP = 0.005  # what prints as 0.00 carries nothing


class FilledSlot(NamedTuple):
    """A slot around an act and the words that fill it, nearest first."""

    role: str
    words: tuple[str, ...]


class PartyChance(NamedTuple):
    """Somebody who may be party to an act: his words and slot, what he was taken for, how likely.

    `roles` are among "actor", "recipient" and "source". The chances are None where the network
    did not read him.
    """

    words: str
    slot: str
    roles: tuple[str, ...]
    actor: float | None
    recipient: float | None
    source: float | None


class Carrier(NamedTuple):
    """A word, its offsets in the document, and how much less likely the type is without it."""

    word: str
    start: int
    end: int
    drop: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why one candidate was judged as it was.

    `because` is what the table of acts says. `types` are the likeliest, "none" among them, the
    likeliest first. `network` is the chance of `chosen` by the network alone, None where the
    table alone judged; `carriers` are the words whose masking lowers it most, by drop. (The
    table's word is not masked: it goes on telling the network what it told before.)
    """

    word: str
    kind: Literal["verb", "noun"]
    lemma: str
    slots: tuple[FilledSlot, ...]
    because: str
    chosen: str
    types: tuple[tuple[str, float], ...]
    network: float | None
    parties: tuple[PartyChance, ...]
    carriers: tuple[Carrier, ...]


def explain(candidates: Sequence[Candidate], judgements: Sequence[Judgement], i: int) -> Why:
    """Explain why candidate `i` was judged as it was, by running the network on it once more.

    In:     the candidates of an article, what the network made of them, and one's place.
    Out:    the same whenever it is asked; the network's chances are those that it coded by.
    Raises: DragomanError if the model can't be loaded; IndexError if there is no candidate `i`.
    """
    candidate, judgement = candidates[i], judgements[i]
    read = _read(candidates, i, judgement.event_type) if judgement.statuses else None
    return Why(
        word=candidate.sentence.tokens[candidate.trigger].text,
        kind=candidate.kind,
        lemma=candidate.lemma,
        slots=_slots(candidate),
        because=judgement.because,
        chosen=judgement.event_type,
        types=_likeliest(judgement.types),
        network=read.chance if read else None,
        parties=_parties(candidate, judgement, read.shares if read else {}),
        carriers=read.carriers if read else (),
    )


def _likeliest(types: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    ranked = sorted(types.items(), key=lambda each: (-each[1], each[0]))
    return tuple(ranked[:LIKELIEST])


def _slots(candidate: Candidate) -> tuple[FilledSlot, ...]:
    mentions = {party.mention.head: party.mention for party in candidate.parties}
    found: dict[str, dict[str, None]] = {}
    for role, token in candidate.slots:
        found.setdefault(role, {})[_words(candidate.sentence, token, mentions)] = None
    return tuple(FilledSlot(role, tuple(words)) for role, words in found.items())


def _words(sentence: Sentence, token: int, mentions: Mapping[int, Mention]) -> str:
    return mentions[token].text if token in mentions else sentence.tokens[token].text


class _Reading(NamedTuple):
    """What the network alone says: of the type, by mention head of each role, without a word."""

    chance: float
    shares: Mapping[int, Floats]
    carriers: tuple[Carrier, ...]


def _read(candidates: Sequence[Candidate], i: int, event_type: str) -> _Reading | None:
    """Run the network as it was run to code, then without each word; None if the act lies beyond
    what it reads."""
    column = TYPES.index(event_type)
    told = _as_coded(candidates, i)
    if told is None:
        return None
    outputs, row, pairs = told
    shares = {head: outputs.roles[at] for at, head in pairs}
    return _Reading(float(outputs.types[row, column]), shares, _carriers(candidates[i], column))


def _as_coded(
    candidates: Sequence[Candidate], i: int
) -> tuple[Outputs, int, list[tuple[int, int]]] | None:
    """What the network gave for the batch of candidate `i`, its row there, and its pairs: their
    rows and the heads of their mentions. The numbers depend on what else stands in a batch."""
    tokenizer = load_model().tokenizer
    groups: dict[int, list[int]] = {}
    for k, candidate in enumerate(candidates):
        groups.setdefault(candidate.sentence.sequence, []).append(k)
    read = [
        group
        for group in groups.values()
        if any(party.mention.parties for k in group for party in candidates[k].parties)
    ]
    table = classify_by_table(candidates)
    inputs = [
        encode(tokenizer, [candidates[k] for k in group], [table[k] for k in group])
        for group in read
    ]
    for chosen in batches([len(each.pieces) if each.judged else 0 for each in inputs]):
        rows = [(n, j) for n in chosen for j in range(len(inputs[n].judged))]
        places = [read[n][inputs[n].judged[j]] for n, j in rows]
        if i in places:
            row = places.index(i)
            owners = ((n, pair) for n in chosen for pair in inputs[n].pairs)
            pairs = [
                (at, pair.head)
                for at, (n, pair) in enumerate(owners)
                if (n, pair.candidate) == rows[row]
            ]
            return run(load_model(), batch_of([inputs[n] for n in chosen])), row, pairs
    return None


def _carriers(candidate: Candidate, column: int) -> tuple[Carrier, ...]:
    """The words without which a type is less likely: each is masked in turn."""
    model = load_model()
    whole = encode(model.tokenizer, [candidate], classify_by_table([candidate]))
    masked = list(_masked(model.tokenizer, whole, candidate.sentence))
    # One batch, by which activations are scaled: like is compared with like.
    outputs = run(model, batch_of([whole, *(each for _, each in masked)]))
    chance, *without = map(float, outputs.types[:, column])
    carriers = [
        Carrier(token.text, token.start, token.end, chance - left)
        for (token, _), left in zip(masked, without, strict=True)
        if chance - left >= LEAST_DROP
    ]
    return tuple(sorted(carriers, key=lambda each: (-each.drop, each.start))[:MOST_WORDS])


def _parties(
    candidate: Candidate, judgement: Judgement, shares: Mapping[int, Floats]
) -> tuple[PartyChance, ...]:
    """Everybody once, the one who has the likeliest role first."""
    chosen = [
        (role, {candidate.parties[i].mention.head for i in indices})
        for role, indices in (
            ("actor", judgement.actor),
            ("recipient", judgement.recipient),
            ("source", judgement.source),
        )
    ]
    once = {party.mention.head: party for party in reversed(candidate.parties)}
    found = []
    for head in sorted(once):
        share = shares.get(head)
        actor, recipient, source = (None,) * 3 if share is None else map(float, share)
        roles = tuple(role for role, heads in chosen if head in heads)
        party = once[head]
        found.append(PartyChance(party.mention.text, party.role, roles, actor, recipient, source))
    return tuple(sorted(found, key=lambda each: -_highest(each)))


def _highest(party: PartyChance) -> float:
    return max(party.actor or 0.0, party.recipient or 0.0, party.source or 0.0)


def _masked(
    tokenizer: Tokenizer, whole: SentenceInput, sentence: Sentence
) -> Iterator[tuple[Token, SentenceInput]]:
    """The sentence without each of its words that the network reads."""
    mask = tokenizer.token_to_id(MASK)
    offsets = tokenizer.encode(sentence.text).offsets
    for token in sentence.tokens:
        first, last = token.start - sentence.start, token.end - sentence.start
        hidden = {at for at, (start, end) in enumerate(offsets) if start < last and first < end}
        if mask is not None and hidden and any(map(str.isalnum, token.text)):
            pieces = (mask if at in hidden else piece for at, piece in enumerate(whole.pieces))
            yield token, whole._replace(pieces=tuple(pieces))
