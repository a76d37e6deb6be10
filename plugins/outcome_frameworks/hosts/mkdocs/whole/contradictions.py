"""Settings that contradict one another, or lead to nothing: refused where a build would lose something, told else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files

from outcome_frameworks.changes import SNAPSHOTS_FOLDER, holds_tracked
from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir, settings_folder
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.problems.wording import did_you_mean, show
from outcome_frameworks.system.folder_replacement import is_hidden

_RELATIONS = {(True, True): "is", (True, False): "holds", (False, True): "lies within"}


def refuse_contradictions(config: MkDocsConfig, kind: type, options: OutcomeFrameworksOptions) -> None:
    """Refuse what would have a build delete, or make twice, what nobody wants deleted or made twice.

    Args:
        config: The site's settings.
        kind: The class of the plugin.
        options: Those of the plugin.

    Raises:
        ConfigurationError: where the settings say so.
    """
    frameworks = frameworks_dir(config, options)
    refuse_second_listing(config, kind)
    refuse_site_over_sources(config, {"frameworks_dir": frameworks, "docs_dir": Path(config.docs_dir)})
    refuse_site_behind_link(config)
    if options.cache_dir:
        refuse_cache_among_files(config, options.cache_dir, frameworks)


def refuse_cache_among_files(config: MkDocsConfig, cache_dir: str, frameworks: Path) -> None:
    """Refuse to keep files of builds among those of a site, which are published, watched or deleted.

    Raises:
        ConfigurationError: where the folder lies within such a folder, or holds all of the site.
    """
    home = settings_folder(config)
    cache = home / cache_dir
    folders = {"docs_dir": config.docs_dir, "site_dir": config.site_dir, "frameworks_dir": str(frameworks)}
    folders |= {"custom_dir": config.theme.custom_dir} if config.theme.custom_dir else {}
    for option, folder in folders.items():
        if _holds(Path(folder), cache):
            raise ConfigurationError(f'cache_dir "{cache}" lies within {option} "{folder}"; choose a folder of its own')
    if _holds(cache, home):
        raise ConfigurationError(f'cache_dir "{cache}" holds the site itself; choose a folder of its own')


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


def refuse_site_behind_link(config: MkDocsConfig) -> None:
    """Refuse a site whose folder a link in the project puts over files that are nobody's site: a build deletes them.

    A link that git tracks, or may track, is refused in any case: whoever may put files into the repository would choose
    what is deleted on each machine that builds.

    Raises:
        ConfigurationError: where there is such a link.
    """
    home = settings_folder(config).absolute()
    site = Path(config.site_dir).absolute()
    ways = (path for path in (site, *site.parents) if home in path.parents and path.is_symlink())
    link = next(ways, None)
    if link is None:
        return
    place = Path(os.path.realpath(site))
    is_tracked = holds_tracked(home, link.relative_to(home).as_posix())
    if is_tracked is not False:
        why = "and git tracks that link" if is_tracked else "and git does not say whether it tracks that link"
    elif place.is_symlink():
        why = "where links lead in a circle"
    elif place.is_dir() and not (place / "sitemap.xml").is_file() and not all(map(is_hidden, place.iterdir())):
        why = "which holds other files than those of a site"
    else:
        return
    raise ConfigurationError(
        f'site_dir "{site}" is, by the link "{link}", the folder "{place}", {why}; a build deletes what stands there: '
        "delete the link, or write the folder itself as site_dir"
    )


def tell_of_published_frameworks(
    files: Files, config: MkDocsConfig, folder: Path, frameworks_dir: str, *, hide: bool
) -> None:
    """Warn where the framework files, or snapshots of them, are among those that the site publishes as they are.

    Args:
        files: All files of the site, which lose those of the frameworks where they are to be hidden.
        config: The site's settings.
        folder: The folder with the framework files.
        frameworks_dir: The folder as the settings name it.
        hide: Whether the files hold drafts, which no reader is to see.
    """
    place = Path(os.path.realpath(folder))
    endings = {place: (".yml", ".yaml"), place / SNAPSHOTS_FOLDER: (".json",)}
    held = [
        file
        for file in files
        if file.inclusion.is_included()
        and file.abs_src_path
        and file.src_uri.lower().endswith((".yml", ".yaml", ".json"))
        and (source := Path(os.path.realpath(file.abs_src_path))).suffix.lower() in endings.get(source.parent, ())
    ]
    if not held:
        return
    how = "would be published as they are, drafts and all, and are left out" if hide else "are published as they are"
    if place.is_relative_to(os.path.realpath(config.docs_dir)):
        log.warning(
            f'frameworks_dir "{frameworks_dir}" stands in docs_dir, so that its files {how}, {held[0].src_uri} for '
            "one; move the frameworks into a folder outside docs_dir"
        )
    else:
        log.warning(
            f"{held[0].src_uri} in docs_dir leads by a link to the frameworks, so that their files {how}; delete the "
            "link"
        )
    for file in held if hide else ():
        files.remove(file)


def tell_of_unknown_home(home_map: str, programmes: Iterable[str]) -> None:
    """Warn where the home page cannot show the map that was chosen, since no programme has that id."""
    ids = list(programmes)
    if home_map and home_map not in ids:
        hint = did_you_mean(home_map, ids) or "; write the id of one"
        log.warning(f'home_map: there is no programme "{show(home_map)}"{hint}')


def _holds(outer: Path, inner: Path) -> bool:
    """Return whether a folder is another, or has it somewhere in it, however the two are spelled."""
    place = Path(os.path.realpath(inner))
    return any(_is_same(outer, folder) for folder in (place, *place.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # it is not there yet
        return os.path.realpath(one) == str(other)


def _settings_file(config: MkDocsConfig) -> str:
    return Path(config.config_file_path or "mkdocs.yml").name
