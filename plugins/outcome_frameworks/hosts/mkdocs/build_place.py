"""Where a build writes: what the next one can use, its own temporary files, and the site, in its place or beside it."""

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
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from outcome_frameworks.changes import holds_tracked
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.serving import ServedSite
from outcome_frameworks.hosts.mkdocs.whole.replacement import WholeSite, require_writable
from outcome_frameworks.reading.frameworks.load import FilesRead
from outcome_frameworks.system.kept_files import DAY, NO_FOLDER, KeptFolder, own_folder
from outcome_frameworks.system.regular_files import write_text

_PLACE = (".cache", "outcome-frameworks")
_NO_ANSWER = (
    "git does not say whether it tracks .cache/outcome-frameworks, and what is committed there would come into the "
    "site unseen; see what git status says here"
)
_KEY = "OUTCOME_FRAMEWORKS_CACHE_KEY"
_KEY_LENGTH = 16
_NO_KEY = (
    f"cache_dir is used only with a key of {_KEY_LENGTH} characters or more in the environment variable {_KEY}, since "
    "whoever can write there could publish; set it where your site is built, or leave cache_dir out"
)
_BUILDING = re.compile("building-[0-9a-z_]{8}", re.ASCII)
"""The folder of temporary files of a build, as Python names it: `building-x8_2kq0a`."""

_FOLDERS = ("units", "pieces", "search", "changes")
"""The folders of a cache, in the order of its fields."""


@dataclass(frozen=True)
class Cache:
    """Folders that outlive builds. `root` is the one that they stand in where no other machine writes there."""

    root: Path | None = None
    units: KeptFolder = NO_FOLDER
    pieces: KeptFolder = NO_FOLDER
    search: KeptFolder = NO_FOLDER
    changes: KeptFolder = NO_FOLDER

    def temporary_folder(self) -> TemporaryDirectory[str]:
        """Make a folder for the files of one build: in the `root`, and without one where the system keeps such.

        What a killed build has left there is removed after a day.
        """
        for left in self.root.iterdir() if self.root else ():
            with suppress(OSError):  # another build has removed it
                if _BUILDING.fullmatch(left.name) and time.time() - left.lstat().st_mtime > DAY:
                    shutil.rmtree(left, ignore_errors=True)  # which follows no link
        return TemporaryDirectory(prefix="building-", dir=self.root)


def open_cache(config: MkDocsConfig, cache_dir: str = "") -> Cache:
    """Return the cache of a site, its folders made; one that keeps nothing, with one line in the log, where it must.

    The site lacks nothing then: under --strict the line is no warning, which would fail the build.
    """
    home = Path(config.config_file_path or "mkdocs.yml").resolve().parent  # also where mkdocs.yml itself is a link
    level = logging.INFO if config.strict else logging.WARNING
    try:
        return _open_shared(home / cache_dir, level) if cache_dir else _open_own(home, level)
    except OSError as error:
        log.log(level, "Nothing is kept for the next build: %s: %s", error.filename, error.strerror)
        return Cache()


def _open_shared(root: Path, level: int) -> Cache:
    """Return the cache in a folder that machines may share: nothing there is read or written without a key."""
    seal = os.environ.get(_KEY, "").encode()
    if len(seal) < _KEY_LENGTH:
        log.log(level, "Nothing is kept for the next build: %s", _NO_KEY)
        return Cache()
    if not root.is_dir():
        root.mkdir(parents=True)
        write_text(root / ".gitignore", "*\n")
    return Cache(None, *(KeptFolder(own_folder(root, name), seal) for name in _FOLDERS))


def _open_own(home: Path, level: int) -> Cache:
    """Return the cache beside mkdocs.yml, as far as nobody else can have written it.

    A cache that is committed is none, since whoever has committed it could say what the site shows; one that may be is
    not used.
    """
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
    root = own_folder(home, *_PLACE)
    folders = [own_folder(root, name) for name in _FOLDERS]
    require_writable(root)
    if not os.path.lexists(root / ".gitignore"):
        write_text(root / ".gitignore", "*\n")  # whoever adds all files to a repository leaves these out
    return Cache(root, *map(KeptFolder, folders))


class BuildPlace:
    """The folders of one build after the other; whoever has opened it closes it, whatever happened."""

    def __init__(self) -> None:
        self.cache = Cache()
        self.served: ServedSite | None = None
        """The site, where it is served rather than built for good."""
        self.files_read = FilesRead()
        """What the build before this one has read of the frameworks, where the site is served and built again."""
        self.folders: list[Path] = []
        """The folders that a build writes into, most important first."""
        self.is_written = False
        """Whether everything has been written, and nothing speaks against it."""
        self._temporary: TemporaryDirectory[str] | None = None
        self._whole_site: WholeSite | None = None
        self._may_replace_whole = False

    def start(self, command: str, *, dirty: bool) -> None:
        """Learn from MkDocs' command what it builds for."""
        self.served = ServedSite() if command == "serve" else None
        self._may_replace_whole = not self.served and not dirty

    def open(self, config: MkDocsConfig, options: OutcomeFrameworksOptions) -> None:
        """Open the cache, and have MkDocs write beside the site's place where that is to be replaced whole."""
        self.is_written = False
        if self.served:
            self.served.forget()
        self.cache = open_cache(config, options.cache_dir)
        self.folders = [folder for folder in (Path(config.site_dir), self.cache.root) if folder]
        if self._may_replace_whole and options.replace_site_whole:
            self._whole_site = WholeSite(config)
            self._whole_site.begin()

    def answer(self, server: Any) -> None:
        """Have the server of a site make what a browser asks for."""
        if self.served:
            self.served.answer(server)

    @property
    def old_site(self) -> Path | None:
        """The site that stands there until this build has succeeded; None where this build writes over it."""
        return self._whole_site.site if self._whole_site else None

    def empty_folder(self) -> Path:
        """Return a folder for the temporary files of a build; those of the one before it are removed."""
        if self._temporary:
            self._temporary.cleanup()
        self._temporary = self.cache.temporary_folder()
        return Path(self._temporary.name)

    def close(self) -> None:
        """Put the site in its place where `is_written` says that it is complete; remove the temporary files."""
        if self._temporary:
            self._temporary.cleanup()
        whole_site, self._whole_site = self._whole_site, None
        if whole_site:
            whole_site.end(is_written=self.is_written)
