"""Pages: what each kind of page shows, as sections that a host places. The only layer that knows what a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from outcome_frameworks.model import Framework
from outcome_frameworks.outcome_map import render_dot
from outcome_frameworks.pages.element import element_page
from outcome_frameworks.pages.hypothesis import hypothesis_page, learning_page
from outcome_frameworks.pages.indexes import home_page, index_pages, search_page
from outcome_frameworks.pages.pack import pack_page
from outcome_frameworks.pages.page import Page, Section, Story
from outcome_frameworks.pages.programme import programme_page
from outcome_frameworks.pages.renderer import SCRIPT, STYLE, THEME_DIR, Here, Renderer, counts_of
from outcome_frameworks.pages.site import Site


def render_pages(renderer: Renderer, *, with_home: bool = True) -> Iterator[Page]:
    """Give every page of a site: home, indexes, then each programme with all that has a page, and its pack."""
    if with_home:
        yield home_page(renderer)
    yield from index_pages(renderer)
    for framework in renderer.site.portfolio.frameworks:
        found = list(_framework_pages(renderer, framework))
        yield from found
        if counts_of(framework):  # else the programme's page is all there is
            yield pack_page(renderer, framework, found)


def _framework_pages(renderer: Renderer, framework: Framework) -> Iterator[Page]:
    yield programme_page(renderer, framework)
    for element in framework.walk():
        yield element_page(renderer, framework, element)
    for hypothesis in framework.hypotheses:
        yield hypothesis_page(renderer, framework, hypothesis)
    for point in framework.learning:
        yield learning_page(renderer, framework, point)


def render_downloads(site: Site) -> dict[str, str]:
    """Give the files that stand beside pages, by their `src_uri`: the map of each programme as DOT."""
    return {site.urls.map_dot(programme_id): render_dot(drawing) for programme_id, drawing in site.maps.items()}


def render_story_links(renderer: Renderer, story: Story) -> Markup:
    """Give what a hand-written page ends with: links to what it is about, and the flows that it tells of."""
    return renderer.render("parts/story-about", Here(renderer.site, story.url), story=story)


__all__ = [
    "SCRIPT",
    "STYLE",
    "THEME_DIR",
    "Here",
    "Page",
    "Renderer",
    "Section",
    "Site",
    "Story",
    "render_downloads",
    "render_pages",
    "render_story_links",
    "search_page",
]
