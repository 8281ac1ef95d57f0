"""Who says what in a sentence: words of saying with their speakers and with the words said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.actors import Mention
from dragoman.events.saying import Kind, Saying, hearsay, sayings, tellers
from dragoman.events.slots import NOMINAL, RELATIVE, VERBAL, fillers, is_passive, verb_slots
from dragoman.language import Sentence, Token
from dragoman.records import Party

SOURCES = frozenset({"according", "per"})
SPEAKING_PRONOUNS = frozenset("he she they we i it who".split())
# "By the mission's count", "in the mayor's view".
ACCOUNTS = frozenset("account estimate count reckoning telling version view opinion".split())
UNNAMED = Party(code=None, sector="UNK", sectors=("UNK",))
# Of these a passive without "by" still tells that somebody has said so.
HEARD = frozenset({"say", "hold"})
TELLING = frozenset({"say", "hold", "warn"})
CONTRAST = frozenset({"while", "whereas"})
HEADINGS = frozenset({"headline", "bullet", "caption"})
LONGEST_NAME = 6  # tokens before the colon of a headline, or after it
LONGEST_TAIL = (
    9  # tokens that may stand after "said" at a sentence's end: "on Sunday in a statement"
)
DASHES = frozenset({"-", "–", "—", "--"})
WHO_WROTE = frozenset({"of", "from", "by"})


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's words in a sentence.

    `word` is the token that tells that they are said (a verb, a noun, "according", a colon),
    `content` the tokens said, `root` their head (None where the parse shows none); `speakers` are
    empty where nobody known or nameable speaks.
    """

    word: int
    kind: Kind | Literal["heard"]
    speakers: tuple[Mention, ...]
    root: int | None
    content: frozenset[int]


def find_reports(sentence: Sentence, mentions: Mapping[int, Mention]) -> tuple[Report, ...]:
    """Find everything that a sentence reports, in the order of the words that tell so.

    In:     a sentence and its mentions by head.
    Out:    reports; one without content where a verb of saying has its words elsewhere, as in
            quotation marks. Raises: nothing.
    """
    found: list[Report] = []
    for token in sentence.tokens:
        saying = sayings().get((token.lemma, token.pos))
        if saying and token.pos == "VERB":
            found += _of_verb(sentence, token, saying, mentions)
        elif saying:
            found += _of_noun(sentence, token, saying, mentions)
        if token.text.lower() in SOURCES:
            found += _according_to(sentence, token, mentions)
        if token.lemma in ACCOUNTS and sentence.tokens[token.head].lemma in ("by", "in"):
            found += _by_account(sentence, token, mentions)
        if token.text.lower() in hearsay():
            found += _heard(sentence, token)
    if sentence.kind in HEADINGS:
        found += _of_heading(sentence, mentions)
    return tuple(replace(each, content=_own_part(sentence, each)) for each in found)


def _own_part(sentence: Sentence, report: Report) -> frozenset[int]:
    """Leave out what the writer adds: beyond a semicolon, and after ", police said,"."""
    semicolons = [token.i for token in sentence.tokens if token.text == ";"]
    after = max((i for i in semicolons if i < report.word), default=-1)
    before = min((i for i in semicolons if i > report.word), default=len(sentence.tokens))
    if report.root is not None and report.root < report.word and report.kind != "heard":
        before = report.word
    inside = report.content - _set_against(sentence, report)
    return frozenset(i for i in inside if after < i < before)


def _set_against(sentence: Sentence, report: Report) -> frozenset[int]:
    """ "…, while the League condemned it" stands beside what was said."""
    if report.root is None:
        return frozenset()
    found: set[int] = set()
    for clause in sentence.kids(report.root, "advcl"):
        contrast = any(kid.lemma in CONTRAST for kid in sentence.kids(clause.i, "mark"))
        if contrast and clause.i > report.root and sentence.kids(clause.i, "nsubj"):
            found.update(sentence.subtree(clause.i))
    return frozenset(found)


def _of_verb(
    sentence: Sentence, verb: Token, saying: Saying, mentions: Mapping[int, Mention]
) -> Iterator[Report]:
    passive = is_passive(sentence, verb.i)
    if passive:
        agents = [k.i for a in sentence.kids(verb.i, "agent") for k in sentence.kids(a.i, "pobj")]
        speakers = _tellers(sentence, agents, mentions)
        heard = not agents and saying.kind in HEARD
    else:
        subjects = fillers(verb_slots(sentence, verb.i), "subj")
        speakers, heard = _tellers(sentence, subjects, mentions), False
        if not speakers and not sentence.kids(verb.i, "nsubj"):
            speakers = _between_comma_and(sentence, verb, mentions) or _before_to(
                sentence, verb, mentions
            )
    roots = list(_roots(sentence, verb, saying, passive=passive))
    for root in roots:
        content = frozenset(sentence.subtree(root)) - frozenset(sentence.subtree(verb.i))
        if root not in sentence.subtree(verb.i):
            yield Report(verb.i, saying.kind, speakers, root, content)
        elif heard:
            yield Report(verb.i, "heard", (unnamed(sentence, verb),), root, _below(sentence, root))
        else:
            yield Report(verb.i, saying.kind, speakers, root, _below(sentence, root))
    if not roots and not passive and "clause" in saying.words and saying.kind in TELLING:
        before = _said_before(sentence, verb)
        yield Report(verb.i, saying.kind, speakers, None, before)


def _between_comma_and(
    sentence: Sentence, verb: Token, mentions: Mapping[int, Mention]
) -> tuple[Mention, ...]:
    """ "…in Paris, Agence A and Agence B said": names that the parse joins to "Paris"."""
    tokens = sentence.tokens
    commas = [t.i for t in tokens[: verb.i] if t.text in (",", '"', "''")]
    if not commas or len(tokens) - 1 - verb.i > LONGEST_TAIL:
        return ()
    inside = [m.head for m in mentions.values() if commas[-1] < m.first and m.last < verb.i]
    last = [mentions[head] for head in inside if mentions[head].last == verb.i - 1]
    return _tellers(sentence, sorted(inside), mentions) if last else ()


def _before_to(
    sentence: Sentence, verb: Token, mentions: Mapping[int, Mention]
) -> tuple[Mention, ...]:
    """ "…prompted one of its generals, Ali Roe, to warn": whoever stands right before "to"."""
    to = next((kid.i for kid in sentence.kids(verb.i, "aux") if kid.tag == "TO"), 0)
    last = to - 2 if to and sentence.tokens[to - 1].text == "," else to - 1
    heads = [m.head for m in mentions.values() if m.last == last and m.parties and not m.place]
    return _tellers(sentence, heads[:1], mentions)


def _below(sentence: Sentence, root: int) -> frozenset[int]:
    return frozenset(sentence.subtree(root))


def _roots(sentence: Sentence, verb: Token, saying: Saying, *, passive: bool) -> Iterator[int]:
    """The heads of what is said: below the verb, or above one that is thrown in."""
    objects = [
        below for kid in sentence.kids(verb.i, "dobj") for below in sentence.kids(kid.i, "prep")
    ]
    # "said earlier that …": the parser may hang the clause on the adverb.
    adverbs = sentence.kids(verb.i, "advmod", "npadvmod")
    objects += [below for kid in adverbs for below in sentence.kids(kid.i, "ccomp")]
    for kid in (*sentence.kids(verb.i), *objects):
        infinitive = kid.tag == "VB" and any(k.tag == "TO" for k in sentence.kids(kid.i, "aux"))
        place = "to" if infinitive or kid.dep == "xcomp" else "clause"
        if kid.dep in ("ccomp", "xcomp") and place in saying.words:
            yield kid.i
        elif kid.dep in ("prep", "agent") and kid.lemma in saying.words:
            yield from (below.i for below in sentence.kids(kid.i, "pcomp", "pobj"))
        elif "object" in saying.words and kid.dep == ("nsubjpass" if passive else "dobj"):
            yield kid.i
    above = sentence.tokens[verb.head]
    thrown_in = verb.dep == "parataxis" or (
        verb.dep == "advcl" and any(kid.lemma == "as" for kid in sentence.kids(verb.i, "mark"))
    )
    if thrown_in and above.i != verb.i and "clause" in saying.words:
        yield above.i


def _said_before(sentence: Sentence, verb: Token) -> frozenset[int]:
    """ "…, the agency reported on Friday": whatever the parse makes of it, what stands before."""
    last = len(sentence.tokens) - 1
    subjects = [kid for kid in sentence.kids(verb.i, "nsubj") if kid.tag not in RELATIVE]
    if not subjects or last - verb.i > LONGEST_TAIL or sentence.kids(verb.i, "dobj"):
        return frozenset()
    first = min([*sentence.subtree(subjects[0].i), verb.i])
    marked = first > 0 and sentence.tokens[first - 1].text in (",", '"', "''", *DASHES)
    return frozenset(range(first)) if marked else frozenset()


def _of_noun(
    sentence: Sentence, noun: Token, saying: Saying, mentions: Mapping[int, Mention]
) -> Iterator[Report]:
    """ "the minister's claim that …", "produced evidence that …", "amid reports that …"."""
    for kid in sentence.kids(noun.i, "acl", "ccomp", "relcl"):
        is_content = any(k.lemma == "that" and k.tag == "IN" for k in sentence.kids(kid.i, "mark"))
        if is_content and "clause" in saying.words:
            owner = _owner(sentence, noun.i, mentions) or _giver(sentence, noun, mentions)
            speakers = (owner,) if owner else _tellers(sentence, [noun.i], mentions)
            yield Report(noun.i, saying.kind, speakers, kid.i, _below(sentence, kid.i))


def _giver(sentence: Sentence, noun: Token, mentions: Mapping[int, Mention]) -> Mention | None:
    """Who "produced evidence", "made the claim": the subject of the verb above."""
    verb = sentence.tokens[noun.head]
    if noun.dep != "dobj" or verb.pos != "VERB":
        return None
    found = _tellers(sentence, fillers(verb_slots(sentence, verb.i), "subj"), mentions)
    return found[0] if found else None


def _according_to(
    sentence: Sentence, token: Token, mentions: Mapping[int, Mention]
) -> Iterator[Report]:
    inner = sentence.kids(token.i, "prep", "pobj")
    heads = [below.i for below in inner if below.dep == "pobj"]
    heads += [kid.i for prep in inner for kid in sentence.kids(prep.i, "pobj")]
    speakers = _tellers(sentence, heads, mentions)
    if not speakers:
        return
    own = frozenset(sentence.subtree(token.i))
    outside = token.i == 0 or max(own) >= len(sentence.tokens) - 2
    above = sentence.tokens[token.head]
    while above.head != above.i and (above.pos not in VERBAL or (outside and above.dep == "conj")):
        above = sentence.tokens[above.head]
    yield Report(token.i, "say", speakers, above.i, _below(sentence, above.i) - own)


def _by_account(
    sentence: Sentence, noun: Token, mentions: Mapping[int, Mention]
) -> Iterator[Report]:
    """ "by the army's count", "in the account of the mayor"."""
    owner = _owner(sentence, noun.i, mentions)
    prep = sentence.tokens[noun.head]
    own = frozenset(sentence.subtree(prep.i))
    if owner and prep.dep in ("prep", "agent"):
        above = sentence.tokens[prep.head]
        clause = frozenset(sentence.subtree(above.i, "conj", "advcl")) - own
        yield Report(noun.i, "say", (owner,), above.i, clause)


def _heard(sentence: Sentence, token: Token) -> Iterator[Report]:
    """ "allegedly shelled", "the alleged shelling": on nobody's word in particular."""
    above = sentence.tokens[token.head]
    adverb = hearsay()[token.text.lower()] == "ADV"
    if token.dep == ("advmod" if adverb else "amod") and (adverb or above.pos in NOMINAL):
        below = frozenset(sentence.subtree(above.i, "ccomp", "conj")) - {token.i}
        yield Report(token.i, "heard", (unnamed(sentence, token),), above.i, below)


def _of_heading(sentence: Sentence, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """ "Pakistan: …", "… : police", "… – reports"."""
    tokens = sentence.tokens
    marks = [t.i for t in tokens if t.text == ":" or t.text in DASHES]
    for at in marks:
        before, after = range(at), range(at + 1, len(tokens))
        if tokens[at].text == ":" and at <= LONGEST_NAME and len(after) > 1:
            speaker = _names(sentence, before, mentions)
            if speaker and _may_comment(speaker, after, mentions):
                yield Report(at, "say", (speaker,), None, frozenset(after))
        if 0 < len(after) <= LONGEST_NAME and at > 1:
            speaker = _names(sentence, after, mentions)
            if speaker:
                yield Report(at, "say", (speaker,), None, frozenset(before))


def _names(sentence: Sentence, where: range, mentions: Mapping[int, Mention]) -> Mention | None:
    """The one mention that these words are, if they name somebody who may say something."""
    words = [i for i in where if sentence.tokens[i].pos not in ("PUNCT", "SYM", "DET", "SPACE")]
    for mention in mentions.values():
        whole = all(mention.first <= i <= mention.last for i in words)
        if words and whole and mention.kind != "pronoun":
            found = _teller(sentence, mention.head, mentions)
            return _only(sentence, words[0], words[-1], found) if found else None
    return None


def _only(sentence: Sentence, first: int, last: int, mention: Mention) -> Mention:
    """ "police" where "port - police" was taken for one phrase."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    if mention.first >= first and mention.last <= last:
        return mention
    text = sentence.text[start - sentence.start : end - sentence.start]
    parties = tuple(
        replace(each, entity_text=text, start=start, end=end) for each in mention.parties
    )
    return replace(
        mention, first=first, last=last, start=start, end=end, text=text, parties=parties
    )


def _may_comment(speaker: Mention, said: range, mentions: Mapping[int, Mention]) -> bool:
    """ "Ukraine: 12 killed" has a topic before the colon; a speaker talks of somebody else."""
    if not speaker.place:
        return True
    others = [each for head, each in mentions.items() if head in said and each.codes]
    return bool(others) and not any(each.codes & speaker.codes for each in others)


def _tellers(
    sentence: Sentence, heads: list[int], mentions: Mapping[int, Mention]
) -> tuple[Mention, ...]:
    found = [_teller(sentence, head, mentions) for head in heads]
    return tuple({each.head: each for each in found if each}.values())


def _teller(sentence: Sentence, head: int, mentions: Mapping[int, Mention]) -> Mention | None:
    """Who speaks where the word at `head` is said to; None for things that say nothing."""
    token, mention = sentence.tokens[head], mentions.get(head) or _around(head, mentions)
    kind = tellers().get(token.lemma)
    if kind == "text" and not (mention and mention.parties):
        return _owner(sentence, head, mentions) or mention
    if mention is None or mention.parties or kind == "person":
        return mention
    speaks = token.text.lower() in SPEAKING_PRONOUNS or token.pos in ("PROPN", "NUM", "DET")
    return mention if speaks else None


def _around(head: int, mentions: Mapping[int, Mention]) -> Mention | None:
    """ "Colonel Roe", whose mention counts "chief" of "chief of staff Colonel Roe" as its head."""
    return next((each for each in mentions.values() if each.first <= head <= each.last), None)


def _owner(sentence: Sentence, head: int, mentions: Mapping[int, Mention]) -> Mention | None:
    """Whose words a text is: "the ministry's statement", "a statement from the ministry"."""
    kids = [kid.i for kid in sentence.kids(head, "poss", "compound", "amod", "nmod")]
    for prep in sentence.kids(head, "prep", "agent"):
        if prep.lemma in WHO_WROTE:
            kids += [kid.i for kid in sentence.kids(prep.i, "pobj")]
    for verb in sentence.kids(head, "acl"):
        for prep in sentence.kids(verb.i, "agent"):
            kids += [kid.i for kid in sentence.kids(prep.i, "pobj")]
    # "an official statement" is no official's in particular.
    named = (mentions[i] for i in kids if i in mentions and mentions[i].text != "official")
    return next((each for each in named if each.parties), None)


def unnamed(sentence: Sentence, token: Token) -> Mention:
    """A source that nobody names; `token` is the word that tells there is one. Raises: nothing."""
    text = sentence.text[token.start - sentence.start : token.end - sentence.start]
    party = replace(UNNAMED, entity_text=text, start=token.start, end=token.end)
    return Mention(
        sentence=sentence.sequence, head=token.i, first=token.i, last=token.i, start=token.start,
        end=token.end, text=text, kind="nominal", subject=False, plural=False, person=False,
        place=False, group=False, noun=None, parties=(party,), evidence=({},),
    )  # fmt: skip
