"""The store: one SQLite file that keeps coded pages, finds them by their words, shows receipts."""

from dragoman.store.errors import PageNotStoredError, StoreError
from dragoman.store.forms import Added, CodedDocument, Counts, Hit, Shown
from dragoman.store.positions import Asked, Positions, Stated
from dragoman.store.show import render, styled
from dragoman.store.store import Store, default_store
from dragoman.store.told import PageShown, Stories, StoriesAsked, StoryShown

__all__ = [
    "Added",
    "Asked",
    "CodedDocument",
    "Counts",
    "Hit",
    "PageNotStoredError",
    "PageShown",
    "Positions",
    "Shown",
    "Stated",
    "Store",
    "StoreError",
    "Stories",
    "StoriesAsked",
    "StoryShown",
    "default_store",
    "render",
    "styled",
]
