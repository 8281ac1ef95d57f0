"""Names that are told by their form: ships, newspapers, national societies, makers' models."""

from __future__ import annotations

from dragoman.actors.description import Description, evidence, slug
from dragoman.actors.lexicon import AgentMatch, Match
from dragoman.actors.namesakes import ships
from dragoman.actors.phrases import Phrase
from dragoman.language import Sentence
from dragoman.places import country_of

# A nation's own society of a body of the world: "the Tongan Red Cross".
SOCIETIES = "NGO"
# Newspapers are called after towns and countries.
PAPERS = frozenset(
    """Post Times Globe Herald Tribune Express Telegraph Gazette Chronicle Journal Daily Examiner
    Inquirer Courier Dispatch Bulletin Observer News Star Sun Mirror Standard""".split()
)


def body_of_a_place(sentence: Sentence, phrase: Phrase, place: Match) -> AgentMatch | None:
    """ "Dental Association Zambia": the body that a name ends before the place where it works.

    Raises: nothing.
    """
    if place.known.use != "name" or phrase.kind != "name":
        return None
    for match in phrase.agents:
        ends = match.last == place.first - 1 and match.agent.kind == "body"
        if ends and sentence.tokens[match.last].pos == "PROPN" and match.first > phrase.first:
            return match
    return None


def ship(sentence: Sentence, phrase: Phrase) -> Description | None:
    """ "the USS Enterprise" is a ship of the American navy. Raises: nothing."""
    tokens = sentence.tokens[phrase.first : phrase.last + 1]
    marked = next((t for t in tokens[:-1] if t.text in ships()), None)
    if marked is None or not sentence.tokens[marked.i + 1].text[:1].isupper():
        return None
    told = evidence(sentence, marked.i, marked.i, "knowledge", "ships")
    name = sentence.text[marked.start - sentence.start : phrase.end - sentence.start]
    return Description(
        code=ships()[marked.text],
        sector="MIL",
        sectors=("MIL",),
        entity=slug(name),
        name=name,
        body=True,
        evidence={"code": told, "sector": told, "name": told},
    )


def newspaper(
    sentence: Sentence, phrase: Phrase, name: tuple[str, ...], described: Description
) -> Description | None:
    """ "the Bangkok Post" is a paper of the town's country, and not the town's. Raises: nothing."""
    if not name or name[-1] not in PAPERS or described.noun:
        return None
    first = next((m for m in phrase.known if m.known.code), None)
    code = first.known.code if first else country_of(" ".join(name[:-1]))
    if code is None:
        return None
    start = min(first.first if first else phrase.head, phrase.last - len(name) + 1)
    told = evidence(
        sentence, start, phrase.last, "knowledge", first.known.table if first else "cities"
    )
    printed = sentence.text[sentence.tokens[start].start - sentence.start :][
        : phrase.end - sentence.tokens[start].start
    ]
    named = evidence(sentence, start, phrase.last, "text", None)
    return Description(
        code=code,
        sector="JRN",
        sectors=("JRN",),
        entity=slug(printed),
        name=printed,
        body=True,
        evidence={"code": told, "sector": named, "name": named},
    )


def national_society(sentence: Sentence, phrase: Phrase, match: Match) -> Description | None:
    """ "the Tongan Red Cross": not the world's body but the country's. Raises: nothing."""
    if match.known.code != SOCIETIES or match.known.use != "body":
        return None
    before = [m for m in phrase.known if m.last == match.first - 1 and m.known.use != "body"]
    if not before or not before[0].known.code:
        return None
    known, country = match.known, before[0].known
    told = evidence(sentence, match.first, match.last, "knowledge", known.table)
    whose = evidence(sentence, before[0].first, before[0].last, "text", country.table)
    return Description(
        code=country.code,
        sector=known.sector,
        sectors=known.sectors,
        entity=f"{country.code}-{known.entity}".lower(),
        name=f"{before[0].known.text} {known.text}",
        body=True,
        evidence={"code": whose, "sector": told, "name": told},
    )


def is_a_model(sentence: Sentence, match: Match) -> bool:
    """ "a Boeing 737", "an Airbus A320": what a maker made is not the maker. Raises: nothing."""
    after = sentence.tokens[match.last + 1 : match.last + 2]
    return bool(after) and any(char.isdigit() for char in after[0].text)
