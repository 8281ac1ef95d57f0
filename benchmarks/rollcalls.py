"""`python -m benchmarks.rollcalls`: titles found again in earlier years' recorded votes.

Reads `../shared/votes` beside the project. For each title voted on in a session, with its symbol
hidden: which votes of earlier sessions (from the 55th) are found, against those whose title is the
same by its letters or in our judgement (`rollcalls_judged.tsv`). Titles of consensus texts
(`rollcalls_never.txt`) must find nothing, and no vote on a part may stand for one on the whole.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.__main__ import SHARED
from dragoman.resolutions.ballotfile import BallotFile
from dragoman.resolutions.ballots import RollCall
from dragoman.resolutions.matching import Titles
from dragoman.resolutions.titles import title_words
from dragoman.store import Store
from dragoman.tables import read_table

HERE = Path(__file__).parent
VOTES = SHARED / "votes"
FILES = ("un_roll_calls.csv", "un_roll_call_issues.csv", "un_votes_55_74.csv.gz")
FIRST = 55
LAST = 74
RECENT = 65


def main() -> int:
    """Print the figures; exit status 1 where the data are not there."""
    if not VOTES.is_dir():
        print(f"{VOTES}: the recorded votes are not here; nothing measured", file=sys.stderr)
        return 1
    roll_calls = _roll_calls(VOTES / FILES[0])
    whole = [each for each in roll_calls if each.part is None and each.words]
    whole = [each for each in whole if FIRST <= each.session <= LAST]
    same = _families(whole)
    for name, sessions in ((f"session {LAST}", [LAST]),
                           (f"sessions {RECENT} to {LAST}", range(RECENT, LAST + 1))):  # fmt: skip
        print(f"{name}: {_measure(whole, same, sessions)}")
    titles = Titles(each.words for each in roll_calls if each.part is None)
    never = [line for line in _lines(HERE / "rollcalls_never.txt") if not line.startswith("#")]
    found = [title for title in never if titles.like(" ".join(title_words(title)))]
    print(f"titles never voted on: {len(never)}, matched {len(found)} {found or ''}")
    parts = sum(each.part is not None for each in roll_calls)
    print(f"votes on parts kept apart: {parts} of {len(roll_calls)} roll calls")
    print(_speed())
    return 0


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _roll_calls(path: Path) -> list[RollCall]:
    found: list[RollCall] = []
    BallotFile(path).each(
        lambda rows: found.extend(row for row in rows if isinstance(row, RollCall))
    )
    return found


def _simple(title: str) -> str:
    """A title's letters alone: not the normal form that is being measured."""
    return " ".join(re.findall(r"[a-z0-9]+", title.lower().removeprefix("the ")))


def _families(whole: Iterable[RollCall]) -> dict[str, str]:
    """For each title in simple form, the title that stands for all that are the same."""
    first = {_simple(each.title): _simple(each.title) for each in whole}

    def family(title: str) -> str:
        while first[title] != title:
            title = first[title]
        return title

    for _, cells in read_table(HERE / "rollcalls_judged.tsv", ("title", "other", "same")):
        one, other = _simple(cells["title"]), _simple(cells["other"])
        if cells["same"] == "yes" and one in first and other in first:
            first[family(other)] = family(one)
    return {title: family(title) for title in first}


def _measure(whole: Sequence[RollCall], same: dict[str, str], sessions: Iterable[int]) -> str:
    right = found = wanted = recurring = 0
    by_words: dict[str, list[RollCall]] = defaultdict(list)
    for each in whole:
        by_words[each.words].append(each)
    titles = Titles(by_words)
    for session in sessions:
        asked = {each.words: each for each in whole if each.session == session}
        for words, roll_call in asked.items():
            family = same[_simple(roll_call.title)]
            truth = {e.id for e in whole
                     if e.session < session and same[_simple(e.title)] == family}  # fmt: skip
            got = {e.id for like in titles.like(words) for e in by_words[like]
                   if e.session < session}  # fmt: skip
            recurring += bool(truth)
            right, found, wanted = right + len(truth & got), found + len(got), wanted + len(truth)
    precision, recall = right / max(1, found), right / max(1, wanted)
    return (
        f"{recurring} recurring titles, {wanted} earlier votes: "
        f"precision {precision:.3f}, recall {recall:.3f}"
    )


def _speed() -> str:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with Store.open(Path(folder) / "votes.db") as store:
            lines = [store.import_votes(BallotFile(VOTES / name)).lines for name in FILES]
        seconds = time.perf_counter() - start
    return f"import of {sum(lines)} lines: {seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
