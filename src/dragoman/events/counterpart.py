"""On whom an act falls that names nobody: the other side, from the rest of its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.actors import Mention
from dragoman.events.consistent import Draft
from dragoman.events.slots import fillers, is_passive
from dragoman.language import Sentence
from dragoman.places import place_named
from dragoman.records import Evidence, Span

# Acts that always fall on somebody, named or not (codebook).
FALLS_ON_SOMEBODY = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "PROTEST", "ASSAULT", "CONSULT"}
)
ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
# What somebody did before, and is now condemned or welcomed for: "the move".
DEEDS = frozenset(
    """move decision step action act announcement statement remark comment offer proposal plan
    measure policy shift launch test attack strike deal bill law ruling order ban claim demand
    threat visit incident provocation deployment withdrawal drill exercise operation raid""".split()
)
PLACED = ("in", "on", "at", "across", "near", "into", "inside")
# What is told without its doer ("were charged", "was later freed") is by the hand that these acts
# on the same people are by, the likeliest first.
BY_THE_SAME_HAND = {
    "ACCUSE": ("ACCUSE", "SANCTION", "COERCE"),
    "SANCTION": ("SANCTION", "ACCUSE", "COERCE"),
    "COERCE": ("COERCE", "ACCUSE", "SANCTION"),
    "RETREAT": ("COERCE", "ASSAULT", "SANCTION"),
    "CONCEDE": ("SANCTION", "COERCE", "ACCUSE"),
    "ASSAULT": ("ASSAULT",),
}
SIDES = frozenset("GOV MIL LEG SPY REB PRM UAF PRE JUD".split())
REACH = 3  # sentences back to the act that "the move" means


def with_counterparts(
    drafts: Sequence[Draft], mentions: Sequence[Mapping[int, Mention]]
) -> list[Draft]:
    """Give acts that fall on somebody unnamed the one whom their article makes plain.

    In:     acts of one article in the order of the page, and the mentions of each sentence.
    Out:    the acts, some with an actor or a recipient whose evidence says "inferred": who does
            such things to the same people elsewhere in the article; whom the act's place shows,
            whose deed it answers, whom the same actor deals with elsewhere.
    Raises: nothing.
    """
    return [_completed(_with_hand(draft, drafts), drafts, mentions) for draft in drafts]


def _with_hand(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """An act whose doer is not told, with the one who does as much to the same people."""
    if draft.actor or not draft.recipient or not _may_hide_its_doer(draft):
        return draft
    found = list(_hands(draft, drafts))
    if not found:
        return draft
    return replace(draft, actor=tuple(map(_inferred, min(found)[-1].actor)), filled=True)


def _may_hide_its_doer(draft: Draft) -> bool:
    """ "were charged", "was freed": of people, whom one hand may well do both to; not of states."""
    candidate = draft.candidate
    passive = candidate.kind == "verb" and is_passive(candidate.sentence, candidate.trigger)
    return passive and all(mention.person or mention.group for mention in draft.recipient)


def _completed(
    draft: Draft, drafts: Sequence[Draft], mentions: Sequence[Mapping[int, Mention]]
) -> Draft:
    if draft.event_type not in FALLS_ON_SOMEBODY | ANSWERS or not _lacks_one(draft):
        return draft
    own = _codes(draft.actor)
    here = mentions[draft.candidate.sentence.sequence]
    for mention in _possible(draft, drafts, here):
        if len(mention.codes) == 1 and not mention.codes & own:
            return _with(draft, _inferred(mention))
    return draft


def _hands(draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[int, int, int, Draft]]:
    """Acts on the same people that name their doer: by kind, by nearness."""
    kinds = BY_THE_SAME_HAND.get(draft.event_type, ())
    touched = _entities(draft.recipient)
    for i, each in enumerate(drafts):
        if each.event_type not in kinds or not each.actor or each.filled:
            continue
        if touched & _entities(each.recipient) and not touched & _entities(each.actor):
            apart = abs(each.place[0] - draft.place[0])
            yield kinds.index(each.event_type), apart, i, each


def _entities(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(
        party.entity for mention in mentions for party in mention.parties if party.entity
    )


def _with(draft: Draft, mention: Mention) -> Draft:
    """A visit has a host; in any other talk all are actors (codebook)."""
    if draft.event_type == "CONSULT" and draft.mode != "visit":
        return replace(draft, actor=(*draft.actor, mention), filled=True)
    return replace(draft, recipient=(mention,), filled=True)


def _lacks_one(draft: Draft) -> bool:
    if draft.recipient or not draft.actor:
        return False
    return len(_codes(draft.actor)) < 2


def _possible(
    draft: Draft, drafts: Sequence[Draft], here: Mapping[int, Mention]
) -> Iterator[Mention]:
    if draft.event_type == "ASSAULT":
        yield from _placed(draft, here)
    if draft.event_type in ANSWERS:
        yield from _doer(draft, drafts)
        if draft.event_type not in FALLS_ON_SOMEBODY:
            return
    yield from _usual(draft, drafts)


def _placed(draft: Draft, here: Mapping[int, Mention]) -> Iterator[Mention]:
    """ "shelled positions in Gaza": those who live there."""
    for preposition in PLACED:
        for head in fillers(draft.candidate.slots, preposition):
            mention = here.get(head)
            if mention and mention.parties and place_named(mention.text):
                yield mention


def _doer(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Mention]:
    """Who did what "the move" means: the actor of the act told last before it."""
    sentence = draft.candidate.sentence
    objects = [i for role in ("obj", "of") for i in fillers(draft.candidate.slots, role)]
    if not any(_is_known_deed(sentence, i) for i in objects):
        return
    before = [each for each in drafts if each.place < draft.place]
    for earlier in reversed(before):
        if sentence.sequence - earlier.candidate.sentence.sequence > REACH:
            return
        yield from earlier.actor


def _is_known_deed(sentence: Sentence, i: int) -> bool:
    determiners = {kid.lemma for kid in sentence.kids(i, "det")}
    return sentence.tokens[i].lemma in DEEDS and bool(determiners & {"the", "this", "that"})


def _usual(draft: Draft, drafts: Sequence[Draft]) -> list[Mention]:
    """With whom this actor deals in this article, those of the same kind of act first."""
    if draft.event_type != "PROTEST" and not _act_for_a_side(draft.actor):
        return []
    own = _codes(draft.actor)
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for each in drafts:
        if each is draft or each.filled:
            continue
        alike = each.event_type == draft.event_type
        if draft.event_type == "PROTEST" and alike:
            others = each.recipient
        elif _codes(each.actor) & own:
            others = (*each.recipient, *each.actor)
        elif _codes(each.recipient) & own:
            others = each.actor
        else:
            continue
        for mention in filter(_is_a_side, others):
            for code in mention.codes - own:
                counts[code] += 2 if alike else 1
                if code not in first or (first[code].person and not mention.person):
                    first[code] = mention
    return [first[code] for code, _ in counts.most_common(1)]


def _act_for_a_side(mentions: Iterable[Mention]) -> bool:
    return any(map(_is_a_side, mentions))


def _is_a_side(mention: Mention) -> bool:
    """Whether it is a state, an army, an armed group or a body between states, or its voice."""
    return any(party.sector in SIDES or party.sector is None for party in mention.parties)


def _codes(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(code for mention in mentions for code in mention.codes)


def _inferred(mention: Mention) -> Mention:
    shown = {"code": Evidence(spans=(Span(mention.start, mention.end),), how="inferred")}
    return replace(mention, evidence=tuple({**each, **shown} for each in mention.evidence))
