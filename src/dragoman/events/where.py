"""Where an act took place: what its clause says, else the dateline, else what its parties leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from dragoman.actors import Mention
from dragoman.events.consistent import Draft
from dragoman.events.tied import BODILY, carriers, only_place, tied_place
from dragoman.language import Sentence
from dragoman.ontology.countries import countries
from dragoman.places import FoundPlace, dateline_place, places_in
from dragoman.records import Article, Document, Evidence, How, Location, Span
from dragoman.times.mention import Told

# Done as well on a visit abroad; a dateline elsewhere leaves it open.
ABROAD = frozenset({"PROTEST", "CONSULT", "AGREE", "COOPERATE", "AID"})
# By these a state acts at home, whomever it touches.
AT_HOME = {"SANCTION": frozenset({"convict", "expel"}), "COERCE": frozenset({"arrest", "deport"})}
FROM_AFAR = frozenset({"phone"})
# Done where they are, not where a story of them is written.
ON_THE_SPOT = BODILY | {"AID", "COOPERATE", "CONSULT"}
# Who lays hands on people only at home.
AT_HOME_SECTORS = frozenset({"COP", "JUD"})
# Whose word or vote is given at home.
HOME_SECTORS = frozenset({"LEG", "JUD", "COP", "PTY"})
ENVOYS = frozenset({"representative", "delegate", "delegation", "envoy", "ambassador", "diplomat"})
# Who of a country may be attacked outside of it.
FORCES = frozenset({"MIL", "COP", "GOV", "SPY"})
# Bodies of many states, and where they sit: there, not wherever a story is written, they act.
BODIES = frozenset({"UNO", "EUR", "IGO"})
SEATS = frozenset(
    {"New York City", "Geneva", "Vienna", "Brussels", "Strasbourg", "The Hague", "Nairobi",
     "Addis Ababa", "Rome", "Paris", "Washington", "Luxembourg", "Cairo", "Jakarta", "Arusha"}
)  # fmt: skip
UNITED_NATIONS, ITS_SEAT = "united nations", "New York City"
# In so many sentences a story tells of a body that it is about.
LEAST_TOLD = 3
FRESH_DAYS = 7
FRESH_SENTENCES = 6
DATELINE_REACH = 40
TABLE = "gazetteer"

Located = tuple[Location, dict[str, Evidence]]


class Setting(NamedTuple):
    """A page's text, the places of an article by sentence, and that from which it is written.

    `words` are the dateline's where the page prints it; `anchor` the day from which dates count.
    """

    text: str
    places: Mapping[int, Sequence[FoundPlace]]
    dateline: FoundPlace | None
    words: Span | None
    anchor: date | None
    body_meets: bool = False  # it is written from the seat of a body that it tells of


def read_setting(
    document: Document,
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mapping[int, Mention]],
    anchor: date | None,
) -> Setting:
    """Find the places of an article.

    In:     the document, the article, its sentences with their mentions, the day from which its
            dates count.
    Out:    its places by the number of their sentence, and its dateline.
    Raises: GazetteerError if the user's own table of places can't be used.
    """
    found: dict[int, list[FoundPlace]] = {}
    if sentences:
        at = iter(sentences)
        sentence = next(at)
        for place in places_in([(each.start, each.text) for each in sentences]):
            while place.start >= sentence.end:
                sentence = next(at)
            found.setdefault(sentence.sequence, []).append(place)
    if article.place is None:
        return Setting(document.text, found, None, None, anchor)
    name = article.place.split("/")[0]
    seat = ITS_SEAT if name.lower() == UNITED_NATIONS else name
    home = dateline_place(seat)
    bodies = sum(_bodies(tuple(here.values())) for here in mentions)
    meets = home is not None and home.name in SEATS and bodies >= LEAST_TOLD
    words = _dateline_words(document, article, name)
    return Setting(document.text, found, home, words, anchor, meets)


def _dateline_words(document: Document, article: Article, name: str) -> Span | None:
    """Where the page prints its dateline: before its first paragraph, or at that one's head."""
    body = [each.start for each in article.segments if each.kind == "paragraph"]
    if not body:
        return None
    begin = article.segments[0].start
    before = document.text[begin : body[0] + len(name) + DATELINE_REACH].lower()
    # A letter may be of another length in small.
    at = before.rfind(name.lower())
    span = Span(begin + at, begin + at + len(name))
    same = document.text[span.start : span.end].lower() == name.lower()
    return span if at >= 0 and same else None


def where_of(draft: Draft, setting: Setting, done: Told | None) -> Located:
    """Say where an act took place.

    In:     the act, its article's places, and the date that was read for it.
    Out:    the place with the evidence for it; an empty one where nothing tells. Raises: nothing.
    """
    places = setting.places.get(draft.candidate.sentence.sequence, ())
    tied = tied_place(draft, places)
    if tied:
        return _with_country(_at(tied, setting, "knowledge"), tied, draft, setting)
    only = only_place(draft, places) if draft.event_type in BODILY else None
    if only:
        return _with_country(_at(only, setting, "inferred"), only, draft, setting)
    return _from_dateline(draft, setting, done) or _from_parties(draft, setting) or (Location(), {})


def _at(place: FoundPlace, setting: Setting, how: How) -> Located:
    where = Location(
        text=setting.text[place.start : place.end],
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonameid=place.geonameid,
        start=place.start,
        end=place.end,
    )
    return where, _told(where, (Span(place.start, place.end),), how, TABLE)


def _with_country(found: Located, place: FoundPlace, draft: Draft, setting: Setting) -> Located:
    """A land that lies in several countries, with that in which the act was."""
    where, evidence = found
    parties = _from_parties(draft, setting) if place.country is None else None
    if parties is None or place.kind != "area":
        return found
    country = {"event_loc.country": parties[1]["event_loc.country"]}
    return replace(where, country=parties[0].country), evidence | country


def _told(
    where: Location, spans: Sequence[Span], how: How, source: str | None = None
) -> dict[str, Evidence]:
    """The evidence for what of a place is no words of the page."""
    read = Evidence(spans=tuple(spans), how=how, source=source)
    fields = ("name", "country", "lat", "lon", "geonameid")
    return {f"event_loc.{each}": read for each in fields if getattr(where, each) is not None}


def _from_dateline(draft: Draft, setting: Setting, done: Told | None) -> Located | None:
    """The dateline of fresh news, if one who acts is of its country and none is touched abroad."""
    place, words = setting.dateline, setting.words
    if not (place and words and place.country and _is_fresh(draft, setting, done)):
        return None
    actors, recipients = _states(draft.actor), _states(draft.recipient)
    bodily = draft.event_type in BODILY
    if draft.mode in FROM_AFAR or (bodily and recipients - {place.country}):
        return None
    if _is_elsewhere(draft, setting, place):
        return None
    of_here = actors == {place.country} or (bodily and place.country in recipients)
    of_body = place.name in SEATS and not actors and _bodies(draft.actor)
    if not of_here and not of_body and (bodily or not setting.body_meets):
        return None
    where = Location(
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonameid=place.geonameid,
    )
    return where, _told(where, (words,), "dateline", TABLE)


def _is_elsewhere(draft: Draft, setting: Setting, dateline: FoundPlace) -> bool:
    """Whether the sentence, or for what is done by hand the story, tells of other places in the
    dateline's country, so that the act may have been in one of them."""
    if draft.event_type not in ON_THE_SPOT:
        return False
    sentence = draft.candidate.sentence.sequence
    told: Iterable[FoundPlace] = setting.places.get(sentence, ())
    if draft.event_type in BODILY:
        told = chain.from_iterable(setting.places.values())
    here = (dateline.country, dateline.name)
    return any(
        place.country == here[0] and place.kind != "country" and place.name != here[1]
        for place in told
    )


def _is_fresh(draft: Draft, setting: Setting, done: Told | None) -> bool:
    """Whether an act is the news: of these days, or undated and told early."""
    sentence = draft.candidate.sentence
    # "had refused" tells what was before the news.
    before = any(kid.text == "had" for i in carriers(draft) for kid in sentence.kids(i, "aux"))
    if draft.status.status != "actual" or before:
        return False
    if done is not None:
        return setting.anchor is None or abs((setting.anchor - done.day).days) <= FRESH_DAYS
    # What was said and voted where a body meets is the news all through its story.
    return setting.body_meets or sentence.sequence < FRESH_SENTENCES


def _from_parties(draft: Draft, setting: Setting) -> Located | None:
    """The country that those who take part leave for the act."""
    actors, recipients = _states(draft.actor), _states(draft.recipient)
    shown = (*draft.actor, *draft.recipient)
    if len(actors | recipients) == 1 and not _bodies(shown) and _among_themselves(draft):
        (code,) = actors | recipients
        away = setting.dateline and setting.dateline.country not in (None, code)
        if away and draft.event_type in ABROAD:
            return None
    elif len(actors) == 1 and _is_at_home(draft):
        (code,) = actors
        shown = draft.actor
    elif _is_received(draft) and len(recipients) == 1 and not actors & recipients:
        (code,) = recipients
        shown = draft.recipient
    else:
        return None
    where = Location(country=code)
    spans = [Span(mention.start, mention.end) for mention in shown if code in mention.codes]
    return where, _told(where, spans, "inferred")


def _is_at_home(draft: Draft) -> bool:
    """Whether who acts does so in his own country, whomever it touches: courts, the police."""
    if draft.mode in AT_HOME.get(draft.event_type, ()):
        return True
    sectors = {party.sector for mention in draft.actor for party in mention.parties}
    return draft.event_type in BODILY and bool(sectors) and sectors <= AT_HOME_SECTORS


def _among_themselves(draft: Draft) -> bool:
    """Whether an act is one country's own affair, and not a word of its delegate abroad."""
    if draft.event_type in BODILY:
        return True
    if any(mention.noun in ENVOYS for mention in draft.actor):
        return False
    sectors = {party.sector for mention in draft.actor for party in mention.parties}
    return bool(sectors & HOME_SECTORS or (_states(draft.actor) and _states(draft.recipient)))


def _is_received(draft: Draft) -> bool:
    """Whether an act happens where its recipient is: a visit, an attack on a country's people."""
    if draft.event_type == "CONSULT":
        return draft.mode == "visit"
    sectors = {party.sector for mention in draft.recipient for party in mention.parties}
    return draft.event_type == "ASSAULT" and not sectors & FORCES


def _states(mentions: Sequence[Mention]) -> set[str]:
    """The countries whose people these are."""
    return {code for each in mentions for code in each.codes if code in _codes()}


def _bodies(mentions: Sequence[Mention]) -> bool:
    return any(each.codes & BODIES for each in mentions)


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.coded_as for country in countries())
