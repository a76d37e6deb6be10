"""What mkdocs.yml says of a site's addresses, for commands that build nothing: read without running anything in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PLUGIN = "outcome-frameworks"


@dataclass(frozen=True)
class SiteSettings:
    """The settings that addresses depend on, the folder of frameworks, and whether its drafts are published."""

    frameworks_dir: str = "frameworks"
    path_prefix: str = ""
    use_directory_urls: bool = True
    publishes_drafts: bool = False


def read_settings(path: Path) -> SiteSettings | None:
    """Read the settings of a site; None where they cannot be read or do not list the plugin.

    What stands for something else there (`!ENV`, `!!python/name:…`) counts as left out.
    """
    data = _read(path, 0)
    options = _plugin_options(data.get("plugins"))
    if options is None:
        return None
    return SiteSettings(
        str(options.get("frameworks_dir") or "frameworks"),
        str(options.get("path_prefix") or "").strip("/"),
        data.get("use_directory_urls") is not False,
        options.get("drafts") == "publish",
    )


class _Loader(yaml.SafeLoader):
    """Reads tags that it does not know as nothing."""


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def _read(path: Path, depth: int) -> dict[str, Any]:
    """Read a file of settings over the one that it inherits from."""
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 made of SafeLoader
    except (OSError, ValueError, yaml.YAMLError):  # MkDocs says what is wrong with it
        return {}
    if not isinstance(data, dict):
        return {}
    parent = data.get("INHERIT")
    return (_read(path.parent / parent, depth + 1) | data) if isinstance(parent, str) and depth < 5 else data


def _plugin_options(plugins: Any) -> dict[str, Any] | None:
    """Return the options of the plugin from the list, or the group, of plugins; None where it is not listed."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for entry in listed:
        if entry == PLUGIN:
            return {}
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN]
            return options if isinstance(options, dict) else {}
    return None
