"""Run another program within limits of time and of what it writes, and leave nothing of it running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from outcome_frameworks.problems.wording import count
from outcome_frameworks.system.termination import held_back

_LOOK = 0.05
"""Seconds after which it is looked again at how much a program has written."""


class ProgramError(Exception):
    """A program could not be started, or was stopped. The text goes on after its name: `took longer than …`."""


class Ended(NamedTuple):
    """How a program ended, and all that it wrote."""

    code: int
    """Its exit code; below 0, the signal that ended it."""

    output: bytes
    errors: bytes


def run_program(
    command: Sequence[str],
    *,
    seconds: int,
    megabytes: int,
    text: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Run a program until it ends; then whatever it has started itself is stopped too, where the system can.

    Args:
        command: The program and its arguments.
        seconds: How long it may take.
        megabytes: How much it may write, as output and as errors each.
        text: What it reads.
        folder: Where it runs; None for the working folder.
        environment: Its environment; None for that of this process.

    Raises:
        ProgramError: where it cannot be started, or takes or writes more than it may.
    """
    # Files rather than pipes: a pipe stays open as long as anything that the program has left behind holds it.
    with TemporaryFile() as asked, TemporaryFile() as output, TemporaryFile() as errors:
        asked.write(text)
        asked.seek(0)
        files = {"stdin": asked, "stdout": output, "stderr": errors}
        with _started(command, cwd=folder, env=environment, **files) as process:
            latest = time.monotonic() + seconds
            while not (has_ended := _ends_soon(process)) and time.monotonic() < latest:
                _require_at_most(megabytes, output.fileno(), errors.fileno())
        _require_at_most(megabytes, output.fileno(), errors.fileno())
        if not has_ended:
            raise ProgramError(f"took longer than {count(seconds, 'second')} and was stopped")
        output.seek(0)
        errors.seek(0)
        return Ended(process.returncode, output.read(), errors.read())


@contextmanager
def _started(command: Sequence[str], **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program, which is stopped at the end of the block, with all that it has started."""
    with held_back() as let_through:  # else nobody would know of what is just being started
        try:
            process = subprocess.Popen(command, start_new_session=True, **how)
        except OSError as error:
            raise ProgramError(f"cannot be started: {error.strerror or error}") from None
        try:
            let_through()
            yield process
        finally:
            _stop(process)


def _ends_soon(process: subprocess.Popen[bytes]) -> bool:
    with suppress(subprocess.TimeoutExpired):
        process.wait(_LOOK)
    return process.returncode is not None


def _require_at_most(megabytes: int, *files: int) -> None:
    if any(os.fstat(file).st_size > megabytes * 1_000_000 for file in files):
        raise ProgramError(f"wrote more than {megabytes} MB and was stopped")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program, and on POSIX all that it has started: they are a group of processes, as a session of its own."""
    if sys.platform != "win32":
        with suppress(OSError):  # nothing is left
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
