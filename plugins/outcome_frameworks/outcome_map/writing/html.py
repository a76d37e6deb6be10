"""Writes an outcome map as HTML: real cards and links, and one stretched SVG of wires behind them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import floor

from outcome_frameworks.model.web_addresses import is_safe_url
from outcome_frameworks.outcome_map.arranging.layout import (
    DEEPEST_INDENT,
    PlacedCard,
    PlacedColumn,
    PlacedWire,
)
from outcome_frameworks.outcome_map.displayable import KEPT_TEXTS, displayable
from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, OutcomeMap, Style, Wire, nested
from outcome_frameworks.outcome_map.link_words import basis_words, level_sentence, short_name
from outcome_frameworks.outcome_map.writing.page_arrangement import arrange_for_pages

# What stands for itself neither in an id nor in an address: the blank and the brackets of `S 1 (b)`.
_UNSAFE = re.compile(r"[^\w.-]+")

WIDE_FROM = 30.0
"""Width in em, of a font that grows with the map, from which on the style sheet draws wires."""

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
    """Return the map as a `<figure>`. `heading_level` is that of the columns' headings: one below the page's own.

    All texts are escaped; characters that HTML or XML cannot hold are left out; so are unsafe addresses.
    """
    return _Writer(drawing, heading_level).figure()


class _Writer:
    """Writes one map; holds what its parts have in common."""

    def __init__(self, drawing: OutcomeMap, heading_level: int) -> None:
        self.drawing = drawing
        self.heading_tag = f"h{heading_level}"
        self.layout, self.marks, self.widths = arrange_for_pages(drawing)
        self.anchors = _anchors(drawing)
        self.cards = {card.key: card for card in drawing.cards()}
        self.hues = {card.key: _hue(card, column) for column in drawing.columns for card in column.cards}
        self.leads_to: dict[str, list[PlacedWire]] = defaultdict(list)
        for placed in self.layout.wires:
            self.leads_to[placed.wire.source].append(placed)
        self.is_wide = self.widths.wide_from is not None

    def figure(self) -> str:
        classes = ["of-map", f"of-cols-{len(self.drawing.columns)}" if self.is_wide else "of-lanes"]
        classes += ["of-reversed"] * self.drawing.reversed + ["of-lit"] * bool(self.drawing.lit)
        caption = f'<b dir="auto">{_text(self.drawing.title)}</b> {_text(self.drawing.caption)}'
        return (
            f'<figure class="{" ".join(classes)}" id="{self.anchors.of_map}" data-search-exclude="">'
            f"<figcaption>{caption}</figcaption>"
            f'<div class="of-frame" style="{self.sizes()}">{self.grid()}{self.legend()}</div></figure>'
        )

    def sizes(self) -> str:
        """Write what the style sheet must know: the columns, and in em from which width on they stand abreast."""
        layout = self.layout
        sizes = f"--of-n:{len(layout.columns)};--of-c:{layout.column_width:.4f};--of-g:{layout.gutter:.4g}"
        if self.widths.wide_from is not None:
            sizes += f";--of-scale:{floor(self.widths.wide_from / WIDE_FROM * 1e4) / 1e4:g}"
        return sizes + f";--of-m:{self.widths.least:.1f}" * self.widths.scrolls

    def grid(self) -> str:
        """Write the columns; where they may be wider than the frame, in a region that scrolls, also by the keyboard."""
        columns = "".join(map(self.column, range(len(self.drawing.columns))))
        grid = f'<div class="of-grid">{self.wires()}{columns}</div>'
        if not self.widths.scrolls:
            return grid
        name = _text(f"{self.drawing.title}: map, scrolls sideways")
        return f'<div class="of-scrolls" role="region" tabindex="0" aria-label="{name}">{grid}</div>'

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
        sentence = _text(level_sentence(column))
        leads_to = f'<p class="of-bundle">{sentence}</p>' if sentence else ""
        return (
            f'<div class="of-column of-hue-{column.hue % HUES}" style="--of-i:{number + 1}">'
            f"{self.heading(column)}{leads_to}{self.cards_of(column, placed)}</div>"
            f"{self.way_on(number)}{self.ceiling() if number == self.drawing.ceiling_after else ''}"
        )

    def heading(self, column: Column) -> str:
        level, title = self.heading_tag, f'<span dir="auto">{_text(column.title)}</span>'
        notes = [_text(words) for words in (column.subtitle, column.influence) if words]
        small = "".join(f' <small dir="auto">{words}</small>' for words in notes)
        return f'<{level} class="of-heading">{title}{small}</{level}>'

    def cards_of(self, column: Column, placed: PlacedColumn) -> str:
        """Write the cards in the author's order; the rows that they stand in beside wires are a matter of the grid."""
        by_key = {card.card.key: card for card in placed.cards}
        cards = [by_key[card.key] for card, _ in nested(column.cards)]
        has_rows = [card.row for card in cards] != [*range(1, len(placed.rows) + 1)]
        html = "".join(self.card(card, column.hue % HUES, has_row=has_rows) for card in cards)
        classes = "of-list" + " of-families" * (not self.widths.abreast or any(card.depth for card in cards))
        classes += " of-packed" * placed.packed
        rows = f' style="--of-rows:{_rows(placed)}"' * (self.is_wide and not placed.packed)
        return f'<ol class="{classes}" role="list" aria-label="{_text(column.title)}"{rows}>{html}</ol>'

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

    def card(self, placed: PlacedCard, hue: int, *, has_row: bool) -> str:
        card = self.cards[placed.card.key]  # with its address
        classes, styles = ["of-card"], []
        if self.hues[card.key] != hue:
            classes.append(f"of-hue-{self.hues[card.key]}")
        classes += ["of-current"] * card.current + ["of-nested"] * bool(placed.depth)
        classes += ["of-on"] * (card.key in self.drawing.lit)
        if self.is_wide:
            classes += ["of-in"] * (card.key in self.layout.arrows_left)
            classes += ["of-in-end"] * (card.key in self.layout.arrows_right)
            styles += [f"--of-r:{placed.row}"] * has_row
        if placed.depth:
            styles.append(f"--of-d:{min(placed.depth, DEEPEST_INDENT)}")
        style = f' style="{";".join(styles)}"' if styles else ""
        return (
            f'<li class="{" ".join(classes)}" id="{self.anchors.of_card(card.key)}" '
            f'data-of-id="{_text(card.key)}"{style}>{self.nested_in(placed)}{_face(card)}{self.links(card)}</li>'
        )

    def nested_in(self, placed: PlacedCard) -> str:
        """Return for screen readers what sighted readers see by the indent."""
        parent = self.cards.get(placed.card.parent or "")
        if not placed.depth or parent is None:
            return ""
        return f'<span class="of-hidden">Part of {_text(short_name(parent))}: </span>'

    def links(self, card: Card) -> str:
        """Return what a card leads to: as chips to touch in lanes, as a hidden sentence where wires are drawn."""
        wires = [placed.wire for placed in self.leads_to[card.key]]
        elsewhere = ", ".join(_text(link.words) for link in card.leads_elsewhere)
        if not wires:
            return f'<p class="of-elsewhere">Leads to {elsewhere}</p>' if elsewhere else ""
        chips = " ".join(map(self.chip, wires))
        also = f' <span class="of-elsewhere">{elsewhere}</span>' if elsewhere else ""
        html = f'<p class="of-to">Leads to {chips}{also}</p>'
        if self.is_wide:
            targets = ", ".join(map(self.target_words, wires))
            html += f'<p class="of-said">Leads to {targets}.</p>'
            html += f'<p class="of-elsewhere of-too">Leads to {elsewhere}</p>' if elsewhere else ""
        return html

    def chip(self, wire: Wire) -> str:
        hue = f" of-hue-{self.hues[wire.target]}"
        words = basis_words(wire, self.cards[wire.target])
        note = f" <small>{words}</small>" if words else ""
        name = _text(short_name(self.cards[wire.target]))
        return f'<a class="of-chip{hue}" href="#{self.anchors.of_card(wire.target)}">{name}{note}</a>'

    def target_words(self, wire: Wire) -> str:
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
    """Return the part of a card that is its link: code, text, badge, and how much is inside.

    It runs from right to left where its text does: what has a `dir` of its own, as the code has, has no say.
    """
    code = f'<b dir="auto">{_text(card.code)}</b> ' if card.code else ""
    badge = f' <i class="of-badge" dir="auto">{_text(card.badge)}</i>' if card.badge else ""
    inside = f' <small class="of-inside" dir="auto">+ {card.inside:,} inside</small>' if card.inside else ""
    body = f"{code}<span>{_text(card.text)}</span>{badge}{inside}"
    current = ' aria-current="true"' if card.current else ""
    if card.href and is_safe_url(card.href):
        return f'<a class="of-face" dir="auto" href="{_text(card.href)}"{current}>{body}</a>'
    return f'<div class="of-face" dir="auto"{current}>{body}</div>'


def _hue(card: Card, column: Column) -> int:
    return (column.hue if card.hue is None else card.hue) % HUES


def line_class(placed: PlacedWire) -> str:
    """Return the classes of a wire's path, each with a space before it; "" for a plain one."""
    return _LINE_CLASSES[placed.wire.style] + " of-back" * placed.back


def _rows(placed: PlacedColumn) -> str:
    return " ".join(f"{row:g}fr" for row in placed.rows)


@lru_cache(KEPT_TEXTS)
def _text(text: str) -> str:
    return escape(displayable(text), quote=True)


@dataclass(frozen=True)
class _Anchors:
    """The ids of one map: its own, and one for each card."""

    of_map: str
    by_key: dict[str, str]

    def of_card(self, key: str) -> str:
        """Return the id of a card by its key."""
        return self.by_key[key]


def _anchors(drawing: OutcomeMap) -> _Anchors:
    """Return the ids of a map: `{map}-{code}` where all cards are of one programme, else `{map}-{programme}-{code}`."""
    prefix = _slug(drawing.id) or "map"
    keys = list(drawing.column_of())
    programmes = {key.rpartition("/")[0] for key in keys}
    given: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = _slug(key.rpartition("/")[2] if len(programmes) == 1 else key) or "card"
        free, count = name, 2
        while free.casefold() in taken:
            free, count = f"{name}-{count}", count + 1
        taken.add(free.casefold())
        given[key] = f"{prefix}-{free}"
    return _Anchors(prefix, given)


def _slug(text: str) -> str:
    """Return a text with only letters, digits, `_`, `.` and `-`, which stands in an id and in an address as it is."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip("-")
