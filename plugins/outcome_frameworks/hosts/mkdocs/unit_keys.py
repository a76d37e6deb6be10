"""The key under which the output of each unit is kept: a digest of all that its bytes depend on, whoever made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_datetime

from outcome_frameworks.hosts.mkdocs.plain_settings import plain_settings
from outcome_frameworks.hosts.mkdocs.site_templates import DATE, SiteTemplates
from outcome_frameworks.model import Framework
from outcome_frameworks.pages import Site, Unit
from outcome_frameworks.pages.dependence import Dependence, asks_for_all, has_own, made_with

_LENGTH = 32

_ON_HOME_ONLY = frozenset({"mkdocs", "readthedocs"})
"""Themes that show it on the home page alone."""


class BesideKeys:
    """Makes the keys of the files beside pages, in which no theme and no plugin has a part."""

    def __init__(self, site: Site, config: MkDocsConfig) -> None:
        self._site, self._folders = site, [Path(folder) for folder in config.theme.dirs]

    @cached_property
    def _dependence(self) -> Dependence:
        return Dependence(self._site, asks_for_all=asks_for_all(self._folders))

    @cached_property
    def _made(self) -> str:
        return made_with(self._folders)

    @cached_property
    def _has_own(self) -> bool:
        return has_own(self._folders)

    def of(self, unit: Unit, paths: Iterable[Any], also: Any = None) -> str:
        """Return the key of what stands at some paths and depends on a unit, 32 hexadecimal digits.

        `also` is what else its bytes depend on, as plain data.
        """
        own = self._dependence.of(unit.framework) if unit.framework else self._dependence.of_site_pages
        return hashlib.sha256(json.dumps([self._made, own, sorted(paths), also]).encode()).hexdigest()[:_LENGTH]

    def of_pieces(self, framework: Framework) -> str:
        """Return the key of what a programme gives to pages and files of all, 32 hexadecimal digits."""
        anything = self._dependence.of_site_pages if self._has_own else ""
        return self.of(Unit(framework, ()), ("pieces",), anything)


class UnitKeys:
    """Makes the keys of whole units in one build.

    Args:
        site: What pages are made from.
        config: The settings, as they are when pages are rendered.
        nav: The menu.
        files: The documentation pages that templates may list.
        fingerprint: A digest of what the theme puts around a page.
    """

    def __init__(
        self, site: Site, config: MkDocsConfig, nav: Navigation, files: Sequence[File], fingerprint: str
    ) -> None:
        own = SiteTemplates.of(config)
        self.beside = BesideKeys(site, config)
        self._all = [
            *(fingerprint, list(plain_settings(config)), own.digests),
            *(list(_menu(nav)), list(_versions(config)), _date() if own.ask_for_date or _shows_date(config) else ""),
            own.ask_for_pages and [_all_of(file) for file in files],
        ]
        self._once = _date() if config.theme.name in _ON_HOME_ONLY else ""

    def of(self, unit: Unit, paths: Iterable[tuple[str, str]]) -> str:
        """Return the key of a unit, 32 hexadecimal digits.

        `paths` are those at which its output stands, each with what else goes into it that no one else knows of.
        """
        return self.beside.of(unit, paths, [self._all, "" if unit.framework else self._once])


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _date() -> str:
    return str(get_build_datetime())


def _shows_date(config: MkDocsConfig) -> bool:
    """Return whether templates of an installed theme may show on any page when the site was built."""
    if config.theme.name == "material" or config.theme.name in _ON_HOME_ONLY:
        return False
    return any(DATE.encode() in path.read_bytes() for one in config.theme.dirs for path in Path(one).rglob("*.html"))


def _menu(nav: Navigation) -> Iterator[Any]:
    """Yield what menus show of pages: Material marks them with icons and words from their metadata, too."""
    yield str(nav), nav.homepage and nav.homepage.url
    yield from ((page.title, page.url, repr(page.meta)) for page in nav.pages)


def _all_of(file: File) -> Any:
    """Return all that a template can show of another page."""
    page = file.page
    return page and (page.title, page.url, repr(page.meta), page.markdown, page.content, str(page.toc))


def _versions(config: MkDocsConfig) -> Iterator[str]:
    """Yield the versions of MkDocs, of the theme of the plugins that take part, and what hooks hold."""
    yield version("mkdocs")
    themes = entry_points(group="mkdocs.themes", name=config.theme.name or "")
    yield from (f"{one.name} {one.dist.version}" for one in themes if one.dist)
    known = get_plugins()
    for name in config.plugins:
        dist = known[name].dist if name in known else None
        yield f"{name} {dist.version if dist else ''}"
        hook = getattr(config.plugins[name], "__file__", None)  # one of the site's own, in a file without a version
        yield _digest_of(Path(hook)) if hook else ""
