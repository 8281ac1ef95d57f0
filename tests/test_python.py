"""Dragoman from Python: light to import, records that print well, a store as frames, a notebook."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, UnknownCode
from dragoman.python import Records
from dragoman.store import StoreError
from relations_store import a_page, a_store, an_event, party

ROOT = Path(__file__).parents[1]
TEXT = "Pakistan's Foreign Minister Ishaq Dar met Marco Rubio in Islamabad on Monday."
USA, PAK = party("USA"), party("PAK")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def coded():
    return dragoman.code(TEXT, published="2025-09-14")


@pytest.fixture
def store(tmp_path):
    path = a_store(
        tmp_path / "news.db",
        a_page(
            "one.txt", f"{HOSTILE} The US aided Pakistan.",
            an_event("AID", [USA], [PAK], date="2025-06-10", event_text=HOSTILE),
            an_event("ACCUSE", [PAK], [USA], date="2025-08-10", status="future"),
            published="2025-06-10", source=HOSTILE,
        ),
    )  # fmt: skip
    with dragoman.open(path) as opened:
        yield opened


def test_importing_it_loads_nothing_heavy():
    told = (
        "import sys, dragoman; dir(dragoman);"
        " print([m for m in sys.modules if m.split('.')[0] in"
        " ('spacy', 'numpy', 'polars', 'matplotlib', 'pydantic', 'click', 'sqlite3')])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_it_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'coed'"):
        dragoman.coed  # type: ignore[attr-defined]  # noqa: B018


# --- code ---


def test_a_text_gives_its_records(coded):
    (event,) = coded.events
    assert (event.event_type, event.date) == ("CONSULT", "2025-09-08")
    assert [record.record for record in coded][:2] == ["article", "event"]
    assert coded.text == TEXT


def test_records_print_as_a_short_list(coded):
    assert repr(coded).splitlines()[0] == "<1 article, 1 event>"
    assert "CONSULT" in repr(coded) and "Ishaq Dar (PAK GOV)" in repr(coded)


def test_records_are_a_sequence(coded):
    assert isinstance(coded[0:1], Records)
    assert len(coded) == len(list(coded))
    assert coded == dragoman.code(TEXT, published=date(2025, 9, 14))
    assert coded.jsonl().count("\n") == len(coded)


def test_records_become_a_frame(coded):
    pytest.importorskip("polars")
    assert coded.frame()["event_type"].to_list() == ["CONSULT"]
    assert coded.frame("figure").height == 0
    with pytest.raises(UnknownCode, match="Did you mean 'event'"):
        coded.frame("evnt")


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ({"published": "14 September"}, "give a day as YYYY-MM-DD"),
        ({"least": 2}, "give a confidence from 0 to 1"),
    ],
)
def test_a_wrong_argument_is_named(args, complaint):
    with pytest.raises(DragomanError, match=complaint):
        dragoman.code(TEXT, **args)


@pytest.mark.parametrize("text", ["", "half \ud800"])
def test_a_text_that_cannot_be_coded_says_why(text):
    try:
        assert len(dragoman.code(text)) == 0
    except DragomanError as error:
        assert "<text>" in str(error)


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError, match="text is a bytes"):
        dragoman.code(b"bytes")  # type: ignore[arg-type]


# --- open ---


def test_a_store_as_frames(store):
    pytest.importorskip("polars")
    assert repr(store) == "<Dragoman store news.db: 1 article, 2 events>"
    assert store.events().height == 2
    assert store.events(status="actual")["actor_code"].to_list() == ["USA"]
    assert store.events(side="Pakistan", since="2025-07-01").height == 1
    assert store.articles().height == 1
    assert store.statements().height == store.figures().height == store.resolutions().height == 0


def test_relations_as_frame_and_chart(store):
    pytest.importorskip("polars")
    pytest.importorskip("matplotlib")
    related = store.relations("USA", "PAK", statuses=())
    assert related.frame()["mean"].to_list() == [7.0, None, -2.0]
    assert len(related.chart().axes) == 3
    assert "no events" in repr(related)


def test_pages_are_added_and_what_is_skipped_is_a_warning(tmp_path):
    with dragoman.open(tmp_path / "new.db", create=True) as made:
        with pytest.warns(UserWarning, match=r"none\.txt"):
            done = made.add(ROOT / "examples" / "02-lagos-wire.txt", tmp_path / "none.txt")
        assert (done.added, done.skipped) == (1, 1)
        assert "1 article" in repr(made)


def test_a_brief(store):
    assert store.brief("PAK").markdown().startswith("# Pakistan, 2025-06-04 to 2025-06-10")


def test_no_page_writes_markup_into_a_notebook(store, coded):
    (hit,) = store.search("aided", limit=1)
    shown = store.show(hit.record_id)
    views = [
        store, store.relations("USA", "PAK"), store.brief("PAK"), shown, shown.records,
        Records(dragoman.code(f"{HOSTILE}\n\n{TEXT}")),
    ]  # fmt: skip
    for view in views:
        assert "<script" not in view._repr_html_()


@pytest.mark.parametrize(
    ("ask", "complaint"),
    [
        (lambda store: store.events(side="Pakistn"), "Did you mean"),
        (lambda store: store.events(status="real"), "unknown status"),
        (lambda store: store.events(since="June"), "since is 'June'"),
        (lambda store: store.relations("all"), "can't be all"),
        (lambda store: store.relations("USA", by="year"), "unknown period"),
        (lambda store: store.frame("evnt"), "unknown record kind"),
    ],
)
def test_a_wrong_question_is_told_what_is_right(store, ask, complaint):
    with pytest.raises(DragomanError, match=complaint):
        ask(store)


def test_where_there_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="there is no store here"):
        dragoman.open(tmp_path / "none.db")


# --- the notebook ---


def cells():
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run_cell(source, names):
    """Run a cell as a notebook does; what its last line gives, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


def test_every_cell_of_the_notebook_runs(monkeypatch):
    pytest.importorskip("polars")
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(ROOT / "docs")
    names = {"__name__": "__main__"}
    for cell in cells():
        shown = run_cell("".join(cell["source"]), names)
        assert (shown is not None) == bool(cell["outputs"])
        if shown is not None:
            assert repr(shown)
