"""From the corpus to what the network learns: inputs as at run time, with the right answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple

from dragoman.actors import find_mentions
from dragoman.events.candidate import Candidate, find_candidates
from dragoman.events.classify import NO_EVENT, classify_by_table
from dragoman.events.encoding import (
    CONTEXTS,
    MODES,
    STATUSES,
    TYPES,
    SentenceInput,
    encode,
    first_pieces,
)
from dragoman.language import Sentence, Token, parse_articles
from dragoman.records import Segment, Span
from training.corpus.form import Act, Written
from training.corpus.notes import PARTY_ROLES
from training.corpus.parsed import as_document
from training.corpus.splits import Split, split_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNTOLD = -1  # the answer is not known and teaches nothing
LETTERS = ("a", "r", "s")


class Answer(NamedTuple):
    """What a candidate tells, as indices into TYPES, MODES and STATUSES."""

    event_type: int
    mode: int
    status: int


class Example(NamedTuple):
    """A sentence with the answers for its candidates and, in order of `input.pairs`, its pairs.

    `roles` has for each pair whether it is actor, recipient, source. `dyads` are the acts between
    two marked parties: the pieces of their heads and the type. `acts` counts the acts of the
    sentence, found as candidates or not.
    """

    document: str
    split: Split
    input: SentenceInput
    answers: tuple[Answer, ...]
    roles: tuple[tuple[float, float, float], ...]
    dyads: tuple[tuple[int, int, int], ...]
    contexts: tuple[float, ...]
    acts: int
    text: str


def examples_of(tokenizer: Tokenizer, documents: Iterable[Written]) -> list[Example]:
    """Turn documents into examples: one for each parsed sentence that has candidates.

    Raises: DragomanError if the parser's package is missing.
    """
    return [each for written in documents for each in _of_document(tokenizer, written)]


def _of_document(tokenizer: Tokenizer, written: Written) -> list[Example]:
    segments = [
        Segment(
            kind="paragraph" if one.kind == "caption" else one.kind,
            start=one.span.start,
            end=one.span.end,
        )
        for one in written.sentences
    ]
    (sentences,) = parse_articles(as_document(written), [segments])
    mentions = find_mentions(sentences, written.country)
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in find_candidates(sentences, mentions):
        by_sentence[candidate.sentence.sequence].append(candidate)
    return [_example(tokenizer, written, found) for found in by_sentence.values()]


def _example(tokenizer: Tokenizer, written: Written, candidates: Sequence[Candidate]) -> Example:
    sentence = candidates[0].sentence
    encoded = encode(tokenizer, candidates, classify_by_table(candidates))
    acts = [act for act in written.acts if _inside(act.span, sentence)]
    told = _triggers(sentence, acts, {each.trigger for each in candidates})
    judged = [told.get(candidates[i].trigger) for i in encoded.judged]
    return Example(
        document=written.id,
        split=split_of(written),
        input=encoded,
        answers=tuple(_answer(written, act) for act in judged),
        roles=tuple(
            _roles(written, sentence, judged[pair.candidate], pair.head) for pair in encoded.pairs
        ),
        dyads=tuple(_dyads(written, sentence, acts, tokenizer)),
        contexts=tuple(float(name in written.contexts) for name in CONTEXTS),
        acts=len(acts),
        text=sentence.text,
    )


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start < sentence.end


def _triggers(sentence: Sentence, acts: Sequence[Act], candidates: set[int]) -> Mapping[int, Act]:
    """The candidate that stands for each act: its head word, else another of its words."""
    found: dict[int, Act] = {}
    for act in acts:
        words = tokens_of(sentence, act.span)
        for i in [head_of(words), *(token.i for token in words)] if words else []:
            if i in candidates and i not in found:
                found[i] = act
                break
    return found


def tokens_of(sentence: Sentence, span: Span) -> list[Token]:
    """The tokens that a span touches. Raises: nothing."""
    return [token for token in sentence.tokens if token.start < span.end and token.end > span.start]


def head_of(words: Sequence[Token]) -> int:
    """The word of a phrase that hangs on a word outside it (the first such). Raises: nothing."""
    inside = {token.i for token in words}
    heads = (token.i for token in words if token.head not in inside or token.head == token.i)
    return next(heads, words[0].i)


def _answer(written: Written, act: Act | None) -> Answer:
    if act is None:
        return Answer(TYPES.index(NO_EVENT), UNTOLD, UNTOLD)
    event_type = written.event_type(act)
    first = act if act.note.same_as is None else written.act(act.note.same_as)
    mode = (event_type, next(iter(act.note.modes or first.note.modes), None))
    return Answer(
        TYPES.index(event_type),
        MODES.index(mode) if mode in MODES else UNTOLD,
        STATUSES.index(first.note.status),
    )


def _roles(
    written: Written, sentence: Sentence, act: Act | None, head: int
) -> tuple[float, float, float]:
    """Whether the mention with this head is actor, recipient, source of the act."""
    if act is None:
        return (0.0, 0.0, 0.0)
    place = sentence.tokens[head]
    a, r, s = (
        any(
            mention.span.start <= place.start < mention.span.end
            and not _names_another(sentence, mention.span, head)
            for mention in written.told(act.note.number, letter)
        )
        for letter in LETTERS
    )
    assert set(LETTERS) == PARTY_ROLES
    return (float(a), float(r), float(s))


def _dyads(
    written: Written, sentence: Sentence, acts: Sequence[Act], tokenizer: Tokenizer
) -> Iterator[tuple[int, int, int]]:
    """Every actor of an act with every recipient; of those who act together, each with each."""
    piece_of = first_pieces(sentence, tokenizer.encode(sentence.text).offsets)
    for act in acts:
        actors, recipients = (
            [
                head_of(words)
                for mention in written.told(act.note.number, letter)
                if _inside(mention.span, sentence) and (words := tokens_of(sentence, mention.span))
            ]
            for letter in ("a", "r")
        )
        together = permutations(actors, 2) if not recipients else product(actors, recipients)
        for actor, recipient in together:
            if actor in piece_of and recipient in piece_of and actor != recipient:
                told = TYPES.index(written.event_type(act))
                yield piece_of[actor], piece_of[recipient], told


def _names_another(sentence: Sentence, span: Span, head: int) -> bool:
    """Within "Kenya's minister" Kenya is not the one marked; in apposition both words are."""
    words = tokens_of(sentence, span)
    top = head_of(words)
    return head != top and sentence.tokens[head].dep not in ("conj", "appos")
