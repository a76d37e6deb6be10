"""Paint the picture of a map as a PNG, with the looks of its SVG in light colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE, heading_colours, mixed
from outcome_frameworks.outcome_map.writing.picture import Drawn
from outcome_frameworks.outcome_map.writing.shapes import (
    BAR,
    CORNER,
    FAINT,
    PAGE_CORNER,
    CardBox,
    HeadingBox,
    Note,
    Path,
    Stroke,
    Way,
    Wires,
    Written,
    look_of,
)
from outcome_frameworks.outcome_map.writing.shapes import Shape as MapShape
from outcome_frameworks.pages.pictures.fonts import BOLD, REGULAR
from outcome_frameworks.pages.pictures.shapes import Box, Line, Point, Shape, Words, curve

SCALE = 2
"""How much larger the PNG is than the wide SVG: sharp on paper and on dense screens."""

_NOTHING = "#ffffff00"
_INK, _QUIET, _PAPER, _LINE = (PALETTE[name][0] for name in ("fg", "muted", "bg", "wire"))
_TEXT = 3
"""The layer of a card from which on there are words."""

_HAIRLINE = mixed(_LINE, _PAPER, FAINT)


def map_png(drawn: Drawn) -> bytes:
    """Return the picture of a map as a PNG. What is not in the font is drawn as an empty box."""
    from outcome_frameworks.pages.pictures.painter import paint  # noqa: PLC0415 -- Pillow takes long to load

    width, height = drawn.width * SCALE, drawn.height * SCALE
    return paint(width, height, _NOTHING, (*_page(width, height), *_shapes(drawn)))


def _page(width: int, height: int) -> Iterator[Box]:
    """Yield a page with round corners: a strip at each end, over whose inner corners the large rest lies at no cost."""
    corner = PAGE_CORNER * SCALE
    for end, inner in ((0, corner), (height - 2 * corner, height - 2 * corner)):
        yield Box(0, end, width, 2 * corner, _PAPER, _NOTHING, corner)
        yield Box(0, inner, width, corner, _PAPER, _NOTHING)
    yield Box(0, corner, width, height - 2 * corner, _PAPER, _NOTHING)


@dataclass(frozen=True)
class _Ground:
    """What text lies on: a colour, and the inks of codes and titles on it, and of other words."""

    colour: str = _PAPER
    strong: str = _INK
    plain: str = _INK

    def ink(self, style: str) -> str:
        """Return the ink of words of a style, which the style sheet of the SVG calls the same."""
        if style in ("k", "i"):
            return self.strong
        return _QUIET if style == "m" else self.plain


def _shapes(drawn: Drawn) -> Iterator[Shape]:
    """Yield what the picture is painted with: links, then cards, and above them the heads of arrows and the ceiling."""
    last = (CardBox, Stroke)
    for shape in drawn.shapes:
        if not isinstance(shape, last):
            yield from _painted(shape, drawn.size)
    yield from _cards(shape for shape in drawn.shapes if isinstance(shape, CardBox))
    for shape in drawn.shapes:
        if isinstance(shape, Stroke):
            yield _line(shape)


def _painted(shape: MapShape, size: float) -> Iterator[Shape]:
    match shape:
        case Written():
            yield from _written(shape, _Ground())
        case Note():
            yield _note(shape, size)
        case HeadingBox():
            yield from _heading(shape)
        case Wires() | Way():
            yield from map(_line, shape.strokes)


def _cards(cards: Iterable[CardBox]) -> list[Shape]:
    """Return what cards are painted with: what has one colour at once, since cards do not lie on each other."""
    layers = [(layer, shape) for card in cards for layer, shape in enumerate(_card(card))]
    ordered = sorted(layers, key=lambda found: (min(found[0], _TEXT), found[1].ink, found[1].ground))
    return [shape for _, shape in ordered]


def _card(card: CardBox) -> Iterator[Shape]:
    """Yield the edge, the ground within it, the bar that covers both, and the words."""
    strong, tint = (colours[0] for colours in HUE_COLOURS[card.hue])
    half, edge = card.stroke / 2, mixed(strong, tint, FAINT)
    yield _box(card, -half, edge, _PAPER)
    yield _box(card, half, tint, edge)
    yield _scaled(Box(card.left, card.top, BAR, card.height, strong, edge, BAR, is_round_at_right=False))
    yield from _written(card.text, _Ground(tint, strong))


def _heading(heading: HeadingBox) -> Iterator[Shape]:
    (colour, title), _ = heading_colours(*HUE_COLOURS[heading.hue])
    yield _box(heading, 0, colour, _PAPER)
    yield from _written(heading.text, _Ground(colour, title, title))


def _box(box: CardBox | HeadingBox, inset: float, ink: str, ground: str) -> Box:
    left, top, less = box.left + inset, box.top + inset, 2 * inset
    return _scaled(Box(left, top, box.width - less, box.height - less, ink, ground, CORNER - inset))


def _scaled(box: Box) -> Box:
    x, y, width, height = (side * SCALE for side in (box.x, box.y, box.width, box.height))
    return replace(box, x=x, y=y, width=width, height=height, round_by=box.round_by * SCALE)


def _written(written: Written, ground: _Ground) -> Iterator[Words]:
    """Paint lines of text, each run of words after the one before it."""
    size = written.size * SCALE
    for line, baseline in zip(written.lines, written.baselines(), strict=True):
        fonts = [BOLD if run.bold else REGULAR for run in line]
        widths = [font.width(run.text, size) for run, font in zip(line, fonts, strict=True)]
        x = written.left * SCALE
        if written.is_right_to_left:
            x += written.width * SCALE - sum(widths)
        for run, font, width in zip(line, fonts, widths, strict=True):
            yield Words(run.text, x, baseline * SCALE, size, font, ground.ink(run.style), ground.colour)
            x += width


def _note(note: Note, size: float) -> Words:
    font, size = BOLD if note.bold else REGULAR, size * SCALE
    x = note.x * SCALE - (font.width(note.words, size) / 2 if note.is_middle else 0)
    return Words(note.words, x, note.baseline * SCALE, size, font, _QUIET, _PAPER)


def _line(stroke: Stroke) -> Line:
    look = look_of(stroke.style)
    dashes = tuple(dash * SCALE for dash in look.dashes)
    ink = _HAIRLINE if stroke.style == "l" else _LINE
    return Line(_points(stroke.path), look.width * SCALE, ink, _PAPER, dashes)


def _points(path: Path) -> tuple[Point, ...]:
    """Return a path as the points between which it is straight."""
    points: list[Point] = []
    for command, numbers in path:
        values = [number * SCALE for number in numbers]
        if command == "H":
            points.append((values[0], points[-1][1]))
        elif command == "C":
            bend, other, end = zip(values[::2], values[1::2], strict=True)
            points += curve(points[-1], bend, other, end)
        else:
            points.append((values[0], values[1]))
    return tuple(points)
