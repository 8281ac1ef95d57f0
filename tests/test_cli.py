"""The command line as its users meet it: what it prints where, and with which status it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.export.tabular import COLUMNS
from dragoman.jsonl import from_json
from dragoman.records import Article, Event, Record

ROOT = Path(__file__).parents[1]
SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "two-news-pages.txt"
EXAMPLES = [str(path) for path in sorted((ROOT / "examples").glob("*.txt"))]
COMMANDS = (
    "actors add brief classify code export ontology places read relations resolutions schema search"
    " serve show stories verify votes"
).split()
HEAVY = (
    "spacy", "thinc", "pydantic", "numpy", "charset_normalizer", "sqlite3", "rich.table",
    "fastapi", "uvicorn", "jinja2",
)  # fmt: skip
PAGE = (
    "Norway expels two Albanian diplomats\n\n"
    "OSLO, May 3, 2026 (Agency) -- Norway expelled two Albanian diplomats on Saturday, the foreign "
    "ministry said. Albania condemned the decision.\n"
)
UNDATED = "OSLO (Agency) -- Norway expelled two Albanian diplomats on Saturday.\n"
HOSTILE = (
    "OSLO, May 3, 2026 (Agency) -- Norway \x1b[31mexpelled\x1b[0m two\x9b2J Albanian "
    "\u202ediplomats on Saturday [bold]after[/bold] talks.\n\n"
    "=cmd|' /C calc'!A1 said Norway expelled two Albanian envoys on Friday :warning: again.\n"
)
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not here")


def dragoman(*args: str | Path, stdin: bytes = b"") -> Result:
    """Run a command in this process; anything but a clean exit fails the test."""
    result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*args: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command as its user does."""
    command = [sys.executable, "-m", "dragoman", *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def records(result: Result) -> list[Record]:
    return [from_json(line) for line in result.stdout.splitlines()]


def events(result: Result) -> list[Event]:
    return [record for record in records(result) if isinstance(record, Event)]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


class TestRead:
    @needs_sample
    def test_the_sample_has_exactly_two_articles(self) -> None:
        result = dragoman("read", SAMPLE)
        assert result.exit_code == 0
        found = [record for record in records(result) if isinstance(record, Article)]
        assert [article.title for article in found] == [
            "Pakistan’s deputy PM, Rubio discuss global developments, strengthening bilateral ties",
            "UN disarmament panel passes Pakistan-led resolutions on arms control, "
            "nuclear security",
        ]
        assert [article.updated for article in found] == ["2025-09-14", "2025-11-08"]
        assert [article.place for article in found] == ["Islamabad", "Islamabad"]

    @needs_sample
    def test_furniture_and_caption_of_the_sample_are_not_in_the_body(self) -> None:
        text = SAMPLE.read_text(encoding="utf-8")
        for article in records(dragoman("read", SAMPLE)):
            assert isinstance(article, Article)
            body = [text[s.start : s.end] for s in article.segments if s.kind == "paragraph"]
            assert body[0].startswith(
                ("US Secretary of State Marco Rubio and", "The United Nations")
            )
            for furniture in ("Short Url", "Updated", "Follow", "poses for", "ISLAMABAD:", "•"):
                assert not any(furniture in paragraph for paragraph in body)
        kinds = Counter(s.kind for article in records(dragoman("read", SAMPLE))
                        if isinstance(article, Article) for s in article.segments)  # fmt: skip
        assert (kinds["headline"], kinds["caption"], kinds["bullet"]) == (2, 1, 4)

    @needs_sample
    def test_the_audit_tells_what_was_kept_and_dropped_and_why(self) -> None:
        result = dragoman("read", "--audit", SAMPLE)
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert "2 articles found" in lines[1]
        told = [line for line in lines if line.split()[0] in ("kept", "dropped")]
        # No line of the page disappears in silence.
        assert len(told) >= sum(
            bool(line.strip()) for line in SAMPLE.read_text("utf-8").split("\n")
        )
        assert all(re.search(r"\[[^\]]+\]$", line) for line in told)

    def test_a_page_of_furniture_only_has_no_article_and_the_audit_says_so(
        self, tmp_path: Path
    ) -> None:
        page = tmp_path / "menu.txt"
        page.write_text("Home\nWorld\nSport\nFollow us\nShare this\n", encoding="utf-8")
        result = dragoman("read", page)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "0 articles found" in dragoman("read", "--audit", page).stdout


class TestCode:
    def test_each_line_of_standard_output_is_a_record_and_standard_error_is_empty(
        self, page: Path
    ) -> None:
        result = dragoman("code", page)
        assert (result.exit_code, result.stderr) == (0, "")
        kinds = [record.record for record in records(result)]
        assert kinds[0] == "article"
        assert set(kinds[1:]) == {"event"}
        assert result.stdout_bytes.endswith(b"\n")
        assert b"\r" not in result.stdout_bytes

    def test_the_order_of_the_paths_only_orders_the_output(self) -> None:
        pages = EXAMPLES[:5]
        forward = dragoman("code", *pages).stdout_bytes
        backward = dragoman("code", *reversed(pages)).stdout_bytes
        alone = [dragoman("code", path).stdout_bytes for path in pages]
        assert forward == b"".join(alone)
        assert backward == b"".join(reversed(alone))

    def test_a_folder_is_read_through_in_the_order_of_names(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.txt", "c/d.txt", ".hidden.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(PAGE, encoding="utf-8")
        files = dict.fromkeys(record.file for record in records(dragoman("code", tmp_path)))
        assert [Path(file).name for file in files] == ["a.txt", "b.txt", "d.txt"]

    def test_the_same_page_under_another_path_gives_the_same_ids(
        self, page: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "elsewhere" / "copy.txt"
        other.parent.mkdir()
        other.write_bytes(page.read_bytes())
        here, there = dragoman("code", page).stdout, dragoman("code", other).stdout
        assert there == here.replace(str(page), str(other))

    def test_a_dash_is_standard_input(self, page: Path) -> None:
        piped = process("code", "-", input=PAGE.encode())
        assert (piped.returncode, piped.stderr) == (0, b"")
        by_path = dragoman("code", page).stdout
        assert piped.stdout.decode() == by_path.replace(str(page), "<stdin>")

    def test_only_the_kinds_asked_for(self, page: Path) -> None:
        result = dragoman("code", page, "--records", "event")
        assert {record.record for record in records(result)} == {"event"}
        both = dragoman("code", page, "--records", "article, event").stdout
        assert both == dragoman("code", page).stdout

    def test_an_unknown_kind_is_wrong_usage_with_a_hint(self, page: Path) -> None:
        result = dragoman("code", page, "--records", "evnt")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines() == [
            "dragoman: unknown record kind 'evnt'. Did you mean 'event'?"
        ]

    def test_no_path_is_wrong_usage(self) -> None:
        assert dragoman("code").exit_code == 2

    def test_a_reader_that_has_seen_enough_ends_it_in_silence(self) -> None:
        command = [sys.executable, "-m", "dragoman", "code", *EXAMPLES]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as coding:
            assert coding.stdout is not None
            assert coding.stderr is not None
            coding.stdout.readline()
            coding.stdout.close()
            assert coding.stderr.read() == b""
            assert coding.wait() == 0


class TestFormats:
    def test_csv_has_a_row_for_each_event_under_one_header(self) -> None:
        printed = dragoman("code", *EXAMPLES[:2], "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(printed, newline="")))
        coded = events(dragoman("code", *EXAMPLES[:2]))
        assert tuple(rows[0]) == COLUMNS
        assert [row["id"] for row in rows] == [event.id for event in coded]
        assert [row["text"].lstrip("'") for row in rows] == [event.text for event in coded]

    def test_csv_without_an_event_is_still_csv(self, tmp_path: Path) -> None:
        quiet = tmp_path / "quiet.txt"
        quiet.write_text("The river is long and its water is cold in winter.\n", encoding="utf-8")
        printed = dragoman("code", quiet, "--format", "csv").stdout
        assert printed.splitlines() == [",".join(COLUMNS)]

    def test_the_table_has_a_line_for_each_event(self, page: Path) -> None:
        printed = dragoman("code", page, "--format", "table").stdout
        for event in events(dragoman("code", page)):
            assert event.event_type in printed
        assert "\x1b" not in printed

    def test_the_table_keeps_to_the_width_and_counts_at_its_end(
        self, page: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        lines = dragoman("code", page, "--format", "table").stdout.splitlines()
        assert max(map(len, lines)) == 80
        told = len(events(dragoman("code", page)))
        assert lines[-1] == f"{told} event{'s' * (told != 1)} in 1 article of 1 page"

    def test_csv_of_nothing_readable_is_a_header(self, tmp_path: Path) -> None:
        printed = dragoman("code", tmp_path / "absent.txt", "--format", "csv").stdout
        assert printed.splitlines() == [",".join(COLUMNS)]

    def test_the_header_stands_once_where_the_first_page_has_no_event(
        self, page: Path, tmp_path: Path
    ) -> None:
        quiet = tmp_path / "a.txt"
        quiet.write_text("The river is long and its water is cold in winter.\n", encoding="utf-8")
        printed = dragoman("code", quiet, page, "--format", "csv").stdout
        assert printed.count("event_type") == 1
        assert printed.startswith("id,")


class TestOutput:
    def test_the_file_holds_what_would_have_been_printed(self, page: Path, tmp_path: Path) -> None:
        out = tmp_path / "records.jsonl"
        result = dragoman("code", page, "-o", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert out.read_bytes() == dragoman("code", page).stdout_bytes

    @pytest.mark.parametrize("place", ["no/such/folder/out.jsonl", "page.txt/out.jsonl", "."])
    def test_a_place_that_cannot_be_written_is_wrong_usage(
        self, page: Path, tmp_path: Path, place: str
    ) -> None:
        result = dragoman("code", page, "-o", tmp_path / place)
        assert (result.exit_code, result.stdout) == (2, "")
        assert str(tmp_path / place) in result.stderr
        assert "Traceback" not in result.stderr

    def test_a_missing_folder_is_one_line(self, page: Path, tmp_path: Path) -> None:
        ran = process("code", page, "-o", tmp_path / "nowhere" / "out.jsonl")
        assert ran.returncode == 2
        assert len(ran.stderr.splitlines()) == 1

    @on_linux
    def test_a_full_disk_is_one_line(self, page: Path) -> None:
        ran = process("code", page, "-o", "/dev/full")
        assert ran.returncode == 2
        assert len(ran.stderr.splitlines()) == 1

    @on_linux
    def test_a_full_disk_behind_standard_output_is_one_line(self) -> None:
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "dragoman", "schema"]
            ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert ran.returncode == 2
        assert len(ran.stderr.splitlines()) == 1

    @pytest.mark.parametrize("command", ["code", "read", "classify", "actors", "places"])
    def test_a_page_is_never_overwritten_by_its_own_records(self, page: Path, command: str) -> None:
        result = dragoman(command, page, "-o", page)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert page.read_text(encoding="utf-8") == PAGE

    def test_an_output_in_the_folder_that_is_read_is_not_read(self, page: Path) -> None:
        out = page.parent / "a.jsonl"
        for _ in range(2):
            result = dragoman("code", page.parent, "-o", out)
            assert (result.exit_code, result.stderr) == (0, "")
            records = [from_json(line) for line in out.read_text(encoding="utf-8").splitlines()]
            assert {record.file for record in records} == {str(page)}


class TestDates:
    def test_published_dates_a_page_that_prints_no_date(self, tmp_path: Path) -> None:
        undated = tmp_path / "undated.txt"
        undated.write_text(UNDATED, encoding="utf-8")
        # 2026-05-05 is a Tuesday.
        (event,) = events(dragoman("code", undated, "--published", "2026-05-05"))
        assert (event.date, event.date_text) == ("2026-05-02", "Saturday")

    def test_without_it_the_date_is_null_and_never_today(self, tmp_path: Path) -> None:
        undated = tmp_path / "undated.txt"
        undated.write_text(UNDATED, encoding="utf-8")
        (event,) = events(dragoman("code", undated))
        assert (event.date, event.granularity) == (None, None)

    def test_a_page_that_prints_its_date_keeps_it(self, page: Path) -> None:
        assert dragoman("code", page, "--published", "1999-01-01").stdout == (
            dragoman("code", page).stdout
        )

    def test_a_day_that_does_not_exist_is_wrong_usage(self, page: Path) -> None:
        assert dragoman("code", page, "--published", "2026-02-30").exit_code == 2


def empty(folder: Path) -> Path:
    return written(folder / "empty.txt", b"")


def blank(folder: Path) -> Path:
    return written(folder / "blank.txt", b" \n\t\n")


def binary(folder: Path) -> Path:
    return written(folder / "binary.txt", bytes(range(256)) * 20)


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def too_large(folder: Path) -> Path:
    path = written(folder / "large.txt", b"")
    os.truncate(path, 65 << 20)
    return path


def one_endless_line(folder: Path) -> Path:
    return written(folder / "line.txt", b"word " * 420_000)


def link_to_itself(folder: Path) -> Path:
    path = folder / "loop.txt"
    path.symlink_to(path)
    return path


def empty_folder(folder: Path) -> Path:
    path = folder / "folder"
    path.mkdir()
    return path


def no_encoding(folder: Path) -> Path:
    return written(folder / "bytes.txt", b"The \x81\x8d\x8f\x90\x9d of \xe9t\xe9 \x81.\n")


def unreadable(folder: Path) -> Path:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = written(folder / "secret.txt", PAGE.encode())
    path.chmod(0)
    return path


def hostile_name(folder: Path) -> Path:
    return folder / "no\x1b[31m\nsuch.txt"


def name_that_is_no_utf8(folder: Path) -> Path:
    try:
        return written(Path(os.fsdecode(os.fsencode(folder) + b"/na\xefve.txt")), PAGE.encode())
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


BAD_INPUTS = (
    empty, blank, binary, missing, too_large, one_endless_line, link_to_itself, empty_folder,
    no_encoding, unreadable, hostile_name, name_that_is_no_utf8,
)  # fmt: skip


class TestBadInput:
    @pytest.mark.parametrize("command", ["read", "code"])
    @pytest.mark.parametrize("make", BAD_INPUTS, ids=lambda make: make.__name__)
    def test_it_gets_one_line_and_the_page_beside_it_is_done(
        self, page: Path, tmp_path: Path, command: str, make: Callable[[Path], Path]
    ) -> None:
        bad = make(tmp_path)
        result = dragoman(command, bad, page)
        assert result.exit_code == 1
        assert result.stdout == dragoman(command, page).stdout != ""
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"dragoman: {tmp_path!s}")
        assert ESCAPES.search(line) is None

    def test_in_a_folder_too(self, tmp_path: Path) -> None:
        written(tmp_path / "page.txt", PAGE.encode())
        made = [make(tmp_path) for make in (empty, binary, link_to_itself, empty_folder)]
        (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
        result = dragoman("code", tmp_path)
        assert result.exit_code == 1
        assert result.stdout == dragoman("code", tmp_path / "page.txt").stdout
        assert len(result.stderr.splitlines()) == len(made) + 1

    def test_empty_standard_input_gets_a_line(self) -> None:
        result = dragoman("code", "-", stdin=b"")
        assert (result.exit_code, result.stdout) == (1, "")
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_the_encodings_of_saved_pages_give_the_same_ids(
        self, tmp_path: Path, encoding: str
    ) -> None:
        text = PAGE.replace("Albania condemned", "Albania’s president – in Tirana – condemned")
        plain = written(tmp_path / "plain.txt", text.encode())
        other = written(tmp_path / "other.txt", text.encode(encoding))
        ids = [[record.id for record in records(dragoman("code", p))] for p in (plain, other)]
        assert ids[0] == ids[1]


class TestHostilePages:
    @pytest.mark.parametrize("layout", ["csv", "table"])
    def test_escapes_do_not_reach_the_terminal(self, tmp_path: Path, layout: str) -> None:
        page = written(tmp_path / "hostile.txt", HOSTILE.encode())
        assert events(dragoman("code", page))
        printed = dragoman("code", page, "--format", layout).stdout
        assert ESCAPES.search(printed) is None

    def test_no_cell_begins_as_a_formula(self, tmp_path: Path) -> None:
        page = written(tmp_path / "=hostile.txt", HOSTILE.encode())
        printed = dragoman("code", page, "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(printed, newline="")))
        assert any("cmd|" in row["text"] for row in rows)
        for row in rows:
            for column in set(COLUMNS) - {"event_scale"}:
                assert not row[column].startswith(("=", "+", "-", "@"))

    def test_marks_in_a_page_are_words_and_no_colours(self, tmp_path: Path) -> None:
        text = "OSLO -- Norway criticized [bold red]Albania[/] :warning: on Saturday.\n"
        page = written(tmp_path / "marks.txt", text.encode())
        printed = dragoman("code", page, "--format", "table").stdout
        assert "⚠" not in printed
        assert dragoman("code", page, "--format", "table").exit_code == 0

    def test_audit_shows_no_escapes(self, tmp_path: Path) -> None:
        page = written(tmp_path / "hostile.txt", HOSTILE.encode())
        assert ESCAPES.search(dragoman("read", "--audit", page).stdout) is None


class TestReference:
    def test_the_schema_is_json_and_describes_every_kind_of_record(self) -> None:
        schema = json.loads(dragoman("schema").stdout)
        assert schema["$schema"].startswith("https://json-schema.org/")
        for kind in ("Article", "Event", "Statement", "Figure", "Resolution"):
            assert kind in schema["$defs"]

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            pytest.param((), ("SANCTION", "CONSULT", "ASSAULT"), id="all"),
            pytest.param(("SANCTION",), ("expel", "CAMEO", "quad 4"), id="a type"),
            pytest.param(("sectors",), ("GOV", "MIL", "REB"), id="sectors"),
            pytest.param(("countries",), ("PAK", "NOR"), id="countries"),
            pytest.param(("cameo",), ("041",), id="CAMEO"),
        ],
    )
    def test_the_ontology_is_printed_for_a_person(
        self, name: tuple[str, ...], words: tuple[str, ...]
    ) -> None:
        result = dragoman("ontology", *name)
        assert result.exit_code == 0
        assert all(word in result.stdout for word in words)

    @pytest.mark.parametrize("name", ["NOPE", "SANCTON"])
    def test_an_unknown_name_gets_a_hint(self, name: str) -> None:
        result = dragoman("ontology", name)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert repr(name) in line
        assert "SANCTION" in line

    def test_it_prints_where_the_terminal_knows_ascii_only(self) -> None:
        ran = process("ontology", "SANCTION", env=os.environ | {"PYTHONIOENCODING": "ascii"})
        assert (ran.returncode, ran.stderr) == (0, b"")


class TestHelp:
    def test_the_commands_are_these(self) -> None:
        assert sorted(main.commands) == sorted(COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_each_command_tells_how_it_is_used(self, command: str) -> None:
        result = dragoman(command, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout

    def test_help_and_version_load_nothing_heavy(self) -> None:
        script = f"""
import sys
from dragoman.cli import main
for args in (["--help"], ["--version"], *([name, "--help"] for name in main.commands)):
    main(args, standalone_mode=False)
print("loaded:", *sorted(set({HEAVY!r}) & set(sys.modules)))
"""
        ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        assert ran.stdout.decode().splitlines()[-1] == "loaded:"

    def test_an_unknown_command_is_wrong_usage(self) -> None:
        assert dragoman("cod", "page.txt").exit_code == 2
