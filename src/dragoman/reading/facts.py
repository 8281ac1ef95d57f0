"""What a page prints about a story of its: dates, place, outlet, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.reading.datelines import Dateline, readable
from dragoman.reading.dates import PageDate, find_dates, nearest_year
from dragoman.reading.page import Page
from dragoman.reading.split import Story
from dragoman.reading.titles import site_suffix
from dragoman.reading.words import cities, domains

_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_AFTER_TIME = re.compile(
    r"\b(?:[ap]\.?m\.?|[A-Z]{2,4}T|\d{4})\s*[-–—|,]\s*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{3,30})$"
)
_OTHERS = re.compile(
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|youtu|t|pinterest|reddit|telegram|flipboard)"
    r"\.(?:com|co|me|be)/|/share|sharer|intent/tweet|mailto:",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#\s]+)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\W*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\W*(?:by\s+)?(?:\d{4}\W*)?(?P<who>[A-Z][^.,;|()]{2,40})",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """The page's own facts about one story."""

    published: str | None
    updated: str | None
    place: str | None
    source: str | None
    url: str | None


def issue_day(page: Page, first: int) -> str | None:
    """Give the day in a digest's head, above its first story. Raises: nothing."""
    days = {each.day for k in range(first) for each in _at(page, k) if each.day}
    return days.pop() if len(days) == 1 else None


def find_facts(page: Page, story: Story, issued: str | None = None) -> Facts:
    """Gather what a page prints about one story.

    In:     the page, the story, and the day of the digest that it is in.
    Out:    its facts, None for what isn't printed or is in doubt.
    Raises: nothing.
    """
    dateline = _dateline(page, story)
    url = _url(page, story)
    printed = list(_dates(page, story))
    updated = next((each.day for each in printed if each.meaning == "updated" and each.day), None)
    published = _published(page, story, printed, updated, dateline)
    if published is None and updated is None:
        published = (_url_day(url) if url is not None else None) or issued
    place = readable_place(dateline) or _place_after_date(page, story)
    return Facts(published, updated, place, _source(page, story, dateline, url), url)


def readable_place(dateline: Dateline | None) -> str | None:
    """Give a dateline's place in readable case. Raises: nothing."""
    return readable(dateline.place) if dateline is not None else None


def _place_after_date(page: Page, story: Story) -> str | None:
    """Find the place that some papers print beside the time: "… 09:14 am IST - NEW DELHI"."""
    for k in range(story.start, story.body):
        label = page.labels[k]
        if label.role != "date":
            continue
        match = _AFTER_TIME.search(page.units[k].text)
        if match is not None:
            return readable(match["city"])
        before = page.units[k].text[: label.dates[0].start].strip(" ,|-–—") if label.dates else ""
        if before.isupper() and before.lower() in cities():
            return readable(before)
    return None


def _dateline(page: Page, story: Story) -> Dateline | None:
    own = page.labels[story.body].dateline
    if own is not None and own.place:
        return own
    low = story.start if story.title is None else story.title
    for k in range(story.body - 1, low - 1, -1):
        found = page.labels[k].dateline
        if page.labels[k].role == "dateline" and found is not None:
            return found
    return own


def _dates(page: Page, story: Story) -> Iterator[PageDate]:
    """List the dates printed with a story, the best first.

    Those labelled, wherever they stand; then those after the headline; then those above it,
    nearest first; a bare date under the story may be that of another one.
    """
    head = range(story.start, story.body)
    title = story.title if story.title is not None else story.start
    below = [k for k in head if k >= title]
    if story.title is None:
        below.reverse()  # the nearest to the text: far above it the site prints today's date
    above = [k for k in reversed(head) if k < title]
    inside = range(story.body, story.last + 1)
    after = range(story.last + 1, story.stop)
    every = [(k, each) for k in (*below, *above, *after, *inside) for each in _at(page, k)]
    yield from (each for _, each in every if each.meaning)
    yield from (each for k, each in every if not each.meaning and k < story.body)
    near = [(k, each) for k, each in every if not each.meaning and k > story.last]
    yield from (each for k, each in near if k - story.last <= 2)


def _at(page: Page, k: int) -> tuple[PageDate, ...]:
    label = page.labels[k]
    return label.dates if label.role in ("date", "byline", "slug") else ()


def _published(
    page: Page,
    story: Story,
    printed: list[PageDate],
    updated: str | None,
    dateline: Dateline | None,
) -> str | None:
    labelled = [each.day for each in printed if each.meaning == "published" and each.day]
    if labelled:
        return labelled[0]
    filed = dateline.date if dateline is not None else None
    if filed is not None and filed.day is not None:
        return filed.day
    # A bare date is when the page appeared.
    bare = [each for each in printed if not each.meaning]
    full = next((each.day for each in bare if each.day), None)
    if full is not None:
        return full
    loose = [each.month_day for each in [*([filed] if filed else []), *bare]]
    anchors = [day for day in (updated, *_other_days(page, story)) if day is not None]
    return nearest_year(loose[0], anchors) if loose and anchors else None


def _other_days(page: Page, story: Story) -> Iterator[str]:
    """List full dates near a story that tell its year: in captions, in a copyright line."""
    for k in range(story.start, story.stop):
        label = page.labels[k]
        if label.role == "caption":
            found = find_dates(page.units[k].text[:600])
        elif label.role in ("furniture", "slug"):
            found = list(label.dates)
        else:
            continue
        yield from (each.day for each in found if each.day is not None)


def _url(page: Page, story: Story) -> str | None:
    """Find the page's own address: printed on a line of its own, and not a button's."""
    nearest = sorted(
        (k for k in range(story.start, story.stop) if page.labels[k].role == "url"),
        key=lambda k: abs(k - story.body),
    )
    for k in nearest:
        address = page.labels[k].source
        if address and not _OTHERS.search(address):
            return address
    return None


def _url_day(url: str) -> str | None:
    match = _URL_DAY.search(url)
    if match is None:
        return None
    found = find_dates("-".join(match.groups()))
    return found[0].day if found else None


def _source(page: Page, story: Story, dateline: Dateline | None, url: str | None) -> str | None:
    """Name the outlet, else the agency, that the page says it is from."""
    head = range(story.start, story.body)
    tail = range(story.last + 1, story.stop)
    sites = [page.labels[k].source for k in head if page.labels[k].role == "furniture"]
    named = [each for each in sites if each]
    if story.title is not None:
        suffix = site_suffix(page.units[story.title].text)
        named += [suffix[1]] if suffix else []
    named += [each for each in [_domain(url)] if each]
    signed = [page.labels[k].source for k in (*head, *tail) if page.labels[k].role == "byline"]
    named += [each for each in signed if each]
    named += [dateline.agency] if dateline is not None and dateline.agency else []
    last = page.labels[story.last].caption
    named += [last.agency] if last is not None and last.agency else []
    named += [each for each in (_owner(page, k) for k in tail) if each]
    return named[0] if named else None


def _domain(url: str | None) -> str | None:
    match = _HOST.match(url) if url else None
    if match is None:
        return None
    parts = match[1].lower().split(".")
    return next(
        (found for at in range(len(parts) - 1) if (found := domains().get(".".join(parts[at:])))),
        None,
    )


def _owner(page: Page, k: int) -> str | None:
    if page.labels[k].reason != "copyright line":
        return None
    match = _COPYRIGHT.match(page.units[k].words)
    who = match["who"].strip() if match else ""
    return who if who and not who.lower().startswith(("all rights", "reserved")) else None
