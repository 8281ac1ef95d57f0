"""Which titles are those of one text, voted on or told of in different years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

# Lists of votes cut long titles off; so long a beginning is nobody else's.
LONG_BEGINNING = 12
# In a long title a word or two may differ ("including Jerusalem", "including East Jerusalem").
LONG = 8
ALIKE = 0.84
# Letters by which two spellings of a word may differ.
TYPO = 0.86
DIGITS = frozenset("0123456789")
# Words that tell one text from the next in a row of them: these must be the same.
TELLING = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth fiftieth twentieth fortieth"
    " further occupied verification report review financing anniversary decade".split()
)


def same_title(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two titles are those of the same text.

    In:     titles' words as `titles.title_words` gives them.
    Out:    true for the same words in any order, one of them misspelt perhaps; for a long title
            cut off; for long ones of which a word or two differ; and where one is the other up to
            its colon's end ("Towards a nuclear-weapon-free world"). Never where numbers differ.
    Raises: nothing.
    """
    if one == other:
        return bool(one)
    if not one or not other:
        return False
    short, long = sorted((tuple(one), tuple(other)), key=len)
    if len(short) >= LONG_BEGINNING and long[: len(short) - 1] == short[:-1]:
        return True
    more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
    odd = [*more.elements(), *less.elements()]
    if not odd or "".join(one) == "".join(other):
        return True
    if any(set(word) & DIGITS or word in TELLING for word in odd):
        return False
    if sum(more.values()) == sum(less.values()) == 1:
        (first,), (second,) = more, less
        if SequenceMatcher(None, first, second).ratio() >= TYPO and len(one) > 2:
            return True
    shared = sum((Counter(one) & Counter(other)).values())
    return len(short) >= LONG and shared / (shared + len(odd)) >= ALIKE


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
        # Two titles of the same text share most words, so some of the three rarest too.
        known = sorted(set(words) & set(self._having), key=lambda each: len(self._having[each]))
        near = {at for word in known[:3] for at in self._having[word]}
        near |= {at for at in self._having.get("".join(words), ())}
        return [self._keys[at] for at in sorted(near) if same_title(words, self._words[at])]
