"""The measures, their targets, and the one table of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from benchmarks.accuracy_sets import Measured


class Measure(NamedTuple):
    """A figure of a set: where the scorer gives it (names on the way, `/` between), and
    what it should be at least or at most."""

    of: str
    what: str
    scoring: str
    path: str
    least: float | None = None
    most: float | None = None

    @property
    def target(self) -> str:
        """The target in words; empty where there is none. Raises: nothing."""
        if self.least is not None:
            return f"≥ {self.least:.2f}"
        return f"≤ {self.most:.2f}" if self.most is not None else ""

    def is_met(self, figure: float | None) -> bool:
        """Whether a figure meets the target, if there is one. Raises: nothing."""
        if self.least is not None:
            return figure is not None and figure >= self.least
        return self.most is None or (figure is not None and figure <= self.most)


class Line(NamedTuple):
    """A measure with its figure; None where the set gave none."""

    measure: Measure
    figure: float | None
    among: int | None

    @property
    def shown(self) -> str:
        """The figure as the table has it, `<` where its target is not met. Raises: nothing."""
        figure = "none" if self.figure is None else f"{self.figure:.3f}"
        figure += f" (of {self.among})" if self.among is not None else ""
        return figure if self.measure.is_met(self.figure) else f"{figure} <"


MEASURES = (
    Measure("desk", "whole events, F1", "events", "full/f1", least=0.50),
    Measure("desk", "… precision", "events", "full/precision"),
    Measure("desk", "… recall", "events", "full/recall"),
    Measure("desk", "type, F1", "events", "type/f1"),
    Measure("desk", "type and actor, F1", "events", "type_actor/f1"),
    Measure("desk", "coded per gold", "events", "coded_per_gold", most=1.1),
    Measure("desk", "mode of whole matches", "events", "attributes/mode/accuracy", least=0.75),
    Measure(
        "desk", "status of whole matches, macro-F1", "events", "attributes/status/macro_f1",
        least=0.60,
    ),
    Measure("desk", "sector of parties", "events", "attributes/sector/accuracy"),
    Measure("desk", "said by, F1", "events", "attributes/said_by/f1"),
    Measure("desk", "date, F1", "events", "attributes/date/f1"),
    Measure("desk", "country, F1", "events", "attributes/country/f1"),
    Measure(
        "desk", "precision at confidence 0.9", "events", "precision_at_0.9/precision", least=0.80
    ),
    Measure("desk", "calibration error", "events", "calibration_error"),
    Measure("desk", "articles: number, pages with one", "articles", "number_one/accuracy"),
    Measure("desk", "articles: number, with several", "articles", "number_several/accuracy"),
    Measure("desk", "articles: title", "articles", "title/accuracy"),
    Measure("desk", "articles: date", "articles", "date/accuracy"),
    Measure("desk", "articles: place", "articles", "place/accuracy"),
    Measure("desk", "articles: start of body", "articles", "body/accuracy"),
    Measure("desk", "dead, F1", "events", "attributes/dead/f1", least=0.80),
    Measure("desk", "figures: value and unit, F1", "figures", "value_and_unit/f1", least=0.65),
    Measure("desk", "figures: what, of those found", "figures", "what_of_found", least=0.75),
    Measure("desk", "resolutions found, F1", "resolutions", "found/f1"),
    Measure("spans", "actor and recipient both found", "spans", "both_recall", least=0.55),
    Measure("spans", "swapped", "spans", "swapped", most=0.05),
    Measure("spans", "events a sentence", "spans", "events_per_sentence", most=1.6),
    Measure("relations", "types, macro-F1", "relations", "macro_f1", least=0.75),
    Measure("relations", "quad classes, macro-F1", "relations", "quad_macro_f1", least=0.87),
    Measure("relations", "types, accuracy", "relations", "accuracy"),
    Measure("actors", "code and sector both right", "actors", "all_right"),
    Measure("actors", "code", "actors", "code/accuracy"),
    Measure("actors", "sector", "actors", "sector/accuracy"),
    Measure("places", "found, F1", "places", "found/f1"),
    Measure("places", "within 161 km, of found", "places", "within_161km_of_found"),
    Measure("places", "within 161 km, of gold", "places", "located_right_of_gold"),
    Measure("own", "whole events, F1", "events", "full/f1", least=0.80),
    Measure("own", "… precision", "events", "full/precision"),
    Measure("own", "… recall", "events", "full/recall"),
    Measure("own", "type, F1", "events", "type/f1"),
    Measure("own", "type and actor, F1", "events", "type_actor/f1"),
    Measure("own", "coded per gold", "events", "coded_per_gold"),
    Measure("own", "mode of whole matches", "events", "attributes/mode/accuracy"),
    Measure("own", "status of whole matches, macro-F1", "events", "attributes/status/macro_f1"),
    Measure("own", "precision at confidence 0.9", "events", "precision_at_0.9/precision"),
    Measure("own", "calibration error", "events", "calibration_error", most=0.05),
)  # fmt: skip


def lines(measured: Iterable[Measured]) -> list[Line]:
    """The measures of the sets that were run, in the table's order. Raises: nothing."""
    figures = {each.name: each.figures for each in measured}
    return [
        _line(measure, figures[measure.of].get(measure.scoring, {}))
        for measure in MEASURES
        if measure.of in figures
    ]


def _line(measure: Measure, figures: Mapping[str, Any]) -> Line:
    found: Any = figures
    beside: Any = {}
    for name in measure.path.split("/"):
        beside, found = found, found.get(name) if isinstance(found, Mapping) else None
    among = beside.get("n") if beside is not figures and isinstance(beside, Mapping) else None
    return Line(measure, found, among)


def as_table(found: Iterable[Line]) -> list[str]:
    """The table in Markdown: set, measure, figure, target. Raises: nothing."""
    return [
        "| set | measure | figure | target |",
        "|---|---|---|---|",
        *(
            f"| {line.measure.of} | {line.measure.what} | {line.shown} | {line.measure.target} |"
            for line in found
        ),
    ]
