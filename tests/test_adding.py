"""Adding to the store: each input once, whatever happens in between; and finding it again."""

from __future__ import annotations

import io
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman import adding
from dragoman.adding import add_inputs
from dragoman.cli import main
from dragoman.errors import DragomanError, InputError
from dragoman.jsonl import from_json
from dragoman.pipeline import code_inputs
from dragoman.reading import Input, inputs
from dragoman.reading.inputs import count_inputs
from dragoman.records import Event
from dragoman.settings import USUAL, Settings
from dragoman.store import Store

PAGE = (
    "Norway expels two Albanian diplomats\n\n"
    "OSLO, May 3, 2026 (Agency) -- Norway expelled two Albanian diplomats on Saturday, the foreign "
    "ministry said. Albania condemned the decision.\n"
)
MANY = 120
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def dragoman(*args: str | Path, stdin: bytes = b"") -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store" / "news.db"


def many_pages(folder: Path) -> Path:
    folder.mkdir()
    for number in range(MANY):
        text = PAGE.replace("two", str(number + 2))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a store, but for SQLite's own numbering."""
    queries = {
        "paths": "SELECT path, file, bytes_sha256, text FROM paths"
        " JOIN documents ON documents.number = document ORDER BY path",
        "articles": "SELECT json FROM articles ORDER BY json",
        "records": "SELECT json FROM records ORDER BY json",
        "parties": "SELECT record, role, ordinal, code, sector, entity, name FROM parties"
        " ORDER BY record, role, ordinal",
        "passages": "SELECT article, record, kind, title, text FROM passages ORDER BY record, text",
    }
    with closing(sqlite3.connect(store)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def paths_held(store: Path) -> int:
    """How many inputs a store that another process is writing holds so far."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM paths").fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(count)


def events_of(page: Path) -> list[Event]:
    lines = dragoman("code", page, "--records", "event").stdout.splitlines()
    return [event for event in map(from_json, lines) if isinstance(event, Event)]


class TestAdd:
    def test_the_store_holds_the_records_that_code_prints(self, page: Path, store: Path) -> None:
        result = dragoman("add", page, "--store", store)
        assert (result.exit_code, result.stdout) == (0, "")
        assert len(result.stderr.splitlines()) == 1
        printed = [from_json(line) for line in dragoman("code", page).stdout.splitlines()]
        held = contents(store)
        kept = [from_json(str(row[0])) for row in (*held["articles"], *held["records"])]
        assert sorted(kept, key=lambda each: each.id) == sorted(printed, key=lambda each: each.id)

    def test_the_same_input_twice_adds_nothing(self, page: Path, store: Path) -> None:
        dragoman("add", page, "--store", store)
        before = contents(store)
        again = dragoman("add", page, page, "--store", store)
        assert again.exit_code == 0
        assert "0 inputs coded (0 articles, 0 records), 2 held already, 0 skipped" in again.stderr
        assert contents(store) == before

    def test_from_another_folder_it_is_still_the_same_input(
        self, page: Path, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dragoman("add", page, "--store", store)
        monkeypatch.chdir(page.parent)
        assert "1 held already" in dragoman("add", page.name, "--store", store).stderr

    def test_standard_input_is_known_again_by_its_content(self, store: Path) -> None:
        dragoman("add", "-", "--store", store, stdin=PAGE.encode())
        again = dragoman("add", "-", "--store", store, stdin=PAGE.encode())
        assert "0 inputs coded" in again.stderr
        other = dragoman("add", "-", "--store", store, stdin=PAGE.replace("two", "3").encode())
        assert "1 inputs coded" in other.stderr
        assert len(contents(store)["paths"]) == 2

    def test_a_page_that_changed_is_coded_anew_in_place_of_the_old(
        self, page: Path, store: Path
    ) -> None:
        dragoman("add", page, "--store", store)
        page.write_text(PAGE.replace("Norway", "Sweden"), encoding="utf-8")
        dragoman("add", page, "--store", store)
        assert len(contents(store)["paths"]) == 1
        assert "nothing found" in dragoman("search", "Norway", "--store", store).stderr
        assert dragoman("search", "Sweden", "--store", store).stdout

    def test_a_bad_input_gets_a_line_and_the_rest_is_added(self, page: Path, store: Path) -> None:
        (page.parent / "empty.txt").write_bytes(b"")
        result = dragoman("add", page.parent / "empty.txt", page, "gone.txt", "--store", store)
        assert result.exit_code == 1
        assert [line.split(": ")[1] for line in result.stderr.splitlines()[:2]] == [
            str(page.parent / "empty.txt"),
            "gone.txt",
        ]
        assert "1 inputs coded" in result.stderr
        assert "2 skipped" in result.stderr
        assert len(contents(store)["paths"]) == 1

    def test_a_page_that_cannot_be_coded_costs_that_page_only(
        self, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def sometimes(inputs: list[Input], settings: Settings) -> Iterator[object]:
            if inputs[0].path.endswith("bad.txt"):
                yield InputError(inputs[0].path, "could not be coded")
            else:
                yield from code_inputs(inputs, settings)

        monkeypatch.setattr(adding, "code_inputs", sometimes)
        errors: list[DragomanError] = []
        names = ("a.txt", "bad.txt", "c.txt")
        pages = (Input(name, PAGE.encode()) for name in names)
        with Store.open(store) as opened:
            totals = add_inputs(opened, pages, USUAL, errors.append, lambda _done, _path: None)
        assert (totals.added, totals.held, totals.skipped) == (2, 0, 1)
        assert len(errors) == 1

    def test_progress_is_told_of_each_input_by_number(self, store: Path) -> None:
        told: list[tuple[int, str]] = []
        found = (Input("a.txt", PAGE.encode()), InputError("b.txt", "is empty"))
        with Store.open(store) as opened:
            add_inputs(opened, found, USUAL, str, lambda done, path: told.append((done, path)))
        assert told == [(1, "a.txt"), (2, "b.txt")]

    @pytest.mark.parametrize("place", [".", "page.txt", "page.txt/news.db"])
    def test_a_place_that_can_be_no_store_is_wrong_usage(self, page: Path, place: str) -> None:
        result = dragoman("add", page, "--store", page.parent / place)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert page.read_text(encoding="utf-8") == PAGE


def test_killed_in_between_it_goes_on_where_it_stopped(tmp_path: Path, store: Path) -> None:
    pages = many_pages(tmp_path / "pages")
    command = [sys.executable, "-m", "dragoman", "add", str(pages), "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as first:
        while paths_held(store) < 3:
            assert first.poll() is None, "it ended before it could be killed"
            time.sleep(0.01)
        first.kill()
    assert first.returncode == -signal.SIGKILL
    held = paths_held(store)
    assert 3 <= held < MANY
    again = dragoman("add", pages, "--store", store)
    assert again.exit_code == 0
    assert f"{MANY - held} inputs coded" in again.stderr
    assert f"{held} held already" in again.stderr
    uninterrupted = tmp_path / "other.db"
    dragoman("add", pages, "--store", uninterrupted)
    assert contents(store) == contents(uninterrupted)


class TestProgress:
    def test_inputs_are_counted_as_they_will_be_read(self, page: Path) -> None:
        (page.parent / "empty.txt").write_bytes(b"")
        (page.parent / ".hidden.txt").write_text(PAGE, encoding="utf-8")
        (page.parent / "folder").mkdir()
        (page.parent / "up").symlink_to(page.parent, target_is_directory=True)
        paths = [str(page.parent), str(page), "gone.txt", "-"]
        assert count_inputs(paths) == len(list(inputs(paths, stdin=io.BytesIO(b"x")))) == 7

    def test_on_a_terminal_it_is_shown_and_wiped_away(self, page: Path, store: Path) -> None:
        shown = on_a_terminal("add", page, page.parent / "gone.txt", "--store", store)
        assert "/2" in shown
        # The complaint and the summary stand on lines of their own.
        assert "\x1b[2Kdragoman: " in shown
        assert "gone.txt: does not exist; check the path\r\n" in shown
        assert "1 inputs coded" in shown.replace("\r\n", "")
        assert shown.endswith("\n")

    def test_elsewhere_it_is_silent(self, page: Path, store: Path) -> None:
        assert "\r" not in dragoman("add", page, "--store", store).stderr


def on_a_terminal(*args: str | Path) -> str:
    """Run a command with a terminal as its standard error; give what the terminal got."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dragoman", *map(str, args)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "200"}
    with subprocess.Popen(command, stderr=theirs, stdin=subprocess.DEVNULL, env=environment) as ran:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other side is gone
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert ran.returncode == 1
    return shown.decode()


class TestSearchAndShow:
    def test_records_are_found_by_their_words_in_any_form(self, page: Path, store: Path) -> None:
        dragoman("add", page, "--store", store)
        result = dragoman("search", "expel", "--store", store)
        assert result.exit_code == 0
        for event in events_of(page):
            if "expel" in event.text:
                assert event.id in result.stdout
        assert str(page) in result.stdout

    def test_nothing_found_is_said_on_standard_error(self, page: Path, store: Path) -> None:
        dragoman("add", page, "--store", store)
        result = dragoman("search", "zebra", "--store", store)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.splitlines() == ["nothing found"]

    @pytest.mark.parametrize("words", ['"', "AND OR", "a* NEAR(b)", "col:x", "'; DROP TABLE", "(("])
    def test_no_word_is_an_operator(self, page: Path, store: Path, words: str) -> None:
        dragoman("add", page, "--store", store)
        assert dragoman("search", "--store", store, "--", words).exit_code == 0

    def test_show_marks_actor_act_and_recipient_in_the_sentence(
        self, page: Path, store: Path
    ) -> None:
        dragoman("add", page, "--store", store)
        (event,) = (e for e in events_of(page) if e.text.startswith("Norway expelled"))
        shown = dragoman("show", event.id, "--store", store)
        assert shown.exit_code == 0
        assert "[actor: Norway] [act: expelled]" in shown.stdout
        assert "[recipient: two Albanian diplomats]" in shown.stdout
        info = event.text_info
        assert f"{page}, characters {info.start}–{info.end}" in shown.stdout

    def test_show_takes_the_beginning_of_an_id(self, page: Path, store: Path) -> None:
        dragoman("add", page, "--store", store)
        event = events_of(page)[0]
        whole = dragoman("show", event.id, "--store", store).stdout
        assert dragoman("show", event.id[:12], "--store", store).stdout == whole != ""

    @pytest.mark.parametrize("unknown", ["e-0000000000000000dead", "nonsense", "%", "e-\x1b[31m"])
    def test_an_unknown_id_is_one_line(self, page: Path, store: Path, unknown: str) -> None:
        dragoman("add", page, "--store", store)
        result = dragoman("show", unknown, "--store", store)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert ESCAPES.search(line) is None

    @pytest.mark.parametrize("command", ["search", "show"])
    def test_a_store_that_is_not_there_is_one_line_and_none_is_made(
        self, store: Path, command: str
    ) -> None:
        result = dragoman(command, "e-123456", "--store", store)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert not store.exists()

    def test_a_hostile_page_is_shown_without_its_escapes(self, page: Path, store: Path) -> None:
        hostile = PAGE.replace("expelled", "\x1b[31mexpelled\x1b[0m").replace("two", "two\x9b2J")
        page.write_text(hostile, encoding="utf-8")
        named = page.rename(page.parent / "a\x1b[2J.txt")
        dragoman("add", named, "--store", store)
        events = events_of(named)
        assert events
        printed = dragoman("search", "diplomats", "--store", store).stdout
        for event in events:
            printed += dragoman("show", event.id, "--store", store).stdout
        assert ESCAPES.search(printed) is None
        assert "diplomats" in printed
