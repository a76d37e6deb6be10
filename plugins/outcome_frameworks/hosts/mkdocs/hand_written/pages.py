"""The pages that a site has written by hand: what frameworks put into them, and what their heads say."""

from __future__ import annotations

import re
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from outcome_frameworks.hosts.mkdocs.hand_written.block_marks import fill_marks
from outcome_frameworks.hosts.mkdocs.hand_written.page_head import with_head
from outcome_frameworks.hosts.mkdocs.hand_written.references import resolve_references
from outcome_frameworks.hosts.mkdocs.material.fixes import mends
from outcome_frameworks.hosts.mkdocs.material.markup import name_tables
from outcome_frameworks.pages import Here, Renderer, own_head, render_story_links

_TAG = re.compile(r"</?[A-Za-z][^>]*>|<!--.*?-->", re.DOTALL)


class HandWrittenPages:
    """Completes the pages of one build."""

    def __init__(self, renderer: Renderer, config: MkDocsConfig) -> None:
        self._renderer, self._config = renderer, config
        self._stories = {story.src_uri: story for story in renderer.site.stories if story.about}

    def is_story(self, page: Page) -> bool:
        """Return whether a page says in its front matter what of a framework it is about."""
        return page.file.src_uri in self._stories

    def filled(self, html: str, page: Page) -> str:
        """Return the content of a page with its links, cards and maps, and at its end what it is about."""
        html = self._resolved(html, page)
        if mends(self._config):
            html = name_tables(html, str(page.title))
        story = self._stories.get(page.file.src_uri)
        return html + str(render_story_links(self._renderer, story)) if story else html

    def finished(self, output: str, page: Page) -> str:
        """Return a whole page with what other plugins brought into it, such as excerpts of posts, and with its head."""
        return with_head(self._resolved(output, page), self._head(page))

    def _resolved(self, html: str, page: Page) -> str:
        here = Here(self._renderer.site, page.url)
        filled = fill_marks(html, self._renderer, here)
        return resolve_references(filled, here.reference, here.site.portfolio.withholds)

    def _head(self, page: Page) -> str:
        title = self._config.site_name if page.is_homepage else _title_of(page)
        about = page.meta.get("description")
        if not about or isinstance(about, dict | list):
            about = self._config.site_description or ""
        return own_head(self._renderer.site, page.file.src_uri, page.url, title, str(about))


def _title_of(page: Page) -> str:
    """Return the title of a page in characters: themes print it as HTML, so that it may hold entities.

    That of the front matter stands as it is in the browser's tab, `<` and all; one from `nav` may hold markup.
    """
    title = str(page.title or "")
    return unescape(title if title == str(page.meta.get("title")) else _TAG.sub("", title))
