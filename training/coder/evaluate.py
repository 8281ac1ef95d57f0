"""How well a network reads single sentences: figures of the graph that ships, by itself.

The table's share, thresholds, actors' codes and everything that needs an article are left out;
`make bench-accuracy` measures the whole coder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

from dragoman.events.classify import NO_EVENT
from dragoman.events.encoding import CONTEXTS, MODES, ROLES, TYPES, batch_of
from dragoman.events.model import Model, Outputs, run
from training.coder.examples import Answer, Example
from training.coder.source import Material
from training.corpus.form import Written

SENTENCES = 16  # as many at a time as the coder takes
LIKELY = 0.5
PARTIES = 2  # of ROLES, the first two make the event: actor and recipient

Chosen = NDArray[np.bool_]


class Score(TypedDict):
    """Precision, recall and their harmonic mean; `of` is how many there are to find."""

    precision: float
    recall: float
    f1: float
    of: int


class Share(TypedDict):
    """How many of those asked about are right."""

    accuracy: float
    of: int


class Figures(TypedDict):
    """What is measured on sentences.

    types:        acts with their type, all tellings, by the word that tells them.
    whole_events: acts whose type is right, and every actor and recipient among the mentions found.
    modes, statuses, roles: of acts whose type is right (`roles`: among the mentions found).
    dyads:        the type of act that passes between two marked words.
    contexts:     of documents.
    """

    types: Score
    whole_events: Score
    modes: Share
    statuses: Share
    roles: dict[str, Score]
    dyads: Share
    contexts: Score
    by_type: dict[str, Score]


class Coded(NamedTuple):
    """One candidate that the network takes for an act: its answers, and the right ones."""

    said: Answer
    told: Answer
    said_roles: Chosen
    told_roles: Chosen


@dataclass(slots=True)
class Count:
    """What was coded, and what of that is right."""

    right: int = 0
    coded: int = 0
    gold: int = 0

    def score(self) -> Score:
        """Precision, recall, F1; nought where there is nothing to count. Raises: nothing."""
        return Score(
            precision=_share(self.right, self.coded),
            recall=_share(self.right, self.gold),
            f1=_share(2 * self.right, self.coded + self.gold),
            of=self.gold,
        )


@dataclass(slots=True)
class Found:
    """What the network says of a set of examples."""

    coded: list[Coded] = field(default_factory=list)
    dyads: list[bool] = field(default_factory=list)
    contexts: dict[str, list[NDArray[np.float32]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def evaluate(model: Model, material: Material) -> Figures:
    """Measure a model on documents. Acts for which there is no candidate count as missed.

    Raises: nothing on examples made with the model's tokenizer.
    """
    found = Found()
    for start in range(0, len(material.examples), SENTENCES):
        _read(model, material.examples[start : start + SENTENCES], found)
    return figures_of(found, material.documents)


def _read(model: Model, examples: Sequence[Example], found: Found) -> None:
    dyads = [(place, *dyad) for place, each in enumerate(examples) for dyad in each.dyads]
    batch = batch_of([each.input for each in examples], [dyad[:3] for dyad in dyads])
    outputs = run(model, batch)
    told_types = [dyad[3] for dyad in dyads]
    found.dyads += [int(p.argmax()) == t for p, t in zip(outputs.dyads, told_types, strict=True)]
    for each, contexts in zip(examples, outputs.contexts, strict=True):
        found.contexts[each.document].append(contexts)
    answers = [answer for each in examples for answer in each.answers]
    roles = np.array([role for each in examples for role in each.roles]).reshape(-1, len(ROLES))
    for k, told in enumerate(answers):
        said = _said(outputs, k)
        if TYPES[said.event_type] != NO_EVENT:
            own = batch.pairs[:, 1] == k
            found.coded.append(Coded(said, told, outputs.roles[own] > LIKELY, roles[own] > LIKELY))


def _said(outputs: Outputs, k: int) -> Answer:
    event_type = int(outputs.types[k].argmax())
    modes = [i for i, mode in enumerate(MODES) if mode[0] == TYPES[event_type]]
    return Answer(
        event_type,
        max(modes, key=lambda i: float(outputs.modes[k][i])) if modes else -1,
        int(outputs.statuses[k].argmax()),
    )


def figures_of(found: Found, documents: Sequence[Written]) -> Figures:
    """Count what was found against the marks of the documents. Raises: nothing."""
    acts = Counter(each.event_type(act) for each in documents for act in each.acts)
    by_type = {
        name: Count(
            right=sum(TYPES[e.said.event_type] == name and _is_right(e) for e in found.coded),
            coded=sum(TYPES[e.said.event_type] == name for e in found.coded),
            gold=acts[name],
        )
        for name in TYPES
        if name != NO_EVENT
    }
    right = [each for each in found.coded if _is_right(each)]
    whole = [
        each
        for each in right
        if (each.said_roles[:, :PARTIES] == each.told_roles[:, :PARTIES]).all()
    ]
    with_mode = [each for each in right if each.told.mode >= 0]
    coded, gold = len(found.coded), acts.total()
    return Figures(
        types=Count(len(right), coded, gold).score(),
        whole_events=Count(len(whole), coded, gold).score(),
        modes=share(each.said.mode == each.told.mode for each in with_mode),
        statuses=share(each.said.status == each.told.status for each in right),
        roles={name: _role(right, i).score() for i, name in enumerate(ROLES)},
        dyads=share(found.dyads),
        contexts=_contexts(found, documents).score(),
        by_type={name: count.score() for name, count in by_type.items()},
    )


def _is_right(each: Coded) -> bool:
    return each.said.event_type == each.told.event_type


def _role(right: Iterable[Coded], role: int) -> Count:
    count = Count()
    for each in right:
        said, told = each.said_roles[:, role], each.told_roles[:, role]
        count.right += int((said & told).sum())
        count.coded += int(said.sum())
        count.gold += int(told.sum())
    return count


def _contexts(found: Found, documents: Sequence[Written]) -> Count:
    count = Count()
    for written in documents:
        likely = np.mean(found.contexts.get(written.id, [np.zeros(len(CONTEXTS))]), axis=0)
        said = {name for name, p in zip(CONTEXTS, likely, strict=True) if p > LIKELY}
        count.right += len(said & set(written.contexts))
        count.coded += len(said)
        count.gold += len(set(written.contexts))
    return count


def share(good: Iterable[bool]) -> Share:
    """How many are good. Raises: nothing."""
    told = list(good)
    return Share(accuracy=_share(sum(told), len(told)), of=len(told))


def headlines(figures: Figures) -> dict[str, float]:
    """The figures that tell two trainings apart, by the names that the card uses.

    Raises: nothing.
    """
    return {
        "acts with type, F1": figures["types"]["f1"],
        "whole events, F1": figures["whole_events"]["f1"],
        "mode, accuracy": figures["modes"]["accuracy"],
        "status, accuracy": figures["statuses"]["accuracy"],
        **{f"{name}, F1": score["f1"] for name, score in figures["roles"].items()},
        "type between two words, accuracy": figures["dyads"]["accuracy"],
        "contexts, F1": figures["contexts"]["f1"],
    }


def mean_of(several: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each figure over at least one training. Raises: nothing."""
    return {
        name: round(sum(each[name] for each in several) / len(several), 4) for name in several[0]
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
