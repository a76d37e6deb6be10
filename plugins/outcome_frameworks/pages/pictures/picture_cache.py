"""Keep the pictures that are drawn between builds, under what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from outcome_frameworks import __version__
from outcome_frameworks.system.kept_files import DAY, KeptFiles

_LOOKS = 1
"""Counts the looks of pictures within one version of this package: raised with each change of how one is drawn."""

_MAKERS = (__version__, _LOOKS, *(version(name) for name in ("font-source-sans-pro", "pillow", "uharfbuzz")))
"""What the bytes of a picture depend on besides what it shows."""

KEPT_FOR = 30 * DAY
"""Seconds for which a picture that no build has shown stays: long enough for work on another branch."""

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class PictureCache:
    """Pictures in a folder that outlives builds; without a folder each is drawn when it is asked for."""

    folder: Path | None = None

    def png(self, shown: Shown, draw: Callable[[Shown], bytes]) -> bytes:
        """Return the picture that `draw` makes, drawn only where the folder does not hold it.

        `shown` is a value whose `repr` says all that the picture depends on, such as a frozen dataclass of texts and
        numbers.
        """
        key = hashlib.sha256(repr((_MAKERS, shown)).encode()).hexdigest()[:32]
        content = self._kept.get(key)
        if content is None:
            content = draw(shown)
            self._kept.put(key, content)
        return content

    def forget_old(self) -> None:
        """Delete the pictures that no build has shown for a month."""
        self._kept.forget_old()

    @cached_property
    def _kept(self) -> KeptFiles:
        return KeptFiles(self.folder, KEPT_FOR)
