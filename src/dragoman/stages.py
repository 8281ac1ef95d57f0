"""One stage at a time, for gold sets and users' own lists: classify, actors, places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.actors import find_mentions
from dragoman.actors.days import DAY
from dragoman.actors.lexicon import Known, known_as_printed
from dragoman.errors import DragomanError
from dragoman.events.dyad import judge_dyad
from dragoman.jsonl import escaped
from dragoman.language import Sentence, parse_articles
from dragoman.places import country_of, find_places
from dragoman.records import Document, Party, Segment, Span, text_sha256
from dragoman.times import MONTHS

Row = Mapping[str, Any]
NEEDED = {"classify": ("id", "text", "actor", "recipient"), "actors": ("id", "mention"),
          "places": ("id", "text")}  # fmt: skip
TEXTS = ("text", "mention", "context")
SPANS = ("actor", "recipient")
PLACE = ("start", "end", "name", "country", "lat", "lon", "geonameid")
WRITTEN_DAY = re.compile(r"(?P<day>[0-3]?\d) (?P<month>[a-z]+),? (?P<year>(?:19|20)\d\d)")


class RowError(DragomanError):
    """A line of a stage's input that can't be used."""


def read_row(line: str, stage: str) -> Row:
    """Read one line of a stage's JSONL input; keys that the stage does not know are let be.

    Raises: ValueError saying what is wrong with the line.
    """
    needed = NEEDED[stage]
    try:
        row = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error})") from error
    if not isinstance(row, dict):
        raise ValueError(f"is no JSON object; give {', '.join(needed)}")
    missing = [key for key in needed if key not in row]
    if missing:
        raise ValueError(f"lacks {', '.join(missing)}")
    # The spans only after the texts that they lie in.
    for problems in (_bad_id(row), _bad_texts(row, needed), _bad_spans(row, needed)):
        for problem in problems:
            raise ValueError(problem)
    return row


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _bad_id(row: Row) -> Iterator[str]:
    if not _is_text(json.dumps(row["id"], ensure_ascii=False)):
        yield "id holds half a character (a lone surrogate); repair it"


def _bad_texts(row: Row, needed: Sequence[str]) -> Iterator[str]:
    for key in (*needed, "context"):
        value = row.get(key)
        if key in TEXTS and not isinstance(value, str) and (key in needed or value is not None):
            yield f"{key} is {_short(value)}; give text"
        # JSON can name half of a pair of surrogates, which no text holds.
        elif isinstance(value, str) and not _is_text(value):
            yield f"{key} holds half a character (a lone surrogate); repair it"


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bad_spans(row: Row, needed: Sequence[str]) -> Iterator[str]:
    for key in SPANS:
        if key in needed:
            match row[key]:
                case [int(start), int(end)] if 0 <= start < end <= len(row["text"]):
                    continue
                case span:
                    yield f"{key} is {_short(span)}; give [start, end] within the text"


def _short(value: object) -> str:
    written = json.dumps(value)
    return written if len(written) <= 40 else written[:39] + "…"


def classify(row: Row) -> dict[str, Any]:
    """The likeliest event type between a marked actor and recipient; never abstains.

    In: `id`, `text`, `actor` and `recipient` as [start, end]. Out: `id`, `event_type`, `mode`,
    `probability`. Raises: DragomanError if the coder's model can't be loaded.
    """
    answer = judge_dyad(_parse(row["text"]), Span(*row["actor"]), Span(*row["recipient"]))
    return {
        "id": row["id"],
        "event_type": answer.event_type,
        "mode": answer.mode,
        "probability": round(answer.probability, 3),
    }


def resolve_actor(row: Row) -> dict[str, Any]:
    """Who a mention means: its country code, sector and name ("" where there is none).

    In: `id`, `mention`, optionally `context` and `date`. Out: `id`, `code`, `sector`, `name`.
    Raises: nothing.
    """
    mention = row["mention"]
    context = row.get("context") or ""
    day = day_of(row.get("date"))
    at = context.find(mention)
    alone = None if at >= 0 else named_alone(mention)
    if alone:
        # Breakaway regions are of a sector of their own; of a state the bare name tells none.
        sector = "".join(alone.sectors[:1])
        return {"id": row["id"], "code": alone.code or "", "sector": sector, "name": alone.name}
    party = _party_at(context, Span(at, at + len(mention)), day) if at >= 0 else None
    if party is None or not (party.code and party.sector):
        party = _party_at(mention, Span(0, len(mention)), day) or party
    if (party is None or not party.code) and mention.isupper() and " " in mention:
        titled = mention.title()
        party = _party_at(titled, Span(0, len(titled)), day) or party
    # A context that is but a country's name tells whose somebody is whom nothing else places.
    town = None if party and party.code else country_of(mention) or country_of(context)
    return {
        "id": row["id"],
        "code": (party.code if party and party.code else town) or "",
        "sector": (party.sector if party else None) or "",
        "name": (party.name if party else None) or "",
    }


def day_of(told: object) -> str | None:
    """The day of a row's date, as "2011-05-01" or "1 May 2011"; None if it tells none.

    Raises: nothing.
    """
    if not isinstance(told, str):
        return None
    if DAY.fullmatch(told.strip()[:10]) and len(told.strip()) >= len("2011-05-01"):
        return told.strip()[:10]
    written = WRITTEN_DAY.fullmatch(told.strip().lower())
    month = MONTHS.get(written["month"]) if written else None
    if written is None or month is None:
        return None
    return f"{written['year']}-{month:02d}-{int(written['day']):02d}"


def explain_mention(mention: str, country: str | None, day: str | None) -> Iterator[str]:
    """Every rule that fired for a mention. In: it, its dateline's country, its day.

    Raises: DragomanError if the parser is missing.
    """
    from dragoman.actors.explain import explain

    yield from explain(_parse(mention), country, day)


def _party_at(text: str, span: Span, day: str | None) -> Party | None:
    """The first known party whose mention lies in a span, named ones before modifiers."""
    here = [
        mention
        for sentence in find_mentions(_parse(text), None, day)
        for mention in sentence.values()
        if mention.parties and mention.start < span.end and span.start < mention.end
    ]
    here.sort(key=lambda each: (each.kind == "modifier", each.start, -each.end))
    if not here:
        return None
    party = here[0].parties[0]
    # "targets in Syria": where something is, not its government.
    only_where = here[0].place and (here[0].start > span.start or here[0].end < span.end)
    return replace(party, sector=None, sectors=()) if only_where else party


def named_alone(mention: str) -> Known | None:
    """The country or people whose mere name a mention is; no sector is told by that.

    In: a mention. Out: None for all else, capitals and palaces too. Raises: nothing.
    """
    words = mention.strip().removeprefix("the ").removeprefix("The ")
    known = known_as_printed(words)
    return known if known and known.use in ("name", "adjective", "demonym") else None


def locate(row: Row) -> dict[str, Any]:
    """Places named in a text. In: `id`, `text`. Out: `id`, `places` with their span, name,
    coordinates, country and number at GeoNames. Raises: GazetteerError."""
    places = find_places(row["text"])
    return {
        "id": row["id"],
        "places": [{key: getattr(each, key) for key in PLACE} for each in places],
    }


STAGES: Mapping[str, Callable[[Row], dict[str, Any]]] = {
    "classify": classify,
    "actors": resolve_actor,
    "places": locate,
}


def _parse(text: str) -> tuple[Sentence, ...]:
    document = Document(file="", text=text, text_sha256=text_sha256(text), reader="text 1")
    stripped = text.strip()
    if not stripped:
        return ()
    start = text.index(stripped)
    segment = Segment(kind="paragraph", start=start, end=start + len(stripped))
    return parse_articles(document, [[segment]])[0]


def run_stage(stage: str, lines: Iterable[str], file: str) -> Iterator[str | RowError]:
    """Run one stage over JSONL lines: a line of JSON, or the error of a bad line, for each.

    Raises: DragomanError if the parser is missing.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer(stage, line, f"{file} line {number}")


def _answer(stage: str, line: str, where: str) -> str | RowError:
    try:
        row = read_row(line, stage)
    except ValueError as error:
        return RowError(f"{where}: {error}")
    try:
        return escaped(json.dumps(STAGES[stage](row), ensure_ascii=False))
    except DragomanError:
        raise
    except Exception as error:
        # A fault of ours on one line, whatever it is, must not cost the others.
        reason = f"could not be answered ({type(error).__name__}: {error}); please report it"
        return RowError(f"{where}: {reason}")
