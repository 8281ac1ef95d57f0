"""What a noun phrase says by itself about who is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dragoman.actors.lexicon import TAKES_FROM_BODY, AgentMatch, Match
from dragoman.actors.phrases import HONORIFICS, PORTFOLIOS, Phrase
from dragoman.language import Sentence
from dragoman.places import country_of
from dragoman.records import Evidence, How, Span

FORMER = frozenset({"former", "ex", "erstwhile", "deposed", "ousted", "retired", "late", "then"})
PEOPLE_SECTOR = "CVL"
GOVERNMENT = "GOV"
PLACE_PREPOSITIONS = frozenset(
    """in at near across around inside throughout outside from into through off via toward towards
    along within on during since until""".split()
)
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter ramadan""".split()
)
# Heads that only count: the actor is what follows "of".
COUNTING = frozenset(
    """thousand hundred dozen score number crowd majority minority million some one many most all
    both several handful half pair series lot hundreds thousands dozens scores tens ten mass swarm
    couple two three four five six seven eight nine wave gathering percent third quarter""".split()
)


# "Canada's neighbours", "his counterpart": not of the country that owns the word.
ELSEWHERE = frozenset({"counterpart", "neighbor", "neighbour"})
BESIDE = ELSEWHERE | frozenset({"ally", "partner", "rival", "adversary", "enemy", "foe"})
# A name that ends so is a sea's or a street's, nobody's own.
PLACE_WORDS = frozenset(
    """sea ocean river lake strait gulf bay island islands isles mountains peninsula desert valley
    street road square avenue boulevard bridge highway canal shoal reef district province county
    region airport stadium""".split()
)

# International bodies whose names others use for their own: a security council, a red cross.
COMMON_BODIES = frozenset({"UNO", "IGO", "EUR", "NGO"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Who a phrase speaks of, as far as its own words tell; empty fields are not told.

    `person_name` are the words of a proper name that no table knows; `noun` the agent noun that
    names the role ("foreign minister"); `group` is true of people without a name;
    `perhaps_place` of a name that may be a town's ("in Kaduna").
    """

    code: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    name: str | None = None
    office: str | None = None
    noun: str | None = None
    person_name: tuple[str, ...] = ()
    person: bool = False
    body: bool = False
    place: bool = False
    perhaps_place: bool = False
    group: bool = False
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


Described = Mapping[int, Description]


def describe(sentence: Sentence, phrases: Mapping[int, Phrase]) -> dict[int, Description]:
    """Describe every phrase of a sentence from its words, its possessor, and its "of".

    In: the sentence and its phrases by head. Out: descriptions by head. Raises: nothing.
    """
    first = {head: _by_own_words(sentence, phrase) for head, phrase in phrases.items()}
    tied = {head: _with_ties(sentence, phrases[head], first) for head in phrases}
    of = {tie: head for head, each in phrases.items() for tie in each.of if tied[head].noun}
    return {
        head: _with_apposition(tied[head], _apposed(head, phrases, tied, of), tied)
        for head in phrases
    }


def evidence(sentence: Sentence, first: int, last: int, how: How, source: str | None) -> Evidence:
    """Evidence that points at tokens `first` to `last` of a sentence."""
    span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
    return Evidence(spans=(span,), how=how, source=source)


def slug(words: str) -> str:
    """A name as an id: lower case, ASCII letters and digits, hyphens between."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "-".join(f"{ord(c):x}" for c in words)


def _by_own_words(sentence: Sentence, phrase: Phrase) -> Description:
    if phrase.kind == "pronoun":
        return Description()
    covering = next((m for m in phrase.known if m.first <= phrase.head <= m.last), None)
    if covering:
        return _known_thing(sentence, phrase, covering)
    role = _role(phrase)
    described = _role_words(sentence, phrase, role) if role else Description()
    described = _with_country(sentence, phrase, described)
    name = _person_name(sentence, phrase)
    if name and not described.body:
        where = _stands_for_a_place(sentence, phrase)
        return replace(
            described, person_name=name, person=described.noun is not None, perhaps_place=where
        )
    return described


def _known_thing(sentence: Sentence, phrase: Phrase, match: Match) -> Description:
    known = match.known
    source = "bodies" if known.use == "body" else "countries"
    told = evidence(sentence, match.first, match.last, "knowledge", source)
    people = known.use in ("demonym", "adjective") and not _means_the_state(sentence, phrase)
    people = people and phrase.kind != "modifier"
    sector = PEOPLE_SECTOR if people else known.sector
    if known.use != "body" and not people:
        sector = known.sector or GOVERNMENT
    sectors = known.sectors or ((sector,) if sector else ())
    return Description(
        code=known.code,
        sector=sector,
        sectors=sectors if sector is None or sector in sectors else (sector, *sectors),
        entity=known.entity if known.use == "body" else f"{known.entity}-{sector}".lower(),
        name=None if people else known.name,
        body=known.use == "body",
        place=known.use in ("name", "capital"),
        group=people,
        evidence={"code": told, "sector": told, "name": told},
    )


def _means_the_state(sentence: Sentence, phrase: Phrase) -> bool:
    """ "the Saudis", "the Chinese": a whole people named bare stands for its government."""
    words = [token.lemma for token in sentence.tokens[phrase.first : phrase.head]]
    singular = sentence.tokens[phrase.head].tag == "NN"
    return words == ["the"] and not singular


def _role(phrase: Phrase) -> AgentMatch | None:
    """The agent noun that says what the phrase is: the head's own, else a name's last title."""
    at_head = [m for m in phrase.agents if m.first <= phrase.head <= m.last]
    titles = list(phrase.agents) if phrase.kind == "name" else []
    found = at_head or titles
    return found[-1] if found else None


def _role_words(sentence: Sentence, phrase: Phrase, role: AgentMatch) -> Description:
    deciding = _deciding(phrase, role)
    agent = role.agent
    sector = deciding.agent.sector if deciding else None
    if _is_former(sentence, phrase, role):
        sector = "ELI"
    told = evidence(sentence, role.first, role.last, "text", "agents")
    printed = sentence.text[
        sentence.tokens[role.first].start - sentence.start : sentence.tokens[role.last].end
        - sentence.start
    ]
    return Description(
        sector=sector,
        sectors=(sector,) if sector else (),
        office=printed if agent.kind == "office" else None,
        noun=agent.noun,
        body=agent.kind == "body",
        group=agent.kind == "person",
        evidence={"sector": told} | ({"office": told} if agent.kind == "office" else {}),
    )


def _deciding(phrase: Phrase, role: AgentMatch) -> AgentMatch | None:
    """The agent noun whose sector counts: "spokesman" takes that of "army" before it."""
    if role.agent.sector != TAKES_FROM_BODY:
        return role
    taken = {i for known in phrase.known for i in range(known.first, known.last + 1)}
    before = [m for m in phrase.agents if m.last < role.first and m.first not in taken]
    return next((m for m in reversed(before) if m.agent.sector != TAKES_FROM_BODY), None)


def _is_former(sentence: Sentence, phrase: Phrase, role: AgentMatch) -> bool:
    before = list(sentence.tokens[phrase.first : role.first])
    if role.first > 1 and sentence.tokens[role.first - 1].text == "-":
        before.append(sentence.tokens[role.first - 2])
    held = role.agent.kind == "office" or role.agent.sector == TAKES_FROM_BODY
    return held and any(token.lemma in FORMER for token in before)


def _with_country(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """Take the code from a country or body named inside the phrase, and a body's sector."""
    own = (m for m in phrase.known if m.known.code and not _lies_beside(sentence, m, described))
    match = next(own, None)
    if match is None:
        named = not described.noun or phrase.kind == "name"
        return described if named else _with_town(sentence, phrase, described)
    known = match.known
    source = "bodies" if known.use == "body" else "countries"
    told = evidence(sentence, match.first, match.last, "text", source)
    found = dict(described.evidence) | {"code": told}
    sector = described.sector
    if described.noun and sector is None and known.sector:
        sector = known.sector
        found["sector"] = told
    return replace(
        described,
        code=known.code,
        sector=sector,
        sectors=(sector,) if sector and not described.sectors else described.sectors,
        evidence=found,
    )


def _lies_beside(sentence: Sentence, match: Match, described: Description) -> bool:
    """ "Canada's neighbours", "U.S. allies" are no Canadians, no Americans."""
    if described.noun not in BESIDE or match.known.use not in ("name", "capital"):
        return False
    after = sentence.tokens[match.last + 1 : match.last + 2]
    owns = bool(after) and after[0].tag == "POS"
    return owns or described.noun != "counterpart"


def _with_town(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """ "Sydney police" are Australia's: the code of a town named before the agent noun."""
    taken = {i for m in phrase.agents for i in range(m.first, m.last + 1)}
    names = [
        token
        for token in sentence.tokens[phrase.first : phrase.last + 1]
        if token.pos == "PROPN" and token.i not in taken and token.i < phrase.head
    ]
    if not names or described.office:
        return described
    printed = " ".join(token.text for token in names)
    code = country_of(printed)
    if code is None:
        return described
    told = evidence(sentence, names[0].i, names[-1].i, "knowledge", "cities")
    return replace(described, code=code, evidence=dict(described.evidence) | {"code": told})


def _person_name(sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
    """The proper-noun words at the phrase's end that no title and no table accounts for."""
    taken = {i for m in phrase.known for i in range(m.first, m.last + 1)}
    taken |= {i for m in phrase.agents for i in range(m.first, m.last + 1)}
    words: list[str] = []
    for token in reversed(sentence.tokens[phrase.first : phrase.last + 1]):
        part = token.pos == "PROPN" or (words and token.text in ("-", "al", "bin", "von", "de"))
        if not part or token.i in taken or (words and token.text.lower() in PORTFOLIOS):
            break
        words.append(token.text)
    if any(word.lower() in CALENDAR for word in words):
        return ()
    if len(words) > 1 and words[0].lower() in PLACE_WORDS and not phrase.agents:
        return ()
    name = [word for word in reversed(words) if word.rstrip(".").lower() not in HONORIFICS]
    return tuple(name)


def _stands_for_a_place(sentence: Sentence, phrase: Phrase) -> bool:
    """ "in Kaduna", "near Roe Street": a name that nothing else says is somebody's."""
    head = sentence.tokens[phrase.head]
    above = sentence.tokens[head.head]
    return head.dep == "pobj" and above.lemma in PLACE_PREPOSITIONS and not phrase.agents


def _with_ties(sentence: Sentence, phrase: Phrase, all_: Described) -> Description:
    """Fill what the phrase leaves open from its possessor, else from what follows "of"."""
    described = all_[phrase.head]
    if described.noun is None and sentence.tokens[phrase.head].lemma in COUNTING:
        counted = next((all_[tie] for tie in phrase.of if tie in all_), None)
        return counted or described
    if described.body and described.entity:
        owner = phrase.possessor
        return described if owner is None else _owned(described, all_.get(owner))
    if described.noun is None:
        return described
    ties = ([phrase.possessor] if phrase.possessor is not None else []) + list(phrase.of)
    if described.noun in ELSEWHERE:
        return described
    for tie in ties:
        if tie in all_ and not (described.noun in BESIDE and all_[tie].place):
            described = _filled(described, all_[tie])
    places = (all_[tie] for tie in phrase.at if tie in all_ and all_[tie].place)
    described = next((_filled(described, place) for place in places), described)
    towns = (tie for tie in phrase.at if tie in all_ and all_[tie].perhaps_place)
    return next((_of_town(sentence, described, all_[tie], tie) for tie in towns), described)


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
        sectors=described.sectors or ((sector,) if sector else ()),
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
        if other in phrases
    ]
    ties = [tie for tie in phrases[head].of if tie in phrases and of.get(tie) == head]
    places = [tie for tie in ties if all_[tie].place]
    return own + [other for place in places for other in phrases[place].apposed]


def _with_apposition(
    described: Description, apposed: Iterable[int], all_: Described
) -> Description:
    """Let "Jane Roe, Pakistan's ambassador" be one who is Pakistan's ambassador."""
    for other_head in apposed:
        other = all_.get(other_head)
        if other is None or (described.person_name and other.person_name):
            continue
        if described.person_name or other.person_name:
            described = Description(
                code=described.code or other.code,
                sector=described.sector or other.sector,
                sectors=described.sectors or other.sectors,
                entity=described.entity or other.entity,
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
