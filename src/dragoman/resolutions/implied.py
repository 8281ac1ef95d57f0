"""The events that a text implies, and those of the article that tell them.

A body that adopts is actor of one SUPPORT (ACCUSE when the text condemns); states that vote no or
veto are actors of one REJECT, the sponsor its recipient; a body that votes a text down rejects it;
abstaining is neither (codebook, "Votes"). This room names such acts; `events` makes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.actors import Mention
from dragoman.events import Told
from dragoman.events.implied import ImpliedAct
from dragoman.records import Event, Evidence, Party, Span
from dragoman.resolutions.draft import Ballots, Deed, Draft

ADOPTED = frozenset({"adopted", "adopted by committee"})
CONFIDENCE = 0.7
OF_VOTING = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
BODY_ENTITY = frozenset({"UNO", "EUR", "IGO"})
# The word of a vote that stands for the act: "voted", "four against".
VOTING = frozenset({"vote", "against", "oppose", "no", "veto", "reject"})


def implied_acts(told: Told, drafts: Iterable[Draft]) -> tuple[ImpliedAct, ...]:
    """Name the acts that texts imply.

    In:     the article; its texts, settled. Out: acts with all words that tell each; those of
            several texts told of together once. Raises: nothing.
    """
    found: dict[tuple[Span, str | None], ImpliedAct] = {}
    for draft in drafts:
        for act in (*_by_body(told, draft), *_by_states(told, draft)):
            known = found.setdefault((act.words[0], act.event_type), act)
            if known is not act:
                words = tuple(dict.fromkeys((*known.words, *act.words)))
                # What a body adopted together it did not do to the sponsor of one of them.
                same = known.recipient == act.recipient
                shared = known.recipient if same else ()
                shown = {
                    name: each for name, each in known.evidence.items()
                    if same or not name.startswith("recipient.")
                }  # fmt: skip
                merged = replace(known, words=words, recipient=shared, evidence=shown)
                found[act.words[0], act.event_type] = merged
    return tuple(found.values())


def _by_body(told: Told, draft: Draft) -> Iterator[ImpliedAct]:
    """The body's own act: it adopted the text, or voted it down."""
    stage = draft.text("stage")
    event_type = "SUPPORT" if stage in ADOPTED else "REJECT" if stage == "rejected" else None
    kind = "rejected" if event_type == "REJECT" else "adopted"
    deeds = [each for each in draft.deeds if each.role == "body" and each.stage == kind]
    if not event_type or not deeds or draft.part:
        return
    first = deeds[0]
    actor, recipient = _body(told, draft, first), _sponsors(told, draft)
    if not actor:
        return
    yield ImpliedAct(
        event_type=event_type,
        actor=tuple(actor),
        recipient=tuple(recipient),
        evidence=_evidence(told, draft, actor, recipient),
        words=tuple(dict.fromkeys(Span(each.start, each.end) for each in deeds)),
        sentence=first.sentence,
        act=Span(first.start, first.end),
        date=draft.text("date"),
        confidence=CONFIDENCE,
    )


def _by_states(told: Told, draft: Draft) -> Iterator[ImpliedAct]:
    """The acts of those who voted against; and that abstaining is none."""
    sponsors = _sponsors(told, draft)
    against = [each for each in draft.ballots if each.side == "no"]
    counted: set[str] = set()
    for ballots in against:
        fresh = [code for code in ballots.codes if code not in counted]
        counted.update(fresh)
        word = _word(told, ballots)
        parties = _states(told, ballots.sentence, fresh)
        if word is None or not parties or len(parties) < len(fresh):
            continue
        yield ImpliedAct(
            event_type="REJECT",
            actor=tuple(parties),
            recipient=tuple(sponsors),
            evidence=_evidence(told, draft, parties, sponsors),
            words=(word,),
            sentence=ballots.sentence,
            act=_stated(told, ballots, word),
            date=draft.text("date"),
            confidence=CONFIDENCE,
        )
    for ballots in draft.ballots:
        for token in told.sentences[ballots.sentence].tokens:
            inside = ballots.start <= token.start and token.end <= ballots.end
            if ballots.side == "abstain" and inside and token.lemma.lower().startswith("abst"):
                yield ImpliedAct(
                    event_type=None, actor=(), recipient=(), words=(Span(token.start, token.end),),
                    sentence=ballots.sentence, act=Span(token.start, token.end), date=None,
                    evidence={}, confidence=CONFIDENCE,
                )  # fmt: skip


def _word(told: Told, ballots: Ballots) -> Span | None:
    for token in told.sentences[ballots.sentence].tokens:
        inside = ballots.start <= token.start and token.end <= ballots.end
        if inside and token.lemma.lower() in VOTING:
            return Span(token.start, token.end)
    return None


def _stated(told: Told, ballots: Ballots, word: Span) -> Span:
    """The words that state a vote: from its verb to its end, at most so many."""
    tokens = told.sentences[ballots.sentence].tokens
    after = [t for t in tokens if word.start <= t.start and t.end <= ballots.end]
    return Span(word.start, after[min(len(after), 10) - 1].end)


Named = dict[Party, Mapping[str, Evidence]]  # parties, each with its mention's evidence


def _evidence(told: Told, draft: Draft, actor: Named, recipient: Named) -> dict[str, Evidence]:
    """Where the parties and the day of an act were read."""
    found = {
        f"{side}.{at}.{field}": shown
        for side, parties in (("actor", actor), ("recipient", recipient))
        for at, (party, evidence) in enumerate(parties.items())
        for field, shown in evidence.items()
        if getattr(party, field)
    }
    if "date" in draft.facts:
        found["date"] = draft.facts["date"].evidence
    return found


def _named(told: Told, mention: Mention, code: str | None = None) -> Named:
    """A mention's parties in the page's words (the first, or those with a code)."""
    source = told.document.text
    pairs = list(zip(mention.parties, mention.evidence, strict=True))
    chosen = [pair for pair in pairs if pair[0].code == code] if code else pairs[:1]
    return {
        party if party.start is None
        else replace(party, entity_text=source[party.start : party.end]): evidence
        for party, evidence in chosen[:1]
    }  # fmt: skip


def _body(told: Told, draft: Draft, deed: Deed) -> Named:
    """Who adopted: the mention of the body nearest before the deed in its sentence."""
    mentions = told.mentions[deed.sentence]
    bodies = [
        mention
        for mention in mentions.values()
        if any(party.code in BODY_ENTITY for party in mention.parties)
    ]
    seen = draft.facts.get("body")
    named = [
        mention
        for mention in bodies
        if seen and any(s.start < mention.end and mention.start < s.end for s in seen.spans)
    ]
    before = [mention for mention in bodies if mention.end <= deed.start]
    for mention in (*named, *reversed(before)):
        return _named(told, mention)
    return {}


def _sponsors(told: Told, draft: Draft) -> Named:
    """The sponsors where the page names them."""
    found: dict[str | None, Named] = {}
    for start, end in draft.sponsor.spans:
        for mentions in told.mentions:
            for mention in mentions.values():
                if not (mention.start < end and start < mention.end and mention.parties):
                    continue
                code = mention.parties[0].code
                if code in draft.sponsor.codes:
                    found.setdefault(code, _named(told, mention))
    return {party: shown for named in found.values() for party, shown in named.items()}


def _states(told: Told, sentence: int, codes: Sequence[str]) -> Named:
    mentions: list[Mention] = sorted(told.mentions[sentence].values(), key=lambda m: m.start)
    found: dict[str, Named] = {}
    for mention in mentions:
        if mention.kind == "pronoun":
            continue
        for code in codes:
            if code in mention.codes:
                found.setdefault(code, _named(told, mention, code))
    return {
        party: shown
        for code in codes
        if code in found
        for party, shown in found[code].items()
    }  # fmt: skip


def events_of(draft: Draft, events: Sequence[Event]) -> tuple[str, ...]:
    """The events whose trigger is a word that tells what became of the text. Raises: nothing."""
    deeds = {
        Span(deed.start, deed.end) for deed in draft.deeds if deed.stage or deed.role == "veto"
    }
    votes = [each for each in draft.ballots if each.side == "no"]
    return tuple(
        event.id
        for event in events
        if event.event_type in OF_VOTING
        and (
            event.text_info.trigger in deeds
            or any(
                each.start <= event.text_info.trigger.start
                and event.text_info.trigger.end <= each.end
                for each in votes
            )
        )
    )
