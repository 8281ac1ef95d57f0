"""What our tables know by name: countries and their peoples, bodies, and nouns for agents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dragoman.actors.days import date_problems, first_day, last_day
from dragoman.actors.imported import imported_path, load_imported
from dragoman.language import Sentence, Token
from dragoman.ontology.countries import aliases, countries
from dragoman.ontology.sectors import sectors
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
BODY_COLUMNS = ("entity", "name", "aliases", "code", "sector", "sectors")
REGION_COLUMNS = ("code", "names", "peoples")
NO_COUNTRY = "-"
STANDING_COLUMNS = ("entity", "sector", "from", "to")
AGENT_COLUMNS = ("noun", "kind", "sector", "plural")
AgentKind = Literal["office", "person", "body"]
AGENT_KINDS = ("office", "person", "body")
# On the map, but nobody acts for it.
NOBODYS = frozenset({"ATA", "BVT", "HMD"})
TAKES_FROM_BODY = "="
LONGEST_AGENT = 6
INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
Use = Literal["name", "adjective", "demonym", "capital", "metonym", "body", "person"]


class Standing(NamedTuple):
    """What a body was in a time: its sector, and its code where that changed too."""

    code: str | None
    sector: str | None
    start: str
    end: str


class Known(NamedTuple):
    """What an alias stands for."""

    text: str
    use: Use
    code: str | None
    sector: str | None
    sectors: tuple[str, ...]
    entity: str
    name: str
    table: str = "countries"
    dated: tuple[Standing, ...] = ()


class Match(NamedTuple):
    """An alias found in a sentence: tokens `first` to `last`, both included."""

    first: int
    last: int
    known: Known


class Agent(NamedTuple):
    """A noun for somebody who acts; sector "=" is taken from whom he belongs to."""

    noun: str
    kind: AgentKind
    sector: str
    table: str = "agents"


class AgentMatch(NamedTuple):
    """An agent noun found in a sentence: tokens `first` to `last`, both included."""

    first: int
    last: int
    agent: Agent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, ready for look-up."""

    automaton: Any
    agents: Mapping[str, Agent]
    starts: Mapping[str, int]


def load_bodies(path: Path = DATA / "bodies.tsv") -> tuple[Known, ...]:
    """Read the table of bodies: one `Known` for each name and alias.

    Raises: DataFileError naming the line of every problem (unknown sector, alias used twice).
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        names = (cells["name"], *parts(cells["aliases"]))
        twice = [name for name in names if name in seen]
        seen.update(names)
        problems = [f"alias {name!r} is listed twice; keep one" for name in twice]
        for sector in filter(None, (cells["sector"], *parts(cells["sectors"]))):
            problems += one_of(sector, "sector", tuple(sectors()))
        if not cells["entity"]:
            problems.append("entity is empty; give a Wikidata id or a slug")
        return problems

    return tuple(
        Known(
            text=text,
            use="body",
            code=row.cells["code"] or None,
            sector=row.cells["sector"] or None,
            sectors=parts(row.cells["sectors"]) or parts(row.cells["sector"]),
            entity=row.cells["entity"],
            name=row.cells["name"],
            table="bodies",
        )
        for row in read_table(path, BODY_COLUMNS, check)
        for text in (row.cells["name"], *parts(row.cells["aliases"]))
    )


def load_standings(path: Path = DATA / "standings.tsv") -> Mapping[str, tuple[Standing, ...]]:
    """Read the table of bodies whose sector changed: by entity, what they were when.

    Raises: DataFileError naming the line of every problem (unknown sector, no date).
    """

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["sector"], "sector", tuple(sectors())) + date_problems(cells)

    found: dict[str, list[Standing]] = {}
    for row in read_table(path, STANDING_COLUMNS, check):
        start, end = first_day(row.cells["from"]), row.cells["to"]
        standing = Standing(None, row.cells["sector"], start, last_day(end) if end else "")
        found.setdefault(row.cells["entity"], []).append(standing)
    return {entity: tuple(rows) for entity, rows in found.items()}


def listed_twice(names: Iterable[str], seen: set[str]) -> list[str]:
    """Complain of names that stand in `seen`, to which all are added. Raises: nothing."""
    problems = []
    for name in names:
        if name in seen:
            problems.append(f"{name!r} is listed twice; keep one")
        seen.add(name)
    return problems


def load_regions(path: Path = DATA / "regions.tsv") -> tuple[Known, ...]:
    """Read the table of regions: one `Known` for each name and people.

    Code "-" is that of names that no one country answers to ("Latin America").
    Raises: DataFileError naming the line of every problem (unknown code, name used twice).
    """
    codes = {country.coded_as for country in countries()} | {NO_COUNTRY}
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = listed_twice((*parts(cells["names"]), *parts(cells["peoples"])), seen)
        return problems + one_of(cells["code"], "code", tuple(sorted(codes)))

    found: list[Known] = []
    for row in read_table(path, REGION_COLUMNS, check):
        code = None if row.cells["code"] == NO_COUNTRY else row.cells["code"]
        uses: tuple[tuple[str, Use], ...] = (("names", "name"), ("peoples", "demonym"))
        for column, use in uses:
            found += [
                Known(text, use, code, None, (), f"{code}-{text}", text, "regions")
                for text in parts(row.cells[column])
            ]
    return tuple(found)


def load_agents(path: Path = DATA / "agents.tsv") -> Mapping[str, Agent]:
    """Read the table of agent nouns; keys are singular and plural forms in lower case.

    Raises: DataFileError naming the line of every problem (unknown kind or sector, noun twice).
    """
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["kind"], "kind", AGENT_KINDS)
        problems += one_of(cells["sector"], "sector", (*sectors(), TAKES_FROM_BODY))
        if cells["noun"] in seen:
            problems.append(f"noun {cells['noun']!r} is listed twice; keep one")
        seen.add(cells["noun"])
        return problems

    agents: dict[str, Agent] = {}
    for row in read_table(path, AGENT_COLUMNS, check):
        noun = row.cells["noun"]
        kind: AgentKind = row.cells["kind"]  # type: ignore[assignment]  # the check knows it
        agent = Agent(noun, kind, row.cells["sector"])
        agents[squeezed(noun)] = agent
        for plural in parts(row.cells["plural"]):
            agents.setdefault(squeezed(plural), agent)
    return agents


@cache
def lexicon() -> Lexicon:
    """The shipped tables, loaded once. Raises: DataFileError as the loaders do."""
    import ahocorasick

    from dragoman.actors.sources import famous_known, imported_agents, imported_known

    automaton = ahocorasick.Automaton()
    standings = load_standings()
    known = {
        each.text: each._replace(dated=standings.get(each.entity, ())) for each in load_bodies()
    }
    names = {country.code: country.name for country in countries()}
    for alias in aliases(countries()).values():
        known.setdefault(
            alias.text,
            Known(
                text=alias.text,
                use=alias.use,
                code=None if alias.country in NOBODYS else alias.code,
                sector=alias.sector,
                sectors=alias.sectors,
                entity=alias.country,
                name=names[alias.country],
                table="regions" if alias.country in NOBODYS else "countries",
            ),
        )
    for region in load_regions():
        known.setdefault(region.text, region)
    for text, person in famous_known().items():
        known.setdefault(text, person)
    agents = dict(load_agents())
    theirs = load_imported(imported_path())
    known |= imported_known(theirs)
    agents |= imported_agents(theirs)
    for text, each in known.items():
        automaton.add_word(text, each)
    automaton.make_automaton()
    return Lexicon(automaton, agents, _reaches(agents))


def _reaches(agents: Iterable[str]) -> Mapping[str, int]:
    """By its first word the most tokens that an agent noun may have, hyphens counted."""
    found: dict[str, int] = {}
    for noun in agents:
        words = noun.split()
        reach = min(2 * len(words) - 1, LONGEST_AGENT)
        for start in (words[0], f"{words[0]}s"):
            found[start] = max(reach, found.get(start, 0))
    return found


def known_as_printed(text: str) -> Known | None:
    """What the tables know by exactly these words. Raises: nothing."""
    found = lexicon().automaton.get(text, None)
    return found if isinstance(found, Known) else None


def find_agent(noun: str) -> Agent | None:
    """The agent noun of our tables that is printed so ("Prime Minister"). Raises: nothing."""
    return lexicon().agents.get(squeezed(noun))


def find_known(text: str, sentence: Sentence, day: str | None = None) -> list[Match]:
    """Find the aliases in a sentence that begin and end where tokens do, longest first wins.

    In: the sentence's text in print forms (see the parser), its parse, the article's day.
    Raises: nothing.
    """
    starts = {token.start - sentence.start: token.i for token in sentence.tokens}
    ends = {token.end - sentence.start: token.i for token in sentence.tokens}
    found = []
    for last_char, known in lexicon().automaton.iter(text):
        first = starts.get(last_char + 1 - len(known.text))
        last = ends.get(last_char + 1)
        if first is not None and last is not None and not _glued(sentence, first, known):
            found.append(Match(first, last, on_day(known, day) if known.dated else known))
    found.sort(key=lambda match: (match.first - match.last, match.first))
    kept: list[Match] = []
    for match in found:
        if all(match.last < other.first or other.last < match.first for other in kept):
            kept.append(match)
    return sorted(kept)


def on_day(known: Known, day: str | None) -> Known:
    """A body as it was on a day; without a day as it is now; outside the told times as the table.

    Raises: nothing.
    """
    for standing in known.dated:
        if _lasts(standing, day):
            sector = standing.sector
            others = tuple(each for each in known.sectors if each != sector)
            return known._replace(
                code=standing.code or known.code,
                sector=sector,
                sectors=(sector, *others) if sector else others,
            )
    return known


def _lasts(standing: Standing, day: str | None) -> bool:
    if day is None:
        return not standing.end
    return standing.start <= day and (not standing.end or day <= standing.end)


def _glued(sentence: Sentence, first: int, known: Known) -> bool:
    """ "Al-Sabah" is no Sabah."""
    return known.table == "regions" and first > 0 and sentence.tokens[first - 1].text == "-"


def may_begin_agent(token: Token) -> bool:
    """Tell whether an agent noun of several words may begin with a token. Raises: nothing."""
    starts = lexicon().starts
    return max(starts.get(token.text.lower(), 0), starts.get(token.lemma, 0)) > 1


def find_agents(tokens: Sequence[Token]) -> Iterator[AgentMatch]:
    """Find agent nouns in a run of tokens, from left to right, the longest at each place.

    The last word may stand in the plural, the others are taken as printed. Raises: nothing.
    """
    agents, starts = lexicon().agents, lexicon().starts
    at = 0
    while at < len(tokens):
        reach = max(starts.get(tokens[at].text.lower(), 0), starts.get(tokens[at].lemma, 0))
        for last in range(min(at + reach, len(tokens)) - 1, at - 1, -1):
            # "the displaced": a participle is somebody only where nothing follows it.
            ends = last == len(tokens) - 1
            agent = _agent(agents, tokens[at : last + 1], ends)
            if agent:
                yield AgentMatch(tokens[at].i, tokens[last].i, agent)
                at = last
                break
        at += 1


def _agent(agents: Mapping[str, Agent], tokens: Sequence[Token], ends: bool) -> Agent | None:
    participle = ends and tokens[-1].tag == "VBN"
    if tokens[-1].pos not in ("NOUN", "PROPN", "ADJ", "NUM") and not participle:
        return None
    words = [token.text.lower() for token in tokens]
    printed = squeezed(" ".join(words))
    return (
        agents.get(printed)
        or agents.get(squeezed(" ".join([*words[:-1], tokens[-1].lemma])))
        or agents.get(_singular(printed))
    )


def _singular(noun: str) -> str:
    for plural, singular in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if noun.endswith(plural):
            return noun.removesuffix(plural) + singular
    return noun


@lru_cache(maxsize=4096)
def squeezed(noun: str) -> str:
    """An agent noun as the table's keys have it: small letters, no hyphens. Raises: nothing."""
    return noun.lower().replace(" - ", "-").replace("-", " ").replace("  ", " ").strip()
