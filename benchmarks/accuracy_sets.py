"""The gold sets: what is coded for each, in this process, and what the scorer makes of it."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, cast

from benchmarks.accuracy_match import Level, Pair, Row, exact_figures, exact_level, pair_up
from benchmarks.accuracy_own import own_test
from dragoman.cli import main as dragoman
from dragoman.errors import InputError
from dragoman.jsonl import to_dict
from dragoman.pipeline import code
from dragoman.reading import Input, Reading, read
from dragoman.settings import Settings

SETS = ("desk", "spans", "relations", "actors", "places", "own")
# Which command answers a set whose rows are no pages.
STAGES = {"relations": "classify", "actors": "actors", "places": "places"}
DESK_SCORINGS = ("events", "articles", "figures", "resolutions")
Figures = Mapping[str, Any]


class Scorer(Protocol):
    """The scoring functions: `score(what, gold, out)`, and the judgement of two desk events."""

    def score(self, what: str, gold: Sequence[Row], out: Sequence[Row]) -> Figures:
        """Score the output for a gold set. Raises: ValueError for what it can't score."""
        ...

    def level(self, gold: Row, coded: Row) -> int:
        """Judge two events (`Level`). Raises: nothing."""
        ...


@dataclass(frozen=True, slots=True)
class ScriptScorer:
    """The scorer beside the project, loaded by its path."""

    script: ModuleType

    def score(self, what: str, gold: Sequence[Row], out: Sequence[Row]) -> Figures:
        """Call the script's function of that name. Raises: AttributeError if it has none."""
        return cast(Figures, getattr(self.script, what)(list(gold), list(out)))

    def level(self, gold: Row, coded: Row) -> int:
        """The script's judgement, after `score` of the same set. Raises: nothing."""
        return int(self.script.level(gold, coded, False))


@dataclass(frozen=True, slots=True)
class PlainScorer:
    """What stands in where there is no scorer; it knows whole events only."""

    def score(self, what: str, gold: Sequence[Row], out: Sequence[Row]) -> Figures:
        """Score events by `exact_level`. Raises: ValueError for anything else."""
        if what != "events":
            raise ValueError(f"{what} can't be scored without the scorer; only events can")
        return exact_figures(pair_up(gold, out, exact_level))

    def level(self, gold: Row, coded: Row) -> int:
        """As `exact_level`. Raises: nothing."""
        return exact_level(gold, coded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one set gave: figures by scoring; for sets of whole events also documents and pairs."""

    name: str
    figures: Mapping[str, Figures]
    coders: tuple[str, ...] = ()
    documents: tuple[Row, ...] = ()
    articles: tuple[Row, ...] = ()
    pairs: tuple[Pair, ...] = ()


def load_scorer(path: Path) -> ScriptScorer | None:
    """Load the scorer's script; None where there is none. Raises: what the script raises."""
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("dragoman_scorer", path)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return ScriptScorer(script)


def rows(path: Path) -> list[Row]:
    """The rows of a JSONL file. Raises: ValueError for a line that is no JSON."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def measure(name: str, gold: Path, corpus: Path, scorer: Scorer) -> Measured:
    """Code and score one of SETS.

    In:     its name; the folder of the gold sets; the corpus's folder of voices; the scorer.
    Raises: OSError if the set isn't there; KeyError for another name; as `pipeline.code`.
    """
    if name == "own":
        return _whole_events(name, own_test(corpus), ("events",), scorer, _with_page_facts)
    path = gold / f"{name}_dev.jsonl"
    if name == "desk":
        return _whole_events(name, rows(path), DESK_SCORINGS, scorer, _as_it_comes)
    if name == "spans":
        documents = rows(path)
        records = _records(documents, _as_it_comes)
        return Measured(
            name=name,
            figures={"spans": scorer.score("spans", documents, records)},
            coders=_coders(records),
        )
    answers = _answers(STAGES[name], path)
    return Measured(name=name, figures={name: scorer.score(name, rows(path), answers)})


Setting = Callable[[Row, Reading], tuple[Reading, date | None]]


def _as_it_comes(document: Row, reading: Reading) -> tuple[Reading, date | None]:
    return reading, None


def _with_page_facts(document: Row, reading: Reading) -> tuple[Reading, date | None]:
    """The corpus tells the day and the town in a header, where a page has date and dateline."""
    (facts,) = document["articles"]
    articles = tuple(
        replace(each, published=facts["published"], place=facts["place"])
        for each in reading.articles
    )
    day = date.fromisoformat(facts["published"]) if facts["published"] else None
    return replace(reading, articles=articles), day


def _whole_events(
    name: str, documents: list[Row], scorings: Iterable[str], scorer: Scorer, setting: Setting
) -> Measured:
    records = _records(documents, setting)
    figures = {what: scorer.score(what, documents, records) for what in scorings}
    level: Level = scorer.level
    return Measured(
        name=name,
        figures=figures,
        coders=_coders(records),
        documents=tuple(documents),
        articles=tuple(each for each in records if each["record"] == "article"),
        pairs=tuple(pair_up(documents, records, level)),
    )


def _records(documents: Iterable[Row], setting: Setting) -> list[Row]:
    """Read and code each document as the file ID.txt; one that can't be read is named."""
    found: list[Row] = []
    for document in documents:
        page = Input(f"{document['id']}.txt", document["text"].encode())
        try:
            reading, day = setting(document, read(page))
        except InputError as error:
            print(error, file=sys.stderr)
            continue
        (coded,) = code([reading], Settings(day))
        found += [to_dict(record) for record in coded.records]
    return found


def _coders(records: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({record["coder"] for record in records if "coder" in record}))


def _answers(stage: str, path: Path) -> list[Row]:
    """What `dragoman STAGE` answers; lines that it skips it names itself, and they count as wrong.

    Raises: RuntimeError where the command could not be used at all.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "answers.jsonl"
        try:
            dragoman([stage, str(path), "-o", str(out)], standalone_mode=False)
        except SystemExit as end:
            if end.code not in (None, 0, 1):
                raise RuntimeError(f"dragoman {stage} {path} ended with {end.code}") from end
        return rows(out)
