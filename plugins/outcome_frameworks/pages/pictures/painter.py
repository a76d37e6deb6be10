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
from outcome_frameworks.pages.pictures.shapes import Box, Line, Shape, Words

_COMPRESSION = 5
"""The level of zlib. The next one takes half as much time again, for a twentieth of the bytes at most."""

_REACH = 3
"""How far a corner of a line may reach beyond its points, and the pixels around it, as a multiple of its width."""

_ABOVE, _BELOW = 1.5, 0.7
"""How far above and below the line that they stand on words may reach, with marks on their letters, in font sizes."""

_MANY_PIXELS = 10_000
"""Pixels of a box from which on it takes less to stretch a small one."""


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
    """Yield lines, or words, in parts between which there is room, of which then nothing is calculated."""
    reaches = [reach for shape in shapes if (reach := _reach(shape))]
    if len(reaches) < len(shapes) or len({type(shape) for shape in shapes}) > 1:
        yield shapes
        return
    part, end = list[Shape](), 0.0
    for (first, last), shape in sorted(zip(reaches, shapes, strict=True), key=lambda found: found[0]):
        if part and first > end:
            yield part
            part = []
        part.append(shape)
        end = max(end, last)
    yield part


def _reach(shape: Shape) -> tuple[float, float] | None:
    """Return where a line begins and ends from left to right, and words from top to bottom."""
    if isinstance(shape, Line):
        xs, more = [x for x, _ in shape.points], _REACH * shape.width
        return min(xs) - more, max(xs) + more
    if isinstance(shape, Words):
        return shape.baseline - _ABOVE * shape.size, shape.baseline + _BELOW * shape.size
    return None


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
    """Put a box into a picture by way of a small one: one of its rows, and of its columns, stands for all alike."""
    wider, higher = max(0, _columns_alike(box) - 1), _rows_alike(box) - 1
    coverage.add(replace(box, width=box.width - wider, height=box.height - higher))
    found = coverage.coloured(ramp)
    assert found
    picture, mask, (left, top) = found
    column, row = (ceil(place + box.round_by) - start for place, start in ((box.x, left), (box.y, top)))
    shown, through = (_widened(one, column, wider) for one in (picture, mask))
    for first, end, place in ((0, row, top), (row + 1, shown.height, top + row + 1 + higher)):
        part = (0, first, shown.width, end)
        image.paste(shown.crop(part), (left, place), through.crop(part))
    middle = (0, row, shown.width, row + 1)
    pixels, at = zip(shown.crop(middle).tobytes(), through.crop(middle).tobytes(), strict=True), left
    for (number, is_shown), alike in groupby(pixels):
        start, at = at, at + len(list(alike))
        if is_shown:
            image.paste(number, (start, top + row, at, top + row + 1 + higher))


def _widened(picture: Image.Image, column: int, more: int) -> Image.Image:
    """Return a picture with one of its columns so many times more."""
    if not more:
        return picture
    pixels, width = picture.tobytes(), picture.width
    rows = (pixels[start : start + width] for start in range(0, len(pixels), width))
    wide = b"".join(row[:column] + row[column : column + 1] * more + row[column:] for row in rows)
    return Image.frombytes("L", (width + more, picture.height), wide)


def _columns_alike(box: Box) -> int:
    """Return in how many columns of pixels between its corners a box covers the same."""
    right = box.round_by if box.is_round_at_right else 0.0
    return floor(box.x + box.width - right) - ceil(box.x + box.round_by)


def _rows_alike(box: Box) -> int:
    """Return in how many rows of pixels between its corners a box covers the same."""
    return floor(box.y + box.height - box.round_by) - ceil(box.y + box.round_by)


def _has_sharp_edges(box: Box) -> bool:
    """Return whether a box begins and ends where pixels do."""
    return not box.round_by and all(float(side).is_integer() for side in (box.x, box.y, box.width, box.height))
