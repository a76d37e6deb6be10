"""Write the output of units into a site: as it was kept where nothing has changed that it depends on, or made anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup
from mkdocs.structure.files import File, Files

from outcome_frameworks.hosts.bundles import Bundle, BundleStore
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage, LateFile, in_bytes
from outcome_frameworks.hosts.mkdocs.progress import Progress
from outcome_frameworks.hosts.mkdocs.search.site_index import searched_part
from outcome_frameworks.hosts.mkdocs.theme_shells import ThemeShells
from outcome_frameworks.hosts.mkdocs.unit_keys import BesideKeys, UnitKeys
from outcome_frameworks.pages import FileBeside, Page, Renderer, Section, Unit, files_of, pages_of
from outcome_frameworks.pages.page import Body


class NamedUnit(NamedTuple):
    """A unit with the pages of it that MkDocs was told of, by their `src_uri`, and with the files beside them.

    A page is None where the site has its own there.
    """

    unit: Unit
    pages: Mapping[str, FrameworkPage | None]
    files: list[LateFile]

    def within(self, files: Files) -> NamedUnit:
        """Return the unit with what of it is still among the files of a site: other plugins may take some away."""
        listed = files.src_uris
        pages = {uri: page if page and listed.get(uri) is page.file else None for uri, page in self.pages.items()}
        return NamedUnit(self.unit, pages, [file for file in self.files if listed.get(file.src_uri) is file])

    def all_files(self) -> Iterator[File]:
        """Yield the files of MkDocs for all of it."""
        yield from (page.file for page in self.pages.values() if page)
        yield from self.files


@dataclass(frozen=True)
class KeptParts:
    """What pages of units show and say of themselves, and the files beside them, where MkDocs wraps the pages itself.

    What a page shows is kept under the path of the Markdown file that MkDocs would build it from, where a site has
    nothing.
    """

    renderer: Renderer
    keys: BesideKeys
    store: BundleStore

    def of(self, unit: Unit) -> tuple[list[Page], list[FileBeside]]:
        """Return the pages and the files of a unit, as they were kept where nothing has changed that they depend on."""
        pages = {page.src_uri: page for page in pages_of(self.renderer, unit)}
        files = {file.src_uri: file.make for file in files_of(self.renderer, unit)}
        paths = [*pages, *files]
        key = self.keys.of(unit, paths)
        bundle = self.store.get(key, paths)
        if bundle is None:
            made = {src_uri: make() for src_uri, make in files.items()}
            bundle = {src_uri: _packed(page) for src_uri, page in pages.items()}
            bundle |= {src_uri: in_bytes(content) for src_uri, content in made.items() if content is not None}
            _keep(self.renderer, self.store, key, bundle)
        shown = [_unpacked(page, bundle[src_uri]) for src_uri, page in pages.items()]
        return shown, [FileBeside(src_uri, partial(bundle.get, src_uri)) for src_uri in files]


def _packed(page: Page) -> bytes:
    """Return the head and the body of a page as bytes."""
    sections = [(section.id, section.title, section.html) for section in page.sections]
    return json.dumps([page.head, page.header, sections, page.footer], ensure_ascii=False).encode()


def _unpacked(page: Page, content: bytes) -> Page:
    """Return a page with the head and the body that `_packed` was given, in place of those that would be made."""
    head, header, sections, footer = json.loads(content)
    parts = tuple(Section(id, title, Markup(html)) for id, title, html in sections)
    body = Body(Markup(header), parts, Markup(footer))
    return replace(page, make_body=lambda: body, make_head=lambda: Markup(head))


def _keep(renderer: Renderer, store: BundleStore, key: str, bundle: Bundle) -> None:
    """Keep a bundle, but where an engine has failed: its maps are drawn otherwise, this time only."""
    engine = renderer.site.engine
    if engine is None or not engine.has_failed:
        store.put(key, bundle)


@dataclass
class Placing:
    """Writes units into `site`, the folder that MkDocs builds. `store` holds what earlier builds made."""

    renderer: Renderer
    shells: ThemeShells
    keys: UnitKeys
    store: BundleStore
    site: str
    progress: Progress
    searched: dict[str, bytes] = field(default_factory=dict)
    """A digest of what a search finds of each page that was written, by its path."""
    _folders: set[str] = field(default_factory=set)

    def place(self, named: NamedUnit) -> None:
        """Write a unit."""
        paths = [file.dest_uri for file in named.all_files()]
        key = self.keys.of(named.unit, [(file.dest_uri, getattr(file, "taken_in", "")) for file in named.all_files()])
        bundle = self.store.get(key, paths)
        if bundle is None:
            bundle = dict(self._make(named))
            self.progress.changed += named.unit.framework is not None
            _keep(self.renderer, self.store, key, bundle)
        self._write(bundle)
        self.progress.pages += sum(1 for page in named.pages.values() if page)

    def _make(self, named: NamedUnit) -> Iterator[tuple[str, bytes]]:
        """Yield what stands at each path."""
        has_search = self.renderer.site.has_search
        for page in pages_of(self.renderer, named.unit):
            known = named.pages[page.src_uri]
            if known is not None:
                yield known.file.dest_uri, self.shells.render(page, known, has_search=has_search).encode()
        for file in named.files:
            content = file.make()
            if content is not None:
                yield file.dest_uri, in_bytes(content)

    def _write(self, bundle: Bundle) -> None:
        for path, content in bundle.items():
            folder, _, name = path.rpartition("/")
            if folder not in self._folders:
                Path(self.site, folder).mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            with open(f"{self.site}/{folder}/{name}", "wb") as file:  # noqa: PTH123  # half of what Path takes
                file.write(content)
            self.progress.written += len(content)
            if path.endswith(".html"):
                self.searched[path] = searched_part(content)
