"""Noun phrases of a sentence: where each begins, its head, and what is tied to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from dragoman.actors.adjectives import names_people, owner_before
from dragoman.actors.lexicon import AgentMatch, Match, find_agents, find_known, may_begin_agent
from dragoman.actors.loose import loosely_written
from dragoman.actors.namesakes import without_namesakes
from dragoman.language import Sentence, Token

PhraseKind = Literal["name", "nominal", "pronoun", "modifier"]
HEADING = frozenset({"NOUN", "PROPN", "PRON"})
INSIDE = frozenset({"compound", "nmod", "amod", "nummod", "quantmod", "det", "predet", "advmod"})
MODIFYING = frozenset({"compound", "nmod", "amod", "npadvmod"})
LEFT = INSIDE | {"poss", "case", "prep", "pobj", "punct", "cc", "conj", "neg", "npadvmod", "appos"}
NOT_ACTORS = frozenset({"WDT", "WRB", "EX"})
PORTFOLIOS = frozenset(
    """the and & for foreign external internal home affairs relations defence defense interior
    finance treasury trade commerce industry economy economic planning development justice health
    education labour labor agriculture food fisheries energy petroleum oil mines mining transport
    information communications culture sports youth women gender environment climate water lands
    housing security national public works state international cooperation tourism immigration
    refugees social welfare science technology""".split()
)
# "2,016 were released", but not "held since 2016 were released".
YEAR = re.compile(r"1[89]\d\d|20\d\d")
BEING = frozenset({"be", "serve", "act", "work", "remain", "become"})
# Nouns for agents that are family names as well.
SURNAMES = frozenset(
    """Abbot Archer Bachelor Baker Banks Barber Bishop Burgess Butler Cardinal Carter
    Chancellor Chandler Chapman Child Clark Coleman Constable Cook Cooper Deacon Dean
    Driver Duke Earl Farmer Fisher Foreman Fowler Freeman Friar Fuller Gardener Gardner
    General Glover Goldsmith Goodman Guest Hunter Judge King Knight Major Marshal Marshall
    Mason Mayor Merchant Miller Minister Monk Newman Noble Nunn Page Painter Parsons
    Pilgrim Pope Porter Potter Priest Prince Prior Proctor Sailor Sargent Savage Sawyer
    Sexton Shepherd Sheriff Singer Skinner Slater Smith Speaker Spicer Squire Steward
    Swain Tanner Taylor Turner Walker Weaver Wheeler Wright Young""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: tokens `first` to `last` of its sentence, with its ties.

    `possessor` is the head of "Iran" in "Iran's army", `of` the heads after "of", `at` those after
    "from" and "in", `apposed` the heads in apposition; `known` and `agents` are what the tables
    find inside.
    """

    sentence: int
    head: int
    first: int
    last: int
    start: int
    end: int
    kind: PhraseKind
    plural: bool = False
    possessor: int | None = None
    of: tuple[int, ...] = ()
    at: tuple[int, ...] = ()
    apposed: tuple[int, ...] = ()
    known: tuple[Match, ...] = ()
    agents: tuple[AgentMatch, ...] = ()


def find_phrases(
    sentence: Sentence,
    day: str | None = None,
    meanings: Mapping[str, str | None] = MappingProxyType({}),
) -> tuple[Phrase, ...]:
    """List the noun phrases of a sentence in order of their heads.

    In:     a parsed sentence; the article's day for what changes with time; names that mean no
            country in the article (`namesakes.other_meanings`).
    Out:    base phrases (no relative clauses; "of" and possessors are ties to other phrases),
            pronouns, and country or body names that only modify ("Turkish" in "Turkish strikes").
    Raises: nothing.
    """
    found = without_namesakes(sentence, find_known(sentence.text, sentence, day), meanings)
    known = [m for m in found if m.known.use != "person"]
    persons = [m for m in found if m.known.use == "person" and _lends_his_name(sentence, m)]
    phrases = [
        _phrase(sentence, token, known, persons, day)
        for token in sentence.tokens
        if _heads(sentence, token) and not _inside_a_name(token, known)
    ]
    phrases = _merge_double_titles(sentence, _without_parts(phrases))
    covered = {phrase.head for phrase in phrases}
    modifiers = [
        _modifier(sentence, match)
        for match in sorted([*known, *persons])
        if match.last not in covered and _modifies(sentence, match)
    ]
    named = [_modifier(sentence, match) for match in _left_over(known, [*phrases, *modifiers])]
    modifiers += [replace(each, kind="name") for each in named]
    taken = covered | {phrase.head for phrase in modifiers}
    modifiers += [each for phrase in phrases for each in _agents_of(sentence, phrase, taken)]
    return tuple(sorted([*phrases, *modifiers], key=lambda phrase: phrase.head))


def _lends_his_name(sentence: Sentence, match: Match) -> bool:
    """ "the Trump administration", "Trump tariffs", but not "Trump Tower", "Donald Trump"."""
    token = sentence.tokens[match.last]
    head = sentence.tokens[token.head]
    return token.dep in MODIFYING and head.pos in ("NOUN", "VERB") and head.i > token.i


def _left_over(known: list[Match], phrases: list[Phrase]) -> Iterator[Match]:
    """Names that the parser took for no noun ("USAID/ADV deployed"): they are names still."""
    inside = {i for phrase in phrases for i in range(phrase.first, phrase.last + 1)}
    for match in known:
        sure = match.known.use in ("name", "body", "capital") and match.known.code
        if sure and not inside & set(range(match.first, match.last + 1)):
            yield match


def _agents_of(sentence: Sentence, phrase: Phrase, taken: set[int]) -> Iterator[Phrase]:
    """ "rebel" in "a rebel attack", "army" in "an army base": whoever only modifies a thing."""
    if phrase.kind != "nominal" or any(m.first <= phrase.head <= m.last for m in phrase.agents):
        return
    for match in phrase.agents:
        token = sentence.tokens[match.last]
        alone = token.head == phrase.head and match.last not in taken
        if alone and token.dep in ("compound", "amod") and match.agent.kind in ("person", "body"):
            led = [t.text for t in sentence.tokens[max(0, match.first - 2) : match.first]]
            last = match.first - (3 if led == ["-", "led"] else 1)
            country = next((m for m in phrase.known if m.last == last), None)
            yield _modifier(sentence, match, country)


def _modifies(sentence: Sentence, match: Match) -> bool:
    """ "Turkish strikes", "a Council of Europe meeting", "U.S. and Turkish strikes"."""
    inside = range(match.first, match.last + 1)
    heads = [i for i in inside if sentence.tokens[i].head not in inside]
    head = sentence.tokens[heads[0]] if len(heads) == 1 else sentence.tokens[match.last]
    while head.dep == "conj" and sentence.tokens[head.head].pos in ("ADJ", "PROPN"):
        head = sentence.tokens[head.head]
    return head.dep in MODIFYING


def _without_parts(phrases: list[Phrase]) -> list[Phrase]:
    """Leave out "Iran" where "Islamic Republic of Iran" is one name, "State" in a title."""
    titles = [m for phrase in phrases for m in phrase.agents if m.first < m.last]
    return [
        phrase
        for phrase in phrases
        if not any(
            other.head < phrase.head <= other.last and other.first <= phrase.first
            for other in phrases
        )
        and not any(m.first < phrase.first and phrase.last <= m.last for m in titles)
    ]


def _inside_a_name(token: Token, known: list[Match]) -> bool:
    """ "Workers" in "Kurdistan Workers' Party": the name's own head speaks for it."""
    return token.head != token.i and any(
        match.first <= token.i <= match.last and match.first <= token.head <= match.last
        for match in known
    )


def _heads(sentence: Sentence, token: Token) -> bool:
    if names_people(sentence, token):
        return True
    if token.tag in NOT_ACTORS or (token.dep in MODIFYING and not _named_object(sentence, token)):
        return False
    counted = token.tag == "CD" and token.dep in ("nsubj", "dobj", "nsubjpass")
    counted = counted and not YEAR.fullmatch(token.text)
    return token.pos in HEADING or counted


def _named_object(sentence: Sentence, token: Token) -> bool:
    """ "He met Foreign Minister Jane Roe.": the parser may take a long name for a time."""
    after_verb = token.i > token.head and sentence.tokens[token.head].pos == "VERB"
    named = token.dep == "npadvmod" and token.pos == "PROPN"
    return named and after_verb and bool(sentence.kids(token.i, "compound"))


def _phrase(
    sentence: Sentence, head: Token, known: list[Match], persons: list[Match], day: str | None
) -> Phrase:
    first = _left_edge(sentence, head.i)
    last = _right_edge(sentence, head)
    covering = next((match for match in known if match.first <= head.i <= match.last), None)
    first = min(first, covering.first) if covering else first
    last = max(last, covering.last) if covering else last
    lent = [match for match in persons if match.last < head.i]
    inside = tuple(m for m in sorted([*known, *lent]) if first <= m.first and m.last <= last)
    if not inside and (loose := loosely_written(sentence.tokens[first : last + 1], day)):
        inside = (loose,)
    possessor = next((kid.i for kid in sentence.kids(head.i, "poss")), None)
    if possessor is None and head.i > 1 and names_people(sentence, head):
        possessor = owner_before(sentence, head)
        first = first if possessor is None else _left_edge(sentence, possessor)
    return Phrase(
        sentence=sentence.sequence,
        head=head.i,
        first=first,
        last=last,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        kind="pronoun" if head.pos == "PRON" else "name" if head.pos == "PROPN" else "nominal",
        plural=head.tag in ("NNS", "NNPS") or head.text.lower() in ("they", "them", "both", "we"),
        possessor=possessor,
        of=tuple(_tied(sentence, head.i, ("of",))),
        at=tuple(_tied(sentence, head.i, ("from", "in", "for"))),
        apposed=tuple(_apposed(sentence, head.i)),
        known=inside,
        agents=tuple(_titles(sentence, find_agents(sentence.tokens[first : last + 1]), inside)),
    )


def _titles(
    sentence: Sentence, agents: Iterator[AgentMatch], known: tuple[Match, ...]
) -> Iterator[AgentMatch]:
    """Agent nouns without the surnames among them: "Kevin King" is no king."""
    taken = {i for match in known for i in range(match.first, match.last + 1)}
    previous: AgentMatch | None = None
    for match in agents:
        if not _is_surname(sentence, match, previous, taken):
            yield match
        previous = match


def _is_surname(
    sentence: Sentence, match: AgentMatch, previous: AgentMatch | None, taken: set[int]
) -> bool:
    word = sentence.tokens[match.last]
    if match.first != match.last or word.text not in SURNAMES or match.first == 0:
        return False
    before = sentence.tokens[match.first - 1]
    titled = previous is not None and previous.last == before.i and previous.agent.kind == "office"
    given = before.tag == "NNP" and before.dep == "compound" and before.i not in taken
    after = sentence.tokens[word.i + 1 : word.i + 2]
    goes_on = bool(after) and after[0].tag == "NNP" and after[0].head == word.head
    free = not (previous and previous.last == before.i)
    return not goes_on and (titled or (given and free))


def _left_edge(sentence: Sentence, head: int) -> int:
    """The first token of the unbroken run of the head's own modifiers to its left."""
    own = set(sentence.subtree(head, "relcl", "acl", "advcl"))
    first = head
    while first - 1 in own and sentence.tokens[first - 1].dep in LEFT:
        first -= 1
    while first < head and sentence.tokens[first].dep in ("punct", "cc", "case"):
        first += 1
    return first


def _right_edge(sentence: Sentence, head: Token) -> int:
    """Titles with "of" that the parse makes the head run on: "Secretary of State Jane Roe"."""
    last = head.i
    run = sentence.tokens[head.i : head.i + 6] if may_begin_agent(head) else ()
    for match in find_agents(run):
        if match.first == head.i and match.last > head.i:
            last = match.last
            while _goes_on(sentence.tokens[last + 1 : last + 3]):
                last += 1
            return last
        break
    return _portfolio(sentence, head) or last


def _portfolio(sentence: Sentence, head: Token) -> int | None:
    """The last token of "Secretary for Foreign Affairs Jane Roe": portfolio, then name."""
    tokens = sentence.tokens
    at = head.i + 1
    if at >= len(tokens) or tokens[at].lemma not in ("of", "for") or head.pos != "PROPN":
        return None
    begin = at = at + 1
    while at < len(tokens) and tokens[at].text.lower() in PORTFOLIOS:
        at += 1
    named = at
    while _goes_on(tokens[named : named + 2]):
        named += 1
    return named - 1 if begin < at < named else None


def _goes_on(after: tuple[Token, ...]) -> bool:
    """A name goes on with a proper noun, or with a hyphen that joins one."""
    tags = [token.tag for token in after]
    return tags[:1] == ["NNP"] or tags == ["HYPH", "NNP"]


def _tied(sentence: Sentence, head: int, words: tuple[str, ...]) -> Iterator[int]:
    for prep in sentence.kids(head, "prep"):
        if prep.lemma in words and prep.i > head:
            yield from (kid.i for kid in sentence.kids(prep.i, "pobj"))


def _apposed(sentence: Sentence, head: int) -> Iterator[int]:
    """Heads in apposition, in both directions; "A and B" read as one by the parser is none."""
    for kid in sentence.kids(head, "appos"):
        if not _joined_by_and(sentence, head, kid.i) and not _in_brackets(sentence, kid.i):
            yield kid.i
    for verb in sentence.kids(head, "relcl"):
        yield from _said_to_be(sentence, verb)
    token = sentence.tokens[head]
    above = sentence.tokens[token.head]
    if token.dep == "nsubj" and above.lemma in BEING:
        yield from _said_to_be(sentence, above)
    if token.dep != "appos" or _in_brackets(sentence, head):
        return
    if not _joined_by_and(sentence, token.head, head):
        yield token.head


def _in_brackets(sentence: Sentence, i: int) -> bool:
    """A lone word in brackets is an acronym or a party's mark, not another name."""
    return [token.text for token in sentence.tokens[max(0, i - 1) : i + 2 : 2]] == ["(", ")"]


def _said_to_be(sentence: Sentence, verb: Token) -> Iterator[int]:
    """ "…, who serves as Pakistan's foreign minister", "he was the prime minister"."""
    if verb.lemma == "be":
        yield from (kid.i for kid in sentence.kids(verb.i, "attr") if kid.pos in HEADING)
    if verb.lemma in BEING:
        for prep in sentence.kids(verb.i, "prep"):
            if prep.lemma == "as":
                yield from (kid.i for kid in sentence.kids(prep.i, "pobj"))


def _joined_by_and(sentence: Sentence, first: int, second: int) -> bool:
    low, high = sorted((first, second))
    return any(
        token.lemma == "and" and token.dep == "cc" for token in sentence.tokens[low + 1 : high]
    ) and "," not in [token.text for token in sentence.tokens[low + 1 : high]]


def _merge_double_titles(sentence: Sentence, phrases: list[Phrase]) -> list[Phrase]:
    """Read "Prime Minister and Foreign Minister Jane Roe" as one person with two titles."""
    merged: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda each: each.head):
        before = merged[-1] if merged else None
        if before and _double_title(sentence, before, phrase):
            merged[-1] = replace(
                phrase,
                first=before.first,
                start=before.start,
                possessor=before.possessor,
                known=before.known + phrase.known,
                agents=before.agents + phrase.agents,
            )
        else:
            merged.append(phrase)
    return merged


def _double_title(sentence: Sentence, before: Phrase, after: Phrase) -> bool:
    between = sentence.tokens[before.last + 1 : after.first]
    return (
        [token.lemma for token in between] == ["and"]
        and any(m.last == before.last and m.agent.kind != "body" for m in before.agents)
        and any(m.agent.kind != "body" for m in after.agents)
        and after.agents[-1].last < after.last
        and not before.plural
        and sentence.tokens[before.first].dep != "det"
    )


def _modifier(
    sentence: Sentence, match: Match | AgentMatch, country: Match | None = None
) -> Phrase:
    """ "Turkish", or "army" in "army base", with the country's name before it if there is one."""
    named = match if isinstance(match, Match) else country
    first = min(match.first, named.first) if named else match.first
    return Phrase(
        sentence=sentence.sequence,
        head=match.last,
        first=first,
        last=match.last,
        start=sentence.tokens[first].start,
        end=sentence.tokens[match.last].end,
        kind="modifier",
        known=(named,) if named else (),
        agents=() if isinstance(match, Match) else (match,),
    )
