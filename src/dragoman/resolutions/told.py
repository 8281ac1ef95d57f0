"""What sentences tell of texts: what was done with them, by whom, how votes fell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import Sentence
from dragoman.records import Span
from dragoman.resolutions.acts import Act
from dragoman.resolutions.article import Heard, Reading, belongs, code_of, span_in
from dragoman.resolutions.draft import COMMITTEE, Deed, Draft, Seen, at_stage, said_how
from dragoman.resolutions.printed import find_bodies
from dragoman.resolutions.tallies import Tally, find_manners
from dragoman.resolutions.whose import joined, named_in, phrase

# "most of them after a vote": a manner that does not hold for all.
PARTIAL = re.compile(
    r"\b(?:all but|most|many|several|some|few|majority|mostly|\w+ of them|\d+ of|handful|largely)\b"
    r"[^.;]{0,40}$",
    re.I,
)
SPONSORS = frozenset({"sponsor", "author", "drafter", "penholder", "proponent"})


def acted(reading: Reading, sentence: Sentence, draft: Draft, act: Act) -> Draft:
    """A text with what one act tells of it. Raises: nothing."""
    token = sentence.tokens[act.verb]
    span = Span(token.start, token.end)
    code = code_of(reading, act.body)
    to = code_of(reading, act.to)
    if act.role == "next" or act.ahead:
        goes_to = to or (code if act.ahead and act.role == "body" else None)
        if goes_to and act.role in ("next", "body", "text"):
            draft = draft.told("next", Seen(goes_to, (span,)))
        if act.ahead == "awaited" and act.stage and act.role in ("body", "text"):
            draft = at_stage(draft, "tabled", span)
            if code and not draft.text("body"):
                draft = draft.told("body", Seen(code, (span,)))
        return draft
    deed = Deed(sentence.sequence, token.start, token.end, act.role, act.stage)
    draft = replace(draft, deeds=(*draft.deeds, deed))
    draft = _with_agent(sentence, draft, act)
    if act.stage:
        draft = at_stage(draft, act.stage, span)
    return _with_body(reading, sentence, draft, act, span)


def _reach(sentence: Sentence, act: Act, spans: Sequence[Span]) -> Span:
    """From the verb to those who act by it, or the other way round."""
    token = sentence.tokens[act.verb]
    return Span(
        min(token.start, *(each.start for each in spans)),
        max(token.end, *(each.end for each in spans)),
    )


def _with_agent(sentence: Sentence, draft: Draft, act: Act) -> Draft:
    if act.role == "sponsor" and act.stage == "tabled":
        return draft.by(act.who)
    if act.role == "cosponsor":
        return replace(draft, cosponsor=joined((draft.cosponsor, act.who)))
    if act.role == "veto":
        states = tuple((code, "no") for code in act.who.codes)
        spans = [Span(*each) for each in act.who.spans]
        draft = replace(draft, vetoed=joined((draft.vetoed, act.who)))
        return (
            draft.voted(states, sentence.sequence, _reach(sentence, act, spans)) if spans else draft
        )
    return draft


def name_sponsors(reading: Reading, heard: Heard) -> None:
    """Take who is called a text's sponsor ("… its sponsor, Cabo Verde"). Raises: nothing."""
    sentence = heard.sentence
    mentions = reading.told.mentions[sentence.sequence]
    for token in sentence.tokens:
        if token.lemma.lower() in SPONSORS:
            named = joined(
                named_in(sentence, mentions, phrase(sentence, kid.i))
                for kid in sentence.kids(token.i, "appos")
            )
            at = token.start - sentence.start
            for i in belongs(reading, heard, at) if named else ():
                reading.drafts[i] = reading.drafts[i].by(named)


def _with_body(reading: Reading, sentence: Sentence, draft: Draft, act: Act, span: Span) -> Draft:
    code = code_of(reading, act.body)
    deciding = act.role == "body" and act.stage not in (None, "tabled")
    if code and act.body and deciding:
        seen = Seen(code, (span_in(sentence, act.body.start, act.body.end),))
        reading.body = seen
        # "A General Assembly committee" may be named more exactly further on.
        known = draft.text("body") or ""
        finer = code.startswith(COMMITTEE) and known.endswith(" committee")
        return draft.told("body", seen, again=finer)
    if act.body_words and deciding:
        return draft.told("body", Seen(act.body_words, (span,)))
    here = [each for each in find_bodies(sentence.text) if code_of(reading, each)]
    if act.role == "veto":
        # Only there can a text be vetoed.
        reading.body = reading.body or Seen("UNSC", (span,), "knowledge")
        return draft.told("body", Seen("UNSC", (span,), "knowledge"))
    if here and (deciding or act.stage == "tabled"):
        named = here[0]
        seen = Seen(
            code_of(reading, named), (span_in(sentence, named.start, named.end),), "inferred"
        )
        return draft.told("body", seen)
    if reading.body:
        return draft.told("body", Seen(reading.body.value, reading.body.spans, "inferred"))
    return draft


def vote(reading: Reading, heard: Heard) -> None:
    """Take the votes that a sentence tells, each to the text that it is on. Raises: nothing."""
    for tally in heard.tallies:
        where = belongs(reading, heard, tally.start)
        if len(where) != 1:
            continue
        draft = reading.drafts[where[0]]
        span = span_in(heard.sentence, tally.start, tally.end)
        for side, count in _in_order(draft, tally):
            draft = draft.told(side, Seen(count, (span,)))
        if tally.states:
            draft = draft.voted(tally.states, heard.sentence.sequence, span)
            if tally.only:
                draft = replace(draft, only=draft.only | {side for _, side in tally.states})
        draft = _as_before(draft, tally, reading.drafts, span)
        if reading.body:
            known = Seen(reading.body.value, reading.body.spans, "inferred")
            draft = draft.told("body", known)
        reading.drafts[where[0]] = draft


def _as_before(draft: Draft, tally: Tally, drafts: Sequence[Draft], span: Span) -> Draft:
    """ "The same countries voting no": the states that are known from the text told of before."""
    earlier = [each for each in drafts if each.start != draft.start]
    for side, same in (("no", tally.same_no), ("abstain", tally.same_abstain)):
        if same and earlier:
            before = earlier[-1]
            if side in before.facts:
                draft = draft.told(side, Seen(before.get(side), (span,), "inferred"))
            states = [(code, cast) for code, cast in before.votes.items() if cast == side]
            draft = replace(draft, votes={**dict(states), **draft.votes})
    return draft


def _in_order(draft: Draft, tally: Tally) -> tuple[tuple[str, int], ...]:
    """ "Defeated by 88 votes to 21" gives those against first."""
    counts = dict(tally.counts)
    yes, no = counts.get("yes"), counts.get("no")
    if tally.worded or yes is None or no is None or draft.get("stage") != "rejected" or no > yes:
        return tally.counts
    return tuple((counts | {"yes": no, "no": yes}).items())


def say_how(reading: Reading, heard: Heard) -> None:
    """Take the words that say how texts were adopted. Raises: nothing."""
    sentence = heard.sentence
    for said in find_manners(sentence.text):
        where = _modified(heard, said.start)
        if where is None:
            where = belongs(reading, heard, said.start)
        if PARTIAL.search(sentence.text[: said.start]) and len(where) != 1:
            continue
        span = span_in(sentence, said.start, said.end)
        for i in where:
            reading.drafts[i] = said_how(reading.drafts[i], said.how, span)


def _modified(heard: Heard, start: int) -> list[int] | None:
    """The texts of the act whose verb the manner stands with ("unanimously adopted two")."""
    for token in heard.sentence.tokens:
        if token.start - heard.sentence.start == start and token.dep == "advmod":
            for act in heard.acts:
                if act.verb == token.head and -1 not in act.namings:
                    return [i for at in act.namings for i in heard.meant[at]]
    return None
