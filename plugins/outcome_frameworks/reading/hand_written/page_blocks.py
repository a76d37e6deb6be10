"""Blocks in hand-written pages that show parts of a framework: cards (`outcome`) and maps (`outcome-map`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from outcome_frameworks.model import Portfolio, Target
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.hand_written.map_options import WRONG_BLOCK, MapOptions, Remark, read_map_options
from outcome_frameworks.reading.hand_written.markdown_page import Block, BlockKind, MarkdownPage
from outcome_frameworks.reading.hand_written.page_references import find_fault

_QUOTED = " \t\r>"
_WORD = re.compile(r"[^\s,]+")
"""One reference in a block of cards, which blanks or commas part: the two of `garden/S1, garden/S2`."""


class Cards(NamedTuple):
    """What a block of cards asks for: what to show, in order."""

    targets: tuple[Target, ...]


def replace_blocks(page: MarkdownPage, write: Callable[[Block], str]) -> str:
    """Return a page with each block replaced by what `write` gives for it, as a paragraph of its own.

    `write` is asked in the order of the page, and answers with lines; each gets the indent that the block has.
    """
    lines = page.text.split("\n")
    for block, text in reversed([(block, write(block)) for block in page.blocks]):
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


def check_blocks(page: MarkdownPage, portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of a page, as problems."""
    for block in page.blocks:
        if not block.is_closed:
            said = f'the block "{block.kind}" has no end; write a line of three backticks below it'
            yield Problem(page.file, block.start, WRONG_BLOCK, said)
        _, remarks = read_block(block.kind, block.text, portfolio)
        yield from (Problem(page.file, block.place(r.place), r.rule, r.message) for r in remarks)


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
