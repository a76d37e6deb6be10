"""The rule on elements that stand alone: they lead to nothing, and nothing leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_frameworks.model import UNNAMED, Element, Framework, Level, Target, fold_id, is_retired
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.checks.resolver import Resolver
from outcome_frameworks.reading.checks.waivers import waived_ids

_MOST_NAMED = 12  # codes in one message


def note_alone(resolver: Resolver) -> Iterator[Problem]:
    """Note in each level the elements without links, and those of frameworks without levels."""
    linked: set[str] = set()
    # Programmes with a link to nobody knows where: it would be said of that one's end.
    uncertain = {framework.id for framework in resolver.portfolio.frameworks if resolver.is_ambiguous(framework)}
    for framework in resolver.portfolio.frameworks:
        holders: list[Level | Element] = [*framework.levels, *framework.walk()]
        for holder in holders:
            for link in holder.leads_to:
                target = resolver.portfolio.find(link.to, framework)
                if target and isinstance(target.entry, (Element, Level)):
                    linked |= {Target(framework, holder).key, target.key}
                else:
                    uncertain.add(framework.id)
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
