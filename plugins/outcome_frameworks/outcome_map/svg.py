"""Draws an outcome map as an SVG file that stands alone, wide for pages and narrow for phones."""

from __future__ import annotations

from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.picture import Format, Picture, Svg
from outcome_frameworks.outcome_map.picture_columns import add_columns
from outcome_frameworks.outcome_map.picture_lanes import add_lanes

WIDE = Format(width=720.0, size=12.6)
"""Where a page gives it 700 pixels, its text is of 12.2; a wider page shows it larger."""

NARROW = Format(width=360.0, size=15.0)

MOST_WIRED_COLUMNS = 5
"""With more columns, words of usual length would not fit a column of the wide picture: it is drawn in lanes then."""

CARDS_ABREAST = 3
"""Cards beside each other in a lane of the wide picture."""


def draw_svg(drawing: OutcomeMap, *, narrow: bool = False, source: str = "", scale: int = 1) -> Svg:
    """Give the map as an SVG document: in light colours, and in dark ones where the reader's screen is dark.

    `scale` makes it larger, for what is made of it; `source` is a line below it that says where the picture comes
    from. All texts are escaped; there are no links and no scripts in it, since neither works where a page shows it as
    a picture.
    """
    picture = Picture(drawing, NARROW if narrow else WIDE)
    picture.add_words(drawing.title, "b", bold=True, scale=1.25)
    picture.add_words(drawing.caption, "m")
    picture.y += picture.form.gap
    if not narrow and 2 <= len(drawing.columns) <= MOST_WIRED_COLUMNS:
        add_columns(picture)
    else:
        add_lanes(picture, 1 if narrow else CARDS_ABREAST)
    picture.y += picture.form.gap
    picture.add_words(source, "m")
    picture.y += picture.form.margin * 0.8
    return picture.document(scale)
