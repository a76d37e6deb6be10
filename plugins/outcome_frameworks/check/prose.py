"""The rule on `outcome:` links in the longer texts of a framework: what they refer to exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.check.resolver import Resolver
from outcome_frameworks.model import Entry, Framework
from outcome_frameworks.problems import Problem
from outcome_frameworks.wording import did_you_mean, show

_REFERENCE = re.compile(r"\]\(outcome:([^)\s]*)")


def check_prose(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report links in texts to what does not exist; a bare code means an entry of the same programme."""
    waiting: list[Entry] = [framework]
    while waiting:
        entry = waiting.pop()
        for value in (getattr(entry, name) for name in type(entry).model_fields):
            values = value if isinstance(value, tuple) else (value,)
            waiting += (inner for inner in values if isinstance(inner, Entry))
            for text in values:
                if isinstance(text, str) and "](outcome:" in text:
                    yield from _check_text(text, entry, framework, resolver)


def _check_text(text: str, entry: Entry, framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    for found in _REFERENCE.finditer(text):
        target = found[1]
        if resolver.portfolio.find(target, framework) is None and not resolver.is_withheld(target, framework):
            name = f"the text of {show(entry.id, 40)}" if hasattr(entry, "id") else "a text"
            meant = did_you_mean(target, resolver.portfolio.names(framework))
            message = f'{name} links to "outcome:{show(target)}", which does not exist{meant}'
            yield Problem(framework.file, entry.place, "unknown-reference", message)
