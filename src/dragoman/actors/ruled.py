"""Whose somebody is by rules, where his own phrase leaves it open: from the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.describe import BESIDE, ELSEWHERE, NEAR_BY
from dragoman.actors.description import Description
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.page import SURE_FOCUS, Page
from dragoman.actors.people import Place
from dragoman.actors.phrases import Phrase
from dragoman.actors.refer import same_role
from dragoman.actors.setting import setting_of
from dragoman.records import Evidence, How, Span

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FOREIGN = frozenset({"foreign", "expatriate", "overseas"})
ARMED = frozenset({"REB", "PRM"})
# "other governments", "many countries": of no one country, least of the article's own.
ANY = frozenset("other different various many several some most all third both certain".split())
STATES = frozenset("government country state nation capital parliament".split())
# A state does this to people within its power.
HOLDING = frozenset(
    """free release jail imprison detain arrest pardon amnesty convict sentence execute
    disperse charge indict fine acquit dismiss sack""".split()
)
# Offices and organs that a page about the United Nations need not call its own.
OF_THE_UN = frozenset(
    {"secretary-general", "secretary general", "high commissioner", "assembly", "general assembly"}
    | {"council", "security council", "special rapporteur", "special envoy", "peacekeeper"}
    | {"delegation", "member state", "assembly president", "committee"}
)
HOUSE_TIMES = 3
# Those who are mostly of another country than the one that a story is about, or of none.
NOT_OF_HERE = frozenset(
    """ambassador envoy diplomat guest visitor refugee migrant asylum-seeker
    mediator monitor observer expatriate foreigner immigrant deportee exile host tourist""".split()
) | frozenset(
    {"asylum seeker", "aid worker", "refugee family", "migrant family", "boat person", "stowaway"}
    | {"blue helmet", "peacekeeper", "relief worker", "partner", "aid agency", "relief agency"}
)
# "the bloc", "the mission", but not "the settlement bloc".
ONLY_BARE = frozenset({"bloc", "mission"})
PEACEKEEPING = frozenset({"blue helmet", "peacekeeper", "peacekeeping force"})
# Blue helmets are the United Nations', whatever flag is on their sleeve.
UNITED_NATIONS = "UNO"
# "its neighbour", "his hosts": the other one of the two.
OTHERS = BESIDE | frozenset({"host", "guest", "opposite number", "visitor", "foe", "interlocutor"})
INDEFINITE = ("a ", "an ")
NEAR = 3
LOCAL = 2
MOST = 0.5
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})


def by_rules(
    page: Page,
    phrase: Phrase,
    described: Description,
    bare: Mention,
    history: Sequence[Mention],
) -> Description:
    """Fill an open code: from "its", from the same role told before, from the article's focus.

    In: the article, a phrase, what it tells, its mention, and the mentions so far.
    Raises: nothing.
    """
    if described.noun in PEACEKEEPING and described.code not in INTERNATIONAL:
        return _of_the_united_nations(described, bare)
    if described.code:
        return described
    if described.noun in OTHERS and phrase.possessor is not None:
        other = _the_other(page, phrase, history)
        return _coded(_without_sector(described), other, "inferred") if other else described
    if not described.noun:
        introduced = _introduced(page, phrase, described, history)
        if introduced:
            return _coded(described, introduced, "text")
        return _of_the_focus(page, described, bare) if _is_somebody(page, described) else described
    before = _told_before(page, phrase, described, history)
    if before:
        return _coded(described, *before)
    if (
        _is_not_of_here(page, phrase, described)
        or _is_foreign(page, phrase)
        or _is_any_state(page, phrase)
    ):
        return described
    here = _told_here(page, phrase, described, history)
    if here:
        return here
    sure = page.focus and page.focus.share >= SURE_FOCUS
    titled = sure or described.office or not described.person_name
    # "Iran-backed militias" are of any country but Iran.
    beside = page.focus and page.focus.code in {match.known.code for match in phrase.known}
    if described.entity or beside:
        return described
    local = None if sure else _only_country_near(phrase, history)
    if local:
        return _with_code_of(described, local)
    return _of_the_focus(page, described, bare) if titled else described


def owner_of_state(page: Page, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """Whose "his country", "their government" is. Raises: nothing."""
    token = page.sentences[phrase.sentence].tokens[phrase.head]
    if phrase.possessor is None or token.lemma not in STATES:
        return None
    owner = find(history, (phrase.sentence, phrase.possessor))
    return owner if owner and len(owner.parties) == 1 and owner.codes else None


def _is_not_of_here(page: Page, phrase: Phrase, described: Description) -> bool:
    if described.noun in ONLY_BARE:
        return _is_bare(page, phrase, described)
    return described.noun in ELSEWHERE | NOT_OF_HERE


def _of_the_united_nations(described: Description, bare: Mention) -> Description:
    found = Evidence(spans=(Span(bare.start, bare.end),), how="inferred")
    shown = dict(described.evidence) | {"code": found}
    return replace(described, code=UNITED_NATIONS, evidence=shown)


def _without_sector(described: Description) -> Description:
    """ "its neighbour" is of the sector of whoever it is."""
    if described.noun not in NEAR_BY:
        return described
    return replace(described, sector=None, sectors=())


def _the_other(page: Page, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """Of two countries told of the one that "its neighbour" is not of."""
    owner = find(history, (phrase.sentence, phrase.possessor or 0))
    if owner is None or not owner.codes:
        return None
    near = [m for m in history if m.sentence >= phrase.sentence - LOCAL]
    others = [m for m in near if len(m.parties) == 1 and m.codes - INTERNATIONAL - owner.codes]
    one = len({m.parties[0].code for m in others}) == 1
    return others[-1] if one else None


def _only_country_near(phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """Of a page about several countries the one that the last sentences speak of, if it is one."""
    near = [m for m in history if m.sentence >= phrase.sentence - LOCAL]
    told = [m for m in near if m.codes - INTERNATIONAL]
    one = len({code for m in told for code in m.codes - INTERNATIONAL}) == 1
    return next((m for m in reversed(told) if len(m.parties) == 1), None) if one else None


def _with_code_of(described: Description, other: Mention) -> Description:
    found = Evidence(spans=(Span(other.start, other.end),), how="inferred")
    shown = dict(described.evidence) | {"code": found}
    return replace(described, code=other.parties[0].code, evidence=shown)


def _introduced(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Mention | None:
    """ "A Danish nurse was held. Jane Roe, 34, …": the name, with an age, is the nurse's."""
    name = " ".join(described.person_name).replace(" - ", "-")
    if not name:
        return None
    same = (m for m in reversed(history) if m.codes and m.parties[0].name == name)
    before = next(same, None)
    after = page.sentences[phrase.sentence].tokens[phrase.last + 1 : phrase.last + 4]
    aged = [t.text for t in after[::2]] == [",", ","] and after[1].text.isdigit()
    if before or not aged:
        return before
    near = (m for m in reversed(history) if m.sentence >= phrase.sentence - NEAR)
    return next((m for m in near if _is_one_of_a_country(m)), None)


def _is_one_of_a_country(mention: Mention) -> bool:
    one = mention.text.lower().startswith(INDEFINITE) and not mention.plural
    return one and mention.group and len(mention.codes) == 1


def _told_before(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> tuple[Mention, How] | None:
    """The owner, the same role told before, or the United Nations, and how that is known."""
    if phrase.possessor is not None:
        owner = find(history, (phrase.sentence, phrase.possessor))
        if owner and owner.codes:
            return owner, "text"
    same = _same_person(page, phrase, described, history)
    if same:
        return same, "text"
    before = same_role(described.noun or "", history) if points_back(page, phrase) else None
    if before:
        return before, "text"
    if described.noun in OF_THE_UN and _is_bare(page, phrase, described):
        told = [mention for mention in history if mention.codes == {"UNO"}]
        return (told[-1], "inferred") if len(told) >= HOUSE_TIMES else None
    return None


def _same_person(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Mention | None:
    """Who he was told to be: "Its minister, John Roe", then "Mr Roe"."""
    token = page.sentences[phrase.sentence].tokens[phrase.head]
    beside = find(history, (phrase.sentence, token.head)) if token.dep == "appos" else None
    if beside and beside.person and len(beside.codes) == 1 and described.person_name:
        return beside
    name = " ".join(described.person_name).replace(" - ", "-")
    told = (m for m in reversed(history) if m.person and m.codes and m.parties[0].name == name)
    return next(told, None) if name else None


def _told_here(
    page: Page, phrase: Phrase, described: Description, history: Sequence[Mention]
) -> Description | None:
    """Of the one armed group's country, of where the sentence is set, of who holds them."""
    if described.sector in ARMED:
        armed = _only_one_of(page, described.sector or "")
        if armed:
            return replace(described, code=armed.code, evidence=_and_code(described, armed))
    if not described.group and not _is_anybody(page, phrase, described):
        return None
    setting = setting_of(page.sentences[phrase.sentence], phrase, history)
    if setting:
        shown = dict(described.evidence) | {"code": setting.evidence}
        return replace(described, code=setting.code, evidence=shown)
    holder = _holder(page, phrase, history)
    return _coded(described, holder, "inferred") if holder else None


def _is_anybody(page: Page, phrase: Phrase, described: Description) -> bool:
    """ "a former inspector", "judges": somebody of a kind, not told before."""
    first = page.sentences[phrase.sentence].tokens[phrase.first]
    plural = phrase.plural and first.text.lower() not in DEFINITE
    return not described.person_name and (plural or first.lemma in ("a", "an"))


def _is_bare(page: Page, phrase: Phrase, described: Description) -> bool:
    """ "the Secretary-General", "delegations": the noun with nothing of its own."""
    tokens = page.sentences[phrase.sentence].tokens
    titles = {i for match in phrase.agents for i in range(match.first, match.last + 1)}
    own = [t for t in tokens[phrase.first : phrase.last + 1] if t.i not in titles]
    return not described.person_name and all(t.text.lower() in DEFINITE for t in own)


def _of_the_focus(page: Page, described: Description, bare: Mention) -> Description:
    """Of the country that the article is about."""
    if page.focus is None:
        return described
    found = Evidence(spans=(Span(bare.start, bare.end),), how=page.focus.how)
    shown = dict(described.evidence) | {"code": found}
    return replace(described, code=page.focus.code, evidence=shown)


def _is_somebody(page: Page, described: Description) -> bool:
    """A full name of which the page tells nothing else, in a story of one country."""
    full = len(described.person_name) > 1 and not described.perhaps_place and not described.body
    return full and page.focus is not None and page.focus.share >= MOST


def _only_one_of(page: Page, sector: str) -> Description | None:
    """The rebels whom the page names with their country, if all those are of one country."""
    told = [d for d in page.described.values() if d.sector == sector and d.code and d.entity]
    return told[0] if len({each.code for each in told}) == 1 else None


def _and_code(described: Description, other: Description) -> dict[str, Evidence]:
    shown = replace(other.evidence["code"], how="inferred", source=None)
    return dict(described.evidence) | {"code": shown}


def _is_foreign(page: Page, phrase: Phrase) -> bool:
    """ "six foreign sailors": of any country but the one that the article is about."""
    tokens = page.sentences[phrase.sentence].tokens
    titles = {i for match in phrase.agents for i in range(match.first, match.last + 1)}
    words = {token.lemma for token in tokens[phrase.first : phrase.head] if token.i not in titles}
    return bool(words & FOREIGN)


def _is_any_state(page: Page, phrase: Phrase) -> bool:
    """ "different governments", "governments and aid groups": states without an owner."""
    tokens = page.sentences[phrase.sentence].tokens
    if not phrase.plural or tokens[phrase.head].lemma not in STATES:
        return False
    words = [token.lemma for token in tokens[phrase.first : phrase.head]]
    return not words or words[0] in ANY


def _holder(page: Page, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """Whose power people are in: "Belarus freed 52 prisoners"."""
    sentence = page.sentences[phrase.sentence]
    token = sentence.tokens[phrase.head]
    verb = sentence.tokens[token.head]
    if token.dep != "dobj" or verb.lemma not in HOLDING:
        return None
    subjects = [kid.i for kid in sentence.kids(verb.i, "nsubj")]
    acting = find(history, (phrase.sentence, subjects[0])) if subjects else None
    single = acting and len(acting.parties) == 1 and acting.codes - INTERNATIONAL
    return acting if single and acting and acting.parties[0].sector in STATE else None


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


def points_back(page: Page, phrase: Phrase) -> bool:
    """Tell whether a phrase means somebody told before ("the minister"). Raises: nothing."""
    first = page.sentences[phrase.sentence].tokens[phrase.first]
    return first.text.lower() in DEFINITE or (phrase.first == phrase.head and not phrase.plural)


def find(history: Sequence[Mention], at: Place) -> Mention | None:
    """The mention that stands at a place. Raises: nothing."""
    return next((each for each in history if (each.sentence, each.head) == at), None)
