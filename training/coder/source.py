"""What a model is trained from: the corpus, read, by hash and by size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict, get_args

from training.coder.examples import Example, examples_of
from training.corpus.form import Written, corpus_files, read_corpus
from training.corpus.splits import VOICES, Split, split_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPLITS: tuple[Split, ...] = get_args(Split)


class Size(TypedDict):
    """How much there is; acts are counted at each telling."""

    documents: int
    sentences: int
    acts: int


class Material(NamedTuple):
    """Documents with the examples made of them."""

    documents: list[Written]
    examples: list[Example]

    def only(self, split: Split) -> Material:
        """What belongs to one split. Raises: nothing."""
        return Material(
            [each for each in self.documents if split_of(each) == split],
            [each for each in self.examples if each.split == split],
        )


def read_material(tokenizer: Tokenizer, folder: Path, splits: Sequence[Split] = SPLITS) -> Material:
    """Read a corpus, or some splits of it, and make its examples.

    In:     a tokenizer that cuts as the coder's does (`base.load_tokenizer`).
    Raises: DataFileError for the first file with faults.
    """
    documents = [each for each in read_corpus(folder) if split_of(each) in splits]
    return Material(documents, examples_of(tokenizer, documents))


def corpus_hash(folder: Path, table: Path = VOICES) -> str:
    """The SHA-256 of a corpus: its documents and the table of voices, which decides the splits.

    Raises: OSError if a file cannot be read.
    """
    found = {file.relative_to(folder).as_posix(): file for file in corpus_files([folder])}
    return hash_of([*found.items(), (table.name, table)])


def hash_of(files: Iterable[tuple[str, Path]]) -> str:
    """The SHA-256 over names and contents of files, whatever order they come in.

    In:     files, each with the name that it counts under.
    Raises: OSError if a file cannot be read.
    """
    total = hashlib.sha256()
    for name, path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{content} {name}\n".encode())
    return total.hexdigest()


def sizes(documents: Sequence[Written]) -> dict[str, Size]:
    """Count the documents, sentences and acts of each split.

    Raises: KeyError for a voice that the table lacks.
    """
    chosen: dict[str, list[Written]] = {split: [] for split in SPLITS}
    for written in documents:
        chosen[split_of(written)].append(written)
    return {
        split: Size(
            documents=len(found),
            sentences=sum(len(each.sentences) for each in found),
            acts=sum(len(each.acts) for each in found),
        )
        for split, found in chosen.items()
    }
