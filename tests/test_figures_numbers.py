"""Numbers as text prints them: which there are, how much, how exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.figures.numbers import find_numbers

EXACT = [
    ("12 people", 12),
    ("1,234,567 people", 1234567),
    ("1,00,000 farmers", 100000),
    ("10 000 refugees", 10000),
    ("5.44 billion", 5440000000),
    ("1.1 billion", 1100000000),
    ("$5.44bn", 5440000000),
    ("€20m", 20000000),
    ("$555-million", 555000000),
    ("Rs 500 crore", 5000000000),
    ("1.5 lakh crore", 1500000000000),
    ("twelve", 12),
    ("twenty-five", 25),
    ("two hundred and fifty", 250),
    ("two hundred and fifty thousand", 250000),
    ("one million two hundred thousand", 1200000),
    ("a dozen boats", 12),
    ("two dozen boats", 24),
    ("half a million people", 500000),
    ("one and a half million people", 1500000),
    ("a hundred miners", 100),
    ("two-thirds of voters", 66.7),
    ("three quarters of the budget", 75),
    ("half of the crop", 50),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_a_number_has_its_value(text, value):
    (number,) = find_numbers(text)
    assert number.value == value
    assert (number.low, number.high, number.approximate) == (None, None, False)


HEDGED = [
    ("around 70 people", 70, None, None, "around 70"),
    ("some 3,000 refugees", 3000, None, None, "some 3,000"),
    ("an estimated 3,000 people", 3000, None, None, "an estimated 3,000"),
    ("more than 1,000 hurt", 1000, 1000, None, "more than 1,000"),
    ("at least thirty others", 30, 30, None, "at least thirty"),
    ("over $5 billion", 5000000000, 5000000000, None, "over $5 billion"),
    ("up to 600,000 euros", 600000, None, 600000, "up to 600,000"),
    ("nearly 10,000 lives", 10000, None, 10000, "nearly 10,000"),
    ("30 or so", 30, None, None, "30 or so"),
    ("20-odd men", 20, None, None, "20-odd"),
    ("40 or more", 40, 40, None, "40 or more"),
    ("10-15 percent", None, 10, 15, "10-15"),
    ("10 to 15 million", None, 10000000, 15000000, "10 to 15 million"),
    ("between 10 and 15 soldiers", None, 10, 15, "between 10 and 15"),
    ("$10 million to $15 million", None, 10000000, 15000000, "10 million to $15 million"),
    ("two or three soldiers", None, 2, 3, "two or three"),
    ("dozens of men", None, None, None, "dozens"),
    ("hundreds of thousands", None, None, None, "hundreds of thousands"),
    ("several hundred", None, None, None, "several hundred"),
]


@pytest.mark.parametrize(("text", "value", "low", "high", "words"), HEDGED)
def test_how_exact_a_number_is_comes_with_it(text, value, low, high, words):
    (number,) = find_numbers(text)
    assert (number.value, number.low, number.high) == (value, low, high)
    assert number.approximate
    assert text[number.start : number.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "an F-16 jet", "the G7 and the A320", "Covid-19", "the 21st of the month", "the 1990s",
        "at 10:30", "on 5/6/2024", "a 3-2 win", "call 051-920-1234", "9am", "a man and an office",
        "section 4.2.1", "user@10.example",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 10 to 15", [10, 15]),  # a change, no range
        ("266 to 39", [266, 39]),  # a vote or a score: ranges grow
        ("12 dead, 30 hurt", [12, 30]),
        ("In 2019, 300 people", [2019, 300]),
        ("58 of 101 seats and five of the seven judges", [58, 5]),
        ("rose $12 to $2,045 and 7 percent to $5 billion", [12, 2045, 7, 5000000000]),
        ("the 12 and the twenty", [12, 20]),
    ],
)
def test_numbers_that_stand_apart_stay_apart(text, values):
    assert [number.value for number in find_numbers(text)] == values


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_printed_with_and_without_commas_is_the_same(value):
    for printed in (f"{value} people", f"{value:,} people"):
        (number,) = find_numbers(printed)
        assert number.value == value


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_spans_lie_in_it(text):
    at = 0
    for number in find_numbers(text):
        assert at <= number.start <= number.core < number.end <= len(text)
        at = number.end


@pytest.mark.parametrize("text", ["9" * 400, "5" + " billion" * 40])
def test_what_no_page_counts_is_no_number(text):
    assert find_numbers(text) == ()
