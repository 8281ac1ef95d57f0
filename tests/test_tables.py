"""A table is read whole or not at all, and every mistake in it is named by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataFileError, DragomanError
from dragoman.tables import Row, one_of, parts, read_table

COLUMNS = ("port", "sea", "depth")
HEADER = "port\tsea\tdepth"


@pytest.fixture
def table(tmp_path):
    def written(*lines, end="\n"):
        path = tmp_path / "ports.tsv"
        path.write_bytes((end.join(lines) + end).encode("utf-8"))
        return path

    return written


def shallow(cells):
    return [f"depth is {cells['depth']!r}; use digits"] if not cells["depth"].isdigit() else []


# --- reading ---


def test_rows_come_in_the_files_order_with_their_lines(table):
    path = table(HEADER, "Gdańsk\tBaltic\t17", "Mombasa\tIndian Ocean\t15")
    assert read_table(path, COLUMNS) == [
        Row(2, {"port": "Gdańsk", "sea": "Baltic", "depth": "17"}),
        Row(3, {"port": "Mombasa", "sea": "Indian Ocean", "depth": "15"}),
    ]


def test_a_table_with_a_header_alone_is_an_empty_one(table):
    assert read_table(table(HEADER), COLUMNS) == []


def test_comments_and_empty_lines_count_as_lines_but_not_as_rows(table):
    path = table("# ports", HEADER, "", "# the Baltic", "Gdańsk\tBaltic\t17")
    assert [row.line for row in read_table(path, COLUMNS)] == [5]


def test_outer_blanks_of_a_cell_are_dropped_inner_ones_kept(table):
    (row,) = read_table(table(HEADER, " Port Said \t  \t16 "), COLUMNS)
    assert row.cells == {"port": "Port Said", "sea": "", "depth": "16"}


def test_empty_cells_at_a_rows_end_are_cells(table):
    (row,) = read_table(table(HEADER, "Gdańsk\t\t"), COLUMNS)
    assert row.cells == {"port": "Gdańsk", "sea": "", "depth": ""}


def test_a_stray_quotation_mark_swallows_nothing(table):
    path = table(HEADER, '"Gdańsk\tBaltic\t17', "Mombasa\tIndian Ocean\t15")
    assert [row.cells["port"] for row in read_table(path, COLUMNS)] == ['"Gdańsk', "Mombasa"]


def test_lines_may_end_as_windows_ends_them(table):
    path = table(HEADER, "Gdańsk\tBaltic\t17", end="\r\n")
    assert read_table(path, COLUMNS) == [Row(2, {"port": "Gdańsk", "sea": "Baltic", "depth": "17"})]


# --- mistakes ---


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        pytest.param(
            ["port\tdepth\tsea", "Gdańsk\t17\tBaltic"],
            "line 1: header is ['port', 'depth', 'sea']; use ['port', 'sea', 'depth']",
            id="columns in another order",
        ),
        pytest.param(["# note", "Gdańsk\tBaltic\t17"], "line 2: header is", id="no header"),
        pytest.param([HEADER, "Gdańsk\tBaltic"], "line 2: 2 cells; a row needs 3", id="short row"),
        pytest.param([HEADER, "a\tb\t3\t"], "line 2: 4 cells; a row needs 3", id="long row"),
        pytest.param([HEADER, "Gdańsk Baltic 17"], "line 2: 1 cells", id="blanks for tabs"),
        pytest.param([HEADER, "a\tb\tdeep"], "line 2: depth is 'deep'; use digits", id="bad cell"),
        pytest.param(["# nothing"], "line 1: the table is empty; begin with", id="empty table"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(table, lines, complaint):
    path = table(*lines)
    with pytest.raises(DataFileError) as told:
        read_table(path, COLUMNS, shallow)
    assert str(told.value).startswith(f"{path}: nothing loaded; fix:")
    assert complaint in str(told.value)


def test_all_mistakes_are_named_at_once(table):
    path = table(HEADER, "a\tb\tdeep", "c\td\t4", "e\tf", "g\th\t-1")
    with pytest.raises(DataFileError) as told:
        read_table(path, COLUMNS, shallow)
    assert str(told.value).splitlines()[1:] == [
        "  line 2: depth is 'deep'; use digits",
        "  line 4: 2 cells; a row needs 3",
        "  line 5: depth is '-1'; use digits",
    ]


def test_a_wrong_table_is_an_error_that_the_command_line_reports(table):
    with pytest.raises(DragomanError):
        read_table(table("nothing"), COLUMNS)


# --- cells ---


def test_a_known_cell_is_no_problem():
    assert one_of("Baltic", "sea", ("Baltic", "Aegean")) == []


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("Baltik", "sea is 'Baltik'. Did you mean 'Baltic'?"),
        ("Q", "sea is 'Q'. Use one of: Aegean, Baltic."),
        ("", "sea is ''. Use one of: Aegean, Baltic."),
    ],
)
def test_an_unknown_cell_is_told_what_was_probably_meant(cell, complaint):
    assert one_of(cell, "sea", ("Baltic", "Aegean")) == [complaint]


@pytest.mark.parametrize(
    ("cell", "listed"),
    [
        ("", ()),
        ("  ", ()),
        ("Turku", ("Turku",)),
        ("Turku|Oslo", ("Turku", "Oslo")),
        (" Turku | Oslo ", ("Turku", "Oslo")),
        ("Turku||Oslo|", ("Turku", "Oslo")),
        ("Port of Spain, city", ("Port of Spain, city",)),
    ],
)
def test_a_cell_that_holds_a_list_is_split_at_its_bars(cell, listed):
    assert parts(cell) == listed


def test_another_separator_may_be_asked_for():
    assert parts("a|b; c", ";") == ("a|b", "c")


@given(st.lists(st.text(st.characters(exclude_characters="|"), min_size=1).map(str.strip)))
def test_a_list_written_with_bars_reads_back_without_its_empty_parts(words):
    assert parts("|".join(words)) == tuple(word for word in words if word)
