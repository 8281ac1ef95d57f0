"""What was found in a file, kept and dropped, and why: lines for a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.reading.text import Block, Reading
    from dragoman.records import Article

WIDTH = 60
_KEPT = ("headline", "paragraph", "bullet", "caption", "dateline")


def audit(reading: Reading) -> list[str]:
    """Tell what became of every part of a file.

    In:     a reading. Out: lines without newlines: the file, its articles, each block with its
            first words and the reason, a summary. Raises: nothing.
    """
    document, articles = reading.document, reading.articles
    size = f"{len(document.text):,} characters"
    found = [f"{document.file}: {reading.encoding}, reader {document.reader}, {size}"]
    found.append(
        f"  {_number(len(articles), 'article')} found" + ("" if articles else _none(reading))
    )
    found += [_article(each) for each in articles]
    found += [_block(reading, block) for block in reading.blocks]
    found.append(_summary(reading))
    return found


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _none(reading: Reading) -> str:
    return f": only furniture of the site, in {_number(len(reading.blocks), 'block')}"


def _article(article: Article) -> str:
    title = f"“{article.title}”" if article.title else "without a headline"
    facts = {
        "published": article.published,
        "updated": article.updated,
        "place": article.place,
        "source": article.source,
    }
    known = ", ".join(f"{name} {value}" for name, value in facts.items() if value)
    return f"  article {article.index + 1}: {title}" + (f" ({known})" if known else "")


def _block(reading: Reading, block: Block) -> str:
    words = " ".join(reading.document.text[block.start : min(block.end, block.start + 400)].split())
    shown = words if len(words) <= WIDTH else words[: WIDTH - 1].rstrip() + "…"
    verdict = "kept   " if block.kind in _KEPT else "dropped"
    where = f"article {block.article + 1}" if block.article is not None else "no article"
    return f"  {verdict} {block.kind:<11} {where:<10} {shown}  [{block.reason}]"


def _summary(reading: Reading) -> str:
    counts = Counter(block.kind for block in reading.blocks)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    kept = sum(b.end - b.start for b in reading.blocks if b.kind in _KEPT)
    every = sum(b.end - b.start for b in reading.blocks)
    share = f"{100 * kept / every:.0f} %" if every else "nothing"
    return f"  in all: {kinds}; {share} of its characters kept"
