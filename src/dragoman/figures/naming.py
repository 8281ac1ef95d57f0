"""The words that name a measure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dragoman.actors import Mention
from dragoman.language import Sentence, Token

NAMING = ("amod", "compound", "nmod")
OBJECTS_OF = frozenset({"of", "on", "for", "in", "against", "from", "to", "over", "with"})
LONGEST = 8


def phrase(
    sentence: Sentence,
    noun: int | None,
    taken: Collection[int],
    mentions: Mapping[int, Mention],
    *,
    alone: bool = False,
) -> str | None:
    """Give the words that name a measure.

    In:     a sentence, the noun, tokens not to be repeated, mentions by head; `alone`: no "of …".
    Out:    the noun, what modifies it, and one "of/on/for …" of things; countries are left to a
            figure's `of` and `to`. Raises: nothing.
    """
    if noun is None:
        return None
    head = sentence.tokens[noun]
    # Names only: "Kenya's", "Kenyan", but not the "public" or "military" that is Kenya's.
    known = {i for m in mentions.values() if m.codes and m.kind != "nominal"
             for i in range(m.first, m.last + 1)
             if i != noun and sentence.tokens[i].text[0].isupper()}  # fmt: skip
    own = [i for i in _left_of(sentence, head) if i not in taken and i not in known]
    while own and sentence.tokens[own[0]].lemma in ("more", "most", "less", "other", "such", "-"):
        own.pop(0)
    rest = [] if alone else _of_what(sentence, head, known, taken)
    words = [_printed(sentence.tokens[i]) for i in (*own, noun, *rest[:LONGEST])]
    return " ".join(words).replace(" - ", "-").replace(" ,", ",") if head.text.strip() else None


def _printed(token: Token) -> str:
    """A word as printed, but for the capital that begins a sentence."""
    return token.text if token.pos == "PROPN" or token.i else token.text.lower()


def _left_of(sentence: Sentence, head: Token) -> list[int]:
    found: list[int] = []
    for kid in sentence.kids(head.i, *NAMING):
        if kid.i < head.i and not is_number(kid) and not is_time(kid):
            found += [i for i in sentence.subtree(kid.i) if i < head.i]
    return sorted(set(found))


def _of_what(
    sentence: Sentence, head: Token, known: Collection[int], taken: Collection[int]
) -> list[int]:
    for prep in sentence.kids(head.i, "prep"):
        if prep.lemma not in OBJECTS_OF or prep.i < head.i:
            continue
        for kid in sentence.kids(prep.i, "pobj", "pcomp"):
            span = sentence.subtree(kid.i, "relcl", "acl", "advcl", "appos")
            dated = is_time(kid) or is_number(kid)
            if kid.i not in known and not dated and not set(span) & set(taken):
                inside = [i for i in span if sentence.tokens[i].dep != "det"]
                return [prep.i, *_as_far_as_known(sentence, inside, known)]
    return []


def _as_far_as_known(sentence: Sentence, inside: list[int], known: Collection[int]) -> list[int]:
    """Words up to the first country's name, none left hanging: "exports", not "exports to"."""
    first = next((at for at, i in enumerate(inside) if i in known and at), len(inside))
    kept = [i for i in inside[: min(first, LONGEST)] if i not in known]
    while kept and sentence.tokens[kept[-1]].pos in ("ADP", "CCONJ", "PUNCT", "DET", "PART"):
        kept.pop()
    return kept


def with_purpose(
    sentence: Sentence,
    what: str,
    noun: int,
    above: Sequence[int | None],
    mentions: Mapping[int, Mention],
) -> str:
    """Add what for: in "sets fines of 300 euros for rallies" it may hang on the sum or the verb.

    In:     a sentence, the measure so far and its noun, the tokens above, mentions by head.
    Out:    the measure, with "for …" if that is told. Raises: nothing.
    """
    for i in above:
        for prep in sentence.kids(i, "prep") if i is not None and " for " not in what else ():
            found = [kid for kid in sentence.kids(prep.i, "pobj", "pcomp") if prep.lemma == "for"]
            known = {m.head for m in mentions.values() if m.codes}
            for kid in found:
                span = sentence.subtree(kid.i, "relcl", "acl", "advcl", "appos")
                words = [n for n in span if sentence.tokens[n].dep != "det"]
                kept = _as_far_as_known(sentence, words, known)
                if kept and kid.i not in (*known, noun) and not is_time(kid) and not is_number(kid):
                    printed = " ".join(_printed(sentence.tokens[n]) for n in kept)
                    return f"{what} for {printed}"
    return what


def is_number(token: Token) -> bool:
    """Tell whether a token belongs to a number or its unit. Raises: nothing."""
    return token.tag in ("CD", "$", "SYM") or token.pos == "NUM" or token.text in ("%", "percent")


def is_time(token: Token) -> bool:
    """Tell whether a noun names a span of time. Raises: nothing."""
    return token.lemma in (
        "year", "month", "week", "day", "quarter", "decade", "period", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "time", "term", "hour", "minute",
    )  # fmt: skip
