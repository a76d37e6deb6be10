"""The work of `outcomes build`: MkDocs' own build, with the site put in its place whole."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.exceptions import ConfigurationError

from outcome_frameworks.hosts.mkdocs.plugin import OutcomeFrameworksPlugin
from outcome_frameworks.hosts.mkdocs.whole.load_settings import load_settings
from outcome_frameworks.system.termination import tidied


def build_whole_site(config_file: str | None, site_dir: str | None, *, strict: bool) -> Path:
    """Build a site as `mkdocs build` does with the option `replace_site_whole`; give its folder.

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
    config = load_settings(config_file, site_dir, strict=strict)
    plugins = [plugin for plugin in config.plugins.values() if isinstance(plugin, OutcomeFrameworksPlugin)]
    if not plugins:
        raise ConfigurationError(f"{config.config_file_path} does not list the plugin outcome-frameworks; add it")
    for plugin in plugins:
        plugin.config.replace_site_whole = True
    config.plugins.on_startup(command="build", dirty=False)
    with tidied(config.plugins.on_shutdown):
        build(config)
    return Path(config.site_dir)
