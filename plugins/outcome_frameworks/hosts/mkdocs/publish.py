"""Add what is made of the frameworks to the files of a site, render it, and tell what of it leads to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from outcome_frameworks.hosts.bundles import KEPT_FOR, BundleStore
from outcome_frameworks.hosts.kept_pieces import KeptPieces
from outcome_frameworks.hosts.mkdocs.build_place import BuildPlace
from outcome_frameworks.hosts.mkdocs.files import NewFiles, give_way
from outcome_frameworks.hosts.mkdocs.late_files import LateFile
from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import unescape_titles
from outcome_frameworks.hosts.mkdocs.material.unused_files import leave_out_unused
from outcome_frameworks.hosts.mkdocs.navigation import fill_placeholder
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.placing import KeptParts, NamedUnit, Placing, Stored, writers
from outcome_frameworks.hosts.mkdocs.progress import Progress
from outcome_frameworks.hosts.mkdocs.rendering import can_be_kept, fills_shells, only_readers_see, stay_as_written
from outcome_frameworks.hosts.mkdocs.reporting import log, report, tell_of_policy, tell_without_address
from outcome_frameworks.hosts.mkdocs.search.site_index import index_site
from outcome_frameworks.hosts.mkdocs.theme_shells import ThemeShells
from outcome_frameworks.hosts.mkdocs.unit_keys import BesideKeys, UnitKeys
from outcome_frameworks.hosts.mkdocs.whole.contradictions import tell_of_published_frameworks, tell_of_unknown_home
from outcome_frameworks.hosts.policy.content_security_policy import write_policy
from outcome_frameworks.hosts.shells import ShellError
from outcome_frameworks.model import Framework, OrganisationsFile, Portfolio
from outcome_frameworks.model.texts import WrittenText, links_in
from outcome_frameworks.model.web_addresses import can_be_link, is_path
from outcome_frameworks.pages import Renderer, files_of, pages_of, units_of
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.system.kept_files import NO_FOLDER
from outcome_frameworks.system.linked_files import EarlierFiles
from outcome_frameworks.system.unused_objects import seldom_looked_for


class Published:
    """What one build of MkDocs makes of the frameworks: named early, so that others can link to it, rendered late.

    Args:
        renderer: What renders the pages.
        config: The site's settings.
        options: Those of the plugin.
        place: Where this build writes.
    """

    def __init__(
        self, renderer: Renderer, config: MkDocsConfig, options: OutcomeFrameworksOptions, place: BuildPlace
    ) -> None:
        self._renderer, self._config, self._options = renderer, config, options
        self._cache, self._folder, self._served = place.cache, place.empty_folder(), place.served
        self._old_site = place.old_site
        self._is_late = fills_shells(config, options.rendering)
        self._units: list[NamedUnit] = []
        self._earlier: EarlierFiles | None = None
        self._searched: Mapping[str, bytes] = {}
        self.urls: frozenset[str] = frozenset()
        """The addresses of the pages."""
        self.all_pages: Sequence[File] = ()
        """All documentation pages of the site, known when the first is rendered."""

    @seldom_looked_for()
    def add_to(self, files: Files) -> None:
        """Add every page and file to those of the site, and to its `nav`."""
        config = self._config
        new = NewFiles(files, config, frameworks_dir(config, self._options), is_late=self._is_late)
        for unit in units_of(self._renderer.site):
            pages = {page.src_uri: new.add_page(page) for page in pages_of(self._renderer, unit)}
            beside = [new.add_beside(file) for file in files_of(self._renderer, unit)]
            self._units.append(NamedUnit(unit, pages, [file for file in beside if file]))
        if config.nav is not None:
            config.nav = fill_placeholder(config.nav, [page.framework_page for page in new.pages])

    @seldom_looked_for()
    def settle(self, files: Files, problems: Sequence[Problem]) -> None:
        """Take away what other plugins have pages for by now; tell of problems, and what leads to nothing in the site.

        Where each page goes through other plugins, the files beside pages are made now, and all stand for real.

        Raises:
            PluginError: where a path in the frameworks leads to nothing.
        """
        report(problems)
        site, config, options = self._renderer.site, self._config, self._options
        tell_without_address(site.base_url)
        leave_out_unused(files, config, has_search=site.has_search)
        frameworks, hide = frameworks_dir(config, options), bool(site.portfolio.withheld)
        tell_of_published_frameworks(files, config, frameworks, options.frameworks_dir, hide=hide)
        give_way([file for named in self._units for file in named.all_files()], files)
        self._units = [named.within(files) for named in self._units]
        if not self._is_late:
            self._make_parts(files)
        added = [page.framework_page for named in self._units for page in named.pages.values() if page]
        if any(page.kind.name == "home" for page in added) and not site.portfolio.withholds(site.home_map):
            tell_of_unknown_home(site.home_map, (framework.id for framework in site.portfolio.frameworks))
        report(dead_paths(site.portfolio, files))
        self.urls = frozenset(site.urls.url(page.src_uri) for page in added)

    def _make_parts(self, files: Files) -> None:
        """Have what pages show, and every file, stand in a temporary folder, since other plugins read or date them."""
        kept = self._cache.units.files(KEPT_FOR)
        keys = BesideKeys(self._renderer.site, self._config)
        pieces = KeptPieces(self._cache.pieces.files(KEPT_FOR), keys.of_pieces)
        self._renderer.site.pieces.keep_in(pieces)
        parts = KeptParts(self._renderer, keys, BundleStore(kept))
        made_of_each = parts.of_each([named.unit for named in self._units])
        for named, (pages, files_beside) in zip(self._units, made_of_each, strict=True):
            for page in pages:
                if known := named.pages[page.src_uri]:
                    known.framework_page = page
            made = dict(files_beside)
            for beside in named.files:
                beside.make = beside.make if beside.taken_in else made[beside.src_uri]
            for file in named.all_files():
                if isinstance(file, LateFile) and not file.stand_in(self._folder):
                    files.remove(file)
        kept.forget_old()
        pieces.stay(self._renderer.site.portfolio.frameworks)

    @seldom_looked_for()
    def place(self, env: Environment, nav: Navigation, files: Files) -> None:
        """Write what shells can be filled with into the site, and take it off the files that MkDocs is to write.

        Where the theme of the site turns out to do more to pages than shells know, MkDocs renders them all.
        """
        self.all_pages = files.documentation_pages()
        if not self._is_late:
            return
        self._units = [named.within(files) for named in self._units]
        shells = ThemeShells(env, nav, self.all_pages, self._config, compared=self._options.rendering == "auto")
        try:
            if self._served and self._served.asks and not self._has_index and only_readers_see(self._config):
                self._served.lacks(writers(self._units, shells))
            else:
                self._place_all(shells, nav, files)
        except ShellError as error:
            log.info("Pages are rendered one by one (rendering: compatible): %s", error)
            for file in (file for named in self._units for file in named.all_files()):
                Path(file.abs_dest_path).unlink(missing_ok=True)  # the old site may share it
            for page in (page for named in self._units for page in named.pages.values() if page):
                page.show(page.framework_page)
            return
        for file in (file for named in self._units for file in named.all_files()):
            files.remove(file)

    def _place_all(self, shells: ThemeShells, nav: Navigation, files: Files) -> None:
        sample = next((page for named in self._units for page in named.pages.values() if page and page.has_shell), None)
        around = shells.fingerprint(sample.framework_page, sample) if sample else ""
        no_one_sees = can_be_kept(self._config)
        kept = (self._cache.units if no_one_sees else NO_FOLDER).files(KEPT_FOR)
        keys = UnitKeys(self._renderer.site, self._config, nav, self.all_pages, around)
        site = self._renderer.site
        pieces = KeptPieces((self._cache.pieces if no_one_sees else NO_FOLDER).files(KEPT_FOR), keys.beside.of_pieces)
        site.pieces.keep_in(pieces)
        progress = Progress(len(site.portfolio.frameworks))
        stored = Stored(self._renderer, BundleStore(kept), beside=no_one_sees)
        if no_one_sees and stay_as_written(self._config):
            self._earlier = self._earlier_files(files)
        placing = Placing(self._renderer, shells, keys, stored, self._config.site_dir, progress, self._earlier)
        placing.place(self._units)
        progress.end()
        kept.forget_old()
        pieces.stay(site.portfolio.frameworks)
        if stay_as_written(self._config):
            self._searched = placing.searched

    def _earlier_files(self, files: Files) -> EarlierFiles | None:
        """Return the files of the old site, where the new one may share those of units that stay as they were."""
        if self._old_site is None:
            return None
        ours = {id(file) for named in self._units for file in named.all_files()}
        others = {file.dest_uri for file in files if id(file) not in ours}
        return EarlierFiles(self._old_site, others.union(self._config.theme.static_templates))

    @property
    def _has_index(self) -> bool:
        """Whether there will be an index to search: in `serve` only where that was asked for."""
        return self._renderer.site.has_search and (self._served is None or self._options.search_in_serve)

    def complete(self) -> None:
        """Make what depends on all pages as they stay: the search index, and the Content-Security-Policy if asked for.

        In `serve` there is no policy, which would refuse its script.
        """
        site, options = Path(self._config.site_dir), self._options
        self._renderer.site.pieces.release()
        unescape_titles(self._config, self.urls)
        if self._has_index:
            index_site(site, self._cache.search, options.search_language, self._searched)
        if options.content_security_policy != "off" and not self._served:
            tell_of_policy(write_policy(site, options.content_security_policy, self._earlier))

    def list_pages(self, context: TemplateContext) -> None:
        """Have a template list all documentation pages, those too that are written already."""
        context["pages"] = self.all_pages


def dead_paths(portfolio: Portfolio, files: Files) -> list[Problem]:
    """Report each path below the site's root that none of the site's files answers; `files` are all of them."""
    sources: list[Framework | OrganisationsFile] = [*portfolio.frameworks, portfolio.organisations_file]
    advice = "where your site has nothing; put the file into docs, or correct the path"
    led_to = [(s, written, path) for s in sources for written in s.leading_texts for path in _paths_in(written)]
    present = {_place(file.url) for file in files} if led_to else set()
    return [
        Problem(source.file, written.entry.place, "dead-path", f'{written.subject} leads to "{show(path)}", {advice}')
        for source, written, path in led_to
        if _place(path) not in present
    ]


def _paths_in(written: WrittenText) -> Iterator[str]:
    """Yield the paths that a text links to, or is."""
    if written.field == "url":
        addresses = [written.text]
    else:
        found = (link.address for link in links_in(written) if not link.is_reference)
        addresses = [address for address in found if can_be_link(address)]
    yield from (address for address in addresses if is_path(address))


def _place(url: str) -> str:
    """Return an address in one spelling, for comparison: decoded, without `index.html` and what follows ? or #."""
    path = normpath("/" + unquote(urlsplit(url).path)).strip("/")
    return path.removesuffix("index.html").strip("/")
