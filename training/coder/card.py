"""The model card: what `coder.json` says, put into the words of `card.md`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

from dragoman.events.encoding import LONGEST
from dragoman.events.model import ABOUT
from training.coder.evaluate import Figures, Score, mean_of
from training.coder.source import Size

CARD = "README.md"
WIDTH = 20
WORDS = Path(__file__).parent / "card.md"


class Rates(TypedDict):
    """How the network was trained (see `fit.Plan`)."""

    batch: int
    encoder_rate: float
    head_rate: float
    decay: float
    warm_up: float
    smoothing: float
    blind: float
    hidden: float
    averaging: float


class SeedFigures(TypedDict):
    """The figures of one of several trainings."""

    seed: int
    figures: dict[str, float]


class Tenth(TypedDict):
    """Events of like confidence: from `low` on, how many, their mean confidence, the right ones."""

    low: float
    events: int
    confidence: float
    right: float


class About(TypedDict):
    """What `coder.json` holds. No date: same corpus and seed, same file."""

    name: str
    base: str
    corpus: str
    sizes: dict[str, Size]
    seed: int
    epochs: int
    rates: Rates
    figures: Figures
    seeds: NotRequired[list[SeedFigures]]  # where more than one was trained
    confidence: NotRequired[dict[str, float]]  # weights, once calibrated
    reliability: NotRequired[list[Tenth]]
    shift: NotRequired[dict[str, float]]  # slope and offset that real pages ask for
    on_pages: NotRequired[list[Tenth]]


def write_card(folder: Path) -> Path:
    """Write the card of the model in a folder, beside it.

    Raises: OSError if `coder.json` cannot be read, KeyError if no training wrote it.
    """
    about: About = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    path = folder / CARD
    path.write_text(card(about), encoding="utf-8")
    return path


def card(about: About) -> str:
    """The card of a model. Raises: nothing on what a training wrote."""
    figures = about["figures"]
    return WORDS.read_text(encoding="utf-8").format(
        name=about["name"],
        base=about["base"],
        corpus=about["corpus"],
        seed=about["seed"],
        epochs=about["epochs"],
        rates=about["rates"],
        sizes=_lines(_size(split, size) for split, size in about["sizes"].items()),
        scores=_scores(figures),
        shares=_shares(figures),
        by_type=_lines(_row(name, score) for name, score in figures["by_type"].items()),
        seeds=_seeds(about.get("seeds", [])),
        reliability=_reliability(about),
        longest=LONGEST,
    )


def _size(split: str, size: Size) -> str:
    return f"| {split} | {size['documents']:,} | {size['sentences']:,} | {size['acts']:,} |"


def _scores(figures: Figures) -> str:
    return _lines(
        [
            _row("acts with type", figures["types"]),
            _row("whole events (type, all actors, all recipients)", figures["whole_events"]),
            *(
                _row(f"{name}, of acts with the right type", s)
                for name, s in figures["roles"].items()
            ),
            _row("contexts of documents", figures["contexts"]),
        ]
    )


def _shares(figures: Figures) -> str:
    shares = {
        "mode, of acts with the right type": figures["modes"],
        "status, of acts with the right type": figures["statuses"],
        "type of act between two marked words": figures["dyads"],
    }
    return _lines(f"| {name} | {s['accuracy']:.3f} | {s['of']:,} |" for name, s in shares.items())


def _row(name: str, score: Score) -> str:
    numbers = f"{score['precision']:.3f} | {score['recall']:.3f} | {score['f1']:.3f}"
    return f"| {name} | {numbers} | {score['of']:,} |"


def _seeds(seeds: Sequence[SeedFigures]) -> str:
    """What chance does: the same training from several seeds, and their mean."""
    if not seeds:
        return ""
    mean = mean_of([each["figures"] for each in seeds])
    columns = {f"seed {each['seed']}": each["figures"] for each in seeds} | {"mean": mean}
    return _lines(
        [
            "",
            "### From several seeds",
            "",
            f"The same training {len(seeds)} times; the model is the first.",
            "",
            f"| | {' | '.join(columns)} |",
            "|---" * (len(columns) + 1) + "|",
            *(
                f"| {name} | {' | '.join(f'{one[name]:.3f}' for one in columns.values())} |"
                for name in mean
            ),
            "",
        ]
    )


def _reliability(about: About) -> str:
    """How confident the whole coder is on the test split, and how often it is right."""
    tenths = about.get("reliability", [])
    if not tenths:
        return "## Confidence\n\nNot calibrated yet: read 0.8 as an order, not as a probability.\n"
    return _lines(
        [
            "## Confidence",
            "",
            "Of the whole coder on the split *test*; fitted on the split *calibration*. `█` is the",
            "share of records whose type, actors and recipients are right, `|` where it should be.",
            "",
            *_tenths(tenths),
            *_on_pages(about),
        ]
    )


def _tenths(tenths: Iterable[Tenth]) -> list[str]:
    return [
        "| confidence | records | mean | right | |",
        "|---|---|---|---|---|",
        *(
            f"| {tenth['low']:.1f} to {tenth['low'] + 0.1:.1f} | {tenth['events']:,} | "
            f"{tenth['confidence']:.3f} | {tenth['right']:.3f} | `{_bar(tenth)}` |"
            for tenth in tenths
        ),
        "",
    ]


def _on_pages(about: About) -> list[str]:
    """What real pages ask for: the slope and the offset that every confidence gets."""
    if "shift" not in about:
        return []
    slope, offset = about["shift"]["slope"], about["shift"]["offset"]
    return [
        f"Real pages are harder. On annotated ones two numbers were fitted, a slope of {slope:.2f}",
        f"and an offset of {offset:.2f} on the log odds, which every record gets. There:",
        "",
        *_tenths(about.get("on_pages", [])),
    ]


def _bar(tenth: Tenth) -> str:
    filled = round(tenth["right"] * WIDTH)
    bar = "█" * filled + "·" * (WIDTH - filled)
    at = min(WIDTH - 1, round(tenth["confidence"] * WIDTH))
    return bar[:at] + "\\|" + bar[at + 1 :]


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
