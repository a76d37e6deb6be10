"""Finds a Graphviz engine and runs it within a time limit."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Literal

Choice = Literal["auto", "pure", "system", "off"]
"""Which engine to use: `auto` takes `pure` (the package graphviz-pure) and else `system` (`dot` on the PATH)."""

PURE = "graphviz-pure"


class EngineError(Exception):
    """The engine is missing, hung or failed. The text is one line for the person who builds the site."""


@dataclass(frozen=True)
class Engine:
    """A program that lays out graphs: a name for messages, and where it is."""

    name: str
    program: Path

    def run(self, dot: str, output: str, seconds: float) -> str:
        """Give what the engine makes of one or more graphs in `dot`, in a text format such as "plain" or "svg".

        The same question is asked only once, also where it failed: a site that is served is built again and again.
        Raises EngineError where the engine is missing, takes longer than `seconds`, or ends with an error.
        """
        answer, failure = _run(self, dot, output, seconds)
        if failure:
            raise EngineError(failure)
        return answer


def find_engine(choice: Choice) -> Engine | None:
    """Give the engine that was chosen, or None where there is none; the map then does without."""
    if choice in ("auto", "pure") and (program := _pure_program()):
        return Engine(PURE, program)
    if choice in ("auto", "system") and (found := shutil.which("dot")):
        return Engine("dot", Path(found))
    return None


def _pure_program() -> Path | None:
    """Find the program of graphviz-pure by what its package installed: its folder need not be on the PATH."""
    try:
        files = metadata.files(PURE) or []
    except metadata.PackageNotFoundError:
        return None
    programs = (Path(str(file.locate())) for file in files if file.name in (PURE, f"{PURE}.exe"))
    return next((program.resolve() for program in programs if program.is_file()), None)


@lru_cache(maxsize=64)
def _run(engine: Engine, dot: str, output: str, seconds: float) -> tuple[str, str]:
    """Give what the engine wrote and "", or "" and what went wrong."""
    command = [str(engine.program), f"-T{output}"]
    try:
        done = subprocess.run(command, input=dot.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return "", f"{engine.name} took longer than {seconds:g} seconds and was stopped"
    except OSError as error:
        return "", f"{engine.name} cannot be started: {error.strerror or error}"
    if done.returncode:
        return "", f"{engine.name} failed ({_ending(done.returncode)}): {_first_line(done.stderr)}"
    return done.stdout.decode(errors="replace"), ""


def _ending(code: int) -> str:
    return f"stopped by signal {-code}" if code < 0 else f"exit code {code}"


def _first_line(stderr: bytes) -> str:
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it gave no reason"
