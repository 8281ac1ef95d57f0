"""Training the coder's model: what it learns from, how it is measured, what its card says."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from training.coder.base import load_tokenizer
from training.coder.card import About, card, write_card
from training.coder.commands import main
from training.coder.evaluate import Coded, Found, figures_of, headlines, mean_of
from training.coder.examples import UNTOLD, Answer, Example, examples_of
from training.coder.source import Material, corpus_hash, hash_of, sizes
from training.corpus.commands import VOICES
from training.corpus.form import Written, read_corpus, read_documents
from training.corpus.splits import split_of

from dragoman.events.encoding import CONTEXTS, MODES, STATUSES, TYPES
from dragoman.events.model import FOLDER, TOKENIZER

ACCUSED = (
    "[Kenya's government|a1:KEN.GOV] on Monday [accused|e1:ACCUSE.allege] [Uganda|r1:UGA.GOV] "
    "of arming cattle raiders."
)
ACCUSE = TYPES.index("ACCUSE")
ALLEGE = MODES.index(("ACCUSE", "allege"))
ACTUAL = STATUSES.index("actual")
TOLD = Answer(ACCUSE, ALLEGE, ACTUAL)


def document(name: str = "made-001") -> str:
    return f"=== {name}\ndate: 2024-03-11\nplace: none\ncontexts: legal\n\n# Row\n\n{ACCUSED}\n"


def made(name: str = "made-001", voice: str = "wire") -> Written:
    documents, faults = read_documents(document(name), voice=voice, file="made.txt")
    assert [str(fault) for fault in faults] == []
    return documents[0]


def example() -> Example:
    (found,) = examples_of(load_tokenizer(FOLDER / TOKENIZER), [made()])
    return found


def coded(said: Answer, told: Answer = TOLD, *, recipient: bool = True) -> Coded:
    """Two mentions, the first the actor, the second the recipient; is the second one coded?"""
    told_roles = np.array([[True, False, False], [False, True, False]])
    said_roles = told_roles & np.array([True, recipient, True])
    return Coded(said, told, said_roles, told_roles)


def about(**more: object) -> About:
    figures = figures_of(Found(coded=[coded(TOLD)]), [made()])
    told = {
        "name": "en-1", "base": "a-small-encoder", "corpus": "abc123", "sizes": sizes([made()]),
        "seed": 3, "epochs": 4, "figures": figures,
        "rates": {
            "batch": 16, "encoder_rate": 1e-4, "head_rate": 1e-3, "decay": 0.01, "warm_up": 0.1,
            "smoothing": 0.05, "blind": 0.15, "hidden": 0.05, "averaging": 0.9995,
        },
    }  # fmt: skip
    return About(**(told | more))


def two_files(folder: Path) -> list[tuple[str, Path]]:
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    return [(name, folder / name) for name in ("one.txt", "two.txt")]


def test_the_corpus_has_one_hash_whatever_order_its_files_come_in(tmp_path):
    files = two_files(tmp_path)
    assert hash_of(files) == hash_of(files[::-1])


def test_a_changed_word_or_name_changes_the_hash_of_the_corpus(tmp_path):
    one, two = two_files(tmp_path)
    before = hash_of([one, two])
    assert hash_of([one, ("three.txt", two[1])]) != before
    two[1].write_text("another", encoding="utf-8")
    assert hash_of([one, two]) != before


def test_moving_a_voice_to_the_test_split_changes_the_hash_of_the_corpus(tmp_path):
    (tmp_path / "voice").mkdir()
    two_files(tmp_path / "voice")
    table = tmp_path / "voices.tsv"
    table.write_text("wire\tany", encoding="utf-8")
    before = corpus_hash(tmp_path / "voice", table)
    table.write_text("wire\tnever", encoding="utf-8")
    assert corpus_hash(tmp_path / "voice", table) != before


def test_where_the_corpus_lies_does_not_change_its_hash(tmp_path):
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        two_files(tmp_path / name)
    assert corpus_hash(tmp_path / "here") == corpus_hash(tmp_path / "there")


def test_an_example_has_the_type_mode_and_status_of_the_act_that_its_word_tells():
    found = example()
    acts = [answer for answer in found.answers if answer.event_type]
    assert acts == [TOLD]
    assert found.acts == 1


def test_a_candidate_that_tells_no_act_teaches_that_and_nothing_else():
    others = [answer for answer in example().answers if not answer.event_type]
    assert all((other.mode, other.status) == (UNTOLD, UNTOLD) for other in others)


def test_an_example_says_who_acts_and_who_is_acted_on():
    found = example()
    place = found.answers.index(TOLD)
    pairs = [r for p, r in zip(found.input.pairs, found.roles, strict=True) if p.candidate == place]
    assert sorted(pair for pair in pairs if any(pair)) == [(0.0, 1.0, 0.0), (1.0, 0.0, 0.0)]


def test_an_example_says_what_passes_between_its_parties():
    assert [told for _, _, told in example().dyads] == [ACCUSE]


def test_what_is_trained_on_holds_nothing_that_calibrates_or_tests():
    documents = read_corpus(VOICES)
    one_of_them = example()
    assert {split_of(one) for one in documents} == {"train", "calibration", "test"}
    examples = [one_of_them._replace(document=one.id, split=split_of(one)) for one in documents]
    chosen = Material(documents, examples).only("train")
    assert {split_of(one) for one in chosen.documents} == {"train"}
    assert {one.split for one in chosen.examples} == {"train"}
    assert {one.document for one in chosen.examples} == {one.id for one in chosen.documents}


def test_the_sizes_of_the_splits_add_up():
    documents = [made(f"made-{i:03}", voice) for i in range(9) for voice in ("wire", "westafrica")]
    counted = sizes(documents)
    assert sum(size["documents"] for size in counted.values()) == 18
    assert sum(size["acts"] for size in counted.values()) == 18
    assert counted["test"]["documents"] >= 9


def test_an_act_with_the_right_type_and_parties_is_a_whole_event():
    figures = figures_of(Found(coded=[coded(TOLD)]), [made()])
    assert figures["types"]["f1"] == figures["whole_events"]["f1"] == 1.0
    assert figures["by_type"]["ACCUSE"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "of": 1}


def test_without_its_recipient_an_act_is_not_whole():
    figures = figures_of(Found(coded=[coded(TOLD, recipient=False)]), [made()])
    assert (figures["types"]["f1"], figures["whole_events"]["f1"]) == (1.0, 0.0)
    assert figures["roles"]["recipient"]["recall"] == 0.0
    assert figures["roles"]["actor"]["f1"] == 1.0


def test_an_act_coded_as_another_type_costs_both_types_and_says_nothing_of_its_mode():
    threat = Answer(TYPES.index("THREATEN"), UNTOLD, ACTUAL)
    figures = figures_of(Found(coded=[coded(threat)]), [made()])
    assert figures["by_type"]["ACCUSE"]["recall"] == 0.0
    assert figures["by_type"]["THREATEN"]["precision"] == 0.0
    assert figures["modes"] == {"accuracy": 0.0, "of": 0}


def test_an_act_that_nothing_was_found_for_is_missed():
    figures = figures_of(Found(coded=[coded(TOLD)]), [made(), made("made-002")])
    assert (figures["types"]["precision"], figures["types"]["recall"]) == (1.0, 0.5)


def test_nothing_found_in_nothing_gives_figures_all_the_same():
    assert set(headlines(figures_of(Found(), [])).values()) == {0.0}


def test_contexts_are_those_of_a_document_not_of_a_sentence():
    nothing = np.zeros(len(CONTEXTS), dtype=np.float32)
    likely = np.array([0.9 * (name == "legal") for name in CONTEXTS], dtype=np.float32)
    sure, unsure = Found(), Found()
    sure.contexts["made-001"] = [likely]
    unsure.contexts["made-001"] = [likely, nothing]
    assert figures_of(sure, [made()])["contexts"]["f1"] == 1.0
    assert figures_of(unsure, [made()])["contexts"]["f1"] == 0.0


def test_the_mean_of_several_trainings_is_by_figure():
    assert mean_of([{"a": 0.5, "b": 1.0}, {"a": 1.0, "b": 0.0}]) == {"a": 0.75, "b": 0.5}


def test_the_card_tells_base_corpus_seed_and_figures():
    page = card(about())
    for told in ("en-1", "a-small-encoder", "`abc123`", "| seed | 3 |", "| epochs | 4 |"):
        assert told in page
    assert "| ACCUSE | 1.000 | 1.000 | 1.000 | 1 |" in page
    assert "several seeds" not in page


def test_the_card_has_no_date_and_nothing_left_to_fill_in():
    page = card(about())
    assert not re.search(r"\b20\d\d\b|[{}]", page)


def test_the_card_of_several_trainings_shows_each_and_the_mean():
    figures = headlines(about()["figures"])
    seeds = [{"seed": i, "figures": dict.fromkeys(figures, (i + 1) / 2)} for i in (0, 1)]
    page = card(about(seeds=seeds))
    assert "| | seed 0 | seed 1 | mean |" in page
    assert "| whole events, F1 | 0.500 | 1.000 | 0.750 |" in page


def test_a_card_is_written_beside_the_model_it_tells_of(tmp_path):
    (tmp_path / "coder.json").write_text(json.dumps(about()), encoding="utf-8")
    assert write_card(tmp_path) == tmp_path / "README.md"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == card(about())


def test_a_model_that_no_training_told_of_gets_no_card(tmp_path):
    (tmp_path / "coder.json").write_text('{"name": "en-1"}', encoding="utf-8")
    result = CliRunner().invoke(main, ["card", str(tmp_path)])
    assert result.exit_code == 1
    assert "train the model" in result.output


def test_the_model_that_ships_is_measured_without_training_packages(tmp_path):
    voice = tmp_path / "westafrica"
    voice.mkdir()
    (voice / "01.txt").write_text(document(), encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "--corpus", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert re.search(r"acts with type, F1 +\d\.\d{3}\n", result.output)


def test_training_without_its_packages_says_how_to_get_them(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    result = CliRunner().invoke(main, ["train"])
    assert result.exit_code == 1
    assert "make train" in result.output


def test_the_card_shows_how_true_confidence_is() -> None:
    told = [{"low": 0.4, "events": 161, "confidence": 0.45, "right": 0.54}]
    rows = [line for line in card(about(reliability=told)).splitlines() if "0.4 to 0.5" in line]
    assert rows == ["| 0.4 to 0.5 | 161 | 0.450 | 0.540 | `█████████\\|█·········` |"]


def test_the_card_says_so_where_nothing_was_calibrated() -> None:
    assert "Not calibrated yet" in card(about())
