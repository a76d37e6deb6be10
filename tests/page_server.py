"""Serves a folder on this machine as GitHub Pages does: texts compressed, 404.html for what is not there."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

_TEXTS = ("text/", "application/javascript", "application/json", "application/xml", "application/wasm", "image/svg")


class _PagesHandler(SimpleHTTPRequestHandler):
    """Answers with whole, compressed files, and keeps connections open."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, own_headers: Mapping[str, str], **settings: Any) -> None:
        self.own_headers = own_headers
        super().__init__(*args, **settings)

    def log_message(self, *_args: Any) -> None:
        """Log nothing."""

    def send_head(self) -> BytesIO | None:
        """Send status and headers; give the body."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            return self._answer(301, b"", "text/html", Location=self.path.split("?")[0] + "/")
        if path.is_dir():
            path /= "index.html"
        if path.is_file():
            return self._answer(200, path.read_bytes(), self.guess_type(path))
        missing = Path(self.directory) / "404.html"
        return self._answer(404, missing.read_bytes() if missing.exists() else b"Not found", "text/html")

    def _answer(self, status: int, body: bytes, type_: str, **headers: str) -> BytesIO:
        is_text = type_.startswith(_TEXTS)
        if is_text and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _compressed(body)
            headers["Content_Encoding"] = "gzip"
        self.send_response(status)
        self.send_header("Content-Type", f"{type_}; charset=utf-8" if is_text else type_)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        for name, value in {**self.own_headers, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        return BytesIO(body)


class _PagesServer(ThreadingHTTPServer):
    request_queue_size = 128  # a link checker opens a hundred connections at once
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log nothing of a client that went away; tell of anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@lru_cache(maxsize=1000)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


@contextmanager
def serve_folder(folder: Path, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Serve a folder while the block runs; give its address, which ends with a slash. All answers get `headers`."""
    handler = partial(_PagesHandler, directory=str(folder), own_headers=headers)
    server = _PagesServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
