"""Tell what a page says of itself in its head, where the theme leaves it out."""

from __future__ import annotations

import re

from markupsafe import Markup, escape


def with_description(output: str, description: str) -> str:
    """Give a page with its description; a description that the theme has printed stays the only one."""
    if re.search(r'<meta\s+name="description"', output):
        return output
    return output.replace(
        "</head>", Markup('<meta name="description" content="{}"></head>').format(escape(description)), 1
    )


def without_finders(output: str) -> str:
    """Give a page that asks search engines not to list it."""
    return output.replace("</head>", '<meta name="robots" content="noindex"></head>', 1)
