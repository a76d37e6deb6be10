"""Keep drawn pictures between builds, by what they show; draw many of them with all processors."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from outcome_frameworks.pictures.png import MAKERS, to_png

KEPT_FOR = 30 * 24 * 60 * 60
"""Seconds for which a picture that no build has shown stays: long enough for work on another branch."""

WORTH_HELPERS = 24
"""Pictures from which on starting further processes, each of which takes about 0.2 seconds, is quicker."""


@dataclass(frozen=True)
class PictureCache:
    """Pictures in a folder that outlives builds; without a folder each is drawn when it is asked for."""

    folder: Path | None = None

    def png(self, svg: str) -> bytes:
        """Give an SVG as a PNG, drawn only where the folder does not hold it."""
        if self.folder is None:
            return to_png(svg)
        path = self._path(svg)
        with contextlib.suppress(OSError):
            return path.read_bytes()
        content = to_png(svg)
        self._keep(path, content)
        return content

    def draw_ahead(self, svgs: Iterable[str]) -> None:
        """Draw those that the folder does not hold, with all processors where they are many; forget old ones.

        What fails here is drawn when it is asked for.
        """
        if self.folder is None:
            return
        wanted = {self._path(svg): svg for svg in svgs}
        missing = [svg for path, svg in wanted.items() if not path.is_file()]
        count = min(os.cpu_count() or 1, len(missing) // WORTH_HELPERS)
        if count > 1:
            _run_drawers([missing[start::count] for start in range(count)], self.folder)
        self._forget(set(wanted))

    def _path(self, svg: str) -> Path:
        """Give the place of a picture, named by all that its bytes depend on."""
        assert self.folder
        return self.folder / f"{hashlib.sha256(repr((MAKERS, svg)).encode()).hexdigest()[:32]}.png"

    def _keep(self, path: Path, content: bytes) -> None:
        """Write a picture whole or not at all: another build may be reading."""
        new = path.with_suffix(f".{os.getpid()}.new")
        with contextlib.suppress(OSError):  # the picture is there all the same; the next build draws it again
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(content)
            new.replace(path)

    def _forget(self, wanted: set[Path]) -> None:
        assert self.folder
        for path in wanted:
            with contextlib.suppress(OSError):
                os.utime(path)
        for path in self.folder.glob("*.png"):
            with contextlib.suppress(OSError):  # another build may have removed it
                if path not in wanted and time.time() - path.stat().st_mtime > KEPT_FOR:
                    path.unlink()


def _run_drawers(shares: Sequence[Sequence[str]], folder: Path) -> None:
    """Have a process of this Python draw each share.

    A program of its own, and no pool of `multiprocessing`, which would run the caller's main module again.
    """
    command = [sys.executable, "-m", __package__, str(folder)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    running = []
    for share in shares:
        with contextlib.suppress(OSError):  # no Python to start, as in a frozen program
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
            )
            running.append(process)
            assert process.stdin
            with process.stdin as jobs:
                jobs.write(json.dumps(share).encode())
    for process in running:
        process.wait()
