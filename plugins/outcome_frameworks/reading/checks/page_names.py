"""Ids that the site keeps for pages to come: refused, unless an address has been published under them already."""

from __future__ import annotations

from collections.abc import Container, Iterator

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.model import (
    EarlierNames,
    Name,
    Portfolio,
    Target,
    fold_id,
    is_page_name,
    name_of,
    name_of_alias,
    paged_entries,
    place_of_alias,
)
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.resolver import name_entry


def check_page_names(portfolio: Portfolio, published: Container[Name], urls: Urls = Urls()) -> Iterator[Problem]:
    """Report ids of entries, and earlier ones, that are names of pages to come and were not published before.

    `published` are the names that the ledger lists addresses of, as names were when they were added to it.
    """
    names = EarlierNames(portfolio)
    for framework in portfolio.frameworks:
        for entry in paged_entries(framework):
            target = Target(framework, entry)
            kept = [id for id in (entry.id, *entry.aliases) if is_page_name(id.rpartition("/")[2])]
            if not kept:
                continue
            known = {name.entry for name in (name_of(target), *names.of(name_of(target))) if name in published}
            for id in kept:
                name = name_of_alias(id, framework)
                if name.entry not in known:
                    place = entry.place if id is entry.id else place_of_alias(id, entry.place)
                    yield Problem(framework.file, place, "reserved-id", _refuse(id, name, target, urls))


def _refuse(id: str, name: Name, target: Target, urls: Urls) -> str:
    assert target.entry
    is_alias = fold_id(id) != fold_id(target.entry.id)
    what, advice = f'the id "{show(id)}" is', "choose another"
    if is_alias:
        what, advice = f'{name_entry(target.entry)} lists the earlier id "{show(id)}",', "take it out"
    line = show(f"{urls.url(urls.in_programmes(name.programme, f'{name.entry}.md'))}: {target.key}", 200)
    return (
        f"{what} a name that the site keeps for a page to come; {advice}, or add "
        f'"{line}" to permalinks.yml if that address has been published already'
    )
