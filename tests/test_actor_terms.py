"""Dated knowledge: who is what at the article's day. The persons here are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from training.knowledge.merge import Draft, common, merge, overlap

from dragoman.actors import find_mentions, knowing, terms
from dragoman.actors.curation import check_tables, stale_terms
from dragoman.actors.days import date_problems, first_day, last_day
from dragoman.actors.lexicon import STANDING_COLUMNS, Known, Standing, load_standings, on_day
from dragoman.actors.terms import (
    COLUMNS,
    OFFICE_COLUMNS,
    holder,
    load_offices,
    load_terms,
    terms_of,
)
from dragoman.errors import DataFileError
from dragoman.language import Sentence, parse_articles
from dragoman.records import Document, Evidence, Party, Segment

ROWS = (
    "Aldo Ferraz\tAldo Miguel Ferraz\tCHL\tGOV\tpresident\t2006-03-11\t2010-03-10\t2025-11\tQ900",
    "Berta Quispe\t\tCHL\tGOV\tpresident\t2010-03-11\t2014-03\t2025-11\t",
    "Berta Quispe\t\tCHL\tGOV\tforeign minister\t2001\t2004\t2025-11\t",
    "Carla Oyarzo\t\tCHL\tGOV\tpresident\t2014-03\t\t2024-05\t",
    "Otto Krane\t\tDEU\tGOV\tchancellor\t1998\t2005\t2025-11\t",
    "Otto Krane\t\tAUT\tMIL\tchief of defence staff\t2010\t\t2025-11\t",
)


@pytest.fixture(autouse=True)
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The table of terms, with invented persons for the time of one test."""
    path = tmp_path / "terms.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *ROWS]) + "\n", encoding="utf-8")
    monkeypatch.setattr(terms, "TERMS", path)
    clear()
    yield path
    monkeypatch.undo()
    clear()


def clear() -> None:
    terms.terms.cache_clear()
    knowing._surnames.cache_clear()


def parse(text: str) -> tuple[Sentence, ...]:
    document = Document(file="page.txt", text=text, text_sha256="", reader="text 1")
    (sentences,) = parse_articles(document, [[Segment(kind="paragraph", start=0, end=len(text))]])
    return sentences


def told(text: str, words: str, day: str | None) -> tuple[Party, dict[str, Evidence]]:
    found = [m for each in find_mentions(parse(text), None, day) for m in each.values()]
    mention = [m for m in found if m.text.removeprefix("The ").removeprefix("the ") == words][-1]
    (party,), (evidence,) = mention.parties, mention.evidence
    return party, dict(evidence)


# --- who a name is at a day ---


@pytest.mark.parametrize(
    ("text", "words", "day", "expected"),
    [
        ("Aldo Ferraz spoke.", "Aldo Ferraz", "2008-01-01", ("CHL", "GOV", "president")),
        ("Aldo Ferraz spoke.", "Aldo Ferraz", "2010-03-10", ("CHL", "GOV", "president")),
        ("Aldo Ferraz spoke.", "Aldo Ferraz", "2010-03-11", ("CHL", "ELI", None)),
        ("Aldo Miguel Ferraz spoke.", "Aldo Miguel Ferraz", "2019-05-02", ("CHL", "ELI", None)),
        ("Aldo Ferraz spoke.", "Aldo Ferraz", None, ("CHL", "GOV", None)),
        ("Berta Quispe spoke.", "Berta Quispe", "2003-01-01", ("CHL", "GOV", "foreign minister")),
        ("Berta Quispe spoke.", "Berta Quispe", "2007-01-01", ("CHL", "ELI", None)),
        ("Berta Quispe spoke.", "Berta Quispe", "1999-01-01", ("CHL", None, None)),
        ("Carla Oyarzo spoke.", "Carla Oyarzo", "2025-01-01", ("CHL", "GOV", "president")),
        ("President Ferraz spoke.", "President Ferraz", "2008-01-01", ("CHL", "GOV", "President")),
        ("Former president Aldo Ferraz spoke.", "Former president Aldo Ferraz", "2019-05-02",
         ("CHL", "ELI", "president")),
    ],
)  # fmt: skip
def test_the_articles_day_decides_office_and_sector(text, words, day, expected):
    party, _ = told(text, words, day)
    assert (party.code, party.sector, party.office) == expected


def test_the_pages_own_title_wins_over_a_term_that_ended():
    party, evidence = told("Senator Aldo Ferraz spoke.", "Senator Aldo Ferraz", "2019-05-02")
    assert (party.code, party.sector, party.office) == ("CHL", "LEG", "Senator")
    assert evidence["sector"].how == "text"
    assert (evidence["code"].how, evidence["code"].source) == ("knowledge", "terms")


def test_the_pages_own_country_keeps_the_namesake_out():
    text = "Spanish trade minister Aldo Ferraz spoke."
    party, _ = told(text, "Spanish trade minister Aldo Ferraz", "2008-01-01")
    assert (party.code, party.entity) == ("ESP", "aldo-ferraz")


def test_one_name_of_two_persons_is_told_apart_by_the_day_or_means_neither():
    assert {row.code for row in terms_of(["Otto", "Krane"], "AUT")} == {"AUT"}
    party, _ = told("Otto Krane spoke.", "Otto Krane", "2001-01-01")
    assert (party.code, party.sector) == ("DEU", "GOV")


def test_a_person_has_one_entity_under_every_name_the_wikidata_id_if_there_is_one():
    first, _ = told("Aldo Ferraz spoke.", "Aldo Ferraz", "2008-01-01")
    again, _ = told("Chilean President Ferraz spoke.", "Chilean President Ferraz", "2008-01-01")
    other, _ = told("Berta Quispe spoke.", "Berta Quispe", "2012-01-01")
    assert (first.entity, again.entity, other.entity) == ("Q900", "Q900", "berta-quispe")


# --- the bare title ---


@pytest.mark.parametrize(
    ("day", "name"),
    [("2008-01-01", "Aldo Ferraz"), ("2012-06-01", "Berta Quispe"), ("2014-03-20", "Carla Oyarzo"),
     ("1990-01-01", None), (None, None)],
)  # fmt: skip
def test_a_title_with_its_country_is_whoever_held_it_that_day(day, name):
    party, evidence = told("The Chilean president spoke.", "Chilean president", day)
    assert (party.code, party.sector, party.office) == ("CHL", "GOV", "president")
    assert party.name == name
    if name:
        assert (evidence["name"].how, evidence["name"].source) == ("knowledge", "terms")


def test_whom_the_page_calls_so_counts_before_the_table():
    text = "Chilean President Dora Lillo spoke. The Chilean president left."
    party, evidence = told(text, "Chilean president", "2008-01-01")
    assert (party.name, evidence["name"].how) == ("Dora Lillo", "text")


@pytest.mark.parametrize("words", ["former Chilean president", "Chilean presidents"])
def test_no_holder_is_named_for_a_former_one_or_for_several(words):
    party, _ = told(f"The {words} spoke.", words, "2008-01-01")
    assert party.name is None


def test_words_of_one_office_stand_for_each_other():
    assert holder("DEU", "prime minister", "2000-01-01").name == "Otto Krane"


# --- bodies that changed ---


def test_a_body_is_what_it_was_on_the_day_and_what_it_is_now_without_one():
    rebels = Known("X", "body", "AAA", "REB", ("REB",), "x", "X", dated=(
        Standing(None, "GOV", "2021-08-15", ""), Standing("BBB", "PTY", "1990-01-01", "1999-12-31"),
    ))  # fmt: skip
    assert on_day(rebels, "2022-01-01").sector == "GOV"
    assert on_day(rebels, "1995-01-01")[2:4] == ("BBB", "PTY")
    assert on_day(rebels, "2005-01-01") == rebels
    assert on_day(rebels, None).sector == "GOV"


# --- the tables ---


@pytest.mark.parametrize(
    ("bad_row", "complaint"),
    [
        ("A B\t\tXYZ\tGOV\tpresident\t2001\t\t2025-11\t", "code is 'XYZ'"),
        ("A B\t\tCHL\tGVO\tpresident\t2001\t\t2025-11\t", "sector is 'GVO'"),
        ("A B\t\tCHL\tGOV\tpresident\t\t\t2025-11\t", "from is ''"),
        ("A B\t\tCHL\tGOV\tpresident\t2001-13\t\t2025-11\t", "from is '2001-13'"),
        ("A B\t\tCHL\tGOV\tpresident\t2001\t2000\t2025-11\t", "to is '2000', before from '2001'"),
    ],
)
def test_a_bad_term_is_reported_by_line(tmp_path, bad_row, complaint):
    path = tmp_path / "bad.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + bad_row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=f"line 2: {complaint}"):
        load_terms(path)


def test_an_office_word_stands_in_one_class(tmp_path):
    path = tmp_path / "bad.tsv"
    rows = ["\t".join(OFFICE_COLUMNS), "king\tking|emir\tyes", "emir\temir\tperhaps"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"(?s)'emir' is listed twice.*single is 'perhaps'"):
        load_offices(path)


def test_a_bad_standing_is_reported(tmp_path):
    path = tmp_path / "bad.tsv"
    path.write_text("\t".join(STANDING_COLUMNS) + "\nx\tGVO\tlong ago\t\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"(?s)sector is 'GVO'.*from is 'long ago'"):
        load_standings(path)


def test_a_month_ends_on_its_last_day_and_a_year_too():
    assert (first_day("2009"), first_day("2009-05")) == ("2009-01-01", "2009-05-01")
    assert (last_day("2009"), last_day("2009-05"), last_day("2009-05-03")) == (
        "2009-12-31", "2009-05-31", "2009-05-03",
    )  # fmt: skip
    assert date_problems({"from": "2009-05", "to": "2009"}) == []


def test_the_shipped_tables_have_no_overlaps_but_those_that_were_so(monkeypatch):
    monkeypatch.undo()
    clear()
    # Two held the office at once, each by his own count, after the election of 2010.
    told_twice = [problem for problem in check_tables() if "president of CIV" not in problem]
    assert told_twice == []


# --- the validator ---


def check(*rows: str, into: Path) -> list[str]:
    into.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return list(check_tables(load_terms(into)))


def test_two_holders_of_one_office_at_a_time_are_a_fault(invented):
    (problem,) = check(
        "A Roe\t\tCHL\tGOV\tpresident\t2001-01\t2005-06\t2025-11\t",
        "B Poe\t\tCHL\tGOV\thead of state\t2004-01\t\t2025-11\t",
        "C Doe\t\tCHL\tGOV\tvice president\t2004-01\t\t2025-11\t",
        "D Doe\t\tCHL\tGOV\tvice president\t2004-01\t\t2025-11\t",
        into=invented,
    )
    assert "line 3: B Poe is president of CHL from 2004-01, while A Roe" in problem


def test_a_handing_over_within_the_month_or_the_same_year_is_none(invented):
    rows = (
        "A Roe\t\tCHL\tGOV\tpresident\t2001-01\t2005-06\t2025-11\t",
        "B Poe\t\tCHL\tGOV\tpresident\t2005-06\t2009\t2025-11\t",
        "C Doe\t\tCHL\tGOV\tpresident\t2009\t\t2025-11\t",
    )
    assert check(*rows, into=invented) == []


def test_dead_and_ambiguous_aliases_are_faults(invented):
    problems = check(
        "Ana Roé\tAna Roe|A. Roe|A Roe\tCHL\tGOV\tsenator\t2001\t\t2025-11\t",
        "Amalia Roe\tA. Roe\tCHL\tGOV\tsenator\t2003\t\t2025-11\t",
        "Agata Roe\tA. Roe\tPER\tGOV\tsenator\t2003\t\t2025-11\t",
        into=invented,
    )
    assert [p.split(" of ")[0] for p in problems if "finds nothing" in p] == [
        "terms line 2: alias 'Ana Roe'", "terms line 2: alias 'A Roe'",
    ]  # fmt: skip
    assert [p for p in problems if "at the same time" in p and "Amalia" in p and "Ana" in p]
    assert not [p for p in problems if "Agata" in p]


def test_open_terms_grow_stale_after_a_year():
    assert [row.name for row in stale_terms(date(2025, 5, 31))] == []
    assert [row.name for row in stale_terms(date(2025, 6, 1))] == ["Carla Oyarzo"]
    assert [row.name for row in stale_terms(date(2028, 2, 29))] == ["Carla Oyarzo", "Otto Krane"]


# --- two writings joined ---


def draft(name="Ana Roe", **told):
    cells = {"aliases": (), "code": "CHL", "office": "president", "start": "2001", "end": ""}
    return Draft(name=name, sector="GOV", **(cells | told))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("2001-03", "2001-03", "2001-03"), ("2001-03", "2001-05", "2001"),
        ("2001", "2001-05", "2001"),
        ("2001", "2002-01", "2001"), ("2001-12", "2002-01", None), ("2001", "2003", None),
        ("", "", ""), ("", "2003", None),
    ],
)  # fmt: skip
def test_what_two_dates_say_together(one, other, together):
    assert common(one, other) == common(other, one) == together


def test_only_what_both_say_is_kept():
    one = [draft(), draft("Bo Poe"), draft("Cy Doe", end="2004"), draft("Di Fox")]
    other = [
        draft(office="head of state"),
        draft("Bo Poe", code="PER"),
        draft("Cy Doe", start="2005", end="2007"),
    ]
    merged, told_by_both = merge(one, other)
    assert [row.name for row in merged] == ["Ana Roe"]
    assert told_by_both == 2


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (("2001", "2007"), ("2003-05", "2009"), ("2003-05", "2007")),
        (("2001", ""), ("2003", "2009"), ("2003", "2009")),
        (("2001", ""), ("2004", ""), ("2004", "")),
        (("2001", "2003"), ("2003", "2009"), None),
    ],
)
def test_of_a_term_told_with_other_years_the_time_in_both_is_kept(one, other, kept):
    drafts = [draft(start=start, end=end) for start, end in (one, other)]
    assert overlap(*drafts) == overlap(*reversed(drafts)) == kept


def test_persons_are_joined_by_any_of_their_names_and_keep_them_all():
    (row,), _ = merge(
        [draft("Ana María Roe", aliases=("Ana Roe",))], [draft("Ana Roe", aliases=("A. M. Roe",))]
    )
    assert row.name == "Ana María Roe"
    assert set(row.aliases) == {"Ana Roe", "A. M. Roe"}
