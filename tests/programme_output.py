"""Renders a site unit by unit: which pages and files belong to which programme."""

from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import patch

from outcome_frameworks.model import Framework
from outcome_frameworks.pages import Page, Renderer, Site, files_of, pages_of, units_of
from outcome_frameworks.pages.beside import map_picture_content, preview_content

Output = dict[str, object]
"""Pages and files by their paths."""

OF_THE_SITE = ""
"""Stands for the id of a programme, for what the site has once."""


def outputs_of(site: Site) -> dict[str, Output]:
    """Return the pages and files of each programme by its id, with what stands at their earlier addresses.

    Of each there is too what it gives to pages and files of all programmes.

    In the place of a picture stands what it shows: with the same shown it is the same picture.
    """
    with patch.object(preview_content, "preview_png", repr), patch.object(map_picture_content, "map_png", repr):
        return _outputs_of(site)


def _outputs_of(site: Site) -> dict[str, Output]:
    renderer, found = Renderer(site), dict[str, Output]()
    given = _Given()
    site.pieces.keep_in(given)
    for unit in units_of(site):
        output = found[unit.framework.id if unit.framework else OF_THE_SITE] = Output()
        output |= {page.src_uri: _content(page) for page in pages_of(renderer, unit)}
        output |= {f"file {path}": make() for path, make in files_of(renderer, unit)}
    site.pieces.release()
    for id, pieces in given.pieces.items():
        found[id] |= {f"piece {name}": text for name, text in pieces.items()}
    return found


class _Given:
    """Takes what programmes give to pages and files of all."""

    def __init__(self) -> None:
        self.pieces: dict[str, Mapping[str, str]] = {}

    def load(self, _framework: Framework) -> Mapping[str, str]:
        return {}

    def keep(self, framework: Framework, pieces: Mapping[str, str]) -> None:
        self.pieces[framework.id] = pieces


def _content(page: Page) -> tuple[object, ...]:
    """Return all that a host may place of a page."""
    facts = page.title, page.nav_title, page.description, page.filters, page.aliases, page.is_empty, page.is_draft
    return *facts, page.html, page.head, page.target_key, page.source_file, page.source_place
