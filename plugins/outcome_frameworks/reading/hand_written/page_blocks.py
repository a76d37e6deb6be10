"""Blocks in hand-written pages that show parts of a framework: cards (`outcome`) and maps (`outcome-map`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from outcome_frameworks.model import Portfolio, Target
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.hand_written.code import read_markdown
from outcome_frameworks.reading.hand_written.map_options import MapOptions, read_map_options
from outcome_frameworks.reading.hand_written.page_references import find_fault
from outcome_frameworks.reading.hand_written.remarks import WRONG_BLOCK, Remark

BlockKind = Literal["outcome", "outcome-map"]
"""The word behind the opening marks of a block: cards, or a map."""

_QUOTED = " \t\r>"
_WORD = re.compile(r"[^\s,]+")


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


class Cards(NamedTuple):
    """What a block of cards asks for: what to show, in order."""

    targets: tuple[Target, ...]


def find_blocks(markdown: str) -> list[Block]:
    """Return the blocks of a page in order; those inside longer fences, other code and HTML comments are none."""
    if "outcome" not in markdown:
        return []
    lines, found = markdown.split("\n"), []
    for fence in read_markdown(markdown).fences:
        kind = next((kind for kind in get_args(BlockKind) if fence.info.split()[:1] == [kind]), None)
        if kind:
            inside = lines[fence.first + 1 : fence.last + (not fence.is_closed)]
            text = "".join(f"{_without(fence.prefix, line)}\n" for line in inside)
            found.append(Block(kind, text, fence.first, fence.last, fence.prefix, fence.is_closed))
    return found


def replace_blocks(markdown: str, write: Callable[[Block], str]) -> str:
    """Return a page with each block replaced by what `write` gives for it, as a paragraph of its own.

    `write` is asked in the order of the page, and answers with lines; each gets the indent that the block has.
    """
    lines = markdown.split("\n")
    for block, text in reversed([(block, write(block)) for block in find_blocks(markdown)]):
        margin = block.prefix.rstrip()
        above = [margin] if block.first and lines[block.first - 1].strip(_QUOTED) else []
        below = [margin] if block.last + 1 < len(lines) and lines[block.last + 1].strip(_QUOTED) else []
        written = [f"{block.prefix}{line}" for line in text.split("\n")]
        lines[block.first : block.last + 1] = [*above, *written, *below]
    return "\n".join(lines)


def read_block(kind: BlockKind, text: str, portfolio: Portfolio) -> tuple[Cards | MapOptions | None, list[Remark]]:
    """Return what a block asks for, as far as it can be had, and what is wrong with it; None where nothing is left."""
    if kind == "outcome-map":
        return read_map_options(text, portfolio)
    return _read_cards(text, portfolio)


def check_blocks(markdown: str, file: str, portfolio: Portfolio) -> list[Problem]:
    """Report what is wrong with the blocks of a page; `file` is the page's name in problems."""
    problems = []
    for block in find_blocks(markdown):
        if not block.is_closed:
            said = f'the block "{block.kind}" has no end; write a line of three backticks below it'
            problems.append(Problem(file, block.start, WRONG_BLOCK, said))
        _, remarks = read_block(block.kind, block.text, portfolio)
        problems += (Problem(file, block.place(r.place), r.rule, r.message) for r in remarks)
    return problems


def _read_cards(text: str, portfolio: Portfolio) -> tuple[Cards | None, list[Remark]]:
    targets: dict[str, Target] = {}
    remarks = []
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _WORD.finditer(line.replace("\t", " ")):
            name = found[0].removeprefix("outcome:")
            target = portfolio.find(name)
            if target:
                targets[target.key] = target
            elif name != "-" and (fault := find_fault(name, portfolio)):
                rule, why = fault
                said = f'the block "outcome" names "{show(name)}", {why}'
                remarks.append(Remark(Place(number, found.start() + 1), rule, said))
    if not targets and not remarks:
        said = 'the block "outcome" is empty; write one reference a line, such as new-models/S1'
        remarks.append(Remark(Place(0, 1), WRONG_BLOCK, said))
    return (Cards(tuple(targets.values())) if targets else None), remarks


def _without(prefix: str, line: str) -> str:
    """Return a line of a block without the indent and the marks of a quotation that its first line has."""
    if line.startswith(prefix):
        return line[len(prefix) :].rstrip("\r")
    return line.lstrip(" \t>").rstrip("\r")
