"""A page: its units with their labels, and what neighbours tell about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.reading.dates import numeric_order
from dragoman.reading.label import Label, Role, label
from dragoman.reading.lines import Unit, units
from dragoman.reading.settle import (
    settle_lives,
    settle_notes,
    settle_run_ins,
    settle_split_captions,
    settle_towns,
)
from dragoman.reading.words import date_labels

MENU_WORDS = 4
POINTS = 6  # key points without bullets: more of them are the story
POINT_WORDS = 30
_LISTED: tuple[Role, ...] = ("prose", "short", "fragment", "bullet")


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut into labelled units; `labels[i]` is of `units[i]`."""

    text: str
    units: tuple[Unit, ...]
    labels: tuple[Label, ...]
    run_starts: tuple[int, ...]  # of each unit: where the run of bullets that it is in begins


def read_page(text: str) -> Page:
    """Cut a text into units and label them, first each by itself, then by its neighbours.

    In: the decoded text. Out: the page. Raises: nothing.
    """
    order = numeric_order(text)
    cut = units(text)
    labels = [label(unit, order) for unit in cut]
    _settle_labels(cut, labels)
    _settle_effects(cut, labels)
    _settle_menus(cut, labels)
    settle_notes(cut, labels)
    settle_lives(cut, labels)
    settle_split_captions(cut, labels)
    settle_run_ins(cut, labels)
    settle_towns(text, cut, labels)
    return Page(text, tuple(cut), tuple(labels), tuple(_run_starts(labels)))


def _run_starts(labels: list[Label]) -> Iterator[int]:
    start = 0
    for k, each in enumerate(labels):
        start = start if k and each.role == labels[k - 1].role == "bullet" else k
        yield start


def _settle_labels(cut: list[Unit], labels: list[Label]) -> None:
    """Give a date below a line "Published" or "Updated" that meaning."""
    for k, (unit, each) in enumerate(zip(cut[:-1], labels, strict=False)):
        after = labels[k + 1]
        if not after.dates or after.role not in ("date", "byline"):
            continue
        meaning = date_labels().get(unit.words.lower().rstrip(": "))
        if meaning is None:
            continue
        first = after.dates[0]
        if not first.meaning:
            dates = (first._replace(meaning=meaning), *after.dates[1:])
            labels[k] = replace(each, role="date", reason="label of a date")
            labels[k + 1] = replace(after, dates=dates)


def _settle_effects(cut: list[Unit], labels: list[Label]) -> None:
    """Follow the headings that say what comes next: other stories, key points, a clip."""
    told = headed = False
    listed = 0
    for at, each in enumerate(labels):
        if each.effect == "rest" and at >= listed:
            listed = _resume(cut, labels, at, told)
            for k in range(at + 1, listed):
                if labels[k].role in _LISTED:
                    labels[k] = replace(labels[k], role="other", reason="listed with other stories")
        elif each.effect == "summary":
            for k in _summary(cut, labels, at):
                labels[k] = replace(labels[k], role="bullet", reason="key point")
        elif each.effect == "media" and headed:
            for k in _clip(labels, at):
                labels[k] = replace(labels[k], role="caption", reason="title or text of a clip")
        told = told or each.role == "prose"
        headed = headed or each.role == "short"


def _resume(cut: list[Unit], labels: list[Label], at: int, told: bool) -> int:
    """Find where the story goes on after a list of others.

    Teasers alternate with headlines; two paragraphs in a row, or a dateline, are a story again.
    """
    alone: list[int] = []
    for k in range(at + 1, len(labels)):
        each = labels[k]
        if each.role == "rule" or (each.dateline is not None and each.dateline.sure):
            return k
        if cut[k].marker == "#":
            return k
        if not told and each.role == "byline" and k > at + 1 and labels[k - 1].role == "short":
            return k - 1
        if each.role == "prose" and each.words >= 6:
            after = next(
                (x for x in labels[k + 1 : k + 4] if x.role not in ("furniture", "caption", "url")),
                None,
            )
            if after is not None and after.role == "prose":
                return k
            alone.append(k)
    if len(alone) == 1 and labels[alone[0]].words >= 12:
        last = alone[0]
        rest = [x for x in labels[last + 1 :] if x.role in ("short", "bullet")]
        if not rest and (not told or last - at <= 6):
            return last
    return len(labels)


def _summary(cut: list[Unit], labels: list[Label], at: int) -> Iterator[int]:
    """List the key points below a heading: bullets, or a few short lines in one piece."""
    plain = range(at + 1, min(at + 3, len(labels)))
    # The first point may stand apart from the heading when the second is close to it.
    apart = len(plain) > 1 and cut[plain[0]].blanks > 0 and cut[plain[1]].blanks == 0
    for k in range(at + 1, len(labels)):
        if labels[k].dateline is not None:
            return
        bulleted = labels[k].role == "bullet"
        near = cut[k].blanks == 0 or (k == at + 1 and apart)
        short = labels[k].words <= POINT_WORDS and k <= at + POINTS
        if not (bulleted or (near and short and labels[k].role in ("prose", "short"))):
            return
        yield k


def _clip(labels: list[Label], at: int) -> list[int]:
    after = [k for k in range(at + 1, min(at + 4, len(labels))) if labels[k].role != "furniture"]
    if not after or labels[after[0]].role != "short":
        return []
    following = [k for k in after[1:2] if labels[k].role == "prose" and not labels[k].dateline]
    return [after[0], *following]


def _settle_menus(cut: list[Unit], labels: list[Label]) -> None:
    """Take four or more short lines in a row for a menu of the site."""
    run: list[int] = []
    for k, each in enumerate([*labels, Label("rule", "", 0)]):
        menu = each.role in ("short", "fragment", "bullet", "furniture") and (
            each.words <= MENU_WORDS or each.role == "furniture"
        )
        if menu and each.effect == "":
            run.append(k)
            continue
        shorts = [x for x in run if labels[x].role in ("short", "fragment", "bullet")]
        if len(run) >= 4 and shorts:
            _drop_menu(cut, labels, run, shorts, each)
        run = []


def _drop_menu(
    cut: list[Unit], labels: list[Label], run: list[int], shorts: list[int], after: Label
) -> None:
    last = shorts[-1]
    # A short headline may stand under the menu: it has a blank above it and the story below.
    under = cut[last].blanks and last == run[-1]
    headed = under and after.role in ("prose", "date", "byline", "dateline")
    if labels[last].words >= 3 and labels[last].role == "short" and (len(shorts) < 3 or headed):
        shorts = shorts[:-1]
    for k in shorts:
        labels[k] = replace(labels[k], role="furniture", reason="item of a menu")
