"""What the words of a noun phrase say by themselves about who is meant."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.adjectives import PEOPLE_SECTOR, counts_people, people
from dragoman.actors.description import Description, evidence, slug
from dragoman.actors.lexicon import TAKES_FROM_BODY, AgentMatch, Known, Match
from dragoman.actors.named_things import (
    body_of_a_place,
    is_a_model,
    national_society,
    newspaper,
    ship,
)
from dragoman.actors.namesakes import HONORIFICS
from dragoman.actors.phrases import PORTFOLIOS, Phrase
from dragoman.actors.unions import one_of_a_union
from dragoman.language import Sentence
from dragoman.places import country_of
from dragoman.records import Evidence

FORMER = frozenset(
    """former ex erstwhile deposed ousted retired retire late then onetime one-time
    exiled overthrown depose oust overthrow""".split()
)
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
NEAR_BY = frozenset({"counterpart", "neighbor", "neighbour"})
ELSEWHERE = NEAR_BY | frozenset(
    {"international community", "global community", "world community", "world leader"}
)
BESIDE = NEAR_BY | frozenset({"ally", "partner", "rival", "adversary", "enemy", "foe"})
# Who heads or serves a body is of its sector: the president of a parliament is no government.
HEADING_BODIES = frozenset(
    """president|vice president|deputy president|chairman|chairwoman|chair|vice chairman|
    deputy chairman|head|deputy head|chief|leader|deputy leader|director|deputy director|
    secretary|deputy secretary|secretary general|secretary-general|governor|deputy governor|speaker|
    deputy speaker""".replace("\n    ", "").split("|")
)
# Whom armed men are called after: fighters of rebels are rebels.
IRREGULAR = frozenset({"REB", "PRM", "CRM"})
ARMED_NOUNS = frozenset({"MIL", "UAF"})
MEN_OF = frozenset({"prisoner", "member", "suspect", "detainee", "official", "emir", "leader"})
# "the Saudi-led coalition" is an army; coalitions are else of parties.
LED = frozenset({"coalition", "alliance", "force", "multinational force"})
# Activists of a party are the party's.
MOVEMENTS = frozenset({"PTY", "OPP", "LAB", "REL"})
FOLLOWERS = frozenset({"activist", "worker", "member", "cadre", "volunteer", "candidate"})
# Military ranks stand before the names of those who govern too.
RANKED = "MIL"
CARED_FOR = frozenset({"REF", "CVL"})
# Of the sector of those who join in them, else of their own.
ASSOCIATIONS = frozenset({"association", "society"})
TRADES = frozenset({"BUS", "LAB", "MED", "EDU", "AGR"})
UNIFORMED = frozenset({"MIL", "COP", "SPY"})
LATIN_ENDS = 0x250
VIETNAMESE = range(0x1E00, 0x1F00)
# Evidence from a table that the user brought begins so.
USERS = "user:"
# "the former Belgian colony" is not Belgium's.
NO_LONGER = frozenset({"colony", "colonies", "protectorate"})
# A name that ends so is a sea's or a street's, nobody's own.
PLACE_WORDS = frozenset(
    """sea ocean river lake strait gulf bay island islands isles mountains peninsula desert valley
    street road square avenue boulevard bridge highway canal shoal reef district province county
    region airport stadium""".split()
)

# "pro-Russian rebels", "Saudi-backed forces": of another country than the word before them.
LEANING = frozenset({"pro", "anti", "non"})
HELPED = frozenset(
    """backed supported funded sponsored allied aligned trained armed financed equipped friendly
    occupied held administered controlled bound made""".split()
)
# Somebody only with his country's name before it: "Indian intelligence", not "shared intelligence".
OF_SOMEBODY = frozenset({"intelligence", "remnant", "moderate"})
# Inside a name, in lower case: "Luiz Inacio Lula da Silva", "Ursula von der Leyen".
PARTICLES = frozenset(
    """al el ul ould bin ibn ben abu von van der den de del della di da do dos du la le y e zu
    ter""".split()
)


def by_own_words(sentence: Sentence, phrase: Phrase) -> Description:
    """Describe one phrase from its own words. Raises: nothing."""
    if phrase.kind == "pronoun":
        return Description()
    covering = next((m for m in phrase.known if m.first <= phrase.head <= m.last), None)
    if covering and covering.known.table == "regions" and not covering.known.code:
        return Description()
    local = body_of_a_place(sentence, phrase, covering) if covering else None
    if covering and not local:
        return _known_thing(sentence, phrase, covering)
    role = local or _role(phrase)
    described = _role_words(sentence, phrase, role) if role else Description()
    if role is None and counts_people(sentence, phrase.head):
        described = people(sentence, phrase.head)
    described = _with_country(sentence, phrase, described)
    described = one_of_a_union(sentence, phrase, described)
    name = _person_name(sentence, phrase)
    thing = ship(sentence, phrase) or newspaper(sentence, phrase, name, described)
    if thing:
        return thing
    if name and not described.body:
        where = _stands_for_a_place(sentence, phrase)
        return replace(
            described, person_name=name, person=described.noun is not None, perhaps_place=where
        )
    return described


def _known_thing(sentence: Sentence, phrase: Phrase, match: Match) -> Description:
    known = match.known
    if known.sector == "BUS" and is_a_model(sentence, match):
        return Description()
    national = national_society(sentence, phrase, match)
    if national:
        return national
    told = evidence(sentence, match.first, match.last, "knowledge", known.table)
    if known.table.startswith(USERS):
        return _users_own(sentence, phrase, match, told)
    people = known.use in ("demonym", "adjective") and not _means_the_state(sentence, phrase)
    people = people and phrase.kind != "modifier"
    sector = PEOPLE_SECTOR if people else known.sector
    if known.use not in ("body", "person") and not people:
        sector = known.sector or GOVERNMENT
    sectors = known.sectors or ((sector,) if sector else ())
    return Description(
        code=known.code,
        sector=sector,
        sectors=sectors if sector is None or sector in sectors else (sector, *sectors),
        entity=_entity_of(known, sector),
        name=None if people else known.name,
        body=known.use == "body",
        person=known.use == "person",
        place=known.use in ("name", "capital"),
        group=people,
        evidence={"code": told, "sector": told, "name": told},
    )


def _users_own(sentence: Sentence, phrase: Phrase, match: Match, told: Evidence) -> Description:
    """A name that the user's table knows: it says who; a title beside it is still his."""
    known = match.known
    role = _role(phrase)
    titled = _role_words(sentence, phrase, role) if role else Description()
    former = titled.sector == "ELI"
    sector = "ELI" if former else known.sector
    found = {key: each for key, each in titled.evidence.items() if key == "office"}
    return Description(
        code=known.code,
        sector=sector,
        sectors=(sector,) if sector else (),
        entity=known.entity,
        name=known.name,
        office=titled.office,
        person=titled.office is not None,
        body=titled.office is None,
        evidence=found | {"code": told, "sector": told, "name": told},
    )


def _entity_of(known: Known, sector: str | None) -> str:
    if known.use == "person":
        return slug(known.name)
    return known.entity if known.use == "body" else f"{known.entity}-{sector}".lower()


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
    if found and found[-1].agent.noun in OF_SOMEBODY and not phrase.known:
        return None
    if found and not at_head and found[-1].agent.sector == RANKED:
        offices = [m for m in found if m.agent.kind == "office" and m.agent.sector == GOVERNMENT]
        return offices[-1] if offices else found[-1]
    return found[-1] if found else None


def _role_words(sentence: Sentence, phrase: Phrase, role: AgentMatch) -> Description:
    deciding = _deciding(phrase, role)
    agent = role.agent
    sector = deciding.agent.sector if deciding else None
    if sector in ARMED_NOUNS and any(m.agent.sector == "REB" for m in phrase.agents):
        sector = "REB"
    if _is_former(sentence, phrase, role):
        sector = "ELI"
    told = evidence(sentence, role.first, role.last, "text", agent.table)
    why = deciding or role
    shown = evidence(sentence, why.first, why.last, "text", why.agent.table)
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
        evidence={"sector": shown} | ({"office": told} if agent.kind == "office" else {}),
    )


def _deciding(phrase: Phrase, role: AgentMatch) -> AgentMatch | None:
    """The agent noun whose sector counts: "spokesman" takes that of "army" before it."""
    if role.agent.sector != TAKES_FROM_BODY and role.agent.noun not in ASSOCIATIONS:
        return _employer(phrase, role) or role
    taken = {i for known in phrase.known for i in range(known.first, known.last + 1)}
    before = [m for m in phrase.agents if m.last < role.first and m.first not in taken]
    if role.agent.kind == "body":  # a refugee committee cares for refugees, it has none in it
        before = [m for m in before if m.agent.sector not in CARED_FOR]
    own = role if role.agent.sector != TAKES_FROM_BODY else None
    return next((m for m in reversed(before) if m.agent.sector != TAKES_FROM_BODY), own)


def _employer(phrase: Phrase, role: AgentMatch) -> AgentMatch | None:
    """ "army engineers", "police doctor": a trade within an armed body is that body's."""
    if role.agent.kind != "person" or role.agent.sector not in TRADES:
        return None
    before = (m for m in phrase.agents if m.last == role.first - 1)
    return next((m for m in before if m.agent.sector in UNIFORMED and m.agent.kind == "body"), None)


def _is_former(sentence: Sentence, phrase: Phrase, role: AgentMatch) -> bool:
    before = list(sentence.tokens[phrase.first : role.first])
    if role.first > 1 and sentence.tokens[role.first - 1].text == "-":
        before.append(sentence.tokens[role.first - 2])
    held = role.agent.kind == "office" or role.agent.sector == TAKES_FROM_BODY
    return held and any({t.lemma, t.text.lower()} & FORMER for t in before)


def _with_country(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """Take the code from a country or body named inside the phrase, and a body's sector."""
    own = (m for m in phrase.known if m.known.code and not _lies_beside(sentence, m, described))
    match = next(own, None)
    if match is None:
        person = phrase.kind == "name" and not described.body
        some = described.noun and not person
        return _with_town(sentence, phrase, described) if some else described
    known = match.known
    told = evidence(sentence, match.first, match.last, "text", known.table)
    found = dict(described.evidence) | {"code": told}
    sector = described.sector
    if described.noun and known.sector and lends_sector(described, known.use == "body", known):
        sector = known.sector
        found["sector"] = told
    if described.noun in LED and _is_leading(sentence, match):
        sector = "MIL"
    return replace(
        described,
        code=known.code,
        sector=sector,
        sectors=(sector,) if sector and sector not in described.sectors else described.sectors,
        evidence=found,
    )


def _is_leading(sentence: Sentence, match: Match) -> bool:
    after = sentence.tokens[match.last + 1 : match.last + 3]
    return [token.text.lower() for token in after] == ["-", "led"]


def lends_sector(described: Description, body: bool, known: Known | Description) -> bool:
    """Tell whether somebody's sector is that of the body that he belongs to. Raises: nothing."""
    if described.sector is None:
        return True
    if not body or described.sector == "ELI":
        return False
    armed = described.sector in ARMED_NOUNS or described.noun in MEN_OF
    if known.sector in IRREGULAR and armed:
        return True
    if known.sector in MOVEMENTS and described.noun in FOLLOWERS:
        return True
    return described.noun in HEADING_BODIES and described.sector in (GOVERNMENT, known.sector)


def _lies_beside(sentence: Sentence, match: Match, described: Description) -> bool:
    """ "Canada's neighbours", "Iran-backed rebels" are no Canadians, no Iranians."""
    tokens = sentence.tokens
    around = [t.text.lower() for t in tokens[max(0, match.first - 2) : match.first]]
    joined = [t.text.lower() for t in tokens[match.last + 1 : match.last + 3]]
    if around[1:] == ["-"] and around[0] in LEANING:
        return True
    if joined[:1] == ["-"] and joined[-1] in HELPED:
        return True
    if joined[:1] and joined[0] in NO_LONGER:
        return True
    if described.noun not in BESIDE or match.known.use not in ("name", "capital"):
        return False
    after = sentence.tokens[match.last + 1 : match.last + 2]
    owns = bool(after) and after[0].tag == "POS"
    return owns or described.noun != "counterpart"


def _with_town(sentence: Sentence, phrase: Phrase, described: Description) -> Description:
    """ "Sydney police" are Australia's: the code of a town named before the agent noun."""
    taken = {i for m in phrase.agents for i in range(m.first, m.last + 1)}
    taken |= {i for m in phrase.known for i in range(m.first, m.last + 1)}
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
        part = token.pos == "PROPN" or (words and (token.text in PARTICLES or token.text == "-"))
        if not part or token.i in taken or (words and token.text.lower() in PORTFOLIOS):
            break
        words.append(token.text)
    # "Theresa May" is no month, "April 22" and "Monday" are nobody; the words run backwards here.
    calendar = [word.lower() in CALENDAR for word in words]
    if any(calendar[1:]) or calendar == [True]:
        return ()
    words += _before_it(sentence, phrase, words)
    if len(words) > 1 and words[0].lower() in PLACE_WORDS and not phrase.agents:
        return ()
    name = [word for word in reversed(words) if word.rstrip(".").lower() not in HONORIFICS]
    while name and not name[0][0].isalpha():
        name.pop(0)
    if name and not _is_latin(name[0][0]):
        return ()
    # "They ate turkey": a word in small letters is nobody's name, whatever the parser says.
    if not any(letter.isupper() for word in name for letter in word):
        return ()
    return tuple(name)


def _before_it(sentence: Sentence, phrase: Phrase, words: list[str]) -> list[str]:
    """ "Tokyo" in "Tokyo Electric": a place's name before the rest belongs to it. Backwards."""
    first = phrase.last - len(words)
    match = next((m for m in phrase.known if m.last == first), None)
    joins = match and match.known.use in ("name", "capital")
    if not words or not joins or match is None or sentence.tokens[first].dep != "compound":
        return []
    return [token.text for token in reversed(sentence.tokens[match.first : match.last + 1])]


def _is_latin(letter: str) -> bool:
    """Of other scripts the parser knows nothing; what it takes for a name need be none."""
    return ord(letter) < LATIN_ENDS or ord(letter) in VIETNAMESE


def _stands_for_a_place(sentence: Sentence, phrase: Phrase) -> bool:
    """ "in Kaduna", "near Roe Street": a name that nothing else says is somebody's."""
    head = sentence.tokens[phrase.head]
    above = sentence.tokens[head.head]
    return head.dep == "pobj" and above.lemma in PLACE_PREPOSITIONS and not phrase.agents
