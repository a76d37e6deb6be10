"""Makes what many tests only read once a run, for all processes in which tests run."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from filelock import FileLock

T = TypeVar("T")


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """Return what `make` returned, which is given a folder: made by the process that asks first; others wait for it.

    What it returns is kept beside the folder, pickled. Whoever changes the folder copies it first.
    """
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent  # each process has a folder of its own in that of the run
    kept = base / f"made-once-{name}.pickle"
    with FileLock(base / f"made-once-{name}.lock"):
        if not kept.exists():
            made = make(base / f"made-once-{name}")
            kept.write_bytes(pickle.dumps(made))
    return cast("T", pickle.loads(kept.read_bytes()))  # noqa: S301  # what another process of this run has written
