"""Paths → bytes → text: what is read, and one clear error for each thing that isn't."""

import io
import os
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.reading import Input, inputs, read

STORY = "Envoys meet in Haven\n\nHAVEN: Envoys met on Monday – briefly.\n"


def outcome(path):
    """Read all that a path names; give each input's path and its error, if any."""
    found = []
    for each in inputs([str(path)]):
        if isinstance(each, InputError):
            found.append((each.path, each.reason))
            continue
        try:
            read(each)
        except InputError as error:
            found.append((error.path, error.reason))
        else:
            found.append((each.path, None))
    return found


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("empty.txt", b"", "is empty", id="empty"),
        pytest.param("blank.txt", b" \n\t\n", "is empty", id="blank"),
        pytest.param("bom.txt", b"\xef\xbb\xbf", "is empty", id="only a mark"),
        pytest.param("zeros.txt", b"abc\x00\x01\x02\x00\x00\xff" * 9, "is binary", id="zeros"),
        pytest.param("control.txt", b"abc\xff\x01\x02\x03" * 9, "is binary", id="controls"),
        pytest.param("page.txt", b"%PDF-1.7 ...", "is a PDF document", id="a PDF in disguise"),
        pytest.param("page.pdf", b"anything", "PDF documents", id="PDF"),
        pytest.param("page.docx", b"anything", "Word documents", id="Word"),
        pytest.param("page.PNG", b"anything", "images", id="image"),
        pytest.param("page.txt.gz", b"anything", "packed files", id="gzip"),
        pytest.param("page", b"<!DOCTYPE html><p>Hello", "is an HTML page", id="HTML"),
        pytest.param("line.txt", b"a " * 600_000, "has a line of 1.1 MiB", id="endless line"),
        pytest.param("wide.txt", ("a " * 600_000).encode("utf-16"), "has a line of", id="UTF-16"),
    ],
)
def test_bad_input_gets_one_clear_error(tmp_path, name, data, reason):
    path = tmp_path / name
    path.write_bytes(data)
    ((where, why),) = outcome(path)
    assert where == str(path)
    assert reason in why


def test_a_missing_path_is_reported(tmp_path):
    assert outcome(tmp_path / "no.txt") == [
        (str(tmp_path / "no.txt"), "does not exist; check the path")
    ]


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    ((_, why),) = outcome(path)
    assert why == "is too large (300 MiB; the limit is 64 MiB): split it"


def test_a_folder_is_read_through_in_name_order_without_hidden_files(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "a.txt", "c.txt", ".hidden"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    assert [path for path, _ in outcome(tmp_path)] == [
        f"{tmp_path}/a.txt",
        f"{tmp_path}/b/2.txt",
        f"{tmp_path}/c.txt",
    ]


def test_an_empty_folder_is_reported(tmp_path):
    assert outcome(tmp_path) == [(str(tmp_path), "is an empty folder; nothing to read")]


def test_links_that_go_round_are_reported_and_the_rest_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert outcome(tmp_path) == [
        (f"{tmp_path}/a.txt", None),
        (f"{tmp_path}/loop", "is a link back to a folder above it; not followed"),
        (f"{tmp_path}/self", "is a link that leads back to itself"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_reported(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    assert outcome(path) == [(str(path), "can't be read: permission denied")]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    ((_, why),) = outcome(tmp_path)
    assert why.startswith("is not a file")


def test_standard_input_has_its_own_name():
    (found,) = inputs(["-"], stdin=io.BytesIO(STORY.encode()))
    assert found == Input("<stdin>", STORY.encode())


def test_files_are_read_one_at_a_time(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    found = inputs([str(tmp_path)])
    assert Path(next(found).path).name == "a.txt"
    (tmp_path / "b.txt").unlink()
    assert isinstance(next(found), InputError)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
    ],
)
def test_a_page_reads_the_same_in_each_encoding(encoding, name):
    text = STORY.replace("\n", "\r\n") + "“Façade” of Señor Müller’s café – €5\r\n"
    reading = read(Input("a.txt", text.encode(encoding)))
    assert reading.document.text == text
    assert reading.encoding == name


def test_a_page_cut_off_within_a_letter_is_still_utf_8():
    data = ("“Façade” of Señor Müller’s café – €5\n" * 3).encode()
    reading = read(Input("a.txt", data.rstrip(b"\n") + "é".encode()[:1]))
    assert reading.document.text.count("Señor") == 3
    assert reading.encoding == "utf-8 with 1 broken bytes replaced"
