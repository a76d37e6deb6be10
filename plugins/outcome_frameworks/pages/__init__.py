"""Pages: what each kind of page shows, as sections that a host places. The only layer that knows what a page shows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from outcome_frameworks.data import entry_file, to_json
from outcome_frameworks.pages.beside.downloads import schema_file
from outcome_frameworks.pages.beside.embeds import embed_files
from outcome_frameworks.pages.beside.feeds import feed_files
from outcome_frameworks.pages.beside.map_pictures import map_picture_files
from outcome_frameworks.pages.beside.previews import preview_files
from outcome_frameworks.pages.beside.redirects import with_redirects
from outcome_frameworks.pages.head import own_head, with_head
from outcome_frameworks.pages.kinds import GATHERED, RENDERED
from outcome_frameworks.pages.page import Page, Section
from outcome_frameworks.pages.parts.cards_and_maps import render_block, render_block_as_links
from outcome_frameworks.pages.parts.drafts import with_draft_notice
from outcome_frameworks.pages.rendering.renderer import SCRIPT, STYLE, THEME_DIR, Here, Renderer
from outcome_frameworks.pages.site import Site
from outcome_frameworks.reading.hand_written import Story


def render_pages(renderer: Renderer) -> Iterator[Page]:
    """Yield every page of a site: home, indexes, then each programme with all that has a page, and its pack."""
    before: list[Page] = []
    for own in renderer.site.own_pages.values():
        if gather := GATHERED.get(own.kind.name):
            yield with_head(renderer, gather(renderer, own, before))
            continue
        page = with_draft_notice(renderer, RENDERED[own.kind.name](renderer, own))
        if own.kind.scope == "programme" and own.kind.shows:
            before = []
        if own.kind.shows:
            before.append(page)
        yield with_head(renderer, page)


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
    for target in (own.target for own in site.own_pages.values() if own.kind.scope == "entry" and own.target):
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
