"""From the phrases of an article to mentions that say who is meant, and by what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.describe import Description, describe, slug
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.people import Entity, Named, Place, find_acronyms, link_names
from dragoman.actors.phrases import Phrase, find_phrases
from dragoman.actors.refer import SPEAKER_PRONOUNS, antecedent, is_collective, last_two, same_role
from dragoman.language import Sentence
from dragoman.records import Evidence, How, Party, Span

Mentions = tuple[Mapping[int, Mention], ...]
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FOCUS_SHARE = 0.4
# An official, a spokesman, a delegation of whom nothing else is told.
DEFAULT_SECTOR = "GOV"


@dataclass(frozen=True, slots=True)
class Focus:
    """The country that an article is about when nothing nearer tells, and how that is known."""

    code: str
    how: How


@dataclass(frozen=True, slots=True)
class _Page:
    sentences: Sequence[Sentence]
    phrases: Mapping[Place, Phrase]
    described: Mapping[Place, Description]
    entities: Mapping[Place, Entity]
    acronyms: Mapping[str, Place]
    focus: Focus | None


def find_mentions(sentences: Sequence[Sentence], dateline: str | None = None) -> Mentions:
    """Find who is mentioned in an article and who that is.

    In:     the article's sentences, and the code of the country it is datelined from.
    Out:    for each sentence its mentions by head token; those that mean nobody of the codebook
            have no parties. Evidence is read from this article and our tables only.
    Raises: nothing.
    """
    page = _read(sentences, dateline)
    found: list[Mention] = []
    for sentence in sentences:
        here = [phrase for at, phrase in page.phrases.items() if at[0] == sentence.sequence]
        late = [phrase for phrase in here if _is_speaker(sentence, phrase)]
        for phrase in [*(each for each in here if each not in late), *late]:
            found.append(_mention(page, sentence, phrase, found))
    return tuple(
        {each.head: each for each in found if each.sentence == sentence.sequence}
        for sentence in sentences
    )


def _read(sentences: Sequence[Sentence], dateline: str | None) -> _Page:
    phrases: dict[Place, Phrase] = {}
    described: dict[Place, Description] = {}
    for sentence in sentences:
        by_head = {phrase.head: phrase for phrase in find_phrases(sentence)}
        phrases |= {(sentence.sequence, head): phrase for head, phrase in by_head.items()}
        told = describe(sentence, by_head)
        described |= {(sentence.sequence, head): each for head, each in told.items()}
    named = [Named(at, d.person_name, d) for at, d in described.items() if d.person_name]
    return _Page(
        sentences=sentences,
        phrases=phrases,
        described=described,
        entities=link_names(named),
        acronyms=find_acronyms(sentences, phrases),
        focus=_focus(described.values(), dateline),
    )


def _focus(told: Iterable[Description], dateline: str | None) -> Focus | None:
    if dateline and dateline not in INTERNATIONAL:
        return Focus(dateline, "dateline")
    counts = Counter(each.code for each in told if each.code and each.code not in INTERNATIONAL)
    if not counts:
        return None
    code, times = counts.most_common(1)[0]
    return Focus(code, "inferred") if times >= FOCUS_SHARE * counts.total() else None


def _is_speaker(sentence: Sentence, phrase: Phrase) -> bool:
    return sentence.tokens[phrase.head].text.lower() in SPEAKER_PRONOUNS


def _mention(
    page: _Page, sentence: Sentence, phrase: Phrase, history: Sequence[Mention]
) -> Mention:
    at = (sentence.sequence, phrase.head)
    entity = page.entities.get(at)
    described = entity.described if entity else page.described[at]
    bare = _bare(sentence, phrase, described)
    if phrase.kind == "pronoun":
        return _like(bare, antecedent(sentence, phrase, history))
    if is_collective(sentence, phrase):
        return replace(bare, parties=_at(bare, last_two(history)))
    acronym = page.acronyms.get(bare.text.removeprefix("the ").removeprefix("The "))
    if acronym and acronym < at:
        return _like(bare, _find(history, acronym))
    described = _completed(page, phrase, described, bare, history)
    if not _is_actor(described):
        return bare
    return replace(
        bare, parties=(_party(described, bare),), evidence=described.evidence, noun=described.noun
    )


def _bare(sentence: Sentence, phrase: Phrase, described: Description) -> Mention:
    start, end = phrase.start - sentence.start, phrase.end - sentence.start
    return Mention(
        sentence=sentence.sequence,
        head=phrase.head,
        first=phrase.first,
        last=phrase.last,
        start=phrase.start,
        end=phrase.end,
        text=sentence.text[start:end],
        kind=phrase.kind,
        subject=sentence.tokens[phrase.head].dep in SUBJECTS,
        plural=phrase.plural,
        person=_is_person(phrase, described),
        place=described.place,
        group=described.group,
        noun=described.noun,
    )


def _is_person(phrase: Phrase, described: Description) -> bool:
    named = bool(described.person_name or described.office)
    return (named or described.group) and not phrase.plural


def _like(bare: Mention, other: Mention | None) -> Mention:
    """The same somebody as `other`, under the words of `bare`."""
    if other is None or not other.parties:
        return bare
    where = Evidence(spans=(Span(other.start, other.end),), how="text")
    known = {name: where for name in ("code", "sector", "name", "office")}
    return replace(
        bare,
        parties=_at(bare, other.parties),
        evidence=known | dict(other.evidence),
        person=other.person,
        group=other.group,
        noun=other.noun,
    )


def _at(bare: Mention, parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(
        replace(party, entity_text=bare.text, start=bare.start, end=bare.end) for party in parties
    )


def _find(history: Sequence[Mention], at: Place) -> Mention | None:
    return next((each for each in history if (each.sentence, each.head) == at), None)


def _is_actor(described: Description) -> bool:
    return bool(described.entity or described.noun or described.person_name)


def _completed(
    page: _Page,
    phrase: Phrase,
    described: Description,
    bare: Mention,
    history: Sequence[Mention],
) -> Description:
    """Fill an open code: from "its", from the same role told before, from the article's focus."""
    if described.code or not described.noun:
        return described
    owner = _find(history, (phrase.sentence, phrase.possessor or -1))
    if owner and owner.codes:
        return _coded(described, owner, "text")
    before = same_role(described.noun, history)
    if before and _points_back(page, phrase):
        filled = _coded(described, before, "text")
        return replace(filled, office=filled.office or before.parties[0].office)
    if page.focus and (described.office or not described.person_name):
        spans = (Span(bare.start, bare.end),)
        found = Evidence(spans=spans, how=page.focus.how)
        return replace(
            described,
            code=page.focus.code,
            evidence=dict(described.evidence) | {"code": found},
        )
    return described


def _coded(described: Description, other: Mention, how: How) -> Description:
    party = other.parties[0]
    found = Evidence(spans=(Span(other.start, other.end),), how=how)
    sector = described.sector or party.sector
    return replace(
        described,
        code=party.code,
        sector=sector,
        sectors=described.sectors or party.sectors,
        evidence={"sector": found} | dict(described.evidence) | {"code": found},
    )


def _points_back(page: _Page, phrase: Phrase) -> bool:
    first = page.sentences[phrase.sentence].tokens[phrase.first]
    return first.text.lower() in DEFINITE or (phrase.first == phrase.head and not phrase.plural)


def _party(described: Description, bare: Mention) -> Party:
    name = " ".join(described.person_name) or described.name
    sector = described.sector
    if sector is None and described.noun and described.code:
        sector = DEFAULT_SECTOR
    return Party(
        code=described.code,
        sector=sector,
        sectors=described.sectors or ((sector,) if sector else ()),
        entity=described.entity or _entity_id(described, name, bare),
        name=name,
        office=described.office,
        entity_text=bare.text,
        start=bare.start,
        end=bare.end,
    )


def _entity_id(described: Description, name: str | None, bare: Mention) -> str:
    if name:
        return slug(name)
    return slug("-".join(filter(None, (described.code, described.noun or bare.text))))
