"""Fitting the network to examples."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.events.encoding import TYPES, batch_of
from training.coder.examples import UNTOLD, Example
from training.coder.network import Judged, Network, Tensors

MASK = 103  # the base model's word piece for "some word"; below it stand its other markers


class Plan(NamedTuple):
    """How to train: passes over the data, sentences a step, learning rates (AdamW), smoothing.

    `blind` is the share of candidates for which the table's word is hidden, so that the network
    does not lean on it; `hidden` the share of word pieces hidden, so that it reads the others too.
    `averaging` is how much of the mean of all weights so far stays at a step (the mean is kept).
    """

    epochs: int = 6
    batch: int = 16
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.1
    smoothing: float = 0.05
    blind: float = 0.15
    hidden: float = 0.05
    bucket: int = 20
    averaging: float = 0.9995


class Step(NamedTuple):
    """One batch with its answers."""

    batch: Tensors
    types: Tensor
    modes: Tensor
    statuses: Tensor
    roles: Tensor
    contexts: Tensor
    dyads: Tensor


def fit(
    network: Network,
    examples: Sequence[Example],
    seed: int,
    plan: Plan = Plan(),  # noqa: B008
    after_epoch: Callable[[int, float], None] | None = None,
) -> None:
    """Train in place; the same seed and examples give the same weights on the same machine."""
    random.seed(seed)
    torch.manual_seed(seed)
    # Half of the weights: what words mean is learnt from far more text than ours.
    network.encoder.embeddings.word_embeddings.requires_grad_(False)
    learning = [(name, each) for name, each in network.named_parameters() if each.requires_grad]
    encoder = [each for name, each in learning if name.startswith("encoder.")]
    heads = [each for name, each in learning if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": plan.encoder_rate},
            {"params": heads, "lr": plan.head_rate},
        ],
        weight_decay=plan.decay,
        fused=True,
    )
    steps = plan.epochs * -(-len(examples) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, step / (plan.warm_up * steps)) * max(0.02, 1 - step / steps),
    )
    weights = [each for _, each in learning]
    mean = [each.detach().clone() for each in weights]
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        total = 0.0
        for chosen in _batches(examples, plan):
            with _short_numbers():
                loss = loss_of(network, step_of(chosen, plan.blind, plan.hidden), plan.smoothing)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            _move(mean, weights, 1 - min(plan.averaging, (1 + step) / (10 + step)))
            total += float(loss.detach())
        if after_epoch:
            after_epoch(epoch, total * plan.batch / len(examples))
    _move(weights, mean, 1.0)


@torch.no_grad()
def _move(weights: Iterable[Tensor], others: Iterable[Tensor], share: float) -> None:
    """Bring weights nearer to others by a share of the way."""
    for one, other in zip(weights, others, strict=True):
        one.lerp_(other.detach(), share)


def _short_numbers() -> AbstractContextManager[object]:
    """Numbers of 16 bits within the network, where the processor has them: half the time."""
    has_them = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()
    return torch.autocast("cpu", torch.bfloat16) if has_them else nullcontext()


def _batches(examples: Sequence[Example], plan: Plan) -> Iterator[list[Example]]:
    """Batches of sentences of about the same length, in random order."""
    shuffled = random.sample(list(examples), len(examples))
    size = plan.batch * plan.bucket
    batches = []
    for start in range(0, len(shuffled), size):
        near = sorted(shuffled[start : start + size], key=lambda each: len(each.input.pieces))
        batches += [near[i : i + plan.batch] for i in range(0, len(near), plan.batch)]
    random.shuffle(batches)
    yield from (batch for batch in batches if any(each.answers for each in batch))


def step_of(examples: Sequence[Example], blind: float = 0.0, hidden: float = 0.0) -> Step:
    """Put examples and their answers into tensors, some candidates without the table's word."""
    dyads = [(place, *dyad) for place, each in enumerate(examples) for dyad in each.dyads]
    batch = Tensors(
        *map(torch.from_numpy, batch_of([each.input for each in examples], [d[:3] for d in dyads]))
    )
    answers = [answer for each in examples for answer in each.answers]
    if blind:
        seen = (torch.rand(len(answers), 1) >= blind).float()
        batch = batch._replace(priors=batch.priors * seen)
    if hidden:
        seen = torch.rand(batch.pieces.shape) >= hidden
        # The markers at both ends stay.
        seen |= batch.pieces < MASK
        batch = batch._replace(pieces=torch.where(seen, batch.pieces, MASK))
    return Step(
        batch,
        torch.tensor([answer.event_type for answer in answers]),
        torch.tensor([answer.mode for answer in answers]),
        torch.tensor([answer.status for answer in answers]),
        torch.tensor([role for each in examples for role in each.roles]).reshape(-1, 3),
        torch.tensor([each.contexts for each in examples]),
        torch.tensor([dyad[3] for dyad in dyads], dtype=torch.long),
    )


def loss_of(network: Network, step: Step, smoothing: float) -> Tensor:
    """The sum of the heads' losses; modes, statuses and roles count for true acts only."""
    known = functional.one_hot(step.types, len(TYPES)).float()
    judged: Judged = network(step.batch, known)
    loss = functional.cross_entropy(judged.types, step.types, label_smoothing=smoothing)
    loss = loss + 0.5 * _told(judged.modes, step.modes)
    loss = loss + 0.5 * _told(judged.statuses, step.statuses)
    loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(judged.contexts, step.contexts)
    if len(step.dyads):
        loss = loss + 0.5 * functional.cross_entropy(
            judged.dyads, step.dyads, label_smoothing=smoothing
        )
    acts = step.types[step.batch.pairs[:, 1]] != 0
    if acts.any():
        loss = loss + functional.binary_cross_entropy_with_logits(
            judged.roles[acts], step.roles[acts]
        )
    return loss


def _told(logits: Tensor, answers: Tensor) -> Tensor:
    told = answers != UNTOLD
    return functional.cross_entropy(logits[told], answers[told]) if told.any() else logits.sum() * 0
