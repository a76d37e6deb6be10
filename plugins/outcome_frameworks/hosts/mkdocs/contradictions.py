"""Settings that contradict one another, or lead to nothing: refused where a build would lose something, told else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.wording import did_you_mean, show

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


def tell_of_published_frameworks(files: Files, folder: Path, frameworks_dir: str) -> None:
    """Warn where the framework files are among those that the site publishes as they are.

    Args:
        files: All files of the site.
        folder: The folder with the framework files.
        frameworks_dir: The folder as the settings name it.
    """
    place = os.path.realpath(folder)
    for file in files:
        is_yaml = file.src_uri.lower().endswith((".yml", ".yaml")) and file.inclusion.is_included()
        if is_yaml and file.abs_src_path and os.path.realpath(Path(file.abs_src_path).parent) == place:
            log.warning(
                f'frameworks_dir "{frameworks_dir}" stands in docs_dir, so that its files are published as they are, '
                f"{file.src_uri} for one; move the frameworks into a folder outside docs_dir"
            )
            return


def tell_of_unknown_home(home_map: str, programmes: Iterable[str]) -> None:
    """Warn where the home page cannot show the map that was chosen, since no programme has that id."""
    ids = list(programmes)
    if home_map and home_map not in ids:
        hint = did_you_mean(home_map, ids) or "; write the id of one"
        log.warning(f'home_map: there is no programme "{show(home_map)}"{hint}')


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
