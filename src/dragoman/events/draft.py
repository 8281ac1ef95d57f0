"""Acts on their way to records: which judged candidates are acts of somebody known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.attribution import Attribution
from dragoman.events.candidate import Candidate
from dragoman.events.classify import NO_EVENT, Judgement
from dragoman.events.consistent import Draft, made_consistent
from dragoman.events.counterpart import BY_THE_SAME_HAND, with_counterparts
from dragoman.events.reporting import TELLING
from dragoman.events.roles import is_called_own, speaks_for_a_state
from dragoman.events.saying import Saying, sayings
from dragoman.events.slots import fillers
from dragoman.events.status import ReadStatus, read_status
from dragoman.language import Sentence
from dragoman.records import Status
from dragoman.settings import LEAST_CONFIDENCE

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
# These are done by saying so: their actor is no source of them (codebook, "said_by").
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What "said that …" is never the verb of.
NEVER_SAID = frozenset({"SUPPORT", "CONSULT", "COOPERATE", "AID", "RETREAT"})
# What a plain "said that …" does only if it speaks of what is to come.
SAID_AHEAD = frozenset({"AGREE", "THREATEN"})
LIKELIER_THAN_NOT = 0.5
FUTURE = frozenset({"will", "would", "shall", "'ll"})
READY = frozenset("ready prepared willing going go plan intend aim want".split())
# What the rules read counts so much beside the network, which sees no calendar.
RULES_SHARE = 0.4
SHOWN_SHARE = 0.45  # where a word shows it
NOBODY = "no party of the codebook"
BELOW = "below confidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A candidate that was turned down, and why (for people)."""

    candidate: Candidate
    judgement: Judgement
    reason: str


class Drafted(NamedTuple):
    """What the candidates of an article came to, both in the order of the page."""

    kept: list[Draft]
    rejected: list[Rejected]


class Around(NamedTuple):
    """What the article around its acts tells of them.

    `mentions` of each sentence; on whose word it is told; `year` of its anchor date, if known.
    """

    mentions: Sequence[Mapping[int, Mention]]
    attribution: Attribution
    year: int | None


def draft_events(
    candidates: Sequence[Candidate],
    judgements: Sequence[Judgement],
    around: Around,
    least: float,
) -> Drafted:
    """Turn judged candidates of one article into a consistent set of acts.

    In:     candidates, their judgements, the article around them, and the confidence below
            which no act is kept.
    Out:    the acts, none that only stands inside another's demand or promise, none told twice;
            and every other candidate with the reason. Raises: nothing.
    """
    # A higher floor only takes records away: what they rest on may lie below it.
    floor = min(least, LEAST_CONFIDENCE)
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    for candidate, judgement in zip(candidates, judgements, strict=True):
        here = around.mentions[candidate.sentence.sequence]
        draft = None
        reason = _unfit(candidate, judgement, here, floor)
        if not reason:
            draft = _draft(candidate, judgement, around)
            reason = None if _may_have_parties(draft) else NOBODY
        if draft and not reason:
            drafts.append(_promised(draft))
        else:
            rejected.append(Rejected(candidate=candidate, judgement=judgement, reason=str(reason)))
    sifted = made_consistent(drafts)
    rejected += [
        Rejected(candidate=each.draft.candidate, judgement=each.draft.judgement, reason=each.reason)
        for each in sifted.refused
    ]
    kept = []
    for draft in with_counterparts(sifted.kept, around.mentions):
        late = _unfit_with_its_parties(draft, least)
        if late is None:
            kept.append(draft)
        else:
            told = Rejected(candidate=draft.candidate, judgement=draft.judgement, reason=late)
            rejected.append(told)
    rejected.sort(key=lambda each: (each.candidate.sentence.sequence, each.candidate.trigger))
    return Drafted(kept, rejected)


def _unfit(
    candidate: Candidate, judgement: Judgement, mentions: Mapping[int, Mention], least: float
) -> str | None:
    none = judgement.types.get(NO_EVENT, 0.0)
    if judgement.event_type == NO_EVENT:
        return "none of the types"
    if judgement.confidence < least:
        unlikely = none > judgement.types[judgement.event_type]
        return "none of the types" if unlikely else BELOW
    if _only_says(candidate, judgement.event_type) or _hardly_more_than_said(candidate, judgement):
        return "only what is said"
    return "inside a name" if _in_a_name(candidate, mentions) else None


def _unfit_with_its_parties(draft: Draft, least: float) -> str | None:
    if not _has_parties(draft):
        return NOBODY
    return BELOW if draft.confidence < least else None


def _only_says(candidate: Candidate, event_type: str) -> bool:
    """ "India maintained that …" tells a view, a `statement`; an act stands in its clause."""
    saying = _saying(candidate)
    clauses = fillers(candidate.slots, "ccomp")
    if saying is None or not clauses or saying.kind not in TELLING:
        return False
    # "Warned that the drought had made it unsafe" threatens with nothing.
    done = saying.kind == "warn" and all(_is_told_as_fact(candidate.sentence, i) for i in clauses)
    # "Maintained that they should settle it" promises and threatens nothing.
    idle = event_type in SAID_AHEAD and saying.plain
    idle = idle and not any(_looks_ahead(candidate.sentence, i) for i in clauses)
    return event_type in NEVER_SAID or (event_type == "THREATEN" and done) or idle


def _hardly_more_than_said(candidate: Candidate, judgement: Judgement) -> bool:
    """Nothing is commoner in news than "said", and mostly it does nothing."""
    saying = _saying(candidate)
    plain = saying is not None and saying.plain
    return plain and judgement.types[judgement.event_type] < LIKELIER_THAN_NOT


def _saying(candidate: Candidate) -> Saying | None:
    return sayings().get((candidate.lemma, "VERB")) if candidate.kind == "verb" else None


def _looks_ahead(sentence: Sentence, verb: int) -> bool:
    """ "would meet", "is ready to", "plans to"."""
    ahead = any(kid.lemma in FUTURE for kid in sentence.kids(verb, "aux"))
    ready = any(kid.lemma in READY for kid in sentence.kids(verb, "acomp"))
    return ahead or ready or sentence.tokens[verb].lemma in READY


def _is_told_as_fact(sentence: Sentence, verb: int) -> bool:
    ahead = any(kid.tag in ("MD", "TO") for kid in sentence.kids(verb, "aux"))
    return not ahead and sentence.tokens[verb].tag in ("VBD", "VBN")


def _draft(candidate: Candidate, judgement: Judgement, around: Around) -> Draft:
    event_type = judgement.event_type
    sentence = candidate.sentence
    actor = _mentions(candidate, judgement.actor)
    recipient = _mentions(candidate, judgement.recipient)
    if event_type in OF_ITS_OWN:
        recipient = tuple(each for each in recipient if not _is_its_own(sentence, each, actor))
    # The rules lead: they see quotations beyond the sentence; the network sees sources that stand
    # in no frame that the rules know.
    sources = around.attribution.of(sentence, candidate.trigger) or _mentions(
        candidate, judgement.source or ()
    )
    return Draft(
        candidate=candidate,
        judgement=judgement,
        event_type=event_type,
        mode=judgement.mode,
        actor=actor,
        recipient=recipient,
        status=_status(judgement, read_status(sentence, candidate.trigger, around.year)),
        said_by=_others(sources, actor) if event_type in SPOKEN else sources,
    )


def _status(judgement: Judgement, rules: ReadStatus) -> ReadStatus:
    """The likelier status by network and rules together, with the word that shows it."""
    material = judgement.event_type not in SPOKEN
    if not judgement.statuses or rules.sure or (rules.own and material):
        return rules
    share = SHOWN_SHARE if rules.shown_by is not None else RULES_SHARE
    chances: dict[Status, float] = {
        status: (1 - share) * p + share * (status == rules.status)
        for status, p in judgement.statuses.items()
        if not (status == "historical" and rules.lately)
    }
    likeliest = max(chances, key=chances.__getitem__)
    return rules if likeliest == rules.status else ReadStatus(likeliest, None)


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
    return is_called_own(sentence, mention) and bool(mention.codes) and mention.codes <= codes


def _mentions(candidate: Candidate, indices: Iterable[int]) -> tuple[Mention, ...]:
    chosen = [candidate.parties[i].mention for i in indices]
    return tuple({mention.head: mention for mention in chosen}.values())


def _others(found: tuple[Mention, ...], actor: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whoever tells of what he himself says is its actor, not its source; nor is a state's own
    voice ("Washington would not attend, the US delegate said")."""
    acting = {party.entity for mention in actor for party in mention.parties}
    places = {(mention.sentence, mention.head) for mention in actor}
    state = {code for mention in actor for code in mention.codes}
    if not all(mention.place for mention in actor):
        state = set()
    return tuple(
        mention
        for mention in found
        if (mention.sentence, mention.head) not in places
        and not {party.entity for party in mention.parties} & acting
        and not (mention.codes == state and speaks_for_a_state(mention))
    )


def _may_have_parties(draft: Draft) -> bool:
    """Whether it has, or the rest of the article may tell by whose hand it was."""
    return _has_parties(draft) or (draft.event_type in BY_THE_SAME_HAND and bool(draft.recipient))


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
