"""Turn rendered pages and downloads into files and pages of MkDocs, without a trip through Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from outcome_frameworks.addresses.urls import REDIRECTS
from outcome_frameworks.hosts.mkdocs.edit_links import edit_uri
from outcome_frameworks.pages import Page

_ID = re.compile(r'\sid="([^"]+)"')


class FrameworkPage(MkDocsPage):
    """A page of MkDocs whose content is ready. Titles are escaped: themes print them as they are."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(str(escape(page.nav_title if page.in_nav else page.title)), file, config)
        self.framework_page = page
        self.is_link = not page.is_found  # MkDocs leaves links out of the site map

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; there is no Markdown to read."""
        self.markdown = ""
        self.meta = {
            "title": str(escape(self.framework_page.title)),
            "description": str(escape(self.framework_page.description)),
        }
        if self.framework_page.kind in ("home", "programme", "pack"):
            self.meta["hide"] = ["toc"]  # Material: room for the map; the page lists its own contents
        if not self.framework_page.is_found:
            self.meta["search"] = {"exclude": True}
        if self.is_homepage:
            del self.meta["title"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the content, the list of contents, and the anchors that links may point to."""
        page = self.framework_page
        # MkDocs 1.6 crashes on "<![" in content; encoded, the browser shows the same characters.
        self.content = self.body = page.html.replace("<!", "&lt;!")
        sections: list[dict[str, Any]] = [
            {"level": 2, "id": section.id, "name": str(escape(section.title)), "children": []}
            for section in page.sections
        ]
        top = _ID.search(page.header)
        heading = {
            "level": 1,
            "id": top[1] if top else "",
            "name": str(escape(page.title)),
            "children": sections,
        }
        self.toc = get_toc([heading])  # type: ignore[list-item]
        self.present_anchor_ids = set(_ID.findall(self.content))


def add_files(
    files: Files,
    pages: Iterable[Page],
    beside: Iterable[tuple[str, str | bytes]],
    config: MkDocsConfig,
    folder: Path,
    frameworks: Path,
) -> list[Page]:
    """Add rendered pages, and the files that stand beside them, to a site's files; give the pages that were added.

    What the site has written by hand at the same address wins, whatever the file is called: `outcomes.md`,
    `outcomes/README.md` and `outcomes/index.html` stand where `outcomes/index.md` would.

    Args:
        files: The site's files, which grow.
        pages: What to add as pages.
        beside: What to add as it is, each with its `src_uri`.
        config: The site's settings.
        folder: A temporary folder: the files stand there for real, since other plugins read or date them.
        frameworks: The folder with the framework files, to which Edit links lead.
    """
    added = []
    own = {file.dest_uri for file in files if file.inclusion.is_included()}
    for page in pages:
        if files.get_file_from_path(page.src_uri) is not None or _place_of(page, config) in own:
            continue
        inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
        file = _generated(page.src_uri, page.description, inclusion, config, folder)
        file.edit_uri = edit_uri(config, frameworks, page.source_file, page.source_place) if page.source_file else None
        FrameworkPage(page, file, config)
        files.append(file)
        added.append(page)
    _add_beside(files, beside, config, folder)
    return added


def _place_of(page: Page, config: MkDocsConfig) -> str:
    """Return the path of the file in the site that MkDocs writes a page into."""
    return File(page.src_uri, None, config.site_dir, config.use_directory_urls).dest_uri


def _add_beside(files: Files, beside: Iterable[tuple[str, str | bytes]], config: MkDocsConfig, folder: Path) -> None:
    """Add files as they are; what the site has at the same place wins, but redirects of both are kept."""
    own = {file.dest_uri: file for file in files}
    for src_uri, content in beside:
        if src_uri == REDIRECTS and src_uri in own:
            files.remove(own[src_uri])
            both = f"{own[src_uri].content_string.rstrip()}\n{content!s}"
            files.append(_generated(src_uri, both, InclusionLevel.NOT_IN_NAV, config, folder))
        elif src_uri not in own:
            files.append(_generated(src_uri, content, InclusionLevel.NOT_IN_NAV, config, folder))


def _generated(
    src_uri: str, content: str | bytes, inclusion: InclusionLevel, config: MkDocsConfig, folder: Path
) -> File:
    path = folder / src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return File.generated(config, src_uri, abs_src_path=str(path), inclusion=inclusion)
