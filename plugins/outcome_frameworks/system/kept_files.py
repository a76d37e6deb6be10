"""Keep what one build made for the next: bytes under keys, each with its digest, in folders that are ours alone."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

DAY = 24 * 60 * 60

LEAST_ROOM = 200_000_000
"""Bytes that entries which a build has not asked for may always take."""

_CLOCK = 2
"""Seconds by which the time of a file may differ from that of this process, as disks round it."""

_ENTRY = re.compile(r"[0-9a-f]{32}\.kept", re.ASCII)
_UNFINISHED = re.compile(r"[0-9a-f]{32}\.[0-9a-z_]{8}\.new", re.ASCII)
"""The names of entries, and of those that a build has not finished: nothing else is ever deleted."""

_DIGEST = hashlib.sha256().digest_size


def own_folder(home: Path, *names: str) -> Path:
    """Return the folder `names` below `home`, which is there already; those that are missing are made.

    Each is a real folder of whoever owns `home`, of this process's user, or of root. A link could lead to files of
    others, which builds would then delete or publish, and so could a folder that others may write.

    Raises:
        OSError: where one is something else, or cannot be made. Its text says what to do.
    """
    folder = home.resolve()
    owned = folder.stat()
    for name in names:
        folder = folder / name
        with suppress(FileExistsError):
            folder.mkdir(mode=0o775)
        if words := _refusal(folder, owned):
            raise OSError(errno.EPERM, words, str(folder))
    return folder


def _refusal(folder: Path, owned: os.stat_result) -> str:
    """Return why a folder within a real one is not ours, "" where it is. `owned` is a folder of whom we trust."""
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or os.path.realpath(folder) != str(folder):  # what Windows calls a junction, too
        return "it is a link, and may lead anywhere; delete it"
    if not stat.S_ISDIR(found.st_mode):
        return "it is no folder; delete it"
    if hasattr(os, "geteuid") and found.st_uid not in (owned.st_uid, os.geteuid(), 0):
        return "it belongs to another user; delete it"
    if os.name == "posix" and found.st_mode & ~owned.st_mode & stat.S_IWOTH:
        return "every user of this machine may write there; take that right from them (chmod o-w)"
    return ""


@dataclass(frozen=True)
class KeptFiles:
    """Bytes that outlive builds, in a folder; without a folder nothing is kept.

    What is damaged counts as not there. It is written without a wait for the disk: what a power cut leaves of it has
    another digest.
    """

    folder: Path | None
    seconds: int
    """How long an entry stays that no build asks for."""
    seal: bytes = b""
    """A secret without which nobody can make an entry that counts; none where only the builder can write there."""
    began: float = field(default_factory=time.time, compare=False)
    """When this build began: what it asks for is touched after that."""

    def holds(self, key: str) -> bool:
        """Return whether there is an entry, which may be damaged; it counts as asked for."""
        if self.folder is None:
            return False
        path = self._path(key)
        try:
            is_entry = stat.S_ISREG(path.lstat().st_mode)
        except OSError:
            return False
        if is_entry:
            with suppress(OSError):  # a cache that can only be read
                os.utime(path)
        return is_entry

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key of 32 hexadecimal digits; None where it is not there as it was put."""
        if not self.holds(key):
            return None
        try:
            with self._path(key).open("rb") as file:
                digest, content = file.read(_DIGEST), file.read()
        except OSError:
            return None
        return content if hmac.compare_digest(digest, self._digest(key, content)) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, whole or not at all: another build may be reading.

        What the system refuses is not kept, and costs the next build time only.
        """
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, new = tempfile.mkstemp(".new", f"{key}.", self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(self._digest(key, content) + content)
                Path(new).replace(self._path(key))
            except OSError:
                Path(new).unlink()
                raise

    def forget_old(self) -> None:
        """Delete the entries that no build has asked for in `seconds`, and what killed builds have not finished.

        What this build has not asked for may take as many bytes as what it has, or `LEAST_ROOM` where that is more: of
        the rest goes first what was not asked for longest.
        """
        room, unasked = 0, list[tuple[float, int, Path]]()
        for path, found in self._files():
            age = time.time() - found.st_mtime
            if _ENTRY.fullmatch(path.name) and found.st_mtime >= self.began - _CLOCK:
                room += found.st_size
            elif _ENTRY.fullmatch(path.name) and age <= self.seconds:
                unasked.append((age, found.st_size, path))
            elif _ENTRY.fullmatch(path.name) or (_UNFINISHED.fullmatch(path.name) and age > DAY):
                _delete(path)
        room = max(room, LEAST_ROOM)
        for _, size, path in sorted(unasked):
            room -= size
            if room < 0:
                _delete(path)

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        """Yield each file of the folder itself, without links, with what the system knows of it."""
        if self.folder is None:
            return
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path), entry.stat(follow_symlinks=False)

    def _path(self, key: str) -> Path:
        assert self.folder
        return self.folder / f"{key}.kept"

    def _digest(self, key: str, content: bytes) -> bytes:
        """Return what stands before an entry: also of its key, so that no entry can take the place of another."""
        digest = hmac.new(self.seal, digestmod=hashlib.sha256) if self.seal else hashlib.sha256()
        digest.update(key.encode() + b"\0")
        digest.update(content)
        return digest.digest()


@dataclass(frozen=True)
class KeptFolder:
    """A folder whose files outlive builds, with the seal without which none of them counts; None for no folder."""

    path: Path | None = None
    seal: bytes = b""

    def files(self, seconds: int) -> KeptFiles:
        """Return what is kept there, for one build; what nobody asks for stays for some seconds."""
        return KeptFiles(self.path, seconds, self.seal)


NO_FOLDER = KeptFolder()
"""The place of what is not kept."""


def _delete(path: Path) -> None:
    with suppress(OSError):  # another build has deleted it
        path.unlink()
