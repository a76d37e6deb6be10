"""A hand-written page, read once: its front matter, its references and its blocks, none of which stand in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from outcome_frameworks.problems import Place
from outcome_frameworks.reading.hand_written.code import CodeScan, Fence, scan_code
from outcome_frameworks.reading.hand_written.front_matter import FrontMatter, read_front_matter

BlockKind = Literal["outcome", "outcome-map"]
"""The word behind the opening marks of a block: cards, or a map."""

_MAY_OPEN_BLOCK = re.compile(r"(?:`{3}|~{3})\s*outcome")
"""What each page with a block has somewhere, such as ```` ```outcome-map ````; most pages have none to look for."""

_REFERENCE = re.compile(
    r"""\]\(\s*<?outcome:(?P<link>[^\s)>"']*)"""
    r"""|\bhref\s*=\s*(?:"\s*outcome:(?P<double>[^"]*)"|'\s*outcome:(?P<single>[^']*)'|outcome:(?P<bare>[^\s>"']*))""",
    re.IGNORECASE,
)
"""A link of Markdown, `[words](outcome:garden/S1)`, or one of HTML: `<a href="outcome:garden/S1">`, also with ' or
without quotes. The reference is the one group that takes part."""


class PageReference(NamedTuple):
    """A reference in a page: what stands after `outcome:`, where it starts, and how many characters precede it."""

    target: str
    place: Place
    start: int


class Block(NamedTuple):
    """A block of a page: its kind, and its text without the indent and the marks of a quotation before each line.

    `first` and `last` are its lines in the page, counted from 0; `prefix` is what precedes each of them.
    """

    kind: BlockKind
    text: str
    first: int
    last: int
    prefix: str
    is_closed: bool

    def place(self, inside: Place) -> Place:
        """Return the place in the page of a place in the text."""
        return Place(self.first + 1 + inside.line, len(self.prefix) + inside.column)

    @property
    def start(self) -> Place:
        """The place of the opening marks."""
        return self.place(Place(0, 1))


class MarkdownPage:
    """The text of a page, and what of it concerns frameworks: found when it is first asked for, and kept.

    `file` is the page's name in problems. Who changes the text makes a new page of it.
    """

    def __init__(self, text: str, file: str = "") -> None:
        self.text = text
        self.file = file

    @property
    def blanked(self) -> str:
        """The text with blanks in the place of code, comments and front matter: everything else keeps its place."""
        return self._code.blanked

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The fields before the text."""
        return read_front_matter(self.text, self.file)

    @cached_property
    def references(self) -> tuple[PageReference, ...]:
        """The references in order; those in code and in HTML comments are none."""
        return tuple(self._find_references()) if self.has_references else ()

    @property
    def has_references(self) -> bool:
        """Whether there may be a reference: without the word there is none, and no code need be looked for."""
        return "outcome:" in self.text.lower()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order; those inside longer fences, other code and HTML comments are none."""
        return tuple(self._find_blocks()) if _MAY_OPEN_BLOCK.search(self.text) else ()

    @cached_property
    def _code(self) -> CodeScan:
        return scan_code(self.text)

    def _find_references(self) -> Iterator[PageReference]:
        starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        line = 0
        for found in _REFERENCE.finditer(self.blanked):
            kind = found.lastgroup or "link"
            start = found.start(kind)
            while line + 1 < len(starts) and starts[line + 1] <= start:
                line += 1
            yield PageReference(found[kind].strip(), Place(line + 1, start - starts[line] + 1), start)

    def _find_blocks(self) -> Iterator[Block]:
        lines = self.text.split("\n")
        for fence in self._code.fences:
            kind = next((kind for kind in get_args(BlockKind) if fence.info.split()[:1] == [kind]), None)
            if kind:
                text = "".join(f"{_without(fence.prefix, line)}\n" for line in _inside(fence, lines))
                yield Block(kind, text, fence.first, fence.last, fence.prefix, fence.is_closed)


def _inside(fence: Fence, lines: list[str]) -> list[str]:
    """Return the lines between the marks of a fence; of one that is not closed, all that follow."""
    return lines[fence.first + 1 : fence.last + (not fence.is_closed)]


def _without(prefix: str, line: str) -> str:
    """Return a line of a block without the indent and the marks of a quotation that its first line has."""
    if line.startswith(prefix):
        return line[len(prefix) :].rstrip("\r")
    return line.lstrip(" \t>").rstrip("\r")
