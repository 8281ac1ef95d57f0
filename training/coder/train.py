"""From the corpus to the model that ships: examples, training, figures, files, card."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import torch

from dragoman.events.model import ABOUT, GRAPH, TOKENIZER, load_model
from training.coder.base import NAME, base_folder, load_tokenizer, new_network
from training.coder.card import About, Rates, SeedFigures, write_card
from training.coder.evaluate import Figures, evaluate, headlines
from training.coder.examples import Example
from training.coder.export import export
from training.coder.fit import Plan, fit
from training.coder.source import Material, corpus_hash, read_material, sizes
from training.corpus.form import Written

MODEL = "en-1"
SAMPLE = 8  # sentences to trace the graph with

Say = Callable[[str], None]


def train(corpus: Path, out: Path, seeds: Sequence[int], plan: Plan, say: Say) -> About:
    """Train once from each seed; write the first one's files and card into a folder.

    In:     a corpus, at least one seed. What the folder held of an older model is written over,
            its confidences too.
    Out:    what `coder.json` says.
    Raises: DataFileError for faults of the corpus; DragomanError if the base model is missing.
    """
    torch.use_deterministic_algorithms(True)
    tokenizer = base_folder() / "tokenizer.json"
    say(f"{corpus}: reading")
    material = read_material(load_tokenizer(tokenizer), corpus)
    chosen = material.only("train").examples
    told: list[Figures] = []
    with TemporaryDirectory() as work:
        for seed in seeds:
            folder = Path(work) / str(seed)
            folder.mkdir()
            shutil.copy(tokenizer, folder / TOKENIZER)
            told.append(_train_once(material, chosen, folder, seed, plan, say))
        about = _about(corpus, material.documents, seeds, plan, told)
        about |= _kept(out, "shift", "on_pages")
        first = Path(work) / str(seeds[0])
        _write_about(first, about)
        write_card(first)
        out.mkdir(parents=True, exist_ok=True)
        shutil.copytree(first, out, dirs_exist_ok=True)
    return about


def _kept(folder: Path, *names: str) -> About:
    """What of an older model's account holds for the new one until it is measured again."""
    path = folder / ABOUT
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return cast(About, {name: told[name] for name in names if name in told})


def _train_once(  # noqa: PLR0913, PLR0917
    material: Material, chosen: Sequence[Example], folder: Path, seed: int, plan: Plan, say: Say
) -> Figures:
    """Train from one seed and write the graph; its figures."""
    network = new_network(seed)
    say(f"seed {seed}: {len(chosen)} sentences to train on")
    fit(
        network,
        chosen,
        seed,
        plan,
        lambda epoch, loss: say(f"  epoch {epoch + 1} of {plan.epochs}, loss {loss:.3f}"),
    )
    sample = [each for each in chosen if each.input.pairs and each.dyads][:SAMPLE]
    export(network, sample, folder / GRAPH)
    (folder / ABOUT).write_text("{}\n", encoding="utf-8")  # a model is loaded with all its files
    figures = evaluate(load_model(folder), material.only("test"))
    for name, value in headlines(figures).items():
        say(f"  {name:<36}{value:.3f}")
    return figures


def _about(
    corpus: Path,
    documents: Sequence[Written],
    seeds: Sequence[int],
    plan: Plan,
    told: Sequence[Figures],
) -> About:
    about = About(
        name=MODEL,
        base=NAME,
        corpus=corpus_hash(corpus),
        sizes=sizes(documents),
        seed=seeds[0],
        epochs=plan.epochs,
        rates=Rates(
            batch=plan.batch,
            encoder_rate=plan.encoder_rate,
            head_rate=plan.head_rate,
            decay=plan.decay,
            warm_up=plan.warm_up,
            smoothing=plan.smoothing,
            blind=plan.blind,
            hidden=plan.hidden,
            averaging=plan.averaging,
        ),
        figures=told[0],
    )
    if len(seeds) > 1:
        about["seeds"] = [
            SeedFigures(seed=seed, figures=headlines(figures))
            for seed, figures in zip(seeds, told, strict=True)
        ]
    return about


def _write_about(folder: Path, about: About) -> None:
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
