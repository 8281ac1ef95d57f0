"""Stories in the store: each day's pages change what they touch, and nothing else."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.records import (
    Article,
    Document,
    Event,
    Location,
    Party,
    Segment,
    Size,
    Span,
    TextInfo,
    content_id,
    text_sha256,
)
from dragoman.store import (
    CodedDocument,
    PageShown,
    Store,
    StoreError,
    StoriesAsked,
    StoryShown,
)
from dragoman.store import stories as keeping
from dragoman.store.telling import retold
from dragoman.stories.show import page_lines, shown_lines

REBELS = Party(code="MLI", sector="REB", sectors=("REB",), name=None, entity_text="Rebels")
ARMY = Party(code="MLI", sector="MIL", sectors=("MIL",), name=None, entity_text="the army")
KIDAL = Location(text="Kidal", name="Kidal", country="MLI", lat=18.4, lon=1.4)
GAO = Location(text="Gao", name="Gao", country="MLI", lat=16.3, lon=0.0)
LONG = (
    "The soldiers were on their way back to the barracks with food and fuel when the first "
    "lorry ran over a mine at the bridge, the governor of the region told reporters."
)
AMBUSH = "Rebels ambushed a convoy of the army near Gao on Saturday, killing 15 soldiers."
RISEN = "Rebels ambushed a convoy of the army near Gao on Saturday, killing 18 soldiers."
OTHERS = "Rebels attacked a convoy on the road to Gao on Saturday; 16 soldiers of the army died."


def a_page(
    *paragraphs: str,
    file: str,
    dead: int | None = 15,
    published: str | None = "2026-04-05",
    title: str = "Ambush near Gao",
    source: str | None = None,
    coded: int = 1,
    place: Location = GAO,
) -> CodedDocument:
    """A page whose first paragraphs, `coded` of them, tell of an attack."""
    text = "\n\n".join((title, *paragraphs))
    document = Document(file=file, text=text, text_sha256=text_sha256(text), reader="text 1")
    starts = [len(title) + 2]
    for each in paragraphs:
        starts.append(starts[-1] + len(each) + 2)
    segments = [Segment(kind="headline", start=0, end=len(title))]
    segments += [
        Segment(kind="paragraph", start=start, end=start + len(each))
        for start, each in zip(starts, paragraphs, strict=False)
    ]
    article = Article(
        id=content_id("a", text), file=file, index=0, title=title, source=source, url=None,
        language="en", text_sha256=document.text_sha256, reader="text 1", published=published,
        updated=None, place=None, segments=tuple(segments),
    )  # fmt: skip
    events = [
        _event(article, paragraphs[index], starts[index], index, Size(dead=dead), place)
        for index in range(coded)
    ]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return CodedDocument(
        document=document, bytes_sha256=digest, coder="test", articles=(article,),
        records=tuple(events),
    )  # fmt: skip


def _event(  # noqa: PLR0917 - what an event needs
    article: Article, sentence: str, start: int, index: int, size: Size, place: Location
) -> Event:
    act = sentence.split()[1]
    at = start + sentence.index(act)
    return Event(
        id=content_id("e", article.id, index), article=article.id, file=article.file,
        date="2026-04-04" if article.published else None, enddate=None,
        date_text="Saturday" if article.published else None, granularity="day", planned_for=None,
        event_type="ASSAULT", mode="firearms", modes=("firearms",), context=(), cameo=None,
        quad_code=4, event_scale=-9.0, actor=(REBELS,), recipient=(ARMY,), status="actual",
        said_by=(), event_loc=place, size=size, event_text=act, text=sentence,
        text_info=TextInfo(
            sequence=index + 1, start=start, end=start + len(sentence),
            trigger=Span(at, at + len(act)),
        ),
        confidence=0.8, coder="test",
    )  # fmt: skip


FIRST = a_page(AMBUSH, LONG, file="/a.txt", source="Gao Post")
SECOND = a_page(OTHERS, file="/b.txt", dead=16, published="2026-04-06", title="Convoy hit")
UPDATE = a_page(
    RISEN, LONG, file="/c.txt", dead=18, published="2026-04-06", source="Gao Post",
    title="Toll of ambush rises",
)  # fmt: skip
LATER = a_page("Rebels shelled the army in Kidal on Saturday.", file="/d.txt", place=KIDAL)
UNDATED = a_page(OTHERS, LONG[:60], file="/e.txt", dead=16, published=None, title="Convoy hit")
PAGES = (FIRST, SECOND, UPDATE, LATER, UNDATED)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "news.db")


def event_of(coded: CodedDocument) -> str:
    return coded.records[0].id


def found(store: Store, **asked: object) -> list[set[str]]:
    stories = store.stories(StoriesAsked(**asked), limit=1000)  # type: ignore[arg-type]
    return sorted((set(each.reports) for each in stories.found), key=sorted)


def kept(store: Store) -> object:
    """All that stories come to, with the page of each copy."""
    with closing(sqlite3.connect(store.path)) as connection:
        return (
            store.stories(StoriesAsked(), limit=1000),
            connection.execute("SELECT * FROM page_links ORDER BY 1, 2").fetchall(),
            connection.execute("SELECT event, story, chosen FROM tellings ORDER BY 1").fetchall(),
        )


def test_three_reports_of_one_ambush_are_one_story(store: Store) -> None:
    for page in (FIRST, SECOND, UPDATE):
        store.add(page)
    (story,) = store.stories(StoriesAsked()).found
    assert set(story.reports) == {event_of(page) for page in (FIRST, SECOND, UPDATE)}
    # The update is of the same outlet: two sources, not three.
    assert story.sources == 2
    tolls = {value.value: value.latest for value in story.disagreements["size.dead"]}
    assert tolls == {15: False, 16: True, 18: True}


def test_the_order_of_the_pages_changes_nothing(tmp_path: Path) -> None:
    outcomes = []
    for seed in range(4):
        pages = Random(seed).sample(PAGES, len(PAGES))  # noqa: S311 - no secret
        with Store.open(tmp_path / f"{seed}.db") as store:
            for page in pages:
                store.add(page)
                if seed % 2:
                    store.tell_stories()
            outcomes.append(kept(store))
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_a_page_that_goes_leaves_what_the_others_tell(store: Store, tmp_path: Path) -> None:
    for page in PAGES:
        store.add(page)
    before = kept(store)
    # Another page takes the path of the update: that one is forgotten, and then it comes back.
    store.add(replace(LATER, document=replace(LATER.document, file="/c.txt")))
    assert not any(event_of(UPDATE) in reports for reports in found(store))
    with Store.open(tmp_path / "other.db") as other:
        for page in (FIRST, SECOND, LATER, UNDATED):
            other.add(page)
        assert found(other) == found(store)
    store.add(UPDATE)
    assert kept(store) == before


def test_records_deleted_by_hand_leave_no_story_behind(store: Store) -> None:
    for page in PAGES:
        store.add(page)
    found(store)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("DELETE FROM records WHERE id = ?", (event_of(FIRST),))
        connection.execute("DELETE FROM records WHERE id = ?", (event_of(LATER),))
        connection.commit()
    told = {event for reports in found(store) for event in reports}
    assert told == {event_of(SECOND), event_of(UPDATE), event_of(UNDATED)}


def test_a_new_day_touches_no_other_story(store: Store) -> None:
    store.add(FIRST)
    store.add(LATER)
    store.tell_stories()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(
            "UPDATE stories SET json = replace(json, 'Rebels', 'Touched') WHERE event = ?",
            (event_of(LATER),),
        )
        connection.commit()
    store.add(SECOND)
    told = store.stories(StoriesAsked()).found
    names = {story.event: story.actor[0].entity_text for story in told}
    assert names[event_of(LATER)] == "Touched"
    assert len(told) == 2


def test_what_another_version_put_together_is_put_together_anew(store: Store) -> None:
    store.add(FIRST)
    before = kept(store)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE stories_version SET version = 'older'")
        connection.execute("UPDATE stories SET json = '{}'")
        connection.commit()
    assert kept(store) == before


def test_small_steps_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for step in (1, 3, 2000):
        monkeypatch.setattr(keeping.update_step, "__defaults__", (step,))
        with Store.open(tmp_path / f"{step}.db") as store:
            for page in PAGES:
                store.add(page)
            outcomes.append(kept(store))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_articles_without_a_day_lose_no_report_and_say_so(store: Store) -> None:
    store.add(UNDATED)
    (story,) = store.stories(StoriesAsked()).found
    assert story.reports == (event_of(UNDATED),)
    assert story.flags == ("no report has a day; nothing tells when this was",)


def test_a_copy_without_a_day_has_that_of_the_page_it_copies(store: Store) -> None:
    store.add(SECOND)
    store.add(UNDATED)
    (story,) = store.stories(StoriesAsked()).found
    assert story.reports == (event_of(SECOND), event_of(UNDATED))
    assert story.flags == ("1 of 2 reports have no day of their own",)


def test_a_paragraph_printed_twice_is_one_act(store: Store) -> None:
    store.add(a_page(AMBUSH, AMBUSH, file="/twice.txt", coded=2))
    (story,) = store.stories(StoriesAsked()).found
    assert len(story.reports) == 2
    assert story.sources == 1


def test_two_stories_with_one_headline_are_no_copies(store: Store) -> None:
    store.add(FIRST)
    store.add(a_page("Rebels shelled the army at Kidal.", file="/k.txt", title="Ambush near Gao"))
    shown = store.show_story(FIRST.articles[0].id)
    assert isinstance(shown, PageShown)
    assert shown.copies == ()


def test_an_update_is_linked_to_the_earlier_version_with_what_changed(store: Store) -> None:
    store.add(UPDATE)
    store.add(FIRST)
    shown = store.show_story(UPDATE.articles[0].id)
    assert isinstance(shown, PageShown)
    assert shown.root == FIRST.articles[0].id
    (copy,) = shown.copies
    assert copy.link.kind == "update"
    assert copy.changes.added == ("Toll of ambush rises", RISEN)
    assert copy.changes.removed == ("Ambush near Gao", AMBUSH)
    lines = list(page_lines(shown))
    assert f"    + {RISEN}" in lines
    assert any("it is an update of this" in line for line in lines)


def test_a_shortened_copy_in_another_outlet_is_found_by_its_lead(store: Store) -> None:
    body = [
        f"{LONG} In the year {year} there was no such attack at all." for year in range(1980, 1995)
    ]
    store.add(a_page(AMBUSH, *body, file="/whole.txt", source="Gao Post"))
    short = a_page(AMBUSH, body[0], file="/short.txt", source="Lake News", published="2026-04-06")
    store.add(short)
    shown = store.show_story(short.articles[0].id)
    assert isinstance(shown, PageShown)
    assert [copy.link.kind for copy in shown.copies] == ["shortened"]
    (story,) = store.stories(StoriesAsked()).found
    assert story.sources == 1


def test_stories_are_chosen_by_side_type_day_and_words(store: Store) -> None:
    for page in PAGES:
        store.add(page)
    everything = found(store)
    assert found(store, sides=("Mali",)) == everything
    assert found(store, sides=("KEN",)) == []
    assert found(store, event_type="assault") == everything
    assert found(store, since=date(2027, 1, 1)) == []
    assert len(found(store, words="convoy")) == 1
    assert found(store, words='"') == []
    assert len(found(store, sources=2)) == 1
    assert len(found(store, disagreeing=True)) == 1


def test_a_story_is_shown_with_the_reasons_of_each_report(store: Store) -> None:
    for page in PAGES:
        store.add(page)
    shown = store.show_story(event_of(SECOND))
    assert isinstance(shown, StoryShown)
    lines = "\n".join(shown_lines(shown))
    assert "size.dead: 15 (1 report)" in lines
    assert "why: " in lines
    assert "its page goes back to" in lines
    assert store.show_story(shown.story.id[:8]) == shown


def test_an_unknown_id_is_told(store: Store) -> None:
    store.add(FIRST)
    with pytest.raises(StoreError, match="no story, event or article 's-0000'"):
        store.show_story("s-0000")


def test_other_rooms_learn_which_event_stands_for_a_story(store: Store) -> None:
    for page in PAGES:
        store.add(page)
    with store.questions(stories=True) as connection:
        ids = [event_of(page) for page in PAGES]
        left = set(ids) - retold(connection, ids)
    assert left == {story.event for story in store.stories(StoriesAsked()).found}


def test_a_search_gives_each_act_once(store: Store) -> None:
    for page in (FIRST, SECOND, UPDATE):
        store.add(page)
    hits = [hit for hit in store.search("convoy", once=True) if hit.kind == "event"]
    assert [hit.reports for hit in hits] == [3]
    assert len([hit for hit in store.search("convoy") if hit.kind == "event"]) == 3
    articles = [hit for hit in store.search("convoy", once=True) if hit.kind == "article"]
    assert len(articles) == 2


def test_the_command_lists_and_shows(store: Store) -> None:
    for page in PAGES:
        store.add(page)
    run = CliRunner()
    listed = run.invoke(main, ["stories", "--store", str(store.path), "--disagreeing"])
    assert listed.exit_code == 0
    assert "disagree on" in listed.output
    story = listed.output.split()[0]
    shown = run.invoke(main, ["stories", "show", story, "--store", str(store.path)])
    assert "told by" in shown.output
    lines = run.invoke(main, ["stories", "--store", str(store.path), "--json"]).output.splitlines()
    assert all(line.startswith('{"record":"story"') for line in lines)
    once = run.invoke(main, ["search", "convoy", "--once", "--store", str(store.path)])
    assert "reports)" in once.output


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--type", "CONSLT"], "Did you mean 'CONSULT'"),
        (["--from", "2026-02-01", "--to", "2026-01-01"], "swap them"),
    ],
)
def test_what_cannot_be_asked_is_told(store: Store, options: list[str], complaint: str) -> None:
    outcome = CliRunner().invoke(main, ["stories", "--store", str(store.path), *options])
    assert outcome.exit_code == 2
    assert complaint in outcome.output


def test_a_store_of_an_earlier_form_gets_its_stories(tmp_path: Path) -> None:
    """Also where a migration of a lower number came later than that of stories."""
    path = tmp_path / "old.db"
    with Store.open(path) as store:
        store.add(FIRST)
        expected = found(store)
    with closing(sqlite3.connect(path)) as connection:
        for trigger in ("event_came", "event_went", "article_came", "article_went"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for table in ("tellings", "stories", "shape_links", "shape_keys", "shapes", "page_links",
                      "page_keys", "pages", "stories_version", "stories_due"):  # fmt: skip
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX events_by_article")
        connection.execute("DELETE FROM migrations WHERE number = 4")
        connection.commit()
    with Store.open(path) as store:
        assert found(store) == expected
