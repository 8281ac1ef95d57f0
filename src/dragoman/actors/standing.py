"""Whom a common noun stands for that names no role: "the kingdom", "the coalition", "the draft"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.description import slug
from dragoman.actors.mention import Mention
from dragoman.actors.phrases import Phrase
from dragoman.actors.refer import DRAFTS
from dragoman.actors.unions import UNIONS
from dragoman.language import Sentence
from dragoman.records import Party

DEFINITE = frozenset({"the", "this"})
# Codes of whom the noun may be said; empty for any country.
KINGDOMS = frozenset(
    """SAU GBR JOR MAR THA BHR ESP NLD BEL DNK NOR SWE KHM LSO SWZ BTN TON NPL""".split()
)
SULTANATES = frozenset({"OMN", "BRN"})
EMIRATES = frozenset({"ARE", "QAT", "KWT"})
ISLANDS = frozenset(
    """TWN LKA CUB CYP MLT ISL IRL HTI JAM MDG MUS BHR SGP JPN TLS BRB TTO FJI NRU KIR DOM GRD
    GRL ATG BHS COM CPV FJI FSM KIR KNA LCA MDV MHL NZL PHL PLW PNG SLB STP SYC TUV VCT VUT WSM
    COK FRO""".split()
)
COUNTRY_NOUNS = {
    "country": frozenset[str](),
    "nation": frozenset[str](),
    "kingdom": KINGDOMS,
    "island": ISLANDS,
    "islands": ISLANDS,
    "sultanate": SULTANATES,
    "emirate": EMIRATES,
    "republic": frozenset[str](),
}
BLOC_NOUNS = frozenset({"bloc", "grouping"})
BLOCS = frozenset({"EUR", "IGO"})
# Of whom a later "the coalition" speaks by the last word of the name.
BODY_NOUNS = frozenset(
    """coalition alliance bloc agency commission committee council court bank union league
    organization organisation movement group front party ministry tribunal mission force
    foundation association federation fund institute watchdog army brigade militia guard""".split()
)


def stands_for(sentence: Sentence, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """The mention that a definite noun without a role stands for, or None.

    In:     a sentence, a phrase, the mentions so far.
    Out:    for "the kingdom" the last country named that is one; for "the coalition" the last
            body whose name ends so; for a draft that would urge somebody its body.
    Raises: nothing.
    """
    noun = sentence.tokens[phrase.head].lemma
    if noun in DRAFTS and _asks(sentence, phrase.head):
        return adopting_body(history)
    if _is_bare_definite(sentence, phrase):
        if noun in COUNTRY_NOUNS:
            return _country(COUNTRY_NOUNS[noun], phrase.sentence, history)
        if noun in BODY_NOUNS:
            return _body_called(noun, history)
        if noun in DRAFTS and _speaks(sentence, phrase.head):
            return adopting_body(history)
    return None


def _speaks(sentence: Sentence, head: int) -> bool:
    """ "the draft would urge"."""
    return sentence.tokens[head].dep == "nsubj"


def _asks(sentence: Sentence, head: int) -> bool:
    """ "adopted a resolution that urges", "the draft, which urges"."""
    clauses = sentence.kids(head, "relcl")
    return any(k.tag == "WDT" for c in clauses for k in sentence.kids(c.i, "nsubj"))


def adopting_body(history: Sequence[Mention]) -> Mention | None:
    """The last body of states named, whose a draft or a resolution is. Raises: nothing."""
    bodies = [m for m in reversed(history) if _is_body(m) and m.codes & UNIONS]
    # Groups of states that sponsor a text are bodies too; where the UN is named, it adopts.
    return next((m for m in bodies if "UNO" in m.codes), bodies[0] if bodies else None)


def _is_body(mention: Mention) -> bool:
    """ "the Council", "the UN's human rights committee", but no officials."""
    committee = mention.kind == "nominal" and mention.noun in BODY_NOUNS
    return mention.kind == "name" or (committee and not mention.plural)


def _is_bare_definite(sentence: Sentence, phrase: Phrase) -> bool:
    words = sentence.tokens[phrase.first : phrase.last + 1]
    free = not (phrase.plural or phrase.of or phrase.known) and phrase.possessor is None
    return free and len(words) == 2 and words[0].text.lower() in DEFINITE


def _country(among: frozenset[str], here: int, history: Sequence[Mention]) -> Mention | None:
    for mention in reversed(history):
        if mention.sentence == here and mention.subject:  # "France left the country"
            continue
        named = mention.place or (mention.kind == "modifier" and len(mention.parties) == 1)
        if named and mention.codes and (not among or mention.codes <= among):
            return mention
    return None


def _body_called(noun: str, history: Sequence[Mention]) -> Mention | None:
    """The last body with the noun in its name; "the bloc" may be any union of states."""
    for mention in reversed(history):
        if not mention.codes or mention.person or mention.kind == "pronoun":
            continue
        words = mention.text.lower().split()
        named = mention.text[:1].isupper() or mention.text.removeprefix("the ")[:1].isupper()
        if named and len(words) > 1 and words[-1] == noun:
            return mention
        if len(mention.parties) == 1 and _is_called(mention.parties[0], noun):
            return mention
    return None


def _is_called(party: Party, noun: str) -> bool:
    """ "the Agency" is the International Atomic Energy Agency, "the bloc" the Union."""
    if noun in BLOC_NOUNS and party.code in BLOCS and party.sector is None:
        return True
    name = (party.name or "").lower().split()
    body = party.office is None and party.entity != slug(party.name or "")
    return body and len(name) > 1 and noun in name
