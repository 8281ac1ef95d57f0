"""Acts on their way to records: judged candidates, made consistent with each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors import Mention
from dragoman.events.attribution import said_by
from dragoman.events.candidate import Candidate
from dragoman.events.classify import NO_EVENT, Judgement
from dragoman.events.slots import fillers
from dragoman.events.status import ReadStatus, read_status
from dragoman.language import Sentence
from dragoman.records import Evidence

LEAST_PROBABILITY = 0.4
# Future cooperation is itself AGREE, an announced withdrawal CONCEDE (codebook, "Status").
PROMISED = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE",
    "RETREAT": "CONCEDE",
}  # fmt: skip
ALREADY_AHEAD = frozenset({"AGREE", "THREATEN", "CONCEDE"})
# Of these an act by nobody named still stands (codebook, "Nobody named").
ACTORLESS = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"})
# Of these types the object is often the actor's own: its troops, its envoy, its promise.
OF_ITS_OWN = frozenset({"MOBILIZE", "RETREAT", "CONCEDE", "AGREE", "SANCTION", "AID"})
# What an attack does to people, told beside the attack.
HARMS = frozenset({"kill", "wound", "injure", "hurt", "maim"})
OBJECTS = ("dobj", "nsubjpass", "prep")
UNKNOWN_PARTY, INFERRED_PARTY = 0.8, 0.9
TOLD = Evidence(spans=(), how="text")
DOUBT = {"actual": 1.0, "historical": 0.8, "future": 0.7, "negated": 0.6, "hypothetical": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One act that will be a record unless another tells the same."""

    candidate: Candidate
    event_type: str
    mode: str | None
    actor: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    status: ReadStatus
    said_by: tuple[Mention, ...]
    confidence: float
    because: str


def draft_events(
    candidates: Sequence[Candidate],
    judgements: Sequence[Judgement],
    mentions: Sequence[Mapping[int, Mention]],
    year: int | None,
) -> list[Draft]:
    """Turn judged candidates of one article into a consistent set of acts.

    In:     candidates, their judgements, the mentions of each sentence, the anchor's year.
    Out:    acts in the order of the page: none that only stands inside another's demand or
            promise, none told twice. Raises: nothing.
    """
    drafts = [
        draft
        for candidate, judgement in zip(candidates, judgements, strict=True)
        if (draft := _draft(candidate, judgement, mentions, year)) is not None
    ]
    return _told_once(_with_victims(_not_inside_another(drafts)))


def _draft(
    candidate: Candidate,
    judgement: Judgement,
    mentions: Sequence[Mapping[int, Mention]],
    year: int | None,
) -> Draft | None:
    probabilities = {name: p for name, p in judgement.types.items() if name != NO_EVENT}
    if not probabilities or _in_a_name(candidate, mentions[candidate.sentence.sequence]):
        return None
    event_type = max(probabilities, key=lambda name: probabilities[name])
    sentence = candidate.sentence
    status = read_status(sentence, candidate.trigger, year)
    actor = _mentions(candidate, judgement.actor)
    recipient = _mentions(candidate, judgement.recipient)
    if event_type in OF_ITS_OWN:
        recipient = tuple(each for each in recipient if not _is_its_own(sentence, each, actor))
    draft = Draft(
        candidate=candidate,
        event_type=event_type,
        mode=judgement.mode,
        actor=actor,
        recipient=recipient,
        status=status,
        said_by=_source(said_by(sentence, candidate.trigger, mentions[sentence.sequence]), actor),
        confidence=probabilities[event_type] * DOUBT[status.status] * _trust(actor, recipient),
        because=judgement.because,
    )
    if draft.confidence < LEAST_PROBABILITY or not _has_parties(draft):
        return None
    return _promised(draft)


def _in_a_name(candidate: Candidate, mentions: Mapping[int, Mention]) -> bool:
    """The "Amnesty" of Amnesty International is no pardon."""
    return candidate.kind == "noun" and any(
        mention.kind == "name"
        and mention.parties
        and mention.head != candidate.trigger
        and mention.parties[0].name
        and candidate.sentence.tokens[candidate.trigger].text in mention.parties[0].name.split()
        and mention.first <= candidate.trigger <= mention.last
        for mention in mentions.values()
    )


def _is_its_own(sentence: Sentence, mention: Mention, actor: Iterable[Mention]) -> bool:
    """ "put its reserve units on alert": what is the actor's own is not whom it acts on."""
    codes = {code for each in actor for code in each.codes}
    owners = sentence.kids(mention.head, "poss")
    owned = any(owner.tag == "PRP$" for owner in owners)
    return owned and bool(mention.codes) and mention.codes <= codes


def _trust(actor: Iterable[Mention], recipient: Iterable[Mention]) -> float:
    """How sure it is who is meant: less where a code is inferred, or none is known."""
    trust = 1.0
    for mention in (*actor, *recipient):
        if not mention.codes:
            trust *= UNKNOWN_PARTY
        elif any(shown.get("code", TOLD).how == "inferred" for shown in mention.evidence):
            trust *= INFERRED_PARTY
    return trust


def _mentions(candidate: Candidate, indices: Iterable[int]) -> tuple[Mention, ...]:
    chosen = [candidate.parties[i].mention for i in indices]
    return tuple({mention.head: mention for mention in chosen}.values())


def _source(found: tuple[Mention, ...], actor: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whoever tells of his own act is its actor, not its source."""
    acting = {party.entity for mention in actor for party in mention.parties}
    return tuple(
        mention for mention in found if not {party.entity for party in mention.parties} & acting
    )


def _has_parties(draft: Draft) -> bool:
    """At least one side must be somebody of the codebook."""
    known = any(
        party.code or party.sector
        for mention in (*draft.actor, *draft.recipient)
        for party in mention.parties
    )
    return known and bool(draft.actor or draft.event_type in ACTORLESS)


def _promised(draft: Draft) -> Draft:
    if draft.status.status != "future":
        return draft
    if draft.event_type in PROMISED:
        ahead = ReadStatus("actual", draft.status.shown_by)
        return replace(draft, event_type=PROMISED[draft.event_type], mode=None, status=ahead)
    if draft.event_type in ALREADY_AHEAD:
        return replace(draft, status=ReadStatus("actual", draft.status.shown_by))
    return draft


def _not_inside_another(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop acts that are only demanded, promised, refused or threatened by another act."""
    triggers = {(d.candidate.sentence.sequence, d.candidate.trigger) for d in drafts}
    lights = {
        (d.candidate.sentence.sequence, slot.token)
        for d in drafts
        for slot in d.candidate.slots
        if slot.role == "light"
    }
    kept = []
    for draft in drafts:
        at = (draft.candidate.sentence.sequence, draft.status.shown_by)
        inside = at in triggers or at in lights
        own = (draft.candidate.sentence.sequence, draft.candidate.trigger)
        if not inside and own not in lights:
            kept.append(draft)
    return kept


def _with_victims(drafts: Sequence[Draft]) -> list[Draft]:
    """ "shelled the town, killing nine" is one attack: on the nine if it names nobody else."""
    kept = list(drafts)
    for draft in drafts:
        token = draft.candidate.sentence.tokens[draft.candidate.trigger]
        if draft.candidate.lemma not in HARMS or token.dep not in ("advcl", "conj"):
            continue
        attack = next((each for each in kept if _is_attack_at(each, draft, token.head)), None)
        if attack:
            mutual = len(attack.actor) > 1
            victims = () if mutual else draft.recipient
            whole = replace(attack, recipient=attack.recipient or victims)
            kept[kept.index(attack)] = whole
            kept.remove(draft)
    return kept


def _is_attack_at(draft: Draft, victims: Draft, trigger: int) -> bool:
    sentence = victims.candidate.sentence
    at = {draft.candidate.trigger, *fillers(draft.candidate.slots, "light")}
    same = draft.candidate.sentence is sentence and trigger in at
    return same and draft.event_type == victims.event_type


def _told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep of each act its fullest telling in the body (codebook, "Told twice")."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=_fullness):
        if not any(_same_act(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=_place)


def _fullness(draft: Draft) -> tuple[bool, int, int, int]:
    parties = sum(len(m.parties) for m in (*draft.actor, *draft.recipient))
    return (draft.candidate.sentence.kind != "paragraph", -parties, *_place(draft))


def _place(draft: Draft) -> tuple[int, int]:
    return draft.candidate.sentence.sequence, draft.candidate.trigger


def _same_act(draft: Draft, other: Draft) -> bool:
    if draft.event_type != other.event_type:
        return False
    acting, touched = _codes(draft.actor), _codes(draft.recipient)
    if draft.candidate.sentence.kind != "paragraph":
        everybody = _codes((*other.actor, *other.recipient))
        if acting & _codes(other.actor) or (touched & everybody and not acting):
            return True
    same_word = draft.candidate.lemma == other.candidate.lemma
    here = draft.candidate.sentence is other.candidate.sentence
    if not same_word and not here:
        return False
    if here and _are_coordinated(draft.candidate, other.candidate):
        return False
    return acting <= _codes(other.actor) and touched <= _codes(other.recipient)


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
    return frozenset(
        party.code or party.entity or "" for mention in mentions for party in mention.parties
    )
