"""How fast the whole way is, as a ratio to bare parsing of the same text (machines differ)."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.language.loading import UNUSED
from dragoman.language.parser import BATCH_SIZE, PARSER_PACKAGE
from dragoman.pipeline import code
from dragoman.reading import Input, read

STORY_WORDS = 450
WORKERS = 2
# So many that loading does not count.
LEAST_STORIES = 400
DRAGOMAN = [sys.executable, "-m", "dragoman"]


class Speed(NamedTuple):
    """Seconds of one core for the same texts, parsed by spaCy only and coded the whole way; what
    WORKERS make of them by the clock; seconds from the command to its first record."""

    words: int
    parsed: float
    coded: float
    stories_a_second: float
    peak_mib: Sequence[float]
    first_record: float


def measure(texts: Sequence[str]) -> Speed:
    """Time bare parsing and the whole way in memory, models loaded, then the command.

    Raises: as `read`.
    """
    import spacy

    inputs = [Input(f"{i}.txt", text.encode()) for i, text in enumerate(texts)]
    # As it comes, but for the pipes that nobody here needs either.
    bare = spacy.load(PARSER_PACKAGE, exclude=UNUSED)
    code([read(inputs[0])])
    parsed = _core_seconds(lambda: list(bare.pipe(texts, batch_size=BATCH_SIZE)))
    coded = _core_seconds(lambda: code([read(each) for each in inputs]))
    words = sum(len(text.split()) for text in texts)
    times = -(-LEAST_STORIES * STORY_WORDS // words)
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts * times):
            Path(folder, f"{i:06}.txt").write_text(text, encoding="utf-8")
        seconds, peaks = _with_workers(folder)
        first = min(_first_record(folder) for _ in range(3))
    return Speed(words, parsed, coded, words * times / STORY_WORDS / seconds, peaks, first)


def as_lines(speed: Speed, cold: float, help_: float) -> Sequence[str]:
    """The figures as lines of a report."""
    stories = speed.words / STORY_WORDS
    peaks = " + ".join(f"{each:.0f}" for each in speed.peak_mib)
    return (
        f"{'whole way / bare spaCy':28} {speed.coded / speed.parsed:.2f}",
        f"{'core-ms a 450-word story':28} {1000 * speed.coded / stories:.1f}",
        f"{'450-word stories/s, a core':28} {stories / speed.coded:.1f}",
        f"{f'stories/s, {WORKERS} workers':28} {speed.stories_a_second:.1f}",
        f"{'a day, millions':28} {speed.stories_a_second * 86_400 / 1e6:.2f}",
        f"{'peak MiB of the workers':28} {peaks}",
        f"{'cold to first record, s':28} {speed.first_record:.2f}",
        f"{'code, cold, seconds':28} {cold:.2f}",
        f"{'--help, seconds':28} {help_:.2f}",
    )


def cold_start(*arguments: str) -> float:
    """Seconds that one fresh run of the command line takes (the best of three)."""
    command = [*DRAGOMAN, *arguments]

    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begun

    return min(run() for _ in range(3))


def _first_record(folder: str) -> float:
    begun = time.perf_counter()
    command = [*DRAGOMAN, "code", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ran:
        assert ran.stdout is not None
        ran.stdout.readline()
        seconds = time.perf_counter() - begun
        ran.kill()
    return seconds


def _with_workers(folder: str) -> tuple[float, list[float]]:
    """Seconds by the clock from the first record to the last, and each worker's peak of memory."""
    command = [*DRAGOMAN, "code", folder, "--workers", str(WORKERS)]
    peaks: dict[str, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ran:
        assert ran.stdout is not None
        ran.stdout.readline()
        begun = time.perf_counter()
        for number, _ in enumerate(ran.stdout):
            if number % 200 == 0:
                peaks |= dict(_peaks(ran.pid))
        seconds = time.perf_counter() - begun
    return seconds, sorted(peaks.values(), reverse=True)[:WORKERS]


def _peaks(parent: int) -> Iterator[tuple[str, float]]:
    """The peak memory of a process's children, in MiB (Linux; nothing elsewhere)."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="utf-8")
        except OSError:
            continue
        above, peak = (
            re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE) for name in ("PPid", "VmHWM")
        )
        if above and peak and int(above[1]) == parent:
            yield status.parent.name, int(peak[1]) / 1024


def _core_seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time, which others on the machine disturb least (the best of three)."""

    def run() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(run() for _ in range(3))
