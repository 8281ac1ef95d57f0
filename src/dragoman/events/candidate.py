"""Candidates: acts that the parse shows, with everybody who may be party to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.actors import Mention
from dragoman.events.lexicon import is_light_verb, noun_lemmas
from dragoman.events.slots import Slot, noun_slots, verb_slots
from dragoman.language import Sentence, Token

NEAR = "elsewhere"
MONTHS = frozenset({"March", "May"})
NOT_ACTS = frozenset({"be", "have", "do"})
# Whoever does this with an act is the one acted on: "faced criticism", "drew protests".
UNDERGOING = frozenset({"face", "receive", "draw", "suffer", "undergo", "attract", "incur"})
UNDERGONE = "on"
HYPHENS = frozenset("-–—")


class PossibleParty(NamedTuple):
    """A mention that may be party to an act: the slot it stands in, "elsewhere" if in none.

    `direct` is false for one inside the slot's phrase: Iran in "condemned Iran's decision".
    """

    role: str
    mention: Mention
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One act that a sentence may tell: its trigger, its slots, its possible parties."""

    sentence: Sentence
    trigger: int
    kind: Literal["verb", "noun"]
    lemma: str
    slots: tuple[Slot, ...]
    parties: tuple[PossibleParty, ...]


def find_candidates(
    sentences: Sequence[Sentence], mentions: Sequence[Mapping[int, Mention]]
) -> tuple[Candidate, ...]:
    """Propose every act that the parse of an article shows, in the order of the page.

    In:     the article's sentences, and for each its mentions by head token.
    Out:    verbs (finite or not) and nouns that can name an act; what they mean is not judged.
    Raises: nothing.
    """
    return tuple(
        candidate
        for sentence, here in zip(sentences, mentions, strict=True)
        for candidate in _in_sentence(sentence, here)
    )


def _in_sentence(sentence: Sentence, mentions: Mapping[int, Mention]) -> Iterator[Candidate]:
    for token in sentence.tokens:
        slots: tuple[Slot, ...]
        kind: Literal["verb", "noun"]
        if token.pos == "VERB" and token.lemma not in NOT_ACTS:
            kind, slots = "verb", verb_slots(sentence, token.i)
        elif _names_an_act(token):
            kind, slots = "noun", noun_slots(sentence, token.i, is_light_verb)
        else:
            continue
        slots = _undergone(sentence, slots, token)
        yield Candidate(
            sentence=sentence,
            trigger=token.i,
            kind=kind,
            lemma=token.lemma,
            slots=slots,
            parties=tuple(_possible(sentence, slots, mentions, token.i)),
        )


def _undergone(sentence: Sentence, slots: tuple[Slot, ...], token: Token) -> tuple[Slot, ...]:
    """In "Kenya faced sanctions" Kenya is not the one who imposes them."""
    above = token if token.pos == "VERB" else sentence.tokens[token.head]
    objects = {slot.token for slot in slots if slot.role == "obj"} | {token.i}
    acts = any(_names_an_act(sentence.tokens[i]) for i in objects)
    direct = above.i == token.i or token.dep == "dobj"
    if above.lemma not in UNDERGOING or not (acts and direct):
        return slots
    subjects = {slot.token for slot in slots if slot.role == "subj"}
    passed = [slot for slot in slots if slot.token not in subjects]
    return (*(Slot(UNDERGONE, each) for each in sorted(subjects)), *passed)


def _names_an_act(token: Token) -> bool:
    return (
        token.pos in ("NOUN", "PROPN")
        and token.lemma in noun_lemmas()
        and not (token.tag == "NNP" and token.text in MONTHS)
    )


def _possible(
    sentence: Sentence, slots: Sequence[Slot], mentions: Mapping[int, Mention], trigger: int
) -> Iterator[PossibleParty]:
    seen: set[int] = set()
    for slot in slots:
        for head, direct in _inside(sentence, slot.token, mentions):
            for one in (head, *paired_with(sentence, head, mentions)):
                if one != trigger:
                    seen.add(one)
                    yield PossibleParty(slot.role, mentions[one], direct)
    for head, mention in mentions.items():
        if head not in seen and head != trigger:
            yield PossibleParty(NEAR, mention, False)


def paired_with(sentence: Sentence, head: int, mentions: Mapping[int, Mention]) -> tuple[int, ...]:
    """The other of "the US-China deal", "Seoul-Washington drills": no less a party than the second.

    In: a sentence, the head of a mention, its mentions. Out: one head or none. Raises: nothing.
    """
    other = mentions.get(head - 2)
    if other is None or sentence.tokens[head - 1].text not in HYPHENS:
        return ()
    apart = bool(other.codes) and bool(mentions[head].codes - other.codes)
    return (head - 2,) if apart and sentence.tokens[head - 2].head == head else ()


def _inside(
    sentence: Sentence, head: int, mentions: Mapping[int, Mention]
) -> Iterator[tuple[int, bool]]:
    """The mention at `head`; where that is nobody known, also those that own or modify it."""
    mention = mentions.get(head)
    if mention:
        yield head, True
    if mention and mention.parties:
        return
    for kid in sentence.kids(head, "poss", "compound", "amod", "nmod", "npadvmod"):
        if kid.i in mentions and mentions[kid.i].parties:
            yield kid.i, False
    for prep in sentence.kids(head, "prep"):
        if prep.lemma in ("of", "by", "against", "from"):
            for kid in sentence.kids(prep.i, "pobj"):
                if kid.i in mentions and mentions[kid.i].parties:
                    yield kid.i, False
