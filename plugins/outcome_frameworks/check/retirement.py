"""Rules on what is retired: it says so before it says why, and what replaces it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.check.resolver import Resolver, name_entry
from outcome_frameworks.model import Element, Framework, Hypothesis, LearningPoint, Target, paged_entries
from outcome_frameworks.problems import Problem


def check_retirement(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report replacements and reasons of what is not retired, and replacements that go in a circle."""
    for entry in paged_entries(framework):
        if entry.status == "retired":
            yield from _check_circle(Target(framework, entry), resolver)
            continue
        said = " and ".join(field for field in ("replaced_by", "why") if getattr(entry, field))
        if said:
            message = (
                f"{name_entry(entry)} has {said}, which its page shows only where it is retired; "
                f'add "status: retired", or take {said} out'
            )
            yield Problem(framework.file, entry.place, "not-retired", message)


def _check_circle(start: Target, resolver: Resolver) -> Iterator[Problem]:
    """Report a circle of replacements at the first of its entries in the order of ids."""
    path: dict[str, Target] = {}
    target: Target | None = start
    while target is not None and target.key not in path:
        path[target.key] = target
        entry = target.entry
        assert isinstance(entry, (Element, Hypothesis, LearningPoint))
        if entry.status != "retired" or entry.replaced_by is None:
            return
        target = resolver.portfolio.find(entry.replaced_by, target.framework)
        if target is not None and not isinstance(target.entry, (Element, Hypothesis, LearningPoint)):
            return  # the rule on references says so
    if target is None or target.key != start.key or min(path) != start.key:
        return
    circle = " → ".join([*path, start.key])
    message = f"what was retired is replaced in a circle: {circle}; let one of them name what stands now"
    assert isinstance(start.entry, (Element, Hypothesis, LearningPoint))
    assert start.entry.replaced_by
    yield Problem(start.framework.file, start.entry.replaced_by.place, "wrong-reference", message)
