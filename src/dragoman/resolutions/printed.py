"""What a sentence prints of texts: titles, symbols, the bodies that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.language import Sentence
from dragoman.resolutions.lexicon import lexicon

# Titles as printed: in quotation marks, as Markdown's italics, or after "entitled".
QUOTED = re.compile(r'"(?P<title>[^"\n]{3,400})"')
SINGLE = re.compile(r"(?:titled|called|on) '(?P<title>[A-Z][^'\n]{3,400})'(?!\w)")
ITALIC = re.compile(r"(?<!\w)(?P<mark>[*_]{1,2})(?P<title>[A-Z][^*_\n]{3,400})(?P=mark)(?!\w)")
BARE = re.compile(
    r"\b(?:entitled|titled) (?P<title>[A-Z][^\"()]{3,300}?)"
    r"(?=,? (?:was|were|is|has|had|by a|with(?:out)? a)\b|[,;]? \(|; |\.$|$|, which\b)"
)
# What may stand between the noun for a text and its title, or between two titles of a list.
JOINING = frozenset(
    "entitled titled called named headed on of the a draft resolution resolutions and as orally"
    " revised amended whole is was".split()
)
NUMBERING = re.compile(r"[IVXL]+|[A-Z]{0,2}\.?\d+(?:/\w+)*")
ASIDE = re.compile(r"\([^()]*\)")
LONGEST_GAP = 120
BETWEEN = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|;|and|, and|as well as|; and)\s*(?:on\s*)?$")
DOCUMENT = re.compile(r"\s*\(\s*(?:document|draft|doc\.|contained in|[ASE]/)")
VOTED = re.compile(r"\b(?:adopt|approv|pass|reject|defer|vot|took up|tak)\w*(?: up| on)?\s*$", re.I)

# "the one on “…”, another titled “…”": a text after one of its kind.
ANOTHER = re.compile(
    r"\b(?:ones?|another|others?|them|these|those|two|three|four|five|six|"
    r"third|fourth|fifth|sixth),? "
    r"(?:on|entitled|titled|called)\s*$",
    re.I,
)

_LIST = r"\d{1,4}(?:\s?\((?:19|20)\d\d\))?"
NUMBERED = re.compile(
    rf"\b(?P<noun>[Rr]esolutions?|UNSCRs?|UNSC [Rr]esolutions?)\s+(?:[Nn]o\.?\s?)?"
    rf"(?P<list>{_LIST}(?:(?:, | and |, and ){_LIST})*)(?![\d/-]|\.\d| \w+ (?:votes|times))"
)
ONE = re.compile(r"(?P<number>\d{1,4})(?:\s?\((?P<year>(?:19|20)\d\d)\))?")
SESSION_NUMBERED = re.compile(
    r"\b[Rr]esolution\s+(?P<number>(?P<session>ES-\d+|S-\d+|\d{2})/\d+[A-Z]?)(?![\w/])"
)
SHORT = re.compile(r"\bL\.\d+(?:/Rev\.\d+)?(?![\w/])")
SESSION = re.compile(r"\b(?P<ordinal>[A-Za-z]+(?:-[A-Za-z]+)?|\d+(?:st|nd|rd|th)) [Ss]ession\b")
MOST_SERIAL = 3000


class Title(NamedTuple):
    """A title as printed; offsets count from the sentence's start."""

    start: int
    end: int
    text: str


class Cited(NamedTuple):
    """A document's symbol: whose text it is, whether the adopted one; offsets as of titles."""

    start: int
    end: int
    symbol: str
    body: str | None
    final: bool
    session: int | None


class Named(NamedTuple):
    """A body by its full name, or by its short one (then `code` is none)."""

    start: int
    end: int
    code: str | None
    short: str | None


def find_titles(text: str) -> list[Title]:
    """What may be a title: quoted, in italics, or capitalised after "entitled". Raises: nothing."""
    found: list[Title] = []
    for pattern in (QUOTED, ITALIC, SINGLE, BARE):
        for match in pattern.finditer(text):
            start, end = match.span("title")
            while end > start and text[end - 1] in " .,;":
                end -= 1
            clear = all(end <= other.start or other.end <= start for other in found)
            if clear and end - start > 3 and (text[start].isupper() or text[start].isdigit()):
                found.append(Title(start, end, text[start:end]))
    return sorted(found)


def find_symbols(text: str, council: bool) -> list[Cited]:
    """The symbols of a sentence.

    In:     its text; whether a number alone ("resolution 1546") is the Security Council's.
    Out:    in order, none inside another. Raises: nothing.
    """
    found: list[Cited] = []
    for known in lexicon().symbols:
        for match in known.pattern.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                groups = match.groupdict()
                session = groups.get("session")
                found.append(
                    Cited(
                        match.start(),
                        match.end(),
                        re.sub(r"(?<=\d)\s?(?=\()", " ", match.group()),
                        known.body.format_map(groups),
                        known.form == "final",
                        int(session) if session else None,
                    )
                )
    found += [each for each in _numbered(text, council) if _is_free(each, found)]
    return sorted(found)


def _is_free(each: Cited, taken: Sequence[Cited]) -> bool:
    return all(each.end <= other.start or other.end <= each.start for other in taken)


def _numbered(text: str, council: bool) -> Iterator[Cited]:
    for match in SESSION_NUMBERED.finditer(text):
        session = match["session"]
        rights = re.search(r"Human Rights Council|\bHRC\b", text)
        body, form = ("HRC", "A/HRC/RES/") if rights else ("UNGA", "A/RES/")
        number = int(session) if session.isdecimal() else None
        yield Cited(*match.span("number"), form + match["number"], body, True, number)
    for match in NUMBERED.finditer(text):
        if not (council or match["noun"].startswith("UNSC")) or "Assembly resolution" in text:
            continue
        for one in ONE.finditer(text, *match.span("list")):
            year = f" ({one['year']})" if one["year"] else ""
            if int(one["number"]) < MOST_SERIAL:
                yield Cited(*one.span(), f"S/RES/{one['number']}{year}", "UNSC", True, None)


def find_bodies(text: str) -> list[Named]:
    """The bodies that a sentence names, in order. Raises: nothing."""
    tables = lexicon()
    found = [
        Named(match.start(), match.end(), tables.by_name[match["name"]], None)
        for match in tables.names.finditer(text)
    ]
    # "General Assembly of the Organization of American States" is one name; so is what a longer
    # name encloses: the committee is meant, not its Assembly.
    for match in tables.shorts.finditer(text):
        if all(match.end() <= each.start or each.end <= match.start() for each in found):
            found.append(Named(match.start(), match.end(), None, match.group().lower()))
    return sorted(found, key=lambda each: each.start)


def leads_to_title(gap: str) -> bool:
    """Whether words after a noun lead to its title (", as orally revised, entitled").

    Raises: nothing.
    """
    if len(gap) > LONGEST_GAP:
        return False
    words = ASIDE.sub(" ", gap).replace(",", " ").replace(":", " ").split()
    return all(word.lower() in JOINING or NUMBERING.fullmatch(word) for word in words)


def title_groups(sentence: Sentence, titles: Sequence[Title]) -> list[list[Title]]:
    """Put the titles of one list together ("A", "B" and "C"). Raises: nothing."""
    groups: list[list[Title]] = []
    for title in titles:
        if groups:
            last = groups[-1][-1]
            gap = sentence.text[last.end : title.start].strip("\"'*_")
            if BETWEEN.fullmatch(gap.lstrip(".,;\"' ") or " ") or BETWEEN.fullmatch(gap):
                groups[-1].append(title)
                continue
        groups.append([title])
    return groups
