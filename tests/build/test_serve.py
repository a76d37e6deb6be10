"""`mkdocs serve` shows a change of a framework file without a restart."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from site_building import SMALL_FRAMEWORK


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(url: str, words: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=5) as answer:
                if words in answer.read().decode():
                    return True
        except (URLError, ConnectionError):
            pass
        time.sleep(0.2)
    return False


def test_an_edit_appears(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "frameworks").mkdir()
    framework = tmp_path / "frameworks/garden.yml"
    framework.write_text(SMALL_FRAMEWORK, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins: [outcome-frameworks]\n", encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            url = f"http://127.0.0.1:{port}/programmes/garden/s1/"
            assert _wait_for(url, "People meet their neighbours", 30)
            framework.write_text(SMALL_FRAMEWORK.replace("neighbours", "friends"), encoding="utf-8")
            assert _wait_for(url, "People meet their friends", 30)
        finally:
            server.terminate()
