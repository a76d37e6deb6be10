"""The units in which a site is made: what is there once, and then each programme with all that has a page in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.data import data_schema_text, entry_file, to_json
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.pages.beside.embeds import embed_files
from outcome_frameworks.pages.beside.feeds import feed_files
from outcome_frameworks.pages.beside.map_pictures import map_picture_files
from outcome_frameworks.pages.beside.previews import preview_files
from outcome_frameworks.pages.beside.redirects import redirects_file, with_redirects
from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.head import with_head
from outcome_frameworks.pages.kinds import GATHERED, RENDERED
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.parts.drafts import with_draft_notice
from outcome_frameworks.pages.rendering.renderer import Renderer
from outcome_frameworks.pages.site import Site


class Unit(NamedTuple):
    """What is made together: a programme with its pages, or, where `framework` is None, the pages that are there once.

    Nothing of one unit is needed to make another.
    """

    framework: Framework | None
    own_pages: tuple[OwnPage, ...]


def units_of(site: Site) -> list[Unit]:
    """Return the units of a site in order: what is there once comes first."""
    found = defaultdict[str, list[OwnPage]](list)
    for own in site.own_pages.values():
        found[own.framework.id if own.target else ""].append(own)
    frameworks = (None, *site.portfolio.frameworks)
    return [Unit(framework, tuple(found[framework.id if framework else ""])) for framework in frameworks]


def pages_of(renderer: Renderer, unit: Unit) -> list[Page]:
    """Return the pages of a unit in order. The body of each is made when it is asked for, and stays with the page."""
    shown: list[Page] = []
    pages: list[Page] = []
    for own in unit.own_pages:
        if gather := GATHERED.get(own.kind.name):
            page = gather(renderer, own, shown)
        else:
            page = with_draft_notice(renderer, RENDERED[own.kind.name](renderer, own))
        pages.append(with_head(renderer, page))
        if own.kind.shows:
            shown.append(pages[-1])  # this very one: each page makes its body once
    return pages


def files_of(renderer: Renderer, unit: Unit) -> Iterator[FileBeside]:
    """Yield the files that stand beside the pages of a unit. Each stands at its earlier addresses too."""
    yield from with_redirects(renderer, unit.own_pages, _files_beside(renderer, unit))
    if unit.framework is None:
        yield from redirects_file(renderer, lambda: _all_paths(renderer))


def render_pages(renderer: Renderer) -> Iterator[Page]:
    """Yield every page of a site: home, indexes, then each programme with all that has a page, and its pack."""
    for unit in units_of(renderer.site):
        yield from pages_of(renderer, unit)


def render_files(renderer: Renderer) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files that stand beside pages, each with its `src_uri`: texts, and bytes of pictures.

    One at a time, since pictures of a large portfolio are large together.
    """
    for unit in units_of(renderer.site):
        for src_uri, make in files_of(renderer, unit):
            content = make()
            if content is not None:
                yield src_uri, content


def _files_beside(renderer: Renderer, unit: Unit) -> Iterator[FileBeside]:
    """Yield the files of each feature at their present paths."""
    yield from _data_files(renderer.site, unit)
    yield from feed_files(renderer, unit.framework)
    yield from embed_files(renderer, unit.own_pages)
    if unit.framework:
        yield from map_picture_files(renderer.site, unit.framework)
    yield from preview_files(renderer, unit.own_pages)


def _data_files(site: Site, unit: Unit) -> Iterator[FileBeside]:
    """Yield the files to take away, the JSON file of each entry beside its page, and their JSON Schema."""
    for own in unit.own_pages:
        for number, download in enumerate(site.downloads.get(own.src_uri, ())):
            yield FileBeside(download.src_uri, partial(_download, site, own.src_uri, number))
        if own.kind.scope == "entry" and own.target:
            yield FileBeside(site.urls.data_of(own.target), partial(_entry_json, site, own.target))
    if unit.framework is None:
        yield FileBeside(site.urls.data_schema, data_schema_text)


def _download(site: Site, src_uri: str, number: int) -> str:
    """Return the content of a file to take away, which the page that lists it may have made already."""
    return site.downloads[src_uri][number].content


def _entry_json(site: Site, target: Target) -> str:
    return to_json(entry_file(site.publication, target))


def _all_paths(renderer: Renderer) -> Iterator[str]:
    """Yield the `src_uri` of every page and file beside pages at their present paths."""
    for unit in units_of(renderer.site):
        yield from (own.src_uri for own in unit.own_pages)
        yield from (file.src_uri for file in _files_beside(renderer, unit))
