"""Acts of one article made consistent with each other: each told once, none inside another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.candidate import Candidate
from dragoman.events.classify import Judgement
from dragoman.events.confidence import Features
from dragoman.events.slots import fillers
from dragoman.events.status import ReadStatus

# What an attack does to people, told beside the attack.
HARMS = frozenset({"kill", "wound", "injure", "hurt", "maim"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OBJECTS = ("dobj", "nsubjpass", "prep")
INDEFINITE = frozenset({"a", "an"})
# "new attacks", "another round of talks": not what was told before.
ANOTHER = frozenset("another new further more second third fresh other next such".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One act that will be a record unless another tells the same."""

    candidate: Candidate
    judgement: Judgement
    event_type: str
    mode: str | None
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    status: ReadStatus
    said_by: tuple[Mention, ...]
    filled: bool = False

    @property
    def confidence(self) -> float:
        """The probability that type, actor and recipient are all right."""
        return self.judgement.if_filled if self.filled else self.judgement.confidence

    @property
    def features(self) -> Features:
        """What its confidence was computed from."""
        return (*self.judgement.features[:-1], float(self.filled))

    @property
    def word(self) -> str:
        """The word that tells the act."""
        return self.candidate.sentence.tokens[self.candidate.trigger].text

    @property
    def place(self) -> tuple[int, int]:
        """Its sentence and token."""
        return self.candidate.sentence.sequence, self.candidate.trigger


class Refused(NamedTuple):
    """An act that gives way to another, and why (for people)."""

    draft: Draft
    reason: str


class Sifted(NamedTuple):
    """Acts that stay and acts that go."""

    kept: list[Draft]
    refused: list[Refused]


def made_consistent(drafts: Sequence[Draft]) -> Sifted:
    """Keep each act of an article once, in the order of the page.

    In:     acts of one article.
    Out:    those that stay: none that is only demanded, promised or denied by another, none that
            another tells more fully; and those that go, with the reason. Raises: nothing.
    """
    kept, refused = list(drafts), []
    for step in STEPS:
        sifted = step(kept)
        kept = sifted.kept
        refused += sifted.refused
    return Sifted(kept, refused)


def _not_inside_another(drafts: Sequence[Draft]) -> Sifted:
    """Drop acts that are only demanded, promised, refused or threatened by another act."""
    triggers = {draft.place for draft in drafts}
    lights = {
        (draft.candidate.sentence.sequence, slot.token): draft.word
        for draft in drafts
        for slot in draft.candidate.slots
        if slot.role == "light"
    }
    sifted = Sifted([], [])
    for draft in drafts:
        shown_by = draft.status.shown_by
        at = (draft.candidate.sentence.sequence, shown_by)
        if draft.place in lights:
            sifted.refused.append(Refused(draft, f'its noun tells it: "{lights[draft.place]}"'))
        elif shown_by is not None and (at in triggers or at in lights):
            above = draft.candidate.sentence.tokens[shown_by].text
            sifted.refused.append(Refused(draft, f'only what "{above}" speaks of'))
        else:
            sifted.kept.append(draft)
    return sifted


def _with_victims(drafts: Sequence[Draft]) -> Sifted:
    """ "shelled the town, killing nine" is one attack: on the nine if it names nobody else."""
    sifted = Sifted(list(drafts), [])
    for draft in drafts:
        token = draft.candidate.sentence.tokens[draft.candidate.trigger]
        if draft.candidate.lemma not in HARMS or token.dep not in ("advcl", "conj"):
            continue
        attack = next(
            (each for each in sifted.kept if _is_attack_at(each, draft, token.head)), None
        )
        if attack:
            victims = () if len(attack.actor) > 1 else draft.recipient
            whole = replace(attack, recipient=attack.recipient or victims)
            sifted.kept[sifted.kept.index(attack)] = whole
            sifted.kept.remove(draft)
            sifted.refused.append(Refused(draft, f'same act as "{attack.word}"'))
    return sifted


def _is_attack_at(draft: Draft, victims: Draft, trigger: int) -> bool:
    sentence = victims.candidate.sentence
    at = {draft.candidate.trigger, *fillers(draft.candidate.slots, "light")}
    same = draft.candidate.sentence is sentence and trigger in at
    return same and draft.event_type == victims.event_type


def _told_once(drafts: Sequence[Draft]) -> Sifted:
    """Keep of each act its fullest telling in the body (codebook, "Told twice")."""
    sifted = Sifted([], [])
    for draft in sorted(drafts, key=_fullness):
        fuller = next((other for other in sifted.kept if _same_act(draft, other)), None)
        if fuller is None:
            sifted.kept.append(draft)
        else:
            where = fuller.candidate.sentence.tokens[fuller.candidate.trigger].start
            reason = f'same act as "{fuller.word}" at {where}'
            sifted.refused.append(Refused(draft, reason))
    sifted.kept.sort(key=lambda draft: draft.place)
    return sifted


def _fullness(draft: Draft) -> tuple[bool, int, int, int]:
    parties = sum(len(m.parties) for m in (*draft.actor, *draft.recipient))
    return (draft.candidate.sentence.kind != "paragraph", -parties, *draft.place)


def _same_act(draft: Draft, other: Draft) -> bool:
    if draft.event_type != other.event_type:
        return False
    acting, touched = _codes(draft.actor), _codes(draft.recipient)
    actors, affected = _codes(other.actor), _codes(other.recipient)
    everybody = actors | affected
    meets = acting & actors or (touched & everybody and not acting)
    if meets and draft.candidate.sentence.kind != "paragraph":
        return True
    before = other.place < draft.place
    if _points_back(draft.candidate) and not draft.actor and before:
        return touched <= everybody
    if _is_a_further_one(draft.candidate):
        return False
    nobody_else = bool(acting | touched) and acting <= actors and touched <= everybody
    if nobody_else and before and _may_name_again(draft):
        return True
    same_word = draft.candidate.lemma == other.candidate.lemma
    here = draft.candidate.sentence is other.candidate.sentence
    if not same_word and not here:
        return False
    if here and _are_coordinated(draft.candidate, other.candidate):
        return False
    return acting <= actors and touched <= affected


def _points_back(candidate: Candidate) -> bool:
    """ "the offensive", "this incident": what was told before."""
    determiners = candidate.sentence.kids(candidate.trigger, "det")
    return candidate.kind == "noun" and any(each.lemma in DEFINITE for each in determiners)


def _is_a_further_one(candidate: Candidate) -> bool:
    """ "Another attack followed": not the one before, though its parties are the same."""
    return candidate.kind == "noun" and _has(candidate, ANOTHER)


def _has(candidate: Candidate, words: Collection[str]) -> bool:
    kids = candidate.sentence.kids(candidate.trigger)
    return any(kid.text.lower() in words for kid in kids)


def _may_name_again(draft: Draft) -> bool:
    """After "Police arrested the editor", "the editor's detention" tells nothing new."""
    definite = draft.candidate.kind == "noun" and not _has(draft.candidate, INDEFINITE)
    return definite and draft.status.status == "actual"


def _are_coordinated(one: Candidate, other: Candidate) -> bool:
    """ "dissolved parliament and closed the borders": two acts, each with its own object."""
    if one.kind != "verb" or other.kind != "verb":
        return False
    sentence, first, second = one.sentence, *sorted((one.trigger, other.trigger))
    above = sentence.tokens[second]
    while above.dep == "conj" and above.i != first:
        above = sentence.tokens[above.head]
    objects = [sentence.kids(i, *OBJECTS) for i in (first, second)]
    return above.i == first and all(objects)


def _codes(mentions: Iterable[Mention]) -> frozenset[str]:
    known = {party.code or party.entity or "" for mention in mentions for party in mention.parties}
    nameless = {mention.text.lower() for mention in mentions if not mention.parties}
    return frozenset(known | nameless)


STEPS: tuple[Callable[[Sequence[Draft]], Sifted], ...] = (
    _not_inside_another, _with_victims, _told_once,
)  # fmt: skip
