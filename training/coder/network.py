"""The network: a small encoder read once a sentence, and heads on its words."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from dragoman.events.encoding import (
    CONTEXTS,
    DEPENDENCIES,
    DISTANCES,
    KINDS,
    MODES,
    ROLES,
    SECTORS,
    SLOTS,
    STANDINGS,
    STATUSES,
    TAGS,
    TYPES,
)

HIDDEN, NARROW, FEATURE = 384, 192, 24


class Tensors(NamedTuple):
    """A batch (see `encoding.Batch`) as tensors."""

    pieces: Tensor
    mask: Tensor
    triggers: Tensor
    priors: Tensor
    traits: Tensor
    pairs: Tensor
    dyads: Tensor


class Judged(NamedTuple):
    """Logits: types, modes, statuses by candidate; roles by pair; contexts by sentence; dyads."""

    types: Tensor
    modes: Tensor
    statuses: Tensor
    roles: Tensor
    contexts: Tensor
    dyads: Tensor


class Network(nn.Module):
    """Encoder and heads. `encoder` is a BERT-like model with `last_hidden_state`."""

    def __init__(self, encoder: Any, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.types = _head(2 * HIDDEN + 2 * len(TYPES) + 4 * FEATURE, HIDDEN, len(TYPES), dropout)
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
        self.seek = nn.Linear(2 * HIDDEN, HIDDEN)
        self.dyads = _head(3 * NARROW + 2 * HIDDEN, HIDDEN, len(TYPES), dropout)
        self.traits = nn.ModuleList(
            nn.Embedding(size, FEATURE) for size in (len(TAGS), len(STANDINGS), len(KINDS))
        )
        self.around = nn.Linear(6 * FEATURE, FEATURE)

    def forward(self, batch: Tensors, known_types: Tensor | None = None) -> Judged:
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
        traits = torch.cat([each(batch.traits[:, i]) for i, each in enumerate(self.traits)], 1)
        types = self.types(
            torch.cat([trigger, batch.priors, batch.priors.sqrt(), around, traits], 1)
        )
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
            types,
            self.modes(trigger),
            self.statuses(trigger),
            roles,
            self.contexts(whole),
            self._between(hidden, whole, batch),
        )

    def _between(self, hidden: Tensor, whole: Tensor, batch: Tensors) -> Tensor:
        """What passes between two words: they, and what they attend to in their sentence."""
        place = batch.dyads[:, 0]
        one, other = hidden[place, batch.dyads[:, 1]], hidden[place, batch.dyads[:, 2]]
        words = hidden[place]
        sought = torch.tanh(self.seek(torch.cat([one, other], 1)))
        fit = (words @ sought.unsqueeze(2)).squeeze(2) / HIDDEN**0.5
        fit = fit + (batch.mask[place].to(fit.dtype) - 1) * 1e4
        found = (fit.softmax(1).unsqueeze(1) @ words).squeeze(1)
        one, other = self.mention(one), self.trigger(other)
        return self.dyads(torch.cat([one, other, one * other, found, whole[place]], 1))


def _head(into: int, within: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(into, within), nn.GELU(), nn.Dropout(dropout), nn.Linear(within, out)
    )
