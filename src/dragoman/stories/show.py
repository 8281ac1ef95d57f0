"""Stories, their reports and the copies of pages as lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.printing import harmless
from dragoman.records import Party, Story
from dragoman.stories.pairs import reasons_line

if TYPE_CHECKING:
    from dragoman.store.told import CopyShown, PageShown, ReportShown, StoryShown

MOST_CHANGES = 20
WAYS = {"copy": "a copy", "update": "an update", "shortened": "cut short", "extended": "extended"}


def story_lines(found: Iterable[Story]) -> Iterator[str]:
    """A list of stories: two lines for each, what happened and who tells it. Raises: nothing."""
    for story in found:
        yield harmless(f"{story.id}  {_days(story)}  {_act(story)}  {_who(story)}")
        told = [_counted(len(story.reports), "report"), _counted(story.sources, "source")]
        if story.place.name:
            told.append(story.place.name)
        if story.disagreements:
            told.append(f"disagree on {', '.join(story.disagreements)}")
        yield harmless(f"    {' · '.join(told)}")


def shown_lines(shown: StoryShown) -> Iterator[str]:
    """A story: what it is, what its reports disagree on, each report with why it belongs here.

    Raises: nothing.
    """
    story = shown.story
    yield f"story       {story.id}"
    yield harmless(f"type        {_act(story)} · {story.status}")
    yield harmless(f"who         {_who(story)}")
    yield harmless(f"when        {_days(story)}")
    if story.place.name:
        yield harmless(f"where       {story.place.name} {story.place.country or ''}".rstrip())
    yield (
        f"told by     {_counted(len(story.reports), 'report')} of"
        f" {_counted(story.sources, 'source')}, {story.first_reported or 'no day'}"
        f" to {story.last_reported or 'no day'}"
    )
    yield f"sure        confidence {story.confidence:.2f}"
    for flag in story.flags:
        yield f"note        {flag}"
    for name, values in story.disagreements.items():
        told = (
            f"{value.value} ({_counted(len(value.reports), 'report')}"
            f"{', the latest' if value.latest else ''})"
            for value in values
        )
        yield harmless(f"disagree    {name}: {'; '.join(told)}")
    for report in shown.reports:
        yield ""
        yield from _report(report)


def page_lines(shown: PageShown) -> Iterator[str]:
    """A page: its copies, the likest first, and what changed between versions. Raises: nothing."""
    article = shown.article
    yield harmless(f"article     {article.id}  {article.title or '(no title)'}")
    yield harmless(f"file        {shown.file}")
    if shown.root != article.id:
        yield f"goes back to {shown.root}"
    if not shown.copies:
        yield "no copy of it in the store"
    for copy in shown.copies:
        yield ""
        yield from _copy(copy)


def _copy(copy: CopyShown) -> Iterator[str]:
    later = copy.link.later == copy.article.id
    told = f"is {WAYS[copy.link.kind]} of it" if later else f"it is {WAYS[copy.link.kind]} of this"
    if copy.link.kind in ("shortened", "extended"):
        told = f"the later page is {WAYS[copy.link.kind]}"
    day = copy.article.updated or copy.article.published or "no day"
    head = f"{copy.article.id}  {day}  {told}, {copy.link.likeness:.0%} alike"
    yield harmless(head)
    yield harmless(f"    {copy.article.title or '(no title)'} · {copy.file}")
    for sign, sentences in (("+", copy.changes.added), ("-", copy.changes.removed)):
        yield from (harmless(f"    {sign} {told}") for told in sentences[:MOST_CHANGES])
        if len(sentences) > MOST_CHANGES:
            yield f"    {sign} … {len(sentences) - MOST_CHANGES} more"


def _report(report: ReportShown) -> Iterator[str]:
    event, article = report.event, report.article
    day = article.updated or article.published or "no day"
    source = article.source or "no source named"
    yield harmless(f"{event.id}  {day}  {source}: {article.title or '(no title)'}")
    yield harmless(f"    {' '.join(event.text.split())}")
    yield harmless(f"    {report.file}")
    if report.copy_of:
        yield f"    its page goes back to {report.copy_of}"
    if report.reasons:
        yield f"    why: {reasons_line(report.reasons)}"


def _act(story: Story) -> str:
    return " / ".join((story.event_type, *story.modes))


def _days(story: Story) -> str:
    if story.date is None:
        return f"told {story.first_reported}" if story.first_reported else "no day"
    return f"{story.date} to {story.enddate}" if story.enddate else story.date


def _who(story: Story) -> str:
    actor, recipient = _names(story.actor), _names(story.recipient)
    return f"{actor} → {recipient}" if recipient else actor


def _names(parties: Sequence[Party]) -> str:
    """Each party once: "Ishaq Dar (PAK GOV)"."""
    told = []
    for party in parties:
        code = " ".join(filter(None, (party.code, party.sector)))
        name = party.name or party.entity_text
        told.append(f"{name} ({code})" if name and code else name or code or "unknown")
    return ", ".join(dict.fromkeys(told))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
