"""Who is meant by words that point back: pronouns, "the minister", "both countries"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.actors.mention import Mention
from dragoman.actors.phrases import Phrase
from dragoman.actors.sides import subject_over
from dragoman.language import Sentence

PERSON_PRONOUNS = frozenset("he him his she her hers himself herself".split())
THING_PRONOUNS = frozenset("it its itself".split())
PLURAL_PRONOUNS = frozenset("they them their theirs themselves".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
TEXTS = frozenset(
    """resolution draft law bill decree motion statement declaration agreement deal treaty accord
    report document ruling verdict text amendment budget""".split()
)
DRAFTS = frozenset({"resolution", "draft", "text"})
# An object of these is never the subject of its own clause ("Chad freed them").
OBJECTS = frozenset("him her it them".split())
SPEAKER_PRONOUNS = frozenset("i we me us my our mine ours".split())
REPORTING = frozenset("say tell add announce state claim declare insist note warn stress".split())
# "The North" is North Korea, not its army.
COMPASS = frozenset({"North", "South", "East", "West"})
REACH = 3


def antecedent(
    sentences: Sequence[Sentence], phrase: Phrase, history: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions that a pronoun stands for; none where none fits.

    In:     the article's sentences, the pronoun's phrase, and the mentions so far.
    Out:    within the last sentences the nearest fitting one, subjects first; several for "they"
            after "Peru and Chile". Raises: nothing.
    """
    sentence = sentences[phrase.sentence]
    word = sentence.tokens[phrase.head].text.lower()
    if word in SPEAKER_PRONOUNS:
        speaker = _speaker(sentences, phrase, history)
        return (speaker,) if speaker else ()
    counts = sentence.tokens[phrase.head].tag == "CD"
    fits = _fitting("they" if counts else word)
    if fits is None:
        return ()
    owning = sentence.tokens[phrase.head].dep == "poss"
    touched = word in OBJECTS and not owning
    acting = subject_over(sentence, phrase.head) if touched else None
    barred = next((m for m in history if (m.sentence, m.head) == (phrase.sentence, acting)), None)
    if stands_for_text(sentences, phrase):
        return ()
    own = _own_side(sentence, phrase, history) if word == "they" else None
    if own:
        return (own,)
    for distance in range(REACH):
        if word in THING_PRONOUNS and not owning and _text_before(sentences, phrase, distance):
            return ()
        here = [
            mention
            for mention in history
            if mention.sentence == sentence.sequence - distance
            and mention.parties
            and mention.kind != "modifier"
            and fits(mention)
            and not _same_party(mention, barred)
        ]
        several = word in PLURAL_PRONOUNS or counts
        likely = (_many(sentences, here) if several else []) or here
        subjects = [mention for mention in likely if mention.subject]
        if likely:
            first = subjects[0] if subjects else likely[-1]
            return _joined_to(sentences, first, here) if word in PLURAL_PRONOUNS else (first,)
    return ()


def _own_side(sentence: Sentence, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """ "Peru's envoy said they would sign": with nobody else of several there, the envoy's side."""
    here = [m for m in history if m.sentence == phrase.sentence and m.kind != "modifier"]
    if sentence.tokens[phrase.head].dep not in SUBJECTS or any(m.plural for m in here):
        return None
    for verb in sentence.ancestors(phrase.head):
        if verb.lemma in REPORTING:
            heads = {kid.i for kid in sentence.kids(verb.i, "nsubj")}
            return next((m for m in here if m.head in heads and m.person and m.codes), None)
    return None


def stands_for_text(sentences: Sequence[Sentence], phrase: Phrase) -> bool:
    """Tell whether a subject "it" is a resolution told shortly before. Raises: nothing."""
    head = sentences[phrase.sentence].tokens[phrase.head]
    if head.text.lower() != "it" or head.dep != "nsubj":
        return False
    reach = range(min(REACH, phrase.sentence + 1))
    told = any(_text_before(sentences, phrase, distance) for distance in reach)
    return told or _would(sentences, phrase)


def _would(sentences: Sequence[Sentence], phrase: Phrase) -> bool:
    """ "It would ask …" after a draft: what is not yet adopted would do so."""
    here = sentences[phrase.sentence]
    verb = here.tokens[phrase.head].head
    if not any(token.text.lower() == "would" for token in here.kids(verb, "aux")):
        return False
    before = sentences[max(0, phrase.sentence - REACH) : phrase.sentence]
    return any(token.lemma in DRAFTS for sentence in before for token in sentence.tokens)


def _text_before(sentences: Sequence[Sentence], phrase: Phrase, distance: int) -> bool:
    """Tell whether "it" is rather a law or a resolution, told in the same place of its clause."""
    here = sentences[phrase.sentence]
    at = phrase.sentence - distance
    roles = SUBJECTS if here.tokens[phrase.head].dep in SUBJECTS else {"dobj", "nsubjpass"}
    tokens = sentences[at].tokens[: phrase.head] if distance == 0 else sentences[max(at, 0)].tokens
    return any(token.lemma in TEXTS and token.dep in roles for token in tokens)


def _same_party(mention: Mention, other: Mention | None) -> bool:
    told = [{(p.code, p.sector) for p in each.parties} for each in (mention, other) if each]
    return len(told) == 2 and told[0] == told[1]


def _many(sentences: Sequence[Sentence], here: Sequence[Mention]) -> list[Mention]:
    """Those of several: "the rebels", and "Peru" where "and Chile" follows."""
    return [
        mention
        for mention in here
        if mention.plural or len(_joined_to(sentences, mention, here)) > 1
    ]


def _joined_to(
    sentences: Sequence[Sentence], first: Mention, here: Sequence[Mention]
) -> tuple[Mention, ...]:
    """A mention and those that "and" joins to it."""
    tokens = sentences[first.sentence].tokens
    found = [first]
    for mention in here:
        token = tokens[mention.head]
        if token.dep == "conj" and token.head in {each.head for each in found}:
            found.append(mention)
    return tuple(found)


def same_role(noun: str, history: Sequence[Mention]) -> Mention | None:
    """The last mention whose role is the same noun ("the minister" after "Minister Roe")."""
    for mention in reversed(history):
        if mention.noun and mention.codes and _one_role(mention.noun, noun):
            return mention
    return None


def same_office(noun: str, code: str, history: Sequence[Mention]) -> Mention | None:
    """The last person named as holder of that office of that country. Raises: nothing."""
    for mention in reversed(history):
        named = mention.person and mention.noun == noun and len(mention.parties) == 1
        if named and mention.parties[0].name and mention.parties[0].code == code:
            return mention if mention.parties[0].sector != "ELI" else None
    return None


def short_form(sentence: Sentence, phrase: Phrase, history: Sequence[Mention]) -> Mention | None:
    """The body or country that a part of its name means: "the Assembly", "the North".

    In:     a sentence, a phrase of "the" and one name, the mentions so far. Out: the last mention
            whose name begins or ends with that word, or None. Raises: nothing.
    """
    words = sentence.tokens[phrase.first : phrase.last + 1]
    if len(words) != 2 or words[0].lemma != "the" or not words[1].text[0].isupper():
        return None
    compass = words[1].text in COMPASS
    for mention in reversed(history):
        if compass and not (mention.place or _only_a_country(mention)):
            continue
        parts = mention.text.replace("'s ", " ").split()
        longer = (len(parts) > 1 and parts[0].lower() != "the") or len(parts) > 2
        if longer and mention.codes and mention.kind != "pronoun" and not mention.person:
            ends = {parts[-1], parts[1] if parts[0].lower() == "the" else parts[0]}
            if words[1].text in ends:
                return mention
    return None


def _only_a_country(mention: Mention) -> bool:
    """ "North Korean" in "North Korean spies": the adjective, and neither spies nor army."""
    return mention.kind == "modifier" and mention.noun is None


def _one_role(one: str, other: str) -> bool:
    """ "Minister" may be the foreign minister; the prime minister is not the foreign one."""
    short, long = sorted((each.split(" of ", 1)[0] for each in (one, other)), key=len)
    return f" {long}".endswith(f" {short}")


def _fitting(word: str) -> Callable[[Mention], bool] | None:
    if word in PERSON_PRONOUNS:
        return lambda mention: mention.person and not mention.plural
    if word in THING_PRONOUNS:
        return lambda mention: not mention.person and not mention.plural and not mention.group
    if word in PLURAL_PRONOUNS:
        return lambda mention: mention.plural or not mention.person
    return None


def _speaker(
    sentences: Sequence[Sentence], phrase: Phrase, history: Sequence[Mention]
) -> Mention | None:
    """The one who says the words in which "we" stands, here or just before a quoted sentence."""
    here = sentences[phrase.sentence]
    found = _says(here, history)
    if found or not here.text.lstrip().startswith('"'):
        return found
    before = reversed(sentences[max(0, phrase.sentence - REACH) : phrase.sentence])
    return next((each for sentence in before if (each := _says(sentence, history))), None)


def _says(sentence: Sentence, history: Sequence[Mention]) -> Mention | None:
    for verb in sentence.tokens:
        if verb.lemma in REPORTING and verb.pos == "VERB":
            heads = {kid.i for kid in sentence.kids(verb.i, "nsubj")}
            for mention in reversed(history):
                if mention.sentence == sentence.sequence and mention.head in heads:
                    return mention
    return None
