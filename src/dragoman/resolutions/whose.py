"""Whose a text is: who tabled, sponsored or drafted it, by the words around its noun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.actors import Mention
from dragoman.actors.lexicon import find_known
from dragoman.language import Sentence, Token
from dragoman.ontology.countries import aliases, countries
from dragoman.resolutions.lexicon import lexicon

# "Pakistan-led", "US-drafted": the second part of such a compound makes the first its sponsor.
LEADS = frozenset("led drafted sponsored authored proposed written tabled initiated".split())
# Short forms that stand before a noun as adjectives do; a country's full name there is a topic.
SHORT_ADJECTIVES = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U."})
# Between the adjective and the noun only these may stand: an "Iranian nuclear resolution" is
# on Iran.
NEAR = frozenset("draft rival new revised competing first second own counter proposed text".split())
NO_SPONSOR = frozenset({"UNO"})


@dataclass(frozen=True, slots=True)
class Whose:
    """Codes of the sponsors and where they are named (offsets of the document)."""

    codes: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes)


NOBODY = Whose()


def joined(found: Iterable[Whose]) -> Whose:
    """Several as one, each code once. Raises: nothing."""
    codes: dict[str, None] = {}
    spans: dict[tuple[int, int], None] = {}
    for each in found:
        codes.update(dict.fromkeys(each.codes))
        spans.update(dict.fromkeys(each.spans))
    return Whose(tuple(codes), tuple(spans))


def named_in(sentence: Sentence, mentions: Mapping[int, Mention], tokens: Sequence[int]) -> Whose:
    """The states and organisations that a phrase names, by names first, else by who is meant.

    In:     the sentence, its mentions by head, the phrase's tokens.
    Out:    codes in the order of the page, the United Nations not among them. Raises: nothing.
    """
    inside = set(tokens)
    codes: dict[str, tuple[int, int]] = {}
    for match in find_known(sentence.text, sentence):
        if match.first in inside and match.last in inside and match.known.code:
            span = sentence.tokens[match.first].start, sentence.tokens[match.last].end
            # "the Group of 77 and China" is the name of a group; China is among its members.
            tail = match.known.text.rpartition(" and ")[2]
            if match.known.use == "body" and tail in _states():
                codes.setdefault(_states()[tail], span)
            codes.setdefault(match.known.code, span)
    for i in tokens:
        mention = mentions.get(i)
        if mention and not codes and mention.kind != "modifier":
            for code in (party.code for party in mention.parties if party.code):
                codes.setdefault(code, (mention.start, mention.end))
    kept = {code: span for code, span in codes.items() if code not in NO_SPONSOR}
    return Whose(tuple(kept), tuple(dict.fromkeys(kept.values())))


@cache
def _states() -> Mapping[str, str]:
    known = aliases(countries()).values()
    return {alias.text: alias.code for alias in known if alias.use == "name"}


def is_joint(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is the second part of "co-sponsored". Raises: nothing."""
    before = [token.text.lower() for token in sentence.tokens[max(0, verb.i - 2) : verb.i]]
    return before == ["co", "-"]


def agents_of(sentence: Sentence, mentions: Mapping[int, Mention], verb: Token) -> Whose:
    """Who acts by a verb: its subject, or after "by" where it is passive. Raises: nothing."""
    by = [kid for kid in sentence.kids(verb.i, "agent", "prep") if kid.lemma == "by"]
    objects = [kid for each in by for kid in sentence.kids(each.i, "pobj")]
    objects = objects or sentence.kids(verb.i, "nsubj")
    return joined(named_in(sentence, mentions, phrase(sentence, each.i)) for each in objects)


def phrase(sentence: Sentence, head: int) -> list[int]:
    """A noun phrase with what is coordinated, without its relative clauses and asides."""
    return sentence.subtree(head, "relcl", "acl", "advcl", "npadvmod")


def sponsors_of_noun(sentence: Sentence, mentions: Mapping[int, Mention], token: Token) -> Whose:
    """Who stands as sponsor in a text's own phrase: "Russian draft", "tabled by Fiji", "its"."""
    found = [own_adjective(sentence, token)]
    for kid in sentence.kids(token.i, "amod", "compound", "nmod"):
        if kid.text.lower() in LEADS:
            inner = [i for i in sentence.subtree(kid.i) if i < kid.i]
            found.append(named_in(sentence, mentions, inner))
        elif kid.text.lower().rpartition("-")[2] in LEADS:
            found.append(_glued(kid))
    for kid in sentence.kids(token.i, "poss"):
        owner = named_in(sentence, mentions, [kid.i, *sentence.subtree(kid.i)])
        if not set(owner.codes) & {"EUR", "IGO"}:
            found.append(owner)
    for kid in sentence.kids(token.i, "acl", "relcl"):
        verbs = lexicon().stages.get(kid.lemma, ())
        tabled = any(verb.agent == "sponsor" and verb.stage == "tabled" for verb in verbs)
        if tabled and not is_joint(sentence, kid):
            found.append(agents_of(sentence, mentions, kid))
    for by in sentence.kids(token.i, "prep"):
        if by.lemma in ("by", "from", "of"):
            for kid in sentence.kids(by.i, "pobj"):
                if by.lemma == "of" and kid.pos != "PROPN":
                    continue
                found.append(named_in(sentence, mentions, phrase(sentence, kid.i)))
    return joined(found)


def _glued(token: Token) -> Whose:
    """ "U.S.-drafted" as one token."""
    name = token.text.rpartition("-")[0]
    code = _states().get(name)
    return Whose((code,), ((token.start, token.start + len(name)),)) if code else NOBODY


def own_adjective(sentence: Sentence, token: Token) -> Whose:
    """The nationality right before a text's noun: "a European-Japanese draft resolution"."""
    first = token.i
    while first > 0 and sentence.tokens[first - 1].text.lower() in NEAR:
        first -= 1
    found: dict[str, tuple[int, int]] = {}
    matches = find_known(sentence.text, sentence)
    while True:
        here = [m for m in matches if m.last == first - 1 and m.known.code]
        here = [m for m in here if m.known.use in ("adjective", "demonym")
                or sentence.tokens[m.last].text in SHORT_ADJECTIVES]  # fmt: skip
        if not here:
            break
        match = here[0]
        span = sentence.tokens[match.first].start, sentence.tokens[match.last].end
        found.setdefault(match.known.code or "", span)
        first = match.first
        if first > 0 and sentence.tokens[first - 1].text in ("-", "and", "/", "–"):
            first -= 1
    kept = {code: span for code, span in found.items() if code not in NO_SPONSOR}
    return Whose(tuple(reversed(kept)), tuple(reversed(kept.values())))
