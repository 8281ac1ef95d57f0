"""A small store for the tests of the workbench: a call, an accusation, and a hostile page."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from dragoman.ontology import cameo_of, event_scale, quad_code
from dragoman.records import (
    Article,
    Document,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Resolution,
    Segment,
    Size,
    Span,
    Statement,
    TextInfo,
    content_id,
    text_sha256,
)
from dragoman.store import CodedDocument, Store

CODER = "dragoman test"
CALL = (
    "Ishaq Dar received a telephone call from Marco Rubio on Saturday night, a spokesperson said."
)
ACCUSED = "India accused Pakistan of breaking the truce near Wagah."
HOSTILE = "<script>document.title='taken'</script> India praised <b>Nepal</b> \u202eon Monday."
HOSTILE_NAME = "<script>alert(1)&amp;.txt" if os.name != "nt" else "script.txt"
TABLED = (
    "Pakistan tabled a draft on regional disarmament in the First Committee; "
    "exports rose to $5 billion."
)


def a_party(  # noqa: PLR0917 - as they stand in a record
    text: str, words: str, code: str, name: str | None = None, key: str | None = None,
    office: str | None = None,
) -> Party:  # fmt: skip
    """Who the words of the text mean, of the government."""
    start = text.index(words)
    return Party(
        code=code, sector="GOV", sectors=("GOV",), name=name, entity=key, office=office,
        entity_text=words, start=start, end=start + len(words),
    )  # fmt: skip


def an_event(  # noqa: PLR0917 - what the tests tell apart
    article: str, file: str, text: str, word: str, kind: str, mode: str | None,
    actor: tuple[Party, ...], recipient: tuple[Party, ...] = (), *, day: str = "2025-09-13",
    confidence: float = 0.9, place: Location | None = None, planned: str | None = None,
) -> Event:  # fmt: skip
    """One event whose sentence is the whole text."""
    start = text.index(word)
    trigger = Span(start, start + len(word))
    return Event(
        id=content_id("e", text, start), article=article, file=file, date=day, enddate=None,
        date_text=None, granularity="day", planned_for=planned, event_type=kind, mode=mode,
        modes=(mode,) if mode else (), context=("diplomatic",), cameo=cameo_of(kind, mode),
        quad_code=quad_code(kind), event_scale=event_scale(kind, mode), actor=actor,
        recipient=recipient, status="future" if planned else "actual", said_by=(),
        event_loc=place or Location(), size=Size(), event_text=word, text=text,
        text_info=TextInfo(sequence=0, start=0, end=len(text), trigger=trigger),
        evidence={"date": Evidence(spans=(trigger,), how="text")}, confidence=confidence,
        coder=CODER,
    )  # fmt: skip


def a_page(folder: Path, name: str, title: str, text: str) -> tuple[Article, Document]:
    """A page of one paragraph in a folder of this machine."""
    file = str(folder / name)
    article = Article(
        id=content_id("a", text), file=file, index=0, title=title, source="Northern Wire", url=None,
        language="en", text_sha256=text_sha256(text), reader="text 1", published="2025-09-14",
        updated=None, place="Islamabad",
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
    )  # fmt: skip
    return article, Document(file=file, text=text, text_sha256=article.text_sha256, reader="text 1")


def add(store: Store, page: tuple[Article, Document], *records: object) -> None:
    """Put a page with its records into a store."""
    article, document = page
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    store.add(CodedDocument(document=document, bytes_sha256=digest, coder=CODER,
                            articles=(article,), records=records))  # type: ignore[arg-type] # fmt: skip


def call_event(page: tuple[Article, Document]) -> Event:
    """The call between Dar and Rubio."""
    dar = a_party(CALL, "Ishaq Dar", "PAK", "Ishaq Dar", "ishaq-dar", "Foreign Minister")
    rubio = a_party(CALL, "Marco Rubio", "USA", "Marco Rubio", "Q324546", "Secretary of State")
    return an_event(page[0].id, page[0].file, CALL, "received", "CONSULT", "phone", (dar, rubio))


def fill(path: Path) -> dict[str, str]:
    """Make the store; give the ids that tests ask for."""
    folder = path.parent
    with Store.open(path) as store:
        page = a_page(folder, "call.txt", "Ministers discuss ties", CALL)
        call = call_event(page)
        said = Statement(
            id=content_id("t", CALL), article=page[0].id, file=page[0].file, speaker=call.actor[:1],
            addressee=(), about=call.actor[1:], words="a telephone call", quoted=False,
            date="2025-09-13", start=19, end=35, confidence=0.8, coder=CODER,
        )  # fmt: skip
        add(store, page, call, said)
        page = a_page(folder, "truce.txt", "India accuses Pakistan", ACCUSED)
        wagah = Location(text="Wagah", name="Wagah", country="PAK", lat=31.6, lon=74.57)
        accused = an_event(
            page[0].id, page[0].file, ACCUSED, "accused", "ACCUSE", None,
            (a_party(ACCUSED, "India", "IND", "India", "ind-gov"),),
            (a_party(ACCUSED, "Pakistan", "PAK", "Pakistan", "pak-gov"),),
            day="2025-09-12", confidence=0.55, place=wagah,
        )  # fmt: skip
        add(store, page, accused)
        page = a_page(folder, HOSTILE_NAME, "<script>alert('title')</script> & more", HOSTILE)
        praised = an_event(
            page[0].id, page[0].file, HOSTILE, "praised", "SUPPORT", None,
            (a_party(HOSTILE, "India", "IND", "<img src=x onerror=alert(2)>", '"><b>'),),
            (a_party(HOSTILE, "Nepal", "NPL", "Nepal"),),
            confidence=0.4, place=Location(name="<i>Nowhere</i>", country="NPL"),
        )  # fmt: skip
        add(store, page, praised)
        page = a_page(folder, "draft.txt", "A draft on disarmament", TABLED)
        draft = Resolution(
            id=content_id("r", TABLED), article=page[0].id, file=page[0].file,
            title="Regional disarmament", symbol="A/C.1/80/L.1", body="UNGA-C1", sponsor=("PAK",),
            stage="adopted by committee", how="recorded vote", yes=170, no=1, abstain=3,
            next="UNGA", date="2025-09-10", session=80, thread="h-test", start=9, end=50,
            confidence=0.9, coder=CODER,
        )  # fmt: skip
        start = TABLED.index("$5 billion")
        figure = Figure(
            id=content_id("f", TABLED), article=page[0].id, file=page[0].file, text="$5 billion",
            value=5_000_000_000, unit="USD", what="exports", of=("PAK",), start=start,
            end=start + 10, confidence=0.9, coder=CODER,
        )  # fmt: skip
        tabled = an_event(
            page[0].id, page[0].file, TABLED, "tabled", "REQUEST", None,
            (a_party(TABLED, "Pakistan", "PAK", "Pakistan", "pak-gov"),),
            day="2025-09-10", planned="2025-10-01",
        )  # fmt: skip
        add(store, page, tabled, draft, figure)
    return {
        "call": call.id, "accused": accused.id, "hostile": praised.id, "statement": said.id,
        "figure": figure.id, "resolution": draft.id, "article": call.article,
        "hostile_article": praised.article,
    }  # fmt: skip
