"""The words that say which text is meant, where a page prints no title."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language import Sentence, Token
from dragoman.resolutions.lexicon import lexicon
from dragoman.resolutions.printed import Cited
from dragoman.resolutions.tallies import find_tallies

LONGEST_DESCRIPTION = 30
MANY_WORDS = 20
DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December".split()
)
# How far from its noun what a text says may begin, and what it does not reach across.
FAR = 14
STOPS = frozenset({",", ";", ":", "—", "–", "after", "while", "as", "and", "but"})
# Before votes, these are their own: "… by a recorded vote of 19 in favour".
LEADS_TO_VOTES = frozenset("by with in on a an the of vote recorded that had has won which".split())


def describe(
    sentence: Sentence, token: Token, symbols: Sequence[Cited] = ()
) -> tuple[int, int, str]:
    """Give the words that stand for a title where none is printed.

    In:     a sentence, the token of a noun for a text, the symbols printed with it.
    Out:    start and end in the sentence, and the noun phrase without its article up to the end
            of its first complement, without votes, days and who tabled it. Raises: nothing.
    """
    kept = {token.i}
    complement = None
    for kid in sentence.kids(token.i):
        if kid.i < token.i:
            if kid.dep in ("amod", "compound", "nmod", "nummod", "poss", "npadvmod"):
                kept.update(sentence.subtree(kid.i))
        elif complement is None and _says_what(sentence, token, kid):
            kept.update(_first_branch(sentence, kid))
            complement = kid if kid.dep != "nummod" else None
    for i in sorted(kept):
        # "a draft for a fund that Fiji tabled" says whose the draft is, not what the fund is.
        each = sentence.tokens[i]
        ours = any(verb.agent == "sponsor" for verb in lexicon().stages.get(each.lemma, ()))
        if i > token.i and each.dep in ("relcl", "acl") and ours:
            kept -= set(sentence.subtree(i))
    kept -= set(range(_after_verb(sentence, token)))
    first = min(kept)
    inside = sorted(kept)
    run = [first]
    for i in inside[1:]:
        if i - run[-1] > 3 or len(run) >= LONGEST_DESCRIPTION:
            break
        run.append(i)
    last = max(run[-1], token.i)
    while last > token.i and sentence.tokens[last].pos in ("DET", "ADP", "CCONJ", "PUNCT"):
        last -= 1
    start = sentence.tokens[first].start - sentence.start
    end = sentence.tokens[last].end - sentence.start
    words = _without_votes(sentence.text, start, end)
    if last == token.i:
        further = _beside(sentence, token, symbols)
        words = f"{words} {further}" if further else words
    return start, max(start + len(words.split(" ")[0]), end), _short(words)


def _without_votes(text: str, start: int, end: int) -> str:
    """The words up to where they begin to tell votes ("… by 29 votes to 5")."""
    for tally in find_tallies(text):
        if start < tally.start < end:
            end = tally.start
            words = text[start:end].rstrip(" ,;(").split(" ")
            while len(words) > 1 and words[-1].lower().strip(",") in LEADS_TO_VOTES:
                words.pop()
            return " ".join(words).rstrip(" ,;")
    return text[start:end].strip(" ,;")


def _after_verb(sentence: Sentence, token: Token) -> int:
    """Where the phrase begins in a headline whose verb was taken for part of a name."""
    if sentence.kind != "headline":
        return 0
    tables = lexicon()
    verbs = [
        each.i
        for each in sentence.tokens[: token.i]
        for word in (each.text.lower(), each.text.lower().removesuffix("s"))
        for form in (word, word.removesuffix("e"))
        if form in tables.stages and form not in tables.texts
    ]
    return verbs[-1] + 1 if verbs else 0


def _short(words: str) -> str:
    """Long descriptions end before their first "and" or comma after the eighth word."""
    each = words.split()
    if len(each) <= MANY_WORDS:
        return words
    for at in range(8, len(each)):
        if each[at] in ("and", "or", "but") or each[at - 1].endswith((",", ";")):
            return " ".join(each[:at]).rstrip(",;")
    return words


def _says_what(sentence: Sentence, token: Token, kid: Token) -> bool:
    """Whether what follows a text's noun says what the text is, not by whom or how."""
    if kid.dep == "prep":
        return kid.lemma not in ("by", "with", "without", "after", "as")
    if kid.dep in ("acl", "relcl"):
        return not _is_aside(sentence, token, kid)
    return kid.dep == "nummod"


def _beside(sentence: Sentence, token: Token, symbols: Sequence[Cited]) -> str:
    """What a text says, where the parse gave it to another word than the text's noun.

    "adopted a resolution on Friday demanding …", "A/C.5/71/L.12 on the financing of …".
    """
    end = max([token.end, *(each.end + sentence.start for each in symbols)])
    for each in sentence.tokens[token.i + 1 :]:
        if each.start < end or each.text in ("(", ")", '"', "document"):
            continue
        if each.i - token.i > FAR or each.text in STOPS or each.tag in ("VBD", "VBZ", "MD"):
            return ""
        on = each.lemma in ("on", "about", "concerning", "regarding")
        says = on or each.tag == "VBG" or (each.text == "that" and each.dep.startswith("nsubj"))
        if says and not (on and _is_day(sentence, each)):
            head = each.head if each.text == "that" else each.i
            inside = [i for i in sentence.subtree(head, "relcl", "advcl", "conj") if i >= each.i]
            last = sentence.tokens[inside[min(len(inside), LONGEST_DESCRIPTION) - 1]]
            words = _without_votes(
                sentence.text, each.start - sentence.start, last.end - sentence.start
            )
            return words
    return ""


def _is_day(sentence: Sentence, preposition: Token) -> bool:
    after = sentence.tokens[preposition.i + 1 : preposition.i + 3]
    return any(each.text in DAYS or each.text.isdecimal() for each in after)


def _is_aside(sentence: Sentence, token: Token, kid: Token) -> bool:
    """A complement after a comma, or one that only says whose the text is or what became of it."""
    first = min(sentence.subtree(kid.i))
    after_comma = first > 0 and sentence.tokens[first - 1].text in (",", "-", "—", "–", "(")
    return after_comma or kid.lemma in lexicon().stages or kid.lemma == "have"


def _first_branch(sentence: Sentence, kid: Token) -> list[int]:
    """A complement up to "and objecting to …": what is coordinated with its verb is left out."""
    after = sorted(t.i for t in sentence.kids(kid.i, "conj", "cc", "advcl"))
    verbs = [i for i in after if sentence.tokens[i].pos in ("VERB", "AUX")]
    inside = sentence.subtree(kid.i)
    if not verbs or kid.pos not in ("VERB", "AUX"):
        return inside
    cut = min([*after, *verbs])
    return [i for i in inside if i < cut and sentence.tokens[i].text not in (";",)]
