"""`mkdocs serve` shows a change of a framework file without a restart, and searches where it was asked to."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
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


@contextmanager
def _served(folder: Path, options: str = "") -> Iterator[tuple[str, Path]]:
    """Serve a small site while the block runs; give its address, and the file of its framework."""
    (folder / "docs").mkdir()
    (folder / "frameworks").mkdir()
    framework = folder / "frameworks/garden.yml"
    framework.write_text(SMALL_FRAMEWORK, encoding="utf-8")
    settings = f"site_name: Test\ntheme: {{name: material}}\nplugins:\n  - outcome-frameworks: {{{options}}}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}/", framework
        finally:
            server.terminate()


def test_an_edit_appears(tmp_path: Path) -> None:
    with _served(tmp_path) as (address, framework):
        url = f"{address}programmes/garden/s1/"
        assert _wait_for(url, "People meet their neighbours", 30)
        framework.write_text(SMALL_FRAMEWORK.replace("neighbours", "friends"), encoding="utf-8")
        assert _wait_for(url, "People meet their friends", 30)
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}pagefind/pagefind-entry.json", timeout=5)


def test_the_search_is_there_where_it_was_asked_for(tmp_path: Path) -> None:
    with _served(tmp_path, "search_in_serve: true") as (address, _):
        assert _wait_for(f"{address}programmes/garden/s1/", "People meet their neighbours", 30)
        assert _wait_for(f"{address}pagefind/pagefind-entry.json", '"page_count":', 10)


def test_folders_and_files_that_come_again_are_watched_again(tmp_path: Path) -> None:
    """As where git checks out a branch without them, and then this one again."""
    with _served(tmp_path) as (address, framework):
        url = f"{address}programmes/garden/s1/"
        assert _wait_for(url, "People meet their neighbours", 30)
        for friends in ("friends", "families"):
            framework.parent.rename(tmp_path / "away")
            time.sleep(1.5)  # MkDocs looks every half second
            shutil.rmtree(tmp_path / "away")
            framework.parent.mkdir()
            framework.write_text(SMALL_FRAMEWORK.replace("neighbours", friends), encoding="utf-8")
            assert _wait_for(url, f"People meet their {friends}", 30)
            framework.write_text(SMALL_FRAMEWORK.replace("neighbours", f"old {friends}"), encoding="utf-8")
            assert _wait_for(url, f"People meet their old {friends}", 30), "what is there again is watched"
        (tmp_path / "docs").rmdir()
        (tmp_path / "mkdocs.yml").rename(tmp_path / "away")
        time.sleep(1.5)
        (tmp_path / "docs").mkdir()
        (tmp_path / "away").rename(tmp_path / "mkdocs.yml")
        (tmp_path / "docs/about.md").write_text("# About bees\n", encoding="utf-8")
        assert _wait_for(f"{address}about/", "About bees", 30)


def test_a_site_within_the_folder_of_its_frameworks_is_not_built_without_end(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with _served(tmp_path / "site", "frameworks_dir: ..") as (address, framework):
        framework.rename(tmp_path / "garden.yml")
        time.sleep(1)
        assert _wait_for(f"{address}programmes/garden/s1/", "People meet their neighbours", 30)
        times = set()
        for _ in range(8):
            with urlopen(f"{address}programmes/garden/s1/", timeout=5) as answer:
                times |= set(re.findall(r"livereload\((\d+)", answer.read().decode()))
            time.sleep(0.5)
        assert len(times) == 1
