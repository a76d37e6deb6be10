"""The pictures that links show where they are pasted: which there are. What is in them is loaded where one is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.rendering.renderer import Renderer
from outcome_frameworks.pages.site import Site

if TYPE_CHECKING:
    from outcome_frameworks.pages.beside.preview_content import PreviewPainter


def has_previews(site: Site) -> bool:
    """Return whether links to a site show pictures: where it makes them, and its address, which they need, is known."""
    return site.link_previews and bool(site.base_url)


def preview_files(renderer: Renderer, own_pages: Iterable[OwnPage]) -> Iterator[FileBeside]:
    """Yield the picture of each of some pages."""
    site, pictures = renderer.site, _Pictures(renderer)
    if has_previews(site):
        for own in own_pages:
            yield FileBeside(site.urls.preview(own.src_uri), partial(pictures.draw, own))


@dataclass
class _Pictures:
    """Draws those of one unit."""

    renderer: Renderer

    @cached_property
    def _painter(self) -> PreviewPainter:
        # Fonts and what measures them take .03 s to load, and most builds draw nothing.
        from outcome_frameworks.pages.beside.preview_content import PreviewPainter  # noqa: PLC0415

        return PreviewPainter(self.renderer)

    def draw(self, own: OwnPage) -> bytes:
        """Return the picture of a page."""
        return self._painter.draw(own)
