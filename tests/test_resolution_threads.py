"""One text across pages and years: its way from draft to vote."""

from __future__ import annotations

from itertools import permutations

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.records import Evidence, Resolution, Span
from dragoman.resolutions.threads import Telling, threads

TITLE = {"title": Evidence(spans=(Span(0, 5),), how="text")}
COMMITTEE = """\
First Committee backs lights at sea

NEW YORK, 2 November 2023 (Agency) -- The General Assembly's First Committee on Thursday approved \
a draft, tabled by Ghana, titled “Lights at sea” (document A/C.1/78/L.4) by 150 votes to 2.
"""
PLENARY = """\
Assembly adopts lights at sea

NEW YORK, 5 December 2023 (Agency) -- The UN General Assembly on Tuesday adopted the resolution \
“Lights at sea” by 160 votes to 2, with 5 abstentions.
"""
OTHER = """\
Council vetoes

NEW YORK, 6 December 2023 (Agency) -- Russia on Wednesday vetoed a UN Security Council resolution \
on the ports of Lurn.
"""


def told(number, title="Lights at sea", **fields):
    usual = {
        "symbol": None, "body": "UNGA-C1", "stage": "adopted by committee", "date": "2023-11-02",
        "next": "UNGA", "sponsor": ("GHA",), "evidence": TITLE, "thread": f"h-{number}",
    }  # fmt: skip
    record = Resolution(
        id=f"r-{number}", article="a-1", file="page.txt", title=title, start=0, end=5,
        confidence=0.9, coder="test", **(usual | fields),
    )  # fmt: skip
    return Telling(record, f"Page {number}", record.date, f"{number}.txt")


def test_committee_and_plenary_are_two_steps_of_one_thread():
    plenary = told(2, body="UNGA", stage="adopted", date="2023-12-05", next=None)
    (thread,) = threads([plenary, told(1)])
    assert [(step.body, step.stage) for step in thread.steps] == [
        ("UNGA-C1", "adopted by committee"), ("UNGA", "adopted"),
    ]  # fmt: skip
    assert (thread.id, thread.is_open, thread.next) == ("h-1", False, None)


def test_a_committees_text_is_open_and_goes_on():
    (thread,) = threads([told(1)])
    assert (thread.is_open, thread.next) == (True, "UNGA")


def test_the_same_title_in_another_year_is_the_same_thread():
    (thread,) = threads([told(1), told(2, title="Lights at Sea", date="2024-11-04")])
    assert [step.date for step in thread.steps] == ["2023-11-02", "2024-11-04"]


def test_the_same_step_on_two_pages_is_one_step_with_both():
    (thread,) = threads([told(1), told(2)])
    (step,) = thread.steps
    assert [each.file for each in step.tellings] == ["1.txt", "2.txt"]


def test_a_symbol_joins_what_titles_do_not():
    symbol = "A/C.1/78/L.4"
    (thread,) = threads([told(1, symbol=symbol), told(2, "draft on ports", symbol=f"{symbol}/Rev.1",
                                                     evidence={})])  # fmt: skip
    assert thread.title == "Lights at sea"


def test_descriptions_join_only_before_one_body_and_near_in_time():
    words = "resolution on the ports of Lurn"
    near = told(1, words, evidence={}), told(2, words, evidence={}, date="2023-12-01")
    assert len(threads(near)) == 1
    far = told(1, words, evidence={}), told(2, words, evidence={}, date="2029-12-01")
    assert len(threads(far)) == 2
    elsewhere = told(1, words, evidence={}), told(2, words, evidence={}, body="HRC")
    assert len(threads(elsewhere)) == 2


@pytest.mark.parametrize("words", ["text", "draft resolution"])
def test_words_that_tell_nothing_join_nothing(words):
    assert len(threads([told(1, words, evidence={}), told(2, words, evidence={})])) == 2


def test_a_part_has_a_thread_of_its_own():
    assert len(threads([told(1), told(2, part="paragraph")])) == 2


def test_the_order_of_pages_does_not_matter():
    pages = told(1), told(2, date="2024-11-04"), told(3, "Horns at sea"), told(4, "Lights at sea.")
    made = [threads(order) for order in permutations(pages)]
    assert all(each == made[0] for each in made)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, text in (("1.txt", COMMITTEE), ("2.txt", PLENARY), ("3.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "news.db"
    assert (
        run("add", folder / "1.txt", folder / "2.txt", folder / "3.txt", "--store", path)
        is not None
    )
    return path


def run(*args):
    done = CliRunner().invoke(main, [str(arg) for arg in args])
    assert "Traceback" not in done.output
    return done.output


def test_the_list_tells_where_a_text_stands(store):
    listed = run("resolutions", "--store", store)
    assert "Lights at sea (A/C.1/78/L.4)" in listed
    assert "adopted in UNGA on 2023-12-05 · by GHA · 2 pages" in listed


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--body", "UNGA-C1"), True),
        (("--body", "unsc"), False),
        (("--sponsor", "gha"), True),
        (("--sponsor", "TGO"), False),
        (("--open",), False),
    ],
)
def test_the_list_can_be_narrowed(store, options, found):
    assert ("Lights at sea" in run("resolutions", *options, "--store", store)) == found


def test_the_history_names_each_page(store):
    listed = run("resolutions", "--body", "UNGA-C1", "--store", store)
    shown = run("resolutions", "show", listed.split()[0], "--store", store)
    assert "2023-11-02  UNGA-C1  adopted by committee  recorded vote  150 for, 2 against" in shown
    assert "2023-12-05  UNGA  adopted  recorded vote  160 for, 2 against, 5 abstaining" in shown
    assert "First Committee backs lights at sea" in shown
    assert "no recorded votes imported" in shown


def test_an_unknown_id_or_body_is_told(store):
    assert "no resolution 'h-zzz'" in run("resolutions", "show", "h-zzz", "--store", store)
    assert "no text before 'UNGAC1'" in run("resolutions", "--body", "UNGAC1", "--store", store)
