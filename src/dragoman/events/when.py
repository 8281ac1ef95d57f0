"""When an act took place, and when what it promises is due."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.events.clause import Placed, due_time, opening_time, own_time, placed, report_of
from dragoman.events.fresh import is_fresh, teller_of
from dragoman.events.status import ReadStatus
from dragoman.events.tense import tense_of
from dragoman.language import Sentence
from dragoman.reading.dates import Order, find_dates, numeric_order
from dragoman.records import Article, Document, Evidence, How, Span
from dragoman.times import counted_from, find_times
from dragoman.times.mention import Told
from dragoman.times.tense import lies_ahead

# Of these types a date may be that of the act promised, asked for or threatened.
AHEAD = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST"})
DEADLINE = frozenset({"by", "until", "till", "before", "from", "beyond", "through"})
STROKES = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
# A story tells news of the last days: what it dates earlier is not where its telling stands.
NEWS = timedelta(7)
LEAD = 3


class Dated(NamedTuple):
    """A time given to an act, the words that tell it (None: none on the page), and how."""

    told: Told
    words: Span | None
    how: How


class When(NamedTuple):
    """When an act took place, and when what it promises is due."""

    done: Dated | None
    due: Dated | None

    def evidence(self, trigger: Span) -> Mapping[str, Evidence]:
        """Give the evidence of both; where no words tell the day, the act's own stand for it."""
        return {
            field: Evidence(spans=(dated.words or trigger,), how=dated.how)
            for field, dated in (("date", self.done), ("planned_for", self.due))
            if dated
        }


class Act(NamedTuple):
    """What must be known of an act to date it."""

    sentence: Sentence
    trigger: int
    event_type: str
    status: ReadStatus


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one article: its own, and by sentence the times told and where its news stands.

    `days` gives for each sentence the day that its news is of, if it has none of its own; `told`
    the last day that a sentence before it told, from which "the next day" counts.
    """

    anchor: date | None
    order: Order | None
    times: tuple[tuple[Placed, ...], ...]
    days: tuple[Dated | None, ...]
    told: tuple[Dated | None, ...]


def anchor_date(article: Article) -> date | None:
    """The day from which an article's relative dates count: published, else updated."""
    told = article.published or article.updated
    return date.fromisoformat(told[:10]) if told else None


def calendar_of(
    document: Document, article: Article, sentences: Sequence[Sentence], anchor: date | None
) -> Calendar:
    """Read the times of an article's sentences, and the day that each sentence's news is of.

    In:     an article with its sentences in order, and the day that relative dates count from.
    Out:    its calendar; without an anchor, no sentence has a day.
    Raises: DataFileError if a table is broken.
    """
    order = numeric_order(document.text) if STROKES.search(document.text) else None
    times = tuple(
        placed(sentence, find_times(sentence, anchor, order=order)) for sentence in sentences
    )
    own = [
        _sentence_time(sentence, here) if sentence.kind == "paragraph" else None
        for sentence, here in zip(sentences, times, strict=True)
    ]
    days: Iterable[Dated | None] = [None] * len(own)
    if anchor:
        days = _days(document, article, sentences, own, anchor)
    return Calendar(anchor, order, times, tuple(days), tuple(_last_days(own)))


def when_of(act: Act, calendar: Calendar) -> When:
    """Read when an act took place, and when what it promises is due.

    In:     an act, and its article's calendar.
    Out:    `done`: the time in its own clause; else the day of the report that tells it; else, for
            news, the day at which the telling stands. `due`: of what is promised, asked for or
            planned, the time that lies ahead. Raises: DataFileError if a table is broken.
    """
    sentence = act.sentence
    status, shown_by = act.status.status, act.status.shown_by
    # What was promised is told as done, with the word that shows the promise.
    planned = status == "actual" and shown_by is not None and act.event_type in AHEAD
    if status == "future" or planned:
        found = find_times(sentence, calendar.anchor, ahead=True, order=calendar.order)
        due = due_time(sentence, act.trigger, placed(sentence, found))
        return When(_inherited(act, calendar) if planned else None, _dated(due))
    times = calendar.times[sentence.sequence]
    ahead = [each for each in times if _lies_ahead(sentence, each, calendar.anchor)]
    due = due_time(sentence, act.trigger, ahead)
    done = own_time(sentence, act.trigger, [each for each in times if each not in ahead])
    if done is None:
        return When(_inherited(act, calendar), _dated(due))
    return When(_dated(done) or _counted(done, calendar.told[sentence.sequence]), _dated(due))


def _counted(each: Placed, told: Dated | None) -> Dated | None:
    """ "The next day", from the day that was told before."""
    alone = not each.time.text.lower().endswith(("after", "before"))  # "after the summit"
    found = counted_from(each.time.text, told.told.day) if told and alone else None
    return Dated(found, Span(each.time.start, each.time.end), "inferred") if found else None


def _lies_ahead(sentence: Sentence, each: Placed, anchor: date | None) -> bool:
    """A deadline, or a time after the article's own day: no act told as done is of it."""
    if anchor and each.time.told:
        day = each.time.told.day
        return day > anchor or (day == anchor and lies_ahead(sentence, each.time.start))
    return bool(each.words & DEADLINE)


def _dated(each: Placed | None) -> Dated | None:
    if each is None or each.time.told is None:
        return None
    return Dated(each.time.told, Span(each.time.start, each.time.end), "text")


def _inherited(act: Act, calendar: Calendar) -> Dated | None:
    """The day of the report that tells an act; else, for news, the day where the telling stands."""
    if calendar.anchor is None or act.status.status != "actual":
        return None
    sentence = act.sentence
    times = [
        each
        for each in calendar.times[sentence.sequence]
        if not _lies_ahead(sentence, each, calendar.anchor)
    ]
    report = report_of(sentence, act.trigger)
    if report is not None:
        told = _main_time(sentence, report, times)
        if told and _is_news(told, calendar.anchor):
            return told
    if not is_fresh(sentence, act.trigger, act.event_type):
        return None
    teller = teller_of(sentence, act.trigger, act.event_type)
    around = own_time(sentence, teller, times) if teller is not None else None
    around = around or opening_time(sentence, times)
    if around:
        told = _dated(around)
        return told._replace(how="inferred") if told else None
    return calendar.days[sentence.sequence]


def _days(
    document: Document,
    article: Article,
    sentences: Sequence[Sentence],
    own: Sequence[Dated | None],
    anchor: date,
) -> Iterator[Dated]:
    """Where the telling stands: at the time of the sentence before, else at that of the lead.

    A paragraph goes on at its time, be it long ago; the next begins with the news again, or goes
    on from the last day told.
    """
    news = [each if each and _is_news(each, anchor) else None for each in own]
    body = [at for at, sentence in enumerate(sentences) if sentence.kind == "paragraph"]
    lead = next((news[at] for at in body[:LEAD] if news[at]), None)
    start = lead or _article_day(document, article, anchor)
    paragraphs = [_paragraph(article, sentence) for sentence in sentences]
    stands = start
    for at, sentence in enumerate(sentences):
        if not at or sentence.kind != "paragraph":
            stands = start
        elif paragraphs[at] == paragraphs[at - 1]:
            stands = own[at - 1] or stands
        else:
            stands = news[at - 1] or start
        yield stands


def _last_days(own: Sequence[Dated | None]) -> Iterator[Dated | None]:
    """The day told last before each sentence, if that is no more than two sentences back."""
    for at in range(len(own)):
        near = [each for each in own[max(0, at - 2) : at] if each]
        yield near[-1] if near and near[-1].told.granularity == "day" else None


def _paragraph(article: Article, sentence: Sentence) -> int:
    return bisect([segment.start for segment in article.segments], sentence.start)


def _article_day(document: Document, article: Article, anchor: date) -> Dated:
    """The day that the page prints, with its words where they are found above or in the story."""
    told = Told(anchor, None, "day")
    for segment in article.segments:
        if segment.kind == "boilerplate":
            for each in find_dates(document.text[segment.start : segment.end]):
                if each.day == anchor.isoformat():
                    at = segment.start
                    return Dated(told, Span(at + each.start, at + each.end), "dateline")
    return Dated(told, None, "dateline")


def _sentence_time(sentence: Sentence, times: Sequence[Placed]) -> Dated | None:
    """The time of what a sentence tells first of all: its main verb's, or what that reports."""
    root = next((token for token in sentence.tokens if token.head == token.i), None)
    if root is None or not times:
        return None
    mains = (root, *sentence.kids(root.i, "ccomp"))
    return next((found for each in mains if (found := _main_time(sentence, each.i, times))), None)


def _main_time(sentence: Sentence, verb: int, times: Sequence[Placed]) -> Dated | None:
    if tense_of(sentence, sentence.tokens[verb]) not in ("past", "perfect"):
        return None
    found = _dated(own_time(sentence, verb, times))
    return found._replace(how="inferred") if found else None


def _is_news(found: Dated, anchor: date) -> bool:
    day = found.told.granularity == "day"
    return day and timedelta(0) <= anchor - found.told.day <= NEWS
