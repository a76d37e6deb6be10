"""Has hatchling put our style sheets and scripts into the wheel without their comments and white space."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from rcssmin import cssmin
from rjsmin import jsmin

MINIFIERS: dict[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}
"""What makes the text of a file shorter, by the end of the file's name."""

_PACKAGES = Path(__file__).parent
_ASSETS = _PACKAGES / "outcome_frameworks/theme/assets"


def write_minified(source: Path, target: Path) -> list[Path]:
    """Write a folder's style sheets and scripts, made shorter, into another; return their paths in both."""
    paths = sorted(path.relative_to(source) for path in source.rglob("*") if path.suffix in MINIFIERS)
    for path in paths:
        text = MINIFIERS[path.suffix]((source / path).read_text(encoding="utf-8"))
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8", newline="\n")
    return paths


class MinifiedAssets(BuildHookInterface[Any]):
    """Puts minified copies in the place of the files that are written by hand; an editable install serves those."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the copies, and name them in the place of their sources; every first view waits for these files."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        copies = Path(self._folder.name)
        for path in write_minified(_ASSETS, copies):
            build_data["force_include"][str(copies / path)] = (_ASSETS.relative_to(_PACKAGES) / path).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the copies; they are in the wheel."""
        if version != "editable":
            self._folder.cleanup()
