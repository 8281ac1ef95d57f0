"""Which text words mean: one known from before on the page, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import Sentence
from dragoman.resolutions.acts import Act
from dragoman.resolutions.article import HEADLINES, Group, Heard, Reading, code_of, span_in
from dragoman.resolutions.draft import (
    KIN,
    SAME_TITLE,
    SAME_WORDS,
    Draft,
    Seen,
    likeness,
    merged,
    stems,
)
from dragoman.resolutions.naming import Naming
from dragoman.resolutions.printed import Cited, Title
from dragoman.resolutions.tallies import Tally
from dragoman.resolutions.told import acted
from dragoman.resolutions.when import dated
from dragoman.times import find_dates


def resolve(reading: Reading, heard: Heard, at: int) -> list[int]:
    """Say which texts a naming means: known ones, or new ones made here.

    In:     the reading so far; a sentence's findings; the naming's number among its namings.
    Out:    numbers of texts, none where the words tell of no text worth a record. Raises: nothing.
    """
    naming = heard.namings[at]
    sentence = heard.sentence
    acts = [act for act in heard.acts if at in act.namings]
    if naming.titles or naming.symbols:
        found = _printed(reading, sentence, naming)
    elif naming.count != 1:
        found = _several(reading, sentence, naming, acts)
    else:
        found = _single(reading, sentence, naming, acts, heard.tallies)
    # "Last year's resolution" is told of beside the one that the page is about.
    if found and not naming.past:
        reading.current, reading.touched = found, sentence.sequence
    return found


def _printed(reading: Reading, sentence: Sentence, naming: Naming) -> list[int]:
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
    reading: Reading, naming: Naming, title: Title | None, symbol: Cited | None
) -> int | None:
    for i, draft in enumerate(reading.drafts):
        known = draft.text("symbol")
        if symbol and known and _serial(known) == _serial(symbol.symbol):
            return i
        titled = draft.titled and draft.part == naming.part
        if title and titled and likeness(stems(title.text), draft.about) >= SAME_TITLE:
            return i
    return _untitled_before(reading, naming, title, symbol)


def _serial(symbol: str) -> str:
    return symbol.partition(" (")[0]


def _untitled_before(
    reading: Reading, naming: Naming, title: Title | None, symbol: Cited | None
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
    reading: Reading,
    sentence: Sentence,
    naming: Naming,
    title: Title | None = None,
    symbol: Cited | None = None,
) -> Draft:
    at = (title.start, title.end) if title else (naming.start, naming.end)
    if symbol and not title and len(naming.symbols) > 1:
        at = symbol.start, symbol.end
    span = span_in(sentence, *at)
    draft = Draft(
        sentence=sentence.sequence,
        start=span.start,
        end=span.end,
        words=title.text if title else _own_words(sentence, naming, symbol),
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
        read = (span_in(sentence, symbol.start, symbol.end),)
        draft = draft.told("symbol", Seen(symbol.symbol, read))
        if symbol.body:
            draft = draft.told("body", Seen(symbol.body, read))
        if symbol.session:
            draft = draft.told("session", Seen(symbol.session, read))
    return draft


def _own_words(sentence: Sentence, naming: Naming, symbol: Cited | None) -> str:
    """Of "resolutions 2231 (2015) and 2254 (2015)" each is "resolution" and its number."""
    if symbol is None or len(naming.symbols) == 1:
        return naming.words
    return f"resolution {sentence.text[symbol.start : symbol.end]}"


def _inheriting(reading: Reading, draft: Draft) -> Draft:
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
    return replace(draft, deeds=(*draft.deeds, *group.draft.deeds)).by(group.draft.sponsor)


def _several(
    reading: Reading, sentence: Sentence, naming: Naming, acts: Sequence[Act]
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
        draft = acted(reading, sentence, draft, act)
    dates = find_dates(sentence, reading.anchor)
    if dates:
        draft = dated(draft, dates[0])
    if reading.group and "date" in reading.group.draft.facts:
        draft = draft.told("date", reading.group.draft.facts["date"])
    reading.group = Group(draft, naming.count)
    return []


def _single(
    reading: Reading,
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
    reading: Reading,
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
    placed = any(code_of(reading, act.body) or act.body_words for act in done)
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


def _spoken_of(reading: Reading, naming: Naming) -> int | None:
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


def _same_words(reading: Reading, naming: Naming) -> int | None:
    own = stems(naming.words)
    if len(own) < 2 or naming.other or naming.past:
        return None
    for i, draft in enumerate(reading.drafts):
        whose = not naming.whose or not draft.sponsor or naming.whose.codes == draft.sponsor.codes
        if whose and draft.part == naming.part and likeness(own, draft.about) >= SAME_WORDS:
            return i
    return None


def _told_in_full(
    reading: Reading, naming: Naming, acts: Sequence[Act], tallies: Sequence[Tally]
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
            score += KIN * (len(reading.drafts) == 1)
        score += 0.5 * bool(counts and counts <= {(s, draft.get(s)) for s, _ in counts})
        if score >= KIN and (best is None or score > best[0]):
            best = (score, i)
    return best[1] if best else None
