"""Estimates how tall a card of a page is, in lines of its text."""

from __future__ import annotations

from functools import lru_cache

from outcome_frameworks.outcome_map.drawing import Card
from outcome_frameworks.outcome_map.typesetting import Run, set_lines

LINE_WIDTHS = {1: 35.0, 2: 23.3, 3: 16.3, 4: 12.2, 5: 10.5, 6: 9.9}
"""Width of a line of a card, in font sizes, by number of columns: less than the reader's browser has for it, since its
font is hardly ever the widest. A wrong figure costs white space, never a crooked wire."""

NESTED_NARROWER = 1.2
"""How much narrower a line is for each level of nesting."""

LEAST_LINE = 7.0
"""The width of a line that nesting leaves."""

PADDING_LINES = 1.9
"""Height of a card's padding and of the space around it, in lines of its text."""


def count_lines(card: Card, depth: int, columns: int) -> float:
    """Estimate the height of a card in lines of text, with its padding and the space around it."""
    line = max(LEAST_LINE, LINE_WIDTHS.get(columns, LINE_WIDTHS[6]) - NESTED_NARROWER * depth)
    lines = _wrapped(card.code, card.text, line) + bool(card.badge) + bool(card.inside)
    if card.leads_elsewhere:
        lines += _wrapped("", "Leads to " + ", ".join(link.words for link in card.leads_elsewhere), line)
    return lines + PADDING_LINES


@lru_cache(maxsize=4096)  # a card stands in the map of each of its neighbours
def _wrapped(code: str, text: str, line: float) -> int:
    """Count the lines that a code and a text fill together."""
    return max(1, len(set_lines([Run(code), Run(text)], line)))
