"""Events in the columns of other event data sets, so that scripts made for those read them.

Those sets know only acts that happened, on a day, with a CAMEO code (POLECAT: a PLOVER type). What
lacks one of these is left out, and counted by `Left`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

from dragoman.export.tabular import harmless_cell
from dragoman.ontology.cameo import cameo_codes, goldstein
from dragoman.ontology.countries import countries
from dragoman.ontology.sectors import sectors
from dragoman.records import Article, Event, Location, Party
from dragoman.store.printable import on_one_line

TAB = "\t"
UNKNOWN = "---"
NOBODY = Party(code=None, sector=None)
Cells = Sequence[object]
Told = tuple[Event, Article, int]


class Layout(NamedTuple):
    """A data set's layout: its header (none: the set has none), and an event's lines."""

    header: tuple[str, ...]
    cells: Callable[[Event, Article, int, str], Iterator[Cells]]
    cameo: bool = True


ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
LANGUAGES = {"en": "English"}


def layout_lines(name: str, told: Iterable[Told], left: Counter[str]) -> Iterator[str]:
    """Write events in a layout, tab-separated, as those sets are.

    In:     gdelt, icews, polecat or petrarch; events, each with its article and the number of
            pages that hold it; a counter that gets what was left out, by reason.
    Out:    lines without line ends: the header where the set has one, then for each event one line
            (POLECAT) or one for each pair of actor and recipient.
    Raises: KeyError for another name.
    """
    layout = LAYOUTS[name]
    if layout.header:
        yield TAB.join(layout.header)
    for event, article, pages in told:
        day = event.date or (article.published or article.updated or "")[:10]
        if event.status != "actual":
            left["not told as having happened"] += 1
        elif not day:
            left["without a day"] += 1
        elif layout.cameo and event.cameo is None:
            left["without a CAMEO code"] += 1
        else:
            for cells in layout.cells(event, article, pages, day):
                yield TAB.join(_plain(cell) for cell in cells)


def _plain(cell: object) -> str:
    # PETRARCH's sign for nobody is no formula.
    safe = cell if cell == UNKNOWN else harmless_cell(cell)
    return "" if safe is None else on_one_line(str(safe))


def _pairs(event: Event) -> Iterator[tuple[int, Party, Party]]:
    """Each actor with each recipient; who acts together, each with the others."""
    if event.recipient:
        pairs = list(product(event.actor or (NOBODY,), event.recipient))
    elif len(event.actor) > 1:
        pairs = [(a, b) for a, b in product(event.actor, repeat=2) if a is not b]
    else:
        pairs = [(event.actor[0] if event.actor else NOBODY, NOBODY)]
    for number, (actor, recipient) in enumerate(pairs):
        yield number, actor, recipient


def _number(record: str, ordinal: int = 0) -> int:
    """A whole number under 2^53 from a record's id, for sets whose ids are numbers."""
    return (int(record.rpartition("-")[2][:12], 16) * 16 + ordinal % 16) % 2**53


@cache
def _country_names() -> Mapping[str, str]:
    return {country.code: country.name for country in countries()}


def _country(code: str | None) -> str:
    return _country_names().get(code or "", "")


def _name(party: Party) -> str:
    return party.name or party.entity_text or _country(party.code)


# --- ICEWS ---


def _icews(event: Event, article: Article, _pages: int, day: str) -> Iterator[Cells]:
    assert event.cameo is not None
    place = event.event_loc
    for number, actor, recipient in _pairs(event):
        yield (
            _number(event.id, number), day, _name(actor), _sector_names(actor),
            _country(actor.code), cameo_codes()[event.cameo].label, event.cameo,
            goldstein(event.cameo), _name(recipient), _sector_names(recipient),
            _country(recipient.code), _number(article.id), event.text_info.sequence,
            article.source, _town(place), None, None, _country(place.country), place.lat,
            place.lon,
        )  # fmt: skip


def _sector_names(party: Party) -> str:
    known = sectors()
    return ",".join(known[each].name.capitalize() for each in party.sectors if each in known)


def _town(place: Location) -> str | None:
    name = place.name or place.text
    return None if name == _country(place.country) else name


# --- POLECAT ---


def _polecat(event: Event, article: Article, _pages: int, day: str) -> Iterator[Cells]:
    place = event.event_loc
    yield (
        event.id, day, event.event_type, event.mode, event.event_scale, _quad(event.quad_code),
        "; ".join(event.context), *_polecat_side(event.actor), *_polecat_side(event.recipient),
        place.name or place.text, _town(place), None, None, _country(place.country), place.lat,
        place.lon, place.geonameid, place.text, None, article.source,
        (article.published or article.updated or "")[:10], None, None, None,
        LANGUAGES.get(article.language, article.language), event.coder,
    )  # fmt: skip


def _quad(code: int) -> str:
    names = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
    return names[code - 1]


def _polecat_side(parties: Sequence[Party]) -> Cells:
    def cell(of: Callable[[Party], str | None]) -> str:
        return "; ".join(of(party) or "None" for party in parties)

    return (
        cell(_name), cell(lambda party: party.code), None, cell(lambda party: party.sector),
        cell(lambda party: ", ".join(party.sectors)), cell(lambda party: party.office),
        cell(lambda party: party.entity_text), None,
    )  # fmt: skip


# --- GDELT 2.0 events ---


def _gdelt(event: Event, article: Article, pages: int, day: str) -> Iterator[Cells]:
    assert event.cameo is not None
    told = (article.published or article.updated or day)[:10].replace("-", "")
    root = event.cameo[:2]
    for number, actor, recipient in _pairs(event):
        yield (
            _number(event.id, number), day.replace("-", ""), day[:7].replace("-", ""), day[:4],
            f"{_fraction(day):.4f}", *_gdelt_side(actor), *_gdelt_side(recipient),
            int(event.text_info.sequence == 0), event.cameo, event.cameo[:3], root,
            event.quad_code, goldstein(event.cameo), pages, 1, pages, None, *[None] * 8,
            *[None] * 8, *_gdelt_place(event.event_loc), f"{told}000000",
            article.url or article.file,
        )  # fmt: skip


def _fraction(day: str) -> float:
    """How much of the year has gone, with months of 30 days, as GDELT counts."""
    when = date.fromisoformat(day)
    return when.year + min(30 * (when.month - 1) + when.day, 364) / 365


def _gdelt_side(party: Party) -> Cells:
    # Code, name, country, group, ethnic, two religions, three types.
    types = [each for each in party.sectors or (party.sector,) if each][:3]
    country = party.code if party.code in _country_names() else None
    return (
        cameo_actor(party) or None, _name(party).upper() or None, country, None, None, None, None,
        *types, *[None] * (3 - len(types)),
    )  # fmt: skip


def _gdelt_place(place: Location) -> Cells:
    if place.country is None and place.lat is None:
        return (0, *[None] * 7)
    town = _town(place)
    name = ", ".join(filter(None, (town, _country(place.country))))
    # GDELT's country codes are FIPS 10-4; ours are ISO, and stand in the name only.
    return (4 if town else 1, name, None, None, None, place.lat, place.lon, place.geonameid)


def cameo_actor(party: Party) -> str:
    """A party as CAMEO writes it: country, then sectors, three letters each. Raises: nothing."""
    return "".join(filter(None, (party.code, *(party.sectors or (party.sector,)))))


# --- PETRARCH ---


def _petrarch(event: Event, article: Article, _pages: int, day: str) -> Iterator[Cells]:
    for _, actor, recipient in _pairs(event):
        yield (
            day.replace("-", ""), cameo_actor(actor) or UNKNOWN, cameo_actor(recipient) or UNKNOWN,
            event.cameo, f"{article.id}_{event.text_info.sequence}", article.source,
        )  # fmt: skip


LAYOUTS: Mapping[str, Layout] = {
    "gdelt": Layout((), _gdelt),
    "icews": Layout(ICEWS_COLUMNS, _icews),
    "polecat": Layout(POLECAT_COLUMNS, _polecat, cameo=False),
    "petrarch": Layout((), _petrarch),
}
