"""What one reading of an article tells before anybody is resolved: phrases, names, its focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.describe import Description, describe
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.people import Entity, Named, Place, find_acronyms, holds, link_names
from dragoman.actors.phrases import Phrase, find_phrases
from dragoman.language import Sentence
from dragoman.records import How

UNION, BELGIUM = "Q458", "BEL"
FOCUS_SHARE = 0.4
SURE_FOCUS = 0.7
# A story filed from Muscat that names Yemen so much more often is about Yemen.
FOREIGN_STORY, LEAST_FOREIGN = 2, 4


@dataclass(frozen=True, slots=True)
class Focus:
    """The country that an article is about when nothing nearer tells, and how that is known."""

    code: str
    how: How
    share: float


@dataclass(frozen=True, slots=True)
class Page:
    """An article's phrases, what each says by itself, and whom its names mean."""

    sentences: Sequence[Sentence]
    phrases: Mapping[Place, Phrase]
    described: Mapping[Place, Description]
    entities: Mapping[Place, Entity]
    acronyms: Mapping[str, Place]
    focus: Focus | None


def read_page(sentences: Sequence[Sentence], dateline: str | None) -> Page:
    """Read the phrases of an article; `dateline` is the code of its country. Raises: nothing."""
    phrases: dict[Place, Phrase] = {}
    described: dict[Place, Description] = {}
    for sentence in sentences:
        by_head = {phrase.head: phrase for phrase in find_phrases(sentence)}
        phrases |= {(sentence.sequence, head): phrase for head, phrase in by_head.items()}
        told = describe(sentence, by_head)
        described |= {(sentence.sequence, head): each for head, each in told.items()}
    described = _brussels(phrases, described)
    named = _named(sentences, phrases, described)
    return Page(
        sentences=sentences,
        phrases=phrases,
        described=described,
        entities=link_names(named),
        acronyms=find_acronyms(sentences, phrases),
        focus=_focus(described.values(), dateline),
    )


def _brussels(
    phrases: Mapping[Place, Phrase], described: Mapping[Place, Description]
) -> dict[Place, Description]:
    """Where a page speaks of the Union, and never of Belgium, Brussels stands for the Union."""
    union = next((d for d in described.values() if d.entity == UNION), None)
    seats = [
        at
        for at, told in described.items()
        if told.code == BELGIUM and any(m.known.use == "capital" for m in phrases[at].known)
    ]
    of_belgium = sum(d.code == BELGIUM for d in described.values()) > len(seats)
    if union is None or of_belgium:
        return dict(described)
    same = {
        at: replace(
            described[at],
            code=union.code,
            sector=union.sector,
            sectors=union.sectors,
            entity=union.entity,
            name=union.name,
            place=False,
            body=True,
        )
        for at in seats
    }
    return dict(described) | same


def _named(
    sentences: Sequence[Sentence],
    phrases: Mapping[Place, Phrase],
    described: Mapping[Place, Description],
) -> list[Named]:
    """Occurrences of names; one after "in" counts if it is somebody's elsewhere in the article,
    a title ("King") if it is the surname of somebody."""
    names = {d.person_name for d in described.values() if d.person_name and not d.perhaps_place}
    surnames = {name[-1] for name in names if len(name) > 1}
    found = []
    for at, told in described.items():
        phrase = phrases[at]
        words = told.person_name
        if not words and phrase.kind == "name" and phrase.first == phrase.last:
            word = sentences[at[0]].tokens[phrase.head].text
            words = (word,) if word in surnames else ()
        known = not told.perhaps_place or any(holds(name, words) for name in names)
        if words and known:
            fresh = told if told.person_name else Description(person_name=words)
            found.append(Named(at, words, fresh))
    return found


def _focus(told: Iterable[Description], dateline: str | None) -> Focus | None:
    counts = Counter(each.code for each in told if each.code and each.code not in INTERNATIONAL)
    code, times = counts.most_common(1)[0] if counts else (None, 0)
    at_home = counts[dateline] if dateline else 0
    foreign = times >= max(LEAST_FOREIGN, FOREIGN_STORY * at_home)
    if dateline and dateline not in INTERNATIONAL and not foreign:
        return Focus(dateline, "dateline", SURE_FOCUS)
    if code is None:
        return None
    share = times / counts.total()
    return Focus(code, "inferred", share) if share >= FOCUS_SHARE else None
