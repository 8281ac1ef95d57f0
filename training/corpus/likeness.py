"""How much the corpus repeats itself, or others: words, runs of words, shapes of sentences."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language import Token
from training.corpus.parsed import Parsed
from training.corpus.stats import Figure

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
# Below these, two sentences are alike by chance.
LEAST_WORDS, LEAST_SHAPES = 4, 6
ALIKE = 0.6
RUN, GOLD_RUN, SHAPE = 4, 8, 5


class Place(NamedTuple):
    """A sentence of the corpus: its document, and its line in the document's file."""

    document: str
    line: int


class Alike(NamedTuple):
    """Two sentences and the share of what they have that they have in common."""

    first: Place
    second: Place
    share: float


class Words(NamedTuple):
    """One sentence as the checks see it."""

    place: Place
    tokens: tuple[Token, ...]

    def content(self) -> frozenset[str]:
        """Lemmas of its content words. Raises: nothing."""
        return frozenset(token.lemma for token in self.tokens if token.pos in CONTENT)

    def lowered(self) -> tuple[str, ...]:
        """Its words without punctuation, in lower case. Raises: nothing."""
        return tuple(token.text.lower() for token in self.tokens if token.pos != "PUNCT")

    def shapes(self) -> frozenset[tuple[str, ...]]:
        """Its runs of five Penn Treebank tags. Raises: nothing."""
        return frozenset(runs([token.tag for token in self.tokens], SHAPE))


def sentences_of(corpus: Iterable[Parsed]) -> list[Words]:
    """Every sentence of the corpus with its words. Raises: nothing."""
    return [
        Words(Place(parsed.written.id, told.line), tuple(t for one in within for t in one.tokens))
        for parsed in corpus
        for told, within in zip(parsed.written.sentences, parsed.sentences, strict=True)
    ]


def runs(items: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every run of `length` items. Raises: nothing."""
    return zip(*(items[start:] for start in range(length)), strict=False)


def alike(
    places: Sequence[Place], sets: Sequence[AbstractSet[Hashable]], least: int
) -> list[Alike]:
    """The pairs of sentences that have more than ALIKE of their items in common.

    In:     sentences, the items of each, and how many items both need to be compared.
    Out:    pairs with their share (Dice's coefficient), in order of places.
    Raises: nothing.
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for place, items in enumerate(sets):
        if len(items) >= least:
            for item in items:
                holders[item].append(place)
    arrays = {item: np.array(found) for item, found in holders.items() if len(found) > 1}
    sizes = np.array([len(items) for items in sets])
    return [
        Alike(places[first], places[int(second)], float(share[second]))
        for first, items in enumerate(sets)
        for share in [_shares(first, items, arrays, sizes)]
        for second in np.flatnonzero(share > ALIKE)
    ]


def _shares(
    first: int,
    items: AbstractSet[Hashable],
    holders: dict[Hashable, NDArray[np.int64]],
    sizes: NDArray[np.int64],
) -> NDArray[np.float64]:
    """What each later sentence shares with the first (0 for earlier ones)."""
    found = [holders[item] for item in items if item in holders]
    if not found:
        return np.zeros(len(sizes))
    common = np.bincount(np.concatenate(found), minlength=len(sizes))
    share: NDArray[np.float64] = 2 * common / np.maximum(sizes + sizes[first], 1)
    share[: first + 1] = 0
    return share


def likeness(sentences: Sequence[Words], gold: Iterable[str] = ()) -> list[Figure]:
    """Measure how alike the corpus's sentences are.

    In:     its sentences, and the texts of the measuring sets where they are at hand.
    Out:    figures with the bounds that they should keep.
    Raises: nothing.
    """
    every = max(len(sentences), 1)
    words = word_pairs(sentences)
    shapes = shape_pairs(sentences)
    common = Counter(place for pair in shapes for place in (pair.first, pair.second))
    fours = Counter(run for one in sentences for run in runs(one.lowered(), RUN))
    return [
        Figure(
            "share of sentences alike in words",
            len({place for pair in words for place in pair[:2]}) / every,
            most=0.01,
        ),
        Figure("distinct runs of 4 words", len(fours) / max(fours.total(), 1), least=0.92),
        Figure(
            "share of the commonest shape",
            (common.most_common(1)[0][1] + 1) / every if common else 0.0,
            most=0.01,
        ),
        Figure("sentences that share 8 words with gold", len(from_gold(sentences, gold)), most=0),
    ]


def word_pairs(sentences: Sequence[Words]) -> list[Alike]:
    """Pairs of sentences alike in their content words. Raises: nothing."""
    places = [one.place for one in sentences]
    return alike(places, [one.content() for one in sentences], LEAST_WORDS)


def shape_pairs(sentences: Sequence[Words]) -> list[Alike]:
    """Pairs of sentences alike in their shapes. Raises: nothing."""
    places = [one.place for one in sentences]
    return alike(places, [one.shapes() for one in sentences], LEAST_SHAPES)


def from_gold(sentences: Sequence[Words], gold: Iterable[str]) -> list[Place]:
    """The sentences that share a run of eight words with a text. Raises: nothing."""
    known = {run for text in gold for run in runs(list(map(_bare, text.split())), GOLD_RUN)}
    if not known:
        return []
    return [
        one.place
        for one in sentences
        if any(run in known for run in runs(_joined(one.tokens), GOLD_RUN))
    ]


def _joined(tokens: Sequence[Token]) -> list[str]:
    """Words as blanks separate them, so that one text's tokens meet another's."""
    joined: list[str] = []
    for last, token in zip([None, *tokens], tokens, strict=False):
        if last is not None and last.end == token.start:
            joined[-1] += token.text
        else:
            joined.append(token.text)
    return list(map(_bare, joined))


def _bare(word: str) -> str:
    """A word's letters and digits in lower case."""
    return "".join(filter(str.isalnum, word.lower()))


def gold_texts(folder: Path) -> list[str]:
    """Every text of the measuring sets of a folder; none where there is no such folder.

    Raises: ValueError where a line is no JSON.
    """
    lines = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [text for line in lines for text in _strings(line)]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
