"""Draws an outcome map as an SVG file that stands alone, wide for pages and narrow for phones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from outcome_frameworks.outcome_map.arranging.layout import DEEPEST_INDENT, INDENT, column_share
from outcome_frameworks.outcome_map.drawing import OutcomeMap, nested
from outcome_frameworks.outcome_map.typesetting import longest_word
from outcome_frameworks.outcome_map.writing.picture import Drawn, Format, Picture
from outcome_frameworks.outcome_map.writing.picture_columns import PICTURE_GUTTERS, add_columns
from outcome_frameworks.outcome_map.writing.picture_lanes import add_lanes
from outcome_frameworks.outcome_map.writing.shapes import BAR
from outcome_frameworks.outcome_map.writing.svg_markup import svg_of

WIDE = Format(width=720.0, size=12.6)
"""Where a page gives it 700 pixels, its text is of 12.2; a wider page shows it larger."""

WIDEST_PICTURE_COLUMN = 250.0
"""Width that no column is stretched beyond, whatever its words: some 30 letters."""

NARROW = Format(width=360.0, size=15.0)

LEAST_PICTURE_COLUMN = 121.0
"""Least width of a column: that of five in the usual width. With more of them the picture grows wider."""

CARDS_ABREAST = 3
"""Cards beside each other in a lane of the wide picture."""


@dataclass(frozen=True)
class Svg:
    """A picture as a file of SVG; `drawn` is the same as values, for other ways to show it."""

    drawn: Drawn
    text: str

    @property
    def width(self) -> int:
        """The width at which it is meant to be shown, in pixels."""
        return self.drawn.width

    @property
    def height(self) -> int:
        """The height at which it is meant to be shown, in pixels."""
        return self.drawn.height


@dataclass(frozen=True)
class MapPictures:
    """A map as two pictures: for windows of usual width, and for phones."""

    wide: Svg
    narrow: Svg


def draw_pictures(drawing: OutcomeMap, source: str, language: str) -> MapPictures:
    """Return both pictures of a map; `source` and `language` are those of `draw_svg`."""
    wide, narrow = (
        draw_svg(drawing, narrow=is_narrow, source=source, language=language) for is_narrow in (False, True)
    )
    return MapPictures(wide, narrow)


def draw_svg(drawing: OutcomeMap, *, narrow: bool = False, source: str = "", language: str = "") -> Svg:
    """Return the map as an SVG document: in light colours, and in dark ones where the reader's screen is dark.

    `source` is a line below it that says where the picture comes from; `language` (`en-GB`) is that in which long
    words are hyphenated. All texts are escaped; there are no links and no scripts in it, since neither works where a
    page shows it as a picture.
    """
    is_wired = not narrow and len(drawing.columns) >= 2
    picture = Picture(drawing, NARROW if narrow else _wide(drawing, language), language)
    picture.add_words(drawing.title, "b", bold=True, scale=1.25)
    picture.add_words(drawing.caption, "m")
    picture.y += picture.form.gap
    if is_wired:
        add_columns(picture)
    else:
        add_lanes(picture, 1 if narrow else CARDS_ABREAST)
    picture.y += picture.form.gap
    picture.add_words(source, "m")
    picture.y += picture.form.margin * 0.8
    drawn = picture.finished()
    return Svg(drawn, svg_of(drawn))


def _wide(drawing: OutcomeMap, language: str) -> Format:
    """Return the format of the wide picture, in which every column of a map has room for words."""
    longest = _longest_word(drawing, "")  # whole words fit nearly always, and to read a dictionary takes .06 s
    if longest > LEAST_PICTURE_COLUMN:
        longest = _longest_word(drawing, language)
    least = min(max(LEAST_PICTURE_COLUMN, longest), WIDEST_PICTURE_COLUMN)
    return replace(WIDE, width=max(WIDE.width, least / column_share(drawing, PICTURE_GUTTERS) + 2 * WIDE.margin))


def _longest_word(drawing: OutcomeMap, language: str) -> float:
    """Return the width of a column in which no word is broken where no hyphen may stand."""
    edges, found = 2 * WIDE.padding, [0.0]
    for column in drawing.columns:
        found.append(longest_word(column.title, bold=True, language=language) * WIDE.size + edges)
        for card, depth in nested(column.cards):
            words = (longest_word(card.code, bold=True), longest_word(card.text, bold=card.current, language=language))
            found.append((max(words) * WIDE.size + edges + BAR) / (1 - INDENT / 100 * min(depth, DEEPEST_INDENT)))
    return max(found)
