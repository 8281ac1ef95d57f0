"""`python -m benchmarks`: every development set through the real command line, then the scorer.

Reads the sets from `../shared` beside the project; prints one block for each, ready for
`benchmarks/results.md`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import speed
from benchmarks.candidates import as_lines, coverage

SHARED = Path(__file__).parents[2] / "shared"
GOLD = SHARED / "gold"
SCORER = SHARED / "score" / "score.py"
DRAGOMAN = [sys.executable, "-m", "dragoman"]
STAGES = (("classify", "relations"), ("actors", "actors"), ("places", "places"))
SHOWN = (
    "n", "gold", "coded", "coded_per_gold", "type", "type_actor", "full", "full_f1_95", "macro_f1",
    "accuracy", "quad_macro_f1", "actor_recall", "recipient_recall", "both_recall", "swapped",
    "events_per_sentence", "all_right", "code", "sector", "found", "within_161km_of_found",
    "number_one", "number_several", "title", "date", "place", "body", "attributes",
    "calibration_error", "precision_at_0.9",
)  # fmt: skip


def main() -> int:
    """Run all sets; exit status 1 where the sets are not there."""
    if not GOLD.is_dir():
        print(f"{GOLD}: the development sets are not here; nothing measured", file=sys.stderr)
        return 1
    documents = _rows(GOLD / "desk_dev.jsonl")
    print("\n### candidates on desk_dev")
    print("\n".join(as_lines(coverage(documents))))
    sample = SHARED / "samples" / "two-news-pages.txt"
    print("\n### speed on desk_dev (one core; ratios count, machines differ)")
    measured = speed.measure([document["text"] for document in documents])
    cold = speed.cold_start("code", str(sample))
    print("\n".join(speed.as_lines(measured, cold, speed.cold_start("--help"))))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        desk = _code(documents, work / "desk")
        _score("articles", GOLD / "desk_dev.jsonl", desk)
        _score("events", GOLD / "desk_dev.jsonl", desk)
        spans = _code(_rows(GOLD / "spans_dev.jsonl"), work / "spans")
        _score("spans", GOLD / "spans_dev.jsonl", spans)
        for stage, scored in (
            ("classify", "relations"),
            ("actors", "actors"),
            ("places", "places"),
        ):
            gold = GOLD / f"{scored}_dev.jsonl"
            out = work / f"{scored}.jsonl"
            subprocess.run([*DRAGOMAN, stage, gold, "-o", out], check=True)
            _score(scored, gold, out)
    return 0


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _code(documents: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    folder.mkdir()
    for document in documents:
        (folder / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
    out = folder.with_suffix(".jsonl")
    subprocess.run([*DRAGOMAN, "code", folder, "-o", out], check=False)
    return out


def _score(what: str, gold: Path, out: Path) -> None:
    scored = subprocess.run(
        [sys.executable, SCORER, what, gold, out], check=True, capture_output=True, text=True
    )
    figures = json.loads(scored.stdout.splitlines()[-1])
    print(f"\n### {what} on {gold.stem}")
    for name in SHOWN:
        if name in figures:
            print(f"{name:24} {figures[name]}")


if __name__ == "__main__":
    sys.exit(main())
