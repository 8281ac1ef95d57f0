"""A page → its stories: where one ends and the next begins.

One page is one story unless two signs that don't depend on each other say that another begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dragoman.reading.label import LONG_LINE, Label
from dragoman.reading.page import Page
from dragoman.reading.titles import find_title, key_at, repeats

ENOUGH = 2.0
SHORT_TEXT = 60  # words: a single paragraph up to here may be the deck of a headline
_FACTS = ("date", "byline", "dateline", "furniture", "caption")
_YEARED = re.compile(r"\b(?:19|20)\d{2}\b")
_LEAD_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b|\byesterday\b|\([A-Z][A-Za-z/]{1,12}\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Story:
    """A stretch of a page's units, `start` up to `stop`, that tells one story."""

    start: int
    body: int  # its first paragraph
    last: int  # its last one
    stop: int
    title: int | None
    pretext: tuple[int, ...] = ()  # paragraphs before its headline
    deck: tuple[int, ...] = ()  # sentences between headline and byline
    under: int = -1  # the unit next to the headline and its repeats
    joined: int = 0  # where a list that goes on below the text ends


@dataclass(slots=True)
class _Group:
    """Paragraphs taken together so far."""

    start: int
    prose: list[int]
    pretext: list[int]
    title: int | None


def split(page: Page) -> list[Story]:
    """Find the stories of a page.

    In: a labelled page. Out: its stories in order; none where it has no text. Raises: nothing.
    """
    prose = [k for k, each in enumerate(page.labels) if each.role == "prose"]
    if not prose:
        return _bare(page)
    briefs = _briefs(page, prose) | _ruled(page, prose)
    low = _Cues._after_rule(page, -1, prose[0]) if prose[0] in briefs else 0
    first = _Group(low, [prose[0]], [], find_title(page, low, prose[0]))
    groups = [first]
    for at, nxt in pairwise(prose):
        _place(page, groups, at, nxt, briefs)
    stops = [group.start for group in groups[1:]] + [len(page.units)]
    return [_story(page, group, stop) for group, stop in zip(groups, stops, strict=True)]


def _place(page: Page, groups: list[_Group], at: int, nxt: int, briefs: frozenset[int]) -> None:
    """Put the paragraph `nxt` into the story so far, or let a new one begin."""
    group, brief = groups[-1], nxt in briefs
    cues = _Cues(page, at, nxt) if nxt > at + 1 or _cue_inside(page, nxt) else None
    if cues is None or not (brief or cues.say_new()):
        group.prose.append(nxt)
        return
    if not brief and len(group.prose) == 1 and _slight(page, group, cues):
        if group.title is not None:
            group.prose.append(nxt)
            return
        group.pretext += group.prose
        group.prose = [nxt]
        group.title = cues.title
        return
    greets = len(groups) == 1 and group.prose[0] not in briefs
    if brief and greets and _is_greeting(page, group):
        groups.clear()
    groups.append(_Group(_begins(page, at, nxt, cues.title), [nxt], [], cues.title))


def _cue_inside(page: Page, k: int) -> bool:
    each = page.labels[k]
    return each.opening == "byline" or page.units[k].page_break or page.units[k].blanks > 2


def _slight(page: Page, group: _Group, cues: _Cues) -> bool:
    """Tell whether the one paragraph so far is too little for a story of its own."""
    label = page.labels[group.prose[0]]
    if label.dateline is not None or cues.repeated or cues.rule:
        return False
    if label.words >= SHORT_TEXT:
        return False
    if group.title is None:
        return True
    has_facts = any(
        each.role in ("byline", "date") for each in page.labels[group.title : group.prose[0]]
    )
    return not has_facts and not (cues.headed and cues.dateline)


def _is_greeting(page: Page, group: _Group) -> bool:
    """Tell whether a digest's first words only greet and announce the items."""
    words = sum(page.labels[k].words for k in group.prose)
    return words < SHORT_TEXT and not any(_begins_as_news(page, k) for k in group.prose)


class _Cues:
    """What stands between two paragraphs, weighed as signs of a new story."""

    def __init__(self, page: Page, at: int, nxt: int) -> None:
        between = page.labels[at + 1 : nxt]
        label = page.labels[nxt]
        low = self._after_rule(page, at, nxt)
        self.title = find_title(page, low, nxt) if nxt > low else None
        words = page.labels[self.title].words if self.title is not None else 0
        self.dateline = bool(label.dateline and label.dateline.sure) or any(
            each.role == "dateline" for each in between
        )
        # Over a dateline even two words are a headline.
        self.headed = words >= 5 or (
            self.title is not None
            and ((self.dateline and self.title == nxt - 1) or (words >= 3 and self._firm(page)))
        )
        self.repeated = (
            self.title is not None
            and repeats(page, at + 1, nxt)[key_at(page, self.title)] > 1
            and words >= 3
        )
        self.rule = low > at + 1 or any(page.units[k].page_break for k in range(at + 1, nxt + 1))
        self.dated = any(each.role == "date" and each.dates for each in between)
        self.signed = any(each.reason.startswith("byline") for each in between)
        self.opened = label.opening == "byline"
        self.inside = any(each.effect == "inside" for each in between)
        self.ended = any(
            each.role in ("slug", "end") or "copyright" in each.reason for each in between
        )
        self.gap = max(page.units[k].blanks for k in range(at + 1, nxt + 1))
        self.usual = 3

    def _firm(self, page: Page) -> bool:
        return self.title is not None and page.units[self.title].marker == "#"

    @staticmethod
    def _after_rule(page: Page, at: int, nxt: int) -> int:
        for k in range(nxt - 1, at, -1):
            if page.labels[k].role in ("rule", "end") or page.units[k].page_break:
                return k + (page.labels[k].role in ("rule", "end"))
        return at + 1

    def say_new(self) -> bool:
        """Weigh the signs: two are needed, and one of them must be able to open a story."""
        weight = (
            1.0 * self.headed
            + 1.0 * self.repeated
            + 1.0 * self.rule
            + 1.0 * self.dateline
            + 1.0 * self.dated
            + 1.0 * self.signed
            + 2.0 * self.opened
            + 0.5 * self.ended
            + (1.0 if self.gap >= self.usual else 0.5 if self.gap == 2 else 0.0)
            - 2.0 * self.inside
        )
        opens = (
            self.headed
            or self.opened
            or (self.rule and (self.dateline or self.dated))
            or (self.dateline and (self.dated or self.signed or self.gap >= 2 or self.ended))
        )
        return opens and weight >= ENOUGH


def _begins(page: Page, at: int, nxt: int, title: int | None) -> int:
    """Find where a new story's units begin between two paragraphs."""
    low = _Cues._after_rule(page, at, nxt)
    if low > at + 1:
        return low
    if title is None:
        heads = ("date", "byline", "slug", "dateline")
        return next((k for k in range(low, nxt) if page.labels[k].role in heads), nxt)
    key = key_at(page, title)
    start = next(k for k in range(low, title + 1) if k == title or key_at(page, k) == key)
    for k in range(start - 1, low - 1, -1):
        if page.labels[k].role not in ("date", "slug", "fragment", "byline"):
            break
        if page.units[k].blanks >= 2 and page.units[start].blanks <= 1:
            return k
    return start


def _briefs(page: Page, prose: list[int]) -> frozenset[int]:
    """Find the items of a digest: many headlines, each over one or two paragraphs of news.

    A long report with crossheads looks alike; but there the paragraphs under them don't begin
    as news does, with a day, an agency or a dateline.
    """
    if any(each.role == "date" and each.reason == "time" for each in page.labels):
        return frozenset()
    heads = [nxt for at, nxt in pairwise(prose) if _headed_directly(page, at, nxt)]
    starts = [prose[0], *heads]
    if len(starts) < 3 or len(prose) > 2.5 * len(starts):
        return frozenset()
    news = sum(_begins_as_news(page, k) for k in starts)
    return frozenset(heads) if news >= 0.6 * len(starts) else frozenset()


def _ruled(page: Page, prose: list[int]) -> frozenset[int]:
    """Find the items of a newsletter: between rules, each with a headline right over its text."""
    found: set[int] = set()
    for at, nxt in pairwise([-1, *prose]):
        low = _Cues._after_rule(page, at, nxt)
        over = [k for k in range(low, nxt) if page.labels[k].role not in _FACTS]
        named = len(over) == 1 and page.labels[over[0]].role == "short"
        if named and low > 0 and page.labels[low - 1].role == "rule":
            found.add(nxt)
    return frozenset(found) if len(found) >= 3 else frozenset()


def _headed_directly(page: Page, at: int, nxt: int) -> bool:
    over = nxt - 1
    while over > at and page.labels[over].role in _FACTS:
        over -= 1
    if over <= at:
        return False
    label = page.labels[over]
    question = page.units[over].text.endswith("?")
    return label.role == "short" and label.words >= 5 and not question


def _begins_as_news(page: Page, k: int) -> bool:
    label = page.labels[k]
    if label.dateline is not None:
        return True
    return _LEAD_DAY.search(page.units[k].text[:400]) is not None


def _story(page: Page, group: _Group, stop: int) -> Story:
    prose, title = group.prose, group.title
    body = 0
    deck: list[int] = []
    if title is None and len(prose) > 1 and _headline_with_stop(page, group.start, prose):
        title, body = prose[0], 1
    # Sentences between a headline and its byline or date are its deck, not the body.
    while (
        title is not None
        and body + 1 < len(prose)
        and prose[body] > title
        and _is_deck(page, prose[body], prose[body + 1])
    ):
        deck.append(prose[body])
        body += 1
    body = _skip_lead_in(page, prose, body, title, deck)
    return Story(
        group.start,
        prose[body],
        prose[-1],
        stop,
        title,
        tuple(group.pretext),
        tuple(deck),
        _under(page, title, stop),
        _joined(page, prose[-1] + 1, stop),
    )


def _under(page: Page, title: int | None, stop: int) -> int:
    if title is None:
        return -1
    key = key_at(page, title)
    return next((k for k in range(title + 1, stop) if key_at(page, k) != key), -1)


def _joined(page: Page, low: int, stop: int) -> int:
    for k in range(low, stop):
        long = page.labels[k].role == "short" and page.labels[k].words >= LONG_LINE
        if not (long or page.labels[k].role == "bullet"):
            return k
    return stop


def _is_deck(page: Page, at: int, nxt: int) -> bool:
    label: Label = page.labels[at]
    if label.words >= SHORT_TEXT or label.dateline is not None:
        return False
    between = page.labels[at + 1 : nxt]
    facts = any(
        each.role in ("byline", "dateline") or (each.role == "date" and each.dates)
        for each in between
    )
    only_head = all(each.role not in ("short", "bullet") or each.words <= 4 for each in between)
    more_in = page.labels[nxt].opening == "more-in"
    return (facts and only_head) or more_in


def _skip_lead_in(
    page: Page, prose: list[int], body: int, title: int | None, deck: list[int]
) -> int:
    """Pass over a caption without credit before the dateline, and the headline said again."""
    if title is None:
        return body
    said = key_at(page, title)
    while body + 1 < len(prose):
        here, after = page.labels[prose[body]], page.labels[prose[body + 1]]
        dated = bool(after.dateline and after.dateline.sure) and here.dateline is None
        lead_in = is_hinted(page, prose[body]) or (dated and here.words < SHORT_TEXT)
        if not (lead_in or restates(page, prose[body], said)):
            return body
        deck.append(prose[body])
        body += 1
    return body


def is_hinted(page: Page, k: int) -> bool:
    """Tell whether a paragraph above the body has signs of a caption, if weak ones."""
    label = page.labels[k]
    if label.caption is None or label.dateline is not None or label.words > 80:
        return False
    return label.caption.agency is not None or _YEARED.search(page.units[k].text) is not None


def restates(page: Page, k: int, said: str) -> bool:
    """Tell whether a paragraph begins with the headline again, as page descriptions do."""
    if page.labels[k].dateline is not None or said.count(" ") < 3:
        return False
    key = key_at(page, k)
    return said in key[: len(said) + 24] and len(key) < 6 * len(said)


def _headline_with_stop(page: Page, start: int, prose: list[int]) -> bool:
    first, second = page.labels[prose[0]], page.labels[prose[1]]
    if first.words > 25 or first.dateline is not None or page.units[prose[0]].lines > 2:
        return False
    between = page.labels[prose[0] + 1 : prose[1]]
    facts = any(each.role in ("byline", "date", "dateline") for each in between)
    return facts or bool(second.dateline and second.dateline.sure)


def _bare(page: Page) -> list[Story]:
    """Read a page without a full sentence: a headline or two still make a story."""
    told = [
        k
        for k, each in enumerate(page.labels)
        if each.role in ("short", "bullet", "caption", "other", "fragment") and each.words >= 4
    ]
    rest = sum(each.role in ("furniture", "fragment", "short") for each in page.labels) - len(told)
    if not 1 <= len(told) <= 3 or rest > 2:
        return []
    title = told[0] if len(told) > 1 else None
    body = told[1] if len(told) > 1 else told[0]
    return [Story(0, body, told[-1], len(page.units), title)]
