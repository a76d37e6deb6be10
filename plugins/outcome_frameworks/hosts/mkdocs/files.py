"""Turn rendered pages, downloads and our assets into files and pages of MkDocs, without a trip through Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from rcssmin import cssmin
from rjsmin import jsmin

from outcome_frameworks.addresses.urls import REDIRECTS
from outcome_frameworks.pages import THEME_DIR, Page
from outcome_frameworks.problems import Place

_ID = re.compile(r'\sid="([^"]+)"')
"""An id among the attributes of an element: ` id="levels"`."""

_MINIFIERS: dict[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}


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
        if self.framework_page.kind.contents != "by host":
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
    """Add rendered pages, and the files that stand beside them, to a site's files; return the pages that were added.

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


def minify_assets(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Send our style sheets and scripts without their comments and white space: every first view waits for them.

    A site's own file at their place stays as it is.

    Args:
        files: The site's files, those of its theme among them.
        config: The site's settings.
        folder: A temporary folder that outlives the build: the shorter files stand there for real.
    """
    for path in (THEME_DIR / "assets").rglob("*"):
        src_uri = path.relative_to(THEME_DIR).as_posix()
        file = files.get_file_from_path(src_uri)
        if path.suffix not in _MINIFIERS or file is None or file.abs_src_path != str(path):
            continue
        shorter = _MINIFIERS[path.suffix](path.read_text(encoding="utf-8"))
        files.remove(file)
        files.append(_generated(src_uri, shorter, file.inclusion, config, folder))


def edit_uri(config: MkDocsConfig, folder: Path, file: str, place: Place) -> str:
    """Return the path of a file of the frameworks folder relative to the docs folder, with its line."""
    source = folder / posixpath.basename(file)
    path = posixpath.relpath(source.resolve().as_posix(), Path(config.docs_dir).resolve().as_posix())
    return f"{path}#L{place.line}" if place.line else path


def edit_url(config: MkDocsConfig, uri: str) -> str | None:
    """Return the address of an Edit link as MkDocs makes it for pages; None where the site has no such links."""
    if config.edit_uri_template:
        path = config.edit_uri_template.format(path=uri, path_noext=posixpath.splitext(uri)[0])
    elif config.edit_uri:
        path = config.edit_uri + uri
    else:
        return None
    return urljoin((config.repo_url or "").rstrip("/") + "/", path)
