"""The commands of `python -m training.corpus`."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.errors import DataFileError
from dragoman.jsonl import to_json
from training.corpus.agreement import Differing, agreement, compare, disagreements
from training.corpus.convert import as_records
from training.corpus.form import Written, corpus_files, read_file
from training.corpus.likeness import (
    Place,
    from_gold,
    gold_texts,
    likeness,
    sentences_of,
    shape_pairs,
    word_pairs,
)
from training.corpus.parsed import parse
from training.corpus.splits import is_read_twice, split_of
from training.corpus.stats import Figure, figures

HERE = Path(__file__).parent
VOICES, SECOND = HERE / "voices", HERE / "second"
GOLD = HERE.parents[2] / "shared" / "gold"
PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
SHOWN = 20


@click.group()
def main() -> None:
    """Check, count and convert the corpus (without PATHS: all of it)."""


@main.command()
@PATHS
@click.option("--pairs", is_flag=True, help="List the sentences that are too much alike.")
def check(paths: tuple[Path, ...], pairs: bool) -> None:
    """List every fault by file, line and column; measure how alike sentences are.

    Exits 1 if there is a fault, or if a measure is out of its bounds.
    """
    documents = read(paths)
    sentences = sentences_of(parse(documents))
    gold = gold_texts(GOLD) if GOLD.is_dir() else []
    found = likeness(sentences, gold)
    if not gold:
        click.echo(f"{GOLD}: not here, so nothing was compared with it", err=True)
    show(found)
    if pairs:
        for pair in [*word_pairs(sentences), *shape_pairs(sentences)]:
            click.echo(f"{at(pair.first)} ~ {at(pair.second)}  {pair.share:.2f}")
    for place in from_gold(sentences, gold):
        click.echo(f"{at(place)} shares eight words with a measuring set; write it anew")
    click.echo(f"{len(documents)} documents, no faults of form")
    if not all(figure.good for figure in found):
        raise click.exceptions.Exit(1)


@main.command()
@PATHS
@click.option("--split", type=click.Choice(["train", "calibration", "test"]), help="Only of one.")
def stats(paths: tuple[Path, ...], split: str | None) -> None:
    """Count what there is; `<` marks what is out of the bounds that the whole should keep."""
    documents = [each for each in read(paths) if split is None or split_of(each) == split]
    show(figures(parse(documents)))


@main.command()
@FOLDER
@PATHS
def convert(folder: Path, paths: tuple[Path, ...]) -> None:
    """Write each document's text and all records into FOLDER.

    FOLDER/pages/ID.txt holds the text that the records' offsets count in; FOLDER/records.jsonl the
    articles and events; FOLDER/splits.tsv which document belongs to which split.
    """
    documents = read(paths)
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for written in documents:
        (pages / f"{written.id}.txt").write_text(written.text, encoding="utf-8", newline="")
    lines = [to_json(record) for written in documents for record in as_records(written)]
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    splits = [f"{written.id}\t{split_of(written)}" for written in documents]
    (folder / "splits.tsv").write_text(
        "\n".join(["document\tsplit", *splits]) + "\n", encoding="utf-8"
    )
    click.echo(f"{folder}: {len(documents)} pages, {len(lines)} records")


@main.command()
@FOLDER
@PATHS
def plain(folder: Path, paths: tuple[Path, ...]) -> None:
    """Write the documents to be annotated a second time into FOLDER, without their marks."""
    chosen = [written for written in read(paths) if is_read_twice(written)]
    for voice in sorted({written.voice for written in chosen}):
        (folder / voice).mkdir(parents=True, exist_ok=True)
        texts = [unmarked(written) for written in chosen if written.voice == voice]
        (folder / voice / "01.txt").write_text("\n".join(texts), encoding="utf-8")
    click.echo(f"{folder}: {len(chosen)} documents")


@main.command(name="agreement")
def agreement_command() -> None:
    """Compare the second annotation with the first."""
    try:
        compared = compare(read((VOICES,)), read((SECOND,)))
    except Differing as error:
        raise click.ClickException(str(error)) from error
    show(agreement(compared))
    for (one, other), count in list(disagreements(compared).items())[:SHOWN]:
        click.echo(f"  {one} / {other}: {count}")


def unmarked(written: Written) -> str:
    """A document in the corpus's form without marks and contexts. Raises: nothing."""
    prefix = {"headline": "# ", "bullet": "- ", "caption": "> "}
    place = f"{written.city}, {written.country}" if written.city else "none"
    lines = [
        f"=== {written.id}",
        f"date: {written.date or 'none'}",
        f"place: {place}",
        "contexts: none",
    ]
    paragraph = -1
    for one in written.sentences:
        if one.paragraph != paragraph:
            lines.append("")
        paragraph = one.paragraph
        lines.append(prefix.get(one.kind, "") + escaped(written.words(one.span)))
    return "\n".join([*lines, ""])


def escaped(words: str) -> str:
    r"""Words with `\` before what would otherwise be a mark's. Raises: nothing."""
    for character in "\\[]|":
        words = words.replace(character, "\\" + character)
    return words


def at(place: Place) -> str:
    """A sentence's place for the eye. Raises: nothing."""
    return f"{place.document} line {place.line}"


def show(found: list[Figure]) -> None:
    """Print figures with their bounds. Raises: nothing."""
    for figure in found:
        value = f"{figure.value:.3f}" if isinstance(figure.value, float) else f"{figure.value}"
        bound = f"at least {figure.least}" if figure.least is not None else ""
        bound = f"at most {figure.most}" if figure.most is not None else bound
        click.echo(f"{' ' if figure.good else '<'} {figure.name:<40}{value:>8}  {bound}".rstrip())


def read(paths: tuple[Path, ...]) -> list[Written]:
    """Read what the arguments name. Raises: ClickException naming every fault."""
    documents, faults = [], []
    for path in corpus_files(paths or (VOICES,)):
        try:
            documents += read_file(path)
        except DataFileError as error:
            faults.append(str(error))
    if faults:
        raise click.ClickException("\n".join(faults))
    return documents
