"""Learn what each sign weighs: a softmax over the candidates of each mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from training.whose.cases import Case

LEAST_TIMES = 8
DECAY = 2e-4
STEPS = 150
NOTHING = 0.005


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """What each sign weighs, so that the right candidates are likeliest.

    In:     cases; those whose right code is no candidate teach nothing.
    Out:    the weights of the signs seen often enough, without those that weigh next to nothing.
            Fitted by L-BFGS on the mean log-likelihood less DECAY times the sum of squares.
    Raises: ValueError if no case can teach.
    """
    taught = [case for case in cases if case.right in {each.code for each in case.candidates}]
    if not taught:
        raise ValueError("no mention of the corpus has its right code among its candidates")
    times = Counter(s for case in taught for each in case.candidates for s in each.signs)
    signs = {s: i for i, s in enumerate(sorted(s for s, n in times.items() if n >= LEAST_TIMES))}
    flat = [(i, case.right, each) for i, case in enumerate(taught) for each in case.candidates]
    known = [[signs[s] for s in each.signs if s in signs] for _, _, each in flat]
    places = torch.tensor([i for each in known for i in each])
    starts = torch.tensor([0, *(len(each) for each in known[:-1])]).cumsum(0)
    case_of = torch.tensor([i for i, _, _ in flat])
    right = torch.tensor([float(each.code == code) for _, code, each in flat])
    weigh = torch.nn.EmbeddingBag(len(signs), 1, mode="sum", dtype=torch.float64)
    torch.nn.init.zeros_(weigh.weight)
    steps = torch.optim.LBFGS(weigh.parameters(), max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        steps.zero_grad()
        sums = weigh(places, starts).squeeze(1)
        total = torch.zeros(len(taught), dtype=sums.dtype).index_add(0, case_of, sums.exp())
        likely = ((sums - total[case_of].log()) * right).sum() / len(taught)
        lost: Tensor = DECAY * weigh.weight.square().sum() - likely
        lost.backward()
        return lost

    steps.step(loss)
    learnt = weigh.weight.detach().squeeze(1).tolist()
    return {s: round(learnt[i], 3) for s, i in signs.items() if abs(learnt[i]) >= NOTHING}


def share_right(cases: Sequence[Case], weights: Mapping[str, float]) -> float:
    """The share of cases whose right code weighs most. Raises: ZeroDivisionError without cases."""
    return sum(_likeliest(case, weights) == case.right for case in cases) / len(cases)


def _likeliest(case: Case, weights: Mapping[str, float]) -> str:
    best = max(case.candidates, key=lambda each: sum(weights.get(s, 0.0) for s in each.signs))
    return best.code
