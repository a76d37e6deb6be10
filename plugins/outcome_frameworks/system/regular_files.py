"""Which files are read and written: regular ones, and none that a symbolic link puts elsewhere."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

LEADS_OUT = "the file is a link that leads out of the folder, or nowhere; put the file itself here"
"""What is said of a link that is not read."""


def leads_out(path: Path, home: Path) -> bool:
    """Return whether a path is a symbolic link to something outside a resolved folder, or to nothing."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):  # nowhere, or a circle of links
        return True


def require_writable_place(path: Path) -> None:
    """Make sure that a text can be written at a path itself: nothing stands there, or a regular file.

    A link would put it elsewhere, over whatever it leads to; a pipe would wait for a reader.

    Raises:
        OSError: where something else stands there.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "nothing is written through a link; delete the link, or put the file itself", path)
    if not stat.S_ISREG(mode):
        raise OSError(errno.EEXIST, "something other than a file stands where one is to be written; move it", path)


def require_real_folder(folder: Path) -> None:
    """Make sure that a folder in which files are to be written is no symbolic link, where it is there.

    Raises:
        OSError: where it is one.
    """
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "nothing is written through a link; delete the link, or make a folder", folder)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, with the line ends that it has, over nothing or over a regular file.

    What was there stays until all of the text is on the disk: a full disk or a power cut loses neither.

    Raises:
        OSError: where something else stands there, or the system refuses.
    """
    require_writable_place(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    new = path.with_name(f".{token_hex(8)}.new")
    try:
        with new.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with suppress(OSError):  # it is in its place, or was never made
            new.unlink()
    flush_names(path.parent)


def flush_names(folder: Path) -> None:
    """Have the disk hold the names in a folder, such as those that have just been given, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # a file system that knows no such thing
                os.fsync(handle)
        finally:
            os.close(handle)


def read_bytes(path: Path) -> bytes:
    """Read a file; a pipe or a device would have the reader wait for ever.

    Raises:
        OSError: where it is none, or the system refuses.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # the system says what it is to read a folder
        raise OSError(errno.EINVAL, "it is a pipe or a device", path)
    return path.read_bytes()
