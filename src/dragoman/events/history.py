"""Long ago or lately: what the dates in an act's own clause tell, with years alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.events.lexicon import NONE, noun_lemmas, verb_frames
from dragoman.language import Sentence, Token

YEAR = re.compile(r"(?:1[89]|20)\d\d")
DECADE = re.compile(r"'?(?:1[89]|20)?\d0s")
YEARS_TO_HISTORY = 2
# "decades ago", "in the last century"; not "for decades", which goes on.
SPANS = frozenset({"decade", "century", "generation"})
LASTING = frozenset({"for", "over", "within", "throughout", "recent", "last", "past", "few"})
DEADLINES = frozenset({"by", "until", "till", "through", "to", "beyond", "("})
# "in the 1967 war", "after the 2019 accord": an act named there only dates the one around it.
DATING = frozenset({"in", "during", "since", "after", "before", "following", "from", "at"})
# "after a conference held in 2010" dates what came after it, "a role in the leak of 2010" nothing.
ORDERING = frozenset({"during", "since", "after", "before", "following"})
LATELY = frozenset(
    """today yesterday tonight monday tuesday wednesday thursday friday saturday sunday overnight
    lately currently""".split()
)
THIS = frozenset({"week", "month", "year", "morning", "evening", "afternoon", "weekend", "night"})
OTHER_CLAUSES = ("ccomp", "relcl", "conj", "advcl", "parataxis")


def long_ago(sentence: Sentence, trigger: int, year: int | None) -> int | None:
    """Find the word that tells that an act is history.

    In:     a sentence, the act's token, and the year of the article (or of the latest date that
            it names, which is no later), if known.
    Out:    the token of a year at least two before it, of a decade, of "ago" …; None where the
            act's own clause has none. Raises: nothing.
    """
    for token in _own_dates(sentence, trigger):
        if DECADE.fullmatch(token.text) or _is_past_span(sentence, token):
            return token.i
        if _is_last_year(sentence, token):
            return token.i
        told = YEAR.fullmatch(token.text)
        if told and year is not None and int(token.text) <= year - YEARS_TO_HISTORY:
            return token.i
    return None


def lately(sentence: Sentence, trigger: int) -> bool:
    """Tell whether an act's own clause gives a day of the news: "on Monday", "this week".

    Raises: nothing.
    """
    for i in sentence.subtree(trigger, *OTHER_CLAUSES, "acl"):
        token = sentence.tokens[i]
        if token.text.lower() in LATELY:
            return not _is_of_another_week(sentence, token)
        if token.lemma in THIS and any(kid.lemma == "this" for kid in sentence.kids(i, "det")):
            return True
    return False


def latest_year(sentences: Sequence[Sentence]) -> int | None:
    """The latest year that an article tells of as past or present; None where it names none.

    Raises: nothing.
    """
    found = [
        int(token.text)
        for sentence in sentences
        for token in sentence.tokens
        if YEAR.fullmatch(token.text) and not _is_ahead(sentence, token)
    ]
    return max(found, default=None)


def _own_dates(sentence: Sentence, trigger: int) -> Iterator[Token]:
    for i in _clause(sentence, trigger):
        token = sentence.tokens[i]
        dates = YEAR.fullmatch(token.text) or DECADE.fullmatch(token.text) or token.lemma in SPANS
        dates = dates or token.lemma == "ago" or _is_last_year(sentence, token)
        if dates and not _is_ahead(sentence, token) and _belongs(sentence, token, trigger):
            yield token


def _clause(sentence: Sentence, trigger: int) -> list[int]:
    """The words of an act's clause; "in 2014 they did this and that" dates both."""
    found = sentence.subtree(trigger, *OTHER_CLAUSES)
    token = sentence.tokens[trigger]
    if token.dep == "conj" and not sentence.kids(trigger, "nsubj", "nsubjpass"):
        before = sentence.subtree(token.head, *OTHER_CLAUSES)
        found = [*found, *(i for i in before if i < token.head)]
    return found


def _belongs(sentence: Sentence, date: Token, trigger: int) -> bool:
    """No other act stands between the date and this one ("over his role in a leak in 2010")."""
    acts = {trigger, sentence.tokens[trigger].head}
    below = date
    for above in sentence.ancestors(date.i):
        if above.i in acts:
            return True
        inside = below.dep in ("nummod", "compound", "nmod", "amod")
        dating = sentence.tokens[above.head].lemma in (DATING if inside else ORDERING)
        if _names_an_act(above) and not dating:
            return False
        below = above
    return date.i == trigger


def _names_an_act(token: Token) -> bool:
    if token.pos == "VERB":
        return any(frame.event_type != NONE for frame in verb_frames().get(token.lemma, ()))
    return token.pos in ("NOUN", "PROPN") and token.lemma in noun_lemmas()


def _is_past_span(sentence: Sentence, token: Token) -> bool:
    before = {each.lemma for each in sentence.tokens[max(0, token.i - 4) : token.i]}
    if token.lemma == "ago":
        counted = sentence.tokens[max(0, token.i - 3) : token.i]
        one = any(each.text.lower() in ("a", "an", "one") for each in counted)
        spans = any(each.lemma in SPANS for each in counted)
        return spans or (not one and any(each.lemma == "year" for each in counted))
    return token.lemma in SPANS and token.tag == "NN" and not before & LASTING


def _is_last_year(sentence: Sentence, token: Token) -> bool:
    """ "last year", which is mostly about a year ago; not "the last year", which is just over."""
    if token.lemma != "year":
        return False
    before = [each.lemma for each in sentence.tokens[max(0, token.i - 2) : token.i]]
    return before[-1:] == ["last"] and before[:1] not in (["the"], ["this"])


def _is_of_another_week(sentence: Sentence, token: Token) -> bool:
    """ "Bloody Sunday", "Friday prayers" and "a Monday in 1972" are no day of the news."""
    return any(YEAR.fullmatch(each.text) for each in sentence.tokens[token.i + 1 : token.i + 5])


def _is_ahead(sentence: Sentence, token: Token) -> bool:
    before = sentence.tokens[max(0, token.i - 3) : token.i]
    return any(each.text.lower() in DEADLINES for each in before)
