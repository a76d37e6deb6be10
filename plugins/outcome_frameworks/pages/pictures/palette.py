"""The colours of a picture: those of its shapes, and steps between the two that meet at an edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from outcome_frameworks.outcome_map.writing.colours import whole_hex
from outcome_frameworks.pages.pictures.shapes import Shape

_MOST_COLOURS = 256
"""As many as the palette of a PNG holds."""

_MOST_STEPS = 10
"""Steps from black to white. There are fewer where two colours are closer, and where a picture has many of them."""

Colour = tuple[int, ...]
"""Red, green, blue and opacity, from 0 to 255."""


class Ramp(NamedTuple):
    """What becomes of a pixel that an ink covers by 0, 1 … 255 of 255: two tables of 256 bytes."""

    numbers: bytes
    """The numbers of the colours that it takes."""
    shown: bytes
    """255 where it takes another colour than that of the ground, else 0."""


def palette_of(ground: str, shapes: Iterable[Shape]) -> Palette:
    """Return the palette of a picture: pictures in which the same colours meet share it."""
    return _palette(ground, tuple(dict.fromkeys((shape.ink, shape.ground) for shape in shapes)))


class Palette:
    """Numbers for the colours of a ground and of all that lies on it; `meeting` are pairs of an ink and its ground."""

    def __init__(self, ground: str, meeting: Sequence[tuple[str, str]]) -> None:
        used = [ground, *(colour for pair in meeting for colour in pair)]
        colours = list(dict.fromkeys(map(_parts, used)))
        pairs = list(dict.fromkeys(_in_order(_parts(ink), _parts(under)) for ink, under in meeting))
        most = _MOST_STEPS
        while len(colours) + sum(_steps(pair, most) - 1 for pair in pairs) > _MOST_COLOURS:
            most -= 1
        self._numbers = {colour: number for number, colour in enumerate(colours)}
        self._steps: dict[tuple[Colour, Colour], list[int]] = {}
        self._by_coverage: dict[tuple[str, str], Ramp] = {}
        for one, other in pairs:
            count, first = _steps((one, other), most), len(colours)
            colours += [_mixed(one, other, step / count) for step in range(1, count)]
            self._steps[one, other] = [self._numbers[one], *range(first, len(colours)), self._numbers[other]]
        self.bytes = bytes(part for colour in colours for part in colour[:3])
        """Red, green and blue of the colours by their numbers, as a PNG holds them."""
        self.opacities = bytes(colour[3] for colour in colours)

    def number(self, colour: str) -> int:
        """Return the number of a colour of the shapes."""
        return self._numbers[_parts(colour)]

    def ramp(self, ink: str, ground: str) -> Ramp:
        """Return how an ink covers a ground."""
        if (ink, ground) not in self._by_coverage:
            one, other = _in_order(_parts(ink), _parts(ground))
            steps = self._steps[one, other]
            if one == _parts(ink):
                steps = steps[::-1]
            numbers = _nearest(len(steps) - 1).translate(bytes(steps).ljust(256))
            is_other = bytearray(b"\xff" * 256)
            is_other[numbers[0]] = 0
            self._by_coverage[ink, ground] = Ramp(numbers, numbers.translate(is_other))
        return self._by_coverage[ink, ground]


@lru_cache(256)
def _palette(ground: str, meeting: tuple[tuple[str, str], ...]) -> Palette:
    return Palette(ground, meeting)


@cache
def _nearest(last: int) -> bytes:
    """Return for each coverage, from 0 to 255 of 255, the nearest of the steps from 0 to the last."""
    return bytes((2 * last * covered + 255) // 510 for covered in range(256))


@cache
def _parts(colour: str) -> Colour:
    """Return the red, green, blue and opacity of a colour of CSS: `#fff`, `#00568a`, `#ffffff00`."""
    red, green, blue, *opacity = bytes.fromhex(whole_hex(colour)[1:])
    return red, green, blue, *(opacity or (255,))


def _in_order(one: Colour, other: Colour) -> tuple[Colour, Colour]:
    """Return two colours in the order in which their steps are kept: white on blue needs those of blue on white."""
    return min(one, other), max(one, other)


def _steps(pair: tuple[Colour, Colour], most: int) -> int:
    """Return in how many steps one colour of a pair becomes the other, where black becomes white in `most`."""
    distance = max(abs(one - other) for one, other in zip(*pair, strict=True))
    return max(1, round(most * distance / 255))


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
