"""The set of invented happenings: texts with gold links, and gold event records beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.records import Event, Location, Party, Size, Span, TextInfo, content_id

FOLDER = Path(__file__).parent / "happenings"
PARTS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's telling of a happening, with the record that a perfect coder would write."""

    happening: str
    outlet: str
    published: str
    title: str
    text: str
    event: Event

    @property
    def page(self) -> str:
        """The page as a reader saves it."""
        day = date.fromisoformat(self.published)
        return f"{self.title}\n\n{self.outlet}\n{day:%B} {day.day}, {day.year}\n\n{self.text}\n"


def reports(part: str) -> list[Report]:
    """Read one part of the set. Raises: ValueError naming a report that is not as it should be."""
    return list(_reports((FOLDER / f"{part}.txt").read_text(encoding="utf-8")))


def _reports(text: str) -> Iterator[Report]:
    for block in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        head, *told = re.split(r"^@ ", block, flags=re.MULTILINE)
        for each in told:
            yield _report(head.strip(), each)


def _report(head: str, told: str) -> Report:
    act, actors, recipients, place = ([*head.split("|"), "", ""])[:4]
    number, event_type, *modes = act.split()
    first, text, mark = told.strip().split("\n")
    outlet, published, title, day, *size = (part.strip() for part in first.split("|"))
    words = mark.removeprefix("= ")
    text = text.replace(" ¶ ", "\n\n")
    sentence = next((s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text) if words in s), None)
    if sentence is None:
        raise ValueError(f"happening {number}, {outlet}: no {words!r} in its text")
    start = sentence.index(words)
    event = Event(
        id=content_id("e", number, outlet, title), article=content_id("a", number, outlet, title),
        file=f"{number}-{outlet}.txt", date=day, enddate=None,
        date_text=_day_word(text), granularity="day", planned_for=None, event_type=event_type,
        mode=modes[0] if modes else None, modes=tuple(modes), context=(), cameo=None, quad_code=1,
        event_scale=0.0, actor=_parties(actors, text), recipient=_parties(recipients, text),
        status="actual", said_by=(), event_loc=_place(place, text), size=_size(size),
        event_text=words, text=sentence,
        text_info=TextInfo(
            sequence=1, start=0, end=len(sentence), trigger=Span(start, start + len(words))
        ),
        confidence=1.0, coder="gold",
    )  # fmt: skip
    return Report(number, outlet, published, title, text, event)


def _day_word(text: str) -> str | None:
    found = re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text)
    return found[0] if found else None


def _parties(told: str, text: str) -> tuple[Party, ...]:
    """Parties by code and sector; a name only where this report tells it."""
    found = []
    for each in filter(None, map(str.strip, told.split(";"))):
        who, _, office = each.partition(",")
        code, sector, *name = who.split()
        named = bool(name) and name[-1] in text
        found.append(
            Party(
                code=code, sector=sector, sectors=(sector,),
                name=" ".join(name) if named else None, office=office.strip() or None,
            )
        )  # fmt: skip
    return tuple(found)


def _place(told: str, text: str) -> Location:
    if not told.strip():
        return Location()
    name, country = told.strip().rsplit(" ", 1)
    if name not in text:
        return Location()
    return Location(text=name, name=name, country=country, lat=0.0, lon=0.0)


def _size(told: list[str]) -> Size:
    numbers = dict(each.split("=") for part in told for each in part.split())
    return Size(**{name: int(value) for name, value in numbers.items()})
