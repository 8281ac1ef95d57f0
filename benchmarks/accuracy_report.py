"""The report for reading: figures by event type and by construction, and the worst errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.accuracy_constructions import Counted, count_constructions
from benchmarks.accuracy_match import Pair, Row, rate
from benchmarks.accuracy_sets import Measured
from dragoman.ontology import event_types

WORST = 20  # of each set: half of them coded wrongly, half missed
RIGHT = ("an act too many", "only the type right", "type and actor right")


def report(measured: Measured) -> list[str]:
    """The lines of one set of whole events, in Markdown.

    In: what the set gave. Out: tables by type and by construction, then the errors.
    Raises: DragomanError if the parser's package is missing.
    """
    counted = count_constructions(measured.pairs, measured.documents, measured.articles)
    return [
        f"## {measured.name}",
        "",
        *by_type(measured.pairs),
        "",
        *by_construction(counted),
        "",
        *worst(measured.pairs),
    ]


def by_type(pairs: Sequence[Pair]) -> list[str]:
    """The table by event type: whole events, then the F1 of type alone. Raises: nothing."""
    table = [
        "| type | gold | coded | precision | recall | F1 | F1 of type alone |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in [*event_types(), None]:
        whole, alone = rate(pairs, event_type=name), rate(pairs, 1, event_type=name)
        table.append(
            f"| {name or 'all'} | {whole.gold} | {whole.coded} | {whole.precision:.2f} "
            f"| {whole.recall:.2f} | {whole.f1:.2f} | {alone.f1:.2f} |"
        )
    return table


def by_construction(counted: Mapping[str, Counted]) -> list[str]:
    """The table by construction: recall over gold acts put so, precision over coded ones.

    Raises: nothing.
    """
    table = [
        "| construction | gold | found, any parties | recall, whole | coded | precision, whole |",
        "|---|---|---|---|---|---|",
    ]
    for name, found in counted.items():
        share = found.found / found.gold if found.gold else 0.0
        table.append(
            f"| {name} | {found.gold} | {share:.2f} | {found.recall:.2f} | {found.coded} "
            f"| {found.precision:.2f} |"
        )
    return table


def worst(pairs: Sequence[Pair], most: int = WORST) -> list[str]:
    """The errors to read first.

    In:     the pairs of a set; how many errors to show.
    Out:    the most confident wrong records, then acts that nothing answers: those told in the
            shortest sentences, for they should have been easiest; each with gold and coded.
    Raises: nothing.
    """
    documents: dict[str, list[Pair]] = {}
    for pair in pairs:
        documents.setdefault(pair.document, []).append(pair)
    wrong = sorted(
        (pair for pair in pairs if pair.coded and not pair.is_whole),
        key=lambda pair: -pair.coded["confidence"] if pair.coded else 0.0,
    )
    missed = sorted(
        (pair for pair in pairs if pair.gold and not pair.coded),
        key=lambda pair: len(pair.gold["sentence"]) if pair.gold else 0,
    )
    shown = ["### Coded wrongly, the most confident first"]
    for number, pair in enumerate(wrong[: most // 2], 1):
        shown += ["", *_wrong(number, pair, documents[pair.document])]
    shown += ["", "### Missed, in the shortest sentences"]
    for number, pair in enumerate(missed[: most // 2], 1):
        shown += ["", *_missed(number, pair, documents[pair.document])]
    return shown


def _wrong(number: int, pair: Pair, beside: Sequence[Pair]) -> list[str]:
    assert pair.coded is not None
    sentence = _line(pair.coded["text"])
    here = [each.gold for each in beside if each.gold and _same(each.gold["sentence"], sentence)]
    if pair.gold is None:
        gold = [f"   - gold: {describe(each)}" for each in here]
    elif _same(pair.gold["sentence"], sentence):
        gold = [f"   - gold: {describe(pair.gold)}"]
    else:
        told = _line(pair.gold["sentence"])
        gold = [f"   - gold: {describe(pair.gold)}", f"   - which it tells here: {told}"]
    sure = f"{pair.coded['confidence']:.2f}, {RIGHT[pair.level]}"
    return [
        f"{number}. {pair.document}, {sure}: {sentence}",
        f"   - coded: {describe(pair.coded)}",
        *(gold or ["   - gold: no act in this sentence"]),
    ]


def _missed(number: int, pair: Pair, beside: Sequence[Pair]) -> list[str]:
    assert pair.gold is not None
    sentence = _line(pair.gold["sentence"])
    coded = [each.coded for each in beside if each.coded and _same(each.coded["text"], sentence)]
    return [
        f"{number}. {pair.document}: {sentence}",
        f"   - gold: {describe(pair.gold)}",
        *(f"   - coded: {describe(each)}" for each in coded),
        *([] if coded else ["   - coded: nothing in this sentence"]),
    ]


def _same(one: str, other: str) -> bool:
    """Whether two sentences are one: the coder may cut off a dateline, or see two sentences."""
    one, other = _line(one), _line(other)
    return one in other or other in one


def describe(event: Row) -> str:
    """One event, gold or coded, in a line. Raises: KeyError for a row that is no event."""
    kind = event["event_type"] + (f".{event['mode']}" if event.get("mode") else "")
    actor, recipient = (_parties(event[role]) for role in ("actor", "recipient"))
    return f"{kind} “{_line(event['event_text'])}”: {actor} → {recipient}; {event['status']}"


def _parties(parties: Iterable[Row]) -> str:
    return ", ".join(map(_party, parties)) or "nobody"


def _party(party: Row) -> str:
    who = " ".join(part for part in (party.get("code"), party.get("sector")) if part)
    words = party.get("text") or party.get("entity_text")
    return f"{who or '?'} ({_line(words)})" if words else who or "?"


def _line(text: str) -> str:
    return " ".join(text.split())
