"""The story record: one act, all its reports, and what they disagree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from dragoman.records import Event, Party, Size, Story, Value, content_id
from dragoman.stories.pairs import MUTUAL

SIZES = tuple(each.name for each in fields(Size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An event with what its page tells of itself.

    `day`: when the page was published, or last updated; `outlet`: who first printed these words:
    copies of one page have one outlet.
    """

    event: Event
    day: str | None
    outlet: str


def story_of(reports: Sequence[Report]) -> Story:
    """Make the record of a story.

    In:     all its reports, in any order; one at least.
    Out:    the record: type, parties, days and place of the report that tells most, the id from
            the first report. The same for any order.
    Raises: ValueError without reports.
    """
    if not reports:
        raise ValueError("a story without reports; give at least one")
    ordered = sorted(reports, key=_order)
    chosen = max(ordered, key=_telling).event
    days = [report.day for report in ordered if report.day]
    return Story(
        id=content_id("s", ordered[0].event.id),
        event=chosen.id,
        event_type=chosen.event_type,
        modes=chosen.modes,
        status=chosen.status,
        actor=chosen.actor,
        recipient=chosen.recipient,
        date=chosen.date,
        enddate=chosen.enddate,
        place=chosen.event_loc,
        reports=tuple(report.event.id for report in ordered),
        sources=len({report.outlet for report in ordered}),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        disagreements=disagreements(ordered),
        flags=tuple(_flags(ordered)),
        confidence=max(report.event.confidence for report in ordered),
    )


def disagreements(reports: Sequence[Report]) -> Mapping[str, tuple[Value, ...]]:
    """List the fields that reports tell otherwise, each with all values and who gives them.

    In:     reports, the first first.
    Out:    for each such field its values in the order in which they were first told; a report
            that does not tell a field contradicts nobody. Raises: nothing.
    """
    told: dict[str, dict[int | str, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for name, value in _values(report.event):
            told[name][value].append(report)
    return {name: _told(values) for name, values in sorted(told.items()) if len(values) > 1}


def _told(values: Mapping[int | str, Sequence[Report]]) -> tuple[Value, ...]:
    latest = max(report.day or "" for told in values.values() for report in told)
    return tuple(
        Value(
            value=value,
            reports=tuple(report.event.id for report in told),
            latest=bool(latest) and any(report.day == latest for report in told),
        )
        for value, told in values.items()
    )


def _values(event: Event) -> Iterator[tuple[str, int | str]]:
    yield "event_type", event.event_type
    if event.modes:
        yield "modes", " ".join(sorted(event.modes))
    if event.date:
        yield "date", f"{event.date}/{event.enddate}" if event.enddate else event.date
    if event.event_loc.name:
        yield "place", event.event_loc.name
    for name in SIZES:
        number = getattr(event.size, name)
        if number is not None:
            yield f"size.{name}", number
    yield from _sides(event)


def _sides(event: Event) -> Iterator[tuple[str, str]]:
    # Who met whom: no report says otherwise by naming the guest first.
    sides = {"actor": event.actor, "recipient": event.recipient}
    if event.event_type in MUTUAL:
        sides = {"parties": (*event.actor, *event.recipient)}
    for name, parties in sides.items():
        codes = " ".join(sorted({party.code for party in parties if party.code}))
        if codes:
            yield name, codes


def _order(report: Report) -> tuple[bool, str, str]:
    return report.day is None, report.day or "", report.event.id


def _telling(report: Report) -> tuple[int, float]:
    """How much of the act it tells; of equals, `max` takes the first."""
    event = report.event
    parties = (*event.actor, *event.recipient)
    told = (
        event.date, event.event_loc.name, _coded(event.actor), _coded(event.recipient), event.modes,
        any(party.name for party in parties), any(getattr(event.size, name) for name in SIZES),
    )  # fmt: skip
    return sum(map(bool, told)), event.confidence


def _coded(parties: Sequence[Party]) -> bool:
    return any(party.code for party in parties)


def _flags(reports: Sequence[Report]) -> Iterator[str]:
    undated = sum(not report.day and not report.event.date for report in reports)
    if undated == len(reports):
        yield "no report has a day; nothing tells when this was"
    elif undated:
        yield f"{undated} of {len(reports)} reports have no day of their own"
