"""Draws a map in lanes: one level below the other, with words on what each card leads to."""

from __future__ import annotations

from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap
from outcome_frameworks.outcome_map.html import basis_words, bundle_words, short_name
from outcome_frameworks.outcome_map.layout import DEEPEST_INDENT, lay_out
from outcome_frameworks.outcome_map.picture import Picture, arrow, rule


def add_lanes(picture: Picture, abreast: int) -> None:
    """Add all levels to a picture, with up to `abreast` cards beside each other."""
    drawing, form = picture.drawing, picture.form
    words = _links_in_words(drawing)
    for position, column in enumerate(drawing.columns):
        if position:
            _add_way_between(picture, position - 1)
        heading = picture.heading(column, form.inner)
        picture.add_heading(column, heading, form.margin, form.inner, heading.height)
        picture.y += heading.height + form.gap
        for bundle in (bundle for bundle in drawing.bundles if bundle.source == column.id):
            picture.add_words(bundle_words(bundle), "m")
            picture.y += form.gap
        _add_cards(picture, column, abreast, words)


def _links_in_words(drawing: OutcomeMap) -> dict[str, str]:
    """Say for each card what it leads to, as far as the map knows."""
    cards = {card.key: card for card in drawing.cards()}
    words: dict[str, list[str]] = {key: [] for key in cards}
    for wire in drawing.drawn_wires():
        basis = basis_words(wire, cards[wire.target])
        words[wire.source].append(short_name(cards[wire.target]) + (f" ({basis})" if basis else ""))
    return {key: ", ".join([*led, *cards[key].leads_elsewhere]) for key, led in words.items()}


def _add_cards(picture: Picture, column: Column, abreast: int, words: dict[str, str]) -> None:
    """Put the cards of a level in rows; cards of a row get the same height, and nested ones a row each."""
    form, ordered = picture.form, _in_order(column)
    across = 1 if any(depth for _, depth in ordered) else abreast
    width = (form.inner - (across - 1) * form.gap) / across
    for start in range(0, len(ordered), across):
        boxes = []
        for place, (card, depth) in enumerate(ordered[start : start + across]):
            indent = min(depth, DEEPEST_INDENT) * form.size
            left = form.margin + place * (width + form.gap) + indent
            boxes.append((card, picture.card(card, width - indent, words[card.key]), left, width - indent))
        height = max(box.height for _, box, _, _ in boxes)
        for card, box, left, own in boxes:
            picture.add_card(card, box, left, picture.y, own, height)
        picture.y += height + form.gap


def _in_order(column: Column) -> list[tuple[Card, int]]:
    """Give the cards of a level, nested ones after the one that holds them, each with how deep it is nested."""
    placed = lay_out(OutcomeMap("", "", "", (column,))).columns[0].cards
    return [(card.card, card.depth) for card in placed]


def _add_way_between(picture: Picture, position: int) -> None:
    """Draw what stands between two lanes: an arrow, and the ceiling where it runs there."""
    drawing, form = picture.drawing, picture.form
    if drawing.ceiling_after == position and drawing.ceiling_words:
        picture.y += form.gap
        picture.add_words(drawing.ceiling_words, "m", bold=True)
        picture.parts.append(rule(form.margin, picture.y + 2, form.margin + form.inner, picture.y + 2, "c"))
        picture.y += form.gap
    if drawing.wires or drawing.bundles:
        size = form.size * 0.45
        top = picture.y + size / 2
        tip, turn = (top, 270) if drawing.reversed else (top + size, 90)
        picture.parts.append(arrow(form.width / 2, tip, turn, size))
        picture.y = top + size + form.gap
