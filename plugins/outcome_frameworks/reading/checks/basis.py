"""The rule that links say where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import Element, Framework, Level, fold_id
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.reading.checks.resolver import Resolver
from outcome_frameworks.reading.checks.waivers import waived_ids


def check_basis(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Note once how many links of a file that names a source give no basis, so that they count as stated by it."""
    waived = waived_ids(framework, "basis-not-given")
    if framework.programme.source is None or resolver.is_partial(framework) or "programme" in waived:
        return
    holders: list[Level | Element] = [*framework.levels, *framework.walk()]
    named = (holder for holder in holders if fold_id(holder.id) not in waived)
    links = [(holder, link) for holder in named for link in holder.leads_to if link.basis is None]
    if not links:
        return
    holder, first = links[0]
    target = resolver.portfolio.find(first.to, framework)
    is_group = isinstance(holder, Level) or (target is not None and isinstance(target.entry, Level))
    gives, them = ("gives", "it") if len(links) == 1 else ("give", "them")
    message = (
        f"{count(len(links), 'link')} {gives} no basis, so pages say that the source states {them}; write where each "
        f"comes from (stated, group-stated for whole levels, or inferred), as in {{to: {show(first.to, 40)}, "
        f"basis: {'group-stated' if is_group else 'stated'}}}"
    )
    yield Problem(framework.file, first.place, "basis-not-given", message)
