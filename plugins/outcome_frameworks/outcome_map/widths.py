"""Says how wide the columns of a map must be for their longest words, and from which width on its wires are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from outcome_frameworks.outcome_map.arranging.layout import DEEPEST_INDENT, INDENT
from outcome_frameworks.outcome_map.drawing import OutcomeMap, nested
from outcome_frameworks.outcome_map.link_words import has_arrows
from outcome_frameworks.outcome_map.typesetting import longest_word

MOST_WIDE_COLUMNS = 12
"""Levels up to which a page draws wires: twelve columns are some 150 em, three screens of a laptop to scroll through.
With more, few wires have both their ends on one screen, and the levels stand below each other at every width."""

LEAST_WIDTHS = {2: 30.0, 3: 38.0, 4: 44.0}
"""Width of a map, in em, below which columns of usual words would be too narrow, by number of columns."""

LEAST_COLUMN = 9.5
"""Width of a column, in em, where there are more: compact, so that much of the map is seen at once."""

WIDEST_COLUMN = 20.0
"""Width of a column, in em, that a map is not stretched beyond: where a word needs more, the map stays in lanes."""

WIDEST_UNSCROLLED = 58.5
"""Width in em up to which a map stays in lanes until it fits: that of Material's pages without a list of contents.
A map that needs more would hardly ever fit, and scrolls within itself instead."""

SCROLLED_FROM = 42.0
"""Width in em from which on it does, if it has links: that of Material's pages of 1,280 pixels, with both lists."""

ABREAST = 15.0
"""Width of a word, in em, from which on cards of lanes stand below each other only."""

LARGER = 1.0714
"""How much larger than in a map that has just become wide its text is where there is room."""


@dataclass(frozen=True)
class Widths:
    """How a map takes up room, in em. `wide_from` = None means that its wires are never drawn.

    `least` is how wide it is at least where wires are drawn; where that is more than its frame, it scrolls.
    `abreast` = its cards may stand beside each other in lanes.
    """

    wide_from: float | None
    least: float
    abreast: bool

    @property
    def scrolls(self) -> bool:
        """Return whether the map may be wider than its frame."""
        return self.wide_from is not None and self.least > self.wide_from


def widths_of(drawing: OutcomeMap, column_share: float) -> Widths:
    """Return the widths of a map whose columns have each a share of its width, from 0 to 1."""
    count = len(drawing.columns)
    cards, headings = _card_words(drawing), _heading_words(drawing)
    words = max(cards, headings)
    is_wide = not drawing.narrow_only and 2 <= count <= MOST_WIDE_COLUMNS and words * LARGER <= WIDEST_COLUMN
    least = wide_from = max(LEAST_WIDTHS.get(count, LEAST_COLUMN / column_share), words / column_share)
    if least > WIDEST_UNSCROLLED and has_arrows(drawing):
        least, wide_from = max(least, words * LARGER / column_share), SCROLLED_FROM
    return Widths(wide_from if is_wide else None, least, abreast=cards * LARGER <= ABREAST)


def _card_words(drawing: OutcomeMap) -> float:
    """Return the width of a column, in em, in which no word of a card breaks: as the style sheet sets it."""
    found = [0.0]
    for column in drawing.columns:
        for card, depth in nested(column.cards):
            word = max(longest_word(card.code, bold=True), longest_word(card.text, bold=card.current))
            found.append((0.875 * (word + 1.4) + 0.35) / (1 - INDENT / 100 * min(depth, DEEPEST_INDENT)))
    return max(found)


def _heading_words(drawing: OutcomeMap) -> float:
    """Return the width of a column, in em, in which no word of a heading breaks: as the style sheet sets it."""
    found = [0.0]
    for column in drawing.columns:
        notes = max(longest_word(column.subtitle), longest_word(column.influence))
        found.append(0.9375 * (max(longest_word(column.title, bold=True), 0.9 * notes) + 1.65))
    return max(found)
