"""Fetching a relation's events and its coverage from the store."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dragoman.relations.forms import Active, Asked, By, Choice, Seen
from dragoman.relations.periods import period_of
from dragoman.relations.sides import WORLD, Side
from dragoman.store.dyads import SHARED, Way
from dragoman.store.telling import stories_of

SHARED_PLACES = " OR ".join(f"{{side}} GLOB '{code}/*'" for code in sorted(SHARED - {"MNC"}))
COLUMNS = (
    "record, document, article, day, last, way, event_type, quad_code, event_scale, status,"
    " confidence, dated"
)


class Row(NamedTuple):
    """One event of a relation with what its counting needs; `dated`: by its own date."""

    record: str
    document: int
    article: int
    day: str
    last: str
    way: Way
    event_type: str
    quad_code: int
    event_scale: float
    status: str
    confidence: float
    dated: int


def rows_of(connection: sqlite3.Connection, asked: Asked, choice: Choice) -> list[Row]:
    """Fetch a relation's events, each once, ordered by day and id.

    In:     a connection (see `Store.questions`); the two sides and the time; which events count.
    Out:    an event in which each side acts on the other is `both`. The same story in two files
            counts once; with `choice.once`, an event told in several stories too.
    Raises: sqlite3.Error.
    """
    conditions, values = _where(asked, choice)
    found: dict[str, Row] = {}
    for each in connection.execute(f"SELECT {COLUMNS} FROM dyads WHERE {conditions}", values):  # noqa: S608
        known = found.get(each[0])
        if known is None:
            found[each[0]] = Row(*each)
        elif known.way != each[5] and known.document == each[1]:
            found[each[0]] = known._replace(way="both")
        elif each[1] < known.document:
            found[each[0]] = Row(*each)
    rows = sorted(found.values(), key=lambda row: (row.day, row.record))
    return list(_once(connection, rows)) if choice.once else rows


def left_out(connection: sqlite3.Connection, asked: Asked, kept: int) -> int:
    """Count the events between two sides, whatever their status or sector, beyond `kept`.

    Raises: sqlite3.Error.
    """
    conditions, values = _where(asked, Choice(statuses=(), sectors=()))
    (count,) = connection.execute(
        f"SELECT count(DISTINCT record) FROM dyads WHERE {conditions}",  # noqa: S608 - ours
        values,
    ).fetchone()
    return max(0, int(count) - kept)


def _once(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[Row]:
    """Of the events that tell one story, keep the surest."""
    told = stories_of(connection, [row.record for row in rows])
    best: dict[str, Row] = {}
    for row in rows:
        story = told.get(row.record, row.record)
        if story not in best or row.confidence > best[story].confidence:
            best[story] = row
    return iter(sorted(best.values(), key=lambda row: (row.day, row.record)))


def _where(asked: Asked, choice: Choice) -> tuple[str, list[object]]:
    """The condition and its values; no word of the user's stands in the condition itself."""
    told = list(_conditions(asked, choice))
    return " AND ".join(text for text, _ in told), [each for _, values in told for each in values]


def _conditions(asked: Asked, choice: Choice) -> Iterator[tuple[str, Sequence[object]]]:
    first, second = asked.first, asked.second
    if first.places:
        yield _among("here", first.places)
    if second.places:
        yield _among("there", second.places)
    elif first.places:
        yield _among("there", first.places, "NOT IN")
    if first.places == second.places:
        # Among themselves: each event stands in the table from both sides.
        yield "way <> 'in'", ()
    if first.places != second.places or len(first.places) > 1:
        yield "here <> there", ()
    if asked.since:
        yield "day >= ?", (asked.since.isoformat(),)
    if asked.until:
        yield "(day <= ? AND day <> '')", (asked.until.isoformat(),)
    yield from _chosen(choice)


def _chosen(choice: Choice) -> Iterator[tuple[str, Sequence[object]]]:
    if choice.statuses:
        yield _among("status", choice.statuses)
    if choice.types:
        yield _among("event_type", choice.types)
    if choice.least:
        yield "confidence >= ?", (choice.least,)
    if choice.sectors:
        for side in ("here", "there"):
            among, values = _among(f"{side}_sector", choice.sectors)
            world, more = _among(side, WORLD)
            official = f"{side}_sector = '' AND ({world} OR {SHARED_PLACES.format(side=side)})"
            yield f"({among} OR ({official}))", (*values, *more)


def _among(column: str, values: Sequence[str], sign: str = "IN") -> tuple[str, Sequence[str]]:
    return f"{column} {sign} ({', '.join('?' * len(values))})", values


class Covered(NamedTuple):
    """How many articles of one period name both sides, and from where."""

    articles: int
    sources: tuple[tuple[str, int], ...]


def coverage(connection: sqlite3.Connection, asked: Asked, by: By) -> Mapping[str, Covered] | None:
    """Count the articles that name both sides, by period and source.

    In:     the two sides and the time; with "all" as the second side, articles that name the
            first; with two groups, a country of each (not the same one).
    Out:    by the period's first day; an article in several files once. None where a side is a
            body, whose naming is not kept. Articles without a day are in no period.
    Raises: sqlite3.Error.
    """
    if "body" in (asked.first.kind, asked.second.kind) or asked.first.kind == "all":
        return None
    found: dict[str, Counter[str]] = {}
    for day, source, articles in connection.execute(*_naming(asked)):
        found.setdefault(period_of(day, by), Counter())[source] += articles
    return {
        period: Covered(sum(counts.values()), _most_first(counts))
        for period, counts in found.items()
    }


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _naming(asked: Asked) -> tuple[str, list[object]]:
    first, values = _among("one.country", asked.first.countries)
    conditions, given = [first, "one.day <> ''"], [*values]
    other = ""
    if asked.second.countries and asked.second.countries != asked.first.countries[:1]:
        second, more = _among("two.country", asked.second.countries)
        other = (
            "JOIN namings AS two ON two.document = one.document AND two.article = one.article"
            f" AND two.country <> one.country AND {second}"
        )
        given = [*more, *values]
    for sign, day in ((">=", asked.since), ("<=", asked.until)):
        if day:
            conditions.append(f"one.day {sign} ?")
            given.append(day.isoformat())
    return (
        "SELECT one.day, one.source, count(DISTINCT one.article)"  # noqa: S608 - ours
        f" FROM namings AS one {other} WHERE {' AND '.join(conditions)}"
        " GROUP BY one.day, one.source",
        list[object](given),
    )


def events_of(
    connection: sqlite3.Connection,
    asked: Asked,
    choice: Choice,
    *,
    limit: int = 200,
    offset: int = 0,
) -> tuple[tuple[Seen, ...], int]:
    """List a relation's events, the newest first, for stepping from a point to its sentences.

    In:     the two sides, and a point's `day` and `last` as the time; at most so many, after the
            first `offset`. Out: the events, and how many there are in all. `Store.show` gives an
            event's sentence by its id. Raises: sqlite3.Error.
    """
    rows = rows_of(connection, asked, choice)
    rows.reverse()
    return tuple(_seen(row) for row in rows[offset : offset + limit]), len(rows)


def _seen(row: Row) -> Seen:
    return Seen(
        row.record, row.document, row.day, row.last, row.way, row.event_type, row.quad_code,
        row.event_scale, row.status, row.confidence,
    )  # fmt: skip


def most_active(
    connection: sqlite3.Connection,
    choice: Choice,
    since: date | None = None,
    until: date | None = None,
    *,
    limit: int = 10,
) -> tuple[Active, ...]:
    """Name the pairs with most events in a time, those of one country with itself left out.

    Out: the busiest first, then by name; each pair once, the sides in the order of their names.
    Raises: sqlite3.Error.
    """
    told: Iterable[tuple[str, Sequence[object]]] = [
        ("here < there", ()),
        *([("day >= ?", (since.isoformat(),))] if since else []),
        *([("(day <= ? AND day <> '')", (until.isoformat(),))] if until else []),
        *_chosen(choice),
    ]
    conditions = " AND ".join(text for text, _ in told)
    values = [each for _, values in told for each in values]
    rows = connection.execute(
        "SELECT here, there, count(*) AS events, avg(event_scale) FROM"  # noqa: S608 - ours
        " (SELECT DISTINCT here, there, record, event_scale FROM dyads"
        f" WHERE {conditions}) GROUP BY here, there ORDER BY events DESC, here, there LIMIT ?",
        [*values, limit],
    )
    return tuple(Active(*row) for row in rows)


def pairs_side(place: str) -> Side:
    """Make a side of a place as `most_active` names it. Raises: nothing."""
    known = () if "/" in place or place in WORLD else (place,)
    kind = "country" if known else "body"
    return Side(label=place, name=place, kind=kind, places=(place,), countries=known)  # type: ignore[arg-type]
