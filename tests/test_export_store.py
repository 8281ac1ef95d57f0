"""Export from the store: every record once, its choice, and the layouts of other data sets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.export.flat import COLUMNS, flat
from dragoman.export.layouts import ICEWS_COLUMNS, POLECAT_COLUMNS
from dragoman.jsonl import from_json
from dragoman.records import Figure, Location, Resolution, Statement
from relations_store import a_page, a_store, an_event, party

USA = party("USA", name="United States")
PAK, IND = party("PAK"), party("IND")
RUBIO = party("USA", name="Marco Rubio", office="Secretary of State", entity_text="Rubio")
ISLAMABAD = Location(
    text="Islamabad", name="Islamabad", country="PAK", lat=33.7, lon=73.1, geonameid=1176615,
    start=0, end=9,
)  # fmt: skip
GDELT_COLUMNS = 61


@pytest.fixture
def store(tmp_path):
    text = "Rubio visited Pakistan."
    met = an_event(
        "CONSULT", [RUBIO], [PAK], date="2025-02-18", cameo="042", mode="visit", event_loc=ISLAMABAD
    )
    return a_store(
        tmp_path / "news.db",
        a_page("one.txt", text, met, published="2025-02-19", source="Dawn"),
        a_page("copy.txt", f"{text} ", an_event("AID", [USA], [IND], date="2025-03-01")),
        a_page(
            "two.txt", "They will meet.",
            an_event("CONSULT", [USA, PAK], status="future", cameo="036"),
            an_event("CONSULT", [USA, PAK], cameo="036", confidence=0.4),
            an_event("ACCUSE", [PAK], cameo="112"),
            published="2025-04-01",
        ),
        a_page("three.txt", "Nobody knows when.", an_event("ACCUSE", [PAK], [IND], cameo="112")),
    )  # fmt: skip


def run(store, *args):
    return CliRunner().invoke(main, ["export", "--store", str(store), *map(str, args)])


def rows(store, *args, layout="csv"):
    said = run(store, "--format", layout, *args)
    assert said.exit_code == 0, said.output
    return list(csv.DictReader(io.StringIO(said.stdout)))


def cells(store, layout, *args):
    said = run(store, "--format", layout, *args)
    assert said.exit_code == 0, said.output
    return [line.split("\t") for line in said.stdout.splitlines()]


# --- which records ---


def test_jsonl_is_what_code_prints(store):
    lines = run(store).stdout.splitlines()
    assert [from_json(line).record for line in lines] == ["event"] * 6
    assert json.loads(lines[0])["file"] == "one.txt"


def test_a_record_that_two_pages_hold_is_written_once(tmp_path):
    told = an_event("AID", [USA], [PAK], date="2025-06-10")
    pages = [a_page(name, "The US aided Pakistan.", told) for name in ("a.txt", "b.txt")]
    assert len(rows(a_store(tmp_path / "news.db", *pages))) == 1


@pytest.mark.parametrize(
    ("args", "count"),
    [
        ((), 6),
        (("--side", "India"), 2),
        (("--side", "SAARC"), 6),
        (("--from", "2025-03-01"), 4),
        (("--from", "2025-02-01", "--to", "2025-03-31"), 2),
        (("--status", "future"), 1),
        (("--status", "actual,future"), 6),
        (("--min-confidence", "0.5"), 5),
    ],
)
def test_the_choice(store, args, count):
    assert len(rows(store, *args)) == count


def test_once_leaves_out_what_only_retells(tmp_path):
    texts = (
        "The US sent aid to Pakistan on Tuesday.",
        "The US sent aid to Pakistan on Tuesday, an official said.",
    )
    told = an_event("AID", [USA], [PAK], date="2025-06-10", event_text="sent aid")
    pages = [a_page(text, text, told, published="2025-06-10", source=text) for text in texts]
    store = a_store(tmp_path / "news.db", *pages)
    assert (len(rows(store)), len(rows(store, "--once"))) == (2, 1)


def test_articles_are_exported_too(store):
    found = rows(store, "--records", "article")
    assert [row["source"] for row in found] == ["Dawn", "", "", ""]


# --- flat tables ---


def test_every_kind_has_a_row_with_all_its_columns():
    common = {"id": "x-1", "article": "a-1", "file": "p.txt", "start": 0, "end": 5,
              "confidence": 0.5, "coder": "c"}  # fmt: skip
    statement = Statement(
        **common, speaker=(PAK,), addressee=(), about=(IND, IND), words="w", quoted=True, date=None
    )
    figure = Figure(**common, text="$5", value=5.0, unit="USD", what=None, of=("PAK",))
    resolution = Resolution(**common, title="T", symbol=None, body="UNGA",
                            votes={"PAK": "yes", "IND": "no"})  # fmt: skip
    for record in (statement, figure, resolution):
        assert tuple(flat(record)) == COLUMNS[record.record]
    assert flat(statement)["about"] == "IND"
    assert (flat(resolution)["voted_yes"], flat(resolution)["voted_no"]) == ("PAK", "IND")


def test_no_field_of_a_figure_or_a_statement_is_forgotten():
    left = {"record", "speaker", "addressee"}
    for kind in (Figure, Statement):
        name = kind.__name__.lower()
        assert {field.name for field in fields(kind)} - left <= set(COLUMNS[name])


def test_parquet_keeps_types_and_empty_cells(store, tmp_path):
    polars = pytest.importorskip("polars")
    out = tmp_path / "events.parquet"
    assert run(store, "--format", "parquet", "-o", out).exit_code == 0
    frame = polars.read_parquet(out)
    assert frame.columns == list(COLUMNS["event"])
    assert frame["latitude"].to_list()[:2] == [33.7, None]
    assert frame.schema["quad_code"] == polars.Int64
    none = run(store, "--format", "parquet", "--records", "figure", "-o", out)
    assert none.exit_code == 0, none.output
    assert polars.read_parquet(out).shape == (0, len(COLUMNS["figure"]))


# --- other data sets ---


def test_icews(store):
    head, first, *_ = cells(store, "icews", "--from", "2025-02-01")
    assert tuple(head) == ICEWS_COLUMNS
    row = dict(zip(head, first, strict=True))
    assert row["Source Name"] == "Marco Rubio"
    assert (row["Source Country"], row["Target Country"]) == ("United States", "Pakistan")
    assert (row["CAMEO Code"], row["Event Date"]) == ("042", "2025-02-18")
    assert (row["City"], row["Country"], row["Publisher"]) == ("Islamabad", "Pakistan", "Dawn")


def test_polecat_has_one_line_an_event(store):
    head, *events = cells(store, "polecat")
    assert tuple(head) == POLECAT_COLUMNS
    assert [dict(zip(head, each, strict=True))["Event Type"] for each in events] == [
        "CONSULT", "AID", "CONSULT", "ACCUSE",
    ]  # fmt: skip
    row = dict(zip(head, events[0], strict=True))
    assert (row["Quad Code"], row["Actor Title"]) == ("VERBAL COOPERATION", "Secretary of State")


def test_gdelt_has_its_61_columns_and_no_header(store):
    lines = cells(store, "gdelt")
    assert {len(line) for line in lines} == {GDELT_COLUMNS}
    first = lines[0]
    assert first[1:8] == ["20250218", "202502", "2025", "2025.1315", "USAGOV", "MARCO RUBIO", "USA"]
    assert first[26:30] == ["042", "042", "04", "1"]
    assert first[51:53] == ["4", "Islamabad, Pakistan"]
    assert first[59:] == ["20250219000000", "one.txt"]


def test_petrarch(store):
    first, *_ = cells(store, "petrarch")
    assert first[:4] == ["20250218", "USAGOV", "PAKGOV", "042"]


def test_who_acts_together_is_a_line_each_way(store):
    lines = [line[1:4] for line in cells(store, "petrarch") if line[3] == "036"]
    assert lines == [["USAGOV", "PAKGOV", "036"], ["PAKGOV", "USAGOV", "036"]]


def test_an_act_on_nobody_named_keeps_the_place_open(store):
    assert ["PAKGOV", "---", "112"] in [line[1:4] for line in cells(store, "petrarch")]


def test_what_a_layout_cannot_hold_is_counted(store):
    said = run(store, "--format", "icews").stderr
    assert "1 events left out: not told as having happened" in said
    assert "1 events left out: without a day" in said
    assert "1 events left out: without a CAMEO code" in said


@pytest.mark.parametrize("layout", ["gdelt", "icews", "polecat", "petrarch", "csv"])
def test_no_page_breaks_a_line_or_runs_in_a_spreadsheet(tmp_path, layout):
    wild = party("PAK", name="=cmd()\tx\ny\x1b[2J", entity_text="=cmd()\n")
    page = a_page(
        "a.txt", "wild words", an_event("AID", [wild], [USA], date="2025-01-02", cameo="07"),
        published="2025-01-02", source="=1+1\t\n",
    )  # fmt: skip
    said = run(a_store(tmp_path / "news.db", page), "--format", layout).stdout
    assert "\x1b" not in said
    assert "\t=cmd" not in said and ",=cmd" not in said
    if layout != "csv":
        widths = {line.count("\t") for line in said.splitlines()}
        assert len(widths) == 1


# --- wrong usage ---


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("--records", "evnt"), "unknown record kind 'evnt'. Did you mean 'event'?"),
        (("--records", "event,figure", "--format", "csv"), "csv holds one kind of record"),
        (("--records", "figure", "--format", "gdelt"), "gdelt holds events only"),
        (("--status", "real"), "unknown status 'real'"),
        (("--side", "Pakistn"), "unknown country or group"),
        (("--from", "2025-02-01", "--to", "2025-01-01"), "swap them"),
    ],
)
def test_a_wrong_question_is_refused_in_one_line(store, args, complaint):
    said = run(store, *args)
    assert (said.exit_code, complaint in said.output + said.stderr) == (2, True)


def test_the_store_itself_is_not_written_over(store):
    for layout in ("jsonl", "csv"):
        assert "can't be the output too" in run(store, "--format", layout, "-o", store).stderr
    assert len(rows(store)) == 6
