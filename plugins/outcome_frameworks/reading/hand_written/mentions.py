"""What a hand-written page refers to in its text, by links, cards and maps, and what of that means nothing."""

from __future__ import annotations

from outcome_frameworks.model import Portfolio, Target
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.hand_written.map_options import MapOptions
from outcome_frameworks.reading.hand_written.page_blocks import check_blocks, find_blocks, read_block
from outcome_frameworks.reading.hand_written.page_references import check_links, find_references


def check_page(markdown: str, file: str, portfolio: Portfolio) -> list[Problem]:
    """Report the references of a page that mean nothing; `file` is the page's name in problems."""
    return [*check_links(markdown, file, portfolio), *check_blocks(markdown, file, portfolio)]


def find_mentions(markdown: str, portfolio: Portfolio) -> tuple[Target, ...]:
    """Return what a page mentions, each once: by links, then by cards and maps.

    A map mentions its focus, and where it has none its programme; not everything that it draws.
    """
    found = [portfolio.find(reference.target) for reference in find_references(markdown)]
    for block in find_blocks(markdown):
        asked, _ = read_block(block.kind, block.text, portfolio)
        if isinstance(asked, MapOptions):
            found.append(asked.focus or Target(asked.framework, None))
        elif asked:
            found += asked.targets
    return tuple({target.key: target for target in found if target}.values())
