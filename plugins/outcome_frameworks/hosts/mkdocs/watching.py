"""Have `mkdocs serve` see what vanishes and comes again, as where git checks out another branch."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir, permalinks_file, settings_folder
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def watch_sources(server: LiveReloadServer, config: MkDocsConfig, options: OutcomeFrameworksOptions) -> None:
    """Build the site again after each change of its sources, also where one vanishes and comes again later.

    MkDocs watches what is there as it starts, until it vanishes. The folder in which each path stands has to stay.
    A folder that holds mkdocs.yml is watched without what is in its folders, since each build writes into one of them.
    """
    # What listens to the system takes .03 s to load, and only this command needs it.
    from outcome_frameworks.hosts.mkdocs.watched_again import Again  # noqa: PLC0415

    home = settings_folder(config).resolve()
    ours = (frameworks_dir(config, options), permalinks_file(config))
    others = (Path(path) for path in (config.docs_dir, config.config_file_path) if path)
    for path in ours:
        if path.exists():
            server.watch(str(path), recursive=not home.is_relative_to(path.resolve()))
    # Named as MkDocs names what it watches: without "..", and links as they are
    again = Again(server, [Path(os.path.abspath(path)) for path in (*ours, *others)])  # noqa: PTH100
    for folder in {path.parent for path in again.paths}:
        server.observer.schedule(again, str(folder), recursive=False)
