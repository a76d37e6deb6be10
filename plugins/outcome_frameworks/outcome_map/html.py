"""Writes an outcome map as HTML: real cards and links, and one stretched SVG of wires behind them."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from outcome_frameworks.model.web_addresses import is_safe_url
from outcome_frameworks.outcome_map.anchors import anchors
from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, OutcomeMap, Style, Wire
from outcome_frameworks.outcome_map.layout import DEEPEST_INDENT, Layout, PlacedCard, PlacedColumn, PlacedWire, lay_out
from outcome_frameworks.outcome_map.link_words import basis_words, level_sentence, short_name
from outcome_frameworks.outcome_map.marks import marks_between
from outcome_frameworks.outcome_map.text import clean

MOST_WIDE_COLUMNS = 6
"""With more columns than this, cards would be too narrow for text of 13 pixels: the map stays in lanes."""

_LINE_CLASSES: dict[Style, str] = {"": "", "group": " of-group", "inferred": " of-inferred"}
_CORNERS = "M0 0h0M1000 1000h0"
"""Ends every path and draws nothing, but makes all paths as large as the drawing. Accessibility checkers look at what
lies below each line of a text, by the boxes around things, and give up where it is not the same for all lines."""

LEGEND = {
    "of-group": "for a group as a whole",
    "of-inferred": "inferred",
    "of-back": "leads back",
}
"""What the styles of line mean, beside the plain one."""


def render_html(drawing: OutcomeMap, heading_level: int = 3) -> str:
    """Give the map as a `<figure>`. `heading_level` is that of the columns' headings: one below the page's own.

    All texts are escaped; characters that HTML or XML cannot hold are left out; so are unsafe addresses.
    """
    return _Writer(drawing, heading_level).figure()


class _Writer:
    """Writes one map; holds what its parts have in common."""

    def __init__(self, drawing: OutcomeMap, heading_level: int) -> None:
        self.drawing = drawing
        self.heading = f"h{heading_level}"
        self.layout: Layout = lay_out(drawing)
        self.anchors = anchors(drawing)
        self.cards = {card.key: card for card in drawing.cards()}
        self.hues = {card.key: _hue(card, column) for column in drawing.columns for card in column.cards}
        self.leads_to: dict[str, list[PlacedWire]] = defaultdict(list)
        for placed in self.layout.wires:
            self.leads_to[placed.wire.source].append(placed)
        self.marks = list(zip(marks_between(drawing), marks_between(drawing, of_levels=True), strict=True))
        self.is_wide = not drawing.narrow_only and 2 <= len(drawing.columns) <= MOST_WIDE_COLUMNS

    def figure(self) -> str:
        classes = ["of-map", f"of-cols-{len(self.drawing.columns)}" if self.is_wide else "of-lanes"]
        classes += ["of-reversed"] * self.drawing.reversed + ["of-lit"] * bool(self.drawing.lit)
        size = f"--of-c:{self.layout.column_width:.4f};--of-g:{self.layout.gutter:g}"
        caption = f"<b>{_text(self.drawing.title)}</b> {_text(self.drawing.caption)}"
        return (
            f'<figure class="{" ".join(classes)}" id="{self.anchors.of_map}" data-search-exclude="">'
            f"<figcaption>{caption}</figcaption>"
            f'<div class="of-frame"><div class="of-grid" style="{size}">'
            f"{self.wires()}{''.join(map(self.column, range(len(self.drawing.columns))))}"
            f"</div>{self.legend()}</div></figure>"
        )

    def wires(self) -> str:
        if not self.is_wide or not self.layout.wires:
            return ""
        paths = "".join(map(self.wire, self.layout.wires))
        columns = len(self.layout.columns)
        used = columns * self.layout.column_width + (columns - 1) * self.layout.gutter
        style = f' style="--of-w:{100 / used:.5f}"' if used < 99.9 else ""
        return (
            f'<div class="of-wires"{style}><svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" '
            f'focusable="false">{paths}</svg></div>'
        )

    def wire(self, placed: PlacedWire) -> str:
        wire = placed.wire
        classes = line_class(placed).strip()
        if {wire.source, wire.target} <= self.drawing.lit:
            classes = f"{classes} of-on".strip()
        style = f' class="{classes}"' if classes else ""
        ends = f'data-from="{_text(wire.source)}" data-to="{_text(wire.target)}"'
        return f'<path{style} {ends} d="{placed.path}{_CORNERS}"/>'

    def column(self, number: int) -> str:
        column, placed = self.drawing.columns[number], self.layout.columns[number]
        title, level = _text(column.title), self.heading
        notes = "".join(f" <small>{_text(words)}</small>" for words in (column.subtitle, column.influence) if words)
        sentence = _text(level_sentence(column))
        leads_to = f'<p class="of-bundle">{sentence}</p>' if sentence else ""
        cards = "".join(self.card(card, placed, column.hue % HUES) for card in placed.cards)
        has_families = any(card.depth for card in placed.cards)
        return (
            f'<div class="of-column of-hue-{column.hue % HUES}" style="--of-i:{number + 1}">'
            f'<{level} class="of-heading">{title}{notes}</{level}>'
            f'{leads_to}<ol class="of-list{" of-families" * has_families}" role="list" aria-label="{title}"'
            f' style="--of-rows:{_rows(placed)}">{cards}</ol></div>'
            f"{self.way_on(number)}{self.ceiling() if number == self.drawing.ceiling_after else ''}"
        )

    def way_on(self, number: int) -> str:
        """Mark where the links between a column and the next lead: all of them in lanes, in columns those of levels."""
        if number == len(self.marks):
            return ""
        lanes, columns = self.marks[number]
        classes = "of-way" + lanes.classes("of-way") + columns.classes("of-bundle") * self.is_wide
        return f'<p class="{classes}" style="--of-i:{number + 1}"><span class="of-hidden">{lanes.words}</span></p>'

    def ceiling(self) -> str:
        if self.layout.ceiling is None:
            return ""
        style = f"--of-i:{(self.drawing.ceiling_after or 0) + 1};--of-x:{self.layout.ceiling:.3f}%"
        return f'<p class="of-ceiling" style="{style}"><span>{_text(self.drawing.ceiling_words)}</span></p>'

    def card(self, placed: PlacedCard, column: PlacedColumn, hue: int) -> str:
        card = placed.card
        classes, styles = ["of-card"], []
        if self.hues[card.key] != hue:
            classes.append(f"of-hue-{self.hues[card.key]}")
        classes += ["of-current"] * card.current + ["of-nested"] * bool(placed.depth)
        classes += ["of-on"] * (card.key in self.drawing.lit)
        if self.is_wide:
            classes += ["of-in"] * (card.key in self.layout.arrows_left)
            classes += ["of-in-end"] * (card.key in self.layout.arrows_right)
            styles += [f"--of-r:{placed.row}"] * (not column.even)
        if placed.depth:
            styles.append(f"--of-d:{min(placed.depth, DEEPEST_INDENT)}")
        style = f' style="{";".join(styles)}"' if styles else ""
        return (
            f'<li class="{" ".join(classes)}" id="{self.anchors.of_card(card.key)}" '
            f'data-of-id="{_text(card.key)}"{style}>{self.nested_in(placed)}{_face(card)}{self.links(card)}</li>'
        )

    def nested_in(self, placed: PlacedCard) -> str:
        """Say for screen readers what sighted readers see by the indent."""
        parent = self.cards.get(placed.card.parent or "")
        if not placed.depth or parent is None:
            return ""
        return f'<span class="of-hidden">Part of {_text(short_name(parent))}: </span>'

    def links(self, card: Card) -> str:
        """Say what a card leads to: as chips to touch in lanes, as a hidden sentence where wires are drawn."""
        wires = [placed.wire for placed in self.leads_to[card.key]]
        elsewhere = ", ".join(_text(said.words) for said in card.leads_elsewhere)
        if not wires:
            return f'<p class="of-elsewhere">Leads to {elsewhere}</p>' if elsewhere else ""
        chips = " ".join(map(self.chip, wires))
        also = f' <span class="of-elsewhere">{elsewhere}</span>' if elsewhere else ""
        html = f'<p class="of-to">Leads to {chips}{also}</p>'
        if self.is_wide:
            said = ", ".join(map(self.said, wires))
            html += f'<p class="of-said">Leads to {said}.</p>'
            html += f'<p class="of-elsewhere of-too">Leads to {elsewhere}</p>' if elsewhere else ""
        return html

    def chip(self, wire: Wire) -> str:
        hue = f" of-hue-{self.hues[wire.target]}"
        words = basis_words(wire, self.cards[wire.target])
        note = f" <small>{words}</small>" if words else ""
        name = _text(short_name(self.cards[wire.target]))
        return f'<a class="of-chip{hue}" href="#{self.anchors.of_card(wire.target)}">{name}{note}</a>'

    def said(self, wire: Wire) -> str:
        words = basis_words(wire, self.cards[wire.target])
        return _text(short_name(self.cards[wire.target])) + (f" ({words})" if words else "")

    def legend(self) -> str:
        """Explain the styles of line that occur, beside the plain one."""
        if not self.is_wide:
            return ""
        found = {name for placed in self.layout.wires for name in line_class(placed).split()}
        parts = "".join(
            f'<li><svg viewBox="0 0 40 8" aria-hidden="true" focusable="false"><path class="{name}" d="M1 4H39"/></svg>'
            f" {words}</li>"
            for name, words in LEGEND.items()
            if name in found
        )
        return f'<ul class="of-legend" role="list" aria-label="Lines of the map">{parts}</ul>' if parts else ""


def _face(card: Card) -> str:
    """Give the part of a card that is its link: code, text, badge, and how much is inside."""
    code = f"<b>{_text(card.code)}</b> " if card.code else ""
    badge = f' <i class="of-badge">{_text(card.badge)}</i>' if card.badge else ""
    inside = f' <small class="of-inside">+ {card.inside:,} inside</small>' if card.inside else ""
    body = f"{code}<span>{_text(card.text)}</span>{badge}{inside}"
    current = ' aria-current="true"' if card.current else ""
    if card.href and is_safe_url(card.href):
        return f'<a class="of-face" href="{_text(card.href)}"{current}>{body}</a>'
    return f'<div class="of-face"{current}>{body}</div>'


def _hue(card: Card, column: Column) -> int:
    return (column.hue if card.hue is None else card.hue) % HUES


def line_class(placed: PlacedWire) -> str:
    """Give the classes of a wire's path, each with a space before it; "" for a plain one."""
    return _LINE_CLASSES[placed.wire.style] + " of-back" * placed.back


def _rows(placed: PlacedColumn) -> str:
    return " ".join(f"{row:g}fr" for row in placed.rows)


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
