"""Draw the picture that a link shows where it is pasted: the statement itself, where it belongs, and its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from outcome_frameworks.outcome_map.drawing import Style
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE
from outcome_frameworks.pages.pictures.fonts import BOLD, REGULAR, SEMIBOLD, Font

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""The size in pixels that social networks show whole: 1.91 to 1 (Meta for Developers, "Images in Link Shares")."""

_INK, _QUIET, _PAPER, _LINE = (PALETTE[name][0] for name in ("fg", "muted", "bg", "wire"))
_MARGIN, _BAND = 76, 20
_TEXT_TOP, _TEXT_BOTTOM, _STRIP = 156, 452, 474
_SIZES = (84, 76, 68, 60, 54, 48, 43, 39)
_MOST = 2_000
"""As many characters as no picture holds, be they all as narrow as an l: the rest need not be measured."""
_LEADING = 1.17
_SMALL, _SMALL_LINES = 34, 3
_WIDEST = 236
_DASHES: dict[Style, str] = {"": "", "group": "14 6", "inferred": "3 6"}
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


def preview_svg(preview: Preview) -> str:
    """Return a picture as SVG. A text that is too long even in the smallest size ends with an ellipsis."""
    strong, tint = _colours(preview.hue)
    size = f'width="{PREVIEW_WIDTH}" height="{PREVIEW_HEIGHT}" viewBox="0 0 {PREVIEW_WIDTH} {PREVIEW_HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        _rectangle(0, 0, PREVIEW_WIDTH, PREVIEW_HEIGHT, tint),
        _rectangle(0, _STRIP, PREVIEW_WIDTH, PREVIEW_HEIGHT - _STRIP, _PAPER),
        _rectangle(0, 0, _BAND, PREVIEW_HEIGHT, strong),
        *_head(preview, strong),
    ]
    if preview.text:
        parts += _text(preview)
        chain, right, middle = _Chain(preview, 1), PREVIEW_WIDTH - _MARGIN, (_STRIP + PREVIEW_HEIGHT) / 2
        left = right - chain.width
        parts += chain.draw(left, middle)
        room = left - _MARGIN - (60 if chain.width else 0)
    else:
        parts += _wordless(preview, strong)
        room = PREVIEW_WIDTH - 2 * _MARGIN
    return "".join([*parts, *_foot(preview, room), "</svg>"])


def _head(preview: Preview, strong: str) -> Iterator[str]:
    """Draw the code in a chip, and beside it what the thing is."""
    left = float(_MARGIN)
    if preview.code:
        code = BOLD.shortened(preview.code, 36, 420)
        wide = BOLD.width(code, 36) + 44
        yield _rectangle(left, 66, wide, 60, strong, 12)
        yield _words(code, left + 22, 108, 36, BOLD, _PAPER)
        left += wide + 24
    if preview.kicker:
        yield _words(
            SEMIBOLD.shortened(preview.kicker, 33, PREVIEW_WIDTH - _MARGIN - left), left, 107, 33, SEMIBOLD, strong
        )


def _text(preview: Preview) -> Iterator[str]:
    """Draw the text as large as it fits, with the small letters below it."""
    most, top = PREVIEW_WIDTH - 2 * _MARGIN, _TEXT_TOP if preview.code or preview.kicker else _TEXT_TOP - 60
    small = REGULAR.lines(preview.detail[:_MOST], _SMALL, most)
    if len(small) > _SMALL_LINES:
        last = REGULAR.shortened(" ".join(small[_SMALL_LINES - 1 :]), _SMALL, most)
        small = [*small[: _SMALL_LINES - 1], last]
    size, lines = _fitted(preview.text[:_MOST], most, _TEXT_BOTTOM - top - (len(small) * 44 + 12 if small else 0))
    baseline = top + size * 0.92
    for line in lines:
        yield _words(line, _MARGIN, baseline, size, SEMIBOLD, _INK)
        baseline += size * _LEADING
    baseline += 62 - size * _LEADING
    for line in small:
        yield _words(line, _MARGIN, baseline, _SMALL, REGULAR, _QUIET)
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


def _wordless(preview: Preview, strong: str) -> Iterator[str]:
    """Draw the chain large in the place of a text that cannot be set; without one, the code."""
    chain, middle = _Chain(preview, 2.1), (_TEXT_TOP + _TEXT_BOTTOM) / 2
    if chain.width:
        yield from chain.draw(_MARGIN, middle)
    elif preview.code:
        code = BOLD.shortened(preview.code, 200, PREVIEW_WIDTH - 2 * _MARGIN)
        yield _words(code, _MARGIN, middle + 68, 200, BOLD, strong)


def _foot(preview: Preview, room: float) -> Iterator[str]:
    """Draw whose it is: the programme and the site."""
    lines = [(preview.owner, 32, SEMIBOLD, _INK), (preview.site, 27, REGULAR, _QUIET)]
    shown = [line for line in lines if line[0]]
    baseline = (_STRIP + PREVIEW_HEIGHT) / 2 + (-6 if len(shown) > 1 else 10)
    for text, size, font, colour in shown:
        yield _words(font.shortened(text, size, room), _MARGIN, baseline, size, font, colour)
        baseline += 43


class _Chain:
    """Columns of boxes, the middle of each at the same height."""

    def __init__(self, preview: Preview, scale: float) -> None:
        self._scale, self._linked, self._hue = scale, preview.linked, preview.hue
        self._columns = [_capped(column) for column in preview.columns if column]
        self._widths = [max(self._wide(box) for box in column) for column in self._columns]
        self._gap = (52 if preview.linked else 12) * scale
        self._high, self._step = (34, 42) if preview.linked else (18, 25)
        self.width = sum(self._widths) + self._gap * max(0, len(self._widths) - 1)

    def draw(self, left: float, middle: float) -> Iterator[str]:
        """Draw the lines, then the boxes over their ends."""
        lefts = [left + sum(self._widths[:n]) + self._gap * n for n in range(len(self._widths))]
        if self._linked:
            for n in range(len(lefts) - 1):
                yield from self._lines(n, lefts[n] + self._widths[n], lefts[n + 1], middle)
        for n, (column, x, wide) in enumerate(zip(self._columns, lefts, self._widths, strict=True)):
            for box, y in zip(column, self._middles(column, middle), strict=True):
                own = self._wide(box)
                yield self._box(box, x if n else x + wide - own, y, own)  # each touches the line that leads to it

    def _lines(self, n: int, start: float, end: float, middle: float) -> Iterator[str]:
        bend, stroke = (start + end) / 2, 3 * self._scale
        left, right = self._columns[n], self._columns[n + 1]
        for box, y in zip(left, self._middles(left, middle), strict=True):
            for other, there in zip(right, self._middles(right, middle), strict=True):
                path = f"M{start:.1f} {y:.1f}C{bend:.1f} {y:.1f} {bend:.1f} {there:.1f} {end:.1f} {there:.1f}"
                dashes = _DASHES[box.style or other.style]  # one of the two is what the picture is about
                dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
                yield f'<path d="{path}" fill="none" stroke="{_LINE}" stroke-width="{stroke:.1f}"{dashed}/>'

    def _middles(self, column: Sequence[ChainBox], middle: float) -> list[float]:
        step = self._step * self._scale
        return [middle + (n - (len(column) - 1) / 2) * step for n in range(len(column))]

    def _box(self, box: ChainBox, x: float, y: float, wide: float) -> str:
        high, size = self._high * self._scale, 22 * self._scale
        strong, tint = _colours(box.hue)
        is_more = box.code.startswith("+") and not box.is_group
        corner = high / 2 if box.is_group else 7 * self._scale
        drawn = _rectangle(x, y - high / 2, wide, high, tint if is_more else strong, corner)
        if not box.code:
            return drawn
        code = self._code(box)
        left = x + (wide - BOLD.width(code, size)) / 2
        return drawn + _words(code, left, y + size * 0.34, size, BOLD, strong if is_more else _PAPER)

    def _wide(self, box: ChainBox) -> float:
        if not box.code:
            return 40 * self._scale
        return max(64 * self._scale, BOLD.width(self._code(box), 22 * self._scale) + 24 * self._scale)

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


def _rectangle(x: float, y: float, wide: float, high: float, colour: str, round_by: float = 0) -> str:
    corner = f' rx="{round_by:g}"' if round_by else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"{corner} fill="{colour}"/>'


def _words(text: str, x: float, baseline: float, size: float, font: Font, colour: str) -> str:
    place = f'x="{x:.1f}" y="{baseline:.1f}" font-size="{size:g}" font-weight="{font.weight}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"
