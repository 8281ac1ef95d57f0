"""Did it happen: the words around an act that make it planned, supposed, denied or history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.events.history import lately, long_ago
from dragoman.events.lexicon import governors
from dragoman.events.refuted import refuted_by
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
# What stands after these has happened, whatever becomes of the act above: "may sue over the raid".
GIVEN = frozenset(
    "over after following despite amid since because during due given notwithstanding".split()
)
# "insisted that police were sent" tells a fact, "insisted that police be sent" a demand.
WISHING = frozenset("insist demand ask request propose recommend suggest urge require warn".split())
UP = {"xcomp": "xcomp", "ccomp": "ccomp", "dobj": "obj", "nsubjpass": "obj", "acl": "xcomp",
      "pcomp": "pcomp", "pobj": "pobj", "conj": "conj", "attr": "attr", "relcl": "relcl",
      "advcl": "advcl"}  # fmt: skip


class ReadStatus(NamedTuple):
    """A status and the token that shows it (None where nothing does).

    `sure` of what grammar or calendar leave no doubt about; `own` where a helper of the act's own
    verb tells it ("will", "not"); `lately` where the act's clause gives a day of the news, so that
    it is no history.
    """

    status: Status
    shown_by: int | None
    sure: bool = False
    own: bool = False
    lately: bool = False


def read_status(sentence: Sentence, trigger: int, year: int | None) -> ReadStatus:
    """Read whether an act is told as fact, plan, supposition, denial or history.

    In:     a sentence, the act's token, and the year of the article's anchor date, if known, else
            the latest that it names.
    Out:    the status and the word that shows it; "actual" where nothing speaks against it.
    Raises: nothing.
    """
    token = sentence.tokens[trigger]
    fresh = lately(sentence, trigger)
    own = _own(sentence, token)
    if own:
        return own._replace(own=True, lately=fresh)
    false = refuted_by(sentence, token)
    if false is not None:
        return ReadStatus("negated", false, sure=True)
    found = _governed(sentence, token) or _asked(sentence, token)
    if found:
        return found._replace(lately=fresh)
    shown_by = long_ago(sentence, trigger, year)
    if shown_by is not None:
        return ReadStatus("historical", shown_by, sure=True)
    return ReadStatus("actual", None, lately=fresh)


def _asked(sentence: Sentence, token: Token) -> ReadStatus | None:
    """ "Will they sign?": the main clause of a question."""
    last = sentence.tokens[-1]
    asked = last.text == "?" and token.dep == "ROOT" and token.pos in ("VERB", "AUX")
    return ReadStatus("hypothetical", last.i) if asked else None


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
            yield ReadStatus("hypothetical", kid.i, sure=True)
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
        elif kid.dep == "dobj":  # "made no arrests", "gave nothing"
            nothing = [kid] if kid.lemma in NOBODY else sentence.kids(kid.i, "det")
            yield from (
                ReadStatus("negated", word.i) for word in nothing if word.lemma in NOBODY | NO
            )


def _modal(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    for kid in sentence.kids(token.i, "aux"):
        if kid.text.lower() in MODALS:
            yield ReadStatus(MODALS[kid.text.lower()], kid.i)


def _planned(sentence: Sentence, token: Token) -> Iterator[ReadStatus]:
    """ "its decision to expel", "a bid to free": not yet done."""
    headline = token.dep == "ROOT" and sentence.kind != "paragraph"
    if token.dep in ("acl", "relcl") or headline:
        for kid in sentence.kids(token.i, "aux"):
            if kid.tag == "TO":
                yield ReadStatus("future", kid.i)


class _Step(NamedTuple):
    """One step up from an act: what stands below, in which slot of what stands above."""

    slot: str
    below: Token
    above: Token


def _governed(sentence: Sentence, token: Token) -> ReadStatus | None:
    """What the words above it say: "plans to", "denied", "threatened to"."""
    if token.head == token.i:
        return next(_planned(sentence, token), None)
    for step in _steps(sentence, token):
        # Governors before plans: "its refusal to close" is no plan.
        found = _by_governor(sentence, step) or next(_planned(sentence, step.below), None)
        if found or step.slot in ("relcl", "ccomp", "attr"):
            return found
        found = _by_helpers_above(sentence, token, step)
        if found:
            return found
    return None


def _steps(sentence: Sentence, token: Token) -> Iterator[_Step]:
    """The way up to where the act's clause ends; a preposition gives its slot its own word."""
    below = token
    while below.head != below.i:
        above = sentence.tokens[below.head]
        slot = UP.get(below.dep)
        if slot is None or slot == "advcl" or (below.dep == "acl" and below.tag != "VB"):
            return
        if slot in ("pobj", "pcomp"):
            below, above = above, sentence.tokens[above.head]
            slot = below.lemma
        if slot in GIVEN or (slot == "conj" and _goes_its_own_way(sentence, below, above)):
            return
        yield _Step(slot, below, above)
        below = above


def _by_governor(sentence: Sentence, step: _Step) -> ReadStatus | None:
    if step.slot == "without":
        return ReadStatus("negated", step.below.i)
    stated = step.slot == "ccomp" and step.above.lemma in WISHING
    if step.slot == "conj" or (stated and not _wished(sentence, step.below)):
        return None
    for governor in governors().get(step.above.lemma, ()):
        if governor.slot in (step.slot, "*") and governor.status != "actual":
            status: Status = governor.status  # type: ignore[assignment]
            return ReadStatus(status, step.above.i)
    return None


def _by_helpers_above(sentence: Sentence, token: Token, step: _Step) -> ReadStatus | None:
    """Helpers of the verb above that count for what is below: "did not agree to", "is to"."""
    slot, below, above = step
    if below.pos == "ADP" and above.pos == "VERB" and token.pos == "NOUN":
        return next(_modal(sentence, above), None)
    if slot not in ("xcomp", "obj", "conj") or above.pos not in ("VERB", "AUX"):
        return None
    own = _own(sentence, above)
    shared = slot != "conj" or _joined_by_or(sentence, above)
    if own and (shared or own.status != "negated"):
        return own
    return _helper(sentence, above) if slot == "xcomp" and sentence.kids(below.i, "aux") else None


def _wished(sentence: Sentence, verb: Token) -> bool:
    """The subjunctive: "that Chad close the border", "that it be closed"."""
    single = any(kid.tag in ("NN", "NNP") for kid in sentence.kids(verb.i, "nsubj"))
    bare = verb.tag == "VB" and not any(k.tag == "MD" for k in sentence.kids(verb.i, "aux"))
    be = any(kid.tag == "VB" for kid in sentence.kids(verb.i, "aux", "auxpass"))
    return bare or be or (verb.tag == "VBP" and single)


def _goes_its_own_way(sentence: Sentence, below: Token, above: Token) -> bool:
    """ "may end the visit, and the minister promised": a clause of its own shares no helper."""
    if below.pos not in ("VERB", "AUX") or above.pos not in ("VERB", "AUX"):
        return False
    return bool(sentence.kids(below.i, "nsubj", "nsubjpass", "aux")) or (
        below.tag != above.tag and {below.tag, above.tag} != {"VBD", "VBN"}
    )


def _joined_by_or(sentence: Sentence, verb: Token) -> bool:
    """ "did not close or open" denies both; "did not close but opened" only the first."""
    return any(kid.lemma in ("or", "nor") for kid in sentence.kids(verb.i, "cc"))


def _helper(sentence: Sentence, verb: Token) -> ReadStatus | None:
    """ "is to close", "is going to close", "has yet to close"."""
    if verb.lemma == "be" or (verb.text.lower() == "going" and sentence.kids(verb.i, "aux")):
        return ReadStatus("future", verb.i)
    yet = [kid.i for kid in sentence.kids(verb.i, "advmod") if kid.lemma == "yet"]
    return ReadStatus("negated", yet[0]) if yet and verb.lemma == "have" else None
