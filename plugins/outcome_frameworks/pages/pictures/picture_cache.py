"""Draw SVG as PNG with the font that comes along, many with all processors, and keep what is drawn between builds."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import resvg_py

from outcome_frameworks.pages.pictures.fonts import BOLD, FAMILY, REGULAR, SEMIBOLD
from outcome_frameworks.system.kept_files import DAY, KeptFiles

MAKERS = tuple(f"{name} {version(name)}" for name in ("resvg-py", "font-source-sans-pro"))
"""What the bytes of a picture depend on besides its SVG."""

_FONTS = [str(font.file) for font in (REGULAR, SEMIBOLD, BOLD)]

KEPT_FOR = 30 * DAY
"""Seconds for which a picture that no build has shown stays: long enough for work on another branch."""

WORTH_HELPERS = 24
"""Pictures from which on starting further processes, each of which takes about 0.2 seconds, is quicker."""


@dataclass(frozen=True)
class PictureCache:
    """Pictures in a folder that outlives builds; without a folder each is drawn when it is asked for."""

    folder: Path | None = None

    def png(self, svg: str) -> bytes:
        """Return an SVG as a PNG, drawn only where the folder does not hold it."""
        key = _key(svg)
        content = self._kept.get(key)
        if content is None:
            content = to_png(svg)
            self._kept.put(key, content)
        return content

    def draw_ahead(self, svgs: Iterable[str]) -> None:
        """Draw those that the folder does not hold, with all processors where they are many; forget old ones.

        What fails here is drawn when it is asked for.
        """
        if self.folder is None:
            return
        missing = [svg for svg in dict.fromkeys(svgs) if not self._kept.holds(_key(svg))]
        count = min(os.cpu_count() or 1, len(missing) // WORTH_HELPERS)
        if count > 1:
            _run_drawers([missing[start::count] for start in range(count)], self.folder)
        self._kept.forget_old()

    @cached_property
    def _kept(self) -> KeptFiles:
        return KeptFiles(self.folder, KEPT_FOR)


def to_png(svg: str) -> bytes:
    """Return an SVG as a PNG of its own size.

    A text is set in our font where it asks for that, for `sans-serif` after others, or for none; else it is not drawn.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=_FONTS, font_family=FAMILY, sans_serif_family=FAMILY
    )


def _key(svg: str) -> str:
    """Return the name of a picture: a digest of all that its bytes depend on."""
    return hashlib.sha256(repr((MAKERS, svg)).encode()).hexdigest()[:32]


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
