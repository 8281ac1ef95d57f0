"""Statement records: who says what about whom, beside the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.actors import Mention
from dragoman.events import Told
from dragoman.events.attribution import Attribution
from dragoman.events.lexicon import is_light_verb
from dragoman.events.reporting import Report
from dragoman.events.slots import VERBAL
from dragoman.events.when import anchor_date
from dragoman.language import Sentence
from dragoman.records import Event, Party, Span, Statement, content_id
from dragoman.settings import Settings
from dragoman.statements.views import find_views
from dragoman.times import find_dates

# Whose words are news only as an event's source: passers-by, analysts, the press itself.
WITHOUT_WEIGHT = frozenset({"CVL", "JRN", "EDU", "MED", "CRM", "REF", "AGR", "UAF", "UNK"})
# By how it is told, and where it is quoted; not fitted, since no set of statements is at hand.
CONFIDENCE = {"say": 0.6, "hold": 0.75, "warn": 0.75, "deny": 0.7}
QUOTED = 0.85
ADDRESSED = frozenset("tell inform assure warn remind brief advise caution notify reassure".split())
OTHER_CLAUSES = ("ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "parataxis")
OPEN = frozenset({"whether", "if"})
EDGES = " \t\r\n\f\v\x85\xa0,.;:–—-"
MARKS = frozenset('"“”«»')
LEAST_WORDS = 3
MOSTLY = 0.7
MEMORY = 200  # statements that a point is compared with; without an end a long list takes hours


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Words and who says them, before they are a record; `root` is the head of the words."""

    sentence: Sentence
    mentions: Mapping[int, Mention]
    word: int | None
    kind: str
    speakers: tuple[Mention, ...]
    root: int
    tokens: frozenset[int]
    quoted: bool


def find_statements(
    told: Told, events: Sequence[Event], coder: str, settings: Settings
) -> tuple[Statement, ...]:
    """Find what is said in an article and is no event.

    In:     an article with its sentences and mentions, its events, the coder's name, the user's
            settings.
    Out:    statements in the order of the page, each stretch of words once; none whose words, or
            whose saying, is one of the events.
    Raises: nothing.
    """
    attribution = Attribution(told.sentences, told.mentions)
    anchor = anchor_date(told.article) or settings.published
    triggers: dict[int, set[int]] = {}
    for event in events:
        triggers.setdefault(event.text_info.sequence, set()).add(event.text_info.trigger.start)
    told_acts = _told_acts(events, told.sentences)
    found: dict[Span, Statement] = {}
    # The points at the head of a page tell again what its paragraphs tell more fully.
    order = sorted(range(len(told.sentences)), key=lambda at: told.sentences[at].kind == "bullet")
    for at in order:
        sentence = told.sentences[at]
        if sentence.kind not in ("paragraph", "bullet"):
            continue
        acts = triggers.get(sentence.sequence, set())
        for said in _said(attribution, at, sentence, told.mentions[at]):
            span = _span(told.document.text, said)
            if not span or _is_event(said, acts) or _is_told(said, told_acts):
                continue
            statement = _statement(told, said, span, anchor, coder)
            if sentence.kind != "bullet" or not _repeats(statement, [*found.values()][:MEMORY]):
                found.setdefault(span, statement)
    return tuple(sorted(found.values(), key=lambda each: (each.start, each.end)))


def _said(
    attribution: Attribution, at: int, sentence: Sentence, mentions: Mapping[int, Mention]
) -> Iterator[_Said]:
    """What is said in a sentence by somebody of weight."""
    quoted = attribution.quotations[at]
    voiced = list(find_views(sentence, mentions))
    reports = [*attribution.reports[at], *voiced]
    # "The spokesman said that India believes …" only passes on what India says.
    passed_on = {each.word for each in reports if each.speakers} | {each.root for each in voiced}
    for each in reports:
        speakers = tuple(filter(_has_weight, each.speakers))
        content = each.content | _seen_as(sentence, each)
        root = _root(sentence, content, each.root)
        leaves_open = root is not None and _leaves_open(sentence, each.word, root)
        if leaves_open:
            continue
        if each.kind in CONFIDENCE and speakers and root is not None and root not in passed_on:
            yield _Said(
                sentence=sentence, mentions=mentions, word=each.word, kind=each.kind,
                speakers=speakers, root=root, tokens=content,
                quoted=_is_quoted(sentence, content, quoted),
            )  # fmt: skip
        elif each in voiced and speakers:
            yield _Said(
                sentence=sentence, mentions=mentions, word=each.word, kind=each.kind,
                speakers=speakers, root=root if root is not None else each.word,
                tokens=each.content, quoted=False,
            )  # fmt: skip
    if not any(each.content for each in reports):
        yield from _going_on(attribution, at, sentence, mentions)


def _going_on(
    attribution: Attribution, at: int, sentence: Sentence, mentions: Mapping[int, Mention]
) -> Iterator[_Said]:
    """A sentence in quotation marks that another sentence tells the speaker of."""
    quoted = attribution.quotations[at]
    content = frozenset(quoted)
    everything = frozenset(token.i for token in sentence.tokens)
    root = _root(sentence, content, None)
    if root is None or not _is_quoted(sentence, everything, quoted):
        return
    speakers = tuple(filter(_has_weight, attribution.speakers_of(quoted[root])))
    if speakers:
        yield _Said(
            sentence=sentence, mentions=mentions, word=None, kind="say", speakers=speakers,
            root=root, tokens=content, quoted=True,
        )  # fmt: skip


def _root(sentence: Sentence, content: frozenset[int], told: int | None) -> int | None:
    """The head of what is said; None where that is no clause of a few words."""
    words = [i for i in sorted(content) if sentence.tokens[i].text[:1].isalnum()]
    if len(words) < LEAST_WORDS:
        return None
    if told in content:
        return told
    heads = (i for i in words if sentence.tokens[i].head not in content or _is_root(sentence, i))
    return next((i for i in heads if sentence.tokens[i].pos in VERBAL), None)


def _is_root(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].head == i


def _leaves_open(sentence: Sentence, word: int, root: int) -> bool:
    """ "did not say that …", "would not say whether …": nothing is stated."""
    unsaid = sentence.tokens[word].pos == "VERB" and sentence.kids(word, "neg")
    asked = any(kid.lemma in OPEN for kid in sentence.kids(root, "mark"))
    return bool(unsaid) or asked


def _has_weight(mention: Mention) -> bool:
    return any(
        (party.code or party.sector) and party.sector not in WITHOUT_WEIGHT
        for party in mention.parties
    )


def _is_quoted(sentence: Sentence, content: frozenset[int], quoted: Mapping[int, int]) -> bool:
    words = [i for i in content if sentence.tokens[i].text[:1].isalnum()]
    return bool(words) and all(i in quoted for i in words)


def _is_event(said: _Said, triggers: set[int]) -> bool:
    """Tell whether the saying is an event ("said" that blames), or what is said ("held talks")."""
    tokens = said.sentence.tokens
    core = [said.root, *(kid.i for kid in said.sentence.kids(said.root, "xcomp"))]
    for i in list(core):
        if is_light_verb(tokens[i]):
            core += [kid.i for kid in said.sentence.kids(i, "dobj")]
    if said.word is not None:
        core += [said.word, tokens[said.word].head] if _is_noun(said) else [said.word]
    return any(tokens[i].start in triggers for i in core)


def _told_acts(events: Iterable[Event], sentences: Sequence[Sentence]) -> set[tuple[str, str]]:
    """The words of an article's events, each with the code of whoever acts."""
    by_sequence = {sentence.sequence: sentence for sentence in sentences}
    return {
        (token.lemma, party.code)
        for event in events
        for token in by_sequence[event.text_info.sequence].tokens
        if token.start == event.text_info.trigger.start
        for party in event.actor
        if party.code
    }


def _is_told(said: _Said, told_acts: set[tuple[str, str]]) -> bool:
    """What is said is an event that is recorded where it is told more fully."""
    lemma = said.sentence.tokens[said.root].lemma
    subjects = [kid.i for kid in said.sentence.kids(said.root, "nsubj", "nsubjpass")]
    codes = [code for i in subjects if i in said.mentions for code in said.mentions[i].codes]
    return any((lemma, code) in told_acts for code in codes)


def _repeats(statement: Statement, others: Iterable[Statement]) -> bool:
    """Tell whether another statement of the same side has most of its words."""
    words = set(statement.words.lower().split())
    sides = {party.code for party in statement.speaker}
    return any(
        sides & {party.code for party in other.speaker}
        and len(words & set(other.words.lower().split())) >= MOSTLY * len(words)
        for other in others
    )


def _is_noun(said: _Said) -> bool:
    return said.word is not None and said.sentence.tokens[said.word].pos == "NOUN"


def _span(text: str, said: _Said) -> Span | None:
    """The words themselves: without "that", without the marks around them."""
    tokens = said.sentence.tokens
    inside = sorted(said.tokens)
    if said.kind == "deny" and said.word is not None and said.word < inside[0]:
        # "sanctions are planned" is not what somebody says who denies it.
        inside = [said.word, *inside]
    that = [i for i in inside[:3] if tokens[i].dep == "mark" and tokens[i].lemma == "that"]
    if that and said.kind != "deny" and said.word not in inside:
        # "said earlier that": the parser may take "earlier" for a part of the words.
        inside = inside[inside.index(that[0]) + 1 :]
    start, end = tokens[inside[0]].start, tokens[inside[-1]].end
    # Again after the marks: what stood inside them may end in a blank or a comma too.
    span = _trimmed(text, *_with_whole_marks(text, *_trimmed(text, start, end)))
    return None if span.start >= span.end or text[span.start : span.end].endswith("?") else span


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip(EDGES))
    return Span(begin, max(begin, end - len(words) + len(words.rstrip(EDGES))))


def _seen_as(sentence: Sentence, report: Report) -> frozenset[int]:
    """ "views the deal as a threat": what is seen so belongs to the words."""
    if report.root is None or sentence.tokens[report.root].dep not in ("pobj", "pcomp"):
        return frozenset()
    objects = [kid.i for kid in sentence.kids(report.word, "dobj")]
    return frozenset(i for each in objects for i in sentence.subtree(each))


def _with_whole_marks(text: str, start: int, end: int) -> Span:
    """Take off quotation marks around all of the words; give a lone one its partner beside them."""
    words = text[start:end]
    marks = sum(char in MARKS for char in words)
    opening, closing = words[:1] in MARKS, words[-1:] in MARKS
    if marks == 2 and opening and closing:
        return Span(start + 1, end - 1)
    if marks % 2 == 0:
        return Span(start, end)
    if opening or closing:
        return Span(start + opening, end - (closing and not opening))
    if start and text[start - 1] in MARKS:
        return Span(start - 1, end)
    behind = next((i for i in range(end, min(end + 2, len(text))) if text[i] in MARKS), None)
    return Span(start, end if behind is None else behind + 1)


def _statement(told: Told, said: _Said, span: Span, anchor: date | None, coder: str) -> Statement:
    begin = told.article.segments[0].start
    text = told.document.text
    speakers = _parties(said.speakers, text)
    return Statement(
        id=content_id("t", told.article.id, span.start - begin, span.end - begin, 0),
        article=told.article.id,
        file=told.article.file,
        speaker=speakers,
        addressee=_parties(_addressed(said), text),
        about=_parties(_about(said, speakers), text, uncoded=False),
        words=text[span.start : span.end],
        quoted=said.quoted,
        date=_date(said, span, anchor),
        start=span.start,
        end=span.end,
        confidence=QUOTED if said.quoted else CONFIDENCE[said.kind],
        coder=coder,
    )


def _parties(mentions: Iterable[Mention], text: str, *, uncoded: bool = True) -> tuple[Party, ...]:
    """Everybody of the codebook once, under the first words that name him, as the page has them."""
    found: dict[tuple[str | None, str | None], Party] = {}
    for mention in mentions:
        for party in mention.parties:
            if party.code or (uncoded and party.sector not in (None, "UNK")):
                found.setdefault((party.code, party.entity), party)
    return tuple(
        party if party.start is None else replace(party, entity_text=text[party.start : party.end])
        for party in found.values()
    )


def _addressed(said: _Said) -> Iterator[Mention]:
    """ "told the Council", "said to its neighbours"; that a reporter was told is no matter."""
    if said.word is None:
        return
    verb = said.sentence.tokens[said.word]
    if verb.pos != "VERB" or verb.dep == "prep":
        return
    kids = said.sentence.kids(verb.i, "dative", *(["dobj"] if verb.lemma in ADDRESSED else []))
    for prep in said.sentence.kids(verb.i, "prep", "dative"):
        if prep.lemma == "to":
            kids += said.sentence.kids(prep.i, "pobj")
    for kid in kids:
        mention = said.mentions.get(kid.i)
        if mention and _has_weight(mention) and kid.i not in said.tokens:
            yield mention


def _about(said: _Said, speakers: Sequence[Party]) -> Iterator[Mention]:
    """Whom the words name; not the speaker's own "we" and "its"."""
    own = {party.entity for party in speakers}
    for head, mention in sorted(said.mentions.items()):
        himself = mention.kind == "pronoun" and {party.entity for party in mention.parties} & own
        if head in said.tokens and not himself:
            yield mention


def _date(said: _Said, span: Span, anchor: date | None) -> str | None:
    """The day on which it was said, where its own clause gives one."""
    if said.word is None:
        return None
    saying = said.sentence.tokens[said.word].head if _is_noun(said) else said.word
    clause = said.sentence.subtree(saying, *OTHER_CLAUSES)
    own = {said.sentence.tokens[i].start for i in clause}
    for each in find_dates(said.sentence, anchor):
        inside = each.start < span.end and span.start < each.end
        of_saying = any(each.start <= start < each.end for start in own)
        if each.granularity == "day" and of_saying and not inside:
            return each.day.isoformat()
    return None
