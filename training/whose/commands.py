"""The command `python -m training.whose`."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.actors.whose import COLUMNS, TABLE
from dragoman.errors import DragomanError
from training.coder.source import corpus_hash
from training.corpus.commands import VOICES
from training.corpus.form import read_corpus
from training.whose.cases import cases_of

HEAD = """\
# What speaks for a country or a body of states where somebody's own words do not tell whose he is,
# and how much. Learnt by `python -m training.whose` from the corpus {corpus}.
# A sign with a slash is weighed for that sort of people alone; see actors/whose.py.
"""


@click.command()
@click.option(
    "--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), default=VOICES,
    show_default="training/corpus/voices", help="Folder of voices.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=TABLE,
    show_default="src/dragoman/actors/data/whose.tsv", help="Where the table goes.",
)  # fmt: skip
def main(*, corpus: Path, out: Path) -> None:
    """Learn what the signs weigh that tell whose somebody is, and measure it on the test split."""
    try:
        import torch

        from training.whose.fit import fit, share_right
    except ImportError as error:
        raise click.ClickException(f"{error}; run make train, which installs it") from error
    torch.set_num_threads(1)
    try:
        cases = cases_of(read_corpus(corpus))
        learnt = fit([case for case in cases if case.split == "train"])
    except (DragomanError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    lines = [f"{sign}\t{weight}" for sign, weight in sorted(learnt.items())]
    head = HEAD.format(corpus=corpus_hash(corpus)[:12])
    out.write_text(head + "\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    for split in ("train", "calibration", "test"):
        those = [case for case in cases if case.split == split]
        if those:
            ruled = sum(case.ruled == case.right for case in those) / len(those)
            click.echo(
                f"{split:12} {len(those):6} mentions, right by rules alone {ruled:.3f}, "
                f"weighed {share_right(those, learnt):.3f}"
            )
    click.echo(f"{out}: {len(lines)} signs")
