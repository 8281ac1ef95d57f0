"""The stages composed: readings in, coded documents out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman import __version__
from dragoman.actors import find_mentions
from dragoman.errors import DragomanError, InputError
from dragoman.events import Rejection, Told, code_events
from dragoman.figures.stage import find_figures
from dragoman.language import parse_articles
from dragoman.places import dateline_country
from dragoman.reading import Input, Reading, read
from dragoman.records import Article, Document, Event, Figure, Record, Resolution, Statement
from dragoman.resolutions.assemble import resolutions_of, texts_of, with_votes
from dragoman.settings import USUAL, Settings
from dragoman.statements import find_statements

CODER = f"dragoman {__version__}+en-1"
Further = Statement | Figure | Resolution
Stage = Callable[[Told, Sequence[Event], str, Settings], Iterable[Further]]
# What is read of an article once its events are known; each gets these, never the others' records.
FURTHER: tuple[Stage, ...] = (find_statements, find_figures)


@dataclass(frozen=True, slots=True)
class Coded:
    """One document with everything that was read in it; `records` follow the page's order.

    `further` are the statements, figures and resolutions.
    """

    document: Document
    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    rejected: tuple[Rejection, ...] = ()
    further: tuple[Further, ...] = ()

    @property
    def by_article(self) -> tuple[tuple[Article, tuple[Event, ...]], ...]:
        """Each article with its events. Raises: nothing."""
        told: dict[str, list[Event]] = {article.id: [] for article in self.articles}
        for event in self.events:
            told[event.article].append(event)
        return tuple((article, tuple(told[article.id])) for article in self.articles)

    @property
    def records(self) -> tuple[Record, ...]:
        """Each article, followed by what was read in it. Raises: nothing."""
        told: dict[str, list[Event | Further]] = {article.id: [] for article in self.articles}
        for each in (*self.events, *self.further):
            told[each.article].append(each)
        found: list[Record] = []
        for article in self.articles:
            found += [article, *sorted(told[article.id], key=_place)]
        return tuple(found)


def _place(record: Event | Further) -> int:
    return record.text_info.start if isinstance(record, Event) else record.start


def code(readings: Sequence[Reading], settings: Settings = USUAL) -> list[Coded]:
    """Code documents that were read.

    In:     readings; the user's settings.
    Out:    one `Coded` for each reading, in order; the same whatever else is in the batch.
    Raises: DragomanError if the parser or the model is missing.
    """
    return [_code_one(reading, settings) for reading in readings]


def _code_one(reading: Reading, settings: Settings) -> Coded:
    document, articles = reading.document, reading.articles
    parsed = parse_articles(document, [article.segments for article in articles])
    events: list[Event] = []
    rejected: list[Rejection] = []
    further: list[Further] = []
    for article, sentences in zip(articles, parsed, strict=True):
        mentions = find_mentions(
            sentences, dateline_country(article.place), _day(article, settings)
        )
        told = Told(document, article, sentences, mentions)
        coded = code_events(told, CODER, settings)
        texts = texts_of(told, settings)
        here = with_votes(told, coded.events, texts, CODER)
        events += here
        rejected += coded.rejected
        for stage in FURTHER:
            further += stage(told, here, CODER, settings)
        further += resolutions_of(told, texts, here, CODER)
    return Coded(document, articles, tuple(events), tuple(rejected), tuple(further))


def _day(article: Article, settings: Settings) -> str | None:
    told = article.published or article.updated
    return told or (settings.published.isoformat() if settings.published else None)


def code_inputs(
    inputs: Iterable[Input | InputError], settings: Settings = USUAL
) -> Iterator[tuple[Input, Coded] | InputError]:
    """Read and code inputs one after another; a bad one is passed on as its error.

    In:     inputs as `reading.inputs` gives them; the user's settings.
    Out:    each input with what was coded, or the error that says why it was not.
    Raises: DragomanError if the parser is missing.
    """
    for each in inputs:
        if isinstance(each, InputError):
            yield each
            continue
        try:
            yield each, code([read(each)], settings)[0]
        except InputError as error:
            yield error
        except DragomanError:
            raise
        except Exception as error:
            # A fault of ours on one page, whatever it is, must not cost the others.
            reason = f"could not be coded ({type(error).__name__}: {error}); please report it"
            yield InputError(each.path, reason)
