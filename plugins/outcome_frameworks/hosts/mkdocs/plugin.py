"""The MkDocs plugin: each event calls the functions that do the work."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from outcome_frameworks.hosts.mkdocs.build_place import BuildPlace
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.hosts.mkdocs.hand_written.block_marks import mark_blocks
from outcome_frameworks.hosts.mkdocs.hand_written.rendered_pages import RenderedPages
from outcome_frameworks.hosts.mkdocs.load_site import load_site
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import short_entries
from outcome_frameworks.hosts.mkdocs.material.theme import finish_template, prepare_templates, prepare_theme
from outcome_frameworks.hosts.mkdocs.navigation import tidy_inferred
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.publish import Published
from outcome_frameworks.hosts.mkdocs.reporting import start_relay, stop_relay
from outcome_frameworks.hosts.mkdocs.watching import watch_sources
from outcome_frameworks.hosts.mkdocs.whole.contradictions import refuse_contradictions
from outcome_frameworks.hosts.mkdocs.whole.failures import raise_refusal
from outcome_frameworks.pages import Renderer


class OutcomeFrameworksPlugin(BasePlugin[OutcomeFrameworksOptions]):
    """Makes pages of the frameworks folder and adds them to the site."""

    def __init__(self) -> None:
        self._place = BuildPlace()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Hear the core's warnings. With this method there, MkDocs keeps the plugin between rebuilds of `serve`."""
        start_relay()
        self._place.start(command, dirty=dirty)

    @event_priority(100)  # before plugins that keep in mind where the site is written
    def _build_beside(self, config: MkDocsConfig) -> None:
        """Have MkDocs write beside the site's folder, where that was asked for; never over what it is made from."""
        refuse_contradictions(config, OutcomeFrameworksPlugin, self.config)
        self._place.open(config, self.config)

    def _prepare(self, config: MkDocsConfig) -> None:
        """Add our theme folder, style sheet and script."""
        self._has_search = prepare_theme(config, self.config)

    on_config = CombinedEvent(_build_beside, _prepare)

    @event_priority(50)  # before plugins that look for pages: those of redirects, of lists for language models
    def _name_pages(self, files: Files, *, config: MkDocsConfig) -> None:
        """Load and check the frameworks, and add their pages to the site's, to be rendered late."""
        self._loaded = load_site(config, self.config, self._place, has_search=self._has_search)
        self._renderer = Renderer(self._loaded.site, [Path(folder) for folder in config.theme.dirs])
        self._pages = RenderedPages(self._renderer, config)
        self._published = Published(self._renderer, config, self.config, self._place)
        self._published.add_to(files)

    @event_priority(-60)  # after Material's blog (-50), which says where posts will be
    def _read_pages(self, files: Files, *, config: MkDocsConfig) -> None:
        """Look through the site's own pages, now that all are known, and tell what is wrong anywhere."""
        self._published.settle(files, self._loaded.read_pages(files, config))

    on_files = CombinedEvent(_name_pages, _read_pages)

    @event_priority(-100)  # plugins that make a navigation of their own have made it
    def _keep(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav

    on_nav = CombinedEvent(tidy_inferred, _keep)

    def _mend(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Let our templates mend Material's, and tell the theme's where the search page is."""
        self._first_paint = prepare_templates(env, config, files, self._renderer.site)

    @event_priority(-110)  # the templates are as they will stay
    def _render(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Render what need not go through MkDocs page by page."""
        self._published.place(env, self._nav, files)

    on_env = CombinedEvent(_mend, _render)

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        """Have the site map list all pages."""
        self._published.list_pages(context)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Carry cards and maps past Markdown."""
        return markdown if isinstance(page, FrameworkPage) else mark_blocks(markdown)

    def _fill(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Complete the content of hand-written pages; until the end of the event others see it, and whole addresses."""
        return self._pages.fill(html, page)

    @event_priority(-100)  # after plugins that make feeds of the Markdown
    def _take_back(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        self._pages.take_back(page)

    on_page_content = CombinedEvent(_fill, _take_back)

    def _list_pages(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self._published.list_pages(context)

    on_page_context = CombinedEvent(_list_pages, short_entries)

    def _finish(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend the theme's markup; complete the head and the marks for the search."""
        return self._pages.finish(output, page)

    @event_priority(-100)  # other plugins may bring scripts into the page, which change what may wait
    def _paint_first(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._first_paint.hasten(output, page) if self._first_paint else output

    on_post_page = CombinedEvent(_finish, _paint_first)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Mend the theme's other pages, such as the one that says that there is no such page."""
        return finish_template(output_content, template_name, self._first_paint)

    @event_priority(-60)  # after plugins that still change the site's pages, and after whoever changes a script
    def _complete(self, *, config: MkDocsConfig) -> None:
        self._published.complete()

    @event_priority(-100)
    def _all_is_written(self, *, config: MkDocsConfig) -> None:
        self._place.is_written = True

    on_post_build = CombinedEvent(_complete, _all_is_written)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: object) -> None:
        """Watch what the site is made from, also where it comes again; make pages when a browser asks for them."""
        watch_sources(server, config, self.config)
        self._place.answer(server)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was, also where only --strict fails; say in one line what the machine refused."""
        self._place.is_written = False
        raise_refusal(error, self._place.folders)

    @event_priority(-100)  # MkDocs has given its verdict by now, and other plugins have nothing more to write
    def on_shutdown(self) -> None:
        """Put the new site in its place where the build succeeded; remove temporary files, and hear no more."""
        stop_relay()
        self._place.close()
