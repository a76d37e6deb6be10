"""The MkDocs plugin: each event calls one function that does the work."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from outcome_frameworks import pages
from outcome_frameworks.hosts.mkdocs.edit_links import edit_uri, edit_url
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage, download_file, page_file
from outcome_frameworks.hosts.mkdocs.navigation import fill_placeholder, tidy_inferred
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.references import resolve_references
from outcome_frameworks.hosts.mkdocs.reporting import report, start_relay, stop_relay
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
)
from outcome_frameworks.pages.sources import HandWrittenPage, read_sources
from outcome_frameworks.urls import Urls


class OutcomeFrameworksPlugin(BasePlugin[OutcomeFrameworksOptions]):
    """Makes pages of the frameworks folder and adds them to the site."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Hear the core's warnings. With this method there, MkDocs keeps the plugin between rebuilds of `serve`."""
        start_relay()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our theme folder, style sheet and script, and watch the frameworks."""
        if str(THEME_DIR) not in config.theme.dirs:
            config.theme.dirs.append(str(THEME_DIR))
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

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve `outcome:` links of hand-written pages, and say at their end what they are about."""
        html = self._resolved(html, page)
        story = self._stories.get(page.file.src_uri)
        return html + str(render_story_links(self._renderer, story)) if story else html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Resolve what other plugins brought in, such as excerpts of posts; describe pages whose theme does not."""
        if isinstance(page, FrameworkPage):
            return _with_description(output, page.framework_page.description)
        return self._resolved(output, page)

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
        for page in render_pages(self._renderer):
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
