"""`mkdocs serve` shows a change of a framework file without a restart, and searches where it was asked to."""

from __future__ import annotations

import os
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
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from site_building import SMALL_FRAMEWORK
from site_commands import EPOCH, contents


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
def _served(
    folder: Path, options: str = "", *arguments: str, temporary: Path | None = None
) -> Iterator[tuple[str, Path]]:
    """Serve a small site while the block runs; give its address, and the file of its framework.

    MkDocs writes what it serves into a new folder, in `temporary` where that is given.
    """
    (folder / "docs").mkdir(parents=True)
    if temporary:
        temporary.mkdir()
    (folder / "frameworks").mkdir()
    framework = folder / "frameworks/garden.yml"
    framework.write_text(SMALL_FRAMEWORK, encoding="utf-8")
    settings = f"site_name: Test\ntheme: {{name: material}}\nplugins:\n  - outcome-frameworks: {{{options}}}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", *arguments]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | EPOCH | ({"TMPDIR": str(temporary)} if temporary else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
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


def _only(folder: Path) -> Path:
    """Return the only folder in a folder."""
    (found,) = folder.glob("mkdocs_*")
    return found


def _get(address: str, path: str) -> bytes:
    """Return what a server gives, without the script that loads a page again."""
    with urlopen(address + quote(path), timeout=30) as answer:
        content: bytes = answer.read()
    content = re.sub(rb"<script>\nvar livereload = .*?</script>", b"", content, flags=re.DOTALL)
    return content.replace(address.encode(), b"http://address/")


def test_pages_and_files_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    """Each is then what it is where all are made at once, as for a server that watches no files."""
    whole, asked = tmp_path / "whole", tmp_path / "asked"
    with (
        _served(tmp_path / "all", "", "--no-livereload", temporary=whole) as (all_at_once, _),
        _served(tmp_path / "some", temporary=asked) as (served, _),
    ):
        for address in (all_at_once, served):
            assert _wait_for(address, "<html", 30)
        expected, site = contents(_only(whole)), _only(asked)
        lacking = expected.keys() - contents(site).keys()
        assert {"programmes/garden/s1/index.html", "programmes/garden/s1/index.json"} <= lacking
        assert not any(path.startswith("assets/stylesheets") for path in lacking)
        assert _get(served, "programmes/garden/s1/") == _get(all_at_once, "programmes/garden/s1/")
        assert lacking & contents(site).keys() == {"programmes/garden/s1/index.html"}
        different = [path for path in expected if _get(served, path) != _get(all_at_once, path)]
        with_address = {"sitemap.xml.gz", "programmes/garden/map.png"}  # in a form in which it cannot be replaced
        assert set(different) <= with_address
        assert contents(site).keys() == expected.keys()


def test_other_addresses_are_answered_as_before(tmp_path: Path) -> None:
    with _served(tmp_path) as (address, _):
        assert _wait_for(f"{address}programmes/", "Community garden", 30)
        with urlopen(f"{address}programmes/garden", timeout=30) as answer:
            assert answer.url == f"{address}programmes/garden/", "a folder without its slash leads to it"
        with urlopen(Request(f"{address}outcomes/", method="HEAD"), timeout=30) as answer:
            assert int(answer.headers["Content-Length"]) > 5000 and answer.read() == b""
        for path in ("nothing/", "programmes/nothing.json", "..%2f..%2fetc/passwd"):
            with pytest.raises(HTTPError, match="404") as refused:
                urlopen(address + path, timeout=30)
            assert "404 - Not found" in refused.value.read().decode()


def test_a_page_that_is_gone_after_an_edit_is_not_found(tmp_path: Path) -> None:
    with _served(tmp_path) as (address, framework):
        assert _wait_for(f"{address}programmes/garden/s1/", "People meet their neighbours", 30)
        framework.write_text(SMALL_FRAMEWORK.replace("S1", "S2"), encoding="utf-8")
        assert _wait_for(f"{address}programmes/garden/s2/", "People meet their neighbours", 30)
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{address}programmes/garden/s1/", timeout=30)


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
