"""Refuse more links than pages can show: each stands on the pages of both its ends, and one to a level on many."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import Framework, Level
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.checks.resolver import Resolver

MOST_PAIRS = 20_000
"""Pairs of elements of which one leads to the other, in a programme; those that we know have a few hundred."""


def check_link_numbers(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report a programme whose elements lead to more elements in all, one by one or by levels, than a site can show."""
    sizes: dict[str, int] = {}
    pairs = 0
    for element in framework.walk():
        for link in element.leads_to:
            target = resolver.portfolio.find(link.to, framework)
            if target and isinstance(target.entry, Level) and target.key not in sizes:
                sizes[target.key] = sum(1 for _ in target.entry.walk())
            pairs += sizes.get(target.key, 1) if target else 0
    if pairs > MOST_PAIRS:
        message = (
            f"the links of elements join {pairs:,} pairs, more than {MOST_PAIRS:,}; one to a level counts for each of "
            "its elements: where all of a level lead to another level, give the level itself leads_to"
        )
        yield Problem(framework.file, framework.programme.place, "too-many-links", message)
