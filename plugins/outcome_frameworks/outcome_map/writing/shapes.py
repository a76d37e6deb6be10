"""What the picture of a map is made of: values in its own units and terms, to be written or painted.

Each has a place, and says by a style or by the hue of its level how it looks; which colours these are is for those who
write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from outcome_frameworks.outcome_map.marks import Mark
from outcome_frameworks.outcome_map.typesetting import Line, runs_right_to_left

LEADING = 1.32
"""Height of a line of text, as a multiple of the font size."""

BAR = 4.0
"""Width of the bar at the left of a card."""

CORNER = 5.0
"""The radius of the corners of cards and headings; the bar of a card follows them."""

PAGE_CORNER = 8.0
"""That of the picture's own."""

FAINT = 0.45
"""How much of what lies below lines hide that are faint: the edges of cards, hairlines."""

Path = tuple[tuple[str, tuple[float, ...]], ...]
"""A way in commands of SVG with their numbers: `(("M", (400.0, 120.5)), ("H", (460.0,)))`; M, L, H and C only."""


@dataclass(frozen=True)
class Look:
    """How a line looks: its width, and the lengths of its dashes and gaps in turn."""

    width: float
    dashes: tuple[float, ...] = ()


LOOKS = {
    "": Look(1.4),
    "of-back": Look(1.4, (6, 5)),
    "of-group": Look(1.4, (11, 4, 2, 4)),
    "of-inferred": Look(1.8, (2, 4)),
    "c": Look(1.5, (5, 4)),
    "l": Look(1.0),
}
"""The look of lines by their class: of links, of the ceiling, of a hairline. Of several classes the last counts."""


def look_of(style: str) -> Look:
    """Return the look of a line by its classes, `a of-inferred`; others than those of `LOOKS` say nothing of it."""
    found = style.split()
    return next((look for name, look in reversed(LOOKS.items()) if name in found), LOOKS[""])


@dataclass(frozen=True)
class Written:
    """Lines of text below each other, within `width`; a text that runs from right to left begins at its right."""

    lines: tuple[Line, ...]
    left: float
    top: float
    size: float
    width: float

    @property
    def is_right_to_left(self) -> bool:
        """Whether the text begins in a script that is written so; codes do not count."""
        return runs_right_to_left(" ".join(run.text for line in self.lines for run in line if run.style != "k"))

    def baselines(self) -> Iterator[float]:
        """Yield where each line stands."""
        first = self.top + self.size * (LEADING - 1) / 2 + self.size * 0.8
        for row in range(len(self.lines)):
            yield first + row * self.size * LEADING


@dataclass(frozen=True)
class Note:
    """One short line of small importance, such as an entry of the legend; `is_middle` says what `x` is of it."""

    words: str
    x: float
    baseline: float
    is_middle: bool = False
    bold: bool = False


@dataclass(frozen=True)
class CardBox:
    """A card: its box with a bar of its level's colour, and its text."""

    hue: int
    left: float
    top: float
    width: float
    height: float
    stroke: float
    text: Written


@dataclass(frozen=True)
class HeadingBox:
    """The heading of a level: its box and its text."""

    hue: int
    left: float
    top: float
    width: float
    height: float
    text: Written


@dataclass(frozen=True)
class Stroke:
    """A line by its style: the classes of a link, `a` for arrows and ways, `c` for the ceiling, `l` for a hairline."""

    style: str
    path: Path


@dataclass(frozen=True)
class Wires:
    """The lines of links, which lie below the cards."""

    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Way:
    """What stands between two levels: a line with the heads of its arrows, or a hairline."""

    mark: Mark
    strokes: tuple[Stroke, ...]


Shape = Written | Note | CardBox | HeadingBox | Wires | Way | Stroke


def straight(*points: tuple[float, float]) -> Path:
    """Return the way through points."""
    return (("M", points[0]), *(("L", point) for point in points[1:]))


def arrow(x: float, y: float, turn: int, size: float) -> Stroke:
    """Return the head of an arrow whose tip is at a point; `turn` is the angle at which it points, 0 for right."""
    points = {0: (-1, -1, 0, 2), 90: (-1, -1, 2, 0), 180: (1, -1, 0, 2), 270: (-1, 1, 2, 0)}[turn]
    first = (x + points[0] * size, y + points[1] * size)
    last = (first[0] + points[2] * size, first[1] + points[3] * size)
    return Stroke("a", straight(first, (x, y), last))


def rule(x: float, y: float, to_x: float, to_y: float, style: str) -> Stroke:
    """Return a straight line."""
    return Stroke(style, straight((x, y), (to_x, to_y)))


def way(mark: Mark, start: tuple[float, float], end: tuple[float, float], size: float) -> Way:
    """Return a mark from one level to the next, down or across."""
    (x, y), (to_x, to_y) = start, end
    if not (mark.on or mark.back):
        return Way(mark, (rule(x, y, to_x, to_y, "l"),))
    onward, back = (0, 180) if y == to_y else (90, 270)
    heads = [arrow(to_x, to_y, onward, size)] * mark.on + [arrow(x, y, back, size)] * mark.back
    line = rule(x, y, to_x, to_y, "a of-inferred" if mark.inferred else "a")
    return Way(mark, (line, *heads))
