"""How an act is put: passive, nominal, in a headline … as the project's own parse sees it.

Counted for gold acts and for coded ones, so that each construction has a recall and a precision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.accuracy_match import Pair, Rate, Row, document_of
from dragoman.language import Sentence, Token, parse_articles
from dragoman.records import Document, Segment, text_sha256

FAR = 12  # words between the nearest actor and the act's head
CONSTRUCTIONS = (
    "passive", "nominal", "headline", "far apart", "bullet or caption", "quoted speech",
    "several acts", "not read", "none of these",
)  # fmt: skip
KINDS = {"headline": "headline", "bullet": "bullet or caption", "caption": "bullet or caption"}
READ = frozenset({"headline", "bullet", "caption", "paragraph"})
PASSIVE = ("nsubjpass", "auxpass")
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


class Told(NamedTuple):
    """An act where it is told: its sentence, its own words there, who acts, and around it.

    `kind` is the segment's, None where reading keeps no such text; `before` is the segment's text
    before the act; `beside` counts the acts of the sentence.
    """

    sentence: str
    start: int
    end: int
    actors: tuple[str, ...]
    kind: str | None
    before: str
    beside: int


class Counted(NamedTuple):
    """Of one construction: the gold acts with those found (by type) and whole, the coded ones."""

    gold: int
    found: int
    whole_of_gold: int
    coded: int
    whole_of_coded: int

    @property
    def recall(self) -> float:
        """Whole ones of the gold. Raises: nothing."""
        return Rate(self.whole_of_gold, 0, self.gold).recall

    @property
    def precision(self) -> float:
        """Whole ones of the coded. Raises: nothing."""
        return Rate(self.whole_of_coded, self.coded, 0).precision


Parses = Mapping[str, tuple[Sentence, ...]]


def parse_all(sentences: Iterable[str]) -> Parses:
    """Parse sentences, each by itself; offsets count from its own start.

    Raises: DragomanError if the parser's package is missing.
    """
    found = {}
    for text in dict.fromkeys(sentences):
        document = Document(file="", text=text, text_sha256=text_sha256(text), reader="text 1")
        whole = Segment(kind="paragraph", start=0, end=len(text))
        (found[text],) = parse_articles(document, [[whole]])
    return found


def constructions(told: Told, parses: Parses) -> frozenset[str]:
    """Name the constructions of an act (of CONSTRUCTIONS; several, or "none of these").

    Raises: KeyError if the sentence is not among the parses.
    """
    found = set()
    if told.kind not in READ:
        found.add("not read")
    elif told.kind in KINDS:
        found.add(KINDS[str(told.kind)])
    if told.beside > 1:
        found.add("several acts")
    if is_quoted(told.before):
        found.add("quoted speech")
    head = _head(told, parses[told.sentence])
    if head is not None:
        sentence, token = head
        if is_passive(sentence, token):
            found.add("passive")
        if token.pos in ("NOUN", "PROPN"):
            found.add("nominal")
        if _distance(told, sentence, token) > FAR:
            found.add("far apart")
    return frozenset(found or {"none of these"})


def _head(told: Told, sentences: Sequence[Sentence]) -> tuple[Sentence, Token] | None:
    """The word of the act that the others of it hang on; of a preposition, what it governs."""
    for sentence in sentences:
        within = [
            token
            for token in sentence.tokens
            if token.start < told.end and token.end > told.start and token.pos != "PUNCT"
        ]
        own = {token.i for token in within}
        tops = [token for token in within if token.head == token.i or token.head not in own]
        tops.sort(key=lambda token: (token.pos not in ("VERB", "NOUN", "PROPN"), token.i))
        if tops:
            governed = [kid for kid in sentence.kids(tops[0].i, "pobj") if kid.i in own]
            is_preposition = tops[0].pos == "ADP" and governed
            return sentence, governed[0] if is_preposition else tops[0]
    return None


def is_passive(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is passive: finite, joined to such a one, or after its noun ("men held by").

    Raises: nothing.
    """
    if token.dep in PASSIVE and token.head != token.i:  # the act's words are only "was"
        return is_passive(sentence, sentence.tokens[token.head])
    if sentence.kids(token.i, *PASSIVE):
        return True
    if token.tag != "VBN":
        return False
    if token.dep == "conj" and not sentence.kids(token.i, "nsubj", "aux"):
        return is_passive(sentence, sentence.tokens[token.head])
    return token.dep == "acl" or bool(sentence.kids(token.i, "agent"))


def _distance(told: Told, sentence: Sentence, head: Token) -> int:
    """Words between the act's head and its nearest actor; 0 where no actor stands here."""
    distances = []
    for actor in told.actors:
        for found in re.finditer(re.escape(actor), told.sentence):
            low, high = sorted((found.end(), head.start))
            if found.start() > head.start:
                low, high = head.end, found.start()
            between = [
                token
                for token in sentence.tokens
                if low <= token.start and token.end <= high and token.pos != "PUNCT"
            ]
            distances.append(len(between))
    return min(distances, default=0)


def is_quoted(before: str) -> bool:
    """Whether double quotation marks are open at the end of a paragraph's text so far.

    Raises: nothing.
    """
    is_open = False
    for mark in re.findall(f"[{OPENING}{CLOSING}{STRAIGHT}]", before):
        is_open = mark in OPENING or (mark in STRAIGHT and not is_open)
    return is_open


def count_constructions(
    pairs: Sequence[Pair], documents: Iterable[Row], articles: Iterable[Row]
) -> dict[str, Counted]:
    """Count the pairs of a set by construction.

    In:     the pairs; the gold documents with their text, and `segments` where the gold itself
            says what is headline or bullet; the article records of the same documents.
    Out:    for each of CONSTRUCTIONS what was wanted and found; an act counts in each of its own.
    Raises: DragomanError if the parser's package is missing.
    """
    pages = _pages(documents, articles)
    gold = [pair for pair in pairs if pair.gold]
    coded = [pair for pair in pairs if pair.coded]
    told_gold = _tell([gold_at(pair, pages[pair.document].text) for pair in gold], pages)
    told_coded = _tell([coded_at(pair, pages[pair.document].text) for pair in coded], pages)
    parses = parse_all(told.sentence for told in (*told_gold, *told_coded))
    named_gold = [constructions(told, parses) for told in told_gold]
    named_coded = [constructions(told, parses) for told in told_coded]
    counted = {}
    for name in CONSTRUCTIONS:
        wanted = [pair for pair, names in zip(gold, named_gold, strict=True) if name in names]
        here = [pair for pair, names in zip(coded, named_coded, strict=True) if name in names]
        counted[name] = Counted(
            len(wanted),
            sum(pair.level > 0 for pair in wanted),
            sum(pair.is_whole for pair in wanted),
            len(here),
            sum(pair.is_whole for pair in here),
        )
    return counted


class Page(NamedTuple):
    """A document's text, the segments that reading kept of it, those that its gold marks."""

    text: str
    kept: Sequence[Row]
    marked: Sequence[Row]


class At(NamedTuple):
    """An act's document, its sentence's span there, its own span there, and its actors' words."""

    document: str
    start: int
    end: int
    act_start: int
    act_end: int
    actors: tuple[str, ...]


def gold_at(pair: Pair, text: str) -> At:
    """Where a gold act stands: the first place that reads so. Raises: AssertionError for none."""
    assert pair.gold is not None
    sentence, act = pair.gold["sentence"], pair.gold["event_text"]
    start = max(0, text.find(sentence))
    within = max(0, sentence.find(act))
    end = min(len(text), start + len(sentence))
    actors = tuple(each["text"] for each in pair.gold["actor"] if each.get("text"))
    return At(pair.document, start, end, start + within, start + within + len(act), actors)


def coded_at(pair: Pair, text: str) -> At:
    """Where a coded act stands. Raises: AssertionError for none."""
    assert pair.coded is not None
    place = pair.coded["text_info"]
    actors = tuple(
        text[each["start"] : each["end"]]
        for each in pair.coded["actor"]
        if each.get("start") is not None
    )
    begin, end = place["trigger"]
    return At(pair.document, place["start"], place["end"], begin, end, actors)


def _pages(documents: Iterable[Row], articles: Iterable[Row]) -> dict[str, Page]:
    kept: dict[str, list[Row]] = {}
    for article in articles:
        segments = [each for each in article["segments"] if each["kind"] in READ]
        kept.setdefault(document_of(article), []).extend(segments)
    return {
        each["id"]: Page(each["text"], kept.get(each["id"], []), each.get("segments") or [])
        for each in documents
    }


def _tell(places: Sequence[At], pages: Mapping[str, Page]) -> list[Told]:
    beside = Counter((at.document, at.start) for at in places)
    return [_tell_one(at, pages[at.document], beside[at.document, at.start]) for at in places]


def _tell_one(at: At, page: Page, beside: int) -> Told:
    read = _around(at, page.kept)
    segment = (_around(at, page.marked) or read) if read else None
    begin = segment["start"] if segment else at.start
    return Told(
        page.text[at.start : at.end],
        at.act_start - at.start,
        at.act_end - at.start,
        at.actors,
        segment["kind"] if segment else None,
        page.text[begin : at.act_start],
        beside,
    )


def _around(at: At, segments: Iterable[Row]) -> Row | None:
    return next((each for each in segments if each["start"] <= at.act_start < each["end"]), None)
