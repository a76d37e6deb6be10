"""Where code stands in a Markdown page: fences, indented code, inline code, comments and the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^(?P<prefix>[ \t]*(?:> ?)*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
"""The first or last line of fenced code, also in a quotation: `> ~~~ python`."""

_INLINE_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
"""Code within a line, which ends at as many backticks as it began with, as in ``` ``a ` b`` ```."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""A comment of HTML, `<!-- … -->`; one without an end reaches to that of the page, as in browsers."""

_BLOCK = re.compile(r"^(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:|:)(?=\s|$)")
"""What may be followed by an indented block that is no code: list items (`- `, `1. `), admonitions (`!!! note`), tabs
(`=== "A"`), notes (`[^1]:`), definitions (`: `)."""

_CODE_INDENT = 4

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
"""The front matter of a page, with its YAML as the first group."""


class Fence(NamedTuple):
    """A fenced block: what follows the opening marks, its lines counted from 0, and what precedes each of them.

    `prefix` is the indent and the marks of a quotation. `last` is the closing line; where `is_closed` is false, the
    page's last one.
    """

    info: str
    prefix: str
    first: int
    last: int
    is_closed: bool = True


class CodeScan(NamedTuple):
    """A page with blanks in the place of code and comments, so that everything else keeps its place; its fences."""

    blanked: str
    fences: tuple[Fence, ...]


def scan_code(markdown: str) -> CodeScan:
    """Return where code stands in a page, as Python-Markdown with nested fences reads it; in comments are no fences."""
    scan = _Scan(_blank(FRONT_MATTER, markdown).split("\n"))
    text = _blank(_INLINE_CODE, "\n".join(scan.kept()))
    comments = [range(*found.span()) for found in _COMMENT.finditer(text)]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    fences = [f for f in scan.fences if not any(starts[f.first] in comment for comment in comments)]
    return CodeScan(_blank(_COMMENT, text), tuple(fences))


class _Scan:
    """One walk through the lines of a page."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.fences: list[Fence] = []
        self._open: Fence | None = None
        self._marks = ""
        self._after_blank = True
        self._holders: list[int] = []  # indents of the list items and the like around the line

    def kept(self) -> Iterator[str]:
        """Yield each line as it is, or blank where it is code."""
        for number, line in enumerate(self.lines):
            yield " " * len(line) if self._is_code(number, line) else line
        if self._open:
            self.fences.append(self._open._replace(last=len(self.lines) - 1, is_closed=False))

    def _is_code(self, number: int, line: str) -> bool:
        found = _FENCE.match(line)
        if self._open:
            if found and found["marks"].startswith(self._marks) and not found["info"].strip():
                self.fences.append(self._open._replace(last=number))
                self._open = None
            return True
        indent = _indent(line)
        if line.strip():
            self._leave_holders(indent, line)
            if self._after_blank and indent >= self._holding() + _CODE_INDENT:
                return True
        self._after_blank = not line.strip()
        if found and not (found["marks"][0] == "`" and "`" in found["info"]):
            self._open, self._marks = Fence(found["info"].strip(), found["prefix"], number, number), found["marks"]
            return True
        if _BLOCK.match(line.lstrip()):
            self._holders.append(indent)
        return False

    def _leave_holders(self, indent: int, line: str) -> None:
        """Forget the list items and the like that end before a line; one without a blank line before it goes on."""
        if self._after_blank or _BLOCK.match(line.lstrip()):
            while self._holders and self._holders[-1] >= indent:
                self._holders.pop()

    def _holding(self) -> int:
        """Return the indent at which a text stands that is no code."""
        return self._holders[-1] + _CODE_INDENT if self._holders else 0


def _indent(line: str) -> int:
    expanded = line.expandtabs(_CODE_INDENT)
    return len(expanded) - len(expanded.lstrip(" "))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
