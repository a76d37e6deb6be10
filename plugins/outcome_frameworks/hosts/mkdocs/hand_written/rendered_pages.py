"""Complete the pages of a site as MkDocs renders them: what frameworks put into them, and what their heads say."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cached_property

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.hosts.mkdocs.hand_written.block_marks import fill_marks, for_other_plugins
from outcome_frameworks.hosts.mkdocs.material.markup import mend_page, name_tables
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import mark_for_pagefind
from outcome_frameworks.hosts.mkdocs.material.theme import mends
from outcome_frameworks.hosts.page_head import with_head, with_noindex
from outcome_frameworks.pages import Here, Renderer, own_head, render_story_links
from outcome_frameworks.reading.hand_written import Resolve, Story

_LINK = re.compile(
    r"""(<a\b[^>]*?\shref)\s*=\s*(?P<quote>["']?)\s*outcome:([^"'>]*?)\s*(?P=quote)((?:\s[^>]*)?>)(.*?)(</a\s*>)""",
    re.DOTALL | re.IGNORECASE,
)
"""A link to a part of a framework with its words, as Markdown makes it: `<a href="outcome:garden/S1">words</a>`."""

_TAG = re.compile(r"</?[A-Za-z][^>]*>|<!--.*?-->", re.DOTALL)
"""Markup in a title: `<em>`, `</em>`, `<!-- … -->`; the `<` of "a < b" is none."""


class RenderedPages:
    """Completes the pages of one build."""

    def __init__(self, renderer: Renderer, config: MkDocsConfig) -> None:
        self._renderer, self._config = renderer, config
        self._own_markdown: str | None = None

    @cached_property
    def _stories(self) -> dict[str, Story]:
        """Those about something, by the `src_uri` of their pages."""
        return {story.src_uri: story for story in self._renderer.site.stories if story.about}

    def fill(self, content: str, page: Page) -> str:
        """Return the content of a page; a hand-written one with links, cards, maps, and at its end what it is about.

        Until `take_back`, others see all of it, and Markdown that can be read away from the site.
        """
        self._own_markdown = page.markdown
        if isinstance(page, FrameworkPage):
            return content
        content = self._resolved(content, page)
        if mends(self._config):
            content = name_tables(content, str(page.title))
        story = self._stories.get(page.file.src_uri)
        page.content = content + str(render_story_links(self._renderer, story)) if story else content
        page.markdown = for_other_plugins(page.markdown or "", self._renderer)
        return page.content

    def take_back(self, page: Page) -> None:
        """Return to a page its own Markdown, of which excerpts are made."""
        page.markdown = self._own_markdown

    def finish(self, output: str, page: Page) -> str:
        """Return a whole page with what its head lacks, the theme's markup mended, and marks for the search.

        A hand-written page gets what others brought into it, such as excerpts of posts, filled as well.
        """
        if mends(self._config):
            output = mend_page(output)
        if isinstance(page, FrameworkPage):
            output = with_head(output, page.framework_page.head)
            output = output if page.framework_page.is_found else with_noindex(output)
        else:
            output = with_head(self._resolved(output, page), self._head(page))
        is_story = page.file.src_uri in self._stories
        return mark_for_pagefind(output, page, is_story=is_story) if self._renderer.site.has_search else output

    def _resolved(self, content: str, page: Page) -> str:
        here = Here(self._renderer.site, page.url)
        filled = fill_marks(content, self._renderer, here)
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
    return html.unescape(title if title == str(page.meta.get("title")) else _TAG.sub("", title))


def resolve_references(content: str, resolve: Resolve, is_draft: Callable[[str], bool]) -> str:
    """Return HTML with each `outcome:` link pointing to its page; an empty link takes the label.

    An unknown reference leaves its words without a link (the check reports it with file and line). So does one to a
    draft, and where it has no words, nothing.
    """

    def replaced(match: re.Match[str]) -> str:
        start, _, reference, rest, words, end = match.groups()
        if is_draft(html.unescape(reference)):
            return words
        found = resolve(html.unescape(reference))
        if found is None:
            return words or html.escape(html.unescape(reference))
        address, label = found
        return f'{start}="{html.escape(address)}"{rest}{words.strip() or html.escape(label)}{end}'

    return _LINK.sub(replaced, content) if "outcome:" in content.lower() else content
