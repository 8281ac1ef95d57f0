"""Which events of a store tell one act: kept up to date with what came and went.

What is due is done in steps of one transaction each. Only components with a changed event are put
together anew, so a day's pages change only what they touch; the outcome depends on what the store
holds, never on the order in which it came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from dragoman.jsonl import from_json, to_json
from dragoman.records import Event
from dragoman.store.copies import day_of_copies, root_of, update_pages
from dragoman.stories.blocks import is_open, keys_of
from dragoman.stories.cluster import grouped
from dragoman.stories.facts import Facts, facts_of
from dragoman.stories.keeping import packed, shape_key, unpacked, version
from dragoman.stories.pairs import score
from dragoman.stories.telling import Report, story_of

Value = TypeVar("Value", int, str)
# A second or less: as long as another writer may have to wait.
STEP = 500
# Under SQLite's bound for the values of one query, also in old builds.
MOST_VALUES = 900


class _Shape(NamedTuple):
    number: int
    facts: Facts


def is_due(connection: sqlite3.Connection) -> bool:
    """Whether anything came or went, or this version compares otherwise than the one before."""
    row = connection.execute("SELECT 1 FROM stories_due LIMIT 1").fetchone()
    return row is not None or _made_by(connection) != version()


def update_step(connection: sqlite3.Connection, most: int = STEP) -> bool:
    """Do some of what is due; False when nothing was left.

    In:     a connection in a write transaction; how many records at most.
    Raises: sqlite3.Error, RecordError for a record that is none of ours.
    """
    if _made_by(connection) != version():
        _start_anew(connection)
    due = _ids(
        connection,
        # "a-…" before "e-…": the copies of a page are known before its events are compared.
        "SELECT id FROM stories_due ORDER BY id LIMIT ?",
        (most,),
    )
    articles = [each for each in due if not each.startswith("e-")]
    events = [each for each in due if each.startswith("e-")]
    if articles:
        touched = update_pages(connection, articles)
        _make_due(connection, touched)
    if events:
        _update_events(connection, events)
    connection.executemany("DELETE FROM stories_due WHERE id = ?", [(each,) for each in due])
    return bool(due)


def _made_by(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT version FROM stories_version").fetchone()
    return row[0] if row else None


def _start_anew(connection: sqlite3.Connection) -> None:
    for table in ("stories_version", "stories", "tellings", "shape_links", "shape_keys", "shapes",
                  "page_links", "page_keys", "pages"):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
    connection.execute("INSERT INTO stories_version (version) VALUES (?)", (version(),))
    connection.execute(
        "INSERT OR IGNORE INTO stories_due (id)"
        " SELECT id FROM articles UNION SELECT id FROM records WHERE kind = 'event'"
    )


def _make_due(connection: sqlite3.Connection, articles: Iterable[str]) -> None:
    """A story counts copies of one page as one source: its events are looked at again."""
    connection.executemany(
        "INSERT OR IGNORE INTO stories_due (id)"
        " SELECT id FROM records WHERE kind = 'event' AND article = ?",
        [(article,) for article in sorted(articles)],
    )


def _update_events(connection: sqlite3.Connection, events: list[str]) -> None:
    touched: set[str] = set()
    for event in events:
        touched |= _forget(connection, event)
    came: list[_Shape] = []
    for event in events:
        component, shape = _place(connection, event)
        touched |= component
        came += shape
    for new in came:
        touched |= _link(connection, new)
    _regroup(connection, touched, set(events))


def _forget(connection: sqlite3.Connection, event: str) -> set[str]:
    """Take an event out; its component is to be put together anew."""
    row = connection.execute(
        "SELECT shape, component, story FROM tellings JOIN shapes ON number = shape"
        " WHERE event = ?",
        (event,),
    ).fetchone()
    if row is None:
        return set()
    shape, component, story = row
    connection.execute("DELETE FROM tellings WHERE event = ?", (event,))
    connection.execute("DELETE FROM stories WHERE id = ?", (story,))
    left = connection.execute("SELECT 1 FROM tellings WHERE shape = ? LIMIT 1", (shape,)).fetchone()
    if left is None:
        connection.execute("DELETE FROM shapes WHERE number = ?", (shape,))
    return {component}


def _place(connection: sqlite3.Connection, event: str) -> tuple[set[str], list[_Shape]]:
    """Put an event to those of its shape; gives the component, and the shape if it is a new one."""
    facts = _facts(connection, event)
    if facts is None:
        return set(), []
    key = shape_key(facts)
    known = connection.execute(
        "SELECT number, component FROM shapes WHERE digest = ?", (key,)
    ).fetchone()
    if known is None:
        known = connection.execute(
            "INSERT INTO shapes (digest, facts, opened, component) VALUES (?, ?, ?, ?)"
            " RETURNING number, component",
            (key, packed(facts), is_open(facts), event),
        ).fetchone()
        new = [_Shape(known[0], facts)]
    else:
        new = []
    connection.execute("INSERT INTO tellings (event, shape) VALUES (?, ?)", (event, known[0]))
    return {known[1]}, new


def _facts(connection: sqlite3.Connection, event: str) -> Facts | None:
    row = connection.execute(
        "SELECT records.json, articles.id, coalesce(articles.published, articles.updated)"
        " FROM records JOIN articles"
        " ON articles.document = records.document AND articles.id = records.article"
        " WHERE records.id = ? AND records.kind = 'event' ORDER BY records.document LIMIT 1",
        (event,),
    ).fetchone()
    if row is None:
        return None
    json, article, day = row
    record = from_json(json, where=f"stored event {event}")
    if not isinstance(record, Event):
        raise TypeError(f"{event} is kept as an event, but is a {record.record}")
    return facts_of(record, day or day_of_copies(connection, article))


def _link(connection: sqlite3.Connection, new: _Shape) -> set[str]:
    """Compare a new shape with those that share a key; gives the components that it is tied to."""
    keys, opened = keys_of(new.facts), is_open(new.facts)
    components = set()
    for number, line, component in _sharing(connection, keys, opened):
        likely = score(new.facts, unpacked(line, component))
        if likely >= 0:
            components.add(component)
            pair = sorted((number, new.number))
            connection.execute("INSERT INTO shape_links VALUES (?, ?, ?)", (*pair, likely))
    connection.executemany(
        "INSERT INTO shape_keys (key, opened, shape) VALUES (?, ?, ?)",
        [(key, opened, new.number) for key in keys],
    )
    return components


def _sharing(
    connection: sqlite3.Connection, keys: tuple[int, ...], opened: bool
) -> list[tuple[int, str, str]]:
    """The shapes that share a key; under a key of open events, one of the two is open."""
    found: dict[int, tuple[int, str, str]] = {}
    for some in _portions(keys):
        rows = connection.execute(
            "SELECT number, facts, component FROM shapes WHERE number IN"  # noqa: S608 - marks only
            f" (SELECT shape FROM shape_keys WHERE key IN ({_marks(some)})"
            "  AND (opened OR NOT key & 1 OR ?))",
            (*some, opened),
        )
        found.update((row[0], row) for row in rows)
    return list(found.values())


def _regroup(connection: sqlite3.Connection, components: set[str], due: set[str]) -> None:
    """Put the events of some whole components together anew."""
    shapes = _shapes_of(connection, components)
    place = {shape.number: index for index, shape in enumerate(shapes)}
    edges = []
    for some in _portions(sorted(place)):
        rows = connection.execute(
            f"SELECT one, other, score FROM shape_links WHERE one IN ({_marks(some)})",  # noqa: S608
            some,
        )
        edges += [(score, *sorted((place[one], place[other]))) for one, other, score in rows]
    changed = []
    for group, first in grouped([shape.facts for shape in shapes], edges):
        numbers = [shapes[index].number for index in group]
        connection.executemany(
            "UPDATE shapes SET component = ? WHERE number = ? AND component <> ?1",
            [(shapes[first].facts.id, number) for number in numbers],
        )
        told = _told_by(connection, numbers)
        if due & told.keys() or not _is_story(connection, told):
            changed.append(told)
    for old in {story for told in changed for story in told.values() if story}:
        connection.execute("DELETE FROM stories WHERE id = ?", (old,))
    for told in changed:
        _write(connection, sorted(told))


def _shapes_of(connection: sqlite3.Connection, components: set[str]) -> list[_Shape]:
    found = []
    for some in _portions(sorted(components)):
        rows = connection.execute(
            "SELECT number, facts, (SELECT min(event) FROM tellings WHERE shape = number)"  # noqa: S608
            f" FROM shapes WHERE component IN ({_marks(some)})",
            some,
        )
        found += [_Shape(number, unpacked(line, least)) for number, line, least in rows]
    return sorted(found, key=lambda shape: shape.facts.id)


def _told_by(connection: sqlite3.Connection, shapes: list[int]) -> dict[str, str | None]:
    """The events of some shapes, each with its story."""
    found: dict[str, str | None] = {}
    for some in _portions(shapes):
        found.update(
            connection.execute(
                f"SELECT event, story FROM tellings WHERE shape IN ({_marks(some)})",  # noqa: S608
                some,
            ).fetchall()
        )
    return found


def _is_story(connection: sqlite3.Connection, told: dict[str, str | None]) -> bool:
    """Whether these events, and no others, are a story already."""
    stories = set(told.values())
    if len(stories) > 1 or None in stories:
        return False
    known = connection.execute("SELECT reports FROM stories WHERE id = ?", (*stories,)).fetchone()
    return known is not None and known[0] == len(told)


def _write(connection: sqlite3.Connection, events: list[str]) -> None:
    reports = [_report(connection, event) for event in events]
    story = story_of(reports)
    connection.execute(
        "INSERT INTO stories (id, event, event_type, status, day, reports, sources, disagree, json)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            story.id,
            story.event,
            story.event_type,
            story.status,
            story.date or story.first_reported,
            len(story.reports),
            story.sources,
            len(story.disagreements),
            to_json(story),
        ),
    )
    connection.executemany(
        "UPDATE tellings SET story = ?, chosen = ? WHERE event = ?",
        [(story.id, event == story.event, event) for event in events],
    )


def _report(connection: sqlite3.Connection, event: str) -> Report:
    json, day, article = connection.execute(
        "SELECT records.json, coalesce(articles.updated, articles.published), articles.id"
        " FROM records JOIN articles"
        " ON articles.document = records.document AND articles.id = records.article"
        " WHERE records.id = ? AND records.kind = 'event' ORDER BY records.document LIMIT 1",
        (event,),
    ).fetchone()
    record = from_json(json, where=f"stored event {event}")
    if not isinstance(record, Event):
        raise TypeError(f"{event} is kept as an event, but is a {record.record}")
    root = root_of(connection, article)
    outlet = connection.execute("SELECT outlet FROM pages WHERE article = ?", (root,)).fetchone()
    return Report(event=record, day=day, outlet=(outlet and outlet[0]) or root)


def _ids(connection: sqlite3.Connection, query: str, values: tuple[object, ...]) -> list[str]:
    return [row[0] for row in connection.execute(query, values)]


def _portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
