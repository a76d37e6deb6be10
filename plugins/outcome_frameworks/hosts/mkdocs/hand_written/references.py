"""Resolve `outcome:` links in the HTML of hand-written pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_LINK = re.compile(
    r"""(<a\b[^>]*?\shref)\s*=\s*(?P<quote>["']?)\s*outcome:([^"'>]*?)\s*(?P=quote)((?:\s[^>]*)?>)(.*?)(</a\s*>)""",
    re.DOTALL | re.IGNORECASE,
)

Resolve = Callable[[str], tuple[str, str] | None]
"""Gives the address and the label of a reference, or None where it is unknown."""


def resolve_references(content: str, resolve: Resolve, is_draft: Callable[[str], bool]) -> str:
    """Return HTML with each `outcome:` link pointing to its page; an empty link takes the label.

    An unknown reference leaves its words without a link (the check reports it with file and line). So does one to a
    draft, and where it has no words, nothing.
    """

    def replaced(match: re.Match[str]) -> str:
        start, _, reference, rest, words, end = match.groups()
        if is_draft(html.unescape(reference)):
            return words
        found = resolve(html.unescape(reference))
        if found is None:
            return words or html.escape(html.unescape(reference))
        address, label = found
        return f'{start}="{html.escape(address)}"{rest}{words.strip() or html.escape(label)}{end}'

    return _LINK.sub(replaced, content) if "outcome:" in content.lower() else content
