"""Run MkDocs' own build for `outcomes build`, with the site put in its place whole."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from outcome_frameworks.hosts.mkdocs.plugin import OutcomeFrameworksPlugin
from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.problems.wording import quote
from outcome_frameworks.system.termination import tidied

_BY_DEFAULT = ("mkdocs.yml", "mkdocs.yaml")
"""The files that MkDocs looks for, in order, where none is named."""


def build_whole_site(config_file: str | None, site_dir: str | None, *, strict: bool) -> Path:
    """Build a site as `mkdocs build` does with the option `replace_site_whole`; return its folder.

    Args:
        config_file: The site's settings; None for mkdocs.yml of the working folder.
        site_dir: Where the site is to stand; None for what the settings say.
        strict: Whether warnings fail the build; False leaves that to the settings.

    Raises:
        ClickException: in one line, where the settings, the frameworks or the machine stop the build. The site that
            stood there is as it was.
        SystemExit: where a signal tells this process to end: as above.
    """
    lines = State()  # writes what MkDocs logs as `mkdocs build` does, as long as it is there
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        lines.stream.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    config = _load_settings(config_file, site_dir, strict=strict)
    plugins = [plugin for plugin in config.plugins.values() if isinstance(plugin, OutcomeFrameworksPlugin)]
    if not plugins:
        raise ConfigurationError(f"{config.config_file_path} does not list the plugin outcome-frameworks; add it")
    for plugin in plugins:
        plugin.config.replace_site_whole = True
    config.plugins.on_startup(command="build", dirty=False)
    with tidied(config.plugins.on_shutdown):
        build(config)
    return Path(config.site_dir)


def _load_settings(config_file: str | None, site_dir: str | None, *, strict: bool) -> MkDocsConfig:
    """Return the settings of a site, loaded and checked as MkDocs does, with one line for values at which it stops.

    Args:
        config_file: The file; None for mkdocs.yml of the working folder.
        site_dir: Where the site is to stand; None for what the settings say.
        strict: Whether warnings fail the build; False leaves that to the settings.

    Raises:
        ClickException: where the settings cannot be read, or are wrong.
    """
    try:
        return load_config(config_file, site_dir=site_dir, strict=strict or None)
    except ValueError as error:
        log.debug("What MkDocs could not read:", exc_info=error)
        file = Path(config_file or next((name for name in _BY_DEFAULT if Path(name).exists()), _BY_DEFAULT[0]))
        raise ConfigurationError(_first_wrong_value(file) or f"{file}: the settings cannot be read: {error}") from None


def _first_wrong_value(file: Path) -> str | None:
    """Return the value that looks like a date or a number and is none, such as 2026-02-30; None where there is none."""
    construct = yaml.SafeLoader("").construct_object
    for node in _values(yaml.compose(file.read_bytes(), Loader=yaml.SafeLoader)):
        try:
            construct(node)
        except yaml.YAMLError:  # a tag that MkDocs knows, such as !ENV
            continue
        except ValueError as error:
            place = f"{file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
            return f"{place}: {quote(node.value)} cannot be read: {error}; correct it"
    return None


def _values(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield all values at and below a node, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _values(inner)
    elif isinstance(node, yaml.MappingNode):
        for _, inner in node.value:
            yield from _values(inner)
