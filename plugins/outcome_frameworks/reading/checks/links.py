"""Rules on links: elements that have none, links that do not say where they come from, and too many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_frameworks.model import UNNAMED, Element, Framework, Level, fold_id, is_retired
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.reading.checks.resolver import Resolver
from outcome_frameworks.reading.checks.waivers import waived_ids

_MOST_NAMED = 12  # codes in one message

MOST_PAIRS = 20_000
"""Pairs of elements of which one leads to the other, in a programme; those that we know have a few hundred.

Each link stands on the pages of both its ends, and one to a level on many."""


def note_alone(resolver: Resolver) -> Iterator[Problem]:
    """Note in each level the elements without links, and those of frameworks without levels."""
    linked: set[str] = set()
    # Programmes with a link to nobody knows where: it would be said of that one's end.
    uncertain = {framework.id for framework in resolver.portfolio.frameworks if resolver.is_ambiguous(framework)}
    for holder in resolver.portfolio.holders:
        for _, target in holder.links:
            if target and isinstance(target.entry, (Element, Level)):
                linked |= {holder.key, target.key}
            else:
                uncertain.add(holder.framework.id)
    for framework in resolver.portfolio.frameworks:
        if framework.id not in uncertain and not resolver.is_partial(framework):
            yield from _note_alone(framework, linked)


def _note_alone(framework: Framework, linked: set[str]) -> Iterator[Problem]:
    waived = waived_ids(framework, "no-links")
    if "programme" in waived:
        return
    for level in framework.levels:
        if f"{framework.id}/{level.id}" in linked or fold_id(level.id) in waived:
            continue
        alone = _alone(framework.id, level.elements, linked, waived)
        if alone:
            message = f"in level {level.id}, {_say_alone(alone)}"
            yield Problem(framework.file, level.place, "no-links", message)
    alone = _alone(framework.id, framework.elements, linked, waived)
    if alone:
        yield Problem(framework.file, alone[0].place, "no-links", _say_alone(alone))


def _alone(programme: str, elements: Iterable[Element], linked: set[str], waived: frozenset[str]) -> list[Element]:
    """Return the outermost elements that stand and have no link, nor has any element inside them."""
    alone = []
    for element in elements:
        family = list(element.walk())
        if element.id.startswith(UNNAMED):  # what its author calls it is not known
            continue
        if is_retired(element) or any(
            f"{programme}/{member.id}" in linked or fold_id(member.id) in waived for member in family
        ):
            continue
        alone.append(element)
    return alone


def _say_alone(alone: list[Element]) -> str:
    names = ", ".join(element.id for element in alone[:_MOST_NAMED])
    more = f" and {len(alone) - _MOST_NAMED:,} more" if len(alone) > _MOST_NAMED else ""
    if len(alone) == 1:
        return f"{names} leads to nothing and nothing leads to it"
    return f"{names}{more} lead to nothing and nothing leads to them"


def check_link_numbers(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report a programme whose elements lead to more elements in all, one by one or by levels, than a site can show."""
    sizes: dict[str, int] = {}
    pairs = 0
    for holder in resolver.portfolio.holders_in(framework):
        for _, target in holder.links if isinstance(holder.entry, Element) else ():
            if target and isinstance(target.entry, Level) and target.key not in sizes:
                sizes[target.key] = sum(1 for _ in target.entry.walk())
            pairs += sizes.get(target.key, 1) if target else 0
    if pairs > MOST_PAIRS:
        message = (
            f"the links of elements join {pairs:,} pairs, more than {MOST_PAIRS:,}; one to a level counts for each of "
            "its elements: where all of a level lead to another level, give the level itself leads_to"
        )
        yield Problem(framework.file, framework.programme.place, "too-many-links", message)


def check_basis(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Note once how many links of a file that names a source give no basis, so that they count as stated by it."""
    waived = waived_ids(framework, "basis-not-given")
    if framework.programme.source is None or resolver.is_partial(framework) or "programme" in waived:
        return
    without = [
        (holder, link, target)
        for holder in resolver.portfolio.holders_in(framework)
        for link, target in holder.links
        if link.basis is None and fold_id(holder.entry.id) not in waived
    ]
    if not without:
        return
    holder, first, target = without[0]
    is_group = isinstance(holder.entry, Level) or (target is not None and isinstance(target.entry, Level))
    gives, them = ("gives", "it") if len(without) == 1 else ("give", "them")
    message = (
        f"{count(len(without), 'link')} {gives} no basis, so pages say that the source states {them}; write where each "
        f"comes from (stated, group-stated for whole levels, or inferred), as in {{to: {show(first.to, 40)}, "
        f"basis: {'group-stated' if is_group else 'stated'}}}"
    )
    yield Problem(framework.file, first.place, "basis-not-given", message)
