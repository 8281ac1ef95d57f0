"""From the phrases of an article to mentions that say who is meant, and by what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.describe import Description, describe, evidence, slug
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.people import Entity, Named, Place, find_acronyms, holds, link_names
from dragoman.actors.phrases import Phrase, find_phrases
from dragoman.actors.refer import (
    SPEAKER_PRONOUNS,
    antecedent,
    both_sides,
    is_collective,
    same_role,
    short_form,
)
from dragoman.language import Sentence
from dragoman.records import Evidence, How, Party, Span

Mentions = tuple[Mapping[int, Mention], ...]
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FOCUS_SHARE = 0.4
SURE_FOCUS = 0.7
# A story filed from Muscat that names Yemen so much more often is about Yemen.
FOREIGN_STORY, LEAST_FOREIGN = 2, 4
# An official, a spokesman, a delegation of whom nothing else is told.
DEFAULT_SECTOR = "GOV"


@dataclass(frozen=True, slots=True)
class Focus:
    """The country that an article is about when nothing nearer tells, and how that is known."""

    code: str
    how: How
    share: float


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
    named = _named(sentences, phrases, described)
    return _Page(
        sentences=sentences,
        phrases=phrases,
        described=described,
        entities=link_names(named),
        acronyms=find_acronyms(sentences, phrases),
        focus=_focus(described.values(), dateline),
    )


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


def _is_speaker(sentence: Sentence, phrase: Phrase) -> bool:
    word = sentence.tokens[phrase.head].text.lower()
    return phrase.kind == "pronoun" and word in SPEAKER_PRONOUNS


def _counts_back(sentence: Sentence, phrase: Phrase) -> bool:
    """ "the four", "two of them" (but not "the two", which are the sides)."""
    head = sentence.tokens[phrase.head]
    return head.tag == "CD" and not phrase.of and not is_collective(sentence, phrase)


def _mention(
    page: _Page, sentence: Sentence, phrase: Phrase, history: Sequence[Mention]
) -> Mention:
    at = (sentence.sequence, phrase.head)
    entity = page.entities.get(at)
    described = entity.described if entity else page.described[at]
    bare = _bare(sentence, phrase, described)
    if phrase.kind == "pronoun" or _counts_back(sentence, phrase):
        return _like(bare, antecedent(sentence, phrase, history))
    if is_collective(sentence, phrase):
        return _together(bare, both_sides(page.sentences, phrase, history))
    acronym = page.acronyms.get(bare.text.removeprefix("the ").removeprefix("The "))
    if acronym and acronym < at:
        return _like(bare, _find(history, acronym))
    whole = short_form(sentence, phrase, history) if not described.code else None
    if whole:
        return _like(bare, whole)
    holder = _office_holder(page, phrase, described, history)
    if holder:
        return _like(bare, holder)
    several = _countries_of(page, sentence, phrase, described)
    if several:
        told = (
            replace(described, code=c, evidence={**described.evidence, "code": shown})
            for c, shown in several.items()
        )
        pairs = [_party(each, bare) for each in told]
        parties, shown_for_each = zip(*pairs, strict=True)
        return replace(bare, parties=parties, evidence=shown_for_each, noun=described.noun)
    described = _completed(page, phrase, described, bare, history)
    if not _is_actor(described):
        return bare
    party, shown = _party(described, bare)
    return replace(bare, parties=(party,), evidence=(shown,), noun=described.noun)


def _office_holder(
    page: _Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Mention | None:
    """The person told before whom "the prime minister" means."""
    own = described.person_name or described.code or phrase.plural or phrase.of
    if not described.office or own or phrase.possessor is not None:
        return None
    before = same_role(described.noun or "", history) if _points_back(page, phrase) else None
    return before if before and before.person and len(before.parties) == 1 else None


def _countries_of(
    page: _Page, sentence: Sentence, phrase: Phrase, described: Description
) -> dict[str, Evidence]:
    """The countries that share a plural: "the ministers of Egypt and Jordan".

    Out: code → where it was read, in order, if there are several; else nothing.
    """
    if not (phrase.plural and described.noun):
        return {}
    found = {
        match.known.code: evidence(sentence, match.first, match.last, "text", "countries")
        for match in phrase.known
        if match.known.code and match.known.use in ("adjective", "name")
    }
    ties = [phrase.possessor] if phrase.possessor is not None else list(phrase.of[:1])
    for tie in ties:
        for token in _coordinated(sentence, tie):
            told = page.described.get((sentence.sequence, token))
            if told and told.code and "code" in told.evidence:
                found.setdefault(told.code, told.evidence["code"])
    return found if len(found) > 1 else {}


def _coordinated(sentence: Sentence, i: int) -> Iterator[int]:
    """A token and those joined to it by "and"."""
    yield i
    for kid in sentence.kids(i, "conj"):
        yield from _coordinated(sentence, kid.i)


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
    same = _together(bare, (other,))
    return replace(same, person=other.person, group=other.group, noun=other.noun)


def _together(bare: Mention, others: Sequence[Mention]) -> Mention:
    """All that `others` are, under the words of `bare`."""
    parties: list[Party] = []
    shown: list[Mapping[str, Evidence]] = []
    for other in others:
        where = Evidence(spans=(Span(other.start, other.end),), how="text")
        known = dict.fromkeys(("code", "sector", "name", "office"), where)
        parties += _at(bare, other.parties)
        shown += [known | dict(each) for each in other.evidence]
    return replace(bare, parties=tuple(parties), evidence=tuple(shown))


def _at(bare: Mention, parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(
        replace(party, entity_text=bare.text, start=bare.start, end=bare.end) for party in parties
    )


def _find(history: Sequence[Mention], at: Place) -> Mention | None:
    return next((each for each in history if (each.sentence, each.head) == at), None)


def _is_actor(described: Description) -> bool:
    named = described.person_name and not described.perhaps_place
    return bool(described.entity or described.noun or named)


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
    owner = None
    if phrase.possessor is not None:
        owner = _find(history, (phrase.sentence, phrase.possessor))
    if owner and owner.codes:
        return _coded(described, owner, "text")
    before = same_role(described.noun, history)
    if before and _points_back(page, phrase):
        return _coded(described, before, "text")
    if described.group:
        near = _country_of_sentence(page, phrase, history)
        if near:
            return _coded(described, near, "inferred")
    sure = page.focus and page.focus.share >= SURE_FOCUS
    if page.focus and not described.entity and (sure or not described.person_name):
        spans = (Span(bare.start, bare.end),)
        found = Evidence(spans=spans, how=page.focus.how)
        return replace(
            described,
            code=page.focus.code,
            evidence=dict(described.evidence) | {"code": found},
        )
    return described


def _country_of_sentence(page: _Page, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """The country that the sentence is set in: "In Indonesia, 500 people marched"."""
    sentence = page.sentences[phrase.sentence]
    for mention in history:
        if mention.sentence == phrase.sentence and mention.place and mention.codes:
            head = sentence.tokens[mention.head]
            if head.dep == "pobj" and sentence.tokens[head.head].lemma == "in":
                return mention
    return None


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


def _party(described: Description, bare: Mention) -> tuple[Party, dict[str, Evidence]]:
    """The party that a description tells of, and where each field was read."""
    shown = dict(described.evidence)
    name = _joined(described.person_name) or described.name
    sector = described.sector
    if sector is None and described.noun and described.code not in (None, *INTERNATIONAL):
        sector = DEFAULT_SECTOR
        shown["sector"] = Evidence(spans=(Span(bare.start, bare.end),), how="inferred")
    if name and "name" not in shown:
        shown["name"] = Evidence(spans=(Span(bare.start, bare.end),), how="text")
    party = Party(
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
    return party, shown


def _joined(words: Sequence[str]) -> str:
    """A name as it is written: no blanks around its hyphens."""
    return " ".join(words).replace(" - ", "-")


def _entity_id(described: Description, name: str | None, bare: Mention) -> str:
    if name:
        return slug(name)
    return slug("-".join(filter(None, (described.code, described.noun or bare.text))))
