"""Have `mkdocs serve` see what vanishes and comes again, as where git checks out another branch."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from outcome_frameworks.hosts.mkdocs.load_site import frameworks_dir, permalinks_file, settings_folder
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions


def watch_sources(server: LiveReloadServer, config: MkDocsConfig, options: OutcomeFrameworksOptions) -> None:
    """Build the site again after each change of its sources, also where one vanishes and comes again later.

    MkDocs watches what is there as it starts, until it vanishes. The folder in which each path stands has to stay.
    A folder that holds mkdocs.yml is watched without what is in its folders, since each build writes into one of them.
    """
    home = settings_folder(config).resolve()
    ours = (frameworks_dir(config, options), permalinks_file(config))
    others = (Path(path) for path in (config.docs_dir, config.config_file_path) if path)
    for path in ours:
        if path.exists():
            server.watch(str(path), recursive=not home.is_relative_to(path.resolve()))
    # Named as MkDocs names what it watches: without "..", and links as they are
    again = _Again(server, [Path(os.path.abspath(path)) for path in (*ours, *others)])  # noqa: PTH100
    for folder in {path.parent for path in again.paths}:
        server.observer.schedule(again, str(folder), recursive=False)


class _Again(FileSystemEventHandler):
    """Hears what happens in the folders in which the paths stand."""

    def __init__(self, server: LiveReloadServer, paths: list[Path]) -> None:
        self.paths = paths
        self._server = server
        self._rebuild = _Rebuild(server)

    def on_any_event(self, event: FileSystemEvent) -> None:
        observer = self._server.observer
        for path in self.paths:
            emitters = [emitter for emitter in observer.emitters if emitter.watch.path == str(path)]
            if not path.exists() or any(emitter.should_keep_running() for emitter in emitters):
                continue
            for emitter in emitters:
                observer.unschedule(emitter.watch)
            observer.schedule(self._rebuild, str(path), recursive=True)
            self._rebuild.ask()


class _Rebuild(FileSystemEventHandler):
    """Has the site built again after each change of a file, as MkDocs' own handlers do."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.ask()

    def ask(self) -> None:
        # MkDocs 1.6, its last version, has no other way to ask for a build
        with self._server._rebuild_cond:  # noqa: SLF001
            self._server._want_rebuild = True  # noqa: SLF001
            self._server._rebuild_cond.notify_all()  # noqa: SLF001
