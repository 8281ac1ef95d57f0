"""When something was done with a text: the dates of its sentence, each to the text it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.language import Sentence
from dragoman.records import Span
from dragoman.resolutions.acts import Act
from dragoman.resolutions.article import Heard, Reading
from dragoman.resolutions.draft import Draft, Seen
from dragoman.resolutions.naming import Naming
from dragoman.resolutions.tallies import WORDS
from dragoman.times import DateMention, find_dates

LATER = re.compile(
    r"\b(?P<n>\w+) (?P<unit>days?|weeks?) (?P<way>later|earlier|before|after)\b", re.I
)
MOST_LATER = 60


def date_texts(reading: Reading, heard: Heard) -> None:
    """Give the texts that something happened to in a sentence its dates. Raises: nothing."""
    sentence = heard.sentence
    happened = [act for act in heard.acts if not act.ahead]
    if not happened and not heard.tallies:
        return
    dates = [
        each
        for each in _dates(sentence, reading.anchor)
        if not any(n.start <= each.start - sentence.start < n.end for n in heard.namings)
        and _is_of(sentence, each, happened)
    ]
    held = [(n, d) for n, d in zip(heard.namings, heard.meant, strict=True) if d]
    if not held:
        for i in reading.current if dates and happened else []:
            reading.drafts[i] = dated(reading.drafts[i], dates[0])
    for at, (_, drafts) in enumerate(held):
        own = _own_dates(sentence, [naming for naming, _ in held], at, dates)
        for i in drafts:
            if own:
                reading.drafts[i] = dated(reading.drafts[i], own[-1 if at else 0])
            elif sentence.kind == "headline" and reading.anchor and happened:
                seen = Seen(reading.anchor.isoformat(), (), "inferred")
                reading.drafts[i] = reading.drafts[i].told("date", seen)


def _own_dates(
    sentence: Sentence, namings: Sequence[Naming], at: int, dates: Sequence[DateMention]
) -> list[DateMention]:
    """The dates between a text's naming and the next one; of the first text all before too."""
    until = namings[at + 1].start if at + 1 < len(namings) else len(sentence.text)
    since = namings[at].start if at else 0
    own = [each for each in dates if since <= each.start - sentence.start < until]
    if at and not own:
        # What stands between two texts may lead to the second ("… and two days later a draft").
        previous = namings[at - 1].end
        own = [each for each in dates if previous <= each.start - sentence.start < until][-1:]
    return own


def _is_of(sentence: Sentence, told: DateMention, acts: Sequence[Act]) -> bool:
    """Whether a date stands in the clause of one of the acts, or in one above that has none."""
    if not acts:
        return True
    tokens = sentence.tokens
    word = next((t for t in tokens if t.end > told.start), tokens[0])
    verb = next((t for t in (word, *sentence.ancestors(word.i)) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return True
    for act in acts:
        clause = {act.verb}
        for above in (tokens[act.verb], *sentence.ancestors(act.verb)):
            clause.add(above.i)
            if above.dep in ("acl", "relcl"):
                break
            if above.dep == "conj" and sentence.kids(above.i, "nsubj", "nsubjpass"):
                break
        if verb.i in clause or act.verb in {t.i for t in sentence.ancestors(verb.i)}:
            return True
    return False


def _dates(sentence: Sentence, anchor: date | None) -> list[DateMention]:
    """The dates of a sentence, those that count from one before ("two days later") among them."""
    dates = list(find_dates(sentence, anchor))
    for match in LATER.finditer(sentence.text):
        word = match["n"].lower()
        count = int(word) if word.isdecimal() else WORDS.get(word)
        base = [each for each in dates if each.start - sentence.start < match.start()]
        if count is None or not base or count > MOST_LATER:
            continue
        shift = timedelta(count * (7 if match["unit"].lower().startswith("week") else 1))
        day = base[-1].day + (shift if match["way"].lower() in ("later", "after") else -shift)
        start, end = sentence.start + match.start(), sentence.start + match.end()
        dates.append(DateMention(start, end, match.group(), day, None, "day"))
    return sorted(dates)


def dated(draft: Draft, told: DateMention) -> Draft:
    """The text with a day; months and years are too wide to be one. Raises: nothing."""
    if told.granularity != "day":
        return draft
    return draft.told("date", Seen(told.day.isoformat(), (Span(told.start, told.end),)))
