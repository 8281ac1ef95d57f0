"""Every rule that made somebody of a mention, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.actors.description import Description
from dragoman.actors.knowing import known_as
from dragoman.actors.lexicon import Match
from dragoman.actors.mention import Mention
from dragoman.actors.page import Page, read_page
from dragoman.actors.phrases import Phrase
from dragoman.actors.resolve import find_mentions
from dragoman.actors.terms import holder
from dragoman.language import Sentence
from dragoman.records import Evidence

FIELDS = ("code", "sector", "entity", "name", "office")
HOW = {
    "text": "read in the text",
    "inferred": "by a rule, not told",
    "dateline": "from the dateline",
    "knowledge": "our tables know it",
}


def explain(
    sentences: Sequence[Sentence], dateline: str | None = None, day: str | None = None
) -> Iterator[str]:
    """Tell for each mention whom it means and what said so.

    In:     the parsed text, the country that it is datelined from, its day (YYYY-MM-DD).
    Out:    lines. Raises: nothing.
    """
    page = read_page(sentences, dateline, day)
    yield f"day         {day or 'none given: the undated tables count'}"
    if page.focus:
        share = f"{page.focus.share:.0%} of what is placed"
        yield f"focus       {page.focus.code} ({page.focus.how}; {share})"
    if not page.phrases:
        yield "mention     none: no noun phrase, no name that the tables know"
    for sentence, here in zip(sentences, find_mentions(sentences, dateline, day), strict=True):
        for mention in here.values():
            yield ""
            yield from _mention(page, sentence, mention)


def _mention(page: Page, sentence: Sentence, mention: Mention) -> Iterator[str]:
    at = (mention.sentence, mention.head)
    phrase, described = page.phrases[at], page.described[at]
    yield f"mention     “{mention.text}” ({mention.kind})"
    yield from (_known(match) for match in phrase.known)
    for match in phrase.agents:
        words = f"“{match.agent.noun}” ({match.agent.kind}): {match.agent.sector}"
        yield f"noun        {words} (table {match.agent.table})"
    yield from _tied(sentence, phrase)
    if described.person_name:
        yield f"name        “{' '.join(described.person_name)}”"
    yield from _person(page, at, described)
    if not mention.parties:
        yield "means       nobody of the codebook"
    for party, shown in zip(mention.parties, mention.evidence, strict=True):
        told = {field: getattr(party, field) for field in FIELDS}
        for field, value in told.items():
            if value:
                yield f"{field:<11} {value}{_because(sentence, field, shown)}"
    if mention.parties and not any(party.code for party in mention.parties):
        yield "code        none: nothing tells whose"


def _known(match: Match) -> str:
    known = match.known
    times = f"; {len(known.dated)} dated rows" if known.dated else ""
    stands = f"{known.code or 'no one country'} {known.sector or ''}".strip()
    table = f"{known.use}, table {known.table}{times}"
    return f"known       “{known.text}” is {known.name}: {stands} ({table})"


def _tied(sentence: Sentence, phrase: Phrase) -> Iterator[str]:
    ties: Mapping[str, Sequence[int]] = {
        "owner": () if phrase.possessor is None else (phrase.possessor,),
        "of": phrase.of,
        "apposed": phrase.apposed,
    }
    for what, heads in ties.items():
        for head in heads:
            yield f"{what:<11} “{sentence.tokens[head].text}”"


def _person(page: Page, at: tuple[int, int], described: Description) -> Iterator[str]:
    entity = page.entities.get(at)
    if entity:
        if len(entity.name) > len(described.person_name):
            yield f"same as     “{' '.join(entity.name)}” in this text"
        told = page.described[at]
        known = known_as(entity.name, entity.described.office, told.code, page.day)
        if known:
            yield f"person      {known.name}: {known.rule} (table {known.source})"
    elif described.office and described.code and page.day and described.noun:
        held = holder(described.code, described.noun, page.day)
        if held:
            until = held.end or f"now, as of {held.as_of}"
            yield f"holder      {held.name}: {held.office} from {held.start} to {until}"


def _because(sentence: Sentence, field: str, shown: Mapping[str, Evidence]) -> str:
    evidence = shown.get(field)
    if evidence is None:
        return ""
    words = [_words(sentence, span.start, span.end) for span in evidence.spans]
    source = f", table {evidence.source}" if evidence.source else ""
    where = ", ".join(f"“{each}”" for each in words if each)
    return f" — {HOW[evidence.how]}{source}{f': {where}' if where else ''}"


def _words(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[max(0, start - sentence.start) : max(0, end - sentence.start)]
