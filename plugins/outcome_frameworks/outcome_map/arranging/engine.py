"""Finds a Graphviz engine and runs it within limits."""

from __future__ import annotations

import logging
import math
import shutil
import time
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Literal

from outcome_frameworks.system.programs import ProgramError, run_program

Choice = Literal["auto", "pure", "system", "off"]
"""Which engine to use: `auto` takes `pure` (the package graphviz-pure) and else `system` (`dot` on the PATH)."""

PURE = "graphviz-pure"


class EngineError(Exception):
    """The engine is missing, hung or failed. The text is one line for the person who builds the site."""


SECONDS = 20.0
"""How long an engine may take for all it is asked in one build. A whole portfolio takes it less than one."""

MEGABYTES = 50
"""How much an engine may write at a time. A whole portfolio is less than one."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Engine:
    """A program that lays out graphs in one build: a name for messages, where it is, and the time it has left.

    An engine that has failed once is not asked again: one that hangs would hang at every map.
    """

    name: str
    program: Path
    seconds: float
    has_failed: bool = False

    def run(self, dot: str, output: str) -> str:
        """Return what the engine makes of one or more graphs in `dot`, in a text format such as "plain" or "svg".

        The same question is asked only once, also where it failed: a site that is served is built again and again.
        Raises EngineError where the engine is missing, takes longer than it has left, or ends with an error.
        """
        began = time.monotonic()
        answer, failure = _run(self.name, self.program, dot, output, max(1, math.ceil(self.seconds)))
        self.seconds -= time.monotonic() - began
        if failure:
            self.has_failed = True
            raise EngineError(failure)
        return answer


def find_engine(choice: Choice) -> Engine | None:
    """Return the engine that was chosen, or None where there is none; the map then does without.

    One line in the log says where an engine that was chosen by name is missing.
    """
    if choice in ("auto", "pure") and (program := _pure_program()):
        return Engine(PURE, program, SECONDS)
    if choice in ("auto", "system") and (found := shutil.which("dot")):
        return Engine("dot", Path(found), SECONDS)
    if choice in _MISSING:
        log.warning("%s; the outcome maps are laid out without it", _MISSING[choice])
    return None


_MISSING: dict[Choice, str] = {
    "system": "the program dot is not installed, and the option graphviz asks for it: install Graphviz "
    "(https://graphviz.org/download/), or set graphviz: auto",
    "pure": "the package graphviz-pure is not installed, and the option graphviz asks for it: install it with "
    "pip install graphviz-pure, or set graphviz: auto",
}


def _pure_program() -> Path | None:
    """Find the program of graphviz-pure by what its package installed: its folder need not be on the PATH."""
    try:
        files = metadata.files(PURE) or []
    except metadata.PackageNotFoundError:
        return None
    programs = (Path(str(file.locate())) for file in files if file.name in (PURE, f"{PURE}.exe"))
    return next((program.resolve() for program in programs if program.is_file()), None)


@lru_cache(maxsize=64)
def _run(name: str, program: Path, dot: str, output: str, seconds: int) -> tuple[str, str]:
    """Return what the engine wrote and "", or "" and what went wrong."""
    command = [str(program), f"-T{output}"]
    try:
        ended = run_program(command, seconds=seconds, megabytes=MEGABYTES, text=dot.encode())
    except ProgramError as error:
        return "", f"{name} {error}"
    if ended.code:
        return "", f"{name} failed ({_ending(ended.code)}): {_first_line(ended.errors)}"
    return ended.output.decode(errors="replace"), ""


def _ending(code: int) -> str:
    return f"stopped by signal {-code}" if code < 0 else f"exit code {code}"


def _first_line(stderr: bytes) -> str:
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it gave no reason"
