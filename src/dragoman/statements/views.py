"""Views put into words: "voiced concern about …", "India's position is that …"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from dragoman.actors import Mention
from dragoman.events.reporting import Report
from dragoman.events.slots import fillers, verb_slots
from dragoman.language import Sentence, Token
from dragoman.tables import one_of, read_table

DATA = Path(__file__).parent / "data"
VIEW_COLUMNS = ("noun", "how")
HOWS = ("voice", "hold", "both")


def load_views(path: Path = DATA / "views.tsv") -> Mapping[str, str]:
    """Read the nouns for views and feelings: noun → how it is told.

    Raises: DataFileError naming every bad line (unknown `how`, noun listed twice).
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["how"], "how", HOWS)
        if cells["noun"] in seen:
            problems.append(f"{cells['noun']!r} is listed twice; keep one")
        seen.add(cells["noun"])
        return problems

    return {row.cells["noun"]: row.cells["how"] for row in read_table(path, VIEW_COLUMNS, check)}


@cache
def views() -> Mapping[str, str]:
    """The shipped nouns for views."""
    return load_views()


@cache
def voicing() -> frozenset[str]:
    """The shipped verbs that put a view into words. Raises: DataFileError for a bad table."""
    return frozenset(row.cells["verb"] for row in read_table(DATA / "voicing.tsv", ("verb",)))


def find_views(sentence: Sentence, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """Find views that a sentence tells by a noun.

    In:     a sentence and its mentions by head.
    Out:    each as a report: its word is the noun, its content the view with what it is about.
    Raises: nothing.
    """
    for token in sentence.tokens:
        how = views().get(token.lemma) if token.pos == "NOUN" else None
        if how in ("voice", "both"):
            yield from _voiced(sentence, token, mentions)
        if how in ("hold", "both"):
            yield from _held(sentence, token, mentions)


def _voiced(sentence: Sentence, noun: Token, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """ "voiced concern about the fighting": told only where something is said of it."""
    first = noun
    while first.dep == "conj":
        first = sentence.tokens[first.head]
    verb = sentence.tokens[first.head]
    told = sentence.kids(noun.i, "prep", "acl", "relcl") or sentence.kids(verb.i, "prep", "ccomp")
    if first.dep == "dobj" and verb.lemma in voicing() and told:
        heads = fillers(verb_slots(sentence, verb.i), "subj")
        speakers = tuple(mentions[head] for head in heads if head in mentions)
        content = frozenset(sentence.subtree(noun.i))
        if not sentence.kids(noun.i, "prep", "acl", "relcl"):
            for kid in sentence.kids(verb.i, "prep", "ccomp"):
                if kid.i > noun.i:
                    content |= frozenset(sentence.subtree(kid.i))
        yield Report(noun.i, "hold", speakers, verb.i, content)


def _held(sentence: Sentence, noun: Token, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """ "India's position is that the river is shared"."""
    verb = sentence.tokens[noun.head]
    if noun.dep != "nsubj" or verb.lemma not in ("be", "remain"):
        return
    owners = [kid.i for kid in sentence.kids(noun.i, "poss")]
    owners += [kid.i for prep in sentence.kids(noun.i, "prep") for kid in sentence.kids(prep.i)]
    speakers = tuple(mentions[owner] for owner in owners if owner in mentions)
    for clause in sentence.kids(verb.i, "ccomp", "xcomp"):
        if any(kid.tag in ("WRB", "WP", "WDT") for kid in sentence.kids(clause.i)):
            continue  # "that is why …"
        content = frozenset(sentence.subtree(clause.i))
        yield Report(noun.i, "hold", speakers, clause.i, content)
