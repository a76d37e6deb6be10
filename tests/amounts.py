"""How much is tried: what every change has time for, or all of it, as every night.

`NIGHTLY=1` in the environment asks for all. CONTRIBUTING.md says of each kind of test what it holds when.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

NIGHTLY = bool(os.environ.get("NIGHTLY"))


def with_nightly(always: Iterable[T], at_night: Iterable[T]) -> list[T]:
    """Return what is tried always, and at night what comes to it."""
    return [*always, *(at_night if NIGHTLY else ())]
