"""The store: what is added comes back, once, whole, whatever happens."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.records import (
    Article,
    Document,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Record,
    Resolution,
    Segment,
    Size,
    Span,
    Statement,
    TextInfo,
    content_id,
    text_sha256,
)
from dragoman.store import (
    Added,
    CodedDocument,
    PageNotStoredError,
    Store,
    StoreError,
    default_store,
)

CALL = "Dar received a telephone call from Rubio on Saturday night."
TALKS = "Egypt hosted the Sudanese foreign minister for talks in Cairo."
STRIKE = "Rebels shelled the port of Hodeida, killing seven dockworkers."

DAR = Party(code="PAK", sector="GOV", sectors=("GOV",), entity="ishaq-dar", name="Ishaq Dar")
RUBIO = Party(code="USA", sector="GOV", sectors=("GOV",), name="Marco Rubio", office="Secretary")


def a_document(text: str, file: str = "pages.txt") -> Document:
    return Document(file=file, text=text, text_sha256=text_sha256(text), reader="text 1")


def an_article(
    document: Document, *, title: str | None = "Ministers discuss ties", index: int = 0
) -> Article:
    end = len(document.text)
    return Article(
        id=content_id("a", document.text, index),
        file=document.file,
        index=index,
        title=title,
        source=None,
        url=None,
        language="en",
        text_sha256=document.text_sha256,
        reader=document.reader,
        published=None,
        updated="2025-09-14",
        place="Islamabad",
        segments=(Segment(kind="paragraph", start=0, end=end),) if end else (),
    )


def an_event(
    article: Article, text: str, *, ordinal: int = 0, actor: tuple[Party, ...] = (DAR,)
) -> Event:
    trigger = Span(0, min(3, len(text)))
    return Event(
        id=content_id("e", article.id, trigger, ordinal),
        article=article.id,
        file=article.file,
        date="2025-09-13",
        enddate=None,
        date_text="Saturday night",
        granularity="day",
        planned_for=None,
        event_type="CONSULT",
        mode="phone",
        modes=("phone",),
        context=("diplomatic",),
        cameo="041",
        quad_code=1,
        event_scale=1.5,
        actor=actor,
        recipient=(RUBIO,),
        status="actual",
        said_by=(),
        event_loc=Location(),
        size=Size(dead=7),
        event_text=text[:3],
        text=text,
        text_info=TextInfo(sequence=0, start=0, end=len(text), trigger=trigger),
        evidence={"date": Evidence(spans=(trigger,), how="text")},
        confidence=0.9,
        coder="dragoman 0.1.0",
    )


def coded(
    text: str, file: str = "pages.txt", *, coder: str = "dragoman 0.1.0", events: int = 1
) -> CodedDocument:
    document = a_document(text, file)
    article = an_article(document)
    return CodedDocument(
        document=document,
        bytes_sha256=hashlib.sha256(text.encode()).hexdigest(),
        coder=coder,
        articles=(article,),
        records=tuple(
            replace(an_event(article, text, ordinal=ordinal), coder=coder)
            for ordinal in range(events)
        ),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def found(store: Store, words: str) -> set[str]:
    return {hit.record_id for hit in store.search(words, limit=1000)}


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store.path)) as connection:
        return connection.execute(query).fetchall()


def whole(store: Store) -> bool:
    """No damage, no dangling row, and the index holds exactly the passages."""
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(
            "INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)"
        )
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return sound and not connection.execute("PRAGMA foreign_key_check").fetchall()


# What is added comes back.


def test_each_kind_of_record_comes_back_as_it_was_written(store: Store) -> None:
    document = a_document(CALL)
    article = an_article(document)
    here = {
        "article": article.id,
        "file": "pages.txt",
        "start": 0,
        "end": 3,
        "confidence": 0.5,
        "coder": "dragoman 0.1.0",
    }
    told: tuple[Record, ...] = (
        an_event(article, CALL),
        Statement(
            **here,
            id="t-0000000001",
            speaker=(DAR,),
            addressee=(),
            about=(RUBIO,),
            words="words “quoted”",
            quoted=True,
            date=None,
        ),
        Figure(
            **here,
            id="f-0000000001",
            text="$5.44 billion",
            value=5.44e9,
            unit="USD",
            what="exports",
        ),
        Resolution(
            **here, id="r-0000000001", title="Disarmament", symbol=None, body="UNGA-C1", yes=3
        ),
    )
    store.add(
        CodedDocument(
            document=document,
            bytes_sha256="00",
            coder="dragoman 0.1.0",
            articles=(article,),
            records=told,
        )
    )
    for record in told:
        shown = store.show(record.id)
        assert shown.record == record
        assert shown.article == article
        assert shown.document == document
    assert store.show(article.id).records == told
    assert store.counts().records == {"event": 1, "figure": 1, "resolution": 1, "statement": 1}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(min_size=1),
    title=st.none() | st.text(),
    names=st.lists(st.none() | st.text(), max_size=4),
)
def test_any_text_comes_back_character_for_character(
    text: str, title: str | None, names: list[str | None]
) -> None:
    document = a_document(text, file=f"{title}.txt")
    article = an_article(document, title=title)
    actors = tuple(Party(code=None, sector=None, name=name, entity_text=name) for name in names)
    event = an_event(article, text, actor=actors)
    given_in = CodedDocument(
        document=document, bytes_sha256="1", coder="c", articles=(article,), records=(event,)
    )
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        store.add(given_in)
        shown = store.show(event.id)
        assert (shown.record, shown.article, shown.document) == (event, article, document)
        assert whole(store)


def test_parties_are_rows_so_that_dyads_can_be_asked_for(store: Store) -> None:
    store.add(coded(CALL))
    dyads = rows(
        store,
        "SELECT a.code, r.code FROM parties a JOIN parties r USING (document, record)"
        " WHERE a.role = 'actor' AND r.role = 'recipient'",
    )
    assert dyads == [("PAK", "USA")]


def test_a_page_without_articles_is_held_too_so_that_it_is_not_read_again(store: Store) -> None:
    furniture = replace(coded("Follow us"), articles=(), records=())
    assert store.add(furniture) == Added(outcome="new")
    assert store.holds("pages.txt", furniture.bytes_sha256, furniture.coder)


def test_a_story_saved_twice_in_one_file_is_kept_once(store: Store) -> None:
    page = coded(CALL)
    twice = replace(page, articles=page.articles * 2, records=page.records * 2)
    assert store.add(twice) == Added(outcome="new", articles=1, records=1, repeated=2)


def test_a_record_of_an_article_that_is_not_there_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="not among `articles`"):
        replace(coded(CALL), articles=())


def test_an_article_does_not_belong_among_the_records() -> None:
    page = coded(CALL)
    with pytest.raises(ValueError, match="put it in `articles`"):
        replace(page, records=page.articles)


# Once.


def test_the_same_input_twice_is_as_once(store: Store) -> None:
    assert store.add(coded(CALL)).outcome == "new"
    before = store.counts()
    assert store.add(coded(CALL)) == Added(outcome="unchanged")
    assert store.counts() == before


def test_an_input_is_held_under_its_path_content_and_coder_only(store: Store) -> None:
    page = coded(CALL, "a.txt")
    store.add(page)
    assert store.holds("a.txt", page.bytes_sha256, page.coder)
    assert not store.holds("b.txt", page.bytes_sha256, page.coder)
    assert not store.holds("a.txt", "other bytes", page.coder)
    assert not store.holds("a.txt", page.bytes_sha256, "dragoman 0.2.0")


def test_the_same_content_elsewhere_adds_only_the_path(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    assert store.add(coded(CALL, "b.txt")) == Added(outcome="copy")
    counts = store.counts()
    assert (counts.documents, counts.files, counts.records) == (1, 2, {"event": 1})
    shown = store.show(coded(CALL).records[0].id)
    assert shown.files == ("a.txt", "b.txt")
    assert shown.record.file == shown.document.file == "a.txt"


def test_a_changed_page_replaces_what_was_read_from_it(store: Store) -> None:
    store.add(coded(CALL))
    added = store.add(coded(TALKS))
    assert added == Added(outcome="changed", articles=1, records=1)
    assert found(store, "telephone") == set()
    assert len(found(store, "Egypt")) == 2
    assert store.counts().documents == 1
    assert whole(store)


def test_a_changed_page_leaves_its_older_content_to_the_copy(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    store.add(coded(CALL, "b.txt"))
    store.add(coded(TALKS, "a.txt"))
    shown = store.show(coded(CALL).records[0].id)
    assert shown.files == ("b.txt",)
    # The record must name a file in which it can still be verified.
    assert shown.record.file == shown.article.file == shown.document.file == "b.txt"


def test_a_page_that_becomes_a_copy_of_another_adds_nothing_else(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    store.add(coded(TALKS, "b.txt"))
    assert store.add(coded(TALKS, "a.txt")) == Added(outcome="changed")
    assert store.show(coded(TALKS).records[0].id).files == ("b.txt", "a.txt")
    assert store.counts().documents == 1


def test_a_newer_coder_replaces_the_records_and_ids_stay(store: Store) -> None:
    store.add(coded(CALL, coder="dragoman 0.1.0"))
    recoded = coded(CALL, coder="dragoman 0.2.0")
    assert store.add(recoded).outcome == "recoded"
    (event,) = recoded.records
    assert store.show(event.id).record == event
    assert store.counts().records == {"event": 1}
    assert whole(store)


def test_recoding_a_copy_keeps_the_first_path_in_the_records(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    store.add(coded(CALL, "b.txt", coder="dragoman 0.2.0"))
    shown = store.show(coded(CALL).records[0].id)
    assert shown.record.file == "a.txt"
    assert shown.files == ("a.txt", "b.txt")


def test_a_story_told_in_two_different_files_is_shown_with_both(store: Store) -> None:
    page = coded(CALL, "a.txt")
    # The same article and event on a page with other bytes around them.
    other = replace(page, document=a_document(CALL + "\nFollow us", "b.txt"), bytes_sha256="b")
    store.add(page)
    store.add(other)
    (event,) = page.records
    assert store.counts().documents == 2
    assert store.show(event.id).files == ("a.txt", "b.txt")
    assert len([hit for hit in store.search("telephone") if hit.kind == "event"]) == 1


@settings(max_examples=15, deadline=None)
@given(
    order=st.permutations(
        [(CALL, "a.txt"), (CALL, "b.txt"), (TALKS, "c.txt"), (STRIKE, "d.txt"), (STRIKE, "d.txt")]
    )
)
def test_the_order_of_adding_does_not_change_what_is_found(order: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        for text, file in order:
            store.add(coded(text, file))
        for text, words in ((CALL, "Rubio"), (TALKS, "cairo talks"), (STRIKE, "port")):
            page = coded(text)
            assert found(store, words) == {page.articles[0].id, page.records[0].id}
        assert store.counts().files == 4
        assert store.counts().documents == 3


# Search.


def test_all_words_must_occur_in_any_of_their_forms(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    store.add(coded(STRIKE, "b.txt"))
    assert found(store, "RUBIO called") == found(store, "telephone")
    assert found(store, "Rubio port") == set()


def test_a_phrase_in_double_quotes_must_occur_as_such(store: Store) -> None:
    store.add(coded(CALL))
    assert found(store, '"telephone call"')
    assert not found(store, '"call telephone"')


def test_accents_do_not_matter(store: Store) -> None:
    store.add(coded("Erdoğan visited São Tomé."))
    assert found(store, "erdogan sao tome")


def test_a_title_is_searched_and_the_event_is_told_in_the_hit(store: Store) -> None:
    store.add(coded(CALL))
    (in_title,) = store.search("ministers")
    assert (in_title.kind, in_title.title) == ("article", "Ministers discuss ties")
    event = next(hit for hit in store.search("telephone") if hit.kind == "event")
    assert (event.event_type, event.mode, event.status) == ("CONSULT", "phone", "actual")
    assert (event.file, event.date, event.title) == (
        "pages.txt",
        "2025-09-13",
        "Ministers discuss ties",
    )
    assert [event.snippet[start:end] for start, end in event.found] == ["telephone"]


def test_furniture_of_the_page_is_not_searched(store: Store) -> None:
    page = coded(CALL)
    article = replace(
        page.articles[0],
        segments=(
            Segment(kind="paragraph", start=0, end=25),
            Segment(kind="boilerplate", start=25, end=len(CALL)),
        ),
    )
    store.add(replace(page, articles=(article,), records=()))
    assert found(store, "telephone")
    assert not found(store, "Rubio")


def test_no_more_hits_than_asked_for(store: Store) -> None:
    store.add(coded(CALL, events=5))
    assert len(store.search("Rubio", limit=3)) == 3
    assert store.search("Rubio", limit=0) == []


@pytest.mark.parametrize(
    "words",
    [
        "telephone *",
        "telephone*",
        'telephone "',
        '"telephone',
        '"" telephone',
        "-telephone",
        "+telephone",
        "telephone :",
        "telephone ^ ( ) { }",
        "telephone 📞",
        "telephone \x00 \x02",
        "telephone \ud800",
        "telephone _",
        "telephone, RUBIO; (telephone)",
    ],
)
def test_signs_in_a_search_are_passed_over(store: Store, words: str) -> None:
    store.add(coded(CALL))
    assert found(store, words) == found(store, "telephone")


@pytest.mark.parametrize("words", ["telephone AND call", "NOT telephone", "title:telephone"])
def test_operators_of_the_search_engine_are_words(store: Store, words: str) -> None:
    store.add(coded(CALL))
    assert found(store, words) == set()


@pytest.mark.parametrize("words", ["", " ", '"', "*", "📞", "'; DROP TABLE records; --", "NEAR("])
def test_a_search_for_nothing_finds_nothing(store: Store, words: str) -> None:
    store.add(coded(CALL))
    assert store.search(words) == []


def test_a_search_may_be_a_whole_page(store: Store) -> None:
    store.add(coded(CALL))
    assert store.search(" ".join(f"word{number}" for number in range(20_000))) == []


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(alphabet=st.characters(codec=None)))
def test_no_words_make_a_search_fail(store: Store, words: str) -> None:
    store.add(coded(CALL))
    store.search(words)


def test_a_pages_escape_sequences_do_not_reach_the_terminal(store: Store) -> None:
    text = "Dar\x1b[2J received\x9b31m a \u202ecall\x07.\r\n"
    document = a_document(text, "a\x1b[0m.txt")
    article = an_article(document, title="Bad \x1b]0;title\x07")
    store.add(
        CodedDocument(
            document=document,
            bytes_sha256="1",
            coder="c",
            articles=(article,),
            records=(an_event(article, text),),
        )
    )
    hits = store.search("received")
    assert len(hits) == 2
    assert all(f"{hit.title}{hit.file}{hit.snippet}".isprintable() for hit in hits)


# Ids.


def test_the_beginning_of_an_id_is_enough_when_only_one_begins_so(store: Store) -> None:
    page = coded(CALL)
    store.add(page)
    assert store.show(page.records[0].id[:8]).record == page.records[0]
    assert store.show(page.articles[0].id[:8]).record == page.articles[0]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        pytest.param("e-12", "first 6 characters or more", id="too short"),
        pytest.param("e-1234", "begins several ids (e-1234aa, e-1234bb…)", id="ambiguous"),
        pytest.param("e-1234ab", "did you mean e-1234aa or e-1234bb?", id="a slip"),
        pytest.param("z-999999", "find ids with `dragoman search WORDS`", id="unlike any"),
        pytest.param("e-1234%_*", "no record 'e-1234%_*'", id="wildcards"),
        pytest.param("\x1b\ud800[2J-bad", "no record '[2J-bad'", id="escape sequence"),
    ],
)
def test_an_id_that_finds_nothing_gets_a_hint(store: Store, asked: str, complaint: str) -> None:
    page = coded(CALL, events=2)
    records = [
        replace(record, id=record_id)
        for record, record_id in zip(page.records, ("e-1234aa", "e-1234bb"), strict=True)
    ]
    store.add(replace(page, records=tuple(records)))
    with pytest.raises(StoreError, match=re.escape(complaint)):
        store.show(asked)


# The file.


def test_a_store_is_made_with_its_folder(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new" / "folder" / "a b?#%.db") as store:
        store.add(coded(CALL))
    with Store.open(tmp_path / "new" / "folder" / "a b?#%.db", create=False) as again:
        assert again.counts().documents == 1
    assert [each.name for each in (tmp_path / "new" / "folder").iterdir()] == ["a b?#%.db"]


def test_the_default_store_lies_in_the_users_data_folder() -> None:
    assert default_store().parts[-2:] == ("dragoman", "news.db")


def _a_text_file(path: Path) -> None:
    path.write_text("Dar received a call. " * 50, encoding="utf-8")


def _anothers_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def _a_newer_store(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def _a_damaged_store(path: Path) -> None:
    with Store.open(path) as store:
        store.add(coded(CALL))
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 8000)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        pytest.param(_a_text_file, "is no SQLite database; name another file", id="text"),
        pytest.param(Path.mkdir, "is a folder; name a file", id="folder"),
        pytest.param(_anothers_database, "another program's database", id="another's"),
        pytest.param(_a_newer_store, "has form 999, this Dragoman knows up to", id="newer"),
        pytest.param(_a_damaged_store, "this store is damaged", id="damaged"),
        pytest.param(os.mkfifo, "is not a regular file", id="pipe"),
        pytest.param(lambda path: path.symlink_to(path), "symbolic links", id="loop"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: object, complaint: str
) -> None:
    path = tmp_path / "news.db"
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=re.escape(complaint)) as caught:
        Store.open(path)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_store_below_a_file_or_in_no_writable_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "file" / "news.db", Path("/proc/nowhere/news.db"), Path("a\x00b/c")):
        with pytest.raises(StoreError, match="can't be used as a store"):
            Store.open(path)


def test_a_missing_store_is_not_made_for_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with pytest.raises(StoreError, match="no store here; make one with `dragoman add"):
        Store.open(path, create=False)
    assert not path.exists()
    path.touch()
    with pytest.raises(StoreError, match="store is empty"):
        Store.open(path, create=False)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "news.db")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.counts()


def test_a_page_that_cannot_be_kept_is_named_and_leaves_nothing(store: Store) -> None:
    page = coded(CALL)
    broken = replace(page, document=replace(page.document, text="half \ud83d"))
    with pytest.raises(PageNotStoredError, match=r"^pages.txt: not stored: '\\ud83d' in its text"):
        store.add(broken)
    assert store.counts().documents == 0
    assert store.add(page).outcome == "new"


def test_an_add_that_breaks_off_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    store.add(coded(TALKS))
    before = store.counts()
    with monkeypatch.context() as patched:
        patched.setattr("dragoman.store.adding._words", stop)
        with pytest.raises(KeyboardInterrupt):
            store.add(coded(CALL))
    assert store.counts() == before
    assert store.add(coded(CALL)).outcome == "changed"


# Others beside us.


def test_readers_see_the_last_whole_state_while_one_writes(store: Store) -> None:
    store.add(coded(CALL, "a.txt"))
    with closing(sqlite3.connect(store.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM documents")
        with Store.open(store.path, create=False) as reader:
            assert found(reader, "telephone")
            assert reader.counts().documents == 1
        writer.execute("ROLLBACK")


def test_a_second_writer_waits_and_then_says_why_it_gave_up(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with (
            Store.open(store.path, wait=0.2) as second,
            pytest.raises(StoreError, match="another process is writing to this store"),
        ):
            second.add(coded(CALL))
        writer.execute("ROLLBACK")
    assert store.add(coded(CALL)).outcome == "new"


ADDING = """
    import sys, time
    sys.path.insert(0, {tests!r})
    from pathlib import Path
    from dragoman.store import Store, adding
    from test_store import coded
    import dragoman.store.adding as adding
    plain = adding.to_json
    def to_json(record):
        if {halt} and record.file == "2.txt" and record.record == "event":
            print("in the middle", flush=True)
            time.sleep(60)
        return plain(record)
    adding.to_json = to_json
    with Store.open(Path({path!r})) as store:
        for number in range({first}, {last}):
            store.add(coded(f"Envoy {{number}} met Rubio.", f"{{number}}.txt", events=20))
            print(number, flush=True)
"""


def adder(path: Path, first: int, last: int, *, halt: bool = False) -> subprocess.Popen[str]:
    script = textwrap.dedent(ADDING).format(
        tests=str(Path(__file__).parent), path=str(path), first=first, last=last, halt=halt
    )
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("halt", "last_words", "at_least"),
    [pytest.param(True, "in the middle", 2, id="mid-add"), pytest.param(False, "5", 6, id="any")],
)
def test_a_killed_adder_leaves_whole_documents_only(
    tmp_path: Path, halt: bool, last_words: str, at_least: int
) -> None:
    path = tmp_path / "news.db"
    with adder(path, 0, 5000, halt=halt) as process:
        assert process.stdout
        for line in process.stdout:
            if line.strip() == last_words:
                break
        process.send_signal(signal.SIGKILL)
    with Store.open(path) as store:
        counts = store.counts()
        assert counts.documents >= at_least
        assert not halt or counts.documents == at_least
        assert counts.files == counts.articles == counts.documents
        assert counts.records == {"event": 20 * counts.documents}
        assert whole(store)
        assert store.add(coded("Envoy 2 met Rubio.", "2.txt", events=20)).outcome in (
            "new",
            "unchanged",
        )


def test_two_adders_that_make_the_same_store_at_once_both_finish(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with adder(path, 0, 30) as first, adder(path, 20, 50) as second:
        first.communicate()
        second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    with Store.open(path, create=False) as store:
        assert store.counts().documents == 50
        assert store.counts().records == {"event": 1000}
