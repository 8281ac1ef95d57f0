"""`python -m benchmarks.accuracy`: every gold set through the coder, against the targets.

Prints one table, then what to read about the sets of whole events; the latter goes into
`build/accuracy/report.md` too, and the table into `benchmarks/results.md`, with the day.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from benchmarks.accuracy_measures import as_table, lines
from benchmarks.accuracy_report import report
from benchmarks.accuracy_sets import SETS, Measured, PlainScorer, Scorer, load_scorer, measure

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the gold and the scorer lie, the corpus, and what is written."""

    gold: Path = ROOT.parent / "shared" / "gold"
    scorer: Path = ROOT.parent / "shared" / "score" / "score.py"
    corpus: Path = ROOT / "training" / "corpus" / "voices"
    report: Path = ROOT / "build" / "accuracy" / "report.md"
    results: Path = ROOT / "benchmarks" / "results.md"


@click.command()
@click.option(
    "--set", "names", multiple=True, type=click.Choice(SETS), help="Only this set (repeatable)."
)
@click.option("--no-append", is_flag=True, help="Leave benchmarks/results.md as it is.")
def main(names: tuple[str, ...], no_append: bool) -> None:
    """Score the coder on every gold set that is here; `<` marks what misses its target."""
    options = [f"--set {name}" for name in names]
    command = " ".join(["python -m benchmarks.accuracy", *options])
    run(Where(), names or SETS, command, append=not no_append)


def run(where: Where, names: Iterable[str], command: str, *, append: bool) -> list[Measured]:
    """Measure the sets, print, and write the report; a set that isn't there is named.

    In:     where things lie; the sets (of SETS); the command to record; whether to record it.
    Out:    what each set gave that could be run.
    Raises: as `measure`; OSError where the report can't be written.
    """
    scorer, runnable = _choose(where, names)
    measured = [measure(name, where.gold, where.corpus, scorer) for name in runnable]
    title = f"{date.today().isoformat()}, accuracy (`{coder_of(measured)}`)"
    table = [*_judged(scorer), *as_table(lines(measured))]
    reading = [line for each in measured if each.documents for line in ("", *report(each))]
    whole = "\n".join([f"# {title}", "", *table, *reading])
    print(whole)
    where.report.parent.mkdir(parents=True, exist_ok=True)
    where.report.write_text(whole + "\n", encoding="utf-8")
    if append and measured:
        made = f"Command: `{command}`. Machine: {machine()}."
        with where.results.open("a", encoding="utf-8") as file:
            file.write("\n".join(["", f"## {title}", "", made, "", *table]) + "\n")
    return measured


def _choose(where: Where, names: Iterable[str]) -> tuple[Scorer, list[str]]:
    """The scorer, and the sets that can be run; says on standard error what can't, and why."""
    asked = [name for name in SETS if name in set(names)]
    found = load_scorer(where.scorer)
    if found is None:
        _say(f"{where.scorer}: the scorer is not here; only our own test split can be scored, by")
        _say("  a plain match of our own: type, actors and recipients as sets of codes")
        for name in asked:
            if name != "own":
                _say(f"{name}: not run")
        return PlainScorer(), [name for name in asked if name == "own"]
    runnable = []
    for name in asked:
        path = where.gold / f"{name}_dev.jsonl"
        if name == "own" or path.is_file():
            runnable.append(name)
        else:
            _say(f"{path}: not here; {name} not run")
    return found, runnable


def _say(what: str) -> None:
    print(what, file=sys.stderr)


def _judged(scorer: Scorer) -> Sequence[str]:
    if isinstance(scorer, PlainScorer):
        return ("Matched by type and codes alone; not to be compared with the scorer's.", "")
    return ()


def coder_of(measured: Iterable[Measured]) -> str:
    """The version that the records name; says so where no record names one. Raises: nothing."""
    return ", ".join(sorted({coder for each in measured for coder in each.coders})) or "no records"


def machine() -> str:
    """This machine in words: cores, processor family, memory, Python. Raises: nothing."""
    family = platform.machine().replace("_", "-")
    release = ".".join(platform.python_version_tuple()[:2])
    told = [f"{os.cpu_count()} {family} cores", f"Python {release}"]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        told.insert(1, f"{size:.0f} GiB")
    return ", ".join(told)


if __name__ == "__main__":
    main()
