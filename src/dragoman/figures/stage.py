"""From quantities to figure records."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.assemble import Told
from dragoman.events.attribution import said_by
from dragoman.events.when import anchor_date
from dragoman.figures.change import Told as Part
from dragoman.figures.change import change_told
from dragoman.figures.linking import Read, link
from dragoman.figures.measured import Measured, measured_by
from dragoman.figures.numbers import has_numbers
from dragoman.figures.period import period_of
from dragoman.figures.quantities import ANY_DAY, Quantity, find_quantities
from dragoman.figures.spelling import Number
from dragoman.figures.votes import Votes, find_votes
from dragoman.figures.worth import LEAST, worth
from dragoman.language import Sentence
from dragoman.places import country_of
from dragoman.records import Event, Figure, Party, content_id
from dragoman.settings import Settings
from dragoman.times import DateMention, find_dates

# The votes on these are told by the resolution's own record.
RESOLUTION = re.compile(
    r"\b(?:Security Council|General Assembly|(?:First|Second|Third|Fourth|Fifth|Sixth) Committee"
    r"|Human Rights Council|draft resolutions?)\b"
)
OF_A_RESOLUTION = 0.4
NEAR = 3  # so many quantities on either side may belong to one


def find_figures(
    told: Told, events: Sequence[Event], coder: str, settings: Settings
) -> tuple[Figure, ...]:
    """Read the figures of one article.

    In:     an article with its sentences and mentions; its events (not asked here); the coder's
            name; the settings.
    Out:    the quantities that a reader would put in a table, in the order of the page, each
            once, corrections linked. Raises: nothing.
    """
    del events
    about = _about(told)
    anchor = anchor_date(told.article) or settings.published
    tallied = any(RESOLUTION.search(sentence.text) for sentence in told.sentences)
    read = [
        each
        for sentence, mentions in zip(told.sentences, told.mentions, strict=True)
        if sentence.kind != "boilerplate" and has_numbers(sentence.text)
        for each in _in_sentence(
            Place(told, sentence, mentions, about, _dates(sentence, anchor), coder),
            tallied=tallied,
        )
    ]
    return link(read)


def _about(told: Told) -> tuple[str, ...]:
    """The countries that an article is about: its dateline's, then those named most."""
    place = country_of(told.article.place)
    named = Counter(
        code for mentions in told.mentions for each in mentions.values() for code in each.codes
    )
    ranked = sorted(named, key=lambda code: (-named[code], code))
    return tuple(dict.fromkeys([place, *ranked] if place else ranked))


class Dates(NamedTuple):
    """The dates that a sentence tells, and those of them whose days are known."""

    told: tuple[DateMention, ...]
    known: tuple[DateMention, ...]


def _dates(sentence: Sentence, anchor: date | None) -> Dates:
    """Without a day to count from, "3 June" is no time known, but a date all the same."""
    known = find_dates(sentence, anchor)
    return Dates(known if anchor else find_dates(sentence, ANY_DAY), known)


class Place(NamedTuple):
    """A sentence of an article, and what is known of the whole article."""

    told: Told
    sentence: Sentence
    mentions: Mapping[int, Mention]
    about: tuple[str, ...]
    dates: Dates
    coder: str


class Found(NamedTuple):
    """A quantity with what it measures and its part in a change."""

    quantity: Quantity
    measured: Measured
    change: Part | None = None


def _in_sentence(place: Place, *, tallied: bool) -> Iterator[Read]:
    found = _found(place)
    for at, each in enumerate(found):
        near = found[max(0, at - NEAR) : at + NEAR + 1]
        beside = [other.measured for other in near if other is not each]
        sure = worth(place.sentence, each.quantity, each.measured, beside)
        if each.quantity.kind == "votes" and tallied:
            sure = min(sure, OF_A_RESOLUTION)
        if sure >= LEAST:
            yield _read(place, each, sure)


def _found(place: Place) -> list[Found]:
    sentence = place.sentence
    quantities = find_quantities(sentence, place.mentions, place.about, place.dates.told)
    votes = find_votes(sentence)
    found = [_of_votes(sentence, vote) for vote in votes]
    begins = [vote.start for vote in votes]
    for at, quantity in enumerate(quantities):
        near = quantities[max(0, at - NEAR) : at + NEAR + 1]
        last = bisect_left(begins, quantity.end) - 1
        taken = last >= 0 and quantity.start < votes[last].end
        change = change_told(sentence, quantity, near)
        left = change is not None and change.part == "left"
        if not (taken or left or _repeats(sentence, quantity, near)):
            measured = measured_by(sentence, quantity, place.mentions)
            found.append(Found(quantity, measured, change))
    return found


def _repeats(sentence: Sentence, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """ "600,000 euros ($815,000)", "500 kilometres (310 miles)": the same in another unit."""
    text, at = sentence.text, sentence.start
    return any(
        each.end < quantity.start
        and each.kind == quantity.kind
        and text[each.end - at : quantity.start - at].strip() in ("(", "[")
        for each in others
    )


def _of_votes(sentence: Sentence, vote: Votes) -> Found:
    token = next(token for token in sentence.tokens if token.end > vote.start)
    start, end = vote.start - sentence.start, vote.end - sentence.start
    number = Number(first=0, last=0, start=start, end=end, core=start, value=vote.value)
    quantity = Quantity(
        number=number, unit="votes", kind="votes", head=token.i, noun=None,
        start=vote.start, end=vote.end,
    )  # fmt: skip
    return Found(quantity, Measured(what=vote.what, key=vote.what, word=token.i))


def _read(place: Place, found: Found, sure: float) -> Read:
    told, sentence = place.told, place.sentence
    quantity, measured, change = found
    number = quantity.number
    begin = told.article.segments[0].start
    # "rose 10 percent" tells by how much, not how much there is.
    bare = change is not None and change.part == "amount"
    persons = measured.happening is not None and quantity.unit is None
    base = change.base_span if change else None
    figure = Figure(
        id=content_id("f", told.article.id, quantity.start - begin, quantity.end - begin, 0),
        article=told.article.id,
        file=told.article.file,
        text=told.document.text[quantity.start : quantity.end],
        value=None if bare else number.value,
        unit=None if bare else "persons" if persons else quantity.unit,
        what=measured.what,
        of=measured.of,
        to=measured.to,
        period=period_of(sentence, quantity, measured.word, place.dates.known, base),
        change=change.change if change else None,
        low=None if bare else number.low,
        high=None if bare else number.high,
        approximate=number.approximate,
        said_by=_sources(place, measured.word),
        start=quantity.start,
        end=quantity.end,
        confidence=sure,
        coder=place.coder,
    )
    total = bool(measured.happening and measured.happening.total)
    befallen = measured.happening is not None
    return Read(figure, measured.key, sentence.kind, sentence.sequence, befallen, total)


def _sources(place: Place, word: int) -> tuple[Party, ...]:
    text = place.told.document.text
    return tuple(
        party if party.start is None else replace(party, entity_text=text[party.start : party.end])
        for mention in said_by(place.sentence, word, place.mentions)
        for party in mention.parties
    )
