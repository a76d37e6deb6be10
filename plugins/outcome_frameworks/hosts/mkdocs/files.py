"""Turn rendered pages into files and pages of MkDocs, without a trip through Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from outcome_frameworks.pages import Page

_ID = re.compile(r'\sid="([^"]+)"')


class FrameworkPage(MkDocsPage):
    """A page of MkDocs whose content is ready. Titles are escaped: themes print them as they are."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(str(escape(page.nav_title if page.in_nav else page.title)), file, config)
        self.framework_page = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; there is no Markdown to read."""
        self.markdown = ""
        self.meta = {
            "title": str(escape(self.framework_page.title)),
            "description": str(escape(self.framework_page.description)),
        }
        if self.framework_page.kind in ("home", "programme"):
            self.meta["hide"] = ["toc"]  # Material: room for the map; the page lists its own contents
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


def page_file(page: Page, config: MkDocsConfig, folder: Path, edit_uri: str | None) -> File:
    """Make the MkDocs file of a page, with its page set.

    `folder` is a temporary folder: the file stands there for real, since other plugins read or date it. It holds the
    description only. `edit_uri` is the path of the source relative to the docs folder.
    """
    path = folder / page.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.description, encoding="utf-8")
    inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.src_uri, abs_src_path=str(path), inclusion=inclusion)
    file.edit_uri = edit_uri
    FrameworkPage(page, file, config)
    return file


def download_file(src_uri: str, text: str, config: MkDocsConfig, folder: Path) -> File:
    """Make the MkDocs file of something to download."""
    path = folder / src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return File.generated(config, src_uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV)
