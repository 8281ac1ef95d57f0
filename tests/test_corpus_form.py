"""The form of the corpus: what people write, and what is read from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from training.corpus.commands import escaped, main, unmarked
from training.corpus.form import Written, read_documents, read_file
from training.corpus.marks import read_line
from training.corpus.notes import read_note

from dragoman.errors import DataFileError
from dragoman.ontology import event_types, modes

GUIDELINES = Path(__file__).parents[1] / "training" / "guidelines.md"
HEADER = "=== made-001\ndate: 2024-03-11\nplace: Nairobi, KEN\ncontexts: diplomatic\n\n"
BORDER = HEADER + (
    "# [Kenya|a1:KEN.GOV] [agrees to reopen|e1:AGREE] posts on the border\n\n"
    "[Kenya|a2:KEN.GOV@kenya] [will reopen|e2=e1] four posts, [it|s2:@kenya] said.\n"
    "Trucks \\[and buses\\] had waited.\n\n"
    "- [[Somali|r3:SOM.MIL] patrols|a3:SOM.MIL] [did not fire|e3:ASSAULT.firearms~negated]\n"
)


def one(text: str) -> Written:
    """The single document of a text that has no faults."""
    documents, faults = read_documents(text, voice="made", file="made.txt")
    assert [str(fault) for fault in faults] == []
    (document,) = documents
    return document


def test_a_document_is_its_header_and_its_text_without_marks():
    document = one(BORDER)
    assert (document.id, document.date, document.city, document.country) == (
        "made-001", "2024-03-11", "Nairobi", "KEN",
    )  # fmt: skip
    assert document.contexts == ("diplomatic",)
    assert document.text == (
        "Kenya agrees to reopen posts on the border\n\n"
        "Kenya will reopen four posts, it said. Trucks [and buses] had waited.\n\n"
        "Somali patrols did not fire"
    )
    assert [each.kind for each in document.sentences] == [
        "headline", "paragraph", "paragraph", "bullet",
    ]  # fmt: skip


def test_acts_and_roles_point_at_their_words():
    document = one(BORDER)
    assert [document.words(act.span) for act in document.acts] == [
        "agrees to reopen", "will reopen", "did not fire",
    ]  # fmt: skip
    assert [document.words(each.span) for each in document.told(3, "a")] == ["Somali patrols"]
    assert [document.words(each.span) for each in document.told(3, "r")] == ["Somali"]


def test_a_retelling_is_of_the_type_first_told_and_a_name_stands_for_its_party():
    document = one(BORDER)
    retold = document.act(2)
    assert (document.event_type(retold), retold.note.same_as) == ("AGREE", 1)
    assert [each.note.number for each in document.tellings(document.act(1))] == [1, 2]
    (teller,) = document.told(2, "s")
    assert [(who.code, who.sectors) for who in teller.parties] == [("KEN", ("GOV",))]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("A [word", "line 6, column 5: the mark has no |note"),
        ("A [word|e1:AGREE", "line 6, column 5: the mark is not closed"),
        ("A word] there", "line 6, column 9: ] stands alone"),
        ("A [ word|e1:AGREE] there", "line 6, column 5: ' word' begins or ends with a blank"),
        ("A [|e1:AGREE] there", "line 6, column 5: the mark has no words"),
        ("A [word|] there", "line 6, column 5: 'word' is marked with nothing"),
        ("A [word|maybe] there", "line 6, column 11: note 'maybe' is not understood"),
        ("A [word|e1] there", "line 6, column 11: an act needs its type"),
        ("A [word|e1:SANCTON] there", "column 11: event type 'SANCTON'. Did you mean 'SANCTION'?"),
        ("A [word|e1:AID.visit] there", "column 11: mode 'visit' is none of AID's"),
        ("A [word|e1:AID~planned] there", "column 11: status 'planned'. "),
        ("A [word|a1:KEN.GOV] there", "line 6, column 1: a1: there is no act e1"),
        ("[It|a1:@it] [gave|e1:AID]", "line 6, column 7: @it is not told yet; write KEN.GOV@it"),
        ("[It|a1:KEN] [gave|e1:AID]", "line 6, column 7: KEN needs a sector, as in KEN.GOV"),
        ("[It|a1:KNY.GOV] [gave|e1:AID]", "line 6, column 7: code 'KNY' is no country's"),
        ("[It|a1:KEN.GVO] [gave|e1:AID]", "line 6, column 7: sector 'GVO'. Did you mean 'GOV'?"),
        ("[It|a1:.GOV] [gave|e1:AID]", "line 6, column 7: a party needs its country"),
        ("[It|a1,d1:KEN.GOV] [gave|e1:AID]", "a date, a place and a party want marks of their own"),
        ("[now|d1:today] [gave|e1:AID]", "line 6, column 8: date 'today'; write 2024-05-01"),
        ("[here|l1:Kenya] [gave|e1:AID]", "line 6, column 9: place 'Kenya'; write the country's"),
        ("[gave|e1:AID] and [gave|e1:AID]", "line 6, column 27: e1 stands twice"),
        ("[gave|e1=e2] and [gave|e2=e1]", "line 6, column 9: =e2 is no first telling of an act"),
        ("[A|:KEN.GOV@x] or [B|:UGA.GOV@x]", "line 6, column 24: @x was another before"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_by_line_and_column(line: str, complaint: str):
    _, faults = read_documents(HEADER + "# " + line + "\n", voice="made", file="made.txt")
    assert any(complaint in str(fault) for fault in faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("A line\n" + BORDER, "line 1, column 1: text before the first document"),
        (BORDER + BORDER, "document made-001 stands twice"),
        (BORDER.replace("made-001", "Made 1"), "document id 'Made 1'; write === voice-001"),
        (BORDER.replace("date: 2024-03-11\n", ""), "line 2, column 1: the header lacks date:"),
        (BORDER.replace("2024-03-11", "11 March"), "date '11 March'; write 2024-05-01 or none"),
        (BORDER.replace("bi, KEN", "bi"), "place 'Nairobi'; write Nairobi, KEN or none"),
        (BORDER.replace("diplomatic", "diplomat"), "context 'diplomat'. Did you mean 'diplomatic'"),
        (BORDER.replace("\n\n#", "\n#"), "the header ends with an empty line"),
        (BORDER.replace("# [", "["), "the first line is no headline"),
        (HEADER, "document made-001 has no sentence"),
    ],
)
def test_a_fault_of_a_document_is_reported(text: str, complaint: str):
    _, faults = read_documents(text, voice="made", file="made.txt")
    assert any(complaint in str(fault) for fault in faults), [str(fault) for fault in faults]


def test_every_fault_of_a_file_is_named_and_other_documents_are_read(tmp_path: Path):
    bad = BORDER.replace("made-001", "made-002").replace("AGREE", "AGRE").replace("KEN.GOV@", "X@")
    documents, faults = read_documents(BORDER + "\n" + bad, voice="made", file="made.txt")
    assert [document.id for document in documents] == ["made-001"]
    assert len(faults) >= 2
    path = tmp_path / "bad.txt"
    path.write_text(BORDER + "\n" + bad, encoding="utf-8")
    with pytest.raises(DataFileError, match="line 18, column"):
        read_file(path)
    shown = CliRunner().invoke(main, ["check", str(path)])
    assert shown.exit_code == 1
    assert "bad.txt" in shown.output
    assert "Traceback" not in shown.output


@given(st.text(alphabet=st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_any_words_can_be_written_and_read_back(words: str):
    line = read_line(escaped(words))
    assert (line.text, line.marks, line.problems) == (words, (), ())


@given(st.text(alphabet="[]|\\ ae1:=~.", max_size=40))
def test_no_line_is_too_odd_to_be_read_or_refused(line: str):
    read = read_line(line)
    for mark in read.marks:
        assert 0 <= mark.span.start <= mark.span.end <= len(read.text)


def test_a_document_without_its_marks_has_the_same_text():
    assert one(unmarked(one(BORDER))).text == one(BORDER).text


def test_the_guidelines_have_an_example_of_every_type_and_mode():
    told = GUIDELINES.read_text(encoding="utf-8")
    for event_type in event_types():
        assert f"### {event_type}" in told
        for mode in modes()[event_type]:
            assert re.search(rf"\|e\d:{event_type}\.{mode}\b", told), f"{event_type}.{mode}"


def test_every_mark_in_the_guidelines_can_be_read():
    examples = [
        line
        for line in GUIDELINES.read_text(encoding="utf-8").splitlines()
        if re.search(r"\|[aers]\d", line) and not line.startswith(("|", "A mark"))
    ]
    assert len(examples) > 60
    for example in examples:
        for mark in read_line(re.sub(r"^ *(- )?", "", example)).marks:
            if mark.note != "…":
                note, problems = read_note(mark.note)
                assert (note is None, problems) == (False, []), example
