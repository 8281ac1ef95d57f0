"""What one marked party does to another: the likeliest event type between two spans of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.actors import Mention, find_mentions
from dragoman.events.candidate import NEAR, Candidate, find_candidates
from dragoman.events.classify import NO_EVENT, Judgement, classify_by_table
from dragoman.events.encoding import MODES, TYPES, SentenceInput, batch_of, encode
from dragoman.events.model import MODES_OF, Model, Outputs, load_model, run
from dragoman.events.status import read_status
from dragoman.language import Sentence, Token
from dragoman.records import Span

# How much each witness counts: the network between the two words, its view of the acts that they
# are party to, the table's view of the act that suits them best.
DYAD_SHARE, ACTS_SHARE, TABLE_SHARE = 0.6, 0.3, 0.1
# An act counts by how probably it binds both; less if it binds one, stands between them, is there.
BINDS_ONE, BETWEEN, THERE = 0.1, 0.1, 0.02
# An act that is only promised, demanded or denied gives way to the promise, the demand, the denial.
EMBEDDED = 1.5
# When nothing tells, the commonest kind of news between two parties.
COMMONEST = "ACCUSE"
LEAST = 0.1
SUBJECTS = frozenset({"nsubj", "nsubjpass"})

Floats = NDArray[np.float32]
Told = tuple[Sequence[Candidate], Sequence[Judgement], SentenceInput]


class Answer(NamedTuple):
    """An event type, its mode if the text tells one, and how probable the type is."""

    event_type: str
    mode: str | None
    probability: float


class Act(NamedTuple):
    """An act that the marked two may be party to.

    `types` and `modes` are the network's (modes are logits); `actor` and `recipient` tell how
    probably the marked ones have these roles; `fit` how well the table's parties suit them.
    """

    types: Floats
    modes: Floats
    table: Judgement
    actor: float
    recipient: float
    between: bool
    fit: float


class Evidence(NamedTuple):
    """All that tells of a marked pair: by type what passes between its words, and the acts."""

    dyad: Floats | None
    acts: tuple[Act, ...]


class Stretch(NamedTuple):
    """The word pieces of the marked sentences; at which the two heads begin (none if cut off)."""

    pieces: tuple[int, ...]
    ends: tuple[tuple[int, int], ...]


def judge_dyad(sentences: Sequence[Sentence], actor: Span, recipient: Span) -> Answer:
    """Say what passes between a marked actor and recipient; never abstains.

    In:     the sentences of a text, the spans of the two in it.
    Out:    the likeliest event type of the codebook with its probability, and a mode of it.
    Raises: DragomanError if the model can't be loaded.
    """
    evidence = gather(sentences, actor, recipient)
    types = weigh(evidence)
    if not types.any():
        return Answer(COMMONEST, None, LEAST)
    best = TYPES[int(types.argmax())]
    return Answer(best, _mode(best, evidence), float(types.max()))


def gather(sentences: Sequence[Sentence], actor: Span, recipient: Span) -> Evidence:
    """Ask network and table about a marked pair, in one run for its sentences alone.

    In:     the sentences of a text, two spans in it.
    Out:    what is told between them; nothing where no word stands in the spans.
    Raises: DragomanError if the model can't be loaded.
    """
    near = _near(sentences, actor, recipient)
    if not near:
        return Evidence(None, ())
    model = load_model()
    groups = _candidates(sentences, near, actor, recipient)
    judged = [classify_by_table(group) for group in groups]
    inputs = [
        encode(model.tokenizer, group, table) for group, table in zip(groups, judged, strict=True)
    ]
    words = _words_between(model, near, actor, recipient)
    stretch = SentenceInput(words.pieces, (), (), (), (), ())
    place = len(inputs)
    outputs = run(model, batch_of([*inputs, stretch], [(place, *ends) for ends in words.ends]))
    told = zip(groups, judged, inputs, strict=True)
    acts = _acts(told, outputs, actor, recipient)
    return Evidence(outputs.dyads[0] if words.ends else None, tuple(acts))


def _near(sentences: Sequence[Sentence], actor: Span, recipient: Span) -> Sequence[Sentence]:
    """The first sentence with words of both, else all that have words of either."""
    touched = [each for each in sentences if _words(each, actor) or _words(each, recipient)]
    both = [each for each in touched if _words(each, actor) and _words(each, recipient)]
    return both[:1] or touched


def _words(sentence: Sentence, span: Span) -> list[Token]:
    return [each for each in sentence.tokens if each.start < span.end and each.end > span.start]


def _head(words: Sequence[Token]) -> Token:
    """The word that hangs on one outside the phrase (the first such)."""
    inside = {each.i for each in words}
    heads = (each for each in words if each.head not in inside or each.head == each.i)
    return next(heads, words[0])


def _candidates(
    sentences: Sequence[Sentence], near: Sequence[Sentence], actor: Span, recipient: Span
) -> list[list[Candidate]]:
    """The candidates of each near sentence that has any; who is marked may be party to them."""
    known = dict(zip((each.sequence for each in sentences), find_mentions(sentences), strict=True))
    groups = (
        list(find_candidates([one], [{**_unknown(one, (actor, recipient)), **known[one.sequence]}]))
        for one in near
    )
    return [group for group in groups if group]


def _unknown(sentence: Sentence, spans: Iterable[Span]) -> dict[int, Mention]:
    """The heads of marked spans as mentions of nobody known."""
    phrases = [words for span in spans if (words := _words(sentence, span))]
    return {_head(words).i: _mention(sentence, words) for words in phrases}


def _mention(sentence: Sentence, words: Sequence[Token]) -> Mention:
    start, end = words[0].start, words[-1].end
    return Mention(
        sentence=sentence.sequence,
        head=_head(words).i,
        first=words[0].i,
        last=words[-1].i,
        start=start,
        end=end,
        text=sentence.text[start - sentence.start : end - sentence.start],
        kind="nominal",
        subject=_head(words).dep in SUBJECTS,
        plural=False,
        person=False,
        place=False,
        group=False,
        noun=None,
    )


def _words_between(
    model: Model, sentences: Sequence[Sentence], actor: Span, recipient: Span
) -> Stretch:
    """Sentences that the two are parted by are read as one, with what lies between left blank."""
    start = sentences[0].start
    text = ""
    for sentence in sentences:
        text = text.ljust(sentence.start - start) + sentence.text
    encoding = model.tokenizer.encode(text)
    heads = [
        next((_head(words) for each in sentences if (words := _words(each, span))), None)
        for span in (actor, recipient)
    ]
    pieces = [encoding.char_to_token(head.start - start) for head in heads if head]
    match pieces:
        case [int(one), int(other)]:
            return Stretch(tuple(encoding.ids), ((one, other),))
    return Stretch(tuple(encoding.ids), ())


def _acts(told: Iterable[Told], outputs: Outputs, actor: Span, recipient: Span) -> Iterator[Act]:
    """The acts of sentence after sentence as the network numbers them, with its view of each."""
    row = pair = 0
    for group, table, each in told:
        tokens = group[0].sentence.tokens
        for place, i in enumerate(each.judged):
            own = [
                (tokens[of.head], outputs.roles[pair + k])
                for k, of in enumerate(each.pairs)
                if of.candidate == place
            ]
            trigger = tokens[group[i].trigger]
            yield Act(
                types=outputs.types[row],
                modes=outputs.modes[row],
                table=table[i],
                actor=max((float(p[0]) for p in _of(own, actor)), default=0.0),
                # Of those who act together, as in a meeting, both are actors.
                recipient=max((float(max(p[:2])) for p in _of(own, recipient)), default=0.0),
                between=_is_between(trigger, actor, recipient),
                fit=_fit(group[i], table[i], actor, recipient),
            )
            row += 1
        pair += len(each.pairs)


def _of(roles: Iterable[tuple[Token, Floats]], span: Span) -> Iterator[Floats]:
    """Of the words with their chances of being actor and recipient those of a span."""
    return (p for word, p in roles if word.start < span.end and span.start < word.end)


def _is_between(word: Token, actor: Span, recipient: Span) -> bool:
    return min(actor.start, recipient.start) <= word.start < max(actor.end, recipient.end)


def _fit(candidate: Candidate, judgement: Judgement, actor: Span, recipient: Span) -> float:
    """How well an act binds the marked pair: the table's parties first, then those in reach."""
    chosen_actor = [candidate.parties[i].mention for i in judgement.actor]
    chosen_recipient = [candidate.parties[i].mention for i in judgement.recipient]
    if judgement.mutual:
        chosen_recipient = chosen_actor
    bound = [each.mention for each in candidate.parties if each.role != NEAR]
    score = 1 - judgement.types.get(NO_EVENT, 0.0)
    if read_status(candidate.sentence, candidate.trigger, None).status != "actual":
        score -= EMBEDDED
    score += 1.5 * _meets(chosen_actor, actor) + 1.5 * _meets(chosen_recipient, recipient)
    score += 0.5 * _meets(bound, actor) + 0.5 * _meets(bound, recipient)
    trigger = candidate.sentence.tokens[candidate.trigger]
    return score + 0.3 * (actor.start <= trigger.start <= recipient.end)


def _meets(mentions: Iterable[Mention], span: Span) -> bool:
    return any(each.start < span.end and span.start < each.end for each in mentions)


def weigh(evidence: Evidence) -> Floats:
    """Mix what the witnesses say of a pair.

    In:     the evidence.
    Out:    by place in TYPES the probability of each; "none" has none. All nought if nothing tells.
    Raises: nothing.
    """
    said = [
        (share, view / view.sum())
        for share, view in (
            (DYAD_SHARE, _acts_only(evidence.dyad)),
            (ACTS_SHARE, _by_acts(evidence.acts)),
            (TABLE_SHARE, _by_table(evidence.acts)),
        )
        if share and view.any()
    ]
    total = sum(share for share, _ in said)
    mixed = sum((share / total * view for share, view in said), np.zeros(len(TYPES)))
    return np.asarray(mixed, np.float32)


def _acts_only(types: Floats | None) -> Floats:
    if types is None:
        return np.zeros(len(TYPES), np.float32)
    kept = types.copy()
    kept[TYPES.index(NO_EVENT)] = 0
    return kept


def _weight(act: Act) -> float:
    """How probably an act is the one between the two."""
    either = BINDS_ONE * (act.actor + act.recipient)
    return act.actor * act.recipient + either + BETWEEN * act.between + THERE


def _by_acts(acts: Sequence[Act]) -> Floats:
    seen = [_weight(act) * _acts_only(act.types) for act in acts]
    return np.asarray(sum(seen, np.zeros(len(TYPES))), np.float32)


def _by_table(acts: Sequence[Act]) -> Floats:
    """The types of the act that suits the two best, as the table has them."""
    fitting = (act for act in acts if set(act.table.types) != {NO_EVENT})
    best = max(fitting, key=lambda act: act.fit, default=None)
    types = [best.table.types.get(name, 0.0) if best else 0.0 for name in TYPES]
    return _acts_only(np.array(types, np.float32))


def _mode(event_type: str, evidence: Evidence) -> str | None:
    """The mode of that type which the likeliest act of it has."""
    modes, place = MODES_OF[event_type], TYPES.index(event_type)
    if not modes or not evidence.acts:
        return None
    act = max(evidence.acts, key=lambda each: _weight(each) * float(each.types[place]))
    return MODES[max(modes, key=lambda i: float(act.modes[i]))][1]
