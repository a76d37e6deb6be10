"""Pages: what each kind of page shows, as sections that a host places. The only layer that knows what a page shows."""

from __future__ import annotations

from markupsafe import Markup

from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.head import own_head
from outcome_frameworks.pages.page import Page, Section
from outcome_frameworks.pages.parts.cards_and_maps import render_block, render_block_as_links
from outcome_frameworks.pages.rendering.renderer import SCRIPT, STYLE, THEME_DIR, Here, Renderer
from outcome_frameworks.pages.site import Site
from outcome_frameworks.pages.units import Unit, files_of, pages_of, render_files, render_pages, units_of
from outcome_frameworks.reading.hand_written import Story


def render_story_links(renderer: Renderer, story: Story) -> Markup:
    """Return what a hand-written page ends with: links to what it is about, and the flows that it tells of."""
    return renderer.render("parts/story-about", Here(renderer.site, story.url), story=story)


__all__ = [
    "SCRIPT",
    "STYLE",
    "THEME_DIR",
    "FileBeside",
    "Here",
    "Page",
    "Renderer",
    "Section",
    "Site",
    "Unit",
    "files_of",
    "own_head",
    "pages_of",
    "render_block",
    "render_block_as_links",
    "render_files",
    "render_pages",
    "render_story_links",
    "units_of",
]
