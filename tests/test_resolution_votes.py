"""Recorded votes: files of them, whole or not at all; the same title in other years; agreement."""

from __future__ import annotations

import gzip
import re
import sqlite3

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli import main
from dragoman.resolutions.agreement import agreement
from dragoman.resolutions.ballotfile import BallotFile, BallotFileError
from dragoman.resolutions.ballots import RollCall
from dragoman.resolutions.matching import Titles, same_title
from dragoman.resolutions.titles import title_words
from dragoman.store import Store
from dragoman.store.rollcalls import Scope

ROLL_CALLS = (
    "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
    "1,72,0,2017-12-04,R/72/35,,,LIGHTS,Lights at sea : resolution / adopted by the UN\n"
    "2,73,0,2018-12-05,R/73/34,0,0,Lights at sea : resolution,A/73/251 1 - Lights. - LIGHTS\n"
    '3,73,,2018-12-05,R/73/34,,1,,"The President: I put to the vote paragraph 2. A"\n'
    "4,74,0,2019-12-12,A/RES/74/38,,,Lights at sea,Lights at sea\n"
    "5,74,0,2019-12-12,A/RES/74/39,,,Horns at sea,Horns at sea\n"
)
VOTES = (
    "rcid,country,country_code,vote\n"
    "2,Chad,TD,yes\n2,Togo,TG,abstain\n2,France,FR,yes\n"
    "3,Chad,TD,no\n3,Togo,TG,no\n"
    "4,Chad,TD,yes\n4,Togo,TG,no\n4,France,FR,yes\n"
    "5,Chad,TD,no\n5,Togo,TG,no\n"
)
ISSUES = "rcid,short_name,issue\n4,di,Arms control and disarmament\n"
LIBRARY = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title\n"
    "90,TCD,CHAD,Y,2021-12-06,76,A/RES/76/1,A/76/L.1,Lights at sea : resolution / adopted\n"
    "90,TGO,TOGO,N,2021-12-06,76,A/RES/76/1,A/76/L.1,Lights at sea : resolution / adopted\n"
    "90,FRA,FRANCE,X,2021-12-06,76,A/RES/76/1,A/76/L.1,Lights at sea : resolution / adopted\n"
)


@pytest.fixture
def file(tmp_path):
    def written(text, name="votes.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


@pytest.fixture
def filled(store, file):
    for text in (ROLL_CALLS, ISSUES, VOTES):
        store.import_votes(BallotFile(file(text)))
    return store


# --- importing ---


def test_votes_come_back_by_title_without_those_on_parts(filled):
    found = filled.votes_on("Lights at Sea", state="TGO")
    assert [(v.date, v.symbol, v.yes, v.no, v.abstain, v.of) for v in found] == [
        ("2017-12-04", "A/RES/72/35", 0, 0, 0, None),
        ("2018-12-05", "A/RES/73/34", 2, 0, 1, "abstain"),
        ("2019-12-12", "A/RES/74/38", 2, 1, 0, "no"),
    ]
    assert found[2].against == ("TGO",)


def test_votes_come_back_by_symbol(filled):
    assert [v.id for v in filled.votes_on(None, ("A/RES/74/39",))] == ["5"]


def test_the_un_digital_librarys_layout_is_read_too(filled, file):
    filled.import_votes(BallotFile(file(LIBRARY, "library.csv")))
    last = filled.votes_on("Lights at sea")[-1]
    assert (last.symbol, last.yes, last.no, last.abstain) == ("A/RES/76/1", 1, 1, 0)


def test_gz_is_unpacked(store, file):
    packed = BallotFile(file(gzip.compress(ROLL_CALLS.encode()), "calls.csv.gz"))
    assert store.import_votes(packed).lines == 5


def test_the_same_file_is_imported_once(filled, file):
    again = filled.import_votes(BallotFile(file(VOTES, "other-name.csv")))
    assert (again.before, again.lines) == (True, 0)


def test_a_newer_files_rows_take_the_place_of_older_ones(filled, file):
    filled.import_votes(BallotFile(file(VOTES.replace("4,Chad,TD,yes", "4,Chad,TD,no"))))
    assert filled.votes_on(None, ("A/RES/74/38",))[0].no == 2


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("4,Lurn,LU,yes\n", "line 2: unknown country 'Lurn'"),
        ("4,Chad,TD,maybe\n", "line 2: vote is 'maybe'"),
        ("999,Chad,TD,yes\n", "line 2: no roll call 999"),
        ("x,Chad,TD,yes\n", "line 2: rcid is 'x'"),
        ("4,Chad\n", "line 2: 2 cells; the header has 4"),
        ("4,Chad,TD,yes\n4,Chad,TD,no\n", "line 3: vote of TCD in roll call 4 stands"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_nothing_is_kept(filled, file, bad, complaint):
    before = filled.votes_on("Horns at sea")
    text = "rcid,country,country_code,vote\n" + bad + "5,France,FR,yes\n"
    with pytest.raises(BallotFileError, match=re.escape(complaint)):
        filled.import_votes(BallotFile(file(text)))
    assert filled.votes_on("Horns at sea") == before


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("port,depth\nOrun,4\n", "line 1: the columns are port, depth"),
        (b"", "line 1: the columns are empty"),
        (gzip.compress(ROLL_CALLS.encode())[:-20], "the gz file is broken"),
        (ROLL_CALLS.encode() + b"6,74,0,2019-12-12,x,,,\xff,y\n", "line 7: is not UTF-8"),
    ],
)
def test_a_file_of_another_kind_or_a_broken_one_is_refused(file, bad, complaint):
    with pytest.raises(BallotFileError, match=re.escape(complaint)):
        BallotFile(file(bad))


def test_many_bad_lines_are_counted_not_all_told(filled, file):
    text = "rcid,country,country_code,vote\n" + "4,Lurn,LU,yes\n" * 50
    with pytest.raises(BallotFileError, match=r"… and 30 more lines"):
        filled.import_votes(BallotFile(file(text)))


def test_an_older_store_gets_the_tables(tmp_path):
    path = tmp_path / "news.db"
    with Store.open(path):
        pass
    with sqlite3.connect(path) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert version >= 2


@pytest.mark.parametrize(
    ("amend", "para", "descr", "part"),
    [
        ("1", "", "The President: We vote on the draft amendment. A", "amendment"),
        ("", "1", "Anything", "paragraph"),
        ("", "", "The Acting President: I now put to the vote operative paragraph 2. A",
         "paragraph"),
        ("", "", "The President: I put to the vote the motion of no action. A", "motion"),
        ("", "", "The President: A recorded vote has been requested. A", "unclear"),
        ("", "", "The President: Draft resolution V is entitled _Lights at sea<d3>. A vote "
         "has been requested. A", None),
        ("", "", "The President: Since the amendment has not been adopted, we shall take a "
         "decision on draft resolution III as a whole. A recorded vote has been requested.", None),
        ("0", "0", "Lights at sea", None),
    ],
)  # fmt: skip
def test_what_was_put_to_the_vote_is_told_apart(file, amend, para, descr, part):
    text = (
        "rcid,session,date,unres,amend,para,short,descr\n"
        f'1,71,2016-12-05,R/71/1,{amend},{para},,"{descr}"\n'
    )
    found = []
    BallotFile(file(text)).each(found.extend)
    assert [each.part for each in found if isinstance(each, RollCall)] == [part]


# --- titles ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lights at sea", "The lights at sea : resolution / adopted by the General Assembly"),
        ("Sub-regional harbours of peace", "Subregional harbours of peace"),
        ("Programme of the 2nd Decade of Ports", "Program of the second decade of ports"),
        ("Measures on harbour lighting", "Measures on harbour lightning"),
        ("Towards a world free of fog", "Towards a world free of fog: a new agenda"),
        (
            "Effects of the harbour lights of large ports on birds and fish of northern islands",
            "Effects of the harbour lights of ports on birds and fish of northern islands",
        ),
        ("draft resolution on lights at sea", "Lights at sea"),
    ],
)
def test_spellings_of_one_title_are_the_same(one, other):
    assert same_title(title_words(one), title_words(other))
    assert same_title(title_words(other), title_words(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Syrian Golan", "The occupied Syrian Golan"),
        ("Nuclear disarmament", "Nuclear disarmament verification"),
        ("Situation of human rights in Iran", "Situation of human rights in Iraq"),
        ("Report on the 2010 Review Conference", "Report on the 2015 Review Conference"),
        ("First decade of ports", "Second decade of ports"),
        ("Lights", "Lights: a new agenda"),
        ("", ""),
    ],
)
def test_other_titles_are_not(one, other):
    assert not same_title(title_words(one), title_words(other))


@given(st.lists(st.sampled_from("harbour light horn bell flag of the at sea north".split()),
                min_size=1, max_size=12))  # fmt: skip
def test_a_title_finds_itself_whatever_its_case_and_tail(words):
    key = " ".join(title_words(" ".join(words)))
    asked = " ".join(title_words(" ".join(words).upper() + " : resolution / adopted by the Board"))
    assert asked == key
    assert not key or Titles([key, "quite another title"]).like(asked) == [key]


# --- agreement ---

CASTS = st.sampled_from(["yes", "no", "abstain"])


def test_agreement_by_hand():
    # Ten votes: six alike for, one alike against, two apart by one step, one by two.
    pairs = [("yes", "yes")] * 6 + [("no", "no")] + [("yes", "abstain")] * 2 + [("yes", "no")]
    found = agreement(pairs)
    assert found.same == pytest.approx(0.7)
    assert found.s == pytest.approx(1 - 2 * 4 / (10 * 2))
    # pi: pooled shares yes 15/20, no 3/20, abstain 2/20.
    chance = 0.75**2 + 0.15**2 + 0.1**2
    assert found.pi == pytest.approx((0.7 - chance) / (1 - chance))
    # kappa: first yes 9, no 1; second yes 6, no 2, abstain 2.
    chance = 0.9 * 0.6 + 0.1 * 0.2
    assert found.kappa == pytest.approx((0.7 - chance) / (1 - chance))


def test_no_common_vote_measures_nothing():
    assert agreement([]) == (0, None, None, None, None)


def test_always_the_same_one_way_leaves_chance_nothing_to_compare():
    found = agreement([("yes", "yes")] * 3)
    assert (found.same, found.s, found.pi, found.kappa) == (1.0, 1.0, None, None)


@given(st.lists(st.tuples(CASTS, CASTS), min_size=1, max_size=60))
def test_measures_keep_their_bounds_and_take_no_side(pairs):
    found = agreement(pairs)
    assert found == pytest.approx(agreement([(b, a) for a, b in pairs])) or None in found
    assert 0 <= found.same <= 1
    assert -1 <= found.s <= 1
    assert found.pi is None or found.pi <= 1
    assert found.kappa is None or found.kappa <= 1
    # Each alone differs from both together: Scott's chance is never the smaller.
    if found.pi is not None and found.kappa is not None:
        assert found.pi <= found.kappa + 1e-9


def test_only_votes_cast_by_both_within_the_span_count(filled):
    assert filled.common_votes("TCD", "FRA", Scope()) == [("yes", "yes"), ("yes", "yes")]
    assert filled.common_votes("TCD", "TGO", Scope(2019, 2019, "di")) == [("yes", "no")]
    assert filled.common_votes("TCD", "TGO", Scope(2030)) == []


# --- the command line ---


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_the_commands_import_show_and_compare(tmp_path, file):
    store = tmp_path / "news.db"
    calls, votes = file(ROLL_CALLS, "calls.csv"), file(VOTES, "votes.csv")
    issues = file(ISSUES, "issues.csv")
    # Votes stand first: the command itself sees to the order.
    done = run("votes", "import", votes, issues, calls, "--store", store)
    assert done.exit_code == 0, done.output
    shown = run("votes", "show", "lights at sea", "--country", "Togo", "--store", store)
    assert "2019-12-12  A/RES/74/38  2 for, 1 against, 0 abstaining · against: Togo" in shown.output
    assert "Togo: no (before: abstain)" in shown.output
    compared = run("votes", "agreement", "TCD", "Togo", "--store", store)
    assert re.search(r"^all +4 +0\.500", compared.output, re.MULTILINE)


def test_a_bad_file_does_not_stop_the_others(tmp_path, file):
    store = tmp_path / "news.db"
    bad, good = file("a,b\n", "bad.csv"), file(ROLL_CALLS, "calls.csv")
    done = run("votes", "import", bad, good, "--store", store)
    assert done.exit_code == 1
    assert "bad.csv: nothing imported" in done.output
    assert "5 lines of roll calls" in done.output


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("agreement", "TCD", "Atlantis"), "unknown country 'Atlantis'"),
        (("agreement", "TCD", "DEU"), "no votes of DEU are held"),
        (("agreement", "TCD", "TGO", "--issue", "zz"), "unknown issue 'zz'"),
        (("agreement", "TCD", "TGO", "--from", "2019", "--to", "2001"), "lies after --to 2001"),
        (("show", "Nothing like it"), "no recorded vote on this title"),
    ],
)
def test_mistakes_are_told_in_a_line(tmp_path, file, args, complaint):
    store = tmp_path / "news.db"
    files = [file(text, f"{n}.csv") for n, text in enumerate((ROLL_CALLS, VOTES, ISSUES))]
    run("votes", "import", *files, "--store", store)
    told = run("votes", *args, "--store", store)
    assert complaint in told.output
    assert "Traceback" not in told.output
