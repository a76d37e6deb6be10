"""Write the output of units into a site: as it was kept where nothing has changed that it depends on, or made anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup
from mkdocs.structure.files import File, Files

from outcome_frameworks.hosts.bundles import Bundle, BundleStore, pack, unpack
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.hosts.mkdocs.late_files import LateFile, in_bytes, write_into_site
from outcome_frameworks.hosts.mkdocs.progress import Progress
from outcome_frameworks.hosts.mkdocs.search.site_index import searched_part
from outcome_frameworks.hosts.mkdocs.theme_shells import ThemeShells
from outcome_frameworks.hosts.mkdocs.unit_keys import BesideKeys, UnitKeys
from outcome_frameworks.pages import FileBeside, Page, Renderer, Section, Unit, files_of, pages_of
from outcome_frameworks.pages.page import Body
from outcome_frameworks.system.linked_files import EarlierFiles
from outcome_frameworks.system.workers import make_each


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


class Asked(NamedTuple):
    """What is asked of the store for a unit: its key, and the paths that it may have."""

    key: str
    paths: Collection[str]


@dataclass(frozen=True)
class Stored:
    """The finished output of units: as it was kept where nothing has changed that it depends on, else made.

    `beside` says that other processes may make some of it.
    """

    renderer: Renderer
    store: BundleStore
    beside: bool

    def bundles(
        self, asked: Sequence[Asked], make: Callable[[int], Bundle]
    ) -> Generator[tuple[Bundle, bool], None, None]:
        """Yield the bundle of each unit in order, and whether it was made anew, which `make` does by its number."""
        stored = [self.store.kept.holds(key) for key, _ in asked]
        missing = [number for number, is_stored in enumerate(stored) if not is_stored]

        def anew(number: int) -> Bundle:
            bundle = make(number)
            self.renderer.site.pieces.settle()  # here, as other processes know nothing of them
            return bundle

        with closing(make_each(lambda number: pack(anew(number)), missing, beside=self.beside)) as made:
            for number, (key, paths) in enumerate(asked):
                found = self.store.get(key, paths) if stored[number] else unpack(next(made))
                bundle = anew(number) if found is None else found  # what is stored may be damaged
                is_new = found is None or not stored[number]
                if is_new:
                    self._keep(key, bundle)
                yield bundle, is_new

    def _keep(self, key: str, bundle: Bundle) -> None:
        """Keep a bundle, but where an engine has failed: its maps are drawn otherwise, this time only."""
        engine = self.renderer.site.engine
        if engine is None or not engine.has_failed:
            self.store.put(key, bundle)


@dataclass(frozen=True)
class KeptParts:
    """What pages of units show and say of themselves, and the files beside them, where MkDocs wraps the pages itself.

    What a page shows is kept under the path of the Markdown file that MkDocs would build it from, where a site has
    nothing.
    """

    renderer: Renderer
    keys: BesideKeys
    store: BundleStore

    def of_each(self, units: Sequence[Unit]) -> Iterator[tuple[list[Page], list[FileBeside]]]:
        """Yield pages and files of each unit in order, as kept where nothing has changed that they depend on."""
        pages = [{page.src_uri: page for page in pages_of(self.renderer, unit)} for unit in units]
        files = [{file.src_uri: file.make for file in files_of(self.renderer, unit)} for unit in units]
        paths = [[*some, *others] for some, others in zip(pages, files, strict=True)]
        asked = [Asked(self.keys.of(unit, held), held) for unit, held in zip(units, paths, strict=True)]

        def make(number: int) -> Bundle:
            made = ((src_uri, make()) for src_uri, make in files[number].items())
            beside = {src_uri: in_bytes(content) for src_uri, content in made if content is not None}
            # Pages of their own, whose bodies go when they are packed: all of them together take much memory.
            return {page.src_uri: _packed(page) for page in pages_of(self.renderer, units[number])} | beside

        bundles = Stored(self.renderer, self.store, beside=True).bundles(asked, make)
        for known, names, (bundle, _) in zip(pages, files, bundles, strict=True):
            shown = [_unpacked(page, bundle[src_uri]) for src_uri, page in known.items()]
            yield shown, [FileBeside(src_uri, partial(bundle.get, src_uri)) for src_uri in names]


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


def writers(units: Iterable[NamedUnit], shells: ThemeShells) -> dict[str, Callable[[], None]]:
    """Return what makes and writes each page and file, by its path in the site."""
    written: dict[str, Callable[[], None]] = {}
    for named in units:
        pages = (page for page in named.pages.values() if page)
        written |= {page.file.dest_uri: partial(_write_page, shells, page) for page in pages}
        written |= {file.dest_uri: file.copy_file for file in named.files}
    return written


def _write_page(shells: ThemeShells, known: FrameworkPage) -> None:
    page = replace(known.framework_page)  # whose body goes when it is written
    write_into_site(known.file, shells.render_alone(page, known))


@dataclass
class Placing:
    """Writes units into `site`, the folder that MkDocs builds. Those of the `earlier` files that are the same stay."""

    renderer: Renderer
    shells: ThemeShells
    keys: UnitKeys
    stored: Stored
    site: str
    progress: Progress
    earlier: EarlierFiles | None
    searched: dict[str, bytes] = field(default_factory=dict)
    """A digest of what a search finds of each page that was written, by its path."""
    _folders: set[str] = field(default_factory=set)

    def place(self, units: Sequence[NamedUnit]) -> None:
        """Write all units; what is there once comes before the programmes."""
        asked = [Asked(self._key(named), [file.dest_uri for file in named.all_files()]) for named in units]
        with closing(self.stored.bundles(asked, lambda number: dict(self._make(units[number])))) as bundles:
            for number, (bundle, is_new) in enumerate(bundles):
                self._write(bundle)
                named = units[number]
                self.progress.changed += is_new and named.unit.framework is not None
                self.progress.pages += sum(1 for page in named.pages.values() if page)
                self.progress.tell(number)

    def _key(self, named: NamedUnit) -> str:
        files = ((file.dest_uri, getattr(file, "taken_in", "")) for file in named.all_files())
        return self.keys.of(named.unit, files)

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
            place = f"{self.site}/{folder}/{name}"
            if self.earlier:
                self.earlier.write(path, place, content)
            else:
                with open(place, "wb") as file:  # noqa: PTH123  # half of what Path takes
                    file.write(content)
            self.progress.written += len(content)
            if path.endswith(".html"):
                self.searched[path] = searched_part(content)
