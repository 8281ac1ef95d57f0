"""Which records a person's judgement would teach most about."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from dragoman.records import Event
from dragoman.workbench.listing import Row, by_ids, count_with
from dragoman.workbench.reports import disagreeing, in_dispute

# So many unjudged events nearest to even odds are weighed.
WEIGHED = 400
DISPUTED = 0.3


class Candidate(NamedTuple):
    """An event to be looked at: its weight, and the reasons in words."""

    row: Row
    weight: float
    reasons: tuple[str, ...]


_NEAREST = """
SELECT record FROM listed
 WHERE kind = 'event' AND confidence {sign} 0.5
   AND NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.record = listed.record)
 ORDER BY confidence {order} LIMIT :limit
"""


def worth_asking(connection: sqlite3.Connection, limit: int) -> list[Candidate]:
    """List events that nobody judged, those that teach most first.

    In:     an open store; at most so many.
    Out:    weight = 4p(1-p), which is 1 at even odds, plus how common the type is (0 to 1), plus
            the share of this type's judged records that were put right or rejected, plus 1 where
            other reports of the event tell something else.
    Raises: nothing.
    """
    ids = [
        row[0]
        for sign, order in ((">=", "ASC"), ("<", "DESC"))
        for row in connection.execute(
            _NEAREST.format(sign=sign, order=order), {"limit": WEIGHED // 2}
        )
    ]
    ids = list(dict.fromkeys([*ids, *disagreeing(connection, WEIGHED // 4)]))
    disputed = in_dispute(connection, ids)
    wrong = _wrong_by_type(connection)
    total = max(1, count_with(connection, "k", "event"))
    shares: dict[str, float] = {}
    found = []
    for row in by_ids(connection, ids):
        if isinstance(row.record, Event):
            kind = row.record.event_type
            if kind not in shares:
                shares[kind] = count_with(connection, "t", kind) / total
            each = _candidate(row, row.record, shares[kind], wrong.get(kind, 0.0))
            found.append(_disputed(each) if row.record.id in disputed else each)
    found.sort(key=lambda each: (-each.weight, each.row.record.id))
    return found[:limit]


def _candidate(row: Row, event: Event, share: float, wrong: float) -> Candidate:
    doubt = 4 * event.confidence * (1 - event.confidence)
    reasons = [f"probability {event.confidence:.2f}"]
    if share >= 0.05:
        reasons.append(f"{event.event_type} is {100 * share:.0f} % of all events")
    if wrong >= DISPUTED:
        reasons.append(f"{100 * wrong:.0f} % of judged {event.event_type} were wrong")
    return Candidate(row, doubt + share + wrong, tuple(reasons))


def _disputed(each: Candidate) -> Candidate:
    return each._replace(weight=each.weight + 1, reasons=(*each.reasons, "reports of it disagree"))


def _wrong_by_type(connection: sqlite3.Connection) -> dict[str, float]:
    """How many of each type's judged events were put right or rejected, drawn towards none."""
    judged: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for kind, decision in connection.execute(
        "SELECT json_extract(machine, '$.event_type'), decision FROM corrections WHERE number IN"
        " (SELECT max(number) FROM corrections GROUP BY record)"
    ):
        if kind:
            judged[kind] += 1
            wrong[kind] += decision != "accepted"
    # Two more that were right: one record is no rule.
    return {kind: wrong[kind] / (count + 2) for kind, count in judged.items()}
