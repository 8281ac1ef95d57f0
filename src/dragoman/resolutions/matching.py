"""Which titles are those of one text, voted on or told of in different years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from dragoman.resolutions.titles import COLON

# Lists of votes cut long titles off; so long a beginning is nobody else's.
LONG_BEGINNING = 12
# In a long title a word or two may differ ("including Jerusalem", "including East Jerusalem").
LONG = 8
ALIKE = 0.84
# Letters by which two spellings of a word may differ.
TYPO = 0.8
SHORTEST_TYPO = 5
# A title's part before its colon may stand for it if it is of so many words.
LONG_HEAD = 4
DIGITS = frozenset("0123456789")
# Words that tell one text from the next in a row of them: these must be the same.
TELLING = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth fiftieth twentieth fortieth"
    " further occupied verification report review financing anniversary decade".split()
)


def same_title(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two titles are those of the same text.

    In:     titles' words as `titles.title_words` gives them.
    Out:    true for the same words, some misspelt perhaps; for a long title cut off; for long ones
            of which a word or two differ; and where one ends at the other's colon ("Towards a
            nuclear-weapon-free world"). Never where numbers or ordinals differ. Raises: nothing.
    """
    if not one or not other:
        return False
    if _head_of(one, other) or _head_of(other, one):
        return True
    first, second = (tuple(w for w in words if w != COLON) for words in (one, other))
    short, long = sorted((first, second), key=len)
    if len(short) >= LONG_BEGINNING and long[: len(short) - 1] == short[:-1]:
        return True
    more, less = Counter(first) - Counter(second), Counter(second) - Counter(first)
    odd, even = _without_typos(list(more.elements()), list(less.elements()))
    if not (odd or even) or "".join(first) == "".join(second):
        return True
    differing = [*odd, *even]
    if any(set(word) & DIGITS or word in TELLING for word in differing):
        return False
    shared = len(long) - max(len(odd), len(even))
    return len(short) >= LONG and shared / (shared + len(differing)) >= ALIKE


def _head_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a title is what stands before the other's colon."""
    head = tuple(other[: other.index(COLON)]) if COLON in other else ()
    return len(head) >= LONG_HEAD and tuple(one) == head


def _without_typos(ones: list[str], others: list[str]) -> tuple[list[str], list[str]]:
    """Of the words that two titles don't share, those that are not spellings of one word."""
    left = list(others)
    odd = []
    for word in ones:
        match = next((each for each in left if _is_spelling(word, each)), None)
        if match is None:
            odd.append(word)
        else:
            left.remove(match)
    return odd, left


def _is_spelling(word: str, other: str) -> bool:
    if set(word + other) & DIGITS or word in TELLING or other in TELLING:
        return False
    if min(len(word), len(other)) < SHORTEST_TYPO or word[0] != other[0]:
        return False
    return SequenceMatcher(None, word, other).ratio() >= TYPO


class Titles:
    """Many titles, to be asked which of them are the same as one."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Take in titles, each as its words with blanks between. Raises: nothing."""
        self._keys = list(dict.fromkeys(key for key in keys if key))
        self._words = [tuple(key.split()) for key in self._keys]
        self._having: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self._words):
            for word in set(words):
                self._having[word].append(at)

    def like(self, key: str) -> list[str]:
        """The titles that are the same as one, in the order in which they came. Raises: nothing."""
        words = tuple(key.split())
        # Two titles of the same text share most words, so some of the five rarest too.
        known = sorted(set(words) & set(self._having), key=lambda each: len(self._having[each]))
        near = {at for word in known[:5] for at in self._having[word]}
        near |= set(self._having.get("".join(words), ()))
        return [self._keys[at] for at in sorted(near) if same_title(words, self._words[at])]
