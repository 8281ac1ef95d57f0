"""From what the sentences of an article say to the texts that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.events import Told
from dragoman.language import Sentence
from dragoman.records import Span
from dragoman.resolutions.acts import Act, find_acts
from dragoman.resolutions.decisions import find_decisions
from dragoman.resolutions.draft import (
    COMMITTEE,
    Deed,
    Draft,
    Seen,
    at_stage,
    likeness,
    merged,
    said_how,
    stems,
)
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.naming import Naming, find_namings
from dragoman.resolutions.printed import Cited, Named, Title, find_bodies
from dragoman.resolutions.tallies import WORDS, Tally, find_manners, find_tallies
from dragoman.resolutions.whose import Whose, joined, named_in, phrase
from dragoman.times import DateMention, find_dates

# A page without any of these tells of no text.
WORTH_READING = re.compile(
    r"resolution|\bdrafts?\b|\bveto|\bamendments?\b|UNSCR|[ASE]/(?:RES|C\.|HRC|\d)|"
    r"\bvot(?:ed?|es|ing) (?:on|for|against|in favou?r|unanimously)|"
    r"(?:Council|Assembly|Committee|Board)\b[^.]{0,60}\b(?:extend|renew|prolong|establish|set up|"
    r"creat|impos|lift|authori[sz]|decided|adopt|approv|endors)",
    re.I,
)
HEADLINES = frozenset({"headline", "bullet", "caption"})
PARTIAL = re.compile(
    r"\b(?:all but|most|many|several|some|few|majority|mostly|\w+ of them|\d+ of|handful|largely)\b"
    r"[^.;]{0,40}$",
    re.I,
)
LATER = re.compile(
    r"\b(?P<n>\w+) (?P<unit>days?|weeks?) (?P<way>later|earlier|before|after)\b", re.I
)
UNITED_NATIONS = frozenset(
    {"UNGA", "UNSC", "HRC", "ECOSOC", *(f"UNGA-C{number}" for number in range(1, 7))}
)
SPONSORS = frozenset({"sponsor", "author", "drafter", "penholder", "proponent"})
SAME_TITLE = 0.75
SAME_WORDS = 0.5
KIN = 0.34
REACH = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Several texts told of together ("adopted four resolutions"), and what held for them all."""

    draft: Draft
    count: int
    partial: bool = False


@dataclass(slots=True)
class _Reading:
    """What is known so far while an article is read from its top."""

    told: Told
    anchor: date | None
    drafts: list[Draft] = field(default_factory=list)
    current: list[int] = field(default_factory=list)
    group: Group | None = None
    body: Seen | None = None
    shorts: dict[str, str] = field(default_factory=dict)
    touched: int = -100
    council: bool = False


def gather(told: Told, anchor: date | None) -> list[Draft]:
    """Read the texts of an article.

    In:     the article with its sentences and mentions; the day from which its dates count.
    Out:    the texts in the order of the page, the same one told twice once. Raises: nothing.
    """
    sentences = [each for each in told.sentences if each.kind != "caption"]
    if not any(WORTH_READING.search(sentence.text) for sentence in sentences):
        return []
    reading = _Reading(told, anchor)
    _know_bodies(reading, sentences)
    # The body of a page first: a headline's "texts" are what it tells in full.
    for sentence in sentences:
        if sentence.kind not in HEADLINES:
            _read(reading, sentence)
    for sentence in sentences:
        if sentence.kind in HEADLINES:
            reading.current, reading.touched = [], -100
            _read(reading, sentence)
    return sorted(reading.drafts, key=lambda each: (each.start, each.end))


def _know_bodies(reading: _Reading, sentences: Iterable[Sentence]) -> None:
    """Which body "the Council" is on this page: the first one named in full of that kind."""
    for sentence in sentences:
        for named in find_bodies(sentence.text):
            if named.code:
                for short in lexicon().bodies[named.code].short:
                    reading.shorts.setdefault(short, named.code)
                reading.council = reading.council or named.code == "UNSC"
        if re.search(r"\bU\.?N\.? resolution|\bUNSCR", sentence.text):
            reading.council = True
    # On a page on the United Nations "the Assembly" is theirs, also where no full name stands.
    if UNITED_NATIONS & set(reading.shorts.values()):
        for short, code in (("assembly", "UNGA"), ("council", "UNSC")):
            reading.shorts.setdefault(short, code)


def _read(reading: _Reading, sentence: Sentence) -> None:
    mentions = reading.told.mentions[sentence.sequence]
    namings = find_namings(
        sentence, mentions, council=reading.council, counted=reading.group is not None
    )
    bodies = find_bodies(sentence.text)
    acts = find_acts(sentence, mentions, namings, bodies)
    tallies = find_tallies(sentence.text)
    meant = [
        _resolve(reading, sentence, naming, [act for act in acts if at in act.namings], tallies)
        for at, naming in enumerate(namings)
    ]
    if not any(meant) and _decide(reading, sentence, bodies):
        # "prolonged the mandate by a unanimous resolution": the decision is that resolution.
        by = [naming.count == 1 and naming.strength == "strong" for naming in namings]
        meant = [list(reading.current) if each else [] for each in by]
    if not (any(meant) or acts or reading.current):
        return
    before = list(reading.current)
    for act in acts:
        where = [i for at in act.namings for i in (meant[at] if at >= 0 else before)]
        for i in dict.fromkeys(where):
            reading.drafts[i] = _acted(reading, sentence, reading.drafts[i], act)
    _name_sponsors(reading, sentence, namings, meant)
    _vote(reading, sentence, namings, meant, tallies, acts)
    _say_how(reading, sentence, namings, meant, acts)
    _date(reading, sentence, namings, meant, acts, tallies)


def _span(sentence: Sentence, start: int, end: int) -> Span:
    return Span(sentence.start + start, sentence.start + end)


def _code(reading: _Reading, named: Named | None) -> str | None:
    if named is None:
        return None
    return named.code or reading.shorts.get(named.short or "")


# ── which text is meant ──────────────────────────────────────────────────────────────────────


def _resolve(
    reading: _Reading,
    sentence: Sentence,
    naming: Naming,
    acts: Sequence[Act],
    tallies: Sequence[Tally],
) -> list[int]:
    """The drafts that a naming means: known ones, or new ones made here."""
    if naming.titles or naming.symbols:
        found = _printed(reading, sentence, naming, acts)
    elif naming.count != 1:
        found = _several(reading, sentence, naming, acts)
    else:
        found = _single(reading, sentence, naming, acts, tallies)
    # "Last year's resolution" is told of beside the one that the page is about.
    if found and not naming.past:
        reading.current, reading.touched = found, sentence.sequence
    return found


def _printed(
    reading: _Reading, sentence: Sentence, naming: Naming, acts: Sequence[Act]
) -> list[int]:
    """Texts named by title or symbol: one for each."""
    if naming.head is None and not naming.titles and sentence.kind in HEADLINES:
        return []
    pairs: list[tuple[Title | None, Cited | None]]
    titles, symbols = naming.titles, naming.symbols
    if titles and len(symbols) in (0, len(titles)):
        pairs = [(t, symbols[at] if symbols else None) for at, t in enumerate(titles)]
    elif titles:
        pairs = [(title, symbols[0] if at == 0 else None) for at, title in enumerate(titles)]
    else:
        pairs = [(None, each) for each in symbols]
    found = []
    for title, symbol in pairs:
        known = _known_print(reading, naming, title, symbol)
        made = _new(reading, sentence, naming, title, symbol)
        if known is None:
            reading.drafts.append(_inheriting(reading, made))
            found.append(len(reading.drafts) - 1)
        else:
            reading.drafts[known] = merged(_named_again(reading.drafts[known], made), made)
            found.append(known)
    return found


def _known_print(
    reading: _Reading, naming: Naming, title: Title | None, symbol: Cited | None
) -> int | None:
    for i, draft in enumerate(reading.drafts):
        known = draft.text("symbol")
        if symbol and known and _serial(known) == _serial(symbol.symbol):
            return i
        if title and draft.titled and draft.part == naming.part:
            if likeness(stems(title.text), draft.about) >= SAME_TITLE:
                return i
    return _untitled_before(reading, naming, title, symbol)


def _serial(symbol: str) -> str:
    return symbol.partition(" (")[0]


def _untitled_before(
    reading: _Reading, naming: Naming, title: Title | None, symbol: Cited | None
) -> int | None:
    """A text told of without title ("a resolution on Sudan") that is now named in full."""
    if naming.count != 1 or naming.other:
        return None
    for i in reversed(range(len(reading.drafts))):
        draft = reading.drafts[i]
        if draft.titled or draft.text("symbol") or draft.part != naming.part or draft.past:
            continue
        own = stems(draft.words)
        if title and own and len(own & stems(title.text)) >= KIN * len(own):
            return i
        if symbol and not title and naming.definite and i in reading.current:
            return i
        near = reading.touched >= 0 and i in reading.current
        if near and ((symbol and symbol.final and draft.decision) or not own):
            return i
    return None


def _named_again(known: Draft, made: Draft) -> Draft:
    if made.titled and not known.titled:
        return replace(known, start=made.start, end=made.end, sentence=made.sentence)
    return known


def _new(
    reading: _Reading,
    sentence: Sentence,
    naming: Naming,
    title: Title | None = None,
    symbol: Cited | None = None,
) -> Draft:
    at = (title.start, title.end) if title else (naming.start, naming.end)
    if symbol and not title and len(naming.symbols) > 1:
        at = symbol.start, symbol.end
    span = _span(sentence, *at)
    draft = Draft(
        sentence=sentence.sequence,
        start=span.start,
        end=span.end,
        words=title.text if title else naming.words,
        titled=title is not None,
        part=naming.part,
        final=bool(symbol and symbol.final),
        ordinal=naming.ordinal,
        past=naming.past,
        headline=sentence.kind in HEADLINES,
    ).by(naming.whose)
    if title:
        printed = reading.told.document.text[span.start : span.end]
        draft = draft.told("title", Seen(" ".join(printed.split()), (span,)))
    if symbol:
        read = (_span(sentence, symbol.start, symbol.end),)
        draft = draft.told("symbol", Seen(symbol.symbol, read))
        if symbol.body:
            draft = draft.told("body", Seen(symbol.body, read))
        if symbol.session:
            draft = draft.told("session", Seen(symbol.session, read))
    return draft


def _inheriting(reading: _Reading, draft: Draft) -> Draft:
    """A new text with what was told of the several that it is one of."""
    group = reading.group
    if group is None or draft.past or draft.part:
        return draft
    body = draft.text("body")
    if body and group.draft.text("body") not in (None, body):
        return draft
    for name in ("body", "date"):
        if name in group.draft.facts:
            seen = group.draft.facts[name]
            draft = draft.told(name, Seen(seen.value, seen.spans, "inferred"))
    return draft.by(group.draft.sponsor)


def _several(
    reading: _Reading, sentence: Sentence, naming: Naming, acts: Sequence[Act]
) -> list[int]:
    """Several texts without titles: a group to come back to, or those just told of."""
    acts = [act for act in acts if act.ahead != "asked"]
    if naming.definite and not naming.whose and reading.drafts and not naming.part:
        count = naming.count or len(reading.current)
        if 2 <= count <= len(reading.current):
            return reading.current[-count:]
        return []
    staged = [act for act in acts if act.stage and act.role in ("body", "sponsor", "text")]
    if not staged or naming.strength == "weak" or sentence.kind in HEADLINES:
        return []
    draft = _new(reading, sentence, naming)
    for act in staged:
        draft = _acted(reading, sentence, draft, act)
    dates = find_dates(sentence, reading.anchor)
    if dates:
        draft = _dated(draft, dates[0])
    if reading.group and "date" in reading.group.draft.facts:
        draft = draft.told("date", reading.group.draft.facts["date"])
    reading.group = Group(draft, naming.count)
    return []


def _single(
    reading: _Reading,
    sentence: Sentence,
    naming: Naming,
    acts: Sequence[Act],
    tallies: Sequence[Tally],
) -> list[int]:
    acts = [act for act in acts if act.ahead != "asked" and act.role != "next"]
    if sentence.kind in HEADLINES:
        known = _told_in_full(reading, naming, acts, tallies)
        if known is not None:
            made = _new(reading, sentence, naming)
            reading.drafts[known] = merged(reading.drafts[known], made)
            return [known]
    elif naming.definite or (naming.ordinal and reading.group):
        known = _spoken_of(reading, naming)
        if known is not None:
            if naming.whose:
                reading.drafts[known] = reading.drafts[known].by(naming.whose)
            return [known]
        if not naming.ordinal and naming.strength == "weak":
            return []
    else:
        known = _same_words(reading, naming)
        if known is not None:
            return [known]
    if not _begins(reading, sentence, naming, acts, tallies):
        return []
    made = _new(reading, sentence, naming)
    one_of_them = naming.definite or naming.ordinal
    reading.drafts.append(_inheriting(reading, made) if one_of_them else made)
    return [len(reading.drafts) - 1]


def _begins(
    reading: _Reading,
    sentence: Sentence,
    naming: Naming,
    acts: Sequence[Act],
    tallies: Sequence[Tally],
) -> bool:
    """Whether a text without title or symbol is worth a record: something was done with it."""
    if _is_predicate(sentence, naming):
        return False
    done = [act for act in acts if act.stage or act.role in ("veto", "voter", "text")]
    # "a text written for others": nobody is named who wrote it.
    done = [act for act in done if act.role != "sponsor" or act.who]
    counted = bool(tallies) and naming.past
    if not done and not counted:
        return False
    adopting = [act for act in done if act.role in ("body", "veto", "text", "voter")]
    placed = any(_code(reading, act.body) or act.body_words for act in done)
    at_home = bool(reading.shorts) or reading.council
    if naming.part == "amendment":
        return at_home
    if naming.strength == "strong":
        return bool(placed or at_home or naming.draft or (adopting and tallies))
    if naming.strength == "medium":
        return bool(placed or (at_home and (reading.drafts or reading.group or naming.whose)))
    voted = bool(tallies) or any(act.role == "body" for act in adopting)
    return naming.part == "paragraph" and bool(adopting) and voted and at_home


def _is_predicate(sentence: Sentence, naming: Naming) -> bool:
    """ "It was the fourth draft to fail" counts texts, it tells of no new one."""
    return naming.head is not None and sentence.tokens[naming.head].dep == "attr"


def _spoken_of(reading: _Reading, naming: Naming) -> int | None:
    """The text that "the draft", "the US text", "the second" means."""
    order = [i for i in reversed(range(len(reading.drafts)))
             if reading.drafts[i].part == naming.part]  # fmt: skip
    if naming.past or naming.other or naming.part == "paragraph":
        return None
    if naming.ordinal and reading.group:
        return next((i for i in order if reading.drafts[i].ordinal == naming.ordinal), None)
    if naming.ordinal:
        return None
    if naming.whose:
        own = set(naming.whose.codes)
        for i in order:
            if own & set(reading.drafts[i].sponsor.codes):
                return i
        fresh = [i for i in reading.current if not reading.drafts[i].sponsor and i in order]
        return fresh[-1] if fresh else None
    current = [i for i in reading.current if i in order]
    return current[-1] if current else (order[0] if order else None)


def _same_words(reading: _Reading, naming: Naming) -> int | None:
    own = stems(naming.words)
    if len(own) < 2 or naming.other or naming.past:
        return None
    for i, draft in enumerate(reading.drafts):
        whose = not naming.whose or not draft.sponsor or naming.whose.codes == draft.sponsor.codes
        if whose and draft.part == naming.part and likeness(own, draft.about) >= SAME_WORDS:
            return i
    return None


def _told_in_full(
    reading: _Reading, naming: Naming, acts: Sequence[Act], tallies: Sequence[Tally]
) -> int | None:
    """The text of the page's body that a headline speaks of."""
    own = stems(naming.words)
    counts = {pair for tally in tallies for pair in tally.counts}
    best: tuple[float, int] | None = None
    for i, draft in enumerate(reading.drafts):
        if draft.part != naming.part or draft.past:
            continue
        if naming.whose and draft.sponsor:
            if not set(naming.whose.codes) & set(draft.sponsor.codes):
                continue
            score = 1.0 + 0.5 * bool(draft.ordinal)
        elif naming.whose:
            continue
        else:
            score = likeness(own, draft.about)
            told = {act.stage for act in acts if act.stage}
            score += 0.3 * bool(told and draft.get("stage") in told)
            score += 0.3 * (len(reading.drafts) == 1)
        score += 0.5 * bool(counts and counts <= {(s, draft.get(s)) for s, _ in counts})
        if score >= KIN and (best is None or score > best[0]):
            best = (score, i)
    return best[1] if best else None


# ── what is told of it ───────────────────────────────────────────────────────────────────────


def _acted(reading: _Reading, sentence: Sentence, draft: Draft, act: Act) -> Draft:
    """A text with what one act tells of it."""
    token = sentence.tokens[act.verb]
    span = Span(token.start, token.end)
    code = _code(reading, act.body)
    to = _code(reading, act.to)
    if act.role == "next" or act.ahead:
        goes_to = to or (code if act.ahead and act.role == "body" else None)
        if goes_to and act.role in ("next", "body", "text"):
            draft = draft.told("next", Seen(goes_to, (span,)))
        if act.ahead == "awaited" and act.stage and act.role in ("body", "text"):
            draft = at_stage(draft, "tabled", span)
            if code and not draft.text("body"):
                draft = draft.told("body", Seen(code, (span,)))
        return draft
    deed = Deed(sentence.sequence, token.start, token.end, act.role, act.stage)
    draft = replace(draft, deeds=(*draft.deeds, deed))
    draft = _with_agent(draft, act)
    if act.stage:
        draft = at_stage(draft, act.stage, span)
    return _with_body(reading, sentence, draft, act, span)


def _with_agent(draft: Draft, act: Act) -> Draft:
    if act.role == "sponsor" and act.stage == "tabled":
        return draft.by(act.who)
    if act.role == "cosponsor":
        return replace(draft, cosponsor=joined((draft.cosponsor, act.who)))
    if act.role == "veto":
        states = tuple((code, "no") for code in act.who.codes)
        spans = [Span(*each) for each in act.who.spans]
        draft = replace(draft, vetoed=joined((draft.vetoed, act.who)))
        return draft.voted(states, spans[0]) if spans else draft
    return draft


def _name_sponsors(
    reading: _Reading, sentence: Sentence, namings: Sequence[Naming], meant: Sequence[list[int]]
) -> None:
    """ "… its sponsor, Cabo Verde": who is called a text's sponsor."""
    mentions = reading.told.mentions[sentence.sequence]
    for token in sentence.tokens:
        if token.lemma.lower() in SPONSORS:
            named = joined(
                named_in(sentence, mentions, phrase(sentence, kid.i))
                for kid in sentence.kids(token.i, "appos")
            )
            at = token.start - sentence.start
            for i in _belongs(reading, sentence, at, namings, meant) if named else ():
                reading.drafts[i] = reading.drafts[i].by(named)


def _with_body(reading: _Reading, sentence: Sentence, draft: Draft, act: Act, span: Span) -> Draft:
    code = _code(reading, act.body)
    deciding = act.role == "body" and act.stage not in (None, "tabled")
    if code and act.body and deciding:
        seen = Seen(code, (_span(sentence, act.body.start, act.body.end),))
        reading.body = seen
        # "A General Assembly committee" may be named more exactly further on.
        known = draft.text("body") or ""
        finer = code.startswith(COMMITTEE) and known.endswith(" committee")
        return draft.told("body", seen, again=finer)
    if act.body_words and deciding:
        return draft.told("body", Seen(act.body_words, (span,)))
    here = [each for each in find_bodies(sentence.text) if _code(reading, each)]
    if act.role == "veto":
        return draft.told("body", Seen("UNSC", (span,), "knowledge"))
    if here and (deciding or act.stage == "tabled"):
        named = here[0]
        seen = Seen(_code(reading, named), (_span(sentence, named.start, named.end),), "inferred")
        return draft.told("body", seen)
    if reading.body:
        return draft.told("body", Seen(reading.body.value, reading.body.spans, "inferred"))
    return draft


def _decide(reading: _Reading, sentence: Sentence, bodies: Sequence[Named]) -> bool:
    """ "The Council extended the mandate": a text that only its content tells. Whether one is."""
    for decision in find_decisions(sentence, bodies):
        code = _code(reading, decision.body)
        if code not in ("UNSC", "UNGA", "HRC", "ECOSOC"):
            continue
        known = _same_decision(reading, sentence, decision.words)
        if known is None:
            span = _span(sentence, decision.start, decision.end)
            draft = Draft(
                sentence=sentence.sequence, start=span.start, end=span.end, words=decision.words,
                titled=False, part=None, decision=True, headline=sentence.kind in HEADLINES,
            )  # fmt: skip
            reading.drafts.append(draft)
            known = len(reading.drafts) - 1
        token = sentence.tokens[decision.verb]
        at = Span(token.start, token.end)
        where = _span(sentence, decision.body.start, decision.body.end)
        draft = at_stage(reading.drafts[known], "adopted", at).told("body", Seen(code, (where,)))
        deed = Deed(sentence.sequence, token.start, token.end, "body", "adopted")
        reading.drafts[known] = replace(draft, deeds=(*draft.deeds, deed))
        reading.body = Seen(code, (where,))
        reading.current, reading.touched = [known], sentence.sequence
        return True
    return False


def _same_decision(reading: _Reading, sentence: Sentence, words: str) -> int | None:
    own = stems(words)
    for i, draft in enumerate(reading.drafts):
        near = KIN if sentence.kind in HEADLINES else SAME_WORDS
        if likeness(own, draft.about) >= near:
            return i
        # What a headline says was done is told in full below.
        if sentence.kind in HEADLINES and draft.get("stage") == "adopted":
            return i
    return None


def _belongs(
    reading: _Reading,
    sentence: Sentence,
    at: int,
    namings: Sequence[Naming],
    meant: Sequence[list[int]],
) -> list[int]:
    """The texts that words at a place speak of: named last before, else next after, else before."""
    held = [(naming, drafts) for naming, drafts in zip(namings, meant, strict=True)]
    before = [pair for pair in held if pair[0].start <= at]
    if before:
        naming, drafts = before[-1]
        if drafts:
            return drafts
        # Votes on what is no record of ours must not fall to another.
        if naming.part or naming.count != 1:
            return []
    after = [drafts for naming, drafts in held if naming.start > at and drafts]
    if after:
        return after[0]
    if any(not drafts and not naming.definite for naming, drafts in held):
        return []
    near = sentence.sequence - reading.touched <= REACH
    return list(reading.current) if near else []


def _vote(
    reading: _Reading,
    sentence: Sentence,
    namings: Sequence[Naming],
    meant: Sequence[list[int]],
    tallies: Sequence[Tally],
    acts: Sequence[Act],
) -> None:
    for tally in tallies:
        where = _belongs(reading, sentence, tally.start, namings, meant)
        if len(where) != 1:
            continue
        draft = reading.drafts[where[0]]
        span = _span(sentence, tally.start, tally.end)
        for side, count in _in_order(draft, tally):
            draft = draft.told(side, Seen(count, (span,)))
        if tally.states:
            draft = draft.voted(tally.states, span)
            if tally.only:
                draft = replace(draft, only=draft.only | {side for _, side in tally.states})
        earlier = [each for each in reading.drafts if each is not reading.drafts[where[0]]]
        for side, same in (("no", tally.same_no), ("abstain", tally.same_abstain)):
            if same and earlier:
                before = earlier[-1]
                if side in before.facts:
                    draft = draft.told(side, Seen(before.get(side), (span,), "inferred"))
                states = [(code, cast) for code, cast in before.votes.items() if cast == side]
                draft = draft.voted(states, span) if states else draft
        if reading.body:
            known = Seen(reading.body.value, reading.body.spans, "inferred")
            draft = draft.told("body", known)
        reading.drafts[where[0]] = draft


def _in_order(draft: Draft, tally: Tally) -> tuple[tuple[str, int], ...]:
    """ "Defeated by 88 votes to 21" gives those against first."""
    counts = dict(tally.counts)
    yes, no = counts.get("yes"), counts.get("no")
    if tally.worded or yes is None or no is None or draft.get("stage") != "rejected" or no > yes:
        return tally.counts
    return tuple((counts | {"yes": no, "no": yes}).items())


def _say_how(
    reading: _Reading,
    sentence: Sentence,
    namings: Sequence[Naming],
    meant: Sequence[list[int]],
    acts: Sequence[Act],
) -> None:
    for said in find_manners(sentence.text):
        where = _modified(sentence, said.start, meant, acts)
        if where is None:
            where = _belongs(reading, sentence, said.start, namings, meant)
        if PARTIAL.search(sentence.text[: said.start]) and len(where) != 1:
            continue
        span = _span(sentence, said.start, said.end)
        for i in where:
            reading.drafts[i] = said_how(reading.drafts[i], said.how, span)


def _modified(
    sentence: Sentence, start: int, meant: Sequence[list[int]], acts: Sequence[Act]
) -> list[int] | None:
    """The texts of the act whose verb the manner stands with ("unanimously adopted two")."""
    for token in sentence.tokens:
        if token.start - sentence.start == start and token.dep == "advmod":
            for act in acts:
                if act.verb == token.head and -1 not in act.namings:
                    return [i for at in act.namings for i in meant[at]]
    return None


# ── when ─────────────────────────────────────────────────────────────────────────────────────


def _date(
    reading: _Reading,
    sentence: Sentence,
    namings: Sequence[Naming],
    meant: Sequence[list[int]],
    acts: Sequence[Act],
    tallies: Sequence[Tally],
) -> None:
    """Give the texts that something happened to in this sentence its dates."""
    happened = [act for act in acts if not act.ahead]
    if not happened and not tallies:
        return
    dates = [
        each
        for each in _dates(sentence, reading.anchor)
        if not any(n.start <= each.start - sentence.start < n.end for n in namings)
        and _is_of(sentence, each, happened)
    ]
    held = [(n, d) for n, d in zip(namings, meant, strict=True) if d]
    if not held:
        for i in reading.current if dates and happened else []:
            reading.drafts[i] = _dated(reading.drafts[i], dates[0])
    for at, (naming, drafts) in enumerate(held):
        until = held[at + 1][0].start if at + 1 < len(held) else len(sentence.text)
        since = naming.start if at else 0
        own = [each for each in dates if since <= each.start - sentence.start < until]
        # With two texts in a sentence, what stands between them may lead to the second.
        if at and not own:
            previous = held[at - 1][0].end
            own = [each for each in dates if previous <= each.start - sentence.start < until][-1:]
        for i in drafts:
            if own:
                reading.drafts[i] = _dated(
                    reading.drafts[i], own[-1] if len(own) > 1 and at else own[0]
                )
            elif sentence.kind == "headline" and reading.anchor and happened:
                seen = Seen(reading.anchor.isoformat(), (), "inferred")
                reading.drafts[i] = reading.drafts[i].told("date", seen)


def _is_of(sentence: Sentence, told: DateMention, acts: Sequence[Act]) -> bool:
    """Whether a date stands in the clause of one of the acts, or in one above that has none."""
    if not acts:
        return True
    tokens = sentence.tokens
    word = next((t for t in tokens if t.end > told.start), tokens[0])
    verb = next((t for t in (word, *sentence.ancestors(word.i)) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return True
    for act in acts:
        clause = {act.verb}
        for above in (tokens[act.verb], *sentence.ancestors(act.verb)):
            clause.add(above.i)
            if above.dep == "conj" and sentence.kids(above.i, "nsubj", "nsubjpass"):
                break
        if verb.i in clause or act.verb in {t.i for t in sentence.ancestors(verb.i)}:
            return True
    return False


def _dates(sentence: Sentence, anchor: date | None) -> list[DateMention]:
    """The dates of a sentence, those that count from one before ("two days later") among them."""
    dates = list(find_dates(sentence, anchor))
    for match in LATER.finditer(sentence.text):
        word = match["n"].lower()
        count = int(word) if word.isdecimal() else WORDS.get(word)
        base = [each for each in dates if each.start - sentence.start < match.start()]
        if count is None or not base:
            continue
        shift = timedelta(count * (7 if match["unit"].lower().startswith("week") else 1))
        day = base[-1].day + (shift if match["way"].lower() in ("later", "after") else -shift)
        start, end = sentence.start + match.start(), sentence.start + match.end()
        dates.append(DateMention(start, end, match.group(), day, None, "day"))
    return sorted(dates)


def _dated(draft: Draft, told: DateMention) -> Draft:
    if told.granularity != "day":
        return draft
    return draft.told("date", Seen(told.day.isoformat(), (Span(told.start, told.end),)))


def whose(draft: Draft) -> Whose:
    """All who stand behind a text: sponsors, then co-sponsors. Raises: nothing."""
    return joined((draft.sponsor, draft.cosponsor))
