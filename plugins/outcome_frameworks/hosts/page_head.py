"""Complete the head of a host's page with what ours says of itself, and say nothing there twice."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

_HEAD_ELEMENT = re.compile(r"""<(?:meta|link)\b(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.IGNORECASE)
"""An element by which a head says something, whatever its texts hold: `<meta name="description" content="a > b">`."""

_SUBJECT = re.compile(r"""\b(?:name|property|rel)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
"""What such an element says something of: `property="og:image"`, `rel=canonical`."""

_SEVERAL = "alternate"
"""The relation of links of which a page may have several."""


def with_head(output: str, head: str) -> str:
    """Return a page with those elements of `head`, one a line, of which it has none; the parts of one go with it.

    A page that has its own `og:image` gets no `og:image:width` of another picture.
    """
    start, end, rest = output.partition("</head>")
    return start + missing_in(subjects_of(start), head) + end + rest if end else output


def subjects_of(head: str) -> frozenset[str]:
    """Return what the elements of a head say something of: `description`, `og:image`, `canonical` …"""
    return frozenset(_subjects(head))


def missing_in(subjects: Collection[str], head: str) -> str:
    """Return those lines of a head that say something of none of some subjects, nor of a part of one."""
    return "\n".join(line for line in head.splitlines() if not _is_said(line, subjects))


def with_noindex(output: str) -> str:
    """Return a page that asks search engines not to list it."""
    return output.replace("</head>", '<meta name="robots" content="noindex"></head>', 1)


def _subjects(head: str) -> list[str]:
    found = (_SUBJECT.search(element) for element in _HEAD_ELEMENT.findall(head))
    return [html.unescape(name[1]).lower() for name in found if name]


def _is_said(line: str, subjects: Collection[str]) -> bool:
    return any(
        name != _SEVERAL and (name in subjects or name.rpartition(":")[0] in subjects) for name in _subjects(line)
    )
