"""The key under which the output of each unit is kept: a digest of all that its bytes depend on, whoever made them."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_datetime

from outcome_frameworks.hosts.mkdocs.material.pagefind_search import MATERIAL_DIR
from outcome_frameworks.hosts.mkdocs.material.theme import THEME_FIXES_DIR
from outcome_frameworks.pages import Site, Unit
from outcome_frameworks.pages.dependence import Dependence, asks_for_all, made_with

_LENGTH = 32

_NO_PART_OF_PAGES = frozenset({"site_dir", "config_file_path", "docs_dir"})
"""Settings that no page shows: where files stand on this machine."""


class UnitKeys:
    """Makes the keys of one build. `fingerprint` is a digest of what the theme puts around a page."""

    def __init__(self, site: Site, config: MkDocsConfig, nav: Navigation, fingerprint: str) -> None:
        folders = [Path(folder) for folder in config.theme.dirs]
        self._dependence = Dependence(site, asks_for_all=asks_for_all(folders))
        settings = json.dumps(list(_settings(config)), default=_named, sort_keys=True)
        menu = [(page.title, page.url) for page in nav.pages], str(nav)
        self._all = [made_with(folders), fingerprint, settings, menu, *_theme(config), *_plugins(config)]

    def of(self, unit: Unit, paths: Iterable[str]) -> str:
        """Return the key of a unit whose output stands at some paths: 32 hexadecimal digits."""
        own = self._dependence.of(unit.framework) if unit.framework else self._dependence.of_site_pages
        told = [self._all, own, sorted(paths)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:_LENGTH]


def _settings(config: MkDocsConfig) -> Iterator[dict[str, Any]]:
    """Yield what a site has set, as far as pages may show it, in the order in which it was set."""
    with warnings.catch_warnings():  # MkDocs means to do without them; nothing else knows what a site has set
        warnings.simplefilter("ignore", DeprecationWarning)
        user_configs = getattr(config, "user_configs", ())
    for settings in user_configs:
        yield {str(name): value for name, value in settings.items() if name not in _NO_PART_OF_PAGES}


def _named(value: object) -> str:
    """Return a name for a value that JSON does not know, such as a function; never the place where it stands."""
    return getattr(value, "__qualname__", "") or f"{type(value).__qualname__} {vars(value) if _is_plain(value) else ''}"


def _is_plain(value: object) -> bool:
    return hasattr(value, "__dict__") and all(isinstance(one, str | int | float) for one in vars(value).values())


def _theme(config: MkDocsConfig) -> Iterator[str]:
    """Yield what a theme is made of: its version, and templates of the site's own and of ours."""
    theme = config.theme
    yield version("mkdocs")
    themes = entry_points(group="mkdocs.themes", name=theme.name or "")
    yield from (f"{one.name} {one.dist.version}" for one in themes if one.dist)
    folders = [Path(folder) for folder in (theme.custom_dir, MATERIAL_DIR, THEME_FIXES_DIR) if folder]
    templates = [path for folder in folders for path in sorted(folder.rglob("*.html")) if path.is_file()]
    yield from (hashlib.sha256(path.read_bytes()).hexdigest() for path in templates)
    if theme.name != "material" or _mention_date(templates):  # other themes say when a site was built
        yield str(get_build_datetime())


def _mention_date(templates: Sequence[Path]) -> bool:
    return any(b"build_date_utc" in path.read_bytes() for path in templates)


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    """Yield the plugins that take part, with their versions, and what is in hooks of the site."""
    known = get_plugins()
    for name in config.plugins:
        dist = known[name].dist if name in known else None
        yield f"{name} {dist.version if dist else ''}"
        hook = getattr(config.plugins[name], "__file__", None)  # one of the site's own, in a file without a version
        yield hashlib.sha256(Path(hook).read_bytes()).hexdigest() if hook else ""
