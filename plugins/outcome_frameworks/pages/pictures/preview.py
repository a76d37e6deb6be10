"""Draw the picture that a link shows where it is pasted: the statement itself, where it belongs, and its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from outcome_frameworks.outcome_map.drawing import Style
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE
from outcome_frameworks.pages.pictures.fonts import BOLD, REGULAR, SEMIBOLD
from outcome_frameworks.pages.pictures.shapes import Box, Line, Shape, Words, curve
from outcome_frameworks.pages.pictures.sizes import PREVIEW_HEIGHT, PREVIEW_WIDTH

_INK, _QUIET, _PAPER, _LINE = (PALETTE[name][0] for name in ("fg", "muted", "bg", "wire"))
_MARGIN, _BAND = 76, 20
_TEXT_TOP, _TEXT_BOTTOM, _STRIP = 156, 452, 474
_SIZES = (84, 76, 68, 60, 54, 48, 43, 39)
_LEADING = 1.17
_SMALL, _SMALL_LINES = 34, 3
_WIDEST = 236
_DASHES: dict[Style, tuple[float, ...]] = {"": (), "group": (14, 6), "inferred": (3, 6)}
_ROWS = 3
"""Boxes in a column of a chain; where there are more, the last says how many."""


@dataclass(frozen=True)
class ChainBox:
    """Something in a chain: its code ("" draws a plain block), the hue of its level, and how its line looks.

    A whole group is one box, a pill with the group's name as its code.
    """

    code: str
    hue: int = 0
    style: Style = ""
    is_group: bool = False


@dataclass(frozen=True)
class Preview:
    """What a picture shows; "" leaves a part out.

    `code` and `kicker` stand above the `text`, `detail` in small letters below it. `owner` is the programme, `site`
    the name of the site. `columns` is what leads to what, drawn as boxes; if `linked`, with a line between the one box
    that the picture is about and each beside it.
    """

    text: str
    code: str = ""
    kicker: str = ""
    detail: str = ""
    owner: str = ""
    site: str = ""
    hue: int = 0
    columns: tuple[tuple[ChainBox, ...], ...] = ()
    linked: bool = False


def preview_png(preview: Preview) -> bytes:
    """Return a picture as a PNG."""
    from outcome_frameworks.pages.pictures.painter import paint  # noqa: PLC0415 -- Pillow takes long to load

    return paint(PREVIEW_WIDTH, PREVIEW_HEIGHT, _colours(preview.hue)[1], tuple(shapes_of(preview)))


def shapes_of(preview: Preview) -> Iterator[Shape]:
    """Yield what a picture is made of. A text that is too long even in the smallest size ends with an ellipsis."""
    strong, tint = _colours(preview.hue)
    yield Box(0, _STRIP, PREVIEW_WIDTH, PREVIEW_HEIGHT - _STRIP, _PAPER, tint)
    yield Box(0, 0, _BAND, PREVIEW_HEIGHT, strong, tint)
    yield from _head(preview, strong, tint)
    room: float = PREVIEW_WIDTH - 2 * _MARGIN
    if preview.text:
        yield from _text(preview, tint)
        chain, right = _Chain(preview, 1, _PAPER), PREVIEW_WIDTH - _MARGIN
        yield from chain.draw(right - chain.width, (_STRIP + PREVIEW_HEIGHT) / 2)
        room -= chain.width + 60 if chain.width else 0
    else:
        yield from _wordless(preview, strong, tint)
    yield from _foot(preview, room)


def _head(preview: Preview, strong: str, tint: str) -> Iterator[Shape]:
    """Draw the code in a chip, and beside it what the thing is."""
    left = float(_MARGIN)
    if preview.code:
        code = BOLD.shortened(preview.code, 36, 420)
        wide = BOLD.width(code, 36) + 44
        yield Box(left, 66, wide, 60, strong, tint, 12)
        yield Words(code, left + 22, 108, 36, BOLD, _PAPER, strong)
        left += wide + 24
    if preview.kicker:
        kicker = SEMIBOLD.shortened(preview.kicker, 33, PREVIEW_WIDTH - _MARGIN - left)
        yield Words(kicker, left, 107, 33, SEMIBOLD, strong, tint)


def _text(preview: Preview, tint: str) -> Iterator[Shape]:
    """Draw the text as large as it fits, with the small letters below it."""
    most, top = PREVIEW_WIDTH - 2 * _MARGIN, _TEXT_TOP if preview.code or preview.kicker else _TEXT_TOP - 60
    small = REGULAR.lines(preview.detail, _SMALL, most)
    if len(small) > _SMALL_LINES:
        last = REGULAR.shortened(" ".join(small[_SMALL_LINES - 1 :]), _SMALL, most)
        small = [*small[: _SMALL_LINES - 1], last]
    size, lines = _fitted(preview.text, most, _TEXT_BOTTOM - top - (len(small) * 44 + 12 if small else 0))
    baseline = top + size * 0.92
    for line in lines:
        yield Words(line, _MARGIN, baseline, size, SEMIBOLD, _INK, tint)
        baseline += size * _LEADING
    baseline += 62 - size * _LEADING
    for line in small:
        yield Words(line, _MARGIN, baseline, _SMALL, REGULAR, _QUIET, tint)
        baseline += 44


def _fitted(text: str, most: float, high: float) -> tuple[int, list[str]]:
    """Return the largest size at which a text fits, and its lines; at the smallest it is cut with an ellipsis."""
    for size in _SIZES:
        lines = SEMIBOLD.lines(text, size, most)
        room = int(high // (size * _LEADING))
        if len(lines) <= room:
            return size, lines
    last = SEMIBOLD.shortened(" ".join(lines[room - 1 :]), size, most)
    return size, [*lines[: room - 1], last]


def _wordless(preview: Preview, strong: str, tint: str) -> Iterator[Shape]:
    """Draw the chain large in the place of a text that cannot be set; without one, the code."""
    chain, middle = _Chain(preview, 2.1, tint), (_TEXT_TOP + _TEXT_BOTTOM) / 2
    if chain.width:
        yield from chain.draw(_MARGIN, middle)
    elif preview.code:
        code = BOLD.shortened(preview.code, 200, PREVIEW_WIDTH - 2 * _MARGIN)
        yield Words(code, _MARGIN, middle + 68, 200, BOLD, strong, tint)


def _foot(preview: Preview, room: float) -> Iterator[Shape]:
    """Draw whose it is: the programme and the site."""
    lines = [(preview.owner, 32, SEMIBOLD, _INK), (preview.site, 27, REGULAR, _QUIET)]
    shown = [line for line in lines if line[0]]
    baseline = (_STRIP + PREVIEW_HEIGHT) / 2 + (-6 if len(shown) > 1 else 10)
    for text, size, font, colour in shown:
        yield Words(font.shortened(text, size, room), _MARGIN, baseline, size, font, colour, _PAPER)
        baseline += 43


class _Chain:
    """Columns of boxes on a ground, the middle of each at the same height."""

    def __init__(self, preview: Preview, scale: float, ground: str) -> None:
        self._scale, self._linked, self._ground = scale, preview.linked, ground
        self._columns = [_capped(column) for column in preview.columns if column]
        self._widths = [max(self._wide(box) for box in column) for column in self._columns]
        self._gap = round((52 if preview.linked else 12) * scale)
        self._high, self._step = (34, 42) if preview.linked else (18, 25)
        self.width = sum(self._widths) + self._gap * max(0, len(self._widths) - 1)

    def draw(self, left: float, middle: float) -> Iterator[Shape]:
        """Draw the lines, then the boxes over their ends, then the codes."""
        lefts = [left + sum(self._widths[:n]) + self._gap * n for n in range(len(self._widths))]
        if self._linked:
            for n in range(len(lefts) - 1):
                yield from self._lines(n, lefts[n] + self._widths[n], lefts[n + 1], middle)
        codes: list[Shape] = []
        for n, (column, x, wide) in enumerate(zip(self._columns, lefts, self._widths, strict=True)):
            for box, y in zip(column, self._middles(column, middle), strict=True):
                own = self._wide(box)
                drawn, *code = self._box(box, x if n else x + wide - own, y, own)  # touches the line that leads to it
                yield drawn
                codes += code
        yield from codes

    def _lines(self, n: int, start: float, end: float, middle: float) -> Iterator[Shape]:
        bend, left, right = (start + end) / 2, self._columns[n], self._columns[n + 1]
        for box, y in zip(left, self._middles(left, middle), strict=True):
            for other, there in zip(right, self._middles(right, middle), strict=True):
                points = ((start, y), *curve((start, y), (bend, y), (bend, there), (end, there)))
                dashes = _DASHES[box.style or other.style]  # one of the two is what the picture is about
                yield Line(points, 3 * self._scale, _LINE, self._ground, dashes)

    def _middles(self, column: Sequence[ChainBox], middle: float) -> list[float]:
        step = self._step * self._scale
        return [middle + (n - (len(column) - 1) / 2) * step for n in range(len(column))]

    def _box(self, box: ChainBox, x: float, y: float, wide: float) -> Iterator[Shape]:
        high, size = self._high * self._scale, 22 * self._scale
        strong, tint = _colours(box.hue)
        is_more = box.code.startswith("+") and not box.is_group
        ground, ink = (tint, strong) if is_more else (strong, _PAPER)
        corner = high / 2 if box.is_group else 7 * self._scale
        yield Box(x, y - high / 2, wide, high, ground, self._ground, corner)
        if box.code:
            code = self._code(box)
            left = x + (wide - BOLD.width(code, size)) / 2
            yield Words(code, left, y + size * 0.34, size, BOLD, ink, ground)

    def _wide(self, box: ChainBox) -> int:
        """Return the width of a box in whole pixels, so that its sides, which lines touch, are sharp."""
        if not box.code:
            return round(40 * self._scale)
        return ceil(max(64 * self._scale, BOLD.width(self._code(box), 22 * self._scale) + 24 * self._scale))

    def _code(self, box: ChainBox) -> str:
        return BOLD.shortened(box.code, 22 * self._scale, _WIDEST * self._scale)


def _capped(column: Sequence[ChainBox]) -> list[ChainBox]:
    """Return as many boxes as a column has room for; the last says how many more there are. Plain blocks: five."""
    if not column[0].code:
        return list(column[:5])
    if len(column) <= _ROWS:
        return list(column)
    more = column[_ROWS - 1 :]
    style = more[0].style if len({box.style for box in more}) == 1 else ""
    return [*column[: _ROWS - 1], ChainBox(f"+{len(more)}", more[0].hue, style)]


def _colours(hue: int) -> tuple[str, str]:
    """Return the strong colour of a hue and its tint, as on light pages."""
    words, cards = HUE_COLOURS[hue]
    return words[0], cards[0]
