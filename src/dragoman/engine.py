"""Codes inputs in several processes: the same out as from one, in the same order.

Each worker is a process of its own at the end of a pipe. It answers for its inputs in order, so
that when it dies the one that it was at is known. It ends when the pipe does, however that came.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.errors import DragomanError, InputError
from dragoman.language.threads import one_thread
from dragoman.reading import Input
from dragoman.settings import USUAL, Settings

if TYPE_CHECKING:
    from dragoman.pipeline import Coded

Coder = Callable[[Input, Settings], "Coded | InputError"]
Other = TypeVar("Other")
QUOTA = Path("/sys/fs/cgroup/cpu.max")
# One input that a worker is at and one that waits, so that it needn't wait for us.
MOST_HELD = 2
# For each worker: inputs taken up before the one that is next to be given out.
AHEAD = 8
AHEAD_BYTES = 64 << 20
TRIES = 2
# Workers that die one after another before they are ready will go on doing so.
MOST_STILLBORN = 3
READY = "ready"
WARM_UP = Input("warm-up.txt", b"OSLO (Agency) -- Norway met Albania in Oslo on Monday.\n")


def usable_cores() -> int:
    """How many cores this process may use, by its affinity and its container's quota."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    try:
        quota, period = QUOTA.read_text(encoding="ascii").split()
        return max(1, min(cores, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return cores


def code_many(
    inputs: Iterable[Input | Other], settings: Settings = USUAL, workers: int = 1
) -> Iterator[tuple[Input, Coded] | InputError | Other]:
    """Read and code inputs in several processes.

    In:     inputs, and whatever else is to be passed on in its place; the user's
            settings; how many processes (1: this one alone, 0: one for each usable core).
    Out:    lazily and in order, each input with what was coded, or the error that says why it was
            not; the same with any number of workers. One whose worker dies is tried once more.
    Raises: DragomanError if the parser is missing or workers can't be started.
    """
    size = workers or usable_cores()
    if size == 1:
        for each in inputs:
            yield _told(each, code_one(each, settings)) if isinstance(each, Input) else each
    else:
        yield from _in_processes(inputs, _Pool(size, settings, code_one))


def code_one(each: Input, settings: Settings) -> Coded | InputError:
    """Read and code one input. Raises: as `pipeline.code_inputs`."""
    from dragoman.pipeline import code_inputs

    (found,) = code_inputs([each], settings)
    return found if isinstance(found, InputError) else found[1]


def _told(each: Input, found: Coded | InputError) -> tuple[Input, Coded] | InputError:
    return found if isinstance(found, InputError) else (each, found)


@dataclass(slots=True, eq=False)
class _Turn:
    """An input on its way; `found` once it is done."""

    each: Input
    found: Coded | InputError | None = None
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection[Any, Any]
    held: deque[_Turn] = field(default_factory=deque)
    ready: bool = False


def _in_processes(
    inputs: Iterable[Input | Other], pool: _Pool
) -> Iterator[tuple[Input, Coded] | InputError | Other]:
    source = iter(inputs)
    turns: deque[_Turn | Other] = deque()
    more = True
    try:
        while True:
            while more and len(turns) < AHEAD * pool.size and _bytes(turns) < AHEAD_BYTES:
                try:
                    each = next(source)
                except StopIteration:
                    more = False
                else:
                    turns.append(pool.take(each) if isinstance(each, Input) else each)
            if not turns:
                return
            first = turns.popleft()
            pool.move(block=False)
            if isinstance(first, _Turn):
                while first.found is None:
                    pool.move(block=True)
                yield _told(first.each, first.found)
            else:
                yield first
    finally:
        pool.close()


def _bytes(turns: Iterable[object]) -> int:
    return sum(len(turn.each.data) for turn in turns if isinstance(turn, _Turn))


class _Pool:
    """The workers, started as they are needed, and the turns that wait for one."""

    def __init__(self, size: int, settings: Settings, coder: Coder) -> None:
        self.size = size
        self._settings = settings
        self._coder = coder
        self._workers: list[_Worker] = []
        self._waiting: deque[_Turn] = deque()
        self._stillborn = 0

    def take(self, each: Input) -> _Turn:
        """Take up an input. Raises: DragomanError if no worker can be started."""
        turn = _Turn(each)
        self._waiting.append(turn)
        self._hand_out()
        return turn

    def move(self, *, block: bool) -> None:
        """Take what workers have done, wait for some if need be, and give them more.

        Raises: DragomanError that a worker met, or if workers keep dying as they start.
        """
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), None if block else 0):
            self._receive(by_connection[connection])  # type: ignore[index]
        self._hand_out()

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def _hand_out(self) -> None:
        while self._waiting:
            worker = min(self._workers, key=lambda each: len(each.held), default=None)
            if worker is None or (worker.held and len(self._workers) < self.size):
                worker = self._start()
            if len(worker.held) >= MOST_HELD:
                return
            turn = self._waiting.popleft()
            worker.held.append(turn)
            # It is dead; that is seen as its end of the pipe is read.
            with suppress(OSError):
                worker.connection.send(tuple(turn.each))

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._settings, self._coder), daemon=True
        )
        try:
            with _without_interrupts(), one_thread():
                process.start()
        except OSError as error:
            raise DragomanError(
                f"can't start another worker ({error.strerror}); run with fewer --workers"
            ) from error
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _receive(self, worker: _Worker) -> None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if said == READY:
            worker.ready = True
            self._stillborn = 0
        elif isinstance(said, _Raised):
            error = said.error()
            if not isinstance(error, InputError):
                raise error
            worker.held.popleft().found = error
        else:
            worker.held.popleft().found = said

    def _bury(self, worker: _Worker) -> None:
        """Give what a dead worker held to others, but the input that it died of."""
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        how = _how_it_died(worker.process.exitcode)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= MOST_STILLBORN:
                raise DragomanError(
                    f"workers can't be started ({how}); run with fewer --workers, or with 1"
                )
        elif worker.held:
            guilty = worker.held[0]
            guilty.tries += 1
            if guilty.tries >= TRIES:
                worker.held.popleft()
                reason = f"not coded: its worker died of it twice ({how}); all others go on"
                guilty.found = InputError(guilty.each.path, reason)
        self._waiting.extendleft(reversed(worker.held))


def _how_it_died(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit status {exit_code}"
    name = signal.Signals(-exit_code).name if -exit_code in set(signal.Signals) else -exit_code
    perhaps = ", perhaps for want of memory" if exit_code == -9 else ""
    return f"killed by {name}{perhaps}"


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach: whoever started it will end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started by the first process otherwise, and it would undo the mask.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(frozen=True, slots=True)
class _Raised:
    """An error in a form that can be sent: `pickle` would call its class with its message."""

    kind: type[DragomanError]
    args: tuple[Any, ...]
    state: dict[str, Any]

    def error(self) -> DragomanError:
        made = self.kind.__new__(self.kind, *self.args)
        made.__dict__.update(self.state)
        return made


def _raised(error: DragomanError) -> _Raised:
    return _Raised(type(error), error.args, dict(error.__dict__))


def _serve(connection: Connection[Any, Any], settings: Settings, coder: Coder) -> None:
    """A worker's life: load, then code what comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    jobs: SimpleQueue[Input] = SimpleQueue()
    Thread(target=_listen, args=(connection, jobs), daemon=True).start()
    try:
        # Whatever it loads is loaded now: if that fails it is no page's fault.
        coder(WARM_UP, USUAL)
        connection.send(READY)
        while True:
            found = coder(jobs.get(), settings)
            connection.send(_raised(found) if isinstance(found, InputError) else found)
    except DragomanError as error:
        connection.send(_raised(error))
    except OSError:
        os._exit(1)


def _listen(connection: Connection[Any, Any], jobs: SimpleQueue[Input]) -> None:
    """Take in jobs as they come, lest both ends wait to be read; end with whoever sends them."""
    try:
        while True:
            jobs.put(Input(*connection.recv()))
    except (EOFError, OSError):
        os._exit(0)
