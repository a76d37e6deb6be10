"""Whether our pages can be filled into shells, or each has to go through every plugin of the site by itself."""

from __future__ import annotations

from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.site_templates import SiteTemplates

RenderingChoice = Literal["auto", "fast", "compatible"]

PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""The events of MkDocs in which a plugin can do something to a page, or learn something of it."""

LEAVES_ALONE = frozenset({"outcome-frameworks", "blog", "tags", "offline", "gen-files"})
"""Plugins that take part in these events, and do nothing there to pages that are not theirs. Read in their sources:
mkdocs-material 9.8 (blog and tags act on posts and on pages with tags), mkdocs-gen-files 0.5 (on the files it made)."""

GATHER = frozenset({"search", "material/search", "rss", "llmstxt"})
"""Plugins whose work on other pages would be wrong without ours, or stop: an index to search, a feed, a list of pages
for language models. Tried with mkdocs-rss-plugin 1.19 and mkdocs-llmstxt 0.5."""


def plugins_on_pages(config: MkDocsConfig) -> list[str]:
    """Return the names of the plugins and hooks of a site that may do something to each page, or gather from all."""
    return [
        name
        for name, plugin in config.plugins.items()
        if name.removeprefix("material/") not in LEAVES_ALONE and _is_active(plugin) and _takes_part(plugin)
    ]


def stay_as_written(config: MkDocsConfig) -> bool:
    """Return whether pages are left alone once they are written: no other plugin does anything when all is built."""
    others = (plugin for name, plugin in config.plugins.items() if name.removeprefix("material/") not in LEAVES_ALONE)
    return not any(_is_active(plugin) and callable(getattr(plugin, "on_post_build", None)) for plugin in others)


def only_readers_see(config: MkDocsConfig) -> bool:
    """Return whether no other plugin notices if a page is missing in the site's folder as long as nobody reads it."""
    return stay_as_written(config) and not plugins_on_pages(config)


def can_be_kept(config: MkDocsConfig) -> bool:
    """Return whether pages depend on nothing but what is known: no one else's code can give templates what it likes.

    One line in the log says whose does.
    """
    against = [
        name
        for name, plugin in config.plugins.items()
        if name.removeprefix("material/") not in LEAVES_ALONE
        and _is_active(plugin)
        and (_takes_part(plugin) or callable(getattr(plugin, "on_env", None)))
    ]
    if against:
        log.info("No pages are kept for the next build, since these may change them unseen: %s", ", ".join(against))
    return not against


def _is_active(plugin: Any) -> bool:
    """Return whether a plugin does anything. Those of Material, and MkDocs' own search, have an option `enabled`."""
    options = getattr(plugin, "config", {})
    return "enabled" not in options or bool(options["enabled"])


def _takes_part(plugin: Any) -> bool:
    return any(callable(getattr(plugin, f"on_{event}", None)) for event in PAGE_EVENTS)


def fills_shells(config: MkDocsConfig, choice: RenderingChoice) -> bool:
    """Return whether pages are filled into shells, as a site asks for or, with `auto`, as far as its plugins allow.

    One line in the log says which plugins do not, or which template of the site's own.
    """
    if choice == "compatible":
        return False
    asked = SiteTemplates.of(config).beyond_shells() if choice == "auto" else None
    if asked:
        log.info("Pages are rendered one by one (rendering: compatible), since %s asks for %s", *asked)
        return False
    against = [name for name in plugins_on_pages(config) if choice == "auto" or name in GATHER]
    if against:
        log.info(
            "Pages are rendered one by one (rendering: compatible), for what works on them: %s", ", ".join(against)
        )
    return not against
