"""Which expression of time belongs to an act: read from the parse, nearest clause first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.events.attribution import REPORTS
from dragoman.events.lexicon import is_light_verb, noun_lemmas
from dragoman.events.tense import tense_of
from dragoman.language import Sentence, Token
from dragoman.times import TimeMention

# What is told after or before a time is not of that time.
BESIDE = frozenset({"after", "before", "following"})
VERBAL = frozenset({"VERB", "AUX"})
# With a noun for subject these only say that the act took place.
HAPPENING = frozenset(
    "occur happen begin start end continue resume open erupt follow break come last".split()
)
# What an act does to people and things, told with it for subject.
HARMING = frozenset(
    "kill wound injure claim hit strike damage destroy leave force displace target hurt".split()
)
# Clauses that tell another act than the one that they hang on.
OTHER_CLAUSES = ("relcl", "conj", "ccomp", "advcl", "acl", "parataxis", "csubj")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLOSING = frozenset({",", ";", ":", ".", "-", "–", "—"})
# "In the 1967 war", "at Monday's meeting": the time of the noun is that of the act in it.
WITHIN = frozenset({"in", "at", "during", "amid", "on"})
# These speak of an act; a time behind its noun is the act's: "condemned the attack on Monday".
ABOUT = frozenset(
    """condemn denounce criticise criticize deplore decry accuse blame praise welcome claim deny
    recall mark investigate mourn cite mention remember regret describe call follow
    precede""".split()
)
OPENING_WORDS = 2
# A noun's time stands before it, or behind it with these: "the attack of 7 October".
OF_THE_NOUN = frozenset({"of", "from"})
OPENING = frozenset({"after", "before", "since", "until", "because", "if", "once", "although"})


class Placed(NamedTuple):
    """A time with the token that it says the time of, and the words on the way to it."""

    time: TimeMention
    governor: int
    words: frozenset[str]
    inside: bool  # before its noun, or with "of": the noun's own


def placed(sentence: Sentence, times: Sequence[TimeMention]) -> tuple[Placed, ...]:
    """Find for each time of a sentence the verb or noun that it belongs to. Raises: nothing."""
    return tuple(_placed(sentence, each) for each in times)


def _placed(sentence: Sentence, time: TimeMention) -> Placed:
    inner = [t for t in sentence.tokens if t.start < time.end and time.start < t.end]
    if not inner:
        return Placed(time, 0, frozenset(), False)
    tokens = {token.i for token in inner}
    top = next((t for t in inner if t.head not in tokens or t.head == t.i), inner[0])
    words = {inner[0].text.lower()} | {t.text.lower() for t in inner if t.pos in ("ADP", "SCONJ")}
    above = sentence.tokens[top.head]
    while above.pos in ("ADP", "SCONJ", "PART", "ADV") and above.head != above.i:
        words.add(above.text.lower())
        above = sentence.tokens[above.head]
    before = above.pos in ("NOUN", "PROPN") and inner[0].i < above.i
    return Placed(time, above.i, frozenset(words), before or bool(words & OF_THE_NOUN))


def own_time(sentence: Sentence, trigger: int, times: Sequence[Placed]) -> Placed | None:
    """Find the time in an act's own clause.

    In:     a sentence, the act's token, the sentence's times with what they belong to.
    Out:    the nearest; else the one that the act shares with the verb above, beside or under it;
            None where there is none. Raises: nothing.
    """
    if not times:
        return None
    usable = [each for each in times if not (_beside(each) or _after_all(sentence, each))]
    when = next((each for each in usable if _tells_when(sentence, each, trigger)), None)
    if when:
        return when
    if tense_of(sentence, sentence.tokens[trigger]) == "past":
        usable = [each for each in usable if not _is_since(each)]
    for token in _sharing(sentence, trigger):
        found = _of(sentence, token, usable, trigger)
        if found:
            return found
    return _only(sentence, trigger, times, usable)


def _tells_when(sentence: Sentence, each: Placed, trigger: int) -> bool:
    """ "Since May, when Trump brokered it": the act behind "when" is of that time."""
    before = [token for token in sentence.tokens if each.time.end <= token.start]
    words = before[1:] if before and before[0].text == "," else before
    if not words or words[0].text.lower() != "when":
        return False
    stop = next((token.i for token in words if token.text in CLOSING), len(sentence.tokens))
    return words[0].i < trigger < stop


def _only(
    sentence: Sentence, trigger: int, times: Sequence[Placed], usable: Sequence[Placed]
) -> Placed | None:
    """The only time of a sentence, where the parse hung it into a phrase below the act."""
    if len(times) != 1 or not usable:
        return None
    if tense_of(sentence, sentence.tokens[trigger]) in ("present", "going on"):
        return None
    governor = sentence.tokens[times[0].governor]
    if not (
        _in_its_noun(sentence, governor) or _is_own(sentence, times[0], sentence.tokens[trigger])
    ):
        return None
    for at in (governor, *sentence.ancestors(governor.i)):
        if at.i == trigger:
            return times[0]
        done = at.tag == "VBN" and at.dep == "acl"  # "a charge made in 2010"
        if (
            done
            or at.tag in FINITE
            or any(kid.tag in FINITE for kid in sentence.kids(at.i, "aux", "auxpass"))
        ):
            return None
    return None


def opening_time(sentence: Sentence, times: Sequence[Placed]) -> Placed | None:
    """Find the time that opens a sentence, and so holds for all of it. Raises: nothing."""
    first = next((each for each in times if not _beside(each)), None)
    if first is None:
        return None
    before = [token for token in sentence.tokens if token.end <= first.time.start]
    return first if len(before) <= OPENING_WORDS else None


def due_time(sentence: Sentence, trigger: int, times: Sequence[Placed]) -> Placed | None:
    """Find the time ahead that what an act promises, asks for or plans is due at.

    In:     a sentence, the act's token, the times of the sentence that lie ahead.
    Out:    the nearest in the act's clause and in what it says; None where there is none.
    Raises: nothing.
    """
    token = sentence.tokens[trigger]
    if not times:
        return None
    # "A second strike is planned for 28 June"
    top = token.head if token.dep in ("nsubj", "nsubjpass") else trigger
    below = set(sentence.subtree(top, "relcl", "conj"))
    place = sentence.tokens[trigger].start
    here = [each for each in times if each.governor in below]
    return min(here, key=lambda each: abs(each.time.start - place), default=None)


def _is_since(each: Placed) -> bool:
    """ "Shared them for the first time since autumn": not of what was done once."""
    return each.time.text.lower().startswith(("since ", "ever since "))


def _beside(each: Placed) -> bool:
    if each.time.told is None:
        return False
    counted = each.time.text.lower().split()[0] not in BESIDE
    joined = any(f" {word} " in f" {each.time.text.lower()} " for word in ("after", "before"))
    return bool(each.words & BESIDE) and not (counted and joined)


def _after_all(sentence: Sentence, each: Placed) -> bool:
    """ "The call comes months after the war" dates the war, and not the call."""
    return each.time.told is None and sentence.tokens[each.governor].lemma == "come"


def _of(sentence: Sentence, at: int, times: Sequence[Placed], trigger: int) -> Placed | None:
    token = sentence.tokens[at]
    clause = set(sentence.subtree(at, *OTHER_CLAUSES))
    if tense_of(sentence, token) in ("present", "going on"):
        clause = {at}  # "is seeking his extradition over the release in 2010"
    here = [each for each in times if each.governor in clause and _is_own(sentence, each, token)]
    place = sentence.tokens[trigger].start
    return min(
        here, key=lambda each: (each.governor != at, abs(each.time.start - place)), default=None
    )


def _is_own(sentence: Sentence, each: Placed, token: Token) -> bool:
    """ "Condemned the attack of 7 October" tells when the attack was."""
    governor = sentence.tokens[each.governor]
    if governor.i == token.i or governor.pos not in ("NOUN", "PROPN"):
        return True
    if _in_its_noun(sentence, governor) and sentence.tokens[governor.head].head == token.i:
        return True
    above = sentence.tokens[governor.head]
    apart = governor.dep == "pobj" and above.lemma not in WITHIN | OF_THE_NOUN
    act = governor.lemma in noun_lemmas() and (apart or token.lemma in ABOUT)
    return not (each.inside or act)


def _in_its_noun(sentence: Sentence, governor: Token) -> bool:
    """ "In the 1967 war", "at Monday's meeting"."""
    return governor.dep == "pobj" and sentence.tokens[governor.head].lemma in WITHIN


def _sharing(sentence: Sentence, trigger: int) -> Iterator[int]:
    """The act's token, then those whose time is its time too, nearest first."""
    seen = {trigger}
    waiting = [trigger]
    while waiting:
        at = waiting.pop(0)
        yield at
        for other in _with_the_same_time(sentence, sentence.tokens[at]):
            if other not in seen:
                seen.add(other)
                waiting.append(other)


def _with_the_same_time(sentence: Sentence, token: Token) -> Iterator[int]:
    above = sentence.tokens[token.head]
    if above.i != token.i:
        of_verb = token.pos in VERBAL
        yield from (_above_a_verb if of_verb else _above_a_noun)(sentence, token, above)
    if token.pos in VERBAL:
        # "Were arrested and deported on Monday": the day behind the last is the first's too.
        tense = tense_of(sentence, token)
        for kid in sentence.kids(token.i, "conj"):
            if _shares(sentence, kid) and tense_of(sentence, kid) in (tense, None):
                yield kid.i


def _above_a_verb(sentence: Sentence, token: Token, above: Token) -> Iterator[int]:
    verb = above.pos in VERBAL
    modal = any(kid.tag == "MD" for kid in sentence.kids(token.i, "aux"))
    infinitive = token.tag == "VB" and token.dep == "ccomp" and not sentence.kids(token.i, "mark")
    if token.dep in ("relcl", "acl", "amod"):
        yield above.i
    elif token.dep == "pcomp":
        yield from (each.i for each in sentence.ancestors(token.i) if each.pos in VERBAL)
    elif verb and (
        token.dep == "xcomp"
        or infinitive
        or (token.dep == "advcl" and _goes_along(sentence, token))
        or (token.dep == "conj" and _shares(sentence, token) and not modal)
    ):
        yield above.i


def _above_a_noun(sentence: Sentence, token: Token, above: Token) -> Iterator[int]:
    light = token.dep in ("dobj", "nsubjpass") and is_light_verb(above)
    happens = token.dep in ("nsubj", "nsubjpass") and above.lemma in HAPPENING | HARMING
    joined = token.dep == "conj" and above.pos in ("NOUN", "PROPN")
    if light or happens or joined:
        yield above.i
    # "Raided nine camps in a joint operation"
    inside = token.dep == "pobj" and above.lemma in WITHIN | {"with"}
    if inside and sentence.tokens[above.head].pos in VERBAL:
        yield above.head


def _shares(sentence: Sentence, token: Token) -> bool:
    """Whether a coordinated verb has no subject of its own, and so goes on at the same time."""
    return token.pos in VERBAL and not sentence.kids(token.i, "nsubj", "nsubjpass")


def _goes_along(sentence: Sentence, token: Token) -> bool:
    """ "Shelled the town, killing nine" is of one time; "after he was killed" is not."""
    marks = {kid.lemma for kid in sentence.kids(token.i, "mark", "prep", "advmod")}
    return not marks & OPENING


def report_of(sentence: Sentence, trigger: int) -> int | None:
    """Find the verb of saying above an act, or hung into its clause. Raises: nothing."""
    below = sentence.tokens[trigger]
    for above in sentence.ancestors(trigger):
        if above.lemma in REPORTS and above.pos == "VERB" and below.dep in ("ccomp", "parataxis"):
            return above.i
        below = above
    hung = (
        verb.i
        for verb in sentence.tokens
        if verb.dep == "parataxis" and verb.lemma in REPORTS and verb.pos == "VERB"
    )
    return next(hung, None)
