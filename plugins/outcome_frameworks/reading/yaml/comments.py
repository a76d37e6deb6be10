"""Comments in YAML that may be words of a text: no reader sees what stands after a #, whoever meant it as a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from outcome_frameworks.problems.wording import show

_BESIDE = re.compile(r"(?P<before>[ \t,\]}]*)(?<=[ \t])(?P<comment>#[^\n]*)")
_COMMENT = re.compile(r"#[^\n]*")
_CLINGING = re.compile(r"[^ \t\n]#")


def comment_beside(text: str, end: int) -> str | None:
    """Return the comment in the line of a text without quotes that ends at `end`, where it may be part of that text.

    Once a bracket has closed, it is clear where the text ends, unless the comment holds a bracket that closes nothing:
    of `{statement: 0} #}` somebody may have meant `0} #`.
    """
    if text[end : end + 1] not in " \t,]}":  # nearly always; it is asked of every text
        return None
    found = _BESIDE.match(text, end)
    if not found:
        return None
    comment = found["comment"].rstrip()
    closed = "]" in found["before"] or "}" in found["before"]
    return None if closed and not _closes_nothing(comment) else comment


def _closes_nothing(comment: str) -> bool:
    return comment.count("}") > comment.count("{") or comment.count("]") > comment.count("[")


def has_clinging_hash(text: str) -> bool:
    """Return whether a # stands anywhere without a blank before it, in a comment or a text as may be."""
    return bool(_CLINGING.search(text))


def clinging_comments(text: str, after: Any, end: int) -> Iterator[tuple[yaml.Mark, str]]:
    """Yield place and message for each comment with no blank before its #, from the mark `after` to the index `end`.

    By the rules of YAML they are none (1.2.2, 6.6: comments are separated from other tokens by white space), but its
    parser drops them without a word.
    """
    for found in _COMMENT.finditer(text, after.index, end):
        at = found.start()
        before = text[at - 1 : at]
        if before.strip():
            line = after.line + text.count("\n", after.index, at)
            mark = yaml.Mark("", at, line, at - text.rfind("\n", 0, at) - 1, None, 0)
            message = (
                f'"{show(found[0])}" follows "{before}" without a space, and would be lost as a comment; if it is part '
                "of a text, put all of that text in quotes, else write a space before the #"
            )
            yield mark, message
