"""The table of acts: frames of verbs and nouns, the classes of words that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.language import Token
from dragoman.ontology.plover import event_types, modes
from dragoman.tables import one_of, parts, read_table

DATA = Path(__file__).parent / "data"
FRAME_COLUMNS = ("lemma", "when", "type", "mode", "actor", "recipient", "weight")
CLASS_COLUMNS = ("name", "words")
LIGHT_COLUMNS = ("lemma", "prt", "keeps")
GOVERNOR_COLUMNS = ("lemma", "pos", "slot", "status")
NONE = "NONE"
ACTOR = "#actor"
MUTUAL = "mutual:"
VERB_ACTOR, VERB_RECIPIENT = ("subj",), tuple("obj dative to against on with at for from".split())
NOUN_ACTOR = tuple("subj poss by mod between from of".split())
NOUN_RECIPIENT = tuple("on against to with of into in at over".split())
CLASS_NAME = re.compile(r"[:|]@([\w-]+)")
NUMBER = ("plural", "singular")

Words = frozenset[str]
Keeps = Literal["actor", "reversed", "host", "mutual"]
KEEPS = ("actor", "reversed", "host", "mutual")
GOVERNED = ("future", "hypothetical", "negated", "actual")
GOVERNOR_POS = ("VERB", "NOUN", "ADJ")


class Condition(NamedTuple):
    """What must stand (or, if `negated`, must not) in a slot; no words = anything."""

    role: str
    words: Words
    negated: bool


class Frame(NamedTuple):
    """One row: when a word is used so, it tells an act of this type, with these parties."""

    lemma: str
    conditions: tuple[Condition, ...]
    event_type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    weight: float
    line: int


Frames = Mapping[str, tuple[Frame, ...]]


def load_classes(path: Path = DATA / "classes.tsv") -> Mapping[str, Words]:
    """Read the word classes: name → lemmas. Raises: DataFileError naming every bad line."""
    seen: set[str] = set()

    def check(cells: dict[str, str]) -> list[str]:
        problems = [] if parts(cells["words"]) else ["words is empty; list some"]
        if cells["name"] in seen:
            problems.append(f"class {cells['name']!r} is listed twice; keep one")
        seen.add(cells["name"])
        return problems

    rows = read_table(path, CLASS_COLUMNS, check)
    return {row.cells["name"]: frozenset(parts(row.cells["words"])) for row in rows}


def load_frames(path: Path, classes: Mapping[str, Words], *, nouns: bool) -> Frames:
    """Read one table of frames, by lemma, in the order of the table.

    Raises: DataFileError naming every line with an unknown type, mode or class, a weight that
    is not 0 to 1, or a frame that stands twice.
    """
    seen: set[tuple[str, str]] = set()
    types = frozenset({*event_types(), NONE})

    def check(cells: dict[str, str]) -> list[str]:
        problems = one_of(cells["type"], "type", types)
        if cells["mode"] and not problems:
            problems += one_of(cells["mode"], "mode", modes().get(cells["type"], ()))
        for name in CLASS_NAME.findall(cells["when"]):
            problems += one_of(name, "word class", classes)
        if not _is_share(cells["weight"]):
            problems.append(f"weight is {cells['weight']!r}; use a number from 0 to 1")
        key = (cells["lemma"], " ".join(sorted(cells["when"].split())))
        if key in seen:
            problems.append(f"frame {key[0]!r} when {key[1]!r} is listed twice; keep one")
        seen.add(key)
        return problems

    frames: dict[str, list[Frame]] = {}
    read = cache(partial(_condition, classes=classes))
    for row in read_table(path, FRAME_COLUMNS, check):
        frame = _frame(row.cells, row.line, read, nouns=nouns)
        frames.setdefault(frame.lemma, []).append(frame)
    return {lemma: tuple(each) for lemma, each in frames.items()}


def _is_share(cell: str) -> bool:
    try:
        return 0 <= float(cell) <= 1
    except ValueError:
        return False


def _frame(
    cells: Mapping[str, str], line: int, read: Callable[[str], Condition], *, nouns: bool
) -> Frame:
    recipient = cells["recipient"]
    mutual = recipient.startswith(MUTUAL)
    return Frame(
        lemma=cells["lemma"],
        conditions=tuple(read(each) for each in cells["when"].split()),
        event_type=cells["type"],
        mode=cells["mode"] or None,
        actor=_roles(cells["actor"], NOUN_ACTOR if nouns else VERB_ACTOR),
        recipient=_roles(
            recipient.removeprefix(MUTUAL), NOUN_RECIPIENT if nouns else VERB_RECIPIENT
        ),
        mutual=mutual,
        weight=float(cells["weight"]),
        line=line,
    )


def _roles(cell: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return () if cell == "-" else parts(cell) or default


def _condition(text: str, classes: Mapping[str, Words]) -> Condition:
    role, _, words = text.removeprefix("!").partition(":")
    found: set[str] = set()
    for word in parts(words):
        found |= classes[word[1:]] if word.startswith("@") else {word}
    return Condition(role, frozenset(found), text.startswith("!"))


@cache
def verb_frames() -> Frames:
    """The shipped frames of verbs."""
    return load_frames(DATA / "acts_verbs.tsv", load_classes(), nouns=False)


@cache
def noun_frames() -> Frames:
    """The shipped frames of nouns."""
    return load_frames(DATA / "acts_nouns.tsv", load_classes(), nouns=True)


@cache
def noun_lemmas() -> frozenset[str]:
    """Nouns that can name an act."""
    return frozenset(noun_frames())


def load_light_verbs(path: Path = DATA / "light_verbs.tsv") -> Mapping[tuple[str, str], Keeps]:
    """Read the verbs whose object carries the act: (lemma, particle) → what the subject is.

    Raises: DataFileError naming every bad line.
    """
    rows = read_table(path, LIGHT_COLUMNS, lambda cells: one_of(cells["keeps"], "keeps", KEEPS))
    return {(row.cells["lemma"], row.cells["prt"]): row.cells["keeps"] for row in rows}  # type: ignore[misc]


@cache
def light_verbs() -> Mapping[str, Keeps]:
    """The shipped light verbs by lemma."""
    return {lemma: keeps for (lemma, _), keeps in load_light_verbs().items()}


def is_light_verb(token: Token) -> bool:
    """Tell whether a verb leaves the act to its object ("held talks")."""
    return token.lemma in light_verbs()


class Governor(NamedTuple):
    """A word whose complement in `slot` is told with `status`."""

    slot: str
    status: str


def load_governors(path: Path = DATA / "governors.tsv") -> Mapping[str, tuple[Governor, ...]]:
    """Read the words that make their complement planned, supposed, denied or fact.

    Out: lemma → its governors. Raises: DataFileError naming every bad line.
    """

    def check(cells: dict[str, str]) -> list[str]:
        return [
            *one_of(cells["pos"], "pos", GOVERNOR_POS),
            *one_of(cells["status"], "status", GOVERNED),
        ]

    found: dict[str, list[Governor]] = {}
    for row in read_table(path, GOVERNOR_COLUMNS, check):
        slots = parts(row.cells["slot"]) or ("*",)
        for slot in slots:
            found.setdefault(row.cells["lemma"], []).append(Governor(slot, row.cells["status"]))
    return {lemma: tuple(each) for lemma, each in found.items()}


@cache
def governors() -> Mapping[str, tuple[Governor, ...]]:
    """The shipped governors by lemma."""
    return load_governors()
