"""The commands of `python -m training.coder`."""

from __future__ import annotations

from pathlib import Path

import click
from benchmarks.accuracy_sets import PlainScorer, load_scorer, rows

from dragoman.errors import DragomanError
from dragoman.events.model import FOLDER, TOKENIZER, load_model
from training.coder.base import load_tokenizer
from training.coder.card import write_card
from training.coder.evaluate import evaluate, headlines, mean_of
from training.coder.source import read_material
from training.corpus.commands import VOICES

CORPUS = click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=VOICES,
    show_default="training/corpus/voices",
    help="Folder of voices.",
)
MODEL = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER
)


SHARED = Path(__file__).parents[2].parent / "shared"
SCORER = SHARED / "score" / "score.py"
DESK = SHARED / "gold" / "desk_dev.jsonl"


@click.group()
def main() -> None:
    """Train and measure the coder's model (without FOLDER: the one that ships)."""


@main.command()
@CORPUS
@click.option("--seed", default=0, show_default=True, help="The first seed; its model is kept.")
@click.option(
    "--seeds", type=click.IntRange(1), default=1, show_default=True,
    help="Train from so many seeds in a row, and tell each one's figures and their mean.",
)  # fmt: skip
@click.option(
    "--epochs", type=click.IntRange(1), default=None,
    help="Passes over the data, if not as `training/coder/fit.py` has it.",
)  # fmt: skip
@click.option("--threads", type=click.IntRange(1), default=2, show_default=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=FOLDER,
    show_default="src/dragoman/models/coder", help="Where the model and its card go.",
)  # fmt: skip
def train(  # noqa: PLR0913
    *, corpus: Path, seed: int, seeds: int, epochs: int | None, threads: int, out: Path
) -> None:
    """Train on the corpus, measure on its test split, write the model and its card.

    The same corpus, seed, threads and packages give the same model on the same kind of machine.
    """
    try:
        import torch

        from training.coder.fit import Plan
        from training.coder.train import train as train_model
    except ImportError as error:
        raise click.ClickException(f"{error}; run make train, which installs it") from error

    torch.set_num_threads(threads)
    plan = Plan() if epochs is None else Plan(epochs=epochs)
    try:
        about = train_model(corpus, out, range(seed, seed + seeds), plan, click.echo)
    except (DragomanError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if "seeds" in about:
        click.echo(f"mean of {seeds} seeds")
        show(mean_of([each["figures"] for each in about["seeds"]]))
    click.echo(f"{out}: written; read its README.md")


@main.command(name="evaluate")
@MODEL
@CORPUS
def evaluate_command(folder: Path, corpus: Path) -> None:
    """Measure the model in FOLDER on the test split. Needs nothing but Dragoman itself."""
    try:
        model = load_model(folder)
        material = read_material(load_tokenizer(folder / TOKENIZER), corpus, ["test"])
    except (DragomanError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    figures = evaluate(model, material)
    show(headlines(figures))
    show({f"{name}, F1": score["f1"] for name, score in figures["by_type"].items()})


@main.command(name="calibrate")
@CORPUS
@click.option(
    "--scorer", type=click.Path(path_type=Path), default=SCORER,
    show_default="../shared/score/score.py",
    help="The judge of two events; where it is missing a plain one of ours.",
)  # fmt: skip
def calibrate_command(corpus: Path, scorer: Path) -> None:
    """Fit the confidence of the model that ships, on documents it was not trained on."""
    try:
        from training.coder.calibrate import calibrate, error_of
    except ImportError as error:
        raise click.ClickException(f"{error}; run make train, which installs it") from error

    judge = load_scorer(scorer) or PlainScorer()
    try:
        told = calibrate(FOLDER, corpus, judge.level)
        write_card(FOLDER)
    except (DragomanError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for tenth in told:
        line = "  from {low:.1f}: {events:5} events, {confidence:.3f}, right {right:.3f}"
        click.echo(line.format(**tenth))
    click.echo(f"  error on the test split {error_of(told):.3f}")


@main.command(name="shift")
@click.option(
    "--gold", type=click.Path(path_type=Path), default=DESK,
    show_default="../shared/gold/desk_dev.jsonl",
    help="Annotated pages; where they are missing the shift stays as it is.",
)  # fmt: skip
@click.option("--scorer", type=click.Path(path_type=Path), default=SCORER)
def shift_command(gold: Path, scorer: Path) -> None:
    """Bring confidence down to what is true of real pages: a slope and an offset."""
    from training.coder.calibrate import error_of, shift

    judge = load_scorer(scorer)
    if judge is None or not gold.exists():
        click.echo(f"{gold}: not beside the project; the shift stays as it is")
        return
    documents = rows(gold)
    judge.score("events", documents, [])
    told = shift(FOLDER, documents, judge.level)
    write_card(FOLDER)
    click.echo(f"  error on real pages {error_of(told):.3f}")


@main.command(name="card")
@MODEL
def card_command(folder: Path) -> None:
    """Write the card of the model in FOLDER anew, from its coder.json."""
    try:
        click.echo(f"{write_card(folder)}: written")
    except (OSError, KeyError) as error:
        raise click.ClickException(
            f"{folder}: coder.json tells too little for a card ({error!r}); train the model"
        ) from error


def show(figures: dict[str, float]) -> None:
    """Print figures by name. Raises: nothing."""
    for name, value in figures.items():
        click.echo(f"  {name:<36}{value:.3f}")
