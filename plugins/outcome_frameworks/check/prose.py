"""The rules on links in longer texts: what they refer to exists, and addresses are written whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.check.resolver import Resolver
from outcome_frameworks.model import Entry, Framework
from outcome_frameworks.model.web_addresses import unfinished_url
from outcome_frameworks.problems import Problem
from outcome_frameworks.wording import show

_ADDRESS = re.compile(r"\]\(\s*<?\s*(?P<scheme>outcome:\s*)?(?P<rest>[^)\s>]*)", re.IGNORECASE)


def check_prose(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report links in texts to what does not exist; a bare code means an entry of the same programme."""
    waiting: list[Entry] = [framework]
    while waiting:
        entry = waiting.pop()
        for name in type(entry).model_fields:
            value = getattr(entry, name)
            values = value if isinstance(value, tuple) else (value,)
            waiting += (inner for inner in values if isinstance(inner, Entry))
            for text in values:
                if isinstance(text, str) and "](" in text:
                    subject = f"{name.rstrip('_')} of {show(entry.id, 40)}" if hasattr(entry, "id") else f"{name}"
                    for rule, said in _faults(text, framework, resolver):
                        yield Problem(framework.file, entry.place, rule, f"{subject} links to {said}")


def _faults(text: str, framework: Framework, resolver: Resolver) -> Iterator[tuple[str, str]]:
    """Give rule and message for each link in a text that cannot be meant so."""
    for found in _ADDRESS.finditer(text):
        target = found["rest"]
        is_known = resolver.portfolio.find(target, framework) is not None
        if found["scheme"] and not is_known and not resolver.is_withheld(target, framework):
            meant = resolver.suggest(target, _names(framework, resolver))
            yield "unknown-reference", f'"outcome:{show(target)}", which does not exist{meant}'
        elif not found["scheme"] and is_known:
            yield "unknown-reference", f'"{show(target)}", which is no address; write outcome:{show(target)}'
        elif not found["scheme"] and (whole := unfinished_url(target)):
            yield "bad-url", f'"{show(target)}", which would be looked for on your own site; write {show(whole)}'


def _names(framework: Framework, resolver: Resolver) -> Iterator[str]:
    """Give what a reference may be, only when it is asked for: most unknown references are never compared with it."""
    yield from resolver.portfolio.names(framework)
