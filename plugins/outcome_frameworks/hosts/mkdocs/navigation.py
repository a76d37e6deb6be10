"""Put programmes and indexes into the site's navigation: where a placeholder stands, or where MkDocs infers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.structure.nav import Navigation, Section

from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.pages import Page

PLACEHOLDER = "outcome-frameworks"
"""The entry in `nav` that stands for all programmes and indexes."""


def fill_placeholder(nav: Any, pages: Sequence[Page]) -> Any:
    """Give a site's `nav` with each placeholder replaced.

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


def tidy_inferred(nav: Navigation) -> None:
    """Lift pages of ours out of the sections that MkDocs infers from folders, where such a section holds nothing else.

    `Programmes > New models > (index)` becomes `Programmes > New Models`.
    """
    nav.items = [_lifted(item, None) for item in nav.items]


def _entries(pages: Sequence[Page]) -> list[Any]:
    programmes = [page.src_uri for page in pages if page.kind in ("programmes", "programme")]
    indexes = [page.src_uri for page in pages if page.kind in ("outcomes", "hypotheses")]
    return [{"Programmes": programmes}, *indexes]


def _flat_entries(pages: Sequence[Page]) -> list[Any]:
    return [page.src_uri for page in pages if page.in_nav and page.kind != "home"]


def _lifted(item: Any, parent: Section | None) -> Any:
    if not isinstance(item, Section):
        return item
    item.children = [_lifted(child, item) for child in item.children]
    if len(item.children) == 1 and isinstance(item.children[0], FrameworkPage):
        item.children[0].parent = parent
        return item.children[0]
    return item
