"""Records are immutable, checked when built, and the same after a journey through JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.jsonl import RecordError, from_json, read_jsonl, schema, to_dict, to_json
from dragoman.records import (
    Article,
    Change,
    Event,
    Evidence,
    Figure,
    Location,
    Party,
    Period,
    Record,
    Resolution,
    Segment,
    Size,
    Span,
    Statement,
    Story,
    TextInfo,
    content_id,
    text_sha256,
)

FINITE = st.floats(allow_nan=False, allow_infinity=False)
PROBABILITY = st.floats(0, 1)
OFFSET = st.integers(0, 10**9)

NKOSI = Party(
    code="ZAF",
    sector="GOV",
    sectors=("GOV",),
    entity="thandi-nkosi",
    name="Thandi Nkosi",
    office="Trade Minister",
    entity_text="Nkosi",
    start=120,
    end=125,
)
ARTICLE = Article(
    id="a-1",
    file="pages/küste.txt",
    index=0,
    title="Minister “hopeful” on tariffs",
    source="Cape Ledger",
    url=None,
    language="en",
    text_sha256=text_sha256("…"),
    reader="text 1",
    published="2025-03-04",
    updated=None,
    place="Pretoria",
    segments=(Segment(kind="headline", start=0, end=29), Segment(kind="bullet", start=31, end=40)),
)
EVENT = Event(
    id="e-1",
    article="a-1",
    file="pages/küste.txt",
    date="2025-03-03",
    enddate=None,
    date_text="Monday",
    granularity="day",
    planned_for=None,
    event_type="CONSULT",
    mode="phone",
    modes=("phone",),
    context=("diplomatic", "economic"),
    cameo="041",
    quad_code=1,
    event_scale=1.5,
    actor=(NKOSI,),
    recipient=(),
    status="actual",
    said_by=(),
    event_loc=Location(name="Pretoria", country="ZAF", lat=-25.74, lon=28.19, geonameid=964137),
    size=Size(participants=2),
    event_text="telephoned",
    text="Nkosi telephoned her Brazilian counterpart on Monday.",
    text_info=TextInfo(sequence=3, start=120, end=173, trigger=Span(126, 136)),
    evidence={"date": Evidence(spans=(Span(165, 171),), how="text")},
    confidence=0.94,
    coder="dragoman 0.1.0",
)
STATEMENT = Statement(
    id="t-1",
    article="a-1",
    file="pages/küste.txt",
    speaker=(NKOSI,),
    addressee=(),
    about=(),
    words="the tariffs hurt both economies",
    quoted=True,
    date=None,
    start=200,
    end=231,
    confidence=0.8,
    coder="dragoman 0.1.0",
)
FIGURE = Figure(
    id="f-1",
    article="a-1",
    file="pages/küste.txt",
    text="about 2.4 billion rand",
    value=2.4e9,
    unit="ZAR",
    what="exports",
    of=("ZAF",),
    to=("BRA",),
    period=Period(text="last year", start="2024-01-01", end="2024-12-31"),
    change=Change(value=-3.5, unit="%", base="a year earlier"),
    approximate=True,
    said_by=(NKOSI,),
    start=300,
    end=322,
    confidence=0.9,
    coder="dragoman 0.1.0",
)
RESOLUTION = Resolution(
    id="r-1",
    article="a-1",
    file="pages/küste.txt",
    title="Safety of fishing vessels",
    symbol="A/C.6/80/L.7",
    body="UNGA-C6",
    sponsor=("ZAF", "NOR"),
    stage="adopted by committee",
    how="recorded vote",
    yes=141,
    no=2,
    abstain=30,
    votes={"NOR": "yes"},
    next="UNGA",
    session=80,
    start=400,
    end=450,
    confidence=0.9,
    coder="dragoman 0.1.0",
)
RECORDS = [ARTICLE, EVENT, STATEMENT, FIGURE, RESOLUTION]
CONFIDENT = [EVENT, STATEMENT, FIGURE, RESOLUTION]


def by_kind(record: Record) -> str:
    return record.record


def built(kind: type, **special: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Every field of a record filled at random, those with a default as well."""
    names = [each.name for each in fields(kind) if each.name != "record"]
    return st.builds(kind, **{name: special.get(name, ...) for name in names})


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(one, max_size=2).map(tuple)


SEGMENTS = st.builds(
    lambda kind, start, length: Segment(kind=kind, start=start, end=start + length),
    st.sampled_from(["headline", "caption", "bullet", "paragraph", "boilerplate"]),
    OFFSET,
    st.integers(1, 1000),
)
PARTIES = several(built(Party))
EVIDENCE = st.dictionaries(st.text(max_size=9), built(Evidence), max_size=2)
LOCATION = built(Location, lat=st.none() | FINITE, lon=st.none() | FINITE)
ANY_RECORD = st.one_of(
    built(Article, segments=several(SEGMENTS)),
    built(
        Event,
        actor=PARTIES,
        recipient=PARTIES,
        said_by=PARTIES,
        event_loc=LOCATION,
        size=built(Size),
        evidence=EVIDENCE,
        event_scale=FINITE,
        confidence=PROBABILITY,
    ),
    built(Statement, speaker=PARTIES, addressee=PARTIES, about=PARTIES, confidence=PROBABILITY),
    built(
        Figure,
        value=st.none() | FINITE,
        low=st.none() | FINITE,
        high=st.none() | FINITE,
        period=st.none() | built(Period),
        change=st.none() | built(Change, value=FINITE),
        said_by=PARTIES,
        confidence=PROBABILITY,
    ),
    built(Resolution, confidence=PROBABILITY),
)


# --- building ---


def test_a_record_never_changes():
    with pytest.raises(FrozenInstanceError):
        EVENT.event_type = "ASSAULT"  # type: ignore[misc]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (5, 4), (-1, 4), (0, 0)])
def test_a_segment_without_text_cannot_be_built(start, end):
    with pytest.raises(ValueError, match=f"segment bullet has span {start}–{end}; give it text"):
        Segment(kind="bullet", start=start, end=end)


@pytest.mark.parametrize("record", CONFIDENT, ids=by_kind)
@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_confidence_that_is_no_probability_is_refused(record, confidence):
    with pytest.raises(ValueError, match=rf"{record.record} {record.id} has confidence"):
        replace(record, confidence=confidence)


@pytest.mark.parametrize("record", CONFIDENT, ids=by_kind)
@pytest.mark.parametrize("confidence", [0, 1])
def test_certainty_either_way_is_a_probability(record, confidence):
    assert replace(record, confidence=confidence).confidence == confidence


# --- ids ---


def test_an_id_is_the_prefix_and_eighty_bits_of_a_hash():
    made = content_id("e", "The minister resigned.", (13, 21), 0)
    prefix, digest = made.split("-")
    assert prefix == "e"
    assert len(digest) * 4 == 80
    assert int(digest, 16) > 0


def test_the_same_content_has_the_same_id_for_ever():
    # Printed here so that a change of the hash, which would orphan users' corrections, is seen.
    assert content_id("a", "Rain fell on Oslo.") == "a-a2cb7353b36020408eba"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("text", (1, 5), 0), ("text", (1, 5), 1), id="another ordinal"),
        pytest.param(("text", (1, 5), 0), ("text", (2, 5), 0), id="another trigger"),
        pytest.param(("text", (1, 5), 0), ("texts", (1, 5), 0), id="another text"),
        pytest.param(("ab", "c"), ("a", "bc"), id="the same letters cut elsewhere"),
        pytest.param(("ab",), ("ab", ""), id="one part more"),
    ],
)
def test_other_content_has_another_id(one, other):
    assert content_id("e", *one) != content_id("e", *other)


def test_a_text_that_no_encoding_can_write_still_has_a_hash():
    assert text_sha256("broken \ud800 page") != text_sha256("broken  page")
    assert content_id("a", "broken \ud800 page") != content_id("a", "broken  page")


def test_the_hash_of_a_text_is_that_of_its_utf8_bytes():
    # As `printf 'Łódź' | sha256sum` prints it.
    assert text_sha256("Łódź") == "bc8847fc65f124d7b89bbb41ba50d48f13ad47bd02e25c5dbf728193fc4cb75c"


# --- JSON ---


@settings(max_examples=150, deadline=None)
@given(record=ANY_RECORD)
def test_a_record_read_back_equals_what_was_written(record):
    assert from_json(to_json(record)) == record


@settings(max_examples=60, deadline=None)
@given(record=ANY_RECORD)
def test_a_record_is_one_line(record):
    assert to_json(record).splitlines()[0].startswith('{"record":"')
    assert "\n" not in to_json(record)
    assert "\r" not in to_json(record)


@pytest.mark.parametrize("record", RECORDS, ids=by_kind)
def test_lists_come_back_as_tuples_and_spans_as_spans(record):
    again = from_json(to_json(record))
    assert again == record
    assert type(again) is type(record)
    assert hash(str(again)) == hash(str(record))


ORDER = {
    "article": """record id file index title source url language text_sha256 reader published
        updated place segments""",
    "event": """record id article file date enddate date_text granularity planned_for event_type
        mode modes context cameo quad_code event_scale actor recipient status said_by event_loc
        size event_text text text_info evidence confidence coder""",
    "statement": """record id article file speaker addressee about words quoted date start end
        confidence coder""",
    "figure": """record id article file text value unit what of to period change low high
        approximate supersedes said_by start end confidence coder""",
    "resolution": """record id article file title symbol body part sponsor stage how yes no
        abstain cosponsors votes vetoed_by next date session thread events flags start end
        evidence confidence coder""",
}


@pytest.mark.parametrize("record", RECORDS, ids=by_kind)
def test_fields_stand_in_the_order_that_the_documents_print(record):
    assert list(json.loads(to_json(record))) == ORDER[record.record].split()


def test_parts_of_an_event_keep_their_order_too():
    written = to_dict(EVENT)
    assert " ".join(written["actor"][0]) == (
        "code sector sectors entity name office entity_text start end"
    )
    assert " ".join(written["event_loc"]) == "text name country lat lon geonameid start end"
    assert " ".join(written["size"]) == "dead injured arrested participants"
    assert written["text_info"] == {
        "sequence": 3,
        "start": 120,
        "end": 173,
        "trigger": [126, 136],
    }
    assert written["evidence"] == {"date": {"spans": [[165, 171]], "how": "text", "source": None}}


def test_absent_is_null_and_looked_for_in_vain_is_an_empty_list():
    line = to_json(EVENT)
    assert '"planned_for":null' in line
    assert '"recipient":[]' in line
    assert '"size":{"dead":null,"injured":null,"arrested":null,"participants":2}' in line


def test_letters_of_every_script_are_written_as_they_are():
    line = to_json(replace(ARTICLE, title="İstanbul, 北京, القاهرة — “ties”"))
    assert '"title":"İstanbul, 北京, القاهرة — “ties”"' in line


def test_a_value_that_is_no_plain_value_is_not_written():
    with pytest.raises(TypeError, match="a record holds a list; use tuples"):
        to_json(replace(EVENT, modes=["phone"]))  # type: ignore[arg-type]


# --- bad lines ---


def spoiled(good: Record, **changes: object) -> str:
    return json.dumps(to_dict(good) | changes)


def without(record: Record, field: str) -> str:
    return json.dumps({key: value for key, value in to_dict(record).items() if key != field})


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{'record': 'event'}", "line: Invalid JSON", id="not JSON"),
        pytest.param("[]", "line: Input should be", id="a list"),
        pytest.param('{"id":"e-1"}', "'record'", id="no kind"),
        pytest.param(spoiled(EVENT, record="evnt"), "'evnt'", id="unknown kind"),
        pytest.param(without(EVENT, "coder"), "event.coder: Field required", id="field missing"),
        pytest.param(spoiled(EVENT, status="maybe"), "event.status: ", id="unknown status"),
        pytest.param(spoiled(EVENT, confidence="high"), "event.confidence: ", id="no number"),
        pytest.param(spoiled(EVENT, confidence=7), "event e-1 has confidence 7", id="not 0 to 1"),
        pytest.param(spoiled(EVENT, actor=None), "event.actor: ", id="null for a list"),
        pytest.param(spoiled(EVENT, actor=[{}]), "event.actor.0.code: ", id="party without code"),
        pytest.param(spoiled(FIGURE, value="lots"), "figure.value: ", id="figure without number"),
        pytest.param(spoiled(FIGURE, confidence=-1), "figure f-1 has confidence", id="figure < 0"),
        pytest.param(
            spoiled(ARTICLE, segments=[{"kind": "bullet", "start": 4, "end": 4}]),
            "segment bullet has span 4–4",
            id="segment without text",
        ),
        pytest.param(spoiled(RESOLUTION, stage="won"), "resolution.stage: ", id="unknown stage"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_field(line, complaint):
    lines = [to_json(ARTICLE), "", line]
    with pytest.raises(RecordError) as told:
        list(read_jsonl(lines, file="old/run.jsonl"))
    assert str(told.value).startswith("old/run.jsonl line 3: not a Dragoman record: ")
    assert complaint in str(told.value)


def test_every_wrong_field_is_named_at_once():
    line = spoiled(EVENT, status="maybe", quad_code="first")
    with pytest.raises(RecordError, match=r"event\.quad_code: .*; event\.status: "):
        from_json(line)


def test_good_lines_before_a_bad_one_are_read():
    lines = iter([to_json(ARTICLE), to_json(EVENT), "broken"])
    records = read_jsonl(lines, file="run.jsonl")
    assert next(records) == ARTICLE
    assert next(records) == EVENT
    with pytest.raises(RecordError, match=r"run\.jsonl line 3"):
        next(records)


def test_blank_lines_are_passed_over():
    assert list(read_jsonl(["\n", to_json(FIGURE) + "\n", "  \r\n"], file="x")) == [FIGURE]


# --- schema ---

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def fits(value: Any, rule: Mapping[str, Any], defs: Mapping[str, Any]) -> bool:
    """Check a JSON value against the keywords of JSON Schema that ours uses."""
    if "$ref" in rule:
        return fits(value, defs[rule["$ref"].removeprefix("#/$defs/")], defs)
    options = rule.get("anyOf")
    if options:
        return any(fits(value, option, defs) for option in options)
    good = isinstance(value, TYPES[rule["type"]])
    if "const" in rule or "enum" in rule:
        good = value in rule.get("enum", [rule.get("const")])
    elif good and isinstance(value, dict):
        good = fields_fit(value, rule, defs)
    elif good and isinstance(value, list):
        places = rule.get("prefixItems", [rule.get("items")] * len(value))
        good = len(places) == len(value) and all(map(fits, value, places, [defs] * len(value)))
    return good


def fields_fit(value: dict[str, Any], rule: Mapping[str, Any], defs: Mapping[str, Any]) -> bool:
    known, others = rule.get("properties", {}), rule.get("additionalProperties", False)
    return set(rule.get("required", ())) <= set(value) and all(
        fits(each, known.get(key, others), defs) for key, each in value.items()
    )


def test_the_schema_names_its_dialect_and_one_case_for_each_kind_of_record():
    told = schema()
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {case["$ref"] for case in told["oneOf"]} == {
        f"#/$defs/{kind.__name__}" for kind in (*get_args(Record), Story)
    }
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("record", RECORDS, ids=by_kind)
def test_the_schema_holds_every_field_that_is_written_and_no_other(record):
    described = schema()["$defs"][type(record).__name__]["properties"]
    assert set(described) == set(to_dict(record))


@settings(max_examples=60, deadline=None)
@given(record=ANY_RECORD)
def test_what_is_written_fits_the_schema(record):
    told = schema()
    case = told["$defs"][type(record).__name__]
    assert fits(json.loads(to_json(record)), case, told["$defs"])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(without(EVENT, "coder"), id="field missing"),
        pytest.param(spoiled(EVENT, status="maybe"), id="unknown status"),
        pytest.param(spoiled(EVENT, quad_code=None), id="null for a number"),
        pytest.param(spoiled(EVENT, text_info={"sequence": 1}), id="part of a part missing"),
        pytest.param(spoiled(EVENT, evidence={"date": []}), id="evidence of another shape"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(line):
    told = schema()
    assert not fits(json.loads(line), told["$defs"]["Event"], told["$defs"])
    with pytest.raises(RecordError):
        from_json(line)
