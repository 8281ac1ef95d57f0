"""What else the lexicon knows by name: famous persons, and what the user imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.actors.days import first_day, last_day
from dragoman.actors.imported import Imported, by_alias
from dragoman.actors.lexicon import Agent, Known, Standing, squeezed
from dragoman.actors.persons import famous
from dragoman.tables import parts


def imported_known(rows: Sequence[Imported]) -> dict[str, Known]:
    """What a user's table tells of each alias: the row without days, else the last; and by day.

    Raises: nothing.
    """
    found: dict[str, Known] = {}
    for text, same in by_alias(row for row in rows if row.kind == "actor").items():
        usual = next((row for row in same if not row.start and not row.end), same[-1])
        found[text] = Known(
            text=text,
            use="body",
            code=usual.code or None,
            sector=usual.sector or None,
            sectors=(usual.sector,) if usual.sector else (),
            entity=usual.entity,
            name=usual.name,
            table=f"user:{usual.source}",
            dated=tuple(
                Standing(
                    row.code or None,
                    row.sector or None,
                    first_day(row.start) if row.start else "",
                    last_day(row.end) if row.end else "",
                )
                for row in same
                if row.start or row.end
            ),
        )
    return found


def imported_agents(rows: Sequence[Imported]) -> dict[str, Agent]:
    """The nouns for agents of a user's table, by each form. Raises: nothing."""
    found: dict[str, Agent] = {}
    for row in rows:
        if row.kind == "agent":
            agent = Agent(row.alias, "person", row.sector, f"user:{row.source}")
            for form in (row.alias, *parts(row.plural)):
                found[squeezed(form)] = agent
    return found


def famous_known() -> Mapping[str, Known]:
    """Persons whose name alone tells who they are ("Trump" in "Trump tariffs").

    Raises: as `load_persons`.
    """
    return {
        text: Known(
            text=text,
            use="person",
            code=person.code,
            sector=person.sector,
            sectors=(person.sector,) if person.sector else (),
            entity=person.name,
            name=person.name,
            table="people",
        )
        for text, person in famous().items()
    }
