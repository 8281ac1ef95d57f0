"""What the words beside a name say: whether it is a place, a person's, a body's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from dragoman.ontology.countries import aliases, countries
from dragoman.places.lookup import areas_named
from dragoman.places.words import Word, place_words

BLANKS = (" ", "\u00a0")
ABBREVIATIONS = ("St", "Ste", "Mt", "Ft")
DASH = r"(?:\([^()\n]{1,40}\)\s*)?(?:—|–|--|\s-\s|―)"
DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?)?"
# "GENEVA, Aug. 3 (Agency) --", "GENEVA (Agency) -", and after it a region: "BANTAM, Conn. —".
DATED = re.compile(rf"(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?,?\s*{DAY}\s*{DASH}")
# A dateline that lost its dash: "GENEVA The talks …".
BEFORE_CAPITAL = re.compile(
    r"(?:,\s[A-Z][\w.]*)?\s+(?:\([A-Z][^()\n]{1,30}\)\s+)?(?:[A-Z][a-z]+|A\s)"
)
DATELINE_ENDS = 90
TITLE_CASE = 0.7
SENTENCE_ENDS = tuple('.!?"”')


class Level(IntEnum):
    """How sure the words beside a name make it that a place is meant."""

    NO = -1
    BARE = 0  # nothing tells
    TOWARD = 1  # "to Nelson"
    IN = 2  # "in Nelson"
    SURE = 3  # "Nelson, New Zealand"; a dateline; "the town of Nelson"


@cache
def _of_countries() -> tuple[frozenset[str], frozenset[str]]:
    """What is said of people and things of a country, and what stands for a state."""
    told = [(text, alias.use) for text, alias in aliases(countries()).items()]
    peoples = frozenset(text for text, use in told if use in ("adjective", "demonym"))
    return peoples, frozenset(text for text, use in told if use == "metonym")


def of_a_country(word: str) -> bool:
    """Whether a word is an adjective or a demonym of a country. Raises: nothing."""
    return word in _of_countries()[0]


def stands_for_a_state(text: str) -> bool:
    """Whether words name a palace or a street that stand for a government. Raises: nothing."""
    return text in _of_countries()[1]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or line in words. In a line of title case capitals tell nothing."""

    text: str
    words: Sequence[Word]
    title_case: bool

    def joined(self, at: int) -> bool:
        """Whether only a blank parts a word from the one before, after "St" with its point."""
        word, before = self.words[at], self.words[at - 1]
        if word.gap in BLANKS:
            return not before.own
        return word.gap == ". " and before.text in ABBREVIATIONS

    def before(self, first: int) -> Word | None:
        """The word that runs on into a name, or None."""
        if not first:
            return None
        word, before = self.words[first], self.words[first - 1]
        # "Gov. Nelson", "Mr. Nelson"; else a point ends the sentence.
        runs_on = word.gap in BLANKS or (word.gap == ". " and before.text in place_words()["title"])
        return before if runs_on and not before.own else None

    def after(self, last: int) -> str:
        """The capitalised word that a name runs on into, or ""."""
        if last + 1 < len(self.words) and self.joined(last + 1):
            word = self.words[last + 1]
            return word.text if word.capital else ""
        return ""

    def follows(self, last: int) -> str:
        """The next word of the same clause, or of the one after a comma; else ""."""
        if last + 1 < len(self.words) and self.words[last + 1].gap in (" ", ", "):
            return self.words[last + 1].text
        return ""


def line_of(text: str, words: Sequence[Word]) -> Line:
    """Look whether a line is a headline in title case, not a sentence. Raises: nothing."""
    if text.rstrip()[-1:] in SENTENCE_ENDS:
        return Line(text, words, False)
    long = [word for word in words if len(word.text) > 3]
    capitals = sum(word.capital for word in long)
    return Line(text, words, len(long) > 3 and capitals >= TITLE_CASE * len(long))


def level_of(line: Line, first: int, last: int, area: bool) -> Level:
    """How sure the words beside a name make it that it is a place.

    In:     the line; the first and the last word of the name; whether it names an area (what no
            town is), which few people and bodies are called after. Raises: nothing.
    """
    use = place_words()
    before, after = line.before(first), line.after(last)
    if after in use["body"] or _of_a_body(line, first) or is_called_by_title(line, first):
        return Level.NO
    if before is not None and before.capital and not line.title_case:
        word = before.text
        leads = {word.lower()} & (use["direction"] | use["in"] | use["toward"])
        if word in use["before"]:
            return Level.NO
        if not leads and word not in use["never"] and word not in use["extends"]:
            # "CTV Winnipeg" is in Winnipeg.
            named = areas_named(word) or of_a_country(word) or word.isupper()
            return Level.BARE if area or named else Level.NO
    return _by_preposition(line, first, last, area)


def is_called_by_title(line: Line, first: int) -> bool:
    """ "Mayor London", "Mr. Lincoln": a person. Raises: nothing."""
    before = line.before(first)
    return before is not None and before.capital and before.text in place_words()["title"]


def is_surname(line: Line, first: int, last: int) -> bool:
    """Whether a one-word name ends a person's: "Jack London", "Mr. London". Raises: nothing."""
    before, word = line.before(first), line.words[first].text
    if first != last or before is None or not before.capital or line.title_case:
        return False
    use = place_words()
    if areas_named(word) and word not in use["person"]:
        return False
    if before.text in use["title"]:
        return True
    known = {before.text, before.text.lower()} & (use["direction"] | use["in"] | use["toward"])
    other = before.text in use["never"] | use["extends"] | use["before"]
    named = areas_named(before.text) or of_a_country(before.text)
    # "CTV Winnipeg" is no person.
    return not (known or other or named or before.text.isupper())


def is_given_name(line: Line, first: int, last: int) -> bool:
    """Whether a name that people bear too begins a person's: "Georgia Stevens"."""
    use = place_words()
    word, after = line.words[first].text, line.after(last)
    if first != last or word not in use["person"] or not after or line.title_case:
        return False
    other = after in use["title"] | use["extends"] | use["never"] | use["body"]
    return not (other or after.isupper() or areas_named(after) or of_a_country(after))


def _by_preposition(line: Line, first: int, last: int, area: bool) -> Level:
    use = place_words()
    level = Level.BARE
    at = first - 1
    while at >= 0 and line.words[at].text.lower() in use["direction"] and _near(line, at + 1):
        at -= 1
    word = line.words[at].text.lower() if at >= 0 and _near(line, at + 1) else ""
    if word in use["in"] and (area or line.words[first - 1].text != "the"):
        level = Level.IN
    elif word == "of" and at and line.words[at - 1].text.lower() in use["kind"]:
        level = Level.SURE
    elif word in use["toward"]:
        level = Level.TOWARD
    after = line.after(last)
    if after and not area and not line.title_case and level < Level.SURE:
        goes_on = use["extends"] | use["title"] | use["never"]
        if not areas_named(after) and after not in goes_on and not of_a_country(after):
            return Level.NO  # "Paris Hilton"
    speaks = first == last and line.follows(last) in use["speech"] and not area
    return Level.NO if speaks and level is Level.BARE and _of_people(line, first) else level


def _of_people(line: Line, at: int) -> bool:
    return line.words[at].text in place_words()["person"]


def _near(line: Line, at: int) -> bool:
    return not line.words[at].gap.strip()


def _of_a_body(line: Line, first: int) -> bool:
    """ "Bank of England", "University of the West"."""
    at = first - 1
    if at >= 0 and line.words[at].text == "the":
        at -= 1
    if at < 1 or line.words[at].text != "of" or not _near(line, first):
        return False
    return line.words[at - 1].text in place_words()["of"]


def is_dateline(line: Line, first: int, start: int, end: int) -> bool:
    """Whether a name stands where a story says from where it is: at the head, before a dash.

    In:     the line; the name's first word, start and end. Raises: nothing.
    """
    name = line.text[start:end]
    if start > DATELINE_ENDS or not all(word.capital for word in line.words[:first]):
        return False
    return bool(DATED.match(line.text, end)) and (name.isupper() or not line.title_case)


def lacks_dash(line: Line, first: int, start: int, end: int) -> bool:
    """Whether a name in capitals at the head of a line may be a dateline that lost its dash.

    In: as `is_dateline`. Raises: nothing.
    """
    name = line.text[start:end]
    shouted = name.isupper() and sum(map(str.isalpha, name)) > 3 and not line.title_case
    return not first and shouted and bool(BEFORE_CAPITAL.match(line.text, end))
