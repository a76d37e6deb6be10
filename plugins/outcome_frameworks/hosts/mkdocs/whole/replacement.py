"""Build a site beside its folder, and put it in its place when the whole build has succeeded."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.whole.failures import raise_refusal
from outcome_frameworks.system.folder_replacement import (
    flush_to_disk,
    hidden_entries,
    put_entries_in_place,
    put_in_place,
    recover,
)
from outcome_frameworks.system.regular_files import flush_names

if TYPE_CHECKING:
    from _typeshed import StrPath

WAIT = 60.0
"""Seconds for which a build waits until another of the same site has ended."""


class WholeSite:
    """A build whose site appears at its place at once, or not at all.

    The site is written into a folder beside its place, or inside it where the place cannot be renamed (the root of a
    disk) or its parent not be written. Whoever has made one calls `end`, whatever happened.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        """Take the place from the settings. Nothing is written yet."""
        self._config = config
        self._stated = config.site_dir
        self.site = Path(os.path.realpath(config.site_dir))  # which ends also where links lead in a circle
        """Where the site is to stand; a symbolic link stays, and what it points to is replaced."""
        self._inside = _cannot_be_renamed(self.site)
        beside = self.site if self._inside else self.site.parent
        self._room = beside / f".{self.site.name}.building"
        self._new, self._old = self._room / "new", self._room / "old"
        self._lock = FileLock(beside / f".{self.site.name}.lock", timeout=0)

    def begin(self) -> None:
        """Wait for other builds of this site, remove what killed ones left, and have MkDocs write beside the site.

        Raises:
            PluginError: where another build runs for longer than `WAIT` seconds, or a folder stands where the lock is.
            OSError: where the folders cannot be written.
        """
        if self.site.exists():
            require_writable(self.site)  # before the work rather than after it
        Path(self._lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        if os.path.lexists(self._room) and (self._room.is_symlink() or not self._room.is_dir()):
            self._room.unlink()  # the link itself: what it leads to is another's
        if not self._inside:
            recover(self.site, self._old)
        shutil.rmtree(self._room, ignore_errors=True)
        self._new.mkdir(parents=True)
        self._config.site_dir = str(self._new)

    def end(self, *, is_written: bool) -> None:
        """Put the site in its place where it is written, all of it; remove what is beside it in any case.

        Raises:
            PluginError: where the system refuses the move; the old site then stays.
        """
        try:
            if is_written:
                self._put_in_place()
        except OSError as error:
            raise_refusal(error, [self.site])
            raise
        finally:
            self._leave()

    def _put_in_place(self) -> None:
        if self._inside:
            flush_to_disk(self._new)
            put_entries_in_place(self._new, self.site, self._old)
            return
        for entry in hidden_entries(self.site):  # MkDocs would have left them there
            copy = self._new / entry.name
            if copy.exists():
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, copy, symlinks=True, copy_function=_copy)
            else:
                _copy(entry, copy)
        if self.site.exists():
            shutil.copymode(self.site, self._new)
        flush_to_disk(self._new)
        put_in_place(self._new, self.site, self._old)
        flush_names(self.site.parent)

    def _leave(self) -> None:
        """Remove the folder beside the site, tell MkDocs the site's own place again, and let other builds begin."""
        self._config.site_dir = self._stated
        if self._lock.is_locked:
            if self._inside or self.site.exists() or not self._old.exists():
                shutil.rmtree(self._room, ignore_errors=True)
            with contextlib.suppress(OSError):  # Windows removes it by itself, after the release
                Path(self._lock.lock_file).unlink()
            self._lock.release()

    def _take_lock(self) -> None:
        place = Path(self._lock.lock_file)
        if place.is_dir() and not place.is_symlink():
            raise PluginError(
                f"outcome-frameworks: {place} is a folder; while a site is built, an empty file of that name keeps "
                "other builds of it waiting: delete the folder, or move it away"
            )
        try:
            self._lock.acquire()
        except Timeout:
            log.info(f"Another build of {self.site} is running; waiting for it to end")
            try:
                self._lock.acquire(timeout=WAIT)
            except Timeout:
                raise PluginError(
                    f"outcome-frameworks: another build of {self.site} is running, and has not ended in {WAIT:g} "
                    "seconds; build again when it has"
                ) from None


def _copy(entry: StrPath, copy: StrPath) -> StrPath:
    """Copy a file or a link.

    Raises:
        PluginError: where it is neither: to read a pipe or a device would take for ever.
    """
    mode = os.lstat(entry).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
        raise PluginError(
            f"outcome-frameworks: the site could not be written: {os.fspath(entry)}: this is a pipe, a socket or a "
            "device, which cannot be copied; delete it"
        )
    return shutil.copy2(entry, copy, follow_symlinks=False)


def require_writable(folder: Path) -> None:
    """Make sure that files can be made in a folder.

    Raises:
        OSError: where the system refuses; it names the folder.
    """
    try:
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None


def _cannot_be_renamed(site: Path) -> bool:
    """Return whether a folder stands where nothing can be put in its place."""
    return os.path.ismount(site) or (site.is_dir() and not os.access(site.parent, os.W_OK))
