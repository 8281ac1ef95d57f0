"""How fast events are put together: a made-up year of a wire, at a size that is asked for."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.ontology.countries import countries
from dragoman.ontology.plover import event_types, modes
from dragoman.records import Event, Location, Party, Size, Span, TextInfo
from dragoman.stories.cluster import clusters_of
from dragoman.stories.facts import facts_of

FIRST_DAY = date(2026, 1, 1)
VOCABULARY = tuple(
    first + second + third
    for first in ("ba", "ko", "li", "mu", "ne", "ra", "so", "ti", "vu", "ze", "pra", "sto")
    for second in ("d", "k", "ll", "m", "n", "rt", "s", "v")
    for third in ("a", "en", "in", "or", "um", "ak", "ost", "ern", "ip", "ul")
)


@dataclass(frozen=True, slots=True)
class Speed:
    """What putting so many events together took, in core-seconds: one core does it all, and on a
    machine that does other things too these count, not the clock. Memory is the process's, MiB."""

    events: int
    stories: int
    taking: float
    clustering: float
    memory: float


def measure(events: int, seed: int = 0) -> Speed:
    """Make events, take their facts, cluster them; made-up records are not in the time."""
    facts, taking = [], 0.0
    for event, day in wire(events, seed):
        start = time.process_time()
        facts.append(facts_of(event, day))
        taking += time.process_time() - start
    start = time.process_time()
    found = clusters_of(facts)
    clustering = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Speed(events, len(found), taking, clustering, memory)


def wire(events: int, seed: int) -> Iterator[tuple[Event, str]]:
    """Events as a wire of 365 days has them: few dyads make much of the news, an act has one to
    thirty reports, a third of the reports name one side alone, a tenth give no day."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    codes = [country.code for country in countries()]
    draw.shuffle(codes)
    weight = [1 / (rank + 2) for rank in range(len(codes))]
    made = 0
    while made < events:
        reports = min(int(draw.paretovariate(1.3)), 30, events - made)
        act = _act(draw, codes, weight)
        for _ in range(reports):
            yield _report(draw, act, made)
            made += 1


@dataclass(frozen=True, slots=True)
class _Act:
    day: date
    event_type: str
    mode: str | None
    sides: tuple[str, ...]
    town: str
    words: tuple[str, ...]
    dead: int | None


def _act(draw: random.Random, codes: list[str], weight: list[float]) -> _Act:
    event_type = draw.choice(tuple(event_types()))
    known = tuple(modes().get(event_type, ())) or (None,)
    return _Act(
        day=FIRST_DAY + timedelta(days=draw.randrange(365)),
        event_type=event_type,
        mode=draw.choice(known),
        sides=tuple(dict.fromkeys(draw.choices(codes, weight, k=2))),
        town=draw.choice(VOCABULARY),
        words=tuple(draw.choices(VOCABULARY, k=14)),
        dead=draw.randrange(1, 60) if event_type == "ASSAULT" else None,
    )


def _report(draw: random.Random, act: _Act, number: int) -> tuple[Event, str]:
    sides = act.sides if draw.random() > 0.33 else act.sides[:1]
    parties = tuple(Party(code=code, sector="GOV", sectors=("GOV",)) for code in sides)
    words = draw.sample(act.words, 8) + draw.choices(VOCABULARY, k=5)
    text = f"The side {' '.join(words)}."
    told = draw.random() > 0.1
    event = Event(
        id=f"e-{number:020d}", article=f"a-{number}", file="wire.txt",
        date=act.day.isoformat() if told else None, enddate=None,
        date_text="Monday" if told else None, granularity="day" if told else None,
        planned_for=None, event_type=act.event_type, mode=act.mode,
        modes=(act.mode,) if act.mode else (), context=(), cameo=None, quad_code=1,
        event_scale=0.0, actor=parties[:1], recipient=parties[1:], status="actual", said_by=(),
        event_loc=Location(text=act.town, name=act.town, country=act.sides[0])
        if draw.random() > 0.5 else Location(),
        size=Size(dead=act.dead), event_text=words[0], text=text,
        text_info=TextInfo(sequence=1, start=0, end=len(text), trigger=Span(9, 9 + len(words[0]))),
        confidence=0.8, coder="made up",
    )  # fmt: skip
    return event, (act.day + timedelta(days=draw.randrange(3))).isoformat()
