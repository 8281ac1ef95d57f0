"""How soon the workbench answers over a store of a million made events.

`python -m benchmarks.workbench [EVENTS] [STORE]`: makes the store where it is missing (about ten
minutes for a million on an idle machine), serves it, asks each page so many times and prints the
median, the first and the slowest answer, and the processor's time of one answer (Linux), in ms.
The last is what counts on a machine that does other work beside.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.workbench_store import make

TIMES = int(os.environ.get("TIMES", "15"))
LIMIT = 300.0
PAGES = (
    ("today", "/"),
    ("list: all events", "/events"),
    ("list: one type", "/events?type=ACCUSE"),
    ("list: actor, status, days", "/events?actor=AFG&status=actual&since=2018-01-01"),
    ("list: confidence", "/events?actor=AGO&confidence=0.8"),
    ("list: a pair", "/events?dyad=AFG-AGO"),
    ("list: a source", "/events?source=Delta+Radio"),
    ("list as JSON, 1,000 events", "/events.json?type=CONSULT"),
    ("search: one word", "/events?q=prisoners"),
    ("search: two words", "/events?q=river+praised"),
    ("search: words and filters", "/events?q=harbour&actor=ALB&type=PROTEST"),
    ("search: a phrase", "/events?q=%22airspace+and+visas%22"),
    ("search: nothing found", "/events?q=nothingofthekind"),
    ("articles", "/articles?q=prisoners+debt"),
    ("relation: the busiest pair", "/relations/AFG/AGO"),
    ("relation: the busiest pair by week", "/relations/AFG/AGO?by=week"),
    ("relation: a usual pair", "/relations/PAK/USA"),
    ("relation: its events of one month", "/relations/AFG/AGO/events?since=2024-12-01"),
    ("record", "/records/{record}"),
    ("article", "/articles/{article}"),
    ("person or body", "/entities/pak-gov"),
    ("map", "/map?actor=PAK"),
    ("review", "/review"),
)  # fmt: skip


def main(events: int = 1_000_000, store: Path = Path("build/workbench.db")) -> int:
    """Print a line for each page; 1 where a median is over the limit."""
    if not store.exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        make(store, events)
    with closing(sqlite3.connect(store)) as connection:
        number = connection.execute("SELECT max(number) / 2 FROM documents").fetchone()[0]
        record, article = connection.execute(
            "SELECT id, article FROM records WHERE document = ? LIMIT 1", (number,)
        ).fetchone()
    print(f"{events:,} events, {store.stat().st_size / 1e9:.1f} GB, {platform.machine()}, "
          f"{os.cpu_count()} cores, Python {platform.python_version()}")  # fmt: skip
    slow = 0
    with served(store) as (address, pid):
        for name, path in PAGES:
            page = address + path.format(record=record, article=article)
            first = _asked(page)
            before = _busy(pid)
            took = [_asked(page) for _ in range(TIMES)]
            busy = (_busy(pid) - before) / TIMES
            median = statistics.median(took)
            slow += median > LIMIT
            print(
                f"| {name} | {median:.0f} | {first:.0f} | {max(took):.0f} | {busy:.0f} |",
                flush=True,
            )
    return 1 if slow else 0


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """The address of a workbench that serves the store, and its process. Raises: OSError."""
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split(": ")[1].split()[0].rstrip("/"), process.pid
        finally:
            process.terminate()


def _busy(pid: int) -> float:
    """The processor's time that a process had so far, in ms; 0 where Linux doesn't tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _asked(address: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        answer.read()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*([int(given[0])] if given else []), *map(Path, given[1:2])))
