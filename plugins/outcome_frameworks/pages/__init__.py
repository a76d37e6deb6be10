"""Pages: what each kind of page shows, as sections that a host places. The only layer that knows what a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from outcome_frameworks.addresses.published import has_pack
from outcome_frameworks.data import entry_file, to_json
from outcome_frameworks.model import Framework, Identified, Target
from outcome_frameworks.pages.beside.downloads import schema_file
from outcome_frameworks.pages.beside.embeds import embed_files
from outcome_frameworks.pages.beside.feeds import feed_files
from outcome_frameworks.pages.beside.map_pictures import map_picture_files
from outcome_frameworks.pages.beside.previews import preview_files
from outcome_frameworks.pages.beside.redirects import with_redirects
from outcome_frameworks.pages.head import own_head, with_head
from outcome_frameworks.pages.kinds.changes import changes_page
from outcome_frameworks.pages.kinds.element import element_page
from outcome_frameworks.pages.kinds.hypothesis import hypothesis_page, learning_page
from outcome_frameworks.pages.kinds.indexes import home_page, index_pages, results_page
from outcome_frameworks.pages.kinds.pack import pack_page
from outcome_frameworks.pages.kinds.programme import programme_page
from outcome_frameworks.pages.page import Page, Section
from outcome_frameworks.pages.parts.cards_and_maps import render_block, render_block_as_links
from outcome_frameworks.pages.parts.drafts import with_draft_notice
from outcome_frameworks.pages.rendering.renderer import SCRIPT, STYLE, THEME_DIR, Here, Renderer
from outcome_frameworks.pages.site import Site
from outcome_frameworks.reading.hand_written import Story


def render_pages(renderer: Renderer, *, with_home: bool = True) -> Iterator[Page]:
    """Yield every page of a site: home, indexes, then each programme with all that has a page, and its pack."""
    for page in _pages(renderer, with_home=with_home):
        yield with_head(renderer, page)


def _pages(renderer: Renderer, *, with_home: bool) -> Iterator[Page]:
    if with_home:
        yield home_page(renderer)
    yield from index_pages(renderer)
    for framework in renderer.site.portfolio.frameworks:
        found = [with_draft_notice(renderer, page) for page in _framework_pages(renderer, framework)]
        yield from found
        if has_pack(framework):
            yield pack_page(renderer, framework, found)
        if renderer.site.has_changes(framework):
            yield with_draft_notice(renderer, changes_page(renderer, framework))
    if renderer.site.has_search:
        yield results_page(renderer)


def _framework_pages(renderer: Renderer, framework: Framework) -> Iterator[Page]:
    yield programme_page(renderer, framework)
    for element in framework.walk():
        yield element_page(renderer, framework, element)
    for hypothesis in framework.hypotheses:
        yield hypothesis_page(renderer, framework, hypothesis)
    for point in framework.learning:
        yield learning_page(renderer, framework, point)


def render_files(renderer: Renderer) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files that stand beside pages, each with its `src_uri`: texts, and bytes of pictures.

    One at a time, since pictures of a large portfolio are large together. Each stands at its earlier addresses too.
    """
    yield from with_redirects(renderer, _files_beside(renderer))


def _files_beside(renderer: Renderer) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files of each feature at their present paths."""
    yield from _data_files(renderer.site)
    yield from feed_files(renderer)
    yield from embed_files(renderer)
    yield from map_picture_files(renderer.site)
    yield from preview_files(renderer)


def _data_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the files to take away, the JSON file of each entry beside its page, and their JSON Schema."""
    for downloads in site.downloads.values():
        for download in downloads:
            yield download.src_uri, download.content
    for framework in site.portfolio.frameworks:
        paged: list[Identified] = [*framework.walk(), *framework.hypotheses, *framework.learning]
        for target in (Target(framework, entry) for entry in paged):
            yield site.urls.data_of(target), to_json(entry_file(site.publication, target))
    yield schema_file(site.publication)


def render_story_links(renderer: Renderer, story: Story) -> Markup:
    """Return what a hand-written page ends with: links to what it is about, and the flows that it tells of."""
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
    "own_head",
    "render_block",
    "render_block_as_links",
    "render_files",
    "render_pages",
    "render_story_links",
]
