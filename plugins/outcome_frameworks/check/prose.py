"""The rules on links in longer texts: what they refer to exists, and addresses are written whole."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.check.resolver import Resolver
from outcome_frameworks.model import Framework
from outcome_frameworks.model.texts import LinkInText, links_in, texts_in
from outcome_frameworks.model.web_addresses import unfinished_url
from outcome_frameworks.problems import Problem
from outcome_frameworks.wording import show


def check_prose(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report links in texts to what does not exist; a bare code means an entry of the same programme."""
    for written in texts_in(framework):
        for link in links_in(written):
            if fault := _fault(link, framework, resolver):
                rule, said = fault
                yield Problem(framework.file, written.entry.place, rule, f"{written.subject} links to {said}")


def _fault(link: LinkInText, framework: Framework, resolver: Resolver) -> tuple[str, str] | None:
    """Give rule and message for a link that cannot be meant so."""
    address = link.address
    is_known = resolver.portfolio.find(address, framework) is not None
    if link.is_reference:
        if is_known or resolver.is_withheld(address, framework):
            return None
        meant = resolver.suggest(address, _names(framework, resolver))
        return "unknown-reference", f'"outcome:{show(address)}", which does not exist{meant}'
    if is_known:
        return "unknown-reference", f'"{show(address)}", which is no address; write outcome:{show(address)}'
    if whole := unfinished_url(address):
        return "bad-url", f'"{show(address)}", which would be looked for on your own site; write {show(whole)}'
    return None


def _names(framework: Framework, resolver: Resolver) -> Iterator[str]:
    """Give what a reference may be, only when it is asked for: most unknown references are never compared with it."""
    yield from resolver.portfolio.names(framework)
