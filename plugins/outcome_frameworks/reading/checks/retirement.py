"""Rules on what is retired: it says so before it says why, and what replaces it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import (
    Element,
    Framework,
    Level,
    Paged,
    Target,
    fold_id,
    is_retired,
    paged_entries,
)
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.resolver import Resolver, name_entry
from outcome_frameworks.reading.checks.waivers import waived_ids


def check_retirement(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report replacements and reasons of what is not retired, circles of replacements, links to what is retired."""
    yield from _note_links(framework, resolver)
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


def _note_links(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Note what stands and leads to what is retired, with what to lead to now."""
    waived = waived_ids(framework, "leads-to-retired")
    holders: list[Level | Element] = [*framework.levels, *framework.walk()]
    for holder in holders:
        if is_retired(holder) or waived & {"programme", fold_id(holder.id)}:
            continue
        targets = [resolver.portfolio.find(link.to, framework) for link in holder.leads_to]
        for link, target in zip(holder.leads_to, targets, strict=True):
            if not target or not is_retired(target.entry) or resolver.is_ambiguous(target.framework):
                continue
            if advice := _advise(target, [Target(framework, holder), *targets], resolver):
                message = f'{name_entry(holder)} leads to "{show(link.to)}", which is retired; {advice}'
                yield Problem(framework.file, link.to.place, "leads-to-retired", message)


def _advise(retired: Target, taken: list[Target | None], resolver: Resolver) -> str:
    """Return what to lead to in the place of something retired, or to take the link out where that is led to already.

    "" where what replaced it is not known: that is an error of its own.
    """
    now = [retired, *resolver.portfolio.successors(retired)][-1]
    if getattr(now.entry, "replaced_by", None) and is_retired(now.entry):
        return ""
    if is_retired(now.entry):
        return "nothing has replaced it: lead to what stands now, or take the link out"
    assert now.entry is not None
    holder = taken[0]
    name = now.entry.id if holder and now.framework is holder.framework else now.key
    if now in taken:
        return f'"{show(name)}" has replaced it, so take the link out'
    return f'lead to "{show(name)}", which has replaced it'


def _check_circle(start: Target, resolver: Resolver) -> Iterator[Problem]:
    """Report a circle of replacements at the first of its entries in the order of ids."""
    path: dict[str, Target] = {}
    target: Target | None = start
    while target is not None and target.key not in path:
        path[target.key] = target
        entry = target.entry
        assert isinstance(entry, Paged)
        if entry.status != "retired" or entry.replaced_by is None:
            return
        target = resolver.portfolio.find(entry.replaced_by, target.framework)
        if target is not None and not isinstance(target.entry, Paged):
            return  # the rule on references says so
    if target is None or target.key != start.key or min(path) != start.key:
        return
    circle = " → ".join([*path, start.key])
    message = f"what was retired is replaced in a circle: {circle}; let one of them name what stands now"
    assert isinstance(start.entry, Paged)
    assert start.entry.replaced_by
    yield Problem(start.framework.file, start.entry.replaced_by.place, "wrong-reference", message)
