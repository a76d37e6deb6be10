"""Make many things in several processes, one a processor, as one process would: same results, order and log lines."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

T = TypeVar("T")

_LEAST_EACH = 2
"""Things that a process has to make to be worth its start."""

_MOST = 8
"""Processes at most: each takes memory of its own, and a container may give less than the processors that it shows."""

_AHEAD = 2
"""Things, for each process, that may be under way or wait for their turn: they are all that memory has to hold."""

_END_WITH_PARENT = 1
"""What Linux calls PR_SET_PDEATHSIG."""

_PATIENCE = 5.0
"""Seconds for which a process may stop what it has started itself, before it is killed."""


class _Said(NamedTuple):
    """A line of a log."""

    logger: str
    level: int
    text: str


class _Made(NamedTuple):
    """A thing, with what was said while it was made."""

    content: bytes
    said: list[_Said]


def make_each(make: Callable[[T], bytes], wanted: Sequence[T], *, beside: bool = True) -> Generator[bytes, None, None]:
    """Yield what `make` returns for each of what is wanted, in order; in several processes where that is worth it.

    Without `beside` all is made in this process.

    Whatever goes wrong elsewhere, or is warned of, happens again here: errors are raised, and warnings logged, as if
    there were one process. So `make` changes nothing that others need to know of. Other processes are there until
    the last is made, or this generator is closed.
    """
    done, processes = 0, _processes(len(wanted)) if beside else 1
    if processes > 1:
        with _Workers(make, wanted, processes) as workers:
            while done < len(wanted) and (made := workers.made(done)):
                for line in made.said:
                    logging.getLogger(line.logger).log(line.level, "%s", line.text)
                done += 1
                yield made.content
    yield from map(make, wanted[done:])


def _processes(wanted: int) -> int:
    """Return how many processes make so many things: 1 where this one cannot be forked safely."""
    if sys.platform != "linux":
        return 1
    try:
        is_alone = len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208  # a thread may hold what a fork waits for
    except OSError:
        return 1
    return min(len(os.sched_getaffinity(0)), wanted // _LEAST_EACH, _MOST) if is_alone else 1


@dataclass
class _Worker:
    process: ForkProcess
    connection: Connection
    number: int | None = None
    """Which thing it is making."""


class _Workers(Generic[T]):
    """Processes that make things; they end with the block."""

    def __init__(self, make: Callable[[T], bytes], wanted: Sequence[T], count: int) -> None:
        self._make, self._wanted, self._count = make, wanted, count
        self._workers: list[_Worker] = []
        self._made: dict[int, _Made] = {}
        self._next = 0

    def __enter__(self) -> Self:
        """Start the processes."""
        from multiprocessing import get_context  # noqa: PLC0415  # which most builds do not need

        system = get_context("fork")
        gc.freeze()  # what is there is shared by all, as long as nobody looks through it for garbage
        try:
            for _ in range(self._count):
                ours, theirs = system.Pipe()
                known = [ours, *(worker.connection for worker in self._workers)]
                process = system.Process(target=self._work, args=(theirs, known, os.getpid()), daemon=True)
                process.start()
                theirs.close()
                self._workers.append(_Worker(process, ours))
        except OSError:  # no more processes, or no memory for them
            self._stop()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes, and wait until they are gone."""
        self._stop()

    def made(self, number: int) -> _Made | None:
        """Return a thing by its number, which rises from call to call; None where it has to be made here."""
        from multiprocessing.connection import wait  # noqa: PLC0415

        try:
            while number not in self._made:
                self._hand_out(number + _AHEAD * self._count)
                busy = {worker.connection: worker for worker in self._workers if worker.number is not None}
                if not busy:
                    return None
                for ready in wait(list(busy)):
                    worker = busy[ready]  # type: ignore[index]
                    answer: _Made | None = worker.connection.recv()
                    if answer is None:
                        return None
                    self._made[worker.number or 0] = answer
                    worker.number = None
        except (EOFError, OSError):  # a process was killed
            return None
        return self._made.pop(number)

    def _hand_out(self, before: int) -> None:
        for worker in self._workers:
            if worker.number is None and self._next < min(before, len(self._wanted)):
                worker.number = self._next
                worker.connection.send(worker.number)
                self._next += 1

    def _work(self, connection: Connection, known: list[Connection], parent: int) -> None:
        """Make one thing after the other, as long as the first process asks for some."""
        _end_with(parent)
        for other in known:
            other.close()  # else nobody hears when the first process has gone
        heard = _hear_everything()
        with suppress(EOFError, OSError):
            while True:
                number = connection.recv()
                heard.lines.clear()
                connection.send(self._attempt(self._wanted[number], heard.lines))

    def _attempt(self, one: T, lines: list[_Said]) -> _Made | None:
        try:
            content = self._make(one)
        except Exception:  # noqa: BLE001  # which the first process raises, when it makes this by itself
            return None
        return None if any(line.level >= logging.WARNING for line in lines) else _Made(content, lines)

    def _stop(self) -> None:
        gc.unfreeze()
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
        self._workers.clear()


def _end_with(parent: int) -> None:
    """Have this process end in order when it is told to, or when its parent ends, however that happens."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and tells us
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under `nohup`
            signal.signal(number, end)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit


class _Hearing(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(_Said(record.name, record.levelno, record.getMessage()))


def _hear_everything() -> _Hearing:
    """Keep in this process what any logger is told, in the place of all that is done with it."""
    hearing = _Hearing()
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    logging.root.handlers[:] = [hearing]
    return hearing
