"""Put our search in the place of Material's own: what the theme shows, and what of each page is to be found."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.contrib.search import SearchPlugin
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.pages import Page

MATERIAL_DIR = Path(__file__).parent / "theme_material"
"""Templates that take the place of Material's own of the same name."""

_HEADER = "partials/header.html"
_BUTTON = "partials/of-search-button.html"

_OUR_ARTICLE = re.compile(r'<article class="of-page [^>]*(?=>)')
"""The start tag of our pages' content, without its end: `<article class="of-page of-page--outcome"`."""

_OUR_HEADER = re.compile(r'<header class="of-header[^>]*(?=>)')
"""That of their header: `<header class="of-header"`."""

_THEME_ARTICLE = re.compile(r'<article\b[^>]*\bclass="[^"]*\bmd-content__inner\b[^>]*(?=>)')
"""That of the content of any page of Material: `<article class="md-content__inner md-typeset"`."""


def uses_pagefind(config: MkDocsConfig, choice: str) -> bool:
    """Return whether a site has our search: where its theme is Material, unless it asks for the theme's own."""
    return config.theme.name == "material" and choice == "pagefind"


def replace_theme_search(config: MkDocsConfig) -> None:
    """Switch off the search of the theme, and put our dialog before its own, but behind the site's templates."""
    for name in ("material/search", "search"):
        plugin = config.plugins.get(name)
        if plugin is not None and "enabled" in plugin.config:
            plugin.config["enabled"] = False
    dirs = config.theme.dirs
    if str(MATERIAL_DIR) not in dirs:
        dirs.insert(1 if config.theme.custom_dir else 0, str(MATERIAL_DIR))


def tell_templates(env: Environment, urls: Urls, *, has_outcomes: bool = True) -> None:
    """Put into the theme's templates where the search page is, what stands in for it, and our button.

    A header that has the button, or one that a site made without any search, stays as it is.
    """
    env.globals["of_search_page"] = urls.url(urls.search)
    env.globals["of_outcomes_page"] = urls.url(urls.outcomes) if has_outcomes else ""
    env.globals["of_programmes_page"] = urls.url(urls.programmes)
    assert env.loader
    header, _, _ = env.loader.get_source(env, _HEADER)
    if _BUTTON not in header and "partials/search.html" in header:
        button = f'{{% include "{_BUTTON}" %}}'
        env.loader = ChoiceLoader([DictLoader({_HEADER: header.replace("</nav>", f"{button}</nav>", 1)}), env.loader])


def mark_for_pagefind(output: str, page: MkDocsPage, *, is_story: bool) -> str:
    """Return the HTML of a page with marks for Pagefind: what to index, what to filter by, the code and earlier ids.

    A hand-written page is left out of the search by Material's own front matter, `search: {exclude: true}`.
    """
    if isinstance(page, FrameworkPage):
        return mark_framework_page(output, page.framework_page)
    search = page.meta.get("search")
    if isinstance(search, dict) and search.get("exclude"):
        return output
    kind = "Story" if is_story else "Page"
    return _THEME_ARTICLE.sub(rf'\g<0> data-pagefind-body data-pagefind-filter="kind:{kind}"', output, count=1)


@event_priority(100)
def _shorten(_plugin: Any, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
    if isinstance(page, FrameworkPage):
        ours = page.framework_page
        page.content = str(Markup("<p>{}</p>").format(" ".join([ours.description, *ours.aliases])))


@event_priority(-100)
def _restore(_plugin: Any, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
    if isinstance(page, FrameworkPage):
        page.content = page.body


short_entries = CombinedEvent(_shorten, _restore)
"""Shows the theme's own search one short text a page, in place of the whole page, while it makes its index."""


def unescape_titles(config: MkDocsConfig, urls: Collection[str]) -> None:
    """Put the titles of our pages as typed into the index of MkDocs' own search, whose script escapes them.

    `urls` are the addresses of our pages. Another script may show titles as HTML: its index keeps them escaped.
    """
    index = Path(config.site_dir, "search/search_index.json")
    if not _is_shown_by_mkdocs(config) or not index.is_file():
        return
    content = json.loads(index.read_bytes())
    for entry in content["docs"]:
        if entry["location"] in urls:
            entry["title"] = unescape(entry["title"])
    index.write_text(json.dumps(content, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def _is_shown_by_mkdocs(config: MkDocsConfig) -> bool:
    folders = filter(None, (config.docs_dir, config.theme.custom_dir))
    has_own_script = any(Path(folder, "search/main.js").exists() for folder in folders)
    return (
        config.theme.name in ("mkdocs", "readthedocs")
        and isinstance(config.plugins.get("search"), SearchPlugin)
        and not has_own_script
    )


def mark_framework_page(output: str, page: Page) -> str:
    """Return one of our pages, or its body, with marks for Pagefind."""
    if not page.is_found:
        return output
    pattern = _OUR_HEADER if page.kind.found == "header" else _OUR_ARTICLE
    attributes = _attributes(page)
    return pattern.sub(lambda match: f"{match[0]} data-pagefind-body{attributes}", output, count=1)


def _attributes(page: Page) -> str:
    """Return a page's facts as attributes: values by name, then the names in which Pagefind is to look."""
    filters, meta = {name: value for name, value in page.filters.items() if value}, {}
    if "programme" in filters:
        programme, _, code = page.target_key.partition("/")
        filters["programme"] += f" ({programme})"  # titles are for people, ids for addresses
        meta["code"] = code or programme
    if page.aliases:
        meta["aliases"] = " ".join(page.aliases)
    attributes = "".join(f' data-of-{name}="{escape(value)}"' for name, value in (filters | meta).items())
    for what, names in (("filter", filters), ("meta", meta)):
        if names:
            attributes += f' data-pagefind-{what}="{", ".join(f"{name}[data-of-{name}]" for name in names)}"'
    return attributes
