"""Did it happen: the words around an act that make it planned, supposed, denied or history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.events.lexicon import governors
from dragoman.language import Sentence, Token
from dragoman.records import Status

MODALS: dict[str, Status] = {
    "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
    "should": "hypothetical", "must": "hypothetical", "can": "hypothetical",
    "would": "future", "will": "future", "shall": "future", "'ll": "future", "wo": "future",
}  # fmt: skip
CONDITIONAL = frozenset({"if", "unless", "whether", "lest"})
# "will stay until the rebels disarm": as open as what waits for it.
AWAITING = frozenset({"until", "till", "once"})
NO = frozenset({"no", "neither"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
YEAR = re.compile(r"(?:1[89]|20)\d\d")
PAST_WORDS = frozenset({"decade", "century", "1970s", "1980s", "1990s", "2000s", "1960s", "1950s"})
UP = {"xcomp": "xcomp", "ccomp": "ccomp", "dobj": "obj", "nsubjpass": "obj", "acl": "xcomp",
      "pcomp": "pcomp", "pobj": "pobj", "conj": "conj", "attr": "attr", "relcl": "relcl",
      "advcl": "advcl"}  # fmt: skip
YEARS_TO_HISTORY = 2


class ReadStatus(NamedTuple):
    """A status and the token that shows it (None where nothing does)."""

    status: Status
    shown_by: int | None


def read_status(sentence: Sentence, trigger: int, year: int | None) -> ReadStatus:
    """Read whether an act is told as fact, plan, supposition, denial or history.

    In:     a sentence, the act's token, and the year of the article's anchor date, if known.
    Out:    the status and the word that shows it; "actual" where nothing speaks against it.
    Raises: nothing.
    """
    token = sentence.tokens[trigger]
    found = _own(sentence, token) or _governed(sentence, token)
    return found or _history(sentence, token, year) or ReadStatus("actual", None)


def _own(sentence: Sentence, token: Token) -> ReadStatus | None:
    """What the act's own helpers say: "did not", "could", "no talks"."""
    # "if it does not" supposes, "will not" denies: so in this order, not in the sentence's.
    return (
        next(_supposing(sentence, token), None)
        or next(_denying(sentence, token), None)
        or next(_modal(sentence, token), None)
    )


def _supposing(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    for kid in sentence.kids(token.i, "mark"):
        if kid.lemma in CONDITIONAL:
            yield ReadStatus("hypothetical", kid.i)
        above = sentence.tokens[token.head]
        awaited = kid.lemma in AWAITING and above.i != token.i
        if awaited and (_own(sentence, above) or _governed(sentence, above)):
            yield ReadStatus("hypothetical", kid.i)


def _denying(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    for kid in sentence.kids(token.i):
        only = sentence.tokens[min(kid.i + 1, len(sentence.tokens) - 1)].lemma == "only"
        if (kid.dep == "neg" and not only) or (kid.dep == "det" and kid.lemma in NO):
            yield ReadStatus("negated", kid.i)
        elif kid.dep in ("nsubj", "nsubjpass"):
            nobody = [kid] if kid.lemma in NOBODY else sentence.kids(kid.i, "det")
            yield from (
                ReadStatus("negated", word.i) for word in nobody if word.lemma in NOBODY | NO
            )


def _modal(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    for kid in sentence.kids(token.i, "aux"):
        if kid.text.lower() in MODALS:
            yield ReadStatus(MODALS[kid.text.lower()], kid.i)


def _planned(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    """ "its decision to expel", "a bid to free": not yet done."""
    if token.dep in ("acl", "relcl"):
        for kid in sentence.kids(token.i, "aux"):
            if kid.tag == "TO":
                yield ReadStatus("future", kid.i)


def _governed(sentence: Sentence, token: Token) -> ReadStatus | None:
    """What the words above it say: "plans to", "denied", "threatened to"."""
    below = token
    while below.head != below.i:
        above = sentence.tokens[below.head]
        slot = UP.get(below.dep)
        if slot is None or slot == "advcl":
            return None
        if slot in ("pobj", "pcomp"):
            prep, above = above, sentence.tokens[above.head]
            slot = prep.lemma
            below = prep
        for governor in governors().get(above.lemma, ()):
            if governor.slot in (slot, "*") and governor.status != "actual" and slot != "conj":
                status: Status = governor.status  # type: ignore[assignment]
                return ReadStatus(status, above.i)
        # After the governors: "its refusal to close" is no plan.
        planned = next(_planned(sentence, below), None)
        if planned or slot in ("relcl", "ccomp", "attr"):
            return planned
        if below.pos == "ADP" and above.pos == "VERB" and token.pos == "NOUN":
            found = next(_modal(sentence, above), None)
            if found:
                return found
        if slot in ("xcomp", "obj", "conj") and above.pos in ("VERB", "AUX"):
            own = _own(sentence, above)
            shared = slot != "conj" or _joined_by_or(sentence, above)
            if own and (shared or own.status != "negated"):
                return own
            if slot == "xcomp" and sentence.kids(below.i, "aux"):
                helper = _helper(sentence, above)
                if helper:
                    return helper
        below = above
    return None


def _joined_by_or(sentence: Sentence, verb: Token) -> bool:
    """ "did not close or open" denies both; "did not close but opened" only the first."""
    return any(kid.lemma in ("or", "nor") for kid in sentence.kids(verb.i, "cc"))


def _helper(sentence: Sentence, verb: Token) -> ReadStatus | None:
    """ "is to close", "is going to close", "has yet to close"."""
    if verb.lemma == "be" or (verb.text.lower() == "going" and sentence.kids(verb.i, "aux")):
        return ReadStatus("future", verb.i)
    yet = [kid.i for kid in sentence.kids(verb.i, "advmod") if kid.lemma == "yet"]
    return ReadStatus("negated", yet[0]) if yet and verb.lemma == "have" else None


def _history(sentence: Sentence, token: Token, year: int | None) -> ReadStatus | None:
    for i in sentence.subtree(token.i, "ccomp", "conj", "relcl"):
        word = sentence.tokens[i]
        if word.lemma in PAST_WORDS and sentence.tokens[word.head].lemma != "for":
            return ReadStatus("historical", i)
        told = YEAR.fullmatch(word.text)
        if told and year is not None and int(word.text) <= year - YEARS_TO_HISTORY:
            return ReadStatus("historical", i)
    return None
