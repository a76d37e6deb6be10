"""The map of a programme as pictures, wide and narrow SVG and PNG: which there are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from outcome_frameworks.model import Framework
from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.site import Site


def map_picture_files(site: Site, framework: Framework) -> Iterator[FileBeside]:
    """Yield the pictures of the map of a programme, if it has one. Where there can be no PNG, there are only SVGs."""
    id, urls = framework.id, site.urls
    if id in site.maps:
        yield FileBeside(urls.map_svg(id), lambda: site.map_pictures[id].wide.text)
        yield FileBeside(urls.map_svg(id, narrow=True), lambda: site.map_pictures[id].narrow.text)
        yield FileBeside(urls.map_png(id), partial(_png, site, framework))


def _png(site: Site, framework: Framework) -> bytes | None:
    # What draws takes .03 s to load, and most builds draw nothing.
    from outcome_frameworks.pages.beside.map_picture_content import map_png_of  # noqa: PLC0415

    return map_png_of(site, framework)
