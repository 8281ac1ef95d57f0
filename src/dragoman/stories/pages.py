"""Pages that are copies of one another: the same words, all or some of them.

Candidates come from MinHash bands (Broder, "On the resemblance and containment of documents",
1997; locality-sensitive hashing after Indyk and Motwani, 1998), which the library makes; whether
two candidates are copies is settled by counting the runs of words that they have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple

from dragoman.records import Article
from dragoman.stories.words import words_in

if TYPE_CHECKING:
    from datasketch import MinHash

Kind = Literal["copy", "update", "shortened", "extended"]
SHINGLE = 5
PERMUTATIONS = 64
# Bands find likely copies down to about this likeness; shorter cuts are found by their lead.
THRESHOLD = 0.35
LEAD = 12
# The smaller of two copies has at least this much of its runs in the other one.
CONTAINED = 0.7
# With fewer runs of words than this, only the very same words make a copy.
FEWEST = 12
SHORTER = 0.8


class Copied(NamedTuple):
    """How a later page goes back to an earlier one; `likeness` is the Jaccard index, 0 to 1."""

    kind: Kind
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as its copies are found: who printed it, when, and its runs of words."""

    article: str
    outlet: str | None
    url: str | None
    day: str | None
    words: int
    runs: frozenset[int]
    lead: int | None

    @property
    def order(self) -> tuple[bool, str, str]:
        """The earlier page first, pages without a day last."""
        return self.day is None, self.day or "", self.article


def page_of(article: Article, text: str) -> Page:
    """Take from an article what is compared.

    In:     the article; its document's text.
    Out:    its page. Repeated paragraphs count once; furniture of the site not at all.
    Raises: nothing.
    """
    paragraphs = dict.fromkeys(_paragraphs(article, text))
    words = [word for paragraph in paragraphs for word in paragraph.split()]
    lead = next((each for each in paragraphs if each.count(" ") >= LEAD), None)
    return Page(
        article=article.id,
        outlet=article.source,
        url=article.url,
        day=article.updated or article.published,
        words=_number(" ".join(words)),
        runs=frozenset(_runs(words)),
        lead=None if lead is None else _number(" ".join(lead.split()[:LEAD])),
    )


def keys_of(page: Page) -> tuple[int, ...]:
    """The keys under which a page's copies are looked up; copies share at least one, mostly.

    In: a page. Out: numbers of 63 bits, sorted; none for a page without words. Raises: nothing.
    """
    if not page.runs:
        return ()
    found = {_number(f"words {page.words}")}
    if page.lead is not None:
        found.add(_number(f"lead {page.lead}"))
    if len(page.runs) >= FEWEST:
        rows = _rows()
        hashed = [int(each) for each in _minhash(page.runs).hashvalues]
        starts = range(0, PERMUTATIONS - rows + 1, rows)
        found.update(_number(f"{at} {hashed[at : at + rows]}") for at in starts)
    return tuple(sorted(found))


def copied(earlier: Page, later: Page) -> Copied | None:
    """Say how the later page goes back to the earlier one; None if it doesn't.

    In:     two pages, by their `order`.
    Out:    an "update" comes from the same outlet or address; else it is "shortened", "extended",
            or a "copy". Raises: nothing.
    """
    if not earlier.runs or not later.runs:
        return None
    if earlier.words == later.words:
        return Copied("copy", 1.0)
    shared = len(earlier.runs & later.runs)
    smaller = min(len(earlier.runs), len(later.runs))
    if smaller < FEWEST or shared < CONTAINED * smaller:
        return None
    likeness = round(shared / len(earlier.runs | later.runs), 3)
    return Copied(_kind(earlier, later), likeness)


def _kind(earlier: Page, later: Page) -> Kind:
    same_outlet = earlier.outlet and earlier.outlet == later.outlet
    if same_outlet or (earlier.url and earlier.url == later.url):
        return "update"
    if len(later.runs) < SHORTER * len(earlier.runs):
        return "shortened"
    return "extended" if len(earlier.runs) < SHORTER * len(later.runs) else "copy"


def _paragraphs(article: Article, text: str) -> Iterator[str]:
    for segment in article.segments:
        if segment.kind in ("paragraph", "bullet"):
            paragraph = " ".join(words_in(text[segment.start : segment.end]))
            if paragraph:
                yield paragraph


def _runs(words: list[str]) -> Iterator[int]:
    for at in range(max(len(words) - SHINGLE + 1, min(len(words), 1))):
        yield _number(" ".join(words[at : at + SHINGLE]))


@cache
def _rows() -> int:
    """How many hashes make a band, as the library chooses for the threshold."""
    from datasketch import MinHashLSH

    return int(MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS).r)


@cache
def _blank() -> MinHash:
    """The permutations take longer to make than a page to hash: they are made once."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, hashfunc=lambda run: run & 0xFFFFFFFF)


def _minhash(runs: frozenset[int]) -> MinHash:
    made = _blank().copy()
    made.update_batch(sorted(runs))
    return made


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1
