"""Memory that stays flat: a million articles have millions of new words, and spaCy keeps all."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# Not every time, for the common words among them have to be learnt again.
ARTICLES = 500


class NewWords:
    """A context to parse an article in; the words new in it are forgotten some articles later.

    One thread at a time: what is forgotten must be nobody's. Nothing of spaCy's may outlive it.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._lock = Lock()
        self._zone: Any = None
        self._left = 0

    def __enter__(self) -> None:
        self._lock.acquire()
        if not self._left:
            self._forget()
            self._zone = self._nlp.memory_zone()
            self._zone.__enter__()
            self._left = ARTICLES
        self._left -= 1

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def _forget(self) -> None:
        if self._zone is not None:
            self._zone.__exit__(None, None, None)
            self._zone = None
