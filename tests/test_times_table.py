"""The table of expressions in context: every one means the days that it says."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dragoman.language import Sentence, parse_articles
from dragoman.records import Document, Segment
from dragoman.tables import read_table
from dragoman.times import find_dates

TABLE = Path(__file__).parent / "data" / "times.tsv"
COLUMNS = ("sentence", "anchor", "side", "text", "date", "enddate", "granularity")
ROWS = [row.cells for row in read_table(TABLE, COLUMNS)]
SIDES = {"past": False, "ahead": True, "dmy": False, "mdy": False, "parse": None}


@cache
def parsed():
    """The sentences whose own verbs must show the side, parsed in one go."""
    texts = list(dict.fromkeys(row["sentence"] for row in ROWS if row["side"] == "parse"))
    found = {}
    for text in texts:
        segment = Segment(kind="paragraph", start=0, end=len(text))
        document = Document(file="", text=text, text_sha256="", reader="text 1")
        ((sentence,),) = parse_articles(document, [[segment]])
        found[text] = sentence
    return found


def told(row):
    """Everything that the sentence of a row tells, as cells of the table."""
    text, side = row["sentence"], row["side"]
    plain = Sentence(0, "paragraph", 0, len(text), text, ())
    sentence = parsed()[text] if side == "parse" else plain
    anchor = date.fromisoformat(row["anchor"]) if row["anchor"] else None
    order = side if side in ("dmy", "mdy") else None
    return [
        (
            each.text,
            each.day.isoformat(),
            each.last_day.isoformat() if each.last_day else "",
            each.granularity,
        )
        for each in find_dates(sentence, anchor, ahead=SIDES[side], order=order)
    ]


def test_the_table_has_its_two_hundred_and_fifty_rows_no_two_alike():
    assert len(ROWS) >= 250
    assert len({tuple(row.values()) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['sentence'][:60]} {row['text']}")
def test_an_expression_means_its_days(row):
    if row["text"] == "-":
        assert told(row) == []
    else:
        wanted = (row["text"], row["date"], row["enddate"], row["granularity"])
        assert wanted in told(row)
