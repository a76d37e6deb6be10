"""Draws a map in lanes: one level below the other, with words on what each card leads to."""

from __future__ import annotations

from outcome_frameworks.outcome_map.arranging.layout import DEEPEST_INDENT
from outcome_frameworks.outcome_map.drawing import Column, nested
from outcome_frameworks.outcome_map.link_words import leads_to_in_words, level_sentence
from outcome_frameworks.outcome_map.marks import Mark, marks_between
from outcome_frameworks.outcome_map.writing.picture import Picture
from outcome_frameworks.outcome_map.writing.shapes import rule, way


def add_lanes(picture: Picture, abreast: int) -> None:
    """Add all levels to a picture, with up to `abreast` cards beside each other."""
    drawing, form = picture.drawing, picture.form
    words, marks = leads_to_in_words(drawing), marks_between(drawing)
    for position, column in enumerate(drawing.columns):
        if position:
            _add_way_between(picture, position - 1, marks[position - 1])
        heading = picture.heading(column, form.inner)
        picture.add_heading(column, heading, form.margin, form.inner, heading.height)
        picture.y += heading.height + form.gap
        if column.leads_to:
            picture.add_words(level_sentence(column), "m")
            picture.y += form.gap
        _add_cards(picture, column, abreast, words)


def _add_cards(picture: Picture, column: Column, abreast: int, words: dict[str, str]) -> None:
    """Put the cards of a level in rows; cards of a row get the same height, and nested ones a row each."""
    form, ordered = picture.form, nested(column.cards)
    across = 1 if any(depth for _, depth in ordered) else abreast
    width = (form.inner - (across - 1) * form.gap) / across
    for start in range(0, len(ordered), across):
        boxes = []
        for place, (card, depth) in enumerate(ordered[start : start + across]):
            indent = min(depth, DEEPEST_INDENT) * form.size
            left = form.margin + place * (width + form.gap) + indent
            boxes.append((card, picture.card(card, width - indent, words.get(card.key, "")), left, width - indent))
        height = max(box.height for _, box, _, _ in boxes)
        for card, box, left, own in boxes:
            picture.add_card(card, box, left, picture.y, own, height)
        picture.y += height + form.gap


def _add_way_between(picture: Picture, position: int, mark: Mark) -> None:
    """Draw what stands between two lanes: where the links between them lead, and the ceiling where it runs there."""
    drawing, form = picture.drawing, picture.form
    if mark.on or mark.back:
        middle, tall = form.width / 2, form.size * 1.5
        picture.shapes.append(way(mark, (middle, picture.y), (middle, picture.y + tall), form.size * 0.45))
    else:
        tall = form.gap
        at = picture.y + tall / 2
        picture.shapes.append(way(mark, (form.margin, at), (form.margin + form.inner, at), 0))
    picture.y += tall + form.gap
    if drawing.ceiling_after == position and drawing.ceiling_words:
        picture.add_words(drawing.ceiling_words, "m", bold=True)
        picture.shapes.append(rule(form.margin, picture.y + 2, form.margin + form.inner, picture.y + 2, "c"))
        picture.y += form.gap * 1.6
