"""What only the whole page tells of a unit: notes, writers' lives, small towns, run-in heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.reading.datelines import is_known_city, town_dateline
from dragoman.reading.label import Label
from dragoman.reading.lines import Unit

TOLD = 12  # words: from here on a paragraph opens the story, and a dateline stands above it
MENTION = 5  # words: a writer's name, perhaps with an office, on a line of its own
RUN_INS = 3  # openings in capitals that are no known place: a newsletter's headings
_RUN_IN = re.compile(r"([A-Z][A-Z'’ -]{3,40}): +(?=\S)")
_LIFE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+)(?: [A-ZÀ-Þ][\w.'’-]+){0,4},? (?:is|was|writes|covers|reports)\b"
    r".{0,120}?\b(?:journalist|reporter|correspondent|editor|writer|columnist|producer|professor|"
    r"lecturer|fellow|researcher|analyst|author|intern|freelance|bureau|"
    r"newspaper|newsroom)\b"
)


def settle_notes(cut: list[Unit], labels: list[Label]) -> None:
    """Take what follows "Notes to editors" or "About the author" out of the story.

    In:     the units and their labels, which are changed: up to a rule, a dateline, or the
            byline or date of a next story. Raises: nothing.
    """
    noted = told = False
    for k, each in enumerate(labels):
        ends = each.role in ("rule", "date", "byline") or cut[k].marker == "#"
        if ends or (each.dateline is not None and each.dateline.sure) or cut[k].page_break:
            noted = False
        elif each.effect == "notes" and told:
            noted = True
        elif noted and each.role in ("prose", "short", "fragment", "bullet"):
            labels[k] = replace(each, role="other", reason="note after the text")
        told = told or each.role == "prose"


def settle_lives(cut: list[Unit], labels: list[Label]) -> None:
    """Take the lives of the writers, told below a story, out of it. Raises: nothing."""
    names = {
        word.strip(".,|").lower()
        for unit, each in zip(cut, labels, strict=True)
        if each.role == "byline" or (each.role in ("short", "fragment") and each.words <= MENTION)
        for word in unit.words.split()
        if word[0].isupper()
    }
    told = False
    for k, each in enumerate(labels):
        life = _LIFE.match(cut[k].words) if each.role == "prose" and told else None
        if life is not None and life["name"].lower() in names:
            labels[k] = replace(each, role="other", reason="about the writer")
        told = told or each.role == "prose"


def settle_towns(text: str, cut: list[Unit], labels: list[Label]) -> None:
    """Read "Kagadi: A magistrate …" where the page elsewhere uses Kagadi as a place.

    In: the page, its units and labels; the label of the first paragraph may change.
    Raises: nothing.
    """
    for k, each in enumerate(labels):
        if each.role != "prose":
            continue
        if each.dateline is None:
            found = town_dateline(cut[k].text[each.lead :], text)
            if found is not None:
                labels[k] = replace(each, dateline=found, lead=each.lead + found.end)
                return
        if each.words >= TOLD:
            return


def settle_run_ins(cut: list[Unit], labels: list[Label]) -> None:
    """Unread datelines that are a newsletter's run-in headings: "TRADE ROW: …". Raises: nothing."""
    found = list(_run_ins(cut, labels))
    heads = {match[1] for unit in cut if (match := _RUN_IN.match(unit.text))}
    if sum(not is_known_city(each) for each in heads) < RUN_INS:
        return
    for k in found:
        labels[k] = replace(labels[k], dateline=None, reason="text under a run-in heading")


def _run_ins(cut: list[Unit], labels: list[Label]) -> Iterator[int]:
    for k, each in enumerate(labels):
        filed = each.dateline if each.role == "prose" else None
        if filed is None or filed.date or filed.agency or not filed.place:
            continue
        headed = cut[k].text[: each.lead].rstrip().endswith(":")
        if headed and not is_known_city(filed.place):
            yield k


def settle_split_captions(cut: list[Unit], labels: list[Label]) -> None:
    """Join the line above a credited one to its caption, below a headline. Raises: nothing."""
    headed = False
    for k, each in enumerate(labels[:-1]):
        below = labels[k + 1]
        credited = below.role == "caption" and "credit" in below.reason and not cut[k + 1].blanks
        if headed and credited and each.role == "short" and cut[k].blanks and each.words >= 6:
            labels[k] = replace(each, role="caption", reason="caption by the credit below it")
        headed = headed or (each.role == "short" and each.words >= 4)
