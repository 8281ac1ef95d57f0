"""Who of those near an act is its actor, who its recipient: from the network's probabilities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from dragoman.actors import Mention
from dragoman.events.candidate import HYPHENS, Candidate, PossibleParty
from dragoman.language import Sentence

LEAST_ROLE = 0.55
LEAST_SOURCE = 0.4
LIKELY_ROLE = 0.2  # for an act that would else have no actor
LIKELY_RECIPIENT = 0.03  # for one that would else have no recipient
JOINED_ROLE = 0.1  # for one joined by "and" to somebody who has the role
# How much sooner the recipient is of another country than the actor, and in a slot of the act.
FOREIGN = NEARBY = 2
AROUND = frozenset({"elsewhere", "outer", "subj"})
# Of these all who take part may be actors.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})

OF_STATE = frozenset({"GOV", "MIL", "LEG"})

OPENING, CLOSING = frozenset("(["), frozenset(")]")
SCENES = frozenset({"in", "at", "near", "across", "inside", "outside", "around"})

Floats = NDArray[np.float32]


def choose_parties(
    candidate: Candidate, event_type: str, shares: Mapping[int, Floats]
) -> tuple[list[int], list[int]]:
    """Say who acts and who is acted on.

    In:     a candidate, the type it is judged to have, and by the head of each mention how likely
            it is actor, recipient and source.
    Out:    the heads of actors and of recipients; nobody is both. Where nobody is likely enough,
            the likeliest is taken, within bounds.
    Raises: nothing.
    """
    mentions = {party.mention.head: party.mention for party in candidate.parties}
    aside = _bracketed(candidate.sentence, candidate.trigger)
    shares = {head: share for head, share in shares.items() if head not in aside}
    scene = {each.mention.head for each in candidate.parties if _is_its_scene(each)}
    shares = {
        head: np.array((0.0, *share[1:]), np.float32) if head in scene else share
        for head, share in shares.items()
    }
    actor = [head for head, p in shares.items() if p[0] > LEAST_ROLE and p[0] >= p[1]]
    if not actor and shares:
        likeliest = max(shares, key=lambda head: float(shares[head][0]))
        actor = [likeliest] if shares[likeliest][0] > LIKELY_ROLE else []
    taken = set(actor)
    codes = {code for head in actor for code in mentions[head].codes}
    if actor and all(speaks_for_a_state(mentions[head]) for head in actor):
        own = {head for head in shares if _is_their_own(candidate.sentence, mentions[head], codes)}
        shares = {head: share for head, share in shares.items() if head not in own - taken}
    recipient = [head for head, p in shares.items() if p[1] > LEAST_ROLE and head not in taken]
    together = event_type in MUTUAL and len(codes) > 1
    if not together and not any(mentions[head].parties for head in recipient):
        recipient = _likely_recipient(candidate, shares, actor, codes) or recipient
    actor += _joined(candidate, shares, 0, actor, recipient)
    recipient += _joined(candidate, shares, 1, recipient, actor)
    sentence = candidate.sentence
    whole = _alone(sentence, (_whole(sentence, mentions, head) for head in actor))
    named = (_whole(sentence, mentions, head) for head in recipient)
    others = _alone(sentence, (head for head in named if head not in whole))
    return whole, [head for head in others if not _owns(sentence, head, whole)]


def speaks_for_a_state(mention: Mention) -> bool:
    """Whether all who are meant are organs of states. Raises: nothing."""
    return bool(mention.codes) and all(each.sector in OF_STATE for each in mention.parties)


def is_called_own(sentence: Sentence, mention: Mention) -> bool:
    """Whether a pronoun says whose it is: "its units", "their country". Raises: nothing."""
    return any(each.tag == "PRP$" for each in sentence.kids(mention.head, "poss"))


def _is_their_own(sentence: Sentence, mention: Mention, codes: set[str]) -> bool:
    """Of ministers who say that "Russia" or "their country" would answer: their own side."""
    if not mention.codes or not mention.codes <= codes:
        return False
    pronoun = sentence.tokens[mention.head].tag in ("PRP", "PRP$")
    return mention.place or pronoun or is_called_own(sentence, mention)


def _bracketed(sentence: Sentence, trigger: int) -> frozenset[int]:
    """What stands in brackets of several words that the act does not stand in: "(Chad, Peru)"."""
    aside: set[int] = set()
    if not OPENING & set(sentence.text):
        return frozenset()
    opened: int | None = None
    for token in sentence.tokens:
        if token.text in OPENING:
            opened = token.i
        elif token.text in CLOSING and opened is not None:
            inside = range(opened + 1, token.i)
            if len(inside) > 1 and trigger not in inside:
                aside.update(inside)
            opened = None
    return frozenset(aside)


def _is_its_scene(party: PossibleParty) -> bool:
    """ "Protests in Tokyo", "talks at Geneva": where it is done is not by whom."""
    return party.role in SCENES and party.direct and party.mention.place


def _whole(sentence: Sentence, mentions: Mapping[int, Mention], head: int) -> int:
    """For "Turkish" in "Turkish officials" the officials; in "Turkish ships", nobody, "Turkish"."""
    above = sentence.tokens[head].head
    inside = mentions[head].kind == "modifier" and above in mentions
    if inside and mentions[above].parties:
        return above
    if mentions[head].parties:
        return head
    flags = (
        each.head
        for each in mentions.values()
        if each.kind == "modifier" and each.parties and sentence.tokens[each.head].head == head
    )
    return next(flags, head)


def _alone(sentence: Sentence, heads: Iterable[int]) -> list[int]:
    """For "the envoy of Peru" the envoy, not Peru beside it."""
    chosen = tuple(dict.fromkeys(heads))
    return [head for head in chosen if not _owns(sentence, head, chosen)]


def _owns(sentence: Sentence, head: int, actor: Collection[int]) -> bool:
    """ "the envoy of Chad", "Chad's envoy" rejected it: that says whose the actor is, no more."""
    token = sentence.tokens[head]
    above = sentence.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "of":
        return above.head in actor
    return token.dep == "poss" and above.i in actor


def _likely_recipient(
    candidate: Candidate, shares: Mapping[int, Floats], actor: Collection[int], codes: set[str]
) -> list[int]:
    """Of those known the likeliest: sooner of another country, and in a slot of the act."""
    best: tuple[float, list[int]] = (LIKELY_RECIPIENT, [])
    for party in candidate.parties:
        mention, share = party.mention, shares.get(party.mention.head)
        if share is None or not mention.parties or mention.head in actor or share[2] > LEAST_SOURCE:
            continue
        if _owns(candidate.sentence, mention.head, actor):
            continue
        foreign = bool(mention.codes) and not mention.codes & codes
        near = party.role not in AROUND
        likely = float(share[1]) * (FOREIGN if foreign else 1) * (NEARBY if near else 1)
        best = max(best, (likely, [mention.head]), key=lambda each: each[0])
    return best[1]


def _joined(
    candidate: Candidate,
    shares: Mapping[int, Floats],
    role: int,
    side: Collection[int],
    other: Collection[int],
) -> list[int]:
    """Those whom "and" joins to somebody who has the role, if they may have it too."""
    sentence = candidate.sentence
    lists = {_first_of_list(sentence, head) for head in side}
    known = {party.mention.head for party in candidate.parties if party.mention.codes}
    return [
        head
        for head, share in shares.items()
        if head in known and head not in side and head not in other
        if share[role] > max(JOINED_ROLE, share[1 - role])
        if _first_of_list(sentence, head) in lists
    ]


def _first_of_list(sentence: Sentence, i: int) -> int:
    while sentence.tokens[i].dep == "conj" or _is_before_a_hyphen(sentence, i):
        i = sentence.tokens[i].head
    return i


def _is_before_a_hyphen(sentence: Sentence, i: int) -> bool:
    """The "US" of "the US-China deal"."""
    return sentence.tokens[i].head == i + 2 and sentence.tokens[i + 1].text in HYPHENS
