"""Events as spreadsheet rows: the columns, the quoting, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.export.tabular import COLUMNS, csv_lines, event_rows
from dragoman.records import Event, Location, Party, Size, Span, TextInfo

HEADER = (
    "id,date,event_type,mode,quad_code,event_scale,cameo,status,actor_code,actor_sector,"
    "actor_name,recipient_code,recipient_sector,recipient_name,said_by,country,confidence,file,"
    "article,start,end,event_text,text"
)
CHILE = Party(code="CHL", sector="GOV", name="Chile", entity_text="Santiago")
UNION = Party(code="PER", sector="LAB", entity_text="the dockers' union")
NOBODY = Party(code=None, sector="UNK")
SPOKESMAN = Party(code="CHL", sector="GOV", entity_text="a ministry spokesman")


def an_event(**changes: object) -> Event:
    event = Event(
        id="e-7",
        article="a-2",
        file="callao.txt",
        date="2025-06-11",
        enddate=None,
        date_text="Wednesday",
        granularity="day",
        planned_for=None,
        event_type="AGREE",
        mode=None,
        modes=(),
        context=(),
        cameo="03",
        quad_code=1,
        event_scale=2.5,
        actor=(CHILE,),
        recipient=(UNION,),
        status="actual",
        said_by=(SPOKESMAN,),
        event_loc=Location(name="Callao", country="PER"),
        size=Size(),
        event_text="promised",
        text="Santiago promised the dockers' union a hearing.",
        text_info=TextInfo(sequence=0, start=10, end=57, trigger=Span(19, 27)),
        confidence=0.75,
        coder="dragoman 0.1.0",
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def read_back(events: list[Event]) -> list[dict[str, str]]:
    """What a spreadsheet that knows RFC 4180 sees."""
    return list(csv.DictReader(io.StringIO("\r\n".join(csv_lines(events)) + "\r\n", newline="")))


def cell(event: Event, column: str) -> str:
    (row,) = read_back([event])
    return row[column]


# --- columns ---


def test_the_columns_and_their_order():
    assert ",".join(COLUMNS) == HEADER
    assert list(csv_lines([])) == [HEADER]


def test_one_event_is_one_row():
    assert list(csv_lines([an_event()], header=False)) == [
        "e-7,2025-06-11,AGREE,,1,2.5,03,actual,CHL,GOV,Chile,PER,LAB,the dockers' union,"
        "a ministry spokesman,PER,0.75,callao.txt,a-2,10,57,promised,"
        "Santiago promised the dockers' union a hearing."
    ]


def test_rows_keep_numbers_as_numbers():
    (row,) = event_rows([an_event()])
    assert (row["quad_code"], row["event_scale"], row["confidence"]) == (1, 2.5, 0.75)
    assert set(row) == set(COLUMNS)


def test_the_header_is_written_once_and_only_when_asked_for():
    events = [an_event(id="e-1"), an_event(id="e-2")]
    assert [line.split(",")[0] for line in csv_lines(events)] == ["id", "e-1", "e-2"]
    assert [line.split(",")[0] for line in csv_lines(events, header=False)] == ["e-1", "e-2"]


@pytest.mark.parametrize(
    ("parties", "code", "sector", "name"),
    [
        pytest.param((), "", "", "", id="nobody named"),
        pytest.param((NOBODY,), "", "UNK", "", id="somebody unknown"),
        pytest.param((UNION,), "PER", "LAB", "the dockers' union", id="words where no name is"),
        pytest.param((CHILE, UNION), "CHL; PER", "GOV; LAB", "Chile; the dockers' union", id="two"),
        pytest.param((NOBODY, CHILE), "; CHL", "UNK; GOV", "; Chile", id="unknown beside known"),
    ],
)
@pytest.mark.parametrize("side", ["actor", "recipient"])
def test_parties_share_a_cell_in_the_same_order_in_each_column(side, parties, code, sector, name):
    event = an_event(**{side: parties})
    told = tuple(cell(event, f"{side}_{column}") for column in ("code", "sector", "name"))
    assert told == (code, sector, name)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"date": None}, "date"),
        ({"mode": None}, "mode"),
        ({"cameo": None}, "cameo"),
        ({"event_loc": Location()}, "country"),
        ({"said_by": ()}, "said_by"),
    ],
)
def test_what_is_absent_is_an_empty_cell(changes, column):
    assert cell(an_event(**changes), column) == ""


# --- formulas ---


@pytest.mark.parametrize(
    "hostile",
    [
        '=HYPERLINK("http://example.org","prize")',
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
    ],
)
@pytest.mark.parametrize(
    ("column", "changes"),
    [
        ("text", lambda words: {"text": words}),
        ("event_text", lambda words: {"event_text": words}),
        ("file", lambda words: {"file": words}),
        ("actor_name", lambda words: {"actor": (replace(CHILE, name=words),)}),
        ("said_by", lambda words: {"said_by": (replace(SPOKESMAN, entity_text=words),)}),
    ],
)
def test_no_text_of_a_page_runs_as_a_formula(hostile, column, changes):
    assert cell(an_event(**changes(hostile)), column) == "'" + hostile


def test_a_negative_number_stays_a_number():
    assert cell(an_event(event_scale=-9.5), "event_scale") == "-9.5"


@pytest.mark.parametrize("words", ["a=b", "2025-06-11", "the G-20", "it's", "'quoted'"])
def test_harmless_text_is_left_as_it_is(words):
    assert cell(an_event(text=words), "text") == words


# --- quoting ---


@pytest.mark.parametrize(
    "words",
    [
        "talks in Lima, Quito and Bogotá",
        'he called it "a hearing"',
        "first line\nsecond line",
        "first line\r\nsecond line",
        '", "\n,"',
        "naïve café — “curly”",
        "",
    ],
)
def test_commas_quotes_and_newlines_survive(words):
    assert cell(an_event(text=words), "text") == words


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(
            lambda text: "x" + text
        ),
        max_size=4,
    )
)
def test_whatever_a_page_says_the_rows_stay_rows(words):
    rows = read_back([an_event(text=each, event_text=each) for each in words])
    assert [row["text"] for row in rows] == words
    assert [row["event_text"] for row in rows] == words
    assert all(None not in row and row["id"] == "e-7" for row in rows)
