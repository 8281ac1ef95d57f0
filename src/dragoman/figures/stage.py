"""From quantities to figure records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.actors import Mention
from dragoman.events.assemble import Told, anchor_date
from dragoman.events.attribution import said_by
from dragoman.figures.change import change_told
from dragoman.figures.linking import Read, link
from dragoman.figures.measured import Measured, measured_by
from dragoman.figures.numbers import Number
from dragoman.figures.period import period_of
from dragoman.figures.quantities import Quantity, find_quantities
from dragoman.figures.votes import Votes, find_votes
from dragoman.figures.worth import LEAST, worth
from dragoman.language import Sentence
from dragoman.places import country_of
from dragoman.records import Change, Event, Figure, Party, Span, content_id
from dragoman.settings import Settings


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
    at = _about(told)
    anchor = anchor_date(told.article) or settings.published
    read = [
        each
        for sentence, mentions in zip(told.sentences, told.mentions, strict=True)
        if sentence.kind != "boilerplate"
        for each in _in_sentence(told, sentence, mentions, at, anchor, coder)
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


def _in_sentence(
    told: Told,
    sentence: Sentence,
    mentions: Mapping[int, Mention],
    at: Sequence[str],
    anchor: date | None,
    coder: str,
) -> Iterator[Read]:
    quantities = find_quantities(sentence, mentions, at)
    if not quantities:
        return
    votes = find_votes(sentence)
    quantities = tuple(
        each for each in quantities
        if not any(vote.start < each.end and each.start < vote.end for vote in votes)
    )  # fmt: skip
    for vote in votes:
        quantity, measured = _as_quantity(sentence, vote)
        yield _read(told, sentence, mentions, quantity, measured, anchor, coder, None, None)
    for quantity in quantities:
        change = change_told(sentence, quantity, quantities)
        if _repeats(sentence, quantity, quantities) or (change and change.part == "left"):
            continue
        measured = measured_by(sentence, quantity, mentions)
        if worth(sentence, quantity, measured) >= LEAST:
            amount = change.change if change and change.part == "amount" else None
            yield _read(
                told, sentence, mentions, quantity, measured, anchor, coder,
                change.change if change else None, change.base_span if change else None,
                bare=amount is not None,
            )  # fmt: skip


def _repeats(sentence: Sentence, quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """ "600,000 euros ($815,000)", "500 kilometres (310 miles)": the same in another unit."""
    text, at = sentence.text, sentence.start
    return any(
        each.end < quantity.start
        and each.kind == quantity.kind
        and text[each.end - at : quantity.start - at].strip() in ("(", "[")
        for each in others
    )


def _as_quantity(sentence: Sentence, vote: Votes) -> tuple[Quantity, Measured]:
    token = next(token for token in sentence.tokens if token.end > vote.start)
    number = Number(
        first=0, last=0, start=vote.start - sentence.start, end=vote.end - sentence.start,
        core=vote.start - sentence.start, value=vote.value,
    )  # fmt: skip
    quantity = Quantity(
        number=number, unit="votes", kind="votes", head=token.i, noun=None,
        start=vote.start, end=vote.end,
    )  # fmt: skip
    return quantity, Measured(what=vote.what, key=vote.what, word=token.i)


def _read(
    told: Told,
    sentence: Sentence,
    mentions: Mapping[int, Mention],
    quantity: Quantity,
    measured: Measured,
    anchor: date | None,
    coder: str,
    change: Change | None,
    base: Span | None,
    *,
    bare: bool = False,
) -> Read:
    begin = told.article.segments[0].start
    number = quantity.number
    persons = measured.happening is not None and quantity.unit is None
    figure = Figure(
        id=content_id("f", told.article.id, quantity.start - begin, quantity.end - begin, 0),
        article=told.article.id,
        file=told.article.file,
        text=told.document.text[quantity.start : quantity.end],
        # What grew is not told, only by how much.
        value=None if bare else number.value,
        unit=None if bare else "persons" if persons else quantity.unit,
        what=measured.what,
        of=measured.of,
        to=measured.to,
        period=period_of(sentence, quantity, measured.word, anchor, base),
        change=change,
        low=None if bare else number.low,
        high=None if bare else number.high,
        approximate=number.approximate,
        said_by=_sources(told, sentence, mentions, measured.word),
        start=quantity.start,
        end=quantity.end,
        confidence=worth(sentence, quantity, measured),
        coder=coder,
    )
    total = bool(measured.happening and measured.happening.total)
    return Read(figure, measured.key, sentence.kind, sentence.sequence, total)


def _sources(
    told: Told, sentence: Sentence, mentions: Mapping[int, Mention], word: int
) -> tuple[Party, ...]:
    text = told.document.text
    return tuple(
        party if party.start is None else replace(party, entity_text=text[party.start : party.end])
        for mention in said_by(sentence, word, mentions)
        for party in mention.parties
    )
