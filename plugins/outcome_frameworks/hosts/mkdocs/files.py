"""Turn rendered pages and downloads into files and pages of MkDocs, without a trip through Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, get_toc

from outcome_frameworks.addresses.urls import REDIRECTS
from outcome_frameworks.hosts.mkdocs.late_files import LateFile, Make, SiteFolder
from outcome_frameworks.pages import FileBeside, Page
from outcome_frameworks.problems import Place

_ID = re.compile(r'\sid="([^"]+)"')
"""An id among the attributes of an element: ` id="levels"`."""


class FrameworkPage(MkDocsPage):
    """A page of MkDocs whose content comes from a framework. Titles are escaped: themes print them as they are."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(str(escape(page.nav_title if page.in_nav else page.title)), file, config)
        self.framework_page = page
        self.is_link = not page.is_found  # MkDocs leaves links out of the site map

    def _set_canonical_url(self, base: str | None) -> None:
        """Set the addresses to what MkDocs makes of them, which takes that of the site apart for each page."""
        if not base or not self.url:
            super()._set_canonical_url(base)
            return
        root, path = _root_of(base)
        self.canonical_url, self.abs_url = root + self.url, path + self.url

    @property
    def has_shell(self) -> bool:
        """Whether there are many pages like it, of which menus name none."""
        return self.framework_page.own.target is not None and not self.framework_page.in_nav

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; there is no Markdown to read."""
        self.markdown = ""
        self.meta = {
            "title": str(escape(self.framework_page.title)),
            "description": str(escape(self.framework_page.description)),
        }
        if self.framework_page.kind.contents != "by host":
            self.meta["hide"] = ["toc"]  # Material: room for the map; the page lists its own contents
        if not self.framework_page.is_found:
            self.meta["search"] = {"exclude": True}
        if self.is_homepage:
            del self.meta["title"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the content, the list of contents, and the anchors that links may point to."""
        self.show(self.framework_page)
        self.present_anchor_ids = _anchors(self.body)

    def show(self, page: Page) -> None:
        """Set the content and the list of contents to those of a page."""
        self.content = self.body = content_of(page)
        self.toc = contents_of(page, str(escape(page.title)), top_id(page))


class LatePage(FrameworkPage):
    """One that is known to MkDocs from the start, and whose content is made when the site is written."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the content for later."""
        self.content = self.body = ""

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The anchors that links of hand-written pages may point to."""
        return _anchors(content_of(replace(self.framework_page)))


@lru_cache(maxsize=8)
def _root_of(base: str) -> tuple[str, str]:
    """Return what the whole address of each page of a site begins with, and its address on the server."""
    root = urljoin(base if base.endswith("/") else f"{base}/", "x").removesuffix("x")
    return root, urlsplit(root).path


def _anchors(content: str) -> set[str]:
    return set(_ID.findall(content))


def content_of(page: Page) -> str:
    """Return the body of a page as themes of MkDocs print it."""
    # MkDocs 1.6 crashes on "<![" in content; encoded, the browser shows the same characters.
    return page.html.replace("<!", "&lt;!")


def top_id(page: Page) -> str:
    """Return the id of what heads a page, "" where that has none."""
    found = _ID.search(page.header)
    return found[1] if found else ""


def contents_of(page: Page, title: str, top: str) -> TableOfContents:
    """Return the list of contents of a page: its title, with the id of what heads it, and below that its sections."""
    sections: list[dict[str, Any]] = [
        {"level": 2, "id": section.id, "name": str(escape(section.title)), "children": []} for section in page.sections
    ]
    heading = {"level": 1, "id": top, "name": title, "children": sections}
    return get_toc([heading])  # type: ignore[list-item]


class _PageFile(LateFile):
    """The file of a page. Where its Edit link leads is found when it is asked for: many sites have no such links."""

    def __init__(self, page: Page, site: SiteFolder, find_edit_uri: Callable[[], str | None]) -> None:
        super().__init__(page.src_uri, lambda: page.description, site)
        self._find_edit_uri = find_edit_uri

    @cached_property
    def edit_uri(self) -> str | None:
        """The path of what the page is made from, relative to the docs folder; None for a page of all programmes."""
        return self._find_edit_uri()


class NewFiles:
    """Adds our pages, and the files that stand beside them, to the files of a site, as far as it has none at a place.

    What the site has written by hand at the same address wins, whatever the file is called: `outcomes.md`,
    `outcomes/README.md` and `outcomes/index.html` stand where `outcomes/index.md` would.

    Args:
        files: The site's files, which grow.
        config: The site's settings.
        frameworks: The folder with the framework files, to which Edit links lead.
        is_late: Whether contents of pages are made when the site is written, not when MkDocs renders its pages.
    """

    def __init__(self, files: Files, config: MkDocsConfig, frameworks: Path, *, is_late: bool) -> None:
        self._files, self._config, self._frameworks, self._is_late = files, config, frameworks, is_late
        self._site = SiteFolder(config.site_dir, config.use_directory_urls)
        self._own = {file.dest_uri: file for file in files}
        self.pages: list[FrameworkPage] = []
        """The pages that were added."""

    def add_page(self, page: Page) -> FrameworkPage | None:
        """Add a page; return it, or None where the site has its own there."""
        file = _PageFile(page, self._site, partial(self._edit_uri_of, page))
        own = self._own.get(file.dest_uri)
        if page.src_uri in self._files.src_uris or (own and own.inclusion.is_included()):
            return None
        file.inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
        added = (LatePage if self._is_late else FrameworkPage)(page, file, self._config)
        self._files.append(file)
        self.pages.append(added)
        return added

    def _edit_uri_of(self, page: Page) -> str | None:
        file, place = page.source_file, page.source_place
        return edit_uri(self._config, self._frameworks, file, place) if file else None

    def add_beside(self, beside: FileBeside) -> LateFile | None:
        """Add a file as it is; return it, or None where the site has its own there. Redirects of both are kept."""
        src_uri, make = beside
        own, listed = self._own.get(src_uri), ""
        if own is not None and src_uri != REDIRECTS:
            return None
        if own is not None:
            self._files.remove(own)
            listed = own.content_string.rstrip()
            make = partial(_after, listed, beside.make)
        file = LateFile(src_uri, make, self._site, listed)
        file.dest_uri = src_uri  # none of them is Markdown
        self._files.append(file)
        return file


def give_way(ours: Iterable[File], files: Files) -> None:
    """Take files of ours away where another stands at the same address by now, whatever it is called."""
    by_path = {file.dest_uri: file for file in ours}
    for file in list(files):
        own = by_path.get(file.dest_uri)
        if own and own is not file and file.inclusion.is_included() and files.src_uris.get(own.src_uri) is own:
            files.remove(own)


def _after(listed: str, make: Make) -> str:
    """Return what the site lists already, and below it what is made."""
    return f"{listed}\n{make() or ''!s}"


def edit_uri(config: MkDocsConfig, folder: Path, file: str, place: Place) -> str:
    """Return the path of a file of the frameworks folder relative to the docs folder, with its line."""
    path = _from_docs(folder, file, config.docs_dir)
    return f"{path}#L{place.line}" if place.line else path


@lru_cache(maxsize=1024)  # each entry of a file asks
def _from_docs(folder: Path, file: str, docs_dir: str) -> str:
    source = folder / posixpath.basename(file)
    return posixpath.relpath(source.resolve().as_posix(), Path(docs_dir).resolve().as_posix())


def edit_url(config: MkDocsConfig, uri: str) -> str | None:
    """Return the address of an Edit link as MkDocs makes it for pages; None where the site has no such links."""
    if config.edit_uri_template:
        path = config.edit_uri_template.format(path=uri, path_noext=posixpath.splitext(uri)[0])
    elif config.edit_uri:
        path = config.edit_uri + uri
    else:
        return None
    return urljoin((config.repo_url or "").rstrip("/") + "/", path)
