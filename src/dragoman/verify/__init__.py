"""Proving records: each span still holds its words, and coding again gives the same."""

from dragoman.verify.jobs import Job, prove
from dragoman.verify.listed import pages_listed
from dragoman.verify.page import Finding, Page, Proof, check_page
from dragoman.verify.recode import differences
from dragoman.verify.spans import wrong_spans
from dragoman.verify.stored import all_pages, pages_at

__all__ = [
    "Finding",
    "Job",
    "Page",
    "Proof",
    "all_pages",
    "check_page",
    "differences",
    "pages_at",
    "pages_listed",
    "prove",
    "wrong_spans",
]
