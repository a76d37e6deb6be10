"""Put into a page's head what it says of itself, but for what the theme or another plugin has said already."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"""<(?:meta|link)\b(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.IGNORECASE)
_NAME = re.compile(r"""\b(?:name|property|rel)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)

_SEVERAL = "alternate"
"""The relation of links of which a page may have several."""


def with_head(output: str, head: str) -> str:
    """Return a page with those elements of `head`, one a line, of which it has none; the parts of one go with it.

    A page that has its own `og:image` gets no `og:image:width` of another picture.
    """
    start, end, rest = output.partition("</head>")
    present = set(_names(start))
    added = [line for line in head.splitlines() if not _is_said(line, present)]
    return start + "\n".join(added) + end + rest if end else output


def without_finders(output: str) -> str:
    """Return a page that asks search engines not to list it."""
    return output.replace("</head>", '<meta name="robots" content="noindex"></head>', 1)


def _names(html: str) -> list[str]:
    """Return what the elements of a head say something of: `description`, `og:image`, `canonical` …"""
    found = (_NAME.search(tag) for tag in _TAG.findall(html))
    return [unescape(name[1]).lower() for name in found if name]


def _is_said(line: str, present: set[str]) -> bool:
    return any(name != _SEVERAL and (name in present or name.rpartition(":")[0] in present) for name in _names(line))
