"""Part of speech and lemma of words, each asked for once.

spaCy's last pipes, the attribute ruler and the lemmatizer, take a quarter of its time to say the
same of the same word every time: all but a few of their rules look at one word alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
# What a rule may look at, and change, for its answer to hang on the word, its tag and its label.
LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
CHANGED = frozenset({"POS", "LEMMA", "MORPH"})
# Forms that the parser's own table gets wrong.
LEMMAS = {"raped": "rape", "raping": "rape", "caned": "cane", "felled": "fell"}
TESTS = frozenset({"IN", "NOT_IN"})
Key = tuple[int, int, int]
OTHER = -1  # stands for all labels that no rule names
# New words never end; what is forgotten is asked for again.
MOST_REMEMBERED = 50_000


class Form(NamedTuple):
    """What a word is; `text` is empty for white space.

    `joins`: some rule looks at it together with a neighbour ("there is", "let's").
    """

    text: str
    lemma: str
    pos: str
    tag: str
    joins: bool


class Forms:
    """Gives the forms of parsed words as the ruler and the lemmatizer would."""

    def __init__(self, nlp: Language) -> None:
        """Take both pipes out of `nlp`, if their rules are of a kind that can be remembered.

        Raises: nothing; other pipes stay where they are, and what they say is read.
        """
        self._vocab: Any = nlp.vocab
        self._known: dict[Key, Form] = {}
        self._pipes: Sequence[Any] = ()
        if nlp.pipe_names[nlp.pipe_names.index("parser") + 1 :] != [RULER, LEMMATIZER]:
            return
        ruler: Any = nlp.get_pipe(RULER)
        lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        rules = ruler.patterns
        if lemmatizer.mode != "rule" or not all(map(_is_plain, rules)):
            return
        wide = [each for rule in rules for each in rule["patterns"] if len(each) > 1]
        self._wide = _matcher(nlp, wide)
        self._parts = _matcher(nlp, [[token] for each in wide for token in each])
        self._labels = frozenset(nlp.vocab.strings[label] for label in _labels(rules))
        self._pipes = (ruler, lemmatizer)
        for pipe in (RULER, LEMMATIZER):
            nlp.disable_pipe(pipe)

    def of(
        self, doc: Doc, words: Sequence[int], tags: Sequence[int], labels: Sequence[int]
    ) -> list[Form]:
        """Give the forms of a document's words.

        In:     a document as the parser left it, and of each token its word, tag and label, as
                spaCy numbers them. Out: a form for each. Raises: nothing.
        """
        if not self._pipes:
            return [_form(token) for token in doc]
        named, known = self._labels, self._known
        kinds = [label if label in named else OTHER for label in labels]
        keys = list(zip(words, tags, kinds, strict=True))
        new = {key: label for key, label in zip(keys, labels, strict=True) if key not in known}
        if new:
            if len(known) > MOST_REMEMBERED:
                known.clear()
                self._pipes[1].cache.clear()
                new = dict(zip(keys, labels, strict=True))
            asked = [(word, tag, label) for (word, tag, _), label in new.items()]
            known.update(zip(new, self._ask(asked), strict=True))
        found = [known[key] for key in keys]
        beside = any(one.joins and other.joins for one, other in pairwise(found))
        if beside and self._wide(doc, allow_missing=True):
            return self._read(doc)
        return found

    def _ask(self, words: Sequence[Key]) -> list[Form]:
        """The forms of words by themselves: each is asked for as a sentence of its own."""
        from spacy.tokens import Doc as SpacyDoc

        strings = self._vocab.strings
        texts, tags, labels = (
            [strings[each] for each in column] for column in zip(*words, strict=True)
        )
        heads = list(range(len(words)))
        doc: Any = SpacyDoc(self._vocab, words=texts, tags=tags, deps=labels, heads=heads)
        if self._wide(doc, allow_missing=True):
            return [form for word in words for form in self._ask([word])]
        return self._read(doc)

    def _read(self, doc: Any) -> list[Form]:
        joining = {start for _, start, _ in self._parts(doc, allow_missing=True)}
        for pipe in self._pipes:
            doc = pipe(doc)
        return [_form(token, joins=token.i in joining) for token in doc]


def _form(token: Any, *, joins: bool = False) -> Form:
    text = "" if token.is_space else token.text
    lemma = LEMMAS.get(token.lower_, token.lemma_.lower())
    return Form(text, lemma, token.pos_, token.tag_, joins)


def _is_plain(rule: Mapping[str, Any]) -> bool:
    """Of white space nobody asks, so a rule for it may change what it likes."""
    seen = [token for pattern in rule["patterns"] for token in pattern]
    of_space = all(token.get("IS_SPACE") is True for token in seen)
    known = all(set(token) <= LOOKED_AT and _names_labels(token) for token in seen)
    return known and (of_space or set(rule["attrs"]) <= CHANGED)


def _names_labels(token: Mapping[str, Any]) -> bool:
    test = token.get("DEP", "")
    return isinstance(test, str) or set(test) <= TESTS


def _labels(rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The dependency labels that rules name."""
    for rule in rules:
        for pattern in rule["patterns"]:
            for token in pattern:
                test = token.get("DEP", ())
                yield from [test] if isinstance(test, str) else chain(*dict(test).values())


def _matcher(nlp: Language, patterns: list[list[dict[str, Any]]]) -> Any:
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    if patterns:
        matcher.add("rule", patterns)
    return matcher
