"""How many were killed, hurt, arrested or took part in an act, as its own sentence tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from dragoman.actors import Mention
from dragoman.events.consistent import Draft
from dragoman.figures.happening import happening_of
from dragoman.figures.quantities import Quantity, find_quantities, is_person
from dragoman.language import Sentence, Token
from dragoman.records import Event, Evidence, Size, Span

Field = Literal["dead", "injured", "arrested", "participants"]
FIELDS: dict[str, Field] = {
    "deaths": "dead", "injuries": "injured", "arrests": "arrested", "participants": "participants",
}  # fmt: skip
# What an act of each type can have done to persons.
OF_TYPE: dict[str, frozenset[Field]] = {
    "ASSAULT": frozenset({"dead", "injured"}),
    "PROTEST": frozenset({"dead", "injured", "arrested", "participants"}),
    "COERCE": frozenset({"dead", "injured", "arrested"}),
}
# Acts that go on: a running total is theirs. "bringing the toll to 45" is not of one attack.
LASTING = frozenset(
    """campaign war conflict offensive operation genocide crackdown insurgency fighting violence
    massacre siege bombardment uprising unrest""".split()
)
# Branches that lead from one act to what another did.
APART = ("ccomp", "parataxis")
NOUN_OF_DEATH = frozenset({"assassination", "murder", "killing", "execution"})
COLLECTIVE = frozenset(
    {"crew", "staff", "personnel", "family", "people", "police", "other", "life"}
)
PART_OF = frozenset({"them", "whom", "these", "those"})


class Count(NamedTuple):
    """How many a word of harm tells of, and where; `value` is null for "dozens"."""

    field: Field
    word: int
    value: int | None
    spans: tuple[Span, ...]


def read_size(
    sentence: Sentence, trigger: int, event_type: str, mentions: Mapping[int, Mention]
) -> tuple[Size, dict[str, Evidence]]:
    """Read how many persons an act touched.

    In:     a sentence, the token that tells the act, its type, the sentence's mentions by head.
    Out:    the counts that the parse ties to the act, with the spans that they were read from;
            null where nothing is told, or only "dozens" or a range. Raises: nothing.
    """
    allowed = OF_TYPE.get(event_type)
    if not allowed:
        return Size(), {}
    tied = [each for each in _counts(sentence, trigger, mentions) if each.field in allowed]
    sizes: dict[Field, Count] = {}
    for each in sorted(tied, key=lambda one: (abs(one.word - trigger), one.word)):
        if _is_tied(sentence, trigger, event_type, each):
            sizes.setdefault(each.field, each)
    told = {field: each for field, each in sizes.items() if each.value is not None}
    evidence = {
        f"size.{field}": Evidence(spans=each.spans, how="text") for field, each in told.items()
    }
    return Size(**{field: each.value for field, each in told.items()}), evidence


def with_sizes(
    events: Sequence[Event], drafts: Sequence[Draft], mentions: Sequence[Mapping[int, Mention]]
) -> tuple[Event, ...]:
    """Fill in how many persons each act touched, with the evidence.

    In:     records without sizes, the acts that they tell, the article's mentions by sentence.
    Out:    the records, in order. Raises: nothing.
    """
    return tuple(
        _sized(event, *_of_draft(draft, mentions[event.text_info.sequence]))
        for event, draft in zip(events, drafts, strict=True)
    )


def _of_draft(draft: Draft, mentions: Mapping[int, Mention]) -> tuple[Size, dict[str, Evidence]]:
    candidate = draft.candidate
    return read_size(candidate.sentence, candidate.trigger, draft.event_type, mentions)


def _sized(event: Event, size: Size, evidence: Mapping[str, Evidence]) -> Event:
    if not evidence:
        return event
    return replace(event, size=size, evidence={**event.evidence, **evidence})


def _counts(sentence: Sentence, trigger: int, mentions: Mapping[int, Mention]) -> Iterator[Count]:
    """Every count of harmed, arrested or marching persons, by the word that tells it."""
    quantities = [each for each in find_quantities(sentence, mentions)
                  if each.kind == "persons" or each.noun is None]  # fmt: skip
    by_word: dict[tuple[Field, int], list[Quantity]] = {}
    for quantity in quantities:
        if _is_part(sentence, quantity):
            continue
        told = happening_of(sentence, quantity.head, quantity.noun)
        field = FIELDS.get(told.measure.key) if told else None
        if told and field and (not told.total or _lasts(sentence, trigger)):
            by_word.setdefault((field, told.word), []).append(quantity)
    singles = list(_singles(sentence, mentions, quantities))
    for field, _, word in singles:
        by_word.setdefault((field, word), [])
    for (field, word), counted in by_word.items():
        alone = [token for kind, token, at in singles if (kind, at) == (field, word)]
        yield _count(field, word, counted, alone)


def _is_part(sentence: Sentence, quantity: Quantity) -> bool:
    """ "four men, three of them officers": some of those counted already."""
    head = sentence.tokens[quantity.head]
    of_them = quantity.noun is not None and sentence.tokens[quantity.noun].text in PART_OF
    return head.dep in ("appos", "conj", "npadvmod") and of_them


def _count(field: Field, word: int, counted: Sequence[Quantity], alone: Sequence[Token]) -> Count:
    """Add up "a policeman and two civilians"."""
    values = [each.number.value for each in counted]
    spans = [Span(each.start, each.end) for each in counted]
    spans += [Span(token.start, token.end) for token in alone]
    known = all(value is not None and value == int(value) for value in values)
    total = int(sum(value or 0 for value in values)) + len(alone) if known else None
    return Count(field, word, total, tuple(sorted(spans)))


def _singles(
    sentence: Sentence, mentions: Mapping[int, Mention], quantities: Sequence[Quantity]
) -> Iterator[tuple[Field, Token, int]]:
    """Persons told of one by one: "killed a policeman", "the assassination of Jane Roe"."""
    counted = {each.noun if each.noun is not None else each.head for each in quantities}
    for token in sentence.tokens:
        if token.i in counted or not _is_one(sentence, token, mentions):
            continue
        told = happening_of(sentence, token.i)
        field = FIELDS.get(told.measure.key) if told else None
        if told and field and field != "participants" and not told.total:
            yield field, token, told.word
        elif _owner_of_death(sentence, token):
            yield "dead", token, token.head


def _is_one(sentence: Sentence, token: Token, mentions: Mapping[int, Mention]) -> bool:
    if token.tag not in ("NN", "NNP") or token.lemma in COLLECTIVE:
        return False
    first = [kid.lemma for kid in sentence.kids(token.i, "det", "poss", "nummod")]
    told = token.tag == "NNP" or (first and "no" not in first)
    return bool(told and is_person(sentence, token.i, mentions))


def _owner_of_death(sentence: Sentence, token: Token) -> bool:
    """ "Roe's assassination"."""
    return token.dep == "poss" and sentence.tokens[token.head].lemma in NOUN_OF_DEATH


def _lasts(sentence: Sentence, trigger: int) -> bool:
    return sentence.tokens[trigger].lemma in LASTING


def _is_tied(sentence: Sentence, trigger: int, event_type: str, count: Count) -> bool:
    """Whether the parse ties a count to the act: in its clause, or with it in the count's."""
    word = sentence.tokens[count.word]
    if word.i == trigger or _lasts(sentence, trigger):
        return True
    ruling = _ruling(sentence, trigger)
    if event_type == "COERCE" and word.dep == "conj":
        return False
    if event_type == "COERCE" and count.field != "arrested":
        return word.dep == "advcl" and word.head == ruling
    act = sentence.tokens[trigger]
    # A noun's coordinate is another act; a verb's often tells what came of it.
    apart = APART if sentence.tokens[ruling].pos == "VERB" else (*APART, "conj")
    if word.i in sentence.subtree(ruling, *apart):
        return True
    # "killed 12 and bombed a mosque" are two acts, "killed and hurt in clashes" is one.
    joined = ("conj",) if act.dep == "conj" else ()
    return trigger in sentence.subtree(count.word, *APART, "relcl", *joined)


def _ruling(sentence: Sentence, trigger: int) -> int:
    """The verb that carries a nominal act out ("launched an attack, killing 12"), else the act."""
    token = sentence.tokens[trigger]
    above = sentence.tokens[token.head]
    carried = token.pos != "VERB" and token.dep in ("dobj", "nsubj", "nsubjpass")
    return above.i if carried and above.pos == "VERB" else trigger
