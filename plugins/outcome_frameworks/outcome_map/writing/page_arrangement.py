"""Arranges a map for pages, once for all that show it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from outcome_frameworks.outcome_map.arranging.layout import Layout, lay_out
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.marks import Mark, marks_between
from outcome_frameworks.outcome_map.widths import Widths, widths_of


class PageArrangement(NamedTuple):
    """What a map has in common on all pages that show it; the cards in it have no addresses.

    `marks` are those of each gap between columns: in lanes, and beside wires.
    """

    layout: Layout
    marks: tuple[tuple[Mark, Mark], ...]
    widths: Widths


def arrange_for_pages(drawing: OutcomeMap) -> PageArrangement:
    """Return how a map is arranged. That of a programme stands on its page, in a frame and beside each hypothesis."""
    columns = tuple(
        replace(column, cards=tuple(replace(card, href="") for card in column.cards)) for column in drawing.columns
    )
    return _arranged(replace(drawing, id="", columns=columns, lit=frozenset()))


@lru_cache(8)
def _arranged(drawing: OutcomeMap) -> PageArrangement:
    layout = lay_out(drawing)
    marks = zip(marks_between(drawing), marks_between(drawing, of_levels=True), strict=True)
    return PageArrangement(layout, tuple(marks), widths_of(drawing, layout.column_width / 100))
