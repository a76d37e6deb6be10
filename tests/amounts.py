"""How much is tried: what every change has time for, or all of it, as every night.

`NIGHTLY=1` in the environment asks for all. CONTRIBUTING says of each family of tests what it holds when.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import HealthCheck, settings

T = TypeVar("T")

NIGHTLY = bool(os.environ.get("NIGHTLY"))
IN_CI = bool(os.environ.get("CI"))


def with_nightly(always: Iterable[T], at_night: Iterable[T]) -> list[T]:
    """Return what is tried always, and at night what comes to it."""
    return [*always, *(at_night if NIGHTLY else ())]


def examples(number: int) -> settings:
    """Return the settings of a property: a fifth of this number in CI, a twentieth of it here, 20 times it at night.

    In CI the same examples come each time, so that a change is to blame for what fails; the nightly run tries others.
    """
    share = 20 if NIGHTLY else 0.2 if IN_CI else 0.05
    is_same = IN_CI and not NIGHTLY
    return settings(
        max_examples=max(10, int(number * share)),
        deadline=None,
        derandomize=is_same,
        database=None if is_same else settings.default.database,  # type: ignore[union-attr]
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
