"""Who is meant by words for several told before: "both countries", "the three ministers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence
from dragoman.records import Party

COUNTRIES = frozenset(
    """country nation capital neighbor neighbour state kingdom republic sultanate emirate
    government""".split()
)
OFFICES = frozenset(
    """minister president premier chancellor monarch king envoy ambassador diplomat secretary
    negotiator""".split()
)
FORCES = {"army": "MIL", "navy": "MIL", "force": "MIL", "military": "MIL", "militaries": "MIL"}
FORCES |= {"police": "COP", "parliament": "LEG", "court": "JUD", "people": "CVL"}
SIDES = COUNTRIES | OFFICES | frozenset(FORCES)
SIDES |= frozenset(
    """side leader ally rival official party foe adversary power camp faction delegation
    enemy command signatory belligerent combatant team bloc""".split()
)
PERSONS = frozenset("man woman men women prisoner hostage suspect brother".split())
BOTH = frozenset({"both", "two", "neither", "either"})
NUMBERS = {"three": 3, "four": 4, "five": 5}
# Of these nobody speaks as of a side.
BYSTANDERS = frozenset({"CVL", "JRN", "MED", "EDU", "SOC", "BUS"})
PAIR_REACH = 4


def is_collective(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase means the parties named before ("both countries"). Raises: nothing."""
    words = [word.lemma for word in sentence.tokens[phrase.first : phrase.head]]
    head = sentence.tokens[phrase.head]
    if head.lemma in ("two", "both", "pair") and len(words) <= 1:
        return not phrase.of
    own = bool(phrase.known or phrase.possessor is not None or phrase.of) or "only" in words
    if own or sentence.kids(head.i, "acl", "relcl") or head.lemma not in SIDES | PERSONS:
        return False
    counted = bool(BOTH & set(words)) and ("two" not in words or "the" in words)
    if head.lemma in PERSONS:
        return counted
    plural = head.tag == "NNS" and words[:1] == ["the"]
    several = plural and bool(NUMBERS.keys() & set(words))
    ministers = plural and head.lemma in OFFICES and _only_titled(phrase)
    bare = head.lemma == "side" and head.tag == "NNS" and len(words) <= 1
    return counted or several or ministers or bare


def _only_titled(phrase: Phrase) -> bool:
    """ "the foreign ministers": the office and its article, nothing else."""
    titles = [m for m in phrase.agents if m.last == phrase.head]
    return bool(titles) and titles[0].first == phrase.first + 1


def both_sides(
    sentences: Sequence[Sentence], phrase: Phrase, history: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The parties that "both countries" means.

    In:     the article's sentences, the collective phrase, the mentions so far.
    Out:    two mentions in order (three for "the three countries"): the last pair joined by
            "and"; else the last of different countries; never the one who acts on "both". Where
            the word is one for states or their offices, the states. Empty where none are found.
    Raises: nothing.
    """
    sentence = sentences[phrase.sentence]
    head = sentence.tokens[phrase.head]
    if head.lemma in PERSONS:
        return _last_persons(history)
    acting = subject_over(sentence, phrase.head)
    fit = [mention for mention in history if _is_side(mention)]
    if head.lemma in COUNTRIES | OFFICES:
        fit = [mention for mention in fit if not mention.codes & INTERNATIONAL]
    fit = [m for m in fit if (m.sentence, m.head) != (phrase.sentence, acting)]
    if head.lemma in COUNTRIES and _is_dealt_with(sentence, phrase.head):
        at = (phrase.sentence, acting)
        own = {code for m in history if (m.sentence, m.head) == at for code in m.codes}
        fit = [mention for mention in fit if not mention.codes & own]
    words = {token.lemma for token in sentence.tokens[phrase.first : phrase.head]}
    wanted = next((NUMBERS[word] for word in NUMBERS if word in words), 2)
    found = _pair(sentences, phrase, fit) if wanted == 2 else ()
    found = found or _last_of_several_countries(fit, wanted)
    sector = FORCES.get(head.lemma, "GOV" if head.lemma in COUNTRIES | OFFICES else None)
    return tuple(as_states(each, sector) for each in found) if sector else found


def _pair(
    sentences: Sequence[Sentence], phrase: Phrase, fit: Sequence[Mention]
) -> tuple[Mention, ...]:
    for distance in range(PAIR_REACH):
        here = [m for m in fit if m.sentence == phrase.sentence - distance]
        if here and (pair := _joined(sentences[here[0].sentence], here)):
            return pair
    return ()


def _is_side(mention: Mention) -> bool:
    single = mention.kind not in ("pronoun", "modifier") and len(mention.parties) == 1
    party = mention.parties[0] if single else None
    return bool(party and party.code and party.sector not in BYSTANDERS and party.code != "NGO")


def as_states(mention: Mention, sector: str) -> Mention:
    """The state, or its army, of whoever of it was named: not the minister himself.

    Raises: nothing.
    """
    state = tuple(_as_state(party, sector) for party in mention.parties)
    # Name and office were read of the person; they are not the state's.
    shown = tuple(
        {key: each for key, each in told.items() if key in ("code", "sector")}
        for told in mention.evidence
    )
    return replace(mention, parties=state, evidence=shown, person=False, noun=None)


def _as_state(party: Party, sector: str) -> Party:
    entity = f"{party.code}-{sector}".lower()
    if party.entity == entity:
        return party
    sectors = (sector, *(s for s in party.sectors if s == "PRE"))
    return replace(party, sector=sector, sectors=sectors, entity=entity, name=None, office=None)


def subject_over(sentence: Sentence, head: int) -> int | None:
    """The subject of the clause that a phrase stands in, unless it is that itself."""
    for above in sentence.ancestors(head):
        subjects = sentence.kids(above.i, "nsubj", "nsubjpass")
        if subjects:
            return subjects[0].i if subjects[0].i != head else None
    return None


def _is_dealt_with(sentence: Sentence, head: int) -> bool:
    """ "called both governments", "met with both", but not "ties between the two"."""
    token = sentence.tokens[head]
    above = sentence.tokens[token.head]
    if token.dep == "pobj":
        above = sentence.tokens[above.head]
    return token.dep in ("dobj", "dative", "pobj") and above.pos == "VERB"


def _joined(sentence: Sentence, here: Sequence[Mention]) -> tuple[Mention, ...]:
    by_head = {mention.head: mention for mention in here}
    for mention in reversed(here):
        token = sentence.tokens[mention.head]
        first = by_head.get(token.head)
        if token.dep == "conj" and first and _differ(first, mention):
            return first, mention
    return ()


def _differ(first: Mention, second: Mention) -> bool:
    one, other = first.parties[0], second.parties[0]
    return (one.code, one.sector) != (other.code, other.sector)


def _last_of_several_countries(fit: Sequence[Mention], wanted: int) -> tuple[Mention, ...]:
    found: dict[str | None, Mention] = {}
    for mention in reversed(fit):
        # "met Kenya's president in Nairobi": the president is the side, not the town.
        code = mention.parties[0].code
        known = found.get(code)
        if known is None or (known.place and not mention.place):
            found[code] = mention
        if len(found) == wanted:
            return tuple(reversed(found.values()))
    return ()


def _last_persons(history: Sequence[Mention]) -> tuple[Mention, ...]:
    """The last two named persons: "the two men"."""
    found: dict[str | None, Mention] = {}
    for mention in reversed(history):
        if mention.person and mention.kind == "name" and len(mention.parties) == 1:
            found.setdefault(mention.parties[0].entity, mention)
        if len(found) == 2:
            return tuple(reversed(found.values()))
    return ()
