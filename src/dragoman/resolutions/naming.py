"""Where a sentence names texts: noun, title, symbol, how many, whose, in which words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.language import Sentence, Token
from dragoman.resolutions.describing import describe
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.printed import (
    ANOTHER,
    DOCUMENT,
    VOTED,
    Cited,
    Title,
    find_symbols,
    find_titles,
    leads_to_title,
    title_groups,
)
from dragoman.resolutions.tallies import WORDS
from dragoman.resolutions.whose import Whose, sponsors_of_noun

ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh".split(), 1)
}
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "such", "both"})
PAST = frozenset({"last", "previous", "earlier", "prior", "past", "former"})
BEFORE = ("det", "predet", "amod", "compound", "nmod", "nummod", "poss", "npadvmod", "advmod")
OTHER = frozenset({"other", "another", "remaining", "separate", "rival", "competing", "similar"})
# "a resolution of the dispute", "a peaceful resolution" are no texts.
SOLVED = frozenset(
    "conflict crisis dispute case issue problem question difference matter war standoff impasse"
    " row stalemate situation feud grievance complaint claim debt".split()
)
SOLVING = frozenset(
    "peaceful political diplomatic negotiated final lasting speedy swift quick early amicable just"
    " permanent conflict dispute debt crisis case alternative high successful prompt year's"
    " complaint bank orderly screen new".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words of a sentence that name one or more texts; offsets count from the sentence's start.

    `head` is the noun's token, or none where a title stands alone. `count` is 1 for a single
    text, else how many, or 0 for several.
    """

    head: int | None
    start: int
    end: int
    count: int
    strength: str
    part: str | None
    definite: bool
    ordinal: int | None
    past: bool
    other: bool
    titles: tuple[Title, ...]
    symbols: tuple[Cited, ...]
    whose: Whose
    words: str
    draft: bool


def find_namings(
    sentence: Sentence, mentions: Mapping[int, Mention], *, council: bool, counted: bool
) -> list[Naming]:
    """The texts that a sentence names.

    In:     the sentence and its mentions; whether a bare number is the Security Council's;
            whether drafts were counted before ("two drafts"), so that "the second" is one.
    Out:    in the order of the page. Raises: nothing.
    """
    text = sentence.text
    symbols = find_symbols(text, council)
    heads = [token for token in sentence.tokens if _is_text(sentence, token, symbols)]
    if counted:
        heads += [token for token in sentence.tokens if _is_ordinal(sentence, token)]
    groups = title_groups(sentence, find_titles(text))
    spans = _spans(sentence, heads)
    owned: dict[int, list[Title]] = {}
    alone: list[list[Title]] = []
    for group in groups:
        owner = _owner(text, group[0], spans)
        if owner is not None:
            owned.setdefault(owner, []).extend(group)
        elif _stands_alone(text, group):
            alone.append(group)
    cited = _cited(text, symbols, spans, owned, alone)
    found = [
        _naming(sentence, mentions, token, owned.get(token.i, ()), cited.get(token.i, ()))
        for token in sorted(heads)
    ]
    found += [_titled(group, cited.get(-1 - at, ())) for at, group in enumerate(alone)]
    if not heads and not alone:
        found += [_symbolic(each, text) for each in symbols]
    return sorted(found, key=lambda each: each.start)


def _is_text(sentence: Sentence, token: Token, symbols: Sequence[Cited]) -> bool:
    known = lexicon().texts.get(token.lemma.lower()) or lexicon().texts.get(token.text.lower())
    if known is None:
        named = token.lemma.lower().removesuffix("s")
        known = lexicon().texts.get(named)
    if token.i and sentence.tokens[token.i - 1].text == "(":  # "(document A/C.1/…)"
        return False
    if known is None or token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "nmod"):
        # "Security Council Resolution 1546", 'the draft "Lights at sea"': what follows may be
        # taken for the head.
        weak = known is None or known.strength == "weak"
        if weak or token.dep not in ("compound", "nmod"):
            return False
        titled = sentence.text[token.end - sentence.start :].lstrip().startswith('"')
        return titled or any(0 <= each.start + sentence.start - token.end <= 8 for each in symbols)
    before = sentence.kids(token.i, "amod", "compound", "nmod", "poss")
    small = {each.text.lower() for each in before}
    if known.noun == "resolution" and small & SOLVING and "draft" not in small:
        return False
    about = [kid for of in sentence.kids(token.i, "prep") if of.lemma == "of"
             for kid in sentence.kids(of.i, "pobj")]  # fmt: skip
    return not any(each.lemma.lower() in SOLVED for each in about)


def _is_ordinal(sentence: Sentence, token: Token) -> bool:
    """ "The second, put forward by Russia, …" """
    if token.text.lower() not in ORDINALS or token.i == 0:
        return False
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else token
    alone = after.pos not in ("NOUN", "PROPN", "ADJ", "NUM") and after.text != "-"
    return alone and sentence.tokens[token.i - 1].text.lower() == "the"


def _spans(sentence: Sentence, heads: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Start and end (from the sentence's start) of each noun, with its token."""
    return sorted((t.start - sentence.start, t.end - sentence.start, t.i) for t in heads)


def _owner(text: str, title: Title, spans: Sequence[tuple[int, int, int]]) -> int | None:
    """The noun that a title belongs to: the nearest before it, with only joining words between."""
    before = [each for each in spans if each[1] <= title.start]
    if before:
        gap = text[before[-1][1] : title.start].rstrip("\"'*_")
        if leads_to_title(gap) or re.search(r"\b(?:en)?titled\s*$", gap[-20:]):
            return before[-1][2]
    after = [each for each in spans if each[0] >= title.end]
    if after and re.fullmatch(r"[\"'*_]\s+(?:draft )?", text[title.end : after[0][0]]):
        return after[0][2]
    return None


def _stands_alone(text: str, group: Sequence[Title]) -> bool:
    before = text[: group[0].start].rstrip("\"'*_")
    after = text[group[-1].end :].lstrip("\"'*_.,")
    return bool(VOTED.search(before) or ANOTHER.search(before) or DOCUMENT.match(after))


def _cited(
    text: str,
    symbols: Sequence[Cited],
    spans: Sequence[tuple[int, int, int]],
    owned: Mapping[int, Sequence[Title]],
    alone: Sequence[Sequence[Title]],
) -> dict[int, tuple[Cited, ...]]:
    """Give each symbol to the noun, or the title that stands alone, before it."""
    places = [(start, token) for start, _, token in spans]
    places += [(group[0].start, -1 - at) for at, group in enumerate(alone)]
    places.sort()
    found: dict[int, tuple[Cited, ...]] = {}
    for each in symbols:
        before = [owner for start, owner in places if start <= each.start]
        owner = before[-1] if before else places[0][1] if len(places) == 1 else None
        if owner is not None:
            found[owner] = (*found.get(owner, ()), each)
    return found


def _naming(
    sentence: Sentence,
    mentions: Mapping[int, Mention],
    token: Token,
    titles: Sequence[Title],
    symbols: Sequence[Cited],
) -> Naming:
    known = lexicon().texts.get(token.lemma.lower()) or lexicon().texts.get(
        token.text.lower().removesuffix("s")
    )
    before = [kid for kid in sentence.kids(token.i, *BEFORE) if kid.i < token.i]
    small = {kid.text.lower() for kid in before}
    small |= {kid.text.lower() for each in before for kid in sentence.kids(each.i)}
    if token.i:
        small.add(sentence.tokens[token.i - 1].text.lower())
    start, end, words = describe(sentence, token, symbols)
    owns = [kid for kid in before if kid.dep == "poss"]
    poss = {kid.text.lower() for each in owns for kid in (each, *sentence.kids(each.i))}
    return Naming(
        head=token.i,
        start=min([start, *(each.start for each in titles)]),
        end=max([end, *(each.end for each in titles), *(each.end for each in symbols)]),
        count=_count(sentence, token, before, len(titles) or len(symbols)),
        strength=known.strength if known else "medium",
        part=known.part if known else None,
        definite=bool(small & DEFINITE) or bool(owns),
        ordinal=next((ORDINALS[each] for each in small | {token.text.lower()}
                      if each in ORDINALS), None),
        past=bool((small | poss) & PAST),
        other=bool(small & OTHER),
        titles=tuple(sorted(titles)),
        symbols=tuple(symbols),
        whose=sponsors_of_noun(sentence, mentions, token),
        words=f"{words} draft" if words.lower() in ORDINALS else words,
        draft="draft" in small or token.lemma.lower() in ("draft", "text"),
    )  # fmt: skip


def _titled(group: Sequence[Title], symbols: Sequence[Cited]) -> Naming:
    return _bare(group[0].start, group[-1].end, tuple(group), tuple(symbols), "")


def _symbolic(cited: Cited, text: str) -> Naming:
    return _bare(cited.start, cited.end, (), (cited,), text[cited.start : cited.end])


def _bare(
    start: int, end: int, titles: tuple[Title, ...], symbols: tuple[Cited, ...], words: str
) -> Naming:
    return Naming(
        head=None, start=start, end=end, count=max(1, len(titles)), strength="weak", part=None,
        definite=False, ordinal=None, past=False, other=False, titles=titles, symbols=symbols,
        whose=Whose(), words=words, draft=False,
    )  # fmt: skip


def _count(sentence: Sentence, token: Token, before: Sequence[Token], named: int) -> int:
    """How many texts: as many as are titled, else the numeral, else 1 or several (0)."""
    if named > 1:
        return named
    numerals = [kid for kid in before if kid.dep == "nummod"]
    above = sentence.tokens[token.head]
    # "two of its resolutions"
    if above.lemma == "of" and token.dep == "pobj":
        numerals += [t for t in (sentence.tokens[above.head],) if t.tag == "CD"]
    for each in numerals:
        word = each.text.lower()
        if word.isdecimal() and int(word) < 1000:
            return int(word)
        if word in WORDS:
            return WORDS[word]
    if token.tag in ("NNS", "NNPS") or token.text.lower() in ("drafts", "texts", "resolutions"):
        return 0
    return 1
