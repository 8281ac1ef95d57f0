"""One page and its records: what is proven, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dragoman.records import Document, Record, text_sha256
from dragoman.verify.recode import differences
from dragoman.verify.spans import wrong_spans


class Finding(NamedTuple):
    """Something that is not as the records say: where (the page, a record's id), and what."""

    file: str
    record: str | None
    what: str

    def line(self) -> str:
        """One line for a person."""
        return ": ".join(part for part in (self.file, self.record, self.what) if part)


class Proof(NamedTuple):
    """What became of one page: its findings, and how many of how many records are proven."""

    findings: tuple[Finding, ...]
    records: int
    proven: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's records as they stand.

    `text` is the text kept with them, where one is; `text_sha256` and `reader` what the records
    say of the text that they were read from (None: they don't).
    """

    file: str
    records: tuple[Record, ...]
    text: str | None
    text_sha256: str | None
    reader: str | None


def check_page(
    page: Page,
    document: Document | None,
    again: tuple[Record, ...] | None,
    said: tuple[str, ...] = (),
) -> Proof:
    """Prove the records of one page.

    In:     the page; the document that reading it again gave (None: it is not there, or not the
            page that was coded: then only the kept text can prove spans); the records that coding
            it again gave (None: it was coded by another version); what is to be said of the page.
    Out:    the proof. A record is proven when the page was read again, its spans hold, and coding
            again gives the same. Raises: nothing.
    """
    told = list(said)
    text = page.text
    if text is not None and page.text_sha256 not in (None, text_sha256(text)):
        told.append("the text kept with its records is not that which they name; add it anew")
    if document is not None:
        told += _told_of(page, document)
        text = document.text if page.text_sha256 in (None, document.text_sha256) else text
    read = document is not None and text == document.text
    wrong: list[tuple[str, str]] = []
    if text is not None:
        wrong = [(each.id, why) for each in page.records for why in wrong_spans(each, text)]
    if read and again is not None:
        wrong += differences(page.records, again)
    findings = [Finding(page.file, None, each) for each in told]
    findings += [Finding(page.file, *each) for each in wrong]
    bad = {each for each, _ in wrong}
    good = [each for each in page.records if each.id not in bad]
    proven = len(good) if read and again is not None else 0
    return Proof(tuple(findings), len(page.records), proven)


def _told_of(page: Page, document: Document) -> list[str]:
    """What is to be said of the text that reading the page again gave."""
    if page.reader not in (None, document.reader):
        same = page.text_sha256 == document.text_sha256
        outcome = "the text is the same" if same else "which takes another text from it"
        return [f"was read by {page.reader}, is now read by {document.reader}, {outcome}"]
    if page.text_sha256 not in (None, document.text_sha256):
        return ["changed: its text is no longer the one that was coded; code it again"]
    return []
