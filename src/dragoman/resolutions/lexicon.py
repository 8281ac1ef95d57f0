"""The tables of this room: bodies, nouns for texts, what is done with them, how, symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

from dragoman.ontology.countries import countries
from dragoman.records import Adoption, Stage
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
BODY_COLUMNS = (
    "code", "names", "short", "next", "members", "sessions", "needed", "permanent",
)  # fmt: skip
TEXT_COLUMNS = ("noun", "strength", "part")
STAGE_COLUMNS = ("verb", "particle", "text", "agent", "stage")
MANNER_COLUMNS = ("how", "pattern")
SYMBOL_COLUMNS = ("body", "form", "pattern")
DECISION_COLUMNS = ("verb", "particle")
STRENGTHS = ("strong", "medium", "weak")
AGENTS = ("body", "sponsor", "cosponsor", "voter", "veto", "text", "next")
SLOTS = ("obj", "subj", "passive", "on", "for", "against")
FORMS = ("draft", "final")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that adopts texts; `next` is where they go from there (none: they are final)."""

    code: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    next: str | None
    members: int | None
    sessions: bool
    needed: int | None
    permanent: frozenset[str]


class TextNoun(NamedTuple):
    """A noun for a text, how surely it is one, and of which part of a text it speaks."""

    noun: str
    strength: str
    part: str | None


class StageVerb(NamedTuple):
    """What a verb does with a text: where the text stands, who its agent is, the stage after it."""

    verb: str
    particle: str
    slots: tuple[str, ...]
    agent: str
    stage: Stage | None


class Manner(NamedTuple):
    """Words that say how a text was adopted."""

    how: Adoption
    pattern: re.Pattern[str]


class Symbol(NamedTuple):
    """A form of document symbols, and whose texts bear it."""

    body: str
    form: str
    pattern: re.Pattern[str]


def load_bodies(path: Path = DATA / "bodies.tsv") -> tuple[Body, ...]:
    """Read the table of bodies. Raises: DataFileError naming the line of every problem."""
    seen: set[str] = set()
    codes = {country.code for country in countries()}

    def check(cells: dict[str, str]) -> list[str]:
        names = (cells["code"], *parts(cells["names"]))
        problems = [f"{name!r} is listed twice; keep one" for name in names if name in seen]
        # A body may be called by its code.
        seen.update(set(names))
        for column in ("members", "needed"):
            if cells[column] and not cells[column].isdecimal():
                problems.append(f"{column} is {cells[column]!r}; give a number or nothing")
        for code in parts(cells["permanent"]):
            problems += one_of(code, "permanent", codes)
        return problems + one_of(cells["sessions"], "sessions", ("", "yes"))

    return tuple(
        Body(
            code=cells["code"],
            names=parts(cells["names"]),
            short=parts(cells["short"]),
            next=cells["next"] or None,
            members=int(cells["members"]) if cells["members"] else None,
            sessions=cells["sessions"] == "yes",
            needed=int(cells["needed"]) if cells["needed"] else None,
            permanent=frozenset(parts(cells["permanent"])),
        )
        for _, cells in read_table(path, BODY_COLUMNS, check)
    )


def load_texts(path: Path = DATA / "texts.tsv") -> Mapping[str, TextNoun]:
    """Read the nouns for texts. Raises: DataFileError naming the line of every problem."""

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells["strength"], "strength", STRENGTHS)

    rows = read_table(path, TEXT_COLUMNS, check)
    return {
        cells["noun"]: TextNoun(cells["noun"], cells["strength"], cells["part"] or None)
        for _, cells in rows
    }


def load_stages(path: Path = DATA / "stages.tsv") -> Mapping[str, tuple[StageVerb, ...]]:
    """Read the verbs by lemma. Raises: DataFileError naming the line of every problem."""

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["agent"], "agent", AGENTS)
        problems += one_of(cells["stage"], "stage", ("", *get_args(Stage)))
        return problems + [p for slot in parts(cells["text"]) for p in one_of(slot, "text", SLOTS)]

    found: dict[str, tuple[StageVerb, ...]] = {}
    for _, cells in read_table(path, STAGE_COLUMNS, check):
        stage = cast(Stage, cells["stage"]) if cells["stage"] else None
        slots = parts(cells["text"])
        verb = StageVerb(cells["verb"], cells["particle"], slots, cells["agent"], stage)
        found[verb.verb] = (*found.get(verb.verb, ()), verb)
    return found


def _pattern_problems(cell: str) -> list[str]:
    try:
        re.compile(cell)
    except re.error as error:
        return [f"pattern is {cell!r}, no regular expression ({error})"]
    return []


def _patterned(known: Iterable[str], column: str) -> Callable[[dict[str, str]], list[str]]:
    names = tuple(known)

    def check(cells: dict[str, str]) -> list[str]:
        return one_of(cells[column], column, names) + _pattern_problems(cells["pattern"])

    return check


def load_manners(path: Path = DATA / "manners.tsv") -> tuple[Manner, ...]:
    """Read how texts are adopted. Raises: DataFileError naming the line of every problem."""
    return tuple(
        Manner(cast(Adoption, cells["how"]), re.compile(rf"\b(?:{cells['pattern']})\b", re.I))
        for _, cells in read_table(path, MANNER_COLUMNS, _patterned(get_args(Adoption), "how"))
    )


def load_symbols(path: Path = DATA / "symbols.tsv") -> tuple[Symbol, ...]:
    """Read the forms of symbols. Raises: DataFileError naming the line of every problem."""
    return tuple(
        Symbol(cells["body"], cells["form"], re.compile(rf"(?<![\w/])(?:{cells['pattern']})"))
        for _, cells in read_table(path, SYMBOL_COLUMNS, _patterned(FORMS, "form"))
    )


def load_decisions(path: Path = DATA / "decisions.tsv") -> frozenset[tuple[str, str]]:
    """Read the acts that need a text, as (verb, particle). Raises: DataFileError."""
    rows = read_table(path, DECISION_COLUMNS)
    return frozenset((cells["verb"], cells["particle"]) for _, cells in rows)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The shipped tables, ready for look-up."""

    bodies: Mapping[str, Body]
    by_name: Mapping[str, str]
    by_short: Mapping[str, tuple[str, ...]]
    names: re.Pattern[str]
    shorts: re.Pattern[str]
    texts: Mapping[str, TextNoun]
    stages: Mapping[str, tuple[StageVerb, ...]]
    manners: tuple[Manner, ...]
    symbols: tuple[Symbol, ...]
    decisions: frozenset[tuple[str, str]]


@cache
def lexicon() -> Lexicon:
    """Give the shipped tables, read once. Raises: DataFileError as the loaders do."""
    bodies = load_bodies()
    by_name = {name: body.code for body in bodies for name in body.names}
    by_short: dict[str, tuple[str, ...]] = {}
    for body in bodies:
        for short in body.short:
            by_short[short] = (*by_short.get(short, ()), body.code)
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    shorts = "|".join(re.escape(each) for each in sorted(by_short, key=len, reverse=True))
    return Lexicon(
        bodies={body.code: body for body in bodies},
        by_name=by_name,
        by_short=by_short,
        names=re.compile(rf"\b(?:(?:United Nations|UN|U\.N\.) )?(?P<name>{names})\b"),
        # "the committee", "a UN panel": what stands between is left to the article.
        shorts=re.compile(rf"\b(?:{shorts})\b", re.I),
        texts=load_texts(),
        stages=load_stages(),
        manners=load_manners(),
        symbols=load_symbols(),
        decisions=load_decisions(),
    )
