"""Who and what stands where around an act: slots read from the parse, voice undone.

The slots of a verb are `subj`, `obj`, `dative`, `prt`, `xcomp`, `ccomp`, `acomp`, `attr`,
`advmod`, `objmod` and every preposition by its own word; those of a noun `poss`, `mod`, every
preposition, `subj` and `light` under a light verb, `outer` for the subject of its clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dragoman.language import Sentence, Token

VERBAL = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
DEPTH = 6
PLAIN = {"prt": "prt", "xcomp": "xcomp", "acomp": "acomp", "attr": "attr",
         "oprd": "acomp", "advmod": "advmod", "neg": "neg"}  # fmt: skip
# The parser calls many particles adverbs: "stepped down", "hit back".
PARTICLES = frozenset(
    "up down out off back away over in on along through apart together aside forward".split()
)
# Where a complement names those whom its act would touch.
TOUCHED = frozenset({"obj", "on", "against", "to", "with", "from", "into", "at"})
# What these have as object is moved, not touched: "offered to send observers".
MOVING = frozenset(
    """send dispatch deploy provide supply give deliver donate contribute withdraw recall pull
    station lend ship fly""".split()
)
# "asked X to leave": X is the one who leaves.
OBJECT_CONTROL = frozenset(
    """ask urge tell order force allow help persuade want call press invite encourage request
    require permit compel push convince advise instruct command expect enable cause lead pressure
    oblige authorize authorise direct warn beg implore exhort appeal summon pressurise see let make
    accuse charge convict blame arrest suspect detain criticize criticise condemn fine jail
    sentence sanction praise thank stop prevent bar ban prohibit forbid indict try""".split()
)


class Slot(NamedTuple):
    """A role and the token that fills it."""

    role: str
    token: int


IsLight = Callable[[Token], bool]


def verb_slots(sentence: Sentence, i: int, depth: int = 0) -> tuple[Slot, ...]:
    """Read the slots around verb `i`; a missing subject is taken from whoever controls it.

    In: a sentence and a verb's token. Out: slots, nearest first, coordination spelt out.
    Raises: nothing.
    """
    own = list(_own_slots(sentence, i))
    roles = {slot.role for slot in own}
    if depth < DEPTH:
        own += [slot for slot in _inherited(sentence, i, depth) if slot.role not in roles]
    own = [_unrelative(sentence, i, slot) for slot in own]
    objects = [slot.token for slot in own if slot.role == "obj"]
    own += [slot for head in objects for slot in _prepositions(sentence, head)]
    own += [Slot("objmod", kid.i) for head in objects for kid in _modifiers(sentence, head)]
    own += list(_below(sentence, own)) if depth == 0 else []
    return tuple(dict.fromkeys(own))


def noun_slots(sentence: Sentence, i: int, is_light: IsLight) -> tuple[Slot, ...]:
    """Read the slots around noun `i`; a light verb above it lends its subject and prepositions.

    In: a sentence, a noun's token, and what tells a light verb. Out, Raises: as `verb_slots`.
    """
    slots = [Slot("poss", t) for kid in sentence.kids(i, "poss") for t in _all(sentence, kid.i)]
    slots += [Slot("mod", t) for kid in _modifiers(sentence, i) for t in _all(sentence, kid.i)]
    slots += _prepositions(sentence, i)
    slots += _participles(sentence, i, is_light)
    slots += _around(sentence, i, is_light)
    return tuple(dict.fromkeys(slots))


def _below(sentence: Sentence, slots: Iterable[Slot]) -> Iterator[Slot]:
    """Those whom a promised, refused or threatened act would touch: "vowed to lift … on X"."""
    for slot in slots:
        token = sentence.tokens[slot.token]
        if slot.role == "ccomp":
            for kid in sentence.kids(slot.token, "nsubj", "nsubjpass"):
                yield from (Slot("that", each) for each in _all(sentence, kid.i))
        if slot.role == "xcomp" or (token.dep == "pcomp" and token.pos == "VERB"):
            moved = sentence.tokens[slot.token].lemma in MOVING
            for inner in _own_slots(sentence, slot.token):
                if inner.role in TOUCHED and not (moved and inner.role == "obj"):
                    yield Slot("below", inner.token)
                    if inner.role == "obj":
                        yield from (
                            Slot("below", each.token)
                            for each in _prepositions(sentence, inner.token)
                            if each.role in TOUCHED
                        )


def _own_slots(sentence: Sentence, i: int) -> Iterator[Slot]:
    passive = is_passive(sentence, i)
    for kid in sentence.kids(i):
        if kid.dep in ("nsubj", "nsubjpass"):
            role = "obj" if kid.dep == "nsubjpass" or passive else "subj"
            yield from (Slot(role, token) for token in _all(sentence, kid.i))
        elif kid.dep == "dobj":
            yield from (Slot("obj", token) for token in _all(sentence, kid.i))
        elif kid.dep == "dative" and kid.pos != "ADP":
            yield from (Slot("dative", token) for token in _all(sentence, kid.i))
        elif kid.dep == "agent":
            for below in sentence.kids(kid.i, "pobj"):
                yield from (Slot("subj", token) for token in _all(sentence, below.i))
        elif kid.dep == "ccomp":
            yield from _clause(sentence, kid)
        elif kid.dep in PLAIN:
            yield Slot(PLAIN[kid.dep], kid.i)
        if (
            kid.dep in ("advmod", "prep")
            and kid.lemma in PARTICLES
            and not sentence.kids(kid.i, "pobj")
        ):
            yield Slot("prt", kid.i)
    yield from _prepositions(sentence, i)


def _clause(sentence: Sentence, head: Token) -> Iterator[Slot]:
    """ "allowed trucks to enter" is an object and an infinitive; "found guilty" a small clause."""
    subjects = [kid.i for kid in sentence.kids(head.i, "nsubj", "nsubjpass")]
    if head.tag == "VB" and any(kid.tag == "TO" for kid in sentence.kids(head.i, "aux")):
        yield Slot("xcomp", head.i)
        yield from (Slot("obj", token) for i in subjects for token in _all(sentence, i))
    elif head.pos in ("ADJ", "NOUN"):
        yield Slot("acomp", head.i)
        yield from (Slot("obj", token) for i in subjects for token in _all(sentence, i))
    else:
        yield Slot("ccomp", head.i)


def is_passive(sentence: Sentence, i: int) -> bool:
    """Tell whether the subject of verb `i` is the one that suffers the act. Raises: nothing."""
    token = sentence.tokens[i]
    if sentence.kids(i, "auxpass", "nsubjpass"):
        return True
    if token.tag == "VBN" and (token.dep == "acl" or sentence.kids(i, "agent")):
        return True
    if token.tag not in ("VBN", "VBD"):
        return False
    bare = not sentence.kids(i, "aux", "nsubj", "dobj")
    joined = token.dep == "conj" and bare and sentence.tokens[token.head].pos == "VERB"
    return joined and is_passive(sentence, token.head)


def _prepositions(sentence: Sentence, i: int) -> Iterator[Slot]:
    for prep in sentence.kids(i):
        if prep.dep not in ("prep", "dative", "prt") or prep.pos not in ("ADP", "SCONJ", "ADV"):
            continue
        if prep.dep == "prt":
            continue
        role = prep.lemma
        for kid in sentence.kids(prep.i, "pobj", "pcomp"):
            yield from (Slot(role, token) for token in _all(sentence, kid.i))
        for inner in sentence.kids(prep.i, "prep"):
            for kid in sentence.kids(inner.i, "pobj"):
                for token in _all(sentence, kid.i):
                    yield Slot(inner.lemma, token)
                    yield Slot(role, token)


def _modifiers(sentence: Sentence, i: int) -> list[Token]:
    return [kid for kid in sentence.kids(i, "compound", "amod", "nmod", "npadvmod") if kid.i < i]


def _all(sentence: Sentence, i: int) -> Iterator[int]:
    """A token and what is coordinated with it ("A, B and C")."""
    yield i
    for kid in sentence.kids(i):
        joined = kid.dep == "conj" or (kid.dep == "appos" and _after_and(sentence, i, kid.i))
        if joined and kid.pos in NOMINAL:
            yield from _all(sentence, kid.i)


def _after_and(sentence: Sentence, first: int, second: int) -> bool:
    between = sentence.tokens[first + 1 : second]
    return any(token.dep == "cc" and token.head == first for token in between)


def _inherited(sentence: Sentence, i: int, depth: int) -> Iterator[Slot]:
    """Slots that verb `i` shares with the verb or noun above it."""
    token = sentence.tokens[i]
    above = sentence.tokens[token.head]
    if token.head == i:
        return
    if token.dep == "conj" and above.pos in VERBAL:
        yield from _shared(sentence, i, above.i, depth)
    elif token.dep in ("xcomp", "advcl", "ccomp", "dep") and above.pos in VERBAL:
        yield from _controlled(sentence, i, above.i, depth)
    elif token.dep == "xcomp" and above.pos == "ADJ" and above.dep in ("acomp", "oprd"):
        # "was ready to meet": the one who is ready is the one to meet.
        yield from _controlled(sentence, i, above.head, depth)
    elif token.dep in ("acl", "relcl") and above.pos in NOMINAL:
        yield from _of_noun(sentence, i, above.i, depth)
    elif token.dep == "pcomp":
        governor = sentence.tokens[above.head]
        if governor.pos in VERBAL:
            yield from _controlled(sentence, i, governor.i, depth)
        else:
            yield from (Slot("subj", kid.i) for kid in sentence.kids(governor.i, "poss"))


def _shared(sentence: Sentence, i: int, above: int, depth: int) -> Iterator[Slot]:
    slots = verb_slots(sentence, above, depth + 1)
    here, there = is_passive(sentence, i), is_passive(sentence, above)
    mine = "obj" if here else "subj"
    for slot in slots:
        if slot.role == ("obj" if there else "subj"):
            yield Slot(mine, slot.token)
        elif slot.role == "subj" and here:
            yield slot


def _controlled(sentence: Sentence, i: int, above: int, depth: int) -> Iterator[Slot]:
    slots = verb_slots(sentence, above, depth + 1)
    verb = sentence.tokens[above]
    mine = "obj" if is_passive(sentence, i) else "subj"
    own_clause = sentence.tokens[i].dep in ("xcomp", "ccomp", "pcomp", "dep")
    roles = ("obj", "dative", "on", "to") if verb.lemma in OBJECT_CONTROL and own_clause else ()
    for role in (*roles, "obj" if is_passive(sentence, above) else "subj"):
        fillers = [slot.token for slot in slots if slot.role == role]
        if fillers:
            yield from (Slot(mine, token) for token in fillers if token != i)
            return


def _of_noun(sentence: Sentence, i: int, noun: int, depth: int) -> Iterator[Slot]:
    token = sentence.tokens[i]
    if token.dep == "relcl":
        if not any(kid.tag in RELATIVE for kid in sentence.kids(i)):
            yield Slot("obj" if sentence.kids(i, "nsubj", "nsubjpass") else "subj", noun)
        return
    if token.tag == "VBN":
        yield Slot("obj", noun)
    elif token.tag == "VBG":
        yield Slot("subj", noun)
        if depth < DEPTH:
            yield from (Slot("outer", owner) for owner in _clause_subject(sentence, noun))
    elif depth < DEPTH:
        owners = [kid.i for kid in sentence.kids(noun, "poss")]
        yield from (Slot("subj", owner) for owner in owners or _clause_subject(sentence, noun))


def _unrelative(sentence: Sentence, i: int, slot: Slot) -> Slot:
    """Put the noun that "who" or "which" stands for in its place."""
    token = sentence.tokens[slot.token]
    if token.tag not in RELATIVE and not (token.lemma == "that" and token.pos == "PRON"):
        return slot
    for verb in [sentence.tokens[i], *sentence.ancestors(i)]:
        if verb.dep == "relcl":
            return Slot(slot.role, verb.head)
    return slot


def _clause_subject(sentence: Sentence, i: int) -> list[int]:
    for above in sentence.ancestors(i):
        if above.pos in VERBAL:
            role = "obj" if is_passive(sentence, above.i) else "subj"
            return [s.token for s in verb_slots(sentence, above.i, DEPTH - 2) if s.role == role]
    return []


def _participles(sentence: Sentence, i: int, is_light: IsLight) -> Iterator[Slot]:
    """ "talks held in Doha between …", "the attack carried out by …"."""
    for verb in sentence.kids(i, "acl"):
        if verb.tag == "VBN":
            for kid in sentence.kids(verb.i, "agent"):
                for below in sentence.kids(kid.i, "pobj"):
                    yield from (Slot("by", token) for token in _all(sentence, below.i))
            if is_light(verb):
                yield Slot("light", verb.i)
                yield from _prepositions(sentence, verb.i)


def _around(sentence: Sentence, i: int, is_light: IsLight) -> Iterator[Slot]:
    """What the verb above a noun lends to it."""
    first = sentence.tokens[i]
    while first.dep == "conj" and sentence.tokens[first.head].pos in NOMINAL:
        first = sentence.tokens[first.head]
    verb = sentence.tokens[first.head]
    if first.dep in ("dobj", "nsubjpass") and verb.pos in VERBAL and is_light(verb):
        slots = verb_slots(sentence, verb.i)
        yield Slot("light", verb.i)
        yield from (slot for slot in slots if slot.role not in ("obj", "objmod", *PLAIN))
    elif first.i != i:
        yield from _prepositions(sentence, first.i)
    yield from (Slot("outer", token) for token in _clause_subject(sentence, i))


def fillers(slots: Iterable[Slot], role: str) -> list[int]:
    """The tokens that fill a role, nearest first."""
    return [slot.token for slot in slots if slot.role == role]
