"""Texts that a page tells of only by what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import Sentence
from dragoman.records import Span
from dragoman.resolutions.article import HEADLINES, Reading, code_of, span_in
from dragoman.resolutions.decisions import find_decisions
from dragoman.resolutions.draft import KIN, SAME_WORDS, Deed, Draft, Seen, at_stage, likeness, stems
from dragoman.resolutions.printed import Named
from dragoman.resolutions.when import dated
from dragoman.times import find_dates

# Of other bodies an act needs no text, or the page is not on one.
DECIDING = frozenset({"UNSC", "UNGA", "HRC", "ECOSOC"})


def decide(reading: Reading, sentence: Sentence, bodies: Sequence[Named]) -> bool:
    """Take a text that only its content tells ("The Council extended the mandate").

    Out: whether there is one. Raises: nothing.
    """
    for decision in find_decisions(sentence, bodies):
        code = code_of(reading, decision.body)
        if code is None or code not in DECIDING:
            continue
        known = _same_decision(reading, sentence, decision.words)
        if known is None:
            span = span_in(sentence, decision.start, decision.end)
            draft = Draft(
                sentence=sentence.sequence, start=span.start, end=span.end, words=decision.words,
                titled=False, part=None, decision=True, headline=sentence.kind in HEADLINES,
            )  # fmt: skip
            reading.drafts.append(draft)
            known = len(reading.drafts) - 1
        token = sentence.tokens[decision.verb]
        at = Span(token.start, token.end)
        where = span_in(sentence, decision.body.start, decision.body.end)
        draft = at_stage(reading.drafts[known], "adopted", at).told("body", Seen(code, (where,)))
        deed = Deed(sentence.sequence, token.start, token.end, "body", "adopted")
        draft = replace(draft, deeds=(*draft.deeds, deed))
        words = range(decision.start + sentence.start, decision.end + sentence.start)
        days = [day for day in find_dates(sentence, reading.anchor) if day.start not in words]
        reading.drafts[known] = dated(draft, days[0]) if days else draft
        reading.body = Seen(code, (where,))
        reading.current, reading.touched = [known], sentence.sequence
        return True
    return False


def _same_decision(reading: Reading, sentence: Sentence, words: str) -> int | None:
    own = stems(words)
    for i, draft in enumerate(reading.drafts):
        near = KIN if sentence.kind in HEADLINES else SAME_WORDS
        if likeness(own, draft.about) >= near:
            return i
        # What a headline says was done is told in full below.
        if sentence.kind in HEADLINES and draft.get("stage") == "adopted":
            return i
    return None
