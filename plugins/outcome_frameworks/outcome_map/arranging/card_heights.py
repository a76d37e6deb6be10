"""Estimates how tall a card of a page is, in lines of its text."""

from __future__ import annotations

import unicodedata

from outcome_frameworks.outcome_map.drawing import Card

LINES = {1: 60, 2: 40, 3: 28, 4: 21, 5: 18, 6: 17}
"""Characters in a line of a card, by number of columns. A wrong figure costs white space, never a crooked wire."""

PADDING_LINES = 1.9
"""Height of a card's padding and of the space around it, in lines of its text."""

_WIDE = ("W", "F")


def count_lines(card: Card, depth: int, columns: int) -> float:
    """Estimate the height of a card in lines of text, with its padding and the space around it."""
    line = max(12, LINES.get(columns, LINES[6]) - 2 * depth)
    lines = wrapped_lines(f"{card.code} {card.text}", line) + bool(card.badge) + bool(card.inside)
    if card.leads_elsewhere:
        lines += wrapped_lines("Leads to " + ", ".join(link.words for link in card.leads_elsewhere), line)
    return lines + PADDING_LINES


def wrapped_lines(text: str, line: int) -> int:
    """Count the lines that a text fills when it wraps between words, and within words longer than a line."""
    lines, used = 1, 0
    for word in text.split():
        width = _width(word)
        if used and used + 1 + width <= line:
            used += 1 + width
            continue
        if used:
            lines += 1
        extra, used = divmod(width, line) if width > line else (0, width)
        lines += extra
    return lines


def _width(word: str) -> int:
    """Measure a word in letters of usual width: East Asian characters take two, combining marks none."""
    if word.isascii():
        return len(word)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in word)
