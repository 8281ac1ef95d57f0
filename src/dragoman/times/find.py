"""Finding the times of a sentence, and joining those that only together say when."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from dragoman.language import Sentence
from dragoman.reading.dates import Order
from dragoman.times.counted import counted_from
from dragoman.times.fiscal import countries_named
from dragoman.times.forms import FORMS
from dragoman.times.mention import DateMention, Ground, TimeMention, Told
from dragoman.times.tense import lies_ahead
from dragoman.times.words import MONTH_WORDS, WEEKDAYS

# Most sentences hold no word of any form: they are passed over at once.
CUES = re.compile(
    r"(?P<year>(?:1[89]|20)\d\d)|(?P<digit>\d)"
    rf"|\b(?-i:(?=[A-Z]))(?P<month>{MONTH_WORDS})\b"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"|\b(?P<near>today|tonight|yesterday|tomorrow|overnight|night|morning|afternoon|evening)\b"
    r"|\b(?P<unit>(?:hour|day|week|weekend|month|quarter|year|decade|century|centurie)s?|half"
    r"|spring|summer|autumn|fall|winter|fiscal|financial|FY\d*)\b"
    r"|\b(?P<feast>Christmas|New Year)\b"
    r"|\b(?P<vague>recently|previously|formerly|time|point|then|historically|while|past|already"
    r"|long|gradually|often|usually|regularly|frequently|traditionally)\b",
    re.IGNORECASE,
)
FISCAL = re.compile(r"\b(?:fiscal|financial|FY)", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
SINCE = re.compile(r"\b(?:ever )?since (?:late |early )?$", re.IGNORECASE)
TO = re.compile(r" (?:to|until|till|through|and) | ?[-–—] ?", re.IGNORECASE)
# So far back are the words looked for that change what an expression means.
NEAR, FAR = 20, 80
# "moved the vote from Monday to Friday" tells two days, and no stretch of time.
PUT_OFF = re.compile(
    r"\b(?:postpon|mov|delay|shift|reschedul|push|deferr|chang|brought|bring)\w*\b[^.;]*$"
)


class _Found(NamedTuple):
    """An expression with the place of its words in the sentence."""

    start: int
    end: int
    told: Told | None


def find_dates(
    sentence: Sentence,
    anchor: date | None,
    *,
    ahead: bool | None = None,
    order: Order | None = None,
    country: str | None = None,
) -> tuple[DateMention, ...]:
    """Find the dates that a sentence tells.

    In:     a sentence and the day from which "Saturday" or "in May" count; without one only
            complete dates are read, the others are left out, never taken from today. `ahead`:
            what is told lies ahead of that day ("will meet in May"), or behind it; None: as the
            verb above each expression says. `order`: the page's habit for 05/06/2024 (without
            one, such a date is left out). `country`: whose fiscal year is meant where the
            sentence names nobody (ISO 3166-1 alpha-3).
    Out:    the dates in order, none overlapping.
    Raises: DataFileError if a table is broken.
    """
    found = find_times(sentence, anchor, ahead=ahead, order=order, country=country)
    return tuple(
        DateMention(each.start, each.end, each.text, *each.told) for each in found if each.told
    )


def find_times(
    sentence: Sentence,
    anchor: date | None,
    *,
    ahead: bool | None = None,
    order: Order | None = None,
    country: str | None = None,
) -> tuple[TimeMention, ...]:
    """Find every expression of time, those without a day of the calendar among them.

    In, Raises: as `find_dates`. Out: in order, none overlapping; `told` is None for "recently",
    "two days after the summit", 30 February, and for relative ones without an anchor.
    """
    text = sentence.text
    cues = {match.lastgroup for match in CUES.finditer(text)}
    if not cues:
        return ()
    named = countries_named(text) if FISCAL.search(text) else ()
    whose = (*named, country) if country else named
    found: list[_Found] = []
    for form in FORMS:
        if form.cue not in cues:
            continue
        for match in form.pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            here = sentence.start + match.start()
            side = lies_ahead(sentence, here) if ahead is None and anchor else bool(ahead)
            words = {name: said for name, said in match.groupdict().items() if said is not None}
            told = None
            # Kept also where no calendar has it: else "30 February 2020" would leave a month.
            with suppress(ValueError, OverflowError):
                told = form.resolve(words, Ground(anchor, side, order, whose))
            found.append(_Found(*match.span(), told))
    joined = _counted_on(text, _since(text, _joined(text, sorted(found))))
    return tuple(
        TimeMention(sentence.start + at, sentence.start + end, text[at:end], told)
        for at, end, told in joined
    )


def _joined(text: str, found: list[_Found]) -> list[_Found]:
    """Make one of "from 4 June to 6 July", "between Monday and Friday", "19 May–4 June"."""
    joined: list[_Found] = []
    for each in found:
        before = joined[-1] if joined else None
        whole = _stretch(text, before, each) if before else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(each)
    return joined


def _stretch(text: str, one: _Found, two: _Found) -> _Found | None:
    between = text[one.end : two.start]
    opening = FROM.search(text, max(0, one.start - NEAR), one.start)
    if not (TO.fullmatch(between) and one.told and two.told):
        return None
    if opening is None and between.strip() not in ("-", "–", "—"):
        return None
    if between == " and " and (opening is None or opening.group().lower() != "between "):
        return None
    if PUT_OFF.search(text, max(0, one.start - FAR), one.start) or one.told.day >= two.told.day:
        return None
    start = opening.start() if opening else one.start
    last = two.told.last_day or two.told.day
    return _Found(start, two.end, Told(one.told.day, last, "range"))


def _since(text: str, found: list[_Found]) -> list[_Found]:
    """What is told to go on "since 2013" has a first day and no last one."""
    return [_opened(text, each) for each in found]


def _opened(text: str, each: _Found) -> _Found:
    opening = SINCE.search(text, max(0, each.start - NEAR), each.start)
    if opening is None or each.told is None:
        return each
    return _Found(opening.start(), each.end, Told(each.told.day, None, "range"))


def _counted_on(text: str, found: list[_Found]) -> list[_Found]:
    """Count "two days after 3 May" and, from the day told before it, "two days later"."""
    counted: list[_Found] = []
    for each, following in zip(found, [*found[1:], None], strict=False):
        before = counted[-1] if counted else None
        if before and before.end > each.start:
            continue  # it was counted from
        counted.append(_counted(text, before, each, following) or each)
    return counted


def _counted(
    text: str, before: _Found | None, each: _Found, following: _Found | None
) -> _Found | None:
    words = text[each.start : each.end]
    base, end = before, each.end
    if words.lower().endswith((" after", " before")):
        joins = following and text[each.end : following.start] in (" ", " the ")
        base, end = (following, following.end) if following and joins else (None, end)
    if each.told or base is None or base.told is None or base.told.granularity != "day":
        return None
    told = counted_from(words, base.told.day)
    return _Found(each.start, end, told) if told else None
