"""How a sentence says that votes fell: numbers, the states named for each side, the manner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.records import Adoption
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.states import state_code

SIDES = ("yes", "no", "abstain")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: Mapping[str, int] = (
    {word: number for number, word in enumerate(_UNITS)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {
        f"{ten}-{unit}": 10 * tens + units
        for tens, ten in enumerate(_TENS, 2)
        for units, unit in enumerate(_UNITS[1:10], 1)
    }
    | {"none": 0, "no": 0, "nil": 0, "nobody": 0, "a single": 1, "a lone": 1, "the lone": 1}
)
_WORD = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
# A number that is a date's, a document's or a year's is not followed by a side.
N = rf"(?:\d{{1,3}}(?![\d/.,]\d)|\b(?:{_WORD})\b)"
_MEMBERS = (
    r"(?:\s?(?:votes?|members?|countries|nations|states|delegations|others?|of the|council|"
    r"affirmative|positive|negative|member states|votes cast)){0,3}"
)
_LIST = r"(?:\s*\((?P<{side}_in>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
_FOR = (
    rf"(?P<yes>{N}){_MEMBERS} (?:voted |voting |cast )?"
    r"(?:in favou?r|in support|yes|(?:voted for|for)(?= it\b|,| and|;|\.| to\b|$)|"
    r"back(?:ed|ing)|supported)\b"
)
_TO = r"(?:,? (?:to|and|with|versus|against),? |, | - |; | and with | to | — )"
_NO = rf"(?P<no>{N}){_MEMBERS},? ?(?:voted |voting |cast )?(?:against|opposed|opposing|no)\b"
_HOLD = rf"(?P<abstain>{N}){_MEMBERS} ?(?:abstentions?|abstain(?:ed|ing)?)\b"
_DASH = r"\s?(?:-|–|—|&ndash;|&mdash;|‑)\s?"
# Whole counts first; what they leave is read side by side.
WHOLE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<yes>{N}){_MEMBERS} ?(?:in favou?r|for)?{_LIST.format(side='yes')}{_TO}"
        rf"(?P<no>{N})(?: (?:against|opposed))?{_LIST.format(side='no')}"
        rf"(?:,? ?(?:and|with|,)*,? {_HOLD}{_LIST.format(side='abstain')})",
        rf"\b(?:by|vote|voted|votes|tally|margin|passed|adopted|approved|carried|rejected|defeated|"
        rf"was)(?: was| by| of)?(?: a| the)?(?: recorded| roll-call| lopsided)?(?: vote)?(?: of)? "
        rf"\(?(?P<yes>\d{{1,3}})(?: votes?)?(?:{_DASH}| to | votes to |-to-)"
        rf"(?P<no>{N})(?:(?:{_DASH}|, |-)(?P<abstain>\d{{1,3}})(?! (?:in|on|countries)))?"
        r"(?![\d/]|,\d{3}| (?:percent|per cent|years|months|days|resolution|January|February|March|"
        r"April|May|June|July|August|September|October|November|December))",
        rf"(?P<yes>{N}) votes? (?:to|against) (?P<no>{N})\b",
        rf"\((?P<yes>\d{{1,3}}){_DASH}(?P<no>\d{{1,3}})(?:{_DASH}(?P<abstain>\d{{1,3}}))?\)",
        rf"\b(?P<yes>\d{{1,3}}){_DASH}(?P<no>\d{{1,3}})(?:{_DASH}(?P<abstain>\d{{1,3}}))? vote\b",
    )
)
SIDE = tuple(
    (side, re.compile(pattern, re.I))
    for side, pattern in (
        ("yes", _FOR + _LIST.format(side="yes")),
        ("no", _NO + _LIST.format(side="no")),
        ("abstain", _HOLD + _LIST.format(side="abstain")),
        ("abstain", rf"abstentions?: (?P<abstain>{N})"),
        ("no", rf"\bto (?P<no>{N}) against" + _LIST.format(side="no")),
        (
            "yes",
            rf"\b(?:won|win|wins|got|gets?|garner(?:ed|s)|received|secured|mustered|had|gained) "
            rf"(?:only |just )?(?P<yes>{N})(?: affirmative)? votes?\b",
        ),
        ("yes", rf"\bby (?P<yes>{N}) votes?\b"),
        ("yes", rf"(?P<yes>{N})(?: out)? of (?:the )?(?:\d+|fifteen|its \d+)(?: \w+){{0,4}} "
                r"(?:members|nations|countries) (?:approv|support|back|endors|vot)"),
    )
)  # fmt: skip
# "Israel and the United States voted no": a run of names, then the verb.
VOTERS = re.compile(
    r"\b(?P<verb>(?:voted|voting|votes?|cast (?:its|their) votes?) "
    r"(?:(?P<no>against|no\b|\"no\")|(?P<yes>in favou?r|for\b|yes\b))"
    r"|(?P<abstain>abstain(?:ed|ing|s)?)\b|(?<=\w )against(?=,| and\b|\.|;)|"
    r"(?P<opposed>opposed|opposing|oppose|voted it down))",
    re.I,
)
SKIPPED = re.compile(
    r"[\s,]*(?:\b(?:and|the|also|both|then|have|has|had|were|was|all|each|alone|"
    r"which|who|joined|joining|in|Only|only|two countries,?|on [A-Z]\w+day)\b[\s,]*)*$",
)
ALONE = re.compile(r"\b(?:only|alone|sole|lone|just)\b", re.I)
PARTLY = re.compile(r"\b(?:including|among (?:them|others)|such as|notably|like|led by)\b", re.I)
SAME = re.compile(
    r"\bsame (?:\w+ )?(?:countries|states|members|nations) (?:voted|voting) (?:no|against)"
    r"(?P<held> and abstain)?",
    re.I,
)
LISTED = re.compile(
    r"(?:against|opposed|no|in favou?r|abstentions?|abstained)\s*"
    r"(?:\((?P<bracket>[^()]*(?:\([^()]*\)[^()]*)*)\)|[—–-]+ (?P<dash>[^—–;()]+?)(?: [—–-]|$|\.))"
)
FOR_WORD = re.compile(r"\b(?:favou?r|for|yes|support)\b", re.I)
# The "and" of a list, not that of "Bosnia and Herzegovina".
BETWEEN_STATES = re.compile(
    r",\s*(?:and\s+)?|;\s*|\s+and\s+(?!(?:the )?(?:Herzegovina|Barbuda|Tobago|Nevis|Principe|"
    r"Príncipe|Grenadines|Montenegro|Futuna)\b)"
)
CONTEXT = re.compile(
    r"\bvot|favou?r|against|abst|oppos|adopt|approv|pass|resolution|draft|text|carried|veto", re.I
)


class Tally(NamedTuple):
    """Numbers of votes, or states that voted so, or both; offsets count from the sentence."""

    start: int
    end: int
    counts: tuple[tuple[str, int], ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    only: bool = False  # the states named are all there were
    same_no: bool = False
    same_abstain: bool = False
    worded: bool = True  # the page says which number was for the text


class Said(NamedTuple):
    """Words that say how a text was adopted."""

    start: int
    end: int
    how: Adoption


def number(text: str) -> int:
    """The number that a numeral means. Raises: KeyError if it is none."""
    return int(text) if text.isdecimal() else WORDS[text.lower()]


def find_tallies(text: str) -> list[Tally]:
    """All that a sentence says of votes and voters, in order. Raises: nothing."""
    if not CONTEXT.search(text):
        return []
    found = list(_whole(text))
    for side, pattern in SIDE:
        for match in pattern.finditer(text):
            at = match.span(side)
            if all(at[1] <= other.start or other.end <= at[0] for other in found):
                named = _bracketed(match, side)
                found.append(Tally(*match.span(), ((side, number(match[side])),), named))
    found += _voters(text)
    found += _same(text)
    return sorted(found, key=lambda each: (each.start, each.end))


def _whole(text: str) -> Iterator[Tally]:
    taken: list[tuple[int, int]] = []
    for pattern in WHOLE:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            counts = tuple((side, number(groups[side])) for side in SIDES if groups.get(side))
            named = tuple(pair for side in SIDES for pair in _bracketed(match, side))
            taken.append(match.span())
            worded = bool(FOR_WORD.search(match.group()))
            yield Tally(*match.span(), counts, named, worded=worded)


def _bracketed(match: re.Match[str], side: str) -> tuple[tuple[str, str], ...]:
    inner = match.groupdict().get(f"{side}_in")
    return tuple((code, side) for code in listed(inner)) if inner else ()


def listed(text: str) -> list[str]:
    """The states of a list ("Israel, Micronesia (Federated States of) and the United States").

    Out: their codes, in order; names that we don't know are passed over. Raises: nothing.
    """
    pieces = BETWEEN_STATES.split(text)
    codes = (state_code(piece) for piece in pieces if piece.strip())
    return list(dict.fromkeys(code for code in codes if code))


def _voters(text: str) -> Iterator[Tally]:
    for match in VOTERS.finditer(text):
        side = next((each for each in SIDES if match[each]), "no")
        start, codes = names_before(text, match.start())
        if codes:
            before = text[max(0, start - 30) : start]
            only = bool(ALONE.search(before + text[start : match.start()]))
            if not PARTLY.search(before):
                states = tuple((code, side) for code in codes)
                yield Tally(start, match.end(), (), states, only)
    for match in LISTED.finditer(text):
        if match["dash"]:
            words = match.group().lower()
            side = "abstain" if words.startswith("abst") else "no"
            side = "yes" if words.startswith("in fav") else side
            codes = listed(match["dash"])
            if codes:
                yield Tally(*match.span(), (), tuple((code, side) for code in codes))


def names_before(text: str, at: int) -> tuple[int, list[str]]:
    """The run of states' names that ends at `at`, and where it begins. Raises: nothing."""
    codes: list[str] = []
    left = at
    while True:
        end = left - len(SKIPPED.search(text[:left]).group())  # type: ignore[union-attr]
        found = _name_ending(text, end)
        if found is None:
            return left, codes[::-1]
        left = found[0]
        codes.append(found[1])


def _name_ending(text: str, end: int) -> tuple[int, str] | None:
    """The longest name of a state, of up to five words, that ends at `end`."""
    best = None
    start = end
    for _ in range(6):
        blank = max(text.rfind(mark, 0, start) for mark in " ,;:(\u2014")
        start = blank
        words = text[blank + 1 : end]
        if words and words[0].isupper() and state_code(words):
            best = (blank + 1, state_code(words) or "")
        if blank < 0 or text[blank] in ",;:(\u2014":
            break
    return best


def _same(text: str) -> Iterator[Tally]:
    for match in SAME.finditer(text):
        yield Tally(*match.span(), same_no=True, same_abstain=bool(match["held"]))


def find_manners(text: str) -> list[Said]:
    """The words of a sentence that say how texts were adopted, in order. Raises: nothing."""
    found: list[Said] = []
    for manner in lexicon().manners:
        for match in manner.pattern.finditer(text):
            if all(match.end() <= each.start or each.end <= match.start() for each in found):
                found.append(Said(match.start(), match.end(), manner.how))
    return sorted(found)
