"""The rules on links in longer texts: what they refer to exists, and addresses are written whole."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import Framework, OrganisationsFile, Portfolio
from outcome_frameworks.model.texts import LinkInText, links_in
from outcome_frameworks.model.web_addresses import broken_url, unfinished_url
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.resolver import Resolver


def check_text_links(source: Framework | OrganisationsFile, resolver: Resolver) -> Iterator[Problem]:
    """Report links in texts to what does not exist; in a framework a bare code means an entry of it."""
    within = source if isinstance(source, Framework) else None
    for written in source.leading_texts:
        for link in links_in(written):
            if fault := _fault(link, within, resolver):
                rule, said = fault
                yield Problem(source.file, written.entry.place, rule, f"{written.subject} links to {said}")


def _fault(link: LinkInText, within: Framework | None, resolver: Resolver) -> tuple[str, str] | None:
    """Return rule and message for a link that cannot be meant so."""
    address = link.address
    is_known = may_link_to(address, within, resolver.portfolio)
    if link.is_reference:
        if is_known or resolver.is_withheld(address, within):
            return None
        if other := resolver.portfolio.find_unlinkable(address, within):
            page = f"outcome:{other.framework.id}, whose page lists it" if other.framework else "its web address"
            return "wrong-reference", f'"outcome:{show(address)}", which is {other.what}; write {page}'
        meant = resolver.suggest(address, resolver.portfolio.names(within))
        said = f"does not exist{meant}"
        if within is None and "/" not in address and not meant:
            said = "names no programme; write it in full, as outcome:my-programme/S1"
        return "unknown-reference", f'"outcome:{show(address)}", which {said}'
    if is_known:
        return "unknown-reference", f'"{show(address)}", which is no address; write outcome:{show(address)}'
    if whole := unfinished_url(address):
        return "bad-url", f'"{show(address)}", which is not the whole address; write {show(whole)}'
    if broken := broken_url(address):
        return "bad-url", f'"{show(address)}", which {broken}'
    return None


def may_link_to(address: str, within: Framework | None, portfolio: Portfolio) -> bool:
    """Return whether a text may link to this; organisations are shown in every programme, so each must know it."""
    frameworks = (within,) if within else portfolio.frameworks
    return bool(frameworks) and all(portfolio.find(address, framework) for framework in frameworks)
