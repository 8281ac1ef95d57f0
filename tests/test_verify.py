"""Receipts: every record is proven from its page, and what is not is told."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from tests.test_cli import dragoman
from tests.test_drafting import coded

from dragoman.adding import coder_named, settings_of
from dragoman.records import Span
from dragoman.settings import Settings
from dragoman.verify import Page, check_page, differences, wrong_spans

STORY = (
    "Chad expels envoy\n\nPublished: 17 September 2025\n\n"
    "N'DJAMENA (Agency) -- Chad expelled the ambassador of Mali on Tuesday.\n\n"
    "Mali condemned the expulsion, the foreign ministry said.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two pages, `one.txt` and `two.txt`, that is the current one."""
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(STORY, encoding="utf-8")
    (pages / "two.txt").write_text(STORY.replace("Mali", "Niger"), encoding="utf-8")
    return pages


@pytest.fixture
def store(folder):
    """A store of the two pages."""
    path = folder.parent / "news.db"
    assert dragoman("add", "pages", "--store", str(path)).exit_code == 0
    return path


def verified(*args):
    """The exit status, the findings, and the count that is told at the end."""
    found = dragoman("verify", *map(str, args))
    return found.exit_code, found.stdout.splitlines(), found.stderr.strip().splitlines()[-1]


class TestAStore:
    def test_of_pages_that_are_what_they_were_is_proven(self, store):
        status, findings, count = verified("--store", store)
        assert (status, findings) == (0, [])
        assert count.startswith("2 pages, ") and count.endswith(" proven, 0 findings")

    def test_is_proven_by_several_processes_too(self, store):
        assert verified("--store", store, "--workers", "2")[0] == 0

    def test_tells_a_missing_page(self, store, folder):
        (folder / "one.txt").unlink()
        status, findings, _ = verified("--store", store)
        assert status == 1
        assert findings == [f"{folder}/one.txt: missing: there is no such file any more"]

    def test_tells_a_changed_page(self, store, folder):
        (folder / "two.txt").write_text(STORY + "\nMore.\n", encoding="utf-8")
        status, findings, _ = verified("--store", store)
        assert status == 1
        assert findings == [f"{folder}/two.txt: changed since it was added; add it again"]

    def test_finds_a_page_that_has_moved_where_it_is_told_to_look(self, store, folder):
        (folder / "one.txt").rename(folder.parent / "elsewhere.txt")
        status, findings, count = verified("--store", store, "elsewhere.txt")
        assert status == 1
        assert findings == [
            f"{folder.parent}/elsewhere.txt: moved: the store holds it as {folder}/one.txt"
        ]
        assert count.startswith("1 pages, ")

    def test_can_be_proven_in_part(self, store, folder):
        (folder / "one.txt").unlink()
        assert verified("--store", store, folder / "two.txt")[:2] == (0, [])

    def test_tells_what_is_missing_in_a_folder_that_is_asked_for(self, store, folder):
        (folder / "one.txt").unlink()
        status, findings, _ = verified("--store", store, "pages")
        assert status == 1
        assert findings == [f"{folder}/one.txt: missing: there is no such file any more"]

    def test_tells_of_a_page_that_it_does_not_hold(self, store, folder):
        (folder / "three.txt").write_text("Peru praised Chad.\n", encoding="utf-8")
        status, findings, _ = verified("--store", store, "pages/three.txt")
        assert status == 1
        assert findings == ["pages/three.txt: is not in the store; add it with `dragoman add`"]

    def test_tells_a_record_that_was_meddled_with(self, store, folder):
        with sqlite3.connect(store) as connection:
            ((number, record, old),) = connection.execute(
                "SELECT document, id, json FROM records WHERE kind = 'event'"
                " ORDER BY document, ordinal LIMIT 1"
            ).fetchall()
            new = json.loads(old)
            new["actor"][0]["entity_text"] = "Peru"
            connection.execute(
                "UPDATE records SET json = ? WHERE document = ? AND id = ?",
                (json.dumps(new), number, record),
            )
        status, findings, _ = verified("--store", store)
        assert status == 1
        where = f"{folder}/one.txt: {record}"
        assert findings[0].startswith(f"{where}: actor.0.entity_text: says “Peru”")
        assert findings[1].startswith(f"{where}: coded again it has actor.0")

    def test_tells_pages_that_another_version_coded(self, store, folder):
        with sqlite3.connect(store) as connection:
            connection.execute("UPDATE documents SET coder = 'old 0.0.1' WHERE number = 1")
        status, findings, _ = verified("--store", store)
        assert status == 1
        assert len(findings) == 1
        assert findings[0].startswith(f"{folder}/one.txt: coded by old 0.0.1, this is")

    def test_keeps_what_its_pages_were_coded_with(self, folder):
        page = STORY.replace("Published: 17 September 2025\n\n", "")
        (folder / "one.txt").write_text(page, encoding="utf-8")
        more = ("--published", "2025-09-17", "--min-confidence", "0.1")
        assert dragoman("add", "pages", "--store", "other.db", *more).exit_code == 0
        assert verified("--store", "other.db")[:2] == (0, [])

    def test_that_is_not_there_is_a_wrong_usage(self, folder):
        assert dragoman("verify", "--store", "none.db").exit_code == 2


class TestAFileOfRecords:
    @pytest.fixture
    def records(self, folder):
        assert dragoman("code", "pages", "-o", "records.jsonl").exit_code == 0
        return folder.parent / "records.jsonl"

    def test_is_proven(self, records):
        assert verified("--records", records)[:2] == (0, [])

    def test_of_events_alone_is_proven(self, records):
        dragoman("code", "pages", "--records", "event", "-o", "events.jsonl")
        assert verified("--records", "events.jsonl")[:2] == (0, [])

    def test_tells_a_changed_page(self, records, folder):
        (folder / "one.txt").write_text("Peru praised Chad.\n", encoding="utf-8")
        status, findings, _ = verified("--records", records)
        assert status == 1
        assert findings == [
            "pages/one.txt: changed: its text is no longer the one that was coded; code it again"
        ]

    def test_tells_where_a_page_is_now(self, records, folder):
        (folder / "one.txt").rename(folder.parent / "elsewhere.txt")
        assert verified("--records", records)[1] == [
            "pages/one.txt: missing: the page can't be read again"
        ]
        assert verified("--records", records, "elsewhere.txt")[1] == [
            "pages/one.txt: moved: it is now elsewhere.txt"
        ]

    def test_with_a_record_too_few_is_told(self, records):
        lines = records.read_text(encoding="utf-8").splitlines()
        last = json.loads(lines.pop())
        records.write_text("\n".join(lines), encoding="utf-8")
        status, findings, _ = verified("--records", records)
        assert status == 1
        assert findings == [
            f"pages/two.txt: {last['id']}: coding again gives the event {last['event_type']} "
            f"“{last['event_text']}” besides"
        ]

    def test_with_a_line_that_is_no_record_is_a_wrong_usage(self, records):
        with records.open("a", encoding="utf-8") as file:
            file.write("{}\n")
        found = dragoman("verify", "--records", str(records))
        assert found.exit_code == 2
        assert "records.jsonl line" in found.stderr


class TestSpans:
    EVENT = coded(STORY, least=0.0).events[0]

    def test_of_a_coded_event_hold(self):
        found = coded(STORY, least=0.0)
        assert [why for each in found.records for why in wrong_spans(each, STORY)] == []

    @pytest.mark.parametrize(
        ("change", "complaint"),
        [
            ({"text": "Mali"}, "text: says “Mali”, at "),
            ({"event_text": "left"}, "event_text: “left” is not in its sentence"),
            ({"date_text": "Monday"}, "date_text: says “Monday”, at "),
            ({"evidence": {}}, "date_text: “Tuesday” has no evidence"),
        ],
    )
    def test_that_no_longer_hold_are_named_by_field(self, change, complaint):
        complaints = list(wrong_spans(replace(self.EVENT, **change), STORY))
        assert any(each.startswith(complaint) for each in complaints), complaints

    def test_outside_the_text_are_named(self):
        info = replace(self.EVENT.text_info, trigger=Span(0, 1))
        (complaint,) = wrong_spans(replace(self.EVENT, text_info=info), STORY)
        assert complaint.startswith("text_info.trigger: 0–1 is not inside its sentence")
        assert any("lies outside the text" in each for each in wrong_spans(self.EVENT, STORY[:60]))


class TestCodingAgain:
    def test_may_differ_in_confidence_by_a_hundredth(self):
        event = TestSpans.EVENT
        near = replace(event, confidence=round(event.confidence - 0.01, 3))
        far = replace(event, confidence=round(event.confidence - 0.02, 3))
        assert list(differences([event], [near])) == []
        ((record, why),) = differences([event], [far])
        assert record == event.id
        assert why.startswith("coded again it has confidence")

    def test_names_what_is_gone(self):
        event = TestSpans.EVENT
        ((record, why),) = differences([event], [])
        assert (record, why) == (
            event.id, f"the event {event.event_type} “{event.event_text}” is not coded any more"
        )  # fmt: skip

    def test_proves_nothing_of_a_page_that_was_not_read_again(self):
        found = coded(STORY, least=0.0)
        page = Page(
            file="page.txt", records=found.records, text=STORY,
            text_sha256=found.document.text_sha256, reader=found.document.reader,
        )  # fmt: skip
        assert check_page(page, None, None, ("missing",)).proven == 0
        assert check_page(page, found.document, found.records).proven == len(found.records)

    @pytest.mark.parametrize(
        "settings", [Settings(), Settings(least=0.05), Settings(date(2025, 9, 17), 0.5)]
    )
    def test_takes_the_settings_from_the_coders_name(self, settings):
        assert settings_of(coder_named(settings)) == settings

    def test_is_not_done_for_another_version(self):
        assert settings_of("dragoman 0.0.1+en-0") is None
        assert settings_of(f"{coder_named(Settings())} turned over") is None
