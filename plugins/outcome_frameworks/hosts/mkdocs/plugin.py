"""The MkDocs plugin: each event calls the functions that do the work."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from outcome_frameworks import pages
from outcome_frameworks.hosts.mkdocs.cache import Cache, open_cache
from outcome_frameworks.hosts.mkdocs.dead_paths import dead_paths
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage, add_files, minify_assets
from outcome_frameworks.hosts.mkdocs.hand_written.block_marks import for_other_plugins, mark_blocks
from outcome_frameworks.hosts.mkdocs.hand_written.page_head import with_head, without_finders
from outcome_frameworks.hosts.mkdocs.hand_written.pages import HandWrittenPages
from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir, load_site, permalinks_file, settings_folder
from outcome_frameworks.hosts.mkdocs.material.first_paint import painted_first
from outcome_frameworks.hosts.mkdocs.material.fixes import mend_theme, mends, prepare_templates
from outcome_frameworks.hosts.mkdocs.material.markup import mend_page
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import (
    mark_for_pagefind,
    replace_theme_search,
    short_entries,
    tell_templates,
    unescape_titles,
    uses_pagefind,
)
from outcome_frameworks.hosts.mkdocs.navigation import fill_placeholder, tidy_inferred
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.reporting import log, report, start_relay, stop_relay, tell_without_address
from outcome_frameworks.hosts.mkdocs.search.site_index import index_site
from outcome_frameworks.hosts.mkdocs.watching import watch_sources
from outcome_frameworks.hosts.mkdocs.whole.contradictions import (
    refuse_second_listing,
    refuse_site_behind_link,
    refuse_site_over_sources,
    tell_of_published_frameworks,
    tell_of_unknown_home,
)
from outcome_frameworks.hosts.mkdocs.whole.failures import raise_refusal
from outcome_frameworks.hosts.mkdocs.whole.replacement import WholeSite
from outcome_frameworks.hosts.policy.content_security_policy import write_policy
from outcome_frameworks.pages import SCRIPT, STYLE, THEME_DIR, Renderer


class OutcomeFrameworksPlugin(BasePlugin[OutcomeFrameworksOptions]):
    """Makes pages of the frameworks folder and adds them to the site."""

    def __init__(self) -> None:
        self._cache = Cache()
        self._folder: TemporaryDirectory[str] | None = None
        self._command = "build"
        self._has_search = False
        self._may_replace_whole = False
        self._written: list[Path] = []
        self._markdown: str | None = None
        self._whole_site: WholeSite | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Hear the core's warnings. With this method there, MkDocs keeps the plugin between rebuilds of `serve`."""
        start_relay()
        self._command = command
        self._may_replace_whole = command != "serve" and not dirty
        self._whole_site = None

    @event_priority(100)  # before plugins that keep in mind where the site is written
    def _build_beside(self, config: MkDocsConfig) -> None:
        """Have MkDocs write beside the site's folder, where that was asked for; never over what it is made from."""
        refuse_second_listing(config, OutcomeFrameworksPlugin)
        sources = {"frameworks_dir": frameworks_dir(config, self.config), "docs_dir": Path(config.docs_dir)}
        refuse_site_over_sources(config, sources)
        refuse_site_behind_link(config)
        self._cache = open_cache(config)
        self._written = [folder for folder in (Path(config.site_dir), self._cache.root) if folder]
        if self._may_replace_whole and self.config.replace_site_whole:
            self._whole_site = WholeSite(config)
            self._whole_site.begin()

    def _prepare(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme folder, style sheet and script."""
        if str(THEME_DIR) not in config.theme.dirs:
            config.theme.dirs.append(str(THEME_DIR))
        if self.config.theme_fixes:
            mend_theme(config)
        self._has_search = uses_pagefind(config, self.config.search)
        if self._has_search:
            replace_theme_search(config)
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.insert(0, SCRIPT)
        return config

    on_config = CombinedEvent(_build_beside, _prepare)

    @event_priority(-60)  # after Material's blog (-50), which says where posts will be
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Load and check the frameworks, render their pages, and add them as generated files."""
        is_served = self._command == "serve"
        site, problems = load_site(
            files, config, self.config, self._cache, has_search=self._has_search, is_served=is_served
        )
        report(problems)
        tell_without_address(site.base_url)
        self._renderer = Renderer(site, [Path(folder) for folder in config.theme.dirs])
        self._hand_written = HandWrittenPages(self._renderer, config)
        if self._folder:
            self._folder.cleanup()
        self._folder = self._cache.temporary_folder()
        rendered, beside = pages.render_pages(self._renderer), pages.render_files(self._renderer)
        frameworks = frameworks_dir(config, self.config)
        hide = bool(site.portfolio.withheld)
        tell_of_published_frameworks(files, config, frameworks, self.config.frameworks_dir, hide=hide)
        added = add_files(files, rendered, beside, config, Path(self._folder.name), frameworks)
        self._urls = {site.urls.url(page.src_uri) for page in added}
        if any(page.kind == "home" for page in added) and not site.portfolio.withholds(site.home_map):
            tell_of_unknown_home(site.home_map, (framework.id for framework in site.portfolio.frameworks))
        report(dead_paths(site.portfolio, files))
        minify_assets(files, config, Path(self._folder.name))
        if config.nav is not None:
            config.nav = fill_placeholder(config.nav, added)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Tidy the navigation that MkDocs infers from folders."""
        if config.nav is None:
            tidy_inferred(nav)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let our templates mend Material's, and tell the theme's where the search page is."""
        if mends(config):
            prepare_templates(env)
        if self._has_search:
            site = self._renderer.site
            tell_templates(env, site.urls, has_outcomes=site.has_outcomes)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Carry cards and maps past Markdown."""
        return markdown if isinstance(page, FrameworkPage) else mark_blocks(markdown)

    def _fill(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Complete the content of hand-written pages; until the end of the event others see it, and whole addresses."""
        self._markdown = page.markdown
        if not isinstance(page, FrameworkPage):
            html = page.content = self._hand_written.filled(html, page)
            page.markdown = for_other_plugins(page.markdown or "", self._renderer)
        return html

    @event_priority(-100)  # after plugins that make feeds of the Markdown
    def _take_back(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page its own Markdown again, of which excerpts are made."""
        page.markdown = self._markdown
        return html

    on_page_content = CombinedEvent(_fill, _take_back)

    on_page_context = short_entries

    def _finish(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend the theme's markup; complete the head and the marks for the search."""
        if mends(config):
            output = mend_page(output)
        if isinstance(page, FrameworkPage):
            output = with_head(output, page.framework_page.head)
            output = output if page.framework_page.is_found else without_finders(output)
        else:
            output = self._hand_written.finished(output, page)
        return (
            mark_for_pagefind(output, page, is_story=self._hand_written.is_story(page)) if self._has_search else output
        )

    @event_priority(-100)  # other plugins may bring scripts into the page, which change what may wait
    def _paint_first(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return painted_first(output) if mends(config) else output

    on_post_page = CombinedEvent(_finish, _paint_first)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the theme's other pages, such as the one that says that there is no such page."""
        is_page = mends(config) and template_name.endswith(".html")
        return painted_first(mend_page(output_content)) if is_page else output_content

    @event_priority(-50)  # after plugins that still change the site's pages
    def _index(self, *, config: MkDocsConfig) -> None:
        """Make the search index; while a site is being written, only where that was asked for. Mend that of MkDocs."""
        unescape_titles(config, self._urls)
        if self._has_search and (self._command != "serve" or self.config.search_in_serve):
            index_site(Path(config.site_dir), self._cache.search, self.config.search_language)

    @event_priority(-60)  # after whoever changes a script
    def _protect(self, *, config: MkDocsConfig) -> None:
        """Write the Content-Security-Policy where one is asked for; `serve` adds a script that it would refuse."""
        form = self.config.content_security_policy
        for note in write_policy(Path(config.site_dir), form) if form != "off" and self._command != "serve" else ():
            log.log(logging.WARNING if note.is_fault else logging.INFO, note.text)

    @event_priority(-100)
    def _all_is_written(self, *, config: MkDocsConfig) -> None:
        if self._whole_site:
            self._whole_site.is_written = True

    on_post_build = CombinedEvent(_index, _protect, _all_is_written)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch the frameworks and the ledger; and all that the site is made from where it comes again."""
        ours = [frameworks_dir(config, self.config), permalinks_file(config)]
        others = [Path(path) for path in (config.docs_dir, config.config_file_path) if path]
        watch_sources(server, ours, others, settings_folder(config))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was, also where only --strict fails; say in one line what the machine refused."""
        if self._whole_site:
            self._whole_site.is_written = False
        raise_refusal(error, self._written)

    @event_priority(-100)  # MkDocs has given its verdict by now, and other plugins have nothing more to write
    def on_shutdown(self) -> None:
        """Put the site in its place where the build succeeded; remove the temporary files, and hear no more."""
        stop_relay()
        if self._folder:
            self._folder.cleanup()
        whole_site, self._whole_site = self._whole_site, None
        if whole_site:
            whole_site.end()


__all__ = ["OutcomeFrameworksPlugin"]
