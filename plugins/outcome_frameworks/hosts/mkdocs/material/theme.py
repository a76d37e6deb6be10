"""Put our templates into a site's theme, and our mends and our search into Material for MkDocs."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from outcome_frameworks.hosts.mkdocs.material.expected_markup import tell_of_changes
from outcome_frameworks.hosts.mkdocs.material.first_paint import FirstPaint
from outcome_frameworks.hosts.mkdocs.material.markup import (
    mend_contents,
    mend_header,
    mend_navigation,
    mend_page,
    mend_palette,
)
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import replace_theme_search, tell_templates, uses_pagefind
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.pages import SCRIPT, STYLE, THEME_DIR, Site
from outcome_frameworks.pages.rendering.compiled_templates import CompiledTemplates

THEME_FIXES_DIR = Path(__file__).parent / "theme_fixes"
"""Templates that stand before Material's of the same name, and behind those of the site."""

ORIGINALS = "material-theme"
"""The prefix under which our templates include Material's own of the same name."""


def material_dir() -> Path | None:
    """Return the folder of Material's templates; None where Material is not installed."""
    spec = find_spec("material")
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) / "templates" if folders else None


def with_fixes(dirs: Sequence[str], material: Path | None) -> list[str]:
    """Return a theme's folders, in order of precedence, with ours just before Material's.

    What stands before Material's folder, a site's `custom_dir` or a theme that extends Material, still wins.
    The folders stay as they are where the theme is not Material, or ours is among them already.
    """
    if material is None or str(material) not in dirs or str(THEME_FIXES_DIR) in dirs:
        return list(dirs)
    place = list(dirs).index(str(material))
    return [*dirs[:place], str(THEME_FIXES_DIR), *dirs[place:]]


def prepare_theme(config: MkDocsConfig, options: OutcomeFrameworksOptions) -> bool:
    """Add our theme folder, style sheet and script, and our mends; return whether the search is ours."""
    if str(THEME_DIR) not in config.theme.dirs:
        config.theme.dirs.append(str(THEME_DIR))
    if options.theme_fixes:
        mend_theme(config)
    has_search = uses_pagefind(config, options.search)
    if has_search:
        replace_theme_search(config)
    config.extra_css.insert(0, STYLE)
    config.extra_javascript.insert(0, SCRIPT)
    return has_search


def mend_theme(config: MkDocsConfig) -> None:
    """Put our templates before Material's, and let it fetch no font by itself. Other themes stay as they are."""
    config.theme.dirs = with_fixes(config.theme.dirs, material_dir())
    with warnings.catch_warnings():  # MkDocs means to do without them; nothing else knows what a site has set
        warnings.simplefilter("ignore", DeprecationWarning)
        user_configs = getattr(config, "user_configs", ())
    if mends(config) and not sets_font(user_configs):
        config.theme["font"] = False


def mends(config: MkDocsConfig) -> bool:
    """Return whether pages of this site are mended: `mend_theme` was asked for, and the theme is Material."""
    return str(THEME_FIXES_DIR) in config.theme.dirs


def sets_font(user_configs: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether the site itself says which font it wants: Material's default comes from another host."""
    themes = [config.get("theme") for config in user_configs]
    return any(isinstance(theme, Mapping) and "font" in theme for theme in themes)


def prepare_templates(env: Environment, config: MkDocsConfig, files: Files, site: Site) -> FirstPaint | None:
    """Let our templates mend Material's, as far as these are as we know them; tell the theme's where the search is.

    Return what has pages painted soon, where those of this site are mended.
    """
    material = material_dir()
    if material:
        env.bytecode_cache = env.bytecode_cache or CompiledTemplates([material, Path(__file__).parent, THEME_DIR])
        tell_of_changes(env, material, THEME_FIXES_DIR, mends=mends(config), has_search=site.has_search)
    if site.has_search:
        tell_templates(env, site.urls, has_outcomes=site.has_outcomes)
    if material is None or not mends(config):
        return None
    _add_mends(env, material)
    return FirstPaint.of(config, files, material, has_search=site.has_search)


def finish_template(output: str, name: str, first_paint: FirstPaint | None) -> str:
    """Return what a template of the theme gave by itself, such as 404.html, with the mends of pages."""
    return first_paint.hasten(mend_page(output)) if first_paint and name.endswith(".html") else output


def _add_mends(env: Environment, material: Path) -> None:
    """Let our templates include Material's own, and give them the filters that mend these."""
    originals = PrefixLoader({ORIGINALS: FileSystemLoader(str(material))})
    env.loader = ChoiceLoader([env.loader, originals] if env.loader else [originals])
    env.filters["of_header"] = mend_header
    env.filters["of_navigation"] = mend_navigation
    env.filters["of_palette"] = mend_palette
    env.filters["of_contents"] = mend_contents
