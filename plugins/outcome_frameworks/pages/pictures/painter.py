"""Paint shapes into a PNG with a palette: a quarter of the work and half of the bytes of one in full colour."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil, floor

from PIL import Image

from outcome_frameworks.pages.pictures.coverage import Coverage
from outcome_frameworks.pages.pictures.palette import Ramp, palette_of
from outcome_frameworks.pages.pictures.shapes import Box, Line, Shape

_COMPRESSION = 5
"""The level of zlib. The next one takes half as much time again, for a twentieth of the bytes at most."""

_REACH = 3
"""How far a corner of a line may reach beyond its points, and the pixels around it, as a multiple of its width."""


_MANY_PIXELS = 10_000
"""Pixels of a box from which on it takes less to stretch a low one."""


def paint(width: int, height: int, ground: str, shapes: Sequence[Shape]) -> bytes:
    """Return a PNG of a size in pixels, of one colour but for the shapes, of which later ones lie on earlier ones."""
    palette = palette_of(ground, shapes)
    image = Image.new("L", (width, height), palette.number(ground))  # of numbers, which become colours in the end
    for (ink, under), alike in groupby(shapes, key=lambda shape: (shape.ink, shape.ground)):
        for part in _apart(list(alike)):
            _cover(image, part, palette.number(ink), palette.ramp(ink, under))
    image.putpalette(palette.bytes)
    file = io.BytesIO()
    clear = {"transparency": palette.opacities} if min(palette.opacities) < 255 else {}
    image.save(file, "PNG", compress_level=_COMPRESSION, **clear)
    return file.getvalue()


def _apart(shapes: Sequence[Shape]) -> Iterator[Sequence[Shape]]:
    """Yield lines in parts that stand beside each other, so that nothing is calculated of the cards between them."""
    lines = [shape for shape in shapes if isinstance(shape, Line)]
    if len(lines) < len(shapes):
        yield shapes
        return
    part, end = list[Line](), 0.0
    for line in sorted(lines, key=_left):
        if part and _left(line) > end:
            yield part
            part = []
        part.append(line)
        end = max(end, max(x for x, _ in line.points) + _REACH * line.width)
    yield part


def _left(line: Line) -> float:
    return min(x for x, _ in line.points) - _REACH * line.width


def _cover(image: Image.Image, shapes: Sequence[Shape], number: int, ramp: Ramp) -> None:
    """Put shapes of one ink, which has a number, into a picture."""
    coverage = Coverage(image.height)
    for shape in shapes:
        if isinstance(shape, Box) and _has_sharp_edges(shape):
            _put(image, coverage, ramp)
            left, top = int(shape.x), int(shape.y)
            image.paste(number, (left, top, left + int(shape.width), top + int(shape.height)))
        elif isinstance(shape, Box) and _rows_alike(shape) * shape.width > _MANY_PIXELS:
            _put(image, coverage, ramp)
            _put_large(image, shape, coverage, ramp)
        else:
            coverage.add(shape)
    _put(image, coverage, ramp)


def _put(image: Image.Image, coverage: Coverage, ramp: Ramp) -> None:
    """Put what shapes cover into a picture."""
    if found := coverage.coloured(ramp):
        picture, mask, place = found
        image.paste(picture, place, mask)


def _put_large(image: Image.Image, box: Box, coverage: Coverage, ramp: Ramp) -> None:
    """Put a box into a picture by way of a low one: one of its rows stands for all that are alike."""
    more = _rows_alike(box) - 1
    coverage.add(replace(box, height=box.height - more))
    found = coverage.coloured(ramp)
    assert found
    picture, mask, (left, top) = found
    last = ceil(box.y + box.round_by) + 1 - top
    width, height = picture.size
    for first, end, rows, place in (
        (0, last, last, top),
        (last - 1, last, more, top + last),
        (last, height, height - last, top + last + more),
    ):
        shown, through = (
            one.crop((0, first, width, end)).resize((width, rows), Image.Resampling.NEAREST) for one in (picture, mask)
        )
        image.paste(shown, (left, place), through)


def _rows_alike(box: Box) -> int:
    """Return in how many rows of pixels between its corners a box covers the same."""
    return floor(box.y + box.height - box.round_by) - ceil(box.y + box.round_by)


def _has_sharp_edges(box: Box) -> bool:
    """Return whether a box begins and ends where pixels do."""
    return not box.round_by and all(float(side).is_integer() for side in (box.x, box.y, box.width, box.height))
