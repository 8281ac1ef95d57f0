"""The forms in which print tells a time: patterns, each with what its words mean.

Earlier forms take their words first: "3 June 2024" before "June 2024" before "in 2024".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from dragoman.times.fiscal import fiscal_told
from dragoman.times.meanings import (
    Words,
    day_meant,
    days_meant,
    decade_meant,
    feast_meant,
    first_months_meant,
    from_now_meant,
    half_meant,
    iso_meant,
    month_meant,
    months_meant,
    near_meant,
    quarter_meant,
    season_meant,
    span_meant,
    strokes_meant,
    the_day_meant,
    this_weekend_meant,
    unit_meant,
    vague_meant,
    weekday_meant,
    whole_year_meant,
    year_end_meant,
    years_meant,
)
from dragoman.times.mention import Ground, Told
from dragoman.times.words import (
    COUNTED,
    DASH,
    DAY_ORDINALS,
    LONG_MONTHS,
    NAMED_DAYS,
    NUMBER,
    ORDINALS,
    PART,
    SEASONS,
    UNIT,
    WEEKDAY,
    YEARLY,
    month,
)
from dragoman.times.words import DAY as DAY_WORD
from dragoman.times.words import YEAR as YEAR_WORD

Resolver = Callable[[Words, Ground], Told | None]


class Form(NamedTuple):
    """One form: which cue its sentence must hold, its pattern, its meaning."""

    cue: str
    pattern: re.Pattern[str]
    resolve: Resolver


_BY = r"(?:(?:early|late|mid|middle|later|earlier)[- ](?:in |on |of )?)?"
_EDGE = r"(?:the (?:start|beginning|middle|end) of )?"
_LATELY = rf"{_BY}(?P<side>last|next|this|this past|this coming|past|coming|upcoming) "
_PREPOSITIONS = """in since during throughout by until till from of before after through
    for""".split()
# "s" alone: pages lose apostrophes ("Russia s 2014 decree").
_OWNERS = "the a an s its his her their our".split()


def _behind(words: Iterable[str]) -> str:
    """Make a pattern for what stands behind one of these words (a lookbehind has one length)."""
    return "(?:" + "|".join(rf"(?<=\b{word} )" for word in words) + ")"


_AS = [f"{word} as" for word in ("ago", "early", "late", "recently")]  # "as early as 1996"
_AFTER_PREPOSITION = _behind([*_PREPOSITIONS, *_AS])
_AFTER_OWNER = rf"(?:{_behind(_OWNERS)}|(?<='s )|(?<=s' ))"
_COUNTED = "|".join(COUNTED)
_NUMBERED = "|".join(each for each in ORDINALS if each not in ("last", "final"))
_DAY_IN_WORDS = "|".join(sorted(DAY_ORDINALS, key=len, reverse=True))
_OF_YEAR = rf"(?:,? (?:of |in )?(?:{YEAR_WORD}|{YEARLY}))"
_FROM_WEEKDAY = rf"(?:{_BY}{WEEKDAY}{PART},? )?"
_FROM = r"(?:from |between )?"
_TO = rf"(?:{DASH}| to | and | until )"
_LAST_DAY = r"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b"
_ANY_YEAR, _YEAR = r"(?P<year>(?:1[89]|20)\d\d)", r"(?P<year>(?:19|20)\d\d)"
_YEAR_2 = r"(?P<year2>(?:1[89]|20)\d\d)\b"
_FISCAL = r"(?:fiscal|financial)(?: year)?|FY"
_ALONE = "(?! (?:curfew|stay|train|bus|flight|shift|ban))"  # "an overnight curfew" is no night
_ABOUT = "(?:(?P<about>less than|more than|over|nearly|almost|under|just over|just under|just) )?"
# Calendars other than ours: their months and eras.
_OTHER_MONTHS = (
    "Muharram|Safar|Rabi|Jumada|Rajab|Sha'?ban|Ramadan|Ramzan|Shawwal|Dhu|Nisan|Iyar|Sivan|Tammuz"
    "|Elul|Tishrei|Kislev|Tevet|Adar|Farvardin|Ordibehesht|Khordad|Mordad|Shahrivar|Bahman|Esfand"
    "|Baisakh|Jestha|Ashadh|Shrawan|Bhadra|Ashwin|Kartik|Mangsir|Poush|Magh|Falgun|Chaitra"
)
_Row = tuple[str, str, Resolver]
_NUMERIC: tuple[_Row, ...] = (
    ("year", rf"(?<![\d/-]){_YEAR}-(?P<n>\d\d)-(?P<day>\d\d)(?![\d-])", iso_meant),
    ("digit", r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
              r"(?P<y>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/-])", strokes_meant),
    ("digit", rf"\b\d{{1,4}} (?:{_OTHER_MONTHS})\b(?:,? \d{{4}})?", vague_meant),
    ("year", r"\b(?:19|20)\d\d ?(?:AH|BS|BE)\b", vague_meant),
)  # fmt: skip
_MONTHS: tuple[_Row, ...] = (
    ("month", rf"(?<![\d,.]){_FROM}{DAY_WORD}{_TO}{_LAST_DAY}(?: of)? {month()}{_OF_YEAR}?",
     days_meant),
    ("month", rf"\b{_FROM}{month()} {DAY_WORD}{_TO}{_LAST_DAY}(?![:.]\d){_OF_YEAR}?", days_meant),
    ("month", rf"(?<![\d,.]){_FROM_WEEKDAY}\b{DAY_WORD}(?: of)? {month()}{_OF_YEAR}?", day_meant),
    ("month", rf"\b{_FROM_WEEKDAY}{month()} {DAY_WORD}(?![:.]\d){_OF_YEAR}?", day_meant),
    ("month", rf"\bthe (?P<day>{_DAY_IN_WORDS}) of {month()}{_OF_YEAR}?", day_meant),
    ("month", rf"\b{_FROM}{_BY}{month()}(?: {YEAR_WORD})?"
              rf"(?:{DASH}| to | until | through |(?<=\w) and (?=[A-Z])){_BY}{month('month2')}"
              rf"(?:,? {_YEAR_2})?", months_meant),
    ("month", rf"\b{_EDGE}{_BY}{month()}{_OF_YEAR}", month_meant),
    ("month", rf"\b{_LATELY}{month()}", month_meant),
    ("month", rf"{_AFTER_PREPOSITION}{_EDGE}{_BY}{month()}(?!'s? [A-Z])(?! [A-Z]\w+ said)",
     month_meant),
    ("month", rf"{_AFTER_OWNER}{_BY}{month()}(?= [a-z])", month_meant),
    ("month", rf"\b{_EDGE}{_BY}(?-i:(?P<month>{LONG_MONTHS}))\b", month_meant),
    ("month", rf"\bmid-{month()}", month_meant),
)  # fmt: skip
_PARTS_OF_YEARS: tuple[_Row, ...] = (
    ("unit", rf"\b(?:the )?(?P<ordinal>{_NUMBERED})[- ]quarter\b{_OF_YEAR}?", quarter_meant),
    ("unit", rf"\b(?:the )?(?P<ordinal>last|final)[- ]quarter\b{_OF_YEAR}", quarter_meant),
    ("digit", rf"\bQ(?P<q>[1-4])\b{_OF_YEAR}?", quarter_meant),
    ("unit", rf"\b(?:the )?(?P<half>first|second) half\b{_OF_YEAR}", half_meant),
    ("unit", rf"\bthe (?P<end>first|last) {NUMBER} months{_OF_YEAR}", first_months_meant),
    ("unit", rf"\b(?:the )?(?:{_FISCAL})[ -]?(?P<year>(?:(?:19|20)\d\d|\d\d)\b)"
             r"(?:[-–/](?P<year2>(?:19|20)?\d\d)\b)?", fiscal_told),
    ("unit", rf"\b(?P<year>(?:19|20)\d\d)[-–/](?P<year2>(?:19|20)?\d\d) (?:{_FISCAL})\b",
     fiscal_told),
    ("unit", rf"\b(?:the )?(?P<side>current|last|this|next|previous|ongoing) (?:{_FISCAL})\b",
     fiscal_told),
    ("unit", rf"\b(?:the )?{_BY}(?P<season>{'|'.join(SEASONS)})(?: of|,)? {YEAR_WORD}",
     season_meant),
    ("unit", rf"\b{_LATELY}(?P<season>{'|'.join(SEASONS)})\b", season_meant),
    ("unit", r"(?:(?<=\bby )|(?<=\bin )|(?<=\buntil )|(?<=\bsince )|(?<=\bbefore ))(?:the )?"
             r"(?:early |late )?(?P<season>spring|summer|autumn|winter)\b(?! [a-z]+s\b)",
     season_meant),
    ("unit", r"\b(?:the )?year(?:'s |-)end\b|\bthe year ends\b", year_end_meant),
    ("feast", r"\b(?P<feast>Christmas(?: Eve| Day)?|New Year(?:'s (?:Day|Eve))?)\b", feast_meant),
)  # fmt: skip
_YEARS: tuple[_Row, ...] = (
    ("year", rf"\b(?:the )?{_BY}(?P<decade>(?:1[89]|20)\d0)'?s\b", decade_meant),
    ("digit", rf"(?<!\w)(?:the )?{_BY}'(?P<decade>[0-9]0)s\b", decade_meant),
    ("year", rf"\b(?:from |between ){_ANY_YEAR} (?:to|and|until) {_YEAR_2}", years_meant),
    ("year", rf"(?<![\d/.,-]){_ANY_YEAR}(?:[-–/]| to ){_YEAR_2}(?![-/.]\d)", years_meant),
    ("year", rf"{_AFTER_PREPOSITION}{_ANY_YEAR} and {_YEAR_2}", years_meant),
    ("year", rf"(?<=^In ){YEAR_WORD}", whole_year_meant),
    ("year", rf"(?<![\d/.,-]){_ANY_YEAR}[-–/](?P<year2>\d\d)\b(?![-/.]\d)", years_meant),
    ("year", rf"\b(?:early|late|mid|the year|back)[- ](?:in )?{YEAR_WORD}", whole_year_meant),
    ("year", rf"{_AFTER_PREPOSITION}{_EDGE}(?:the year )?{_BY}{YEAR_WORD}(?! (?:{_COUNTED})\b)",
     whole_year_meant),
    ("year", rf"{_AFTER_OWNER}{YEAR_WORD}(?= [a-z]\w+| (?-i:[A-Z]))(?! (?:{_COUNTED})\b)",
     whole_year_meant),
    ("year", rf"(?<=\(){YEAR_WORD}(?=\))", whole_year_meant),
)  # fmt: skip
_DAYS: tuple[_Row, ...] = (
    ("digit", r"(?<=\bon )the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
              r"(?: (?P<whose>of (?:this|last|next|the) month))?(?! [a-z]+ (?:of|in|anniv))",
     the_day_meant),
    ("near", r"\b(?:(?:early|late|later|earlier) )?(?P<near>the day before yesterday"
             r"|the day after tomorrow|last night|today|tonight|yesterday|tomorrow"
             rf"|overnight{_ALONE}|this (?:morning|afternoon|evening))\b{PART}", near_meant),
    ("weekday", rf"\b(?P<week>last|this|next) week,? on {WEEKDAY}", weekday_meant),
    ("weekday", rf"\b(?:(?P<named>{'|'.join(NAMED_DAYS)}) |{_BY}(?:(?P<side>last|next|this past"
                rf"|this coming|this|coming|past) )?){WEEKDAY}{PART}"
                r"(?:,? (?:of )?(?P<week>last|this|next) week\b)?", weekday_meant),
)  # fmt: skip
_UNITS: tuple[_Row, ...] = (
    ("unit", rf"\b{_ABOUT}{NUMBER} {UNIT} (?P<way>ago|from now)\b", from_now_meant),
    ("unit", rf"\b(?P<way>in) {NUMBER} {UNIT}(?:'s?)? time\b", from_now_meant),
    ("unit", rf"\b(?:the )?(?P<side>past|last|next|coming) {NUMBER} {UNIT}", span_meant),
    ("unit", rf"\bthe (?P<side>past|last|next|coming|previous|following) {UNIT}", span_meant),
    ("unit", rf"\b{_LATELY}(?P<unit>weekend|week|month|quarter|year)\b", unit_meant),
    ("unit", r"\b(?:earlier|later|early|late) in the (?P<unit>day|week|month|quarter|year)\b",
     unit_meant),
    ("unit", r"\b(?:over|at|during|on) the weekend\b", this_weekend_meant),
    ("unit", r"\bthe (?:start|beginning|middle|end) of (?:the|this) (?P<unit>week|month|year)\b",
     unit_meant),
    ("unit", rf"\bthe (?:start|beginning|middle|end) of {_LATELY}(?P<unit>week|month|year)\b",
     unit_meant),
)  # fmt: skip
# Times that no day can be given to by themselves; see `find` for those counted from another.
_VAGUE: tuple[_Row, ...] = (
    ("unit", rf"\b{_ABOUT}(?:{NUMBER}|the|same) {UNIT} (?P<way>after|before|earlier|later|prior)\b",
     vague_meant),
    ("unit", r"\b(?:the (?:previous|following|same|other|next) (?:day|week|month|year|night)"
             r"|the (?:night|day|week|month|year) (?:before|after)"
             r"|that (?:day|week|month|year)"
             r"|(?:days|weeks|months|years|decades) (?:ago|earlier|later|after|before)"
             r"|in recent (?:days|weeks|months|years|decades)|over the years"
             r"|for (?:many )?(?:days|weeks|months|years|decades|centuries)"
             r"|the \d{1,2}(?:st|nd|rd|th) century)\b", vague_meant),
    ("near", r"\b(?:that|the (?:same|next|following|previous)) (?:night|morning|afternoon"
             r"|evening)\b", vague_meant),
    ("vague", r"\b(?:recently|previously|formerly|at the time|at that time|at one point"
              r"|at some point|since then|historically|for a while|in the past|already|long"
              r"|gradually|often|usually|regularly|frequently|traditionally)\b", vague_meant),
)  # fmt: skip

FORMS = tuple(
    Form(cue, re.compile(pattern, re.IGNORECASE), told)
    for group in (_NUMERIC, _MONTHS, _PARTS_OF_YEARS, _YEARS, _DAYS, _UNITS, _VAGUE)
    for cue, pattern, told in group
)
