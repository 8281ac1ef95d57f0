"""Confidence fitted on documents that the network has not seen."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy_match import Level, Row, pair_up
from benchmarks.accuracy_own import as_gold
from sklearn.linear_model import LogisticRegression

from dragoman.actors import find_mentions
from dragoman.events import Told, code_events
from dragoman.events.confidence import FEATURES, Features, confidence_of
from dragoman.events.model import ABOUT
from dragoman.jsonl import to_dict
from dragoman.language import parse_articles
from dragoman.pipeline import CODER
from dragoman.places import dateline_country
from dragoman.reading import Input, read
from dragoman.settings import Settings
from training.coder.card import Tenth
from training.corpus.form import Written, read_corpus
from training.corpus.splits import Split, split_of

# Lower than any floor that a user will set, so that the low end is fitted too.
HARDLY_WRITTEN = 0.2
LEAST = 0.03


class Case(NamedTuple):
    """An event that was coded: what its confidence is computed from, and whether it is right."""

    features: Features
    confidence: float
    right: bool


def cases_of(documents: Iterable[Row], level: Level) -> list[Case]:
    """Code gold documents and judge every event.

    In:     gold documents (`id`, `text`, `events`) and the judgement of two events.
    Raises: DragomanError if the parser or the model is missing.
    """
    return [case for document in documents for case in _of_document(document, level)]


def _of_document(document: Row, level: Level) -> list[Case]:
    records: list[Row] = []
    features: dict[str, Features] = {}
    reading = read(Input(f"{document['id']}.txt", document["text"].encode()))
    articles = reading.articles
    parsed = parse_articles(reading.document, [article.segments for article in articles])
    day = date.fromisoformat(document["date"][:10]) if document.get("date") else None
    for article, sentences in zip(articles, parsed, strict=True):
        mentions = find_mentions(sentences, dateline_country(article.place))
        told = Told(reading.document, article, sentences, mentions)
        coded = code_events(told, CODER, Settings(day, LEAST))
        records += [to_dict(event) for event in coded.events]
        features |= {
            event.id: each for event, each in zip(coded.events, coded.features, strict=True)
        }
    pairs = pair_up([document], records, level)
    return [
        Case(features[pair.coded["id"]], pair.coded["confidence"], pair.is_whole)
        for pair in pairs
        if pair.coded
    ]


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """The weights (see `confidence.FEATURES`) under which the cases are likeliest.

    A logistic regression, lightly held towards nought (C = 1). Raises: ValueError if all cases are
    right or all wrong.
    """
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    model.fit([case.features for case in cases], [case.right for case in cases])
    return dict(zip(FEATURES, map(float, model.coef_[0]), strict=True))


def reliability(cases: Iterable[Case], weights: Mapping[str, float]) -> list[Tenth]:
    """By tenths of confidence, how many events are right. Raises: nothing."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        sure = confidence_of(case.features, weights)
        tenths[min(9, int(sure * 10))].append((sure, case.right))
    return [
        Tenth(
            low=tenth / 10,
            events=len(found),
            confidence=round(sum(sure for sure, _ in found) / len(found), 3),
            right=round(sum(right for _, right in found) / len(found), 3),
        )
        for tenth, found in sorted(tenths.items())
    ]


def error_of(tenths: Sequence[Tenth]) -> float:
    """The mean distance of confidence from the share of right events. Raises: nothing."""
    events = sum(tenth["events"] for tenth in tenths)
    apart = sum(tenth["events"] * abs(tenth["confidence"] - tenth["right"]) for tenth in tenths)
    return apart / events if events else 0.0


def calibrate(folder: Path, corpus: Path, level: Level) -> list[Tenth]:
    """Fit the confidence of the model that ships on the corpus's calibration split.

    In:     the model's folder, in whose `coder.json` the weights and the reliability on the test
            split are written; the corpus; the judgement of two events.
    Out:    the reliability on the test split.
    Raises: DataFileError for faults of the corpus; DragomanError if the parser is missing.
    """
    written = read_corpus(corpus)
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    weights = {n: round(w, 4) for n, w in fitted(_cases(written, "calibration", level)).items()}
    told = reliability(_cases(written, "test", level), weights)
    about |= {"confidence": weights, "reliability": told}
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return told


def shift(folder: Path, documents: Sequence[Row], level: Level) -> list[Tenth]:
    """Fit slope and offset of confidence on pages as they come, two numbers and nothing else.

    In:     the model's folder, in whose `coder.json` the two are written with the reliability on
            these pages; the pages as gold documents; the judgement of two events.
    Out:    that reliability.
    Raises: DragomanError if the parser is missing; ValueError if all events are right or all wrong.
    """
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    cases = cases_of(documents, level)
    # What is hardly ever written would outweigh the rest.
    told = [(confidence_of(each.features, about["confidence"]), each.right) for each in cases]
    likely = [[_logit(p)] for p, _ in told if p >= HARDLY_WRITTEN]
    right = [right for p, right in told if p >= HARDLY_WRITTEN]
    model = LogisticRegression(C=1e6).fit(likely, right)
    slope, offset = float(model.coef_[0][0]), float(model.intercept_[0])
    about["shift"] = {"slope": round(slope, 4), "offset": round(offset, 4)}
    about["on_pages"] = reliability(cases, about["confidence"] | about["shift"])
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return list(about["on_pages"])


def _logit(p: float) -> float:
    return log(p / (1 - p))


def _cases(written: Iterable[Written], split: Split, level: Level) -> list[Case]:
    return cases_of((as_gold(each) for each in written if split_of(each) == split), level)
