"""The words around the project say what the project is: links, names, fields, commands."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from dragoman import records
from dragoman.cli import main
from dragoman.jsonl import from_json
from dragoman.pipeline import code
from dragoman.reading import Input, read

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "dragoman"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("examples/*.md")])
TABLES = sorted(PACKAGE.rglob("data/*.tsv"))
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.name != "README.md")
NOT_WRITTEN_OUT = {"Document"}
RECORD_TYPES = [
    each
    for each in vars(records).values()
    if dataclasses.is_dataclass(each) and each.__name__ not in NOT_WRITTEN_OUT
]
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(
        rf"^#+ `?{re.escape(heading)}`?$\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""


def named_in_rows(text: str) -> list[str]:
    """The names in the first column of a table."""
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def links(path: Path) -> Iterator[str]:
    for target in LINK.findall(FENCED.sub("", text_of(path))):
        if not re.match(r"[a-z]+:", target):
            yield target


def json_blocks(path: Path) -> list[str]:
    return re.findall(r"^```json\n(.*?)^```", text_of(path), re.MULTILINE | re.DOTALL)


def test_the_commands_page_is_what_help_says() -> None:
    written = runpy.run_path(str(ROOT / "training" / "commands_page.py"))["page"]()
    stale = "docs/commands.md is stale; run: python -m training.commands_page"
    assert text_of(DOCS / "commands.md") == written, stale


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_relative_link_points_to_something(path: Path) -> None:
    broken = []
    for target in links(path):
        file, _, anchor = unquote(target).partition("#")
        page = path.parent / file if file else path
        if not page.exists() or (anchor and anchor not in anchors(page)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("table", TABLES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_data_table_is_described_with_its_columns(table: Path) -> None:
    lines = text_of(table).splitlines()
    header = next(line for line in lines if line and not line.startswith("#"))
    told = section(text_of(DOCS / "tables.md"), table.relative_to(PACKAGE).as_posix())
    assert named_in_rows(told) == header.split("\t")


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_every_field_of_every_record_is_described(kind: type) -> None:
    told = named_in_rows(section(text_of(DOCS / "records.md"), kind.__name__))
    fields = [field.name for field in dataclasses.fields(kind)]
    assert sorted(told) == sorted(fields)


def test_every_command_is_in_the_readme_and_no_other() -> None:
    told = set(re.findall(r"`dragoman (\w+)", text_of(ROOT / "README.md")))
    assert told == set(main.commands)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_make_target_that_is_told_of_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text_of(page))) <= targets


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_described(example: Path) -> None:
    assert f"`{example.name}`" in text_of(ROOT / "examples" / "README.md")


def test_the_records_shown_can_be_read_back_and_point_into_their_page() -> None:
    shown = [from_json(block) for block in json_blocks(DOCS / "records.md")]
    assert {type(record).__name__ for record in shown} == {"Article", "Event"}
    for record in shown:
        page = (ROOT / record.file).read_bytes().decode()
        if isinstance(record, records.Article):
            assert record.text_sha256 == records.text_sha256(page)
        elif isinstance(record, records.Event):
            assert page[record.text_info.start : record.text_info.end] == record.text
            for party in (*record.actor, *record.recipient, *record.said_by):
                assert party.start is None or page[party.start : party.end] == party.entity_text


def test_the_event_shown_is_one_that_its_page_gives() -> None:
    shown = [from_json(block) for block in json_blocks(DOCS / "records.md")]
    (event,) = (record for record in shown if isinstance(record, records.Event))
    given = code([read(Input(event.file, (ROOT / event.file).read_bytes()))])[0].events
    assert event.id in {each.id for each in given}
    assert json.dumps(event.id) in "".join(json_blocks(ROOT / "README.md"))
