"""Keeps numpy to one core: it is workers that use the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

THREADS = "OPENBLAS_NUM_THREADS"


@contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy, should it be imported meanwhile, here or in a process started, use one core.

    It reads the setting once, as it is imported; where it was imported before, nothing changes.
    Raises: nothing.
    """
    before = os.environ.get(THREADS)
    os.environ[THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = before
