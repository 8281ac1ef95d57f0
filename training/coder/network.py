"""The network: a small encoder read once a sentence, and heads on its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from dragoman.events.encoding import (
    DEPENDENCIES,
    DISTANCES,
    MODES,
    ROLES,
    SECTORS,
    SLOTS,
    STATUSES,
    TYPES,
    SentenceInput,
)
from training.coder.examples import CONTEXTS

HIDDEN, NARROW, FEATURE = 384, 192, 24


class Batch(NamedTuple):
    """Sentences as tensors; `sentence` and `piece` locate each candidate, `pair_…` each pair.

    Shapes: pieces and mask (sentences, pieces); triggers (candidates, 2) and priors
    (candidates, types); pairs (pairs, 8): sentence, candidate, piece, slot, table, source,
    dependency, distance, and sector in a ninth column.
    """

    pieces: Tensor
    mask: Tensor
    triggers: Tensor
    priors: Tensor
    pairs: Tensor


class Judged(NamedTuple):
    """Logits: types, modes, statuses by candidate; roles by pair; contexts by sentence."""

    types: Tensor
    modes: Tensor
    statuses: Tensor
    roles: Tensor
    contexts: Tensor


def batch_of(inputs: Sequence[SentenceInput]) -> Batch:
    """Pad sentences into one batch. Raises: nothing."""
    longest = max(len(each.pieces) for each in inputs)
    pieces = torch.zeros(len(inputs), longest, dtype=torch.long)
    mask = torch.zeros(len(inputs), longest, dtype=torch.long)
    triggers, priors, pairs = [], [], []
    for place, each in enumerate(inputs):
        pieces[place, : len(each.pieces)] = torch.tensor(each.pieces)
        mask[place, : len(each.pieces)] = 1
        offset = len(triggers)
        triggers += [(place, piece) for piece in each.triggers]
        priors += each.priors
        pairs += [
            (place, offset + p.candidate, p.piece, p.slot, p.table, p.source, p.dependency,
             p.distance, p.sector)
            for p in each.pairs
        ]  # fmt: skip
    return Batch(
        pieces,
        mask,
        torch.tensor(triggers, dtype=torch.long).reshape(-1, 2),
        torch.tensor(priors, dtype=torch.float).reshape(-1, len(TYPES)),
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 9),
    )


class Network(nn.Module):
    """Encoder and heads. `encoder` is a BERT-like model with `last_hidden_state`."""

    def __init__(self, encoder: Any, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.types = _head(2 * HIDDEN + 2 * len(TYPES) + FEATURE, HIDDEN, len(TYPES), dropout)
        self.modes = _head(2 * HIDDEN, HIDDEN, len(MODES), dropout)
        self.statuses = _head(2 * HIDDEN, NARROW, len(STATUSES), dropout)
        self.contexts = nn.Linear(HIDDEN, len(CONTEXTS))
        self.trigger, self.mention = nn.Linear(HIDDEN, NARROW), nn.Linear(HIDDEN, NARROW)
        self.features = nn.ModuleList(
            nn.Embedding(size, FEATURE)
            for size in (
                2 * len(SLOTS), 4, 2, len(DEPENDENCIES), len(DISTANCES) + 1, len(SECTORS),
            )
        )  # fmt: skip
        self.type_feature = nn.Linear(len(TYPES), FEATURE)
        self.roles = _head(3 * NARROW + 7 * FEATURE, NARROW, len(ROLES), dropout)
        self.around = nn.Linear(6 * FEATURE, FEATURE)

    def forward(self, batch: Batch, known_types: Tensor | None = None) -> Judged:
        """Judge a batch; `known_types` (candidates, types) guides the roles while training."""
        hidden = self.encoder(input_ids=batch.pieces, attention_mask=batch.mask).last_hidden_state
        weight = batch.mask.unsqueeze(-1).to(hidden.dtype)
        whole = (hidden * weight).sum(1) / weight.sum(1)
        hidden = self.drop(hidden)
        place, piece = batch.triggers[:, 0], batch.triggers[:, 1]
        trigger = torch.cat([hidden[place, piece], whole[place]], 1)
        shown = torch.cat(
            [feature(batch.pairs[:, 3 + i]) for i, feature in enumerate(self.features)], 1
        )
        order = torch.ones_like(place).cumsum(0) - 1
        own = (order.unsqueeze(1) == batch.pairs[:, 1].unsqueeze(0)).to(hidden.dtype)
        around = own @ torch.relu(self.around(shown))
        types = self.types(torch.cat([trigger, batch.priors, batch.priors.sqrt(), around], 1))
        guide = types.softmax(1).detach() if known_types is None else known_types
        acting = self.trigger(hidden[place, piece])[batch.pairs[:, 1]]
        party = self.mention(hidden[batch.pairs[:, 0], batch.pairs[:, 2]])
        roles = self.roles(
            torch.cat(
                [acting, party, acting * party, shown,
                 self.type_feature(guide)[batch.pairs[:, 1]]], 1,
            )
        )  # fmt: skip
        return Judged(
            types, self.modes(trigger), self.statuses(trigger), roles, self.contexts(whole)
        )


def _head(into: int, within: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(into, within), nn.GELU(), nn.Dropout(dropout), nn.Linear(within, out)
    )
