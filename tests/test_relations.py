"""Relations: which events count, gaps, bands, coverage, sides, and what the command prints."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from datetime import date

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.errors import UnknownCode
from dragoman.records import Location
from dragoman.relations import ALL, Asked, Choice, events_of, most_active, series, side_of
from dragoman.relations.chart import png
from dragoman.relations.printed import COLUMNS, csv_lines, table_lines
from dragoman.store import Store
from relations_store import a_page, a_store, an_event, party

USA, PAK, IND, CHN = (party(code) for code in ("USA", "PAK", "IND", "CHN"))
ANYBODY = Choice(statuses=(), sectors=())


@contextmanager
def asking(path):
    with Store.open(path, create=False) as store, store.questions() as connection:
        yield connection


def relation(path, first, second="all", since=None, until=None, **more):
    with asking(path) as connection:
        return series(connection, side_of(first), side_of(second), since, until, **more)


@pytest.fixture
def store(tmp_path):
    return a_store(
        tmp_path / "news.db",
        a_page(
            "one.txt", "Pakistan and the United States met in Islamabad.",
            an_event("CONSULT", [PAK, USA], date="2025-03-04"),
            an_event("ACCUSE", [USA], [PAK], date="2025-03-05"),
            published="2025-03-05", source="Dawn",
        ),
        a_page(
            "two.txt", "Washington aided Islamabad, a Pakistani paper says.",
            an_event("AID", [USA], [PAK], date="2025-06-10"),
            an_event("AID", [USA], [PAK], date="2025-06-11", status="future"),
            an_event("ACCUSE", [party("PAK", "CVL")], [USA], date="2025-06-11"),
            published="2025-06-12", source="Daily Times",
        ),
        a_page(
            "three.txt", "Pakistan accused India; the US president looked on.",
            an_event("ACCUSE", [PAK], [IND]),
            published="2025-06-20",
        ),
    )  # fmt: skip


# --- what counts ---


def test_both_directions_and_reciprocal_events_count(store):
    found = relation(store, "PAK", "USA")
    assert [(p.out, p.back, p.mutual, p.quads) for p in found.points if p.events] == [
        (0, 1, 1, (1, 0, 1, 0)),
        (0, 1, 0, (0, 1, 0, 0)),
    ]
    (first, *_) = found.points
    assert (first.mean, first.sum, first.share) == (-0.25, -0.5, 0.5)


def test_asked_from_the_other_side_only_the_directions_change(store):
    there, back = relation(store, "USA", "PAK"), relation(store, "PAK", "USA")
    assert [(p.out, p.back) for p in there.points] == [(p.back, p.out) for p in back.points]
    assert [p.mean for p in there.points] == [p.mean for p in back.points]


def test_status_and_sector_are_a_choice_and_what_it_leaves_out_is_counted(store):
    usual = relation(store, "USA", "PAK")
    assert sum(p.events for p in usual.points) == 3
    assert usual.left_out == 2
    assert sum(p.events for p in relation(store, "USA", "PAK", choice=ANYBODY).points) == 5


def test_a_period_without_events_is_a_gap_and_no_zero(store):
    april = relation(store, "USA", "PAK").points[1]
    assert (april.day, april.events) == ("2025-04-01", 0)
    assert (april.mean, april.sum, april.share, april.mean_band) == (None, None, None, None)


def test_every_period_asked_for_is_there(store):
    found = relation(store, "USA", "PAK", date(2025, 1, 1), date(2025, 12, 31))
    assert [p.day for p in found.points] == [f"2025-{month:02d}-01" for month in range(1, 13)]
    weeks = relation(store, "USA", "PAK", date(2025, 3, 1), date(2025, 3, 31), by="week")
    assert [(p.day, p.last) for p in weeks.points][:2] == [
        ("2025-02-24", "2025-03-02"),
        ("2025-03-03", "2025-03-09"),
    ]


def test_coverage_counts_articles_that_name_both_by_source(store):
    found = {p.day: (p.coverage, p.sources) for p in relation(store, "USA", "PAK").points}
    assert found["2025-03-01"] == (1, (("Dawn", 1),))
    assert found["2025-06-01"] == (2, (("", 1), ("Daily Times", 1)))
    assert found["2025-04-01"] == (0, ())


def test_an_event_without_a_date_counts_on_its_articles_day(store):
    found = relation(store, "PAK", "IND")
    assert [(p.day, p.events) for p in found.points] == [("2025-06-01", 1)]
    assert found.by_article == 1


def test_what_has_no_day_or_a_longer_time_is_left_out_and_counted(tmp_path):
    path = a_store(
        tmp_path / "news.db",
        a_page("a.txt", "PAK and IND", an_event("ACCUSE", [PAK], [IND])),
        a_page(
            "b.txt", "A year of accusations",
            an_event("ACCUSE", [PAK], [IND], date="2025-01-01", enddate="2025-12-31"),
            published="2025-12-31",
        ),
    )  # fmt: skip
    found = relation(path, "PAK", "IND")
    assert (found.undated, found.vague) == (1, 1)
    assert sum(p.events for p in found.points) == 0


def test_one_country_with_all(store):
    found = relation(store, "PAK")
    assert sum(p.events for p in found.points) == 4
    assert found.second == ALL


def test_a_group_with_a_country_and_among_itself(store):
    assert sum(p.events for p in relation(store, "SAARC", "USA").points) == 3
    assert sum(p.events for p in relation(store, "SAARC", "SAARC").points) == 1


def test_bodies_between_states_are_told_apart_by_their_entity(tmp_path):
    nato = party("IGO", None, entity="Q7184", entity_text="NATO")
    path = a_store(
        tmp_path / "news.db",
        a_page("a.txt", "NATO aided", an_event("AID", [nato], [PAK], date="2025-01-02")),
    )
    found = relation(path, "IGO/Q7184", "PAK")
    assert (sum(p.events for p in found.points), found.points[0].coverage) == (1, None)


def test_two_who_condemn_a_third_are_no_dyad(tmp_path):
    page = a_page("a.txt", "They condemned", an_event("ACCUSE", [USA, PAK], [], date="2025-01-02"))
    assert relation(a_store(tmp_path / "news.db", page), "USA", "PAK").points == ()


def test_the_same_page_in_two_files_counts_once(tmp_path):
    told = an_event("AID", [USA], [PAK], date="2025-06-10")
    text = "The US aided Pakistan."
    one = a_page("a.txt", text, told, published="2025-06-10")
    other = a_page("b.txt", text, told, published="2025-06-10")
    found = relation(a_store(tmp_path / "news.db", one, other), "USA", "PAK")
    assert [p.events for p in found.points] == [1]


# --- once ---


def told_twice(path):
    """Two outlets tell of one act in nearly the same words."""
    pages = [
        a_page(
            name, text,
            an_event(
                "AID", [USA], [PAK], date="2025-06-10", confidence=sure, event_text="sent aid"
            ),
            published="2025-06-10", source=name,
        )
        for name, text, sure in (
            ("Dawn", "The US sent aid to Pakistan on Tuesday.", 0.6),
            ("Daily Times", "The US sent aid to Pakistan on Tuesday, an official said.", 0.9),
        )
    ]  # fmt: skip
    return a_store(path, *pages)


def test_a_story_told_on_two_pages_counts_once_unless_reports_are_asked_for(tmp_path):
    path = told_twice(tmp_path / "news.db")
    with Store.open(path) as store, store.questions(stories=True) as connection:
        sides = (side_of("USA"), side_of("PAK"))
        (once,) = series(connection, *sides).points
        (reports,) = series(connection, *sides, choice=Choice(once=False)).points
        seen, total = events_of(connection, Asked(*sides), Choice())
    assert (once.events, reports.events, total) == (1, 2, 1)
    assert seen[0].confidence == 0.9


def test_the_command_brings_the_stories_up_to_date_itself(tmp_path):
    path = told_twice(tmp_path / "news.db")
    for args, events in ((("--reports",), "2"), ((), "1")):
        said = run("USA", "PAK", "--store", path, "--format", "csv", *args)
        (row,) = csv.DictReader(io.StringIO(said.output))
        assert row["events"] == events


def test_before_stories_are_put_together_each_event_is_its_own(tmp_path):
    (point,) = relation(told_twice(tmp_path / "news.db"), "USA", "PAK").points
    assert point.events == 2


def test_a_store_of_an_older_version_is_read_for_relations_at_the_first_question(store):
    with Store.open(store) as opened:
        before = relation(store, "USA", "PAK")
        for change in (
            "DELETE FROM dyads",
            "DELETE FROM namings",
            "UPDATE documents SET related = 0",
        ):
            opened._connection.execute(change)
    assert relation(store, "USA", "PAK") == before


# --- bands ---


def many(path, scores, sure=0.8):
    """Each article with one event, all in one month, each in a town of its own."""
    kinds = {1.5: "CONSULT", -2.0: "ACCUSE", 7.0: "AID", -9.0: "ASSAULT"}
    pages = [
        a_page(
            f"{number}.txt", f"Report {number}",
            an_event(
                kinds[score], [USA], [PAK], date="2025-06-10", confidence=sure,
                event_loc=Location(text=f"Town {number}", name=f"Town {number}"),
            ),
        )
        for number, score in enumerate(scores)
    ]  # fmt: skip
    return a_store(path, *pages)


def test_a_band_holds_the_mean_and_narrows_with_more_articles(tmp_path):
    few = relation(many(tmp_path / "few.db", [1.5, -2.0] * 3), "USA", "PAK").points[0]
    more = relation(many(tmp_path / "more.db", [1.5, -2.0] * 30), "USA", "PAK").points[0]
    for point in (few, more):
        assert point.mean_band.low < point.mean < point.mean_band.high
        assert point.sum_band.low < point.sum < point.sum_band.high
    width = [p.mean_band.high - p.mean_band.low for p in (few, more)]
    assert width[1] < width[0] / 2


def test_less_sure_events_give_a_wider_band(tmp_path):
    sure = relation(many(tmp_path / "a.db", [1.5, -9.0] * 20, 0.99), "USA", "PAK").points[0]
    unsure = relation(many(tmp_path / "b.db", [1.5, -9.0] * 20, 0.3), "USA", "PAK").points[0]
    width = [p.sum_band.high - p.sum_band.low for p in (sure, unsure)]
    assert width[1] > width[0]


def test_one_article_alone_has_no_band(store):
    assert relation(store, "USA", "PAK").points[0].mean_band is None


def test_the_same_store_gives_the_same_series(store):
    assert relation(store, "PAK", "USA") == relation(store, "PAK", "USA")


# --- sides ---


@pytest.mark.parametrize("words", ["PAK", "pak", "Pakistan", "pakistan", "Islamabad"])
def test_a_country_by_any_of_its_names(words):
    assert side_of(words).label == "PAK"


@pytest.mark.parametrize(
    "words", ["SAARC", "saarc", "South Asian Association for Regional Cooperation"]
)
def test_a_group_by_any_of_its_names(words):
    assert "PAK" in side_of(words).places


def test_an_unknown_side_says_what_was_probably_meant():
    with pytest.raises(UnknownCode, match="Pakistan"):
        side_of("Pakistn")


@pytest.mark.parametrize(
    "wrong", [{"statuses": ("real",)}, {"sectors": ("GOVT",)}, {"types": ("MEET",)}]
)
def test_a_choice_that_no_event_could_meet_is_refused(wrong):
    with pytest.raises(UnknownCode):
        Choice(**wrong)


def test_the_most_active_pairs(store):
    with asking(store) as connection:
        first, second = most_active(connection, Choice())
        assert (first.here, first.there, first.events) == ("PAK", "USA", 3)
        assert (second.here, second.there) == ("IND", "PAK")


# --- what is printed ---


def run(*args):
    return CliRunner().invoke(main, ["relations", *map(str, args)])


def test_the_table_tells_the_choice_the_gaps_and_what_it_left_out(store):
    lines = list(table_lines(relation(store, "USA", "PAK")))
    assert lines[:2] == [
        "United States and Pakistan, by month, 2025-03-01 to 2025-06-10",
        "status actual · sectors GOV, MIL, LEG, SPY · each event once",
    ]
    assert "2025-04-01 no events" in lines
    assert "2 left out by status, sector or confidence, or as reports of the same" in lines


def test_a_long_gap_is_one_line(store):
    said = run("USA", "PAK", "--from", "2025-01-01", "--to", "2026-12-31", "--store", store).output
    assert "2025-07-01 no events in 18 months up to 2026-12-31" in said


def test_csv_leaves_a_gap_empty(store):
    rows = list(csv.DictReader(io.StringIO("\n".join(csv_lines(relation(store, "USA", "PAK"))))))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["mean"], rows[1]["mean"], rows[1]["sum"]) == ("-0.25", "", "")
    assert rows[0]["choice"].startswith("status actual")


def test_a_source_cannot_run_in_a_spreadsheet_or_steer_a_terminal(tmp_path):
    path = a_store(
        tmp_path / "news.db",
        a_page(
            "a.txt", "The US and Pakistan", an_event("AID", [USA], [PAK], date="2025-06-10"),
            published="2025-06-10", source="=cmd()\x1b[2J",
        ),
    )  # fmt: skip
    found = relation(path, "USA", "PAK")
    assert "\x1b" not in "\n".join(table_lines(found))
    (row,) = csv.DictReader(io.StringIO("\n".join(csv_lines(found))))
    assert row["sources"] == "'=cmd() [2J: 1"


def test_a_chart_is_a_png(store, tmp_path):
    pytest.importorskip("matplotlib")
    out = tmp_path / "chart.png"
    said = run("USA", "PAK", "--store", store, "--format", "png", "-o", out)
    assert said.exit_code == 0, said.output
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_chart_of_nothing_is_a_chart_too(store, tmp_path):
    pytest.importorskip("matplotlib")
    said = run("FRA", "BRA", "--store", store, "--format", "png", "-o", tmp_path / "chart.png")
    assert said.exit_code == 0, said.output


@pytest.mark.parametrize("source", ["$\\frac{1$ \\x", "朝日新聞", "\x1b[2J<b>"])
def test_whatever_a_source_is_called_the_chart_is_drawn(tmp_path, source):
    pytest.importorskip("matplotlib")
    path = a_store(
        tmp_path / "news.db",
        a_page(
            "a.txt", "The US and Pakistan", an_event("AID", [USA], [PAK], date="2025-06-10"),
            published="2025-06-10", source=source,
        ),
    )  # fmt: skip
    assert png(relation(path, "USA", "PAK")).startswith(b"\x89PNG")


def test_more_periods_than_a_chart_can_show_are_refused(store):
    said = run("USA", "PAK", "--store", store, "--by", "week", "--from", "1900-01-01",
               "--format", "png", "-o", "-")  # fmt: skip
    assert (said.exit_code, "too many for a chart" in said.stderr) == (2, True)


def test_the_choice_is_switched_by_options(store):
    said = run("USA", "PAK", "--store", store, "--status", "any", "--sector", "any", "--reports")
    assert "status any · sectors any · every report" in said.output


def test_no_events_is_said_and_is_no_failure(store):
    said = run("FRA", "BRA", "--store", store)
    assert (said.exit_code, "no events of these two" in said.output) == (0, True)


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("Pakistn", "USA"), "unknown country or group 'Pakistn'"),
        (("all",), "the first SIDE can't be all"),
        (("USA", "PAK", "--status", "real"), "unknown status 'real'"),
        (("USA", "PAK", "--from", "2025-02-01", "--to", "2025-01-01"), "swap them"),
    ],
)
def test_a_wrong_question_is_refused_in_one_line(store, args, complaint):
    said = run(*args, "--store", store)
    assert said.exit_code == 2
    assert complaint in said.output + said.stderr
