"""Disks that are full, and folders that nobody can write: mounted for a while, where that is allowed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "-n"]


@contextlib.contextmanager
def mounted(*command: str, at: Path) -> Iterator[None]:
    """Mount something for a while; skip where that is not allowed."""
    at.mkdir(parents=True, exist_ok=True)
    mount = [*AS_ROOT, "mount", *command, str(at)]
    if not shutil.which(mount[0]) or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("disks may not be mounted here: neither root nor sudo, or a container that forbids it")
    try:
        yield
    finally:
        subprocess.run([*AS_ROOT, "umount", str(at)], check=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder one that nobody can write, not even root."""
    with mounted("--bind", str(folder), at=folder):
        subprocess.run([*AS_ROOT, "mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
