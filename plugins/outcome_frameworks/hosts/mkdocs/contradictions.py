"""Refuse settings that contradict one another, before anything is written: what they ask for would be lost."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

_RELATIONS = {(True, True): "is", (True, False): "holds", (False, True): "lies within"}


def refuse_second_listing(config: MkDocsConfig, kind: type) -> None:
    """Refuse a plugin that is listed more than once: each of the two would set options, and make the same pages.

    Raises:
        ConfigurationError: where more than one plugin of the site is of the class `kind`.
    """
    if sum(isinstance(plugin, kind) for plugin in config.plugins.values()) > 1:
        raise ConfigurationError(
            f"{_settings_file(config)} lists the plugin outcome-frameworks more than once; keep one of them, with all "
            "its options"
        )


def refuse_site_over_sources(config: MkDocsConfig, sources: Mapping[str, Path]) -> None:
    """Refuse to build a site over what it is made from: a build deletes what stands in the site's folder.

    Folders are compared as they are on the disk. MkDocs compares the names of docs_dir and site_dir, which a symbolic
    link, or a letter's case, makes differ.

    Args:
        config: The site's settings.
        sources: The folders that the site is made from, by the names of the options that state them.

    Raises:
        ConfigurationError: where the site's folder is one of them, holds one or lies within one.
    """
    site = Path(config.site_dir)
    for option, folder in sources.items():
        relation = _RELATIONS.get((_holds(site, folder), _holds(folder, site)))
        if relation:
            raise ConfigurationError(
                f'site_dir "{site}" {relation} {option} "{folder}", and a build deletes what stands in the site\'s '
                "folder; choose another folder for the site"
            )


def _holds(outer: Path, inner: Path) -> bool:
    """Tell whether a folder is another, or has it somewhere in it, however the two are spelled."""
    place = Path(os.path.realpath(inner))
    return any(_is_same(outer, folder) for folder in (place, *place.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # it is not there yet
        return os.path.realpath(one) == str(other)


def _settings_file(config: MkDocsConfig) -> str:
    return Path(config.config_file_path or "mkdocs.yml").name
