"""From the phrases of an article to mentions that say who is meant, and by what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.actors.complete import completed
from dragoman.actors.description import Description, evidence, slug
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.page import Page, read_page
from dragoman.actors.people import Place
from dragoman.actors.phrases import Phrase
from dragoman.actors.refer import (
    SPEAKER_PRONOUNS,
    antecedent,
    same_office,
    same_role,
    short_form,
    stands_for_text,
)
from dragoman.actors.ruled import find, owner_of_state, points_back
from dragoman.actors.sides import as_states, both_sides, is_collective
from dragoman.actors.standing import adopting_body, stands_for
from dragoman.actors.terms import holder
from dragoman.language import Sentence
from dragoman.places import country_of
from dragoman.records import Evidence, Party, Span

Mentions = tuple[Mapping[int, Mention], ...]
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How many mentions back a reader remembers; without an end a page of a megabyte takes hours.
MEMORY = 600
# Of money and of estimates, which point back to nobody.
AMOUNTS = frozenset(
    """$ € £ ¥ % billion million trillion around about some over nearly almost roughly approximately
    than least""".split()
)
# What is done to a town is done to what follows these, or to the object.
AIMS = frozenset({"on", "against", "to", "at", "of"})
UNDERGOING = frozenset({"dobj", "nsubjpass"})
# An official, a spokesman, a delegation of whom nothing else is told.
DEFAULT_SECTOR = "GOV"


def find_mentions(
    sentences: Sequence[Sentence], dateline: str | None = None, published: str | None = None
) -> Mentions:
    """Find who is mentioned in an article and who that is.

    In:     the article's sentences, the code of the country it is datelined from, and its day
            (YYYY-MM-DD), by which terms of office count.
    Out:    for each sentence its mentions by head token; those that mean nobody of the codebook
            have no parties. Evidence is read from this article and our tables only.
    Raises: nothing.
    """
    page = read_page(sentences, dateline, published[:10] if published else None)
    by_sentence: dict[int, list[Phrase]] = {}
    for (sequence, _), phrase in page.phrases.items():
        by_sentence.setdefault(sequence, []).append(phrase)
    found: list[Mention] = []
    mentions: list[dict[int, Mention]] = []
    for sentence in sentences:
        here = by_sentence.get(sentence.sequence, [])
        late = [phrase for phrase in here if _is_speaker(sentence, phrase)]
        before = len(found)
        for phrase in [*(each for each in here if each not in late), *late]:
            found.append(_mention(page, sentence, phrase, found[-MEMORY:]))
        mentions.append({each.head: each for each in found[before:]})
    return tuple(mentions)


def _is_speaker(sentence: Sentence, phrase: Phrase) -> bool:
    word = sentence.tokens[phrase.head].text.lower()
    return phrase.kind == "pronoun" and word in SPEAKER_PRONOUNS


def _counts_back(sentence: Sentence, phrase: Phrase) -> bool:
    """ "the four", "two of them" (but not "the two", which are the sides, nor "$5 million")."""
    head = sentence.tokens[phrase.head]
    if head.tag != "CD" or phrase.of or is_collective(sentence, phrase):
        return False
    words = {token.text.lower() for token in sentence.tokens[phrase.first : phrase.last + 1]}
    return not words & AMOUNTS


def _mention(page: Page, sentence: Sentence, phrase: Phrase, history: Sequence[Mention]) -> Mention:
    at = (sentence.sequence, phrase.head)
    entity = page.entities.get(at)
    described = entity.described if entity else page.described[at]
    bare = _bare(sentence, phrase, described)
    if phrase.kind == "pronoun" or _counts_back(sentence, phrase):
        found = antecedent(page.sentences, phrase, history)
        body = None if found else _body_of_text(page, phrase, history)
        return _like(bare, (body,) if body else found)
    if is_collective(sentence, phrase):
        return _together(bare, both_sides(page.sentences, phrase, history))
    owner = owner_of_state(page, phrase, history) if not described.code else None
    if owner:
        return _like(bare, (as_states(owner, "GOV"),))
    acronym = page.acronyms.get(bare.text.removeprefix("the ").removeprefix("The "))
    if acronym and acronym < at:
        return _like(bare, _found(history, acronym))
    whole = None
    if not described.code:
        whole = short_form(sentence, phrase, history) or stands_for(sentence, phrase, history)
    if whole:
        return _like(bare, (whole,))
    holder = _office_holder(page, phrase, described, history)
    if holder:
        return _like(bare, (holder,))
    several = _countries_of(page, sentence, phrase, described)
    if several:
        told = (
            replace(described, code=c, evidence={**described.evidence, "code": shown})
            for c, shown in several.items()
        )
        pairs = [_party(each, bare) for each in told]
        parties, shown_for_each = zip(*pairs, strict=True)
        return replace(bare, parties=parties, evidence=shown_for_each, noun=described.noun)
    described = completed(page, phrase, described, bare, history)
    described = _holding_office(page, phrase, described, history)
    described = _town_aimed_at(sentence, phrase, described)
    if not _is_actor(described):
        return bare
    party, shown = _party(described, bare)
    return replace(
        bare,
        parties=(party,),
        evidence=(shown,),
        noun=described.noun,
        likely=described.likely,
    )


def _body_of_text(page: Page, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """ "It also urged all states to …": after a resolution, the body whose text "it" is."""
    if not stands_for_text(page.sentences, phrase):
        return None
    return adopting_body(history)


def _office_holder(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Mention | None:
    """The person told before whom "the prime minister" means."""
    own = described.person_name or described.code or phrase.plural or phrase.of
    if not described.office or own or phrase.possessor is not None:
        return None
    before = same_role(described.noun or "", history) if points_back(page, phrase) else None
    return before if before and before.person and len(before.parties) == 1 else None


def _town_aimed_at(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """ "shelled Misrata", "a raid on Kunduz": a town that something is done to is its country's."""
    if described.code or described.noun or described.person or not described.person_name:
        return described
    token = sentence.tokens[phrase.head]
    aimed = token.dep == "pobj" and sentence.tokens[token.head].lemma in AIMS
    if not aimed and token.dep not in UNDERGOING:
        return described
    code = country_of(_joined(described.person_name))
    if code is None:
        return described
    told = evidence(sentence, phrase.first, phrase.last, "knowledge", "cities")
    shown = dict(described.evidence) | {"code": told}
    return replace(described, code=code, perhaps_place=False, evidence=shown)


def _holding_office(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Description:
    """ "the US president": whoever the page says it is, else who held the office on its day."""
    one = described.office and described.code and not described.person_name and not phrase.plural
    if not one or described.sector == "ELI" or described.entity or not described.noun:
        return described
    told = same_office(described.noun, described.code or "", history)
    if told:
        where = Evidence(spans=(Span(told.start, told.end),), how="text")
        return replace(
            described,
            entity=told.parties[0].entity,
            name=told.parties[0].name,
            evidence=dict(described.evidence) | {"name": where},
        )
    held = holder(described.code or "", described.noun, page.day) if page.day else None
    if held is None:
        return described
    where = Evidence(spans=(Span(phrase.start, phrase.end),), how="knowledge", source="terms")
    return replace(
        described,
        entity=held.entity or slug(held.name),
        name=held.name,
        evidence=dict(described.evidence) | {"name": where},
    )


def _countries_of(
    page: Page, sentence: Sentence, phrase: Phrase, described: Description
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


def _like(bare: Mention, others: Sequence[Mention]) -> Mention:
    """The same somebody as `others`, under the words of `bare`."""
    others = [other for other in others if other.parties]
    if not others:
        return bare
    first = others[0]
    same = _together(bare, others)
    return replace(same, person=first.person, group=first.group, noun=first.noun)


def _together(bare: Mention, others: Sequence[Mention]) -> Mention:
    """All that `others` are, under the words of `bare`."""
    parties: list[Party] = []
    shown: list[Mapping[str, Evidence]] = []
    for other in others:
        where = Evidence(spans=(Span(other.start, other.end),), how="text")
        known = dict.fromkeys(("code", "sector", "name", "office"), where)
        parties += _at(bare, other.parties)
        shown += [known | dict(each) for each in other.evidence]
    likely = min((other.likely for other in others), default=1.0)
    return replace(bare, parties=tuple(parties), evidence=tuple(shown), likely=likely)


def _at(bare: Mention, parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(
        replace(party, entity_text=bare.text, start=bare.start, end=bare.end) for party in parties
    )


def _found(history: Sequence[Mention], at: Place) -> tuple[Mention, ...]:
    found = find(history, at)
    return (found,) if found else ()


def _is_actor(described: Description) -> bool:
    named = described.person_name and not described.perhaps_place
    return bool(described.entity or described.noun or named)


def _party(described: Description, bare: Mention) -> tuple[Party, dict[str, Evidence]]:
    """The party that a description tells of, and where each field was read."""
    shown = dict(described.evidence)
    name = described.name or _joined(described.person_name) or None
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
