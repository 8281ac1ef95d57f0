"""Several processes: the same bytes as one, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import a_document, paragraph
from dragoman import engine
from dragoman.cli import main
from dragoman.engine import code_many, usable_cores
from dragoman.errors import DragomanError, InputError
from dragoman.language import memory, parse_articles, parser
from dragoman.pipeline import Coded
from dragoman.reading import Input

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(map(str, (ROOT / "examples").glob("*.txt")))[:3],
    *sorted(map(str, (ROOT / "tests" / "pages").glob("*.txt")))[:3],
]
STORY = b"OSLO (Agency) -- Norway expelled two Albanian diplomats on Saturday.\n"
DRAGOMAN = [sys.executable, "-m", "dragoman"]
# A worker that dies and is dead stays in the table until its parent has noticed.
GONE = "Z"


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Pages, with bad inputs in between."""
    (tmp_path / "empty.txt").write_bytes(b" \n")
    (tmp_path / "markup.txt").write_bytes(b"<html><p>Hello</html>")
    bad = [str(tmp_path / name) for name in ("empty.txt", "gone.txt", "markup.txt")]
    return [*PAGES[:3], *bad, *PAGES[3:], bad[1], PAGES[0]]


def run(*args: str | Path) -> Result:
    """Run a command in this process, where all is loaded: only its workers are others."""
    return CliRunner().invoke(main, list(map(str, args)))


def children(pid: int) -> dict[int, str]:
    """The processes below one and their states, but for Python's own tracker of resources."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == pid and b"resource_tracker" not in command:
            found[int(stat.parent.name)] = state
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != GONE
    except OSError:
        return False


def wait_until_none_runs(pids: list[int]) -> None:
    until = time.monotonic() + 5
    while any(map(is_running, pids)):
        assert time.monotonic() < until, "a worker outlives its parent"
        time.sleep(0.02)


def stories(folder: Path, number: int) -> Path:
    folder.mkdir()
    for i in range(number):
        (folder / f"{i:03}.txt").write_bytes(8 * STORY.replace(b"two", str(i + 2).encode()))
    return folder


def tables(store: Path) -> dict[str, list[Any]]:
    """What a store holds, in the order in which it was added."""
    with closing(sqlite3.connect(store)) as connection:
        return {
            "paths": connection.execute("SELECT path, document FROM paths").fetchall(),
            "articles": connection.execute("SELECT * FROM articles").fetchall(),
            "records": connection.execute("SELECT * FROM records").fetchall(),
        }


# Stand-ins for the coder, which a worker imports from here.


def quick(each: Input, _published: date | None) -> Coded | InputError:
    """No coding: the input's own words as an error; "slow" and "die" do so."""
    if b"slow" in each.data:
        time.sleep(0.3)
    if b"die" in each.data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"once" in each.data and not Path(each.path).exists():
        Path(each.path).touch()
        os._exit(3)
    return InputError(each.path, each.data.decode())


def no_parser(_each: Input, _published: date | None) -> Coded | InputError:
    raise DragomanError("the parser is missing; install it")


def never_ready(_each: Input, _published: date | None) -> Coded | InputError:
    os._exit(7)


def reasons(found: Iterator[Any]) -> list[str]:
    return [each.reason for each in found]


class TestTheSame:
    def test_two_workers_write_the_bytes_of_one(self, paths: list[str]) -> None:
        one, two = run("code", *paths), run("code", *paths, "--workers", "2")
        assert (two.exit_code, two.stdout, two.stderr) == (1, one.stdout, one.stderr)
        assert len(one.stderr.splitlines()) == 4
        assert one.stdout.count("\n") > 50

    def test_a_store_is_filled_the_same(self, paths: list[str], tmp_path: Path) -> None:
        stores = [tmp_path / "one.db", tmp_path / "two.db"]
        first, second = (
            run("add", *paths, "--store", store, "--workers", workers)
            for store, workers in zip(stores, ("1", "2"), strict=True)
        )
        # One page is named twice, and so met again before the first is added.
        assert "6 inputs coded" in first.stderr
        assert "1 held already, 4 skipped" in first.stderr
        assert second.stderr.replace("two.db", "one.db") == first.stderr
        assert tables(stores[1]) == tables(stores[0])


class TestOrder:
    def test_what_is_slow_keeps_its_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "code_one", quick)
        given = [b"slow 0", b"1", b"2", b"slow 3", *(str(i).encode() for i in range(4, 40))]
        found = code_many((Input(f"{i}.txt", text) for i, text in enumerate(given)), workers=2)
        assert reasons(found) == [text.decode() for text in given]

    def test_inputs_are_taken_up_only_so_far_ahead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "code_one", quick)
        taken = []

        def endless() -> Iterator[Input]:
            while True:
                taken.append(len(taken))
                yield Input(f"{len(taken)}.txt", b"x")

        found = code_many(endless(), workers=2)
        for _ in range(50):
            next(found)
        found.close()  # type: ignore[attr-defined]
        assert len(taken) <= 50 + 2 * engine.AHEAD

    def test_what_is_no_input_is_passed_on_in_its_place(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "code_one", quick)
        given = [None, Input("a", b"a"), "other", Input("b", b"b"), None]
        found = list(code_many(given, workers=2))
        assert [found[0], found[2], found[4]] == [None, "other", None]
        assert reasons(iter([found[1], found[3]])) == ["a", "b"]


class TestDeath:
    def test_a_page_that_kills_its_worker_is_named_and_costs_no_other(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "code_one", quick)
        given = [b"0", b"1", b"die", *(str(i).encode() for i in range(3, 12))]
        found = reasons(
            code_many((Input(f"{i}.txt", text) for i, text in enumerate(given)), workers=2)
        )
        assert found[2] == (
            "not coded: its worker died of it twice (killed by SIGKILL, perhaps for want of "
            "memory); all others go on"
        )
        assert [*found[:2], *found[3:]] == [str(i) for i in range(12) if i != 2]

    def test_a_page_whose_worker_dies_once_is_coded_by_another(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(engine, "code_one", quick)
        given = [Input(str(tmp_path / "page.txt"), b"once"), Input("b.txt", b"b")]
        assert reasons(code_many(given, workers=2)) == ["once", "b"]

    def test_an_error_that_all_pages_share_is_raised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "code_one", no_parser)
        with pytest.raises(DragomanError, match="the parser is missing"):
            list(code_many([Input("a.txt", STORY)], workers=2))

    def test_workers_that_never_start_are_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine, "code_one", never_ready)
        with pytest.raises(DragomanError, match=r"can't be started \(exit status 7\); run with"):
            list(code_many([Input("a.txt", STORY), Input("b.txt", STORY)], workers=2))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
class TestFromOutside:
    def test_a_worker_killed_changes_nothing(self, tmp_path: Path) -> None:
        folder, out = stories(tmp_path / "pages", 24), tmp_path / "out.jsonl"
        command = [*DRAGOMAN, "code", str(folder), "--workers", "2", "-o", str(out)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as ran:
            while not (out.exists() and out.stat().st_size):
                assert ran.poll() is None
                time.sleep(0.01)
            victim = next(iter(children(ran.pid)))
            os.kill(victim, signal.SIGKILL)
            _, told = ran.communicate()
        assert (ran.returncode, told) == (0, b"")
        assert out.read_text(encoding="utf-8") == run("code", folder).stdout

    @pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
    def test_ended_it_leaves_no_process_behind(
        self, tmp_path: Path, ending: signal.Signals
    ) -> None:
        folder, out = stories(tmp_path / "pages", 60), tmp_path / "out.jsonl"
        command = [*DRAGOMAN, "code", str(folder), "--workers", "2", "-o", str(out)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as ran:
            # Once a record is out both workers have read what they need from their parent.
            while len(children(ran.pid)) < 2 or not (out.exists() and out.stat().st_size):
                assert ran.poll() is None
                time.sleep(0.01)
            below = list(children(ran.pid))
            if ending == signal.SIGINT:  # as from the keyboard: to all of them
                os.killpg(ran.pid, ending)
            else:
                ran.send_signal(ending)
            _, told = ran.communicate(timeout=30)
        assert b"Traceback" not in told
        wait_until_none_runs(below)


class TestShortcuts:
    """What makes one worker fast must say what spaCy says."""

    def test_words_are_parsed_as_by_the_whole_of_spacy(self) -> None:
        import spacy

        nlp = spacy.load(parser.PARSER_PACKAGE, exclude=["ner", "senter"])
        nlp.add_pipe("dragoman_boundaries", before="parser")
        texts = [Path(each).read_text(encoding="utf-8") for each in PAGES]
        # Rules that look at two words at once, a space inside, words alike but for their case.
        texts.append("There is no deal. There's none, let's say. Y'all ain't gonna  Go. go, GO")
        for text in texts:
            plain = text.translate(parser.PRINT_FORMS)
            (sentences,) = parse_articles(a_document(text), [[paragraph(text)]])
            expected = [
                [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_.lower()) for t in span if not t.is_space]
                for span in nlp(plain).sents
            ]
            found = [[(t.text, t.tag, t.pos, t.dep, t.lemma) for t in s.tokens] for s in sentences]
            assert found == [each for each in expected if each]

    def test_new_words_are_forgotten_and_parsed_the_same_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        strings = parser.shared_parser().nlp.vocab.strings
        texts = [f"Kw{i}a met Zb{i}o in Qp{i}u, the Xd{i}i said." for i in range(12)]
        pages = [(a_document(text), [[paragraph(text)]]) for text in texts]
        before = [parse_articles(*page) for page in pages]
        monkeypatch.setattr(memory, "ARTICLES", 2)
        parser.shared_parser().words._left = 0
        assert [parse_articles(*page) for page in pages] == before
        assert sum(f"Kw{i}a" in strings for i in range(12)) <= 2


def test_a_container_s_quota_limits_the_cores(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engine, "QUOTA", tmp_path / "cpu.max")
    free = usable_cores()
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert usable_cores() == free >= 1
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    assert usable_cores() == 1


def test_help_stays_quick_and_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'numpy', 'multiprocessing'}"
    code = f"import sys, dragoman.cli; print(sorted({heavy} & {{*sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert ran.stdout == b"[]\n"
