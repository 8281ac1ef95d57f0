"""The trained coder: candidates judged by the network that ships with the package."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DragomanError
from dragoman.events.candidate import Candidate
from dragoman.events.classify import NO_EVENT, Judgement, classify_by_table
from dragoman.events.confidence import UNFITTED, Certainty, confidence_of, features_of
from dragoman.events.encoding import (
    CONTEXTS,
    LONGEST,
    MODES,
    STATUSES,
    TYPES,
    Batch,
    SentenceInput,
    batch_of,
    encode,
)
from dragoman.events.roles import LEAST_SOURCE, choose_parties

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent.parent / "models" / "coder"
GRAPH, TOKENIZER, ABOUT = "coder.onnx", "tokenizer.json", "coder.json"
# Activations are scaled by batch, so what stands in one is fixed: sentences of one article, by
# length, so many at a time.
SENTENCES = 4  # more would wait for the longest of them
TABLE_SHARE = 0.3  # what the table says counts so much beside the network
LIKELY_CONTEXT = 0.3  # best on the calibration split
MODES_OF = {name: [i for i, mode in enumerate(MODES) if mode[0] == name] for name in TYPES}

Floats = NDArray[np.float32]


class Model(NamedTuple):
    """The network, its tokenizer, and what its card says in numbers."""

    session: InferenceSession
    tokenizer: Tokenizer
    about: Mapping[str, Any]

    @property
    def weights(self) -> Mapping[str, float]:
        """By which confidence is computed (see `confidence.FEATURES`)."""
        return {**self.about.get("confidence", UNFITTED), **self.about.get("shift", {})}


class Outputs(NamedTuple):
    """Probabilities for a batch: by candidate types and statuses, by pair roles; modes are logits.

    `contexts` are by sentence, `dyads` (types between two words) by dyad.
    """

    types: Floats
    modes: Floats
    statuses: Floats
    roles: Floats
    contexts: Floats
    dyads: Floats


@cache
def load_model(folder: Path = FOLDER) -> Model:
    """Load a model, once a process.

    Raises: DragomanError if its files are missing or damaged.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except Exception as error:
        raise DragomanError(
            f"{folder}: the coder's model can't be read ({error}); install Dragoman again"
        ) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return Model(session, tokenizer, about)


def classify_by_model(candidates: Sequence[Candidate]) -> list[Judgement]:
    """Judge the candidates of one article by the network, beside the table.

    In:     candidates of one article.
    Out:    a judgement for each, in order; the table's alone where nobody known stands in the
            sentence or the act lies beyond what the network reads.
    Raises: DragomanError if the model can't be loaded.
    """
    table = classify_by_table(candidates)
    judged = list(table)
    groups = list(_sentences(candidates))
    model = load_model()
    inputs = [
        encode(model.tokenizer, [candidates[i] for i in group], [table[i] for i in group])
        for group in groups
    ]
    for chosen in batches([len(each.pieces) if each.judged else 0 for each in inputs]):
        batch = [inputs[i] for i in chosen]
        arrays = batch_of(batch)
        outputs = run(model, arrays)
        rows = ((groups[i][j], k) for k, (i, j) in enumerate(_judged(chosen, batch)))
        shares = _shares(batch, outputs.roles)
        contexts = [tuple(map(float, each)) for each in outputs.contexts]
        for place, k in rows:
            own = contexts[arrays.triggers[k, 0]]
            judged[place] = _judge(
                candidates[place], table[place], outputs, k, shares[k], model.weights, own
            )
    return judged


def _sentences(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """The candidates of each sentence in which somebody known stands."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, candidate in enumerate(candidates):
        found[candidate.sentence.sequence].append(i)
    for group in found.values():
        if any(party.mention.parties for i in group for party in candidates[i].parties):
            yield group


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Put sentences into batches by length, then place; those of no length into none.

    Raises: nothing.
    """
    order = sorted((i for i, length in enumerate(lengths) if length), key=lambda i: (lengths[i], i))
    for start in range(0, len(order), SENTENCES):
        yield order[start : start + SENTENCES]


def run(model: Model, batch: Batch) -> Outputs:
    """Run the network once. Raises: nothing on a batch that `batch_of` made."""
    types, modes, statuses, roles, contexts, dyads = model.session.run(None, batch._asdict())
    return Outputs(
        _softmax(types), modes, _softmax(statuses), _sigmoid(roles), _sigmoid(contexts),
        _softmax(dyads),
    )  # fmt: skip


def _judged(chosen: Sequence[int], batch: Sequence[SentenceInput]) -> Iterator[tuple[int, int]]:
    for i, each in zip(chosen, batch, strict=True):
        yield from ((i, j) for j in each.judged)


def _shares(batch: Sequence[SentenceInput], roles: Floats) -> list[dict[int, Floats]]:
    """For each candidate of a batch, by the head of each mention, how likely each role is."""
    found: list[dict[int, Floats]] = []
    at = 0
    for each in batch:
        own: list[dict[int, Floats]] = [{} for _ in each.judged]
        for pair in each.pairs:
            own[pair.candidate][pair.head] = roles[at]
            at += 1
        found += own
    return found


def _judge(  # noqa: PLR0913, PLR0917 - all that is known of one candidate
    candidate: Candidate,
    table: Judgement,
    outputs: Outputs,
    k: int,
    shares: Mapping[int, Floats],
    weights: Mapping[str, float],
    contexts: tuple[float, ...],
) -> Judgement:
    types = {
        name: (1 - TABLE_SHARE) * float(p) + TABLE_SHARE * table.types.get(name, 0.0)
        for name, p in zip(TYPES, outputs.types[k], strict=True)
    }
    best = max(TYPES[1:], key=types.__getitem__)
    modes = MODES_OF[best]
    actor, recipient = choose_parties(candidate, best, shares)
    index: dict[int, int] = {}
    for i, party in enumerate(candidate.parties):
        index.setdefault(party.mention.head, i)
    features = features_of(
        Certainty(types[best], table.types.get(best, 0.0), *_certainty(shares, actor, recipient)),
        (candidate.parties[index[head]].mention for head in (*actor, *recipient)),
        noun=candidate.kind == "noun",
        heading=candidate.sentence.kind != "paragraph",
    )
    source = [head for head, share in shares.items() if share[2] > LEAST_SOURCE]
    return Judgement(
        types=types,
        mode=MODES[max(modes, key=lambda i: float(outputs.modes[k][i]))][1] if modes else None,
        actor=tuple(index[head] for head in actor),
        recipient=tuple(index[head] for head in recipient),
        mutual=False,
        because=table.because,
        statuses=dict(zip(STATUSES, map(float, outputs.statuses[k]), strict=True)),
        source=tuple(index[head] for head in source),
        features=features,
        confidence=confidence_of(features, weights),
        if_filled=confidence_of((*features[:-1], 1.0), weights),
        contexts=contexts,
    )


def _certainty(
    shares: Mapping[int, Floats], actor: Sequence[int], recipient: Sequence[int]
) -> tuple[float, float]:
    """How probably all who were chosen have their role, and all others have it not."""
    sure = others = 1.0
    for role, chosen in enumerate((set(actor), set(recipient))):
        for head, share in shares.items():
            if head in chosen:
                sure *= float(share[role])
            else:
                others *= 1 - float(share[role])
    return sure, others


def contexts_of(
    candidates: Sequence[Candidate], judgements: Sequence[Judgement]
) -> tuple[str, ...]:
    """The contexts of an article: those that its sentences speak of more often than not.

    In: the candidates of an article with their judgements. Raises: nothing.
    """
    told = {
        candidate.sentence.sequence: judgement.contexts
        for candidate, judgement in zip(candidates, judgements, strict=True)
        if judgement.contexts
    }
    if not told:
        return ()
    mean = np.mean(list(told.values()), axis=0)
    return tuple(name for name, p in zip(CONTEXTS, mean, strict=True) if p > LIKELY_CONTEXT)


def _softmax(logits: Floats) -> Floats:
    if not logits.size:
        return logits
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


__all__ = ["NO_EVENT", "Model", "Outputs", "classify_by_model", "load_model", "run"]
