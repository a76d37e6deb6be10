"""Draws a map in columns: levels beside each other, with wires between their cards."""

from __future__ import annotations

from outcome_frameworks.outcome_map.arranging.layout import (
    DEEPEST_INDENT,
    INDENT,
    SIDE,
    Layout,
    PlacedColumn,
    column_share,
    lay_out,
)
from outcome_frameworks.outcome_map.displayable import displayable
from outcome_frameworks.outcome_map.drawing import Card, Column
from outcome_frameworks.outcome_map.link_words import level_sentence
from outcome_frameworks.outcome_map.marks import marks_between
from outcome_frameworks.outcome_map.typesetting import Run, set_lines, width_of
from outcome_frameworks.outcome_map.writing.html import LEGEND, line_class
from outcome_frameworks.outcome_map.writing.picture import Picture, TextBox, moved_path
from outcome_frameworks.outcome_map.writing.shapes import Note, Stroke, Wires, arrow, rule, straight, way

PICTURE_GUTTERS = {1: 8.0, 2: 12.0, 3: 7.5, 4: 5.2, 5: 3.2}
"""Space between columns, in % of the map's width, by number of columns. A picture needs its room for words."""

ARROW = 4.2
"""Half the height of the head of an arrow."""


def add_columns(picture: Picture) -> None:
    """Add all levels to a picture, and the links between their cards."""
    drawing, form = picture.drawing, picture.form
    width = column_share(drawing, PICTURE_GUTTERS) * form.inner
    boxes: dict[str, TextBox] = {}

    def measure(card: Card, depth: int, _columns: int) -> float:
        own = width * (1 - INDENT / 100 * min(depth, DEEPEST_INDENT))
        boxes[card.key] = picture.card(card, own, ", ".join(link.words for link in card.leads_elsewhere))
        return (boxes[card.key].height + form.gap) / form.line

    layout, top = lay_out(drawing, measure, PICTURE_GUTTERS), picture.y
    _add_headings(picture, layout, width)
    height = max((_needed(column, boxes, form.gap) for column in layout.columns), default=0.0)
    _add_wires(picture, layout, height)
    for column in layout.columns:
        for card in column.cards:
            left, right = (form.margin + edge / SIDE * form.inner for edge in (card.left, card.right))
            middle, box = picture.y + card.middle / SIDE * height, boxes[card.card.key]
            picture.add_card(card.card, box, left, middle - box.height / 2, right - left, box.height)
            if card.card.key in layout.arrows_left:
                picture.shapes.append(arrow(left - 1, middle, 0, ARROW))
            if card.card.key in layout.arrows_right:
                picture.shapes.append(arrow(right + 1, middle, 180, ARROW))
    picture.y += height * max((column.bottom for column in layout.columns), default=0.0) / SIDE
    if layout.ceiling is not None:
        _add_ceiling(picture, layout, top)
    _add_legend(picture, layout)


def _needed(column: PlacedColumn, boxes: dict[str, TextBox], gap: float) -> float:
    """Return the least height of the viewBox at which every card of a column has a row as tall as it is."""
    scale = sum(column.rows) * SIDE / (column.bottom or SIDE)
    return max(
        ((boxes[card.card.key].height + gap) * scale / column.rows[card.row - 1] for card in column.cards),
        default=0.0,
    )


def _add_wires(picture: Picture, layout: Layout, height: float) -> None:
    form = picture.form
    strokes = (
        Stroke(
            line_class(wire).strip(),
            moved_path(wire.path, form.inner / SIDE, height / SIDE, form.margin, picture.y),
        )
        for wire in layout.wires
    )
    picture.shapes.append(Wires(tuple(strokes)))


def _add_headings(picture: Picture, layout: Layout, width: float) -> None:
    """Draw the headings of all columns, what is said of whole levels below them, and the ceiling."""
    drawing, form = picture.drawing, picture.form
    if layout.ceiling is not None:
        picture.y += form.line + form.gap / 2
    headings = [picture.heading(column, width) for column in drawing.columns]
    height = max(heading.height for heading in headings)
    step = width + layout.gutter / 100 * form.inner
    below = [0.0]
    for position, (column, heading) in enumerate(zip(drawing.columns, headings, strict=True)):
        left = form.margin + position * step
        picture.add_heading(column, heading, left, width, height)
        below.append(_add_level_links(picture, column, left, width, height))
    middle = picture.y + height / 2
    for position, mark in enumerate(marks_between(drawing, of_levels=True)):
        right = form.margin + position * step + width
        if mark.on or mark.back:
            picture.shapes.append(way(mark, (right + 1, middle), (right + step - width - 1, middle), ARROW))
    picture.y += height + max(below) + form.gap * 0.6


def _add_level_links(picture: Picture, column: Column, left: float, width: float, height: float) -> float:
    """Write below a heading what the whole level leads to; return the height of the words."""
    form = picture.form
    lines = set_lines([Run(displayable(level_sentence(column)), "m")], width / form.size, picture.language)
    picture.write(lines, left, picture.y + height + 3, width)
    return len(lines) * form.line


def _add_ceiling(picture: Picture, layout: Layout, top: float) -> None:
    """Draw the ceiling: words at the top, and a line from there to the end of the map."""
    form, words = picture.form, displayable(picture.drawing.ceiling_words)
    x = form.margin + (layout.ceiling or 0.0) / 100 * form.inner
    half = width_of(words, bold=True) * form.size / 2
    middle = min(max(x, form.margin + half), form.width - form.margin - half)
    picture.shapes.append(Note(words, middle, top + form.size, is_middle=True, bold=True))
    picture.shapes.append(rule(x, top + form.line, x, picture.y, "c"))


def _add_legend(picture: Picture, layout: Layout) -> None:
    """Explain the styles of line that occur, beside the plain one."""
    form = picture.form
    found = {name for wire in layout.wires for name in line_class(wire).split()}
    x = form.margin
    for name, words in LEGEND.items():
        if name not in found:
            continue
        wide = width_of(words) * form.size + 50
        if x == form.margin or x + wide > form.margin + form.inner:
            x, picture.y = form.margin, picture.y + form.line * 1.1
        y = picture.y - form.size * 0.35
        picture.shapes.append(Wires((Stroke(name, straight((x, y), (x + 30, y))),)))
        picture.shapes.append(Note(words, x + 36, picture.y))
        x += wide + form.size
    picture.y += form.gap if x > form.margin else 0.0
