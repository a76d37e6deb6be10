"""The title of a hand-written page: the first heading that its readers see, in words alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown import markdown
from markupsafe import Markup

from outcome_frameworks.reading.hand_written.code import read_markdown
from outcome_frameworks.reading.hand_written.page_references import replace_references

_HEADING = re.compile(r"^(#[ \t].*)$|(?:\A|^[ \t\r]*\n)((?=.*\S).+\n=+[ \t\r]*)$", re.MULTILINE)
"""Marked by # or by a line of = below it, which makes one only of the first line of a paragraph."""


def find_title(text: str, resolve: Callable[[str], tuple[str, str] | None]) -> str:
    """Return the words of a page's first heading of the first rank; nothing where there is none.

    Args:
        text: The whole page; what stands in code and comments is no heading.
        resolve: Gives an address and a label for a reference, or None: an empty link takes the label.
    """
    for found in _HEADING.finditer(read_markdown(text).blanked):
        written = replace_references(text[slice(*found.span(found.lastindex or 0))], resolve)
        if title := " ".join(Markup(markdown(written, extensions=["attr_list"])).striptags().split()):
            return title
    return ""
