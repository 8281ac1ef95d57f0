"""A brief holds sentences of the pages, the weightiest first, and nothing that runs."""

from __future__ import annotations

import re
from datetime import date

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.records import Figure, Resolution, Statement
from dragoman.relations import side_of
from dragoman.relations.briefs import as_html, as_markdown, brief
from dragoman.relations.briefs.sentences import LONGEST, sentence_at
from dragoman.relations.briefs.written import escaped
from dragoman.store import Store
from relations_store import a_page, a_store, an_event, party

USA, PAK, IND = (party(code) for code in ("USA", "PAK", "IND"))
SPOKESMAN = party("PAK", entity_text="a ministry spokesman")
WORDS = "Exports rose to $5 billion. The US, Gen. Khan said, is a partner. The UN adopted the text."


def of_page(page, kind, start, end, **more):
    article = page.articles[0]
    return kind(
        id=f"{kind.__name__[0].lower()}-1", article=article.id, file=article.file, start=start,
        end=end, confidence=0.8, coder="dragoman test", **more,
    )  # fmt: skip


@pytest.fixture
def store(tmp_path):
    first = a_page(
        "one.txt",
        "The US aided Pakistan.",
        an_event("AID", [USA], [PAK], date="2025-06-10", said_by=(SPOKESMAN,)),
        published="2025-06-10",
        source="Dawn",
    )
    again = a_page(
        "two.txt",
        "America sent aid to Pakistan, it said.",
        an_event("AID", [USA], [PAK], date="2025-06-10", confidence=0.9),
        an_event("CONSULT", [PAK, IND], date=None, status="future", planned_for="2025-06-20"),
        published="2025-06-11",
    )
    older = a_page(
        "three.txt",
        "Long ago Pakistan accused the US.",
        an_event("ACCUSE", [PAK], [USA], date="2024-01-01"),
        published="2024-01-02",
    )
    bare = a_page("four.txt", WORDS, published="2025-06-11")
    further = [
        of_page(bare, Figure, 16, 26, text="$5 billion", value=5e9, unit="USD", what="exports",
                of=("PAK",)),
        of_page(bare, Statement, 28, 64, speaker=(SPOKESMAN,), addressee=(), about=(USA,),
                words="The US is a partner", quoted=True, date=None),
        of_page(bare, Resolution, 81, 89, title=None, symbol=None, body="UNGA", sponsor=("PAK",),
                stage="adopted", next="UNSC"),
    ]  # fmt: skip
    return a_store(
        tmp_path / "news.db", first, again, older,
        a_page("four.txt", WORDS, published="2025-06-11", further=further),
    )  # fmt: skip


def a_brief(path, side="PAK", days=7, until=None):
    with Store.open(path, create=False) as held, held.questions() as connection:
        return brief(connection, side_of(side), days, until)


def lines(told):
    return {section.name: section.lines for section in told.sections}


def test_every_line_is_a_sentence_of_a_page(store):
    pages = ["The US aided Pakistan.", "America sent aid to Pakistan, it said.", WORDS,
             "The US is a partner"]  # fmt: skip
    told = a_brief(store)
    assert {section.name for section in told.sections} == {
        "happened", "planned", "said", "figures", "resolutions",
    }  # fmt: skip
    for section in told.sections:
        for line in section.lines:
            assert any(line.words in page for page in pages), line.words


def test_an_act_told_by_two_pages_is_one_line_that_says_so(store):
    (line,) = lines(a_brief(store))["happened"]
    assert (line.words, line.reports) == ("America sent aid to Pakistan, it said.", 2)


def test_whose_word_it_is_and_where_it_stands(tmp_path):
    page = a_page(
        "one.txt", "The US aided Pakistan.",
        an_event("AID", [USA], [PAK], date="2025-06-10", said_by=(SPOKESMAN,)),
        published="2025-06-10", source="Dawn",
    )  # fmt: skip
    told = a_brief(a_store(tmp_path / "news.db", page))
    (line,) = lines(told)["happened"]
    assert (line.said_by, line.source, line.day) == ("a ministry spokesman", "Dawn", "2025-06-10")
    assert "said by a ministry spokesman, Dawn, 2025-06-10, AID" in as_markdown(told)


def test_it_ends_with_the_newest_article_unless_told_otherwise(store):
    told = a_brief(store)
    assert (told.since, told.until) == ("2025-06-05", "2025-06-11")
    old = lines(a_brief(store, until=date(2024, 1, 3)))["happened"]
    assert [line.words for line in old] == ["Long ago Pakistan accused the US."]


def test_what_falls_due_later_is_planned_though_it_was_told_before(store):
    told = lines(a_brief(store, days=1, until=date(2025, 6, 15)))
    assert [line.what for line in told["planned"]] == ["CONSULT · due 2025-06-20"]
    assert "planned" not in lines(a_brief(store, days=1, until=date(2025, 6, 21)))


def test_figures_and_resolutions_stand_in_their_own_sentence(store):
    told = lines(a_brief(store))
    assert told["figures"][0].words == "Exports rose to $5 billion."
    assert told["resolutions"][0].words == "The UN adopted the text."
    assert told["resolutions"][0].what == "UNGA · adopted · next UNSC"


def test_a_sides_own_words_are_quoted(store):
    assert "a ministry spokesman: “The US is a partner”" in as_markdown(a_brief(store))


def test_a_group_has_a_brief_too(store):
    assert lines(a_brief(store, "SAARC"))["happened"]


def test_nothing_found_is_said(store, tmp_path):
    assert "Nothing was found in this time." in as_markdown(a_brief(store, "BRA"))
    later = as_markdown(a_brief(store, until=date(2030, 1, 1)))
    assert "The newest article that names Pakistan is of 2025-06-11 (--to)." in later
    empty = a_store(tmp_path / "empty.db")
    assert "Nothing was found in this time." in as_html(a_brief(empty))


def test_less_than_a_day_is_refused(store):
    with pytest.raises(ValueError, match="give 1 or more"):
        a_brief(store, days=0)


# --- hostile pages ---

HOSTILE = (
    '<script>alert(1)</script> [x](javascript:1) <img src=x onerror="1"> *b* `c` https://e.org'
)


@pytest.fixture
def hostile(tmp_path):
    told = an_event(
        "AID", [party("USA", entity_text=HOSTILE)], [PAK], date="2025-06-10",
        said_by=(party("USA", entity_text=HOSTILE),),
    )  # fmt: skip
    page = a_page(f"{HOSTILE.replace('/', '')}.txt", f"# {HOSTILE}", told, published="2025-06-10",
                  source=HOSTILE)  # fmt: skip
    return a_brief(a_store(tmp_path / "news.db", page))


def test_no_page_writes_markup_into_html(hostile):
    html = as_html(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert "default-src 'none'" in html


def test_no_page_writes_markup_into_markdown(hostile):
    written = as_markdown(hostile)
    assert not re.search(r"(?<!\\)[<\[*]", written.replace("- `", ""))
    assert "\n- \\# " in written


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# title", r"\# title"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("a - b. c: d", "a - b. c: d"),
        ("www.example.org", r"www\.example.org"),
        ("x_y", r"x\_y"),
    ],
)
def test_only_what_is_markup_is_escaped(text, safe):
    assert escaped(text) == safe


# --- sentences ---


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("$5 billion", "Exports rose to $5 billion."),
        ("partner", "The US, Gen. Khan said, is a partner."),
        ("the text", "The UN adopted the text."),
    ],
)
def test_the_sentence_around_words(at, sentence):
    start = WORDS.index(at)
    assert sentence_at(WORDS, start, start + len(at)) == sentence


def test_a_very_long_sentence_is_cut_around_the_words():
    passage = "word " * 300 + "$5 billion " + "word " * 300
    start = passage.index("$")
    cut = sentence_at(passage, start, start + 10)
    assert "$5 billion" in cut and cut.startswith("…") and cut.endswith("…")
    assert len(cut) <= LONGEST + 2


# --- the command ---


def run(*args):
    return CliRunner().invoke(main, ["brief", *map(str, args)])


def test_the_command_writes_markdown_or_html(store, tmp_path):
    assert run("Pakistan", "--store", store).output.startswith("# Pakistan, 2025-06-05")
    out = tmp_path / "brief.html"
    assert run("PAK", "--format", "html", "--store", store, "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_brief_of_all_is_refused(store):
    said = run("all", "--store", store)
    assert (said.exit_code, "name a country or a group" in said.output + said.stderr) == (2, True)
