"""Rules on how many elements a level has."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import Framework, fold_id
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.checks.resolver import Resolver, name_entry
from outcome_frameworks.reading.checks.waivers import waived_ids


def check_counts(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Note levels without elements, and levels that list another number than the source states.

    The number is that of the elements that stand directly in the level; those inside other elements and those that are
    retired are not counted.
    """
    if resolver.is_partial(framework):
        return
    empty, stated = waived_ids(framework, "empty-level"), waived_ids(framework, "stated-count")
    for level in framework.levels:
        here = {fold_id(level.id), "programme"}
        listed, retired = len(level.standing), len(level.elements) - len(level.standing)
        is_counted = level.stated_count is not None and not resolver.is_ambiguous(framework)
        if is_counted and level.stated_count != listed and not here & stated:
            apart = f", and {retired} retired" if retired else ""
            message = f"{name_entry(level)}: the source says {level.stated_count}, the level lists {listed}{apart}"
            yield Problem(framework.file, level.place, "stated-count", message)
        elif not level.elements and not here & empty:
            yield Problem(framework.file, level.place, "empty-level", f"{name_entry(level)} has no elements yet")
