"""Say how far a long build has come, and at the end of each what it has made."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.problems.wording import count

QUIET = 3.0
"""Seconds for which nothing is said: shorter builds end before anyone wonders."""

_BETWEEN_LINES = 10.0
"""Seconds between two lines in a log, which keeps them all."""

_BETWEEN_WORDS = 0.2
"""Seconds between two states of the one line on a terminal."""


@dataclass
class Progress:
    """The state of one build: one line on a terminal, which changes; in a log, a line now and then."""

    total: int
    """Programmes of the site."""
    changed: int = 0
    """Of these, how many were rendered anew."""
    pages: int = 0
    written: int = 0
    """Bytes of all pages and files."""
    _start: float = field(default_factory=lambda: time.monotonic())  # noqa: PLW0108  # as it is then
    _told: float = 0.0
    _is_shown: bool = False

    def tell(self, number: int) -> None:
        """Say how many programmes are done, where it is time for that."""
        now = time.monotonic()
        is_terminal = sys.stderr.isatty()
        if now - self._start < QUIET or now - self._told < (_BETWEEN_WORDS if is_terminal else _BETWEEN_LINES):
            return
        self._told = now
        said = f"programme {number:,} of {self.total:,} · {self.changed:,} changed"
        if is_terminal:
            self._is_shown = True
            sys.stderr.write(f"\r{said}\x1b[K")  # over what stood there, and nothing behind it
            sys.stderr.flush()
        else:
            log.info(said)

    def end(self) -> None:
        """Clear the line, and say what was made."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
        seconds = time.monotonic() - self._start
        log.info(
            "%s of %s written, %s changed: %.1f MB in %.1f seconds",
            count(self.pages, "page"),
            count(self.total, "programme"),
            f"{self.changed:,}",
            self.written / 1e6,
            seconds,
        )
