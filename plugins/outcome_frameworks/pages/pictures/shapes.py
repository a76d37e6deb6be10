"""What pictures are made of: boxes, lines and words, with their places in pixels and their colours."""

from __future__ import annotations

from dataclasses import dataclass

from outcome_frameworks.pages.pictures.fonts import Font

Point = tuple[float, float]

_PIECES = 16
"""Straight pieces that stand for a curve: with so many, none is seen."""

_SHARES = tuple(
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (piece / _PIECES for piece in range(1, _PIECES + 1))
)
"""How much each of the four points of a curve counts at the end of each piece."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle, whose corners may be round by a radius: all of them, or only those at its left."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    ground: str
    round_by: float = 0.0
    is_round_at_right: bool = True


@dataclass(frozen=True)
class Line:
    """A line through points. `dashes` are the lengths of what is drawn and of what is left out, in turn."""

    points: tuple[Point, ...]
    width: float
    ink: str
    ground: str
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """A line of text that begins at `x`."""

    text: str
    x: float
    baseline: float
    size: float
    font: Font
    ink: str
    ground: str


Shape = Box | Line | Words
"""Something of one colour, `ink`, that lies on one of another, `ground`: its edges are mixed of the two.

Colours are written as in CSS: `#fff`, `#00568a`.
"""


def curve(start: Point, bend: Point, other_bend: Point, end: Point) -> tuple[Point, ...]:
    """Return points along a cubic Bézier curve, without its start."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, bend, other_bend, end
    return tuple((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy) for a, b, c, d in _SHARES)
