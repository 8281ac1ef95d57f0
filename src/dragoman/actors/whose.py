"""Whose somebody is, where his own words leave it open: the countries told near by, weighed.

Every country or body of states that the page names near a phrase, or often, may be the one, and so
may none. For each there are signs ("the last police told of were its", "the page is about it").
What a sign weighs is learnt from the corpus (`python -m training.whose`) and kept as a table that
can be read; the probability of a code is the softmax of the summed weights of its signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.description import Description
from dragoman.actors.lexicon import INTERNATIONAL
from dragoman.actors.mention import Mention
from dragoman.actors.page import SURE_FOCUS, Page
from dragoman.actors.phrases import Phrase
from dragoman.actors.setting import Town
from dragoman.actors.sides import subject_over
from dragoman.language import Sentence
from dragoman.tables import read_table

TABLE = Path(__file__).parent / "data" / "whose.tsv"
COLUMNS = ("sign", "weight")
NOBODY = "-"
LEAST_SHARE = 0.4
RECENT = 60
OFTEN = 5
SHARES = (0.1, 0.25, 0.4, 0.6, 0.8)
DISTANCES = (0, 1, 2, 4, 8)
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an"})
# Signs that mean different things for different sorts of people.
BY_SORT = frozenset(
    """ruled focus acting nobody union foreign same-noun before subject-here
    last-subject done-in""".split()
)


class Question(NamedTuple):
    """A phrase whose code is open: what it tells, what the rules make of it, and the code of the
    country that its sentence is set in."""

    phrase: Phrase
    described: Description
    ruled: Description
    setting: str | None


class Candidate(NamedTuple):
    """A code that a phrase may have (NOBODY for none), and what speaks for or against it."""

    code: str
    signs: tuple[str, ...]


class Near(NamedTuple):
    """What a page tells near a phrase: sets of codes, by where they are told."""

    headline: frozenset[str]
    previous: frozenset[str]
    previous_subject: frozenset[str]
    next: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    subject: frozenset[str]
    acting: frozenset[str]
    acting_sector: str | None
    same_noun: frozenset[str]
    same_head: frozenset[str]
    same_sector: frozenset[str]
    last: frozenset[str]
    last_subject: frozenset[str]
    done_in: frozenset[str]
    towns: frozenset[str]
    act_towns: frozenset[str]
    towns_before: frozenset[str]
    distance: Mapping[str, int]
    relation: Mapping[str, str]
    opening: bool


def weights() -> Mapping[str, float]:
    """What each sign weighs. Raises: DataFileError naming the faulty lines of the table."""
    return _weights(TABLE)


@cache
def _weights(path: Path) -> Mapping[str, float]:
    def check(row: dict[str, str]) -> list[str]:
        try:
            float(row["weight"])
        except ValueError:
            return [f"weight is {row['weight']!r}; write a number"]
        return []

    return {
        row.cells["sign"]: float(row.cells["weight"]) for row in read_table(path, COLUMNS, check)
    }


def shares_of(candidates: Sequence[Candidate]) -> dict[str, float]:
    """How probable each candidate's code is: the softmax of the summed weights of its signs.

    In: at least one candidate. Raises: DataFileError if the table of weights is faulty.
    """
    known = weights()
    sums = {each.code: sum(known.get(sign, 0.0) for sign in each.signs) for each in candidates}
    best = max(sums.values())
    total = sum(exp(each - best) for each in sums.values())
    return {code: exp(each - best) / total for code, each in sums.items()}


def chosen(shares: Mapping[str, float], ruled: str) -> str:
    """The likeliest code (of equals the first), or the rules' if none is likely enough.

    In: the candidates' shares, at least one; the code that the rules give. Raises: nothing.
    """
    code = max(shares, key=shares.__getitem__)
    return code if shares[code] >= LEAST_SHARE else ruled


def candidates_for(page: Page, question: Question, history: Sequence[Mention]) -> list[Candidate]:
    """The codes that a phrase may have, each with its signs.

    In:     the page, a phrase whose code is open, and the mentions before it.
    Out:    one for each code told near by or often, NOBODY last; always in the same order.
    Raises: nothing.
    """
    phrase, _, ruled, _ = question
    recent = history[-RECENT:]
    near = _near(page, question, recent)
    told = [
        *(code for mention in recent for code in sorted(mention.codes)),
        *(naming.code for naming in page.named.get(phrase.sentence, ())),
        *(code for code, _ in page.tally[:OFTEN]),
        *((page.focus.code,) if page.focus else ()),
        *((ruled.code,) if ruled.code else ()),
        *sorted(near.towns),
        *sorted(near.towns_before),
    ]
    sort = _sort(page.sentences[phrase.sentence], question)
    found = [
        Candidate(code, tuple(_signs(page, code, near, sort, question)))
        for code in dict.fromkeys(told)
    ]
    alone = ["nobody", *(f"nobody / {each}" for each in sort)]
    return [*found, Candidate(NOBODY, (*alone, *(() if ruled.code else ("ruled nobody",))))]


def _sort(sentence: Sentence, question: Question) -> tuple[str, ...]:
    """What sort of people a phrase names."""
    phrase, described, _, _ = question
    first = sentence.tokens[phrase.first].text.lower()
    article = "the" if first in DEFINITE else "a" if first in INDEFINITE else "bare"
    if phrase.possessor is not None and article == "bare":
        article = "own"
    number = "many" if phrase.plural else "one"
    name = "named" if described.person_name else "noun"
    noun = described.noun or sentence.tokens[phrase.head].lemma
    return f"{article} {number} {name}", f"sector {described.sector or NOBODY}", f"noun {noun}"


def _near(page: Page, question: Question, recent: Sequence[Mention]) -> Near:
    phrase, described, _, setting = question
    here = phrase.sentence
    sentence = page.sentences[here]
    opening = page.sentences[0].sequence
    namings = page.named.get(here, ())
    coded = [mention for mention in reversed(recent) if mention.codes]
    distance: dict[str, int] = {}
    for mention in coded:
        for code in mention.codes:
            distance.setdefault(code, here - mention.sentence)
    acting = subject_over(sentence, phrase.head)
    actor = next((m for m in coded if m.sentence == here and m.head == acting), None)
    lemma = sentence.tokens[phrase.head].lemma
    verb = sentence.tokens[phrase.head].head
    towns = page.towns.get(here, ())
    if setting and setting not in {town.code for town in towns}:
        towns = (*towns, Town("in", setting, verb))

    def latest(fits: Iterator[Mention]) -> frozenset[str]:
        mention = next(fits, None)
        return mention.codes if mention else frozenset()

    return Near(
        headline=_codes(page, opening),
        previous=_codes(page, here - 1),
        previous_subject=_codes(page, here - 1, subjects=True),
        next=_codes(page, here + 1),
        before=frozenset(each.code for each in namings if each.head < phrase.head),
        after=frozenset(each.code for each in namings if each.head > phrase.head),
        subject=_codes(page, here, subjects=True),
        acting=actor.codes if actor else frozenset(),
        acting_sector=actor.parties[0].sector if actor else None,
        same_noun=latest(m for m in coded if m.noun and m.noun == described.noun),
        same_head=latest(m for m in coded if _lemma(page, m) == lemma),
        same_sector=latest(
            m
            for m in coded
            if described.sector and any(described.sector == p.sector for p in m.parties)
        ),
        last=recent[-1].codes if recent else frozenset(),
        last_subject=latest(m for m in coded if m.subject),
        done_in=frozenset(town.code for town in towns if town.of in (verb, phrase.head)),
        towns=frozenset(town.code for town in towns),
        act_towns=frozenset(
            town.code for town in towns if sentence.tokens[town.of].pos in ("VERB", "AUX")
        ),
        towns_before=frozenset(town.code for town in page.towns.get(here - 1, ())),
        distance=distance,
        relation={
            each.code: _relation(sentence, phrase.head, each.head) for each in reversed(namings)
        },
        opening=here == opening,
    )


def _codes(page: Page, sentence: int, *, subjects: bool = False) -> frozenset[str]:
    namings = page.named.get(sentence, ())
    return frozenset(each.code for each in namings if each.subject or not subjects)


def _lemma(page: Page, mention: Mention) -> str:
    return page.sentences[mention.sentence].tokens[mention.head].lemma


def _relation(sentence: Sentence, head: int, other: int) -> str:
    """How a word that names a country stands in the parse to the phrase's: under, over, beside."""
    above_other = [token.i for token in sentence.ancestors(other)]
    above = [token.i for token in sentence.ancestors(head)]
    if head in above_other:
        depth = above_other.index(head)
        last = sentence.tokens[above_other[depth - 1] if depth else other]
        return f"under {last.dep} {last.lemma if last.dep in ('prep', 'agent') else ''}".strip()
    if other in above:
        return "over"
    shared = next((i for i in above if i in above_other), None)
    if shared is None:
        return "apart"
    near, far = above.index(shared), above_other.index(shared)
    if near <= 1 and far <= 1:
        return f"beside {sentence.tokens[head].dep} {sentence.tokens[other].dep}"
    return f"aside {min(near, 2)} {min(far, 2)}"


def _signs(
    page: Page, code: str, near: Near, sort: Sequence[str], question: Question
) -> Iterator[str]:
    for sign in (*_by_rule(code, question), *_by_page(page, code), *_by_place(code, near)):
        yield sign
        if sign in BY_SORT:
            yield from (f"{sign} / {each}" for each in sort)
    if code in near.acting:
        yield f"acting / {near.acting_sector} on {question.described.sector}"


def _by_rule(code: str, question: Question) -> Iterator[str]:
    ruled = question.ruled
    if code == ruled.code:
        yield "ruled"
        yield f"ruled by {ruled.evidence['code'].how}" if "code" in ruled.evidence else "ruled by -"
        if code == question.setting:
            yield "ruled by setting"


def _by_page(page: Page, code: str) -> Iterator[str]:
    union = code in INTERNATIONAL
    yield "union" if union else "country"
    if union:
        yield f"union {code}"
    if page.focus and code == page.focus.code:
        yield "focus"
        yield f"focus by {page.focus.how}"
        if page.focus.share >= SURE_FOCUS:
            yield "sure focus"
    elif not union:
        yield "foreign"
    if code == page.filed:
        yield "filed"
    times = dict(page.tally)
    share = times.get(code, 0) / (sum(times.values()) or 1)
    yield f"share {sum(share >= each for each in SHARES)}"
    if page.tally and code == page.tally[0][0]:
        yield "leading"


def _by_place(code: str, near: Near) -> Iterator[str]:
    told = {
        "headline": near.headline,
        "before": near.before,
        "after": near.after,
        "subject-here": near.subject,
        "previous": near.previous,
        "subject before": near.previous_subject,
        "next of the first" if near.opening else "next": near.next,
        "same-noun": near.same_noun,
        "same head": near.same_head,
        "same sector": near.same_sector,
        "last": near.last,
        "last-subject": near.last_subject,
        "acting": near.acting,
        "town": near.towns,
        "town of an act": near.act_towns,
        "done-in": near.done_in,
        "town before": near.towns_before,
    }
    yield from (sign for sign, codes in told.items() if code in codes)
    if (near.before | near.after) - INTERNATIONAL == {code}:
        yield "only here"
    if near.act_towns == {code}:
        yield "only town"
    far = near.distance.get(code)
    yield "distance none" if far is None else f"distance {sum(far > each for each in DISTANCES)}"
    if code in near.relation:
        yield f"stands {near.relation[code]}"
