"""Saved pages as text → articles: the reader "text 1"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.reading.decode import decode
from dragoman.reading.facts import Facts, find_facts, issue_day
from dragoman.reading.inputs import Input
from dragoman.reading.label import LONG_LINE
from dragoman.reading.lines import Unit
from dragoman.reading.page import Page, read_page
from dragoman.reading.split import Story, is_hinted, restates, split
from dragoman.reading.titles import key_at, site_suffix
from dragoman.records import Article, Document, Segment, SegmentKind, Span, content_id, text_sha256

READER = "text 1"
KEY_POINT = 5  # words: shorter bullets around a story are links

BlockKind = SegmentKind | Literal["dateline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a page: what it was taken for, why, and in which article it lies."""

    kind: BlockKind
    start: int
    end: int
    reason: str
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one input; every word of its text is in one of the blocks."""

    document: Document
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"


class _Piece(NamedTuple):
    """A block before it is known whether it lies inside an article."""

    kind: BlockKind
    start: int
    end: int
    reason: str
    inner: int  # where its own words begin, after a bullet's mark
    holds: bool  # belongs to the story, so that the article reaches to it


def read(input: Input) -> Reading:
    """Read one file's articles.

    In:     the bytes of one file. Out: its document, articles in order, and blocks for the audit.
    Raises: InputError for what only decoding can show: binary, HTML, an endless line.
    """
    decoded = decode(input.path, input.data)
    text = decoded.text
    document = Document(file=input.path, text=text, text_sha256=text_sha256(text), reader=READER)
    page = read_page(text)
    stories = split(page)
    issued = issue_day(page, stories[0].start) if stories else None
    articles: list[Article] = []
    blocks: list[Block] = []
    seen: Counter[str] = Counter()
    at = 0
    for story in stories:
        blocks += _outside(page, range(at, story.start))
        pieces = [
            piece for k in range(story.start, story.stop) for piece in _pieces(page, story, k)
        ]
        segments, found = _segments(text, pieces, len(articles))
        blocks += found
        facts = find_facts(page, story, issued)
        articles.append(_article(document, facts, segments, seen))
        at = story.stop
    blocks += _outside(page, range(at, len(page.units)))
    return Reading(
        document=document, articles=tuple(articles), blocks=tuple(blocks), encoding=decoded.encoding
    )


def article_text(document: Document, article: Article) -> str:
    """Give the stretch of a document that an article covers. Raises: nothing."""
    return document.text[article.segments[0].start : article.segments[-1].end]


def _article(
    document: Document,
    facts: Facts,
    segments: tuple[Segment, ...],
    seen: Counter[str],
) -> Article:
    covered = document.text[segments[0].start : segments[-1].end]
    index = sum(seen.values())
    ordinal = seen[covered]
    seen[covered] += 1
    headline = next((each for each in segments if each.kind == "headline"), None)
    title = document.text[headline.start : headline.end] if headline is not None else None
    return Article(
        id=content_id("a", covered, ordinal),
        file=document.file,
        index=index,
        title=" ".join(title.split()) if title is not None else None,
        source=facts.source,
        url=facts.url,
        language="en",
        text_sha256=document.text_sha256,
        reader=document.reader,
        published=facts.published,
        updated=facts.updated,
        place=facts.place,
        segments=segments,
    )


def _outside(page: Page, numbers: range) -> Iterator[Block]:
    for k in numbers:
        unit, label = page.units[k], page.labels[k]
        reason = label.reason if label.role not in ("short", "bullet") else "no story around it"
        yield Block(kind="boilerplate", start=unit.start, end=unit.end, reason=reason)


def _segments(
    text: str, pieces: list[_Piece], index: int
) -> tuple[tuple[Segment, ...], list[Block]]:
    held = [at for at, piece in enumerate(pieces) if piece.holds]
    low, high = held[0], held[-1]
    segments: list[Segment] = []
    blocks: list[Block] = []
    for at, piece in enumerate(pieces):
        inside = low <= at <= high
        blocks.append(
            Block(
                kind=piece.kind,
                start=piece.start,
                end=piece.end,
                reason=piece.reason,
                article=index if inside else None,
            )
        )
        if inside:
            kind: SegmentKind = "boilerplate" if piece.kind == "dateline" else piece.kind
            segments.append(Segment(kind=kind, start=piece.inner, end=piece.end))
    return tuple(segments), blocks


def _pieces(page: Page, story: Story, k: int) -> Iterator[_Piece]:
    """Cut one unit of a story into blocks: dateline, text, credit."""
    unit, label = page.units[k], page.labels[k]
    kind, reason, holds = _verdict(page, story, k)
    if kind == "headline":
        yield from _headline(page, k, reason)
        return
    if kind != "paragraph":
        inner = unit.inner if kind == "bullet" else 0
        yield _Piece(kind, unit.start, unit.end, reason, unit.start + inner, holds)
        return
    lead = label.lead
    dateline = label.dateline is not None
    if lead:
        yield from _cut(unit, Span(0, lead), "dateline" if dateline else "boilerplate",
                        "dateline" if dateline else "mark before the text")  # fmt: skip
    tail = label.tail if label.tail is not None and label.tail > lead else len(unit.text)
    yield from _cut(unit, Span(lead, tail), "paragraph", reason)
    if tail < len(unit.text):
        yield from _cut(
            unit, Span(tail, len(unit.text)), "boilerplate", "credit or link after the text"
        )


def _headline(page: Page, k: int, reason: str) -> Iterator[_Piece]:
    unit, label = page.units[k], page.labels[k]
    words = unit.text[label.lead :]
    suffix = site_suffix(words)
    stop = label.lead + suffix[0] if suffix else len(unit.text)
    if label.lead:
        yield from _cut(unit, Span(0, label.lead), "boilerplate", "mark before the headline")
    yield from _cut(unit, Span(label.lead, stop), "headline", reason)
    yield from _cut(unit, Span(stop, len(unit.text)), "boilerplate", "name of the site")


def _cut(unit: Unit, span: Span, kind: BlockKind, reason: str) -> Iterator[_Piece]:
    low, high = span
    part = unit.text[low:high]
    stripped = part.strip()
    if not stripped:
        return
    start = unit.start + low + len(part) - len(part.lstrip())
    yield _Piece(kind, start, start + len(stripped), reason, start, True)


def _verdict(page: Page, story: Story, k: int) -> tuple[SegmentKind, str, bool]:
    """Say what a unit of a story is: its kind, the reason, and whether the story reaches to it."""
    label = page.labels[k]
    if k == story.title:
        return "headline", "headline", True
    if k in story.pretext:
        return "boilerplate", "text before the headline", False
    if label.role == "caption":
        if page.labels[story.body].role == "caption" and story.body <= k <= story.last:
            return "paragraph", "all the text there is", True
        return "caption", label.reason, k <= story.last or k - story.last <= 2
    if k in story.deck:
        return _deck(page, story, k)
    if label.role in ("date", "byline", "dateline", "slug", "url"):
        near = k <= story.last + 3
        return "boilerplate", label.reason, near
    if k < story.body:
        return _in_head(page, story, k)
    return _in_body(page, story, k) if k <= story.last else _below(page, story, k)


def _deck(page: Page, story: Story, k: int) -> tuple[SegmentKind, str, bool]:
    after = page.labels[story.body].opening
    if after == "more-in" or is_hinted(page, k) or _below_byline(page, story, k):
        return "caption", "caption by its place above the text", True
    if story.title is not None and restates(page, k, key_at(page, story.title)):
        return "boilerplate", "repeated headline with a description", True
    return "bullet", "deck under the headline", True


def _below_byline(page: Page, story: Story, k: int) -> bool:
    """Tell whether the byline stands above: a deck is above it, a caption below."""
    facts = [
        x
        for x in range(story.title or story.start, story.body)
        if page.labels[x].role == "byline"
        or (page.labels[x].role == "date" and page.labels[x].dates)
    ]
    return bool(facts) and max(facts) < k


def _in_head(page: Page, story: Story, k: int) -> tuple[SegmentKind, str, bool]:
    label = page.labels[k]
    after_title = story.title is not None and k > story.title
    if story.title is not None and key_at(page, k) == key_at(page, story.title):
        repeated = label.role in ("short", "fragment", "other")
        return "boilerplate", "repeated headline", repeated
    if label.role == "bullet" and (after_title or story.title is None):
        if label.words >= KEY_POINT:
            return "bullet", "key point", True
        return "boilerplate", "list of links", False
    if label.role == "short" and after_title and label.words >= 6 and k == story.under:
        return "bullet", "deck under the headline", True
    reasons = {"short": "line near the headline", "fragment": "few words near the headline"}
    return "boilerplate", reasons.get(label.role, label.reason), False


def _in_body(page: Page, story: Story, k: int) -> tuple[SegmentKind, str, bool]:
    label, unit = page.labels[k], page.units[k]
    if label.role == "prose":
        agency = label.caption.agency if label.caption else None
        if agency and label.dateline is None and k not in (story.last, story.body):
            return "caption", "caption by its credit", True
        return "paragraph", label.reason, True
    if label.role == "bullet":
        led = k > 0 and page.units[k - 1].text.rstrip().endswith(":")
        beside = k > 0 and page.labels[k - 1].role == "bullet" and label.words > 1
        if label.words >= KEY_POINT or led or (beside and _in_list(page, k)):
            return "bullet", "item of a list", True
        return "boilerplate", "list of links", True
    if label.role == "short" and label.words >= LONG_LINE and not unit.text.isupper():
        return "paragraph", "long line in the text", True
    if k in (story.body, story.last):
        return "paragraph", "all the text there is", True
    if label.role == "fragment" and unit.text.rstrip("\"”’»'")[-1:] in (".", "!", "?"):
        return "paragraph", "short sentence", True
    reasons = {"short": "crosshead", "fragment": "crosshead or few words"}
    return "boilerplate", reasons.get(label.role, label.reason), True


def _in_list(page: Page, k: int) -> bool:
    """Tell whether a list that begins above was led in by a colon."""
    start = page.run_starts[k]
    return start > 0 and page.units[start - 1].text.rstrip().endswith(":")


def _below(page: Page, story: Story, k: int) -> tuple[SegmentKind, str, bool]:
    label = page.labels[k]
    joined = k < story.joined
    ended = page.units[k].text.rstrip("\"”’»'")[-1:] in (".", ";")
    if label.role == "bullet" and joined and (_in_list(page, k) or ended):
        return "bullet", "item of a list", True
    plain_line = label.role == "short" and joined and not page.units[k].text.isupper()
    if plain_line and k == story.last + 1:
        return "paragraph", "long line in the text", True
    if "credit" in label.reason or "copyright" in label.reason:
        return "boilerplate", label.reason, k - story.last <= 4
    reasons = {"short": "line after the story", "bullet": "list after the story"}
    return "boilerplate", reasons.get(label.role, label.reason), False
