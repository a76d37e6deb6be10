"""The map of a programme as a PNG for documents and slides, and as a picture that other sites show."""

from __future__ import annotations

import logging
from html import escape

from outcome_frameworks.model import Framework, Target
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.writing.svg import WIDE, Svg
from outcome_frameworks.pages.pictures.fonts import REGULAR
from outcome_frameworks.pages.pictures.map_png import SCALE, map_png
from outcome_frameworks.pages.site import Site

NARROW_UP_TO = 600
"""Pixels of the reader's window up to which the narrow picture is shown; more where the wide one is wider."""

LONGEST_SIDE = 10_000
MOST_PIXELS = 30_000_000
"""Pixels of a PNG. Each takes some bytes while it is drawn, and few programs open a picture beyond these."""

_log = logging.getLogger("outcome_frameworks")


def map_png_of(site: Site, framework: Framework) -> bytes | None:
    """Return the PNG of a map; None where there can be none, with a line in the log where it would be too large."""
    drawing, wide = site.maps[framework.id], site.map_pictures[framework.id].wide
    if has_png(drawing, wide):
        return map_png(wide.drawn)
    if too_large := _too_large(wide):
        said = "%s: map.png of the programme %s is left out: it %s; map-wide.svg and map-narrow.svg show the whole map"
        _log.info(said, framework.file, framework.id, too_large)
    return None


def has_png(drawing: OutcomeMap, wide: Svg) -> bool:
    """Return whether a map can be a PNG: the font of PNGs has all its letters, and it is not too large."""
    shown = [drawing.title, *(column.title for column in drawing.columns), *(card.text for card in drawing.cards())]
    return not _too_large(wide) and not REGULAR.lacking("".join(dict.fromkeys("".join(shown))))


def _too_large(wide: Svg) -> str:
    """Return how large the PNG of a map would be that would take the builder's memory; nothing of one of usual size."""
    width, height = wide.width * SCALE, wide.height * SCALE
    if max(width, height) <= LONGEST_SIDE and width * height <= MOST_PIXELS:
        return ""
    return f"would have {width:,} by {height:,} pixels, more than {LONGEST_SIDE:,} on a side or {MOST_PIXELS:,} in all"


def picture_element(site: Site, framework: Framework) -> str:
    """Return the HTML with which another page shows the map as a picture that leads to its page."""
    urls, pictures = site.urls, site.map_pictures[framework.id]
    wide, narrow = pictures.wide, pictures.narrow
    page, of_wide, of_narrow = (
        escape(site.public_url(urls.url(path)))
        for path in (
            urls.page_of(Target(framework, None)),
            urls.map_svg(framework.id),
            urls.map_svg(framework.id, narrow=True),
        )
    )
    up_to = round(NARROW_UP_TO * wide.width / WIDE.width)
    alt = escape(f"Outcome map of {framework.programme.title}: {site.maps[framework.id].caption}")
    return (
        f'<a href="{page}"><picture>'
        f'<source media="(max-width: {up_to}px)" srcset="{of_narrow}" width="{narrow.width}" '
        f'height="{narrow.height}">'
        f'<img src="{of_wide}" alt="{alt}" width="{wide.width}" height="{wide.height}" loading="lazy" '
        'style="max-width:100%;height:auto"></picture></a>'
    )
