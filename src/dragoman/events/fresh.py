"""Whether an act that no words date is news of the article's day, or of before it."""

from __future__ import annotations

from dragoman.events.candidate import UNDERGOING
from dragoman.events.clause import HAPPENING, VERBAL
from dragoman.events.lexicon import is_light_verb
from dragoman.events.tense import tense_of
from dragoman.language import Sentence, Token

# Done by the words themselves: "they are to blame" is the accusation, made as it is said.
SPOKEN = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "REJECT", "AGREE", "CONCEDE"})
TITLES = frozenset({"headline", "bullet", "caption"})
# "As Israel advanced", "while Jordan condemned": at the time of the main clause.
MEANWHILE = frozenset({"while", "as", "whereas", "though", "although", "that"})
OBJECTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
# Their object is an act that takes place then: "faced criticism", "sparked protests".
BRINGING = UNDERGOING | frozenset({"spark", "trigger", "prompt", "provoke", "cause", "see"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def is_fresh(sentence: Sentence, trigger: int, event_type: str) -> bool:
    """Tell whether an act is told as news: by the tense of the clause that tells it.

    In:     a sentence, the act's token, its type.
    Out:    true for the simple past and the present perfect of a main clause, for what goes along
            with it, for the present of headlines, and for what is said by a report; false for
            what "had" been done, for clauses that describe ("who signed"), and for habits.
    Raises: nothing.
    """
    teller = teller_of(sentence, trigger, event_type)
    if teller is None:
        return sentence.kind in TITLES
    token = sentence.tokens[teller]
    tense = tense_of(sentence, token)
    if token.lemma == "come" and tense == "present":
        return True
    if event_type in SPOKEN and tense in ("present", "going on", "future"):
        return token.i == trigger and _is_spoken(sentence, token)
    if _describes(sentence, token):
        return False
    return tense in ("past", "perfect") or (tense == "present" and sentence.kind in TITLES)


def _is_spoken(sentence: Sentence, token: Token) -> bool:
    """Whether somebody is told to have said it now: "they warned that …", "We thank …"."""
    if sentence.kind in TITLES or sentence.text.lstrip().startswith('"'):
        return True
    below = token
    for above in sentence.ancestors(token.i):
        if below.dep in ("ccomp", "parataxis") and above.pos == "VERB":
            return tense_of(sentence, above) in ("past", "perfect")
        below = above
    return False


def teller_of(sentence: Sentence, trigger: int, event_type: str) -> int | None:
    """Find the finite verb that tells an act: its own, its light verb's, or the one it goes with.

    In:     a sentence, the act's token, its type.
    Out:    the verb's token; None where the act is only named. Raises: nothing.
    """
    token = sentence.tokens[trigger]
    if token.pos not in VERBAL:
        above = sentence.tokens[token.head]
        if above.pos not in VERBAL or not _tells(sentence, token, above):
            return None
        token = above
    for _ in sentence.tokens:
        if tense_of(sentence, token) is not None and token.dep not in ("acl", "relcl"):
            return token.i
        above = next((each for each in sentence.ancestors(token.i) if each.pos in VERBAL), token)
        tells = event_type in SPOKEN and sentence.tokens[token.head].dep in OBJECTS
        if above.i == token.i or (token.dep in ("acl", "relcl") and not tells):
            return token.i if tense_of(sentence, token) else None
        token = above
    return None


def _tells(sentence: Sentence, noun: Token, verb: Token) -> bool:
    """ "Held talks", "faced criticism", "talks began"; not "cited the talks"."""
    if noun.dep in ("nsubj", "nsubjpass", "attr"):
        known = sentence.kids(noun.i, "poss") or any(
            kid.lemma in DEFINITE for kid in sentence.kids(noun.i, "det")
        )
        return verb.lemma in HAPPENING or is_light_verb(verb) or not known
    return noun.dep == "dobj" and (is_light_verb(verb) or verb.lemma in BRINGING)


def _describes(sentence: Sentence, token: Token) -> bool:
    """Whether the verb stands in a clause that only says who or what somebody is, or when."""
    at = token
    while at.head != at.i:
        above = sentence.tokens[at.head]
        # The parser hangs main verbs to nouns and infinitives now and then; their form tells.
        if at.dep == "relcl" or (at.dep == "acl" and at.tag != "VBD"):
            return True
        if at.dep == "conj" and at.tag == "VBD" and tense_of(sentence, above) is None:
            return False
        if at.dep == "advcl":
            marks = {kid.lemma for kid in sentence.kids(at.i, "mark", "advmod")}
            if marks and not (marks & MEANWHILE or at.tag == "VBG" or _hours_off(sentence, at)):
                return True
        at = above
    return False


def _hours_off(sentence: Sentence, token: Token) -> bool:
    """ "Hours after the court freed her": on the same day, or nearly."""
    marks = (kid.i for kid in sentence.kids(token.i, "mark") if kid.i)
    return any(sentence.tokens[i - 1].lemma in ("hour", "minute", "moment") for i in marks)
