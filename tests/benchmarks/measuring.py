"""Runs a program and measures what it used, with all programs that it starts."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Used:
    """What one run of a program used."""

    cpu: float
    """Seconds of processor time, of the user and of the system, with those of its children."""

    wall: float
    """Seconds on the clock."""

    peak_mb: float
    """Most memory of its largest process, in MB."""


class BuildError(Exception):
    """A program ended with an error; the message ends with the last lines that it said."""


def measured(command: Sequence[str], folder: Path) -> Used:
    """Run a program in a folder, with a temporary folder there; return what it used, or raise BuildError.

    The kernel counts the memory of this process for a child that it has just made, so this one has to stay small.
    """
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    said = folder / "said.txt"
    began = time.perf_counter()
    with said.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"TMPDIR": str(temporary), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        last = said.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        raise BuildError("\n".join([f"{command[0]} ended with {process.returncode}", *last]))
    return Used(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1000)


def size_of(site: Path) -> tuple[int, int]:
    """Return the number of files below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
