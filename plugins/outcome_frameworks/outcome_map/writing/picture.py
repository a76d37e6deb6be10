"""The parts that pictures of a map are drawn from: text, boxes, arrows, lines, and the document around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from outcome_frameworks.outcome_map.drawing import HUES, Card, Column, OutcomeMap
from outcome_frameworks.outcome_map.link_words import leads_to_in_words, level_sentence
from outcome_frameworks.outcome_map.marks import Mark
from outcome_frameworks.outcome_map.typesetting import FONTS, Line, Run, displayable, runs_right_to_left, set_lines
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE, heading_colours

LEADING = 1.32
"""Height of a line of text, as a multiple of the font size."""

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
class Svg:
    """A finished file, with the size at which it is meant to be shown; `rest` is what follows on its size in the text.

    What is drawn does not depend on that size: a larger picture of the same needs no new drawing.
    """

    width: int
    height: int
    rest: str

    @property
    def text(self) -> str:
        """The file."""
        return self.enlarged(1)

    def enlarged(self, scale: int) -> str:
        """Return the file as a picture that is `scale` times as wide and as high."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width * scale}" height="{self.height * scale}" {self.rest}'
        )


class Picture:
    """A picture that grows downwards: `y` is where its next part begins."""

    def __init__(self, drawing: OutcomeMap, form: Format, language: str) -> None:
        self.drawing, self.form, self.language = drawing, form, language
        self.y = form.margin
        self.parts: list[str] = []
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
        self.parts.append(write_lines(lines, self.form.margin, self.y, size, self.form.inner))
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

    def add_card(self, card: Card, box: TextBox, left: float, top: float, width: float, height: float) -> None:
        """Draw a card: its box with a bar of its level's colour, and its text."""
        pad, line = self.form.padding, 2 if card.current else 1
        text = write_lines(box.lines, left + pad + BAR, top + pad, self.form.size, width - 2 * pad - BAR)
        frame = f'<rect class="t" x="{n(left)}" y="{n(top)}" width="{n(width)}" height="{n(height)}" rx="5"'
        bar = f"M{n(left + 4)} {n(top)}h-1a4 5 0 0 0-3 5v{n(height - 10)}a4 5 0 0 0 3 5h1z"
        strong = f' stroke-width="{line}"' if line > 1 else ""
        self.parts.append(f'<g class="h{self.hues[card.key]}">{frame}{strong}/><path class="f" d="{bar}"/>{text}</g>')

    def add_heading(self, column: Column, box: TextBox, left: float, width: float, height: float) -> None:
        """Draw the heading of a level at the present height."""
        pad = self.form.padding
        text = write_lines(box.lines, left + pad, self.y + pad, self.form.size, width - 2 * pad)
        frame = f'<rect class="g" x="{n(left)}" y="{n(self.y)}" width="{n(width)}" height="{n(height)}" rx="5"/>'
        self.parts.append(f'<g class="h{column.hue % HUES}">{frame}{text}</g>')

    def document(self) -> Svg:
        """Return the whole file, with a name and a description for those who do not see it."""
        width, height = round(self.form.width), ceil(self.y)
        rest = (
            f'role="img" font-family="{FONTS}" font-size="{self.form.size:g}">'
            f"<title>{escape(displayable(self.drawing.title))}</title><desc>{escape(self._described())}</desc>"
            f'<style>{PICTURE_STYLE}</style><rect class="bg" width="{width}" height="{height}" rx="8"/>'
            f"{''.join(self.parts)}</svg>\n"
        )
        return Svg(width, height, rest)

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


BAR = 4.0
"""Width of the bar at the left of a card."""


def write_lines(lines: Sequence[Line], left: float, top: float, size: float, width: float) -> str:
    """Write lines of text below each other; those of a text that runs from right to left begin at the right."""
    is_rtl = runs_right_to_left(" ".join(run.text for line in lines for run in line if run.style != "k"))
    x = f'{n(left + width)}" direction="rtl' if is_rtl else n(left)
    font = f' font-size="{size:g}"' if lines and lines[0][0].style == "b" else ""
    first = top + size * (LEADING - 1) / 2 + size * 0.8
    return "".join(
        f'<text x="{x}" y="{n(first + row * size * LEADING)}"{font}>{"".join(map(_run, line))}</text>'
        for row, line in enumerate(lines)
    )


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    return f'<tspan class="{run.style}">{text}</tspan>' if run.style else text


def arrow(x: float, y: float, turn: int, size: float) -> str:
    """Draw the head of an arrow whose tip is at a point; `turn` is the angle at which it points, 0 for right."""
    points = {0: (-1, -1, 0, 2), 90: (-1, -1, 2, 0), 180: (1, -1, 0, 2), 270: (-1, 1, 2, 0)}[turn]
    ends = [(x + points[0] * size, y + points[1] * size), (points[2] * size, points[3] * size)]
    (first_x, first_y), (wide, tall) = ends
    return f'<path class="a" d="M{n(first_x)} {n(first_y)}L{n(x)} {n(y)}L{n(first_x + wide)} {n(first_y + tall)}"/>'


def rule(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    """Draw a straight line."""
    return f'<path class="{style}" d="M{n(x)} {n(y)}L{n(to_x)} {n(to_y)}"/>'


def way(mark: Mark, start: tuple[float, float], end: tuple[float, float], size: float) -> str:
    """Draw a mark from one level to the next, down or across: a line with the heads of its arrows, or a hairline."""
    (x, y), (to_x, to_y) = start, end
    if not (mark.on or mark.back):
        return f'<g class="of-way">{rule(x, y, to_x, to_y, "l")}</g>'
    onward, back = (0, 180) if y == to_y else (90, 270)
    heads = arrow(to_x, to_y, onward, size) * mark.on + arrow(x, y, back, size) * mark.back
    line = rule(x, y, to_x, to_y, "a of-inferred" if mark.inferred else "a")
    return f'<g class="of-way{mark.classes("of-way")}">{line}{heads}</g>'


def moved_path(path: str, across: float, down: float, left: float, top: float) -> str:
    """Return a wire's path, which stands in thousandths of the map's box, in the units of the picture."""

    def moved(found: re.Match[str]) -> str:
        values = [float(value) for value in found[2].split()]
        xs = [True] * len(values) if found[1] == "H" else [position % 2 == 0 for position in range(len(values))]
        placed = (
            n(left + value * across) if is_x else n(top + value * down) for value, is_x in zip(values, xs, strict=True)
        )
        return found[1] + " ".join(placed)

    return _COORDINATE.sub(moved, path)


def n(value: float) -> str:
    """Write a coordinate with a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def _style() -> str:
    """Write the style sheet: light colours, and dark ones for a dark screen. Renderers without `@media` see light."""
    light, dark = (_colours(shade) for shade in (0, 1))
    fixed = (
        ".k,.i,.b{font-weight:700}.t{stroke-opacity:.45}.w path,.a,.c{fill:none}.w path,.a{stroke-width:1.4}"
        ".w .of-back{stroke-dasharray:6 5}.w .of-group{stroke-dasharray:11 4 2 4}"
        ".w .of-inferred,.a.of-inferred{stroke-width:1.8;stroke-dasharray:2 4}"
        ".l{fill:none;stroke-opacity:.45}.c{stroke-width:1.5;stroke-dasharray:5 4}"
    )
    return f"{light}{fixed}@media(prefers-color-scheme:dark){{{dark}}}"


def _colours(shade: int) -> str:
    colour = {name: values[shade] for name, values in PALETTE.items()}
    rules = [
        f"text{{fill:{colour['fg']}}}.m{{fill:{colour['muted']}}}.n{{fill:{('#fff', colour['fg'])[shade]}}}",
        f".bg{{fill:{colour['bg']}}}.w path,.a,.c,.l{{stroke:{colour['wire']}}}",
    ]
    for hue, (words, cards) in enumerate(HUE_COLOURS):
        heading, title = heading_colours(words, cards)[shade]
        of = f".h{hue} "
        rules.append(f"{of}.k,{of}.f{{fill:{words[shade]}}}{of}.t{{fill:{cards[shade]};stroke:{words[shade]}}}")
        rules.append(f"{of}.g{{fill:{heading}}}{of}.i{{fill:{title}}}")
    return "".join(rules)


PICTURE_STYLE = _style()
