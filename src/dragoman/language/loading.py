"""Loads spaCy's parser, without what Dragoman has no use for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError
from dragoman.language.boundaries import mark_boundaries
from dragoman.language.threads import one_thread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

# Before any other room imports it.
with one_thread():
    import numpy as np  # noqa: F401

UNUSED = ("ner", "senter")


def load_parser(package: str) -> Language:
    """Load spaCy's pipeline from a package. Raises: DragomanError if it is not installed."""
    import spacy
    from spacy.language import Language as SpacyLanguage
    from spacy.util import registry

    if not SpacyLanguage.has_factory("dragoman_boundaries"):
        SpacyLanguage.component("dragoman_boundaries", func=mark_boundaries)
        registry.tokenizers.register("dragoman_tokenizer", func=_tokenizer_to_be_filled)
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": "dragoman_tokenizer"}}}
    try:
        nlp: Any = spacy.load(package, exclude=UNUSED, config=tokenizer)
    except OSError as error:
        raise DragomanError(
            f"the English parser {package!r} is not installed; "
            "install Dragoman again, or unset DRAGOMAN_PARSER"
        ) from error
    nlp.add_pipe("dragoman_boundaries", before="parser")
    _multiply_by_numpy(nlp)
    _hold_as_sets(nlp)
    return nlp  # type: ignore[no-any-return]


def _multiply_by_numpy(nlp: Any) -> None:
    """Multiply matrices with numpy, more than three times as fast as spaCy's own BLIS.

    Its wheels are built for any x86 processor, and so use nothing that a modern one has.
    """
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        walk = getattr(getattr(pipe, "model", None), "walk", tuple)
        for node in walk():
            # Others (a graphics card's, Apple's) are fast as they are.
            if type(node.ops) is NumpyOps:
                node.ops = ops


def _hold_as_sets(nlp: Any) -> None:
    """Keep the lemmatizer's lists of words as sets: it looks for every new word in 57,000."""
    if "lemmatizer" in nlp.pipe_names:
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index", {})
        for pos, words in list(index.items()):
            index[pos] = frozenset(words)


def _tokenizer_to_be_filled() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules: the package brings its own, and spaCy's defaults, made first
    and then thrown away, would cost a third of the time to load."""
    from spacy.tokenizer import Tokenizer as SpacyTokenizer

    return lambda nlp: SpacyTokenizer(nlp.vocab)
