"""One line for what the machine refused to a build: a full disk, a folder that cannot be written."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError

from outcome_frameworks.hosts.mkdocs.reporting import log

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk can only be read, not written",
    errno.EACCES: "this account may not write there",
    errno.ENOTDIR: "this is a file, and a folder is needed",
    errno.EPERM: "the system does not allow it",
    errno.EFBIG: "a file would be larger than the system allows",
    errno.EIO: "the disk failed",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENAMETOOLONG: "the name of a file is too long for the disk",
    errno.ELOOP: "it is a symbolic link, and nothing is written through one",
    errno.EEXIST: "something else stands there",
    errno.EBUSY: "another program holds it",
    errno.EXDEV: "it is on another disk than the folder beside it",
}

_FULL = (errno.ENOSPC, errno.EDQUOT)

_NEARLY_FULL = 1_000_000
"""Free bytes below which a disk is taken for the one that is full: the last file did not fit."""


def raise_refusal(error: Exception, written: Iterable[Path]) -> None:
    """Raise what the system refused as one line, with the path; let errors of other kinds pass.

    Args:
        error: What was raised while a site was built.
        written: The folders into which a build writes, most important first: errors of a full disk name no path.

    Raises:
        PluginError: where the error is such a refusal. `--verbose` shows where it happened.
    """
    words = _refusal(error, written) if isinstance(error, OSError) else None
    if words:
        log.debug("What the system refused:", exc_info=error)
        raise PluginError(f"outcome-frameworks: the site could not be written: {words}") from None


def _refusal(error: OSError, written: Iterable[Path]) -> str | None:
    code, path = _code(error), error.filename2 or error.filename
    if code not in _WORDS:
        return None
    if code in _FULL:
        folders = [Path(tempfile.gettempdir()), *written]
        full = [folder for folder in folders[1:] + folders[:1] if _is_nearly_full(folder)]
        path = (full or folders[1:])[0]
    return f"{path}: {_WORDS[code]}" if path else _WORDS[code]


def _code(error: OSError) -> int | None:
    """Return the number of an error; that of a whole folder, `shutil.Error`, holds only words for each file."""
    if isinstance(error, shutil.Error):
        words = str(error)
        return next((code for code in _WORDS if f"[Errno {code}]" in words), None)
    return error.errno


def _is_nearly_full(folder: Path) -> bool:
    existing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return shutil.disk_usage(existing).free < _NEARLY_FULL
