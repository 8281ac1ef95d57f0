"""The tables of acts load and reach every type; a wrong row is named by file and line."""

from __future__ import annotations

import re

import pytest

from dragoman.errors import DataFileError
from dragoman.events.lexicon import (
    CLASS_COLUMNS,
    FRAME_COLUMNS,
    GOVERNOR_COLUMNS,
    LIGHT_COLUMNS,
    Condition,
    governors,
    light_verbs,
    load_classes,
    load_frames,
    load_governors,
    load_light_verbs,
    noun_frames,
    verb_frames,
)
from dragoman.ontology.plover import event_types, modes

CLASSES = {"curb": frozenset({"sanction", "ban"})}


def a_table(path, columns, *rows):
    table = path / "acts.tsv"
    table.write_text("\n".join(["\t".join(columns), *rows, ""]), encoding="utf-8")
    return table


def shipped():
    return [frame for frames in (verb_frames(), noun_frames()) for row in frames.values()
            for frame in row]  # fmt: skip


def test_the_shipped_tables_know_many_acts():
    assert len(set(verb_frames()) | set(noun_frames())) >= 500
    assert len(noun_frames()) >= 50


@pytest.mark.parametrize("event_type", sorted(event_types()))
def test_every_type_can_be_told_by_a_verb_and_by_a_noun(event_type):
    for frames in (verb_frames(), noun_frames()):
        told = {frame.event_type for row in frames.values() for frame in row}
        assert event_type in told


def test_most_modes_can_be_told():
    told = {(frame.event_type, frame.mode) for frame in shipped() if frame.mode}
    known = {(event_type, mode) for event_type, each in modes().items() for mode in each}
    assert told <= known
    assert len(told) >= 0.8 * len(known)


def test_a_frame_that_blocks_weighs_nothing_and_no_other_does():
    assert {frame.event_type for frame in shipped() if frame.weight == 0} == {"NONE"}
    assert {frame.weight for frame in shipped() if frame.event_type == "NONE"} == {0}


@pytest.mark.parametrize(
    ("lemma", "keeps"),
    [("hold", "actor"), ("receive", "reversed"), ("host", "host"), ("exchange", "mutual")],
)
def test_what_the_subject_of_a_light_verb_is(lemma, keeps):
    assert light_verbs()[lemma] == keeps


@pytest.mark.parametrize(
    ("lemma", "slot", "status"),
    [
        ("plan", "xcomp", "future"),
        ("deny", "xcomp", "negated"),
        ("urge", "xcomp", "hypothetical"),
        ("manage", "xcomp", "actual"),
    ],
)
def test_what_a_governor_makes_of_its_complement(lemma, slot, status):
    assert (slot, status) in governors()[lemma]


def test_a_frame_is_read_from_its_row(tmp_path):
    table = a_table(
        tmp_path,
        FRAME_COLUMNS,
        "lift\tobj:@curb|siege !prt:up\tRETREAT\taccess\t\ton|from\t0.8",
        "shake\tobj:hand\tCONSULT\t\tsubj\tmutual:with\t0.5",
        "topple\t\tCOERCE\t\t-\tobj\t0.5",
    )
    frames = load_frames(table, CLASSES, nouns=False)
    (lift,), (shake,), (topple,) = frames["lift"], frames["shake"], frames["topple"]
    assert lift.conditions == (
        Condition("obj", frozenset({"sanction", "ban", "siege"}), False),
        Condition("prt", frozenset({"up"}), True),
    )
    assert (lift.event_type, lift.mode, lift.weight, lift.line) == (
        "RETREAT", "access", 0.8, 2,
    )  # fmt: skip
    assert (lift.actor, lift.recipient, lift.mutual) == (("subj",), ("on", "from"), False)
    assert (shake.recipient, shake.mutual) == (("with",), True)
    assert topple.actor == ()


BAD_FRAMES = [
    pytest.param("slap\t\tSANCTON\t\t\t\t0.5", "type is 'SANCTON'. Did you mean 'SANCTION'?",
                 id="unknown type"),
    pytest.param("meet\t\tCONSULT\tfone\t\t\t0.5", "mode is 'fone'. Did you mean 'phone'?",
                 id="unknown mode"),
    pytest.param("meet\t\tCONSULT\tembargo\t\t\t0.5", "mode is 'embargo'.",
                 id="mode of another type"),
    pytest.param("lift\tobj:@crub\tCONCEDE\t\t\t\t0.5",
                 "word class is 'crub'. Did you mean 'curb'?", id="unknown class"),
    pytest.param("meet\t\tCONSULT\t\t\t\t2", "weight is '2'; use a number from 0 to 1",
                 id="weight above 1"),
    pytest.param("meet\t\tCONSULT\t\t\t\tnan", "weight is 'nan'; use a number from 0 to 1",
                 id="weight not a number"),
    pytest.param("hit\tobj:@curb prt:back\tREJECT\t\t\t\t0.5",
                 "frame 'hit' when 'obj:@curb prt:back' is listed twice; keep one",
                 id="same frame, conditions in another order"),
    pytest.param("meet\t\tCONSULT\t\t\t", "6 cells; a row needs 7", id="short row"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "complaint"), BAD_FRAMES)
def test_a_bad_frame_is_reported_by_file_and_line(tmp_path, row, complaint):
    table = a_table(tmp_path, FRAME_COLUMNS, "# ours", "hit\tprt:back obj:@curb\tREJECT\t\t\t\t0.4",
                    row)  # fmt: skip
    with pytest.raises(DataFileError) as caught:
        load_frames(table, CLASSES, nouns=False)
    assert str(table) in str(caught.value)
    assert f"line 4: {complaint}" in str(caught.value)


@pytest.mark.parametrize(
    ("load", "columns", "row", "complaint"),
    [
        (load_classes, CLASS_COLUMNS, "curb\t", "words is empty; list some"),
        (load_classes, CLASS_COLUMNS, "gun\tpistol", "class 'gun' is listed twice; keep one"),
        (load_light_verbs, LIGHT_COLUMNS, "hold\t\tactors",
         "keeps is 'actors'. Did you mean 'actor'?"),
        (load_governors, GOVERNOR_COLUMNS, "plan\tVERBS\txcomp\tfuture",
         "pos is 'VERBS'. Did you mean 'VERB'?"),
        (load_governors, GOVERNOR_COLUMNS, "plan\tVERB\txcomp\thistorical",
         "status is 'historical'."),
    ],
)  # fmt: skip
def test_a_bad_row_of_the_other_tables_is_reported_by_line(tmp_path, load, columns, row, complaint):
    good = {
        CLASS_COLUMNS: "gun\trifle|gun",
        LIGHT_COLUMNS: "pay\t\tactor",
        GOVERNOR_COLUMNS: "deny\tVERB\txcomp\tnegated",
    }
    table = a_table(tmp_path, columns, good[columns], row)
    with pytest.raises(DataFileError, match=re.escape(f"line 3: {complaint}")):
        load(table)


def test_every_problem_of_a_table_is_listed_at_once(tmp_path):
    table = a_table(tmp_path, FRAME_COLUMNS, "meet\t\tCONSLT\t\t\t\t0.5", "hit\t\tASSAULT\t\t\t\t9")
    with pytest.raises(DataFileError, match=r"(?s)line 2: type .*line 3: weight"):
        load_frames(table, CLASSES, nouns=False)
