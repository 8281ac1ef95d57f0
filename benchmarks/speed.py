"""How fast the whole way is, as a ratio to bare parsing of the same text (machines differ)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from dragoman.language.parser import BATCH_SIZE, shared_parser
from dragoman.pipeline import code
from dragoman.reading import Input, read

STORY_WORDS = 450


class Speed(NamedTuple):
    """Seconds of one core for the same texts: parsed only, and coded the whole way."""

    words: int
    parsed: float
    coded: float


def measure(texts: Sequence[str]) -> Speed:
    """Time bare parsing and the whole way in memory, models loaded. Raises: as `read`."""
    inputs = [Input(f"{i}.txt", text.encode()) for i, text in enumerate(texts)]
    parser = shared_parser()
    code([read(inputs[0])])
    parsed = _seconds(lambda: list(parser.pipe(texts, batch_size=BATCH_SIZE)))
    coded = _seconds(lambda: code([read(each) for each in inputs]))
    return Speed(sum(len(text.split()) for text in texts), parsed, coded)


def as_lines(speed: Speed, cold: float, help_: float) -> Sequence[str]:
    """The figures as lines of a report."""
    stories = speed.words / STORY_WORDS / speed.coded
    return (
        f"{'whole way / bare parse':28} {speed.coded / speed.parsed:.2f}",
        f"{'450-word stories/s, a core':28} {stories:.1f}",
        f"{'code, cold, seconds':28} {cold:.2f}",
        f"{'--help, seconds':28} {help_:.2f}",
    )


def cold_start(*arguments: str) -> float:
    """Seconds that one fresh run of the command line takes (the best of three)."""
    command = [sys.executable, "-m", "dragoman", *arguments]
    return min(
        _seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)
    )


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
