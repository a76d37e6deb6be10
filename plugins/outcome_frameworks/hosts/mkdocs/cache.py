"""Where a build keeps what the next one can use, and its own temporary files: in `.cache`, where that is safe."""

from __future__ import annotations

import logging
import os
import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig

from outcome_frameworks.changes import holds_tracked
from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.whole.replacement import require_writable
from outcome_frameworks.system.kept_files import DAY, own_folder
from outcome_frameworks.system.regular_files import write_text

_PLACE = (".cache", "outcome-frameworks")
_NO_ANSWER = (
    "git does not say whether it tracks .cache/outcome-frameworks, and what is committed there would come into the "
    "site unseen; see what git status says here"
)
_BUILDING = re.compile("building-[0-9a-z_]{8}", re.ASCII)


@dataclass(frozen=True)
class Cache:
    """Folders that outlive builds, beside mkdocs.yml; without a `root` nothing is kept."""

    root: Path | None = None
    previews: Path | None = None
    search: Path | None = None
    changes: Path | None = None

    def temporary_folder(self) -> TemporaryDirectory[str]:
        """Make a folder for the files of one build: in the cache, and without one where the system keeps such.

        What a killed build has left there is removed after a day.
        """
        for left in self.root.iterdir() if self.root else ():
            with suppress(OSError):  # another build has removed it
                if _BUILDING.fullmatch(left.name) and time.time() - left.lstat().st_mtime > DAY:
                    shutil.rmtree(left, ignore_errors=True)  # which follows no link
        return TemporaryDirectory(prefix="building-", dir=self.root)


def open_cache(config: MkDocsConfig) -> Cache:
    """Return the cache of a site, its folders made; one that keeps nothing, with one line in the log, where it must.

    The site lacks nothing then: under --strict the line is no warning, which would fail the build. A cache that is
    committed is one, since whoever has committed it could say what the site shows; one that may be is not used.
    """
    home = Path(config.config_file_path or "mkdocs.yml").resolve().parent  # also where mkdocs.yml itself is a link
    level = logging.INFO if config.strict else logging.WARNING
    is_tracked = holds_tracked(home, "/".join(_PLACE))
    if is_tracked is None:
        log.log(level, "Nothing is kept for the next build: %s", _NO_ANSWER)
        return Cache()
    if is_tracked:
        log.warning(
            "Nothing is kept for the next build: git tracks files in .cache/outcome-frameworks, and what stands there "
            "would come into the site unseen; run git rm -r .cache and add .cache/ to .gitignore"
        )
        return Cache()
    try:
        root = own_folder(home, *_PLACE)
        folders = [own_folder(root, name) for name in ("previews", "search", "changes")]
        require_writable(root)
        if not os.path.lexists(root / ".gitignore"):
            write_text(root / ".gitignore", "*\n")  # whoever adds all files to a repository leaves these out
    except OSError as error:
        log.log(level, "Nothing is kept for the next build: %s: %s", error.filename, error.strerror)
        return Cache()
    return Cache(root, *folders)
