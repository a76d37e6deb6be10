"""Put a new folder in the place of another, so that one of the two stands there whole at every moment."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = _RENAME_SWAP = 2

_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY)
"""What a system or a file system says that knows no exchange."""


def put_in_place(new: Path, place: Path, aside: Path) -> None:
    """Put the folder `new` at `place`; what was there is at `new` or at `aside` afterwards.

    All three are on one file system. Linux and macOS exchange two folders in one step. Elsewhere two renames follow
    each other: after a kill between them, `recover` puts the old folder back.

    Raises:
        OSError: where the system refuses; the old folder then stands at its place.
    """
    if not place.exists():
        new.rename(place)
    elif not _exchange(new, place):
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise


def flush_to_disk(folder: Path) -> None:
    """Have the disk hold all that was written into a folder: a power cut after its move must not find files empty.

    Raises:
        OSError: where the disk failed, or is full after all.
    """
    if sys.platform == "win32":
        return
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def recover(place: Path, aside: Path) -> None:
    """Put back what a killed `put_in_place` has left at `aside`, where nothing stands at `place`."""
    if aside.is_dir() and not aside.is_symlink() and not place.exists():
        aside.rename(place)


def put_entries_in_place(new: Path, place: Path, aside: Path) -> None:
    """Put what is in the folder `new` into `place`, one entry after the other, and what was there into `aside`.

    For a folder that cannot be renamed, such as the root of a disk. Hidden entries of `place` stay. A kill between
    two entries leaves some old and some new.

    Raises:
        OSError: where the system refuses.
    """
    aside.mkdir(exist_ok=True)
    entries = sorted(new.iterdir())
    for entry in entries:
        put_in_place(entry, place / entry.name, aside / entry.name)
    names = {entry.name for entry in entries}
    for entry in sorted(place.iterdir()):
        if entry.name not in names and not is_hidden(entry):
            entry.rename(aside / entry.name)


def hidden_entries(folder: Path) -> Iterator[Path]:
    """Return what in a folder is hidden, such as `.git`: MkDocs leaves it alone when it empties a site's folder."""
    return (entry for entry in sorted(folder.iterdir()) if is_hidden(entry)) if folder.is_dir() else iter(())


def is_hidden(path: Path) -> bool:
    """Return whether the name of a file or folder begins with a dot."""
    return path.name.startswith(".")


def _exchange(one: Path, other: Path) -> bool:
    """Let two entries of one file system change places in one step; False where the system knows no such step."""
    call = _exchanging_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


@lru_cache(maxsize=1)
def _exchanging_call() -> Callable[[bytes, bytes], int] | None:
    """Find the system's call: renameat2 of Linux 3.15 and glibc 2.28, renamex_np of macOS 10.12."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        rename = library.renameat2
        rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    if hasattr(library, "renamex_np"):
        rename = library.renamex_np
        rename.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(rename(one, other, _RENAME_SWAP))
    return None
