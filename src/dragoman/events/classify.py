"""What a candidate tells: the interface of every classifier, and the one that reads the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dragoman.events.candidate import Candidate, PossibleParty
from dragoman.events.lexicon import (
    ACTOR,
    NUMBER,
    Condition,
    Frame,
    light_verbs,
    noun_frames,
    verb_frames,
)
from dragoman.events.slots import fillers
from dragoman.records import Status

NO_EVENT = "none"
# Where else the actor of a type is found. A text or a talk acts for the subject of its clause
# ("adopted a text urging …"); troops that "were deployed" are the ones who moved.
SPOKEN = ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
ELSE_ACTOR = dict.fromkeys(SPOKEN, ("outer",)) | {"MOBILIZE": ("obj", "of")}

# "demanded that they leave", "claimed that Iran had fired": they are addressed, Iran is blamed.
# "vowed to lift sanctions on Iran": what is promised or refused touches somebody.
ELSE_RECIPIENT = {
    "REQUEST": ("that", "below"), "ACCUSE": ("that",), "AGREE": ("below",), "CONCEDE": ("below",),
    "REJECT": ("below",), "THREATEN": ("below",),
}  # fmt: skip


class Judgement(NamedTuple):
    """One candidate judged.

    `types`: the probability of each event type and of "none"; they sum to 1. `actor` and
    `recipient` index the candidate's possible parties; `mutual`: all of them act together.
    `because` is for people. `statuses`: the probability of each status, empty where only rules
    read it. `source`: whose word it is, as indices of parties. `features`: what `confidence` (the
    probability that type, actor and recipient are all right) was computed from; `if_filled` is the
    same if the recipient has to come from elsewhere. `contexts`: the probability of each context,
    as the sentence tells, in the order of the codebook.
    """

    types: Mapping[str, float]
    mode: str | None
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    mutual: bool
    because: str
    statuses: Mapping[Status, float] = {}
    source: tuple[int, ...] = ()
    features: tuple[float, ...] = ()
    confidence: float = 0.0
    if_filled: float = 0.0
    contexts: tuple[float, ...] = ()

    @property
    def event_type(self) -> str:
        """The likeliest type; "none" only where no type has any probability."""
        acts = {name: p for name, p in self.types.items() if name != NO_EVENT}
        return max(acts, key=acts.__getitem__, default=NO_EVENT)


Classifier = Callable[[Sequence[Candidate]], list[Judgement]]
NOTHING = Judgement({NO_EVENT: 1.0}, None, (), (), False, "no frame of the table fits")


def classify_by_table(candidates: Sequence[Candidate]) -> list[Judgement]:
    """Judge candidates by the first form of the coder: the table of frames.

    In: candidates. Out: a judgement for each, in order. Raises: nothing.
    """
    return [_judge(candidate) for candidate in candidates]


def _judge(candidate: Candidate) -> Judgement:
    frames = (verb_frames() if candidate.kind == "verb" else noun_frames()).get(candidate.lemma, ())
    fitting = [frame for frame in frames if all(_holds(candidate, c) for c in frame.conditions)]
    if not fitting:
        return NOTHING
    frame = max(fitting, key=lambda each: (len(each.conditions), -each.line))
    if frame.event_type == "NONE":
        return NOTHING._replace(because=f"{frame.lemma}: line {frame.line} rules it out")
    actor, recipient = _parties(candidate, frame)
    return Judgement(
        types={frame.event_type: frame.weight, NO_EVENT: 1 - frame.weight},
        mode=frame.mode,
        actor=actor,
        recipient=recipient,
        mutual=frame.mutual,
        because=f"{frame.lemma}: line {frame.line}",
        confidence=frame.weight,
        if_filled=frame.weight,
    )


def _holds(candidate: Candidate, condition: Condition) -> bool:
    return _is_so(candidate, condition) != condition.negated


def _is_so(candidate: Candidate, condition: Condition) -> bool:
    tokens = candidate.sentence.tokens
    if condition.role in NUMBER:
        plural = tokens[candidate.trigger].tag in ("NNS", "NNPS")
        return plural == (condition.role == "plural")
    found = fillers(candidate.slots, condition.role)
    if not condition.words:
        return bool(found)
    if ACTOR in condition.words and _has_actor(candidate, condition.role):
        return True
    if condition.role == "xcomp":
        # "promised not to withdraw" promises no withdrawal.
        found = [i for i in found if not candidate.sentence.kids(i, "neg")]
    return any(
        tokens[i].lemma in condition.words or tokens[i].text.lower() in condition.words
        for i in found
    )


def _has_actor(candidate: Candidate, role: str) -> bool:
    return any(
        possible.role == role and any(p.code or p.sector for p in possible.mention.parties)
        for possible in candidate.parties
    )


def _parties(candidate: Candidate, frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Choose the actor and the recipient among the possible parties, by the frame's slots."""
    actor_roles, recipient_roles = _through_light_verb(candidate, frame)
    if actor_roles:
        beyond = ("outer",) if candidate.kind == "verb" else ()
        actor_roles = (*actor_roles, *ELSE_ACTOR.get(frame.event_type, ()), *beyond)
    actor = _first_filled(candidate, actor_roles, frozenset())
    if recipient_roles and not _addressed(candidate, frame):
        recipient_roles = (*recipient_roles, *ELSE_RECIPIENT.get(frame.event_type, ()))
    others = _first_filled(candidate, recipient_roles, _heads(candidate, actor))
    if frame.mutual:
        return (*actor, *others), ()
    return actor, others


def _addressed(candidate: Candidate, frame: Frame) -> bool:
    """ "urged its neighbours not to recognise the junta": the neighbours are asked, not it."""
    roles = {slot.role for slot in candidate.slots}
    return frame.event_type == "REQUEST" and candidate.kind == "verb" and {"obj", "xcomp"} <= roles


def _through_light_verb(
    candidate: Candidate, frame: Frame
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Under "suffered an attack" the subject is the one attacked."""
    tokens = candidate.sentence.tokens
    for i in fillers(candidate.slots, "light"):
        if light_verbs().get(tokens[i].lemma) == "reversed":
            actor = tuple(role for role in frame.actor if role != "subj")
            return (*actor, "from", "by"), ("subj", *frame.recipient)
    return frame.actor, frame.recipient


def _first_filled(
    candidate: Candidate, roles: Sequence[str], taken: frozenset[int]
) -> tuple[int, ...]:
    for role in roles:
        found = [
            (i, possible)
            for i, possible in enumerate(candidate.parties)
            if possible.role == role
            and possible.mention.parties
            and possible.mention.head not in taken
        ]
        direct = [i for i, possible in found if possible.direct]
        if direct or found:
            return tuple(direct or [i for i, _ in found])
    return ()


def _heads(candidate: Candidate, indices: Sequence[int]) -> frozenset[int]:
    chosen: list[PossibleParty] = [candidate.parties[i] for i in indices]
    return frozenset(possible.mention.head for possible in chosen)
