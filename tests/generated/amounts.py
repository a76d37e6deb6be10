"""How many examples a property is tried on: all of them in CI, fewer while somebody works."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here")
IS_NIGHTLY = _PROFILE == "nightly"
_SHARES = {"here": 0.05, "ci": 1, "nightly": 20}


def examples(in_ci: int) -> settings:
    """Return the settings of a property.

    In CI the same examples come each time, so that a change is to blame for what fails; the nightly job tries others.
    """
    return settings(
        max_examples=max(10, int(in_ci * _SHARES[_PROFILE])),
        deadline=None,
        derandomize=_PROFILE == "ci",
        database=None if _PROFILE == "ci" else settings.default.database,  # type: ignore[union-attr]
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
