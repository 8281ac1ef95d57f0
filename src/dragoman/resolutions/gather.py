"""From what the sentences of an article say to the texts that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.events import Told
from dragoman.language import Sentence
from dragoman.resolutions.acts import find_acts
from dragoman.resolutions.article import HEADLINES, LONG_AGO, Heard, Reading, spoken_of
from dragoman.resolutions.decided import decide
from dragoman.resolutions.draft import Draft
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.meant import resolve
from dragoman.resolutions.naming import find_namings
from dragoman.resolutions.printed import find_bodies
from dragoman.resolutions.tallies import find_tallies
from dragoman.resolutions.told import acted, name_sponsors, say_how, vote
from dragoman.resolutions.when import date_texts

# A page without any of these tells of no text.
WORTH_READING = re.compile(
    r"resolution|\bdrafts?\b|\bveto|\bamendments?\b|UNSCR|[ASE]/(?:RES|C\.|HRC|\d)|"
    r"\bvot(?:ed?|es|ing) (?:on|for|against|in favou?r|unanimously)|"
    r"(?:Council|Assembly|Committee|Board)\b[^.]{0,60}\b(?:extend|renew|prolong|establish|set up|"
    r"creat|impos|lift|authori[sz]|decided|adopt|approv|endors)",
    re.I,
)
UNITED_NATIONS = frozenset(
    {"UNGA", "UNSC", "HRC", "ECOSOC", *(f"UNGA-C{number}" for number in range(1, 7))}
)


def gather(told: Told, anchor: date | None) -> list[Draft]:
    """Read the texts of an article.

    In:     the article with its sentences and mentions; the day from which its dates count.
    Out:    the texts in the order of the page, the same one told twice once. Raises: nothing.
    """
    sentences = [each for each in told.sentences if each.kind != "caption"]
    if not any(WORTH_READING.search(sentence.text) for sentence in sentences):
        return []
    reading = Reading(told, anchor)
    _know_bodies(reading, sentences)
    # The body of a page first: a headline's "texts" are what it tells in full.
    for sentence in sentences:
        if sentence.kind not in HEADLINES:
            _read(reading, sentence)
    for sentence in sentences:
        if sentence.kind in HEADLINES:
            reading.current, reading.touched = [], LONG_AGO
            _read(reading, sentence)
    return sorted(reading.drafts, key=lambda each: (each.start, each.end))


def _know_bodies(reading: Reading, sentences: Iterable[Sentence]) -> None:
    """Which body "the Council" is on this page: the first one named in full of that kind."""
    for sentence in sentences:
        for named in find_bodies(sentence.text):
            if named.code:
                for short in lexicon().bodies[named.code].short:
                    reading.shorts.setdefault(short, named.code)
                reading.council = reading.council or named.code == "UNSC"
        if re.search(r"\bU\.?N\.? resolution|\bUNSCR", sentence.text):
            reading.council = True
    # On a page on the United Nations "the Assembly" is theirs, also where no full name stands.
    if UNITED_NATIONS & set(reading.shorts.values()):
        for short, code in (("assembly", "UNGA"), ("council", "UNSC")):
            reading.shorts.setdefault(short, code)


def _read(reading: Reading, sentence: Sentence) -> None:
    mentions = reading.told.mentions[sentence.sequence]
    namings = find_namings(
        sentence, mentions, council=reading.council, counted=reading.group is not None
    )
    bodies = find_bodies(sentence.text)
    acts = find_acts(sentence, mentions, namings, bodies)
    heard = Heard(
        sentence=sentence, namings=namings, acts=acts, tallies=find_tallies(sentence.text)
    )
    before = list(reading.current)
    meant = [resolve(reading, heard, at) for at in range(len(namings))]
    if not any(meant) and decide(reading, sentence, bodies):
        # "prolonged the mandate by a unanimous resolution": the decision is that resolution.
        by = [naming.count == 1 and naming.strength == "strong" for naming in namings]
        meant = [list(reading.current) if each else [] for each in by]
    if not (any(meant) or acts or reading.current):
        return
    for act in acts:
        spoken = spoken_of(before, namings, meant, act.at)
        where = [i for at in act.namings for i in (meant[at] if at >= 0 else spoken)]
        for i in dict.fromkeys(where):
            reading.drafts[i] = acted(reading, sentence, reading.drafts[i], act)
    heard = replace(heard, meant=meant)
    for take in (name_sponsors, vote, say_how, date_texts):
        take(reading, heard)
