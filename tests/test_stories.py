"""One act, many reports: which records tell the same, and what they disagree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataFileError
from dragoman.jsonl import story_from_json, to_json
from dragoman.records import Event, Evidence, Location, Party, Size, Span, TextInfo, content_id
from dragoman.stories.cluster import clusters_of
from dragoman.stories.facts import facts_of
from dragoman.stories.keeping import packed, unpacked
from dragoman.stories.pairs import NEVER, compare, reasons_line
from dragoman.stories.tables import near_modes, near_types, stages, weights
from dragoman.stories.telling import Report, story_of

MALI = Party(code="MLI", sector="MIL", sectors=("MIL",))
REBELS = Party(code="MLI", sector="REB", sectors=("REB",))
KENYA = Party(code="KEN", sector="GOV", sectors=("GOV",), name="Kenya")
FRANCE = Party(code="FRA", sector="GOV", sectors=("GOV",), name="France")
ODERA = Party(code="KEN", sector="GOV", sectors=("GOV",), name="Ruth Odera", office="Minister")
VIDAL = Party(code="FRA", sector="GOV", sectors=("GOV",), name="Luc Vidal", office="Minister")
GAO = Location(text="Gao", name="Gao", country="MLI", lat=16.3, lon=0.0)
KIDAL = Location(text="Kidal", name="Kidal", country="MLI", lat=18.4, lon=1.4)


def an_event(text: str, act: str, **fields: Any) -> Event:
    """An event told by one sentence; the day is told in words unless said otherwise."""
    at = text.index(act)
    made = Event(
        id=content_id("e", text, str(fields)), article="a-1", file="page.txt", date="2026-04-04",
        enddate=None, date_text="Saturday", granularity="day", planned_for=None,
        event_type="ASSAULT", mode=None, modes=(), context=(), cameo=None, quad_code=4,
        event_scale=-9.0, actor=(REBELS,), recipient=(MALI,), status="actual", said_by=(),
        event_loc=Location(), size=Size(), event_text=act, text=text,
        text_info=TextInfo(sequence=1, start=0, end=len(text), trigger=Span(at, at + len(act))),
        confidence=0.8, coder="test",
    )  # fmt: skip
    return replace(made, **fields)


AMBUSH = an_event(
    "Rebels ambushed a convoy near Gao on Saturday, killing 15 soldiers.", "ambushed",
    event_loc=GAO, size=Size(dead=15),
)  # fmt: skip
CONVOY = an_event(
    "Eighteen soldiers died when rebels attacked their convoy near Gao.", "attacked",
    event_loc=GAO, size=Size(dead=18),
)  # fmt: skip
SHELLING = an_event(
    "Rebels shelled a base of the army in Kidal on Saturday.", "shelled", event_loc=KIDAL
)
TALKS = an_event(
    "Kenya and France held talks on Saturday on a loan for the port of Lamu.", "talks",
    event_type="CONSULT", actor=(KENYA, FRANCE), recipient=(),
)  # fmt: skip


def same(one: Event, other: Event, day: str | None = None) -> bool:
    return compare(facts_of(one, day), facts_of(other, day)).same


def reports(*events: Event, day: str | None = "2026-04-05") -> list[Report]:
    return [Report(event=each, day=day, outlet=each.id) for each in events]


def test_two_tellings_of_one_attack_are_one_act_though_the_toll_rose() -> None:
    assert same(AMBUSH, CONVOY)


def test_two_attacks_of_one_day_in_two_towns_are_two() -> None:
    assert compare(facts_of(AMBUSH), facts_of(SHELLING)).score == NEVER


def test_the_same_two_countries_meeting_again_a_week_later_is_another_meeting() -> None:
    assert not same(TALKS, replace(TALKS, id="e-2", date="2026-04-11"))


@pytest.mark.parametrize(
    ("first", "second"),
    [("agreed", "signed"), ("signed", "ratified"), ("announced", "took effect")],
)
def test_announced_signed_and_in_force_are_different_acts(first: str, second: str) -> None:
    def told(act: str) -> Event:
        text = f"Brazil and Argentina {act} the treaty on the gas pipeline on Saturday."
        sides = (replace(KENYA, code="BRA", name=None), replace(KENYA, code="ARG", name=None))
        return an_event(text, act, event_type="SUPPORT", actor=sides, recipient=())

    assert compare(facts_of(told(first)), facts_of(told(second))).score == NEVER


def test_an_agreement_reached_is_one_whichever_type_it_was_given() -> None:
    sides = (replace(KENYA, code="IDN", name=None), replace(KENYA, code="MYS", name=None))
    promise = an_event(
        "Indonesia and Malaysia promised on Saturday to share a fishing ground.", "promised",
        event_type="AGREE", actor=sides, recipient=(),
    )  # fmt: skip
    reached = an_event(
        "Indonesia and Malaysia reached an agreement to share a fishing ground.",
        "reached an agreement", event_type="SUPPORT", actor=sides, recipient=(),
    )  # fmt: skip
    signed = an_event(
        "Indonesia and Malaysia signed the accord to share a fishing ground.", "signed",
        event_type="SUPPORT", actor=sides, recipient=(),
    )  # fmt: skip
    assert same(promise, reached)
    assert compare(facts_of(promise), facts_of(signed)).score == NEVER


def test_aid_received_is_aid_given() -> None:
    given = an_event(
        "Australia gave Bangladesh 20 boats on Saturday.", "gave", event_type="AID",
        actor=(replace(KENYA, code="AUS", name=None),),
        recipient=(replace(KENYA, code="BGD", name=None),),
    )  # fmt: skip
    received = replace(given, id="e-2", actor=given.recipient, recipient=given.actor)
    assert same(given, received)


def test_a_full_name_is_the_last_name_too() -> None:
    one = replace(TALKS, id="e-1", actor=(ODERA, FRANCE))
    other = replace(TALKS, id="e-2", actor=(replace(ODERA, office=None), FRANCE))
    names = [reason.name for reason in compare(facts_of(one), facts_of(other)).reasons]
    assert "same person" in names


def test_a_planned_visit_is_not_the_visit() -> None:
    planned = replace(TALKS, id="e-2", status="future")
    assert compare(facts_of(TALKS), facts_of(planned)).score == NEVER


def test_who_expels_whom_is_not_exchanged() -> None:
    text = "Poland expelled three diplomats of Belarus on Saturday."
    poland, belarus = replace(KENYA, code="POL", name=None), replace(KENYA, code="BLR", name=None)
    there = an_event(text, "expelled", event_type="SANCTION", actor=(poland,), recipient=(belarus,))
    back = replace(there, id="e-2", actor=(belarus,), recipient=(poland,))
    assert not same(there, back)


def test_the_host_named_by_one_and_the_guest_by_the_other_do_not_contradict() -> None:
    host = replace(TALKS, id="e-1", actor=(ODERA, FRANCE))
    guest = replace(TALKS, id="e-2", actor=(KENYA, VIDAL))
    assert same(host, guest)


def test_a_country_as_the_place_contradicts_no_town() -> None:
    country = Location(text="Mali", name="Mali", country="MLI", lat=18.0, lon=-2.0)
    assert same(AMBUSH, replace(CONVOY, event_loc=country))


def test_a_night_has_two_days() -> None:
    night = replace(AMBUSH, id="e-2", date_text="Saturday night")
    morning = replace(CONVOY, date="2026-04-05", date_text="Sunday")
    assert same(night, morning)


def test_a_day_taken_from_the_page_is_no_day_of_the_act() -> None:
    evidence = {"date": Evidence(spans=(Span(0, 1),), how="inferred")}
    dated = replace(CONVOY, date="2026-04-05", date_text="April 5, 2026", evidence=evidence)
    assert same(AMBUSH, dated)


def test_an_event_without_a_day_has_its_article_s() -> None:
    undated = replace(CONVOY, date=None, date_text=None)
    assert same(AMBUSH, undated, day="2026-04-05")
    assert not same(AMBUSH, undated, day="2026-05-05")


def test_every_score_has_its_reasons_and_they_add_up() -> None:
    likeness = compare(facts_of(AMBUSH), facts_of(CONVOY))
    assert sum(reason.weight for reason in likeness.reasons) == pytest.approx(likeness.score)
    assert "same place +1.2" in reasons_line(likeness.reasons)


def test_a_forbidden_pair_says_what_forbids_it() -> None:
    likeness = compare(facts_of(AMBUSH), facts_of(SHELLING))
    assert reasons_line(likeness.reasons) == "other place"


EVENTS = (
    AMBUSH, CONVOY, SHELLING, TALKS, replace(TALKS, id="e-2", date="2026-04-11"),
    replace(AMBUSH, id="e-3", date=None, date_text=None), replace(CONVOY, id="e-4", actor=()),
    replace(SHELLING, id="e-5", event_loc=Location()), replace(AMBUSH, id="e-6", text="", actor=(),
    recipient=(), event_loc=Location(), size=Size(), text_info=TextInfo(sequence=1, start=0, end=0,
    trigger=Span(0, 0)), date=None),
)  # fmt: skip


@given(order=st.permutations(EVENTS))
@settings(deadline=None, max_examples=60)
def test_the_clusters_are_the_same_in_any_order(order: Sequence[Event]) -> None:
    expected = clusters_of([facts_of(event, "2026-04-05") for event in EVENTS])
    assert clusters_of([facts_of(event, "2026-04-05") for event in order]) == expected


@given(chosen=st.sets(st.sampled_from(range(len(EVENTS))), min_size=1))
@settings(deadline=None, max_examples=60)
def test_no_report_is_lost_and_none_is_in_two_stories(chosen: set[int]) -> None:
    found = clusters_of([facts_of(EVENTS[index]) for index in chosen])
    told = sorted(each for cluster in found for each in cluster.ids)
    assert told == sorted(EVENTS[index].id for index in chosen)


@given(one=st.sampled_from(EVENTS), other=st.sampled_from(EVENTS))
@settings(deadline=None)
def test_which_report_comes_first_changes_no_score(one: Event, other: Event) -> None:
    first, second = facts_of(one), facts_of(other)
    assert compare(first, second).score == compare(second, first).score


def test_a_chain_is_no_story() -> None:
    """The page between two towns goes to one of them, and the towns stay apart."""
    between = replace(SHELLING, id="e-between", event_loc=Location(), text=AMBUSH.text)
    clusters = clusters_of([facts_of(event) for event in (AMBUSH, between, SHELLING)])
    homes = [{AMBUSH.id, SHELLING.id} & set(cluster.ids) for cluster in clusters]
    assert all(len(home) <= 1 for home in homes)


def test_facts_come_back_from_the_store_as_they_were() -> None:
    for event in EVENTS:
        facts = facts_of(event, "2026-04-05")
        assert unpacked(packed(facts), event.id) == facts


def test_a_story_keeps_both_tolls_and_marks_the_latest() -> None:
    first, second = reports(AMBUSH)[0], Report(event=CONVOY, day="2026-04-06", outlet="b")
    story = story_of([second, first])
    assert [
        (value.value, value.reports, value.latest) for value in story.disagreements["size.dead"]
    ] == [(15, (AMBUSH.id,), False), (18, (CONVOY.id,), True)]
    assert (story.first_reported, story.last_reported) == ("2026-04-05", "2026-04-06")
    assert story.reports == (AMBUSH.id, CONVOY.id)


def test_a_report_that_is_silent_contradicts_nobody() -> None:
    silent = replace(CONVOY, size=Size(), event_loc=Location(), date=None)
    assert not story_of(reports(AMBUSH, silent)).disagreements


def test_a_range_of_days_is_kept_as_it_was_told() -> None:
    ranged = replace(CONVOY, date="2026-04-03", enddate="2026-04-05")
    told = story_of(reports(AMBUSH, ranged)).disagreements["date"]
    assert {value.value for value in told} == {"2026-04-04", "2026-04-03/2026-04-05"}


def test_copies_of_one_page_are_one_source() -> None:
    copies = [replace(each, outlet="Agence") for each in reports(AMBUSH, CONVOY)]
    assert story_of(copies).sources == 1
    assert story_of(reports(AMBUSH, CONVOY)).sources == 2


def test_a_story_without_any_day_says_so() -> None:
    undated = replace(AMBUSH, date=None, date_text=None)
    story = story_of(reports(undated, day=None))
    assert story.first_reported is None
    assert "no report has a day" in story.flags[0]


def test_a_story_without_reports_is_none() -> None:
    with pytest.raises(ValueError, match="give at least one"):
        story_of([])


def test_a_story_comes_back_from_its_line() -> None:
    story = story_of(reports(AMBUSH, CONVOY))
    assert story_from_json(to_json(story)) == story
    assert to_json(story).startswith('{"record":"story","id":"s-')


@given(order=st.permutations(reports(AMBUSH, CONVOY, replace(AMBUSH, id="e-9", confidence=0.9))))
@settings(deadline=None)
def test_a_story_is_the_same_in_any_order_of_its_reports(order: Sequence[Report]) -> None:
    assert story_of(order) == story_of(order[::-1])


def test_the_tables_load_and_are_about_known_types() -> None:
    assert weights()["bias"] < 0
    assert ("CONSULT", "SUPPORT") not in near_types()
    assert near_types()[("AGREE", "SUPPORT")].staged
    assert "visit" in near_modes()["CONSULT"]
    assert "signed" in stages().values()


def test_a_bad_row_of_a_table_is_named(tmp_path: Any) -> None:
    table = tmp_path / "near_modes.tsv"
    table.write_text("type\tmodes\nCONSULT\tvisit|telepathy\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="telepathy"):
        near_modes(table)
