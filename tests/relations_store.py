"""A store of made events, for the tests of relations, briefs and exports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.records import (
    Article,
    Document,
    Event,
    Location,
    Party,
    Record,
    Segment,
    Size,
    Span,
    TextInfo,
    content_id,
    text_sha256,
)
from dragoman.store import CodedDocument, Store

SCORES = {"CONSULT": (1, 1.5), "AID": (2, 7.0), "ACCUSE": (3, -2.0), "ASSAULT": (4, -9.0)}


def party(code: str | None, sector: str | None = "GOV", **more: Any) -> Party:
    """Somebody of a country, called by it."""
    words = more.pop("entity_text", code)
    sectors = (sector,) if sector else ()
    return Party(code=code, sector=sector, sectors=sectors, entity_text=words, **more)


def an_event(
    kind: str, actor: Sequence[Party], recipient: Sequence[Party] = (), **changes: Any
) -> dict[str, Any]:
    """What an event holds; its document gives it file, article and place."""
    quad, score = SCORES[kind]
    return {
        "date": None, "enddate": None, "date_text": None, "granularity": None,
        "planned_for": None, "event_type": kind, "mode": None, "modes": (), "context": (),
        "cameo": None, "quad_code": quad, "event_scale": score, "actor": tuple(actor),
        "recipient": tuple(recipient), "status": "actual", "said_by": (),
        "event_loc": Location(), "size": Size(), "event_text": kind.lower(),
        "confidence": 0.8, "coder": "dragoman test",
    } | changes  # fmt: skip


def a_page(
    name: str,
    text: str,
    *events: dict[str, Any],
    published: str | None = None,
    source: str | None = None,
    further: Sequence[Record] = (),
) -> CodedDocument:
    """One page with one article, its events one after the other in its first sentence."""
    sha = text_sha256(text)
    key = content_id("a", text)
    article = Article(
        id=key, file=name, index=0, title=text.split("\n", maxsplit=1)[0][:40], source=source,
        url=None, language="en", text_sha256=sha, reader="text 1", published=published,
        updated=None, place=None,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
    )  # fmt: skip
    made = tuple(
        Event(
            **{"text": text, **told},
            id=content_id("e", text, number),
            article=key,
            file=name,
            text_info=TextInfo(sequence=0, start=0, end=len(text), trigger=Span(0, 1)),
        )
        for number, told in enumerate(events)
    )
    return CodedDocument(
        document=Document(file=name, text=text, text_sha256=sha, reader="text 1"),
        bytes_sha256=sha,
        coder="dragoman test",
        articles=(article,),
        records=(*made, *further),
    )


def a_store(path: Path, *pages: CodedDocument) -> Path:
    """A store that holds these pages."""
    with Store.open(path) as store:
        for page in pages:
            store.add(page)
    return path
