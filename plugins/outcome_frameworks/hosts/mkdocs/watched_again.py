"""Hears of files that vanish and come again, and has `mkdocs serve` build the site after that."""

from __future__ import annotations

from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler


class Again(FileSystemEventHandler):
    """Hears what happens in the folders in which the paths stand."""

    def __init__(self, server: LiveReloadServer, paths: list[Path]) -> None:
        self.paths = paths
        self._server = server
        self._rebuild = _Rebuild(server)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watch a path again that has come back, and ask for a build."""
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
