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
