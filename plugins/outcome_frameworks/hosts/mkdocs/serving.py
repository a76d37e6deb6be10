"""Have `mkdocs serve` make each page and file when a browser asks for it, rather than all of them after each edit."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING

import click
from mkdocs.livereload import LiveReloadServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_Headers = list[tuple[str, str]]

_FOR_LIVE_RELOAD = "/livereload/"

Write = Callable[[], object]
"""What makes a page or a file, and writes it to its place."""


class ServedSite:
    """What a site that is served lacks as yet, while it is not being built again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lacking: dict[str, Write] = {}
        context = click.get_current_context(silent=True)
        self.asks = context is not None and bool(context.params.get("livereload"))
        """Whether the server asks for what is lacking: MkDocs tells no plugin of one that watches no files."""

    def lacks(self, lacking: Mapping[str, Write]) -> None:
        """Have what stands at these paths of the site's folder made when it is asked for."""
        with self._lock:
            self._lacking = dict(lacking)

    def forget(self) -> None:
        """Make nothing any more, since the site is being built again; wait for what is being made."""
        with self._lock:
            self._lacking = {}

    def bring(self, paths: Iterable[str]) -> None:
        """Write what is lacking at some paths."""
        with self._lock:
            for path in paths:
                if path in self._lacking:
                    self._lacking[path]()
                    del self._lacking[path]

    def answer(self, server: LiveReloadServer) -> None:
        """Have a server write what a browser asks for, before it looks for that in the site's folder."""
        self.asks = True
        given = server.get_app()
        assert given

        def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            asked = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")  # as MkDocs reads it
            if asked.startswith(_FOR_LIVE_RELOAD):
                return given(environ, start_response)
            while True:
                build = _finished_build(server)
                self.bring(_places(asked, server.mount_path))
                status, headers, answer = _ask(given, environ)
                if not status.startswith("404") or build == server._visible_epoch:  # noqa: SLF001
                    start_response(status, headers)
                    return answer
                # Another build has begun in the meantime, and has not brought it

        server.set_app(answered)


def _ask(given: WSGIApplication, environ: WSGIEnvironment) -> tuple[str, _Headers, Iterable[bytes]]:
    """Return the status, the headers and the content that a server answers."""
    begun: list[tuple[str, _Headers]] = []

    def begin(status: str, headers: _Headers, _error: object = None, /) -> Callable[[bytes], object]:
        begun.append((status, headers))
        return bytes  # MkDocs writes nothing in this way

    content = given(environ, begin)
    return *begun[0], content


def _finished_build(server: LiveReloadServer) -> int:
    """Wait until the site is built, and return which build that was. MkDocs 1.6, its last version, waits like this."""
    with server._epoch_cond:  # noqa: SLF001
        server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)  # noqa: SLF001
        return server._visible_epoch  # noqa: SLF001


def _places(asked: str, mount_path: str) -> list[str]:
    """Return the paths of a site's folder that MkDocs looks at for an address: `a/b`, also where that is a folder."""
    if not f"{asked}/".startswith(mount_path):
        return []
    path = posixpath.normpath("/" + asked[len(mount_path) :]).lstrip("/")
    return [path, posixpath.join(path, "index.html")]
