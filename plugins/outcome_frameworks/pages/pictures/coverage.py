"""How much of each pixel shapes cover: exact areas by HarfBuzz's rasteriser, which draws glyphs at any place and size.

It draws nothing else, so that boxes and lines are glyphs too: a square and a quarter of a disc, stretched and turned.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import cycle, pairwise

import uharfbuzz
from PIL import Image

from outcome_frameworks.pages.pictures.palette import Ramp
from outcome_frameworks.pages.pictures.shapes import Box, Line, Point, Shape, Words

_UNIT = 1024
"""The side of the square and the radius of the disc in the units of their font: a power of 2, which floats scale
without an error, as it does the fractions below."""

_FRACTION = 64
"""Places are whole fractions of a pixel: as fine as anybody sees, and calculated alike by every processor."""

_SIZE_FRACTION = 4096
"""Glyphs are scaled by whole fractions of this kind: the error is less than a pixel in the widest line."""

_SQUARE, _QUARTER = range(2)

_SHARP = math.radians(30)
"""The turn from which on two pieces of a line meet in a corner; with less, they are a curve."""


class Coverage:
    """Gathers shapes of one ink in a picture of a height, and colours each pixel by how much of it they cover."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._draw = uharfbuzz.RasterDraw()

    def add(self, shape: Shape) -> None:
        """Add a shape to those that are there."""
        if isinstance(shape, Box):
            self._add_box(shape)
        elif isinstance(shape, Line):
            self._add_line(shape)
        else:
            self._add_words(shape)

    def coloured(self, ramp: Ramp) -> tuple[Image.Image, Image.Image, tuple[int, int]] | None:
        """Return what is covered as a picture, which pixels of it count, and the place of its top left corner.

        None where nothing is covered. Then begin anew.
        """
        drawn = self._draw.render()
        if drawn is None:
            raise MemoryError("There is no memory to draw a picture.")
        at, covered = drawn.extents, drawn.buffer
        if not covered:
            return None
        picture, mask = (
            Image.frombytes("L", (at.width, at.height), covered.translate(table), "raw", "L", at.stride, -1)
            for table in ramp  # its rows begin at the bottom
        )
        return picture, mask, (at.x_origin, self._height - at.y_origin - at.height)

    def _add_box(self, box: Box) -> None:
        """Add a box as columns, of which the outer ones have quarters of a disc at their ends where it is round."""
        x, high, r = box.x, self._height - box.y, box.round_by
        low, right, at_right = high - box.height, x + box.width, r if box.is_round_at_right else 0.0
        self._stamp(_SQUARE, (box.width - r - at_right, 0), (0, box.height), (x + r, low))
        for left, width in ((x, r), (right - at_right, at_right)):
            if width:
                self._stamp(_SQUARE, (width, 0), (0, box.height - 2 * r), (left, low + r))
        corners = [((0, r), (-r, 0), (x + r, high - r)), ((-r, 0), (0, -r), (x + r, low + r))] if r else []
        if at_right:
            corners += [((r, 0), (0, r), (right - r, high - r)), ((0, -r), (r, 0), (right - r, low + r))]
        for corner in corners:
            self._stamp(_QUARTER, *corner)

    def _add_line(self, line: Line) -> None:
        points = [(x, self._height - y) for x, y in line.points]
        pieces = _dashed(points, line.dashes) if line.dashes else _with_corners(points, line.width)
        for (x, y), (to_x, to_y) in pieces:
            across, up = to_x - x, to_y - y
            length = math.hypot(across, up)
            if length:
                side = (-up / length * line.width, across / length * line.width)
                self._stamp(_SQUARE, (across, up), side, (x - side[0] / 2, y - side[1] / 2))

    def _add_words(self, words: Words) -> None:
        draw, font, left, low = self._draw, words.font.drawn, words.x, self._height - words.baseline
        scale = round(words.size / words.font.units * _SIZE_FRACTION) / _SIZE_FRACTION
        for glyph, across, up in words.font.placed(words.text, words.size):
            x, y = round((left + across) * _FRACTION) / _FRACTION, round((low + up) * _FRACTION) / _FRACTION
            draw.transform = (scale, 0.0, 0.0, scale, x, y)
            draw.draw_glyph(font, glyph)

    def _stamp(self, glyph: int, along: Point, up: Point, place: Point) -> None:
        """Draw a square or a quarter of a disc: its lower left corner at a place, with two sides that start there."""
        whole, parts = _FRACTION, _FRACTION * _UNIT
        self._draw.transform = (
            round(along[0] * whole) / parts,
            round(along[1] * whole) / parts,
            round(up[0] * whole) / parts,
            round(up[1] * whole) / parts,
            round(place[0] * whole) / whole,
            round(place[1] * whole) / whole,
        )
        self._draw.draw_glyph(_stamps(), glyph)


def _with_corners(points: Sequence[Point], width: float) -> Iterator[tuple[Point, Point]]:
    """Yield the pieces of a line; where two meet at an angle, both go on until their outer edges meet."""
    pieces = [piece for piece in pairwise(points) if piece[0] != piece[1]]
    ways = [math.atan2(end[1] - start[1], end[0] - start[0]) for start, end in pieces]
    turns = [abs(math.remainder(after - before, math.tau)) for before, after in pairwise(ways)]
    for (start, end), before, after in zip(pieces, [0.0, *turns], [*turns, 0.0], strict=True):
        yield _longer(end, start, before, width), _longer(start, end, after, width)


def _longer(start: Point, end: Point, turn: float, width: float) -> Point:
    """Return where a piece ends that turns at its end by an angle."""
    if not _SHARP < turn < math.pi - _SHARP:
        return end
    more = math.tan(turn / 2) * width / 2 / math.dist(start, end)
    return end[0] + (end[0] - start[0]) * more, end[1] + (end[1] - start[1]) * more


def _dashed(points: Sequence[Point], dashes: Iterable[float]) -> Iterator[tuple[Point, Point]]:
    """Yield the pieces of a line that are drawn, in turn with some that are not."""
    lengths, is_drawn = cycle(dashes), True
    left = next(lengths)
    for start, end in pairwise(points):
        length, at = math.dist(start, end), 0.0
        while left < length - at:
            if is_drawn:
                yield _between(start, end, at / length), _between(start, end, (at + left) / length)
            at += left
            left, is_drawn = next(lengths), not is_drawn
        if is_drawn and at < length:
            yield _between(start, end, at / length), end
        left -= length - at


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


@cache
def _stamps() -> uharfbuzz.Font:
    """Return a font of two glyphs, a square and a quarter of a disc: the tables that a rasteriser reads of TrueType."""
    near, far = round(_UNIT * math.tan(math.pi / 8)), round(_UNIT * math.sqrt(0.5))
    square = _glyph([(0, 0, 1), (0, _UNIT, 1), (_UNIT, _UNIT, 1), (_UNIT, 0, 1)])
    quarter = _glyph([(0, 0, 1), (0, _UNIT, 1), (near, _UNIT, 0), (far, far, 1), (_UNIT, near, 0), (_UNIT, 0, 1)])
    glyphs = (square, quarter)
    ends = (0, len(square), len(square) + len(quarter))
    tables = {
        "head": struct.pack(
            ">4I2H2q4h2H3h", 1 << 16, 0, 0, 0x5F0F3CF5, 0, _UNIT, 0, 0, 0, 0, _UNIT, _UNIT, 0, 8, 2, 1, 0
        ),
        "maxp": struct.pack(">IH26x", 1 << 16, len(glyphs)),
        "hhea": struct.pack(">I3h24xH", 1 << 16, _UNIT, 0, 0, len(glyphs)),
        "hmtx": struct.pack(">HhHh", _UNIT, 0, _UNIT, 0),
        "loca": struct.pack(">3I", *ends),
        "glyf": square + quarter,
    }
    face = uharfbuzz.Face.create_for_tables(lambda _face, tag, _data: tables.get(tag, b""), None)
    return uharfbuzz.Font(face)


def _glyph(points: Sequence[tuple[int, int, int]]) -> bytes:
    """Return the entry of the table `glyf` for one outline; the third number of a point says whether it is on it."""
    xs, ys, flags = zip(*points, strict=True)
    moves = [[now - before for before, now in pairwise((0, *places))] for places in (xs, ys)]
    count = len(points)
    raw = struct.pack(f">5h2H{count}B", 1, 0, 0, _UNIT, _UNIT, count - 1, 0, *flags)
    raw += struct.pack(f">{2 * count}h", *moves[0], *moves[1])
    return raw + bytes(-len(raw) % 4)
