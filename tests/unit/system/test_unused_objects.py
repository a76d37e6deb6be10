"""Python looks for unused objects seldom while a build makes what it uses to its end, and then as often as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from outcome_frameworks.system.unused_objects import seldom_looked_for


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_looks_are_rare_inside_and_as_before_outside() -> None:
    gc.set_threshold(700, 10, 10)

    with seldom_looked_for():
        assert gc.get_threshold() == (50_000, 10, 10)

    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("chosen", [0, 70_000])
def test_who_wants_it_even_less_often_is_heard(chosen: int) -> None:
    gc.set_threshold(chosen, 10, 10)

    with seldom_looked_for():
        assert gc.get_threshold() == (chosen, 10, 10)
