"""What a sentence says was done with the texts that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.language import Sentence, Token
from dragoman.records import Stage
from dragoman.resolutions.lexicon import StageVerb, lexicon
from dragoman.resolutions.naming import Naming
from dragoman.resolutions.printed import Named
from dragoman.resolutions.whose import Whose, agents_of, is_joint, named_in, phrase

# "it was vetoed", "which it adopted": the text that is spoken of.
PRONOUNS = frozenset({"it", "which", "that", "they", "them", "who", "one"})
# "action on a draft", "two of its resolutions": the text stands below these.
ABOUT = frozenset(
    "action vote consideration decision series set package number version both all most some half"
    " one two three four five six seven eight nine ten couple trio pair raft batch voting debate"
    " terms introduction adoption passage".split()
)
MODALS = frozenset({"will", "would", "could", "may", "might", "should", "must", "shall", "can"})
# Verbs above an act that has yet to come; of the first the text is before the body.
AWAITS = frozenset(
    "expect schedule plan due set intend hope prepare want seek likely aim poise be try need"
    " move".split()
)
ASKS = frozenset("urge ask call demand press request propose recommend push vow threaten".split())
# A word for who adopts that makes a body of any phrase.
ASSEMBLIES = frozenset(
    "parliament congress senate assembly council conference summit committee commission board"
    " legislature knesset bundestag duma diet union league organisation organization lawmaker"
    " legislator mp minister leader".split()
)
ORGANISATIONS = frozenset({"EUR", "IGO"})
JOINTLY = StageVerb("co-sponsor", "", ("obj",), "cosponsor", None)
NEARBY = 60
# Between a text and what is said right after it stand marks and brackets at most.
NOTHING = re.compile(r"[\s\"',.*_)]{0,4}(?:\([^()]{0,80}\))?[\s\"',)]{0,4}")
FAILS = frozenset({"fail", "refuse", "decline"})
CONDITIONS = frozenset({"once", "if", "unless", "until", "before"})
ACROSS = frozenset({"vote", "decide", "agree", "go", "meet", "manage", "proceed", "fail"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One verb's dealing with texts: `namings` are indices into the sentence's, or -1 for the
    text that was spoken of before. `ahead` is "" where it happened, else "awaited" or "asked"."""

    verb: int
    at: int
    role: str
    stage: Stage | None
    namings: tuple[int, ...]
    who: Whose
    body: Named | None
    body_words: str | None
    ahead: str
    to: Named | None


def find_acts(
    sentence: Sentence,
    mentions: Mapping[int, Mention],
    namings: Sequence[Naming],
    bodies: Sequence[Named],
) -> list[Act]:
    """The acts of a sentence on texts, in the order of the page. Raises: nothing."""
    heads = {each.head: at for at, each in enumerate(namings) if each.head is not None}
    scene = _Scene(sentence, mentions, bodies)
    found: list[Act] = []
    for token in sentence.tokens:
        for known in _known(sentence, token):
            targets = tuple(dict.fromkeys(_targets(sentence, token, known, heads)))
            if targets:
                found.append(_act(scene, token, known, targets))
                break
    return _with_strays(scene, namings, found)


def _known(sentence: Sentence, token: Token) -> Iterator[StageVerb]:
    """The rows of the table that fit a word."""
    rows = lexicon().stages.get(token.lemma.lower())
    if not rows or not (token.tag.startswith("VB") or token.dep in ("ROOT", "acl", "advcl")):
        return
    after = {kid.text.lower() for kid in sentence.kids(token.i, "prt", "advmod", "prep")}
    for each in rows:
        if not each.particle or each.particle in after:
            yield each


def _targets(
    sentence: Sentence, token: Token, known: StageVerb, heads: Mapping[int, int]
) -> Iterator[int]:
    """Which texts stand in the verb's slots."""
    for noun in _slots(sentence, token, known):
        for each in (noun, *_coordinated(sentence, noun)):
            yield from _texts_at(sentence, each, heads)


def _coordinated(sentence: Sentence, noun: Token) -> Iterator[Token]:
    for kid in sentence.kids(noun.i, "conj", "appos"):
        yield kid
        yield from _coordinated(sentence, kid)


def _slots(sentence: Sentence, token: Token, known: StageVerb) -> Iterator[Token]:
    objects = sentence.kids(token.i, "dobj")
    passive = sentence.kids(token.i, "nsubjpass")
    if known.slots[0] in ("obj", "passive"):
        yield from passive
        above = sentence.tokens[token.head]
        if token.dep == "acl" and token.tag == "VBN" and not objects:
            yield above
        elif token.tag == "VBN" and not passive and not sentence.kids(token.i, "aux", "auxpass"):
            yield from _right_before(sentence, token)
        if token.dep in ("acl", "relcl") and known.agent == "sponsor":
            # "a draft for a storm fund that Fiji had tabled": the fund was not.
            yield from sentence.ancestors(token.i)
        if token.dep == "relcl" and not objects and not passive:
            yield above
        if not passive and not objects and token.dep in ("conj", "xcomp"):
            yield from _subjects(sentence, token) if token.tag == "VBN" else ()
    if "obj" in known.slots:
        yield from objects
    if "subj" in known.slots:
        yield from (kid for kid in _subjects(sentence, token) if not objects or "obj" not in
                    known.slots)  # fmt: skip
    for preposition in ("on", "for", "against"):
        if preposition in known.slots:
            for each in sentence.kids(token.i, "prep"):
                if each.lemma == preposition or each.text.lower() == "in":
                    yield from sentence.kids(each.i, "pobj")


def _right_before(sentence: Sentence, token: Token) -> Iterator[Token]:
    """ "The second, put forward by Fiji": a participle whose noun the parse did not find."""
    at = token.i - 1
    if at > 0 and sentence.tokens[at].text == ",":
        yield sentence.tokens[at - 1]


def _subjects(sentence: Sentence, token: Token) -> Sequence[Token]:
    """A verb's subject, its own or that of the verb with which it is coordinated or below."""
    for each in (token, *sentence.ancestors(token.i)):
        own = sentence.kids(each.i, "nsubj", "nsubjpass")
        if own:
            return own
        if each.dep in ("relcl", "acl"):
            return [sentence.tokens[each.head]]
        if each.dep not in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "dep", "prep"):
            return ()
    return ()


def _texts_at(sentence: Sentence, noun: Token, heads: Mapping[int, int]) -> Iterator[int]:
    if noun.i in heads:
        yield heads[noun.i]
        return
    word = noun.text.lower()
    if word in PRONOUNS:
        above = sentence.tokens[noun.head]
        if word in ("which", "that", "who"):
            if above.dep == "relcl" and above.head in heads:
                yield heads[above.head]
        else:
            yield -1
        return
    if noun.lemma.lower() in ABOUT or noun.tag == "CD":
        # "postponed action on a draft": a parse may give "on" to the verb.
        own = sentence.kids(noun.i, "prep")
        for preposition in own or sentence.kids(noun.head, "prep"):
            for each in sentence.kids(preposition.i, "pobj"):
                yield from _texts_at(sentence, each, heads)


class _Scene(NamedTuple):
    """A sentence with who and which bodies are named in it."""

    sentence: Sentence
    mentions: Mapping[int, Mention]
    bodies: Sequence[Named]


def _act(scene: _Scene, token: Token, known: StageVerb, targets: tuple[int, ...]) -> Act:
    sentence, mentions, bodies = scene
    if known.agent == "sponsor" and is_joint(sentence, token):
        known = JOINTLY
    who = agents_of(sentence, mentions, token)
    words = _agent_tokens(sentence, token)
    if not who and known.agent in ("sponsor", "cosponsor", "veto", "voter"):
        who = named_in(sentence, mentions, words)
    body = _body_in(sentence, words, bodies)
    ahead = _ahead(sentence, token)
    assembly = None if body else _assembly(sentence, mentions, words)
    role, stage = known.agent, known.stage
    if role == "body" and not body and not assembly and who and not set(who.codes) & ORGANISATIONS:
        # A state that rejects or endorses a text does not decide on it.
        role, stage = "voter", None
    if _is_negated(sentence, token):
        stage = "rejected" if stage == "adopted" else None
    return Act(
        verb=token.i,
        at=token.start - sentence.start,
        role=role,
        stage=stage,
        namings=targets,
        who=who,
        body=body,
        body_words=assembly,
        ahead=ahead,
        to=_destination(sentence, token, bodies),
    )


def _agent_tokens(sentence: Sentence, token: Token) -> list[int]:
    """The phrase of who acts: after "by" in the passive, else the subject, also of a verb above."""
    active = sentence.kids(token.i, "nsubj") and sentence.kids(token.i, "dobj")
    by = [kid for kid in sentence.kids(token.i, "agent", "prep") if kid.lemma == "by"]
    objects = [] if active else [kid for each in by for kid in sentence.kids(each.i, "pobj")]
    reduced = token.dep == "acl" and token.tag == "VBN"
    if not objects and not sentence.kids(token.i, "nsubjpass") and not reduced:
        objects = list(_subjects(sentence, token))
    return [i for each in objects for i in phrase(sentence, each.i)]


def _body_in(sentence: Sentence, words: Sequence[int], bodies: Sequence[Named]) -> Named | None:
    inside = [(sentence.tokens[i].start - sentence.start) for i in words]
    found = [each for each in bodies if any(each.start <= at < each.end for at in inside)]
    # "The General Assembly's First Committee": the last full name is the one that acts.
    full = [each for each in found if each.code]
    if not found:
        return None
    return (full or found)[-1]


def _assembly(
    sentence: Sentence, mentions: Mapping[int, Mention], words: Sequence[int]
) -> str | None:
    """A parliament or a meeting that is in no table, in its own words."""
    for i in words:
        mention = mentions.get(i)
        if mention and any(party.sector == "LEG" for party in mention.parties):
            return mention.text
        if sentence.tokens[i].lemma.lower() in ASSEMBLIES:
            inside = sentence.subtree(i, "relcl", "acl", "prep", "appos", "punct")
            inside = [j for j in inside if sentence.tokens[j].tag not in ("PRP$", "DT")] or [i]
            at, end = sentence.tokens[inside[0]].start, sentence.tokens[inside[-1]].end
            return sentence.text[at - sentence.start : end - sentence.start]
    return None


def _ahead(sentence: Sentence, token: Token) -> str:
    """Whether the act is yet to come, and whether it is awaited or only asked for."""
    helpers = {kid.lemma.lower() for kid in sentence.kids(token.i, "aux")}
    marks = {kid.text.lower() for kid in sentence.kids(token.i, "mark", "advmod")}
    if helpers & {"will", "shall"}:
        return "awaited"
    if helpers & MODALS or marks & CONDITIONS:
        return "asked"
    if "to" in helpers or token.dep in ("xcomp", "ccomp", "pcomp", "acl"):
        for above in sentence.ancestors(token.i):
            lemma = above.lemma.lower()
            if lemma in AWAITS:
                return "awaited"
            if lemma in ASKS:
                return "asked"
            if lemma in ACROSS:
                return _ahead(sentence, above)
            if above.dep not in ("xcomp", "ccomp", "conj"):
                break
        if "to" in helpers and token.dep in ("xcomp", "acl", "advcl", "relcl", "ROOT"):
            return "asked" if token.dep in ("acl", "advcl", "relcl") else "awaited"
    return ""


def _is_negated(sentence: Sentence, token: Token) -> bool:
    above = sentence.tokens[token.head]
    failed = token.dep == "xcomp" and above.lemma.lower() in FAILS
    return failed or any(kid.dep == "neg" for kid in sentence.kids(token.i))


def _destination(sentence: Sentence, token: Token, bodies: Sequence[Named]) -> Named | None:
    for preposition in sentence.kids(token.i, "prep", "dative"):
        if preposition.lemma in ("to", "before", "for"):
            found = _body_in(sentence, sentence.subtree(preposition.i), bodies)
            if found:
                return found
    return None


def _participles(scene: _Scene, namings: Sequence[Naming], acts: Sequence[Act]) -> Iterator[Act]:
    """ "a draft titled “…” (document …), tabled by Fiji": participles right after a text."""
    sentence = scene.sentence
    taken = {act.verb for act in acts}
    for token in sentence.tokens:
        start = token.start - sentence.start
        if token.tag != "VBN" or token.i in taken:
            continue
        for known in _known(sentence, token):
            for at, naming in enumerate(namings):
                gap = sentence.text[naming.end : start] if naming.end <= start else None
                if known.agent == "sponsor" and gap is not None and NOTHING.fullmatch(gap):
                    yield _act(scene, token, known, (at,))


def _with_strays(scene: _Scene, namings: Sequence[Naming], acts: list[Act]) -> list[Act]:
    """Give texts that the parse left without an act the one whose words stand right before."""
    sentence = scene.sentence
    told = {at for act in acts for at in act.namings}
    found = [*acts, *_participles(scene, namings, acts)]
    for at, naming in enumerate(namings):
        printed = naming.titles or naming.symbols
        if at in told or not (printed or (naming.strength == "strong" and not naming.definite)):
            continue
        verbs = [
            (token, known)
            for token in sentence.tokens
            if 0 < naming.start + sentence.start - token.end < NEARBY
            for known in _known(sentence, token)
            if known.agent in ("body", "sponsor") or "on" in known.slots
        ]
        if verbs:
            token, known = verbs[-1]
            found.append(_act(scene, token, known, (at,)))
    return sorted(found, key=lambda each: each.at)
