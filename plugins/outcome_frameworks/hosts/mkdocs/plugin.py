"""The MkDocs plugin: each event calls one function that does the work."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from outcome_frameworks import pages
from outcome_frameworks.hosts.mkdocs.edit_links import edit_uri, edit_url
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage, download_file, page_file
from outcome_frameworks.hosts.mkdocs.material import (
    THEME_FIXES_DIR,
    material_dir,
    prepare_templates,
    sets_font,
    with_fixes,
)
from outcome_frameworks.hosts.mkdocs.material_markup import mend_page, name_tables
from outcome_frameworks.hosts.mkdocs.navigation import fill_placeholder, tidy_inferred
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.references import resolve_references
from outcome_frameworks.hosts.mkdocs.reporting import report, start_relay, stop_relay
from outcome_frameworks.hosts.mkdocs.search import (
    cache_folder,
    marked,
    replace_theme_search,
    short_entries,
    tell_templates,
    uses_pagefind,
)
from outcome_frameworks.hosts.mkdocs.search_index import index_site
from outcome_frameworks.outcome_map import find_engine
from outcome_frameworks.pages import (
    SCRIPT,
    STYLE,
    THEME_DIR,
    Here,
    Renderer,
    Site,
    render_downloads,
    render_pages,
    render_story_links,
    search_page,
)
from outcome_frameworks.pages.sources import HandWrittenPage, read_sources
from outcome_frameworks.urls import Urls


class OutcomeFrameworksPlugin(BasePlugin[OutcomeFrameworksOptions]):
    """Makes pages of the frameworks folder and adds them to the site."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._command = "build"
        self._has_search = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Hear the core's warnings. With this method there, MkDocs keeps the plugin between rebuilds of `serve`."""
        start_relay()
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme folder, style sheet and script, and watch the frameworks."""
        if str(THEME_DIR) not in config.theme.dirs:
            config.theme.dirs.append(str(THEME_DIR))
        if self.config.theme_fixes:
            config.theme.dirs = with_fixes(config.theme.dirs, material_dir())
            if self._mends(config) and not sets_font(config.user_configs):
                config.theme["font"] = False
        self._has_search = uses_pagefind(config, self.config.search)
        if self._has_search:
            replace_theme_search(config)
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.insert(0, SCRIPT)
        config.watch.append(str(self._frameworks_dir(config)))
        return config

    @event_priority(-60)  # after Material's blog (-50), which says where posts will be
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Load and check the frameworks, render their pages, and add them as generated files."""
        sources = read_sources(
            self._frameworks_dir(config), _hand_written(files, config), shown_as=self.config.frameworks_dir
        )
        report(sources.problems)
        site = Site(
            portfolio=sources.portfolio,
            urls=Urls(self.config.path_prefix.strip("/"), config.use_directory_urls),
            name=config.site_name,
            description=config.site_description or "",
            base_url=config.site_url or "",
            stories=sources.stories,
            problems=sources.problems,
            engine=find_engine(self.config.graphviz),
            edit_url=lambda file, place: edit_url(config, edit_uri(config, self._frameworks_dir(config), file, place)),
            home_map=self.config.home_map,
        )
        self._renderer = Renderer(site, [Path(folder) for folder in config.theme.dirs])
        self._stories = {story.src_uri: story for story in sources.stories}
        self._add_files(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Tidy the navigation that MkDocs infers from folders."""
        if config.nav is None:
            tidy_inferred(nav)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let our templates mend Material's, and tell the theme's where the search page is."""
        material = material_dir()
        if material and self._mends(config):
            prepare_templates(env, material)
        if self._has_search:
            tell_templates(env, self._renderer.site.urls)
        return env

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the theme's other pages, such as the one that says that there is no such page."""
        mends = self._mends(config) and template_name.endswith(".html")
        return mend_page(output_content) if mends else output_content

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve `outcome:` links of hand-written pages, and say at their end what they are about."""
        html = self._resolved(html, page)
        if self._mends(config) and not isinstance(page, FrameworkPage):
            html = name_tables(html, str(page.title))
        story = self._stories.get(page.file.src_uri)
        return html + str(render_story_links(self._renderer, story)) if story else html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Resolve what other plugins brought in, such as excerpts of posts; describe pages whose theme does not."""
        if self._mends(config):
            output = mend_page(output)
        if isinstance(page, FrameworkPage):
            output = _with_description(output, page.framework_page.description)
        else:
            output = self._resolved(output, page)
        if self._has_search:
            return marked(output, page, is_story=page.file.src_uri in self._stories)
        return output

    on_page_context = short_entries

    @event_priority(-50)  # after plugins that still change the site's pages
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search index; while a site is being written, only where that was asked for."""
        if self._has_search and (self._command != "serve" or self.config.search_in_serve):
            index_site(Path(config.site_dir), cache_folder(config), self.config.search_language)

    def on_shutdown(self) -> None:
        """Remove the temporary files, and hear no more."""
        stop_relay()
        if self._folder:
            self._folder.cleanup()

    def _add_files(self, files: Files, config: MkDocsConfig) -> None:
        if self._folder:
            self._folder.cleanup()
        self._folder = TemporaryDirectory(prefix="outcome-frameworks-")
        folder = Path(self._folder.name)
        made = []
        found = [search_page(self._renderer)] if self._has_search else []
        for page in (*render_pages(self._renderer), *found):
            if files.get_file_from_path(page.src_uri) is not None:
                continue  # a hand-written page at the same place wins
            files.append(page_file(page, config, folder, self._edit_uri(page, config)))
            made.append(page)
        for src_uri, text in render_downloads(self._renderer.site).items():
            files.append(download_file(src_uri, text, config, folder))
        if config.nav is not None:
            config.nav = fill_placeholder(config.nav, made)

    def _resolved(self, html: str, page: Page) -> str:
        return resolve_references(html, Here(self._renderer.site, page.url).reference)

    def _edit_uri(self, page: pages.Page, config: MkDocsConfig) -> str | None:
        if not page.source_file:
            return None
        return edit_uri(config, self._frameworks_dir(config), page.source_file, page.source_place)

    def _mends(self, config: MkDocsConfig) -> bool:
        return str(THEME_FIXES_DIR) in config.theme.dirs

    def _frameworks_dir(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").parent / self.config.frameworks_dir


def _hand_written(files: Files, config: MkDocsConfig) -> list[HandWrittenPage]:
    """Give the Markdown pages of the site as far as they are known at this point."""
    folder = Path(config.docs_dir).name
    return [
        HandWrittenPage(file.src_uri, file.url, f"{folder}/{file.src_uri}", file.content_string)
        for file in files
        # Material's blog leaves its posts out at this point, and puts them back later
        if file.is_documentation_page() and (file.inclusion.is_included() or file.page is not None)
    ]


def _with_description(output: str, description: str) -> str:
    """Give a page with its description, where the theme left it out."""
    if re.search(r'<meta\s+name="description"', output):
        return output
    return output.replace(
        "</head>", Markup('<meta name="description" content="{}"></head>').format(escape(description)), 1
    )


__all__ = ["OutcomeFrameworksPlugin"]
