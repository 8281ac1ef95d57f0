"""Dates as print tells them, from the article's own day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import Sentence
from dragoman.times import MONTHS, WEEKDAYS, find_dates

WEDNESDAY = date(2025, 9, 17)


def a_sentence(text, start=0):
    """A sentence whose parse does not matter."""
    return Sentence(0, "paragraph", start, start + len(text), text, ())


def dates(text, anchor):
    """Each date as "words = first day[..last day] granularity"."""
    return [
        f"{told.text} = {told.day}{f'..{told.last_day}' if told.last_day else ''} "
        f"{told.granularity}"
        for told in find_dates(a_sentence(text), anchor)
    ]


# Read the same with and without an anchor.
COMPLETE = [
    ("They met on 3 May 2021.", ["3 May 2021 = 2021-05-03 day"]),
    ("They met on the 3rd of May, 2021.", ["3rd of May, 2021 = 2021-05-03 day"]),
    ("They met on May 3, 2021.", ["May 3, 2021 = 2021-05-03 day"]),
    ("On March 31st, 2020, they met.", ["March 31st, 2020 = 2020-03-31 day"]),
    ("They met on 9 Sept. 2024.", ["9 Sept. 2024 = 2024-09-09 day"]),
    ("They met on Dec. 1, 2024.", ["Dec. 1, 2024 = 2024-12-01 day"]),
    ("They met in March 2019.", ["March 2019 = 2019-03-01..2019-03-31 month"]),
    ("In February, 2024, they met.", ["February, 2024 = 2024-02-01..2024-02-29 month"]),
    ("They met in December 2023.", ["December 2023 = 2023-12-01..2023-12-31 month"]),
    ("They fought in 2019.", ["2019 = 2019-01-01..2019-12-31 year"]),
    ("From 4 June 2020 to 6 July 2021.",
     ["From 4 June 2020 to 6 July 2021 = 2020-06-04..2021-07-06 range"]),
    ("They met on 4 June 2020 and on 6 July 2021.",
     ["4 June 2020 = 2020-06-04 day", "6 July 2021 = 2021-07-06 day"]),
]  # fmt: skip

RELATIVE = [
    ("They met on Monday.", ["Monday = 2025-09-15 day"]),
    ("They met on Saturday night.", ["Saturday night = 2025-09-13 day"]),
    ("They met on Wednesday.", ["Wednesday = 2025-09-17 day"]),
    ("They meet next Monday.", ["next Monday = 2025-09-22 day"]),
    ("They meet next Wednesday.", ["next Wednesday = 2025-09-24 day"]),
    ("They met yesterday and meet tomorrow.",
     ["yesterday = 2025-09-16 day", "tomorrow = 2025-09-18 day"]),
    ("They meet today.", ["today = 2025-09-17 day"]),
    ("They met on 4 September.", ["4 September = 2025-09-04 day"]),
    ("They meet on Oct. 4.", ["Oct. 4 = 2025-10-04 day"]),
    ("They met in May.", ["May = 2025-05-01..2025-05-31 month"]),
    # A month still to come is last year's: news tells the past.
    ("They met in December.", ["December = 2024-12-01..2024-12-31 month"]),
    # This year has no such day.
    ("They met on 29 February.", ["29 February = 2024-02-29 day"]),
]  # fmt: skip

NO_DATES = [
    "They may go.",
    "The army will march 5 kilometres.",
    "They met on 30 February 2020.",
    "Exports rose to 2019 tons.",
    "A second man was held.",
]


@pytest.mark.parametrize(("text", "expected"), COMPLETE)
def test_a_complete_date_needs_no_anchor(text, expected):
    assert dates(text, None) == expected
    assert dates(text, WEDNESDAY) == expected


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_an_incomplete_date_counts_from_the_article_s_day(text, expected):
    assert dates(text, WEDNESDAY) == expected


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_without_an_anchor_an_incomplete_date_is_left_out(text):
    assert dates(text, None) == []


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_none(text):
    assert dates(text, WEDNESDAY) == []


def test_in_january_a_december_day_is_last_year_s():
    assert dates("They met on 30 December.", date(2025, 1, 5)) == ["30 December = 2024-12-30 day"]


def test_dates_stand_where_the_sentence_stands_on_the_page():
    (told,) = find_dates(a_sentence("They met on 3 May 2021.", start=400), None)
    assert (told.start, told.end) == (412, 422)


@given(anchor=st.dates(date(1950, 1, 1), date(2060, 1, 1)), weekday=st.sampled_from(WEEKDAYS))
def test_a_weekday_is_of_the_week_before_or_ahead_and_next_or_last_is_not_beside(anchor, weekday):
    name = weekday.capitalize()
    (past,) = find_dates(a_sentence(f"It rained {name}."), anchor)
    (ahead,) = find_dates(a_sentence(f"It will rain {name}."), anchor, ahead=True)
    (last,) = find_dates(a_sentence(f"It rained last {name}."), anchor)
    (following,) = find_dates(a_sentence(f"It will rain next {name}."), anchor)
    assert timedelta(0) <= anchor - past.day < timedelta(7)
    assert timedelta(0) <= ahead.day - anchor < timedelta(7)
    assert timedelta(1) < anchor - last.day <= timedelta(8)
    assert timedelta(1) < following.day - anchor <= timedelta(8)
    assert {each.day.strftime("%A") for each in (past, ahead, last, following)} == {name}


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), anchor=st.none() | st.dates())
def test_a_printed_day_is_read_back(day, anchor):
    month = day.strftime("%B")
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        (told,) = find_dates(a_sentence(f"It began {text} there."), anchor)
        assert (told.day, told.last_day, told.granularity, told.text) == (day, None, "day", text)


WORDS = """3 31 2021 2024-25 05/06/2024 next last in on the to from between and week year ago
quarter first fiscal weekend days after before since later months summer half of 99""".split()


# No deadline: the first fiscal year has the table of countries read.
@settings(deadline=None)
@given(text=st.lists(st.sampled_from([*MONTHS, *WEEKDAYS, *WORDS]))
       .map(lambda words: " ".join(words).title()),
       anchor=st.none() | st.dates())  # fmt: skip
def test_no_text_fails_and_no_dates_overlap(text, anchor):
    found = find_dates(a_sentence(text), anchor)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(each.last_day is None or each.day <= each.last_day for each in found)
    assert all(each.text == text[each.start : each.end] for each in found)


def test_a_fiscal_year_is_that_of_whom_the_sentence_names_else_of_whom_is_given():
    named, unnamed = "India's exports rose in FY24.", "Exports rose in FY24."
    (ours,) = find_dates(a_sentence(named), None, country="PAK")
    (given_,) = find_dates(a_sentence(unnamed), None, country="PAK")
    assert (ours.day, given_.day) == (date(2023, 4, 1), date(2023, 7, 1))


def test_the_span_of_a_date_is_where_its_words_stand():
    (told,) = find_dates(a_sentence("They met on 3 May 2021.", start=400), None)
    assert told.span == (412, 422)
