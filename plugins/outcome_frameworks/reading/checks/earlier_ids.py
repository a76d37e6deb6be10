"""Rules on earlier ids beyond one file: those of programmes, and those that an entry had in another programme."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import (
    EarlierNames,
    Framework,
    Portfolio,
    Target,
    name_of_alias,
    paged_entries,
    place_of_alias,
)
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.reading.checks.resolver import name_entry


def check_earlier_ids(portfolio: Portfolio) -> Iterator[Problem]:
    """Report earlier ids that something still has, or that two things claim: an address leads to one place only."""
    names = EarlierNames(portfolio)
    yield from _check_programmes(portfolio)
    yield from _check_number(names)
    for framework in portfolio.frameworks:
        for entry in paged_entries(framework):
            target = Target(framework, entry)
            for alias in entry.aliases:
                if "/" in alias and (why := _is_taken(alias, target, names)):
                    message = f'{name_entry(entry)} lists the earlier id "{show(alias)}", {why}'
                    yield Problem(framework.file, place_of_alias(alias, entry.place), "duplicate-id", message)


def _is_taken(alias: str, target: Target, names: EarlierNames) -> str:
    """Return what stands in the way of an earlier id of the form `kitchen/S2`; nothing where it is free."""
    name = name_of_alias(alias, target.framework)
    if name.programme == target.framework.id:
        return f'which names its own programme; write "{show(alias.partition("/")[2])}"'
    if holder := names.portfolio.find(alias):
        return f"which is taken by {_where(holder)}; keep one of the two"
    claimant = names.targets.get(name, target)
    if claimant != target:
        return f"which {_where(claimant)} lists too; keep one of the two"
    return ""


def _where(target: Target) -> str:
    entry = target.entry
    place = f" in {target.framework.file}, line {entry.place.line}" if entry else f" in {target.framework.file}"
    return f"{show(target.key, 80)}{place}"


def _check_number(names: EarlierNames) -> Iterator[Problem]:
    for framework in names.portfolio.frameworks:
        if most := names.excessive.get(framework.id):
            programme, entries = framework.programme, sum(1 for _ in paged_entries(framework))
            message = (
                f"{count(len(programme.aliases), 'earlier id')} of the programme and those of its "
                f"{count(entries, 'entry', 'entries')} make {names.claimed(framework):,} earlier addresses, more than "
                f"{most:,}: one for each entry under each id; take out the earlier ids that nobody links to"
            )
            yield Problem(framework.file, programme.place, "too-many-addresses", message)


def _check_programmes(portfolio: Portfolio) -> Iterator[Problem]:
    taken = {framework.id: framework for framework in reversed(portfolio.frameworks)}
    for framework in portfolio.frameworks:
        for alias in framework.programme.aliases:
            if message := _refuse_programme(alias, framework, taken.get(alias)):
                yield Problem(framework.file, framework.programme.place, "duplicate-id", message)
            taken.setdefault(alias, framework)


def _refuse_programme(alias: str, framework: Framework, holder: Framework | None) -> str:
    if holder is None:
        return ""
    says = f'the programme lists the earlier id "{alias}"'
    if holder is framework:
        kind = "its own id" if alias == framework.id else "an id that it lists already"
        return f"{says}, which is {kind}; take it out"
    how = "is the id of the programme" if holder.id == alias else "is listed too"
    return f"{says}, which {how} in {holder.file}; keep one of the two"
