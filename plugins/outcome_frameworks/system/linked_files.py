"""Write files of a new folder: those that an earlier folder holds byte for byte are the same files, linked.

A link costs less than to write again, and keeps the time of the file and its number on the disk, by which programs that
copy or back up the folder know that nothing has changed. Since both folders share such a file, nobody may change it in
place: what is written here once more is a new file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class EarlierFiles:
    """The files of an earlier folder that may be linked, which is a real one.

    Args:
        folder: The folder.
        never: Paths of files that are written, since others may change them in place.
    """

    def __init__(self, folder: Path, never: Collection[str] = ()) -> None:
        self._folder, self._never = str(folder), never
        self._is_there = folder.is_dir()
        self._is_real: dict[str, bool] = {}
        mask = os.umask(0)
        os.umask(mask)
        self._mode = 0o666 & ~mask

    def write(self, path: str, place: str, content: bytes) -> None:
        """Write a file to `place`, or a link to the earlier one at `path` where that is the same.

        Raises:
            OSError: where the system refuses.
        """
        if path not in self._never and self._link(path, place, content):
            return
        with suppress(FileNotFoundError):
            os.unlink(place)  # noqa: PTH108  # half of what Path takes, as below
        with open(place, "xb") as file:  # noqa: PTH123
            file.write(content)

    def _link(self, path: str, place: str, content: bytes) -> bool:
        """Link the earlier file to `place`, where it is what would be written; return whether that was done."""
        if os.name != "posix" or not self._is_there or not self._stands_in_real_folder(path):
            return False
        earlier = f"{self._folder}/{path}"
        with suppress(OSError):  # there is none, or the file system knows no links
            handle = os.open(earlier, os.O_RDONLY | os.O_NONBLOCK | _NO_FOLLOW)
            try:
                found = os.fstat(handle)
                is_same = self._is_as_new(found) and found.st_size == len(content) and _holds(handle, content)
            finally:
                os.close(handle)
            if is_same:
                os.link(earlier, place, follow_symlinks=False)
                return os.path.samestat(os.lstat(place), found)  # nobody has put another there in the meantime
        return False

    def _is_as_new(self, found: os.stat_result) -> bool:
        """Return whether a file is a regular one with the owner and the rights that a new one would have."""
        is_ours = os.name == "posix" and found.st_uid == os.geteuid()
        return is_ours and stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) == self._mode

    def _stands_in_real_folder(self, path: str) -> bool:
        """Return whether no link leads to the folder of a file: what stands elsewhere is not the site's."""
        folder = path.rpartition("/")[0]
        if folder not in self._is_real:
            full = f"{self._folder}/{folder}".rstrip("/")
            self._is_real[folder] = os.path.realpath(full) == full
        return self._is_real[folder]


def _holds(handle: int, content: bytes) -> bool:
    """Return whether an open file, which is as long, holds these bytes."""
    read = os.read(handle, len(content) + 1)
    while len(read) < len(content) and (more := os.read(handle, len(content) + 1 - len(read))):
        read += more  # of large files, systems give a part
    return read == content
