"""What a noun phrase says together with those tied to it: possessor, "of", apposition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.actors.describe import BESIDE, COUNTING, ELSEWHERE, by_own_words, lends_sector
from dragoman.actors.description import Description, evidence
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence
from dragoman.places import country_of

# International bodies whose names others use for their own: a security council, a red cross.
COMMON_BODIES = frozenset({"UNO", "IGO", "EUR", "NGO"})

Described = Mapping[int, Description]


def describe(sentence: Sentence, phrases: Mapping[int, Phrase]) -> dict[int, Description]:
    """Describe every phrase of a sentence from its words, its possessor, and its "of".

    In: the sentence and its phrases by head. Out: descriptions by head. Raises: nothing.
    """
    first = {head: by_own_words(sentence, phrase) for head, phrase in phrases.items()}
    tied = {head: _with_ties(sentence, phrases[head], first) for head in phrases}
    # "the head of the Supreme Court of Spain": what the court owes to Spain, its head does too.
    tied = {
        head: _with_ties(sentence, phrases[head], tied) if phrases[head].of else each
        for head, each in tied.items()
    }
    of = {tie: head for head, each in phrases.items() for tie in each.of if tied[head].noun}
    return {
        head: _with_apposition(tied[head], _apposed(head, phrases, tied, of), tied)
        for head in phrases
    }


def _with_ties(sentence: Sentence, phrase: Phrase, all_: Described) -> Description:
    """Fill what the phrase leaves open from its possessor, else from what follows "of"."""
    described = all_[phrase.head]
    if described.noun is None and sentence.tokens[phrase.head].lemma in COUNTING:
        counted = next((all_[tie] for tie in phrase.of if tie in all_), None)
        return counted or described
    if described.body and described.entity:
        owner = phrase.possessor
        return described if owner is None else _owned(described, all_.get(owner))
    if described.person_name and described.code is None:
        described = _of_brackets(sentence, phrase, described, all_)
    if described.noun is None:
        return described
    ties = ([phrase.possessor] if phrase.possessor is not None else []) + list(phrase.of)
    if described.noun in ELSEWHERE:
        return described
    for tie in ties:
        if tie in all_ and not (described.noun in BESIDE and all_[tie].place):
            described = _filled(described, all_[tie])
    pronoun = phrase.possessor is not None and sentence.tokens[phrase.possessor].pos == "PRON"
    if pronoun:  # "his daughter in Britain" is whose he is
        return described
    places = (all_[tie] for tie in phrase.at if tie in all_ and all_[tie].place)
    described = next((_filled(described, place) for place in places), described)
    towns = (tie for tie in phrase.at if tie in all_ and all_[tie].perhaps_place)
    return next((_of_town(sentence, described, all_[tie], tie) for tie in towns), described)


def _of_brackets(
    sentence: Sentence, phrase: Phrase, described: Description, all_: Described
) -> Description:
    """ "Jane Roe (Ghana)", as the United Nations name delegates, is Ghana's."""
    after = sentence.tokens[phrase.last + 1 : phrase.last + 7]
    words = [token.text for token in after]
    if words[:1] != ["("] or ")" not in words:
        return described
    inside = [all_[t.i] for t in after[1 : words.index(")")] if t.i in all_]
    if len(inside) != 1 or not inside[0].place or not inside[0].code:
        return described
    return _filled(described, replace(inside[0], place=False))


def _of_town(sentence: Sentence, described: Description, town: Description, at: int) -> Description:
    """ "a court in Malmo" is Sweden's."""
    code = None if described.code else country_of(" ".join(town.person_name))
    if code is None:
        return described
    told = evidence(sentence, at - len(town.person_name) + 1, at, "knowledge", "cities")
    return replace(described, code=code, evidence=dict(described.evidence) | {"code": told})


def _owned(described: Description, owner: Description | None) -> Description:
    """ "the African Union's Security Council" is the Union's, not the one that the table knows."""
    lent = owner is None or owner.code in (None, described.code)
    if lent or owner is None or described.code not in COMMON_BODIES:
        return described
    found = dict(described.evidence) | {"code": owner.evidence["code"]}
    return replace(described, code=owner.code, entity=None, name=None, noun="body", evidence=found)


def _filled(described: Description, other: Description) -> Description:
    found = dict(described.evidence)
    code, sector = described.code, described.sector
    if other.body and other.sector and lends_sector(described, True, other) and sector:
        sector = other.sector
        found |= {key: each for key, each in other.evidence.items() if key == "sector"}
    if code is None and other.code:
        code = other.code
        found["code"] = other.evidence["code"]
    if sector is None and other.sector and not other.place:
        sector = other.sector
        found |= {key: each for key, each in other.evidence.items() if key == "sector"}
    return replace(
        described,
        code=code,
        sector=sector,
        sectors=described.sectors if sector in described.sectors else ((sector,) if sector else ()),
        evidence=found,
    )


def _apposed(
    head: int, phrases: Mapping[int, Phrase], all_: Described, of: Mapping[int, int]
) -> list[int]:
    """In "the president of Ghana, Jane Roe" the name stands for the president, not for Ghana."""
    if all_[head].place and head in of:
        return []
    own = [
        of[other] if other in of and all_[other].place else other
        for other in phrases[head].apposed
        if other in phrases and not _one_of_several(phrases[head], all_[other])
    ]
    ties = [tie for tie in phrases[head].of if tie in phrases and of.get(tie) == head]
    places = [tie for tie in ties if all_[tie].place]
    return own + [other for place in places for other in phrases[place].apposed]


def _one_of_several(phrase: Phrase, other: Description) -> bool:
    """ "Two Americans, Jane Roe and John Doe": the several are not Jane Roe."""
    return phrase.plural and bool(other.person_name) and not other.group


def _with_apposition(
    described: Description, apposed: Iterable[int], all_: Described
) -> Description:
    """Let "Jane Roe, Pakistan's ambassador" be one who is Pakistan's ambassador."""
    for other_head in apposed:
        other = all_.get(other_head)
        if other is None or (described.person_name and other.person_name):
            continue
        if described.person_name or other.person_name:
            named = described if described.person_name else other
            described = Description(
                code=described.code or other.code,
                sector=described.sector or other.sector,
                sectors=described.sectors or other.sectors,
                entity=named.entity,
                name=described.name or other.name,
                office=described.office or other.office,
                noun=described.noun or other.noun,
                person_name=described.person_name or other.person_name,
                person=described.person or other.person or other.office is not None,
                body=described.body or (other.body and not other.place),
                group=described.group and other.group,
                evidence=dict(other.evidence) | dict(described.evidence),
            )
    return described
