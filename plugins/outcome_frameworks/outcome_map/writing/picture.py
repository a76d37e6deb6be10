"""The picture of a map as it grows: text is set, boxes and lines find their places. Others write or paint it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from outcome_frameworks.outcome_map.displayable import displayable
from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, OutcomeMap
from outcome_frameworks.outcome_map.link_words import leads_to_in_words, level_sentence
from outcome_frameworks.outcome_map.typesetting import Line, Run, set_lines
from outcome_frameworks.outcome_map.writing.shapes import BAR, LEADING, CardBox, HeadingBox, Path, Shape, Written

# A command of a wire's path with its numbers, as `layout` writes them: `M400 120.5`, `H460`, `C430 120 430 80 460 80`.
_COORDINATE = re.compile(r"([MCH])([^MCH]*)")


@dataclass(frozen=True)
class Format:
    """How wide a picture is, and how large its text, in its own units."""

    width: float
    size: float

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.size * LEADING

    @property
    def gap(self) -> float:
        """The least space between cards."""
        return self.size * 0.62

    @property
    def margin(self) -> float:
        """The space around everything."""
        return self.size

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def padding(self) -> float:
        """The space between a card's edge and its text."""
        return self.size * 0.55


@dataclass(frozen=True)
class TextBox:
    """A card or a heading with its text set: its lines, and its height."""

    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True)
class Drawn:
    """A finished picture: its size, the size of its text, its name and a description of it, and what it is made of."""

    width: int
    height: int
    size: float
    title: str
    description: str
    shapes: tuple[Shape, ...]


class Picture:
    """A picture that grows downwards: `y` is where its next part begins."""

    def __init__(self, drawing: OutcomeMap, form: Format, language: str) -> None:
        self.drawing, self.form, self.language = drawing, form, language
        self.y = form.margin
        self.shapes: list[Shape] = []
        self.cards = {card.key: card for card in drawing.cards()}
        self.hues = {
            card.key: (column.hue if card.hue is None else card.hue) % HUES
            for column in drawing.columns
            for card in column.cards
        }

    def add_words(self, text: str, style: str, *, bold: bool = False, scale: float = 1.0) -> None:
        """Write a paragraph from margin to margin."""
        if not displayable(text):
            return
        size = self.form.size * scale
        lines = set_lines([Run(displayable(text), style, bold)], self.form.inner / size, self.language)
        self.write(lines, self.form.margin, self.y, self.form.inner, size)
        self.y += len(lines) * size * LEADING

    def card(self, card: Card, width: float, leads_to: str = "") -> TextBox:
        """Set the text of a card; `leads_to` are words on what it leads to."""
        code = [Run(displayable(card.code), "k", bold=True)] if card.code else []
        inside = f"+ {card.inside:,} inside" if card.inside else ""
        room = (width - 2 * self.form.padding - BAR) / self.form.size
        text = Run(displayable(card.text), "b" if card.current else "", card.current)
        lines = set_lines([*code, text], room, self.language)
        for words in (card.badge or "", inside, f"Leads to {leads_to}" if leads_to else ""):
            lines += set_lines([Run(displayable(words), "m")], room, self.language)
        return TextBox(tuple(lines), len(lines) * self.form.line + 2 * self.form.padding)

    def heading(self, column: Column, width: float) -> TextBox:
        """Set the heading of a level, with what stands below its title."""
        room = (width - 2 * self.form.padding) / self.form.size
        lines = set_lines([Run(displayable(column.title), "i", bold=True)], room, self.language)
        for words in filter(None, (column.subtitle, column.influence)):
            lines += set_lines([Run(displayable(words), "n")], room, self.language)
        return TextBox(tuple(lines), len(lines) * self.form.line + 2 * self.form.padding)

    def write(self, lines: list[Line], left: float, top: float, width: float, size: float = 0) -> None:
        """Write lines of text below each other, in the picture's own size where none is given."""
        if lines:
            self.shapes.append(Written(tuple(lines), left, top, size or self.form.size, width))

    def add_card(self, card: Card, box: TextBox, left: float, top: float, width: float, height: float) -> None:
        """Draw a card."""
        pad, stroke = self.form.padding, 2 if card.current else 1
        text = Written(box.lines, left + pad + BAR, top + pad, self.form.size, width - 2 * pad - BAR)
        self.shapes.append(CardBox(self.hues[card.key], left, top, width, height, stroke, text))

    def add_heading(self, column: Column, box: TextBox, left: float, width: float, height: float) -> None:
        """Draw the heading of a level at the present height."""
        pad = self.form.padding
        text = Written(box.lines, left + pad, self.y + pad, self.form.size, width - 2 * pad)
        self.shapes.append(HeadingBox(column.hue % HUES, left, self.y, width, height, text))

    def finished(self) -> Drawn:
        """Return the whole picture, with a name and a description for those who do not see it."""
        return Drawn(
            round(self.form.width),
            ceil(self.y),
            self.form.size,
            displayable(self.drawing.title),
            self._described(),
            tuple(self.shapes),
        )

    def _described(self) -> str:
        """Return in words what the picture shows: what stands in each level, and what leads to what."""
        leads_to, said = leads_to_in_words(self.drawing), [self.drawing.caption]
        for column in self.drawing.columns:
            said.append(f"{column.title}:")
            said += [f"{level_sentence(column)}."] * bool(column.leads_to)
            for card in column.cards:
                led = f" (leads to {leads_to[card.key]})" if card.key in leads_to else ""
                said.append(f"{card.code} {card.text.rstrip('.')}{led}.")
        return displayable(" ".join(said))


def moved_path(path: str, across: float, down: float, left: float, top: float) -> Path:
    """Return a wire's path, which stands in thousandths of the map's box, in the units of the picture."""
    moved = []
    for command, numbers in _COORDINATE.findall(path):
        values = [float(value) for value in numbers.split()]
        xs = [True] * len(values) if command == "H" else [position % 2 == 0 for position in range(len(values))]
        placed = (left + value * across if is_x else top + value * down for value, is_x in zip(values, xs, strict=True))
        moved.append((command, tuple(placed)))
    return tuple(moved)
