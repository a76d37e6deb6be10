"""Let a build that is told to end leave nothing behind: by a supervisor, or because its terminal was closed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def tidied(tidy: Callable[[], None]) -> Iterator[None]:
    """Call `tidy` at the end, also where a signal tells this process to end: then it ends with 128 and its number.

    Only the main thread hears signals. One that is ignored, as under `nohup`, or that somebody else handles, stays so.
    """
    is_main = threading.current_thread() is threading.main_thread()
    heard = [number for number in _SIGNALS if is_main and signal.getsignal(number) is signal.SIG_DFL]

    def deafen() -> None:
        for number in heard:
            signal.signal(number, signal.SIG_IGN)

    def end(number: int, _frame: FrameType | None) -> None:
        deafen()
        raise SystemExit(128 + number)

    try:
        for number in heard:
            signal.signal(number, end)
        yield
    finally:
        deafen()  # what is being tidied is tidied to the end
        try:
            tidy()
        finally:
            for number in heard:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Hear only later of signals that somebody in this process handles, such as those that end it.

    What is yielded hands on those that have come, and lets others through again; so does the end.
    """
    came: list[int] = []
    handlers: dict[int, Callable[[int, FrameType | None], object]] = {}

    def let_through() -> None:
        again = dict(handlers)
        handlers.clear()  # only once: what has been told to end may have others by then
        for number, handler in again.items():
            signal.signal(number, handler)
        while came:
            number = came.pop(0)
            again[number](number, None)

    is_main = threading.current_thread() is threading.main_thread()
    for number in (signal.SIGINT, *_SIGNALS) if is_main else ():
        handler = signal.getsignal(number)
        if callable(handler):
            handlers[number] = handler
            signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield let_through
    finally:
        let_through()
