"""The map of a programme as pictures: wide and narrow SVG for other sites, PNG for documents and slides."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html import escape

from outcome_frameworks.model import Framework, Target
from outcome_frameworks.outcome_map import OutcomeMap, Svg, draw_svg
from outcome_frameworks.pages.site import Site
from outcome_frameworks.pictures import REGULAR

NARROW_UP_TO = 600
"""Pixels of the reader's window up to which the narrow picture is shown."""

_log = logging.getLogger(__name__)


def map_picture_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Give the pictures of all maps. Where the font of PNGs lacks letters of a map, there is only its SVG."""
    for framework in site.portfolio.frameworks:
        drawing = site.maps.get(framework.id)
        if drawing is None:
            continue
        for narrow in (False, True):
            yield site.urls.map_svg(framework.id, narrow=narrow), map_svg(site, framework, narrow=narrow).text
        if has_png(drawing):
            large = draw_svg(drawing, source=_source(site, framework), scale=2)
            yield site.urls.map_png(framework.id), site.pictures.png(large.text)


def map_svg(site: Site, framework: Framework, *, narrow: bool) -> Svg:
    """Give the map of a programme as a picture."""
    return draw_svg(site.maps[framework.id], narrow=narrow, source=_source(site, framework))


def has_png(drawing: OutcomeMap) -> bool:
    """Tell whether the font of PNGs has all letters of a map."""
    shown = [drawing.title, *(column.title for column in drawing.columns), *(card.text for card in drawing.cards())]
    return not REGULAR.lacking("".join(dict.fromkeys("".join(shown))))


def picture_element(site: Site, framework: Framework) -> str:
    """Give the HTML with which another page shows the map as a picture that leads to its page."""
    wide, narrow = (map_svg(site, framework, narrow=is_narrow) for is_narrow in (False, True))
    urls = site.urls
    page, of_wide, of_narrow = (
        escape(site.public_url(urls.url(path)))
        for path in (
            urls.page_of(Target(framework, None)),
            urls.map_svg(framework.id),
            urls.map_svg(framework.id, narrow=True),
        )
    )
    alt = escape(f"Outcome map of {framework.programme.title}: {site.maps[framework.id].caption}")
    return (
        f'<a href="{page}"><picture>'
        f'<source media="(max-width: {NARROW_UP_TO}px)" srcset="{of_narrow}" width="{narrow.width}" '
        f'height="{narrow.height}">'
        f'<img src="{of_wide}" alt="{alt}" width="{wide.width}" height="{wide.height}" loading="lazy" '
        'style="max-width:100%;height:auto"></picture></a>'
    )


def _source(site: Site, framework: Framework) -> str:
    """Say where the picture comes from, where the address is known."""
    if not site.base_url:
        return site.name
    page = site.public_url(site.urls.url(site.urls.page_of(Target(framework, None))))
    return f"{site.name}: {page}" if site.name else page
