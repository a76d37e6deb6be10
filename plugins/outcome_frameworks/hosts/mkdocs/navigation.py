"""Put programmes and indexes into the site's navigation: where a placeholder stands, or where MkDocs infers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from outcome_frameworks.addresses.kinds import PAGE_KINDS
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.pages import Page

_ORDER = [kind for kind in PAGE_KINDS.values() if kind.scope == "site" and kind.nav in ("section", "beside")]
"""Kinds of our pages at the top of an inferred navigation, in order."""

PLACEHOLDER = "outcome-frameworks"
"""The entry in `nav` that stands for all programmes and indexes."""


def fill_placeholder(nav: Any, pages: Sequence[Page]) -> Any:
    """Return a site's `nav` with each placeholder replaced.

    `- outcome-frameworks` becomes the list of programmes as a section and the indexes beside it;
    `- Our work: outcome-frameworks` becomes a section of that title that holds them all.
    """
    if isinstance(nav, list):
        filled: list[Any] = []
        for item in nav:
            filled.extend(_entries(pages) if item == PLACEHOLDER else [fill_placeholder(item, pages)])
        return filled
    if isinstance(nav, dict):
        return {
            title: _flat_entries(pages) if item == PLACEHOLDER else fill_placeholder(item, pages)
            for title, item in nav.items()
        }
    return nav


def tidy_inferred(_plugin: Any, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Put our part of a navigation that MkDocs inferred from folders in order; an event of the plugin.

    Pages of ours leave sections that hold nothing else: `Programmes > New models > (index)` becomes
    `Programmes > New Models`. Programmes come first, then the indexes, where folders would stand by the alphabet.
    """
    if config.nav is not None:
        return
    items = [_lifted(item, None) for item in nav.items]
    ours = iter(sorted((item for item in items if _rank(item) >= 0), key=_rank))
    nav.items = [next(ours) if _rank(item) >= 0 else item for item in items]
    nav.pages = list(_pages_of(nav.items))
    for before, page, after in zip([None, *nav.pages], nav.pages, [*nav.pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after


def _entries(pages: Sequence[Page]) -> list[Any]:
    listed = [page for page in pages if page.in_nav]
    section = [page.src_uri for page in listed if page.kind.nav == "section"]
    beside = [page.src_uri for page in listed if page.kind.nav == "beside"]
    return [*([{PAGE_KINDS["programmes"].title: section}] if section else []), *beside]


def _flat_entries(pages: Sequence[Page]) -> list[Any]:
    return [page.src_uri for page in pages if page.in_nav and page.kind.nav != "home"]


def _lifted(item: Any, parent: Section | None) -> Any:
    if not isinstance(item, Section):
        return item
    item.children = [_lifted(child, item) for child in item.children]
    if len(item.children) == 1 and isinstance(item.children[0], FrameworkPage):
        item.children[0].parent = parent
        return item.children[0]
    return item


def _rank(item: Any) -> int:
    """Return the place of one of our entries among ours; -1 for entries of others."""
    pages = list(_pages_of([item]))
    kind = pages[0].framework_page.kind if pages and isinstance(pages[0], FrameworkPage) else None
    return _ORDER.index(kind) if kind in _ORDER else -1


def _pages_of(items: Iterable[Any]) -> Iterator[MkDocsPage]:
    for item in items:
        if isinstance(item, MkDocsPage):
            yield item
        yield from _pages_of(item.children or [])
