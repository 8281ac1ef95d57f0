"""Which place the clause of an act ties to it: by the prepositions and nouns between them.

A country that only tells whose somebody is ("Italian police") is tied to him, not to the act.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.events.consistent import Draft
from dragoman.language import Sentence, Token
from dragoman.places import FoundPlace

# Done by hand and on the spot: where all whom it concerns are of one country, it is there.
BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
TOUCHING = BODILY | {"CONSULT", "SANCTION"}
# What stands before the place that an act is in.
AT = frozenset(
    """in at near inside within across outside throughout around along off over beside above
    beneath""".split()
)
# Where an act goes to, by its type.
GOES: Mapping[str, frozenset[str]] = {
    "ASSAULT": frozenset({"on", "against", "into", "of", "over", "at", "to", "toward", "towards"}),
    "MOBILIZE": frozenset({"to", "into", "toward", "towards", "against", "of", "through"}),
    "COERCE": frozenset({"on", "of", "into", "from", "to"}),
    "RETREAT": frozenset({"from", "of", "out"}),
    "AID": frozenset({"to", "into", "for"}),
    "CONSULT": frozenset({"to", "into", "of"}),
    "PROTEST": frozenset({"to", "into", "through", "toward", "towards", "of"}),
}
# What has the place itself as its object.
ENTERED: Mapping[str, frozenset[str]] = {
    "CONSULT": frozenset({"visit", "tour", "reach", "leave"}),
    "ASSAULT": frozenset(
        """attack bomb shell strike hit target invade storm raid pound bombard devastate destroy
        overrun""".split()
    ),
    "MOBILIZE": frozenset({"enter", "cross", "reach", "patrol"}),
    "COERCE": frozenset(
        {"seize", "occupy", "capture", "raid", "storm", "blockade", "besiege", "annex", "enter"}
    ),
    "RETREAT": frozenset({"leave", "quit", "evacuate", "vacate"}),
    "PROTEST": frozenset({"block", "occupy", "storm"}),
}
# In the noun phrase of a place: "Istanbul's Taksim Square", "the outskirts of Idlib".
PARTS = frozenset(
    """capital city town village province region district state county border airport port area
    east west north south centre center outskirts suburb neighborhood neighbourhood square street
    camp base territory coast island prison court hospital university mosque church part sidelines
    margin fringe heart middle front shore bank foot""".split()
)
SAYING = frozenset({"say", "tell", "add", "report", "state", "announce", "quote", "note"})
JOINED = ("appos", "conj")
INSIDE = ("compound", "nmod", "poss", "amod")
VERBAL = ("VERB", "AUX")
LONGEST_WAY = 12


class Link(NamedTuple):
    """A word above a place, and what ties what is below to it: a preposition or a dependency.

    `direct` is true while nobody stands between, as the police do in "police in Kyiv".
    """

    above: int
    way: str
    direct: bool


class Tie(NamedTuple):
    """How a place hangs on the words above it, nearest first."""

    place: FoundPlace
    links: tuple[Link, ...]


def tied_place(draft: Draft, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The place that hangs on an act's word, else on the nearest verb that carries it.

    In:     the act; the places of its sentence. Out: the place, or None. Raises: nothing.
    """
    sentence, trigger = draft.candidate.sentence, draft.candidate.trigger
    ways = list(carriers(draft))
    ranked = [
        (rank, abs(tie.place.start - sentence.tokens[trigger].start), tie.place)
        for tie in _ties(sentence, places)
        if (rank := _rank(draft, tie, ways)) is not None
    ]
    return min(ranked, key=lambda each: each[:2])[2] if ranked else None


def only_place(draft: Draft, places: Sequence[FoundPlace]) -> FoundPlace | None:
    """The only place of a sentence that says where something is done, or None. Raises: nothing."""
    sentence = draft.candidate.sentence
    at = [
        tie.place
        for tie in _ties(sentence, places)
        for link in tie.links[:1]
        if link.way in AT and sentence.tokens[link.above].pos in VERBAL
    ]
    return at[0] if len({place.name for place in at}) == 1 else None


def carriers(draft: Draft) -> Iterator[int]:
    """An act's word, and the verbs whose place and time are its own: "met in Rome to discuss".

    In: the act. Out: token numbers, nearest first. Raises: nothing.
    """
    sentence = draft.candidate.sentence
    token = sentence.tokens[draft.candidate.trigger]
    yield token.i
    for above in sentence.ancestors(token.i):
        # What is said of an act is said elsewhere.
        if token.dep == "ccomp" and above.lemma in SAYING:
            return
        # "praised in Washington, which keeps its sanctions": what a name does is another act.
        if token.dep == "relcl" and above.pos == "PROPN":
            return
        if above.pos in VERBAL:
            yield above.i
        token = above


def _ties(sentence: Sentence, places: Sequence[FoundPlace]) -> Iterator[Tie]:
    for place in places:
        head = _head(sentence, place)
        if head is not None:
            yield Tie(place, tuple(_links(sentence, head)))


def _head(sentence: Sentence, place: FoundPlace) -> int | None:
    """The word of a place on which its others hang."""
    own = [t.i for t in sentence.tokens if t.start < place.end and place.start < t.end]
    heads = [i for i in own if sentence.tokens[i].head not in own or sentence.tokens[i].head == i]
    return heads[-1] if heads else None


def _links(sentence: Sentence, head: int) -> Iterator[Link]:
    """The words above a place up to the first verb."""
    tokens = sentence.tokens
    at, direct = head, True
    for _ in range(LONGEST_WAY):
        token, way = tokens[at], tokens[at].dep
        if token.dep in ("pobj", "pcomp"):
            at = token.head
            way = tokens[at].lemma
            # "from inside Gaza": the outer one says how the place is tied.
            while tokens[at].dep == "prep" and tokens[tokens[at].head].pos == "ADP":
                at = tokens[at].head
        above = tokens[tokens[at].head]
        if above.i == at:
            return
        yield Link(above.i, way, direct)
        if above.pos in VERBAL:
            return
        direct = direct and way in (*JOINED, *INSIDE)
        at = above.i


def _rank(draft: Draft, tie: Tie, ways: Sequence[int]) -> int | None:
    """How closely a place hangs on the act (0: on its own word); None where it does not."""
    for link in tie.links:
        if not _leads(draft, tie.place, link):
            return None
        if link.above in ways:
            return ways.index(link.above)
    return None


def _leads(draft: Draft, place: FoundPlace, link: Link) -> bool:
    """Whether a link carries a place up to what is done there."""
    above, way = draft.candidate.sentence.tokens[link.above], link.way
    own = above.i == draft.candidate.trigger
    goes = way in GOES.get(draft.event_type, ())
    if way in AT or way in JOINED:
        return True
    if way == "on":
        # "on Okinawa", "a strike on Kyiv", "on the sidelines of …"; but "called on Israel".
        return (goes and own) or not link.direct or place.kind not in ("country", "town")
    if way == "of":
        return _is_part(above) or (own and goes)
    if way in INSIDE:
        return _is_part(above) or above.pos == "PROPN" or (own and way != "poss")
    if goes:
        return own or above.pos == "VERB"
    if link.direct:
        entered = above.lemma in ENTERED.get(draft.event_type, ())
        return way == "npadvmod" or (way in ("dobj", "nsubjpass") and entered)
    # "police in Kyiv arrested", "arrested two men in Kyiv": who is somewhere acts there and is
    # found there; but a word reaches those who are elsewhere.
    return way == "nsubj" or draft.event_type in TOUCHING


def _is_part(token: Token) -> bool:
    return token.lemma.lower() in PARTS or token.text.lower() in PARTS
