"""`python -m benchmarks.stories`: invented happenings told by several outlets, put together again.

Measured twice: on records as a perfect coder would write them, and on what Dragoman codes from the
pages, where an act that the coder misses counts as pairs that are not found. `--speed N` measures
instead how long N made-up events take; `--errors` lists the pairs that went wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks import story_speed
from benchmarks.story_set import PARTS, Report, reports
from dragoman.pipeline import code_inputs
from dragoman.reading import Input
from dragoman.records import Event
from dragoman.settings import USUAL
from dragoman.stories.blocks import keys_of
from dragoman.stories.cluster import clusters_of
from dragoman.stories.facts import Facts, facts_of
from dragoman.stories.pairs import compare, reasons_line

HEAD = (
    "| part | records | reports | found | pairs of one act | near misses | F1 of the found |"
    " F1 of all | duplicates left | false merges |\n|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Two reports that were not put together, or wrongly were, with the reasons of the pair."""

    left: bool
    one: Report
    other: Report
    reasons: str


@dataclass(frozen=True, slots=True)
class Measured:
    """How a part went.

    `pairs`: of reports of one happening. `near`: pairs of two happenings that share a key, so
    that they were compared. `right`, `false`, `left`: pairs put together rightly, wrongly, and
    not put together; `missed`: those of `pairs` of which the coder did not find both.
    `apart`: stories in excess of one for each happening; `merged`: happenings in excess of one
    for each story.
    """

    reports: int
    found: int
    pairs: int
    near: int
    right: int
    false: int
    left: int
    missed: int
    apart: int
    merged: int
    wrong: tuple[Wrong, ...]

    def __add__(self, other: Measured) -> Measured:
        names = ("reports", "found", "pairs", "near", "right", "false", "left", "missed", "apart",
                 "merged")  # fmt: skip
        totals = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Measured(**totals, wrong=self.wrong + other.wrong)

    def row(self) -> str:
        """The figures as cells of a table."""
        found, every = self.left, self.left + self.missed
        return (
            f"{self.reports} | {self.found} | {self.pairs} | {self.near} |"
            f" {self._f1(found):.3f} | {self._f1(every):.3f} |"
            f" {self.apart / self.found:.1%} | {self.merged / self.found:.1%}"
        )

    def _f1(self, left: int) -> float:
        return 2 * self.right / max(2 * self.right + self.false + left, 1)


def gold(told: Sequence[Report]) -> tuple[list[Facts], dict[str, Report]]:
    """The facts of hand-marked records, and which report each is."""
    return (
        [facts_of(report.event, report.published) for report in told],
        {report.event.id: report for report in told},
    )


def coded(told: Sequence[Report]) -> tuple[list[Facts], dict[str, Report]]:
    """The facts of all that is coded from the pages, and which of them is the act of a report."""
    facts: list[Facts] = []
    known: dict[str, Report] = {}
    for report in told:
        page = Input(report.event.file, report.page.encode())
        (result,) = code_inputs([page], USUAL)
        if not isinstance(result, tuple):
            raise result
        _, outcome = result
        days = {each.id: each.published or each.updated for each in outcome.articles}
        facts += [facts_of(event, days[event.article]) for event in outcome.events]
        act = act_of(report, outcome.events, outcome.document.text)
        if act:
            known[act.id] = report
    return facts, known


def act_of(report: Report, events: Sequence[Event], text: str) -> Event | None:
    """Of a page's events, the one that tells the happening: by its word, else by type and day."""
    marked = report.event
    start = text.index(marked.text) + marked.text_info.trigger.start
    end = start + len(marked.event_text)
    there = [
        event
        for event in events
        if event.text_info.trigger.start < end and start < event.text_info.trigger.end
    ]
    alike = [
        event
        for event in events
        if event.event_type == marked.event_type and event.date in (marked.date, None)
    ]
    both = [event for event in there if event in alike]
    return next(iter(both or there or alike), None)


def measure(told: Sequence[Report], facts: list[Facts], known: Mapping[str, Report]) -> Measured:
    """Cluster all facts; judge where the known ones went."""
    clusters = clusters_of(facts)
    home = {each: index for index, cluster in enumerate(clusters) for each in cluster.ids}
    by_id = {each.id: each for each in facts}
    keys = {each: set(keys_of(by_id[each])) for each in known}
    counts: Counter[str] = Counter()
    wrong = []
    for one, other in combinations(known, 2):
        same = known[one].happening == known[other].happening
        together = home[one] == home[other]
        counts["right"] += same and together
        counts["near"] += not same and bool(keys[one] & keys[other])
        if same != together:
            counts["left" if same else "false"] += 1
            reasons = reasons_line(compare(by_id[one], by_id[other]).reasons)
            wrong.append(Wrong(same, known[one], known[other], reasons))
    pairs = _pairs(Counter(report.happening for report in told))
    return Measured(
        reports=len(told), found=len(known), pairs=pairs, near=counts["near"],
        right=counts["right"], false=counts["false"], left=counts["left"],
        missed=pairs - counts["right"] - counts["left"],
        apart=_excess((known[each].happening, str(home[each])) for each in known),
        merged=_excess((str(home[each]), known[each].happening) for each in known),
        wrong=tuple(wrong),
    )  # fmt: skip


def _pairs(sizes: Counter[str]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _excess(pairs: Iterator[tuple[str, str]]) -> int:
    seen: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        seen[one].add(other)
    return sum(len(others) - 1 for others in seen.values())


def main() -> None:
    """Print the figures as a table for `benchmarks/results.md`."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speed", type=int, metavar="N")
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    if chosen.speed:
        print(story_speed.measure(chosen.speed))
        return
    print(HEAD)
    wrong: list[Wrong] = []
    for name, source in (("by hand", gold), ("coded", coded)):
        total: Measured | None = None
        for part in PARTS:
            told = reports(part)
            measured = measure(told, *source(told))
            print(f"| {part} | {name} | {measured.row()} |")
            total = measured if total is None else total + measured
        if total:
            print(f"| all | {name} | {total.row()} |")
            wrong += total.wrong
    for each in wrong if chosen.errors else ():
        names = " | ".join(f"{told.happening} {told.outlet}" for told in (each.one, each.other))
        print(f"{'apart' if each.left else 'merged'}: {names}: {each.reasons}")


if __name__ == "__main__":
    main()
