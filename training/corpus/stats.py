"""What the corpus holds, counted against what it should hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.ontology import event_types, modes, sectors
from dragoman.ontology.countries import countries
from training.corpus.form import Act, Mention, Written
from training.corpus.notes import ROLES, STATUSES, Who
from training.corpus.parsed import Parsed

SHORT, LONG = range(3, 9), range(15, 41)
PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs we us our i me my who which both each "
    "all themselves himself herself itself one another".split()
)


class Figure(NamedTuple):
    """One count, with the least (or, for a share that must stay low, the most) it should be."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def good(self) -> bool:
        """Whether the figure keeps its bounds. Raises: nothing."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )


def figures(corpus: Sequence[Parsed]) -> list[Figure]:
    """Count the corpus.

    In:     parsed documents.
    Out:    figures with the bounds that the whole corpus should keep. Acts count once, retellings
            by themselves; passives, nominal and reciprocal acts count each telling.
    Raises: nothing.
    """
    documents = [parsed.written for parsed in corpus]
    acts = [(parsed, act) for parsed in corpus for act in parsed.written.acts]
    first = [(parsed, act) for parsed, act in acts if act.note.same_as is None]
    return [
        *_sizes(documents, len(first), len(acts) - len(first)),
        *_types(act for _, act in first),
        *_parties(documents),
        *_shapes(acts),
    ]


def _sizes(documents: Sequence[Written], acts: int, retold: int) -> list[Figure]:
    bodies = [sum(one.kind != "headline" for one in each.sentences) for each in documents]
    sentences = sum(len(each.sentences) for each in documents)
    telling = sum(len({act.sentence for act in each.acts}) for each in documents)
    headlines = sum(
        any(each.sentences[act.sentence].kind == "headline" for act in each.acts)
        for each in documents
    )
    several = sum(
        count >= 2
        for each in documents
        for count in Counter(act.sentence for act in each.acts).values()
    )
    return [
        Figure("documents", len(documents), 1000),
        Figure("documents of 3 to 8 sentences", sum(body in SHORT for body in bodies), 800),
        Figure("documents of 15 to 40 sentences", sum(body in LONG for body in bodies), 200),
        Figure("sentences", sentences, 7500),
        Figure("acts", acts, 6000),
        Figure("acts told again", retold),
        Figure("share of sentences with no act", 1 - telling / max(sentences, 1), 0.45),
        Figure("sentences with two or more acts", several, 500),
        Figure("headlines with an act", headlines, 300),
    ]


def _types(acts: Iterable[Act]) -> list[Figure]:
    notes = [act.note for act in acts]
    types = Counter(note.event_type or "" for note in notes)
    told_modes = Counter((note.event_type, mode) for note in notes for mode in note.modes)
    statuses = Counter(note.status for note in notes)
    return [
        *(Figure(f"type {name}", types[name], 220) for name in event_types()),
        *(
            Figure(f"mode {name}.{mode}", told_modes[(name, mode)], 25)
            for name in event_types()
            for mode in modes()[name]
        ),
        *(
            Figure(f"status {status}", statuses[status], None if status == "actual" else 200)
            for status in STATUSES
        ),
    ]


def _parties(documents: Sequence[Written]) -> list[Figure]:
    roled = [(each, mention) for each in documents for mention in each.mentions if mention.roles]
    told_sectors = Counter(
        sector for _, mention in roled for who in mention.parties for sector in who.sectors
    )
    states = {country.coded_as for country in countries()}
    actors = Counter(
        who.code
        for _, mention in roled
        for role in mention.roles
        if role.letter == "a"
        for who in mention.parties
        if who.code in states
    )
    commonest, most = actors.most_common(1)[0] if actors else ("none", 0)
    return [
        *(Figure(f"sector {name}", told_sectors[name], 40) for name in sectors()),
        Figure("countries as actor", len(actors), 130),
        Figure(f"share of {commonest} in actors", most / max(actors.total(), 1), most=0.06),
        *(
            Figure(
                f"acts with {name}",
                len({(each.id, r.act) for each, m in roled for r in m.roles if r.letter == letter}),
            )
            for letter, name in ROLES.items()
        ),
        Figure("acts on another's word", sum(map(_on_others_word, documents)), 800),
        Figure("pronouns and names to resolve", sum(map(_to_resolve, documents)), 300),
    ]


def _on_others_word(document: Written) -> int:
    return sum(
        any(_has_teller(document, telling) for telling in document.tellings(act))
        for act in document.first_tellings()
    )


def _has_teller(document: Written, act: Act) -> bool:
    """Whether somebody tells of the act who is not its actor."""
    actors = {mention.span for mention in document.told(act.note.number, "a")}
    return any(teller.span not in actors for teller in document.told(act.note.number, "s"))


def _to_resolve(document: Written) -> int:
    return sum(
        needs_resolving(document, mention) for mention in document.mentions if mention.parties
    )


def needs_resolving(document: Written, mention: Mention) -> bool:
    """Whether who is meant stands elsewhere: a pronoun, or the later name of one told before.

    Raises: nothing.
    """
    words = document.words(mention.span).lower()
    if not mention.roles:
        return False
    if words in PRONOUNS:
        return True
    before = [one for one in document.mentions if one.span.start < mention.span.start]
    return any(
        who.name is not None
        and any(who in one.parties and document.words(one.span).lower() != words for one in before)
        for who in mention.parties
    )


def _shapes(acts: Sequence[tuple[Parsed, Act]]) -> list[Figure]:
    return [
        Figure("passives", sum(is_passive(parsed, act) for parsed, act in acts), 600),
        Figure("nominal acts", sum(is_nominal(parsed, act) for parsed, act in acts), 600),
        Figure("reciprocal acts", sum(is_reciprocal(parsed, act) for parsed, act in acts), 300),
    ]


def is_passive(parsed: Parsed, act: Act) -> bool:
    """Whether the act's verb is in the passive, with or without its auxiliary. Raises: nothing."""
    return any(
        token.tag == "VBN"
        and (token.dep == "acl" or sentence.kids(token.i, "auxpass", "nsubjpass", "agent") != [])
        for token, sentence in parsed.tokens(act.sentence, act.span)
    )


def is_nominal(parsed: Parsed, act: Act) -> bool:
    """Whether the act is told by a noun alone. Raises: nothing."""
    tags = {token.pos for token, _ in parsed.tokens(act.sentence, act.span)}
    return bool(tags & {"NOUN", "PROPN"}) and not tags & {"VERB", "AUX"}


def is_reciprocal(parsed: Parsed, act: Act) -> bool:
    """Whether two or more parties act and nobody receives. Raises: nothing."""
    document, number = parsed.written, act.note.number
    actors: set[Who | tuple[int, int]] = set()
    for mention in document.told(number, "a"):
        actors |= set(mention.parties) if len(mention.parties) > 1 else {mention.span}
    return len(actors) > 1 and not document.told(number, "r")
