"""What a quantity measures, of whom and to whom, read from the parse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.actors import Mention
from dragoman.figures.happening import Happening, happening_of
from dragoman.figures.quantities import Quantity
from dragoman.figures.tables import changes, measures
from dragoman.language import Sentence, Token

# These say no more than that their subject is so much.
LEVELS = frozenset(
    """be total reach hit amount stand exceed remain average account represent surpass cross top
    touch equal come run number comprise constitute make set double triple quadruple value estimate
    put project forecast expect see worth climb range""".split()
)
# A span of time belongs into a table only as a punishment.
PRISON = re.compile(r"\b(?:prison|jail|sentenc\w+|imprison\w*|behind bars)\b", re.IGNORECASE)
NOMINAL = ("NOUN", "PROPN", "PRON")
NAMING = ("amod", "compound", "nmod")
OBJECTS_OF = frozenset({"of", "on", "for", "in", "against", "from", "to", "over", "with"})
OF = frozenset({"of", "by", "from"})
TO = frozenset({"to", "for", "on", "against", "with", "into", "upon", "toward", "towards"})
LONGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured: in words, its key (what two reports of the same share), and the ties.

    `word` is the token that tells it; `noun` the token that names it, if one does; `happening`
    what befell persons that are counted.
    """

    what: str | None
    key: str | None
    word: int
    noun: int | None = None
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    happening: Happening | None = None


def measured_by(
    sentence: Sentence, quantity: Quantity, mentions: Mapping[int, Mention]
) -> Measured:
    """Say what a quantity measures.

    In:     a sentence, a quantity in it, its mentions by head.
    Out:    the measure in the page's words, and the codes of those whose it is (`of`: owner,
            subject, "of …") and to whom it goes ("to …", "on …"). Raises: nothing.
    """
    if quantity.kind == "persons" or (quantity.kind == "things" and quantity.noun is None):
        happening = happening_of(sentence, quantity.head, quantity.noun)
        if happening:
            return _of_persons(sentence, quantity, happening, mentions)
    if quantity.noun is not None:
        return _of_things(sentence, quantity, quantity.noun, mentions)
    if quantity.kind == "time" and PRISON.search(sentence.text):
        return Measured(what="prison term", key="prison term", word=quantity.head)
    noun, verb = _told_of(sentence, quantity)
    taken = _tokens_of(sentence, quantity)
    what = _phrase(sentence, noun, taken, mentions) if noun is not None else None
    if what is not None and quantity.kind == "money":
        what = _with_purpose(sentence, what, [quantity.head, verb], mentions)
    if what is None and verb is not None:
        what = _done(sentence, sentence.tokens[verb])
    of, to = _ties(sentence, [i for i in (noun, quantity.head) if i is not None], verb, mentions)
    word = verb if verb is not None else quantity.head
    key = sentence.tokens[noun].lemma if noun is not None else what
    return Measured(what=what, key=key, word=word, noun=noun, of=of, to=to)


def _of_persons(
    sentence: Sentence, quantity: Quantity, told: Happening, mentions: Mapping[int, Mention]
) -> Measured:
    noun = quantity.noun
    named = _phrase(sentence, noun, _tokens_of(sentence, quantity), {}, alone=True) if (
        noun is not None and sentence.tokens[noun].pos in ("NOUN", "PROPN")) else None  # fmt: skip
    label = told.measure.label
    word = sentence.tokens[told.word]
    if f"{word.lemma}/noun" in measures() and word.pos in ("NOUN", "PROPN"):
        what = label if named is None or told.word == noun else f"{label} of {named}"
    elif named in (None, "others", "lives", label):
        what = f"people {label}"
    else:
        what = f"{named} {label}"
    of, to = _ties(sentence, [noun] if noun is not None else [quantity.head], None, mentions)
    return Measured(
        what=what, key=told.measure.key, word=told.word, noun=noun, of=of, to=to, happening=told
    )


def _of_things(
    sentence: Sentence, quantity: Quantity, noun: int, mentions: Mapping[int, Mention]
) -> Measured:
    """A count names itself: "58 countries", "600,000 Israelis"."""
    what = _phrase(sentence, noun, _tokens_of(sentence, quantity), {}, alone=False)
    verb = _verb_above(sentence, quantity.head)
    if what and verb is not None and _suffers(sentence.tokens[quantity.head], verb):
        done = sentence.tokens[verb]
        what = f"{what} {done.text}" if _done(sentence, done) not in (None, done.lemma) else what
    of, to = _ties(sentence, [noun], verb, mentions)
    return Measured(
        what=what, key=sentence.tokens[noun].lemma, word=quantity.head, noun=noun, of=of, to=to
    )


def _suffers(token: Token, verb: int) -> bool:
    return token.head == verb and token.dep in ("dobj", "nsubjpass")


def _tokens_of(sentence: Sentence, quantity: Quantity) -> frozenset[int]:
    """The tokens of the quantity itself, which its measure doesn't repeat."""
    end = sentence.start + quantity.number.end
    if quantity.noun is None:
        end = max(end, quantity.end)
    return frozenset(
        token.i for token in sentence.tokens if token.start < end and quantity.start < token.end
    )


def _told_of(sentence: Sentence, quantity: Quantity) -> tuple[int | None, int | None]:
    """The noun that a quantity measures, and the verb above it."""
    head = sentence.tokens[quantity.head]
    verb = _verb_above(sentence, head.i)
    for noun in (
        _modified(sentence, head),
        _own_object(sentence, head),
        _governing(sentence, head),
        _subject(sentence, head, verb),
    ):
        if noun is not None and not _is_number(sentence.tokens[noun]):
            return _changed(sentence, noun), verb
    return None, verb


def _changed(sentence: Sentence, noun: int) -> int:
    """ "a 10 percent rise in exports" and "5 billion euros worth of arms" are about these."""
    token = sentence.tokens[noun]
    if f"{token.lemma}/noun" in changes() or token.lemma == "worth":
        inside = _objects(sentence, token, ("in",) if token.lemma != "worth" else ("of",))
        found = inside if inside is not None else _objects(sentence, token, ("of",))
        if found is not None and not _is_number(sentence.tokens[found]):
            return found
    return noun


def _is_number(token: Token) -> bool:
    return token.tag in ("CD", "$", "SYM") or token.pos == "NUM" or token.text in ("%", "percent")


def _modified(sentence: Sentence, head: Token) -> int | None:
    """ "25% tariffs", "a US$1 million fine", "a $5 billion arms deal"."""
    above = sentence.tokens[head.head]
    if head.dep in ("compound", "nmod", "amod", "nummod", "npadvmod", "quantmod", "poss"):
        while above.dep in ("compound", "amod", "nmod") and above.head > above.i:
            above = sentence.tokens[above.head]
        if above.i > head.i and above.pos in NOMINAL:
            return above.i
    return None


def _own_object(sentence: Sentence, head: Token) -> int | None:
    """ "10 percent of voters", "$14 million in losses", "$5 billion worth of goods"."""
    for kid in sentence.kids(head.i):
        if kid.i < head.i:
            continue
        if kid.lemma == "worth" or kid.text == "worth":
            return _objects(sentence, kid, ("of",))
        if kid.dep == "prep" and kid.lemma == "of":
            return next((each.i for each in sentence.kids(kid.i, "pobj")), None)
        if kid.dep == "prep" and kid.lemma == "in":
            found = next((each for each in sentence.kids(kid.i, "pobj")), None)
            if found and found.pos == "NOUN" and not _is_time(found):
                return found.i
    return None


def _objects(sentence: Sentence, above: Token, words: Collection[str]) -> int | None:
    for prep in sentence.kids(above.i, "prep"):
        if prep.lemma in words:
            for kid in sentence.kids(prep.i, "pobj"):
                return kid.i
    return None


def _is_time(token: Token) -> bool:
    return token.lemma in (
        "year", "month", "week", "day", "quarter", "decade", "period", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "time", "term", "hour", "minute",
    )  # fmt: skip


def _governing(sentence: Sentence, head: Token) -> int | None:
    """ "a fine of up to 30,000 euros", "the surplus with Mexico of $6.9 billion"."""
    above = sentence.tokens[head.head]
    while head.dep in ("conj", "appos") and above.i != head.i and above.tag in ("CD", "NN", "NNS"):
        head, above = above, sentence.tokens[above.head]
        if head.pos == "NOUN" and not _is_number(head):
            return head.i
    if head.dep == "pobj" and above.dep in ("prep", "quantmod"):
        ruler = sentence.tokens[above.head]
        if ruler.dep == "prep":
            ruler = sentence.tokens[ruler.head]
        if ruler.pos in NOMINAL and ruler.i < head.i and not _is_number(ruler):
            return ruler.i
    if head.dep in ("npadvmod", "dobj", "attr") and above.pos == "ADJ":
        ruler = sentence.tokens[above.head]
        return ruler.i if ruler.pos in NOMINAL else None
    return None


def _verb_above(sentence: Sentence, i: int) -> int | None:
    return next(
        (token.i for token in sentence.ancestors(i) if token.pos in ("VERB", "AUX")), None
    )


def _subject(sentence: Sentence, head: Token, verb: int | None) -> int | None:
    """What reached, totalled, rose or fell; what was raised or cut."""
    if verb is None:
        return None
    token = sentence.tokens[verb]
    moved = f"{token.lemma}/verb" in changes()
    if not moved and token.lemma not in LEVELS:
        if head.dep in ("nsubj", "nsubjpass") or head.head != verb:
            return None
        return _prep_object(sentence, token, head)
    objects = [kid.i for kid in sentence.kids(verb, "dobj", "nsubjpass") if kid.i != head.i]
    if (moved or token.lemma in ("double", "put", "set", "estimate", "value")) and objects:
        return objects[0]
    found = _subject_of(sentence, token)
    return None if found == head.i else found


def _prep_object(sentence: Sentence, verb: Token, head: Token) -> int | None:
    """ "spent $5 billion on weapons", "provided $5 billion in aid"."""
    found = _objects(sentence, verb, ("on", "for", "in"))
    if found is None or found < head.i or _is_time(sentence.tokens[found]):
        return None
    return found if sentence.tokens[found].pos == "NOUN" else None


def _subject_of(sentence: Sentence, verb: Token) -> int | None:
    """The subject of a verb; for "exports totalling" and "that reached" the noun before."""
    for kid in sentence.kids(verb.i, "nsubj", "nsubjpass"):
        if kid.tag in ("WDT", "WP") and verb.dep == "relcl":
            return verb.head
        return kid.i
    above = sentence.tokens[verb.head]
    if verb.dep in ("acl", "relcl") and above.pos in NOMINAL:
        return above.i
    if verb.dep in ("xcomp", "conj", "advcl") and above.i != verb.i and above.pos in (
        "VERB", "AUX"):  # fmt: skip
        return _subject_of(sentence, above)
    return None


def _phrase(
    sentence: Sentence,
    noun: int | None,
    taken: Collection[int],
    mentions: Mapping[int, Mention],
    *,
    alone: bool = False,
) -> str | None:
    """The words that name a measure: the noun, what modifies it, and one "of/on/for …" of things.

    Countries are left to `of` and `to`.
    """
    if noun is None:
        return None
    head = sentence.tokens[noun]
    known = {i for m in mentions.values() if m.codes and m.kind != "nominal"
             for i in range(m.first, m.last + 1) if i != noun}  # fmt: skip
    own = [i for i in _left_of(sentence, head) if i not in taken and i not in known]
    while own and sentence.tokens[own[0]].lemma in ("more", "most", "less", "other", "such", "-"):
        own.pop(0)
    rest = [] if alone else _of_what(sentence, head, known, taken)
    words = [_printed(sentence.tokens[i]) for i in (*own, noun, *rest[:LONGEST])]
    return " ".join(words).replace(" - ", "-") if head.text.strip() else None


def _printed(token: Token) -> str:
    """A word as printed, but for the capital that begins a sentence."""
    return token.text if token.pos == "PROPN" or token.i else token.text.lower()


def _left_of(sentence: Sentence, head: Token) -> list[int]:
    found: list[int] = []
    for kid in sentence.kids(head.i, *NAMING):
        if kid.i < head.i and not _is_number(kid):
            found += [i for i in sentence.subtree(kid.i) if i < head.i]
    return sorted(set(found))


def _of_what(
    sentence: Sentence, head: Token, known: Collection[int], taken: Collection[int]
) -> list[int]:
    for prep in sentence.kids(head.i, "prep"):
        if prep.lemma not in OBJECTS_OF or prep.i < head.i:
            continue
        for kid in sentence.kids(prep.i, "pobj", "pcomp"):
            span = [i for i in sentence.subtree(kid.i, "relcl", "acl", "advcl", "appos")]
            dated = _is_time(kid) or _is_number(kid)
            if kid.i not in known and not dated and not set(span) & set(taken):
                inside = [i for i in span if sentence.tokens[i].dep != "det"]
                return [prep.i, *_as_far_as_known(sentence, inside, known)]
    return []


def _as_far_as_known(sentence: Sentence, inside: list[int], known: Collection[int]) -> list[int]:
    """Words up to the first country's name, none left hanging: "exports", not "exports to"."""
    first = next((at for at, i in enumerate(inside) if i in known and at), len(inside))
    kept = [i for i in inside[: min(first, LONGEST)] if i not in known]
    while kept and sentence.tokens[kept[-1]].pos in ("ADP", "CCONJ", "PUNCT", "DET", "PART"):
        kept.pop()
    return kept


def _with_purpose(
    sentence: Sentence, what: str, above: Sequence[int | None], mentions: Mapping[int, Mention]
) -> str:
    """ "sets fines of 300 euros for unlicensed rallies": what for may hang on the sum or verb."""
    for i in above:
        for prep in sentence.kids(i, "prep") if i is not None and " for " not in what else ():
            found = [kid for kid in sentence.kids(prep.i, "pobj", "pcomp") if prep.lemma == "for"]
            known = {m.head for m in mentions.values() if m.codes}
            for kid in found:
                span = sentence.subtree(kid.i, "relcl", "acl", "advcl", "appos")
                words = [n for n in span if sentence.tokens[n].dep != "det"]
                kept = _as_far_as_known(sentence, words, known)
                if kept and kid.i not in known and not _is_time(kid) and not _is_number(kid):
                    printed = " ".join(_printed(sentence.tokens[n]) for n in kept)
                    return f"{what} for {printed}"
    return what


def _done(sentence: Sentence, verb: Token) -> str | None:
    """ "defrauded", "cost": where only the verb tells what the money is."""
    if verb.lemma in LEVELS or verb.pos == "AUX":
        return None
    if verb.lemma == "cost":
        return "cost"
    return f"amount {verb.text.lower()}" if verb.tag in ("VBD", "VBN") else verb.lemma


def _ties(
    sentence: Sentence, nouns: list[int], verb: int | None, mentions: Mapping[int, Mention]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose it is, and to whom it goes."""
    of: list[str] = []
    to: list[str] = []
    for noun in nouns:
        own = mentions.get(noun)
        # Persons told of "in Chad" are not Chad's; only a people's own name says whose they are.
        of += sorted(own.codes) if own and own.kind == "name" else []
        for kid in sentence.kids(noun, "poss", "compound", "amod", "nmod"):
            of += _codes(kid.i, mentions)
        for word, objects in _around(sentence, noun):
            (of if word in OF else to).extend(c for i in objects for c in _codes(i, mentions))
    if verb is not None:
        told = [c for kid in sentence.kids(verb, "nsubj", "agent") for c in _subject_codes(
            sentence, kid, mentions)]  # fmt: skip
        of = of or told
        for kid in sentence.kids(verb, "dative", "dobj"):
            if kid.i not in nouns:
                to += _codes(kid.i, mentions)
        for word, objects in _around(sentence, verb):
            if word in TO:
                to += [c for i in objects for c in _codes(i, mentions)]
    kept = tuple(dict.fromkeys(of))
    return kept, tuple(code for code in dict.fromkeys(to) if code not in kept)


def _around(sentence: Sentence, i: int) -> Iterator[tuple[str, list[int]]]:
    for prep in sentence.kids(i, "prep", "dative"):
        if prep.lemma in OF or prep.lemma in TO:
            found = [kid.i for kid in sentence.kids(prep.i, "pobj")]
            yield prep.lemma, found + [
                each.i for kid in found for each in sentence.kids(kid, "conj")
            ]


def _codes(i: int, mentions: Mapping[int, Mention]) -> list[str]:
    mention = mentions.get(i)
    return sorted(mention.codes) if mention else []


def _subject_codes(
    sentence: Sentence, subject: Token, mentions: Mapping[int, Mention]
) -> list[str]:
    heads = [kid.i for kid in sentence.kids(subject.i, "pobj")] or [subject.i]
    return [code for head in heads for code in _codes(head, mentions)]
