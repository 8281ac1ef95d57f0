"""What one reading of an article tells before anybody is resolved: phrases, names, its focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.actors.describe import HELPED, LEANING
from dragoman.actors.description import Description, slug
from dragoman.actors.knowing import known_as
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.namesakes import other_meanings
from dragoman.actors.people import Entity, Named, Place, find_acronyms, holds, link_names
from dragoman.actors.persons import person_named
from dragoman.actors.phrases import Phrase, find_phrases
from dragoman.actors.setting import Town, towns_in
from dragoman.actors.ties import describe
from dragoman.language import Sentence
from dragoman.records import Evidence, How, Span

UNION, BELGIUM = "Q458", "BEL"
FOCUS_SHARE = 0.4
SURE_FOCUS = 0.7
# A story filed from Muscat that names Yemen so much more often is about Yemen.
FOREIGN_STORY, LEAST_FOREIGN = 3, 4
LEADING = 2
OF_STATE = 2
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


@dataclass(frozen=True, slots=True)
class Focus:
    """The country that an article is about when nothing nearer tells, and how that is known."""

    code: str
    how: How
    share: float


class Naming(NamedTuple):
    """A country or a body of states named: the word, its code, whether it is a subject."""

    head: int
    code: str
    subject: bool


@dataclass(frozen=True, slots=True)
class Page:
    """An article's phrases, what each says by itself, and whom its names mean."""

    sentences: Sequence[Sentence]
    phrases: Mapping[Place, Phrase]
    described: Mapping[Place, Description]
    entities: Mapping[Place, Entity]
    acronyms: Mapping[str, Place]
    focus: Focus | None
    named: Mapping[int, tuple[Naming, ...]]
    tally: tuple[tuple[str, int], ...]
    towns: Mapping[int, tuple[Town, ...]]
    filed: str | None = None
    day: str | None = None


def read_page(sentences: Sequence[Sentence], dateline: str | None, day: str | None = None) -> Page:
    """Read the phrases of an article.

    In: its sentences, the code of the country that it is datelined from, its day (YYYY-MM-DD).
    Raises: nothing.
    """
    phrases: dict[Place, Phrase] = {}
    described: dict[Place, Description] = {}
    meanings = other_meanings(sentences)
    for sentence in sentences:
        by_head = {phrase.head: phrase for phrase in find_phrases(sentence, day, meanings)}
        phrases |= {(sentence.sequence, head): phrase for head, phrase in by_head.items()}
        told = describe(sentence, by_head)
        described |= {(sentence.sequence, head): each for head, each in told.items()}
    described = _bearers(phrases, _brussels(phrases, described))
    phrases, described = _without_inner(phrases, described)
    named = _named(sentences, phrases, described)
    entities = {at: _of_the_news(each, phrases[at], day) for at, each in link_names(named).items()}
    known = [entities[at].described if at in entities else d for at, d in described.items()]
    named_codes = _namings(sentences, dict(zip(described, known, strict=True)))
    spoken_of = frozenset(each.code for here in named_codes.values() for each in here)
    towns = {
        s.sequence: tuple(
            towns_in(s, {n.head: n.code for n in named_codes.get(s.sequence, ())}, spoken_of)
        )
        for s in sentences
    }
    tally = Counter(each.code for here in named_codes.values() for each in here)
    return Page(
        sentences=sentences,
        phrases=phrases,
        described=described,
        entities=entities,
        acronyms=find_acronyms(sentences, phrases),
        focus=_focus(known, dateline),
        named=named_codes,
        tally=tuple(sorted(tally.items(), key=lambda each: (-each[1], each[0]))),
        towns=towns,
        filed=dateline,
        day=day,
    )


def _namings(
    sentences: Sequence[Sentence], known: Mapping[Place, Description]
) -> dict[int, tuple[Naming, ...]]:
    found: dict[int, list[Naming]] = {}
    for (sentence, head), told in known.items():
        if told.code and not _is_a_stance(sentences[sentence], head):
            subject = sentences[sentence].tokens[head].dep in SUBJECTS
            found.setdefault(sentence, []).append(Naming(head, told.code, subject))
    return {sentence: tuple(each) for sentence, each in found.items()}


def _is_a_stance(sentence: Sentence, head: int) -> bool:
    """The country of "pro-Palestinian" or "Iran-backed" people is hardly their own."""
    words = [token.text.lower() for token in sentence.tokens]
    leaning = head > 1 and words[head - 1] == "-" and words[head - 2] in LEANING
    helped = words[head + 1 : head + 2] == ["-"] and bool(HELPED & set(words[head + 2 : head + 3]))
    return leaning or helped


def _of_the_news(entity: Entity, phrase: Phrase, day: str | None) -> Entity:
    """Whom the tables know by name is theirs; what the page says of him comes first."""
    described = entity.described
    if described.body or described.place:
        return entity
    known = known_as(entity.name, described.office, described.code, day)
    if known is None:
        return entity
    told = Evidence(spans=(Span(phrase.start, phrase.end),), how="knowledge", source=known.source)
    untold = {
        field: told
        for field in ("code", "sector", "office")
        if getattr(known, field) and not getattr(described, field)
    }
    # "Senator Roe", once president: the title of the page tells what he is now.
    office = described.office or (None if described.noun else known.office)
    sector = described.sector or known.sector
    filled = replace(
        described,
        code=described.code or known.code,
        sector=sector,
        sectors=described.sectors or ((sector,) if sector else ()),
        office=office,
        entity=known.entity or slug(known.name),
        name=known.name,
        person=True,
        evidence=dict(described.evidence) | untold | {"name": told},
    )
    return Entity(entity.name, filled)


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


def _without_inner(
    phrases: dict[Place, Phrase], described: dict[Place, Description]
) -> tuple[dict[Place, Phrase], dict[Place, Description]]:
    """ "New York" in "the New York Times", "London" in "London Bridge" is nobody by itself."""
    whole = [
        (at[0], phrases[at])
        for at, told in described.items()
        if phrases[at].kind == "name" and (_is_nobody(told) or _is_a_paper(told))
    ]
    inner = {
        (sentence, match.last)
        for sentence, phrase in whole
        for match in phrase.known
        if match.last < phrase.head
    }
    inner = {at for at in inner if at in phrases and phrases[at].kind == "modifier"}
    return (
        {at: each for at, each in phrases.items() if at not in inner},
        {at: each for at, each in described.items() if at not in inner},
    )


def _is_nobody(told: Description) -> bool:
    return not (told.entity or told.noun or told.person_name)


def _is_a_paper(told: Description) -> bool:
    return told.body and told.sector == "JRN" and told.noun is None


def _bearers(
    phrases: Mapping[Place, Phrase], described: Mapping[Place, Description]
) -> dict[Place, Description]:
    """ "Chad" is Chad Smith where the page tells of him, and of the country by no other word."""
    names = {word for d in described.values() if len(d.person_name) > 1 for word in d.person_name}
    found = dict(described)
    for at, told in described.items():
        match = phrases[at].known[0] if len(phrases[at].known) == 1 else None
        if match is None or match.known.text not in names or not told.place:
            continue
        code, text = match.known.code, match.known.text
        others = {m.known.text for p in phrases.values() for m in p.known if m.known.code == code}
        if others == {text}:
            found[at] = Description(person_name=(text,))
    return found


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
        if not words and _may_be_a_name(phrase, told):
            tokens = sentences[at[0]].tokens[phrase.first : phrase.last + 1]
            printed = tuple(token.text for token in tokens)
            surname = len(printed) == 1 and printed[0] in surnames
            words = printed if surname or _is_famous(printed) else ()
        known = not told.perhaps_place or any(holds(name, words) for name in names)
        if words and known:
            fresh = told if told.person_name else Description(person_name=words)
            found.append(Named(at, words, fresh))
    return found


def _may_be_a_name(phrase: Phrase, told: Description) -> bool:
    """A name, or a word that the parser took for a thing ("Trump imposed tariffs")."""
    return phrase.kind == "name" or (phrase.kind == "nominal" and not (told.noun or told.code))


def _is_famous(words: Sequence[str]) -> bool:
    return words[0][:1].isupper() and person_named(words) is not None


def _holds_office(described: Description) -> bool:
    """ "U.S. officials", "the FBI": a story is set where those sit, not in all it speaks of."""
    if described.noun is None and not described.body:
        return False
    return described.sector is None or described.sector in STATE


def _focus(told: Iterable[Description], dateline: str | None) -> Focus | None:
    counts: Counter[str] = Counter()
    for each in told:
        if each.code and each.code not in INTERNATIONAL:
            counts[each.code] += OF_STATE if _holds_office(each) else 1
    code, times = counts.most_common(1)[0] if counts else (None, 0)
    at_home = counts[dateline] if dateline else 0
    foreign = times >= max(LEAST_FOREIGN, FOREIGN_STORY * at_home)
    if dateline and dateline not in INTERNATIONAL and not foreign:
        return Focus(dateline, "dateline", SURE_FOCUS)
    if code is None:
        return None
    share = times / counts.total()
    second = counts.most_common(2)[1][1] if len(counts) > 1 else 0
    leads = share >= FOCUS_SHARE or times >= max(LEAST_FOREIGN, LEADING * second)
    if leads:
        return Focus(code, "inferred", share)
    filed = dateline if dateline not in INTERNATIONAL else None
    return Focus(filed, "dateline", at_home / counts.total()) if filed else None
